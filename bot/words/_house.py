"""What the bot says of itself, on the terminal and in /about."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from bot.words._chats import connecting
from bot.words._text import joined
from engine.api import Health

if TYPE_CHECKING:
    from bot.config import Settings


LEGEND = (
    "Colour is the mood, shape is the sound: time runs through the picture, ridges, strokes and rings swell "
    "where the spectrum is loud, accents follow the chords, and borders fall where the music changes."
)


def settings_sentence(changed: bool) -> str:
    """After settings were shown or changed."""
    return "Changed; this holds for everyone here from now on." if changed else "This is what holds for everyone here."


def about() -> str:
    """What the bot is, and its privacy in short."""
    return (
        "I am Slate. I listen to songs and answer with pictures of how they feel and sound. "
        f"{LEGEND}\n\n"
        "All listening happens on this machine. I keep a song's name, its mood and a sketch of about 4 KB from "
        "which nobody can rebuild the recording; the sound itself is dropped as soon as it was heard."
    )


def version() -> str:
    """The installed version."""
    return metadata.version("slate-bot")


def engine_state(health: Health) -> str:
    """How busy the engine is."""
    return f"{health.workers} at work, {health.waiting} waiting" if health.busy else f"{health.workers} ready"


def connections(settings: Settings) -> dict[str, str]:
    """What each surface is connected to, or how to connect it."""
    discord = settings.discord_token.get_secret_value()
    return {
        "web": "yes",
        "Discord": connecting() if discord else "no token yet (set DISCORD_TOKEN in .env, see README)",
        "Slack": _slack(settings),
        "links": "followed" if settings.slate_noncommercial else "off (SLATE_NONCOMMERCIAL in .env tells why)",
    }


def _slack(settings: Settings) -> str:
    """Slack needs two tokens; one alone is worth its own sentence."""
    tokens = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    unset = [name for name, token in tokens.items() if not token.get_secret_value()]
    if not unset:
        return connecting()
    both = len(unset) == len(tokens)
    return f"{'no tokens' if both else 'one token is missing'} yet (set {joined(tuple(unset))} in .env)"


def welcome(address: str, connected: Mapping[str, str]) -> tuple[str, ...]:
    """The first lines on the terminal."""
    width = max(len(name) for name in connected)
    states = (f"  {name:<{width}}  {state}" for name, state in connected.items())
    return (f"Slate is listening at {address}", *states, "Press Ctrl-C to stop.")


def stopped() -> str:
    """The last line on the terminal."""
    return "Stopped. Unfinished work goes on at the next start."


def cannot_start(reason: str, port: int) -> str:
    """The page or the data folder could not be opened."""
    return f"I cannot start: {reason}. If port {port} is taken, choose another with SLATE_PORT."


def engine_failed() -> str:
    """No worker process came up."""
    return "I cannot start: the listening processes ended at once. `slate doctor` says what is missing."


def written(path: str) -> str:
    """A file was written."""
    return f"Wrote {path}"


def migrated(folder: str) -> str:
    """The schema is current."""
    return f"The database in {folder} is up to date."
