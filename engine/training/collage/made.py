"""A set to learn from in which nobody else has rights: our own collages of the jukebox's songs, truly described."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import PIL.Image

from engine.api import QUADRANTS, CollageOptions, Hearing, Mood, Piece, Progress, Quadrant, Step, silent
from engine.audio import Limits
from engine.collage import lay_out
from engine.hearing import hear
from engine.jukebox import song
from engine.training.collage.folder import main_colours

SOURCE, LICENCE = "painted and laid out by Slate", "CC0-1.0"
FEWEST, MOST = 3, 7

_WORDS: dict[Quadrant, tuple[str, ...]] = {
    "happy": ("bright", "cheerful", "playful", "sunny"),
    "angry": ("fierce", "harsh", "restless", "loud"),
    "sad": ("gloomy", "quiet", "heavy", "lonely"),
    "relaxed": ("calm", "gentle", "airy", "soft"),
}
_TITLES = (
    "Paper Moon",
    "North Window",
    "Tin Roof",
    "Slow River",
    "Glass Hill",
    "Red Kite",
    "Old Harbour",
    "First Snow",
)


def make(folder: Path, count: int, side: int = 1024, seed: int = 0, progress: Progress = silent) -> int:
    """Write ``count`` collages of ``side`` x ``side`` pixels with their captions; what is there already is kept.

    Returns how many were made. The same seed gives the same set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    made = 0
    for number in range(count):
        progress(Step("laying out the songs", number / count))
        name = f"slate-{seed}-{number:04d}.png"
        pieces = _pieces(seed, number)
        caption, data = folder / f"{Path(name).stem}.txt", folder / name
        if not (data.is_file() and caption.is_file()):
            collage = lay_out(pieces, CollageOptions("paper", side, side, seed=1000 * seed + number))
            shown = sum(laid.visible >= 0.25 for laid in collage.laid)
            caption.write_text(_caption(pieces, shown, collage.picture.data) + "\n", encoding="utf-8")
            data.write_bytes(collage.picture.data)
            made += 1
        text = caption.read_text(encoding="utf-8").strip()
        rows.append({"file_name": name, "text": text, "source": SOURCE, "licence": LICENCE})
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "metadata.jsonl").write_text(lines, encoding="utf-8")
    return made


def _caption(pieces: list[Piece], shown: int, data: bytes) -> str:
    """How many pieces are seen, how they feel, and which colours the picture has: each counted or measured."""
    hero = pieces[0].hearing
    assert hero  # every piece was heard
    with PIL.Image.open(io.BytesIO(data)) as picture:
        seen = main_colours(picture.convert("RGB").resize((96, 96), PIL.Image.Resampling.BOX))
    mood = " and ".join(hero.mood.words[:2])
    return f"paper collage of {shown} torn and cut paintings, {mood} mood, {', '.join(seen)}, each with a typed label"


def _pieces(seed: int, number: int) -> list[Piece]:
    """A few songs of one mood with now and then another among them."""
    chance = np.random.Generator(np.random.PCG64([seed, number]))
    leading = QUADRANTS[number % len(QUADRANTS)]
    pieces = []
    for place in range(int(chance.integers(FEWEST, MOST + 1))):
        other = place > 0 and chance.random() < 0.25
        mood = QUADRANTS[int(chance.integers(4))] if other else leading
        title = _TITLES[int(chance.integers(len(_TITLES)))]
        hearing = replace(_heard(QUADRANTS[int(chance.integers(4))]), mood=_mood(mood, chance))
        pieces.append(Piece(title, hearing=hearing, plays=MOST + 1 - place, moment=float(chance.random())))
    return pieces


def _mood(quadrant: Quadrant, chance: np.random.Generator) -> Mood:
    shares = {name: 0.7 if name == quadrant else 0.1 for name in QUADRANTS}
    valence = float(chance.uniform(0.35, 0.9)) * (1.0 if quadrant in ("happy", "relaxed") else -1.0)
    arousal = float(chance.uniform(0.35, 0.9)) * (1.0 if quadrant in ("happy", "angry") else -1.0)
    words = tuple(str(word) for word in chance.permutation(np.array(_WORDS[quadrant]))[:3])
    return Mood(**shares, valence=valence, arousal=arousal, confidence=0.7, words=words)


@cache
def _heard(mood: Quadrant) -> Hearing:
    return hear(song(mood), Limits())
