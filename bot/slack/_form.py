"""A feature as a modal, and what was sent with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from slack_sdk.models.blocks import (
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement, InputInteractiveElement
from slack_sdk.models.views import View

from bot import forms, words
from bot.cog import SENT, Feature, Parameter
from bot.forms import Words

FIELD = "value"
"""The action of every field; its block is named after the option."""
FILES = ":files"
"""Ends the name of a block that takes files for an option."""
RECENT = ":recent"
"""Ends the name of a block that offers songs for an option."""
LONGEST_TITLE = 24
LONGEST_CHOICE, LONGEST_VALUE = 75, 150
LONGEST_FIELD = 3000
MOST_FILES = 10
FLAG = ("yes", "no")

SlackFile = Mapping[str, Any]
"""A file as Slack describes it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a form was opened from, and with which files (their ids): what its submission does not say by itself."""

    channel: str
    thread: str = ""
    files: tuple[str, ...] = ()

    def dump(self) -> str:
        """As the form's private metadata."""
        return json.dumps({"channel": self.channel, "thread": self.thread, "files": self.files})

    @classmethod
    def load(cls, text: str) -> Self:
        """Read it back."""
        told = json.loads(text)
        return cls(told["channel"], told["thread"], tuple(told["files"]))


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent; ``filed`` are the options that a file was given for."""

    opened: Opened
    words: Words
    files: tuple[SlackFile, ...]
    filed: frozenset[str] = frozenset()

    def errors(self, feature: Feature) -> dict[str, str]:
        """What is missing, as Slack shows it under the fields; empty when nothing is."""
        if not forms.missing(feature, self.words, len(self.files)):
            return {}
        taken = {*self.words, *self.filed, *_filled(feature, self.words, len(self.opened.files))}
        open_ = [p for p in feature.parameters if p.required and p.name not in taken]
        return {f"{p.name}{FILES}" if p.kind == "files" else p.name: words.needs(p.name, p.sentence) for p in open_}


def form(feature: Feature, given: Mapping[str, str], opened: Opened, recent: Sequence[tuple[str, str]] = ()) -> View:
    """Every option of a feature as a field, with what was given already, in the language that is spoken.

    ``recent`` are songs to choose from, by title and by the words that give them.
    """
    feature = words.localised(feature)
    left_out = _filled(feature, given, len(opened.files))
    fields = [p for p in feature.parameters if p.name not in left_out]
    return View(
        type="modal",
        callback_id=feature.name,
        title=_plain(words.shortened(f"/{feature.name}", LONGEST_TITLE)),
        submit=_plain(words.send_label()),
        close=_plain(words.cancel_label()),
        private_metadata=opened.dump(),
        blocks=[field for p in fields for field in _fields(p, given.get(p.name, ""), recent)],
    )


def read(view: Mapping[str, Any]) -> Sent:
    """What somebody filled in."""
    given: Words = {}
    files: list[SlackFile] = []
    filed: set[str] = set()
    for name, actions in view["state"]["values"].items():
        state = actions[FIELD]
        if name.endswith(FILES):
            files += state.get("files") or []
            filed |= {name.removesuffix(FILES)} if state.get("files") else set()
        elif name.endswith(RECENT) and (value := _value(state)):
            given.setdefault(name.removesuffix(RECENT), value)  # the field for words comes first
        elif value := _value(state):
            given[name] = value
    opened = Opened.load(view["private_metadata"])
    return Sent(opened, given, (*({"id": id_} for id_ in opened.files), *files), frozenset(filed))


def _filled(feature: Feature, given: Mapping[str, str], files: int) -> set[str]:
    """The options that so many files fill: the first songs that no words name, and whatever takes many."""
    single = [p.name for p in feature.parameters if p.kind == "song" and p.required and not given.get(p.name)]
    many = [p.name for p in feature.parameters if p.kind in forms.MANY] if files else []
    return {*single[:files], *many}


def _value(state: Mapping[str, Any]) -> str:
    if "selected_option" in state:
        return str((state["selected_option"] or {}).get("value", ""))
    return str(state.get("value") or "")


def _fields(parameter: Parameter, given: str, recent: Sequence[tuple[str, str]]) -> Iterator[InputBlock]:
    sent = parameter.kind in SENT
    if parameter.kind != "files":
        yield InputBlock(
            block_id=parameter.name,
            label=_plain(words.field_label(parameter.name)),
            hint=_plain(parameter.sentence),
            element=_element(parameter, given),
            optional=sent or not parameter.required,  # a file does as well; what is missing is told on submission
        )
    if parameter.kind == "song" and recent:
        yield _recent(parameter, recent)
    if sent:
        most = 1 if parameter.kind == "song" else MOST_FILES
        yield InputBlock(
            block_id=f"{parameter.name}{FILES}",
            label=_plain(words.field_label(parameter.name) if parameter.kind == "files" else words.files_label(most)),
            hint=_plain(words.slack_files_hint()),
            element=FileInputElement(action_id=FIELD, max_files=most),
            optional=True,
        )


def _recent(parameter: Parameter, recent: Sequence[tuple[str, str]]) -> InputBlock:
    """Songs to choose from, each once."""
    known = {text: title for title, text in reversed(recent) if len(text) <= LONGEST_VALUE}
    options = [Option(value=text, text=_plain(words.shortened(title, LONGEST_CHOICE))) for text, title in known.items()]
    return InputBlock(
        block_id=f"{parameter.name}{RECENT}",
        label=_plain(words.slack_recent_label()),
        element=StaticSelectElement(action_id=FIELD, options=options[::-1]),
        optional=True,
    )


def _element(parameter: Parameter, given: str) -> InputInteractiveElement:
    if parameter.kind in ("choice", "flag"):
        return _choice(parameter.choices or FLAG, given)
    if parameter.kind == "whole":
        return _whole(parameter, given)
    return PlainTextInputElement(
        action_id=FIELD,
        initial_value=given[:LONGEST_FIELD] or None,
        multiline=parameter.kind == "songs" or bool(parameter.shown and parameter.shown.lines),
        max_length=LONGEST_FIELD,
    )


def _choice(choices: tuple[str, ...], given: str) -> InputInteractiveElement:
    options = {choice: Option(value=choice, text=_plain(words.localised_choice(choice))) for choice in choices}
    return StaticSelectElement(
        action_id=FIELD, options=list(options.values()), initial_option=options.get(given.casefold())
    )


def _whole(parameter: Parameter, given: str) -> InputInteractiveElement:
    span = parameter.span
    fits = re.fullmatch(r"-?[0-9]{1,9}", given) and (not span or span.lowest <= int(given) <= span.highest)
    return NumberInputElement(
        action_id=FIELD,
        is_decimal_allowed=False,
        initial_value=given if fits else None,
        min_value=span.lowest if span else None,
        max_value=span.highest if span else None,
    )


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
