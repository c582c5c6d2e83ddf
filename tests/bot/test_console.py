"""The terminal: local files are songs, pictures are written where asked, nothing is overwritten, markup is text."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

import cogs
from bot import console
from bot.cog import discover
from bot.reply import Fact, File, Move, Refusal, Reply, Table
from bot.testing import house
from engine.fake import PNG

FEATURES = discover(cogs)


def screen() -> Console:
    return Console(file=io.StringIO(), width=100)


def shown(console_: Console) -> str:
    assert isinstance(console_.file, io.StringIO)
    return console_.file.getvalue()


async def test_a_local_file_is_a_song(tmp_path: Path) -> None:
    path = tmp_path / "my song.mp3"
    path.write_bytes(b"abc")
    async with house(FEATURES) as bot:
        order = console.read_line(bot.desk, f"/slate '{path}' style=flow", 100)
        assert (order.uploads[0].data, order.words) == (b"abc", {"style": "flow"})
        reply = await console.answer(bot.desk, f"slate '{path}'", 100, screen())
        assert reply.text.startswith("my song.")
        with pytest.raises(Refusal, match="larger than"):
            console.read_line(bot.desk, f"/slate '{path}'", 2)


async def test_what_cannot_be_read_is_said_not_raised() -> None:
    async with house(FEATURES) as bot:
        for line in ("", "/", "/dance", "/slate", "/slate 'open", "/slate happy style=cubism"):
            reply = await console.answer(bot.desk, line, 100, screen())
            assert reply.refused
            assert reply.text


def test_every_field_of_a_reply_is_shown() -> None:
    out = screen()
    reply = Reply(
        "Read [bold]this[/bold]",
        facts=(Fact("tempo", "[red]120", "https://a.example/b"),),
        table=Table(("Song",), (("[link=x]evil[/link]",),)),
        moves=(Move("Again", "slate", {"song": "a b"}),),
    )
    console.render(reply, out)
    text = shown(out)
    for part in (
        "Read [bold]this[/bold]",
        "[red]120",
        "https://a.example/b",
        "[link=x]evil[/link]",
        "/slate song='a b'",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"LANG": "de_AT.UTF-8"}, "Der Song klingt"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "雰囲気です"),
        ({"LANG": "C.UTF-8"}, "It feels"),
        ({}, "It feels"),
    ],
)
async def test_the_terminal_is_answered_in_its_own_language(
    names: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    async with house(FEATURES) as bot:
        assert said in (await console.answer(bot.desk, "/slate happy", 100, screen())).text
        refused = await console.answer(bot.desk, "/dance", 100, screen())
    assert refused.text.startswith("I do not know") is (said == "It feels")


def test_commands_speak_the_terminals_language(tmp_path: Path) -> None:
    chosen = {"LC_ALL": "de_DE.UTF-8", "SLATE_DATA": str(tmp_path)}
    code = "from bot.cli import main; main(['migrate'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | chosen, cwd=tmp_path
    )
    assert done.stdout == f"Die Datenbank in {tmp_path} ist auf dem neuesten Stand.\n"


def test_files_go_where_asked_and_overwrite_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = (File("a.png", PNG, "image/png", ""), File("a.png", PNG, "image/png", ""))
    assert console.save(files, None) == [Path("a.png"), Path("a-2.png")]
    assert console.save(files[:1], None) == [Path("a-3.png")]
    folder = tmp_path / "there"
    folder.mkdir()
    assert console.save(files[:1], folder) == [folder / "a.png"]
    assert console.save(files, tmp_path / "art.png") == [tmp_path / "art.png", tmp_path / "a-4.png"]
