"""The report on the mood model, on made clips."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.bench import mood as bench
from engine.training.mood import Clips, Felt


def made() -> tuple[Clips, Felt]:
    """Clips whose first four numbers tell the label, and feelings that follow the second and the third number."""
    noise = np.random.default_rng(4)
    labels = np.arange(96) % 4
    vectors = noise.standard_normal((96, 8))
    vectors[np.arange(96), labels] += 3.0
    names = tuple(f"cepstral.mfcc_mean.{number}" for number in range(8))
    clips = Clips(names, vectors, labels, np.arange(96) // 4 % 2, np.arange(96) // 2)
    songs = noise.standard_normal((24, 8))
    felt = Felt(songs, songs[:, 1:3], ("rock", "pop") * 12, np.arange(24) // 2 % 2)
    return clips, felt


def test_the_report_has_every_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "read", lambda data, progress: made())
    np.savez(tmp_path / "ear.npz", folds=np.arange(2), moods=np.tile(9.0 * np.eye(4)[made()[0].labels], (2, 1, 1)))
    with_ear = bench.run(tmp_path, ear=tmp_path / "ear.npz")
    assert "Slate                                1.000 ± 0.000" in with_ear
    assert "all without ear" in with_ear
    assert "Measured without the ear" not in with_ear
    for genre in ("rock", "pop"):
        (line,) = [line for line in with_ear.splitlines() if line.startswith(f"Slate without the ear, {genre}")]
        assert all(-1.0 <= float(value) <= 1.0 for value in line.split()[-2:])
    without = bench.run(tmp_path)
    assert "Measured without the ear" in without
    assert "ear alone" not in without
