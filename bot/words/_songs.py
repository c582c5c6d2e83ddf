"""What the bot says of songs, moods and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.reply import Fact
from bot.words._features import localised_choice
from bot.words._languages import SOURCE, language, message, say
from bot.words._text import clock, joined, listed, percent, shortened, signed
from engine.api import QUADRANTS, Hearing, Mood, Quadrant, StyleName, key_name

__all__ = [
    "SURE_OF_KEY",
    "SURE_OF_TEMPO",
    "adjectives",
    "again_label",
    "dot_alt",
    "fact_name",
    "heard_in_windows",
    "key",
    "listening_to",
    "mood_columns",
    "mood_label",
    "mood_name",
    "mood_row",
    "mood_sentence",
    "moods_sentence",
    "other_style_label",
    "painted_as",
    "picture_alt",
    "plane_alt",
    "sound_facts",
    "spectrogram_alt",
]

SURE_OF_KEY = 0.6  # below it, about every third key is a wrong one, and people check

SURE_OF_TEMPO = 0.5

FactName = Literal[
    "covers",
    "named",
    "hidden",
    "length",
    "tempo",
    "key",
    "heard",
    "style",
    "shape",
    "caption",
    "spoiler",
    "offer",
    "language",
    "at-once",
    "cooldown",
    "version",
    "engine",
]


def fact_name(name: FactName) -> str:
    """What a fact is about, before its value."""
    return say(f"fact-{name}")


def mood_name(quadrant: Quadrant) -> str:
    """One of the four moods, with a capital, as labels and tables have it."""
    return say("mood-name", mood=quadrant)


def adjectives(mood: Mood) -> tuple[str, ...]:
    """The mood's own words."""
    if language() == SOURCE:
        return mood.words
    return tuple(message(language(), f"adjective-{word}") or word for word in mood.words)


def key(features: Mapping[str, float]) -> str:
    """The key of a hearing's features, such as ``E flat minor``."""
    return say(f"key-{key_name(features).lower().replace(' ', '-')}")


def mood_sentence(mood: Mood) -> str:
    """The mood in a sentence."""
    feel = joined(adjectives(mood))
    if mood.between:
        return say("feels-unsure", feel=feel, moods=joined(tuple(map(mood_adjective, mood.between))))
    return say("feels-sure", feel=feel, mood=mood_name(mood.quadrant), sure=percent(mood.confidence))


def mood_adjective(quadrant: Quadrant) -> str:
    """One of the four moods within a sentence."""
    return say("mood-adjective", mood=quadrant)


def heard_in_windows(duration: float, spans: tuple[tuple[float, float], ...]) -> str:
    """A long file was heard in parts."""
    parts = joined(tuple(f"{clock(start)}–{clock(end)}" for start, end in spans))
    return say("heard-in-windows", length=clock(duration), parts=parts)


def painted_as(style: StyleName, composition: str) -> str:
    """The style of a picture and its composition."""
    return listed((localised_choice(style), say(f"composition-{composition}")))


def picture_alt(title: str, style: StyleName, mood: Mood) -> str:
    """A slate described to someone who cannot see it: song and mood first."""
    return say("picture-alt", title=title, feel=joined(adjectives(mood)), style=style, mood=mood.quadrant)


def sound_facts(hearing: Hearing) -> tuple[Fact, ...]:
    """What was measured, in words; a weak key or tempo is not claimed."""
    features = hearing.features
    facts = [Fact(fact_name("length"), clock(hearing.duration))]
    if "tempo" in features:
        facts.append(Fact(fact_name("tempo"), _tempo(features)))
    if features.get("key_confidence", 0.0) > SURE_OF_KEY:
        facts.append(Fact(fact_name("key"), key(features)))
    return tuple(facts)


def _tempo(features: Mapping[str, float]) -> str:
    """Beats per minute; where listeners may tap differently, both ways."""
    other = features.get("tempo_other", 0.0)
    if other and features.get("tempo_confidence", 1.0) < SURE_OF_TEMPO:
        return say("two-tempi", tempo=f"{features['tempo']:.0f}", other=f"{other:.0f}")
    return say("one-tempo", tempo=f"{features['tempo']:.0f}")


def moods_sentence(heard: tuple[tuple[str, Mood], ...]) -> str:
    """One song's mood in a sentence, or how many songs fell into each mood."""
    if len(heard) == 1:
        name, mood = heard[0]
        return say("mood-of-one", name=name, mood=mood_sentence(mood))
    counts = {quadrant: sum(mood.quadrant == quadrant for _, mood in heard) for quadrant in QUADRANTS}
    told = joined(tuple(say("mood-count", mood=quadrant, count=count) for quadrant, count in counts.items() if count))
    return say("mood-of-many", count=len(heard), moods=told)


def mood_columns() -> tuple[str, ...]:
    """The heads of the table of moods; the first column counts the songs."""
    return ("", *(say(f"column-{name}") for name in ("song", "mood", "sure", "valence", "arousal", "feels")))


def mood_row(number: int, name: str, mood: Mood) -> tuple[str, ...]:
    """A song's row in the table of moods."""
    place = (signed(mood.valence), signed(mood.arousal))
    return (str(number), name, mood_name(mood.quadrant), percent(mood.confidence), *place, listed(adjectives(mood)))


def listening_to(number: int, count: int, title: str) -> str:
    """Progress over several songs."""
    return say("listening-to", title=shortened(title, 40), number=number, count=count)


def dot_alt(name: str, mood: Mood) -> str:
    """A song's place on the plane."""
    height = "energetic" if mood.arousal > 0 else "calm"
    side = "pleasant" if mood.valence > 0 else "unpleasant"
    return say("dot-alt", name=name, height=height, side=side)


def plane_alt(count: int, places: tuple[str, ...]) -> str:
    """The mood plane described."""
    return say("plane-alt", count=count, places=say("list-semicolon").join(places))


def spectrogram_alt(name: str, hearing: Hearing) -> str:
    """A spectrogram described."""
    return say("spectrogram-alt", name=name, length=clock(hearing.duration))


def again_label() -> str:
    """The button for another picture of the same song."""
    return say("again-label")


def other_style_label() -> str:
    """The button for the same song in the next style."""
    return say("other-style-label")


def mood_label() -> str:
    """The button that shows where a song lies."""
    return say("mood-label")
