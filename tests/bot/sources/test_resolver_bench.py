"""The resolver's bench: the promise that is kept, and a ruler that can tell good from bad."""

from __future__ import annotations

from bot.bench import resolver


def test_the_matcher_keeps_the_promise_and_beats_what_is_simpler() -> None:
    songs = resolver.cases()
    rates = resolver.measure(resolver.matched, songs)
    assert len(songs) == 200
    assert rates.right >= 0.97
    assert rates.wrong <= 0.01
    for baseline in (resolver.first, resolver.plain_ratio):
        assert resolver.measure(baseline, songs).right < 0.6


def test_the_cases_are_what_they_should_be() -> None:
    songs = resolver.cases()
    assert len({(song.wanted.title, song.wanted.artists) for song in songs}) == len(songs)
    assert all(song.found and song.right <= set(range(len(song.found))) for song in songs)
    assert sum(not song.right for song in songs) >= 15
    assert any(song.wanted.seconds is None for song in songs)


def test_the_report_names_every_miss() -> None:
    songs = resolver.cases()
    missed = sum(resolver.measure(resolver.matched, [song]).right < 1 for song in songs)
    lines = resolver.run().splitlines()
    assert lines[0].startswith("200 songs, ")
    assert [line.split()[0] for line in lines[1:4]] == ["matcher", "plain", "first"]
    assert len(lines) == 4 + missed


def test_picking_nothing_is_neither_right_nor_wrong_where_there_was_something() -> None:
    songs = resolver.cases()
    rates = resolver.measure(lambda wanted, found: None, songs)
    assert rates.wrong == 0
    assert rates.right == sum(not song.right for song in songs) / len(songs)
