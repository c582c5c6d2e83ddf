"""The likeness vector: its length, its blocks, what people are told of it, and which weights are refused."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engine.analysis import analyse
from engine.api import BLOCKS, QUADRANTS, VECTOR, Quadrant
from engine.audio import decode
from engine.jukebox import song
from engine.likeness import ARRAYS, DESCRIBED, WEIGHTS, LikenessMismatch, Metric, folded, pooled, unit
from engine.spectrum import RATE, spectrum


@pytest.fixture(scope="module")
def metric() -> Metric:
    return Metric.load()


@pytest.fixture(scope="module")
def samples() -> dict[Quadrant, Any]:
    return {mood: decode(song(mood), rate=RATE).samples[0] for mood in QUADRANTS}


def heard(metric: Metric) -> Any:
    """What an ear would say that takes all songs for the same one."""
    known = metric.projections["character"]
    return SimpleNamespace(pooled=known.mean + known.scale * np.sin(np.arange(len(known.mean))))


def vector(metric: Metric, samples: Any) -> Any:
    return metric.vector(analyse(spectrum(samples)), heard(metric))


def test_a_vector_has_length_one_and_survives_half_precision(metric: Metric, samples: dict[Quadrant, Any]) -> None:
    for each in samples.values():
        told = vector(metric, each)
        assert told.shape == (VECTOR,)
        assert np.linalg.norm(told) == pytest.approx(1.0, abs=1e-5)
        assert told @ told.astype("<f2") == pytest.approx(1.0, abs=1e-3)


def test_a_song_is_nearer_to_its_own_noisy_excerpt_than_any_other_song(
    metric: Metric, samples: dict[Quadrant, Any]
) -> None:
    whole = {mood: vector(metric, each) for mood, each in samples.items()}
    source = np.random.default_rng(3)
    for mood, each in samples.items():
        excerpt = 0.3 * each[2 * RATE : 12 * RATE]
        noise = 10.0 ** (-30.0 / 20.0) * excerpt.std() * source.standard_normal(len(excerpt))
        found = vector(metric, excerpt + noise)
        assert max(whole, key=lambda other: float(whole[other] @ found)) == mood


def test_gain_does_not_change_the_vector(metric: Metric, samples: dict[Quadrant, Any]) -> None:
    assert vector(metric, samples["happy"]) @ vector(metric, 0.05 * samples["happy"]) == pytest.approx(1.0, abs=1e-4)


def test_likeness_for_people_rises_from_nothing_to_one(metric: Metric, samples: dict[Quadrant, Any]) -> None:
    told = [metric.alike(cosine) for cosine in np.linspace(-1.0, 1.0, 201)]
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    same = vector(metric, samples["sad"])
    assert metric.alike_parts(same, same)["sound"] == pytest.approx(1.0, abs=1e-4)
    assert metric.alike_parts(same, -same) == {block.name: 0.0 for block in BLOCKS}


def test_excerpts_pool_to_length_one_with_the_same_shares(metric: Metric, samples: dict[Quadrant, Any]) -> None:
    parts = [vector(metric, samples["happy"]), vector(metric, samples["sad"])]
    together = pooled(parts)
    assert np.linalg.norm(together) == pytest.approx(1.0, abs=1e-5)
    for block in BLOCKS:
        inside = slice(block.start, block.end)
        share = np.linalg.norm(parts[0][inside])
        assert np.linalg.norm(together[inside]) == pytest.approx(share, abs=1e-3)
    assert pooled(parts[:1]) == pytest.approx(parts[0], abs=1e-5)


def test_half_and_double_tempo_fall_together() -> None:
    names = ("rhythm.tempo.0", "rhythm.tempo.1")
    wide = np.array([[np.log2(70.0), 1.0], [np.log2(140.0), 1.0], [np.log2(99.0), 1.0]])
    slow, fast, between = folded(names, wide)
    assert slow == pytest.approx(fast, abs=1e-9)
    assert slow @ between == pytest.approx(-1.0, abs=1e-3)


def test_zeros_have_no_direction_and_no_division_by_zero() -> None:
    assert np.array_equal(unit(np.zeros((2, 3))), np.zeros((2, 3)))


@pytest.mark.parametrize("changed", [{"hearing": 1}, {"features": 0}, {"blocks": []}, {"arrays": "0" * 32}])
def test_weights_of_another_version_are_refused(changed: dict[str, Any], tmp_path: Path) -> None:
    described = json.loads((WEIGHTS / DESCRIBED).read_text())
    (tmp_path / DESCRIBED).write_text(json.dumps(described | changed))
    (tmp_path / ARRAYS).write_bytes((WEIGHTS / ARRAYS).read_bytes())
    with pytest.raises(LikenessMismatch, match="slate train likeness"):
        Metric.load(tmp_path)


def test_damaged_or_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LikenessMismatch):
        Metric.load(tmp_path)
    (tmp_path / DESCRIBED).write_bytes((WEIGHTS / DESCRIBED).read_bytes())
    data = bytearray((WEIGHTS / ARRAYS).read_bytes())
    data[-1] ^= 1
    (tmp_path / ARRAYS).write_bytes(data)
    with pytest.raises(LikenessMismatch):
        Metric.load(tmp_path)


def test_saved_weights_are_read_back_the_same(metric: Metric, tmp_path: Path) -> None:
    metric.save(tmp_path)
    again = Metric.load(tmp_path)
    for name, projection in metric.projections.items():
        assert np.array_equal(again.projections[name].weights, projection.weights)
    assert again.curves == metric.curves
    assert again.shares == metric.shares
