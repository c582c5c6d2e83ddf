"""/similar: five songs that sound alike, why, where they are, and where to go from there."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import cogs
from bot import words
from bot.ask import Place
from bot.cog import discover, main_feature
from bot.desk import Order
from bot.reply import Move, Reply
from bot.songs import Song, Upload
from bot.testing import ANN, HERE, House, house
from cogs.similar import link_to
from engine.api import ENGLISH, VECTOR_FORMAT, Hearing, Labels, Mood, Picture, Progress, Star, digest, silent
from engine.fake import FakeEngine, mood_of, vector_of

FEATURES = discover(cogs)
ELSEWHERE = Place("memory", "another server", "channel")
MEASURED = {
    "tempo": 70.0,
    "tempo_confidence": 0.9,
    "key": 3.0,
    "mode": 0.0,
    "key_confidence": 0.9,
    "brightness": 0.2,
}


@dataclass
class AlikeEngine(FakeEngine):
    """Hears the same slow dark song in everything, and something of its own in each."""

    async def hear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        heard = await super().hear(audio, progress)
        shared, own = (struct.unpack(VECTOR_FORMAT, each) for each in (vector_of("shared"), heard.vector))
        mixed = [0.9 * one + 0.436 * other for one, other in zip(shared, own, strict=True)]  # of length 1
        return replace(heard, features=MEASURED, mood=mood_of("02"), vector=struct.pack(VECTOR_FORMAT, *mixed))


async def call(bot: House, feature: str, name: str, place: Place = HERE, **options: str) -> Reply:
    """Send a file of that name; its sound is told by its name."""
    upload = Upload(f"{name}.mp3", name.encode())
    return await bot.desk.answer(Order(feature, options, ANN, place, (upload,)))


async def meet(bot: House, count: int, place: Place = HERE, prefix: str = "tune") -> None:
    """Let the bot hear so many songs."""
    for number in range(count):
        await call(bot, "slate", f"{prefix} {number}", place)


async def meet_elsewhere(bot: House, count: int) -> None:
    """Let it hear so many songs that everybody may know in another server, and a file that is somebody's own."""
    await meet(bot, count + 1, ELSEWHERE, "public")
    for number in range(count):
        song = await bot.store.song(digest(f"public {number}".encode())[:16])
        assert song
        await bot.store.keep_song(replace(song, source="deezer"))


def names(reply: Reply) -> list[str]:
    assert reply.table is not None, reply.text
    return [row[1] for row in reply.table.rows]


def move(reply: Reply, label: str) -> Move:
    return next(each for each in reply.moves if each.label.startswith(label))


def stars(engine: FakeEngine) -> tuple[Star, ...]:
    """What was drawn last: the asked song, then its neighbours."""
    return next(told for name, told in reversed(engine.calls) if name == "constellation")  # type: ignore[return-value]


async def test_five_others_are_shown_nearest_first_and_never_the_song_itself() -> None:
    engine = AlikeEngine()
    async with house(FEATURES, engine) as bot:
        await meet(bot, 8)
        reply = await call(bot, "similar", "tune 3")
    assert reply.table is not None
    assert len(set(names(reply))) == 5
    assert "tune 3" not in names(reply)
    assert [row[0] for row in reply.table.rows] == ["1", "2", "3", "4", "5"]
    shares = [int(row[2].removesuffix(" %")) for row in reply.table.rows]
    assert shares == sorted(shares, reverse=True)
    assert reply.text.startswith(f"Nearest to tune 3 is {names(reply)[0]}, {shares[0]} % alike: the same slow tempo,")
    asked, *near = stars(engine)
    assert asked.title == "tune 3"
    assert [star.title for star in near] == names(reply)


async def test_the_card_is_described_and_every_song_can_be_found() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 6)
        reply = await call(bot, "similar", "tune 0")
    (card,) = reply.files
    assert (card.name, card.kind) == ("tune-0-similar.png", "image")
    assert all(name in card.alt for name in names(reply))
    assert [(fact.name, fact.value) for fact in reply.facts] == [
        (str(n), name) for n, name in enumerate(names(reply), 1)
    ]
    assert all(fact.link.startswith("https://musicbrainz.org/search?") for fact in reply.facts)


async def test_what_is_drawn_as_alike_is_what_the_words_say() -> None:
    engine = AlikeEngine()
    async with house(FEATURES, engine) as bot:
        await meet(bot, 6)
        reply = await call(bot, "similar", "tune 0")
    assert reply.table is not None
    named = {"sound": "timbre", "groove": "groove", "character": "character"}
    for star, row in zip(stars(engine)[1:], reply.table.rows, strict=True):
        assert star.parts
        assert {named[part] for part in star.parts} == {word for word in named.values() if word in row[4]}


async def test_more_goes_through_all_songs_once() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 13)
        reply = await call(bot, "similar", "tune 0")
        seen = names(reply)
        while any(each.label == "More" for each in reply.moves):
            reply = await bot.press(move(reply, "More"))
            seen += names(reply)
        beyond = await bot.ask("similar", song=move(reply, "Only").args["song"], skip="15")
    assert sorted(seen) == sorted(f"tune {number}" for number in range(1, 13))
    assert reply.text == "Further from tune 0, number 11 to 12."
    assert [row[0] for row in reply.table.rows] == ["11", "12"]  # type: ignore[union-attr]
    assert beyond.refused
    assert beyond.moves, "a way back"


async def test_only_what_was_heard_on_this_server_if_wanted() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 3)
        await meet_elsewhere(bot, 2)
        everywhere = await call(bot, "similar", "tune 0")
        here = await bot.press(move(everywhere, "Only this server"))
        again = await bot.press(move(here, "Everywhere"))
    assert sorted(names(here)) == ["tune 1", "tune 2"]
    assert names(again) == names(everywhere)
    assert sorted(names(everywhere)) == ["public 0", "public 1", "tune 1", "tune 2"]


async def test_every_button_works_and_outlives_a_restart(tmp_path: Path) -> None:
    async with house(FEATURES, AlikeEngine(), tmp_path) as bot:
        await meet(bot, 8)
        reply = await call(bot, "similar", "tune 0", here="yes")
        before = [await bot.press(each) for each in reply.moves]
    assert [each.label.split()[0] for each in reply.moves] == ["More", "Slate", "Similar", "Everywhere"]
    async with house(FEATURES, AlikeEngine(), tmp_path) as bot:
        after = [await bot.press(each) for each in reply.moves]
    for one, other in zip(before, after, strict=True):
        assert not one.refused
        assert (one.text, one.table) == (other.text, other.table)


async def test_a_recording_is_compared_like_a_file() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 3)
        reply = await call(bot, "similar", "recording")
    assert reply.text.startswith("Nearest to your recording is tune ")
    assert len(names(reply)) == 3


async def test_a_song_without_sound_is_offered_but_not_to_be_painted() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 1)
        near = await bot.engine.hear(b"silent")
        song = Song("silent", "Silent Song", "aa" * 16, "catalogue", ("Nobody",))
        await bot.store.shelf.bring("test", "1", [(song, replace(near, audio=song.audio, sketch=b""))])
        reply = await call(bot, "similar", "tune 0")
        asked = await bot.press(move(reply, "Similar to Silent Song"))
    assert names(reply) == ["Nobody – Silent Song"]
    assert move(reply, "Slate").label == "Slate tune 0"
    assert names(asked) == ["tune 0"]


async def test_nothing_to_compare_with_says_what_to_do() -> None:
    async with house(FEATURES) as bot:
        alone = await call(bot, "similar", "tune 0")
        await meet_elsewhere(bot, 1)
        alone_here = await call(bot, "similar", "tune 0", here="yes")
        everywhere = await bot.press(alone_here.moves[0])
    assert alone.refused
    assert "slate catalogue add" in alone.text
    assert alone_here.refused
    assert "on this server" in alone_here.text
    assert names(everywhere) == ["public 0"]


async def test_far_songs_are_not_called_near() -> None:
    async with house(FEATURES) as bot:
        await meet(bot, 3)
        reply = await call(bot, "similar", "tune 0")
    assert reply.text.startswith("Nothing really near tune 0; the closest are these. First ")


def test_songs_that_come_without_a_word_are_painted_or_sorted_as_before() -> None:
    for kind, name in (("song", "slate"), ("songs", "mood")):
        meant = main_feature(FEATURES, kind)  # type: ignore[arg-type]
        assert meant is not None
        assert meant.name == name


# --- links -----------------------------------------------------------------------------------------------------------


def test_a_song_s_own_page_is_linked() -> None:
    song = Song("1", "Title", "", "deezer", ("Artist",), link="https://open.spotify.com/track/1", page="https://d/1")
    assert link_to(song) == "https://open.spotify.com/track/1"
    assert link_to(replace(song, link="")) == "https://d/1"


@pytest.mark.parametrize(
    "title", ["Angel Eyes", "100 % <b>&x=1#y", "ラストトレイン", "a\nb)", "“quoted” (live) [2011]"]
)
def test_a_search_is_linked_else_and_nothing_breaks_out_of_it(title: str) -> None:
    for link in ("", "javascript:alert(1)", "http://plain"):
        address = link_to(Song("1", title, "", "file", ("Chet Baker",), link=link))
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "musicbrainz.org", "")
        assert parse_qs(parts.query) == {"type": ["recording"], "query": [f"Chet Baker {title}"]}
        assert address.isascii()
        assert not set(address) & set("<>()[]|\"' \n")


# --- words -----------------------------------------------------------------------------------------------------------


def heard(mood: Mood, **features: float) -> Hearing:
    return Hearing("ab" * 16, 30.0, (), MEASURED | features, mood, b"")


SAD = mood_of("02")
ALL = {"sound": 0.9, "groove": 0.9, "character": 0.9}


def test_everything_that_is_alike_is_said() -> None:
    assert words.reasons(heard(SAD), heard(SAD), ALL) == (
        "the same slow tempo",
        "dark timbre",
        "groove",
        "character",
        "both sad",
        "both in E flat minor",
    )


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"tempo": 75.0}, "the same slow tempo"),
        ({"tempo": 140.0}, "the same slow tempo"),
        ({"tempo_confidence": 0.3}, "the same slow tempo"),
        ({"key_confidence": 0.5}, "both in E flat minor"),
        ({"mode": 1.0}, "both in E flat minor"),
        ({"brightness": 0.5}, "dark timbre"),
    ],
)
def test_what_differs_or_is_doubtful_is_not_said(change: dict[str, float], lost: str) -> None:
    assert lost not in words.reasons(heard(SAD), heard(SAD, **change), ALL)
    assert len(words.reasons(heard(SAD), heard(SAD, **change), ALL)) >= 5


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"brightness": 0.7}, {"brightness": 0.9}, "bright timbre"),
        ({"brightness": 0.5, "acousticness": 0.7}, {"acousticness": 0.8}, "acoustic sound"),
        ({"brightness": 0.9}, {"brightness": 0.1}, "timbre"),
    ],
)
def test_the_timbre_is_named_by_what_both_are(one: dict[str, float], other: dict[str, float], said: str) -> None:
    assert said in words.reasons(heard(SAD, **one), heard(SAD, **other), {"sound": 0.9})


def test_unsure_moods_and_weak_parts_are_not_said() -> None:
    unsure = replace(SAD, confidence=0.4)
    weak = dict.fromkeys(ALL, words.ALIKE - 0.01)
    assert words.reasons(heard(unsure), heard(unsure), weak) == ("the same slow tempo", "both in E flat minor")
    assert words.reasons(Hearing("a", 1.0, (), {}, SAD, b""), Hearing("b", 1.0, (), {}, mood_of("00"), b""), {}) == ()


# --- from other features, and what else the ear tells ----------------------------------------------------------------


async def test_a_painted_and_a_sorted_song_lead_to_similar_ones() -> None:
    async with house(FEATURES, AlikeEngine()) as bot:
        await meet(bot, 3)
        painted = await call(bot, "slate", "tune 0")
        sorted_ = await call(bot, "mood", "tune 0")
        found = [await bot.press(move(reply, "Similar songs")) for reply in (painted, sorted_)]
        many = await bot.ask("mood", b"a", b"b")
    assert [sorted(names(reply)) for reply in found] == [["tune 1", "tune 2"]] * 2
    assert not [each for each in many.moves if each.feature == "similar"]
    assert ("people may feel", "nostalgia") in [(fact.name, fact.value) for fact in painted.facts]
    assert [(fact.name, fact.value) for fact in sorted_.facts] == [("people may feel", "nostalgia")]
    assert not many.facts


def guessed(genres: dict[str, float], emotions: dict[str, float]) -> dict[str, str]:
    hearing = replace(heard(SAD), genres=genres, emotions=emotions)
    return {fact.name: fact.value for fact in words.guess_facts(hearing)}


def test_sure_guesses_are_told_the_surest_first_and_at_most_two() -> None:
    told = guessed({"Blues": 0.8, "Jazz": 0.9, "Vocal": 0.75}, {"nostalgia": 0.5, "joyful_activation": 0.7})
    assert told == {"sounds like": "Jazz, Blues", "people may feel": "like moving and nostalgia"}


def test_weak_guesses_are_not_told() -> None:
    assert guessed({"Jazz": 0.6}, {"sadness": 0.3}) == {}
    assert guessed({}, {}) == {}


def test_an_unsure_mood_lies_between_the_two_likeliest() -> None:
    unsure = Mood(0.1, 0.15, 0.4, 0.35, -0.1, -0.5, 0.4, ("wistful", "soft"))
    assert words.mood_sentence(unsure) == "It feels wistful and soft; between sad and relaxed."
    with words.speaking("de"):
        assert words.mood_sentence(unsure).endswith("; zwischen traurig und entspannt.")


@dataclass
class LabelledEngine(AlikeEngine):
    """Keeps the words that it was to draw."""

    labels: Labels = ENGLISH

    async def constellation(
        self, asked: Star, near: Sequence[Star], progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Picture:
        self.labels = labels
        return await super().constellation(asked, near, progress, labels)


async def test_the_card_is_labelled_in_the_language_of_the_answer() -> None:
    engine = LabelledEngine()
    async with house(FEATURES, engine) as bot:
        await meet(bot, 6)
        upload = Upload("tune 0.mp3", b"tune 0")
        await bot.desk.answer(Order("similar", {}, replace(ANN, language="fr"), HERE, (upload,)))
    assert (engine.labels.character, engine.labels.happy) == ("caractère", "joyeux")
