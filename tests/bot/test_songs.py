"""From whatever was given to a song, heard once."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply import Refusal
from bot.songs import Given, Song, Upload, title_of
from bot.testing import house
from engine.api import Hearing, Progress, digest
from engine.errors import UnreadableAudio
from engine.fake import FakeEngine, mood_of


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("01 - My_Song.final.mp3", "01 - My Song.final"),
        ("../../etc/passwd", "passwd"),
        ("C:\\music\\Blue.flac", "Blue"),
        ("evil\x00\x1b[31m\u202egpj.mp3", "evil[31mgpj"),
        ("", "Untitled"),
        (".mp3", "Untitled"),
        ("日本の歌.opus", "日本の歌"),
        ("x" * 300, "x" * 79 + "…"),
    ],
)
def test_a_file_name_becomes_a_title(name: str, title: str) -> None:
    assert title_of(name) == title


@given(st.text(max_size=300))
def test_any_file_name_becomes_a_short_printable_title(name: str) -> None:
    title = title_of(name)
    assert 0 < len(title) <= 80
    assert title.isprintable()


async def test_a_song_is_heard_once_and_its_sound_dropped() -> None:
    engine = FakeEngine()
    async with house((), engine) as bot:
        song = await bot.songs.find(Given(upload=Upload("a.mp3", b"abc")))
        assert await bot.store.audio(song.audio) == b"abc"
        first, second = await asyncio.gather(bot.songs.hear(song), bot.songs.hear(song))
        assert first == second
        assert [call for call, _ in engine.calls] == ["hear"]
        assert await bot.store.audio(song.audio) is None
        again = await bot.songs.find(Given(upload=Upload("b.mp3", b"abc")))
        assert (again.id, again.title) == (song.id, "b")
        assert await bot.store.audio(song.audio) is None, "a sound that was heard before is not kept again"


async def test_a_refused_sound_leaves_nothing_on_disk() -> None:
    async with house(()) as bot:
        song = await bot.songs.find(Given(upload=Upload("a.mp3", b"not audio at all")))
        with pytest.raises(UnreadableAudio):
            await bot.songs.hear(song)
        assert await bot.store.audio(song.audio) is None
        assert await bot.store.hearing(song.audio) is None
        with pytest.raises(Refusal, match="Send the file again"):
            await bot.songs.hear(song)


async def test_an_excerpt_that_is_no_sound_is_no_fault_of_who_pasted_the_link() -> None:
    class Broken:
        async def find(self, given: Given, progress: Progress) -> Song | None:
            return None

        async def sound(self, song: Song) -> bytes | None:
            return b"not audio at all"

    async with house((), elsewhere=lambda _: Broken()) as bot:
        song = Song("a" * 22, "Glass Tide", digest(b"not audio at all"), "deezer", ("Mira Vale",))
        with pytest.raises(Refusal, match="Deezer has an excerpt of Mira Vale – Glass Tide, but nothing can be heard"):
            await bot.songs.hear(song)


async def test_a_hearing_of_an_older_version_is_heard_anew_or_asked_for() -> None:
    async with house(()) as bot:
        song = await bot.songs.find(Given(upload=Upload("a.mp3", b"abc")))
        old = Hearing(song.audio, 1.0, (), {}, mood_of(song.audio), b"", version=0)
        await bot.store.keep_hearing(old)
        assert (await bot.songs.hear(song)).version > 0
        await bot.store.keep_hearing(old)
        with pytest.raises(Refusal, match="I no longer have the sound"):
            await bot.songs.hear(song)


async def test_a_file_that_an_older_version_heard_can_be_sent_again() -> None:
    async with house(()) as bot:
        sent = Given(upload=Upload("a.mp3", b"abc"))
        old = Hearing(digest(b"abc"), 1.0, (), {}, mood_of(digest(b"abc")), b"", version=0)
        await bot.store.keep_hearing(old)
        assert (await bot.songs.hear(await bot.songs.find(sent))).version > 0


async def test_a_file_of_the_operators_own_keeps_its_name_and_stays_for_everyone() -> None:
    async with house(()) as bot:
        own = Song(digest(b"abc")[:16], "Glass Tide", digest(b"abc"), "library", ("Mira Vale",))
        await bot.store.keep_song(own)
        assert await bot.songs.find(Given(upload=Upload("track 07.mp3", b"abc"))) == own
        assert await bot.store.song(own.id) == own


async def test_songs_are_known_by_id_and_jukebox_songs_by_mood_and_title() -> None:
    async with house(()) as bot:
        song = await bot.songs.find(Given(upload=Upload("a.mp3", b"abc")))
        assert await bot.songs.find(Given(song.id)) == song
        ids = [
            (await bot.songs.find(Given(text))).id for text in ("sad", "Jukebox: SAD", "last tram home", "jukebox-sad")
        ]
        assert ids == ["jukebox-sad"] * 4


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(""), "Give me a song"),
        (Given("nobody knows this"), "I do not know a song called “nobody knows this”"),
        (Given("https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6"), "Links are switched off"),
        (Given(upload=Upload("void.mp3", b"")), "“void” is empty"),
    ],
)
async def test_what_is_no_song_is_said_in_a_sentence(given: Given, sentence: str) -> None:
    async with house(()) as bot:
        with pytest.raises(Refusal, match=sentence):
            await bot.songs.find(given)
