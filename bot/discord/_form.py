"""A form for what a feature still needs, derived from its declaration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import ui

from bot import words
from bot.cog import SENT, Parameter
from bot.discord._intake import Asked

MOST_ENTRIES = 5
MOST_FILES = 10
LONGEST_TITLE = 45
LONGEST_TEXT = 4000
FILES = "files"

Entry = ui.TextInput[Any] | ui.Select[Any] | ui.FileUpload[Any]


class Form(ui.Modal):
    """Asks for the missing options of a request, and sends it on with the answers."""

    def __init__(self, asked: Asked, missing: Sequence[Parameter]) -> None:
        super().__init__(title=words.shortened(f"/{asked.feature}", LONGEST_TITLE), timeout=1800.0)
        _OPEN[self.custom_id] = self
        self._asked = asked
        self._entries = list(_entries(missing))[:MOST_ENTRIES]  # for what finds no room, the desk asks in words
        for label in self._entries:
            self.add_item(label)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Go on as if everything had been given at once."""
        given = dict(self._asked.words)
        files = list(self._asked.attachments)
        for entry in (label.component for label in self._entries):
            if isinstance(entry, ui.FileUpload):
                files += entry.values
            elif isinstance(entry, ui.Select) and entry.values:
                given[entry.custom_id] = entry.values[0]
            elif isinstance(entry, ui.TextInput):
                given[entry.custom_id] = entry.value
        await interaction.client.surface.take(interaction, replace(self._asked, words=given, attachments=files))


_OPEN: WeakValueDictionary[str, Form] = WeakValueDictionary()
"""The forms that can still be sent; the library lets go of the others."""


def known(interaction: discord.Interaction[Any]) -> bool:
    """Whether a form that was sent is one of these; those from before a restart are not."""
    told: Any = interaction.data
    return told["custom_id"] in _OPEN


def _entries(missing: Sequence[Parameter]) -> Iterator[ui.Label[Any]]:
    """A field for each option, and one for all files, beside the first song that a file could be."""
    room = 0
    for parameter in missing:
        title = words.field_label(parameter.name)
        if parameter.kind != "files":
            yield ui.Label(text=title, description=parameter.sentence, component=_entry(parameter))
        if parameter.kind in SENT and not room:
            room = _files(missing)
            upload: ui.FileUpload[Any] = ui.FileUpload(custom_id=FILES, required=False, min_values=0, max_values=room)
            yield ui.Label(text=words.files_label(room), component=upload)


def _files(missing: Sequence[Parameter]) -> int:
    """How many files would fill the songs that are missing."""
    kinds = [parameter.kind for parameter in missing]
    return MOST_FILES if {"songs", "files"} & set(kinds) else min(MOST_FILES, kinds.count("song"))


def _entry(parameter: Parameter) -> Entry:
    if parameter.kind in ("choice", "flag"):
        choices = parameter.choices or ("yes", "no")
        options = [discord.SelectOption(label=choice, value=choice) for choice in choices]
        return ui.Select(custom_id=parameter.name, options=options, required=parameter.required)
    needed = parameter.required and parameter.kind not in SENT  # a text or a file
    if parameter.shown and parameter.shown.lines:
        long = discord.TextStyle.paragraph
        return ui.TextInput(custom_id=parameter.name, style=long, required=needed, max_length=LONGEST_TEXT)
    return ui.TextInput(custom_id=parameter.name, required=needed, max_length=1000)
