"""What the bot says of remixes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reply import Fact
from bot.words._features import localised_choice
from bot.words._languages import say
from bot.words._songs import SURE_OF_KEY, SURE_OF_TEMPO, key, mood_adjective
from bot.words._sources import CATALOGUES
from bot.words._text import clock, listed, percent, shortened
from engine.api import Keep, Passage, Quadrant, Remix, RemixNote, RemixOptions

__all__ = [
    "keep_label",
    "not_to_be_remixed",
    "remix_alt",
    "remix_facts",
    "remix_heard",
    "remix_report",
    "softer_label",
    "sound_not_kept",
    "stronger_label",
    "swap_label",
    "time_left",
]

UNMOVED = 0.015
"""How much faster or slower a song may be played without anybody hearing it."""


def remix_report(first: str, second: str, remix: Remix, options: RemixOptions) -> str:
    """A remix of two songs in sentences: what is whose, how far the second was moved, how alike both are, and notes."""
    moved = _moved(remix, options)
    likeness = _alike(remix.first.likeness, remix.second.likeness)
    notes = (_note(note) for note in remix.notes)
    return " ".join((_told(first, second, options), *moved, likeness, *notes))


def remix_facts(first: str, second: str, remix: Remix) -> tuple[Fact, ...]:
    """Tempo, key and place of both passages under their songs' titles, and strength and length of the remix."""
    return (
        _passage(first, remix.first),
        _passage(second, remix.second),
        Fact(say("fact-strength"), localised_choice(remix.strength)),
        Fact(say("fact-length"), clock(remix.sound.seconds)),
    )


def remix_alt(first: str, first_mood: Quadrant, second: str, second_mood: Quadrant) -> str:
    """The picture of a remix, for people who cannot see it: songs and moods first."""
    moods = {"first_mood": mood_adjective(first_mood), "second_mood": mood_adjective(second_mood)}
    return say("remix-alt", first=first, second=second, **moods)


def remix_heard(first: str, second: str) -> str:
    """The remix's sound, for people who cannot hear it."""
    return say("remix-heard", first=first, second=second)


def swap_label() -> str:
    """The button that takes the second song in the style of the first."""
    return say("swap-label")


def stronger_label() -> str:
    """The button for more of the second song."""
    return say("stronger-label")


def softer_label() -> str:
    """The button for less of it."""
    return say("softer-label")


def keep_label(keep: Keep) -> str:
    """The button that keeps something else of the first song."""
    return say("keep-label", keep=keep)


def not_to_be_remixed(source: str, name: str) -> str:
    """The terms of where a song is heard from do not allow it."""
    if source not in CATALOGUES:
        return say("remix-wants-sound", name=name)
    return say("remix-forbidden", name=name, source=CATALOGUES[source])


def sound_not_kept(name: str) -> str:
    """The sound of a song is no longer there."""
    return say("sound-not-kept", name=name)


def time_left(stage: str, seconds: float) -> str:
    """A stage of the work and how long all of it will still take, in steps that are as sure as it is."""
    step = 1 if seconds < 10 else 5 if seconds < 60 else 15
    left = max(1, round(seconds / step) * step)
    return (
        say("time-left", stage=stage, seconds=left)
        if left < 90
        else say("time-left-long", stage=stage, minutes=round(left / 60))
    )


def _told(first: str, second: str, options: RemixOptions) -> str:
    """What was made of what."""
    how = "classic" if options.classic else options.keep
    return say("remix-told", first=first, second=second, keep=how, bed="yes" if options.bed else "no")


def _moved(remix: Remix, options: RemixOptions) -> tuple[str, ...]:
    """How far the second song was moved to fit, as far as any of it is laid under the first; drums keep their pitch."""
    harmony = options.bed or options.keep == "groove"
    if options.classic or not (harmony or options.keep == "melody"):
        return ()
    pitch, pace = _pitch(remix.shift if harmony else 0), _pace(remix.stretch)
    if pitch and pace:
        return (say("remix-moved", moved=say("remix-both", pitch=pitch, pace=pace)),)
    return (say("remix-moved", moved=pitch or pace) if pitch or pace else say("remix-unmoved"),)


def _alike(first: float, second: float) -> str:
    """How much the remix sounds like either song; both in 0..1."""
    return say("remix-alike", first=percent(first), second=percent(second))


def _note(note: RemixNote) -> str:
    """What people should know of a remix."""
    return say(f"remix-note-{note.replace('_', '-')}")


def _passage(name: str, part: Passage) -> Fact:
    """The part of a song that went into a remix: tempo and key as far as they are sure, and where it lies."""
    features = part.features
    sure = "sure" if _sure(features, "tempo", SURE_OF_TEMPO) else "about"  # it was laid by this one, sure or not
    told = [say("passage-tempo", tempo=f"{features['tempo']:.0f}", sure=sure)] if features.get("tempo") else []
    told += [key(features)] if _sure(features, "key", SURE_OF_KEY) else []
    return Fact(shortened(name, 28), listed((*told, f"{clock(part.start)}–{clock(part.end)}")))


def _pitch(shift: int) -> str:
    return say("remix-pitch", way="up" if shift > 0 else "down", size=abs(shift)) if shift else ""


def _pace(stretch: float) -> str:
    faster = 1.0 / stretch - 1.0
    if abs(faster) < UNMOVED:
        return ""
    return say("remix-pace", way="faster" if faster > 0 else "slower", share=percent(abs(faster)))


def _sure(features: Mapping[str, float], name: str, least: float) -> bool:
    return name in features and features.get(f"{name}_confidence", 0.0) > least
