"""A server that is forgotten leaves nothing that others do not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.ask import Person, Place
from bot.listening import Listening
from bot.listening.values import Listen, Span
from bot.preferences import Preferences
from bot.schedules import Schedules
from bot.songs import Song
from bot.store import JobRow, Store
from engine.api import VECTOR, Hearing
from engine.fake import mood_of

HEARING = Hearing("mine", 31.5, ((0.0, 31.5),), {"tempo": 120.5}, mood_of("ab" * 16), b"sketch", bytes(2 * VECTOR))
SONG = Song("mine", "A song", "mine", "file")


async def test_forgetting_a_server_leaves_what_others_have(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.open()
    mine, shared, theirs = (replace(SONG, id=name, audio=name) for name in ("mine", "shared", "theirs"))
    link = replace(SONG, id="link", audio="link", source="deezer")
    for song, servers in ((mine, ["a"]), (shared, ["a", "b"]), (theirs, ["b"]), (link, ["a"])):
        await store.keep_song(song)
        await store.keep_hearing(replace(HEARING, audio=song.audio))
        for server in servers:
            await store.shelf.put(song.id, replace(HEARING, audio=song.audio), server)
    await store.change_preferences("a", lambda _: Preferences("flow"))
    await store.change_preferences("b", lambda _: Preferences("flow"))
    for server in ("a", "b"):
        await store.keep_job(JobRow(server, server, "slate", "{}", "{}", Place("discord", server, "1").dump()))
    await store.forget_server("a")
    assert [await store.song(song.id) for song in (mine, shared, theirs, link)] == [None, shared, theirs, link]
    assert await store.hearing("mine") is None
    assert await store.hearing("shared")
    assert await store.shelf.heard_in("a") == []
    assert len(await store.shelf.heard_in("b")) == 2
    assert len(await store.shelf.taken_off()) == 1
    assert await store.preferences("a") == Preferences()
    assert await store.preferences("b") == Preferences("flow")
    assert [row.id for row in await store.jobs()] == ["b"]
    await store.close()


async def test_forgetting_a_server_leaves_other_servers_listens(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.open()
    listening = Listening(store)
    span = Span.of("week", listening.now, "UTC")
    for server in ("a", "b"):
        await store.change_preferences(server, lambda chosen: replace(chosen, listening=True))
        await listening.join("discord:1", server, "Ann")
        await listening.block(server, "discord:2", True)
        place = Place("discord", server, "1")
        await Schedules(store).weekly("collage", {}, Person("discord:1", "Ann"), place)
    await listening.note([Listen("discord:1", "A song", ("Mira Vale",), listening.now)])
    await listening.note([Listen("discord:1", "Only there", ("Mira Vale",), listening.now, server="a")])
    await store.forget_server("a")
    assert await listening.top("a", span, 5) == ()
    assert [each.tune.title for each in await listening.top("b", span, 5)] == ["A song"]
    assert [each.server for each in await listening.members("discord:1")] == ["b"]
    assert [await store.listens.blocked(server, "discord:2") for server in ("a", "b")] == [False, True]
    assert [each.server for each in await store.schedules.due(2**40)] == ["b"]
    assert await store.listens.unheard(2**40) == (await listening.top("b", span, 5))[0].tune
    await store.close()
