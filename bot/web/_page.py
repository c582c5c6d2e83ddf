"""The page as a surface: its routes, and how answers reach the tabs of the browser that asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from aiohttp import web

from bot import forms, words
from bot.ask import Person, Place
from bot.cog import Feature, meant_feature
from bot.config import Settings
from bot.desk import Desk, Order
from bot.jobs import Amend, Job, Jobs
from bot.reply import Move, Refusal, Reply
from bot.songs import JUKEBOX, Songs
from bot.store import Store
from bot.web import _files, _lines
from bot.web._feed import Event, Feed, stream
from bot.web._greeting import Greeting
from bot.web._guard import guard, harden, is_loopback, open_session, problem, session
from bot.web._index import PAGE, frame, language_asked
from bot.web._intake import Asked, read_ask, read_json
from engine.api import Engine, Step
from engine.errors import EngineError

MOST_LINES = 200
_RECONNECT = b"retry: 1000\n\n"  # ms


class Web:
    """Serves the page and delivers to it."""

    name = "web"
    pace = 0.15

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        store: Store,
        songs: Songs,
        engine: Engine,
        settings: Settings,
        connected: Mapping[str, str] | None = None,
    ) -> None:
        """``connected`` says for each other surface, in a sentence, whether it is there; it may change later."""
        self._desk = desk
        self._jobs = jobs
        self._store = store
        self._settings = settings
        self._connected = {} if connected is None else connected
        self._greeting = Greeting(store, songs, engine)
        self._admin = is_loopback(settings.slate_host)  # then whoever sees the page runs the machine
        self._feed = Feed()
        self._writing = asyncio.Lock()
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=2.0)

    # the life of the page

    async def start(self) -> str:
        """Listen; returns the page's address. ``OSError`` when the port is taken."""
        host = self._settings.slate_host
        await self._runner.setup()
        await web.TCPSite(self._runner, host, self._settings.slate_port).start()
        port = self._runner.addresses[0][1]
        shown = "localhost" if host in ("0.0.0.0", "::") else host
        return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

    async def greet(self) -> None:
        """Paint what an empty conversation shows."""
        await self._greeting.paint(lambda piece: self._feed.tell_all("piece", piece))

    async def close(self) -> None:
        """End every stream and stop listening."""
        self._feed.close()
        await self._runner.cleanup()

    # the surface, as jobs see it

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is."""
        self._feed.tell(job.order.place.channel, "step", _lines.job_body(job))

    async def deliver(self, job: Job, reply: Reply) -> Amend:
        """Say the answer, in place of the job's progress."""
        said = await self._answer(job.order.place.channel, reply, job.order.feature, job.id)
        return partial(self._amend, job, *said)

    async def _amend(self, job: Job, number: int, key: str, reply: Reply) -> None:
        """Put a better answer in the place of one, unless that was cleared away."""
        async with self._writing:
            body = await _lines.answer(reply, job.order.feature, self._store) | {"job": job.id}
            if await self._store.say_instead(number, json.dumps(body)):
                self._feed.tell(job.order.place.channel, "amended", {"key": key, "line": body})

    async def _answer(self, channel: str, reply: Reply, feature: str, job: str = "") -> tuple[int, str]:
        """Say it; returns the line's number in the store, and its key."""
        async with self._writing:  # clearing forgets files that no line names, such as those just kept
            body = await _lines.answer(reply, feature, self._store)
            if not await self._store.lines(channel, 1):  # all of it was erased meanwhile
                self._feed.tell(channel, "cleared", {})
            return await self._say(channel, body | {"job": job}), body["key"]

    async def _say(self, channel: str, body: dict[str, Any]) -> int:
        number = await self._store.say(channel, json.dumps(body))
        self._feed.tell(channel, "line", body)
        return number

    # routes

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[guard(self._settings.slate_host)], client_max_size=2**16)
        app.on_response_prepare.append(harden)
        app.add_routes(
            [
                web.get("/", self._index),
                web.static("/page", PAGE),
                web.get("/api/features", self._features),
                web.get("/api/events", self._events),
                web.post("/api/ask", self._ask),
                web.post("/api/move", self._move),
                web.post("/api/cancel", self._cancel),
                web.post("/api/clear", self._clear),
                web.get("/files/{digest:[0-9a-f]{32}}", self._file),
            ]
        )
        return app

    async def _index(self, _: web.Request) -> web.StreamResponse:
        headers = {"Vary": "Accept-Language, Cookie", "Content-Language": words.language()}
        return web.Response(text=frame(words.language()), content_type="text/html", headers=headers)

    async def _features(self, request: web.Request) -> web.Response:
        """Not the page itself but this gives the cookie: after a link from another site the page has not got it yet."""
        offered = self._offered()
        one, two, many = meant_feature(offered, 1), meant_feature(offered, 2), meant_feature(offered, forms.MOST_SONGS)
        features = sorted(offered, key=lambda feature: (feature is not one, not feature.on_message))  # likeliest first
        body = {
            "features": [_lines.feature_body(feature) for feature in features],
            "one": one and one.name,
            "two": two and two.name,
            "many": many and many.name,
            "jukebox": [{"mood": mood, "title": title} for mood, title in JUKEBOX.items()],
            "moods": _lines.mood_names(),
            "maxBytes": self._settings.max_bytes,
            "mostFiles": forms.MOST_SONGS,
            "version": words.version(),
        }
        response = web.json_response(body, headers={"Cache-Control": "no-store"})
        if session(request) is None:
            open_session(response)
        return response

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        place = _place(person)
        # Listen before the state is read, so that nothing falls between; a closed tab ends the stream by its write.
        with self._feed.listen(place.channel, words.language()) as ear, suppress(ConnectionResetError):
            await response.write(_RECONNECT + Event("state", await self._state(place)).encode())
            await stream(response, ear)
        return response

    async def _state(self, place: Place) -> dict[str, Any]:
        return {
            "lines": [json.loads(line.body) for line in await self._store.lines(place.channel, MOST_LINES)],
            "jobs": [_lines.job_body(job) for job in self._jobs.of(place)],
            "pieces": self._greeting.state(),
            "connected": dict(self._connected),
        }

    async def _ask(self, request: web.Request) -> web.Response:
        person = self._person(request)
        asked = await read_ask(request, self._settings.max_bytes)
        if not (asked.feature or asked.line.strip() or asked.uploads):
            raise problem(web.HTTPBadRequest, words.nothing_said())
        place = _place(person)
        try:
            feature, given = self._read(asked)
        except Refusal as refusal:
            await self._say(place.channel, _lines.question(words.shortened(asked.line, 200), asked.uploads))
            await self._answer(place.channel, refusal.reply(), asked.feature)
            return web.json_response({})
        order = Order(feature.name, given, person, place, tuple(asked.uploads))
        return await self._take(order, words.shortened(asked.line, 200) or _lines.command(feature, given))

    async def _move(self, request: web.Request) -> web.Response:
        person = self._person(request)
        code, label = await read_json(request, "code", "label")
        try:
            move = Move.decode(code, label)
            self._desk.feature(move.feature)
        except ValueError:
            raise problem(web.HTTPBadRequest, words.bad_request()) from None
        except Refusal as refusal:
            raise problem(web.HTTPBadRequest, refusal.text) from None
        return await self._take(Order(move.feature, dict(move.args), person, _place(person)), move.label)

    async def _cancel(self, request: web.Request) -> web.Response:
        person = self._person(request)
        (job,) = await read_json(request, "job")
        return web.json_response({"cancelled": self._jobs.cancel(job, person)})

    async def _clear(self, request: web.Request) -> web.Response:
        channel = _place(self._person(request)).channel
        async with self._writing:
            await self._store.forget_channel(channel)
            await self._store.forget_lines_before(self._settings.slate_keep_days)  # and the files nobody names now
            self._feed.tell(channel, "cleared", {})
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["digest"]
        data = self._greeting.files.get(name) or await self._store.file(name)
        if data is None:
            raise problem(web.HTTPNotFound, words.file_gone())
        return _files.serve(request, data)

    # what they share

    def _person(self, request: web.Request) -> Person:
        name = session(request)
        if name is None:
            raise problem(web.HTTPForbidden, words.no_session())
        language = language_asked(request) or ""
        return Person(f"{self.name}:{name}", "You", self._admin, language, operator=self._admin)

    def _offered(self) -> list[Feature]:
        return [feature for feature in self._desk.features.values() if self._admin or not feature.admin]

    def _read(self, asked: Asked) -> tuple[Feature, forms.Words]:
        """The feature that is meant and its words; ``Refusal`` when there is none or they do not fit."""
        if asked.feature:
            return self._desk.feature(asked.feature), asked.words
        line = asked.line.strip()
        if line.startswith("/"):
            name, _, rest = line[1:].partition(" ")
            feature = self._desk.feature(name.casefold())
            return feature, forms.parse(feature, rest, len(asked.uploads))
        meant = meant_feature(self._offered(), max(1, len(asked.uploads)))
        if meant is None:
            raise Refusal(words.nothing_said())
        return meant, forms.parse(meant, line, len(asked.uploads))

    async def _take(self, order: Order, text: str) -> web.Response:
        """Begin an order, or ask for what is missing; whatever is wrong with it becomes an answer."""
        missing = forms.missing(self._desk.feature(order.feature), order.words, len(order.uploads))
        if missing:
            names = [parameter.name for parameter in missing]
            return web.json_response({"form": {"feature": order.feature, "words": order.words, "missing": names}})
        channel = order.place.channel
        await self._say(channel, _lines.question(text, order.uploads))
        try:
            job = await self._jobs.submit(order)
        except (Refusal, EngineError) as error:
            refusal = error if isinstance(error, Refusal) else Refusal(words.failure(error))
            await self._answer(channel, refusal.reply(), order.feature)
            return web.json_response({})
        if job in self._jobs.of(order.place):  # else it is done already
            self._feed.tell(channel, "step", _lines.job_body(job))
        return web.json_response({"job": job.id})


def _place(person: Person) -> Place:
    """One conversation for each browser; all of them share one server's settings."""
    return Place("web", "web", person.id.partition(":")[2], private=True)
