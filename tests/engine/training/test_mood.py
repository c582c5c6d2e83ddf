"""The arithmetic that teaches the mood model, on made numbers and made sounds."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.analysis import analyse
from engine.api import Step
from engine.audio import encode
from engine.bench.mood import ablation, gains, majority
from engine.ear import EMOTIONS
from engine.mood import MoodModel, names_digest
from engine.spectrum import RATE, spectrum
from engine.training.figures import calibration_error, figures, table
from engine.training.mood import (
    Clips,
    Felt,
    Unheard,
    calibrated,
    cross_validated,
    described,
    ear_scores,
    fit,
    nested,
    nested_axes,
    reach,
    train,
)

NUMBERS = 24
NOTHING = Felt.nothing(NUMBERS)


def clips(shift: float, count: int = 160) -> Clips:
    """Vectors whose first four numbers lean by ``shift`` towards the label, among twenty of noise."""
    noise = np.random.default_rng(4)
    labels = np.arange(count) % 4
    vectors = noise.standard_normal((count, NUMBERS))
    vectors[np.arange(count), labels] += shift
    names = tuple(f"made.up.{number}" for number in range(NUMBERS))
    return Clips(names, vectors, labels, np.arange(count) // 4 % 3, np.arange(count) // 2)


def measured(unheard: Unheard) -> float:
    return figures(unheard.clips.labels, unheard.clips.folds, nested(unheard)).accuracy


def test_what_can_be_learned_is_learned_and_what_cannot_is_not() -> None:
    plain, noise = clips(3.0), clips(0.0)
    learned = cross_validated(plain, NOTHING)
    assert measured(learned) > 0.85
    assert calibration_error(nested(learned), plain.labels) < 0.1
    assert measured(cross_validated(noise, NOTHING)) < 0.35
    assert figures(plain.labels, plain.folds, majority(plain)).accuracy == pytest.approx(0.25, abs=0.05)
    valence, arousal = nested_axes(learned)
    happy, angry, sad, relaxed = (plain.labels == mood for mood in range(4))
    assert valence[happy | relaxed].mean() > 0.3 > -0.3 > valence[angry | sad].mean()
    assert arousal[happy | angry].mean() > 0.3 > -0.3 > arousal[sad | relaxed].mean()


def test_felt_emotions_teach_the_sides() -> None:
    """Labels are noise here; only what listeners felt says on which side of arousal a song lies."""
    noise = clips(0.0)
    source = np.random.default_rng(8)
    vectors = source.standard_normal((200, NUMBERS))
    felt = Felt(vectors, np.stack([source.standard_normal(200), 3.0 * vectors[:, 5]], axis=1))
    ridge, _ = fit(noise, felt)
    asked = np.zeros((2, NUMBERS))
    asked[0, 5], asked[1, 5] = 2.0, -2.0
    standardised = ridge.standardised(asked)
    moods, axes = ridge.scores(standardised)
    assert axes[0, 1] > 0.5 > -0.5 > axes[1, 1]
    lively = moods[:, :2].sum(axis=1) - moods[:, 2:].sum(axis=1)
    assert lively[0] - lively[1] > 0.2


def test_fitting_is_repeatable() -> None:
    made = clips(2.0)
    one, other = fit(made, NOTHING), fit(made, NOTHING)
    np.testing.assert_array_equal(one[0].weights, other[0].weights)
    assert one[1] == other[1]


def test_a_block_counts_with_the_root_of_its_size() -> None:
    counted = reach(["small.one.0"] * 4 + ["large.one.0"] * 64) ** 2
    assert counted[4:].sum() / counted[:4].sum() == pytest.approx(np.sqrt(64 / 4))
    assert counted.mean() == pytest.approx(1.0)


def test_other_folds_keep_artists_together_and_moods_even() -> None:
    made = clips(0.0, 800)
    made = replace(made, artists=np.random.default_rng(3).integers(0, 300, 800))
    one, other = made.drawn(1), made.drawn(2)
    assert (one.folds != other.folds).any()
    np.testing.assert_array_equal(one.folds, made.drawn(1).folds)
    for artist in range(300):
        assert len(set(one.folds[made.artists == artist])) < 2
    counts = np.array([np.bincount(made.labels[one.folds == fold], minlength=4) for fold in range(10)])
    assert counts.min() >= 17
    assert counts.max() <= 23


def test_calibration_tempers_the_overconfident() -> None:
    noise = np.random.default_rng(6)
    labels = noise.integers(0, 4, 600)
    trees = np.full((600, 4), np.log(0.01 / 3))
    told = np.where(noise.random(600) < 0.6, labels, noise.integers(0, 4, 600))
    trees[np.arange(600), told] = np.log(0.99)
    made = Clips((), np.zeros((600, 0)), labels, np.arange(600) % 10, np.arange(600))
    moods = nested(Unheard(made, np.stack([trees, *np.zeros((3, 600, 4))])))
    assert calibration_error(moods, labels) < 0.02
    assert moods.max() == pytest.approx(0.7, abs=0.07)


def test_a_voice_that_knows_nothing_gets_no_weight() -> None:
    made = clips(0.0, 800)
    noise = np.random.default_rng(2)
    wise = np.eye(4)[made.labels] + 0.5 * noise.standard_normal((800, 4))
    fitted = calibrated(Unheard(made, np.stack([wise, *noise.standard_normal((3, 800, 4))])))
    assert fitted.moods[0] > 10 * max(fitted.moods[1:])
    assert fitted.arousal[1] > 10 * abs(fitted.arousal[2])


def test_calibration_error_of_known_gaps() -> None:
    moods = np.array([[0.85, 0.05, 0.05, 0.05]] * 4)
    assert calibration_error(moods, np.array([0, 0, 0, 1])) == pytest.approx(0.85 - 0.75)
    assert calibration_error(moods, np.array([0, 0, 0, 0])) == pytest.approx(0.15)


def test_figures_count_axes_and_confusion() -> None:
    labels, folds = np.arange(8) % 4, np.arange(8) // 4
    got = figures(labels, folds, np.eye(4)[[0, 1, 2, 3, 1, 1, 3, 3]])
    assert got.accuracy == 6 / 8
    assert got.per_fold[:, 0].tolist() == [1.0, 0.5]
    assert got.errors[0] == pytest.approx(0.25)
    assert got.scores[2:].tolist() == [1.0, 6 / 8]
    assert got.confusion.tolist() == [[1, 1, 0, 0], [0, 2, 0, 0], [0, 0, 1, 1], [0, 0, 0, 2]]
    assert "0.750 ± 0.250" in table({"made up": got})


def test_the_report_shows_what_each_voice_is_worth() -> None:
    made = clips(0.0)
    noise = np.random.default_rng(2)
    said = np.stack([np.eye(4)[made.labels], *noise.standard_normal((4, 160, 4))])
    rows = ablation(Unheard(made, said))
    assert rows["Slate"].accuracy == rows["ridge alone"].accuracy == rows["all without trees"].accuracy == 1.0
    assert rows["trees alone"].accuracy < 0.4 > rows["all without ridge"].accuracy
    (line,) = [line for line in gains(rows).splitlines() if "trees alone" in line]
    assert float(line.split()[-3]) == pytest.approx(1.0 - rows["trees alone"].per_fold[:, 0].mean(), abs=0.001)


def test_the_ear_is_asked_only_about_folds_it_never_heard(tmp_path: Path) -> None:
    made = clips(0.0, 12)
    moods = np.zeros((3, 20, 4))
    for number, fold in enumerate((2, 0, 1)):
        moods[number] = fold
    np.savez(tmp_path / "ear.npz", folds=np.array([2, 0, 1]), moods=moods)
    np.testing.assert_array_equal(ear_scores(tmp_path / "ear.npz", made)[:, 0], made.folds)
    np.savez(tmp_path / "ear.npz", folds=np.array([2, 0]), moods=moods[:2])
    with pytest.raises(ValueError, match="lacks fold 1"):
        ear_scores(tmp_path / "ear.npz", made)


def test_feelings_become_axes() -> None:
    nothing = {"genre": "rock", "fold10": "1"} | dict.fromkeys(EMOTIONS, "0")
    rows = [nothing, nothing | {"power": "0.5"}, nothing | {"joyful_activation": "1"}, nothing | {"sadness": "1"}]
    _, felt = described([], rows, ("made.up.0",), np.zeros((4, 1)))
    valence, arousal = felt.axes.T
    assert valence[2] > valence[0] == valence[1] > valence[3]
    assert arousal[2] > arousal[1] > arousal[0] > arousal[3]
    np.testing.assert_allclose(felt.axes.std(axis=0), 1.0, rtol=1e-5)


def sound(lively: bool, seconds: float = 3.0) -> NDArray[np.float32]:
    """A soft chord, or noise in quick bursts."""
    time = np.arange(int(seconds * RATE)) / RATE
    chord = np.sum([np.sin(2 * np.pi * tone * time) for tone in (262, 330, 392)], axis=0) * np.sin(time)
    bursts = np.random.default_rng(5).standard_normal(len(time)) * np.exp(-25 * (time % 0.3))
    return (0.2 * (bursts if lively else chord)).astype(np.float32)


def write(folder: Path, head: list[str], rows: list[list[str]]) -> None:
    folder.mkdir()
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([head, *rows])
    for number, row in enumerate(rows):
        lively = row[1] in {"Q1", "Q2"} or row[-1] == "1"
        (folder / row[0]).write_bytes(encode(sound(lively)[None] * (1.0 + 0.01 * number), RATE, "wav"))


def test_training_reads_clips_reports_and_writes_weights(tmp_path: Path) -> None:
    moods = [[f"{number}.wav", f"Q{number % 4 + 1}", str(number // 8), str(number)] for number in range(16)]
    write(tmp_path / "mood4q", ["file", "label", "fold", "artist_group"], moods)
    felt = []
    for number in range(4):
        told = "joyful_activation" if number % 2 else "calmness"
        shares = (str(int(emotion == told)) for emotion in EMOTIONS)
        felt.append([f"{number}.wav", "rock", str(number), *shares, str(number % 2)])
    write(tmp_path / "emotify", ["file", "genre", "fold10", *EMOTIONS, "lively"], felt)
    np.savez(tmp_path / "ear.npz", folds=np.arange(2), moods=np.zeros((2, 20, 4)))
    steps: list[Step] = []
    report = train(tmp_path, tmp_path / "out", steps.append, tmp_path / "ear.npz")
    assert "with the ear" in report
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    analysis = analyse(spectrum(sound(True)))
    model = MoodModel.load(tmp_path / "out")
    mood = model.feel(analysis)
    assert mood.happy + mood.angry > mood.sad + mood.relaxed
    assert model.eared is not None
    assert json.loads((tmp_path / "out" / "mood.json").read_text())["names"] == names_digest(analysis.names)
