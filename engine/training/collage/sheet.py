"""The contact sheet of a LoRA: the same prompts and seeds under growing weight, and what of it can be measured."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
import torch
from numpy.typing import NDArray

from engine.api import Progress, Step
from engine.art.diffusion.taught import from_words
from engine.art.palette import oklab
from engine.training.collage.folder import flat_pieces

Floats = NDArray[np.float32]

PROMPTS = (
    "a lighthouse above a stormy sea, deep blue and off-white",
    "dancers in a warm street at dusk, orange and rose",
    "a quiet forest lake in the morning, green and pale yellow",
    "abstract shapes for loud fast music, red and near-black",
)
WEIGHTS = (0.0, 0.5, 0.8, 1.0)
GAP = 8  # pixels


@dataclass(frozen=True, slots=True)
class Style:
    """What of a collage can be counted: share of pixels on steep rims, even surfaces, how mixed the hues are (0..1)."""

    rims: float
    pieces: float
    hues: float


def sheet(
    pipe: Any, trigger: str, side: int, steps: int, progress: Progress
) -> tuple[PIL.Image.Image, dict[float, Style]]:
    """A row for each prompt, a column for each weight; and the mean style of each column."""
    cells: dict[tuple[int, float], Floats] = {}
    for number, prompt in enumerate(PROMPTS):
        for weight in WEIGHTS:
            progress(Step("painting the contact sheet", len(cells) / (len(PROMPTS) * len(WEIGHTS))))
            pipe.set_adapters(["style"], [weight])
            cells[number, weight] = _painted(pipe, f"{trigger}, {prompt}", side, steps, number)
    styles = {weight: _mean([style_of(cells[n, weight]) for n in range(len(PROMPTS))]) for weight in WEIGHTS}
    return _laid_out(cells, side), styles


def style_of(pixels: Floats) -> Style:
    """The style of (height, width, 3) in 0..1."""
    lab = oklab(pixels)
    steep = np.hypot(*np.gradient(lab[..., 0])) > 0.06
    hue = np.arctan2(lab[..., 2], lab[..., 1])[np.hypot(lab[..., 1], lab[..., 2]) > 0.03]
    shares = np.histogram(hue, 12, (-np.pi, np.pi))[0] / max(1, hue.size)
    entropy = -float((shares[shares > 0] * np.log(shares[shares > 0])).sum()) / float(np.log(12))
    return Style(float(steep.mean()), float(flat_pieces(pixels)), abs(entropy))


def _painted(pipe: Any, prompt: str, side: int, steps: int, seed: int) -> Floats:
    with torch.inference_mode(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="__array__ implementation")  # diffusers' schedulers with numpy 2
        painted = from_words(pipe)(
            prompt=prompt,
            width=side,
            height=side,
            num_inference_steps=steps,
            generator=torch.Generator().manual_seed(seed),
            output_type="np",
        )
    return np.nan_to_num(np.asarray(painted.images[0], dtype=np.float32))


def _mean(styles: Sequence[Style]) -> Style:
    rows = np.array([[style.rims, style.pieces, style.hues] for style in styles])
    rims, pieces, hues = (round(float(value), 4) for value in rows.mean(axis=0))
    return Style(rims, pieces, hues)


def _laid_out(cells: dict[tuple[int, float], Floats], side: int) -> PIL.Image.Image:
    step = side + GAP
    whole = PIL.Image.new("RGB", (len(WEIGHTS) * step + GAP, len(PROMPTS) * step + GAP), (245, 242, 235))
    for (row, weight), pixels in cells.items():
        levels = np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8)
        whole.paste(PIL.Image.fromarray(levels), (GAP + WEIGHTS.index(weight) * step, GAP + row * step))
    return whole
