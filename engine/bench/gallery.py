"""Every style for every jukebox song, as files: to look at, and for the README."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from engine.api import QUADRANTS, STYLES, PaintOptions, StyleName
from engine.art.painter import paint
from engine.hearing import hear
from engine.jukebox import song

SIDE = 1024


def run(out: Path, side: int = SIDE) -> list[Path]:
    """Write one sheet for each style (four moods side by side), ``side`` pixels each; returns what was written."""
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
    return written


def _saved(sheet: Image.Image, out: Path, style: StyleName) -> Path:
    path = out / f"{style}.jpg"
    sheet.save(path, quality=88, optimize=True)
    return path
