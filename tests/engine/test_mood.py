"""The mood model: its weights, its meaning on made sounds, its words, and the arithmetic that teaches it."""

from __future__ import annotations

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
from engine.api import Mood
from engine.audio import decode, encode
from engine.ear import EMBEDDING, EMOTIONS, GENRES, Heard
from engine.mood import (
    ARRAYS,
    DESCRIBED,
    TREES,
    VOICES,
    WEIGHTS,
    Calibration,
    MoodModel,
    WeightsMismatch,
    plane,
    pooled,
    words,
)
from engine.spectrum import RATE, spectrum

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


def test_a_mood_may_lie_between_two() -> None:
    close = Mood(0.05, 0.05, 0.36, 0.54, 0.0, -0.5, 0.54, ())
    assert close.between == ("relaxed", "sad")
    assert replace(close, relaxed=0.57, sad=0.33).between is None


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


def eared(model: MoodModel) -> MoodModel:
    """The model with an ear whose word is all that counts for the moods and the axes."""
    deaf = (0.0,) * (len(VOICES) - 1)
    return replace(model, eared=Calibration((*deaf, 2.0), 0.0, (0.0, 0.3, 0.0), (0.0, 0.3, 0.0)))


def hears(*moods: float) -> Heard:
    empty = (np.zeros(len(EMOTIONS)), np.zeros(len(GENRES)))
    return Heard(np.zeros(8), np.zeros(EMBEDDING), np.array(moods), 0.0, 0.0, *empty)


def test_the_ear_has_its_say(model: MoodModel) -> None:
    vector = heard(uproar()).vector
    mood = eared(model).feel(vector, [hears(0.0, 0.0, 0.0, 3.0)])
    assert mood.quadrant == "relaxed"
    assert mood.confidence == pytest.approx(math.exp(6.0) / (math.exp(6.0) + 3.0))
    assert mood.valence > 0.5
    assert mood.arousal < -0.5


def test_without_the_ear_the_others_decide(model: MoodModel) -> None:
    vector = heard(uproar()).vector
    assert eared(model).feel(vector) == replace(model, eared=None).feel(vector, [hears(0.0, 0.0, 0.0, 3.0)])


def test_what_the_ear_hears_in_parts_is_averaged(model: MoodModel) -> None:
    vectors = np.stack([heard(uproar()).vector] * 2)
    parts = [hears(4.0, 0.0, 0.0, 0.0), hears(0.0, 0.0, 0.0, 4.0)]
    mood = eared(model).feel(vectors, parts)
    assert mood.happy == pytest.approx(mood.relaxed)
    assert mood.arousal == pytest.approx(0.0)
    assert mood.valence > 0.5


def test_more_or_fewer_ears_than_parts_are_refused(model: MoodModel) -> None:
    vectors = np.stack([heard(uproar()).vector] * 2)
    with pytest.raises(ValueError, match="2 parts"):
        eared(model).feel(vectors, [hears(1.0, 0.0, 0.0, 0.0)])


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsMismatch):
        MoodModel.load(tmp_path)


@pytest.mark.parametrize("damaged", [TREES, ARRAYS])
def test_damaged_weights_are_refused(damaged: str, tmp_path: Path) -> None:
    for name in (TREES, ARRAYS, DESCRIBED):
        shutil.copy(WEIGHTS / name, tmp_path)
    MoodModel.load(tmp_path)
    data = bytearray((tmp_path / damaged).read_bytes())
    data[-9] ^= 1
    (tmp_path / damaged).write_bytes(data)
    with pytest.raises(WeightsMismatch):
        MoodModel.load(tmp_path)


def test_older_or_incomplete_weights_are_refused(tmp_path: Path) -> None:
    for name in (TREES, ARRAYS):
        shutil.copy(WEIGHTS / name, tmp_path)
    described = json.loads((WEIGHTS / DESCRIBED).read_text())
    lacking = {name: value for name, value in described.items() if name != "alone"}
    for wrong in (described | {"features": described["features"] - 1}, lacking, described | {"alone": None}):
        (tmp_path / DESCRIBED).write_text(json.dumps(wrong))
        with pytest.raises(WeightsMismatch):
            MoodModel.load(tmp_path)


def test_all_weights_of_the_mood_are_small() -> None:
    assert sum((WEIGHTS / name).stat().st_size for name in (TREES, ARRAYS, DESCRIBED)) < 3 * 2**20


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
    said = np.stack([np.ones((1, 4)), np.log(shares)])
    np.testing.assert_allclose(pooled(Calibration((5.0, 1.0), 0.0, (), ()), said), shares)
    np.testing.assert_allclose(pooled(Calibration((5.0, 0.0), 0.0, (), ()), said), 0.25)
    tilted = pooled(Calibration((5.0, 0.0), math.log(2.0), (), ()), said)
    np.testing.assert_allclose(tilted, [[0.4, 0.4, 0.1, 0.1]])


def test_the_plane_follows_the_moods_and_what_is_felt() -> None:
    calibration = Calibration((1.0, 0.0, 0.0, 0.0), 0.0, (0.0, 0.5, 0.0), (0.1, 0.0, 1.0))
    felt = [np.full((1, 4), 9.0), np.array([[0.4, 0.4, -0.4, -0.4]])]
    said = np.stack([np.log([[0.6, 0.2, 0.1, 0.1]]), np.zeros((1, 4)), *felt])
    valence, arousal = plane(calibration, said)
    assert valence[0] == pytest.approx(2.0 * 0.7 - 1.0)  # half the log odds, squashed: a probability on -1..1
    assert arousal[0] == pytest.approx(math.tanh(0.5))
