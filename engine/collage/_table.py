"""The table a collage is laid on: sheets come one over the other, and it is known what is still seen of each."""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.art.canvas import Box
from engine.art.finish import paper
from engine.art.palette import RGB
from engine.collage._light import LIGHT, lit_edge, relief, throw
from engine.collage._torn import Cut, Floats, Shears, Sheet

Content = NDArray[np.floating[Any]] | RGB
CORE: RGB = (0.972, 0.957, 0.925)
"""The white of torn paper."""
NOBODY = -1
_BEYOND = 13.0  # pixels of a 1024 x 1024 picture by which a picture is larger than its sheet, for tears that wander


class Table:
    """``width`` x ``height`` pixels of table top in one colour; the same ``seed`` tears the same way."""

    def __init__(self, width: int, height: int, ground: RGB, seed: int) -> None:
        self.width, self.height = width, height
        self.unit = float(np.sqrt(width * height)) / 1024.0
        self._tooth = relief(paper(height, width, seed + 1))
        self.picture: Floats = np.empty((height, width, 3), dtype=np.float32)
        self.picture[:] = np.asarray(ground, dtype=np.float32)
        self.picture *= (1.0 + 0.009 * self._tooth)[..., None] * _lamp(height, width)[..., None]
        self._owner = np.full((height, width), NOBODY, dtype=np.int16)
        self._area: dict[int, float] = {}
        self._box: dict[int, Box] = {}
        self._shears = Shears(width, height, self.unit, np.random.Generator(np.random.PCG64([7, seed])))

    def content_size(self, sheet: Sheet) -> tuple[int, int]:
        """Width and height in pixels of a picture that fills a sheet to its rim."""
        slant = np.abs(np.array(sheet.slant)).max(axis=0)
        beyond = 2 * _BEYOND * self.unit if any(sheet.torn) else 2.0
        return int(np.ceil(sheet.width + beyond + 2 * slant[0])), int(np.ceil(sheet.height + beyond + 2 * slant[1]))

    def lay(
        self, sheet: Sheet, content: Content, owner: int = NOBODY, alpha: float = 1.0, tooth: float = 0.008
    ) -> None:
        """Put a sheet down: a picture of ``content_size`` or one colour. ``owner`` is the song it belongs to."""
        cut = self._shears.cut(sheet)
        if cut is None:
            return
        throw(self.picture, cut, sheet, self.unit)
        surface = self._surface(sheet, cut, content, tooth)
        part = self.picture[cut.box.slices]
        part += (surface - part) * (cut.cover * np.float32(alpha))[..., None]
        self._note(cut, owner)

    def stain(self, colour: RGB, alpha: Floats, box: Box) -> None:
        """Colour what lies in a box, for what is thinner than paper."""
        part = self.picture[box.slices]
        part += (np.asarray(colour, dtype=np.float32) - part) * alpha[..., None]

    def seen(self, owner: int) -> tuple[Box, float, float]:
        """The box a song's paper was cut in, the share of it that is seen, and the share of the picture it fills."""
        box, whole = self._box[owner], self._area[owner]
        left = float((self._owner[box.slices] == owner).sum())
        return box, min(1.0, left / max(whole, 1.0)), left / (self.width * self.height)

    @property
    def owners(self) -> NDArray[np.int16]:
        """(height, width): which song's paper each pixel shows; -1 for none."""
        return self._owner

    def _note(self, cut: Cut, owner: int) -> None:
        solid = cut.cover > 0.5
        self._owner[cut.box.slices][solid] = owner
        if owner != NOBODY and owner not in self._box:
            rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
            left, top = cut.box.left, cut.box.top
            self._box[owner] = Box(
                left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
            )
            self._area[owner] = float(solid.sum())

    def _surface(self, sheet: Sheet, cut: Cut, content: Content, tooth: float) -> Floats:
        """What the paper shows: its print, its white core where it was torn, its tooth, and light on its rim."""
        face = self._printed(sheet, cut.box, content)
        if any(sheet.torn):
            core = np.asarray(CORE, dtype=np.float32) * self._core(cut)[..., None]
            face = core + (face - core) * cut.printed[..., None]
        shade = 1.0 + tooth * self._tooth[cut.box.slices] + _bend(sheet, cut.box)
        edge = lit_edge(cut.inner, self.unit) * (0.30 if not any(sheet.torn) else 0.10)
        return face * shade[..., None] + (0.5 * edge)[..., None]

    def _core(self, cut: Cut) -> Floats:
        """The brightness of torn fibres: thinner and greyer outwards, in the print's shade beside it."""
        depth = np.clip(cut.inner / (7.0 * self.unit), 0.0, 1.0)
        beside = np.clip(1.0 - (1.0 - cut.printed) * 2.0, 0.0, 1.0)
        return (0.93 + 0.07 * depth - 0.05 * beside + 0.012 * self._tooth[cut.box.slices]).astype(np.float32)

    def _printed(self, sheet: Sheet, box: Box, content: Content) -> Floats:
        if isinstance(content, tuple):
            flat = np.empty((box.height, box.width, 3), dtype=np.float32)
            flat[:] = np.asarray(content, dtype=np.float32)
            return flat
        high, wide = content.shape[:2]
        levels = PIL.Image.fromarray(np.round(np.clip(content, 0.0, 1.0) * 255.0).astype(np.uint8))
        (a, b), (d, e) = sheet.axes
        dx, dy = box.left - sheet.centre[0], box.top - sheet.centre[1]
        matrix = (a, b, wide / 2 + a * dx + b * dy, d, e, high / 2 + d * dx + e * dy)
        turned = levels.transform(
            (box.width, box.height), PIL.Image.Transform.AFFINE, matrix, PIL.Image.Resampling.BICUBIC
        )
        return np.asarray(turned, dtype=np.float32) / np.float32(255.0)


def _bend(sheet: Sheet, box: Box) -> Floats:
    """Paper never lies quite flat: it is lighter at the end that faces the lamp."""
    x = np.arange(box.left, box.right, dtype=np.float32)[None, :] - np.float32(sheet.centre[0])
    y = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] - np.float32(sheet.centre[1])
    along = (x * np.float32(LIGHT[0]) + y * np.float32(LIGHT[1])) / np.float32(max(sheet.width, sheet.height))
    return -0.045 * along


def _lamp(height: int, width: int) -> Floats:
    """Light falls off towards the lower right."""
    y = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    return 1.0 - 0.07 * (np.float32(LIGHT[0]) * x + np.float32(LIGHT[1]) * y)
