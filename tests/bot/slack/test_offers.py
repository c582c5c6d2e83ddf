"""Cards under links, and songs that are dropped without a word: only where they are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import words
from bot.slack import _offers
from engine.fake import FakeEngine
from tests.platforms import slack_blocks, slack_server
from tests.platforms.slack_people import Refused
from tests.platforms.slack_server import ANN, BEN, BOT, GENERAL, SlackServer
from tests.platforms.slack_world import golden, joined, shown

LINK = "https://open.spotify.com/track/3n3Ppam7vgaVa1iaRUc9Lp"
OTHER = "https://open.spotify.com/track/0VjIjW4GlUZAMYd2vXMi3b?si=abc"
ALBUM = "https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy"


async def named(text: str) -> str:
    """As the sources name songs."""
    return {LINK: "The Killers – Mr. Brightside"}.get(text, "")


async def settled(server: SlackServer) -> None:
    """Whatever was asked before is done by then."""
    await server.command("/about", user=BEN)
    (told,) = await server.until(lambda: server.said(private_to=BEN))
    del server.messages[told.ts]


async def test_a_link_gets_a_light_card_and_nothing_begins(server: SlackServer) -> None:
    engine = FakeEngine()
    async with joined(server, engine, named=named, slate_noncommercial=True) as here:
        await server.share(LINK, OTHER, ALBUM)
        await server.until(lambda: server.unfurled)
        assert set(server.unfurled) == {LINK, OTHER}
        assert "The Killers – Mr. Brightside" in "".join(slack_blocks.texts(server.unfurled[LINK]))
        assert "A song on Spotify" in "".join(slack_blocks.texts(server.unfurled[OTHER]))
        golden("offer", server.unfurled[LINK])
        assert engine.calls == []
        assert await here.bot.store.jobs() == []
        assert server.messages == {}


async def test_the_cards_button_asks_for_the_one_who_presses_it(server: SlackServer) -> None:
    async with joined(server, named=named, slate_noncommercial=True):
        await server.share(LINK)
        await server.until(lambda: server.unfurled)
        await server.press_card(LINK, user=BEN)
        (told,) = await server.until(lambda: server.said(private_to=BEN))
        assert "link" in told.seen.casefold()  # no sources in this test; it was asked for


async def test_a_card_can_come_before_the_message_is_sent(server: SlackServer) -> None:
    async with joined(server, named=named, slate_noncommercial=True):
        await server.share(LINK, channel="COMPOSER", unfurl_id="U-1", source="composer")
        await server.until(lambda: server.unfurled)
        (call,) = server.called("chat.unfurl")
        assert (call["unfurl_id"], call["source"]) == ("U-1", "composer")


async def test_no_card_where_the_workspace_wants_none_or_links_are_not_followed(server: SlackServer) -> None:
    async with joined(server, slate_noncommercial=True):
        await server.command("/settings", "offer=no")
        await server.until(lambda: server.said(private_to=ANN))
        await server.share(LINK)
        await settled(server)
    async with joined(server):
        await server.share(LINK)
        await settled(server)
    assert server.unfurled == {}


async def test_settings_tell_what_holds(server: SlackServer) -> None:
    async with joined(server, slate_noncommercial=True):
        await server.command("/settings")
        (told,) = await server.until(lambda: server.said(private_to=ANN))
        assert "*offers*\nyes" in told.seen
    async with joined(server):
        del server.messages[told.ts]
        await server.command("/settings", "offer=yes")
        (told,) = await server.until(lambda: server.said(private_to=ANN))
        assert words.no_offers_here() in told.seen


async def test_no_card_where_the_rules_bar_who_posts(server: SlackServer) -> None:
    async with joined(server, slate_noncommercial=True):
        await server.command("/settings", "channels='<#C77|art>'")
        await server.until(lambda: server.said(private_to=ANN))
        await server.share(LINK)
        await settled(server)
        assert server.unfurled == {}


@pytest.mark.parametrize("error", ["cannot_unfurl_url", "invalid_blocks"])
async def test_a_card_that_slack_does_not_take_troubles_nobody(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    def refuse(*_: object) -> None:
        raise Refused(error)

    monkeypatch.setitem(slack_server._METHODS, "chat.unfurl", refuse)
    async with joined(server, slate_noncommercial=True):
        await server.share(LINK)
        await server.until(lambda: server.called("chat.unfurl"))
        await settled(server)
        assert server.messages == {}


async def test_a_flood_of_links_gets_a_few_cards(server: SlackServer) -> None:
    links = [f"https://open.spotify.com/track/{number:022}" for number in range(9)]
    async with joined(server, slate_noncommercial=True):
        await server.share(*links)
        await server.until(lambda: server.unfurled)
        assert len(server.unfurled) == _offers.MOST_LINKS


# songs that are dropped


async def dropping(server: SlackServer, where: str) -> None:
    await server.command("/settings", f"auto_remix={where}")
    (told,) = await server.until(lambda: server.said(private_to=ANN))
    assert words.no_drops_here() not in told.seen
    del server.messages[told.ts]


async def test_two_dropped_files_are_remixed_where_that_is_on(server: SlackServer) -> None:
    async with joined(server) as here:
        files = [server.upload("a.mp3", b"first"), server.upload("b.mp3", b"second")]
        await server.say("two of mine", *files)
        await settled(server)
        assert server.said() == []
        await dropping(server, "here")
        event = await server.say("two of mine", *files, user=BEN, thread="1699999999.000009")
        (answer,) = await server.until(lambda: shown(server))
        assert (answer.thread, f"<@{BEN}> · /remix" in answer.seen) == ("1699999999.000009", True)
        assert [name for name, _ in here.bot.engine.calls if name == "remix"]
        await server.send("events_api", event, retry=1)
        await server.say("nothing but talk")
        await server.say("a picture", server.upload("a.png", b"png", "image/png"), server.upload("c.mp3", b"3"))
        await server.say("three", *files, server.upload("c.mp3", b"3"))
        await settled(server)
        assert len(server.said()) == 1


async def test_a_mention_of_two_files_is_heard_once_wherever_it_is(server: SlackServer) -> None:
    """Slack tells of it twice: as a mention, and as a message of the channel."""
    async with joined(server):
        await dropping(server, "all")
        await server.say(f"<@{BOT}> these two", server.upload("a.mp3", b"first"), server.upload("b.mp3", b"second"))
        await server.until(lambda: shown(server))
        await settled(server)
        assert len(server.said()) == 1


async def test_a_delivery_that_comes_again_after_a_restart_is_known(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, folder=tmp_path):
        event = await server.say(f"<@{BOT}> slate happy")
        await server.until(lambda: shown(server))
    async with joined(server, folder=tmp_path):
        await server.send("events_api", event, retry=2)
        await settled(server)
    assert len(server.said(GENERAL)) == 1


@pytest.mark.parametrize("kind", ["slack_audio", "slack_video"])
async def test_a_clip_is_a_recording(server: SlackServer, kind: str) -> None:
    async with joined(server):
        clip = server.upload("audio_message_1.m4a", b"sung", "audio/mp4", subtype=kind)
        await server.say(f"<@{BOT}>", clip)
        (answer,) = await server.until(lambda: shown(server))
        assert answer.seen.startswith("recording")
