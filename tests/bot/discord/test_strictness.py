"""The strict Discord is strict: each thing that the real one refuses is refused, and remembered as a violation."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from tests.platforms import discord_rules as rules
from tests.platforms.discord_gateway import LATE, TOKEN
from tests.platforms.discord_messages import APPLICATION, CHANNEL, FOREIGN
from tests.platforms.discord_rules import COMPONENTS_V2, Body, Refused
from tests.platforms.discord_server import DiscordServer

QUIET = {"allowed_mentions": {"parse": []}}
OPTION: Body = {"name": "song", "description": "A song", "type": rules.STRING, "required": False}
COMMAND: Body = {
    "name": "slate",
    "description": "Paint",
    "type": 1,
    "options": [OPTION],
    "integration_types": [0, 1],
    "contexts": [0, 1, 2],
}
LABEL: Body = {"type": rules.LABEL, "label": "Song", "component": {"type": rules.TEXT_INPUT, "custom_id": "song"}}
FORM: Body = {"title": "/slate", "custom_id": "f", "components": [LABEL]}


def text(content: str) -> Body:
    return {"type": rules.TEXT, "content": content}


def button(custom_id: str, label: str = "Again") -> Body:
    return {"type": rules.BUTTON, "custom_id": custom_id, "label": label}


def row(*buttons: Body) -> Body:
    return {"type": rules.ROW, "components": list(buttons)}


def gallery(*items: Body) -> Body:
    return {"type": rules.GALLERY, "items": list(items)}


PICTURE: Body = {"media": {"url": "attachment://a.png"}, "description": "A picture"}
FILE = {0: {"filename": "a.png", "data": b"p"}}
ATTACHED = {"attachments": [{"id": 0, "filename": "a.png", "description": "A picture"}]}
PUBLISHED: Body = QUIET | {"flags": COMPONENTS_V2} | ATTACHED


@pytest.mark.parametrize(
    "command",
    [
        COMMAND | {"name": "Slate"},
        COMMAND | {"name": "a" * 33},
        COMMAND | {"description": "x" * 101},
        COMMAND | {"options": [OPTION | {"name": f"o{n}"} for n in range(26)]},
        COMMAND | {"options": [OPTION | {"choices": [{"name": str(n), "value": str(n)} for n in range(26)]}]},
        COMMAND | {"options": [OPTION | {"choices": [{"name": "x" * 101, "value": "x"}]}]},
        COMMAND | {"options": [OPTION, OPTION]},
        COMMAND | {"options": [OPTION, OPTION | {"name": "b", "required": True}]},
        COMMAND | {"options": [OPTION | {"autocomplete": True, "choices": [{"name": "x", "value": "x"}]}]},
        COMMAND | {"options": [OPTION | {"name_localizations": {"de": "Lied"}}]},
        COMMAND | {"options": [OPTION | {"name_localizations": {"de": "ein lied"}}]},
        COMMAND | {"options": [OPTION | {"name_localizations": {"klingon": "bom"}}]},
        COMMAND | {"options": [OPTION, OPTION | {"name": "b", "name_localizations": {"ja": "song"}}]},
        COMMAND | {"description_localizations": {"fr": "x" * 101}},
        COMMAND | {"integration_types": [2]},
    ],
)
def test_commands_that_discord_refuses(command: Body) -> None:
    rules.check_commands([COMMAND])
    with pytest.raises(Refused):
        rules.check_commands([command])


def test_a_command_may_not_be_told_twice_nor_be_too_long() -> None:
    with pytest.raises(Refused):
        rules.check_commands([COMMAND, COMMAND])
    long = [{"name": "x" * 100, "value": str(n) + "y" * 90} for n in range(20)]
    options = [OPTION | {"name": f"o{n}", "choices": long} for n in range(3)]
    with pytest.raises(Refused, match="characters"):
        rules.check_commands([COMMAND | {"options": options}])


@pytest.mark.parametrize(
    ("components", "change"),
    [
        ([text("Song"), gallery(PICTURE)], {"allowed_mentions": {"parse": ["users"]}}),
        ([text("Song"), gallery(PICTURE)], {"content": "words"}),
        ([text("Song"), gallery(PICTURE)], {"flags": 0}),
        ([text("Song")], {}),
        ([gallery(PICTURE)], {}),
        ([text(""), gallery(PICTURE)], {}),
        ([text("x" * 2001), text("x" * 2000), gallery(PICTURE)], {}),
        ([*(text("x") for _ in range(40)), gallery(PICTURE)], {}),
        ([text("Song"), gallery(PICTURE | {"description": ""})], {}),
        ([text("Song"), gallery(PICTURE | {"description": "x" * 1025})], {}),
        ([text("Song"), gallery(*[PICTURE] * 11)], {}),
        ([text("Song"), gallery(PICTURE), row(*(button(str(n)) for n in range(6)))], {}),
        ([text("Song"), gallery(PICTURE), row(button("a"), button("a"))], {}),
        ([text("Song"), gallery(PICTURE), row(button("x" * 101))], {}),
        ([text("Song"), gallery(PICTURE), row(button("a", "x" * 81))], {}),
        ([text("Song"), gallery(PICTURE), button("a")], {}),
        ([{"type": rules.SECTION, "components": [], "accessory": button("a")}, gallery(PICTURE)], {}),
    ],
)
def test_messages_that_discord_refuses(components: list[Body], change: Body) -> None:
    good = PUBLISHED | {"components": [text("Song"), gallery(PICTURE), row(button("a"))]}
    rules.check_message(good, FILE, 100)
    with pytest.raises(Refused):
        rules.check_message(PUBLISHED | {"components": components} | change, FILE, 100)


def test_files_are_listed_described_well_named_and_not_too_large() -> None:
    good = PUBLISHED | {"components": [text("Song"), gallery(PICTURE)]}
    for listed in ([], [{"id": 0, "filename": "a.png"}], [{"id": 0, "filename": "b.png", "description": "A"}]):
        with pytest.raises(Refused):
            rules.check_message(good | {"attachments": listed}, FILE, 100)
    with pytest.raises(Refused) as refused:
        rules.check_message(good, {0: {"filename": "a.png", "data": bytes(101)}}, 100)
    assert (refused.value.status, refused.value.code) == (413, 40005)
    odd = {"attachments": [{"id": 0, "filename": "ä.mp3", "description": "A"}], "content": "x"}
    with pytest.raises(Refused):
        rules.check_message(QUIET | odd, {0: {"filename": "ä.mp3", "data": b""}}, 100)


@pytest.mark.parametrize(
    "form",
    [
        FORM | {"title": "x" * 46},
        FORM | {"components": []},
        FORM | {"components": [LABEL] * 2},
        FORM | {"components": [LABEL | {"label": "x" * 46}]},
        FORM | {"components": [LABEL["component"]]},
        FORM | {"components": [LABEL | {"component": {"type": rules.SELECT, "custom_id": "s", "options": []}}]},
        FORM | {"components": [LABEL | {"component": {"type": rules.FILE_UPLOAD, "custom_id": "f", "max_values": 11}}]},
        FORM | {"components": [LABEL | {"component": {"type": rules.FILE_UPLOAD, "custom_id": "f", "min_values": 0}}]},
    ],
)
def test_forms_that_discord_refuses(form: Body) -> None:
    rules.check_form(FORM)
    with pytest.raises(Refused):
        rules.check_form(form)


# the server as a client meets it


class Raw:
    """A client that keeps no rules."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self.seen = 0

    async def send(self, op: int, data: Any) -> None:
        """A frame for the gateway."""
        assert self.socket
        await self.socket.send_json({"op": op, "d": data})

    async def identify(self, **change: Any) -> None:
        """Connect and say who one is."""
        self.socket = await self.session.ws_connect(self.server.gateway)
        properties = {"os": "x", "browser": "x", "device": "x"}
        said = {"token": TOKEN, "intents": 1, "properties": properties, "shard": [0, 1]}
        await self.send(2, said | change)

    async def received(self, event: str) -> Body:
        """Wait for an event."""
        assert self.socket
        while True:
            frame = await self.socket.receive_json(timeout=5.0)
            self.seen = frame.get("s") or self.seen
            if frame.get("t") == event:
                return frame["d"]  # type: ignore[no-any-return]

    async def respond(self, asked: Body, kind: int, **data: Any) -> int:
        """The first response to an interaction; its status."""
        path = f"{self.server.api}/interactions/{asked['id']}/{asked['token']}/callback"
        async with self.session.post(path, json={"type": kind, "data": data}) as response:
            return response.status

    async def follow_up(self, asked: Body) -> int:
        """A follow-up message; its status."""
        path = f"{self.server.api}/webhooks/{APPLICATION}/{asked['token']}"
        async with self.session.post(path, json=QUIET | {"content": "x"}) as response:
            return response.status


@pytest.fixture
async def raw(lax: DiscordServer) -> Any:
    async with aiohttp.ClientSession() as session:
        yield Raw(lax, session)


@pytest.fixture
async def lax() -> Any:
    """A server whose violations are what is tested."""
    server = DiscordServer()
    await server.start()
    server.commands = [COMMAND | {"id": "1", "options": []}]
    yield server
    await server.stop()


async def test_a_response_comes_once_and_in_time(lax: DiscordServer, raw: Raw) -> None:
    lax.patience = 0.2
    await raw.identify()
    await raw.received("READY")
    await lax.slash("slate")
    first = await raw.received("INTERACTION_CREATE")
    assert await raw.respond(first, 6) == 400  # no kind for a command
    assert await raw.respond(first, 5) == 200
    assert await raw.respond(first, 5) == 400
    await lax.slash("slate")
    second = await raw.received("INTERACTION_CREATE")
    assert await raw.follow_up(second) == 404
    await asyncio.sleep(0.25)
    assert await raw.respond(second, 5) == 404
    assert len(lax.violations) == 4
    await lax.slash("slate")
    await raw.received("INTERACTION_CREATE")
    await asyncio.sleep(0.25)
    await lax.stop()
    assert lax.violations[-1].endswith("was never answered")


async def test_a_dead_token_is_the_worlds_fault_and_a_sixth_follow_up_the_bots(lax: DiscordServer, raw: Raw) -> None:
    await raw.identify()
    await raw.received("READY")
    exchange = await lax.slash("slate", guild=FOREIGN)
    asked = await raw.received("INTERACTION_CREATE")
    await raw.respond(asked, 4, content="x", **QUIET)
    statuses = []
    for _ in range(6):
        statuses.append(await raw.follow_up(asked))
        await asyncio.sleep(0.25)  # five a second are taken
    assert statuses == [200] * 5 + [400]
    assert len(lax.violations) == 1
    exchange.expired = True
    assert await raw.follow_up(asked) == 401
    assert len(lax.violations) == 1


async def test_too_many_requests_are_told_and_then_held_against_the_client(lax: DiscordServer, raw: Raw) -> None:
    path = f"{lax.api}/channels/{CHANNEL}/messages"
    body, headers = QUIET | {"content": "x"}, {"Authorization": f"Bot {TOKEN}"}
    answers = []
    for _ in range(7):
        async with raw.session.post(path, json=body, headers=headers) as response:
            answers.append((response.status, response.headers["X-RateLimit-Remaining"]))
    assert answers == [(200, "4"), (200, "3"), (200, "2"), (200, "1"), (200, "0"), (429, "0"), (429, "0")]
    assert len(lax.violations) == 1
    async with raw.session.post(path, json=body) as response:
        assert response.status in (401, 429)


async def test_a_heartbeat_that_is_late_or_ahead_is_held_against_the_client(lax: DiscordServer, raw: Raw) -> None:
    lax.line.interval = 0.1
    await raw.identify()
    await raw.received("READY")
    await raw.send(1, 1)
    await raw.send(1, 99)
    await lax.until(lambda: lax.violations)
    await asyncio.sleep(0.2 + LATE)
    await raw.send(1, 1)
    await lax.until(lambda: len(lax.violations) == 2)
    assert "99" in lax.violations[0]
    assert lax.violations[1].startswith("a heartbeat after")


@pytest.mark.parametrize(
    ("change", "code"),
    [({"token": "wrong"}, 4004), ({"intents": 1 << 8}, 4014), ({"shard": [0, 3]}, 4010), ({"properties": {}}, 4010)],
)
async def test_who_may_not_come_in_is_told_why(lax: DiscordServer, raw: Raw, change: Body, code: int) -> None:
    await raw.identify(**change)
    assert raw.socket
    while (frame := await raw.socket.receive(timeout=5.0)).type is aiohttp.WSMsgType.TEXT:
        pass
    assert frame.data == code


async def test_shards_that_hurry_and_resumes_of_nothing_are_held_against_the_client(
    lax: DiscordServer, raw: Raw
) -> None:
    lax.line.shards = 2
    await raw.identify(shard=[0, 2])
    await raw.received("READY")
    await raw.identify(shard=[1, 2])
    await raw.received("READY")
    assert len(lax.violations) == 1
    raw.socket = await raw.session.ws_connect(lax.gateway)
    await raw.send(6, {"token": TOKEN, "session_id": "none", "seq": 1})
    await lax.until(lambda: len(lax.violations) == 2)


async def test_what_was_missed_comes_with_the_resume(lax: DiscordServer, raw: Raw) -> None:
    await raw.identify()
    ready = await raw.received("READY")
    await raw.received("GUILD_CREATE")
    lax.line.drop()
    began = time.monotonic()
    await lax.slash("slate")
    raw.socket = await raw.session.ws_connect(lax.gateway)
    await raw.send(6, {"token": TOKEN, "session_id": ready["session_id"], "seq": raw.seen})
    asked = await raw.received("INTERACTION_CREATE")
    await raw.received("RESUMED")
    assert await raw.respond(asked, 5) == 200
    assert time.monotonic() - began < 3.0
    assert not lax.violations
