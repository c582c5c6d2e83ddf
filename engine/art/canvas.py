"""The one surface everything is painted on: Agg for shapes, numpy for light and shadow, the same bytes everywhere.

Coordinates are pixels from the top-left corner, y downwards; pixel (0, 0) covers the unit square next to it.
No pyplot, no figure and no settings file take part, so a person's matplotlib configuration changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Self

import numpy as np
import PIL.Image
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import gaussian_filter

from engine.art.palette import RGB

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
BlendMode = Literal["normal", "multiply", "screen"]
Cap = Literal["round", "butt"]
_DPI = 72.0  # one point is one pixel
_Agg: Callable[[int, int, float], Any] = RendererAgg  # matplotlib's renderers are not typed
_Pen: Callable[[], Any] = GraphicsContextBase


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole pixels inside a canvas; right and bottom are excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns; not positive when the rectangle is empty."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows; not positive when the rectangle is empty."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether no pixel is inside."""
        return self.width <= 0 or self.height <= 0

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an image with."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


class Canvas:
    """A picture in the making: ``width`` x ``height`` pixels, opaque on ``ground``, or transparent without one."""

    def __init__(self, width: int, height: int, ground: RGB | None) -> None:
        self.width, self.height = width, height
        self._agg = _Agg(width, height, _DPI)
        self._rgba: Bytes = np.asarray(self._agg.buffer_rgba())
        self._rgba[:] = 0 if ground is None else _bytes((*ground, 1.0))

    @property
    def pixels(self) -> Floats:
        """(height, width, 3) sRGB in 0..1; what is transparent is black."""
        colour = self._rgba[..., :3].astype(np.float32)
        colour *= np.float32(1.0 / 255.0)
        return colour

    @property
    def opacity(self) -> Floats:
        """(height, width) in 0..1: how far each pixel is covered."""
        return self._rgba[..., 3].astype(np.float32) / np.float32(255.0)

    # --- shapes -----------------------------------------------------------------------------------------------

    def polygon(
        self,
        points: ArrayLike,
        fill: RGB | None,
        alpha: float = 1.0,
        edge: RGB | None = None,
        edge_width: float = 0.0,
        edge_alpha: float = 1.0,
        smooth: bool = False,
    ) -> None:
        """Fill and outline the closed shape of (n, 2) points; ``smooth`` rounds it through the edges' midpoints."""
        outlined = edge is not None and edge_width > 0
        pen = _pen(edge or (0.0, 0.0, 0.0), edge_alpha, edge_width if outlined else 0.0, "round")
        face = None if fill is None else (*fill, alpha)
        self._draw(pen, _closed(self._flipped(points), smooth), face)

    def stroke(
        self,
        points: ArrayLike,
        width: float,
        colour: RGB,
        alpha: float = 1.0,
        cap: Cap = "round",
        smooth: bool = True,
    ) -> None:
        """Draw a line of even ``width`` along (n, 2) points."""
        self._draw(_pen(colour, alpha, width, cap), _open(self._flipped(points), smooth), None)

    def discs(
        self,
        centres: ArrayLike,
        radii: ArrayLike,
        colours: RGB | Sequence[RGB],
        alpha: float | Sequence[float] | Floats = 1.0,
    ) -> None:
        """Fill circles: (n, 2) centres, one radius, colour and alpha each (or one for all)."""
        spots = self._flipped(centres)
        count = len(spots)
        sizes = np.broadcast_to(np.asarray(radii, dtype=np.float64), count)
        paints = np.broadcast_to(np.asarray(colours, dtype=np.float64), (count, 3))
        alphas = np.broadcast_to(np.asarray(alpha, dtype=np.float64), count)
        pen, circle = _pen((0.0, 0.0, 0.0), 1.0, 0.0, "round"), Path.unit_circle()
        for (x, y), size, (red, green, blue), cover in zip(spots, sizes, paints, alphas, strict=True):
            place = Affine2D.from_values(size, 0.0, 0.0, size, x, y)
            self._agg.draw_path(pen, circle, place, (red, green, blue, cover))

    # --- light ------------------------------------------------------------------------------------------------

    def gradient(
        self,
        points: ArrayLike,
        top: RGB,
        bottom: RGB,
        y0: float,
        y1: float,
        alpha: float = 1.0,
        smooth: bool = False,
    ) -> None:
        """Fill a closed shape with a vertical gradient: ``top`` at row ``y0`` and above, ``bottom`` from ``y1``."""
        corners = np.asarray(points, dtype=np.float64)
        box = self._box(corners)
        if box.empty:
            return
        rows = np.arange(box.top, box.bottom, dtype=np.float32) + 0.5
        share = np.clip((rows - y0) / max(y1 - y0, 1e-6), 0.0, 1.0)[:, None, None]
        colour = np.asarray(top, dtype=np.float32) * (1 - share) + np.asarray(bottom, dtype=np.float32) * share
        self.blend(colour, _coverage(corners, box, smooth) * np.float32(alpha), box)

    def radial(self, centre: tuple[float, float], radius: float, inner: RGB, outer: RGB, alpha: float = 1.0) -> None:
        """Fill a circle with ``inner`` at its centre growing into ``outer`` at its rim."""
        x, y = centre
        box = self._box(np.array([[x - radius, y - radius], [x + radius, y + radius]]), 1)
        if box.empty:
            return
        rows, columns = np.ogrid[box.top : box.bottom, box.left : box.right]
        away = np.hypot(columns + 0.5 - x, rows + 0.5 - y).astype(np.float32)
        share = np.clip(away / max(radius, 1e-6), 0.0, 1.0)[..., None]
        colour = np.asarray(inner, dtype=np.float32) * (1 - share) + np.asarray(outer, dtype=np.float32) * share
        self.blend(colour, np.clip(radius + 0.5 - away, 0.0, 1.0) * np.float32(alpha), box)

    def shadow(
        self,
        points: ArrayLike,
        sigma: float,
        offset: tuple[float, float] = (0.0, 0.0),
        alpha: float = 0.25,
        colour: RGB = (0.0, 0.0, 0.0),
        smooth: bool = False,
    ) -> None:
        """Darken what lies under a closed shape moved by ``offset``, blurred by ``sigma`` pixels."""
        moved = np.asarray(points, dtype=np.float64) + np.asarray(offset, dtype=np.float64)
        box = self._box(moved, int(np.ceil(3 * sigma)))
        if box.empty:
            return
        step = max(1, int(sigma / 2.0))  # a blur this wide can be computed on every step-th pixel
        low = Box(box.left // step - 1, box.top // step - 1, -(-box.right // step) + 1, -(-box.bottom // step) + 1)
        cover = gaussian_filter(_coverage(moved / step, low, smooth), sigma / step, mode="constant", truncate=3.0)
        whole = PIL.Image.fromarray(np.round(cover * np.float32(alpha * 255.0)).astype(np.uint8))
        whole = whole.resize((low.width * step, low.height * step), PIL.Image.Resampling.BILINEAR)
        left, top = low.left * step, low.top * step
        mask = whole.crop((box.left - left, box.top - top, box.right - left, box.bottom - top))
        self._cover(colour, mask, box)

    def mask(self, points: ArrayLike, smooth: bool = False) -> Floats:
        """(height, width) in 0..1: how much of each pixel a closed shape covers."""
        return _coverage(np.asarray(points, dtype=np.float64), Box(0, 0, self.width, self.height), smooth)

    # --- pictures over pictures ---------------------------------------------------------------------------------

    def layer(self) -> Self:
        """A transparent canvas of the same size."""
        return type(self)(self.width, self.height, None)

    def compose(self, layer: Canvas, mode: BlendMode = "normal", alpha: float = 1.0) -> None:
        """Lay another canvas of the same size over this one."""
        covered = layer._rgba[..., 3] > 0
        rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
        if not len(rows):
            return
        box = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        part = layer._rgba[box.slices].astype(np.float32) / np.float32(255.0)
        self.blend(part[..., :3], part[..., 3] * np.float32(alpha), box, mode)

    def blend(self, colour: ArrayLike, alpha: ArrayLike, box: Box | None = None, mode: BlendMode = "normal") -> None:
        """Lay colours over the pixels of ``box`` (all without one).

        ``colour`` broadcasts to (rows, columns, 3) and ``alpha`` to (rows, columns), both in 0..1.
        """
        box = box or Box(0, 0, self.width, self.height)
        part = self._rgba[box.slices]
        over = np.asarray(alpha, dtype=np.float32)[..., None]
        under = part[..., :3].astype(np.float32) * np.float32(1.0 / 255.0)
        paint = _MIX[mode](under, np.asarray(colour, dtype=np.float32))
        if part[..., 3].min(initial=255) == 255:
            under += (paint - under) * over
        else:  # straight alpha over straight alpha; where nothing lies below, the paint keeps its own colour
            below = part[..., 3:].astype(np.float32) * np.float32(1.0 / 255.0)
            total = over + below * (1 - over)
            own = np.asarray(colour, dtype=np.float32) * (1 - below) + paint * below
            under = (own * over + under * below * (1 - over)) / np.maximum(total, 1e-6)
            part[..., 3] = np.round(total[..., 0] * 255.0)
        under *= 255.0
        under += 0.5
        part[..., :3] = np.clip(under, 0.0, 255.0)

    # --- inside -------------------------------------------------------------------------------------------------

    def _draw(self, pen: Any, path: Path, face: tuple[float, ...] | None) -> None:
        self._agg.draw_path(pen, path, IdentityTransform(), face)

    def _cover(self, colour: RGB, mask: PIL.Image.Image, box: Box) -> None:
        """Lay one colour through an 8-bit mask: on opaque ground three times as fast as ``blend``."""
        part = self._rgba[box.slices]
        if part[..., 3].min(initial=255) < 255:
            self.blend(colour, np.asarray(mask, dtype=np.float32) * np.float32(1.0 / 255.0), box)
            return
        image = PIL.Image.fromarray(part)
        image.paste(tuple(int(v) for v in _bytes((*colour, 1.0))), (0, 0), mask)
        part[:] = np.asarray(image)

    def _flipped(self, points: ArrayLike) -> NDArray[np.float64]:
        """Agg counts rows from the bottom."""
        return np.asarray(points, dtype=np.float64) * (1.0, -1.0) + (0.0, self.height)

    def _box(self, points: NDArray[np.float64], margin: int = 1) -> Box:
        low = np.floor(points.min(axis=0)).astype(int) - margin
        high = np.ceil(points.max(axis=0)).astype(int) + margin
        return Box(
            max(0, int(low[0])), max(0, int(low[1])), min(self.width, int(high[0])), min(self.height, int(high[1]))
        )


def _bytes(colour: tuple[float, ...]) -> Bytes:
    return np.round(np.clip(colour, 0.0, 1.0) * 255.0).astype(np.uint8)


def _pen(colour: RGB, alpha: float, width: float, cap: Cap) -> Any:
    pen = _Pen()
    pen.set_foreground((*colour, alpha), isRGBA=True)
    pen.set_linewidth(width)
    pen.set_capstyle(cap)
    pen.set_joinstyle("round" if cap == "round" else "miter")
    pen.set_snap(False)
    return pen


@lru_cache(maxsize=256)
def _codes(count: int, kind: Literal["closed", "smooth", "smooth closed"]) -> NDArray[np.uint8]:
    """Agg's commands for paths of ``count`` points."""
    if kind == "closed":
        return np.array([Path.MOVETO, *[Path.LINETO] * (count - 1), Path.CLOSEPOLY], dtype=np.uint8)
    if kind == "smooth closed":
        return np.array([Path.MOVETO, *[Path.CURVE3] * (2 * count), Path.CLOSEPOLY], dtype=np.uint8)
    return np.array([Path.MOVETO, Path.LINETO, *[Path.CURVE3] * (2 * (count - 2)), Path.LINETO], dtype=np.uint8)


def _path(points: NDArray[np.float64], codes: NDArray[np.uint8] | None) -> Path:
    path = Path(points, codes)
    path.should_simplify = False
    return path


def _closed(points: NDArray[np.float64], smooth: bool) -> Path:
    """A closed outline; smooth: quadratic curves from midpoint to midpoint with the points as controls."""
    count = len(points)
    if not smooth or count < 3:
        return _path(np.concatenate([points, points[:1]]), _codes(count, "closed"))
    middles = (points + np.roll(points, -1, axis=0)) / 2
    curves = np.stack([points, middles], axis=1).reshape(-1, 2)
    return _path(np.concatenate([middles[-1:], curves, middles[-1:]]), _codes(count, "smooth closed"))


def _open(points: NDArray[np.float64], smooth: bool) -> Path:
    if not smooth or len(points) < 3:
        return _path(points, None)
    middles = (points[:-1] + points[1:]) / 2
    curves = np.stack([points[1:-1], middles[1:]], axis=1).reshape(-1, 2)
    return _path(np.concatenate([points[:1], middles[:1], curves, points[-1:]]), _codes(len(points), "smooth"))


def _coverage(points: NDArray[np.float64], box: Box, smooth: bool) -> Floats:
    """(rows, columns) of a box: share of each pixel inside a closed shape."""
    agg = _Agg(box.width, box.height, _DPI)
    inside = (points - (box.left, box.top)) * (1.0, -1.0) + (0.0, box.height)
    agg.draw_path(
        _pen((0.0, 0.0, 0.0), 1.0, 0.0, "round"), _closed(inside, smooth), IdentityTransform(), (1.0, 1.0, 1.0, 1.0)
    )
    cover: Bytes = np.asarray(agg.buffer_rgba())[..., 3]
    return cover.astype(np.float32) * np.float32(1.0 / 255.0)


_MIX: dict[BlendMode, Callable[[Any, Any], Any]] = {
    "normal": lambda under, over: over,
    "multiply": lambda under, over: under * over,
    "screen": lambda under, over: under + over - under * over,
}
