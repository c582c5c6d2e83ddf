"""What can be measured on a picture without knowing how it was made, and how well it tells moods apart."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import QUADRANTS, Quadrant
from engine.art.palette import oklab

Floats = NDArray[np.floating[Any]]
THUMB = 64
TEXTURE = 4
"""The last so many of ``statistics`` know no colour."""

_BOXES: dict[Quadrant, tuple[tuple[float, float], float, tuple[tuple[float, float], ...]]] = {
    "happy": ((0.55, 1.0), 0.22, ((335.0, 470.0), (180.0, 215.0))),
    "angry": ((0.0, 0.80), 0.25, ((8.0, 70.0),)),
    "sad": ((0.10, 0.80), 0.11, ((205.0, 325.0),)),
    "relaxed": ((0.60, 1.0), 0.11, ((70.0, 330.0),)),
}
"""Lightness, most chroma and hues (degrees) that belong to each mood."""
_GREY = 0.028  # chroma below which a hue is not seen


def thumbnail(pixels: Floats) -> Floats:
    """(64, 64, 3) OKLab means of blocks, from (h, w, 3) sRGB."""
    rows, columns = ((np.arange(THUMB) * side / THUMB).astype(int) for side in pixels.shape[:2])
    total = np.add.reduceat(np.add.reduceat(pixels, rows, axis=0), columns, axis=1)
    sizes = np.diff([*rows, pixels.shape[0]])[:, None] * np.diff([*columns, pixels.shape[1]])
    return oklab(total / sizes[..., None])


def distance(one: Floats, other: Floats) -> float:
    """Mean absolute OKLab difference of two thumbnails."""
    return float(np.abs(one - other).mean())


def compliance(pixels: Floats, quadrant: Quadrant) -> float:
    """Share of pixels inside the quadrant's box of lightness, chroma and hue; greys pass as hues."""
    (least, most), vivid, hues = _BOXES[quadrant]
    lightness, chroma, hue = _oklch(pixels[::3, ::3])
    fits = np.zeros(hue.shape, dtype=bool)
    for low, high in hues:
        fits |= ((hue - low) % 360.0) <= high - low
    return float(((lightness >= least) & (lightness <= most) & (chroma <= vivid) & (fits | (chroma < _GREY))).mean())


def emptiness(pixels: Floats, ground: Floats) -> float:
    """Share of pixels that look like the bare ground."""
    return float((np.linalg.norm(oklab(pixels[::3, ::3]) - ground, axis=-1) < 0.06).mean())


def seen_quadrant(thumb: Floats) -> Quadrant:
    """The mood whose colours a picture wears."""
    lightness, red, yellow = thumb.reshape(-1, 3).mean(axis=0)
    if lightness < 0.55:
        return "angry" if red > 0.015 else "sad"
    return "happy" if yellow > 0.035 else "relaxed"


def statistics(pixels: Floats) -> Floats:
    """(14,): ten numbers of colour, then four of texture (edges, their unevenness, coherence, corners)."""
    lightness, chroma, hue = _oklch(pixels[::2, ::2])
    turn = np.deg2rad(hue)
    lab = oklab(pixels[::2, ::2]).reshape(-1, 3)
    weight = chroma / (chroma.sum() + 1e-9)
    low, high = np.percentile(lightness, [5.0, 95.0])
    colour = [lightness.mean(), lightness.std(), chroma.mean(), chroma.std(), (weight * np.cos(turn)).sum()]
    colour += [(weight * np.sin(turn)).sum(), lab[:, 1].mean(), lab[:, 2].mean(), low, high]
    return np.array([*colour, *_texture(lightness)])


def _texture(lightness: Floats) -> tuple[float, float, float, float]:
    grey = lightness / (lightness.std() + 1e-9)  # contrast is colour
    down, right = np.gradient(gaussian_filter(grey, 1.0))
    edge = np.hypot(down, right)
    xx, yy, xy = (gaussian_filter(part, 2.0) for part in (right * right, down * down, right * down))
    middle, half = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    coherence = (half * edge).sum() / ((middle * edge).sum() + 1e-9)
    corners = np.percentile(middle - half, 95) / (middle.mean() + 1e-9)
    return float(edge.mean()), float(edge.std() / (edge.mean() + 1e-9)), float(coherence), float(corners)


def _oklch(pixels: Floats) -> tuple[Floats, Floats, Floats]:
    lab = oklab(pixels)
    return lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360.0


def recovered(values: Floats, labels: NDArray[np.intp], folds: int = 6) -> float:
    """Share of pictures whose quadrant linear discriminants read right from (n, k) statistics, in ``folds`` folds."""
    hits = 0
    for fold in range(folds):
        test = np.arange(len(values)) % folds == fold
        hits += int((_discriminated(values[~test], labels[~test], values[test]) == labels[test]).sum())
    return hits / len(values)


def _discriminated(known: Floats, labels: NDArray[np.intp], unknown: Floats) -> NDArray[np.intp]:
    """Linear discriminant analysis on standardised values, with a pooled, slightly shrunk covariance."""
    centre, spread = known.mean(axis=0), known.std(axis=0) + 1e-9
    known, unknown = (known - centre) / spread, (unknown - centre) / spread
    means = np.stack([known[labels == k].mean(axis=0) for k in range(len(QUADRANTS))])
    rest = known - means[labels]
    inverse = np.linalg.inv(rest.T @ rest / len(rest) + 0.02 * np.eye(known.shape[1]))
    scores = unknown @ inverse @ means.T - 0.5 * np.einsum("ki,ij,kj->k", means, inverse, means)
    return scores.argmax(axis=1)
