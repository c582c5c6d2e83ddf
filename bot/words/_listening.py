"""What the bot says to people who let it count what they listen to."""

from __future__ import annotations

from typing import Literal

from bot.reply import Fact
from bot.words._languages import say
from bot.words._text import listed, shortened

__all__ = [
    "account_fact",
    "account_linked",
    "account_unlinked",
    "blocked_here",
    "hidden_from_now_on",
    "hidden_names",
    "hidden_no_more",
    "hide_name_label",
    "hide_what",
    "join_label",
    "joined_listening",
    "leave_label",
    "left_listening",
    "link_what",
    "listening_is_off",
    "listening_needs_server",
    "listening_status",
    "listening_turned_off",
    "listening_turned_on",
    "name_not_shown",
    "name_shown",
    "no_account",
    "no_such_service",
    "no_such_zone",
    "not_hidden",
    "not_joined",
    "pause_label",
    "paused_listening",
    "resume_label",
    "resumed_listening",
    "show_name_label",
    "turn_on_label",
]

Service = Literal["listenbrainz", "lastfm"]
Trouble = Literal["", "private", "unknown", "down"]
SERVICE_NAMES: dict[Service, str] = {"listenbrainz": "ListenBrainz", "lastfm": "Last.fm"}
LONGEST = 80
"""Characters of a name inside a sentence."""


def listening_needs_server() -> str:
    """Asked in a private conversation."""
    return say("listening-needs-server")


def listening_is_off(admin: bool) -> str:
    """Nothing is counted in this server."""
    return say("listening-is-off", admin="yes" if admin else "no")


def listening_turned_on(zone: str, days: int) -> str:
    """Somebody who runs the server turned it on."""
    return say("listening-turned-on", zone=zone, days=days)


def listening_turned_off() -> str:
    """Somebody who runs the server turned it off."""
    return say("listening-turned-off")


def no_such_zone(text: str) -> str:
    """What somebody typed is no time zone."""
    return say("no-such-zone", text=shortened(text, LONGEST))


def not_joined() -> str:
    """Nothing is counted of this person here."""
    return say("not-joined")


def joined_listening(days: int) -> str:
    """Somebody joined: all that is kept, for how long, and who sees it."""
    return say("joined-listening", days=days)


def listening_status(count: int, paused: bool, days: int) -> str:
    """What is counted of this person here."""
    return say("listening-status", count=count, paused="yes" if paused else "no", days=days)


def blocked_here() -> str:
    """Moderators keep this person out of the server's pictures."""
    return say("blocked-here")


def left_listening(count: int) -> str:
    """Somebody left."""
    return say("left-listening", count=count)


def paused_listening() -> str:
    """Somebody paused."""
    return say("paused-listening")


def resumed_listening() -> str:
    """Somebody goes on."""
    return say("resumed-listening")


def hidden_names(shown: tuple[str, ...], count: int) -> str:
    """Some of what is hidden, and how much more there is."""
    return say("hidden-names", names=listed(tuple(shortened(each, LONGEST) for each in shown)), more=count - len(shown))


def hidden_from_now_on(name: str, count: int) -> str:
    """A song or an artist is hidden; so many listens were erased."""
    return say("hidden-from-now-on", name=shortened(name, LONGEST), count=count)


def hidden_no_more(name: str) -> str:
    """A song or an artist counts again."""
    return say("hidden-no-more", name=shortened(name, LONGEST))


def not_hidden(name: str) -> str:
    """It was not hidden."""
    return say("not-hidden", name=shortened(name, LONGEST))


def hide_what() -> str:
    """Nobody said what to hide."""
    return say("hide-what")


def name_shown(name: str) -> str:
    """A person's name may stand beside their songs."""
    return say("name-shown", name=shortened(name, LONGEST))


def name_not_shown() -> str:
    """It may not."""
    return say("name-not-shown")


def account_fact(service: Service, name: str, trouble: Trouble) -> Fact:
    """A linked account and what is wrong with it."""
    told = say(f"trouble-{trouble}", name=shortened(name, LONGEST)) if trouble else shortened(name, LONGEST)
    return Fact(SERVICE_NAMES[service], told)


def account_linked(service: Service, name: str) -> str:
    """An account is read from now on."""
    return say("account-linked", service=SERVICE_NAMES[service], name=shortened(name, LONGEST))


def account_unlinked(service: Service) -> str:
    """It is read no more."""
    return say("account-unlinked", service=SERVICE_NAMES[service])


def no_account(service: Service) -> str:
    """There was none."""
    return say("no-account", service=SERVICE_NAMES[service])


def no_such_service(service: Service) -> str:
    """The operator did not set the service up."""
    return say("no-such-service", service=SERVICE_NAMES[service])


def link_what(services: tuple[Service, ...]) -> str:
    """Service or name are missing."""
    return say("link-what", services=listed(tuple(SERVICE_NAMES[each] for each in services)))


def join_label() -> str:
    """A button that joins."""
    return say("join-label")


def leave_label() -> str:
    """A button that leaves."""
    return say("leave-label")


def pause_label() -> str:
    """A button that pauses."""
    return say("pause-label")


def resume_label() -> str:
    """A button that goes on."""
    return say("resume-label")


def show_name_label() -> str:
    """A button that lets one's name be told."""
    return say("show-name-label")


def hide_name_label() -> str:
    """A button that takes it back."""
    return say("hide-name-label")


def turn_on_label() -> str:
    """A button that turns listening on for the server."""
    return say("turn-on-label")
