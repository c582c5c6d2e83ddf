"""A model of published features: read, refused when damaged, and evaluated by hand."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.published import COLUMNS, FILE, PublishedModel, Tree, UnfitModel, Verdict

ENERGY, TEMPO = list(COLUMNS).index("energy"), list(COLUMNS).index("tempo")
STUMP = Tree([ENERGY], [0.5], [-1], [-2], [-1.0, 1.0])
DEEP = Tree([TEMPO, ENERGY], [120.0, 0.25], [1, -2], [-1, -3], [3.0, 0.1, 0.2])
MODEL = PublishedModel("my table", "playlists", ("calm", "loud"), 2.0, (STUMP, DEEP))
SONG = dict.fromkeys(COLUMNS, 0.5) | {"tempo": 100.0}


@pytest.mark.parametrize(
    ("features", "calm", "loud"),
    [
        ({"energy": 0.5}, -1.0, 0.2),
        ({"energy": 0.51}, 1.0, 0.2),
        ({"energy": 0.25}, -1.0, 0.1),
        ({"energy": 0.9, "tempo": 120.5}, 1.0, 3.0),
        ({"energy": 0.9, "tempo": 120.0}, 1.0, 0.2),
    ],
)
def test_every_branch_leads_to_its_leaf(features: dict[str, float], calm: float, loud: float) -> None:
    verdict = MODEL.judge(SONG | features)
    assert verdict is not None
    label = "calm" if calm > loud else "loud"
    assert verdict == Verdict(
        label, pytest.approx(1 / (1 + math.exp(-abs(calm - loud) / 2.0))), "my table", "playlists"
    )


def test_shares_sum_to_one_however_far_apart_the_votes_are() -> None:
    far = PublishedModel("t", "t", ("a", "b"), 0.1, (Tree([0], [0.0], [-1], [-1], [900.0]), STUMP))
    shares = far.shares(list(SONG.values()))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["a"] == pytest.approx(1.0)


@pytest.mark.parametrize("column", COLUMNS)
def test_without_one_of_its_numbers_it_says_nothing(column: str) -> None:
    known = {name: value for name, value in SONG.items() if name != column}
    assert MODEL.judge(known) is None
    assert MODEL.judge(known | {column: 1.0, "key": 3.0}) is not None


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = MODEL.save(tmp_path / "new folder")
    assert [written] == list((tmp_path / "new folder").iterdir()), "nothing half-written is left"
    found = PublishedModel.load(tmp_path / "new folder")
    assert found is not None
    assert found.judge(SONG) == MODEL.judge(SONG)
    assert (found.labels, found.table, found.origin) == (MODEL.labels, MODEL.table, MODEL.origin)


def test_without_a_file_there_is_no_model(tmp_path: Path) -> None:
    assert PublishedModel.load(tmp_path) is None
    assert PublishedModel.load(tmp_path / "nowhere") is None


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        kept = json.loads(path.read_text())
        change(kept)
        path.write_text(json.dumps(kept))

    return damage


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "empty": lambda path: path.write_bytes(b""),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "a list": lambda path: path.write_text("[]"),
    "a word": lambda path: path.write_text('"model"'),
    "a leaf": changed(lambda kept: kept["model"]["trees"][0]["leaves"].__setitem__(0, -1.5)),
    "a label": changed(lambda kept: kept["model"]["labels"].__setitem__(0, "relaxed")),
    "another version": changed(lambda kept: kept.update(version=2)),
    "other columns": changed(lambda kept: kept["columns"].reverse()),
    "no checksum": changed(lambda kept: kept.pop("checksum")),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_model_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    DAMAGE[name](MODEL.save(tmp_path))
    with pytest.raises(UnfitModel, match="slate train published"):
        PublishedModel.load(tmp_path)


def test_none_is_shipped() -> None:
    assert not (Path(__file__).parents[2] / "engine" / "weights" / FILE).exists()
