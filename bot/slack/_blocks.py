"""Replies and progress as Block Kit. Pure; limits are Slack's, and ``slack_sdk.models`` checks them once more."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile

from bot import words
from bot.reply import Fact, File, Move, Reply, Table
from bot.slack._text import clipped, escape, pieces
from engine.api import Step

LONGEST_SECTION = 3000
LONGEST_FIELD = 2000
LONGEST_ALT = 2000
LONGEST_TABLE = 9000  # a message's blocks may hold about 13 000 characters together
WIDEST_CELL = 32
WIDEST_LAST = 100  # the last cell of a row may run on
CANCEL = "cancel"
MOVE = "move:"
"""An action's id begins with this; a number follows, as ids are unique within a message."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its blocks, and its text for notifications and for those who cannot see blocks."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that was uploaded: its id at Slack."""

    file: File
    id: str


def footer(user: str, feature: str) -> str:
    """Who asked for what: Slack shows nobody the command that was typed."""
    return f"<@{user}> · /{feature}"


def progress(step: Step, job: str, foot: str) -> Message:
    """How far a job is, with the button that cancels it."""
    line = words.step_line(step)
    cancel = ButtonElement(text=_plain(words.cancel_label()), action_id=CANCEL, value=job)
    return Message(escape(line), (*_sections(line), _footer(foot), ActionsBlock(elements=[cancel])))


def answer(reply: Reply, pictures: Sequence[Shown] = (), foot: str = "") -> Message:
    """An answer; sounds are not part of a message, they are attached beside it."""
    blocks = [*_sections(reply.text)]
    blocks += [_picture(shown) for shown in pictures]
    blocks += [_facts(reply.facts)] if reply.facts else []
    blocks += _table(reply.table) if reply.table else []
    blocks += [_footer(foot)] if foot else []
    blocks += [_moves(reply.moves)] if reply.moves else []
    return Message(clipped(reply.text, LONGEST_SECTION), tuple(blocks))


def with_notice(notice: str, message: Message) -> Message:
    """A message that begins with a sentence about itself."""
    return Message(message.text, (*_sections(notice), *message.blocks))


def _sections(text: str) -> list[Block]:
    return [SectionBlock(text=_marked(piece)) for piece in pieces(text, LONGEST_SECTION)]


def _picture(shown: Shown) -> Block:
    alt = words.shortened(shown.file.alt, LONGEST_ALT)
    return ImageBlock(slack_file=SlackFile(id=shown.id), alt_text=alt)


def _facts(facts: Sequence[Fact]) -> Block:
    fields = [f"*{clipped(fact.name, 100)}*\n{_value(fact)}" for fact in facts]
    return SectionBlock(fields=[_marked(field) for field in fields])


def _value(fact: Fact) -> str:
    """A fact's value, as a link where it leads somewhere and the link fits."""
    link = fact.link.replace("&", "&amp;")
    room = LONGEST_FIELD - 106 - len(link)
    if not link or room < len("…"):
        return clipped(fact.value, LONGEST_FIELD - 103)
    return f"<{link}|{clipped(fact.value.replace('|', '/'), room)}>"


def _table(table: Table) -> list[Block]:
    """Aligned rows in monospace, in as many sections as they need; what is too much is counted."""
    rows = [
        [*(_cell(cell, WIDEST_CELL) for cell in row[:-1]), _cell(row[-1], WIDEST_LAST)]
        for row in (table.columns, *table.rows)
    ]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(table.columns))]
    lines = ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]
    blocks: list[Block] = []
    while lines and (len(blocks) + 1) * LONGEST_SECTION <= LONGEST_TABLE:
        taken = _fitting(lines, LONGEST_SECTION - 8)
        blocks.append(SectionBlock(text=_marked("```\n" + "\n".join(lines[:taken]) + "\n```")))
        lines = lines[taken:]
    return [*blocks, *_sections(words.more_rows(len(lines)))] if lines else blocks


def _fitting(lines: Sequence[str], most: int) -> int:
    """How many of the lines go into so many characters; at least one."""
    taken, size = 1, len(lines[0])
    while taken < len(lines) and size + 1 + len(lines[taken]) <= most:
        size += 1 + len(lines[taken])
        taken += 1
    return taken


def _cell(text: str, widest: int) -> str:
    """One line without backticks, which would end the monospace."""
    return escape(words.shortened(text.replace("`", "'"), widest))


def _width(cell: str) -> int:
    """Columns that an escaped cell takes in a monospaced font."""
    plain = cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in plain)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _footer(foot: str) -> Block:
    return ContextBlock(elements=[_marked(foot)])


def _moves(moves: Sequence[Move]) -> Block:
    buttons = [
        ButtonElement(text=_plain(move.label), action_id=f"{MOVE}{number}", value=move.code)
        for number, move in enumerate(moves)
    ]
    return ActionsBlock(elements=buttons)


def _marked(escaped: str) -> MarkdownTextObject:
    """Markup whose text is escaped already; verbatim, so that Slack makes no links of its own."""
    return MarkdownTextObject(text=escaped, verbatim=True)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
