"""A person can know what is kept of them, have it, and have it erased: nothing of them is left in any file."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

import cogs
from bot.ask import Person, Place
from bot.cog import discover
from bot.desk import Order
from bot.jobs import Amend, Job
from bot.keeping import EVERYWHERE, LISTENING
from bot.listening.values import Account, Hidden, Listen
from bot.privacy import Privacy
from bot.reply import Reply
from bot.songs import Upload
from bot.store import Store
from bot.store._answers import Answer
from bot.testing import House, house
from engine.api import Diffusion
from engine.fake import FakeEngine

FEATURES = discover(cogs)
ID = "7700112233445566778"
CARA = Person(f"memory:{ID}", "Cara Unusualname", admin=True, language="en")
DAN = Person("memory:dan", "Dan")
HERE = Place("memory", "server", "channel")


async def live(bot: House, person: Person) -> None:
    """Leave something everywhere where something of a person can be kept."""
    store, listening = bot.store, bot.desk.listening
    await bot.desk.answer(Order("listening", {"action": "on"}, CARA, HERE))
    await listening.join(person.id, "server", person.name)
    await listening.hide(person.id, Hidden("Somebody", "Else"))
    await listening.link(person.id, "listenbrainz", f"{person.name} at home")
    listens = [Listen(person.id, f"Song {n}", ("Mira Vale",), listening.now - 1000 * n, "server") for n in range(300)]
    assert await listening.note(listens) == 300
    await listening.block("server", person.id, True)
    alone = Place("memory", f"dm:{person.id.rpartition(':')[2]}", "channel", private=True)
    await bot.desk.answer(Order("settings", {"style": "rings"}, Person(person.id, person.name, admin=True), alone))
    theirs = Place("memory", f"server of {len(person.id)}", "channel")
    runs_it = Person(person.id, person.name, admin=True)
    scheduled = await bot.desk.answer(Order("collage", {"schedule": "weekly"}, runs_it, theirs))
    assert not scheduled.refused
    await bot.desk.answer(Order("slate", {}, person, alone, (Upload("a.mp3", b"only heard in private"),)))
    await bot.ask("slate", b"some song", person=person)
    name = person.id.rpartition(":")[2]
    await store.keep_file(f"copy of {len(name)}", f"what is kept of {name}".encode())
    await store.say(name, json.dumps({"text": "hello", "file": f"copy of {len(name)}"}))
    await store.answers.keep(Answer("server", "channel", "1", person.id, "slate", "A song"))


def holding(folder: Path, text: str) -> list[str]:
    """The files that hold a text, in any of the ways in which SQLite or JSON may write it."""
    wanted = [text.encode(), text.encode("utf-16-le")]
    wanted += [int(text).to_bytes(8, "big")] if text.isdigit() else []
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in wanted)]


def tables_holding(folder: Path, text: str) -> set[str]:
    """The tables that hold a text in any column of any row."""
    with sqlite3.connect(folder / "slate.db") as db:
        names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        found = {name for name in names if any(text in str(row) for row in db.execute(f'select * from "{name}"'))}
    db.close()
    return found


async def test_nothing_of_a_person_is_left_in_any_file(tmp_path: Path) -> None:
    async with house(FEATURES, FakeEngine(), tmp_path) as bot:
        await live(bot, DAN)
        await live(bot, CARA)
        assert holding(tmp_path, ID)
        others = await bot.desk.privacy.copy(DAN.id)
        asked = await bot.ask("privacy", person=CARA, action="erase")
        assert tables_holding(tmp_path, ID)  # nothing is erased before it is confirmed
        job = await bot.jobs.submit(Order(asked.moves[0].feature, dict(asked.moves[0].args), CARA, HERE))
        done = await bot.surface.next()
        assert job.task
        await job.task
        assert not done.refused
        assert holding(tmp_path, ID) == []  # the database, its log, and every other file, while the bot runs
        assert holding(tmp_path, "Unusualname") == []
        kept = json.loads(await bot.desk.privacy.copy(DAN.id))
        del kept["made_at"]
        assert kept == {name: told for name, told in json.loads(others).items() if name != "made_at"}
        assert await bot.desk.privacy.known(CARA.id) == {}


async def test_every_table_that_holds_a_person_is_declared(tmp_path: Path) -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event()), tmp_path) as bot:
        engine = bot.engine
        assert isinstance(engine, FakeEngine)
        assert engine.hold
        engine.hold.set()
        await live(bot, CARA)
        engine.hold.clear()
        await bot.jobs.submit(Order("slate", {"song": "sad"}, CARA, HERE))  # and one request in hand
        declared = {table for keep in bot.desk.privacy.keeps for table in keep.tables}
        holding_ = tables_holding(tmp_path, ID)
        assert holding_ - declared == set(), "declare them with @feature(keeps=…)"
        assert {"jobs", "answers", "lines", "preferences", "heard", "listeners", "hidden", "accounts"} | {
            "schedules"
        } <= holding_


def test_every_table_with_a_column_for_people_is_declared(tmp_path: Path) -> None:
    async def opened() -> None:
        store = Store(tmp_path)
        await store.open()
        await store.close()

    asyncio.run(opened())
    keeps = (*EVERYWHERE, *LISTENING, *(keep for feature in FEATURES for keep in feature.keeps))
    declared = {table for keep in keeps for table in keep.tables}
    with sqlite3.connect(tmp_path / "slate.db") as db:
        columns = """
            select tables.name, columns.name from sqlite_master as tables, pragma_table_info(tables.name) as columns
            where tables.type = 'table'
        """
        people = {"person", "user", "member", "owner", "author", "listener", "who", "asker"}
        named = {table for table, column in db.execute(columns) if column in people}
    db.close()
    assert named - declared == {"blocks"}  # which knows people by a fingerprint only


async def test_everything_that_is_kept_is_in_the_copy(tmp_path: Path) -> None:
    async with house(FEATURES, FakeEngine(), tmp_path) as bot:
        await live(bot, CARA)
        told = json.loads(await bot.desk.privacy.copy(CARA.id))
        assert told["person"] == CARA.id
        assert len(told["listens"]) == 301  # and the song that was slated
        assert told["listens"][0] == {
            "title": "Song 299",
            "artists": ["Mira Vale"],
            "at": told["listens"][1]["at"] - 1000,
            "server": "server",
        }
        assert told["membership"][0]["blocked"] is True
        assert told["hidden"] == [{"artist": "Somebody", "title": "Else"}]
        assert told["accounts"][0]["name"] == f"{CARA.name} at home"
        assert [answer["text"] for answer in told["answers"]] == ["A song"]
        names = {keep.name for keep in bot.desk.privacy.keeps}
        assert len(names) == len(bot.desk.privacy.keeps)


async def test_erasing_ends_what_is_under_way_and_forgets_what_is_in_memory(tmp_path: Path) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with house(FEATURES, engine, tmp_path) as bot:
        forgotten: list[str] = []

        async def forget(person: str) -> None:
            forgotten.append(person)

        bot.desk.privacy.also(forget)
        running = await bot.jobs.submit(Order("slate", {"song": "happy"}, CARA, HERE))
        other = await bot.jobs.submit(Order("slate", {"song": "sad"}, DAN, HERE))
        await bot.jobs.submit(Order("privacy", {"action": "erase", "sure": "yes"}, CARA, HERE))
        replies = [await bot.surface.next(), await bot.surface.next()]
        assert sorted(reply.refused for reply in replies) == [False, True]  # erased, and the picture cancelled
        assert running.task
        assert running.task.done()
        assert other.task
        assert not other.task.done()
        assert forgotten == [CARA.id]
        assert [row.person for row in await bot.store.jobs()] == [DAN.dump()]


async def test_linked_accounts_are_not_read_after_they_were_erased(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.open()
    await store.listens.join(CARA.id, "server", "Cara", 1)
    await store.accounts.link(Account(CARA.id, "lastfm", "cara"))
    account = await store.accounts.due(10)
    assert account
    await Privacy(store, FEATURES).erase(CARA.id)
    await store.accounts.read(account, 99)  # an answer that was on its way
    assert await store.accounts.of(CARA.id) == ()
    await store.close()


async def test_what_is_broken_off_by_erasing_notes_nothing_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = FakeEngine(model=Diffusion("ready", "some/model", "Apache-2.0"), dry=asyncio.Event())
    async with house(FEATURES, engine, tmp_path) as bot:
        deliver = bot.surface.deliver

        async def remembering(job: Job, reply: Reply) -> Amend:
            await deliver(job, reply)

            async def amend(better: Reply) -> None:
                await asyncio.sleep(0.05)  # a platform takes its time
                await bot.store.answers.keep(Answer("server", "channel", "1", job.order.person.id, "slate", "A song"))

            return amend

        monkeypatch.setattr(bot.surface, "deliver", remembering)
        await bot.jobs.submit(Order("slate", {"song": "happy"}, CARA, HERE))
        await bot.surface.next()
        await asyncio.sleep(0.05)
        await bot.desk.privacy.erase(CARA.id)
        await asyncio.sleep(0.2)
        assert await bot.store.answers.of(CARA.id, 5) == []
