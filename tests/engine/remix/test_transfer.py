"""The neural style moves a mix towards another song in ways that it never sees, and leaves phases, tune and beat."""

from __future__ import annotations

import time
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch.nn import functional

from engine.api import Quadrant, Step
from engine.audio import decode
from engine.jukebox import song
from engine.remix.transfer import (
    HOP,
    LIMIT,
    OVERLAP,
    RATE,
    SECTION,
    STILL,
    WINDOW,
    Transferred,
    sections,
    transfer,
)
from engine.spectrum import spectrum
from tests.engine import sounds

Floats = NDArray[np.float32]
SECONDS = 8.0


@lru_cache
def passage(mood: Quadrant) -> Floats:
    return decode(song(mood), rate=RATE, mono=False).samples[:, 6 * RATE : round((6 + SECONDS) * RATE)]


@lru_cache
def mix() -> Floats:
    """One song with another part of the second under it, as remixes are before their style is carried over."""
    first, second = passage("happy"), np.roll(passage("angry"), 2 * RATE, axis=1)
    return (first / first.std() + second / second.std()).astype(np.float32) * np.float32(0.05)


@lru_cache
def moved(seed: int = 0, strength: float = 0.6) -> Transferred:
    return transfer(mix(), passage("angry"), RATE, strength=strength, seed=seed)


def mel(samples: Floats) -> NDArray[np.floating]:
    middle = samples.mean(axis=0)
    return spectrum(decode(sounds.float_wav(middle[None]), rate=22_050).samples[0]).mel


def texture(samples: Floats) -> torch.Tensor:
    """The Gram matrix of a network of another seed, size, loudness scale and kernel than the optimised one."""
    frames = torch.from_numpy(np.log(1.0 + 20.0 * np.sqrt(mel(samples))))[None]
    weights = torch.randn(64, frames.shape[1], 9, generator=torch.Generator().manual_seed(99))
    heard = functional.relu(functional.conv1d(frames, weights, padding="same"))[0]
    return heard @ heard.T / heard.shape[1]


def spread(samples: Floats) -> NDArray[np.floating]:
    """How much each third of an octave has, in dB around their mean."""
    levels = 10.0 * np.log10(mel(samples).mean(axis=1).reshape(24, 4).mean(axis=1))
    return levels - levels.mean()


def test_a_network_that_was_not_optimised_hears_the_other_song() -> None:
    first, second, result = (texture(each) for each in (mix(), passage("angry"), moved().samples))
    assert (result - second).norm() < 0.4 * (first - second).norm()


def test_bands_that_were_not_optimised_come_nearer_too() -> None:
    first, second, result = (spread(each) for each in (mix(), passage("angry"), moved().samples))
    assert np.abs(result - second).mean() < 0.8 * np.abs(first - second).mean()


def test_the_air_above_eleven_kilohertz_moves_by_itself() -> None:
    """Noise below 11 kHz is the same in both songs; above it one has 6 dB less."""
    noise = np.random.default_rng(5).standard_normal((2, round(SECONDS * RATE))).astype(np.float32) * 0.1
    transform = np.fft.rfft(noise)
    transform[:, round(12_000 * SECONDS) :] *= 0.5
    dull = np.fft.irfft(transform).astype(np.float32)
    result = transfer(noise, dull, RATE, strength=0.6, seed=0).samples
    change = [np.abs(np.fft.rfft(each)) ** 2 for each in (noise, result)]
    low, high = (slice(round(a * SECONDS), round(b * SECONDS)) for a, b in ((1_000, 9_000), (13_000, 18_000)))
    fall = [10.0 * np.log10(change[1][:, part].sum() / change[0][:, part].sum()) for part in (low, high)]
    assert fall[1] - fall[0] == pytest.approx(-6.0, abs=1.5)


def flatness(samples: Floats) -> float:
    """Mean over time of the geometric over the arithmetic mean power per bin, up to 11 kHz."""
    frames = np.lib.stride_tricks.sliding_window_view(samples.mean(axis=0), 4096)[::2048] * np.hanning(4096)
    power = np.abs(np.fft.rfft(frames))[:, 1:1024] ** 2 + 1e-10
    return float((np.exp(np.log(power).mean(axis=1)) / power.mean(axis=1)).mean())


def notes(*hertz: float) -> Floats:
    """Notes of 0.4 s, one after the other, over soft noise."""
    time = np.arange(round(SECONDS * RATE)) / RATE
    pitch = np.array(hertz)[(time / 0.4).astype(int) % len(hertz)]
    sound = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-4.0 * (time % 0.4))
    noise = np.random.default_rng(7).standard_normal(len(time)) * 1e-3
    return np.stack([0.2 * sound + noise] * 2).astype(np.float32)


def test_the_level_of_a_note_moves_without_its_neighbours() -> None:
    """660 and 740 Hz are as loud in one song; in the other the upper one is 8 dB softer."""
    even = notes(660.0, 740.0)
    uneven = even.copy()
    upper = (np.arange(even.shape[1]) / RATE / 0.4).astype(int) % 2 == 1
    uneven[:, upper] *= 0.4
    result = transfer(even, uneven, RATE, strength=0.6, seed=0).samples
    levels = [20.0 * np.log10(each[:, upper].std() / each[:, ~upper].std()) for each in (even, result)]
    assert levels[1] - levels[0] < -5.0


def test_the_result_is_no_noisier_than_the_noisier_song() -> None:
    """Hiss of the other song is not made by turning up what is hiss in the first."""
    rng = np.random.default_rng(11)
    clear = passage("happy")
    hissing = clear + rng.standard_normal(clear.shape).astype(np.float32) * np.float32(0.3 * clear.std())
    result = transfer(clear, hissing, RATE, strength=0.6, seed=0).samples
    assert flatness(result) < 1.2 * flatness(hissing)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_bytes_come_of_any_number_of_threads(threads: int) -> None:
    torch.set_num_threads(threads)
    try:
        again = transfer(mix(), passage("angry"), RATE, strength=0.6, seed=0)
    finally:
        torch.set_num_threads(1)
    assert again.samples.tobytes() == moved().samples.tobytes()


def test_a_stronger_style_goes_further() -> None:
    assert moved(strength=0.2).mean_gain_db < moved(strength=0.6).mean_gain_db < LIMIT + STILL


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    again = transfer(mix(), passage("angry"), RATE, strength=0.6, seed=0)
    assert again.samples.tobytes() == moved().samples.tobytes()
    assert moved(seed=1).samples.tobytes() != moved().samples.tobytes()


def test_a_song_in_its_own_style_stays_itself() -> None:
    own = passage("happy")
    same = transfer(own, own, RATE, strength=0.85, seed=0)
    assert same.mean_gain_db < 0.3
    assert np.std(same.samples - own) < 0.03 * np.std(own)


def test_both_channels_are_turned_by_the_same_gain() -> None:
    """A mask keeps phases: what is panned to one side stays there, and no gain leaves its bounds."""
    panned = np.stack([mix()[0], 0.25 * mix()[0]])
    result = transfer(panned, passage("angry"), RATE, strength=0.85, seed=0).samples
    np.testing.assert_allclose(result[1], 0.25 * result[0], atol=1e-5)
    window = torch.hann_window(WINDOW)
    before, after = (
        torch.stft(torch.from_numpy(each[0]), WINDOW, HOP, window=window, return_complex=True)
        for each in (panned, result)
    )
    loud = before.abs() > 0.02 * before.abs().max()
    turned = (after[loud] / before[loud]).angle().abs()
    assert float(turned.median()) < 0.05


@pytest.mark.parametrize("seconds", [5.0, 60.0, 60.5, 119.0, 180.0])
def test_sections_cover_everything_and_overlap(seconds: float) -> None:
    length = round(seconds * RATE)
    parts = list(sections(length))
    assert parts[0][0] == 0
    assert parts[-1][1] == length
    assert all(end - start <= SECTION * RATE + 2 for start, end in parts)
    for (_, end), (start, _) in pairwise(parts):
        assert end - start == round(OVERLAP * RATE)


def test_sections_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sound in three sections: where they meet, its level does not jump."""
    monkeypatch.setattr("engine.remix.transfer.SECTION", 4.0)
    monkeypatch.setattr("engine.remix.transfer.OVERLAP", 1.0)
    time = np.arange(10 * RATE) / RATE
    tone = np.stack([np.sin(2 * np.pi * 440 * time)] * 2).astype(np.float32) * 0.2
    result = transfer(tone, passage("angry"), RATE, strength=0.6, seed=0, iterations=8).samples
    level = np.sqrt(np.square(result[0, : 490 * 900]).reshape(-1, 900).mean(axis=1))[20:-20]
    assert np.abs(np.diff(20.0 * np.log10(level))).max() < 1.5


def test_progress_rises_to_the_end() -> None:
    steps: list[Step] = []
    transfer(passage("relaxed"), passage("angry"), RATE, strength=0.6, seed=0, progress=steps.append, iterations=5)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(fractions) == 6


def test_silence_and_scraps_come_back_as_they_were() -> None:
    silence = np.zeros((2, 3 * RATE), dtype=np.float32)
    assert not transfer(silence, passage("angry"), RATE, strength=0.6, seed=0).samples.any()
    assert transfer(mix(), silence, RATE, strength=0.6, seed=0).samples.tobytes() == mix().tobytes()
    assert transfer(mix()[:, :500], mix(), RATE, strength=0.6, seed=0).samples.tobytes() == mix()[:, :500].tobytes()


def test_a_gap_of_silence_stays_silent() -> None:
    gapped = mix().copy()
    gapped[:, 3 * RATE : 5 * RATE] = 0.0
    result = transfer(gapped, passage("angry"), RATE, strength=0.6, seed=0).samples
    assert np.isfinite(result).all()
    assert np.abs(result[:, round(3.2 * RATE) : round(4.8 * RATE)]).max() < 1e-6


def test_another_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="44100 Hz, not at 22050 Hz"):
        transfer(passage("happy"), passage("angry"), 22_050, strength=0.6, seed=0)


def test_it_costs_a_fraction_of_the_time_that_the_music_lasts() -> None:
    began = time.process_time()
    transfer(mix(), passage("angry"), RATE, strength=0.6, seed=3)
    assert time.process_time() - began < 0.2 * SECONDS
