"""What people do in the client of the strict Discord, and how it reaches the bot by the gateway."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import Any

from tests.platforms import discord_rules as rules
from tests.platforms.discord_gateway import Gateway
from tests.platforms.discord_messages import (
    ANN,
    APPLICATION,
    BEN,
    BOT,
    CHANNEL,
    DIRECT,
    FOREIGN,
    FOREIGN_CHANNEL,
    GUILD,
    SELF,
    Exchange,
    Message,
    UserFile,
    channel_body,
    guild_body,
    member_body,
    message_body,
    presence_body,
)
from tests.platforms.discord_rules import Body

MANAGE_GUILD, MANAGE_MESSAGES = 1 << 5, 1 << 13
MEBIBYTE = 2**20
COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5


class People:
    """Each method is something that somebody does; what comes of it is state."""

    def __init__(self) -> None:
        self.commands: list[Body] = []
        self.exchanges: dict[str, Exchange] = {}
        self.violations: list[str] = []
        self.largest = 10 * MEBIBYTE
        self.lifetime = 15 * 60.0
        self.port = 0
        self._files: dict[str, UserFile] = {}
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()
        self.line = Gateway(self.violations.append, self._changed.set)

    async def until(self, holds: Callable[[], Any], seconds: float = 8.0) -> None:
        """Wait until something holds that only a request can change."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def slash(
        self,
        name: str,
        *,
        user: Body = ANN,
        guild: int = GUILD,
        age: float = 0.0,
        locale: str = "en-GB",
        **options: Any,
    ) -> Exchange:
        """Call a command with options as the client lets them be given."""
        command = next(c for c in self.commands if (c["type"], c["name"]) == (rules.CHAT_INPUT, name))
        known = {option["name"]: option for option in command["options"]}
        missing = [n for n, option in known.items() if option.get("required") and n not in options]
        assert not missing, f"the client asks for {missing}"
        given, files = [], {}
        for option, value in options.items():
            given.append(
                {"name": option, "type": known[option]["type"], "value": self._value(known[option], value, files)}
            )
        data = {"id": command["id"], "name": name, "type": rules.CHAT_INPUT, "options": given}
        data |= {"resolved": {"attachments": files}}
        return await self._interact(COMMAND, data, user, guild, age=age, locale=locale)

    async def outdated(self, name: str) -> Exchange:
        """Call a command that the client still knows and the bot does not."""
        data = {"id": "1", "name": name, "type": rules.CHAT_INPUT, "options": []}
        return await self._interact(COMMAND, data, ANN, GUILD)

    async def type(self, name: str, option: str, text: str, user: Body = ANN) -> list[Body]:
        """Type into an option of a command; returns what is offered."""
        command = next(c for c in self.commands if (c["type"], c["name"]) == (rules.CHAT_INPUT, name))
        known = next(each for each in command["options"] if each["name"] == option)
        assert known.get("autocomplete"), f"the client completes no {option}"
        typed = {"name": option, "type": known["type"], "value": text, "focused": True}
        data = {"id": command["id"], "name": name, "type": rules.CHAT_INPUT, "options": [typed]}
        exchange = await self._interact(AUTOCOMPLETE, data, user, GUILD)
        await self.until(lambda: exchange.choices is not None)
        return exchange.choices or []

    def _value(self, option: Body, value: Any, files: Body) -> Any:
        """A value that the client would take for the option."""
        if option["type"] == rules.ATTACHMENT:
            attachment = self._attach(value)
            files[attachment["id"]] = attachment
            return attachment["id"]
        kinds: dict[int, type] = {rules.STRING: str, rules.INTEGER: int, rules.BOOLEAN: bool}
        assert type(value) is kinds[option["type"]]
        assert "choices" not in option or value in [choice["value"] for choice in option["choices"]]
        assert option.get("min_value", value) <= value <= option.get("max_value", value)
        return value

    async def menu(self, name: str, content: str = "", *files: UserFile, user: Body = ANN) -> Exchange:
        """Choose an entry in the menu of somebody's message."""
        command = next(c for c in self.commands if (c["type"], c["name"]) == (rules.MESSAGE_MENU, name))
        message = self._text_message(content, files, BEN, [])
        resolved = {"messages": {message["id"]: message}}
        data = {
            "id": command["id"],
            "name": name,
            "type": rules.MESSAGE_MENU,
            "target_id": message["id"],
            "resolved": resolved,
        }
        return await self._interact(COMMAND, data, user, GUILD)

    async def press(self, message: Message, label: str, user: Body = ANN, permissions: int = 0) -> Exchange:
        """Press a button."""
        assert not message.deleted
        data = {"custom_id": message.buttons[label], "component_type": rules.BUTTON, "id": 1}
        guild = FOREIGN if message.channel == FOREIGN_CHANNEL else GUILD
        return await self._interact(COMPONENT, data, user, guild, source=message, permissions=permissions)

    async def fill(self, exchange: Exchange, *files: UserFile, **values: str) -> Exchange:
        """Fill in the form that came of an interaction, and send it."""
        assert exchange.form
        attachments = {a["id"]: a for a in map(self._attach, files)}
        entries = []
        for label in exchange.form["components"]:
            entry = label["component"]
            shown: Body = {"type": entry["type"], "custom_id": entry["custom_id"], "id": 1}
            value = values.pop(entry["custom_id"], "")
            if entry["type"] == rules.FILE_UPLOAD:
                shown["values"] = list(attachments)
            elif entry["type"] == rules.SELECT:
                shown["values"] = [value]
            else:
                assert value or not entry.get("required", True)
                shown["value"] = value
            entries.append({"type": rules.LABEL, "component": shown, "id": 1})
        assert not values
        data = {
            "custom_id": exchange.form["custom_id"],
            "components": entries,
            "resolved": {"attachments": attachments},
        }
        return await self._interact(FORM, data, exchange.user, exchange.guild)

    async def write(
        self,
        content: str,
        *files: UserFile,
        mention: bool = True,
        direct: bool = False,
        forward: bool = False,
        reply: bool = False,
        user: Body = ANN,
        hook: bool = False,
    ) -> str:
        """Write a message, with the bot's name in front if it is mentioned by more than a reply; returns its id."""
        text = f"<@{BOT}> {content}" if mention and not reply else content
        message = self._text_message(text, files, user, [SELF] if mention else [])
        if forward:
            message["message_snapshots"] = [{"message": message.copy()}]
            message |= {"content": "", "attachments": []}
        if not mention and not direct and not self.line.readable:
            message |= {"content": "", "attachments": []}
        message |= {"channel_id": str(DIRECT)} if direct else {"guild_id": str(GUILD), "member": member_body(user, 0)}
        if hook:
            del message["member"]
            message["webhook_id"] = user["id"]
        await self.line.tell("MESSAGE_CREATE", message)
        return str(message["id"])

    async def join(self, guild: int) -> None:
        """Invite the bot to a server."""
        self.line.guilds.append(guild)
        body = guild_body(guild, [ANN, SELF])
        del body["unavailable"]  # by this, clients tell an invitation from the end of an outage
        await self.line.tell("GUILD_CREATE", body)

    async def expel(self, guild: int) -> None:
        """Put the bot out of a server."""
        self.line.guilds.remove(guild)
        await self.line.tell("GUILD_DELETE", {"id": str(guild)})

    async def depart(self, user: Body, guild: int = GUILD) -> None:
        """Somebody leaves a server."""
        await self.line.tell("GUILD_MEMBER_REMOVE", {"guild_id": str(guild), "user": user})

    async def play(self, user: Body, track: str, began: float, odd: Body | None = None) -> None:
        """Somebody plays a track where others see it; ``odd`` fields take the place of the usual ones."""
        body = presence_body(user, track, began)
        body["activities"][0] |= odd or {}
        await self.line.tell("PRESENCE_UPDATE", body)

    # what the gateway says

    async def _interact(
        self,
        kind: int,
        data: Body,
        user: Body,
        guild: int,
        source: Message | None = None,
        age: float = 0.0,
        permissions: int = 0,
        locale: str = "en-GB",
    ) -> Exchange:
        number, guild = self._snowflake(age), int(guild)
        born = time.monotonic()
        exchange = Exchange(number, f"token-{number}", kind, born, source, user=user, guild=guild)
        exchange.channel = DIRECT if not guild else FOREIGN_CHANNEL if guild == FOREIGN else CHANNEL
        exchange.expired = age > self.lifetime
        self.exchanges[exchange.token] = exchange
        body: Body = {
            "id": exchange.id,
            "application_id": str(APPLICATION),
            "type": kind,
            "token": exchange.token,
            "version": 1,
            "data": data,
            "locale": locale,
            "app_permissions": "0",
            "entitlements": [],
            "authorizing_integration_owners": {"1": user["id"]} if exchange.brought else {"0": str(guild)},
            "context": 0 if guild else 1,
            "attachment_size_limit": self.largest,
            "channel": {"id": str(DIRECT), "type": 1, "recipients": [user]},
            "channel_id": str(exchange.channel),
        }
        if guild:
            admin = MANAGE_GUILD if user is ANN else 0
            body |= {
                "channel": channel_body(guild, exchange.channel),
                "guild_id": str(guild),
                "guild": {"id": str(guild), "locale": "en-GB", "features": []},
                "member": member_body(user, permissions or admin),
            }
        else:
            body["user"] = user
        if source:
            body["message"] = message_body(source)
        await self.line.tell("INTERACTION_CREATE", body)
        return exchange

    def _attach(self, file: UserFile) -> Body:
        file.id = self._snowflake()
        self._files[file.id] = file
        address = file.address or f"http://127.0.0.1:{self.port}/attachments/{file.id}/{file.name}"
        size = len(file.data) if file.claimed is None else file.claimed
        kinds = {"filename": file.name, "content_type": file.media_type}
        return kinds | {"id": file.id, "size": size, "url": address, "proxy_url": address}

    def _text_message(self, content: str, files: tuple[UserFile, ...], author: Body, mentions: list[Body]) -> Body:
        message = Message(self._snowflake(), CHANNEL, content, author=author)
        return message_body(message) | {"attachments": [self._attach(file) for file in files], "mentions": mentions}

    def _snowflake(self, age: float = 0.0) -> str:
        milliseconds = int((time.time() - age) * 1000) - 1420070400000
        return str(milliseconds << 22 | next(self._numbers))
