"""Features, options and choices in other languages, as menus, forms and help show them.

Their English is declared in the cogs and stays what is shown where a language lacks a text. A translator finds a
feature as ``feature-NAME`` with its detail, menu entry and options as attributes; names of options and choices, which
features share, are ``option-NAME`` and ``choice-VALUE``. What people type stays the same in every language: a
localised name is only shown, and commands keep their names, since every sentence calls them so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.words._languages import OWN_NAMES, SOURCE, Language, language, message

if TYPE_CHECKING:
    from bot.cog import Feature

__all__ = [
    "choice_meant",
    "localised",
    "localised_choice",
    "localised_option",
]


def localised(feature: Feature, of: Language | None = None) -> Feature:
    """The same feature with its sentence, detail, menu entry and the sentences of its options in a language.

    Without ``of`` it is the language that is spoken. Everything else is unchanged, and the limits of ``bot.cog``
    (sentences of 100 characters, menu entries of 24) hold for every language.
    """
    return _localised(feature, of or language())


def localised_option(name: str, of: Language | None = None) -> str:
    """An option's name as menus show it: lower case, no spaces, at most 32 characters.

    ``name`` is the declared one, or a surface's own such as ``file2``. People who type a command type ``name`` itself.
    """
    plain = name.rstrip("0123456789")
    return _text(of or language(), f"option-{plain}", "", plain) + name[len(plain) :]


def localised_choice(choice: str, of: Language | None = None) -> str:
    """A choice as menus show it, at most 100 characters; what is sent and typed stays ``choice``."""
    return OWN_NAMES[choice] if choice in OWN_NAMES else _text(of or language(), f"choice-{choice}", "", choice)


def choice_meant(text: str, choices: tuple[str, ...]) -> str | None:
    """The choice that somebody typed, by its own name or by the one it has in the language that is spoken."""
    typed = text.casefold()
    return next((each for each in choices if typed in (each, localised_choice(each).casefold())), None)


@cache
def _localised(feature: Feature, of: Language) -> Feature:
    id_ = f"feature-{feature.name}"
    return replace(
        feature,
        sentence=_text(of, id_, "", feature.sentence),
        detail=feature.detail and _text(of, id_, "detail", feature.detail),
        on_message=feature.on_message and _text(of, id_, "menu", feature.on_message),
        parameters=tuple(
            replace(each, sentence=_text(of, id_, f"option-{each.name}", each.sentence)) for each in feature.parameters
        ),
    )


def _text(of: Language, id_: str, attribute: str, declared: str) -> str:
    return declared if of == SOURCE else message(of, id_, attribute) or declared
