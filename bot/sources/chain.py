"""Builds the chain of sources that the settings describe, and tells what is switched on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from yarl import URL

from bot.config import Settings
from bot.covers import Covers
from bot.sources import apple, covers, deezer, musicbrainz, oembed, reccobeats
from bot.sources.client import AGENT, Client, Host
from bot.sources.expand import ShortLinks
from bot.sources.resolver import Expand, Namer, Resolver, Way
from engine.published import PublishedModel, UnfitModel

if TYPE_CHECKING:
    from bot.sources.spotify import Spotify

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chain:
    """A resolver and the parts that know how they are."""

    resolver: Resolver
    client: Client
    spotify: Spotify | None
    covers: Covers | None = None

    def health(self) -> Mapping[str, str]:
        """Each source that is switched on, and how it is."""
        own = {"spotify": self.spotify.health()} if self.spotify else {}
        return own | self.client.health()


def hosts(settings: Settings) -> list[Host]:
    """The services that are switched on, at the addresses that are set."""
    known = (
        (settings.slate_deezer, replace(deezer.HOST, base=settings.deezer_base)),
        (settings.slate_apple, replace(apple.HOST, base=settings.apple_base)),
        (settings.slate_reccobeats, replace(reccobeats.HOST, base=settings.reccobeats_base)),
        (settings.slate_musicbrainz, replace(musicbrainz.HOST, base=settings.musicbrainz_base)),
        (settings.slate_musicbrainz, replace(covers.HOST, base=settings.coverart_base)),
        (settings.slate_oembed, replace(oembed.HOST, base=settings.oembed_base)),
    )
    return [host for wanted, host in known if wanted]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Chain | None]:
    """The chain, ready to ask; None where links are off, because nobody confirmed the sources' terms."""
    if not settings.slate_noncommercial:
        yield None
        return
    client = Client(hosts(settings), agent=agent_of(settings.slate_contact))
    await client.start()
    spotify = _spotify(settings)
    try:
        expanded = ShortLinks(client.session, settings.short_links_base)
        yield Chain(_resolver(settings, client, spotify, expanded), client, spotify, _covers(settings, client))
    finally:
        await client.close()
        if spotify:
            await spotify.close()


def _resolver(settings: Settings, client: Client, spotify: Spotify | None, expanded: Expand) -> Resolver:
    measures = reccobeats.ReccoBeats(client) if settings.slate_reccobeats else None
    guesses = deezer.Deezer(client) if settings.slate_deezer else None
    ways = _ways(settings, client)
    model = _model(settings.slate_data) if measures else None
    return Resolver(_namers(settings, client, spotify), ways, expanded, spotify, measures, guesses, model)


def _model(folder: Path) -> PublishedModel | None:
    """The model of published features that the operator trained; a damaged one must not keep the bot from starting."""
    try:
        return PublishedModel.load(folder)
    except UnfitModel as error:
        log.warning("%s", error, extra={"action": "published_model_refused"})
        return None


def agent_of(contact: str) -> str:
    """Who asks; MusicBrainz wants to know whom to write to."""
    shown = "".join(sign for sign in contact if sign.isascii() and sign.isprintable() and sign not in "()")
    return AGENT.replace(")", f"; {shown})") if shown else AGENT


def _spotify(settings: Settings) -> Spotify | None:
    secret = settings.spotify_client_secret.get_secret_value()
    if not (settings.spotify_client_id and secret):
        return None
    from bot.sources.spotify import Spotify  # here, because its libraries take a tenth of a second

    return Spotify(settings.spotify_client_id, secret, settings.spotify_api_base, settings.spotify_token_url)


def _namers(settings: Settings, client: Client, spotify: Spotify | None) -> list[Namer]:
    known: tuple[tuple[bool, Namer], ...] = (
        (settings.slate_reccobeats, reccobeats.ReccoBeats(client)),
        (settings.slate_musicbrainz, musicbrainz.MusicBrainz(client)),
        (settings.slate_oembed, oembed.OEmbed(client)),
    )
    keyless = [namer for wanted, namer in known if wanted]
    return [spotify, *keyless] if spotify else keyless


def _ways(settings: Settings, client: Client) -> list[Way]:
    first = deezer.Deezer(client, cdn=_files(settings.deezer_base, deezer.CDN))
    second = apple.Apple(client, cdn=_files(settings.apple_base, apple.CDN))
    ways: list[Way] = [first.by_isrc, first.by_search] if settings.slate_deezer else []
    return [*ways, second.by_search] if settings.slate_apple else ways


def _covers(settings: Settings, client: Client) -> Covers | None:
    base = settings.coverart_base
    return covers.CoverArt(client, base, _files(base, covers.CDN)) if settings.slate_musicbrainz else None


def _files(base: str, cdn: Collection[str]) -> tuple[str, ...]:
    """Where a catalogue's files may lie: its own network, and the host that stands in for it."""
    return (*cdn, URL(base).host or "")
