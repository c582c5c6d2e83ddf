"""A feature as a plain typed coroutine: its signature, annotations and docstring are the declaration.

The limits of every platform are checked here, when a cog is imported, so that none is met in production.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.keeping import Keep
from bot.reply import Reply
from bot.songs import Song, Upload

Kind = Literal["song", "songs", "files", "text", "choice", "whole", "flag"]
SENT: tuple[Kind, ...] = ("song", "songs", "files")
"""Kinds of options that a file fills."""
Run = Callable[..., Awaitable[Reply]]
F = TypeVar("F", bound=Run)

LONGEST_SENTENCE = 100  # Discord's description of a command or option
LONGEST_SHORTCUT = 24  # Slack's shortcut name; Discord takes 32
MOST_OPTIONS = 25
MOST_CHOICES = 25
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and highest whole number an option takes."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An option that a form asks for although it may be left out.

    ``lines`` gives room for a long text; without ``consent`` nothing is sent, so that nothing has to be typed twice.
    """

    lines: bool = False
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """One option of a feature, as every surface sees it."""

    name: str
    kind: Kind
    sentence: str
    required: bool
    default: Any = None
    choices: tuple[str, ...] = ()
    span: Span | None = None
    shown: Shown | None = None

    def __post_init__(self) -> None:
        _check(_NAME.fullmatch(self.name), f"an option's name is lower case and short: {self.name!r}")
        _check(0 < len(self.sentence) <= LONGEST_SENTENCE, f"{self.name}: a sentence of at most {LONGEST_SENTENCE}")
        _check(len(self.choices) <= MOST_CHOICES, f"{self.name}: at most {MOST_CHOICES} choices")


@dataclass(frozen=True, slots=True)
class Feature:
    """A command and everything a surface needs to offer it."""

    name: str
    sentence: str
    detail: str
    parameters: tuple[Parameter, ...]
    run: Run
    on_message: str = ""
    admin: bool = False
    personal: bool = False
    sound: bool = False
    keeps: tuple[Keep, ...] = ()

    def __post_init__(self) -> None:
        _check(_NAME.fullmatch(self.name), f"a feature's name is lower case and short: {self.name!r}")
        _check(0 < len(self.sentence) <= LONGEST_SENTENCE, f"/{self.name}: first line of at most {LONGEST_SENTENCE}")
        _check(len(self.parameters) <= MOST_OPTIONS, f"/{self.name}: at most {MOST_OPTIONS} options")
        _check(len(self.on_message) <= LONGEST_SHORTCUT, f"/{self.name}: on_message of at most {LONGEST_SHORTCUT}")
        order = [parameter.required for parameter in self.parameters]
        _check(order == sorted(order, reverse=True), f"/{self.name}: required options come first")

    def parameter(self, name: str) -> Parameter | None:
        """The option of that name, if there is one."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    @property
    def takes_files(self) -> bool:
        """Whether it takes files of any kind, not only sound."""
        return any(parameter.kind == "files" for parameter in self.parameters)

    @property
    def songs(self) -> int:
        """How many single songs it needs."""
        return sum(parameter.kind == "song" and parameter.required for parameter in self.parameters)


MAIN = "slate"
"""The feature that songs are meant for when nothing else is said."""


def main_feature(features: Iterable[Feature], kind: Kind) -> Feature | None:
    """The feature for songs that came without a word: the main one if it takes them, else the first in the menu."""
    fitting = [f for f in features if f.on_message and any(p.kind == kind for p in f.parameters)]
    return min(fitting, key=lambda f: f.name != MAIN, default=None)


def meant_feature(features: Collection[Feature], count: int) -> Feature | None:
    """The feature that so many songs are meant for when nothing else is said.

    One that is in the menu of a message and takes exactly so many, else one that takes any number.
    """
    exact = [feature for feature in features if feature.songs == count]
    return main_feature(exact, "song") or main_feature(features, "songs")


def feature(
    *,
    on_message: str = "",
    admin: bool = False,
    personal: bool = False,
    sound: bool = False,
    keeps: tuple[Keep, ...] = (),
) -> Callable[[F], F]:
    """Declare a coroutine ``(ask, …) -> Reply`` as a feature.

    ``on_message`` names it in the menu of a message ("Slate this"); ``admin`` keeps it to those who run the server;
    ``personal`` says that it is about the person themself, such as what is kept of them: surfaces with a page for each
    person show it there; ``sound``, that it needs the songs' sound itself and not only what was heard in it.
    ``keeps`` declares what it keeps of people.
    """

    def declare(run: F) -> F:
        sentence, _, detail = inspect.cleandoc(run.__doc__ or "").partition("\n\n")
        options = tuple(_parameters(run))
        declared = Feature(run.__name__, sentence, detail, options, run, on_message, admin, personal, sound, keeps)
        run.__dict__["feature"] = declared
        return run

    return declare


def discover(package: ModuleType) -> tuple[Feature, ...]:
    """Every feature of every module in a folder of cogs, by name; ``ValueError`` when two share one."""
    found: dict[str, Feature] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__, package.__name__ + "."), key=lambda info: info.name):
        for declared in _declared(importlib.import_module(info.name)):
            _check(declared.name not in found, f"two features are called /{declared.name}")
            found[declared.name] = declared
    return tuple(found.values())


def _declared(module: ModuleType) -> Iterable[Feature]:
    for value in vars(module).values():
        declared = getattr(value, "__dict__", {}).get("feature")
        if isinstance(declared, Feature) and declared.run.__module__ == module.__name__:
            yield declared


def _parameters(run: Run) -> Iterable[Parameter]:
    hints = get_type_hints(run, include_extras=True)
    for name, parameter in list(inspect.signature(run).parameters.items())[1:]:
        hint = hints[name]
        _check(get_origin(hint) is Annotated, f"{name}: annotate it as Annotated[type, 'sentence']")
        declared, sentence, *extras = get_args(hint)
        kind, choices = _kind(declared)
        required = parameter.default is inspect.Parameter.empty
        span = next((extra for extra in extras if isinstance(extra, Span)), None)
        shown = next((extra for extra in extras if isinstance(extra, Shown)), None)
        default = None if required else parameter.default
        yield Parameter(name, kind, sentence, required, default, choices, span, shown)


def _kind(declared: Any) -> tuple[Kind, tuple[str, ...]]:
    """What an option takes, and its choices; ``X | None`` and unions of literals count as one."""
    union = get_origin(declared) in (Union, UnionType)
    parts = [part for part in (get_args(declared) if union else (declared,)) if part is not NoneType]
    if all(get_origin(part) is Literal for part in parts):
        return "choice", tuple(choice for part in parts for choice in get_args(part))
    kinds: dict[Any, Kind] = {Song: "song", tuple[Song, ...]: "songs", tuple[Upload, ...]: "files", **_PLAIN}
    _check(len(parts) == 1 and parts[0] in kinds, f"an option cannot be of type {declared}")
    return kinds[parts[0]], ()


_PLAIN: dict[Any, Kind] = {str: "text", int: "whole", bool: "flag"}


def _check(holds: object, otherwise: str) -> None:
    if not holds:
        raise ValueError(f"This cog cannot be declared: {otherwise}.")
