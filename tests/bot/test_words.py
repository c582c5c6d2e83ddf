"""What the bot says: true, whole sentences that survive odd values."""

import pytest

from bot import words
from engine.api import Hearing, Link, Scene, Story
from engine.fake import mood_of

SURE = {"tempo": 121.7, "tempo_other": 60.9, "tempo_confidence": 0.9, "key": 3.0, "mode": 0.0, "key_confidence": 0.9}


def facts(**features: float) -> dict[str, str]:
    hearing = Hearing("ab" * 16, 83.4, ((0.0, 83.4),), SURE | features, mood_of("ab" * 16), b"")
    return {fact.name: fact.value for fact in words.sound_facts(hearing)}


def test_what_was_measured_is_said_and_what_is_doubtful_is_not() -> None:
    assert facts() == {"length": "1:23", "tempo": "122 BPM", "key": "E flat minor"}
    assert facts(key_confidence=0.3, tempo_confidence=0.2) == {"length": "1:23", "tempo": "122 or 61 BPM"}


@pytest.mark.parametrize(("seconds", "clock"), [(0.0, "0:00"), (59.6, "1:00"), (3600.0, "60:00")])
def test_seconds_read_as_a_clock(seconds: float, clock: str) -> None:
    assert words.clock(seconds) == clock


@pytest.mark.parametrize(
    ("parts", "joined"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_lists_read_as_sentences(parts: tuple[str, ...], joined: str) -> None:
    assert words.joined(parts) == joined


def test_shortened_text_is_one_printable_line() -> None:
    assert words.shortened("a\x00b\n\u202ec" + "d" * 50, 10) == "a b cdddd…"


@pytest.mark.parametrize(("title", "name"), [("Ünï / cödé: ?", "ünï-cödé"), ("…", "song"), ("a" * 99, "a" * 60)])
def test_a_title_becomes_a_safe_file_name(title: str, name: str) -> None:
    assert words.file_name(title) == name


@pytest.mark.parametrize(("change", "said"), [(0.3, "brighter than"), (0.0, "stays where"), (None, "Sun follows Rain")])
def test_a_link_claims_no_mood_that_nobody_knows(change: float | None, said: str) -> None:
    scenes = (Scene("Rain", "opening", None, "holds", ()), Scene("Sun", "close", None, "holds", ()))
    link = Link(0, 1, "mood", change=change)
    assert said in words.link_sentence(Story(scenes, (link,)), link)
