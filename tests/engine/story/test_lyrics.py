"""Lyrics in every form that people keep them in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.api import LONGEST_LYRICS, Track
from engine.story import Lyrics, tell
from tests.engine.story.records import HIGHWAY, LANTERN, MORNING, REVIENS


def test_blank_lines_and_headings_part_the_stanzas() -> None:
    lyrics = Lyrics.read(LANTERN)
    assert [len(stanza.lines) for stanza in lyrics.stanzas] == [4, 4, 2, 4]
    assert [stanza.chorus for stanza in lyrics.stanzas] == [False, True, False, True]


@pytest.mark.parametrize("lyrics", [LANTERN.replace("[Chorus]", "").replace("[Verse 1]", ""), REVIENS])
def test_a_chorus_is_found_without_being_called_so(lyrics: str) -> None:
    assert [stanza.chorus for stanza in Lyrics.read(lyrics.replace("[Verse 2]", "")).stanzas] == [
        False,
        True,
        False,
        True,
    ]


def test_a_song_without_a_chorus_has_none() -> None:
    assert not any(stanza.chorus for stanza in Lyrics.read(HIGHWAY).stanzas)
    assert Lyrics.read(HIGHWAY).hook == ""


def test_a_chorus_that_varies_a_little_is_still_one() -> None:
    first, second = (
        "leave the lantern burning low\ncoming down the road",
        "leave the lantern burning\ncoming down the road",
    )
    assert all(stanza.chorus for stanza in Lyrics.read(f"{first}\n\n{second}").stanzas)


def test_two_verses_of_one_length_are_no_chorus() -> None:
    assert not any(
        stanza.chorus for stanza in Lyrics.read("one two three\nfour five\n\nsix seven eight\nnine ten").stanzas
    )


@pytest.mark.parametrize(
    "heading",
    ["[Chorus]", "(Chorus)", "Chorus:", "CHORUS", "[Refrain 2]", "Kehrreim:", "[Chorus: Ann & Bob]", "【サビ】"],
)
def test_a_chorus_that_is_called_one_counts(heading: str) -> None:
    assert [stanza.chorus for stanza in Lyrics.read(f"a line\n\n{heading}\nanother line").stanzas] == [False, True]


def test_a_line_that_only_begins_like_a_heading_is_sung() -> None:
    assert Lyrics.read("Bridge over the water\nChorus of crows").lines == ("Bridge over the water", "Chorus of crows")


def test_timed_lyrics_lose_their_times_and_tags() -> None:
    timed = (
        "\ufeff[ar: Somebody]\r\n[ti:Song]\r\n[00:12.34]<00:12.34>The <00:13>rain\r\n\r\n[01:02.3][02:02.3]comes back"
    )
    assert Lyrics.read(timed).lines == ("The rain", "comes back")


def test_the_hook_is_the_line_sung_most() -> None:
    assert Lyrics.read(MORNING).hook == "Oh sweet morning, open the door"


def test_a_repeat_sign_repeats_and_is_not_sung() -> None:
    assert Lyrics.read("go on (x3)\nstop").lines == ("go on", "go on", "go on", "stop")


def test_very_long_lyrics_are_cut() -> None:
    assert sum(map(len, Lyrics.read("word " * LONGEST_LYRICS).lines)) <= LONGEST_LYRICS


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    story = tell([Track("One", text), Track("Two", text[::-1])])
    assert all(len(scene.quote.split()) <= 8 for scene in story.scenes)


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 19_000 + "b", "chorus " + " " * 19_000 + "!", "\n\n".join(f"{number:x}" for number in range(4000))],
    ids=["gap", "heading", "stanzas"],
)
def test_no_text_takes_long_to_read(text: str) -> None:
    begun = time.process_time()
    assert Lyrics.read(text).stanzas
    assert time.process_time() - begun < 2.0
