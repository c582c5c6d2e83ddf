"""Any title can be written: in every script, at most as wide as allowed, and without errors."""

from __future__ import annotations

import numpy as np
import pytest

from engine.art.canvas import Canvas
from engine.art.text import cleaned, write, written


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("  two\n\nlines\t", "two lines"),
        ("e\u0301", "é"),
        ("Z" + "\u0336" * 40 + "o", "Z\u0336\u0336\u0336o"),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("", ""),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(text: str, wanted: str) -> None:
    assert cleaned(text) == wanted


def test_very_long_text_is_cut() -> None:
    assert len(cleaned("word " * 10_000)) <= 400


@pytest.mark.parametrize("text", ["Björk", "Ленинград", "فيروز", "שלום", "½ ♫", "Sơn Tùng"])
def test_common_scripts_are_drawn_with_their_own_letters(text: str) -> None:
    line = written(text, 40)
    assert line.mask.max() > 0.9
    assert line.mask.sum() > 40 * len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\u200d", "\u0301", "🏴\u200d☠️", "\U0010ffff", "日本語", "ก็", "a" * 5000, "\x1b[31m", "أ(b)ج 12"]
)
def test_strange_text_never_fails(text: str) -> None:
    for width in (None, 3.0, 80.0):
        assert written(text, 17.3, "semibold", width).mask.ndim == 2


def test_text_too_long_ends_in_an_ellipsis_within_the_width() -> None:
    whole, short = (
        written("A rather long title of a song", 30),
        written("A rather long title of a song", 30, max_width=200),
    )
    assert whole.width > 300
    assert 120 < short.width <= 203
    assert np.array_equal(short.mask, written("A rather long…", 30).mask)


def test_text_that_fits_is_left_whole() -> None:
    line = written("Short", 30)
    assert written("Short", 30, max_width=line.width + 1).width == line.width


def test_right_to_left_words_stand_in_reading_order() -> None:
    """The first letter of a Hebrew line is its rightmost."""
    first, both = written("א", 40), written("אי", 40)
    right = both.mask[:, -first.width :]
    assert np.abs(right - first.mask[:, -right.shape[1] :]).mean() < 0.05


def test_brackets_in_a_right_to_left_line_stay_around_their_words() -> None:
    """Reversing order and mirroring brackets cancel: both ends of the line look alike."""
    mask = written("(אא)", 40).mask
    left, right = mask[:, 1:14], mask[:, -14:-1][:, ::-1]
    assert np.abs(left - right).mean() < 0.12


def test_weights_differ() -> None:
    assert written("Weight", 40, "semibold").mask.sum() > 1.05 * written("Weight", 40).mask.sum()


@pytest.mark.parametrize(("anchor", "low", "high"), [("left", 60, 200), ("middle", 0, 200), ("right", 0, 62)])
def test_lines_are_anchored(anchor: str, low: int, high: int) -> None:
    canvas = Canvas(200, 60, (1.0, 1.0, 1.0))
    write(canvas, (60, 40), written("Hello", 20), (0.0, 0.0, 0.0), anchor)  # type: ignore[arg-type]
    rows, columns = np.nonzero(canvas.pixels[..., 0] < 0.5)
    assert low <= columns.min()
    assert columns.max() <= high
    assert 20 < rows.min() < rows.max() <= 41


def test_lines_outside_the_picture_are_cut() -> None:
    canvas = Canvas(40, 20, (1.0, 1.0, 1.0))
    write(canvas, (500, 500), written("Hello", 20), (0.0, 0.0, 0.0))
    write(canvas, (-20, 15), written("Hello", 20), (0.0, 0.0, 0.0))
    assert 0 < (canvas.pixels[..., 0] < 0.5).sum() < 300
