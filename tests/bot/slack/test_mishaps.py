"""What goes wrong with Slack, and what people see of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from bot import words
from bot.ask import Place
from bot.reply import File, Reply
from bot.slack._notes import Spot
from bot.slack._outbox import Address
from engine.fake import PNG, FakeEngine
from tests.platforms.slack_server import ANN, BEN, BOT, DIRECT, GENERAL, TEAM, SlackServer
from tests.platforms.slack_world import Here, held, joined, shown

HERE = Address(Place("slack", TEAM, GENERAL), ANN)
PICTURE = File("a.png", PNG, "image/png", "Mood art for a")
SOUND = File("a.wav", bytes(4000), "audio/wav", "a")


async def test_a_form_that_slack_opens_no_more_is_offered_as_a_button(here: Here) -> None:
    server = here.server
    server.hurried = True
    await server.command("/slate", "style=flow")
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert "song" in told.seen
    server.hurried = False
    await server.press(told, words.form_label())
    (view,) = await server.until(lambda: server.views)
    assert view["callback_id"] == "slate"


async def test_an_answer_that_slack_cannot_take_now_is_brought_again(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack._surface.RETRIES", (0.05, 0.05))
    server.broken["files.completeUploadExternal"] = 3  # the library tries twice itself
    async with joined(server):
        await server.command("/slate", "happy")
        await server.until(lambda: shown(server), 15.0)
        assert len(server.said()) == 1


async def test_an_answer_that_slack_refuses_for_good_is_an_apology_with_an_id(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = held()
    async with joined(server, engine) as here:
        await server.command("/slate", "happy")
        await server.until(server.said)
        original = here.slack._outbox._upload

        async def refused(team: str, *args: object, **shared: str) -> list[object]:
            await (await here.slack._connection.workspaces.client(team)).files_info(file="F404")
            return []

        monkeypatch.setattr(here.slack._outbox, "_upload", refused)
        assert engine.hold
        engine.hold.set()
        (told,) = await server.until(lambda: server.said(private_to=ANN))
        assert words.apology("abcdef").split("abcdef")[0] in told.seen
        assert server.said() == [], "no progress stays behind"
        monkeypatch.setattr(here.slack._outbox, "_upload", original)
        await server.command("/slate", "sad")
        await server.until(lambda: shown(server))


async def test_in_a_direct_message_private_sentences_stay(here: Here) -> None:
    """What only one person reads anyway need not vanish when they come back."""
    server = here.server
    await server.say("slate no such song", channel=DIRECT)
    (told,) = await server.until(lambda: server.said(DIRECT))
    assert "do not know" in told.seen
    assert server.said(DIRECT, private_to=ANN) == []


async def test_people_are_looked_up_once_and_strangers_are_nobodys_admin(here: Here) -> None:
    server = here.server
    for line in ("happy", "sad"):
        await server.command("/slate", line)
    await server.command("/settings", "style=flow", user="UGONE")
    await server.until(lambda: len(shown(server)) == 2)
    assert len([call for call in server.called("users.info") if call["user"] == ANN]) == 1
    assert (await here.bot.store.preferences(TEAM)).style is None


async def test_a_button_of_another_age_is_a_sentence(here: Here) -> None:
    server = here.server
    await server.command("/slate", "happy")
    (answer,) = await server.until(lambda: shown(server))
    answer.button("Again")["value"] = "nonsense"
    await server.press(answer, "Again")
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert told.seen == words.slack_button_unknown()


async def test_sounds_above_what_slack_takes_are_made_smaller_or_left_out_with_a_word(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack._outbox.MOST_BYTES", 3000)

    async def fit(data: bytes, most: int) -> bytes:
        return data[: most // 2]

    for smaller in (fit, None):
        here.slack._outbox._fit = smaller
        await here.slack._outbox.answer(HERE, Reply("two files", files=(PICTURE, SOUND)))
    first, second = here.server.said()
    (mp3,) = [file for file in here.server.files.values() if file.shared]
    assert (mp3.name, len(mp3.data)) == ("a.mp3", 1500)
    assert first.seen.startswith("two files")
    assert words.too_large_to_post(1) in second.seen


# something better in the place of an answer


async def test_a_better_answer_takes_the_place_of_the_first_and_leaves_no_files_behind(here: Here) -> None:
    server, outbox = here.server, here.slack._outbox
    draft = Reply("a first one", files=(PICTURE, SOUND))
    spot = await outbox.answer(HERE, draft, "slate")
    better = dataclasses.replace(draft, text="a better one", files=(dataclasses.replace(PICTURE, data=PNG * 2), SOUND))
    await outbox.amend(dataclasses.replace(HERE, replaces=spot), better, "slate")
    (message,) = server.said()
    assert "a better one" in message.seen
    assert message.seen.count("In the thread: a.wav") == 1
    assert server.files[message.pictures[0]].data == PNG * 2
    assert sorted(file.name for file in server.files.values()) == ["a.png", "a.wav"]
    await outbox.take_back(TEAM, spot)
    assert (server.said(), server.files) == ([], {})


async def test_an_answer_that_was_taken_back_stays_away(here: Here) -> None:
    spot = await here.slack._outbox.answer(HERE, Reply("a first one", files=(PICTURE,)), "slate")
    await here.slack._outbox.take_back(TEAM, spot)
    for better in (Reply("a better one"), Reply("a better one", files=(PICTURE,))):
        await here.slack._outbox.amend(dataclasses.replace(HERE, replaces=spot), better, "slate")
    assert here.server.said() == []
    assert here.server.files == {}, "nor is a picture left that nobody sees"


# what is erased


async def test_a_persons_answers_are_forgotten_with_them(here: Here) -> None:
    server = here.server
    for user in (ANN, BEN):
        await server.command("/slate", "happy", user=user)
    await server.until(lambda: len(shown(server)) == 2)
    await server.until(lambda: not here.bot.jobs._open)
    await here.bot.desk.privacy.erase(f"slack:{TEAM}:{ANN}")
    assert await here.bot.store.answers.of(f"slack:{TEAM}:{ANN}", 9) == []
    assert len(await here.bot.store.answers.of(f"slack:{TEAM}:{BEN}", 9)) == 1


async def test_progress_begins_anew_where_its_message_is_in_another_channel(here: Here) -> None:
    """The notes of a restart name the channel too: a page's work is shown in the person's own messages."""
    address = dataclasses.replace(HERE, replaces=Spot("C9", "1.1", "1.1"))
    await here.slack._outbox.answer(address, Reply("text"))
    assert [message.channel for message in here.server.said()] == [GENERAL]


async def test_a_mention_by_another_bot_or_by_nobody_is_no_request(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, FakeEngine(), tmp_path) as here:
        await server.say(f"<@{BOT}> slate happy", bot_id="B9")
        await server.say("slate happy", channel=DIRECT, user=None, subtype="channel_topic")
        await server.command("/about")
        await server.until(lambda: server.said(private_to=ANN))
        assert await here.bot.store.jobs() == []
        assert [m for m in server.messages.values() if not m.private_to] == []
