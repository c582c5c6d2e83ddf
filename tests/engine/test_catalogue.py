"""The songs that come along: kept and read without loss, refused when damaged, and named as people write names."""

from __future__ import annotations

import gzip
import json
import math
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.api import QUADRANTS, VECTOR_FORMAT, Hearing
from engine.catalogue import CatalogueMismatch, Entry, save, starter
from engine.fake import mood_of, vector_of
from engine.training.catalogue import entry, known, spoken
from engine.training.likeness import Clip

SONG = Entry("Canción 日本", ("Ä & B",), vector_of("one"), mood_of("00"), {"tempo": 120.5}, {"Jazz": 0.4})


def clip(artist: str, title: str, twin: Path | None = None) -> Clip:
    return Clip(Path(f"{artist} {title}"), "", artist, title, artist, 0, frozenset(), twin)


def test_songs_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    songs = (SONG, replace(SONG, title="Other", genres={}))
    save(songs, tmp_path / "a")
    save(songs, tmp_path / "b")
    assert starter(tmp_path / "a") == songs
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("changed", [{"hearing": 1}, {"songs": []}, {"checksum": ""}])
def test_a_catalogue_of_another_version_or_make_is_refused(changed: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "catalogue"
    save([SONG], path)
    told = json.loads(gzip.decompress(path.read_bytes())) | changed
    path.write_bytes(gzip.compress(json.dumps(told).encode()))
    with pytest.raises(CatalogueMismatch, match="Reinstall"):
        starter(path)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: data[:60] + b"????" + data[64:], lambda _: b""]
)
def test_a_damaged_catalogue_is_refused(damage: object, tmp_path: Path) -> None:
    path = tmp_path / "catalogue"
    save([SONG] * 20, path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(CatalogueMismatch):
        starter(path)


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMismatch):
        starter(tmp_path / "none")


def test_reading_it_loads_no_numbers_library() -> None:
    code = "import sys, engine.catalogue; print([name for name in ('numpy', 'torch', 'av') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_clip_of_each_song_with_a_name_is_chosen() -> None:
    first = clip("The X", "A")
    others = [clip("the  x", "a"), clip("unknown", "B"), clip("Y", " "), clip("Y", "C", twin=Path("elsewhere"))]
    assert known([first, *others, clip("Y", "D")]) == [first, clip("Y", "D")]


def test_names_lose_what_cannot_be_printed() -> None:
    assert spoken(" Sammy  Davis; Jr.\u0007\n") == "Sammy Davis, Jr."
    assert spoken("Été 日本\u200b") == "Été 日本"


def test_only_what_sentences_are_made_of_is_kept() -> None:
    features = {"tempo": 119.98765, "mfcc_3_mean": 1.0, "chroma_0_std": 0.1, "contrast_7_mean": 2.0, "contrast": 20.04}
    heard = Hearing("", 30.0, (), features, mood_of("01"), b"", vector_of("x"), {"Jazz": 0.61234567, "Rap": 0.001})
    kept = entry(clip("X; Jr.", "T"), heard)
    assert kept.features == {"tempo": 120.0, "contrast": 20.04}
    assert kept.genres == {"Jazz": 0.6123}
    assert (kept.title, kept.artists, kept.vector) == ("T", ("X, Jr.",), heard.vector)


def test_the_songs_that_come_along_are_many_named_and_each_there_once() -> None:
    songs = starter()
    assert len(songs) > 1000
    names = [(song.title.casefold(), song.artists) for song in songs]
    assert len(set(names)) == len(songs)
    for song in songs:
        assert song.title == spoken(song.title) != ""
        assert "unknown" not in [artist.casefold() for artist in song.artists]
        numbers = struct.unpack(VECTOR_FORMAT, song.vector)
        assert math.hypot(*numbers) == pytest.approx(1.0, abs=2e-3)
        assert sum(getattr(song.mood, quadrant) for quadrant in QUADRANTS) == pytest.approx(1.0, abs=1e-3)
        assert 30.0 < song.features["tempo"] < 260.0
        assert all(0.0 <= share <= 1.0 for share in song.genres.values())
