"""Prompts: true to mood, colours and sound, short, and safe with any lyrics."""

import dataclasses

import pytest

from engine.api import STYLES, Hearing, Picture, Slate
from engine.art.prompt import MOST_WORDS, colour_name, images, prompt_for, texture
from tests.engine.art.songs import MOODS

SLATE = Slate(
    Picture(b"", "image/png", 1, 1), "rings", "single", 0, ("#1b0a09", "#f6ede0", "#cb1e1c", "#86111b", "#f3680f")
)
HEARING = Hearing("ab", 30.0, (), {"energy": 0.9, "flatness": 0.3, "tempo": 170.0}, MOODS["angry"], b"")


def test_a_prompt_tells_of_mood_colours_and_sound_after_the_trigger() -> None:
    said = prompt_for(HEARING, SLATE, "", "collage style")
    assert said.startswith("collage style, abstract concentric cut-paper rings, harsh and loud mood")
    assert "near-black, red, deep red and orange" in said
    assert "dense and energetic" in said
    assert "quick small marks" in said
    calm = dataclasses.replace(HEARING, mood=MOODS["relaxed"], features={"energy": 0.1, "tempo": 60.0})
    assert "soft and quiet, slow wide shapes" in prompt_for(calm, SLATE)


def test_lyrics_lend_only_things_and_never_names() -> None:
    text = "Wolves and Anna Smith in the rain, the rain!\nNaked blood on the rivers of Berlin\nwolves"
    assert images(text) == ("wolf", "rain")
    said = prompt_for(HEARING, SLATE, text)
    assert "wolf, rain" in said
    assert not any(word in said.casefold() for word in ("anna", "smith", "naked", "blood", "berlin"))
    assert images("Nur Liebe und Tod") == ()


def test_a_prompt_fits_what_clip_reads() -> None:
    crowded = dataclasses.replace(
        HEARING, mood=dataclasses.replace(HEARING.mood, words=("one two three", "four five six"))
    )
    for style in STYLES:
        said = prompt_for(
            crowded, dataclasses.replace(SLATE, style=style), "rain moon " * 50, "a very long trigger " * 3
        )
        assert len(said.split()) <= MOST_WORDS
        assert "concentric" in said or style != "rings"


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#cb1e1c", "red"), ("#f3680f", "orange"), ("#f8cc2f", "yellow"), ("#2ca02c", "green"),
        ("#3c5376", "deep blue"),
        ("#a4cee5", "pale sky blue"), ("#24c1c9", "turquoise"), ("#ffffff", "off-white"), ("#000000", "near-black"),
        ("#808080", "grey"), ("#e274ab", "rose"),
    ],
)  # fmt: skip
def test_colours_have_plain_names(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_what_is_not_known_is_not_said() -> None:
    assert texture({}) == ()
    assert texture({"energy": float("nan"), "tempo": 100.0}) == ()
