"""Offers to slate a link that somebody posts: a light card under it, where the workspace wants that. Nothing begins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot import rules, words
from bot.cog import Feature, main_feature
from bot.desk import Desk, Order
from bot.reply import Move
from bot.slack._asking import Request
from bot.slack._blocks import offer
from bot.slack._people import People
from bot.slack._workspaces import Workspaces
from bot.sources.links import find_links
from bot.sources.track import Link
from bot.store import Store

MOST_LINKS = 5
"""Cards under one message."""

Named = Callable[[str], Awaitable[str]]
"""A link -> what it leads to is called; empty where nobody can tell."""


class Offers:
    """Puts cards under links."""

    def __init__(
        self, workspaces: Workspaces, people: People, desk: Desk, store: Store, named: Named | None = None
    ) -> None:
        """``named`` tells the names of songs."""
        self._workspaces = workspaces
        self._people = people
        self._desk = desk
        self._store = store
        self._named = named

    async def show(self, event: Mapping[str, Any], request: Request) -> None:
        """Put a card under each link to a track, if the workspace and its rules allow it to who posted it."""
        feature = main_feature(self._desk.features.values(), "song")
        tracks = _tracks([str(link["url"]) for link in event.get("links") or ()])
        if feature is None or not tracks or not await self._allowed(feature, request):
            return
        cards: dict[str, dict[str, Any]] = {}
        for url, link in tracks.items():
            blocks = offer(await self._title(link), _move(feature, link))
            cards[url] = {"blocks": [block.to_dict() for block in blocks]}
        where = {name: event.get(name) for name in ("unfurl_id", "source")}
        if not all(where.values()):
            where = {"channel": event["channel"], "ts": event["message_ts"]}
        client = await self._workspaces.client(request.team)
        await client.chat_unfurl(unfurls=cards, **where)

    async def _allowed(self, feature: Feature, request: Request) -> bool:
        chosen = await self._store.preferences(request.team)
        person = await self._people.person(request.team, request.user)
        words.speak(await self._desk.language(Order("", {}, person, request.place)))
        return rules.offers(request.place, chosen) and rules.allowed(feature, person, request.place, chosen)

    async def _title(self, link: Link) -> str:
        known = await self._store.song(link.id)
        if known:
            return known.name
        return (await self._named(link.url) if self._named else "") or words.slack_some_track()


def _tracks(urls: list[str]) -> dict[str, Link]:
    """The links to tracks, by the address that was posted."""
    found = {url: links[0] for url in urls if (links := find_links(url))}
    tracks = {url: link for url, link in found.items() if isinstance(link, Link) and link.kind == "track"}
    return dict(list(tracks.items())[:MOST_LINKS])


def _move(feature: Feature, link: Link) -> Move:
    song = next(parameter.name for parameter in feature.parameters if parameter.kind == "song")
    return Move(words.slack_make_label(), feature.name, {song: link.url})
