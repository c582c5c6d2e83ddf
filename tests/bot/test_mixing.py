"""``slate remix`` on two real files, with the real engine."""

import wave
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from bot.cli import main
from engine.jukebox import song


@pytest.fixture(scope="module")
def sounds() -> dict[str, bytes]:
    """Two songs."""
    return {"happy": song("happy"), "sad": song("sad")}


@pytest.fixture
def songs(sounds: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two songs and a file that is none."""
    monkeypatch.setenv("SLATE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name, sound in sounds.items():
        (tmp_path / f"{name}_song.mp3").write_bytes(sound)
    (tmp_path / "broken.mp3").write_bytes(b"ID3" + b"\0" * 5000)
    return tmp_path


def remixed(folder: Path, first: str, second: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["remix", str(folder / first), str(folder / second), *options])


def test_two_files_become_one_with_its_picture_and_report(songs: Path) -> None:
    out = songs / "out.wav"
    done = remixed(songs, "happy_song.mp3", "sad_song.mp3", "-o", str(out), "--length", "10", "--picture")
    assert done.exit_code == 0, done.output
    with wave.open(str(out)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (44_100, 2)
        assert sound.getnframes() / 44_100 == pytest.approx(10.0, abs=0.3)
    with Image.open(songs / "out.jpg") as picture:
        assert picture.width == 1200
    said = " ".join(done.output.split())
    assert "happy song in the style of sad song." in said
    assert "0:10" in said
    assert str(out) in done.output.replace("\n", "")
    assert not (songs / "data").exists()  # nothing is kept of it


def test_what_is_no_song_is_told_in_a_sentence(songs: Path) -> None:
    done = remixed(songs, "happy_song.mp3", "broken.mp3", "-o", str(songs / "out.mp3"))
    assert done.exit_code == 1
    assert "damaged" in done.output
    assert not (songs / "out.mp3").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("-o", "out.txt"), "It ends in .wav, .flac, .mp3 or .ogg."),
        (("-o", "nowhere/out.wav"), "There is no folder nowhere."),
        (("-o", "out.wav", "--length", "5"), "10.0<=x<=180.0"),
        (("-o", "out.wav", "--strength", "brutal"), "'brutal' is not one of"),
        ((), "Missing option '-o'"),
    ],
)
def test_what_cannot_be_asked_for_is_told_before_any_work(songs: Path, options: tuple[str, ...], sentence: str) -> None:
    done = remixed(songs, "happy_song.mp3", "sad_song.mp3", *options)
    assert done.exit_code == 2
    assert sentence in done.output
