"""What a server prefers, and the rules it sets."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from bot import rules, words
from bot.ask import Ask, Place
from bot.cog import Span, feature
from bot.preferences import EVERYWHERE, LONGEST_COOLDOWN, MOST_AT_ONCE, Preferences, Shape, Spoken
from bot.reply import Fact, Refusal, Reply
from engine.api import StyleName


@feature(admin=True)
async def settings(
    ask: Ask,
    style: Annotated[StyleName | Literal["auto"] | None, "Style of every picture; auto lets the song choose"] = None,
    shape: Annotated[Shape | None, "Shape of every picture: square, wide or tall"] = None,
    caption: Annotated[bool | None, "Write the song's name under the picture"] = None,
    spoiler: Annotated[bool | None, "Cover every picture until somebody clicks it, where that can be done"] = None,
    offer: Annotated[bool | None, "Put a small button under Spotify links that people post"] = None,
    auto_remix: Annotated[
        str | None, "Where two dropped files become a remix unasked: channels such as #music, here, all, or none"
    ] = None,
    language: Annotated[Spoken | None, "Language of my answers; auto takes everyone's own"] = None,
    repaint: Annotated[bool | None, "Paint every slate anew with the diffusion model, where there is one"] = None,
    lora: Annotated[str | None, "LoRA of repaints: the name of one that lies ready here, auto, or none"] = None,
    lora_weight: Annotated[int | None, "How heavily that LoRA lies on repaints, in percent", Span(0, 150)] = None,
    channels: Annotated[str | None, "Where I answer: mentions such as #music, here for this channel, or all"] = None,
    roles: Annotated[str | None, "Who may ask me: mentions of roles such as @dj, or all"] = None,
    off: Annotated[str | None, "Commands that nobody may use here, such as mood similar, or none"] = None,
    at_once: Annotated[int | None, "How many requests one person may have in hand", Span(1, MOST_AT_ONCE)] = None,
    cooldown: Annotated[
        int | None, "Seconds between two of a person's requests for the same command", Span(0, LONGEST_COOLDOWN)
    ] = None,
) -> Reply:
    """Show or change what holds for everyone here.

    Called bare it shows the settings; with options it changes them.
    """
    told: dict[str, Any] = {"shape": shape, "caption": caption, "spoiler": spoiler, "offer": offer}
    told |= {"repaint": repaint, "lora_weight": lora_weight}
    told |= {"language": language, "at_once": at_once, "cooldown": cooldown}
    changes = {name: value for name, value in told.items() if value is not None}
    if style is not None:
        changes["style"] = None if style == "auto" else style
    if lora:
        changes["lora"] = await _lora(lora.strip(), ask)
    if auto_remix:
        changes["auto_remix"] = rules.drops(auto_remix, ask.place)
    if channels:
        changes["channels"] = rules.channels(channels, ask.place)
    if roles:
        changes["roles"] = rules.roles(roles, ask.person)
    if off:
        changes["off"] = rules.features_named(off, ask.features)
    chosen = await ask.prefer(lambda before: replace(before, **changes)) if changes else ask.preferences
    changed = chosen != ask.preferences
    with words.speaking(words.language_of(chosen.language, ask.person.language)):  # the new one at once
        said = [words.settings_sentence(changed), _rules(chosen, ask)]
        if rules.offers(ask.place, chosen) and not (ask.place.reads and ask.songs.follows_links):
            said.append(words.no_offers_here())
        if chosen.auto_remix and not ask.place.reads:
            said.append(words.no_drops_here())
        return Reply(" ".join(said), _facts(chosen, ask.place), private=True)


def _rules(chosen: Preferences, ask: Ask) -> str:
    channels, roles = rules.channel_mentions(chosen.channels), rules.role_mentions(chosen.roles)
    off = tuple(feature.name for feature in ask.features if feature.name in chosen.off)
    told = words.rules_in_force(channels, roles, off)
    if EVERYWHERE in chosen.auto_remix:
        return f"{told} {words.remixes_everywhere()}"
    return f"{told} {words.remixes_in(rules.channel_mentions(chosen.auto_remix))}" if chosen.auto_remix else told


def _facts(chosen: Preferences, place: Place) -> tuple[Fact, ...]:
    return (
        Fact(words.fact_name("style"), words.localised_choice(chosen.style or "auto")),
        Fact(words.fact_name("shape"), words.localised_choice(chosen.shape)),
        Fact(words.fact_name("caption"), _yes_or_no(chosen.caption)),
        Fact(words.fact_name("spoiler"), _yes_or_no(chosen.spoiler)),
        Fact(words.fact_name("offer"), _yes_or_no(rules.offers(place, chosen))),
        Fact(words.fact_name("language"), words.localised_choice(chosen.language)),
        words.repaint_setting(chosen.repaint, chosen.lora, chosen.lora_weight),
        Fact(words.fact_name("at-once"), str(chosen.at_once)),
        Fact(words.fact_name("cooldown"), words.pause(chosen.cooldown)),
    )


async def _lora(name: str, ask: Ask) -> str:
    """The LoRA that is meant. Paths and hub ids are the operator's to give: they name files of the machine."""
    if name.casefold() == "auto":
        return ""
    names = (await ask.engine.diffusion()).adapters
    if name != "none" and name not in names and not ask.person.operator:
        raise Refusal(words.no_such_lora(name, names))
    return name


def _yes_or_no(flag: bool) -> str:
    return words.localised_choice("yes" if flag else "no")
