"""What the bot says on chat platforms."""

from __future__ import annotations

from bot.words._engine import from_engine
from bot.words._features import localised_option
from bot.words._languages import say
from bot.words._text import joined, listed
from engine.api import Step

__all__ = [
    "already_asked",
    "answer_apart",
    "asked_in_passing",
    "cancel_label",
    "cannot_cancel",
    "cannot_delete",
    "capital",
    "command_changed",
    "connecting",
    "delete_label",
    "discord_connected",
    "discord_token_refused",
    "discord_unreachable",
    "field_label",
    "file_option",
    "files_label",
    "form_label",
    "form_lost",
    "intent_names",
    "intents_missing",
    "invitations",
    "made_to_fit",
    "more_rows",
    "no_application",
    "offer_label",
    "restarting",
    "say_what",
    "send_label",
    "slack_connected",
    "slack_file_denied",
    "slack_file_elsewhere",
    "slack_files_hint",
    "slack_lost",
    "slack_not_invited",
    "slack_token_refused",
    "slack_unreachable",
    "spoiler_option",
    "stage",
    "starting",
    "step_line",
    "too_large_to_post",
    "upload_foreign",
    "upload_lost",
]


def step_line(step: Step) -> str:
    """How far a job is."""
    stage = from_engine(step.stage)
    return say("step-line", stage=capital(stage), ahead=step.ahead, done=round(100 * step.fraction))


def stage(step: Step) -> str:
    """What is being done, and how many wait before, for a surface that draws how far it is."""
    return say("stage-line", stage=from_engine(step.stage), ahead=step.ahead)


def starting() -> str:
    """A bar before the first step."""
    return say("starting")


def cancel_label() -> str:
    """The button that ends a job or leaves a form."""
    return say("cancel-label")


def cannot_cancel() -> str:
    """Somebody else's job, or one that ended."""
    return say("cannot-cancel")


def already_asked() -> str:
    """The same request again while the first is worked on."""
    return say("already-asked")


def field_label(name: str) -> str:
    """An option's name over its field of a form."""
    return capital(localised_option(name)).replace("_", " ")


def files_label(most: int) -> str:
    """Over the field that takes files instead of words."""
    return say("files-label", most=most)


def file_option() -> str:
    """An option that takes a file."""
    return say("file-option")


def more_rows(count: int) -> str:
    """What did not fit under a table."""
    return say("more-rows", count=count)


def upload_lost(name: str) -> str:
    """The platform would not hand a file out."""
    return say("upload-lost", name=name)


def too_large_to_post(count: int) -> str:
    """Files of an answer above the platform's limit."""
    return say("too-large-to-post", count=count)


def upload_foreign(name: str) -> str:
    """A file that does not lie with the platform itself."""
    return say("upload-foreign", name=name)


def answer_apart() -> str:
    """Progress that can no longer be edited."""
    return say("answer-apart")


def asked_in_passing() -> str:
    """A request that the bot's end broke off before it could be written down."""
    return say("asked-in-passing")


def delete_label() -> str:
    """The button that takes an answer back."""
    return say("delete-label")


def offer_label() -> str:
    """The button under a link that somebody posted."""
    return say("offer-label")


def cannot_delete() -> str:
    """Somebody else's answer."""
    return say("cannot-delete")


def spoiler_option() -> str:
    """An option that covers pictures."""
    return say("spoiler-option")


def intents_missing(names: tuple[str, ...]) -> str:
    """What Discord does not let the bot see, and what that costs."""
    return say("intents-missing", names=joined(names))


def intent_names() -> dict[str, str]:
    """Discord's privileged intents in people's words."""
    return {
        "message_content": say("intent-message-content"),
        "presences": say("intent-presences"),
        "members": say("intent-members"),
    }


def invitations(server: str, person: str) -> str:
    """Two links: one for a server, one for a person."""
    return f"{say('invitation-server', link=server)}\n{say('invitation-person', link=person)}"


def no_application() -> str:
    """The links need the application's id."""
    return say("no-application")


def made_to_fit() -> str:
    """A sound that became an mp3, since it was too large for its place."""
    return say("made-to-fit")


def form_lost() -> str:
    """A form that was opened before a restart, or too long ago."""
    return say("form-lost")


def command_changed() -> str:
    """Somebody called a command in the form of an older version."""
    return say("command-changed")


def restarting() -> str:
    """Left in place of progress when the bot stops."""
    return say("restarting")


def connecting() -> str:
    """On the way to a platform."""
    return say("connecting")


def discord_connected(name: str, servers: int, invitation: str) -> str:
    """In Discord; without a server yet, how to get into one."""
    return say("discord-connected", name=name, servers=servers, invitation=invitation)


def discord_token_refused() -> str:
    """Discord does not know the token."""
    return say("discord-token-refused")


def discord_unreachable() -> str:
    """No connection; it is tried again."""
    return say("discord-unreachable")


def send_label() -> str:
    """The button that sends a form."""
    return say("send-label")


def form_label() -> str:
    """The button that opens a form for what is missing."""
    return say("form-label")


def say_what(features: tuple[str, ...]) -> str:
    """Somebody mentioned the bot and said nothing else."""
    return say("say-what", features=listed(features))


def slack_files_hint() -> str:
    """Under a form's field for files."""
    return say("slack-files-hint")


def slack_file_denied(name: str) -> str:
    """Slack answered with its log-in page, or not at all."""
    return say("slack-file-denied", name=name)


def slack_file_elsewhere(name: str) -> str:
    """A file that Slack only links to."""
    return say("slack-file-elsewhere", name=name)


def slack_not_invited() -> str:
    """An answer that could not be posted where it was asked for."""
    return say("slack-not-invited")


def slack_connected(name: str, team: str) -> str:
    """In a workspace."""
    return say("slack-connected", name=name, team=team)


def slack_token_refused(setting: str, why: str) -> str:
    """Slack does not take a token; ``why`` in its own word."""
    return say("slack-token-refused", setting=setting, why=why)


def slack_unreachable() -> str:
    """No connection; it is tried again."""
    return say("slack-unreachable")


def slack_lost() -> str:
    """The connection broke; the library makes it anew."""
    return say("slack-lost")


def capital(text: str) -> str:
    """Upper case for the first letter."""
    return f"{text[:1].upper()}{text[1:]}"
