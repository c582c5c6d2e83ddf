"""Covers, found through MusicBrainz and fetched from the Cover Art Archive; nothing is kept of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import cogs
from bot import words
from bot.cog import discover
from bot.covers import Cover
from bot.listening.values import Listen
from bot.sources import covers, musicbrainz
from bot.sources.client import Client
from bot.sources.covers import CoverArt
from bot.testing import ANN, house
from engine.api import CollageOptions, Piece
from engine.fake import FakeEngine
from tests.platforms.coverart_server import ALBUM, BEST_OF, PICTURE, SINGLE, CoverArtServer, recording, release
from tests.platforms.service import TROUBLE, Answer, serving


@pytest.fixture
async def server() -> AsyncIterator[CoverArtServer]:
    async with serving(CoverArtServer()) as server:
        yield server


@pytest.fixture
async def archive(server: CoverArtServer) -> AsyncIterator[CoverArt]:
    hosts = [
        replace(musicbrainz.HOST, base=server.origin, calls=9, timeout=0.5),
        replace(covers.HOST, base=server.origin, timeout=0.5),
    ]
    client = Client(hosts)
    await client.start()
    yield CoverArt(client, server.origin, ("127.0.0.1",))
    await client.close()


async def test_the_cover_is_of_the_album_and_not_of_a_collection(server: CoverArtServer, archive: CoverArt) -> None:
    server.recordings = [
        recording("Glass Tide", release(BEST_OF, "Compilation"), release(BEST_OF, status="Bootleg"), release(ALBUM)),
    ]
    found = await archive.cover("Glass Tide", ("Mira Vale", "Otto"))
    assert found == Cover(PICTURE.encode(), f"https://musicbrainz.org/release-group/{ALBUM}")
    assert server.queries == ['recording:"Glass Tide" AND artist:"Mira Vale"']


async def test_another_recording_has_another_cover(server: CoverArtServer, archive: CoverArt) -> None:
    server.recordings = [
        recording("Glass Tide (karaoke version)", release(SINGLE)),
        recording("Glass Tide", release(SINGLE), artist="Somebody Else"),
    ]
    assert await archive.cover("Glass Tide", ("Mira Vale",)) is None


async def test_an_album_without_a_cover_gives_way_to_the_next(server: CoverArtServer, archive: CoverArt) -> None:
    server.recordings = [recording("Glass Tide", release(BEST_OF), release(SINGLE))]
    found = await archive.cover("Glass Tide", ("Mira Vale",))
    assert found
    assert found.page.endswith(SINGLE)
    server.covers.clear()
    assert await archive.cover("Glass Tide", ("Mira Vale",)) is None


async def test_quotes_stay_inside_the_question(server: CoverArtServer, archive: CoverArt) -> None:
    await archive.cover('Say "yes" \\ no', ())
    assert server.queries == ['recording:"Say \\"yes\\" \\\\ no"']


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_trouble_costs_only_the_cover(server: CoverArtServer, archive: CoverArt, trouble: str) -> None:
    server.recordings = [recording("Glass Tide", release(ALBUM))]
    server.plan("/ws", *[TROUBLE[trouble]] * 2)
    assert await archive.cover("Glass Tide", ("Mira Vale",)) is None


async def test_pictures_come_from_the_archive_only(server: CoverArtServer, archive: CoverArt) -> None:
    server.recordings = [recording("Glass Tide", release(ALBUM))]
    server.plan("/release-group", Answer(307, "", {"Location": "https://example.com/a.jpg"}))
    assert await archive.cover("Glass Tide", ("Mira Vale",)) is None


def laid_out(engine: FakeEngine) -> tuple[Sequence[Piece], CollageOptions]:
    told = [call for name, call in engine.calls if name == "collage"][-1]
    assert isinstance(told, tuple)
    return told


async def test_a_grid_shows_covers_as_they_are_with_links_and_keeps_none(
    server: CoverArtServer, archive: CoverArt, tmp_path: Path
) -> None:
    engine = FakeEngine()
    async with house(discover(cogs), engine, tmp_path) as bot:
        await bot.ask("listening", action="on")
        await bot.ask("listening", action="join")
        listening = bot.desk.listening
        for number in range(12):
            listen = Listen(ANN.id, f"Song {number}", ("Mira Vale",), listening.now - number)
            await listening.note([listen])
        assert (await bot.ask("collage", covers="grid")).text == words.no_covers_here()
        bot.desk.covers = archive
        server.recordings = [recording("Song 0", release(ALBUM))]
        reply = await bot.ask("collage", covers="grid", size="20")
        pieces, options = laid_out(engine)
        assert options.layout == "grid"
        assert len(pieces) == 9  # each has its link in the message, and the archive its own
        assert pieces[0].cover == PICTURE.encode()  # whole and unaltered
        assert [piece.cover for piece in pieces[1:]] == [b""] * 8
        assert all(piece.hearing is None for piece in pieces)
        assert words.no_cover_tiles(8) in reply.text
        assert reply.facts[0].link == f"https://musicbrainz.org/release-group/{ALBUM}"
        assert (reply.facts[-1].name, reply.facts[-1].value) == ("covers from", "Cover Art Archive")
        fetched = server.called("/download")
        await bot.ask("collage", covers="grid")
        assert server.called("/download") == fetched + 1  # anew
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and PICTURE.encode() in path.read_bytes()]
        kept = {move.label: move.args.get("covers") for move in reply.moves if move.feature == "collage"}
        assert kept == {"Other layout": None, "Longer": "grid", "Mine": "grid"}  # the first leads back to paintings
