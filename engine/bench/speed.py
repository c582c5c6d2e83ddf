"""How long an answer takes: hear and paint, each style, a cold start, and the imports of the bot's side.

The baseline is what a script would do with the same file: decode it, transform it, save its spectrogram.
"""

from __future__ import annotations

import asyncio
import io
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from engine.api import STYLES, Hearing, PaintOptions
from engine.art.painter import paint
from engine.audio import Limits, decode, encode
from engine.hearing import hear
from engine.jukebox import song
from engine.local import LocalEngine, LocalOptions
from engine.spectrum import RATE, spectrum

ROUNDS = 9
COLD = """
import asyncio, sys
from engine.api import PaintOptions
from engine.local import LocalEngine
async def main():
    engine = LocalEngine()
    await engine.start()
    await engine.paint(await engine.hear(sys.stdin.buffer.read()), PaintOptions())
    await engine.close()
if __name__ == "__main__":
    asyncio.run(main())
"""
IMPORTS = "import bot.cli, cogs; from bot.cog import discover; discover(cogs)"


def run() -> str:
    """Measure and tell, as a table."""
    audio = thirty_seconds()
    hearing = hear(audio)
    baseline = _median(lambda: _plain_spectrogram(audio))
    rows = [
        ("decode, transform, save a spectrogram (baseline)", baseline, None),
        ("hear and paint, warm worker, end to end", asyncio.run(_end_to_end(audio)), 1.0),
        ("hear, in process", _median(lambda: hear(audio)), None),
        *((f"paint {style}, 1024 x 1024", _median(partial(_paint, hearing, style)), 0.4) for style in STYLES),
        ("first answer after a cold start", _median(lambda: _cold(audio), rounds=3), 6.0),
        ("import the bot's side", _imports(), 0.5),
    ]
    return "\n".join([_machine(), "", *(_row(*row, baseline) for row in rows)])


def thirty_seconds() -> bytes:
    """30 s of a jukebox song as an mp3."""
    clip = decode(song("happy"), Limits(), rate=44_100, mono=False)
    samples = np.tile(clip.samples, (1, 2))[:, : 30 * 44_100]
    return encode(samples, 44_100, "mp3", None)


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _plain_spectrogram(audio: bytes) -> bytes:
    power = spectrum(decode(audio, Limits(), rate=RATE, mono=True).samples[0]).power
    decibels = 10.0 * np.log10(power + 1e-9)
    grey = np.clip((decibels - decibels.max() + 80.0) * 3.2, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(grey[::-1]).resize((1024, 1024)).save(out, "png")
    return out.getvalue()


def _paint(hearing: Hearing, style: str) -> object:
    return paint(hearing, PaintOptions(style))  # type: ignore[arg-type]


async def _end_to_end(audio: bytes) -> float:
    """Through the queue and the process border, each round in the style that the song chooses."""
    engine = LocalEngine(LocalOptions(workers=1))
    await engine.start()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await engine.paint(await engine.hear(audio), PaintOptions())
        times.append(time.perf_counter() - begun)
    await engine.close()
    return statistics.median(times)


def _cold(audio: bytes) -> object:
    return subprocess.run([sys.executable, "-c", COLD], input=audio, check=True, capture_output=True)


def _imports() -> float:
    """Seconds more than a bare interpreter needs."""
    bare = _median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    return _median(lambda: subprocess.run([sys.executable, "-c", IMPORTS], check=True)) - bare


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; medians of {ROUNDS}"


def _row(name: str, seconds: float, bar: float | None, baseline: float) -> str:
    verdict = "" if bar is None else f"  at most {bar:.2f} s: {'kept' if seconds <= bar else 'MISSED'}"
    return f"{name:<50} {seconds:6.3f} s  {seconds / baseline:5.1f} x baseline{verdict}"
