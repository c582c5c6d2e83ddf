"""The ear's door: frames, windows, weights that are checked, and what is heard with them."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.ear import EMBEDDING, EMOTIONS, GENRES, TAPS, Ear, EarMismatch
from engine.ear.frames import WINDOW, frames, windows
from engine.ear.listen import save
from engine.ear.network import Network, Shape
from engine.spectrum import RATE, Spectrum, spectrum

SMALL = Shape(stem=4, stages=(4, 8, 8, 8))


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of a small network that has seen some noise, so that its normalisations are not idle."""
    torch.manual_seed(3)
    network = Network(SMALL).train()
    with torch.no_grad():
        for _ in range(8):
            network(0.5 + 2.0 * torch.randn(6, 1, 96, WINDOW))
    path = tmp_path_factory.mktemp("ear") / "ear.safetensors"
    save(network, path)
    return path


@pytest.fixture(scope="module")
def sound() -> Spectrum:
    return spectrum(noise_and_tone(12.0))


def noise_and_tone(seconds: float) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(0).standard_normal(len(time))
    return (np.sin(2 * np.pi * 440.0 * time) * (time % 0.5) + 0.05 * noise).astype(np.float32)


def test_frames_do_not_depend_on_gain(sound: Spectrum) -> None:
    louder = Spectrum(sound.samples * 8, sound.power * 64)
    np.testing.assert_allclose(frames(louder), frames(sound), atol=1e-4)


def test_silence_has_frames_at_the_floor() -> None:
    quiet = frames(Spectrum(np.zeros(RATE, np.float32), np.zeros((1025, 44), np.float32)))
    assert np.isfinite(quiet).all()
    assert np.ptp(quiet) == 0.0


def test_windows_cover_the_whole_song_once_it_is_longer_than_one() -> None:
    song = np.broadcast_to(np.arange(1292, dtype=np.float32), (96, 1292))
    cut = windows(song)
    assert cut.shape == (7, 96, WINDOW)
    assert set(cut[:, 0].ravel()) == set(range(1292))
    assert len(windows(song[:, :WINDOW])) == 1


def test_a_song_shorter_than_a_window_is_repeated() -> None:
    song = np.arange(90, dtype=np.float32)[None, :].repeat(96, axis=0)
    cut = windows(song)
    assert cut.shape == (1, 96, WINDOW)
    assert list(cut[0, 0, 88:93]) == [88, 89, 0, 1, 2]


def test_what_is_heard_lies_where_it_is_promised(weights: Path, sound: Spectrum) -> None:
    heard = Ear.load(weights).listen(sound)
    assert heard.pooled.shape == (SMALL.pooled,)
    assert heard.embedding.shape == (EMBEDDING,)
    assert np.linalg.norm(heard.embedding) == pytest.approx(1.0, abs=1e-5)
    assert heard.moods.shape == (4,)
    assert -1.0 < heard.valence < 1.0
    assert -1.0 < heard.arousal < 1.0
    for shares, names in ((heard.emotions, EMOTIONS), (heard.genres, GENRES)):
        assert shares.shape == (len(names),)
        assert ((shares > 0.0) & (shares < 1.0)).all()


def test_the_same_sound_is_heard_the_same_twice(weights: Path, sound: Spectrum) -> None:
    once, again = Ear.load(weights).listen(sound), Ear.load(weights).listen(sound)
    np.testing.assert_array_equal(once.pooled, again.pooled)
    np.testing.assert_array_equal(once.embedding, again.embedding)


def test_different_sounds_are_heard_differently(weights: Path, sound: Spectrum) -> None:
    ear = Ear.load(weights)
    other = spectrum(np.random.default_rng(1).standard_normal(12 * RATE).astype(np.float32))
    assert np.abs(ear.listen(sound).pooled - ear.listen(other).pooled).max() > 0.01


def test_folding_the_normalisation_changes_nothing(weights: Path, sound: Spectrum) -> None:
    torch.manual_seed(5)
    network = Network(SMALL).train()
    cut = torch.from_numpy(windows(frames(sound)))[:, None]
    with torch.no_grad():
        network(cut)
        before = network.eval()(cut)
        np.testing.assert_allclose(network.fused()(cut), before, atol=1e-3)


@pytest.mark.parametrize("place", [3, 40, 5000, -2])
def test_damaged_weights_are_refused(weights: Path, tmp_path: Path, place: int) -> None:
    data = bytearray(weights.read_bytes())
    data[place] ^= 0x41
    damaged = tmp_path / "ear.safetensors"
    damaged.write_bytes(data)
    with pytest.raises(EarMismatch):
        Ear.load(damaged)


@pytest.mark.parametrize("length", [0, 5, 400, 20_000])
def test_weights_cut_short_are_refused(weights: Path, tmp_path: Path, length: int) -> None:
    short = tmp_path / "ear.safetensors"
    short.write_bytes(weights.read_bytes()[:length])
    with pytest.raises(EarMismatch):
        Ear.load(short)


def test_missing_weights_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EarMismatch, match="slate train ear"):
        Ear.load(tmp_path / "ear.safetensors")


def test_weights_for_another_input_are_refused(weights: Path, tmp_path: Path) -> None:
    data = weights.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    described = json.loads(header["__metadata__"]["ear"])
    described["contract"]["version"] += 1
    header["__metadata__"]["ear"] = json.dumps(described)
    packed = json.dumps(header).encode()
    older = tmp_path / "ear.safetensors"
    older.write_bytes(len(packed).to_bytes(8, "little") + packed + data[8 + length :])
    with pytest.raises(EarMismatch):
        Ear.load(older)


def test_taps_have_the_sides_that_are_documented(weights: Path) -> None:
    found = Ear.load(weights).taps(torch.zeros(96, 400), TAPS)
    sides = {name: tuple(layer.shape[1:]) for name, layer in found.items()}
    assert sides["stem"] == sides["block1"] == sides["block2"] == (48, 100)
    assert sides["block3"] == sides["block4"] == (24, 50)
    assert sides["block5"] == sides["block6"] == (12, 25)
    assert sides["block7"] == sides["block8"] == (6, 13)


def test_a_gradient_passes_through_the_taps(weights: Path) -> None:
    song = torch.zeros(96, 300, requires_grad=True)
    layer = Ear.load(weights).taps(song, ["block4"])["block4"]
    (layer**2).sum().backward()
    assert song.grad is not None
    assert float(song.grad.abs().max()) > 0.0


def test_an_unknown_tap_is_named(weights: Path) -> None:
    with pytest.raises(ValueError, match="block9"):
        Ear.load(weights).taps(torch.zeros(96, 300), ["stem", "block9"])


def test_importing_the_ear_loads_no_torch() -> None:
    import subprocess
    import sys

    code = "import sys, engine.ear; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
