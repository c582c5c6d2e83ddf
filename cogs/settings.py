"""What a server prefers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.preferences import Preferences, Shape, Spoken
from bot.reply import Fact, Reply
from engine.api import StyleName


@feature(admin=True)
async def settings(
    ask: Ask,
    style: Annotated[StyleName | Literal["auto"] | None, "Style of every picture; auto lets the song choose"] = None,
    shape: Annotated[Shape | None, "Shape of every picture: square, wide or tall"] = None,
    caption: Annotated[bool | None, "Write the song's name under the picture"] = None,
    language: Annotated[Spoken | None, "Language of my answers; auto takes everyone's own"] = None,
) -> Reply:
    """Show or change what holds for everyone here.

    Called bare it shows the settings; with options it changes them.
    """
    chosen = ask.preferences
    if style is not None:
        chosen = replace(chosen, style=None if style == "auto" else style)
    if shape is not None:
        chosen = replace(chosen, shape=shape)
    if caption is not None:
        chosen = replace(chosen, caption=caption)
    if language is not None:
        chosen = replace(chosen, language=language)
    changed = chosen != ask.preferences
    if changed:
        await ask.prefer(chosen)
    with words.speaking(words.language_of(chosen.language, ask.person.language)):  # the new one at once
        return Reply(words.settings_sentence(changed), _facts(chosen), private=True)


def _facts(chosen: Preferences) -> tuple[Fact, ...]:
    return (
        Fact(words.fact_name("style"), words.localised_choice(chosen.style or "auto")),
        Fact(words.fact_name("shape"), words.localised_choice(chosen.shape)),
        Fact(words.fact_name("caption"), words.localised_choice("yes" if chosen.caption else "no")),
        Fact(words.fact_name("language"), words.localised_choice(chosen.language)),
    )
