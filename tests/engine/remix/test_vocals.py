"""A voice that leads, and demucs itself where it is installed: its network, its segments, and what is not opened."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.api import RemixOptions, Step
from engine.jukebox import song
from engine.remix import remix
from engine.remix.vocals import LONGEST, RATE, WEIGHTS, led, load, sung

Samples = NDArray[np.float32]
NOISE: Samples = np.random.default_rng(3).normal(0.0, 0.1, (2, 3 * RATE)).astype(np.float32)
SOURCES = ["drums", "bass", "other", "vocals"]
SMALL: dict[str, Any] = {"channels": 8, "dconv_comp": 4, "depth": 4, "t_layers": 1, "t_heads": 1, "nfft": 1024}


def test_without_a_folder_or_weights_nobody_sings(tmp_path: Path) -> None:
    assert sung(NOISE, None) is None
    assert sung(NOISE, tmp_path) is None
    assert sung(NOISE, tmp_path / "nowhere") is None


def test_without_the_library_weights_alone_find_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"any")
    monkeypatch.setitem(__import__("sys").modules, "demucs.hf", None)
    assert load(tmp_path) is None


def test_the_voice_leads_while_it_sings_and_the_rest_while_it_does_not() -> None:
    rest = np.full((2, 12 * RATE), 0.1, dtype=np.float32)
    voice = np.zeros_like(rest)
    voice[:, 4 * RATE : 6 * RATE] = -0.2
    voice[:, round(6.8 * RATE) : 8 * RATE] = -0.2
    lead = led(voice, rest)
    assert (lead[:, : 3 * RATE] == rest[:, : 3 * RATE]).all()
    assert np.allclose(lead[:, 4 * RATE : 6 * RATE], -0.2)
    assert np.allclose(lead[:, round(6.2 * RATE) : round(6.6 * RATE)], 0.0), "a breath is still singing"
    assert np.allclose(lead[:, 9 * RATE :], rest[:, 9 * RATE :])
    assert np.abs(np.diff(lead[:, 2 * RATE : round(3.9 * RATE)])).max() < 1e-4, "nobody hears who takes over"


def test_what_is_hardly_there_does_not_lead() -> None:
    rest = NOISE
    assert (led(0.05 * rest[:, ::-1], rest) == rest).all()


def save(folder: Path, told: Mapping[str, Any] = SMALL, klass: str = "demucs.htdemucs.HTDemucs", **more: str) -> None:
    """Weights that nobody trained, in a file as the library publishes them."""
    import torch
    from safetensors.torch import save_file

    hdemucs = pytest.importorskip("demucs.htdemucs", reason="demucs is not installed: slate-bot[vocals]")
    torch.manual_seed(3)
    network = hdemucs.HTDemucs(SOURCES, **SMALL, segment=2)
    network.tdecoder[-1].conv_tr.weight.data *= 30.0  # so that a voice is heard
    weights = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    kwargs = {**told, "segment": {"_type": "fraction", "numerator": 2, "denominator": 1}}
    metadata = {"klass": klass, "args": json.dumps([SOURCES]), "kwargs": json.dumps(kwargs), **more}
    save_file(weights, folder / WEIGHTS, metadata=metadata)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    save(folder)
    return folder


def test_the_voice_is_what_the_network_says_whole_and_always_the_same(models: Path) -> None:
    import torch

    steps: list[Step] = []
    voice = sung(NOISE, models, steps.append)
    again = sung(NOISE, models)
    assert voice is not None
    assert voice.shape == NOISE.shape
    assert voice.dtype == np.float32
    assert np.array_equal(voice, again)
    assert {step.stage for step in steps} == {"finding the voice"}
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    assert len({step.fraction for step in steps}) == 2, "three seconds in segments of two"
    network = load(models)
    deviation = NOISE.mean(axis=0).std(ddof=1)
    even = torch.tensor((NOISE[None, :, : 2 * RATE] - NOISE.mean()) / deviation)
    with torch.inference_mode():
        alone = network(even)[0, 3].numpy() * deviation
    until = round(1.8 * RATE)  # where the second segment begins
    assert np.allclose(voice[:, :until], alone[:, :until], atol=1e-3 * np.abs(voice).max())


def test_a_remix_is_led_by_the_voice_and_told_as_ever(models: Path) -> None:
    steps: list[Step] = []
    options = RemixOptions(seconds=10.0, format="wav")
    led, again = (remix(song("sad"), song("happy"), options, progress=steps.append, models=models) for _ in range(2))
    assert (led.sound.data, led.picture.data) == (again.sound.data, again.picture.data)
    plain = remix(song("sad"), song("happy"), options)
    assert led.sound.data != plain.sound.data
    assert (led.first.features, led.shift, led.notes) == (plain.first.features, plain.shift, plain.notes)
    assert "finding the voice" in {step.stage for step in steps}
    fractions = [step.fraction for step in steps[: len(steps) // 2]]
    assert fractions == sorted(fractions)


def test_the_network_is_not_asked_for_more_than_three_minutes(models: Path) -> None:
    longer = np.broadcast_to(np.float32(0.1), (2, round((LONGEST + 1) * RATE)))
    assert sung(longer, models) is None


def test_a_file_that_names_another_class_is_not_obeyed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trap = tmp_path / "trap"
    save(tmp_path, klass="os.mkdir", args=json.dumps([str(trap)]))
    assert sung(NOISE, tmp_path) is None
    assert not trap.exists()
    assert "holds no weights of htdemucs" in caplog.text
    save(tmp_path, structure=json.dumps({"_class": "os.mkdir"}))
    assert load(tmp_path) is None


@pytest.mark.parametrize("other", [{"samplerate": 16000}, {"audio_channels": 1}, {"depth": 2}])
def test_weights_for_another_sound_or_shape_are_not_used(tmp_path: Path, other: Mapping[str, Any]) -> None:
    save(tmp_path, {**SMALL, **other})
    assert load(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"not a file of weights", b"\x10\0\0\0\0\0\0\0{}"])
def test_a_damaged_file_is_told_and_not_used(models: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / WEIGHTS).write_bytes(content)
    assert sung(NOISE, tmp_path) is None
