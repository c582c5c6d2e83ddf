"""Replies -> Discord messages of components: text, pictures with their description, small facts, a row of buttons."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui
from discord.utils import escape_markdown
from rich.cells import cell_len, set_cell_size

from bot import words
from bot.discord._buttons import CancelButton, DeleteButton, MoveButton
from bot.reply import Fact, File, Move, Reply, Table
from engine.api import Step

MOST_TEXT = 4000  # characters of all texts of one message
LONGEST_ALT = 1024
LONGEST_CELL = 100
WIDEST_CELL = 40  # on the screen, of all columns but the last


BUTTONS_IN_A_ROW = 5

AnyButton = MoveButton | CancelButton | DeleteButton


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer stands in a channel: ``owner`` may delete it, ``spoiler`` covers its pictures until a click."""

    owner: int
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reply as it will stand in a channel: ``pictures`` in the message, ``others`` as plain files after it."""

    text: str
    small: str
    pictures: tuple[File, ...]
    others: tuple[File, ...]
    moves: tuple[Move, ...]
    manner: Manner
    private: bool = False

    def view(self) -> ui.LayoutView:
        """The message's components; new ones at every call, as a message takes them once."""
        view = ui.LayoutView(timeout=None)
        if self.text:
            view.add_item(ui.TextDisplay(self.text))
        if self.pictures:
            view.add_item(ui.MediaGallery(*map(self._item, self.pictures)))
        if self.small:
            view.add_item(ui.TextDisplay(self.small))
        buttons = self._buttons()
        for start in range(0, len(buttons), BUTTONS_IN_A_ROW):
            view.add_item(_row(*buttons[start : start + BUTTONS_IN_A_ROW]))
        return view

    def attached(self) -> list[discord.File]:
        """The pictures as uploads, new ones at every call."""
        return [_upload(file) for file in self.pictures]

    def enclosed(self) -> list[discord.File]:
        """The other files as uploads, new ones at every call."""
        return [_upload(file) for file in self.others]

    def under(self) -> ui.View:
        """The button under the other files, which stand in a message of their own."""
        view = ui.View(timeout=None)
        if not self.private:  # what one person sees, that person can dismiss
            view.add_item(DeleteButton(self.manner.owner))
        return view

    def _item(self, file: File) -> discord.MediaGalleryItem:
        address = f"attachment://{file.name}"
        return discord.MediaGalleryItem(address, description=_alt(file), spoiler=self.manner.spoiler)

    def _buttons(self) -> list[AnyButton]:
        """One message takes no id twice."""
        moves = {move.code: MoveButton(move, self.manner.spoiler) for move in self.moves}
        return [*moves.values(), *([] if self.private else [DeleteButton(self.manner.owner)])]


def lay_out(reply: Reply, most: int, manner: Manner) -> Sheet:
    """The reply within Discord's limits; ``most`` is the largest file taken there, in bytes."""
    fitting = _named([file for file in reply.files if len(file.data) <= most])
    said = reply.text
    if len(fitting) < len(reply.files):
        said = f"{said} {words.too_large_to_post(len(reply.files) - len(fitting))}"
    pictures = tuple(file for file in fitting if file.kind == "image")
    facts = _facts(reply.facts)
    told = said.strip() or " ".join(map(_alt, pictures))  # a picture never stands without words
    text = _cut(escape_markdown(told), MOST_TEXT - len(facts))
    table = _table(reply.table, MOST_TEXT - len(text) - len(facts) - 1) if reply.table else ""
    return Sheet(
        text=text,
        small="\n".join(part for part in (table, facts) if part),
        pictures=pictures,
        others=tuple(file for file in fitting if file.kind != "image"),
        moves=reply.moves,
        manner=manner,
        private=reply.private,
    )


def progress(job: str, step: Step) -> ui.LayoutView:
    """How far a job is, and a way to end it."""
    return waiting(job, words.step_line(step))


def waiting(job: str, text: str) -> ui.LayoutView:
    """A sentence about a job, and a way to end it beside."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Section(ui.TextDisplay(escape_markdown(text)), accessory=CancelButton(job)))
    return view


def note(text: str) -> ui.LayoutView:
    """A sentence and nothing else."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(escape_markdown(text)))
    return view


def offer(move: Move) -> ui.LayoutView:
    """One button and nothing else."""
    view = ui.LayoutView(timeout=None)
    view.add_item(_row(MoveButton(move)))
    return view


def _row(*buttons: AnyButton) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    for button in buttons:
        row.add_item(button)
    return row


def _facts(facts: tuple[Fact, ...]) -> str:
    """Facts on small lines, as many as fit whole: half a link would be no link."""
    line, most = "-# ", MOST_TEXT // 4
    for fact in facts:
        told = f"**{escape_markdown(fact.name)}** {_value(fact)}"
        joined = f"{line} · {told}" if line != "-# " else line + told
        line = joined if len(joined) <= most else line
    return line if line != "-# " else ""


def _value(fact: Fact) -> str:
    value = escape_markdown(fact.value)
    return f"[{value.replace('[', '(').replace(']', ')')}](<{fact.link}>)" if fact.link else value


def _table(table: Table, most: int) -> str:
    """Rows in columns of fixed width, as many as fit."""
    rows = [[_cell(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [min(WIDEST_CELL, max(map(cell_len, column))) for column in zip(*rows, strict=True)][:-1]
    lines = [_line(row, widths) for row in rows]
    shown, left = lines, ""
    while len("\n".join(("```", *shown, left, "```"))) > most and shown:
        shown = shown[:-1]
        left = words.more_rows(len(lines) - len(shown))
    return "\n".join(("```", *shown, *filter(None, [left]), "```")) if len(shown) > 1 else ""


def _cell(text: str) -> str:
    return words.shortened(text, LONGEST_CELL).replace("`", "'")  # else it would end the block


def _line(row: list[str], widths: list[int]) -> str:
    """A row; the last column ends where it ends."""
    padded = [set_cell_size(cell, width) for cell, width in zip(row, widths, strict=False)]
    return "  ".join((*padded, row[-1])).rstrip()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip("\\ ") + "…"


def _named(files: list[File]) -> list[File]:
    """The files under names that Discord leaves as they are, no two of them the same."""
    taken: set[str] = set()
    named = []
    for number, file in enumerate(files, 1):
        stem, dot, ending = file.name.rpartition(".")
        plain = _plain(stem if dot else ending) or file.kind
        name = f"{plain}.{_plain(ending)}" if dot else plain
        if name in taken:
            name = f"{number}-{name}"
        taken.add(name)
        named.append(replace(file, name=name))
    return named


def _plain(text: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", ascii_).strip("-")


def _alt(file: File) -> str:
    return words.shortened(file.alt or file.name, LONGEST_ALT)


def _upload(file: File) -> discord.File:
    return discord.File(io.BytesIO(file.data), file.name, description=_alt(file))
