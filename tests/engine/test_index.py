"""The index of likeness: exact, small, whole after every kind of death, and written by one process only."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.api import HEARING_VERSION, VECTOR, Shelf, Step
from engine.index import Index, _snapshot

SEED = 7
GRAPH_FROM = 500


def vectors(count: int, seed: int = SEED) -> NDArray[np.float16]:
    """Unit vectors in loose groups, as songs lie."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((max(1, count // 50), 12))
    places = centres[random.integers(len(centres), size=count)] + 0.5 * random.standard_normal((count, 12))
    wide = places @ random.standard_normal((12, VECTOR)) + 0.3 * random.standard_normal((count, VECTOR))
    return (wide / np.linalg.norm(wide, axis=1, keepdims=True)).astype("<f2")


def songs(count: int, first: int = 1, seed: int = SEED) -> list[tuple[int, bytes]]:
    return [(first + at, vector.tobytes()) for at, vector in enumerate(vectors(count, seed))]


def exactly(shelved: list[tuple[int, bytes]], query: bytes, most: int) -> list[int]:
    """What a plain comparison with every song finds."""
    rows = np.stack([np.frombuffer(vector, "<f2").astype(np.float64) for _, vector in shelved])
    cosines = rows @ np.frombuffer(query, "<f2").astype(np.float64)
    keys = np.array([key for key, _ in shelved])
    return [int(key) for key in keys[np.lexsort((keys, -cosines.round(6)))][:most]]


def keys(index: Index, query: bytes, most: int = 5, among: list[int] | None = None) -> list[int]:
    return [hit.key for hit in index.nearest([query], most, among)]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index", exact_most=GRAPH_FROM)
    yield index
    index.close()


def reopened(index: Index, folder: Path) -> Index:
    index.close()
    return Index(folder / "index", exact_most=GRAPH_FROM)


def test_the_nearest_are_those_of_a_plain_comparison_however_the_songs_came() -> None:
    shelved = songs(700)
    index = Index()
    index.add(shelved[:300])
    for song in shelved[300:600]:
        index.add([song])
    index.publish()
    index.add(shelved[600:])
    for _, query in shelved[::50]:
        assert keys(index, query) == exactly(shelved, query, 5)
    hit = index.nearest([shelved[42][1]], 1)[0]
    assert hit.vector == shelved[42][1]
    assert hit.cosine == pytest.approx(1.0, abs=1e-3)
    assert hit.cosine <= 1.0


def test_an_empty_index_answers_and_fewer_songs_than_asked_for_are_all() -> None:
    index = Index()
    query = songs(1)[0][1]
    assert index.nearest([query], 5) == []
    assert index.shelf() == Shelf(0, 0, 0)
    index.remove([1, 2])
    index.add([])
    index.publish()
    index.add(songs(3))
    assert sorted(keys(index, query)) == [1, 2, 3]


def test_a_key_that_comes_again_has_its_new_vector_only() -> None:
    shelved, other = songs(300), songs(1, seed=8)[0][1]
    index = Index()
    index.add(shelved)
    index.publish()
    index.add([(5, shelved[0][1]), (5, other)])
    assert index.shelf() == Shelf(300, 300, sum(range(301)))
    assert keys(index, other, 1) == [5]
    assert 5 not in keys(index, shelved[4][1], 300)[:1]
    index.remove([5])
    assert 5 not in keys(index, other, 300)
    index.add([(5, shelved[4][1])])
    assert keys(index, shelved[4][1], 1) == [5]
    assert len(keys(index, other, 400)) == 300


def test_several_songs_are_asked_for_by_their_mean_direction() -> None:
    shelved = songs(200)
    one, two = shelved[3][1], shelved[150][1]
    mean = np.mean([np.frombuffer(each, "<f2").astype(np.float64) for each in (one, two)], axis=0)
    middle = (mean / np.linalg.norm(mean)).astype("<f2").tobytes()
    index = Index()
    index.add(shelved)
    assert [hit.key for hit in index.nearest([one, two], 10)] == keys(index, middle, 10)
    assert index.nearest([one, two], 1)[0].cosine > 0.6


@pytest.mark.parametrize("published", [False, True])
def test_a_search_among_some_finds_the_best_of_them_and_no_other(opened: Index, published: bool) -> None:
    shelved = songs(GRAPH_FROM + 100)
    opened.add(shelved)
    if published:
        opened.publish()
    opened.remove([10])
    some = [*range(2, 400, 4), 99_999, 10]
    within = [song for song in shelved if song[0] in some and song[0] != 10]
    assert keys(opened, shelved[9][1], 5, some) == exactly(within, shelved[9][1], 5)
    assert keys(opened, shelved[9][1], 5, []) == []
    assert len(keys(opened, shelved[9][1], 500, [7, 7, 7])) == 1


@pytest.mark.parametrize(
    "vector", [b"", b"\0" * 255, b"\0" * 512, np.full(VECTOR, np.nan, "<f2").tobytes(), b"\x00\x7c" * VECTOR]
)
def test_what_is_no_vector_is_refused_and_harms_nothing(vector: bytes) -> None:
    index = Index()
    index.add(songs(10))
    with pytest.raises(ValueError, match="vector"):
        index.add([(11, songs(1)[0][1]), (12, vector)])
    assert index.shelf().count == 10


def test_a_graph_finds_what_a_plain_comparison_does(opened: Index) -> None:
    shelved = songs(3000)
    opened.add(shelved)
    steps: list[Step] = []
    opened.publish(steps.append)
    assert opened._layers[0].graph is not None
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    queries = [vector for _, vector in shelved[::30]]
    hits = sum(len({*keys(opened, query)} & {*exactly(shelved, query, 5)}) for query in queries)
    assert hits / (5 * len(queries)) >= 0.98


def test_a_graph_forgets_what_went_and_knows_what_came_over_several_publishings(opened: Index, tmp_path: Path) -> None:
    shelved = songs(3000)
    opened.add(shelved)
    opened.publish()
    opened.remove(range(1, 101))
    opened.add([*songs(100, first=3001, seed=9), (500, shelved[0][1])])
    opened.publish()
    assert opened._record
    assert opened._record.holes == 101
    assert keys(opened, shelved[0][1], 1) == [500]
    assert keys(opened, songs(100, first=3001, seed=9)[7][1], 1) == [3008]
    assert not {*keys(opened, shelved[50][1], 50)} & {*range(1, 101)}
    again = reopened(opened, tmp_path)
    assert keys(again, shelved[0][1], 1) == [500]
    assert again.shelf() == Shelf(3000, 3100, sum(range(101, 3101)))
    again.remove(range(101, 501))
    again.publish()
    assert again._record
    assert again._record.holes == 0, "a sixth of it is holes: it is built anew"
    assert keys(again, shelved[2000][1], 1) == [2001]
    again.close()


def test_it_is_there_again_after_a_restart_and_a_small_one_is_written_by_closing(opened: Index, tmp_path: Path) -> None:
    shelved = songs(500)
    opened.add(shelved)
    opened.remove([3])
    again = reopened(opened, tmp_path)
    assert again.shelf() == Shelf(499, 500, sum(range(501)) - 3)
    assert keys(again, shelved[9][1]) == exactly([song for song in shelved if song[0] != 3], shelved[9][1], 5)
    again.close()


def test_removing_and_adding_while_it_is_being_published_is_not_lost(
    opened: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelved = songs(1000)
    opened.add(shelved)
    late = songs(3, first=2001, seed=11)
    write = _snapshot.write

    def busy(*arguments: object) -> object:
        opened.remove([1])
        opened.add([late[0], (2, late[1][1])])
        opened.add([late[2]])
        opened.remove([2003])
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(_snapshot, "write", busy)
    opened.publish()
    monkeypatch.undo()
    assert opened.shelf() == Shelf(1000, 2001, sum(range(1001)) - 1 + 2001)
    assert keys(opened, late[1][1], 1) == [2]
    assert keys(opened, late[0][1], 1) == [2001]
    opened.publish()
    assert opened.shelf() == Shelf(1000, 2001, sum(range(1001)) - 1 + 2001)


def test_it_is_worth_publishing_when_a_tenth_has_changed(opened: Index) -> None:
    opened.add(songs(1000))
    assert not opened.due
    opened.add(songs(1, first=1001))
    assert opened.due
    opened.publish()
    assert not opened.due
    opened.remove(range(1, 1001))
    assert not opened.due
    opened.remove([1001])
    assert opened.due
    opened.publish()
    assert opened.shelf() == Shelf(0, 0, 0)


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "index").iterdir()}


def test_only_the_last_generation_is_kept(opened: Index, tmp_path: Path) -> None:
    for first in (1, 5001):
        opened.add(songs(600, first))
        opened.publish()
    assert files(tmp_path) == {"index.json", "writer.lock", "000002.keys.npy", "000002.vectors.npy", "000002.graph"}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def older(path: Path) -> None:
    record = json.loads(path.read_text())
    path.write_text(json.dumps(record | {"version": HEARING_VERSION - 1}))


@pytest.mark.parametrize("name", ["000001.keys.npy", "000001.vectors.npy", "000001.graph", "index.json"])
@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_damaged_snapshot_is_noticed_and_the_index_begins_anew(
    opened: Index, tmp_path: Path, name: str, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    shelved = songs(600)
    opened.add(shelved)
    opened.publish()
    opened.close()
    damage(tmp_path / "index" / name)  # type: ignore[operator]
    again = Index(tmp_path / "index", exact_most=GRAPH_FROM)
    assert again.shelf() == Shelf(0, 0, 0)
    assert "built anew" in caplog.text or damage is Path.unlink
    again.add(shelved)
    again.publish()
    assert keys(again, shelved[77][1], 1) == [78]
    last = reopened(again, tmp_path)
    assert last.shelf().count == 600
    last.close()


def test_a_snapshot_of_another_version_is_left_behind(opened: Index, tmp_path: Path) -> None:
    opened.add(songs(100))
    opened.publish()
    opened.close()
    older(tmp_path / "index" / "index.json")
    again = Index(tmp_path / "index")
    assert again.shelf() == Shelf(0, 0, 0)
    assert files(tmp_path) == {"writer.lock", "index.json"}
    again.close()


WRITER = """
import sys, time
from pathlib import Path
import numpy as np
from engine.index import Index, _snapshot
folder, where = Path(sys.argv[1]), sys.argv[2]
index = Index(folder, exact_most=500)
rows = np.random.default_rng(3).standard_normal((600, 128)).astype("<f2")
index.add([(key, row.tobytes()) for key, row in enumerate(rows, 1)])
index.publish()
settle = _snapshot._settle
def hang(path):
    settle(path)
    if path.name.endswith(where):
        print("now", flush=True)
        time.sleep(60)
index.remove(range(1, 31))
_snapshot._settle = hang
index.publish()
"""


@pytest.mark.parametrize("where", [".keys.npy", ".graph", "index.json.part", "index"])
def test_a_process_killed_while_it_publishes_leaves_the_old_index_or_the_new_one(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "index"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), where], stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    assert writer.stdout.readline() == "now\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    again = Index(folder, exact_most=GRAPH_FROM)
    assert again.writes, "the lock went with its process"
    new = where == "index"  # the folder is settled last, after the rename
    assert again.shelf() == (Shelf(570, 600, sum(range(31, 601))) if new else Shelf(600, 600, sum(range(601))))
    assert {name[:6] for name in files(tmp_path)} == {"000002" if new else "000001", "index.", "writer"}
    again.close()


def test_one_process_writes_and_another_only_reads(
    opened: Index, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    opened.add(songs(1200))
    opened.publish()
    reader = Index(tmp_path / "index")
    assert (opened.writes, reader.writes) == (True, False)
    assert "only read" in caplog.text
    reader.add(songs(1500, first=2001, seed=5))
    reader.remove([1])
    before = files(tmp_path)
    reader.publish()
    assert reader.shelf().count == 2699, "what it is told it knows, but keeps to itself"
    reader.close()
    assert files(tmp_path) == before
    opened.add(songs(10, first=5001))
    opened.publish()
    assert opened.shelf().count == 1210
    opened.close()
    heir = Index(tmp_path / "index")
    assert heir.writes
    assert heir.shelf().count == 1210
    heir.close()


def test_a_reader_goes_on_while_the_files_under_it_are_replaced(opened: Index, tmp_path: Path) -> None:
    shelved = songs(600)
    opened.add(shelved)
    opened.publish()
    reader = Index(tmp_path / "index", exact_most=GRAPH_FROM)
    opened.remove(range(1, 300))
    opened.publish()
    assert keys(reader, shelved[7][1], 1) == [8]
    reader.close()


def test_a_full_disk_costs_the_snapshot_and_no_answer(opened: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    shelved = songs(1500)
    opened.add(shelved)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_snapshot, "write", full)
    opened.publish()
    assert not opened.writes
    opened.add(songs(1, first=5000, seed=4))
    opened.publish()
    assert opened.shelf().count == 1501
    assert keys(opened, shelved[7][1], 1) == [8]


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where a folder should be")
    index = Index(tmp_path / "index")
    index.add(songs(20))
    index.publish()
    assert keys(index, songs(20)[5][1], 1) == [6]
    index.close()


def test_building_a_graph_is_given_up_when_the_index_is_closed(opened: Index, tmp_path: Path) -> None:
    opened.add(songs(600))
    opened.stop()
    opened.publish()
    assert files(tmp_path) == {"writer.lock"}
    assert opened.shelf().count == 600
    assert keys(opened, songs(600)[8][1], 1) == [9]


def test_a_record_tells_of_its_files(opened: Index, tmp_path: Path) -> None:
    opened.add(songs(600))
    opened.publish()
    record = _snapshot._record(tmp_path / "index")
    assert (record.count, record.highest, record.checksum) == (600, 600, sum(range(601)))
    assert {*record.files} == {"000001.keys.npy", "000001.vectors.npy", "000001.graph"}
    assert record.version == HEARING_VERSION


def test_layers_stay_few_however_many_songs_come_one_by_one() -> None:
    index = Index()
    for song in songs(1500):
        index.add([song])
    assert len(index._layers) < 14
    assert index.shelf() == Shelf(1500, 1500, sum(range(1501)))
