"""The analysis on sounds whose tempo, key, loudness and form are known because they are made here."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.analysis import FEATURES, analyse
from engine.api import key_name
from engine.audio import decode, encode
from engine.sketch import TRAITS
from engine.spectrum import RATE, spectrum

Sound = NDArray[np.float32]

MAJOR = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7))  # semitones above the tonic: I IV V I
MINOR = ((0, 3, 7), (5, 8, 12), (7, 11, 14), (0, 3, 7))


def clicks(bpm: float, seconds: float = 20.0) -> Sound:
    """Short bursts of noise on every beat, from 0.3 s on."""
    noise = np.random.default_rng(1)
    sound = 1e-4 * noise.standard_normal(int(seconds * RATE))
    decay = np.exp(-np.arange(2000) / 200)
    for moment in np.arange(0.3, seconds - 0.2, 60.0 / bpm):
        start = int(moment * RATE)
        sound[start : start + 2000] += 0.6 * decay * noise.standard_normal(2000)
    return sound.astype(np.float32)


def note(midi: float, seconds: float, decay: float = 1.5) -> Sound:
    """A struck tone of six partials."""
    time = np.arange(int(seconds * RATE)) / RATE
    hertz = 440.0 * 2.0 ** ((midi - 69.0) / 12.0)
    partials = [np.sin(2.0 * np.pi * hertz * n * time) / n**1.3 for n in range(1, 7)]
    return (0.1 * sum(partials) * np.exp(-decay * time)).astype(np.float32)


def chord(root: int, degrees: tuple[int, ...], seconds: float = 0.9) -> Sound:
    """Notes above a root (from the middle C) over their bass."""
    parts = [note(60 + root + degree, seconds) for degree in (*degrees, degrees[0] - 12)]
    return np.sum(parts, axis=0)


def cadence(root: int, minor: bool) -> Sound:
    """Four chords, twice."""
    return np.concatenate([chord(root, degrees) for degrees in 2 * (MINOR if minor else MAJOR)])


def band(bpm: float, seconds: float = 24.0) -> Sound:
    """Kick and snare on the beats, a hi-hat on the eighths, a chord to each bar."""
    noise, beat = np.random.default_rng(2), 60.0 / bpm
    sound = np.zeros(int((seconds + 5.0) * RATE), dtype=np.float32)
    time = np.arange(RATE // 4) / RATE
    kick = np.sin(2.0 * np.pi * 60.0 * time) * np.exp(-14.0 * time)
    snare = 0.5 * noise.standard_normal(len(time)) * np.exp(-25.0 * time)
    hat = 0.15 * np.diff(noise.standard_normal(len(time) + 1)) * np.exp(-90.0 * time)

    def add(moment: float, part: NDArray[np.floating]) -> None:
        start = int(moment * RATE)
        sound[start : start + len(part)] += part.astype(np.float32)

    for number in range(int(seconds / beat)):
        add(0.2 + number * beat, (snare if number % 2 else kick) + hat)
        add(0.2 + (number + 0.5) * beat, hat)
        if number % 4 == 0:
            add(0.2 + number * beat, chord(0, MAJOR[number // 4 % 4], 4.0 * beat))
    return sound[: int(seconds * RATE)]


def noise(seconds: float = 6.0, seed: int = 3) -> Sound:
    return (0.1 * np.random.default_rng(seed).standard_normal(int(seconds * RATE))).astype(np.float32)


def test_every_registered_feature_is_measured_and_finite() -> None:
    heard = analyse(spectrum(band(100.0)))
    assert tuple(heard.features) == tuple(feature.name for feature in FEATURES)
    assert all(type(value) is float and np.isfinite(value) for value in heard.features.values())
    assert len({feature.name for feature in FEATURES}) == len(FEATURES) > 100
    assert tuple(heard.traits) == TRAITS


def test_wide_vector_has_stable_distinct_names() -> None:
    one, other = analyse(spectrum(band(100.0))), analyse(spectrum(noise(3.0)))
    assert one.names == other.names
    assert len(set(one.names)) == len(one.names) == len(one.vector) == len(other.vector)
    assert np.isfinite(one.vector).all()
    assert np.isfinite(other.vector).all()


@pytest.mark.parametrize("bpm", [60.0, 72.0, 90.0, 110.0, 128.0, 150.0, 174.0])
def test_clicks_are_counted(bpm: float) -> None:
    heard = analyse(spectrum(clicks(bpm)))
    assert heard.tempo == pytest.approx(bpm, rel=0.01)
    moments = np.arange(0.3, 19.8, 60.0 / bpm)
    gaps = [float(np.abs(moments - beat).min()) for beat in heard.beats]
    assert len(heard.beats) == pytest.approx(len(moments), abs=1)
    assert max(gaps) < 0.03
    assert heard.features["onset_rate"] == pytest.approx(len(moments) / 20.0, rel=0.05)


@pytest.mark.parametrize("bpm", [72.0, 85.0, 100.0, 120.0, 140.0])
def test_a_band_is_followed_with_its_double_or_half_beside(bpm: float) -> None:
    heard = analyse(spectrum(band(bpm)))
    assert heard.tempo == pytest.approx(bpm, rel=0.01)
    ratio = heard.features["tempo_other"] / heard.tempo
    assert min(abs(ratio - 0.5), abs(ratio - 2.0)) < 0.1
    moments = np.arange(0.2, 23.9, 60.0 / bpm)
    assert np.median([np.abs(moments - beat).min() for beat in heard.beats]) < 0.02


def test_steady_beats_are_clearer_and_surer_than_noise() -> None:
    beaten, hissed = analyse(spectrum(band(120.0))).features, analyse(spectrum(noise(20.0))).features
    assert beaten["pulse_clarity"] > hissed["pulse_clarity"] + 0.3
    assert beaten["tempo_confidence"] > 0.3
    assert hissed["tempo_confidence"] < 0.2
    assert beaten["danceability"] > hissed["danceability"] + 0.3


@pytest.mark.parametrize("minor", [False, True])
@pytest.mark.parametrize("root", range(12))
def test_cadence_names_its_key(root: int, minor: bool) -> None:
    heard = analyse(spectrum(cadence(root, minor)))
    assert (heard.features["key"], heard.features["mode"]) == (root, float(not minor))
    assert heard.features["key_confidence"] > 0.5


def test_keys_have_names() -> None:
    assert key_name({"key": 3.0, "mode": 0.0}) == "E flat minor"
    assert key_name({"key": 0.0, "mode": 1.0}) == "C major"


def test_key_survives_a_tuning_a_third_of_a_semitone_high() -> None:
    sharp = np.concatenate([sum(note(62.33 + d, 0.9) for d in degrees) for degrees in MAJOR + MAJOR])
    heard = analyse(spectrum(sharp.astype(np.float32)))
    assert heard.key == "D major"
    assert heard.features["tuning"] == pytest.approx(33.0, abs=4.0)


def test_loudness_of_the_reference_tone() -> None:
    time = np.arange(10 * RATE) / RATE
    tone = (0.1 * np.sin(2.0 * np.pi * 997.0 * time)).astype(np.float32)
    heard = analyse(spectrum(tone), tone)
    assert heard.features["loudness"] == pytest.approx(-20.0, abs=0.1)  # -20 dBFS in each of two speakers
    assert analyse(spectrum(2.0 * tone), 2.0 * tone).features["loudness"] == pytest.approx(-13.98, abs=0.1)


def test_loudness_passes_over_silence() -> None:
    tone = noise(6.0)
    gapped = np.concatenate([tone, np.zeros(6 * RATE, dtype=np.float32)])
    whole = analyse(spectrum(tone), tone).features["loudness"]
    assert analyse(spectrum(gapped), gapped).features["loudness"] == pytest.approx(whole, abs=0.3)


def test_loudness_range_is_the_step_between_two_levels() -> None:
    tone = noise(40.0)
    tone[20 * RATE :] *= 10.0 ** (-10.0 / 20.0)
    heard = analyse(spectrum(tone)).features
    assert heard["loudness_range"] == pytest.approx(10.0, abs=0.5)
    assert analyse(spectrum(noise(20.0))).features["loudness_range"] < 1.0


def test_only_loudness_depends_on_gain() -> None:
    song = band(100.0)
    one, other = analyse(spectrum(song), song), analyse(spectrum(0.2 * song), np.float32(0.2) * song)
    np.testing.assert_allclose(other.vector, one.vector, rtol=2e-3, atol=2e-3)
    moved = {name for name in one.features if abs(one.features[name] - other.features[name]) > 0.01}
    assert moved == {"loudness"}
    assert other.traits == pytest.approx(one.traits, abs=1e-3)


def test_the_same_sound_gives_the_same_numbers() -> None:
    song = band(95.0)
    one, other = analyse(spectrum(song)), analyse(spectrum(song))
    assert one.features == other.features
    assert (one.vector == other.vector).all()


def test_a_lossy_copy_hardly_moves_traits() -> None:
    song = 0.3 * band(104.0)
    copy = decode(encode(song[None], RATE, "mp3")).samples[0]
    one, other = analyse(spectrum(song)), analyse(spectrum(copy))
    assert other.traits == pytest.approx(one.traits, abs=0.1)
    assert other.tempo == pytest.approx(one.tempo, rel=0.01)
    assert other.key == one.key


def test_traits_tell_opposites_apart() -> None:
    hiss, pad = analyse(spectrum(noise())).traits, analyse(spectrum(np.tile(chord(0, (0, 4, 7), 3.0), 3))).traits
    drums = analyse(spectrum(clicks(120.0))).traits
    assert hiss["brightness"] > pad["brightness"] + 0.5
    assert hiss["noisiness"] > pad["noisiness"] + 0.5
    assert pad["tonality"] > hiss["tonality"] + 0.5
    assert drums["percussiveness"] > pad["percussiveness"] + 0.5
    assert drums["clarity"] > hiss["clarity"] + 0.5
    assert drums["dynamics"] > hiss["dynamics"] + 0.3
    assert all(0.0 <= value <= 1.0 for traits in (hiss, pad, drums) for value in traits.values())


def test_a_change_of_music_is_a_border() -> None:
    quiet = np.concatenate([chord(0, degrees) for degrees in MAJOR * 4])
    heard = analyse(spectrum(np.concatenate([quiet, quiet[:RATE] * 0 + noise(1.0), band(120.0, 14.0)])))
    middle = len(quiet) / RATE
    assert any(abs(start - middle) < 2.0 for start in heard.sections[1:])
    assert heard.sections[0] == 0.0
    assert heard.features["sections"] == len(heard.sections)


@pytest.mark.parametrize("seconds", [1.0, 3.0, 100.0])
def test_short_and_long_sounds_are_measured(seconds: float) -> None:
    heard = analyse(spectrum(noise(seconds)))
    assert np.isfinite(heard.vector).all()
    assert heard.beats == tuple(sorted(heard.beats))
    assert all(0.0 <= beat <= seconds for beat in heard.beats)


@pytest.mark.parametrize("kind", ["silence", "one click", "steady tone"])
def test_odd_sounds_are_measured(kind: str) -> None:
    sound = np.zeros(4 * RATE, dtype=np.float32)
    if kind == "one click":
        sound[RATE] = 1.0
    elif kind == "steady tone":
        sound += np.sin(np.arange(len(sound)) * 0.1).astype(np.float32)
    heard = analyse(spectrum(sound), sound)
    assert np.isfinite(heard.vector).all()
    assert all(np.isfinite(value) for value in heard.features.values())
