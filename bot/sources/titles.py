"""Reads a title as catalogues write it: the song's name, who is featured, and what kind of recording it is.

Knows no catalogue and no song: only the words that labels put around a name, in the languages they use.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_KINDS = {
    "live": r"live|unplugged|en vivo|ao vivo|en directo|dal vivo|en public|in concert|concert|tiny desk|sessions?",
    "cover": r"cover(ed)?|covers|tribute|tributo|made famous by|in the style of|originally (performed|recorded) by|"
    r"originally by|rendition|homage|salute to|version of|arrangement of",
    "karaoke": r"karaoke|backing( track)?|sing ?along|lead vocals?|minus one|playback|guide melody|without vocals?",
    "instrumental": r"instrumentals?|no vocals?",
    "vocals": r"a ?capp?ella|acappella|vocals? only",
    "remix": r"remix(ed)?|rmx|bootleg|mash ?up|rework(ed)?|refix|flip|vip|dub|dubstep|medley|megamix|club|"
    r"shuffle|refunk|reinterpretation",
    "mixed": r"mixed|dj mix|continuous",
    "acoustic": r"acoustic|acustico|acustica|akustik|stripped( down)?",
    "speed": r"sped ?up|speed ?up|slowed|slow down|reverb|nightcore|daycore|chopped|screwed|8d|432 ?hz|bass boosted",
    "arrangement": r"(8|16) ?bit|chiptune|music box|ringtone|lullaby|lullabies|piano|guitar|ukulele|marimba|orchestra|"
    r"orchestral|symphonic|strings|string quartet|saxophone|harp|violin|cello|choir|panpipes?",
    "demo": r"demo|early take|rehearsal|outtake|alternate|alternative|alt|rough|work tape|unreleased|home recording",
    "piece": r"intro|outro|interlude|reprise|prelude|skit|commentary|spoken|voice memo|snippet|teaser|preview|excerpt",
    "again": r"re ?recorded|rerecording|new recording|revisited|reimagined|redux",
}
"""What makes a recording another one, as plain words; a word of one kind in one title must be met in the other."""
_KIND = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}
_ABROAD = {
    " live ": "ライブ ライヴ 現場 现场 라이브 концерт живой живая",
    " cover ": "カバー 歌ってみた 翻唱 커버 кавер",
    " karaoke ": "カラオケ 伴奏 노래방 반주 караоке минус",
    " instrumental ": "インスト 純音樂 纯音乐 инструментал",
    " remix ": "リミックス 리믹스 ремикс",
    " acoustic ": "アコースティック 弾き語り 어쿠스틱 акустика акустическая",
    " music box ": "オルゴール 오르골",
    " orchestral ": "симфоническая симфоническим оркестром хор",
    " piano ": "ピアノ 鋼琴 钢琴 피아노 пианино",
    " version ": "バージョン 版 버전 версия",
}
"""The same words in other scripts."""
_HERE = {word: said for said, words in _ABROAD.items() for word in words.split()}
_HERE_PATTERN = re.compile("|".join(sorted(_HERE, key=len, reverse=True)))
_BANDS = re.compile(
    r"\b(?:karaoke|tribute|tributo|cover(s|ed)?|backing|lullaby|lullabies|(8|16) ?bit|type beats?|"
    r"piano (players|dreamers|guys)|sing ?along|instrumentals?|hits? (players|band|crew|makers)|string quartet)\b"
)
"""Artists who exist to play other people's songs say so in their names."""

_EDITION = re.compile(
    r"\b(?:remaster(ed|izado|isado|ise|ize)?|remasterise|deluxe|anniversary|reissue|bonus|soundtrack|ost|explicit|"
    r"official|lyrics?|motion picture|from|theme|remasterizada|remastering)\b"
)
_EDITIONS = """
version album single original mono stereo mix edit edited edition expanded digital digitally clean track video audio hd
hq 4k lp ep 7 12 inch full length long short radio extended main the a an and of for in by movie film tv show title song
cut visualizer mv pv music master special new us uk international visualiser dirty censored uncensored
"""
_PLAIN = frozenset(_EDITIONS.split())
"""Words that name an edition of the same recording (its length is told by the seconds)."""
_NOUN = re.compile(r"\b(?:version|mix|edit|cut|take|versión|versao|versione|fassung|arrangement|ver)\b")
_GUEST = re.compile(r"^(?:feat(?:uring)?|ft|with|w|con|avec|mit|starring|prod(?:uced)?(?: by)?)\b[. /:]*", re.I)
_FEATURED = re.compile(r"\s+(?:feat(?:uring)?|ft)\b\.?:?\s+(.+)$", re.I)
_BRACKET = re.compile(r"[(\[{「『【〈《]([^()\[\]{}「」『』【】〈〉《》]*)[)\]}」』】〉》]")
_DASH = re.compile(r"\s+[-–—|~/]\s+|\s+[-–—]$|(?<=[^\W\d])[–—](?=\s)")
_NAMES = re.compile(r"\s*(?:[,;/&()\[\]]|\band\b|\bund\b|\bx\b|\bvs\b\.?|\bfeat\b\.?|\bft\b\.?|\bwith\b)\s*", re.I)

_DIGITS = {
    word: str(number)
    for number, words in enumerate(
        ("zero", "one", "two ii", "three iii", "four iv", "five", "six vi", "seven vii", "eight viii", "nine ix", "ten")
    )
    for word in words.split()
}
_WORDS = _DIGITS | {"pt": "part", "pts": "part", "parts": "part", "vol": "volume", "nr": "no"}
"""One spelling for words that have several."""
_LONE = {"i": "1", "v": "5", "x": "10"}
"""Numbers only where something is counted."""
_LETTERS = str.maketrans({"$": "s", "’": "'", "`": "'", "´": "'"} | dict(zip("άέήίόύώ", "αεηιουω", strict=True)))
_SMALL = dict(zip("ゃゅょャュョぁぃぅぇぉァィゥェォ", "auoauoaiueoaiueo", strict=True))
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々]")
"""Kana, Chinese characters and Hangul."""
_PAIRS = {"μπ": "b", "ντ": "nd", "γκ": "g", "ου": "ou", "αυ": "av", "ευ": "ev", "ё": "yo"}
"""Letters that sound otherwise together than one by one, or that are romanised without their dots."""
_PAIR = re.compile("|".join(_PAIRS))
_SOUNDS = tuple(
    (re.compile(spelt), sound)
    for spelt, sound in (
        (r"sch|sh", "s"),
        (r"tch|ch|zh|dj|dz", "j"),
        (r"kh|gh", "h"),
        (r"ts|tz|zz", "c"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ck|q", "k"),
        (r"[yj]", "i"),
        (r"l", "r"),
        (r"ou|oo|u", "o"),
        (r"(.)\1+", r"\1"),
        (r"i[ae]", "a"),
        (r"h\b|'", ""),
    )
)
"""Spellings of one sound that systems of romanisation differ in."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart. All words are plain (see ``plain``) but ``head`` and ``asked``, which keep their script: the
    title for a search without what is bracketed, and without guests and editions only.

    ``kinds`` counts the words that make it another recording (live, remix, …); ``marks`` says which one (the remixer,
    the place, the year); ``asides`` are bracketed parts of the name itself; ``numbers`` its parts and volumes.
    """

    main: str
    asides: tuple[str, ...]
    kinds: Counter[str]
    marks: frozenset[str]
    guests: tuple[str, ...]
    head: str
    asked: str

    @property
    def full(self) -> str:
        """The name with its asides."""
        return " ".join((self.main, *self.asides)).strip()

    @property
    def numbers(self) -> frozenset[str]:
        """Which part, volume or movement; the first is often left unsaid."""
        return frozenset(word for word in self.full.split() if word.isdigit() and word != "1")


@lru_cache(4096)
def plain(text: str) -> str:
    """Lower-case words in Latin letters without accents and punctuation; '&' is 'and', 'the' is left out.

    A text of signs only is returned as it is, so that '÷' and '???' stay names.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    text = re.sub(r"(?<=\w)!(?=\w)", "i", text)
    spoken = re.sub(r"(?<=\w)\s*[&+]\s*(?=\w)|\s'?n'?\s", " and ", latin(text).casefold()).replace("'", "")
    words = re.findall(r"[a-z0-9]+", spoken)
    return " ".join([word for word in words if word != "the"] or words) or text.strip()


def counted(text: str) -> str:
    """Plain words with their numbers in digits: 'Pts. I-V' is 'part 1 5'; '2 U' is 'to you'."""
    words = [_WORDS.get(word, word) for word in plain(text).split()]
    if "u" in words:
        words = [{"u": "you", "2": "to", "4": "for"}.get(word, word) for word in words]
    counting = False
    for index, word in enumerate(words):
        if counting and word in _LONE:
            words[index] = _LONE[word]
        counting = word == "part" or (counting and words[index].isdigit())
    return " ".join(words) or plain(text)


def latin(text: str) -> str:
    """The text in Latin letters; Chinese characters come out as in Mandarin, whatever the language."""
    out: list[str] = []
    double = False
    for sign in _PAIR.sub(lambda pair: _PAIRS[pair[0]], unicodedata.normalize("NFC", text)):
        if sign in "っッ":
            double = True
        elif sign in _SMALL and out:
            out[-1] = _joined(out[-1], _SMALL[sign], glide=sign in "ゃゅょャュョ")
        else:
            sound = anyascii(sign)
            out.append(sound[:1] + sound if double else sound)
            double = False
    return "".join(out)


def _joined(sound: str, vowel: str, *, glide: bool) -> str:
    """Kana: ki + small ya is kya, shi + small ya is sha, fu + small a is fa."""
    if not glide:
        return sound[:-1] + vowel
    return sound[:-1] + ("" if sound.startswith(("sh", "ch", "j")) else "y") + vowel


def translated(text: str) -> bool:
    """Whether another name in Latin letters is no surprise: East Asian songs and artists often have a second one."""
    return bool(_EAST.search(text))


def foreign(text: str) -> bool:
    """Whether the text has letters that are not Latin."""
    return any(sign.isalpha() and "LATIN" not in unicodedata.name(sign, "") for sign in text)


@lru_cache(4096)
def sound(words: str) -> str:
    """Plain words reduced to what all romanisations share, spaces left out."""
    for spelt, said in _SOUNDS:
        words = spelt.sub(said, words)
    return words.replace(" ", "")


def borrowed(text: str) -> bool:
    """Whether the text is in katakana, the script for words of other languages."""
    return bool(re.fullmatch(r"[\u30a0-\u30ff\s]+", _BRACKET.sub("", text)))


@lru_cache(4096)
def bones(words: str) -> str:
    """The consonants, which katakana keeps of a borrowed word; nothing for words with too few to tell."""
    found = re.sub(r"[aeiou]", "", sound(words))
    return found if len(found) > 2 else ""


def names(artist: str) -> tuple[str, ...]:
    """An artist as plain words: the whole name, then the people named in it."""
    parts = (plain(part) for part in _NAMES.split(artist) if part and part.strip())
    return tuple(dict.fromkeys((plain(artist), *(part for part in parts if part))))


def borrows(artist: str) -> bool:
    """Whether the artist's name says that it plays other people's songs."""
    return bool(_BANDS.search(plain(artist)))


def unsigned(title: str, artists: Sequence[str]) -> str:
    """The title without one of these artists before a colon, as catalogues write composers and guests."""
    name, _, work = title.partition(": ")
    known = set(plain(" ".join(artists)).split())
    return work if work.strip() and set(plain(name).split()) <= known else title


@lru_cache(4096)
def read(title: str) -> Title:
    """Take a title apart."""
    head, *rest = list(_pieces(title))
    guests: list[str] = []
    if featured := _FEATURED.search(head):
        guests.append(featured[1])
        head = head[: featured.start()]
    kinds = Counter(_kinds(counted(head)))
    inner: set[str] = set()
    marks: set[str] = set()
    asides: list[str] = []
    asked = [head]
    for piece in rest:
        words = counted(_HERE_PATTERN.sub(lambda word: _HERE[word[0]], piece.casefold()))
        if _GUEST.match(piece):
            guests.append(_GUEST.sub("", piece))
        elif found := _kinds(words) or _version(words):
            inner |= found
            marks |= _marks(words)
            asked.append(piece)
        elif not _edition(words):
            asides.append(words)
            asked.append(piece)
    kinds.update(inner)
    main, *others = [counted(head), *asides] if plain(head) else asides or [plain(title)]
    asked_for = " ".join(part for part in asked if part)
    return Title(main, tuple(others), kinds, frozenset(marks), tuple(guests), head or asked_for, asked_for)


def _pieces(title: str) -> Iterator[str]:
    """The name first, then what stands in brackets or after a dash."""
    title = unicodedata.normalize("NFKC", title)
    asides: list[str] = []
    while found := _BRACKET.search(title):
        asides.append(found[1].strip())
        title = title[: found.start()] + " " + title[found.end() :]
    first, *rest = [part.strip() for part in _DASH.split(" ".join(title.split())) if part and part.strip()] or [""]
    yield first
    yield from rest
    yield from (aside for aside in asides if aside)


def _kinds(words: str) -> set[str]:
    return {kind for kind, pattern in _KIND.items() if pattern.search(words)}


def _edition(words: str) -> bool:
    """Whether the piece names an edition of the same recording."""
    return bool(_EDITION.search(words)) or all(_harmless(word) for word in words.split())


def _version(words: str) -> set[str]:
    """A 'Spanish Version' or 'Night Mix' is another recording, an 'Album Version' or a '2009 Remaster' is not."""
    if not _NOUN.search(words) or _edition(words):
        return set()
    return {"remix"} if re.search(r"\b(?:mix|edit)\b", words) else {"version"}


def _harmless(word: str) -> bool:
    return word in _PLAIN or bool(re.fullmatch(r"(19|20)\d\d|\d+(st|nd|rd|th)", word))


def _marks(words: str) -> set[str]:
    """What tells one live take or remix from another: the words that are not the kind's own."""
    for pattern in (*_KIND.values(), _EDITION):
        words = pattern.sub(" ", words)
    dull = _PLAIN | {"at", "on", "with", "s", "la", "el", "de", "performance"}
    return {word.removesuffix("s") or word for word in words.split() if word not in dull}
