"""A pasted link from end to end: real requests to strict doubles of the services, real sound, a real picture."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cogs
from bot.cog import discover
from bot.config import Settings
from bot.doctor import examine
from bot.reply import Reply
from bot.sources.chain import opened
from bot.sources.finders import Excerpts
from bot.testing import House, house
from bot.web import Web
from engine.audio import encode
from engine.published import PublishedModel, Tree
from tests.bot.test_web import Browser
from tests.engine import sounds
from tests.platforms.deezer_server import DeezerServer, Sound, song
from tests.platforms.musicbrainz_server import MusicBrainzServer
from tests.platforms.oembed_server import OEmbedServer
from tests.platforms.reccobeats_server import ISRC, TRACK, ReccoBeatsServer
from tests.platforms.service import TROUBLE, Answer, Call, serving
from tests.platforms.short_links_server import ShortLinksServer

LINK = f"https://open.spotify.com/intl-de/track/{TRACK}?si=abc"
ROW = song(7, "Glass Tide", "Mira Vale", 202, ISRC)
PATIENCE = 12.0  # s; more than anyone should wait


class Catalogue(DeezerServer):
    """Deezer with real sound."""

    def __init__(self, sound: bytes) -> None:
        super().__init__(ROW)
        self.sound = sound

    def reply(self, call: Call) -> Answer:
        answer = super().reply(call)
        return Sound(body=self.sound) if isinstance(answer, Sound) else answer


@dataclass
class Services:
    deezer: Catalogue
    reccobeats: ReccoBeatsServer
    musicbrainz: MusicBrainzServer
    oembed: OEmbedServer

    def settings(self) -> dict[str, str]:
        """What points Slate at them."""
        return {
            "slate_noncommercial": "yes",
            "slate_contact": "owner@example.org\r\n",
            "deezer_base": self.deezer.origin,
            "reccobeats_base": self.reccobeats.origin,
            "musicbrainz_base": self.musicbrainz.origin,
            "oembed_base": self.oembed.origin,
        }


@asynccontextmanager
async def services(sound: bytes = b"ID3 some sound") -> AsyncIterator[Services]:
    made = Services(Catalogue(sound), ReccoBeatsServer(), MusicBrainzServer(), OEmbedServer())
    async with AsyncExitStack() as stack:
        for service in (made.deezer, made.reccobeats, made.musicbrainz, made.oembed):
            await stack.enter_async_context(serving(service))
        yield made


async def asked(running: Services, text: str = LINK) -> Reply:
    """Ask a bot with an engine that hears nothing, through the real chain."""
    async with linked(Settings(_env_file=None, **running.settings())) as bot:  # type: ignore[arg-type]
        return await bot.ask("slate", song=text)


@asynccontextmanager
async def linked(settings: Settings) -> AsyncIterator[House]:
    """A bot that follows links through the real chain."""
    async with opened(settings) as chain:
        assert chain is not None
        async with house(discover(cogs), elsewhere=lambda store: Excerpts(store, chain.resolver)) as bot:
            yield bot


async def test_slate_ask_paints_a_link(tmp_path: Path) -> None:
    excerpt = encode(sounds.music(10.0), sounds.RATE, "mp3", None)
    async with services(excerpt) as running:
        told = {name.upper(): value for name, value in running.settings().items()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from bot.cli import main; main()", "ask", f"/slate {LINK}", "--out", "art.png"),
            cwd=tmp_path,
            env=os.environ
            | told
            | {"SLATE_DATA": str(tmp_path / "data"), "PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await asyncio.wait_for(process.communicate(), 60.0)
    text = said.decode()
    assert process.returncode == 0, text
    assert text.startswith("Mira Vale – Glass Tide. It feels ")
    assert "30 s from Deezer https://www.deezer.com/track/7" in " ".join(text.split())
    assert (tmp_path / "art.png").read_bytes().startswith(b"\x89PNG")
    assert running.reccobeats.called("/v1/track") == 1
    assert running.musicbrainz.calls == []
    assert running.reccobeats.calls[0].headers["User-Agent"].endswith("; owner@example.org)")


async def test_a_song_without_an_excerpt_is_told_by_what_is_published() -> None:
    async with services() as running:
        running.deezer.songs.clear()
        reply = await asked(running)
    assert reply.refused
    assert "no catalogue I may ask has an excerpt" in reply.text
    assert "Only ReccoBeats' published features of it are known, which I cannot check by ear: " in reply.text
    assert reply.text.endswith("they call it energetic and rather dark.")


@pytest.mark.parametrize("published", [True, False])
async def test_the_operators_own_model_speaks_of_what_is_published(tmp_path: Path, published: bool) -> None:
    calm, energetic = (Tree([1], [0.6], [-1], [-2], votes) for votes in ([1.6, 0.0], [0.0, 1.6]))
    PublishedModel("my table", "playlists", ("calm", "energetic"), 1.0, (calm, energetic)).save(tmp_path)
    async with services() as running:
        running.deezer.songs.clear()
        if not published:
            running.reccobeats.features.clear()
        told = Settings(_env_file=None, slate_data=tmp_path, **running.settings())  # type: ignore[arg-type]
        async with linked(told) as bot:
            reply = await bot.ask("slate", song=LINK)
    said = (
        "they call it energetic and rather dark. By these features it is energetic, 83 %, says a model trained on my "
        "table; its labels are those of playlists, not of the sound."
    )
    assert reply.text.endswith(said if published else "Drop the audio file here.")
    assert reply.refused
    assert not reply.files, "nothing is painted of a song that was not heard"


async def test_doubtful_hits_are_offered_to_choose_from() -> None:
    async with services() as running:
        running.deezer.songs[:] = [
            song(8, "Glass Tide", "Mira Vale", 212),
            song(9, "Glass Tide", "Mira Vale & Co", 213),
        ]
        reply = await asked(running)
        assert "One of these?" in reply.text
        assert [move.label for move in reply.moves][:1] == ["Mira Vale – Glass Tide"]
        chosen = await asked(running, reply.moves[0].args["song"])
    assert not chosen.refused, chosen.text


async def test_a_short_link_leads_to_the_song() -> None:
    async with services() as running, serving(ShortLinksServer()) as short:
        short.lead("spotify.app.link/abc", f"https://spotify.link/def?to={TRACK}")
        short.lead("spotify.link/def", LINK)
        settings = Settings(_env_file=None, short_links_base=short.origin, **running.settings())  # type: ignore[arg-type]
        async with linked(settings) as bot:
            reply = await bot.ask("slate", song="<https://spotify.app.link/abc>")
            dead = await bot.ask("slate", song="https://spotify.link/dead")
    assert reply.text.startswith("Mira Vale – Glass Tide. It feels ")
    assert "leads to no song" in dead.text
    assert short.asked == ["spotify.app.link/abc", "spotify.link/def", "spotify.link/dead"]


async def test_links_are_off_until_somebody_confirms() -> None:
    async with opened(Settings(_env_file=None)) as chain:
        assert chain is None


@pytest.mark.parametrize("path", ["/v1/track", "/track/isrc:", "/search", "/preview/", "/v1/audio-features"])
async def test_whatever_one_service_does_the_person_gets_a_picture_or_a_sentence(path: str) -> None:
    async def meet(trouble: Answer) -> tuple[Reply, float]:
        async with services() as running:
            if path == "/v1/audio-features":  # which are asked for only where nothing can be heard
                running.deezer.songs.clear()
            for service in (running.reccobeats, running.deezer):
                service.plan(path, *[trouble] * 8)
            begun = time.monotonic()
            return await asked(running), time.monotonic() - begun

    met = await asyncio.gather(*(meet(trouble) for trouble in TROUBLE.values()))
    for name, (reply, seconds) in zip(TROUBLE, met, strict=True):
        assert reply.text, name
        assert "logged as" not in reply.text, name
        assert reply.refused or reply.files, name
        assert seconds < PATIENCE, name


async def test_without_any_service_there_is_a_sentence() -> None:
    async def silence(running: Services, *paths: str) -> Any:
        for service in (running.reccobeats, running.musicbrainz, running.oembed, running.deezer):
            for path in paths:
                service.plan(path, *[TROUBLE["silence"]] * 20)

    async with services() as running:
        await silence(running, "/")
        begun = time.monotonic()
        reply = await asked(running)
    assert "do not answer just now" in reply.text
    assert time.monotonic() - begun < PATIENCE


async def test_the_page_paints_a_link() -> None:
    async with services() as running:
        settings = Settings(_env_file=None, slate_port=0, **running.settings())  # type: ignore[arg-type]
        async with linked(settings) as bot:
            web = Web(bot.desk, bot.jobs, bot.store, bot.songs, bot.engine, settings, {})
            bot.jobs.serve(web)
            async with Browser(await web.start()) as ann, ann.tab() as tab:
                await ann.ask(f"/slate {LINK}")
                line = await tab.until("line", who="slate")
            await bot.jobs.close()
            await web.close()
    assert line["text"].startswith("Mira Vale – Glass Tide. It feels ")


async def test_the_doctor_asks_each_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with services() as running:
        running.oembed.plan("/", *[TROUBLE["broken"]] * 3)
        told = running.settings() | {"slate_data": str(tmp_path), "slate_port": "0"}
        assert await examine(Settings(_env_file=None, **told)) == 1  # type: ignore[arg-type]
    said = " ".join(capsys.readouterr().out.split())
    assert "ReccoBeats answers, but does not know the song I asked for." in said
    assert "OEmbed does not answer" in said
    assert "The engine heard and painted a song" in said
