"""A record's songs -> a linked story: one scene for each, what recurs, and what leads from each to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.api import LONGEST_QUOTE, Arc, Hearing, Link, Motif, Quadrant, Role, Scene, Stave, Story, Track
from engine.story.feeling import arousal, course, shape, valence
from engine.story.images import MOST_IMAGES, family, images, shared
from engine.story.language import Tongue, tongue
from engine.story.lyrics import Lyrics, words

CLEAR = 0.12  # valence of words below which they feel like nothing in particular
FAR = 0.3  # change of valence between two songs that is a turn
SURE = 0.5  # confidence from which tempo and key are told
LONGEST_UNSPACED = 16  # characters of a quote where a script sets no spaces
COMMON_MOTIFS = 6
_CLAUSES = ",;:.!?…—–"


@dataclass(frozen=True)
class _Read:
    """A track and what its text says."""

    track: Track
    lyrics: Lyrics
    tongue: Tongue
    nouns: tuple[str, ...]
    course: tuple[float, ...]
    valence: float | None
    arousal: float | None

    @property
    def arc(self) -> Arc:
        return shape(self.course)

    @property
    def feeling(self) -> Quadrant | None:
        """From the sound if it was heard, else from words that are clear."""
        if self.track.hearing:
            return self.track.hearing.mood.quadrant
        if self.valence is None or self.arousal is None or abs(self.valence) < CLEAR:
            return None
        if self.valence > 0:
            return "happy" if self.arousal > 0 else "relaxed"
        return "angry" if self.arousal > 0 else "sad"


def tell(tracks: Sequence[Track]) -> Story:
    """The story of one to twenty songs in their order."""
    read = [_read(track) for track in tracks]
    links = tuple(_link(read, at) for at in range(len(read) - 1))
    motifs = _motifs(read)
    roles = _roles([each.valence for each in read])
    scenes = tuple(_scene(read[at], roles[at], _told(links, at, motifs)) for at in range(len(read)))
    return Story(scenes, links, motifs)


def _read(track: Track) -> _Read:
    lyrics = Lyrics.read(track.lyrics)
    said = [word for line in lyrics.lines for word in words(line)]
    language = tongue(track.lyrics, said)
    felt = course(lyrics) if language == "en" else ()
    mood = track.hearing.mood if track.hearing else None
    pleasant = mood.valence if mood else valence(lyrics) if felt else None
    lively = mood.arousal if mood else arousal(lyrics) if felt else None
    return _Read(track, lyrics, language, images(lyrics, language), felt, pleasant, lively)


def _scene(read: _Read, role: Role, linking: Sequence[str]) -> Scene:
    first = [noun for noun in read.nouns if noun in linking]
    shown = tuple(dict.fromkeys([*first, *read.nouns]))[:MOST_IMAGES]
    return Scene(
        title=read.track.title,
        role=role,
        feeling=read.feeling,
        arc=read.arc,
        images=tuple(sorted(shown, key=read.nouns.index)),
        quote=quote(read.lyrics, read.nouns, read.tongue),
        staves=_staves(read),
        language=read.tongue,
        valence=read.valence,
        arousal=read.arousal,
    )


def _staves(read: _Read) -> tuple[Stave, ...]:
    felt = read.course or (None,) * len(read.lyrics.stanzas)
    return tuple(
        Stave(tuple(map(len, stanza.lines)), stanza.chorus, value)
        for stanza, value in zip(read.lyrics.stanzas, felt, strict=True)
    )


def _told(links: Sequence[Link], at: int, motifs: Sequence[Motif]) -> tuple[str, ...]:
    """The images of a song that a scene must show, because links or the whole record speak of them."""
    near = [word for link in links if at in (link.first, link.second) and link.kind == "motif" for word in link.shown]
    return (*near, *(motif.shown[at] for motif in motifs[:COMMON_MOTIFS] if at in motif.shown))


def quote(lyrics: Lyrics, nouns: Sequence[str], language: Tongue) -> str:
    """At most eight words of the song: its hook, else the line that shows the most; cut at a clause if it must be."""
    lines = lyrics.lines
    if not lines:
        return ""
    shows = {line: sum(noun.casefold() in line.casefold() for noun in nouns) for line in lines}
    line = lyrics.hook or max(lines, key=lambda each: (shows[each], -len(each)))
    if language == "ja":
        return line[:LONGEST_UNSPACED].split("、")[0].split(" ")[0]
    return _cut(line)


def _cut(line: str) -> str:
    said = line.split()
    if len(said) > LONGEST_QUOTE:
        ends = [at for at, word in enumerate(said[:LONGEST_QUOTE], 1) if word[-1] in _CLAUSES and at >= 3]
        said = said[: ends[-1] if ends else LONGEST_QUOTE]
    return " ".join(said).rstrip(_CLAUSES[:4] + "—– ")


def _roles(valences: Sequence[float | None]) -> list[Role]:
    """What each song does in the course of the record; one of which nothing is known is in the middle."""
    roles: list[Role] = ["middle"] * len(valences)
    known = {at: value for at, value in enumerate(valences) if value is not None}
    between = [at for at in known if 0 < at < len(valences) - 1]
    for at in between:
        roles[at] = _turn(known, at)
    if between and max(known.values()) - min(known.values()) > FAR:
        lowest, highest = min(known, key=lambda at: known[at]), max(known, key=lambda at: known[at])
        roles[highest], roles[lowest] = "high point", "low point"
    roles[0] = "opening"
    if len(roles) > 1:
        roles[-1] = "close"
    return roles


def _turn(known: Mapping[int, float], at: int) -> Role:
    """Whether a song leaves the mood of the one before it, or comes back to that of the first."""
    if at - 1 not in known or abs(known[at] - known[at - 1]) <= FAR:
        return "middle"
    return "return" if at > 1 and 0 in known and abs(known[at] - known[0]) < FAR / 2 else "turn"


def _link(read: Sequence[_Read], at: int) -> Link:
    """What leads from a song to the next: a shared image before a common course, before the sound."""
    one, other = read[at], read[at + 1]
    change = None if one.valence is None or other.valence is None else other.valence - one.valence
    link = Link(at, at + 1, "mood", change=change)
    if both := shared(one.nouns, other.nouns):
        return replace(link, kind="motif", shown=both)
    if one.course and other.course and one.arc == other.arc != "holds":
        return replace(link, kind="arc")
    if one.track.hearing and other.track.hearing:
        if _same_key(one.track.hearing, other.track.hearing):
            return replace(link, kind="key")
        if _same_tempo(one.track.hearing, other.track.hearing):
            return replace(link, kind="tempo")
    return link


def _same_key(one: Hearing, other: Hearing) -> bool:
    """Whether both stand in one key, or in a major key and its relative minor; not told where the key is a guess."""
    if min(one.features["key_confidence"], other.features["key_confidence"]) < SURE:
        return False

    def tonic(hearing: Hearing) -> int:
        return round(hearing.features["key"] + (0 if hearing.features["mode"] > 0.5 else 3)) % 12

    return tonic(one) == tonic(other)


def _same_tempo(one: Hearing, other: Hearing) -> bool:
    if min(one.features["tempo_confidence"], other.features["tempo_confidence"]) < SURE:
        return False
    slower, faster = sorted((one.features["tempo"], other.features["tempo"]))
    return slower > 0 and faster / slower < 1.06


def _motifs(read: Sequence[_Read]) -> tuple[Motif, ...]:
    said: dict[str, dict[int, str]] = {}
    for number, each in enumerate(read):
        for noun in each.nouns:
            said.setdefault(family(noun), {}).setdefault(number, noun)
    recurring = [Motif(shown) for shown in said.values() if len(shown) > 1]
    return tuple(sorted(recurring, key=lambda motif: (-len(motif.shown), len(motif.words))))
