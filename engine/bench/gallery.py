"""Every style for every jukebox song and their collages, as files: to look at, and for the README."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from engine.api import QUADRANTS, STYLES, CollageOptions, Hearing, Layout, PaintOptions, Piece
from engine.art.painter import paint
from engine.collage import lay_out
from engine.hearing import hear
from engine.jukebox import song

SIDE = 1024
LAID: tuple[Layout, ...] = ("paper", "wall", "moods")


def run(out: Path, side: int = SIDE) -> list[Path]:
    """Write one sheet for each style (four moods side by side) and collages of the four; returns what was written.

    Each picture has ``side`` pixels along its sides.
    """
    out.mkdir(parents=True, exist_ok=True)
    hearings = [hear(song(mood)) for mood in QUADRANTS]
    written = []
    for style in STYLES:
        sheet = Image.new("RGB", (side * len(hearings), side))
        for number, hearing in enumerate(hearings):
            picture = paint(hearing, PaintOptions(style, width=SIDE, height=SIDE)).picture
            part = Image.open(io.BytesIO(picture.data)).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
            sheet.paste(part, (number * side, 0))
        written.append(_saved(sheet, out, style))
    written += [_saved(_collage(hearings, layout, side), out, f"collage-{layout}") for layout in LAID]
    return written


def _collage(hearings: Sequence[Hearing], layout: Layout, side: int) -> Image.Image:
    pieces = [
        Piece(mood.capitalize(), "Slate's jukebox", hearing, plays, plays / 12)
        for mood, hearing, plays in zip(QUADRANTS, hearings, (12, 9, 7, 5), strict=True)
    ]
    made = lay_out(pieces, CollageOptions(layout, SIDE, SIDE, title="Four moods"))
    return Image.open(io.BytesIO(made.picture.data)).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)


def _saved(sheet: Image.Image, out: Path, name: str) -> Path:
    path = out / f"{name}.jpg"
    sheet.save(path, quality=88, optimize=True)
    return path
