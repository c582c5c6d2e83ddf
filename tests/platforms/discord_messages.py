"""What the strict Discord keeps: files, messages and interactions, and how it tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.platforms import discord_rules as rules
from tests.platforms.discord_rules import Body

APPLICATION, BOT = 1000, 1001 * 10**15  # the library sees mentions of long ids only
GUILD, CHANNEL, DIRECT = 2000, 3000, 3001
FOREIGN, FOREIGN_CHANNEL = 2001, 3002
"""A server that never invited the bot; somebody brings it along."""
FAR = 1 << 22
"""A server of the second shard, where there are two."""
ANN = {"id": "11", "username": "ann", "discriminator": "0", "global_name": "Ann", "avatar": None}
BEN = {"id": "12", "username": "ben", "discriminator": "0", "global_name": "Ben", "avatar": None}
SELF = {"id": str(BOT), "username": "Slate", "discriminator": "1234", "global_name": None, "avatar": None, "bot": True}


@dataclass
class UserFile:
    """A file on somebody's computer; ``claimed`` is the size that Discord says it has.

    ``address`` is where it is said to lie if not with Discord, ``moved`` where a redirect leads instead of it.
    """

    name: str
    data: bytes
    media_type: str = "audio/mpeg"
    claimed: int | None = None
    address: str = ""
    moved: str = ""
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
    def covered(self) -> list[bool]:
        """Whether each of its pictures waits for a click."""
        galleries = [c for c in rules.walk(self.components) if c["type"] == rules.GALLERY]
        return [item.get("spoiler", False) for gallery in galleries for item in gallery["items"]]

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
    guild: int = GUILD
    reserved: str = ""
    choices: list[Body] | None = None

    @property
    def brought(self) -> bool:
        """Whether only the person has the bot here."""
        return self.guild == FOREIGN

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
    if "accessory" in component:
        back["accessory"] = _resolved(component["accessory"])
    if "items" in component:
        media = {"url": "http://127.0.0.1/x.png", "proxy_url": "", "height": 1, "width": 1, "content_type": "image/png"}
        back["items"] = [item | {"media": media} for item in component["items"]]
    return back


def member_body(user: Body, permissions: int) -> Body:
    joined = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
    return joined | {"user": user, "permissions": str(permissions), "avatar": None, "nick": None}


def channel_body(guild: int, channel: int) -> Body:
    """A text channel of a server."""
    return {"id": str(channel), "type": 0, "name": "songs", "position": 0, "guild_id": str(guild)}


def guild_body(guild: int, people: list[Body]) -> Body:
    """A server as the gateway tells of it."""
    everyone = {"id": str(guild), "name": "@everyone", "permissions": "0", "position": 0, "color": 0, "flags": 0}
    role = everyone | {"hoist": False, "managed": False, "mentionable": False, "colors": {"primary_color": 0}}
    channel = FOREIGN_CHANNEL if guild == FOREIGN else CHANNEL + guild - GUILD
    lists = ("emojis", "stickers", "features", "presences", "voice_states", "threads", "stage_instances")
    return {
        "id": str(guild),
        "name": "Songs",
        "owner_id": ANN["id"],
        "roles": [role],
        "channels": [channel_body(guild, channel)],
        "members": [member_body(person, 0) for person in people],
        "member_count": len(people),
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "verification_level": 0,
        "nsfw_level": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "default_message_notifications": 0,
        "afk_timeout": 60,
        "system_channel_flags": 0,
        "large": False,
        "unavailable": False,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    } | {name: [] for name in lists}


def presence_body(user: Body, track: str, began: float) -> Body:
    """Somebody plays a track on Spotify; ``began`` in seconds since 1970."""
    start = round(1000 * began)
    spotify = {
        "type": 2,
        "name": "Spotify",
        "id": "spotify:1",
        "sync_id": track,
        "session_id": "s",
        "flags": 48,
        "details": f"Title of {track}",
        "state": "Ann; Ben",
        "party": {"id": f"spotify:{user['id']}"},
        "timestamps": {"start": start, "end": start + 180_000},
        "assets": {"large_image": "spotify:abc", "large_text": "An album"},
        "created_at": start,
    }
    status = {"status": "online", "client_status": {"desktop": "online"}, "activities": [spotify]}
    return status | {"user": {"id": user["id"]}, "guild_id": str(GUILD)}
