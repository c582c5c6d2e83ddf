"""What the bot says of itself, on the terminal and in /about."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from bot.words._chats import connecting
from bot.words._languages import say
from bot.words._text import joined
from engine.api import Health

if TYPE_CHECKING:
    from bot.config import Settings

__all__ = [
    "about",
    "about_columns",
    "cannot_start",
    "connections",
    "engine_failed",
    "engine_state",
    "happy_label",
    "migrated",
    "sad_label",
    "settings_sentence",
    "stopped",
    "version",
    "welcome",
    "written",
]


def settings_sentence(changed: bool) -> str:
    """After settings were shown or changed."""
    return say("settings-changed") if changed else say("settings-shown")


def about() -> str:
    """What the bot is, and its privacy in short."""
    return f"{say('about-me')} {say('about-legend')}\n\n{say('about-privacy')} {say('about-listening')}"


def about_columns() -> tuple[str, ...]:
    """The heads of the table of commands."""
    return say("about-command"), say("about-does")


def happy_label() -> str:
    """A button that asks for a happy jukebox song."""
    return say("happy-label")


def sad_label() -> str:
    """A button that asks for a sad one, beside the happy one."""
    return say("sad-label")


def version() -> str:
    """The installed version."""
    return metadata.version("slate-bot")


def engine_state(health: Health) -> str:
    """How busy the engine is."""
    if health.busy:
        return say("engine-busy", workers=health.workers, waiting=health.waiting)
    return say("engine-ready", workers=health.workers)


def connections(settings: Settings) -> dict[str, str]:
    """What each surface is connected to, or how to connect it."""
    discord = settings.discord_token.get_secret_value()
    return {
        "web": say("web-open"),
        "Discord": connecting() if discord else say("discord-off"),
        "Slack": _slack(settings),
        say("links-name"): say("links-followed") if settings.slate_noncommercial else say("links-not-followed"),
    }


def _slack(settings: Settings) -> str:
    """Slack needs two of its settings; one alone is worth its own sentence."""
    unset = settings.slack_needs
    return say("slack-off", count=len(unset), names=joined(unset)) if unset else connecting()


def welcome(address: str, connected: Mapping[str, str]) -> tuple[str, ...]:
    """The first lines on the terminal."""
    width = max(len(name) for name in connected)
    states = (f"  {name:<{width}}  {state}" for name, state in connected.items())
    return (say("welcome", address=address), *states, say("how-to-stop"))


def stopped() -> str:
    """The last line on the terminal."""
    return say("stopped")


def cannot_start(reason: str, port: int) -> str:
    """The page or the data folder could not be opened."""
    return say("cannot-start", reason=reason, port=str(port))


def engine_failed() -> str:
    """No worker process came up."""
    return say("engine-failed")


def written(path: str) -> str:
    """A file was written."""
    return say("written", path=path)


def migrated(folder: str) -> str:
    """The schema is current."""
    return say("migrated", folder=folder)
