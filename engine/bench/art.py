"""Is a picture of its song? The battery that every change of a painter is held against.

It needs labelled clips (folders of audio and a ``labels.csv`` with file, mood, split), which are not shipped. Moods are
made up from the labels, so that painters are measured apart from the ear. One line puts both together; it flatters
when the mood model was trained on the same clips.
"""

from __future__ import annotations

import csv
import statistics as stats
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.analysis import analyse
from engine.api import QUADRANTS, STYLES, Mood, PaintOptions, Quadrant, StyleName
from engine.art.finish import encode, finish
from engine.art.painter import BY_NAME, compose
from engine.art.palette import oklab
from engine.art.scene import Scene
from engine.audio import Clip, decode
from engine.audio import encode as recorded
from engine.bench import decode_flow, decode_rings, decode_strata
from engine.bench.moods import near
from engine.bench.pictures import (
    TEXTURE,
    compliance,
    distance,
    emptiness,
    recovered,
    seen_quadrant,
    statistics,
    thumbnail,
)
from engine.mood import MoodModel
from engine.sketch import Sketch, sketch
from engine.spectrum import RATE, spectrum

Floats = NDArray[np.floating[Any]]
SIDE = 384  # pixels of the pictures that are measured; time is taken at 1024
CLIPS = 100

CAUTION = "Where the ear predicts: these clips may have taught it; unheard songs are read as often as it is right."


@dataclass(frozen=True)
class Decoder:
    """Reads structure from pixels in a composition, and says what a song's should be."""

    read: Callable[[Floats, str], Floats]
    expected: Callable[[Sketch, str, Quadrant], Floats]


DECODERS: dict[StyleName, Decoder] = {
    "strata": Decoder(decode_strata.read, decode_strata.expected),
    "flow": Decoder(decode_flow.read, lambda song, composition, _: decode_flow.expected(song, composition)),
    "rings": Decoder(decode_rings.read, lambda song, composition, _: decode_rings.expected(song, composition)),
}

TOLD: tuple[StyleName, ...] = ("strata",)
"""Styles whose decoder is told the quadrant that the picture's colours show."""


@dataclass(frozen=True)
class Song:
    """A labelled clip as it is painted: its sketch, a made-up mood, the predicted one, and disturbed sketches."""

    quadrant: Quadrant
    sketch: Sketch
    mood: Mood
    predicted: Mood
    louder: Sketch | None
    recoded: Sketch | None


@dataclass(frozen=True)
class Row:
    """One measure of all styles: what it should be, and what it is (None where it is not taken)."""

    name: str
    target: str
    values: tuple[float | None, ...]


def run(data: Path, clips: int = CLIPS) -> str:
    """Measure every style on ``clips`` clips, a quarter of each mood, and tell, as a table."""
    songs = load(data / "mood4q", clips // len(QUADRANTS))
    columns = [_measured(name, songs) for name in STYLES]
    rows = [
        Row(name, columns[0][name][0], tuple(column[name][1] if name in column else None for column in columns))
        for name in columns[0]
    ]
    head = f"{len(songs)} clips, {SIDE} x {SIDE} pixels"
    return "\n".join([head, _line("", "target", STYLES), *(_row(row) for row in rows), CAUTION])


def load(data: Path, per_mood: int) -> list[Song]:
    """The first clips of each mood by name of file, held-out ones first; a third of them disturbed too."""
    with (data / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["split"] != "val", row["file"]))
    rng, model, songs = np.random.default_rng(11), MoodModel.load(), []
    for number in range(per_mood):
        for quadrant in QUADRANTS:
            mine = [row for row in rows if row["mood"].lower() == quadrant]
            clip = decode((data / mine[number]["file"]).read_bytes(), rate=RATE)
            songs.append(_song(clip, quadrant, near(quadrant, rng), model, disturbed=number < max(4, per_mood // 3)))
    return songs


def _song(clip: Clip, quadrant: Quadrant, mood: Mood, model: MoodModel, disturbed: bool) -> Song:
    samples = clip.samples[0]
    own, predicted = _heard(samples, clip.duration, model)
    louder = recoded = None
    if disturbed:
        louder = _heard(samples * np.float32(10 ** (1 / 20)), clip.duration, model)[0]
        quiet = samples * np.float32(0.9 / max(1.0, float(np.abs(samples).max())))
        again = decode(recorded(quiet, RATE, "mp3", max_bytes=round(clip.duration * 12_000)), rate=RATE)
        recoded = _heard(again.samples[0], again.duration, model)[0]
    return Song(quadrant, own, mood, predicted, louder, recoded)


def _heard(samples: NDArray[np.float32], duration: float, model: MoodModel) -> tuple[Sketch, Mood]:
    sound = spectrum(samples)
    analysis = analyse(sound, samples)
    drawn = sketch(sound, duration, analysis.features["tempo"], dict(analysis.traits))
    return Sketch.unpack(drawn.pack()), model.feel(analysis)


@dataclass(frozen=True)
class Painting:
    """What is kept of a painted picture."""

    composition: str
    thumb: Floats
    statistics: Floats
    compliance: float
    emptiness: float


def _scene(style: StyleName, song: Sketch, mood: Mood, composition: str | None = None, side: int = SIDE) -> Scene:
    """A scene as the painter composes it, or in a given composition."""
    own = BY_NAME[style]
    chosen = own if composition is None else replace(own, choose=lambda _, __: composition)
    return compose(song, mood, chosen, PaintOptions(style=style, width=side, height=side))


def _pixels(style: StyleName, scene: Scene) -> Floats:
    return finish(BY_NAME[style].draw(scene).pixels, scene.palette)


def _painting(style: StyleName, song: Song, mood: Mood) -> Painting:
    scene = _scene(style, song.sketch, mood)
    pixels = _pixels(style, scene)
    return Painting(
        composition=scene.composition,
        thumb=thumbnail(pixels),
        statistics=statistics(pixels),
        compliance=compliance(pixels, mood.quadrant),
        emptiness=emptiness(pixels, oklab(np.array(scene.palette.ground))),
    )


def _measured(style: StyleName, songs: Sequence[Song]) -> dict[str, tuple[str, float]]:
    """Name of each measure -> (target, value) for one style."""
    paintings = [_painting(style, song, song.mood) for song in songs]
    labels = np.array([QUADRANTS.index(song.quadrant) for song in songs])
    values = np.stack([painting.statistics for painting in paintings])
    felt = np.stack([_painting(style, song, song.predicted).statistics for song in songs])
    louder, recoded = _sensitivity(style, songs, paintings)
    measures = {
        "same bytes twice": ("1", _repeats(style, songs[0])),
        "moved by +1 dB / by another song": ("<= .20", louder),
        "moved by mp3 at 96 kbit/s / by another song": ("<= .20", recoded),
        "distance within / between moods": ("<= .60", _ratio(paintings, labels)),
        "mood read from 14 statistics": (">= .95", recovered(values, labels)),
        "mood read from 4 of texture": (">= .70", recovered(values[:, -TEXTURE:], labels)),
        "label read when painted as the ear predicts": ("-", recovered(felt, labels)),
        "pixels in the mood's box": (">= .85", _mean(painting.compliance for painting in paintings)),
        "bare ground": (".1-.7", _mean(painting.emptiness for painting in paintings)),
        "compositions used": (">= 3", float(len({painting.composition for painting in paintings}))),
        "nearest other picture (mean OKLab difference)": (">= .02", _variety(paintings)),
        "CPU seconds at 1024 x 1024": ("<= .40", _seconds(style, songs)),
    }
    return {**_structure(style, songs), **measures} if style in DECODERS else measures


def _structure(style: StyleName, songs: Sequence[Song]) -> dict[str, tuple[str, float]]:
    """How well pictures lead to their own sound, over all compositions of a style."""
    ranks: list[int] = []
    own: list[float] = []
    flat: list[float] = []
    for composition in BY_NAME[style].compositions:
        expected = {
            quadrant: np.stack([DECODERS[style].expected(song.sketch, composition, quadrant) for song in songs])
            for quadrant in (QUADRANTS if style in TOLD else QUADRANTS[:1])
        }
        pictures = [_pixels(style, _scene(style, song.sketch, song.mood, composition)) for song in songs]
        likeness = _likeness(style, pictures, composition, expected)
        ranks += [int(rank) for rank in (likeness > np.diag(likeness)[:, None]).sum(axis=1)]
        own.append(float(np.diag(likeness).mean()))
        if not flat:
            blank = [_pixels(style, _scene(style, _flat(song.sketch), song.mood, composition)) for song in songs]
            flat.append(float(np.diag(_likeness(style, blank, composition, expected)).mean()))
    return {
        "picture to its own audio, R@1": ("-", float(np.mean(np.array(ranks) < 1))),
        "picture to its own audio, R@5": (">= .60", float(np.mean(np.array(ranks) < 5))),
        "likeness to its own audio": ("-", stats.mean(own)),
        "likeness with the sound flattened": ("<= .05", stats.mean(flat)),
    }


def _likeness(
    style: StyleName, pictures: Sequence[Floats], composition: str, expected: dict[Quadrant, Floats]
) -> Floats:
    """(pictures, songs): correlation of what is read with what is expected, both without what all share."""
    reads = np.stack([DECODERS[style].read(picture, composition) for picture in pictures])
    seen = np.array([QUADRANTS.index(seen_quadrant(thumbnail(picture))) for picture in pictures])
    result = np.empty((len(pictures), len(pictures)))
    for number, quadrant in enumerate(QUADRANTS):
        mine = seen == number
        should = expected.get(quadrant, expected[QUADRANTS[0]])
        centre = reads[mine].mean(axis=0) if mine.any() else 0.0
        result[mine] = _unit(reads[mine] - centre) @ _unit(should - should.mean(axis=0)).T
    return result


def _unit(vectors: Floats) -> Floats:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _flat(song: Sketch) -> Sketch:
    """The sketch with every map and curve replaced by its mean and without attacks; sections and traits stay."""

    def level(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.full_like(part, round(float(part.mean())))

    maps = level(song.mel), level(song.energy), level(song.pulse), level(song.chroma)
    return replace(song, mel=maps[0], energy=maps[1], pulse=maps[2], chroma=maps[3], onsets=song.onsets[:0])


def _sensitivity(style: StyleName, songs: Sequence[Song], paintings: Sequence[Painting]) -> tuple[float, float]:
    """How far a picture moves when its sound is disturbed, over how far another song of its mood lies (medians)."""
    louder, recoded = [], []
    for song, painting in zip(songs, paintings, strict=True):
        if song.louder is None or song.recoded is None:
            continue
        others = [other for other in songs if other.quadrant == song.quadrant and other is not song][:4]
        away = stats.median(distance(painting.thumb, _thumb(style, other.sketch, song.mood)) for other in others)
        louder.append(distance(painting.thumb, _thumb(style, song.louder, song.mood)) / away)
        recoded.append(distance(painting.thumb, _thumb(style, song.recoded, song.mood)) / away)
    return stats.median(louder), stats.median(recoded)


def _thumb(style: StyleName, song: Sketch, mood: Mood) -> Floats:
    return thumbnail(_pixels(style, _scene(style, song, mood)))


def _repeats(style: StyleName, song: Song) -> float:
    once, twice = (encode(_pixels(style, _scene(style, song.sketch, song.mood)), "png").data for _ in range(2))
    return float(once == twice)


def _ratio(paintings: Sequence[Painting], labels: NDArray[np.intp]) -> float:
    """Mean distance of pictures of one mood over that of pictures of two."""
    inside: list[float] = []
    across: list[float] = []
    for one in range(len(paintings)):
        for other in range(one):
            away = distance(paintings[one].thumb, paintings[other].thumb)
            (inside if labels[one] == labels[other] else across).append(away)
    return stats.mean(inside) / stats.mean(across)


def _variety(paintings: Sequence[Painting]) -> float:
    """Mean distance to the nearest other picture."""
    thumbs = np.stack([painting.thumb for painting in paintings])
    away = [sorted(distance(thumb, other) for other in thumbs)[1] for thumb in thumbs]
    return stats.mean(away)


def _seconds(style: StyleName, songs: Sequence[Song]) -> float:
    """Median CPU time of a whole picture at 1024 x 1024, in seconds."""
    taken = []
    for song in songs[:8]:
        start = time.process_time()
        encode(_pixels(style, _scene(style, song.sketch, song.mood, side=1024)), "jpeg")
        taken.append(time.process_time() - start)
    return stats.median(taken)


def _mean(values: Iterable[float]) -> float:
    return stats.mean(values)


def _row(row: Row) -> str:
    return _line(row.name, row.target, ["" if value is None else f"{value:.2f}" for value in row.values])


def _line(name: str, target: str, cells: Sequence[str]) -> str:
    return f"{name:<48}{target:>8}" + "".join(f"{cell:>9}" for cell in cells)
