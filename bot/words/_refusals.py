"""What the bot says when it cannot do what was asked."""

from __future__ import annotations

from bot.words._text import shortened


def song_unknown(asked: str) -> str:
    """Nothing was found for a text."""
    if not asked.strip():
        return (
            "Give me a song: drop an audio file, record a few seconds of it, or name a jukebox song "
            "(happy, angry, sad, relaxed)."
        )
    return (
        f"I do not know a song called “{shortened(asked, 60)}”. Drop the audio file itself, record a few seconds "
        "of it, or name a jukebox song (happy, angry, sad, relaxed)."
    )


def links_off() -> str:
    """No catalogue of excerpts is switched on."""
    return "Links are switched off here. Drop the song's audio file instead, or record a few seconds of it."


def audio_gone(name: str) -> str:
    """The audio was dropped and there is no hearing of this version."""
    return f"I no longer have the sound of “{name}”; I keep none once a song was heard. Send the file again."


def file_empty(name: str) -> str:
    """A file of zero bytes."""
    return f"“{name}” is empty. Check that the upload finished, then send it again."


def needs(name: str, sentence: str) -> str:
    """A required option is missing."""
    return f"I need one more thing, {name}: {sentence[:1].lower()}{sentence[1:]}."


def not_one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    """A choice that is none."""
    return f"“{shortened(value, 40)}” is no {name}. Choose one of: {', '.join(choices)}."


def not_a_number(name: str, value: str) -> str:
    """A number that is none."""
    return f"{name} wants a whole number, not “{shortened(value, 40)}”."


def out_of_span(name: str, lowest: int, highest: int) -> str:
    """A number out of range."""
    return f"{name} must be between {lowest} and {highest}."


def not_yes_or_no(name: str, value: str) -> str:
    """A flag that is neither."""
    return f"{name} wants yes or no, not “{shortened(value, 40)}”."


def no_such_option(feature: str, name: str, known: tuple[str, ...]) -> str:
    """An option that the feature does not have."""
    return f"/{feature} has no option “{shortened(name, 40)}”. It knows: {', '.join(known) or 'none'}."


def no_such_feature(name: str, known: tuple[str, ...]) -> str:
    """A command that does not exist."""
    return f"I do not know /{shortened(name, 40)}. Try {', '.join('/' + each for each in known)}."


def too_many_songs(most: int) -> str:
    """More songs than one request takes."""
    return f"That is too much at once: send at most {most} songs."


def surplus_file() -> str:
    """A file where none is wanted."""
    return "That command takes fewer files than you sent. Send one at a time."


def upload_too_large(name: str, most: int) -> str:
    """A file above the cap; ``most`` in bytes."""
    return f"“{name}” is larger than {most // 2**20} MiB. Send a shorter or more compressed file, such as an mp3."


def admins_only() -> str:
    """The feature is for those who run the server."""
    return "Only the people who run this server can change that."


def cancelled() -> str:
    """The person cancelled."""
    return "Cancelled."


def apology(code: str) -> str:
    """A bug; ``code`` finds it in the log."""
    return f"Something broke on my side. It is logged as {code}; trying again may help."


def gave_up() -> str:
    """A job that never survived a start."""
    return "I was stopped twice while working on this. Send it again; if that repeats, the file is at fault."


def left_out(name: str, why: str) -> str:
    """One of several songs could not be heard."""
    return f"I left out “{name}”: {why}"
