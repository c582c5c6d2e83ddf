"""The bench of listening measures what it says, on a database that the store itself takes for its own."""

from bot.bench.listening import run


def test_it_fills_a_database_and_finds_the_best_songs() -> None:
    told = run(40_000)
    assert told.startswith("40,000 listens, ")
    assert "baseline, 1000 listeners, every listen read" in told
