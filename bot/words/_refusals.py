"""What the bot says when it cannot do what was asked."""

from __future__ import annotations

from bot.words._engine import from_engine
from bot.words._languages import language, say
from bot.words._text import listed, shortened
from engine.errors import EngineError

__all__ = [
    "admins_only",
    "apology",
    "audio_gone",
    "cancelled",
    "failure",
    "file_empty",
    "gave_up",
    "left_out",
    "links_off",
    "needs",
    "no_such_feature",
    "no_such_option",
    "not_a_number",
    "not_one_of",
    "not_yes_or_no",
    "out_of_span",
    "song_unknown",
    "surplus_file",
    "too_many_songs",
    "upload_too_large",
]


def song_unknown(asked: str) -> str:
    """Nothing was found for a text."""
    return say("song-unknown", asked=shortened(asked, 60)) if asked.strip() else say("song-wanted")


def links_off() -> str:
    """No catalogue of excerpts is switched on."""
    return say("links-off")


def audio_gone(name: str) -> str:
    """The audio was dropped and there is no hearing of this version."""
    return say("audio-gone", name=name)


def file_empty(name: str) -> str:
    """A file of zero bytes."""
    return say("file-empty", name=name)


def needs(name: str, sentence: str) -> str:
    """A required option is missing."""
    keeps = language() in ("de", "ja")  # where a capital begins a noun, or there are none
    return say("needs", name=name, sentence=sentence if keeps else f"{sentence[:1].lower()}{sentence[1:]}")


def not_one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    """A choice that is none."""
    return say("not-one-of", name=name, value=shortened(value, 40), choices=listed(choices))


def not_a_number(name: str, value: str) -> str:
    """A number that is none."""
    return say("not-a-number", name=name, value=shortened(value, 40))


def out_of_span(name: str, lowest: int, highest: int) -> str:
    """A number out of range."""
    return say("out-of-span", name=name, lowest=lowest, highest=highest)


def not_yes_or_no(name: str, value: str) -> str:
    """A flag that is neither."""
    return say("not-yes-or-no", name=name, value=shortened(value, 40))


def no_such_option(feature: str, name: str, known: tuple[str, ...]) -> str:
    """An option that the feature does not have."""
    return say("no-such-option", feature=feature, name=shortened(name, 40), count=len(known), known=listed(known))


def no_such_feature(name: str, known: tuple[str, ...]) -> str:
    """A command that does not exist."""
    return say("no-such-feature", name=shortened(name, 40), known=listed(tuple(f"/{each}" for each in known)))


def too_many_songs(most: int) -> str:
    """More songs than one request takes."""
    return say("too-many-songs", most=most)


def surplus_file(feature: str, most: int) -> str:
    """More files came than the command takes."""
    return say("surplus-file", feature=feature, most=most)


def upload_too_large(name: str, most: int) -> str:
    """A file above the cap; ``most`` in bytes."""
    return say("upload-too-large", name=name, most=most // 2**20)


def admins_only() -> str:
    """The feature is for those who run the server."""
    return say("admins-only")


def cancelled() -> str:
    """The person cancelled."""
    return say("cancelled")


def failure(error: EngineError) -> str:
    """What the engine could not do."""
    return from_engine(str(error))


def apology(code: str) -> str:
    """A bug; ``code`` finds it in the log."""
    return say("apology", code=code)


def gave_up() -> str:
    """A job that never survived a start."""
    return say("gave-up")


def left_out(name: str, why: str) -> str:
    """One of several songs could not be heard."""
    return say("left-out", name=name, why=why)
