"""The last touches: paper under the paint, a darker rim, a label if wanted, and the bytes of an image file."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import Picture, PictureFormat
from engine.art.canvas import Canvas
from engine.art.palette import RGB, Palette, mix, oklab
from engine.art.text import write, written

Floats = NDArray[np.float32]
GRAIN = 0.021  # of full range, standard deviation of the paper's grain
VIGNETTE = 0.09  # by how much the corners darken at most
_PAPER_SEED = 20_260_101  # all pictures lie on the same paper unless a seed asks for another sheet
_LABEL = 0.0235  # height of the label's letters, of the picture's shorter side


def finish(
    pixels: Floats,
    palette: Palette,
    caption: str = "",
    grain: float = GRAIN,
    vignette: float = VIGNETTE,
    seed: int = 0,
) -> Floats:
    """Lay grain, vignette and, with a ``caption``, a label over (height, width, 3) sRGB in 0..1.

    A caption's first line is set larger than its second; both are shortened to fit.
    """
    height, width = pixels.shape[:2]
    result = pixels * _vignette(height, width, vignette)[..., None]
    result += (paper(height, width, seed) * np.float32(grain * _tooth(palette)))[..., None]
    np.clip(result, 0.0, 1.0, out=result)
    return _labelled(result, palette, caption) if caption.strip() else result


def encode(pixels: Floats, form: PictureFormat) -> Picture:
    """Write (height, width, 3) sRGB in 0..1 as a file; the same pixels give the same bytes."""
    levels = np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8)
    image, buffer = PIL.Image.fromarray(levels), io.BytesIO()
    if form == "png":
        image.save(buffer, "PNG", compress_level=1)
    elif form == "jpeg":
        image.save(buffer, "JPEG", quality=92, subsampling=0)
    else:
        image.save(buffer, "WEBP", quality=90, method=2)
    return Picture(buffer.getvalue(), f"image/{form}", image.width, image.height)


def paper(height: int, width: int, seed: int = 0) -> Floats:
    """(height, width), deviation about 1: the tooth of paper, from single pixels to soft clouds."""
    rng = np.random.Generator(np.random.PCG64([_PAPER_SEED, seed]))
    fine = rng.standard_normal((height, width), dtype=np.float32)
    result = 0.78 * fine + 0.55 * _noise(rng, height, width, 2, 0.8)
    return (result + 0.06 * _noise(rng, height, width, 32, 2.0)).astype(np.float32)


def _tooth(palette: Palette) -> float:
    """How rough the paper is: vivid colours lie on rougher sheets, and grain is seen far more on dark ones."""
    _, a, b = oklab(np.array(palette.accents)).T
    vivid = min(1.0, float(np.hypot(a, b).mean()) / 0.13)
    return (0.4 + 0.6 * vivid) * (0.6 if palette.dark else 1.0)


def _noise(rng: np.random.Generator, height: int, width: int, step: int, sigma: float) -> Floats:
    """Noise of deviation 1 on every ``step``-th pixel, blurred there by ``sigma`` and enlarged."""
    small = rng.standard_normal((height // step + 2, width // step + 2), dtype=np.float32)
    small = gaussian_filter(small, sigma, mode="wrap")
    image = PIL.Image.fromarray(small / small.std())
    large = image.resize((small.shape[1] * step, small.shape[0] * step), PIL.Image.Resampling.BILINEAR)
    return np.asarray(large)[:height, :width]


def _vignette(height: int, width: int, strength: float) -> Floats:
    y = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None] ** 2
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :] ** 2
    return 1.0 - np.float32(strength) * np.clip(x + y - 0.5, 0.0, 1.5)


def _labelled(pixels: Floats, palette: Palette, caption: str) -> Floats:
    """A paper card inside the lower left corner, like the one beside a picture in a museum."""
    height, width = pixels.shape[:2]
    canvas = Canvas(width, height, (0.0, 0.0, 0.0))
    canvas.blend(pixels, np.ones((height, width), dtype=np.float32))
    size = max(11.0, _LABEL * min(height, width))
    pad, margin = 0.7 * size, 1.3 * size
    card, ink = _card_colours(palette)
    title, _, below = caption.strip().partition("\n")
    widest = width - 2 * (margin + pad)
    lines = [written(title, size, "semibold", widest)]
    if below.strip():
        lines.append(written(below, 0.78 * size, "medium", widest))
    tall = 2 * pad + 0.72 * size + 1.15 * size * (len(lines) - 1)
    left, bottom = margin, height - margin
    right, top = left + 2 * pad + max(line.width for line in lines), bottom - tall
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    canvas.shadow(corners, 0.35 * size, (0.06 * size, 0.16 * size), 0.34)
    canvas.polygon(corners, card)
    for number, line in enumerate(lines):
        write(canvas, (left + pad, top + pad + 0.72 * size + 1.15 * size * number), line, ink, alpha=1 - 0.25 * number)
    return canvas.pixels


def _card_colours(palette: Palette) -> tuple[RGB, RGB]:
    white = (0.985, 0.975, 0.95)
    if palette.dark:
        return mix(palette.ink, white, 0.5), palette.ground
    return mix(palette.ground, white, 0.75), palette.ink
