"""All that the ear is for, measured in one run: mood, likeness, and what hearing costs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.api import Progress, silent
from engine.audio import decode
from engine.bench import likeness, mood
from engine.bench.speed import thirty_seconds
from engine.ear import listen
from engine.hearing import hear
from engine.spectrum import RATE, spectrum
from engine.training.ear.run import UNHEARD

ROUNDS = 9


def run(data: Path, work: Path | None = None, progress: Progress = silent) -> str:
    """Every figure on the clips under ``data``; ``work`` is where ``slate train ear`` left what it was measured with.

    Without it the ear's own rows are left out or marked, since the shipped ear knows these clips.
    """
    parts = [
        mood.run(data, _half(progress, 0.0), work / UNHEARD if work else None),
        likeness.run(data, work, _half(progress, 0.5)),
        cost(),
    ]
    return "\n\n".join(parts)


def cost() -> str:
    """What hearing costs on one core, measured in a process that has one thread, as the engine's workers do."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    code = "from engine.bench.ear import single_core; print(single_core())"
    told = subprocess.run([sys.executable, "-c", code], env=os.environ | single, capture_output=True, check=True)
    return told.stdout.decode().rstrip()


def single_core() -> str:
    """Processor time for 30 s of mp3, warm, in milliseconds; the baseline is decoding alone."""
    audio = thirty_seconds()
    sound = spectrum(decode(audio, rate=RATE).samples[0])
    rows = {
        "decode (baseline)": lambda: decode(audio, rate=RATE),
        "the ear": lambda: listen(sound),
        "hear: all of it": lambda: hear(audio),
    }
    told = {name: _median(work) for name, work in rows.items()}
    lines = [f"{name:<20}{spent:7.0f} ms{spent / told['decode (baseline)']:7.1f} x" for name, spent in told.items()]
    return "\n".join(["30 s of mp3, processor time of one core, warm", *lines])


def _median(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return 1000.0 * statistics.median(spent)


def _half(progress: Progress, start: float) -> Progress:
    return lambda step: progress(replace(step, fraction=start + 0.5 * step.fraction))
