"""What a person typed or sent -> the typed arguments of a feature; what is missing becomes a form.

The grammar is the same on every surface that has only a line of text: plain words for the song, ``option=value``
for the rest.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote

from bot import words
from bot.cog import Feature, Parameter
from bot.reply import Refusal
from bot.songs import Given, Upload

Words = dict[str, str]

MOST_SONGS = 40
MANY = ("songs", "files")
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")
_ASIDE = re.compile(r"([0-9a-f]{32}):(\S+)")
_OPTION = re.compile(r"([a-z][a-z0-9_]*)=(.*)", re.DOTALL)


def parse(feature: Feature, line: str, files: int = 0) -> Words:
    """Read the words after a command; ``files`` is how many files came with it and so fill the song."""
    named: Words = {}
    plain: list[str] = []
    for token in _tokens(line):
        option = _OPTION.fullmatch(token)
        if option and feature.parameter(option[1]):
            named[option[1]] = option[2]
        else:
            plain.append(token)
    return named | _placed(feature, plain, named, files)


def missing(feature: Feature, given: Mapping[str, str], files: int = 0) -> tuple[Parameter, ...]:
    """The options that nothing was given for and that are required or shown with those: the form to open.

    Long text stands for the files that it could have been.
    """
    open_ = [p for p in feature.parameters if not given.get(p.name, "").strip()]
    told = any(p.shown and p.shown.lines and p not in open_ for p in feature.parameters)
    wanted = [p for p in open_ if p.required and not (told and p.kind == "files")]
    filled = [p for p in wanted if p.kind == "song"][:files] + [p for p in wanted if p.kind in MANY and files]
    left = [p for p in wanted if p not in filled]
    return tuple(p for p in open_ if p in left or p.shown) if left else ()


def fill(feature: Feature, given: Mapping[str, str], uploads: Sequence[Upload] = ()) -> dict[str, Any]:
    """Typed arguments, songs still as ``Given``; ``Refusal`` says what does not fit."""
    for name in given:
        if not feature.parameter(name):
            raise Refusal(words.no_such_option(feature.name, name, tuple(p.name for p in feature.parameters)))
    left = list(uploads)
    filled = {p.name: _value(p, given.get(p.name, "").strip(), left) for p in feature.parameters}
    if left:
        raise Refusal(words.surplus_file(feature.name, sum(p.kind == "song" for p in feature.parameters)))
    return filled


def _tokens(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a lone quote, as in "don't": take the words as they are
        return line.split()


def _placed(feature: Feature, plain: list[str], named: Words, files: int) -> Words:
    """Plain words go to the song, or to the text that is needed; without one, each to the option that takes it."""
    open_ = [p for p in feature.parameters if p.name not in named]
    if feature.songs > 1:
        return _several(feature, plain, open_, named, files)
    main = next((p for p in open_ if p.kind in ("song", "songs") or (p.kind == "text" and p.required)), None)
    if main and plain and not (files and main.kind == "song"):
        return {main.name: shlex.join(plain) if main.kind == "songs" else " ".join(plain)}
    return _options(feature, plain, open_, named)


def _several(feature: Feature, plain: list[str], open_: list[Parameter], named: Words, files: int) -> Words:
    """A word for each song that no file fills, names of several words in quotes; the others go to the options."""
    songs = [p for p in open_ if p.kind == "song" and p.required][files:]
    placed = dict(zip((p.name for p in songs), plain, strict=False))
    return placed | _options(feature, plain[len(placed) :], [p for p in open_ if p not in songs], named)


def _options(feature: Feature, plain: list[str], open_: list[Parameter], named: Words) -> Words:
    """Each word to the option that takes it, else to the text that was named: ``off=a b``."""
    texts = [p for p in feature.parameters if p.kind == "text" and p.name in named]
    placed: Words = {}
    for word in plain:
        fits = next((p for p in open_ if p.name not in placed and _takes(p, word)), None) or _object(placed, open_)
        if fits is None and len(texts) == 1:
            fits = texts[0]
            placed.setdefault(fits.name, named[fits.name])
        if fits is None:
            raise Refusal(words.no_such_option(feature.name, word, tuple(p.name for p in feature.parameters)))
        placed[fits.name] = f"{placed[fits.name]} {word}" if fits.name in placed else word
    return placed


def _object(placed: Words, open_: list[Parameter]) -> Parameter | None:
    """The text that says what to do something with: the one right behind what to do, as in ``hide Some Artist``."""
    pairs = pairwise(open_)
    return next((what for do, what in pairs if do.name in placed and do.kind == "choice" and what.kind == "text"), None)


def _takes(parameter: Parameter, word: str) -> bool:
    if parameter.kind == "whole":
        return word.lstrip("-").isdigit()
    return words.choice_meant(word, parameter.choices) is not None


def _value(parameter: Parameter, text: str, uploads: list[Upload]) -> Any:
    if parameter.kind == "songs":
        return _songs(parameter, text, uploads)
    if parameter.kind == "files":
        return _files(text, uploads)
    if parameter.kind == "song" and uploads and not text:
        return Given(upload=uploads.pop(0))
    if not text:
        if parameter.required:
            raise Refusal(words.needs(parameter.name, parameter.sentence))
        return parameter.default
    return Given(text) if parameter.kind == "song" else _plain(parameter, text)


def _songs(parameter: Parameter, text: str, uploads: list[Upload]) -> tuple[Given, ...]:
    given = [*(Given(token) for token in _tokens(text)), *(Given(upload=upload) for upload in uploads)]
    uploads.clear()
    if not given and parameter.required:
        raise Refusal(words.needs(parameter.name, parameter.sentence))
    if len(given) > MOST_SONGS:
        raise Refusal(words.too_many_songs(MOST_SONGS))
    return tuple(given)


def _files(text: str, uploads: list[Upload]) -> tuple[Upload, ...]:
    """What was sent, or what was put aside of it (``aside``)."""
    kept = [_ASIDE.fullmatch(token) for token in _tokens(text)]
    given = [*(Upload(unquote(told[2]), b"", told[1]) for told in kept if told), *uploads]
    uploads.clear()
    return tuple(given)  # without any, a long text may stand for them: the feature knows


def aside(name: str, digest: str) -> str:
    """A file that was put aside, as a word that ``fill`` reads back."""
    return f"{digest}:{quote(name, safe='')}"


def _plain(parameter: Parameter, text: str) -> str | int | bool:
    if parameter.kind == "choice":
        meant = words.choice_meant(text, parameter.choices)
        if meant is None:
            raise Refusal(words.not_one_of(parameter.name, text, parameter.choices))
        return meant
    if parameter.kind == "flag":
        return _flag(parameter, text)
    return _whole(parameter, text) if parameter.kind == "whole" else text


def _flag(parameter: Parameter, text: str) -> bool:
    if text.casefold() in _YES + _NO:
        return text.casefold() in _YES
    meant = words.choice_meant(text, ("yes", "no"))
    if meant is None:
        raise Refusal(words.not_yes_or_no(parameter.name, text))
    return meant == "yes"


def _whole(parameter: Parameter, text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise Refusal(words.not_a_number(parameter.name, text))
    number = int(text)
    span = parameter.span
    if span and not span.lowest <= number <= span.highest:
        raise Refusal(words.out_of_span(parameter.name, span.lowest, span.highest))
    return number
