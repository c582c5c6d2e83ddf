"""What bad input gets, through the whole house on real processes: a sentence, and nothing left behind."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

import cogs
from bot.cog import discover
from bot.testing import House, house
from engine.audio import encode
from engine.fake import PNG
from engine.local import LocalEngine, LocalOptions
from engine.worker import Bounds
from tests.engine import sounds

pytestmark = pytest.mark.asyncio(loop_scope="module")

RATE = 22_050


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[House, Path]]:
    folder = tmp_path_factory.mktemp("data")
    engine = LocalEngine(LocalOptions(workers=1, bounds=Bounds(max_bytes=30 * 2**20)))
    async with house(discover(cogs), engine, folder) as made:
        yield made, folder


def noise(seconds: float) -> bytes:
    samples = np.random.default_rng(1).normal(0.0, 0.1, (1, round(seconds * RATE))).astype(np.float32)
    return encode(samples, RATE, "flac", None)


BAD = {
    "empty file": (b"", "is empty"),
    "text": (b"I am no music, only words.\n" * 100, "text"),
    "web page": (b"<!doctype html><html><body>Please sign in</body></html>", "Send"),
    "playlist that points at files": (b"ffconcat version 1.0\nfile /etc/passwd\n", "Send"),
    "picture": (PNG, "picture"),
    "random bytes": (np.random.default_rng(2).bytes(20_000), "damaged or not sound"),
    "zip bomb": (sounds.zip_bomb(), "Send"),
    "protected m4a": (sounds.protected_m4a(), "Send"),
    "video without sound": (sounds.silent_video(), "sound"),
    "half of an mp4": (sounds.silent_video()[:400], "cut off"),
    "silence": (encode(np.zeros((1, 5 * RATE), np.float32), RATE, "flac", None), "silent"),
    "one second": (noise(1.0), "second"),
    "too many bytes": (b"ID3" + bytes(31 * 2**20), "30 MiB"),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_input_gets_a_sentence_and_leaves_nothing(bot: tuple[House, Path], name: str) -> None:
    here, folder = bot
    data, says = BAD[name]
    reply = await here.ask("slate", data)
    assert reply.refused
    assert reply.private
    assert says in reply.text
    assert reply.text.endswith((".", "!"))
    assert "Traceback" not in reply.text
    assert "logged as" not in reply.text, "a known fault is not a bug"
    assert not list((folder / "audio").iterdir())


async def test_three_seconds_are_enough_and_the_queue_went_on(bot: tuple[House, Path]) -> None:
    here, folder = bot
    reply = await here.ask("slate", noise(3.0))
    assert not reply.refused
    assert reply.files[0].data.startswith(b"\x89PNG")
    assert not list((folder / "audio").iterdir())


async def test_an_hour_is_heard_in_windows_and_says_so(bot: tuple[House, Path]) -> None:
    here, _ = bot
    second = np.sin(np.arange(8000, dtype=np.float32) / 20.0) * 0.2
    data = encode(np.tile(second, 3600)[None, :], 8000, "flac", None)
    reply = await here.ask("slate", data)
    assert not reply.refused
    assert "60:00 long, so I listened to 0:00" in reply.text


async def test_a_hearing_that_takes_too_long_is_ended_and_leaves_nothing(tmp_path: Path) -> None:
    engine = LocalEngine(LocalOptions(workers=1, timeout=0.2))
    async with house(discover(cogs), engine, tmp_path) as here:
        reply = await here.ask("slate", noise(400.0))
        assert reply.refused
        assert "took too long" in reply.text
        assert not list((tmp_path / "audio").iterdir())
        assert "text" in (await here.ask("slate", BAD["text"][0])).text, "the next one is answered"
