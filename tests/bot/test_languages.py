"""The answer comes in the language of whoever asked, or of the server: at once, after a restart, and side by side."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest

import cogs
from bot import words
from bot.ask import Ask
from bot.cog import discover, feature
from bot.desk import Order
from bot.reply import Refusal, Reply
from bot.songs import Song, Upload
from bot.testing import ANN, BEN, HERE, house
from engine.errors import Overloaded
from engine.fake import FakeEngine

FEATURES = discover(cogs)
GERMAN = replace(ANN, language="de-AT")
JAPANESE = replace(BEN, language="ja")
FRENCH = replace(BEN, language="fr-CA")


@feature()
async def meet(ask: Ask, song: Annotated[Song, "Any song"]) -> Reply:
    """Say a word before and after everybody else does."""
    before = words.cancelled()
    await asyncio.sleep(0.01)
    return Reply(f"{before} {words.cancelled()}")


@feature()
async def broken(ask: Ask) -> Reply:
    """Break."""
    raise ZeroDivisionError


OWN = (meet.feature, broken.feature)  # type: ignore[attr-defined]


async def test_a_refusal_is_in_the_askers_language() -> None:
    async with house(FEATURES) as bot:
        assert (await bot.ask("settings", person=FRENCH, style="flow")).text.startswith("Seules les personnes")
        assert (await bot.ask("dance", person=GERMAN)).text.startswith("/dance kenne ich nicht.")
        assert (await bot.ask("settings", style="flow", seed="x")).text.startswith("/settings has no option")
        with pytest.raises(Refusal, match="管理者だけ"):
            await bot.desk.settle(Order("settings", {"style": "flow"}, JAPANESE, HERE))


async def test_what_is_missing_is_named_in_the_askers_language() -> None:
    async with house(FEATURES) as bot:
        assert "Spotify-Link" in (await bot.ask("slate", person=GERMAN)).text


async def test_the_engines_failures_are_in_the_askers_language() -> None:
    async with house(FEATURES, FakeEngine(failure=Overloaded())) as bot:
        assert (await bot.ask("slate", b"abc", person=GERMAN)).text.startswith("Es warten schon zu viele Songs")
        assert (await bot.ask("slate", b"abc", person=ANN)).text.startswith("Too many songs are waiting")


async def test_an_apology_is_in_the_askers_language(caplog: pytest.LogCaptureFixture) -> None:
    async with house(OWN) as bot:
        assert (await bot.ask("broken", person=GERMAN)).text.startswith("Bei mir ist etwas kaputtgegangen")
    assert caplog.records


async def test_what_the_server_chose_holds_for_everyone_and_auto_gives_it_back() -> None:
    async with house(FEATURES) as bot:
        said = await bot.ask("settings", language="es")
        assert "Español" in [fact.value for fact in said.facts]
        assert said.text != (await bot.ask("settings", person=GERMAN, language="auto")).text
        await bot.ask("settings", language="es")
        assert (await bot.ask("dance", person=GERMAN)).text.startswith("No conozco /dance")
        await bot.ask("settings", language="auto")
        assert (await bot.ask("dance", person=GERMAN)).text.startswith("/dance kenne ich nicht.")


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("de-AT",), "de"),
        (("zh-TW", "fr-CA"), "fr"),
        (("auto", "es-419"), "es"),
        (("ja_JP.UTF-8",), "ja"),
        (("EN-gb",), "en"),
        (("pt-BR",), "en"),
        (("", "C.UTF-8", "*"), "en"),
        (("german",), "en"),
    ],
)
def test_an_unknown_language_is_english(tags: tuple[str, ...], language: str) -> None:
    assert words.language_of(*tags) == language


async def test_people_are_answered_at_the_same_time_each_in_their_own_language() -> None:
    async with house(OWN) as bot:
        people = (GERMAN, JAPANESE, ANN, FRENCH)
        replies = await asyncio.gather(*(bot.ask("meet", song="happy", person=person) for person in people))
    assert [reply.text for reply in replies] == [
        "Abgebrochen. Abgebrochen.",
        "キャンセルしました。 キャンセルしました。",
        "Cancelled. Cancelled.",
        "Annulé. Annulé.",
    ]
    assert words.language() == "en"


async def test_a_restart_keeps_the_language(tmp_path: Path) -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event()), tmp_path) as bot:
        await bot.jobs.submit(Order("slate", {}, GERMAN, HERE, (Upload("a.mp3", b"abc"),)))
        await asyncio.sleep(0.05)
    async with house(FEATURES, FakeEngine(failure=Overloaded()), tmp_path) as bot:
        await bot.jobs.resume()
        assert (await bot.surface.next()).text.startswith("Es warten schon zu viele Songs")


async def test_a_promise_from_before_people_had_languages_is_kept(tmp_path: Path) -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event()), tmp_path) as bot:
        await bot.jobs.submit(Order("slate", {}, ANN, HERE, (Upload("a.mp3", b"abc"),)))
        (row,) = await bot.store.jobs()
        old = row.person.replace(', "language": ""', "")
        assert old != row.person
        await bot.store.keep_job(replace(row, person=old))
    async with house(FEATURES, folder=tmp_path) as bot:
        await bot.jobs.resume()
        assert (await bot.surface.next()).text.startswith("a. It feels")


async def test_cancelling_is_told_in_the_askers_language() -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event())) as bot:
        job = await bot.jobs.submit(Order("slate", {}, JAPANESE, HERE, (Upload("a.mp3", b"abc"),)))
        await asyncio.sleep(0.05)
        bot.jobs.cancel(job.id, JAPANESE)
        assert (await bot.surface.next()).text == "キャンセルしました。"


def test_a_missing_message_is_english_and_logged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.words import _languages

    for language, text in (("en", "one = One\ntwo = Two of { $many }"), ("de", "one = Eins")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "some.ftl").write_text(text)
    monkeypatch.setattr(_languages, "LOCALES", tmp_path)
    monkeypatch.setattr(_languages, "_bundle", _languages._bundle.__wrapped__)
    with words.speaking("de"), caplog.at_level(logging.WARNING):
        said = [_languages.say("one"), _languages.say("two", many=3), _languages.say("two", many=4)]
    assert said == ["Eins", "Two of 3", "Two of 4"]
    assert [record.getMessage() for record in caplog.records] == ["no two in de"]
