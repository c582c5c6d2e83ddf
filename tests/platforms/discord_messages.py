"""What the strict Discord keeps: files, messages and interactions, and how it tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.platforms import discord_rules as rules
from tests.platforms.discord_rules import Body

APPLICATION, BOT = 1000, 1001
GUILD, CHANNEL, DIRECT = 2000, 3000, 3001
ANN = {"id": "11", "username": "ann", "discriminator": "0", "global_name": "Ann", "avatar": None}
BEN = {"id": "12", "username": "ben", "discriminator": "0", "global_name": "Ben", "avatar": None}
SELF = {"id": str(BOT), "username": "Slate", "discriminator": "1234", "global_name": None, "avatar": None, "bot": True}


@dataclass
class UserFile:
    """A file on somebody's computer; ``claimed`` is the size that Discord says it has."""

    name: str
    data: bytes
    media_type: str = "audio/mpeg"
    claimed: int | None = None
    id: str = ""


@dataclass
class Message:
    """A message as people see it."""

    id: str
    channel: int
    content: str = ""
    components: list[Body] = field(default_factory=list)
    flags: int = 0
    files: list[Body] = field(default_factory=list)
    author: Body = field(default_factory=lambda: SELF)
    answers: str = ""
    deleted: bool = False
    edits: list[float] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        shown = [each["content"] for each in rules.walk(self.components) if each["type"] == rules.TEXT]
        return "\n".join([self.content, *shown]).strip()

    @property
    def private(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & rules.EPHEMERAL)

    @property
    def buttons(self) -> dict[str, str]:
        """Labels and ids of its buttons."""
        return {c["label"]: c["custom_id"] for c in rules.walk(self.components) if c["type"] == rules.BUTTON}

    @property
    def pictures(self) -> list[str]:
        """Descriptions of its pictures."""
        return [
            item["description"]
            for c in rules.walk(self.components)
            if c["type"] == rules.GALLERY
            for item in c["items"]
        ]


@dataclass
class Exchange:
    """One interaction and what came of it."""

    id: str
    token: str
    kind: int
    born: float
    source: Message | None = None
    acknowledged: int | None = None
    after: float = 0.0
    loading: bool = False
    ephemeral: bool = False
    form: Body | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    expired: bool = False
    channel: int = CHANNEL
    user: Body = field(default_factory=lambda: ANN)
    guild: bool = True

    @property
    def messages(self) -> list[Message]:
        """What stands in the channel in the end."""
        return [m for m in ([self.original] if self.original else []) + self.followups if not m.deleted]


def message_body(message: Message) -> Body:
    """A message as Discord sends it; one of components lists no attachments."""
    return {
        "id": message.id,
        "channel_id": str(message.channel),
        "author": message.author,
        "content": message.content,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [_resolved(each) for each in message.components],
        "pinned": False,
        "type": 0,
        "flags": message.flags,
    }


def _resolved(component: Body) -> Body:
    """A component as it comes back: numbered, and its media at an address."""
    back = {"id": 1} | component
    if "components" in component:
        back["components"] = [_resolved(each) for each in component["components"]]
    if "items" in component:
        media = {"url": "http://127.0.0.1/x.png", "proxy_url": "", "height": 1, "width": 1, "content_type": "image/png"}
        back["items"] = [item | {"media": media} for item in component["items"]]
    return back


def member_body(user: Body, permissions: int) -> Body:
    joined = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
    return joined | {"user": user, "permissions": str(permissions), "avatar": None, "nick": None}
