"""The real slack-bolt app against a strict Slack on the loopback address, with the real cogs and a fake engine."""

from __future__ import annotations

import asyncio
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from bot import words
from bot.ask import Place
from bot.config import Settings
from bot.reply import Fact, File, Move, Reply, Table
from bot.slack import Slack
from bot.slack._blocks import Shown, answer, footer, progress
from bot.slack._form import Opened, form
from bot.slack._outbox import Address
from bot.slack._text import clipped, escape, links, unescape
from bot.testing import house
from engine.api import Step
from engine.fake import PNG, FakeEngine
from tests.platforms import slack_blocks
from tests.platforms.slack_server import ANN, APP_TOKEN, BEN, BOT, BOT_TOKEN, CLOSED, DIRECT, GENERAL, TEAM, SlackServer
from tests.platforms.slack_world import FEATURES, Here, golden, held, joined

# asking


async def test_a_command_is_acknowledged_shown_and_answered_in_place(server: SlackServer) -> None:
    engine = held()
    server.processing = 1  # as the real one: a picture is refused until it is processed
    async with joined(server, engine) as here:
        assert await server.command("/slate", "happy style=flow") == {}
        (shown,) = await server.until(server.said)
        assert "Listening · 50 %" in shown.seen
        assert f"<@{ANN}> · /slate" in shown.seen
        assert engine.hold
        engine.hold.set()
        await server.until(lambda: shown.pictures)
        assert server.said() == [shown], "the answer takes the place of the progress"
        picture = server.files[shown.pictures[0]]
        assert (picture.data, picture.shared) == (PNG, [])
        assert picture.alt.startswith("Mood art for Paper Kites")
        assert "*tempo*\n120 BPM" in shown.seen
        assert shown.thread == ""
        await server.until(lambda: server.called("files.completeUploadExternal")[1:])
        (sound,) = [file for file in server.files.values() if file.name.endswith(".mp3")]
        assert sound.shared == [(GENERAL, shown.ts)], "the sound lies in the thread under the picture"
        assert here.slack.state == "connected as slate in Acme"


async def test_a_bare_command_opens_the_form_and_the_form_asks_for_what_is_missing(here: Here) -> None:
    server = here.server
    await server.command("/slate", "seed=99999 style=cubism")  # what no field takes does not keep it from opening
    await server.until(lambda: server.views)
    server.views.clear()
    await server.command("/slate", "seed=7")
    (view,) = await server.until(lambda: server.views)
    refused = await server.fill(view)
    assert refused["response_action"] == "errors"
    assert "I need one more thing, song" in refused["errors"]["song"]
    file = server.upload("Für Elise.mp3", b"notes")
    assert await server.fill(view, song_files=[file], style="rings") == {}
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert "Für Elise" in said.seen
    painted = [options for name, options in here.bot.engine.calls if name == "paint"]
    assert [(options.style, options.seed) for options in painted] == [("rings", 7)]


async def test_a_form_offers_the_songs_that_somebody_asked_for_before(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> slate", server.upload("Tide.mp3", b"tide"))
    await server.until(lambda: [m for m in server.said() if m.pictures])
    for user, first in ((BEN, "Paper Kites"), (ANN, "Tide")):
        server.views.clear()
        await server.command("/slate", user=user)
        (view,) = await server.until(lambda: server.views)
        (block,) = [block for block in view["blocks"] if block["block_id"] == "song:recent"]
        options = block["element"]["options"]
        assert (options[0]["text"]["text"], len(options)) == (first, 4 if user == BEN else 5)
    assert await server.fill(view, song_recent=options[0]["value"], style="bloom") == {}
    (_, again) = await server.until(lambda: len([m for m in server.said() if m.pictures]) == 2 and server.said())
    assert again.seen.startswith("Tide. ")
    await here.bot.desk.privacy.erase(f"slack:{TEAM}:{ANN}")
    assert here.slack._asking._recent.of(f"slack:{TEAM}:{ANN}")[0][0] == "Paper Kites"


async def test_a_mention_in_a_thread_takes_the_file_on_it_and_answers_there(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> slate style=strata", server.upload("a.mp3", b"abc"), thread="1699999999.000001")
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert said.thread == "1699999999.000001"


async def test_files_without_a_word_are_songs_and_many_are_sorted(here: Here) -> None:
    server = here.server
    await server.say("", server.upload("one.mp3", b"1"), channel=DIRECT)
    (first,) = await server.until(lambda: [m for m in server.said(DIRECT) if m.pictures])
    assert "/mood" in first.seen or "/slate" in first.seen
    await server.say(f"<@{BOT}>", *(server.upload(f"{name}.mp3", name.encode()) for name in "bcd"))
    (many,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert "/mood" in many.seen
    assert len(many.pictures) == 4


async def test_an_empty_mention_is_told_what_to_say_and_a_missing_song_offers_the_form(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}>")
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert "Mention me with a song" in told.seen
    await server.say(f"<@{BOT}> /slate")
    (_, asked) = await server.until(lambda: server.said(private_to=ANN)[1:] and server.said(private_to=ANN))
    await server.press(asked, "Fill in a form")
    (view,) = await server.until(lambda: server.views)
    assert view["callback_id"] == "slate"
    await server.say(f"<@{BOT}> slate style=flow seed=5")
    (*_, kept) = await server.until(lambda: server.said(private_to=ANN)[2:] and server.said(private_to=ANN))
    await server.press(kept, "Fill in a form")
    (_, other) = await server.until(lambda: server.views[1:] and server.views)
    given = {block["block_id"]: block["element"] for block in other["blocks"]}
    assert given["style"]["initial_option"]["value"] == "flow"
    assert given["seed"]["initial_value"] == "5"
    assert server.said() == []


async def test_edits_bots_and_talk_in_channels_are_not_heard_but_acknowledged(here: Here) -> None:
    server = here.server
    await server.say("slate happy", channel=DIRECT, subtype="message_changed")
    await server.say(f"<@{BOT}> slate happy", bot_id="B9")
    await server.say("slate happy", type="message", channel_type="channel")
    await server.say("slate sad", channel=DIRECT)
    (said,) = await server.until(lambda: [m for m in server.said(DIRECT) if m.pictures])
    assert "Last Tram Home" in said.seen
    assert server.said() == []


async def test_the_menu_of_a_message_takes_its_sound_or_its_words(here: Here) -> None:
    server = here.server
    files = [server.upload("cover.png", b"png", "image/png"), server.upload("b.m4a", b"abc", "audio/mp4")]
    await server.shortcut("slate", {"files": files, "text": "my new one", "thread_ts": "1699999999.000002"})
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert (said.thread, "b. It feels" in said.seen) == ("1699999999.000002", True)
    await server.shortcut("mood", {"text": "relaxed"})
    (_, other) = await server.until(lambda: [m for m in server.said() if m.pictures][1:] and server.said())
    assert "Harbour at Noon" in other.seen
    await server.shortcut("slate", {"text": ""})
    await server.until(lambda: server.views)


async def test_the_menu_of_a_message_with_two_sounds_remixes_them(here: Here) -> None:
    server = here.server
    files = [server.upload(f"{name}.mp3", name.encode()) for name in ("first", "second")]
    await server.shortcut("remix", {"files": [server.upload("a.txt", b"x", "text/plain"), *files], "text": "both"})
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert "/remix" in said.seen
    await server.shortcut("remix", {"files": files[:1], "text": "what with this one?"})
    (view,) = await server.until(lambda: server.views)
    fields = [block["block_id"] for block in view["blocks"]]
    assert ("first" in fields, "second" in fields) == (False, True), "the file on the message is the first song"
    assert list((await server.fill(view))["errors"]) == ["second"]
    assert await server.fill(view, second="sad", length="20") == {}
    (_, other) = await server.until(lambda: len([m for m in server.said() if m.pictures]) == 2 and server.said())
    assert "/remix" in other.seen


async def test_a_repeated_event_is_answered_once(here: Here) -> None:
    server = here.server
    event = await server.say(f"<@{BOT}> slate happy")
    await server.until(lambda: [m for m in server.said() if m.pictures])
    await server.send("events_api", event, retry=1)
    await server.say(f"<@{BOT}> slate sad")
    await server.until(lambda: [m for m in server.said() if "Last Tram" in m.seen and m.pictures])
    await server.until(lambda: not here.bot.jobs.of(Place("slack", TEAM, GENERAL, reads=True)))
    assert len(server.said()) == 2


async def test_the_same_again_while_it_is_worked_on_is_told(server: SlackServer) -> None:
    async with joined(server, held()):
        await server.command("/slate", "happy")
        await server.until(server.said)
        await server.command("/slate", "happy")
        (told,) = await server.until(lambda: server.said(private_to=ANN))
        assert "exactly that" in told.seen


# buttons


async def test_a_button_works_and_still_does_after_a_restart(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, folder=tmp_path):
        await server.command("/slate", "sad")
        (first,) = await server.until(lambda: [m for m in server.said() if m.pictures])
        await server.press(first, "Again", user=BEN)
        await server.until(lambda: [m for m in server.said() if m.pictures][1:])
    async with joined(server, FakeEngine(), tmp_path) as here:
        await server.press(first, "Other style")
        third = (await server.until(lambda: [m for m in server.said() if m.pictures][2:]))[0]
        assert "Last Tram Home" in third.seen
        assert "hear" not in [name for name, _ in here.bot.engine.calls], "it was heard before the restart"


async def test_only_the_asker_cancels(server: SlackServer) -> None:
    async with joined(server, held()):
        await server.command("/slate", "happy")
        (shown,) = await server.until(server.said)
        await server.press(shown, "Cancel", user=BEN)
        (told,) = await server.until(lambda: server.said(private_to=BEN))
        assert "nothing of yours to cancel" in told.seen
        assert server.said() == [shown]
        await server.press(shown, "Cancel")
        (ended,) = await server.until(lambda: server.said(private_to=ANN))
        assert ended.seen == "Cancelled."
        assert server.said() == []


async def test_work_that_a_restart_interrupted_goes_on_in_the_same_message(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, held(), tmp_path):
        await server.command("/slate", "happy")
        (shown,) = await server.until(server.said)
    async with joined(server, FakeEngine(), tmp_path) as here:
        await here.bot.jobs.resume()
        await server.until(lambda: shown.pictures)
        assert server.said() == [shown]
        assert "Cancel" not in shown.seen


async def test_an_answer_that_the_end_cut_off_is_brought_again(
    server: SlackServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack._outbox.PAUSES", (0.0, 60.0))
    server.processing = 1
    async with joined(server, folder=tmp_path) as here:
        await server.command("/slate", "happy")
        await server.until(lambda: any(file.complete and not file.busy for file in server.files.values()))
        (shown,) = server.said()
        await here.bot.jobs.close()
    assert not shown.pictures
    async with joined(server, FakeEngine(), tmp_path) as here:
        await here.bot.jobs.resume()
        monkeypatch.setattr("bot.slack._outbox.PAUSES", (0.0, 0.01))
        await server.until(lambda: shown.pictures)
        assert server.said() == [shown]


async def test_an_interrupted_answer_whose_message_is_gone_is_posted_anew(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, held(), tmp_path):
        await server.say(f"<@{BOT}> slate happy", thread="1699999999.000003")
        (shown,) = await server.until(server.said)
    del server.messages[shown.ts]
    async with joined(server, FakeEngine(), tmp_path) as here:
        await here.bot.jobs.resume()
        (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
        assert (said.ts != shown.ts, said.thread) == (True, "1699999999.000003")


async def test_edits_keep_to_the_pace_however_many_jobs_there_are(server: SlackServer) -> None:
    async with joined(server, held()) as here:
        for mood in ("happy", "sad"):
            await server.command("/slate", mood)
        await server.until(lambda: server.said()[1:])
        jobs = here.bot.jobs.of(Place("slack", TEAM, GENERAL, reads=True))
        here.slack._next_edit.clear()
        for number in range(10):
            for job in jobs:
                await here.slack.show(job, Step("painting", number / 10))
        assert len(jobs) == 2
        assert len(server.called("chat.update")) == 1


async def test_work_that_ends_while_its_progress_is_on_the_way_still_answers_in_one_message(here: Here) -> None:
    server = here.server
    server.slow["chat.postMessage"] = 0.3
    await server.command("/slate", "happy")
    await server.until(lambda: [m for m in server.said() if m.pictures])
    await asyncio.sleep(0.4)
    assert len(server.said()) == 1


# private answers and refusals


async def test_a_private_answer_is_seen_by_the_asker_only(here: Here) -> None:
    await here.server.command("/about", user=BEN)
    (told,) = await here.server.until(lambda: here.server.said(private_to=BEN))
    assert "```\nCommand" in told.seen
    assert [m for m in here.server.messages.values() if m is not told] == []


async def test_what_cannot_be_read_is_told_in_private(here: Here) -> None:
    server = here.server
    for line, sentence in (("no such song", "do not know"), ("happy style=cubism", "is no style"), ("x seed=no", "")):
        await server.command("/slate", line)
        told = await server.until(lambda: server.said(private_to=ANN) and server.said(private_to=ANN).pop())
        assert sentence in told.seen
        del server.messages[told.ts]
    assert server.said() == []


async def test_a_refusal_after_progress_takes_the_progress_away(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> slate", server.upload("a.mp3", b"not audio"))
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert "could not read that as audio" in told.seen
    assert server.said() == []


async def test_people_are_answered_in_the_language_of_their_slack(here: Here) -> None:
    server = here.server
    server.people[BEN] = {"is_admin": False, "locale": "de-DE"}
    await server.command("/slate", "happy", user=BEN)
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    assert "Der Song klingt" in said.seen
    await server.command("/settings", "style=flow", user=BEN)
    (told,) = await server.until(lambda: server.said(private_to=BEN))
    assert told.seen.startswith("Das können nur die ändern")
    await server.command("/slate", "style=flow", user=BEN)
    (view,) = await server.until(lambda: server.views)
    assert view["submit"]["text"] == "Senden"
    refused = await server.fill(view, user=BEN)
    assert refused["errors"]["song"].startswith("Eins fehlt mir noch, song")


async def test_settings_are_for_admins_of_this_workspace(here: Here) -> None:
    server = here.server
    await server.command("/settings", "style=flow", user=BEN)
    (told,) = await server.until(lambda: server.said(private_to=BEN))
    assert "Only the people who run" in told.seen
    await server.command("/settings", "style=flow")
    (changed,) = await server.until(lambda: server.said(private_to=ANN))
    assert "*style*\nflow" in changed.seen
    server.people["UGUEST"] = {"is_admin": True, "team_id": "T9"}
    await server.command("/settings", "style=rings", user="UGUEST")
    (guest,) = await server.until(lambda: server.said(private_to="UGUEST"))
    assert "Only the people who run" in guest.seen
    assert len(server.called("users.info")) == 3


async def test_where_the_bot_may_not_write_the_answer_comes_alone(here: Here) -> None:
    server = here.server
    await server.command("/slate", "happy", channel=CLOSED)
    (said,) = await server.until(lambda: [m for m in server.said(f"D-{ANN}") if m.pictures])
    assert "Invite me there" in said.seen
    await server.until(lambda: [file for file in server.files.values() if file.shared])
    await server.command("/about", channel=CLOSED)
    await server.until(lambda: server.said(f"D-{ANN}")[1:])


@pytest.mark.parametrize("processing", [0, 99])
async def test_private_files_are_never_shared_with_a_channel(
    here: Here, monkeypatch: pytest.MonkeyPatch, processing: int
) -> None:
    """A picture is shown to the asker alone; a sound, or a picture that is not processed, is a direct message."""
    monkeypatch.setattr("bot.slack._outbox.PAUSES", (0.0, 0.01))
    here.server.processing = processing
    picture, sound = (dataclasses.replace(REPLY, private=True, files=(file,)) for file in REPLY.files)
    for reply in (picture, sound):
        await here.slack._outbox.answer(Address(Place("slack", TEAM, GENERAL, "1.1"), ANN), reply)
    alone, whispered = here.server.said(f"D-{ANN}"), here.server.said(private_to=ANN)
    assert (len(alone), len(whispered)) == ((2, 0) if processing else (1, 1))
    assert {channel for file in here.server.files.values() for channel, _ in file.shared} == {f"D-{ANN}"}
    assert here.server.said() == []


# files


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ({"url_private_download": "https://evil.example/a.mp3"}, "does not lie with Slack"),
        ({"url_private_download": "https://files.slack.com@evil.example/a.mp3"}, "does not lie with Slack"),
        ({"url_private_download": "http://files.slack.com/a.mp3"}, "does not lie with Slack"),
        ({"url_private_download": "not an address"}, "does not lie with Slack"),
        ({"size": 2**20 + 1}, "larger than 1 MiB"),
        ({"url_private_download": "", "id": "F999"}, "would not hand me"),
    ],
)
async def test_files_come_from_slack_only_and_are_not_too_large(
    here: Here, file: dict[str, object], sentence: str
) -> None:
    server = here.server
    await server.say(f"<@{BOT}> slate", server.upload("a.mp3", b"abc", **file))
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert sentence in told.seen
    assert here.bot.engine.calls == []


async def test_a_file_that_lies_about_its_size_is_not_read_to_the_end(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> slate", server.upload("a.mp3", bytes(3 * 2**20), size=10))
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert "larger than 1 MiB" in told.seen


async def test_a_file_named_by_its_id_alone_is_looked_up(here: Here) -> None:
    server = here.server
    file = server.upload("a.mp3", b"abc")
    await server.say(f"<@{BOT}> slate", {"id": file["id"], "file_access": "check_file_info"})
    await server.until(lambda: [m for m in server.said() if m.pictures])


@pytest.mark.parametrize("called", ["text/html", "audio/mpeg"])
async def test_the_page_that_asks_to_log_in_is_no_song_whatever_it_calls_itself(here: Here, called: str) -> None:
    server = here.server
    server.login_page = called
    await server.say(f"<@{BOT}> slate", server.upload("a.mp3", b"abc"))
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert "files:read" in told.seen
    assert here.bot.engine.calls == []


async def test_the_token_does_not_follow_a_redirect_elsewhere(here: Here) -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", ""))
        return web.Response(body=b"abc", content_type="audio/mpeg")

    app = web.Application()
    app.router.add_get("/a.mp3", elsewhere)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.server.redirect = f"http://127.0.0.1:{runner.addresses[0][1]}/a.mp3"
    await here.server.say(f"<@{BOT}> slate", here.server.upload("a.mp3", b"abc"))
    (told,) = await here.server.until(lambda: here.server.said(private_to=ANN))
    await runner.cleanup()
    assert "does not lie with Slack" in told.seen
    assert asked == []


async def test_a_picture_that_is_never_processed_comes_as_a_file(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack._outbox.PAUSES", (0.0, 0.01))
    here.server.processing = 99
    await here.server.say(f"<@{BOT}> slate", here.server.upload("a.mp3", b"abc"))
    (file,) = await here.server.until(lambda: [file for file in here.server.files.values() if file.shared])
    (said,) = here.server.said()
    assert file.data == PNG
    assert file.shared == [(GENERAL, said.ts)]
    assert "a. It feels" in said.seen


# the connection


@pytest.mark.parametrize(
    ("tokens", "setting"),
    [({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN"), ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN")],
)
async def test_a_wrong_token_is_a_sentence(server: SlackServer, tokens: dict[str, str], setting: str) -> None:
    async with joined(server, **tokens) as here:
        assert here.slack.state == "connecting …"
        await server.until(lambda: here.slack.state != "connecting …")
        assert here.slack.state.startswith(f"Slack refused {setting} (invalid_auth).")
        calls = len(server.calls)
        await asyncio.sleep(0.1)
        assert len(server.calls) == calls, "it does not go on trying"


async def test_slack_that_is_away_is_tried_again(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.slack._connection.FIRST_PAUSE", 0.05)
    origin, server.origin = server.origin, "http://127.0.0.1:9"  # nobody listens there
    settings = Settings(
        _env_file=None, slack_bot_token=BOT_TOKEN, slack_app_token=APP_TOKEN, slack_api_base=server.origin
    )
    async with house(FEATURES, folder=tmp_path) as bot:
        slack = Slack(bot.desk, bot.jobs, bot.store, settings)
        await slack.start()
        while "cannot reach" not in slack.state:
            await asyncio.sleep(0.02)
        server.origin = origin
        slack._connection.client.base_url = f"{origin}/api/"
        await server.connected()
        await slack.close()


async def test_a_broken_connection_is_made_anew(here: Here) -> None:
    server = here.server
    first = server.sockets[0]
    await first.send_json({"type": "disconnect", "reason": "refresh_requested"})
    await server.until(lambda: server.sockets and server.sockets[-1] is not first)
    await server.command("/about")
    await server.until(lambda: server.said(private_to=ANN))
    assert here.slack.state == "connected as slate in Acme"


async def test_too_many_requests_are_waited_out(here: Here) -> None:
    server = here.server
    server.limited.update({"chat.postMessage": 1, "files.completeUploadExternal": 1})
    await server.command("/slate", "happy")
    await server.until(lambda: [m for m in server.said() if m.pictures])
    assert len(server.said()) == 1
    assert len(server.called("chat.postMessage")) == 2


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        ({}, "no tokens yet (set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env)"),
        ({"slack_bot_token": BOT_TOKEN}, "one token is missing yet (set SLACK_APP_TOKEN in .env)"),
        ({"slack_app_token": APP_TOKEN}, "one token is missing yet (set SLACK_BOT_TOKEN in .env)"),
        ({"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN}, "connecting …"),
    ],
)
def test_it_takes_two_tokens(tokens: dict[str, str], sentence: str) -> None:
    assert words.connections(Settings(_env_file=None, **tokens))["Slack"] == sentence


def test_the_host_loads_slack_only_when_there_are_tokens() -> None:
    code = "import sys, bot.cli, bot.host; print([name for name in ('slack_bolt', 'slack_sdk') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# rendering


def test_text_neither_pings_nor_links_and_is_never_cut_inside_an_entity() -> None:
    assert escape("<!channel> & <https://x.example|y>") == "&lt;!channel&gt; &amp; &lt;https://x.example|y&gt;"
    for most in range(1, 30):
        cut = clipped("a<b>&" * 9, most)
        assert len(cut) <= most
        assert unescape(cut.removesuffix("…")) in "a<b>&" * 9
    typed = "look: <https://open.spotify.com/track/1?a=1&amp;b=2|spotify> &amp; <@U2>"
    assert links(typed) == ["https://open.spotify.com/track/1?a=1&b=2"]
    assert unescape(typed) == "look: https://open.spotify.com/track/1?a=1&b=2 & <@U2>"


async def test_a_hostile_title_stays_text(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> mood", server.upload("<!channel> ``` <https:⁄⁄x|y>.mp3", b"abc"))
    (said,) = await server.until(lambda: [m for m in server.said() if m.pictures])
    marked = [text["text"] for text in slack_blocks.elements(said.blocks, "mrkdwn")]
    assert "<!" not in "".join([said.text, *marked])
    assert "&lt;!channel&gt;" in said.seen
    (table,) = [text for text in slack_blocks.texts(said.blocks) if text.startswith("```")]
    assert table.count("```") == 2


REPLY = Reply(
    text="Tom & Jerry <3. It feels bright.",
    facts=(
        Fact("tempo", "120 BPM"),
        Fact("key", "A & B"),
        Fact("heard", "30 s [of] it | here", "https://a.example/s?q=1&r=2"),
    ),
    table=Table(("", "Song", "Mood"), (("1", "木漏れ日", "Happy"), ("2", "a <long> name " * 4, "Sad"))),
    files=(File("a.png", PNG, "image/png", "Mood art for a"), File("a.mp3", b"mp3", "audio/mpeg", "a")),
    moves=(Move("Again", "slate", {"song": "abc", "seed": "1"}), Move("Mood", "mood", {"songs": "abc"})),
)


def test_payloads_are_as_they_were() -> None:
    pictures = [Shown(REPLY.files[0], "F1")]
    golden("reply", [block.to_dict() for block in answer(REPLY, pictures, footer("U1", "mood")).blocks])
    steps = progress(Step("waiting", 0.0, 2), "ab12", footer("U1", "slate"))
    golden("progress", [block.to_dict() for block in steps.blocks])


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_feature_has_a_form_that_slack_takes(feature) -> None:  # type: ignore[no-untyped-def]
    if feature.parameters:
        for language in reversed(words.LANGUAGES):
            with words.speaking(language):
                view = form(feature, {}, Opened("C1")).to_dict()
            assert slack_blocks.problems(view["blocks"], "modal") == []
        golden(f"form_{feature.name}", view)


def replies() -> Iterator[Reply]:
    yield REPLY
    yield Reply("&" * 3000)
    yield Reply(
        "x",
        facts=tuple(Fact("&" * 200, "<" * 3000) for _ in range(10)),
        table=Table(("a", "b" * 200), (("&" * 99, "`" * 99),) * 400),
        files=tuple(File(f"{n}.png", PNG, "image/png", "ü" * 5000) for n in range(10)),
        moves=tuple(Move("&" * 75, "slate", {"song": str(n)}) for n in range(5)),
    )


@pytest.mark.parametrize("reply", list(replies()), ids=["usual", "escaped", "full"])
def test_no_reply_breaks_a_limit(reply: Reply) -> None:
    message = answer(reply, [Shown(file, "F1") for file in reply.files if file.kind == "image"], footer("U1", "mood"))
    assert 0 < len(message.text) <= 40_000
    found = slack_blocks.problems([block.to_dict() for block in message.blocks], "message")
    assert [problem for problem in found if problem != "blocks too long"] == []


async def test_every_field_of_a_reply_is_rendered(here: Here) -> None:
    """A field that is changed changes what people see."""
    plain, server = Reply("text"), here.server
    changed = {field.name: getattr(REPLY, field.name) for field in dataclasses.fields(Reply)} | {"private": True}
    untouched = {"refused"}  # a private sentence already; nothing more to see
    for name in changed.keys() - untouched:
        before = len(server.messages)
        reply = dataclasses.replace(plain, **{name: changed[name]})
        await here.slack._outbox.answer(Address(Place("slack", TEAM, GENERAL), ANN), reply)
        newest = list(server.messages.values())[before:]
        shown = [(m.seen, bool(m.pictures), bool(m.private_to), m.channel) for m in newest]
        assert shown != [("text", False, False, GENERAL)], name


# rules


async def test_elsewhere_a_private_sentence_names_the_channels_as_slack_shows_them(here: Here) -> None:
    server = here.server
    await server.command("/settings", "channels='<#C77|art> <#C78|music>' off=mood")
    (changed,) = await server.until(lambda: server.said(private_to=ANN))
    assert "I answer in <#C77> and <#C78>. Switched off: /mood." in changed.seen
    server.login_page = "text/html"  # a download would be denied, but nothing is downloaded
    await server.say(f"<@{BOT}> slate", server.upload("one.mp3", b"1"), user=BEN)
    (told,) = await server.until(lambda: server.said(private_to=BEN))
    assert told.seen == "Here I answer only in <#C77> and <#C78>. Ask me there."
    server.login_page = ""
    await server.command("/slate", "style=flow", user=BEN)
    await server.until(lambda: len(server.said(private_to=BEN)) == 2)
    assert server.views == [], "nobody fills in a form for nothing"
    await server.say("", server.upload("two.mp3", b"2"), user=BEN, channel=DIRECT)
    await server.until(lambda: [m for m in server.said(DIRECT) if m.pictures])  # nobody else reads there
    await server.command("/settings", "channels=here")
    await server.until(lambda: len(server.said(private_to=ANN)) == 2)
    await server.command("/slate", "happy", user=BEN)
    await server.until(lambda: [m for m in server.said() if m.pictures])


async def test_slack_has_no_roles_and_bars_nobody_by_them(here: Here) -> None:
    server = here.server
    await server.command("/settings", "roles='<@&7>'")
    (refused,) = await server.until(lambda: server.said(private_to=ANN))
    assert refused.seen == words.no_roles_here()
    await server.command("/settings", "roles=all")
    (_, taken) = await server.until(lambda: len(server.said(private_to=ANN)) == 2 and server.said(private_to=ANN))
    assert "I answer everyone" in taken.seen


async def test_who_has_enough_in_hand_is_told_alone(server: SlackServer) -> None:
    engine = held()
    async with joined(server, engine) as here:
        await server.command("/settings", "at_once=1")
        await server.until(lambda: server.said(private_to=ANN))
        await server.command("/slate", "happy", user=BEN)
        await server.until(lambda: here.bot.jobs.of(Place("slack", TEAM, GENERAL, reads=True)))
        await server.command("/slate", "sad", user=BEN)
        (told,) = await server.until(lambda: server.said(private_to=BEN))
        assert told.seen == words.enough_in_hand(1)
        assert engine.hold
        engine.hold.set()
        await server.until(lambda: [m for m in server.said() if m.pictures])


def test_mentions_of_channels_are_all_that_escaping_leaves() -> None:
    assert escape("<#C7> <#c7> <#C7|x> <@U1> <!here>") == "<#C7> &lt;#c7&gt; &lt;#C7|x&gt; &lt;@U1&gt; &lt;!here&gt;"
    for most in range(4, 12):
        cut = clipped("<#C1>" * 5, most)
        assert cut.removesuffix("…").count("<#C1>") * 5 == len(cut.removesuffix("…"))
