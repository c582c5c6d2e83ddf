"""Learning and measuring likeness, on numbers and sounds made up for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.spectrum import RATE
from engine.training.likeness import (
    EMOTIFY,
    MOODS,
    Clip,
    Fold,
    Lesson,
    Recipe,
    Songs,
    artist_ranks,
    clips,
    figures,
    fit,
    other_folds,
    twin_ranks,
)
from engine.training.likeness._curves import curve
from engine.training.likeness._measure import excerpt_ranks, genre_overlap
from engine.training.likeness._phone import CODECS, Recording, drawn, phone, plain, recorded

CLEAN = Recording(start=0.5, speed=1.0, noise=80.0, colour=0.0, codec=len(CODECS) - 1)


def clip(number: int, group: str, source: str = MOODS, genres: str = "", twin: int | None = None) -> Clip:
    of = frozenset(genres.split())
    return Clip(Path(f"{number}"), source, group, f"{number}", group, 0, of, None if twin is None else Path(f"{twin}"))


def songs(*found: Clip) -> Songs:
    return Songs(found, {}, {})


def everyone(of: Songs) -> Any:
    return np.ones(len(of.clips), dtype=bool)


def on_circle(*degrees: float) -> Any:
    turn = np.radians(degrees)
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)


def level(samples: Any, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1.0 / RATE)
    return float(10.0 * np.log10(power[(hertz >= low) & (hertz < high)].sum()))


def lesson(clean: Any, taken: Any, artists: Any, genres: Any = None) -> Lesson:
    families = np.zeros(clean.shape[1], dtype=np.intp)
    return Lesson(clean, taken[None], families, artists, np.zeros((len(clean), 0)) if genres is None else genres)


def test_what_recordings_change_does_not_count_and_what_parts_artists_does() -> None:
    source = np.random.default_rng(0)
    artists = np.repeat(np.arange(20), 3)
    voice = source.standard_normal((20, 2))[artists]
    room = 3.0 * source.standard_normal((60, 3))
    clean = np.concatenate([voice + 0.2 * source.standard_normal((60, 2)), room], axis=1)
    taken = clean + np.concatenate([np.zeros((60, 2)), 3.0 * source.standard_normal((60, 3))], axis=1)
    recipe = Recipe(2, recordings=1.0, artists=1.0, rest=0.1, apart={"artists": 1.0})
    learned = fit(lesson(clean, taken, artists), recipe)
    both = learned(clean)
    assert both.shape == (60, 2)
    assert np.linalg.norm(both, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert np.abs(learned.weights[:2]).max() > 10.0 * np.abs(learned.weights[2:]).max()


def test_genres_come_apart_where_they_are_known() -> None:
    source = np.random.default_rng(1)
    clean = source.standard_normal((80, 6))
    genres = np.zeros((80, 2))
    genres[:30, 0] = genres[30:60, 1] = 1.0  # of the last twenty nothing is known
    clean[:30, 4] += 2.0
    clean[30:60, 4] -= 2.0
    learned = fit(lesson(clean, clean, np.arange(80) // 2, genres), Recipe(1, 0.0, 0.1, 1.0, {"genres": 1.0}))
    assert np.abs(learned.weights[:, 0]).argmax() == 4


def test_without_genres_and_with_one_song_of_each_artist_songs_still_come_apart() -> None:
    source = np.random.default_rng(1)
    clean = source.standard_normal((12, 6))
    everything: Any = {"songs": 0.5, "artists": 0.3, "genres": 0.2}
    learned = fit(lesson(clean, clean + 0.1, np.arange(12)), Recipe(4, 1.0, 0.3, 0.5, everything))
    assert learned.weights.shape == (6, 4)
    assert np.isfinite(learned.weights).all()


def test_a_large_family_of_numbers_does_not_outvote_a_small_one() -> None:
    source = np.random.default_rng(2)
    clean = source.standard_normal((50, 9))
    taught = replace(lesson(clean, clean, np.arange(50) // 2), families=np.array([0] * 8 + [1]))
    even, fair = (fit(taught, Recipe(2, 0.0, 0.0, 1.0, {"songs": 1.0}, balance=power)).weights for power in (0.0, 1.0))
    assert np.linalg.norm(fair[8]) / np.linalg.norm(fair) > 2.0 * np.linalg.norm(even[8]) / np.linalg.norm(even)


def test_telling_directions_weigh_more() -> None:
    source = np.random.default_rng(3)
    clean = source.standard_normal((60, 4)) * np.array([3.0, 1.0, 1.0, 1.0])
    clean[:, 1] += clean[:, 0]
    recipe = Recipe(3, 0.0, 0.0, 1.0, {"songs": 1.0}, telling=0.5)
    learned = fit(lesson(clean, clean, np.arange(60) // 2), recipe).weights
    assert np.all(np.diff(np.linalg.norm(learned, axis=0)) < 0.0)


def test_a_recording_is_ten_seconds_at_another_speed() -> None:
    time = np.arange(30 * RATE) / RATE
    fast = recorded(np.sin(2 * np.pi * 1000.0 * time), Recording(0.5, 1.03, 60.0, 0.0, 5), np.random.default_rng(0))
    assert len(fast) == pytest.approx(10 * RATE, rel=0.02)
    spectrum = np.abs(np.fft.rfft(fast * np.hanning(len(fast))))
    assert spectrum.argmax() * RATE / len(fast) == pytest.approx(1030.0, abs=3.0)


def test_noise_lies_as_far_below_the_music_as_it_was_asked_to() -> None:
    tone = np.sin(2 * np.pi * 500.0 * np.arange(12 * RATE) / RATE)
    noisy = recorded(tone, Recording(0.0, 1.0, 20.0, 0.0, 2), np.random.default_rng(0))
    gap = level(noisy, 450.0, 550.0) - level(noisy, 1000.0, 8000.0)
    assert 17.0 < gap < 27.0  # a coder drops a part of the noise


def test_a_small_microphone_hears_neither_the_bass_nor_the_treble() -> None:
    noise = np.random.default_rng(0).standard_normal(12 * RATE)
    open_ended = recorded(noise, CLEAN, np.random.default_rng(1))
    small = recorded(noise, Recording(0.5, 1.0, 80.0, 0.0, CLEAN.codec, 150.0, 7000.0), np.random.default_rng(1))
    for low, high in ((30.0, 75.0), (9000.0, 10_000.0)):
        lost = level(open_ended, low, high) - level(open_ended, 500.0, 2000.0)
        lost -= level(small, low, high) - level(small, 500.0, 2000.0)
        assert lost > 6.0


@pytest.mark.parametrize("draw", [drawn, plain, phone])
def test_a_song_shorter_than_the_excerpt_is_taken_whole(draw: Any) -> None:
    source = np.random.default_rng(2)
    short = np.random.default_rng(0).standard_normal(6 * RATE)
    taken = recorded(short, draw(source), source)
    assert 5.5 * RATE < len(taken) < 6.6 * RATE
    assert np.isfinite(taken).all()


def test_the_same_chances_make_the_same_recording() -> None:
    music = np.random.default_rng(0).standard_normal(11 * RATE)
    one, other = (recorded(music, phone(source), source) for source in map(np.random.default_rng, (5, 5)))
    assert np.array_equal(one, other)


def test_ranks_of_the_nearest_song_by_the_same_artist() -> None:
    of = songs(clip(0, "a"), clip(1, "a"), clip(2, "b"), clip(3, "b"), clip(4, "alone"))
    ranks = artist_ranks(of, on_circle(0, 10, 5, 90, 100), everyone(of), everyone(of))
    assert ranks.tolist() == [2, 2, 3, 3]  # who has no other song is not asked


def test_two_files_of_one_song_do_not_count_as_two_songs_of_an_artist() -> None:
    of = songs(clip(0, "a"), clip(1, "a", twin=0), clip(2, "b"), clip(3, "a"))
    vectors = on_circle(0, 1, 20, 60)
    assert artist_ranks(of, vectors, everyone(of), everyone(of)).tolist() == [2, 2, 2]
    assert twin_ranks(of, vectors) == [1, 1]


def test_twins_in_single_precision_do_not_outrank_themselves() -> None:
    vectors = np.random.default_rng(0).standard_normal((400, 128)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[1] = vectors[0] + 0.01 * vectors[1]
    vectors[1] /= np.linalg.norm(vectors[1])
    of = songs(*(clip(n, "a", twin=0 if n == 1 else None) for n in range(400)))
    assert twin_ranks(of, vectors) == [1, 1]


def test_genres_are_compared_with_other_artists_alone() -> None:
    of = songs(clip(0, "a", genres="Jazz"), clip(1, "a", genres="Jazz"), clip(2, "b", genres="Rock Jazz"), clip(3, "c"))
    asked = np.array([True, False, False, False])
    assert genre_overlap(of, on_circle(0, 1, 2, 3), asked).tolist() == [0.5]


def test_an_excerpt_is_looked_for_among_all_songs_but_its_twin() -> None:
    of = songs(clip(0, "a"), clip(1, "a", twin=0), clip(2, "b"))
    fold = Fold(everyone(of), on_circle(0, 1, 40), {"plain": on_circle(2, 1, 10)})
    assert excerpt_ranks(of, fold, "plain", everyone(of)).tolist() == [1, 1, 3]


def test_folds_answer_with_their_own_vectors() -> None:
    of = songs(clip(0, "a"), clip(1, "a"), clip(2, "b"), clip(3, "b"), clip(4, "c", EMOTIFY), clip(5, "d", EMOTIFY))
    apart, mixed = on_circle(0, 10, 90, 100, 180, 270), on_circle(0, 90, 10, 100, 180, 270)
    held = np.array([True, True, False, False, True, False])
    answers = [Fold(held, apart, {"plain": apart}), Fold(~held, mixed, {"plain": mixed})]
    told = figures(of, answers)
    assert told.first.mean == 0.5
    assert told.first.count == 4
    assert told.first.error == pytest.approx(0.5)
    assert told.excerpts["plain", EMOTIFY].mean == 1.0


def test_a_single_fold_with_questions_has_no_standard_error() -> None:
    of = songs(clip(0, "a"), clip(1, "a"), clip(2, "b"), clip(3, "c", EMOTIFY))
    vectors = on_circle(0, 10, 20, 30)
    held = np.array([True, True, False, False])
    told = figures(of, [Fold(held, vectors, {"plain": vectors}), Fold(~held, vectors, {"plain": vectors})])
    assert told.first.mean == 1.0
    assert np.isnan(told.first.error)


def test_other_draws_of_folds_keep_every_artist_together() -> None:
    of = songs(*(clip(n, f"artist {n % 37}", MOODS if n % 37 < 30 else EMOTIFY) for n in range(200)))
    one, other = other_folds(of, 1), other_folds(of, 2)
    assert not np.array_equal(one, other)
    for folds in (one, other):
        assert all(len(set(folds[of.artists == artist])) == 1 for artist in range(37))
        assert np.ptp(np.bincount(folds[of.of(MOODS)], minlength=10)) <= 6


def test_a_curve_rises_from_the_median_of_strangers_to_one() -> None:
    strange = np.random.default_rng(0).normal(0.0, 0.1, 20_000)
    told = curve(strange, np.full(9, 0.8))
    assert told(float(np.median(strange))) == pytest.approx(0.0, abs=0.02)
    assert told(0.8) == pytest.approx(0.95)
    assert told(1.0) == 1.0
    assert np.all(np.diff(told(np.linspace(-1.0, 1.0, 101))) >= 0.0)


def test_a_curve_rises_even_where_recordings_are_no_nearer_than_strangers() -> None:
    told = curve(np.random.default_rng(0).normal(0.5, 0.1, 20_000), np.full(9, 0.1))
    assert np.all(np.diff(told.cosines) > 0.0)


def test_both_lists_of_songs_are_read(tmp_path: Path) -> None:
    for folder, head, row in (
        (MOODS, "file,artist,title,genres,artist_group,fold", "Q1/x.opus,The X,A,Jazz; Blues,x,4"),
        (EMOTIFY, "file,artist,title,artist_group,near_dup_of,fold10", "rock/2.opus,Y,B,y,rock/1.opus,7"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "labels.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    one, other = clips(tmp_path)
    assert one.genres == {"Jazz", "Blues"}
    assert (one.fold, other.fold) == (4, 7)
    assert one.path == tmp_path / MOODS / "Q1" / "x.opus"
    assert other.twin == tmp_path / EMOTIFY / "rock" / "1.opus"
