"""Cards are drawn for heard songs and for songs of which only the words are known, in any size and script."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import PIL.Image
import pytest

from engine.api import Card, Stave
from engine.hearing import hear
from engine.jukebox import song
from engine.story.card import draw_card

WORDS = Card(
    "Reviens",
    "3 / 4 · middle",
    ("lumière", "maison", "bateau", "lettre"),
    "Reviens, dit la lumière",
    staves=(Stave((26, 31, 25), False), Stave((22, 20), True)),
)


def pixels(card: Card) -> np.ndarray:
    return np.asarray(PIL.Image.open(io.BytesIO(draw_card(card).data)).convert("RGB"), dtype=np.float32)


@pytest.mark.parametrize(("width", "height"), [(1080, 1350), (1080, 1080), (1080, 1920)])
def test_a_card_has_its_size_and_words_on_its_strip(width: int, height: int) -> None:
    with_words = pixels(replace(WORDS, width=width, height=height))
    without = pixels(replace(WORDS, width=width, height=height, images=(), quote="", heading="", title=" "))
    assert with_words.shape == (height, width, 3)
    changed = np.abs(with_words - without).max(axis=(1, 2)) > 40
    assert changed[: height // 2].sum() == 0
    assert changed[-round(0.33 * min(height, 1.25 * width)) :].sum() > 80


def test_a_heard_song_is_painted_and_a_read_one_hung_up() -> None:
    heard = replace(WORDS, hearing=hear(song("angry")))
    painted, hung = pixels(heard)[:800], pixels(WORDS)[:800]
    assert np.abs(painted - hung).mean() > 30
    assert painted.std() > 20


def test_the_ribbons_follow_the_lines() -> None:
    longer = replace(WORDS, staves=(Stave((26, 31, 60), False), Stave((22, 20), True)))
    assert np.abs(pixels(longer)[:880] - pixels(WORDS)[:880]).mean() > 3


@pytest.mark.parametrize("title", ["", "x" * 300, "夜明け", "שלום", "🎈 Party", "A" + "\u0301" * 50])
def test_any_title_is_drawn(title: str) -> None:
    assert pixels(replace(WORDS, title=title)).shape == (1350, 1080, 3)


def test_the_same_card_is_the_same_picture() -> None:
    assert draw_card(WORDS).data == draw_card(WORDS).data


def test_an_epic_of_four_hundred_lines_still_hangs() -> None:
    epic = replace(WORDS, staves=tuple(Stave((30, 12, 44, 8)) for _ in range(100)))
    assert pixels(epic)[:800].std() > 3
