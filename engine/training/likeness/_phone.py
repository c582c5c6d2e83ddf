"""What a phone makes of a song: a short excerpt, a little fast or slow, noisy, coloured, coded at a low rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
import soxr

from engine.audio import FileFormat, decode, encode
from engine.likeness import Array
from engine.spectrum import RATE

SECONDS = 10.0
SPARE = 1.08  # room above the nominal bytes, since encoders do not keep to them
CODECS: tuple[tuple[FileFormat, int], ...] = (
    ("mp3", 24_000),
    ("mp3", 32_000),
    ("mp3", 48_000),
    ("ogg", 12_000),
    ("ogg", 16_000),
    ("ogg", 24_000),
)
"""Formats and bit/s of one channel."""


@dataclass(frozen=True)
class Recording:
    """How an excerpt was taken.

    ``start`` (0..1) its place among the possible ones, ``speed`` (1 = as it was), ``noise`` the level in dB below the
    music and ``colour`` the noise's slope (0 white, 1 pink: power over frequency to that power), ``low`` and ``high``
    in Hz where the microphone begins and ends (0 for neither), ``tilt`` in dB per octave around 1 kHz, ``codec`` a
    place in ``CODECS``.
    """

    start: float
    speed: float
    noise: float
    colour: float
    codec: int
    low: float = 0.0
    high: float = 0.0
    tilt: float = 0.0


def drawn(source: np.random.Generator) -> Recording:
    """A recording as the metric learns from: anything from nearly clean to worse than the ones that are measured."""
    phone = source.random() < 0.6
    return Recording(
        start=source.random(),
        speed=float(1.0 + source.uniform(-0.035, 0.035)),
        noise=float(source.uniform(12.0, 40.0)),
        colour=float(source.uniform(0.0, 1.5)),
        codec=int(source.integers(len(CODECS))),
        low=float(source.uniform(60.0, 300.0)) if phone else 0.0,
        high=float(source.uniform(4000.0, 10_000.0)) if phone else 0.0,
        tilt=float(source.normal(0.0, 1.5)) if phone else 0.0,
    )


def plain(source: np.random.Generator) -> Recording:
    """The measured task: 3 % fast or slow, white noise at 20 dB, coded again."""
    return Recording(source.random(), float(source.choice([0.97, 1.03])), 20.0, 0.0, int(source.integers(len(CODECS))))


def phone(source: np.random.Generator) -> Recording:
    """The measured task through a small microphone: nothing below 150 Hz or above 7 kHz, pink noise."""
    codec = int(source.integers(len(CODECS)))
    return Recording(source.random(), float(source.choice([0.97, 1.03])), 20.0, 1.0, codec, 150.0, 7000.0, 1.0)


def recorded(samples: Array, how: Recording, source: np.random.Generator) -> Array:
    """(n,) mono samples at 22 050 Hz -> (ten seconds,) as the phone's file would decode."""
    wanted = min(len(samples), round(SECONDS * how.speed * RATE))
    begin = round(how.start * (len(samples) - wanted))
    excerpt = soxr.resample(samples[begin : begin + wanted].astype(np.float32), RATE * how.speed, RATE)
    heard = _coloured(excerpt, how)
    level = float(np.sqrt(np.mean(np.square(heard, dtype=np.float64)))) + 1e-9
    noisy = heard + level * 10.0 ** (-how.noise / 20.0) * _noise(len(heard), how.colour, source)
    noisy *= 0.8 / (np.abs(noisy).max() + 1e-9)
    format, rate = CODECS[how.codec]
    data = encode(noisy, RATE, format, round(SPARE * rate * len(noisy) / RATE / 8.0) + 1000)
    return decode(data, rate=RATE, mono=True).samples[0, : round(SECONDS * RATE)]


def _coloured(samples: Array, how: Recording) -> Array:
    """What the microphone lets through: slopes of 12 dB per octave outside its band, and a tilt."""
    size = scipy.fft.next_fast_len(len(samples))
    hertz = np.maximum(np.fft.rfftfreq(size, 1.0 / RATE), 20.0)
    gain = 10.0 ** (how.tilt * np.log2(hertz / 1000.0) / 20.0)
    if how.low:
        gain = gain / (1.0 + (how.low / hertz) ** 2)
    if how.high:
        gain = gain / (1.0 + (hertz / how.high) ** 4)
    return np.asarray(scipy.fft.irfft(scipy.fft.rfft(samples, size) * gain, size)[: len(samples)])


def _noise(count: int, colour: float, source: np.random.Generator) -> Array:
    """(count,) noise of deviation 1 whose power falls with frequency to the power of ``colour``."""
    size = scipy.fft.next_fast_len(count)
    hertz = np.maximum(np.fft.rfftfreq(size, 1.0 / RATE), 30.0)
    shaped = scipy.fft.irfft(scipy.fft.rfft(source.standard_normal(size)) * hertz ** (-colour / 2.0), size)[:count]
    return np.asarray(shaped / (shaped.std() + 1e-9))
