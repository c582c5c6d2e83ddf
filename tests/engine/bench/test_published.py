"""The bench of published features: all experiments on made-up tables, and their arithmetic."""

import csv
from pathlib import Path

import numpy as np
import pytest

from engine.bench.published import TABLES, renamed, run
from engine.published import COLUMNS
from engine.training.published import Table, UnusableTable

LABELS = {
    "moodify_1200": ["0", "1", "2", "3"],
    "data_moods_686": ["Sad", "Happy", "Energetic", "Calm"],
    "deezer_x_spotify": ["Sad", "Happy", "Angry", "Relaxed"],
    "moodylyrics4q_x_spotify": ["sad", "happy", "angry", "relaxed"],
    "moodylyrics_x_spotify": ["sad", "happy", "angry", "relaxed"],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Five tables whose labels are the quadrants of energy and valence; the first two differ in one label only."""
    (tmp_path / "tables").mkdir()
    spans = np.array(list(COLUMNS.values()))
    for number, (name, labels) in enumerate(LABELS.items()):
        chance = np.random.default_rng(max(1, number))
        column = TABLES[name].label
        with (tmp_path / "tables" / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*COLUMNS, column, "artist"])
            for place in range(80):
                numbers = (spans[:, 0] + chance.random(9) * (spans[:, 1] - spans[:, 0])).round(5)
                lively, bright = numbers[1] > 0.5, numbers[7] > 0.5
                quadrant = (1 if bright else 2) if lively else (3 if bright else 0)
                label = labels[(quadrant + 1) % 4 if (number, place) == (1, 0) else quadrant]
                known = "4q" in name and place < 10  # by artists of the first table
                writer.writerow([*numbers, label, f"artist {1 if known else max(1, number)}.{place // 2}"])
    return tmp_path


def test_every_experiment_is_told_beside_its_baselines(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.training.published.ROUNDS", 20)
    monkeypatch.setattr("engine.bench.published.DRAWS", 2)
    monkeypatch.setattr("engine.bench.published.temperature", lambda scores, told: 1e9 * len(told))
    parts = run(data).split("\n\n")
    told = {part.split(":")[0]: part for part in parts}
    for name in TABLES:
        assert "80 songs of 40 artists, 0 lines left out" in told[name]
        assert [line.split("  ")[0] for line in told[name].splitlines()[3:6]] == [
            "majority",
            "logistic regression",
            "boosted trees",
        ]
        assert accuracy(told[name], "majority") < 0.5 < accuracy(told[name], "boosted trees")
    crossed = told["moodify_1200 asked about moodylyrics4q_x_spotify"]
    assert "70 songs of other artists, energetic read as angry, calm read as relaxed" in crossed
    sureness = 0.25  # at that temperature
    assert float(crossed.splitlines()[5].split()[-1]) == pytest.approx(
        accuracy(crossed, "boosted trees") - sureness, abs=0.002
    )
    assert accuracy(crossed, "the most frequent label there") < 0.5 < accuracy(crossed, "boosted trees")
    assert "80 songs in both, 79 under the same label: " in told["moodify_1200/data_moods_686"]
    assert len(parts) == len(TABLES) + 4 + 1, "tables that share no song are not compared"


def accuracy(part: str, method: str) -> float:
    line = next(line for line in part.splitlines() if line.startswith(f"{method} "))
    return float(line.removeprefix(method).split()[0])


def test_labels_that_the_other_table_lacks_are_left_out() -> None:
    table = Table(("calm", "happy", "odd"), np.zeros((4, 9)), np.array([0, 1, 2, 0]), ("a", "b", "c", "d"))
    found = renamed(table, {"calm": "relaxed"}, ("angry", "happy", "relaxed"))
    assert found.told.tolist() == [2, 1, 2]
    assert found.artists == ("a", "b", "d")


def test_a_missing_table_is_named(data: Path) -> None:
    (data / "tables" / "deezer_x_spotify.csv").unlink()
    with pytest.raises(UnusableTable, match=r"cannot open deezer_x_spotify\.csv"):
        run(data)
