"""From pasted links to songs that can be heard, whatever the sources say; the sources themselves are played here."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cogs
from bot.cog import discover
from bot.reply import Reply
from bot.songs import Given
from bot.sources.client import Deadline, Failed, Missing
from bot.sources.finders import Excerpts
from bot.sources.links import ShortLink
from bot.sources.resolver import Resolver
from bot.sources.spotify import Album
from bot.sources.track import Link, Preview, Track
from bot.testing import House, house
from engine.fake import FakeEngine
from engine.published import COLUMNS, PublishedModel, Tree

ID = "6rqhFgbbKwnb9MLmUQDhG6"
URL = f"https://open.spotify.com/track/{ID}"
SONG = Track("Blue Hour", ("Nora Lind", "Tom"), 201.0, "SEABC1234567", source="reccobeats")
FOUND = Preview(b"thirty seconds", "deezer", replace(SONG, source="deezer"), "https://www.deezer.com/track/1")
PUBLISHED = dict.fromkeys(COLUMNS, 0.5)
MODEL = PublishedModel("a table", "playlists", ("calm", "loud"), 1.0, (Tree([1], [0.6], [-1], [-2], [1.0, 0.0]),) * 2)


@dataclass
class Namer:
    """Tells one thing, or raises it; ``hangs`` never answers."""

    told: Track | Exception
    hangs: bool = False
    asked: list[str] = field(default_factory=list)

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        self.asked.append(id)
        if self.hangs:
            await asyncio.sleep(deadline.left())
            raise Failed("too late")
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


@dataclass
class Way:
    """Gives an excerpt, or raises."""

    given: Preview | Exception
    asked: list[Track] = field(default_factory=list)

    async def __call__(self, track: Track, *, deadline: Deadline) -> Preview:
        self.asked.append(track)
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@dataclass
class Guide:
    """Tells what is published and what may have been meant, or raises."""

    published: Mapping[str, float] | Exception
    meant: tuple[Track, ...] | Exception

    async def features(self, id_or_isrc: str, *, deadline: Deadline) -> Mapping[str, float]:
        if isinstance(self.published, Exception):
            raise self.published
        return self.published

    async def near(self, track: Track, *, deadline: Deadline) -> tuple[Track, ...]:
        if isinstance(self.meant, Exception):
            raise self.meant
        return self.meant


class Records:
    """Looks into one album."""

    async def album(self, id: str, *, deadline: Deadline) -> Album:
        tracks = tuple((Link("track", str(n) * 22), Track(f"Song {n}")) for n in range(1, 8))
        return Album("Seven Songs", ("Nora Lind",), tracks, "")


async def expand(short: ShortLink, deadline: Deadline) -> Link:
    if short.url.endswith("dead"):
        raise Missing
    return Link("track", ID)


@asynccontextmanager
async def bot(
    *namers: Namer,
    ways: tuple[Way, ...] = (),
    albums: Records | None = None,
    guide: Guide | None = None,
    folder: Path | None = None,
) -> AsyncIterator[House]:
    resolver = Resolver(namers, ways, expand, albums, guide, guide, MODEL)
    async with house(discover(cogs), folder=folder, elsewhere=lambda store: Excerpts(store, resolver)) as made:
        yield made


async def test_a_link_becomes_a_picture_with_its_credit() -> None:
    namer, way = Namer(SONG), Way(FOUND)
    async with bot(namer, ways=(way,)) as here:
        reply = await here.ask("slate", song=f"listen: <{URL}?si=1>")
        facts = {fact.name: (fact.value, fact.link) for fact in reply.facts}
        assert reply.text.startswith("Nora Lind, Tom – Blue Hour. It feels ")
        assert facts["heard"] == ("30 s from Deezer", "https://www.deezer.com/track/1")
        again = await here.ask("slate", song=URL)
        assert not again.refused
        pressed = await here.press(reply.moves[0])
        assert not pressed.refused
    assert namer.asked == [ID], "a song that was heard is not asked for again"
    assert way.asked == [replace(SONG, link=URL)]


async def test_who_pastes_a_song_in_the_same_moment_shares_it() -> None:
    namer, way = Namer(SONG), Way(FOUND)
    async with bot(namer, ways=(way,)) as here:
        replies = await asyncio.gather(*(here.ask("slate", song=URL) for _ in range(4)))
        engine = here.engine
    assert not any(reply.refused for reply in replies)
    assert (len(namer.asked), len(way.asked)) == (1, 1)
    assert isinstance(engine, FakeEngine)
    assert [name for name, _ in engine.calls].count("hear") == 1


async def test_a_song_that_somebody_listens_to_just_now_is_not_looked_for_again() -> None:
    namer, way = Namer(SONG), Way(FOUND)
    async with bot(namer, ways=(way,)) as here:
        song = await here.songs.find(Given(URL))
        assert await here.songs.audio(song) == FOUND.audio
        assert await here.songs.find(Given(URL)) == song
        assert (len(namer.asked), len(way.asked)) == (1, 1)
        assert await here.songs.audio(song) == FOUND.audio, "had it come to nothing, the next one asks anew"
        assert len(way.asked) == 2


async def test_who_comes_after_a_failure_asks_anew() -> None:
    namer, way = Namer(Failed("down")), Way(FOUND)
    async with bot(namer, ways=(way,)) as here:
        replies = await asyncio.gather(*(here.ask("slate", song=URL) for _ in range(2)))
        assert all("do not answer just now" in reply.text for reply in replies)
        namer.told = SONG
        assert not (await here.ask("slate", song=URL)).refused
    assert len(namer.asked) == 3


@pytest.mark.parametrize("found", ["", "SEABC7654321"])
async def test_of_spotify_no_more_is_kept_than_title_artists_and_link(found: str) -> None:
    preview = replace(FOUND, track=replace(SONG, isrc=found))
    async with bot(Namer(replace(SONG, source="Spotify")), ways=(Way(preview),)) as here:
        song = await here.songs.find(Given(URL))
        kept = await here.store.song(song.id)
    assert kept is not None
    assert kept.isrc == found
    assert (kept.title, kept.artists, kept.link) == (SONG.title, SONG.artists, URL)


async def test_an_excerpt_is_never_on_disk(tmp_path: Path) -> None:
    async with bot(Namer(SONG), ways=(Way(FOUND),), folder=tmp_path) as here:
        assert not (await here.ask("slate", song=URL)).refused
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or FOUND.audio not in path.read_bytes()


async def test_the_next_source_is_asked_and_a_title_alone_asks_who_plays_it() -> None:
    title = Track("Blue Hour", source="oembed")
    async with bot(Namer(Missing()), Namer(Failed("down")), Namer(title), ways=(Way(FOUND),)) as here:
        reply = await here.ask("slate", song=URL)
        assert "Tell me who plays it, like this: Artist - Blue Hour" in reply.text
        assert not (await here.ask("slate", song="Nora Lind - Blue Hour")).refused
    async with bot(Namer(title), Namer(SONG), ways=(Way(FOUND),)) as here:
        assert not (await here.ask("slate", song=URL)).refused


async def test_the_next_way_to_an_excerpt_is_tried() -> None:
    ways = (Way(Missing()), Way(Failed("busy")), Way(FOUND))
    async with bot(Namer(SONG), ways=ways) as here:
        assert not (await here.ask("slate", song=URL)).refused
    assert [len(way.asked) for way in ways] == [1, 1, 1]


@pytest.mark.parametrize(
    ("song", "sentence"),
    [
        (f"https://open.spotify.com/playlist/{ID}", "to its owner only"),
        (f"spotify:artist:{ID}", "Paste the link of one of their songs"),
        (f"https://open.spotify.com/episode/{ID}", "That is speech"),
        (f"https://open.spotify.com/audiobook/{ID}", "That is speech"),
        (f"https://open.spotify.com/album/{ID}", "without keys|with keys"),
        ("https://spotify.link/dead", "leads to no song"),
        ("https://soundcloud.com/a/b", "songs on Spotify only"),
        ("https://open.spotify.com/track/short", "songs on Spotify only"),
    ],
)
async def test_what_cannot_be_followed_is_said(song: str, sentence: str) -> None:
    async with bot(Namer(SONG), ways=(Way(FOUND),)) as here:
        reply = await here.ask("slate", song=song)
    assert reply.refused
    assert any(part in reply.text for part in sentence.split("|")), reply.text


async def test_an_album_offers_its_songs() -> None:
    async with bot(Namer(SONG), ways=(Way(FOUND),), albums=Records()) as here:
        reply = await here.ask("slate", song=f"https://open.spotify.com/album/{ID}")
        assert [move.label for move in reply.moves] == [f"Song {n}" for n in range(1, 6)]
        assert not (await here.press(reply.moves[0])).refused


@pytest.mark.parametrize(
    ("namer", "way", "sentence"),
    [
        (Missing(), FOUND, "leads to no song"),
        (Failed("down"), FOUND, "do not answer just now"),
        (SONG, Missing(), "I know the song, Nora Lind, Tom – Blue Hour, but no catalogue"),
        (SONG, Failed("busy"), "do not answer just now"),
    ],
)
async def test_misses_and_trouble_are_told_apart(
    namer: Track | Exception, way: Preview | Exception, sentence: str
) -> None:
    async with bot(Namer(namer), ways=(Way(way),)) as here:
        reply = await here.ask("slate", song=URL)
    assert reply.refused
    assert sentence in reply.text


async def test_after_a_restart_the_excerpt_is_asked_for_anew(tmp_path: Path) -> None:
    async with bot(Namer(SONG), ways=(Way(FOUND),), folder=tmp_path) as here:
        song = await here.songs.find(Given(URL))
    other = replace(FOUND, audio=b"another cut")
    way = Way(other)
    async with bot(Namer(Failed("down")), ways=(way,), folder=tmp_path) as here:
        known = await here.store.song(song.id)
        assert known is not None
        hearing = await here.songs.hear(known)
        assert way.asked[0].isrc == SONG.isrc
        renewed = await here.store.song(song.id)
        assert renewed is not None
        assert renewed.audio == hearing.audio


async def test_a_source_that_hangs_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.resolver.NAMING", 0.05)
    async with asyncio.timeout(2.0), bot(Namer(SONG, hangs=True), Namer(SONG), ways=(Way(FOUND),)) as here:
        assert not (await here.ask("slate", song=URL)).refused


FAULTS: list[Callable[[], Exception]] = [Missing, lambda: Failed("down"), lambda: Failed("busy", until=1e9)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*FAULTS, lambda: SONG, lambda: Track("Blue Hour")]), max_size=4),
    st.lists(st.sampled_from([*FAULTS, lambda: FOUND]), max_size=3),
    st.sampled_from([*FAULTS, dict, lambda: PUBLISHED, lambda: {"energy": 0.2, "valence": 0.8}]),
    st.sampled_from([*FAULTS, tuple, lambda: (SONG,)]),
)
def test_any_mixture_of_faults_ends_in_a_picture_or_one_sentence(
    names: list,  # type: ignore[type-arg]
    sounds: list,  # type: ignore[type-arg]
    published: Callable[[], Any],
    meant: Callable[[], Any],
) -> None:
    async def ask() -> Reply:
        namers, ways = [Namer(make()) for make in names], tuple(Way(make()) for make in sounds)
        guide = Guide(published(), meant())
        async with asyncio.timeout(12.0), bot(*namers, ways=ways, guide=guide) as here:
            return await here.ask("slate", song=URL)

    reply = asyncio.run(ask())
    assert reply.text
    assert "logged as" not in reply.text
    assert reply.refused or reply.files
