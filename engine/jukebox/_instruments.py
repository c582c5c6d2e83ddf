"""The jukebox's instruments: each sounds one note as mono samples at 44.1 kHz, with a soft end so nothing clicks."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.signal import butter, sosfilt

from engine.jukebox._score import Wave

RATE = 44_100
_TABLE = 2048


def pluck(hertz: float, seconds: float, strength: float) -> Wave:
    """A bright plucked string that rings a little over its time."""
    weights = tuple(0.85**k / (k + 1) ** (1.1 - 0.4 * strength) for k in range(14))
    ringing = _ringing(hertz, seconds + 0.25, 2.2 + hertz / 400.0, weights)
    return _ended(ringing * strength, 0.001, 0.12)


def whistle(hertz: float, seconds: float, strength: float) -> Wave:
    """A cheerful lead between whistle and flute, whose vibrato comes late."""
    time = _time(seconds + 0.05)
    bend = 0.006 * np.sin(2 * np.pi * 5.5 * time) * np.clip((time - 0.15) / 0.25, 0.0, 1.0)
    wave = _tone((1.0, 0.22, 0.28, 0.06, 0.05), hertz * (1.0 + bend))
    breath = noise(len(time) / RATE, 2_000.0, 6_000.0, 5)[: len(time)] * 0.03
    return _ended((wave + breath) * strength * (0.75 + 0.25 * np.exp(-6.0 * time)), 0.02, 0.07)


def piano(hertz: float, seconds: float, strength: float) -> Wave:
    """A felt piano: two strings a hair apart, darker when played softly, and the thump of the hammer."""
    weights = tuple(np.exp(-k / (1.2 + 3.0 * strength)) for k in range(9))
    decay = 0.35 + hertz / 900.0
    left, right = (_ringing(hertz * tune, seconds + 0.5, decay, weights) for tune in (0.9996, 1.0004))
    wave = 0.5 * (left + right)
    thump = noise(0.06, 80.0, 700.0, 4) * np.exp(-60.0 * _time(0.06))
    wave[: len(thump)] += 0.08 * thump[: len(wave)]
    return _ended(wave * strength, 0.004, 0.4)


def keys(hertz: float, seconds: float, strength: float) -> Wave:
    """A soft electric piano: one oscillator bending the phase of another, and a short ring of its tine."""
    time = _time(seconds + 0.3)
    bend = (0.5 + 0.9 * strength) * np.exp(-2.5 * time) * np.sin(2 * np.pi * hertz * time)
    tine = 0.06 * np.exp(-14.0 * time) * np.sin(2 * np.pi * 7.0 * hertz * time)
    wave = np.sin(2 * np.pi * hertz * time + bend) + tine
    return _ended(wave * strength * np.exp(-0.9 * time), 0.004, 0.25)


def cello(hertz: float, seconds: float, strength: float) -> Wave:
    """A bowed solo string, its vibrato wide, its tone swelling into the note."""
    time = _time(seconds + 0.2)
    cents = -35.0 * np.exp(-12.0 * time) + 24.0 * np.sin(2 * np.pi * 5.0 * time) * np.clip((time - 0.2) / 0.5, 0.0, 1.0)
    body = ((280.0, 120.0, 0.7), (450.0, 150.0, 0.8), (1_300.0, 500.0, 0.5), (2_600.0, 700.0, 0.25))
    wave = _tone(_sung(hertz, body), hertz * _bent(cents))
    bow = noise(len(time) / RATE, 900.0, 5_000.0, 13)[: len(time)] * 0.025
    swell = 0.65 + 0.35 * np.sin(np.pi * np.clip(time / (seconds + 0.2), 0.0, 1.0))
    return _ended((wave + bow) * swell * strength, 0.12, 0.25)


def brass(hertz: float, seconds: float, strength: float) -> Wave:
    """Three horns, bright at the start of a note."""
    time = _time(seconds + 0.05)
    bright, dark = _saw(hertz, 3_500.0), _saw(hertz, 1_100.0)
    opened = np.clip(time / 0.04, 0.0, 1.0) * np.exp(-3.0 * time)
    waves = []
    for tune, seed in ((0.996, 4.3), (1.0, 5.2), (1.0045, 6.1)):
        pitch = hertz * tune * _bent(-45.0 * np.exp(-30.0 * time) + 7.0 * np.sin(2 * np.pi * seed * time))
        waves.append(_tone(dark, pitch) * (1.0 - opened) + _tone(bright, pitch) * opened)
    return _ended(np.sum(waves, axis=0) * (strength / 3.0), 0.015, 0.06)


def strings(hertz: float, seconds: float, strength: float) -> Wave:
    """A few bowed strings, slightly out of tune with each other."""
    return _ended(_section(hertz, seconds + 0.6, 2_200.0) * strength, 0.35, 0.6)


def pad(hertz: float, seconds: float, strength: float) -> Wave:
    """A warm bed of sound that comes and goes slowly."""
    return _ended(_section(hertz, seconds + 0.9, 700.0) * strength, 0.7, 0.9)


def bass(hertz: float, seconds: float, strength: float) -> Wave:
    """A round electric bass."""
    time = _time(seconds)
    wave = _tone((1.0, 0.45, 0.22, 0.1, 0.05), np.full(len(time), hertz))
    return _ended(wave * strength * (0.55 + 0.45 * np.exp(-5.0 * time)), 0.006, 0.05)


def growl(hertz: float, seconds: float, strength: float) -> Wave:
    """A raw sawtooth for an amplifier to distort; two of them, apart enough to beat."""
    time = _time(seconds)
    low, high = (_tone(_saw(hertz, 6_000.0), np.full(len(time), hertz * tune)) for tune in (0.9965, 1.0035))
    return _ended((low + high) * (0.5 * strength), 0.003, 0.02)


def amplifier(drive: float, treble: float) -> Callable[[Wave], Wave]:
    """An amplifier: low end held back, distorted by ``drive``, with bite; its loudspeaker ends at ``treble`` Hz."""
    before = butter(1, 160.0, "highpass", fs=RATE, output="sos")
    bite = butter(1, (1_600.0, 4_500.0), "bandpass", fs=RATE, output="sos")
    speaker = butter(3, (75.0, treble), "bandpass", fs=RATE, output="sos")

    def played(wave: Wave) -> Wave:
        driven = np.tanh(drive * sosfilt(before, wave) + 0.15) - np.tanh(0.15)
        return 0.7 * sosfilt(speaker, driven + 1.5 * sosfilt(bite, driven))

    return played


def kick(hertz: float, seconds: float, strength: float) -> Wave:
    """A bass drum, round."""
    return _drum(strength, fall=(150.0, 50.0, 28.0), decay=9.0, click=0.12)


def stomp(hertz: float, seconds: float, strength: float) -> Wave:
    """A bass drum, hard."""
    return np.tanh(2.2 * _drum(strength, fall=(230.0, 52.0, 40.0), decay=11.0, click=0.6))


def snare(hertz: float, seconds: float, strength: float) -> Wave:
    """A snare drum with its rattle."""
    time = _time(0.28)
    body = np.sin(2 * np.pi * 185.0 * time + 3.0 * np.exp(-40.0 * time)) * np.exp(-22.0 * time)
    rattle = noise(0.28, 1_200.0, 10_000.0, 1) * np.exp(-16.0 * time)
    return _ended((0.6 * body + 0.35 * rattle) * strength, 0.0005, 0.05)


def clap(hertz: float, seconds: float, strength: float) -> Wave:
    """Hands: three strokes almost at once."""
    time = _time(0.25)
    strokes = sum(np.exp(-90.0 * np.maximum(time - d, 0.0)) * (time >= d) for d in (0.0, 0.011, 0.023))
    strokes += 0.5 * np.exp(-22.0 * np.maximum(time - 0.03, 0.0)) * (time >= 0.03)
    return _ended(noise(0.25, 900.0, 5_000.0, 2) * strokes * (0.3 * strength), 0.0005, 0.05)


def hat(hertz: float, seconds: float, strength: float) -> Wave:
    """A closed hi-hat."""
    return _ended(noise(0.08, 7_000.0, 15_000.0, 3) * np.exp(-60.0 * _time(0.08)) * (0.4 * strength), 0.0005, 0.02)


def open_hat(hertz: float, seconds: float, strength: float) -> Wave:
    """An open hi-hat."""
    return _ended(noise(0.3, 6_500.0, 15_000.0, 3) * np.exp(-13.0 * _time(0.3)) * (0.35 * strength), 0.0005, 0.05)


def crash(hertz: float, seconds: float, strength: float) -> Wave:
    """A cymbal."""
    return _ended(noise(2.0, 2_500.0, 14_000.0, 6) * np.exp(-2.6 * _time(2.0)) * (0.35 * strength), 0.001, 0.3)


def shaker(hertz: float, seconds: float, strength: float) -> Wave:
    """A shaken box of grain."""
    time = _time(0.09)
    return _ended(noise(0.09, 5_000.0, 12_000.0, 7) * np.exp(-40.0 * time) * (0.3 * strength), 0.012, 0.03)


def tambourine(hertz: float, seconds: float, strength: float) -> Wave:
    """Jingles."""
    time = _time(0.16)
    jingle = noise(0.16, 5_500.0, 13_000.0, 14) * (0.6 + 0.4 * np.sin(2 * np.pi * 62.0 * time))
    return _ended(jingle * np.exp(-24.0 * time) * (0.35 * strength), 0.004, 0.04)


def brush(hertz: float, seconds: float, strength: float) -> Wave:
    """A brush drawn over a snare drum's skin."""
    time = _time(0.45)
    swell = np.sin(np.pi * np.clip(time / 0.45, 0.0, 1.0)) ** 1.5
    return noise(0.45, 1_500.0, 7_000.0, 8) * swell * (0.18 * strength)


def tap(hertz: float, seconds: float, strength: float) -> Wave:
    """A brush tapping the skin."""
    time = _time(0.18)
    skin = 0.4 * np.sin(2 * np.pi * 210.0 * time) * np.exp(-30.0 * time)
    return _ended((skin + 0.25 * noise(0.18, 1_000.0, 8_000.0, 9) * np.exp(-26.0 * time)) * strength, 0.002, 0.04)


@lru_cache(maxsize=64)
def noise(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Noise between two frequencies in Hz, of RMS 1; always the same for a seed."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1.0 / RATE)
    octaves = np.maximum(np.log2(np.maximum(low / np.maximum(hertz, 1.0), hertz / high)), 0.0)
    wave = np.fft.irfft(spectrum * 10.0 ** (-1.2 * octaves), count)  # 24 dB an octave outside
    return wave / np.sqrt(np.mean(wave**2))


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE


def _ended(wave: Wave, attack: float, release: float) -> Wave:
    """A wave that begins and ends softly, in seconds."""
    rise, fall = (min(max(1, round(s * RATE)), len(wave)) for s in (attack, release))
    wave[:rise] *= np.linspace(0.0, 1.0, rise)
    wave[-fall:] *= np.cos(np.linspace(0.0, np.pi / 2, fall)) ** 2
    return wave


def _ringing(hertz: float, seconds: float, decay: float, weights: tuple[float, ...]) -> Wave:
    """Harmonics of which the k-th decays k times as fast: the powers of one decaying complex oscillation."""
    heard = weights[: max(1, int(0.45 * RATE / hertz))]
    time = _time(seconds)
    once = np.exp((2j * np.pi * hertz - decay) * time).astype(np.complex64)
    wave = np.zeros(len(time), dtype=np.complex64)
    for weight in reversed(heard):
        wave = (wave + np.float32(weight)) * once
    return wave.imag.astype(np.float64) / (0.7 * sum(weights))


def _tone(weights: tuple[float, ...], hertz: Wave) -> Wave:
    """A steady tone of harmonics, whose frequency may change from sample to sample."""
    table = _cycle(weights)
    place = (np.cumsum(hertz / RATE) % 1.0) * _TABLE
    index = place.astype(int)
    return table[index] + (table[index + 1] - table[index]) * (place - index)


@lru_cache(maxsize=128)
def _cycle(weights: tuple[float, ...]) -> Wave:
    spectrum = np.zeros(_TABLE // 2 + 1, dtype=complex)
    spectrum[1 : len(weights) + 1] = -1j * np.array(weights)
    cycle = np.fft.irfft(spectrum)
    return np.append(cycle, cycle[0]) / np.abs(cycle).max()


def _saw(hertz: float, cutoff: float) -> tuple[float, ...]:
    """Weights of a sawtooth's harmonics, falling by another 12 dB an octave above ``cutoff`` Hz."""
    count = min(int(0.4 * RATE / hertz), _TABLE // 4)
    return tuple(1.0 / k / (1.0 + (k * hertz / cutoff) ** 2) for k in range(1, count + 1))


def _section(hertz: float, seconds: float, cutoff: float) -> Wave:
    """Three players of one note, each a little off and with a vibrato of their own."""
    time = _time(seconds)
    weights = _saw(hertz, cutoff)
    players = ((0.9975, 4.6), (1.0, 5.1), (1.0028, 5.6))
    waves = [_tone(weights, hertz * tune * (1.0 + 0.0025 * np.sin(2 * np.pi * v * time))) for tune, v in players]
    return np.sum(waves, axis=0) / 3.0


def _drum(strength: float, fall: tuple[float, float, float], decay: float, click: float) -> Wave:
    """A skin whose pitch falls from the first to the second frequency at a rate, with the click of the beater."""
    time = _time(0.4)
    high, low, rate = fall
    pitch = low + (high - low) * np.exp(-rate * time)
    skin = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-decay * time)
    beater = noise(0.4, 1_000.0, 6_000.0, 10) * np.exp(-250.0 * time)
    return _ended((skin + click * 0.5 * beater) * strength, 0.001, 0.1)


def _bent(cents: Wave) -> Wave:
    """Cents as a ratio of frequencies."""
    return 2.0 ** (cents / 1200.0)


def _sung(hertz: float, resonances: tuple[tuple[float, float, float], ...]) -> tuple[float, ...]:
    """Weights of harmonics that pass through resonances (centre and width in Hz, gain)."""
    harmonics = hertz * np.arange(1, min(int(0.3 * RATE / hertz), _TABLE // 4) + 1)
    passed = sum(gain / (1.0 + ((harmonics - centre) / width) ** 2) for centre, width, gain in resonances)
    return tuple((0.12 + passed) * (hertz / harmonics) ** 0.9)
