"""Reads a flow picture back: how much of the ground is covered, as a map over time and pitch."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.art.finish import VIGNETTE
from engine.art.palette import oklab
from engine.art.styles.flow import layout
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_GRID = 128
_TIMES, _PITCHES = 24, 12


def read(pixels: Floats, composition: str) -> Floats:
    """(288,): mean difference from the ground of every stretch of time and pitch, from (h, w, 3) sRGB."""
    step_y, step_x = pixels.shape[0] / _GRID, pixels.shape[1] / _GRID
    lab = oklab(_flattened(pixels))
    apart = np.linalg.norm(lab - _ground(lab), axis=-1)
    rows, columns = (np.arange(_GRID) * step_y).astype(int), (np.arange(_GRID) * step_x).astype(int)
    cells = np.add.reduceat(np.add.reduceat(apart, rows, axis=0), columns, axis=1) / (step_y * step_x)
    places, inside = _places(composition)
    total = np.bincount(places, (cells * inside).ravel(), _TIMES * _PITCHES)
    weight = np.bincount(places, inside.ravel(), _TIMES * _PITCHES)
    return _standard(total / np.maximum(weight, 1e-6))


def expected(sketch: Sketch, composition: str) -> Floats:
    """(288,): where the sketch has energy."""
    mel = gaussian_filter(sketch.mel / 255.0, (1.5, 1.5), mode="nearest")
    loud = np.interp(np.linspace(0, 1, 72), np.linspace(0, 1, 144), gaussian_filter(sketch.energy / 255.0, 3.0))
    mel = mel * (0.4 + 0.6 * loud / max(float(loud.max()), 0.1))
    blocks = mel.reshape(_PITCHES, 48 // _PITCHES, _TIMES, 72 // _TIMES).mean(axis=(1, 3))
    return _standard(blocks.T.ravel())


def _ground(lab: Floats) -> Floats:
    """The colour of the corners, where nothing is painted."""
    side = max(1, lab.shape[0] // 50)
    corners = [lab[:side, :side], lab[:side, -side:], lab[-side:, :side], lab[-side:, -side:]]
    return np.median(np.concatenate([corner.reshape(-1, 3) for corner in corners]), axis=0)


def _flattened(pixels: Floats) -> Floats:
    """The picture without the vignette that every picture has."""
    y = np.linspace(-1.0, 1.0, pixels.shape[0])[:, None, None] ** 2
    x = np.linspace(-1.0, 1.0, pixels.shape[1])[None, :, None] ** 2
    return np.clip(pixels / (1.0 - VIGNETTE * np.clip(x + y - 0.5, 0.0, 1.5)), 0.0, 1.0)


@lru_cache(maxsize=8)
def _places(composition: str) -> tuple[NDArray[np.intp], Floats]:
    """For every cell of the grid: its stretch of time and pitch, and how far it lies inside the composition."""
    course = layout(composition, _GRID, _GRID)
    time = np.minimum((course.time * _TIMES).astype(int), _TIMES - 1)
    pitch = np.minimum((course.pitch * _PITCHES).astype(int), _PITCHES - 1)
    return (time * _PITCHES + pitch).ravel(), course.inside


def _standard(values: Floats) -> Floats:
    return (values - values.mean()) / (values.std() + 1e-9)
