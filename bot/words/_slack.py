"""What the bot says in Slack alone."""

from __future__ import annotations

from bot.words._languages import say
from bot.words._text import joined

__all__ = [
    "slack_beside",
    "slack_button_unknown",
    "slack_create_app",
    "slack_home_everyone",
    "slack_home_intro",
    "slack_home_jobs",
    "slack_home_no_jobs",
    "slack_home_no_pictures",
    "slack_home_pictures",
    "slack_home_yours",
    "slack_installed",
    "slack_make_label",
    "slack_no_address",
    "slack_open_label",
    "slack_port_taken",
    "slack_recent_label",
    "slack_scopes_granted",
    "slack_scopes_missing",
    "slack_some_track",
    "slack_uninstalled",
]


def slack_open_label() -> str:
    """The button of a card that leads to a song."""
    return say("slack-open-label")


def slack_make_label() -> str:
    """The button under a link that somebody posted."""
    return say("slack-make-label")


def slack_some_track() -> str:
    """A link whose song nobody can name."""
    return say("slack-some-track")


def slack_beside(files: tuple[str, ...]) -> str:
    """Under an answer: files that lie in the thread."""
    return say("slack-beside", files=joined(files))


def slack_recent_label() -> str:
    """Over songs to choose from in a form."""
    return say("slack-recent-label")


def slack_button_unknown() -> str:
    """A button of a version that is no more."""
    return say("slack-button-unknown")


def slack_home_intro() -> str:
    """Under it."""
    return say("slack-home-intro")


def slack_home_jobs() -> str:
    """Over what is worked on for them."""
    return say("slack-home-jobs")


def slack_home_no_jobs() -> str:
    """Nothing is worked on for them."""
    return say("slack-home-no-jobs")


def slack_home_pictures() -> str:
    """Over their last pictures."""
    return say("slack-home-pictures")


def slack_home_no_pictures() -> str:
    """They have no pictures yet."""
    return say("slack-home-no-pictures")


def slack_home_yours() -> str:
    """Over what is about themselves."""
    return say("slack-home-yours")


def slack_home_everyone() -> str:
    """Over what holds for everyone in the workspace."""
    return say("slack-home-everyone")


def slack_installed(count: int, address: str) -> str:
    """In as many workspaces; where others can install the bot."""
    return say("slack-installed", count=count, address=address)


def slack_uninstalled() -> str:
    """The workspace put the bot out."""
    return say("slack-uninstalled")


def slack_port_taken(port: int, why: str) -> str:
    """Slack cannot come in over HTTP."""
    return say("slack-port-taken", port=str(port), why=why)


def slack_scopes_missing(scopes: tuple[str, ...]) -> str:
    """What the token does not allow, though the manifest asks for it."""
    return say("slack-scopes-missing", scopes=joined(scopes))


def slack_scopes_granted() -> str:
    """The token allows all that the manifest asks for."""
    return say("slack-scopes-granted")


def slack_create_app(address: str) -> str:
    """What to do with the manifest, and where."""
    return say("slack-create-app", address=address)


def slack_no_address() -> str:
    """A manifest for requests over HTTP, or for installations, needs an address."""
    return say("slack-no-address")
