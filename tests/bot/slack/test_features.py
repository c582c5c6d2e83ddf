"""What each feature looks like in Slack: whole messages as they are sent, kept to be looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import words
from bot.listening.values import Listen
from bot.slack._blocks import answer, footer
from engine.api import Diffusion
from engine.fake import FakeEngine
from tests.bot.slack.test_answers import REPLY
from tests.platforms import slack_blocks
from tests.platforms.slack_server import ANN, BOT, GENERAL, TEAM, Message, SlackServer
from tests.platforms.slack_world import Here, golden, joined, shown

ASKED: dict[str, Callable[[SlackServer], object]] = {
    "about": lambda server: server.command("/about"),
    "listening": lambda server: server.command("/listening"),
    "mood": lambda server: server.command("/mood", "happy sad angry"),
    "privacy": lambda server: server.command("/privacy"),
    "remix": lambda server: server.say(
        f"<@{BOT}> remix length=20", server.upload("a.mp3", b"first"), server.upload("b.mp3", b"second")
    ),
    "settings": lambda server: server.command("/settings", "style=flow"),
    "slate": lambda server: server.command("/slate", "happy"),
    "story": lambda server: server.say(
        f"<@{BOT}> story rights=yes title=Tides",
        server.upload("01 Rain.txt", b"the rain on the road", "text/plain"),
        server.upload("02 Tide.mp3", b"ID3\x04\0\0 a sound"),
    ),
}
PAINTED = ("slate", "mood", "remix", "story")


@pytest.mark.parametrize("name", ASKED)
async def test_an_answer_is_as_it_was(here: Here, name: str) -> None:
    server = here.server
    await ASKED[name](server)  # type: ignore[misc]

    def done() -> list[Message]:
        answers = [*shown(server), *server.said(private_to=ANN)]
        return answers if not here.bot.jobs._open else []

    (message,) = await server.until(done)
    assert name not in PAINTED or message.pictures
    golden(name, json.loads(_steady(json.dumps({"text": message.text, "blocks": message.blocks}))))


def _steady(text: str) -> str:
    """The same without what is another one each time."""
    text = text.replace(words.version(), "1.2.3")
    return re.sub(r'"F\d+"', '"F1"', re.sub(r"\b[0-9a-f]{16}\b", "0123456789abcdef", text))


@pytest.mark.parametrize("name", ["collage", "recap"])
async def test_what_a_workspace_listened_to_is_as_it_was(here: Here, name: str) -> None:
    server, listening = here.server, here.bot.desk.listening
    for action in ("on", "join", "name"):
        await server.command("/listening", action)
        await server.until(lambda: not here.bot.jobs._open)
    listened = [
        Listen(f"slack:{TEAM}:{ANN}", "Tide", ("Mira Vale",), listening.now - 86400 - 300 * n) for n in range(3)
    ]
    assert await listening.note(listened) == 3
    await server.command(f"/{name}")
    (message,) = await server.until(lambda: shown(server))
    golden(name, json.loads(_steady(json.dumps({"text": message.text, "blocks": message.blocks}))))


async def test_a_repaint_is_as_it_was(server: SlackServer) -> None:
    async with joined(server, FakeEngine(model=Diffusion("ready", "some/model", "Apache-2.0"))):
        await server.command("/repaint", "happy")
        (message,) = await server.until(lambda: shown(server))
    golden("repaint", json.loads(_steady(json.dumps({"text": message.text, "blocks": message.blocks}))))


async def test_the_five_nearest_are_cards_that_lead_somewhere(here: Here) -> None:
    server = here.server
    songs = [server.upload(f"Song {number}.mp3", bytes([number])) for number in range(1, 8)]
    await server.say(f"<@{BOT}> mood", *songs)
    await server.until(lambda: shown(server))
    await server.command("/similar", "happy")
    (answer_,) = await server.until(lambda: [m for m in shown(server) if "/similar" in m.seen])
    golden("similar", json.loads(_steady(json.dumps({"text": answer_.text, "blocks": answer_.blocks}))))
    (carousel,) = [block for block in answer_.blocks if block["type"] == "carousel"]
    cards = carousel["elements"]
    assert [card["title"]["text"].partition(".")[0] for card in cards] == ["1", "2", "3", "4", "5"]
    assert all(card["actions"][0]["url"].startswith("https://") for card in cards)
    assert len({card["actions"][0]["action_id"] for card in cards}) == 5
    assert "```" not in answer_.seen
    assert "%" in cards[0]["subtitle"]["text"]
    assert await server.press(answer_, "Open") == {}, "Slack tells of the press, and wants it acknowledged"


async def test_a_slack_without_cards_gets_plain_rows_and_is_remembered(server: SlackServer) -> None:
    server.cards = False
    async with joined(server):
        for songs in ("happy sad", "angry relaxed"):
            await server.command("/mood", songs)
            count = len(shown(server)) + 1
            await server.until(lambda count=count: len(shown(server)) == count)  # type: ignore[misc]
        assert all("```" in message.seen and message.pictures for message in shown(server))
        refused = [call for call in server.calls if "carousel" in json.dumps(call.args)]
        assert len(refused) == 1, "only the first one is tried"


def test_a_long_ranking_stays_a_table_and_loses_no_link() -> None:
    message = answer(REPLY, (), footer("U1", "mood"), "U1")
    assert [block.type for block in message.blocks if block.type == "carousel"] == ["carousel"]
    plain = answer(REPLY, (), footer("U1", "mood"), "U1", cards=False)
    assert "carousel" not in [block.type for block in plain.blocks]
    assert "```" in "".join(slack_blocks.texts([block.to_dict() for block in plain.blocks]))


# taking an answer back


async def test_the_asker_takes_an_answer_back_with_all_its_files(here: Here) -> None:
    server = here.server
    await server.command("/slate", "happy", user="UBEN")
    (answer_,) = await server.until(lambda: shown(server))
    await server.until(lambda: not here.bot.jobs._open)
    assert len(server.files) == 2  # the picture, and the song that it shows
    server.people["UEVE"] = {"is_admin": False}
    await server.press(answer_, "Delete", user="UEVE")
    (told,) = await server.until(lambda: server.said(private_to="UEVE"))
    assert told.seen == words.cannot_delete()
    assert server.said(GENERAL) == [answer_]
    await server.press(answer_, "Delete", user="UBEN")
    await server.until(lambda: not server.said(GENERAL))
    await server.until(lambda: not server.files)


async def test_who_runs_the_workspace_keeps_order(here: Here) -> None:
    server = here.server
    await server.command("/slate", "happy", user="UBEN")
    (answer_,) = await server.until(lambda: shown(server))
    await server.press(answer_, "Delete", user=ANN)
    await server.until(lambda: not server.said(GENERAL))


async def test_an_answer_of_before_a_restart_can_be_taken_back_even_if_its_file_is_gone(
    server: SlackServer, tmp_path: Path
) -> None:
    async with joined(server, folder=tmp_path) as here:
        await server.command("/slate", "happy")
        (answer_,) = await server.until(lambda: shown(server))
        await server.until(lambda: not here.bot.jobs._open)
    server.files.popitem()
    async with joined(server, folder=tmp_path):
        await server.press(answer_, "Delete")
        await server.until(lambda: not server.said() and not server.files)


async def test_refusals_and_private_answers_have_nothing_to_take_back(here: Here) -> None:
    server = here.server
    await server.command("/about")
    await server.command("/slate", "no such song")
    private = await server.until(lambda: server.said(private_to=ANN)[1:] and server.said(private_to=ANN))
    assert all("Delete" not in message.seen for message in private)
