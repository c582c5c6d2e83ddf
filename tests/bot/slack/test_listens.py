"""Listening in Slack: posted songs count for those who joined."""

from __future__ import annotations

from tests.platforms.slack_server import ANN, BEN, TEAM, SlackServer
from tests.platforms.slack_world import joined

LINK = "https://open.spotify.com/track/3n3Ppam7vgaVa1iaRUc9Lp"


async def test_posted_songs_wait_to_be_heard(server: SlackServer) -> None:
    async with joined(server, slate_noncommercial=True) as here:
        listening = here.bot.desk.listening
        await here.bot.store.listens.join(f"slack:{TEAM}:{ANN}", TEAM, "Ann", 1)
        await listening.ready()
        await server.share(LINK, channel="COMPOSER", unfurl_id="U-1", source="composer")  # not posted yet
        await server.share(LINK, user=BEN)
        await server.share(f"{LINK}?si=1", user=ANN)
        await server.command("/about", user=BEN)
        await server.until(lambda: server.said(private_to=BEN))
        post = listening.next_post()
        assert post
        assert (post.person, post.server, post.link) == (f"slack:{TEAM}:{ANN}", TEAM, LINK)
        assert listening.next_post() is None
