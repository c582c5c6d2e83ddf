"""Training on published features: made-up tables, their faults, and what the figures are worth."""

import csv
import io
import string
from pathlib import Path

import lightgbm
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.published import COLUMNS, PublishedModel
from engine.training import published
from engine.training.published import FOLDS, Origin, Reading, Table, UnusableTable, folded, read, train

HEADER = [*COLUMNS, "label", "artist"]
SPANS = np.array(list(COLUMNS.values()))


def song(chance: np.random.Generator, energy: float | None = None) -> dict[str, object]:
    """Numbers that could be a song's."""
    numbers = SPANS[:, 0] + chance.uniform(0.05, 0.95, len(SPANS)) * (SPANS[:, 1] - SPANS[:, 0])
    made: dict[str, object] = dict(zip(COLUMNS, numbers.round(5).tolist(), strict=True))
    return made if energy is None else made | {"energy": energy}


def songs(count: int = 200, artists: int = 40) -> list[dict[str, object]]:
    """Songs that are calm up to an energy of .5 and loud above, but for one in ten."""
    chance = np.random.default_rng(3)
    made = []
    for number in range(count):
        each = song(chance)
        loud = (float(str(each["energy"])) > 0.5) != (chance.random() < 0.1)
        made.append(each | {"label": "Loud" if loud else "calm", "artist": f"Artist {number % artists}"})
    return made


def written(path: Path, rows: list[dict[str, object]], header: list[str] = HEADER) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_what_is_in_the_numbers_is_learned_and_told(tmp_path: Path) -> None:
    said = train(written(tmp_path / "t.csv", songs()), tmp_path / "out", Reading(), Origin("my table", "playlists"))
    lines = {line.split("  ")[0]: line.split() for line in said.splitlines()}
    assert "200 songs of 40 artists under 2 labels." in said
    assert float(lines["majority"][1]) < 0.6
    assert float(lines["boosted trees"][2]) > 0.8
    assert float(lines["logistic regression"][2]) > 0.75
    model = PublishedModel.load(tmp_path / "out")
    assert model is not None
    assert (model.labels, model.table, model.origin) == (("calm", "loud"), "my table", "playlists")
    verdicts = [model.judge(song(np.random.default_rng(1), energy)) for energy in (0.1, 0.9)]
    assert [verdict and verdict.label for verdict in verdicts] == ["calm", "loud"]
    assert all(verdict and 0.7 < verdict.share < 0.99 for verdict in verdicts), "one label in ten is wrong on purpose"


def test_the_model_is_as_sure_as_it_was_right_about_songs_it_did_not_know(tmp_path: Path) -> None:
    train(written(tmp_path / "t.csv", songs()), tmp_path, Reading(), Origin("t"))
    model, table = PublishedModel.load(tmp_path), read(tmp_path / "t.csv", Reading())
    assert model is not None
    scores = published.unheard(table, folded(table), published.boosted)
    assert model.temperature == published.temperature(scores, table.told) != 1.0


def test_the_figures_of_a_small_example() -> None:
    told = np.array([0, 0, 0, 1, 1, 0])
    table = Table(("a", "b", "never"), np.zeros((6, 9)), told, tuple("uvwxyz"))
    guessed = np.array([0, 1, 1, 1, 1, 0])
    shares = np.eye(3)[guessed] * 0.9 + 0.05 * (1 - np.eye(3)[guessed])
    found = published.figures(table, shares, np.array([0, 0, 0, 1, 1, 1]))
    assert found.confusion.tolist() == [[2, 2, 0], [0, 2, 0], [0, 0, 0]]
    assert found.accuracy == pytest.approx(4 / 6)
    assert found.per_fold == (pytest.approx(1 / 3), 1.0)
    assert found.macro_f1 == pytest.approx((4 / 6 + 4 / 6) / 2), "a label that nobody has or says does not count"
    assert found.calibration == pytest.approx(0.9 - 4 / 6)
    assert found.error == pytest.approx(1 / 3)
    lines = published.confused(table.labels, found).splitlines()
    assert lines[2].split() == ["a", "2", "2", "0"]


def test_the_same_table_gives_the_same_model(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", songs(100))
    for folder in ("one", "two"):
        train(table, tmp_path / folder, Reading(), Origin("t"))
    assert len({(tmp_path / folder / "published.json").read_bytes() for folder in ("one", "two")}) == 1


def test_plain_trees_give_lightgbms_numbers(tmp_path: Path) -> None:
    rows = songs(150)
    train(written(tmp_path / "t.csv", rows), tmp_path, Reading(), Origin("t"))
    model = PublishedModel.load(tmp_path)
    assert model is not None
    table = read(tmp_path / "t.csv", Reading())
    booster = lightgbm.train({**published.TREES, "num_class": 2}, lightgbm.Dataset(table.rows, table.told), 150)
    chance = np.random.default_rng(9)
    asked = np.array([list(song(chance).values()) for _ in range(200)] + table.rows.tolist(), dtype=float)
    expected = published.softmax(np.asarray(booster.predict(asked, raw_score=True)) / model.temperature)
    got = [[model.shares(row)[label] for label in table.labels] for row in asked.tolist()]
    np.testing.assert_allclose(got, expected, rtol=1e-12)


def test_no_artist_is_learned_from_and_asked_about(tmp_path: Path) -> None:
    """Each artist has one sound and one label by lot: who knows the artist knows the label, others know nothing."""
    chance = np.random.default_rng(5)
    rows = []
    for number in range(60):
        sound, label = song(chance), f"{'ab'[number % 2]}x"
        for take in range(6):
            near = sound | {"tempo": 60 + 20 * (number % 7) + take / 10}
            rows.append(near | {"label": label, "artist": f"artist {number}, Guest {take}"})
    table = read(written(tmp_path / "t.csv", rows), Reading())
    folds = folded(table)
    assert len(set(table.artists)) == 60, "guests do not split an artist"
    for artist in set(table.artists):
        assert len({fold for fold, each in zip(folds, table.artists, strict=True) if each == artist}) == 1
    right = published.unheard(table, folds, published.boosted).argmax(axis=1) == table.told
    assert right.mean() < 0.65
    mixed = np.arange(len(table.told)) % FOLDS
    assert (published.unheard(table, mixed, published.boosted).argmax(axis=1) == table.told).mean() > 0.9


def test_every_fold_holds_its_share_of_every_label() -> None:
    chance = np.random.default_rng(2)
    told = chance.choice(3, 600, p=[0.7, 0.2, 0.1])
    artists = tuple(f"{number}" for number in chance.integers(0, 150, 600))
    table = Table(("a", "b", "c"), chance.normal(size=(600, 9)), told, artists)
    counts = np.array([np.bincount(told[folded(table) == fold], minlength=3) for fold in range(FOLDS)])
    assert (folded(table) != folded(table, 2)).any()
    assert (counts.std(axis=0) < 0.1 * counts.mean(axis=0)).all()


def test_the_logistic_baseline_does_not_mind_units() -> None:
    chance = np.random.default_rng(6)
    rows = chance.normal(size=(300, 9))
    told = (rows[:, 0] + chance.normal(size=300) > 0).astype(np.intp)
    scales, shifts = 10.0 ** np.arange(-4, 5), np.arange(9) * 50.0
    one, other = (published.logistic(each, told, 2)(each) for each in (rows, rows * scales + shifts * scales))
    np.testing.assert_allclose(one, other, atol=1e-3)
    assert (one.argmax(axis=1) == told).mean() > 0.7


def test_overconfident_scores_are_cooled_and_shy_ones_are_warmed() -> None:
    chance = np.random.default_rng(4)
    told = chance.integers(0, 2, 2000)
    believed = np.where(chance.random(2000) < 0.8, told, 1 - told)  # right four times in five
    honest = np.eye(2)[believed] * np.log(4.0)
    assert published.temperature(honest, told) == pytest.approx(1.0, abs=0.1)
    assert published.temperature(honest * 5, told) == pytest.approx(5.0, abs=0.5)
    assert published.temperature(honest / 5, told) == pytest.approx(0.2, abs=0.02)
    folds = np.arange(2000) % FOLDS
    assert published.calibration_error(published.calibrated(honest * 5, told, folds), told) < 0.03
    assert published.calibration_error(published.softmax(honest * 5), told) > 0.15


def test_labels_get_the_names_they_are_given(tmp_path: Path) -> None:
    rows = [each | {"label": str(place % 3)} for place, each in enumerate(songs(90))]
    names = {"0": "Sad", "1": "sad", "2": "Energetic"}
    table = read(written(tmp_path / "t.csv", rows), Reading(names=names))
    assert table.labels == ("energetic", "sad")
    assert np.bincount(table.told).tolist() == [30, 60]


def test_columns_may_be_called_otherwise_and_stand_anywhere(tmp_path: Path) -> None:
    rows = [{**each, "Mood": each["label"], "Who": each["artist"], "id": 1} for each in songs(90)]
    header = ["id", "Mood", *(f" {name.title()} " for name in reversed(list(COLUMNS))), "Who"]
    moved = [{name: row.get(name, row.get(name.strip().casefold())) for name in header} for row in rows]
    plain = read(written(tmp_path / "plain.csv", songs(90)), Reading())
    found = read(written(tmp_path / "t.csv", moved, header), Reading("mood", "WHO"))
    np.testing.assert_array_equal(found.rows, plain.rows)
    assert found.artists == plain.artists


def test_a_song_counts_once_and_not_at_all_under_two_labels(tmp_path: Path) -> None:
    rows = songs(100)
    same, contradicted = rows[0] | {"energy": float(str(rows[0]["energy"])) + 1e-9}, dict(rows[1])
    contradicted["label"] = "calm" if rows[1]["label"] == "Loud" else "Loud"
    table = read(written(tmp_path / "t.csv", [*rows, same, contradicted]), Reading())
    assert (len(table.told), table.left_out) == (99, 3)


def test_lines_that_make_no_sense_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = songs(100)
    for place, fault in enumerate(
        [{"tempo": 0}, {"energy": "nan"}, {"valence": "n/a"}, {"label": " "}, {"artist": ""}]
    ):
        rows[place] = rows[place] | fault
    table = read(written(tmp_path / "t.csv", rows), Reading())
    assert (len(table.told), table.left_out) == (95, 5)
    assert np.isfinite(table.rows).all()


def broken(rows: list[dict[str, object]], **change: object) -> list[dict[str, object]]:
    return [row | change for row in rows]


@pytest.mark.parametrize(
    ("rows", "reading", "sentence"),
    [
        ([], Reading(), "holds no songs"),
        (songs(), Reading("mood"), "lacks the column 'mood'"),
        (songs(), Reading(artist="singer"), "lacks the column 'singer'"),
        (broken(songs(), label="calm"), Reading(), "I can learn 2 to 12 labels; the table has 1."),
        (broken(songs(), energy=71), Reading(), "200 of 200 lines cannot be used; the first is line 2: energy is '71'"),
        (broken(songs(), artist="One"), Reading(), "too few artists, 1"),
        ([row | {"label": n % 2} for n, row in enumerate(songs())], Reading(), "Give it one: --name '0'=word"),
        ([row | {"label": f"mood {n % 13}"} for n, row in enumerate(songs())], Reading(), "the table has 13."),
        (songs(), Reading(names={"happy": "glad"}), "becomes 'glad'"),
        ([row | {"label": "@everyone" if n % 2 else "calm"} for n, row in enumerate(songs())], Reading(), "no word"),
    ],
)
def test_each_fault_of_a_table_is_a_sentence(
    tmp_path: Path, rows: list[dict[str, object]], reading: Reading, sentence: str
) -> None:
    with pytest.raises(UnusableTable, match=r"^[^\n]+\.$") as refused:
        read(written(tmp_path / "t.csv", rows), reading)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "lacks the column 'danceability'"),
        (b"\xff\xfe\x00\x00", "no text in UTF-8"),
        (b"PK\x03\x04" + bytes(range(256)), "no text in UTF-8"),
        (f"{','.join([*HEADER, 'energy'])}\n1\n".encode(), "the column 'energy' twice"),
        (f'{",".join(HEADER)}\n"1,2'.encode(), "no csv file"),
        (f"{','.join(HEADER)}\n{'9' * 200_000}\n".encode(), "no csv file"),
        (f"{','.join(HEADER)}\n1,2,3\n".encode(), "not as many cells as the header"),
        (f"{','.join(HEADER)}\n{','.join('1' * 12)}\n".encode(), "not as many cells as the header"),
    ],
)
def test_what_is_no_such_csv_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(UnusableTable, match=sentence):
        read(tmp_path / "t.csv", Reading())


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableTable, match=r"cannot open t\.csv: No such file"):
        read(tmp_path / "t.csv", Reading())


@pytest.mark.parametrize("origin", [Origin("<@1>"), Origin(""), Origin("t" * 41), Origin("t", "a\nb")])
def test_names_that_a_reply_could_not_carry_are_refused(tmp_path: Path, origin: Origin) -> None:
    with pytest.raises(UnusableTable, match="is no name"):
        train(written(tmp_path / "t.csv", songs()), tmp_path, Reading(), origin)
    assert not (tmp_path / "published.json").exists()


CELLS = st.text(string.printable + "é\u202e\x00🎵", max_size=8) | st.sampled_from(
    ["0.5", "nan", "-inf", "1e999", "calm"]
)
LINES = st.lists(st.lists(CELLS, max_size=13), max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, headed=st.booleans(), cut=st.integers(0, 400), noise=st.binary(max_size=4))
def test_whatever_the_file_holds_the_refusal_is_one_sentence(
    tmp_path: Path, lines: list[list[str]], headed: bool, cut: int, noise: bytes
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *lines] if headed else lines)
    content = text.getvalue().encode()
    (tmp_path / "t.csv").write_bytes(content[:cut] + noise + content[cut:])
    with pytest.raises(UnusableTable) as refused:
        read(tmp_path / "t.csv", Reading())
    said = str(refused.value)
    assert said.isprintable()
    assert said.endswith(".")
    assert len(said) < 300
