"""What the bot says on chat platforms."""

from __future__ import annotations

from bot.words._text import joined
from engine.api import Step


def step_line(step: Step) -> str:
    """How far a job is."""
    stage = f"{step.stage[:1].upper()}{step.stage[1:]}"
    waiting = f", {step.ahead} before you" if step.ahead else ""
    return f"{stage}{waiting} · {round(100 * step.fraction)} %"


def cancel_label() -> str:
    """The button that ends a job or leaves a form."""
    return "Cancel"


def cannot_cancel() -> str:
    """Somebody else's job, or one that ended."""
    return "There is nothing of yours to cancel here: it is done already, or somebody else asked for it."


def already_asked() -> str:
    """The same request again while the first is worked on."""
    return "I am working on exactly that for you already."


def field_label(name: str) -> str:
    """An option's name over its field of a form."""
    return f"{name[:1].upper()}{name[1:]}".replace("_", " ")


def files_label(most: int) -> str:
    """Over the field that takes files instead of words."""
    return "Or the audio file itself" if most == 1 else "Or the audio files themselves"


def file_option() -> str:
    """An option that takes a file."""
    return "The audio itself: a file, a voice message or a video"


def more_rows(count: int) -> str:
    """What did not fit under a table."""
    return f"… and {count} more"


def upload_lost(name: str) -> str:
    """The platform would not hand a file out."""
    return f"I could not fetch “{name}”. Send it again."


def too_large_to_post(count: int) -> str:
    """Files of an answer above the platform's limit."""
    return f"{'One file is' if count == 1 else f'{count} files are'} too large to be posted here."


def upload_foreign(name: str) -> str:
    """A file that does not lie with the platform itself."""
    return f"“{name}” does not lie with Discord itself, so I did not fetch it. Send the file here instead."


def answer_apart() -> str:
    """Progress that can no longer be edited."""
    return "This takes longer than I may change this message; the answer follows as a new one."


def asked_in_passing() -> str:
    """A request that the bot's end broke off before it could be written down."""
    return "I was restarted before I had read that. Ask again in a minute."


def delete_label() -> str:
    """The button that takes an answer back."""
    return "Delete"


def cannot_delete() -> str:
    """Somebody else's answer."""
    return "Only the person who asked for this and the moderators here may delete it."


def spoiler_option() -> str:
    """An option that covers pictures."""
    return "Cover the pictures until somebody clicks them"


def intents_missing(names: tuple[str, ...]) -> str:
    """What Discord does not let the bot see, and what that costs."""
    return (
        f"Discord does not let me see {joined(names)}. That is fine for everything but what needs it; to allow it, "
        "switch it on under Privileged Gateway Intents on the Bot page of your application, then restart me."
    )


def intent_names() -> dict[str, str]:
    """Discord's privileged intents in people's words."""
    return {
        "message_content": "messages that do not mention me",
        "presences": "what people listen to",
        "members": "who is in a server",
    }


def invitations(server: str, person: str) -> str:
    """Two links: one for a server, one for a person."""
    return f"To a server (who may manage it): {server}\nFor yourself, in every chat: {person}"


def no_application() -> str:
    """The links need the application's id."""
    return "I do not know your application yet: set DISCORD_TOKEN in .env, or DISCORD_APPLICATION_ID."


def command_changed() -> str:
    """Somebody called a command in the form of an older version."""
    return "That command has changed. Reload Discord (Ctrl-R) and call it again."


def restarting() -> str:
    """Left in place of progress when the bot stops."""
    return "I am being restarted; the answer follows below."


def connecting() -> str:
    """On the way to a platform."""
    return "connecting …"


def discord_connected(name: str, servers: int, invitation: str) -> str:
    """In Discord; without a server yet, how to get into one."""
    if not servers:
        return f"connected as {name}, in no server yet; invite it with {invitation}"
    return f"connected as {name} in {servers} {'server' if servers == 1 else 'servers'}"


def discord_token_refused() -> str:
    """Discord does not know the token."""
    return "Discord refused the token. Copy it anew from the Bot page of your application into DISCORD_TOKEN in .env."


def discord_unreachable() -> str:
    """No connection; it is tried again."""
    return "I cannot reach Discord; I keep trying. Check this machine's connection."


def send_label() -> str:
    """The button that sends a form."""
    return "Send"


def form_label() -> str:
    """The button that opens a form for what is missing."""
    return "Fill in a form"


def say_what(features: tuple[str, ...]) -> str:
    """Somebody mentioned the bot and said nothing else."""
    names = ", ".join(features)
    return f"Mention me with a song (a file on the message will do), or begin with one of: {names}."


def slack_files_hint() -> str:
    """Under a form's field for files."""
    return "Slack takes up to 10 MB here. Post a larger file in a channel, with a mention of me."


def slack_file_denied(name: str) -> str:
    """Slack answered with its log-in page, or not at all."""
    return f"Slack would not hand me “{name}”. Whoever installed me can grant me files:read and install me again."


def slack_file_elsewhere(name: str) -> str:
    """A file that Slack only links to."""
    return f"“{name}” does not lie with Slack itself, so I did not fetch it. Upload the file here instead."


def slack_not_invited() -> str:
    """An answer that could not be posted where it was asked for."""
    return "I may not write where you asked me, so here is the answer. Invite me there (/invite) to get it there."


def slack_connected(name: str, team: str) -> str:
    """In a workspace."""
    return f"connected as {name} in {team}"


def slack_token_refused(setting: str, why: str) -> str:
    """Slack does not take a token; ``why`` in its own word."""
    return f"Slack refused {setting} ({why}). Copy it anew from your app's page at api.slack.com/apps into .env."


def slack_unreachable() -> str:
    """No connection; it is tried again."""
    return "I cannot reach Slack; I keep trying. Check this machine's connection."


def slack_lost() -> str:
    """The connection broke; the library makes it anew."""
    return "connection lost; I am making it anew"
