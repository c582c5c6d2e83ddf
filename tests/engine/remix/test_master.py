"""The master reaches level and ceiling on hard material, and takes peaks towards the other song's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.audio import decode, encode, loudness
from engine.audio._encode import FileFormat
from engine.remix.master import MOST, compressed, crest, faded, glued, master
from tests.engine import sounds
from tests.engine.sounds import RATE

Floats = NDArray[np.float32]
SECONDS = 10.0
TIME = np.arange(round(SECONDS * RATE)) / RATE


def noise(level: float = 0.1) -> Floats:
    return (np.random.default_rng(1).standard_normal((2, len(TIME))) * level).astype(np.float32)


def both(sound: NDArray[np.floating]) -> Floats:
    return np.stack([sound, sound]).astype(np.float32)


def drums() -> Floats:
    """Kicks and snares that ring for a tenth of a second over a soft tone."""
    kick = np.exp(-25.0 * (TIME % 0.5)) * np.sin(2 * np.pi * 60 * TIME)
    snare = np.exp(-25.0 * ((TIME + 0.25) % 0.5)) * noise(0.3)[0]
    return both(kick + snare + 0.05 * np.sin(2 * np.pi * 440 * TIME))


def bursts() -> Floats:
    """Noise that is 10 dB louder for a thirtieth of a second, twice a second."""
    return noise(0.05) * np.where(TIME % 0.5 < 0.033, 3.2, 1.0).astype(np.float32)


def swelling() -> Floats:
    return noise(1.0) * np.where(TIME < 8.0, 0.001, 0.5).astype(np.float32)


def at_level_but_too_high() -> Floats:
    sharp = noise() + 12.0 * noise() * (TIME % 0.5 < 0.005)
    return (sharp * 10.0 ** ((-14.0 - loudness(sharp, RATE)) / 20.0)).astype(np.float32)


HARD: dict[str, Callable[[], Floats]] = {
    "very dynamic": drums,
    "very dense": lambda: np.sign(noise()) * np.float32(0.9),
    "soft, then loud": swelling,
    "padded with silence": lambda: np.pad(noise()[:, : 2 * RATE], ((0, 0), (4 * RATE, 4 * RATE))),
    "at its level, but too high": at_level_but_too_high,
    "very soft": lambda: noise(1e-3),
    "beyond full scale": lambda: noise(3.0),
    "struck chords": lambda: sounds.music(SECONDS),
}


def true_peak(samples: Floats) -> float:
    return 20.0 * float(np.log10(np.abs(resample_poly(samples, 4, 1, axis=1)).max()))


@pytest.mark.parametrize("name", HARD)
def test_level_and_ceiling_hold(name: str) -> None:
    given = HARD[name]()
    result = master(glued(given, noise(), RATE, amount=0.7), RATE)
    assert loudness(result, RATE) == pytest.approx(-14.0, abs=0.3)
    assert true_peak(result) <= -1.0
    assert result.shape == given.shape
    assert result.dtype == np.float32


@pytest.mark.parametrize("format", ["mp3", "ogg"])
def test_peaks_of_music_stay_under_the_ceiling_when_packed(format: FileFormat) -> None:
    packed = encode(master(sounds.music(SECONDS), RATE), RATE, format)
    assert true_peak(decode(packed, rate=RATE, mono=False).samples) <= -1.0


@pytest.mark.parametrize("format", ["mp3", "ogg"])
def test_encoding_keeps_the_level_and_hardly_overshoots(format: FileFormat) -> None:
    result = master(glued(drums(), noise(), RATE, amount=0.7), RATE)
    heard = decode(encode(result, RATE, format), rate=RATE, mono=False).samples
    assert loudness(heard, RATE) == pytest.approx(-14.0, abs=0.7)  # LAME itself takes 0.3 dB off at 192 kbit/s
    assert true_peak(heard) < 0.5


def test_peaks_come_down_towards_the_other_songs() -> None:
    spiky, dense = bursts(), noise()
    wanted = crest(spiky) - 1.5
    assert crest(compressed(spiky, wanted, RATE)) == pytest.approx(wanted, abs=0.4)
    assert compressed(dense, crest(spiky), RATE) is dense


def test_no_moment_is_turned_down_by_more_than_a_gentle_compressor_does() -> None:
    spiky = bursts()
    gain = compressed(spiky, 0.0, RATE)[0] / np.where(np.abs(spiky[0]) > 1e-3, spiky[0], np.nan)
    assert 20.0 * np.log10(np.nanmin(gain)) == pytest.approx(-MOST, abs=0.2)


def test_the_amount_says_how_much_is_compressed() -> None:
    crests = [crest(glued(bursts(), noise(), RATE, amount=amount)) for amount in (0.0, 0.1, 0.8)]
    assert crests[0] > crests[1] + 0.3
    assert crests[1] > crests[2] + 0.3


def test_peaks_too_short_to_catch_are_left_alone() -> None:
    clicks = noise(0.02)
    clicks[:, :: RATE // 2] = 1.0
    assert crest(compressed(clicks, 0.0, RATE)) <= crest(clicks)


def test_the_ends_are_faded() -> None:
    ends = faded(np.ones((2, RATE), dtype=np.float32), RATE)
    assert ends[0, 0] == 0.0
    assert ends[0, 441] == 1.0
    assert ends[0, RATE - 8820 - 1] == 1.0
    assert ends[0, RATE - 4410] == pytest.approx(0.5, abs=0.01)
    assert ends[0, -1] < 1e-3


def test_silence_and_a_single_sample_stay() -> None:
    silence = np.zeros((2, RATE), dtype=np.float32)
    assert not master(glued(silence, noise(), RATE, amount=1.0), RATE).any()
    assert master(glued(silence[:, :1], noise(), RATE, amount=1.0), RATE).shape == (2, 1)
