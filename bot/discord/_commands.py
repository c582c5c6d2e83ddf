"""Features -> real cogs of the library, each with a slash command and, if it acts on messages, an entry in their menu.

A song is a text option that is completed while somebody types, or a file option; every other option keeps its type,
its choices and its range. Nothing here runs a feature: what was given is passed on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator
from inspect import Parameter as Argument
from inspect import Signature
from itertools import count, islice
from typing import Any, Literal, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot import words
from bot.cog import MOST_OPTIONS, Feature, Parameter
from bot.discord._intake import Asked, from_menu
from bot.discord._recent import Choice

log = logging.getLogger(__name__)

MOST_FILES = 5
"""File options of a command that takes many songs; more fit into the form and into messages."""
MOST_MENUS = 5
"""Entries in the menu of a message that the library takes."""
SPOILER = "spoiler"

Menu = Callable[[discord.Interaction[Any], discord.Message], Coroutine[Any, Any, None]]


class Listener(Protocol):
    """Where commands bring what they were given."""

    async def take(self, interaction: discord.Interaction[Any], asked: Asked) -> None:
        """Answer it."""

    async def complete(self, interaction: discord.Interaction[Any], current: str) -> list[Choice]:
        """Songs that go on as somebody types."""


def compiled(feature: Feature, listener: Listener, tree: app_commands.CommandTree[Any]) -> commands.Cog:
    """The feature as a cog that passes on what was given."""
    menu = _menu(feature, listener) if feature.on_message else None

    async def load(_: commands.Cog) -> None:
        if menu is None:
            return
        try:
            tree.add_command(menu)
        except app_commands.CommandLimitReached:
            log.warning("no room in the menu of messages", extra={"action": "menu_full", "entry": menu.name})

    async def unload(_: commands.Cog) -> None:
        if menu:
            tree.remove_command(menu.name, type=menu.type)

    body = {feature.name: _command(feature, listener), "cog_load": load, "cog_unload": unload}
    cog: commands.Cog = commands.CogMeta(feature.name.capitalize(), (commands.Cog,), body)()
    return cog


def _menu(feature: Feature, listener: Listener) -> app_commands.ContextMenu:
    async def call(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await listener.take(interaction, from_menu(feature, message))

    return app_commands.ContextMenu(name=feature.on_message, callback=call)


def _command(feature: Feature, listener: Listener) -> app_commands.Command[Any, ..., None]:
    async def call(_: commands.Cog, interaction: discord.Interaction[Any], **given: Any) -> None:
        await listener.take(interaction, _asked(feature, given))

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[Choice]:
        return await listener.complete(interaction, current)

    options = list(_options(feature))
    asker = Argument("interaction", Argument.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    itself = Argument("self", Argument.POSITIONAL_OR_KEYWORD)
    call.__signature__ = Signature([itself, asker, *(option for option, _ in options)])  # type: ignore[attr-defined]
    call.__qualname__ = f"{feature.name.capitalize()}.{feature.name}"  # by its dot the library knows a method
    described = app_commands.describe(**{option.name: sentence for option, sentence in options})(call)
    songs = [p.name for p in feature.parameters if p.kind in ("song", "songs")]
    described = app_commands.autocomplete(**dict.fromkeys(songs, complete))(described)
    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=feature.name, description=feature.sentence, callback=described
    )
    if feature.admin:
        command.default_permissions = discord.Permissions(manage_guild=True)
    return command


def _options(feature: Feature) -> Iterator[tuple[Argument, str]]:
    """Each option and its sentence; a song is a text or a file, and the form asks when it is neither."""
    names = (f"file{number}" if number > 1 else "file" for number in count(1))
    room = MOST_OPTIONS - len(feature.parameters)
    songs = False
    for parameter in feature.parameters:
        files = min({"song": 1, "songs": MOST_FILES, "files": MOST_FILES}.get(parameter.kind, 0), room)
        room, songs = room - files, songs or bool(files)
        if parameter.kind != "files":
            required = parameter.required and not files
            yield _argument(parameter.name, _annotation(parameter), required), parameter.sentence
        for name in islice(names, files):
            yield _argument(name, discord.Attachment, False), words.file_option()
    if songs and room and not feature.parameter(SPOILER):
        yield _argument(SPOILER, bool, False), words.spoiler_option()


def _argument(name: str, annotation: Any, required: bool) -> Argument:
    return Argument(name, Argument.KEYWORD_ONLY, default=Argument.empty if required else None, annotation=annotation)


def _annotation(parameter: Parameter) -> Any:
    if parameter.kind == "choice":
        return Literal[parameter.choices]
    if parameter.kind == "whole" and parameter.span:
        return app_commands.Range[int, parameter.span.lowest, parameter.span.highest]
    return {"whole": int, "flag": bool}.get(parameter.kind, str)


def _asked(feature: Feature, given: dict[str, Any]) -> Asked:
    files = [value for value in given.values() if isinstance(value, discord.Attachment)]
    plain = {p.name: _word(given[p.name]) for p in feature.parameters if given.get(p.name) is not None}
    return Asked(feature.name, plain, files, bool(given.get(SPOILER)) and not feature.parameter(SPOILER))


def _word(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
