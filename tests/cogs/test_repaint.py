"""A slate is answered at once and repainted in the same message; every failure leaves the slate and says why."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

import cogs
from bot import console
from bot.cog import discover
from bot.desk import Order
from bot.reply import Draft, Move, Reply
from bot.songs import Upload
from bot.testing import ANN, BEN, HERE, House, house
from engine.api import Diffusion, RepaintOptions
from engine.errors import NoModel, NotEnoughMemory, Strayed
from engine.fake import PNG, FakeEngine

FEATURES = discover(cogs)
READY = Diffusion("ready", "some/model", "Apache-2.0", "a GPU", ("paper", "glass"))


def able(**changes: Any) -> FakeEngine:
    return FakeEngine(model=READY, **changes)


def painted(engine: FakeEngine) -> list[RepaintOptions]:
    return [told for name, told in engine.calls if name == "repaint" and isinstance(told, RepaintOptions)]


def move(reply: Reply, label: str) -> Move:
    return next(each for each in reply.moves if each.label == label)


async def submitted(bot: House) -> Reply:
    await bot.jobs.submit(Order("slate", {}, ANN, HERE, (Upload("a song.mp3", b"abc"),)))
    return await bot.surface.next()


def told(reply: Reply) -> list[str]:
    return [f"{fact.name}: {fact.value}" for fact in reply.facts]


async def test_the_slate_comes_at_once_and_the_repaint_takes_its_place() -> None:
    engine = able(dry=asyncio.Event())
    async with house(FEATURES, engine) as bot:
        first = await submitted(bot)
        assert first.text.endswith("A repaint follows.")
        assert first.files[0].data == PNG
        assert not bot.jobs.of(HERE), "the slate is an answer: nobody waits for more"
        assert not await bot.store.jobs()
        assert engine.dry
        engine.dry.set()
        better = await bot.surface.next_amended()
        assert better.files[0].data != PNG
        told = first.text.removesuffix(" A repaint follows.")
        assert better.text == f"{told} Its slate, painted anew."
        assert better.facts[:-3] == first.facts[: len(better.facts) - 3], "what was known of the song stays"
        assert [(fact.name, fact.value) for fact in better.facts[-3:]] == [
            ("painted by", "some/model · Apache-2.0"),
            ("strength", "55 %"),
            ("of the slate", "80 %"),
        ]
        assert better.facts[-3].link == "https://huggingface.co/some/model"
        assert [each.label for each in better.moves] == ["Keep slate", "Stronger", "Softer", "Again"]


async def test_the_very_slate_that_was_shown_is_repainted() -> None:
    engine = able()
    async with house(FEATURES, engine) as bot:
        await bot.jobs.submit(
            Order("slate", {"style": "rings", "seed": "3", "shape": "wide"}, ANN, HERE, (Upload("a.mp3", b"abc"),))
        )
        await bot.surface.next_amended()
        asked = [told for name, told in engine.calls if name == "paint"]
        assert asked[0] == asked[1]


async def test_settings_say_whether_and_with_which_lora() -> None:
    async with house(FEATURES, able()) as bot:
        assert "repaint: on, LoRA: none" in told(await bot.ask("settings", lora="none"))
        assert "repaint: on, LoRA: auto 80 %" in told(await bot.ask("settings", lora="auto", lora_weight="80"))


async def test_without_a_model_or_a_wish_the_slate_is_all() -> None:
    async with house(FEATURES) as bot:
        assert not isinstance(reply := await bot.ask("slate", b"abc"), Draft) or reply.later is None
        assert "follows" not in reply.text
    async with house(FEATURES, able()) as bot:
        assert (await bot.ask("slate", b"abc", repaint="no")).later is None  # type: ignore[attr-defined]
        assert "repaint: on" in told(await bot.ask("settings"))
        assert "repaint: off" in told(await bot.ask("settings", repaint="no"))
        assert (await bot.ask("slate", b"abc")).later is None  # type: ignore[attr-defined]
        assert (await bot.ask("slate", b"abc", repaint="yes")).later  # type: ignore[attr-defined]
        await bot.ask("settings", off="repaint")
        assert not isinstance(await bot.ask("slate", b"abc", repaint="yes"), Draft)


@pytest.mark.parametrize("failure", [Strayed(), NotEnoughMemory()])
async def test_when_the_repaint_fails_the_slate_stays_and_says_why(failure: Exception) -> None:
    async with house(FEATURES, able(unpainted=failure)) as bot:
        first = await submitted(bot)
        after = await bot.surface.next_amended()
        assert after.files == first.files
        assert after.moves == first.moves
        assert "follows" not in after.text
        assert after.text.endswith(str(failure))
        assert not after.refused


async def test_a_terminal_waits_and_gets_both_pictures() -> None:
    async with house(FEATURES, able()) as bot:
        reply = await console.answer(bot.desk, "/slate happy", 2**20, Console(quiet=True))
        assert "painted anew" in reply.text
        assert [file.media_type for file in reply.files] == ["image/png", "image/png", "audio/mpeg"]
        assert [file.data == PNG for file in reply.files[:2]] == [False, True]


async def test_ending_the_bot_takes_back_that_a_repaint_follows() -> None:
    async with house(FEATURES, able(dry=asyncio.Event())) as bot:
        first = await submitted(bot)
        await asyncio.sleep(0.05)
        await bot.jobs.close()
        after = await bot.surface.next_amended()
        assert after == replace(first, text=first.text.removesuffix(" A repaint follows."))


async def test_erasing_a_person_ends_their_repaints_and_no_others() -> None:
    engine = able(dry=asyncio.Event())
    async with house(FEATURES, engine) as bot:
        await submitted(bot)
        await asyncio.sleep(0.05)
        await bot.jobs.forget(BEN.id)
        assert not bot.surface.amended
        await bot.jobs.forget(ANN.id)
        assert "follows" not in (await bot.surface.next_amended()).text


async def test_the_moves_go_on_from_what_was_painted() -> None:
    engine = able()
    async with house(FEATURES, engine) as bot:
        first = await bot.ask("repaint", b"abc", strength="95", seed="2", shape="wide")
        strong = await bot.press(move(first, "Stronger"))
        assert "Stronger" not in [each.label for each in strong.moves], "100 % is all there is"
        await bot.press(move(first, "Softer"))
        await bot.press(move(first, "Again"))
        assert [(told.strength, told.seed) for told in painted(engine)] == [(0.95, 0), (1.0, 0), (0.8, 0), (0.95, 1)]
        slates = [told for name, told in engine.calls if name == "paint"]
        assert {(told.seed, told.width, told.height) for told in slates} == {(2, 1536, 864)}
        assert {told.style for told in slates[1:]} == {first.moves[0].args["style"]}
        kept = await bot.press(move(first, "Keep slate"))
        assert kept.files[0].data == PNG
        assert kept.later is None  # type: ignore[attr-defined]


async def test_lyrics_lend_things_and_only_these_stay() -> None:
    engine = able()
    async with house(FEATURES, engine) as bot:
        text = "Secret words of mine in the rain"
        first = await bot.ask("repaint", b"abc", lyrics=text)
        assert painted(engine)[0].lyrics == text
        again = move(first, "Again")
        assert again.args["lyrics"] == "rain"
        assert not any("Secret" in each.code for each in first.moves)
        assert (await bot.ask("repaint", b"abc", lyrics="x" * 20_001)).refused


async def test_words_alone_have_no_strength_to_change() -> None:
    engine = able()
    async with house(FEATURES, engine) as bot:
        first = await bot.ask("repaint", b"abc", words_only="yes")
        assert [each.label for each in first.moves] == ["Keep slate", "Again"]
        await bot.press(first.moves[1])
        assert [(told.from_words, told.seed) for told in painted(engine)] == [(True, 0), (True, 1)]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Diffusion("off"), "switched off"),
        (Diffusion("missing", reason=str(NoModel())), "no diffusion model"),
    ],
)  # fmt: skip
async def test_asked_for_without_a_model_it_says_what_is_missing(model: Diffusion, said: str) -> None:
    async with house(FEATURES, FakeEngine(model=model)) as bot:
        reply = await bot.ask("repaint", b"abc")
        assert reply.refused
        assert said in reply.text


async def test_a_server_chooses_its_lora_and_weight_but_no_path() -> None:
    engine = able()
    async with house(FEATURES, engine) as bot:
        reply = await bot.ask("settings", lora="paper", lora_weight="60")
        assert ("repaint", "on, LoRA: paper 60 %") in [(fact.name, fact.value) for fact in reply.facts]
        await bot.ask("repaint", b"abc")
        assert (painted(engine)[-1].adapter, painted(engine)[-1].adapter_weight) == ("paper", 0.6)
        for name in ("/etc/passwd", "some/lora", "../paper"):
            refused = await bot.ask("settings", lora=name)
            assert refused.refused
            assert "paper, glass" in refused.text
        operator = replace(ANN, operator=True)
        assert not (await bot.ask("settings", person=operator, lora="some/lora")).refused
        await bot.ask("settings", lora="auto")
        await bot.ask("repaint", b"abc")
        assert painted(engine)[-1].adapter == ""
