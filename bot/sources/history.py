"""What people listened to, as services that keep it tell: accounts are read from where they were left off."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.listening import History
from bot.listening.values import Service
from bot.sources import lastfm, listenbrainz
from bot.sources.chain import agent_of
from bot.sources.client import Client

if TYPE_CHECKING:
    from bot.config import Settings


def services_of(settings: Settings) -> tuple[Service, ...]:
    """The services that the settings allow to ask; Last.fm wants a key and non-commercial use."""
    lastfm_allowed = settings.lastfm_api_key.get_secret_value() and settings.slate_noncommercial
    wanted: tuple[tuple[object, Service], ...] = (
        (settings.slate_listenbrainz, "listenbrainz"),
        (lastfm_allowed, "lastfm"),
    )
    return tuple(service for allowed, service in wanted if allowed)


@asynccontextmanager
async def histories(settings: Settings) -> AsyncIterator[Mapping[Service, History]]:
    """The services that are set up, ready to ask."""
    named = {
        "listenbrainz": replace(listenbrainz.HOST, base=settings.listenbrainz_base),
        "lastfm": replace(lastfm.HOST, base=settings.lastfm_base),
    }
    wanted = services_of(settings)
    client = Client([named[service] for service in wanted], agent=agent_of(settings.slate_contact))
    key = settings.lastfm_api_key.get_secret_value()
    made: dict[Service, History] = {
        "listenbrainz": listenbrainz.ListenBrainz(client),
        "lastfm": lastfm.LastFm(client, key),
    }
    await client.start()
    try:
        yield {service: made[service] for service in wanted}
    finally:
        await client.close()
