"""What a message asks for: a feature, the words for it and the files with it. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import forms
from bot.cog import Feature, meant_feature
from bot.forms import Words
from bot.reply import Refusal
from bot.slack._form import SlackFile
from bot.slack._text import links, unescape


@dataclass(frozen=True, slots=True)
class Asked:
    """A feature by name, the words for it, and files that were not fetched yet."""

    feature: str
    words: Words
    files: Sequence[SlackFile] = ()


def from_menu(feature: Feature, text: str, files: Sequence[SlackFile]) -> Asked:
    """What a feature makes of somebody's message: as many of its sounds as it takes, else of its links, else its words.

    ``text`` is in Slack's markup.
    """
    kinds = {p.kind for p in feature.parameters}
    sounds, found, said = sounds_of(files), links(text), unescape(text).strip()
    singles = [p.name for p in feature.parameters if p.kind == "song"]
    if sounds and kinds & {"song", "songs"}:
        taken = sounds if "songs" in kinds else sounds[: max(1, feature.songs)]
        return Asked(feature.name, dict(zip(singles[len(taken) : feature.songs], found, strict=False)), taken)
    main = next((p for p in feature.parameters if p.kind in ("song", "songs", "text")), None)
    if main is None or not said:
        return Asked(feature.name, {})
    if main.kind == "songs":
        return Asked(feature.name, {main.name: shlex.join(found or [said])})
    if main.kind == "song" and found:
        return Asked(feature.name, dict(zip(singles[: max(1, feature.songs)], found, strict=False)))
    return Asked(feature.name, {main.name: found[0] if found else said})


def from_words(features: Mapping[str, Feature], text: str, files: Sequence[SlackFile], me: str) -> Asked | None:
    """What somebody says to the bot (``me``): a feature by its name, else whatever is done with so many songs.

    None when they say nothing; ``Refusal`` when the words do not fit the feature.
    """
    bare = re.sub(rf"<@{me}(\|[^>]*)?>", " ", text)
    line, sounds, found = unescape(bare).strip(), sounds_of(files), links(bare)
    first, rest = [*line.split(None, 1), "", ""][:2]
    name = first.removeprefix("/").casefold()
    if name in features:
        sent = files if features[name].takes_files else sounds
        return Asked(name, forms.parse(features[name], rest, len(sent)), sent)
    if first.startswith("/"):
        return Asked(name, {}, sounds)  # no such feature, which is told with those there are
    meant = meant_feature(tuple(features.values()), len(sounds) or len(found) or 1)
    if meant is None or not (line or sounds):
        return None
    if sounds:
        return Asked(meant.name, _around(meant, line, len(sounds)), sounds)
    return from_menu(meant, bare, ()) if found else Asked(meant.name, forms.parse(meant, line))


def dropped(features: Mapping[str, Feature], files: Sequence[SlackFile]) -> Asked | None:
    """The feature that takes exactly the sounds that somebody sent to nobody, of which there are at least two."""
    sounds = [file for file in files if str(file.get("mimetype") or "").partition("/")[0] in ("audio", "video")]
    meant = meant_feature(tuple(features.values()), len(sounds)) if len(sounds) > 1 else None
    return Asked(meant.name, {}, sounds) if meant and meant.songs == len(sounds) else None


def sounds_of(files: Sequence[SlackFile]) -> list[SlackFile]:
    """What may be sound: all but what surely is a picture or text; the engine looks at the bytes."""
    return [file for file in files if str(file.get("mimetype") or "").partition("/")[0] not in ("image", "text")]


def _around(feature: Feature, line: str, files: int) -> Words:
    """The options in what somebody says around files; other words are talk, and no names of songs."""
    songs = {p.name for p in feature.parameters if p.kind in ("song", "songs")}
    try:
        told = forms.parse(feature, line, files)
    except Refusal:
        return {}
    return {name: value for name, value in told.items() if name not in songs}
