"""Each change of a crop does what it says, and no more."""

import math

import numpy as np
import pytest
import torch

from engine.ear.frames import MEAN, SCALE, WINDOW
from engine.spectrum import BANDS, HIGHEST, LOWEST
from engine.training.ear.augment import QUIET, REACH, Strength, augmented, coded, equaliser, masked, noisy, warped


def band_of(hertz: float) -> float:
    """Where a frequency lies among the 96 bands, evenly spaced in mel between the two limits."""
    low, high, mel = (2595.0 * math.log10(1.0 + f / 700.0) for f in (LOWEST, HIGHEST, hertz))
    return (mel - low) / (high - low) * (BANDS + 1) - 1.0


def tone(hertz: float) -> torch.Tensor:
    """(1, 96, REACH): a steady hump around one frequency."""
    hump = torch.exp(-0.5 * ((torch.arange(BANDS) - band_of(hertz)) / 2.0) ** 2)
    return hump[None, :, None].repeat(1, 1, REACH)


@pytest.mark.parametrize("semitones", [-2.0, -0.7, 0.0, 1.0, 2.0])
@pytest.mark.parametrize("hertz", [440.0, 2000.0])
def test_pitch_moves_a_tone_by_the_right_number_of_bands(hertz: float, semitones: float) -> None:
    moved = warped(tone(hertz), torch.tensor([semitones]), torch.ones(1))[0, :, 0]
    centre = float((moved * torch.arange(BANDS)).sum() / moved.sum())
    assert centre == pytest.approx(band_of(hertz * 2.0 ** (semitones / 12.0)), abs=0.25)


@pytest.mark.parametrize("speed", [0.9, 1.0, 1.1])
def test_a_faster_crop_brings_its_beats_closer(speed: float) -> None:
    beats = torch.zeros(1, BANDS, REACH)
    beats[:, :, 50], beats[:, :, 150] = 1.0, 1.0
    heard = warped(beats, torch.zeros(1), torch.tensor([speed]))[0, 40]
    first, second = heard[:90].argmax(), 90 + heard[90:].argmax()
    assert float(second - first) == pytest.approx(100.0 / speed, abs=1.01)


def test_without_strength_only_the_length_changes() -> None:
    crops = torch.randn(3, BANDS, REACH)
    idle = Strength(semitones=0.0, speed=0.0, equaliser=0.0, noisy=0.0, coded=0.0, masks=0)
    torch.testing.assert_close(augmented(crops, idle), crops[:, :, :WINDOW], atol=1e-4, rtol=1e-4)


def test_each_crop_is_changed_in_its_own_way_and_again_the_same_from_one_seed() -> None:
    crops = torch.randn(1, BANDS, REACH).repeat(2, 1, 1)
    torch.manual_seed(1)
    once = augmented(crops, Strength())
    torch.manual_seed(1)
    torch.testing.assert_close(augmented(crops, Strength()), once, atol=0.0, rtol=0.0)
    assert float((once[0] - once[1]).abs().mean()) > 0.05


def test_noise_lifts_what_was_quiet_and_leaves_what_is_loud() -> None:
    sound = torch.full((2, BANDS, WINDOW), QUIET)
    sound[:, :48] = (10.0 - MEAN) / SCALE  # dB over the mean power
    torch.manual_seed(2)
    heard = noisy(sound, torch.tensor([True, False]))
    torch.testing.assert_close(heard[1], sound[1])
    decibels = heard[0] * SCALE + MEAN
    assert -42.0 < float(decibels[48:].mean()) < 0.0
    assert float((decibels[:48] - 10.0).abs().mean()) < 1.0


def test_bad_coding_cuts_from_the_top_and_leaves_other_crops_alone() -> None:
    torch.manual_seed(4)
    sound = torch.full((40, BANDS, WINDOW), 0.5)
    heard = coded(sound, torch.arange(40) % 2 == 0)
    torch.testing.assert_close(heard[1::2], sound[1::2])
    cut = (heard[::2] == QUIET).all(dim=2)
    assert cut[:, -1].float().mean() > 0.8
    assert not cut[:, 8 : BANDS - BANDS // 3].any()


def test_a_mask_is_one_stretch_no_longer_than_allowed() -> None:
    torch.manual_seed(6)
    heard = masked(torch.ones(50, BANDS, WINDOW), 12, dim=1)
    hidden = (heard == 0.0).all(dim=2).numpy()
    assert 3 < hidden.sum(axis=1).mean() < 9
    assert hidden.sum(axis=1).max() <= 12
    edges = np.abs(np.diff(np.pad(hidden, ((0, 0), (1, 1))).astype(int), axis=1)).sum(axis=1)
    assert edges.max() == 2


def test_the_equaliser_is_smooth_and_within_its_height() -> None:
    torch.manual_seed(8)
    curves = equaliser(200, 1.0)[:, :, 0]
    assert curves.shape == (200, BANDS)
    assert float(curves.abs().max()) < 2.0
    assert 0.2 < float(curves.std()) < 0.8
    assert float(curves.diff(dim=1).abs().max()) < 0.15
