"""Features -> real cogs of the library, each with a slash command and, if it acts on messages, an entry in their menu.

A song is a text option or a file option; every other option keeps its type, its choices and its range. Nothing here
runs a feature: what was given is passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from inspect import Parameter as Argument
from inspect import Signature
from itertools import count, islice
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import words
from bot.cog import Feature, Parameter
from bot.discord._intake import Asked, from_menu

MOST_FILES = 5
"""File options of a command that takes many songs; more fit into the form and into messages."""

Take = Callable[[discord.Interaction[Any], Asked], Coroutine[Any, Any, None]]
Menu = Callable[[discord.Interaction[Any], discord.Message], Coroutine[Any, Any, None]]


def compiled(feature: Feature, take: Take, tree: app_commands.CommandTree[Any]) -> commands.Cog:
    """The feature as a cog that passes on what was given to ``take``."""
    menu = (
        app_commands.ContextMenu(name=feature.on_message, callback=_menu(feature, take)) if feature.on_message else None
    )

    async def load(_: commands.Cog) -> None:
        if menu:
            tree.add_command(menu)

    async def unload(_: commands.Cog) -> None:
        if menu:
            tree.remove_command(menu.name, type=menu.type)

    body = {feature.name: _command(feature, take), "cog_load": load, "cog_unload": unload}
    cog: commands.Cog = commands.CogMeta(feature.name.capitalize(), (commands.Cog,), body)()
    return cog


def _menu(feature: Feature, take: Take) -> Menu:
    async def call(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await take(interaction, from_menu(feature, message))

    return call


def _command(feature: Feature, take: Take) -> app_commands.Command[Any, ..., None]:
    async def call(_: commands.Cog, interaction: discord.Interaction[Any], **given: Any) -> None:
        await take(interaction, _asked(feature, given))

    options = list(_options(feature))
    asker = Argument("interaction", Argument.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    itself = Argument("self", Argument.POSITIONAL_OR_KEYWORD)
    call.__signature__ = Signature([itself, asker, *(option for option, _ in options)])  # type: ignore[attr-defined]
    call.__qualname__ = f"{feature.name.capitalize()}.{feature.name}"  # by its dot the library knows a method
    described = app_commands.describe(**{option.name: sentence for option, sentence in options})(call)
    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=feature.name, description=feature.sentence, callback=described
    )
    if feature.admin:
        command.default_permissions = discord.Permissions(manage_guild=True)
    return command


def _options(feature: Feature) -> Iterator[tuple[Argument, str]]:
    """Each option and its sentence; a song is a text or a file, and the form asks when it is neither."""
    names = (f"file{number}" if number > 1 else "file" for number in count(1))
    for parameter in feature.parameters:
        files = {"song": 1, "songs": MOST_FILES}.get(parameter.kind, 0)
        yield _argument(parameter.name, _annotation(parameter), parameter.required and not files), parameter.sentence
        for name in islice(names, files):
            yield _argument(name, discord.Attachment, False), words.file_option()


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
    return Asked(feature.name, plain, files)


def _word(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
