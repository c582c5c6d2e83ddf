"""Replies and progress as Block Kit. Pure; limits are Slack's, and ``slack_sdk.models`` checks them once more."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CardBlock,
    CarouselBlock,
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
MOST_CARDS = 10
LONGEST_CARD_TITLE = 150
LONGEST_CARD_BODY = 200
CANCEL = "cancel"
DELETE = "delete"
OPEN = "open:"
"""An action's id of a button that only opens an address begins with this; a number follows."""
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


def answer(
    reply: Reply,
    pictures: Sequence[Shown] = (),
    foot: str = "",
    owner: str = "",
    cards: bool = True,
    beside: Sequence[str] = (),
) -> Message:
    """An answer; sounds are not part of a message, they are attached in the thread under it.

    ``beside`` says which. ``owner`` may take the answer back. With ``cards`` a short numbered table is a row of cards;
    not every Slack has them.
    """
    table = reply.table
    carded = cards and table is not None and _is_ranking(table)
    facts = [fact for fact in reply.facts if not (carded and _leads_a_card(fact))]
    text = reply.text.strip() or " ".join(shown.file.alt for shown in pictures) or "…"  # never without words
    blocks = [*_sections(text)]
    blocks += [_picture(shown) for shown in pictures]
    blocks += [_facts(facts)] if facts else []
    if table:
        blocks += [_cards(table, reply.facts)] if carded else _table(table)
    said = " · ".join(part for part in (foot, _pointer(beside)) if part)
    blocks += [_footer(said)] if said else []
    buttons = [*_moves(reply.moves), *([_delete(owner)] if owner else [])]
    blocks += [ActionsBlock(elements=buttons)] if buttons else []
    return Message(clipped(text, LONGEST_SECTION), tuple(blocks))


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


def _pointer(beside: Sequence[str]) -> str:
    """Where the files are that no block shows."""
    return clipped(words.slack_beside(tuple(words.shortened(name, 60) for name in beside)), 1000) if beside else ""


def _footer(foot: str) -> Block:
    return ContextBlock(elements=[_marked(foot)])


def _is_ranking(table: Table) -> bool:
    """Whether the rows are few and numbered: then each is a thing of its own, and no line among many."""
    numbered = not table.columns[0] and len(table.columns) > 2 and all(row[0].isdecimal() for row in table.rows)
    return numbered and 1 < len(table.rows) <= MOST_CARDS


def _leads_a_card(fact: Fact) -> bool:
    return bool(fact.link) and fact.name.isdecimal()


def _cards(table: Table, facts: Sequence[Fact]) -> Block:
    """A row of cards: the song, what the columns say of it, and where it leads."""
    links = {fact.name: fact.link for fact in facts if _leads_a_card(fact)}
    return CarouselBlock(elements=[_card(table.columns, row, links.get(row[0], "")) for row in table.rows])


def _card(columns: Sequence[str], row: Sequence[str], link: str) -> CardBlock:
    told = [f"{column} {cell}" for column, cell in zip(columns[2:-1], row[2:-1], strict=True) if cell]
    button = ButtonElement(text=_plain(words.slack_open_label()), action_id=f"{OPEN}{row[0]}", url=link or None)
    return CardBlock(
        title=_marked(clipped(f"{row[0]}. {row[1]}", LONGEST_CARD_TITLE)),
        subtitle=_marked(clipped(" · ".join(told), LONGEST_CARD_TITLE)) if told else None,
        body=_marked(clipped(f"{columns[-1]}: {row[-1]}" if row[-1] else "–", LONGEST_CARD_BODY)),
        actions=[button] if link else None,
    )


def _delete(owner: str) -> ButtonElement:
    return ButtonElement(text=_plain(words.delete_label()), action_id=DELETE, value=owner)


def _moves(moves: Sequence[Move]) -> list[ButtonElement]:
    unique = {move.code: move for move in moves}.values()
    return [
        ButtonElement(text=_plain(move.label), action_id=f"{MOVE}{number}", value=move.code)
        for number, move in enumerate(unique)
    ]


def offer(title: str, move: Move) -> tuple[Block, ...]:
    """What stands under a link that somebody posted: what it leads to, and a button."""
    return SectionBlock(text=_marked(f"*{clipped(title, LONGEST_FIELD)}*")), ActionsBlock(elements=_moves((move,)))


def _marked(escaped: str) -> MarkdownTextObject:
    """Markup whose text is escaped already; verbatim, so that Slack makes no links of its own."""
    return MarkdownTextObject(text=escaped, verbatim=True)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
