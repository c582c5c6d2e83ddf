"""The mood model: its weights, its meaning on made sounds, its words, and the arithmetic that teaches it."""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.analysis import Analysis, analyse
from engine.api import Step
from engine.audio import decode, encode
from engine.bench.mood import majority
from engine.mood import (
    WEIGHTS,
    Calibration,
    MoodModel,
    WeightsMismatch,
    names_digest,
    plane,
    pooled,
    words,
)
from engine.spectrum import RATE, spectrum
from engine.training.mood import (
    Clips,
    Unheard,
    calibrated,
    calibration_error,
    cross_validated,
    figures,
    fit,
    nested,
    table,
    train,
)

CONTRARY = [
    ({"joyful", "cheerful", "exuberant", "festive", "playful", "content", "serene"}, {"mournful", "gloomy", "lonely"}),
    ({"energetic", "driving", "urgent", "raging", "aggressive"}, {"calm", "still", "hushed", "peaceful", "soothing"}),
    ({"tender", "gentle", "warm", "sweet", "soothing"}, {"harsh", "fierce", "angry", "menacing", "bitter"}),
    ({"hopeful", "bright", "triumphant"}, {"desolate", "gloomy", "dark"}),
]


@pytest.fixture(scope="module")
def model() -> MoodModel:
    return MoodModel.load()


def lullaby(seconds: float = 15.0) -> NDArray[np.float32]:
    """Slow, soft major chords of few partials."""
    time = np.arange(int(3.0 * RATE)) / RATE
    swell = np.sin(np.pi * time / 3.0)
    parts = []
    for degrees in ((60, 64, 67), (65, 69, 72), (60, 64, 67), (67, 71, 74), (60, 64, 67)):
        tones = [
            np.sin(2 * np.pi * 440 * 2 ** ((note - 69) / 12) * n * time) / n**2 for note in degrees for n in (1, 2, 3)
        ]
        parts.append(0.1 * swell * np.sum(tones, axis=0))
    return np.concatenate(parts)[: int(seconds * RATE)].astype(np.float32)


def uproar(seconds: float = 15.0) -> NDArray[np.float32]:
    """Distorted low fifths with drums at 170 BPM."""
    noise = np.random.default_rng(5)
    time = np.arange(int(seconds * RATE)) / RATE
    riff = np.where((time * 170 / 60 / 4).astype(int) % 2, 41.2, 43.65)
    phase = 2 * np.pi * np.cumsum(riff) / RATE
    guitar = np.tanh(8 * (np.sin(2 * phase) + np.sin(3 * phase) + 0.3 * np.sin(4.1 * phase)))
    drums = 2.0 * noise.standard_normal(len(time)) * np.exp(-25 * (time % (60 / 170)))
    return (0.2 * np.tanh(guitar + drums)).astype(np.float32)


def heard(sound: NDArray[np.float32]) -> Analysis:
    return analyse(spectrum(sound), sound)


def test_an_uproar_is_livelier_and_less_pleasant_than_a_lullaby(model: MoodModel) -> None:
    soft, wild = model.feel(heard(lullaby())), model.feel(heard(uproar()))
    assert wild.arousal > 0.1 > -0.1 > soft.arousal
    assert wild.valence < soft.valence
    assert wild.quadrant == "angry"
    assert soft.quadrant in {"sad", "relaxed"}


def test_a_mood_adds_up(model: MoodModel) -> None:
    for sound in (lullaby(), uproar()):
        mood = model.feel(heard(sound))
        shares = (mood.happy, mood.angry, mood.sad, mood.relaxed)
        assert math.isclose(sum(shares), 1.0, abs_tol=1e-6)
        assert mood.confidence == max(shares)
        assert all(type(value) is float for value in (*shares, mood.valence, mood.arousal, mood.confidence))
        assert -1.0 <= mood.valence <= 1.0
        assert -1.0 <= mood.arousal <= 1.0
        assert mood.words == words(mood.valence, mood.arousal)


@pytest.mark.parametrize("gain", [0.89, 1.12])
def test_a_decibel_changes_nothing(model: MoodModel, gain: float) -> None:
    one, other = model.feel(heard(uproar())), model.feel(heard((gain * uproar()).astype(np.float32)))
    assert other.valence == pytest.approx(one.valence, abs=0.02)
    assert other.arousal == pytest.approx(one.arousal, abs=0.02)


def test_a_lossy_copy_feels_the_same(model: MoodModel) -> None:
    song = lullaby() + 0.2 * uproar()
    copy = decode(encode(song[None], RATE, "mp3")).samples[0]
    one, other = model.feel(heard(song)), model.feel(heard(copy))
    assert other.valence == pytest.approx(one.valence, abs=0.2)
    assert other.arousal == pytest.approx(one.arousal, abs=0.2)


def test_analysis_and_its_vector_feel_alike(model: MoodModel) -> None:
    analysis = heard(lullaby())
    assert model.feel(analysis.vector) == model.feel(analysis)


def test_a_song_in_parts_lies_between_its_parts(model: MoodModel) -> None:
    soft, wild = heard(lullaby()).vector, heard(uproar()).vector
    alike = model.feel(np.array([soft, soft]))
    assert alike.valence == pytest.approx(model.feel(soft).valence)
    between = model.feel(np.array([soft, wild])).arousal
    assert model.feel(soft).arousal < between < model.feel(wild).arousal


def test_a_vector_of_another_shape_or_naming_is_refused(model: MoodModel) -> None:
    analysis = heard(lullaby())
    with pytest.raises(WeightsMismatch):
        model.feel(analysis.vector[:-1])
    with pytest.raises(WeightsMismatch):
        model.feel(replace(analysis, names=tuple(reversed(analysis.names))))


def test_damaged_missing_or_older_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsMismatch):
        MoodModel.load(tmp_path)
    for name in ("mood.txt", "mood.json"):
        shutil.copy(WEIGHTS / name, tmp_path)
    (tmp_path / "mood.txt").write_text((tmp_path / "mood.txt").read_text().replace("leaf_value=0", "leaf_value=1", 1))
    with pytest.raises(WeightsMismatch):
        MoodModel.load(tmp_path)
    shutil.copy(WEIGHTS / "mood.txt", tmp_path)
    described = json.loads((tmp_path / "mood.json").read_text())
    (tmp_path / "mood.json").write_text(json.dumps(described | {"features": described["features"] - 1}))
    with pytest.raises(WeightsMismatch):
        MoodModel.load(tmp_path)


def test_saved_weights_feel_the_same_after_loading(model: MoodModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    vector = heard(uproar()).vector
    assert MoodModel.load(tmp_path).feel(vector) == model.feel(vector)


def test_feeling_does_not_need_lightgbm() -> None:
    check = "import sys; from engine.mood import MoodModel; MoodModel.load().trees; sys.exit('lightgbm' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize(
    ("valence", "arousal", "expected"),
    [
        (0.8, 0.6, {"joyful", "festive", "upbeat"}),
        (-0.85, 0.9, {"raging", "aggressive", "angry"}),
        (-0.7, -0.5, {"lonely", "mournful", "sombre"}),
        (0.65, -0.7, {"peaceful", "soothing", "relaxed"}),
    ],
)
def test_corners_have_their_words(valence: float, arousal: float, expected: set[str]) -> None:
    assert expected & set(words(valence, arousal)[:3])


def test_words_are_few_distinct_and_never_contrary() -> None:
    for valence in np.linspace(-1.0, 1.0, 41):
        for arousal in np.linspace(-1.0, 1.0, 41):
            chosen = words(float(valence), float(arousal))
            assert 3 <= len(chosen) == len(set(chosen)) <= 5
            assert not any(set(chosen) & one and set(chosen) & other for one, other in CONTRARY), chosen


def test_words_change_across_the_plane() -> None:
    grid = {words(float(v), float(a))[0] for v in np.linspace(-1, 1, 21) for a in np.linspace(-1, 1, 21)}
    assert len(grid) > 40


def test_pooling_is_a_weighted_geometric_mean() -> None:
    shares = np.array([[0.7, 0.1, 0.1, 0.1]])
    only_trees = pooled(Calibration(0.0, 1.0, (0, 0, 0), (0, 0, 0)), np.zeros((1, 4)), np.log(shares))
    np.testing.assert_allclose(only_trees, shares)
    flat = pooled(Calibration(0.0, 0.0, (0, 0, 0), (0, 0, 0)), np.ones((1, 4)), np.log(shares))
    np.testing.assert_allclose(flat, 0.25)


def test_the_plane_follows_the_halves() -> None:
    calibration = Calibration(1.0, 1.0, (0.0, 0.0, 0.5), (0.0, 0.0, 0.5))
    shares = np.array([[0.6, 0.2, 0.1, 0.1]])
    valence, arousal = plane(calibration, np.zeros((1, 4)), np.log(shares))
    assert valence[0] == pytest.approx(2.0 * 0.7 - 1.0)  # half the log odds, squashed: a probability on -1..1
    assert arousal[0] == pytest.approx(2.0 * 0.8 - 1.0)
    lifted = plane(replace(calibration, valence=(0.3, 0.0, 0.5)), np.zeros((1, 4)), np.log(shares))[0]
    assert lifted[0] > valence[0]


def test_calibration_error_of_known_gaps() -> None:
    moods = np.array([[0.85, 0.05, 0.05, 0.05]] * 4)
    assert calibration_error(moods, np.array([0, 0, 0, 1])) == pytest.approx(0.85 - 0.75)
    assert calibration_error(moods, np.array([0, 0, 0, 0])) == pytest.approx(0.15)


def clips(shift: float, count: int = 160) -> Clips:
    """Vectors whose first four numbers lean by ``shift`` towards the label, among twenty of noise."""
    noise = np.random.default_rng(4)
    labels = np.arange(count) % 4
    vectors = noise.standard_normal((count, 24))
    vectors[np.arange(count), labels] += shift
    names = tuple(f"made.up.{number}" for number in range(24))
    return Clips(names, vectors, labels, np.arange(count) // 4 % 3)


def test_what_can_be_learned_is_learned_and_what_cannot_is_not() -> None:
    plain, noise = clips(3.0), clips(0.0)
    learned = figures(plain, nested(cross_validated(plain)))
    guessed = figures(noise, nested(cross_validated(noise)))
    assert learned.accuracy > 0.85
    assert learned.calibration < 0.1
    assert guessed.accuracy < 0.35
    assert figures(plain, majority(plain)).accuracy == pytest.approx(0.25, abs=0.05)


def test_fitting_is_repeatable() -> None:
    made = clips(2.0)
    one, other = fit(made.vectors, made.labels), fit(made.vectors, made.labels)
    np.testing.assert_array_equal(one[0].weights, other[0].weights)
    assert one[1] == other[1]


def test_calibration_tempers_the_overconfident() -> None:
    noise = np.random.default_rng(6)
    labels = noise.integers(0, 4, 600)
    trees = np.full((600, 4), np.log(0.01 / 3))
    told = np.where(noise.random(600) < 0.6, labels, noise.integers(0, 4, 600))
    trees[np.arange(600), told] = np.log(0.99)
    made = Clips((), np.zeros((600, 0)), labels, np.arange(600) % 10)
    fitted = calibrated(Unheard(made, np.zeros((600, 4)), trees))
    moods = pooled(fitted, np.zeros((600, 4)), trees)
    assert calibration_error(moods, labels) < 0.02
    assert moods.max() == pytest.approx(0.7, abs=0.05)


def test_figures_count_axes_and_confusion() -> None:
    made = replace(clips(0.0, 8), folds=np.arange(8) // 4)
    told = np.eye(4)[[0, 1, 2, 3, 1, 1, 3, 3]]
    got = figures(made, told)
    assert got.accuracy == 6 / 8
    assert got.per_fold == (1.0, 0.5)
    assert got.error == pytest.approx(0.25)
    assert got.arousal == 1.0
    assert got.valence == 6 / 8
    assert got.confusion.tolist() == [[1, 1, 0, 0], [0, 2, 0, 0], [0, 0, 1, 1], [0, 0, 0, 2]]
    assert "0.750 ± 0.250" in table({"made up": got})


def test_training_reads_clips_reports_and_writes_weights(tmp_path: Path) -> None:
    folder = tmp_path / "mood4q"
    folder.mkdir()
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(["file", "label", "fold"])
        for number in range(16):
            sound = (lullaby(3.0) if number % 4 > 1 else uproar(3.0)) * (1.0 + 0.01 * number)
            (folder / f"{number}.wav").write_bytes(encode(sound[None], RATE, "wav"))
            rows.writerow([f"{number}.wav", f"Q{number % 4 + 1}", number // 8])
    steps: list[Step] = []
    report = train(tmp_path, tmp_path / "out", steps.append)
    assert "arousal" in report
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    analysis = heard(uproar(3.0))
    mood = MoodModel.load(tmp_path / "out").feel(analysis)
    assert mood.happy + mood.angry > mood.sad + mood.relaxed
    assert json.loads((tmp_path / "out" / "mood.json").read_text())["names"] == names_digest(analysis.names)
