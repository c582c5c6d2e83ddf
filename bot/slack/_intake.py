"""Cogs compiled to Bolt listeners: each acknowledges, and hands on what was asked."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot import words
from bot.ask import Place
from bot.cog import Feature
from bot.desk import Desk
from bot.reply import Refusal
from bot.slack._asking import PATIENCE, Asking, Request
from bot.slack._blocks import CANCEL, DELETE, MOVE, OPEN
from bot.slack._form import read
from bot.slack._home import FEATURE, Home
from bot.slack._notes import Spot
from bot.slack._offers import Offers
from bot.slack._outbox import Outbox
from bot.slack._people import person_id
from bot.slack._said import dropped, from_menu, from_words
from bot.slack._seen import Seen
from bot.slack._text import unescape
from bot.sources.links import find_links

DIRECT = "D"
"""The ids of direct messages begin with it."""

Body = Mapping[str, Any]
Listener = Callable[..., Awaitable[None]]


class Intake:
    """Listens to Slack. ``links``: whether links are followed at all, so that an offer under one is no empty one."""

    def __init__(
        self, desk: Desk, asking: Asking, outbox: Outbox, home: Home, offers: Offers, seen: Seen, links: bool
    ) -> None:
        self._desk = desk
        self._asking = asking
        self._outbox = outbox
        self._home = home
        self._offers = offers
        self._seen = seen
        self._links = links

    def listen(self, app: AsyncApp) -> None:
        """Give the app a listener for everything a person can do."""
        for feature in self._desk.features.values():
            app.command(f"/{feature.name}")(self._command(feature))
            app.view(feature.name)(self._submission(feature))
            if feature.on_message:
                app.message_shortcut(feature.name)(self._shortcut(feature))
        app.event("app_mention")(self._mention)
        app.event("message")(self._message)
        app.event("link_shared")(self._link)
        app.event("app_home_opened")(self._opened)
        app.action(re.compile(rf"{MOVE}\d+"))(self._move)
        app.action(re.compile(rf"{FEATURE}[a-z0-9_]+"))(self._feature)
        app.action(re.compile(rf"{OPEN}\d+"))(self._link_opened)
        app.action(CANCEL)(self._cancel)
        app.action(DELETE)(self._delete)

    # listeners. Bolt passes arguments by name and None for names that it does not know, so features are bound here

    def _command(self, feature: Feature) -> Listener:
        async def command(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            await ack()
            if await self._seen.first(body["trigger_id"]):
                request = Request(body["user_id"], self._place(context, body["channel_id"]), body["trigger_id"])
                self._asking.begin(request, self._asking.line(feature, unescape(body.get("text") or ""), request))

        return command

    def _submission(self, feature: Feature) -> Listener:
        async def submission(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            sent = read(body["view"])
            place = self._place(context, sent.opened.channel, sent.opened.thread)
            request = Request(body["user"]["id"], place)
            if sent.errors(feature):
                await self._asking.speak(request, PATIENCE)
                await ack(response_action="errors", errors=sent.errors(words.localised(feature)))
                return
            await ack()
            if await self._seen.first(body.get("trigger_id") or ""):
                self._asking.begin(request, self._asking.take(feature, sent.words, sent.files, request))

        return submission

    def _shortcut(self, feature: Feature) -> Listener:
        async def shortcut(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            await ack()
            if not await self._seen.first(body["trigger_id"]):
                return
            message = body["message"]
            place = self._place(context, body["channel"]["id"], _thread(message))
            request = Request(body["user"]["id"], place, body["trigger_id"])
            asked = from_menu(feature, message.get("text") or "", message.get("files") or ())
            self._asking.begin(request, self._asking.take(feature, asked.words, asked.files, request))

        return shortcut

    async def _mention(self, body: Body, context: AsyncBoltContext) -> None:
        await self._hear(body, context)

    async def _message(self, body: Body, context: AsyncBoltContext) -> None:
        """What is said to the bot alone, and files that are dropped; what mentions it comes as a mention, too."""
        event = body["event"]
        if event.get("subtype") not in (None, "file_share") or event.get("bot_id") or not event.get("user"):
            return
        if event.get("channel_type") == "im":
            await self._hear(body, context)
        elif event.get("files") and f"<@{context.bot_user_id}" not in (event.get("text") or ""):
            await self._overhear(body, context)

    async def _overhear(self, body: Body, context: AsyncBoltContext) -> None:
        """Take songs that were dropped in a channel, where that is a request."""
        event = body["event"]
        asked = dropped(self._desk.features, event["files"])
        request = Request(event["user"], self._place(context, event["channel"], _thread(event)))
        if asked and await self._asking.unasked(asked.feature, request) and await self._first(body):
            feature = self._desk.features[asked.feature]
            self._asking.begin(request, self._asking.take(feature, asked.words, asked.files, request))

    async def _hear(self, body: Body, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("bot_id") or not event.get("user") or not await self._first(body):
            return
        request = Request(event["user"], self._place(context, event["channel"], _thread(event)))
        self._asking.begin(request, self._take_said(event, context.bot_user_id or "", request))

    async def _take_said(self, event: Body, me: str, request: Request) -> None:
        asked = from_words(self._desk.features, event.get("text") or "", event.get("files") or (), me)
        if asked is None:
            raise Refusal(words.say_what(tuple(self._desk.features)))
        await self._asking.take(self._desk.feature(asked.feature), asked.words, asked.files, request)

    async def _link(self, body: Body, context: AsyncBoltContext) -> None:
        """Somebody posted a link, or is about to."""
        event = body["event"]
        self._count(event, context)
        if self._links and event.get("user") and event["user"] != context.bot_user_id:
            request = Request(event["user"], self._place(context, event["channel"]))
            self._asking.begin(request, self._offers.show(event, request), unasked=True)

    def _count(self, event: Body, context: AsyncBoltContext) -> None:
        """A song that somebody posted counts as listened to, for those who want that."""
        team, user = self._place(context, event["channel"]).server, event.get("user")
        if user and user != context.bot_user_id and event.get("source") != "composer":
            posted = (link.url for each in event.get("links") or () for link in find_links(str(each.get("url"))))
            self._desk.listening.posted(person_id(team, user), team, posted)

    async def _opened(self, body: Body, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab") == "home":
            request = Request(event["user"], self._place(context, event["user"]))
            self._asking.begin(request, self._home.show(request), unasked=True)

    async def _move(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        if await self._seen.first(body["trigger_id"]):
            request = self._pressed(body, context)
            self._asking.begin(request, self._asking.move(action["value"], request))

    async def _feature(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        """A button of the person's own page."""
        await ack()
        if await self._seen.first(body["trigger_id"]):
            request = self._pressed(body, context)
            self._asking.begin(request, self._home.use(action["value"], request))

    async def _cancel(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        if await self._seen.first(body["trigger_id"]):
            request = self._pressed(body, context)
            self._asking.begin(request, self._asking.end(action["value"], request))

    async def _delete(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        request, message = self._pressed(body, context), body["container"]
        spot = Spot(body["channel"]["id"], message["message_ts"])
        self._asking.begin(request, self._take_back(action["value"], spot, request))

    async def _take_back(self, owner: str, spot: Spot, request: Request) -> None:
        """Delete an answer, for the person who asked for it and those who run the workspace."""
        if request.user != owner and not (await self._asking.person(request)).admin:
            raise Refusal(words.cannot_delete())
        await self._outbox.take_back(request.team, spot)

    async def _link_opened(self, ack: AsyncAck) -> None:
        """Slack tells of buttons that only open an address, too."""
        await ack()

    # where it was

    async def _first(self, body: Body) -> bool:
        """Whether an event is new; a message may come by two ways."""
        event = body["event"]
        return await self._seen.first(body["event_id"], f"{event['channel']}/{event['ts']}")

    def _pressed(self, body: Body, context: AsyncBoltContext) -> Request:
        """Who pressed a button, under which message. One that only they see says less about itself."""
        container = body["container"]
        user, trigger = body["user"]["id"], body["trigger_id"]
        channel = (body.get("channel") or {}).get("id") or user
        thread = container.get("thread_ts") or _thread(body.get("message") or {})
        return Request(user, self._place(context, channel, thread), trigger)

    def _place(self, context: AsyncBoltContext, channel: str, thread: str = "") -> Place:
        """A place belongs to the workspace that installed the bot, whoever's guest is asking there."""
        team = context.authorize_result.team_id if context.authorize_result else context.team_id
        private = channel[:1] in (DIRECT, "U", "W")
        offers = self._links and not private
        return Place("slack", team or "", channel, thread, private=private, reads=not private, offers=offers)


def _thread(message: Body) -> str:
    """The thread a message is in; empty when it is in none."""
    return str(message.get("thread_ts") or "")
