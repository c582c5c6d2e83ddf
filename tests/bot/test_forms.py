"""The one grammar for everything people type."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cogs
from bot import forms
from bot.cog import discover
from bot.reply import Refusal
from bot.songs import Given, Upload
from bot.words import speaking

FEATURES = {each.name: each for each in discover(cogs)}
SLATE, MOOD, SETTINGS = FEATURES["slate"], FEATURES["mood"], FEATURES["settings"]
REMIX = FEATURES["remix"]


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("happy", 0, {"song": "happy"}),
        ("Paper Kites style=flow", 0, {"song": "Paper Kites", "style": "flow"}),
        ('style=rings "Don\'t stop" seed=4', 0, {"song": "Don't stop", "style": "rings", "seed": "4"}),
        ("don't stop", 0, {"song": "don't stop"}),
        ("a=b c", 0, {"song": "a=b c"}),
        ("flow 3", 1, {"style": "flow", "seed": "3"}),
        ("", 1, {}),
    ],
)
def test_plain_words_name_the_song_and_the_rest_has_names(line: str, files: int, words: dict[str, str]) -> None:
    assert forms.parse(SLATE, line, files) == words


def test_several_songs_stay_apart() -> None:
    words = forms.parse(MOOD, 'happy "Last Tram Home" sad')
    assert forms.fill(MOOD, words)["songs"] == (Given("happy"), Given("Last Tram Home"), Given("sad"))


def test_files_fill_songs() -> None:
    one, two = Upload("1", b"1"), Upload("2", b"2")
    assert forms.fill(SLATE, {}, [one])["song"] == Given(upload=one)
    assert forms.fill(MOOD, {"songs": "happy"}, [one, two])["songs"] == (
        Given("happy"),
        Given(upload=one),
        Given(upload=two),
    )
    assert forms.parse(MOOD, "happy sad", files=2) == {"songs": "happy sad"}, "files and names go together"
    with pytest.raises(Refusal, match="/slate takes one file"):
        forms.fill(SLATE, {}, [one, two])


@pytest.mark.parametrize(
    ("feature", "sentence"), [("remix", "/remix takes 2 files at most"), ("about", "/about takes no files")]
)
def test_too_many_files_are_told_how_many_fit(feature: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        forms.fill(FEATURES[feature], {}, [Upload(f"{at}.mp3", b"abc") for at in range(3)])


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("happy sad", 0, {"first": "happy", "second": "sad"}),
        (
            '"Paper Kites" "Last Tram Home" heavy',
            0,
            {"first": "Paper Kites", "second": "Last Tram Home", "strength": "heavy"},
        ),
        (
            "https://a.example/1 https://b.example/2 keep=both",
            0,
            {"first": "https://a.example/1", "second": "https://b.example/2", "keep": "both"},
        ),
        ("sad groove", 1, {"second": "sad", "keep": "groove"}),
        ("heavy 60", 2, {"strength": "heavy", "length": "60"}),
        ("first=happy sad", 0, {"first": "happy", "second": "sad"}),
        ("happy", 0, {"first": "happy"}),
    ],
)
def test_two_songs_are_named_one_after_the_other(line: str, files: int, words: dict[str, str]) -> None:
    assert forms.parse(REMIX, line, files) == words


def test_files_fill_the_songs_that_were_not_named() -> None:
    one, two = Upload("1", b"1"), Upload("2", b"2")
    filled = forms.fill(REMIX, {}, [one, two])
    assert (filled["first"], filled["second"]) == (Given(upload=one), Given(upload=two))
    filled = forms.fill(REMIX, {"first": "happy"}, [one])
    assert (filled["first"], filled["second"]) == (Given("happy"), Given(upload=one))
    assert [p.name for p in forms.missing(REMIX, {}, files=1)] == ["second"]
    assert [p.name for p in forms.missing(REMIX, {"second": "sad"})] == ["first"]
    assert forms.missing(REMIX, {}, files=2) == forms.missing(REMIX, {"first": "happy"}, files=1) == ()


def test_what_is_missing_becomes_a_form() -> None:
    assert [p.name for p in forms.missing(SLATE, {})] == ["song"]
    assert forms.missing(SLATE, {}, files=1) == ()
    assert forms.missing(SLATE, {"song": "happy"}) == ()
    assert [p.name for p in forms.missing(SLATE, {"song": "  "})] == ["song"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "I need one more thing, song"),
        ({"song": "x", "style": "cubism"}, "Choose one of: strata, flow, rings, bloom"),
        ({"song": "x", "seed": "ten"}, "whole number"),
        ({"song": "x", "seed": "-1"}, "between 0 and 9999"),
        ({"song": "x", "seed": "9" * 5000}, "whole number"),
        ({"song": "x", "colour": "red"}, "no option “colour”"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(words: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        forms.fill(SLATE, words)


def test_flags_and_choices_read_as_people_write_them() -> None:
    filled = forms.fill(SETTINGS, {"caption": "Yes", "style": "AUTO"})
    assert {name: value for name, value in filled.items() if value is not None} == {"style": "auto", "caption": True}
    with pytest.raises(Refusal, match="yes or no"):
        forms.fill(SETTINGS, {"caption": "maybe"})


def test_choices_may_be_typed_by_the_name_they_have_in_ones_language() -> None:
    with speaking("de"):
        given = forms.parse(SLATE, "happy style=Ringe shape=hochformat")
        filled = forms.fill(SLATE, given)
        assert (filled["style"], filled["shape"]) == ("rings", "tall")
        assert forms.parse(SLATE, "schichten", files=1) == {"style": "schichten"}
        assert forms.fill(SETTINGS, {"caption": "Nein", "language": "Français"})["caption"] is False
    with speaking("ja"):
        assert forms.fill(SETTINGS, {"caption": "はい", "language": "de"})["language"] == "de"
    with pytest.raises(Refusal, match="no style"):
        forms.fill(SLATE, {"song": "x", "style": "Ringe"})


@given(st.text(max_size=200), st.integers(0, 2))
def test_any_line_is_read_or_refused(line: str, files: int) -> None:
    for feature in FEATURES.values():
        with suppress(Refusal):
            words = forms.parse(feature, line, files)
            filled = forms.fill(feature, words, [Upload("x", b"x")] * files)
            assert set(filled) == {p.name for p in feature.parameters}


def test_a_named_text_goes_on_to_the_next_option() -> None:
    assert forms.parse(SETTINGS, "off=mood similar rings") == {"off": "mood similar", "style": "rings"}
    assert forms.parse(SETTINGS, "channels=#music #more cooldown=7") == {"channels": "#music #more", "cooldown": "7"}
    with pytest.raises(Refusal, match="no option “more”"):  # whose it is cannot be told
        forms.parse(SETTINGS, "off=mood channels=#music more")


def test_plain_words_leave_options_alone_that_are_texts_among_others() -> None:
    assert forms.parse(SETTINGS, "rings wide channels='<#1> <#2>' 7") == {
        "channels": "<#1> <#2>",
        "style": "rings",
        "shape": "wide",
        "lora_weight": "7",
    }
