"""Songs that people only listened to are heard as well, behind everybody's requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

import cogs
from bot import host, words
from bot.cog import discover
from bot.listening import Background
from bot.listening.values import Listen, Played, Span
from bot.reply import Refusal
from bot.songs import Given, Song
from bot.store import Store
from bot.testing import ANN, House, house
from engine.api import Health, Hearing, Progress, digest, is_patient, silent
from engine.fake import FakeEngine

FEATURES = discover(cogs)
LINK = "https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT"


class Elsewhere:
    """Finds songs by link and by name, as far as it knows them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []
        self.known = {"Mira Vale - Glass Tide", LINK}

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """A song for what is known."""
        self.asked.append(given.text)
        if given.text not in self.known:
            raise Refusal(words.sources_down())
        song = Song("glass", "Glass Tide", digest(b"glass"), "deezer", ("Mira Vale",), link=LINK)
        await self._store.keep_song(song)
        return song

    async def sound(self, song: Song) -> bytes | None:
        """Its sound."""
        return b"glass" if song.id == "glass" else None


class Patient(FakeEngine):
    """Remembers whether it was asked in the background."""

    def __init__(self) -> None:
        super().__init__()
        self.patient: list[bool] = []
        self.busy = 0

    def health(self) -> Health:
        """As busy as the test says."""
        return Health(1, self.busy, 0)

    async def hear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        """Remember, then hear."""
        self.patient.append(is_patient())
        return await super().hear(audio, progress)


class World:
    """A bot in whose server Ann listens."""

    def __init__(self, bot: House, elsewhere: Elsewhere) -> None:
        self.bot = bot
        self.listening = bot.desk.listening
        self.elsewhere = elsewhere
        self.background = Background(self.listening, bot.songs, bot.engine, pause=0.001)

    async def heard(self, title: str, link: str = "") -> None:
        """Ann listens to a song."""
        await self.listening.note([Listen(ANN.id, title, ("Mira Vale",), self.listening.now - 9, link=link)])

    async def top(self) -> tuple[Played, ...]:
        """What is counted."""
        return await self.listening.top("server", Span.of("week", self.listening.now, "UTC"), 9)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made: list[Elsewhere] = []

    def elsewhere(store: Store) -> Elsewhere:
        made.append(Elsewhere(store))
        return made[0]

    async with house(FEATURES, Patient(), elsewhere=elsewhere) as bot:
        await bot.store.change_preferences("server", lambda chosen: replace(chosen, listening=True))
        await bot.desk.listening.join(ANN.id, "server", "Ann")
        yield World(bot, made[0])


async def test_what_was_listened_to_is_heard_in_the_background(world: World) -> None:
    assert not await world.background.step()
    await world.heard("Glass Tide")
    [played] = await world.top()
    assert await world.listening.hearing(played.tune) is None
    running = asyncio.create_task(world.background.run())
    while not await world.listening.hearing((await world.top())[0].tune):
        await asyncio.sleep(0.01)
    running.cancel()
    assert isinstance(world.bot.engine, Patient)
    assert world.bot.engine.patient == [True]
    assert world.elsewhere.asked == ["Mira Vale - Glass Tide"]
    assert not is_patient()


async def test_nothing_is_begun_while_people_keep_the_workers_busy(world: World) -> None:
    engine = world.bot.engine
    assert isinstance(engine, Patient)
    engine.busy = 1
    await world.heard("Glass Tide")
    step = asyncio.create_task(world.background.step())
    await asyncio.sleep(0.02)
    assert engine.patient == []
    engine.busy = 0
    assert await step
    assert len(engine.patient) == 1


async def test_a_link_that_leads_nowhere_gives_way_to_the_name(world: World) -> None:
    world.elsewhere.known = {"Mira Vale - Glass Tide"}
    await world.heard("Glass Tide", LINK)
    assert await world.background.step()
    assert world.elsewhere.asked == [LINK, "Mira Vale - Glass Tide"]
    assert (await world.top())[0].tune.song == "glass"


async def test_what_cannot_be_heard_is_tried_again_later_and_not_for_ever(world: World) -> None:
    now = [world.listening.now]
    world.listening._clock = lambda: float(now[0])
    await world.heard("Nowhere")
    times = 0
    for _ in range(40):
        times += await world.background.step()
        assert not await world.background.step()
        now[0] += 12 * 3600
    assert times == 4
    assert [each.tune.title for each in await world.top()] == []  # a week has passed
    assert len(world.elsewhere.asked) == 4


async def test_a_song_that_meets_a_bug_lets_the_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    find = world.elsewhere.find

    async def failing(given: Given, progress: Progress) -> Song | None:
        if "Nowhere" in given.text:
            raise RuntimeError(given.text)
        return await find(given, progress)

    monkeypatch.setattr(world.elsewhere, "find", failing)
    await world.heard("Nowhere")
    with pytest.raises(RuntimeError):
        await world.background.step()
    await world.heard("Glass Tide")
    assert await world.background.step()
    assert not await world.background.step()
    assert {each.tune.title: each.tune.song for each in await world.top()} == {"Nowhere": "", "Glass Tide": "glass"}


async def test_posted_links_are_counted_once_and_heard(world: World) -> None:
    world.listening.posted("memory:stranger", "server", [LINK])
    world.listening.posted(ANN.id, "server", [LINK, LINK, "https://open.spotify.com/track/nothing"])
    while await world.background.step():
        pass
    [played] = await world.top()
    assert (played.plays, played.tune.title) == (1, "Glass Tide")
    assert await world.listening.hearing(played.tune)
    assert await world.bot.store.shelf.heard_in("server")


async def test_posts_of_who_erases_everything_are_dropped(world: World) -> None:
    world.listening.posted(ANN.id, "server", [LINK])
    await world.listening.erase(ANN.id)
    assert not await world.background.step()


async def test_what_an_older_engine_heard_is_heard_again(world: World) -> None:
    await world.heard("Glass Tide")
    await world.background.step()
    heard = await world.bot.store.hearing(digest(b"glass"))
    assert heard
    await world.bot.store.keep_hearing(replace(heard, version=1))
    assert await world.listening.hearing((await world.top())[0].tune) is None
    assert await world.background.step()
    assert await world.listening.hearing((await world.top())[0].tune)


async def test_what_is_old_goes_by_itself(world: World) -> None:
    await world.heard("Glass Tide")
    [member] = await world.listening.members(ANN.id)
    later = world.listening.now + 91 * 86400
    world.listening._clock = lambda: float(later)
    parts = SimpleNamespace(store=world.bot.store, desk=world.bot.desk, settings=SimpleNamespace(slate_keep_days=90))
    cleaning = asyncio.create_task(host._clean_up(parts))  # type: ignore[arg-type]
    while await world.listening.count(member):
        await asyncio.sleep(0.01)
    cleaning.cancel()
    assert await world.bot.store.listens.unheard(later) is None
