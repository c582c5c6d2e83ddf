"""Taking apart, equalising, stretching and laying: against sounds and filters that are known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.remix.choose import PastTheEnd, choose
from engine.remix.equaliser import EDGES, equalised, filtered, levels
from engine.remix.mix import balance, rms, widened, width
from engine.remix.split import split
from engine.remix.stretch import laid, stretched
from engine.remix.units import Run
from engine.spectrum import RATE as LOW_RATE

Floats = NDArray[np.float32]
RATE = 44_100


def _noise(seconds: float, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(0.0, 0.1, (2, round(seconds * RATE))).astype(np.float32)


def _tone(hertz: float, seconds: float) -> Floats:
    wave = 0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([wave, wave]).astype(np.float32)


def test_an_equaliser_makes_up_for_a_known_filter() -> None:
    noise = _noise(6.0)
    gains = 6.0 * np.sin(np.linspace(0.0, 2 * np.pi, len(EDGES) - 1))
    dull = filtered(noise, gains, RATE)
    assert (levels(dull, RATE) - levels(noise, RATE))[1:] == pytest.approx(gains[1:], abs=0.7)
    back = equalised(dull, noise, RATE)
    left = (levels(back, RATE) - levels(noise, RATE))[2:]
    assert np.abs(left - left.mean()).max() < 1.2
    half = equalised(dull, noise, RATE, 0.5)
    assert (levels(half, RATE) - levels(noise, RATE))[3:-3].std() == pytest.approx(gains[3:-3].std() / 2, rel=0.15)


def test_an_equaliser_delays_nothing() -> None:
    click = np.zeros((2, RATE), dtype=np.float32)
    click[:, 20_000] = 1.0
    assert int(np.abs(filtered(click, np.linspace(-3.0, 3.0, 26), RATE)[0]).argmax()) == 20_000


def test_what_holds_and_what_strikes_are_parted_and_add_up() -> None:
    tone, clicks = _tone(440.0, 4.0), np.zeros((2, 4 * RATE), dtype=np.float32)
    clicks[:, RATE // 4 :: RATE // 2] = 1.0
    layers = split(tone + clicks)
    assert layers.held + layers.struck == pytest.approx(tone + clicks, abs=1e-5)
    inner = slice(RATE // 2, -RATE // 2)
    assert rms((layers.held - tone)[:, inner]) < 0.1 * rms(tone)
    assert rms((layers.struck - clicks)[:, inner]) < 0.5 * rms(clicks)


def test_long_songs_are_taken_apart_in_sections_without_a_seam() -> None:
    song = _tone(330.0, 60.0) + 0.1 * _noise(60.0)
    whole = split(song).held
    part = split(song[:, 20 * RATE : 30 * RATE]).held
    assert rms(whole[:, 21 * RATE : 29 * RATE] - part[:, RATE : 9 * RATE]) < 0.01 * rms(part)


def test_a_stretched_tone_keeps_its_pitch_and_a_transposed_one_its_length() -> None:
    slow, high = stretched(_tone(440.0, 3.0), RATE, 0.8), stretched(_tone(440.0, 3.0), RATE, 1.0, 3.0)
    assert (slow.shape[1], high.shape[1]) == (round(3.0 / 0.8 * RATE), 3 * RATE)
    for samples, hertz in ((slow, 440.0), (high, 440.0 * 2 ** (3 / 12))):
        middle = samples[0, RATE : 2 * RATE] * np.hanning(RATE)
        assert float(np.abs(np.fft.rfft(middle)).argmax()) == pytest.approx(hertz, abs=1.5)


def test_strokes_land_where_a_run_says() -> None:
    source = np.zeros((2, 8 * RATE), dtype=np.float32)
    source[:, RATE :: RATE // 2] = 1.0  # from 1 s on, twice a second
    out = laid(source, [Run(0.5, 3.0, 2.0, 4.0), Run(3.0, 5.0, 5.0, 7.5)], RATE, 6 * RATE)
    wanted = [0.5 + 0.625 * k for k in range(4)] + [3.0 + 0.4 * k for k in range(5)]
    for time in wanted:
        at = round(time * RATE)
        around = np.abs(out[0, max(0, at - 1000) : at + 1000])
        assert abs(int(around.argmax()) - min(1000, at)) < 0.004 * RATE


def test_a_run_that_goes_on_has_no_seam() -> None:
    source = _tone(220.0, 5.0)
    out = laid(source, [Run(0.0, 1.0, 0.0, 1.0), Run(1.0, 2.5, 1.0, 2.5), Run(2.5, 4.0, 2.5, 4.0)], RATE, 4 * RATE)
    assert out[:, 2000:-2000] == pytest.approx(source[:, 2000 : 4 * RATE - 2000], abs=1e-3)


def test_a_jump_makes_no_click() -> None:
    source = _tone(220.0, 6.0)
    out = laid(source, [Run(0.0, 1.0, 3.0, 4.0), Run(1.0, 2.0, 0.501, 1.501)], RATE, 2 * RATE)
    steps = np.abs(np.diff(source[0])).max()
    assert np.abs(np.diff(out[0]))[1000:-1000].max() < 2.0 * steps


def test_width_follows_the_style_but_mono_stays_mono() -> None:
    narrow = _noise(2.0) * 0.3 + _noise(2.0, 1)[:1]
    assert width(widened(narrow, _noise(2.0, 2))) == pytest.approx(min(2 * width(narrow), 1.0), rel=0.05)
    mono = _tone(440.0, 1.0)
    assert np.array_equal(widened(mono, _noise(1.0)), mono)


def test_what_is_kept_decides_who_plays() -> None:
    assert balance("melody", 0.6).own_drums == 0.0
    assert balance("groove", 0.6).drums == balance("both", 0.6).drums == 0.0
    assert balance("groove", 0.6).lead < balance("groove", 0.6).bed
    assert balance("melody", 0.85).drums > balance("melody", 0.35).drums


def test_the_loud_part_of_a_song_is_chosen_and_silence_left_out() -> None:
    random = np.random.default_rng(0)
    song = random.normal(0.0, 1.0, 120 * LOW_RATE).astype(np.float32)
    loud = np.repeat([0.0, 0.02, 0.2, 0.02, 0.0], [10, 40, 30, 30, 10])
    start, end = choose(song * np.repeat(loud, LOW_RATE).astype(np.float32), 30.0)
    assert (start, end) == (pytest.approx(50.0, abs=1.5), pytest.approx(80.0, abs=1.5))
    start, end = choose(song[: 60 * LOW_RATE] * np.repeat(loud[:60], LOW_RATE), 90.0)
    assert (start, end) == (pytest.approx(10.0, abs=0.4), 60.0)


def test_a_person_may_say_where_to_begin_but_not_past_the_end() -> None:
    song = np.random.default_rng(0).normal(0.0, 0.1, 40 * LOW_RATE).astype(np.float32)
    assert choose(song, 20.0, 12.5) == (12.5, 32.5)
    assert choose(song, 20.0, 30.0) == (30.0, pytest.approx(40.0, abs=0.2))
    with pytest.raises(PastTheEnd, match="lasts 40 seconds"):
        choose(song, 20.0, 39.0)
