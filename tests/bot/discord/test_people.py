"""What people do on Discord beside asking: complete, cover, delete, forward, bring the bot along, speak German."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import pytest

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.discord import Discord
from bot.reply import File, Reply
from bot.songs import Song
from engine.errors import TooMuchAudio
from engine.fake import PNG, FakeEngine
from tests.platforms.discord_messages import ANN, BEN, CHANNEL, FOREIGN, UserFile
from tests.platforms.discord_people import MANAGE_MESSAGES, MEBIBYTE
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined, until_idle


@feature(on_message="Pair these")
async def pair(ask: Ask, first: Annotated[Song, "One song"], second: Annotated[Song, "Another song"]) -> Reply:
    """Take two songs."""
    return Reply(f"{first.title} + {second.title}")


PAIR = pair.feature  # type: ignore[attr-defined]
OTHER = UserFile("Tide.ogg", b"other", "audio/ogg")
THIRD = UserFile("Ebb.ogg", b"third", "audio/ogg")


async def test_songs_are_completed_by_title_and_own_ones_first(server: DiscordServer) -> None:
    async with joined(server):
        assert await server.type("slate", "song", "pap") == [{"name": "Paper Kites", "value": "happy"}]
        assert len(await server.type("slate", "song", "")) == 4
        exchange = await server.slash("slate", file=OTHER)
        await server.until(done(exchange))
        known = await server.type("slate", "song", "tide")
        assert [choice["name"] for choice in known] == ["Tide"]
        again = await server.slash("slate", song=known[0]["value"])
        await server.until(done(again))
        assert again.messages[0].text.startswith("Tide. ")
        assert (await server.type("slate", "song", ""))[0] == known[0]
        assert await server.type("slate", "song", "tide", user=BEN) == []
        assert await server.type("mood", "songs", "happy la") == [
            {"name": "happy Last Tram Home", "value": "happy sad"}
        ]


async def test_covered_pictures_stay_covered_by_their_buttons_and_after_a_restart(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with joined(server, FakeEngine(hold=asyncio.Event()), tmp_path):
        exchange = await server.slash("slate", file=SONG, spoiler=True)
        await server.until(lambda: exchange.original)
    async with joined(server, FakeEngine(), tmp_path, resume=True):
        await server.until(lambda: exchange.original and exchange.original.pictures)
        assert exchange.messages[0].covered == [True]
        again = await server.press(exchange.messages[0], "Again", user=BEN)
        await server.until(done(again))
        assert again.messages[0].covered == [True]
        open_ = await server.slash("slate", song="happy")
        await server.until(done(open_))
        assert open_.messages[0].covered == [False]


async def test_only_the_owner_and_moderators_delete_even_after_a_restart(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, folder=tmp_path):
        mine, theirs = await server.slash("slate", song="happy"), await server.slash("slate", song="sad")
        await server.until(lambda: mine.followups and theirs.followups)
    async with joined(server, folder=tmp_path):
        stranger = await server.press(mine.messages[0], "Delete", user=BEN)
        await server.until(lambda: stranger.original)
        assert stranger.original
        assert (stranger.original.private, stranger.original.text) == (True, words.cannot_delete())
        assert len(mine.messages) == 2
        for message in list(mine.messages):  # the picture, and the sound in a message of its own
            await server.press(message, "Delete")
            await server.until(lambda m=message: m.deleted)  # type: ignore[misc]
        moderated = theirs.messages[0]
        await server.press(moderated, "Delete", user=BEN, permissions=MANAGE_MESSAGES)
        await server.until(lambda: moderated.deleted)


async def test_what_one_person_sees_has_no_delete(server: DiscordServer) -> None:
    async with joined(server):
        exchange = await server.slash("about")
        await server.until(done(exchange))
        assert "Delete" not in exchange.messages[0].buttons


async def test_files_that_lie_elsewhere_are_not_even_asked_for(server: DiscordServer) -> None:
    async with joined(server):
        address = f"http://localhost:{server.api.split(':')[2]}"
        for elsewhere in (address, "http://cdn.discordapp.com/a.mp3", "https://cdn.discordapp.com.example/a.mp3"):
            exchange = await server.slash("slate", file=UserFile("a.mp3", b"a", address=elsewhere))
            await server.until(done(exchange))
            assert exchange.messages[0].text == words.upload_foreign("a")
        moved = await server.slash("slate", file=UserFile("b.mp3", b"b", moved=f"{server.api}/users/@me"))
        await server.until(done(moved))
        assert moved.messages[0].text == words.upload_lost("b")
    assert server.downloads == 1


@pytest.mark.parametrize("claimed", [None, 10])
async def test_many_files_have_a_cap_together(server: DiscordServer, claimed: int | None) -> None:
    files = {f"file{n}" if n > 1 else "file": UserFile(f"{n}.mp3", bytes(900_000), claimed=claimed) for n in (1, 2, 3)}
    async with joined(server):
        exchange = await server.slash("mood", **files)
        await server.until(done(exchange))
        wanted = words.upload_too_large("3", MEBIBYTE) if claimed else words.uploads_too_large(2 * MEBIBYTE)
        assert exchange.messages[0].text == wanted
    assert server.downloads == (3 if claimed else 0)


async def test_somebody_may_bring_the_bot_to_a_server_that_never_invited_it(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with joined(server, folder=tmp_path) as (bot, _):
        exchange = await server.slash("slate", song="happy", guild=FOREIGN, user=BEN)
        await server.until(lambda: exchange.followups)
        assert exchange.messages[0].pictures
        own = await server.slash("settings", guild=FOREIGN, user=BEN, shape="tall")
        await server.until(done(own))
        assert (await bot.store.preferences(f"dm:{BEN['id']}")).shape == "tall"
        assert (await bot.store.preferences(str(FOREIGN))).shape == "square"


async def test_where_only_the_person_has_the_bot_a_restart_finds_the_way_back(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with joined(server, FakeEngine(hold=asyncio.Event()), tmp_path):
        alive = await server.slash("slate", file=SONG, guild=FOREIGN)
        dead = await server.slash("slate", file=OTHER, guild=FOREIGN)
        await server.until(lambda: alive.original and dead.original)
    dead.expired = True
    async with joined(server, FakeEngine(), tmp_path, resume=True) as (bot, _):
        await server.until(lambda: done(alive)() and server.direct(ANN))
        await until_idle(bot)
    assert [bool(m.pictures) for m in alive.messages] == [True]
    assert alive.messages == [alive.original]
    assert [m.text.partition(".")[0] for m in server.direct(ANN)] == ["Tide"]


async def test_shortly_before_the_token_dies_the_progress_says_so(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG, age=15 * 60.0 - 20.0)
        await server.until(lambda: exchange.original)
        assert exchange.original
        assert exchange.original.text == words.answer_apart()
        assert list(exchange.original.buttons) == ["Cancel"]


async def test_the_token_dies_by_discords_clock_too(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    server.lifetime = 0.5
    async with joined(server, engine) as (bot, _):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.original)
        await asyncio.sleep(0.5)
        assert engine.hold
        engine.hold.set()
        await server.until(lambda: any(m.pictures for m in server.channel()))
        await until_idle(bot)
        assert [bool(m.pictures) for m in server.channel()] == [True]


async def test_a_person_is_answered_in_their_language(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG, locale="de")
        await server.until(lambda: exchange.original)
        assert exchange.original
        with words.speaking("de"):
            assert list(exchange.original.buttons) == [words.cancel_label()]
            assert words.cancel_label() != "Cancel"
            assert engine.hold
            engine.hold.set()
            await server.until(lambda: exchange.original and exchange.original.pictures)
            assert words.delete_label() in exchange.original.buttons
        engine.hold.clear()
        waiting = await server.slash("slate", file=OTHER, locale="de")
        await server.until(lambda: waiting.original)
        form = await server.slash("slate", locale="de")
        await server.until(lambda: form.form)
        with words.speaking("de"):
            assert form.form
            assert form.form["components"][1]["label"] == words.files_label(1)
    assert waiting.original
    with words.speaking("de"):
        assert waiting.original.text == words.restarting()


async def test_two_songs_come_by_menu_by_message_and_by_one_field_of_a_form(server: DiscordServer) -> None:
    async with joined(server, features=(PAIR,)):
        menu = await server.menu("Pair these", "", UserFile("c.png", PNG, "image/png"), SONG, OTHER)
        await server.until(done(menu))
        assert menu.messages[0].text == "Harbour at Noon + Tide"
        await server.write("listen", OTHER, SONG)
        await server.until(lambda: any(m.text == "Tide + Harbour at Noon" for m in server.channel()))
        asked = await server.slash("pair")
        await server.until(lambda: asked.form)
        assert asked.form
        uploads = [c["component"] for c in asked.form["components"] if c["component"]["custom_id"] == "files"]
        assert [(upload["min_values"], upload["max_values"]) for upload in uploads] == [(0, 2)]
        sent = await server.fill(asked, SONG, OTHER)
        await server.until(done(sent))
        assert sent.messages[0].text == "Harbour at Noon + Tide"


async def test_messages_name_a_feature_or_bring_a_link_or_forward_a_sound(server: DiscordServer) -> None:
    async with joined(server):
        await server.write("mood happy sad")
        await server.until(lambda: any("2 songs" in m.text for m in server.channel()))
        await server.write("what of these?", SONG, OTHER, THIRD)
        await server.until(lambda: any("3 songs" in m.text for m in server.channel()))
        await server.write("do you know https://open.spotify.com/track/1 ?")
        await server.until(lambda: server.direct(ANN))
        assert "Links are switched off" in server.direct(ANN)[0].text
        await server.write("", SONG, forward=True, mention=False, direct=True)
        await server.until(lambda: any(m.pictures for m in server.messages.values() if m.channel != ANN))
        await server.write("settings style=rings")  # a message does not say who may do that
        await server.write("what is this?", mention=False, direct=True)
        await server.until(lambda: len(server.direct(ANN)) == 2)
        assert server.direct(ANN)[1].text.startswith("Mention me with a song")


async def test_a_reply_to_the_bot_is_no_command_but_its_sounds_are_heard(server: DiscordServer) -> None:
    engine = FakeEngine()
    async with joined(server, engine):
        await server.write("mood happy sad", reply=True)
        await server.write("mood happy sad", SONG, reply=True)
        await server.until(lambda: any(m.pictures for m in server.channel()))
        assert any("Harbour at Noon" in m.text for m in server.channel())
    assert [name for name, _ in engine.calls].count("hear") == 1


async def test_a_call_in_an_outdated_form_is_told_so(server: DiscordServer) -> None:
    async with joined(server):
        exchange = await server.outdated("paint")
        await server.until(lambda: exchange.original)
        assert exchange.original
        assert (exchange.original.private, exchange.original.text) == (True, words.command_changed())


async def test_a_bug_is_logged_once_with_the_id_that_the_person_gets(
    server: DiscordServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with joined(server) as (bot, _):

        def broken(*_: object) -> None:
            raise RuntimeError("a bug")

        with monkeypatch.context() as broken_desk:
            broken_desk.setattr(bot.desk, "settle", broken)
            exchange = await server.slash("about")
            await server.until(done(exchange))
        with monkeypatch.context() as broken_intake:
            broken_intake.setattr("bot.discord._surface.forms.missing", broken)
            second = await server.slash("about")
            await server.until(lambda: second.original)
    assert second.original
    told = [exchange.messages[0], second.original]
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [m.text for m in told] == [words.apology(record.__dict__["code"]) for record in logged]
    assert all(m.private for m in told)
    assert all(record.exc_info for record in logged)


async def test_an_answer_that_discord_does_not_take_becomes_an_apology(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers_refused = 2  # as an edit and as a new message
    async with joined(server) as (bot, _):
        exchange = await server.slash("slate", song="happy")
        await server.until(done(exchange))
        await until_idle(bot)
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [m.text for m in exchange.messages] == [words.apology(logged[0].__dict__["code"])]


async def test_an_answer_is_brought_again_when_the_line_breaks_over_it(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord._surface._RETRIES", (0.05, 0.05))
    async with joined(server) as (bot, _):
        server.answers_broken = 2
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        await until_idle(bot)
    assert not server.answers_broken
    assert [bool(m.pictures) for m in server.channel()] == [True]


async def test_a_sound_is_made_to_fit_where_it_goes(server: DiscordServer) -> None:
    @feature()
    async def loud(ask: Ask) -> Reply:
        """Bring three sounds."""
        sizes = {"small": 10, "large": 2000, "hopeless": 3000}
        files = tuple(File(f"{name}.wav", bytes(size), "audio/wav", name) for name, size in sizes.items())
        return Reply("Three sounds.", files=files)

    asked: list[tuple[int, int]] = []

    async def fit(audio: bytes, most: int) -> bytes:
        asked.append((len(audio), most))
        if len(audio) > 2500:
            raise TooMuchAudio
        return bytes(most)

    server.largest = 1000
    for fits, names in ((fit, ["small.wav", "large.mp3"]), (None, ["small.wav"])):
        async with joined(server, features=(loud.feature,), fit=fits):  # type: ignore[attr-defined]
            exchange = await server.slash("loud")
            await server.until(lambda e=exchange: e.followups)  # type: ignore[misc]
            assert [file["filename"] for file in exchange.followups[0].files] == names
            made = f" {words.made_to_fit()}" if fits else ""
            assert exchange.messages[0].text == f"Three sounds.{made} {words.too_large_to_post(3 - len(names))}"
    assert asked == [(2000, 1000), (3000, 1000)]


async def test_leaving_waits_for_what_is_being_read_and_says_when_it_was_in_vain(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord._surface._GOODBYE", 0.6)
    async with joined(server, FakeEngine(hold=asyncio.Event())):
        server.slow_files = 5.0
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: server.downloads)
    assert [(m.private, m.text) for m in exchange.messages] == [(True, words.asked_in_passing())]


async def test_progress_that_may_not_be_shown_is_not_tried_again(server: DiscordServer) -> None:
    @feature()
    async def stages(ask: Ask, song: Annotated[Song, "A song"]) -> Reply:
        """Report often."""
        for number in range(10):
            ask.step("working", number / 10)
            await asyncio.sleep(2 * Discord.pace)
        return Reply("Done.")

    async with joined(server, features=(stages.feature,)) as (bot, _):  # type: ignore[attr-defined]
        await server.write("stages happy")
        await server.until(lambda: any(m.text == "Done." for m in server.channel()))
        await until_idle(bot)
        assert max(len(m.history) for m in server.messages.values()) > 3
        server.closed_channels.add(CHANNEL)
        await server.write("stages sad")
        await server.until(lambda: server.direct(ANN))
    assert len(server.refusals) == 2  # one for progress, one for the answer


async def test_progress_is_edited_only_when_it_reads_differently(server: DiscordServer) -> None:
    @feature()
    async def stages(ask: Ask) -> Reply:
        """Report the same twice."""
        for fraction in (0.1, 0.1001, 0.2):
            ask.step("working", fraction)
            await asyncio.sleep(3 * Discord.pace)
        return Reply("Done.")

    async with joined(server, features=(stages.feature,)):  # type: ignore[attr-defined]
        exchange = await server.slash("stages")
        await server.until(done(exchange))
        assert exchange.messages[0].history == ["Working · 10 %", "Working · 20 %", "Done."]
