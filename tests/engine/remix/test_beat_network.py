"""Beats that are told from elsewhere, and beat_this itself where it is installed: its network and its pieces."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engine.remix.align import tune
from engine.remix.beat_network import WEIGHTS, filled, load, log_mel, network_beats
from engine.remix.beats import Beats, counted
from engine.spectrum import RATE, spectrum

Floats = NDArray[np.float32]
NOISE: Floats = np.random.default_rng(3).normal(0.0, 0.1, 36 * RATE).astype(np.float32)
SMALL = {"transformer_dim": 32, "n_layers": 1, "head_dim": 8, "stem_dim": 8}


def test_without_a_folder_or_weights_nothing_is_told(tmp_path: Path) -> None:
    assert network_beats(NOISE[: 5 * RATE], None) is None
    assert network_beats(NOISE[: 5 * RATE], tmp_path) is None
    assert network_beats(NOISE[: 5 * RATE], tmp_path / "nowhere") is None


def test_without_the_library_weights_alone_tell_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / WEIGHTS[0]).write_bytes(b"any")
    monkeypatch.setitem(__import__("sys").modules, "beat_this.model.beat_tracker", None)
    assert load(tmp_path) is None


def test_the_picture_of_a_tone_lies_on_slaneys_scale() -> None:
    """It is linear to mel 15 at 1 kHz, and 27 mels further at 6.4 kHz; there all of a tone lies in one band."""
    mels = np.linspace(30.0 / (200.0 / 3.0), 15.0 + np.log(11.0) / (np.log(6.4) / 27.0), 130)[1:-1]
    for hertz, mel in ((500.0, 7.5), (1000.0, 15.0), (6400.0, 42.0)):
        tone = torch.sin(2 * np.pi * hertz * torch.arange(2 * RATE) / RATE)
        shown = log_mel(tone)
        assert shown.shape == (2 * RATE // 441 + 1, 128)
        assert int(shown.mean(dim=0).argmax()) == pytest.approx(int(np.abs(mels - mel).argmin()), abs=1)
    assert float(shown.max()) == pytest.approx(np.log1p(1000.0 * 0.5 * 1024 / np.sqrt(1024)), rel=0.01)


def test_a_rest_is_filled_with_the_beats_that_went_on_unheard() -> None:
    beats = np.concatenate([np.arange(0.0, 4.0, 0.5), np.arange(6.05, 9.0, 0.5)])
    whole = filled(beats)
    assert len(whole) == len(beats) + 4
    assert np.diff(whole) == pytest.approx(0.5, abs=0.02)
    assert np.isin(beats, whole).all()


@pytest.mark.parametrize(("meter", "first"), [(4, 2), (3, 0), (5, 4)])
def test_bars_are_counted_from_the_downbeats(meter: int, first: int) -> None:
    beats = 0.3 + 0.5 * np.arange(41)
    downbeats = beats[first::meter] + 0.02
    assert counted(beats, downbeats) == (meter, first)
    assert counted(beats, np.delete(downbeats, 1)) == (meter, first), "one that was missed changes nothing"
    assert counted(beats, downbeats[:2]) is None, "two are no rule"
    assert counted(beats, beats) is None, "every beat a bar is none"


def test_told_beats_take_the_place_of_those_that_are_tracked() -> None:
    sound = spectrum(NOISE[: 20 * RATE])
    beats = np.arange(1.0, 18.0, 0.41)
    pulse = tune(sound, Beats(beats, beats[1::3])).pulse
    assert pulse.period == pytest.approx(0.41, abs=0.01)
    assert pulse.meter == 3
    begins = pulse.beats[pulse.places == 0]
    assert np.abs(begins[(begins > 1.0) & (begins < 17.0)][:, None] - beats[1::3]).min(axis=1).max() < 0.06
    assert pulse.beats[0] < 0.41
    assert pulse.beats[-1] > 19.5


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a checkpoint as the library publishes them, of weights that nobody trained."""
    tracker = pytest.importorskip("beat_this.model.beat_tracker", reason="beat_this is not installed: slate-bot[beats]")
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(3)
    network = tracker.BeatThis(**SMALL)
    network.eval()
    with torch.inference_mode():
        said = network(log_mel(torch.tensor(NOISE[: 4 * RATE]))[None])
    middle = torch.stack([said["beat"].median() - said["downbeat"].median(), said["downbeat"].median()])
    network.task_heads.beat_downbeat_lin.bias.data -= middle  # so that some frames are beats and some are not
    weights = {f"model.{name}": value for name, value in network.state_dict().items()}
    torch.save({"state_dict": weights, "hyper_parameters": {**SMALL, "lr": 0.001, "fps": 50}}, folder / WEIGHTS[0])
    return folder


def test_a_checkpoint_is_read_as_the_library_writes_it(models: Path) -> None:
    network: Any = load(models)
    assert not network.training
    saved = torch.load(models / WEIGHTS[0], weights_only=True)["state_dict"]
    assert {f"model.{name}" for name in network.state_dict()} == set(saved)
    assert all(torch.equal(value, saved[f"model.{name}"]) for name, value in network.state_dict().items())


def test_beats_are_told_of_more_than_one_piece_and_always_the_same(models: Path) -> None:
    heard = network_beats(NOISE, models)
    again = network_beats(NOISE, models)
    assert heard is not None
    assert again is not None
    assert np.array_equal(heard.beats, again.beats)
    assert np.array_equal(heard.downbeats, again.downbeats)
    assert (np.diff(heard.beats) > 0.0).all()
    assert heard.beats[-1] > 31.0, "beyond the first half minute"
    assert np.isin(heard.downbeats.round(6), heard.beats.round(6)).all()


def test_fewer_than_four_beats_are_none(models: Path) -> None:
    assert network_beats(NOISE[: RATE // 8], models) is None


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04 half an archive"])
def test_a_damaged_checkpoint_is_told_and_not_used(
    models: Path, tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / WEIGHTS[1]).write_bytes(content)
    assert network_beats(NOISE[: 5 * RATE], tmp_path) is None
    assert "holds no weights of beat_this" in caplog.text


def test_weights_of_something_else_are_not_used(models: Path, tmp_path: Path) -> None:
    torch.save({"state_dict": {"model.a": torch.ones(2)}, "hyper_parameters": {}}, tmp_path / WEIGHTS[0])
    assert load(tmp_path) is None
    torch.save([1, 2, 3], tmp_path / WEIGHTS[0])
    assert load(tmp_path) is None
