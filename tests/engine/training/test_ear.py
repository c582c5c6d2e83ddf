"""Teaching the ear on a handful of made-up songs: it learns, resumes bit for bit, and keeps held clips out."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.api import Step
from engine.ear.names import EMOTIONS, GENRES
from engine.ear.network import Shape
from engine.training.ear import run
from engine.training.ear.corpus import LONGEST, NO_FOLD, Corpus, Labels, keep, read
from engine.training.ear.lesson import Desk, Lesson, Weights, block_weights, new_pupil, standardised, teach
from engine.training.ear.measure import artist_ranks, macro_f1, mood_line

SMALL = Shape(stem=4, stages=(4, 8, 8, 8))
EVERYTHING = Weights(moods=1.0, plane=0.5, emotions=1.0, genres=1.0, tags=1.0, features=0.5)
SHORT = Lesson("short", 6, EVERYTHING, songs=4)


def corpus(clips: int = 12) -> Corpus:
    """Songs of noise; a clip's mood says which quarter of the bands is loud."""
    chance = np.random.default_rng(0)
    moods = np.arange(clips) % 4
    frames = chance.standard_normal((clips, 96, LONGEST)).astype(np.float16)
    for clip, mood in enumerate(moods):
        frames[clip, 24 * mood : 24 * (mood + 1)] += 3.0
    shares = chance.random((clips, 30)).astype(np.float32)
    labels = Labels(
        moods=np.eye(4, dtype=np.float32)[moods],
        plane=np.stack([moods % 3 == 0, moods < 2], axis=1).astype(np.float32),
        emotions=shares[:, : len(EMOTIONS)],
        genres=shares[:, : len(GENRES)].round(),
        tags=shares[:, :5].round(),
        artists=np.arange(clips) // 2,
    )
    folds = np.arange(clips) // 4
    names = ("cepstral.a.0", "cepstral.a.1", "harmony.b.0")
    features = shares[:, :3]
    return Corpus(tuple(map(str, range(clips))), frames, np.full(clips, LONGEST), features, names, folds, labels)


def weights_after(kept: Path, lesson: Lesson, stops: tuple[int, ...] = ()) -> dict[str, torch.Tensor]:
    """Teach, stopping by force after each number of steps, and return what the pupil knows."""

    class Stopped(Exception):
        pass

    everyone = np.arange(12)
    for stop in stops:
        steps = 0

        def count(_: Step, stop: int = stop) -> None:
            nonlocal steps
            steps += 1
            if steps == stop:
                raise Stopped

        with pytest.raises(Stopped):
            teach(new_pupil(corpus(), 1, SMALL), corpus(), everyone, lesson, kept, count)
    pupil = new_pupil(corpus(), 1, SMALL)
    teach(pupil, corpus(), everyone, lesson, kept)
    return pupil.state_dict()


def test_a_stopped_lesson_goes_on_and_ends_with_the_same_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.training.ear.lesson.KEEP_EVERY", 2)
    straight = weights_after(tmp_path / "straight.pt", SHORT)
    stopped = weights_after(tmp_path / "stopped.pt", SHORT, stops=(3, 1))
    for name, value in straight.items():
        assert torch.equal(value, stopped[name]), name


def test_a_finished_lesson_is_not_taught_again(tmp_path: Path) -> None:
    first = weights_after(tmp_path / "kept.pt", SHORT)
    steps: list[Step] = []
    pupil = new_pupil(corpus(), 2, SMALL)
    teach(pupil, corpus(), np.arange(12), SHORT, tmp_path / "kept.pt", steps.append)
    assert steps == []
    assert torch.equal(pupil.state_dict()["network.moods.weight"], first["network.moods.weight"])


def test_a_checkpoint_of_another_lesson_is_not_gone_on_from(tmp_path: Path) -> None:
    weights_after(tmp_path / "kept.pt", replace(SHORT, seed=5))
    after = weights_after(tmp_path / "kept.pt", SHORT)
    alone = weights_after(tmp_path / "alone.pt", SHORT)
    assert torch.equal(after["network.moods.weight"], alone["network.moods.weight"])


def test_another_seed_teaches_otherwise(tmp_path: Path) -> None:
    one = weights_after(tmp_path / "one.pt", SHORT)
    other = weights_after(tmp_path / "other.pt", replace(SHORT, seed=5))
    assert not torch.equal(one["network.moods.weight"], other["network.moods.weight"])


def test_the_loss_falls(tmp_path: Path) -> None:
    lesson = replace(SHORT, steps=30, songs=8, mixup=0.0)
    desk, pupil = Desk(corpus(), np.arange(12), lesson), new_pupil(corpus(), 1, SMALL)
    before = float(desk.loss(pupil, 1000).detach())
    teach(pupil, corpus(), np.arange(12), lesson, tmp_path / "kept.pt")
    assert float(desk.loss(pupil, 1000).detach()) < 0.8 * before


def test_a_batch_holds_only_clips_that_may_be_heard_and_pairs_of_artists() -> None:
    songs = corpus()
    heard = np.flatnonzero(songs.folds != 1)
    desk = Desk(songs, heard, replace(SHORT, songs=6))
    for step in range(20):
        batch = desk.batch(np.random.default_rng(step))
        assert set(batch) <= set(heard)
        assert len(set(batch)) == len(batch)
        assert len(set(songs.labels.artists[batch])) < len(batch)


def test_hidden_clips_keep_no_label() -> None:
    songs = corpus()
    hidden = songs.hiding(songs.folds == 1).labels
    for name in ("moods", "plane", "emotions", "genres", "tags"):
        values = getattr(hidden, name)
        assert np.isnan(values[4:8]).all()
        np.testing.assert_array_equal(values[:4], getattr(songs.labels, name)[:4])
    assert len(set(hidden.artists[4:8])) == 4
    assert not set(hidden.artists[4:8]) & set(hidden.artists[:4])


def test_features_are_standardised_by_the_clips_that_may_be_heard() -> None:
    features = np.array([[0.0], [2.0], [1000.0]])
    np.testing.assert_allclose(standardised(features, np.array([0, 1])).ravel(), [-1.0, 1.0, 3.0], atol=1e-4)


def test_each_block_of_features_weighs_the_same() -> None:
    weights = block_weights(("a.x.0", "a.x.1", "a.y.0", "b.z.0"))
    assert weights.mean() == pytest.approx(1.0)
    assert weights[:3].sum() == pytest.approx(weights[3])


def test_mood_figures_count_only_clips_with_a_fold() -> None:
    songs = corpus(8)
    scores = np.eye(4)[[0, 1, 2, 3, 0, 1, 3, 2]]
    line = mood_line(songs, scores)
    assert line.startswith("mood accuracy 0.750 ± 0.250, macro-F1 0.750, arousal 1.000, valence 0.750")
    outside = replace(songs, folds=np.where(np.arange(8) < 4, 0, NO_FOLD))
    assert mood_line(outside, scores).startswith("mood accuracy 1.000")


def test_macro_f1_is_the_mean_over_moods() -> None:
    assert macro_f1(np.array([0, 0, 2, 3]), np.array([0, 1, 2, 3])) == pytest.approx((2 / 3 + 0 + 1 + 1) / 4)


def test_artists_are_found_in_the_space_of_the_network_that_did_not_hear_them() -> None:
    songs = corpus(8)
    together = np.repeat(np.eye(4), 2, axis=0)
    assert artist_ranks(songs, {0: together, 1: together}) == (1.0, 1.0)
    apart = np.array([[1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [0, 1]], dtype=float)
    first, rank = artist_ranks(songs, {0: apart})
    assert first == 0.0
    assert rank == pytest.approx(0.25)


def test_train_teaches_measures_and_writes_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, work = _labels_of_twelve(tmp_path), tmp_path / "work"
    monkeypatch.setattr(run, "LISTENING", Lesson("listening", 2, Weights(features=1.0), songs=4))
    monkeypatch.setattr(run, "NAMING", replace(SHORT, steps=2))
    monkeypatch.setattr(run, "new_pupil", lambda songs, seed: new_pupil(songs, seed, SMALL))
    monkeypatch.setattr("engine.training.ear.corpus.COMMON", 8)
    monkeypatch.setattr("engine.training.ear.corpus._listen", None)  # nothing may be heard: all is kept
    steps: list[Step] = []
    figures = run.train(data, tmp_path / "out", work, steps.append)
    assert "mood accuracy" in figures
    assert steps[-1] == Step("done", 1.0)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    with np.load(work / run.UNHEARD) as unheard:
        assert unheard["moods"].shape == (len(unheard["folds"]), 12, 4)
    written = (tmp_path / "out" / "ear.safetensors").read_bytes()
    run.train(data, tmp_path / "again", work, validate=False)
    assert (tmp_path / "again" / "ear.safetensors").read_bytes() == written


def test_labels_are_read_and_what_is_not_said_is_unknown(tmp_path: Path) -> None:
    songs = read(_labels_of_twelve(tmp_path), tmp_path / "work")
    labels = songs.labels
    assert songs.folds.tolist() == [0, 0, 0, 0, 1, 1, 1, 1, *[NO_FOLD] * 4]
    assert labels.moods[:4].argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert labels.plane[:4].tolist() == [[1, 1], [0, 1], [0, 0], [1, 0]]
    assert np.isnan(labels.moods[8:]).all()
    assert np.isnan(labels.emotions[:8]).all()
    assert labels.emotions[8] == pytest.approx(np.arange(9) / 10)
    assert labels.genres[0, GENRES.index("Jazz")] == 1.0
    assert labels.genres[0, GENRES.index("Rap")] == 0.0
    assert labels.genres[8, GENRES.index("Classical")] == 1.0
    assert labels.genres[8, GENRES.index("Rap")] == 0.0
    assert np.isnan(labels.genres[8, GENRES.index("Vocal")])


def _labels_of_twelve(folder: Path) -> Path:
    """Eight labelled clips in two folds and four with emotions, and what was heard of them in ``work``."""
    of_moods = [
        {
            "file": f"{n}",
            "label": f"Q{n % 4 + 1}",
            "genres": "Jazz; Folk",
            "moods": "Calm",
            "artist_group": f"a{n // 2}",
        }
        | {"fold": f"{n // 4}"}
        for n in range(8)
    ]
    shares = {name: f"{place / 10}" for place, name in enumerate(EMOTIONS)}
    felt = [{"file": f"{n}", "genre": "classical", "artist_group": f"b{n}"} | shares for n in range(4)]
    for name, rows in (("mood4q", of_moods), ("emotify", felt)):
        (folder / name).mkdir()
        with (folder / name / "labels.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    songs = corpus()
    clips = [f"mood4q/{row['file']}" for row in of_moods] + [f"emotify/{row['file']}" for row in felt]
    keep(folder / "work", clips, (songs.frames, songs.lengths, songs.features, songs.feature_names))
    return folder
