"""An artist's kit: a record as a linked story, with cards, collages and captions ready to post."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import Shown, Span, feature
from bot.record import Entry, Record, gathered
from bot.reply import MOST_FILES, Draft, Fact, File, Move, Refusal, Reply
from bot.songs import Upload, as_title
from engine.api import Card, CollageOptions, Hearing, Picture, Piece, Scene, Story, Track

SHAPES = {"1x1": (1080, 1080), "4x5": (1080, 1350), "9x16": (1080, 1920)}
"""What is posted where: squares, portraits and stories, in pixels."""
SHOWN = "1x1"
LINKED = 3
"""Other songs in the collage of one, those it is linked with."""
LONGEST = 2900  # characters of the answer
PART = 8 * 2**20  # bytes of a zip; Discord takes 10 MiB


@dataclass(frozen=True)
class Kit:
    """All that was made for a record."""

    title: str
    record: Record
    heard: tuple[Hearing | None, ...]
    story: Story
    cards: list[Picture] = field(default_factory=list)
    collages: dict[str, Picture] = field(default_factory=dict)


@feature()
async def story(
    ask: Ask,
    files: Annotated[tuple[Upload, ...], "Lyrics (.txt, .lrc), sound, one cover, or a zip; the same name is one song"],
    lyrics: Annotated[str, "Lyrics of one song, or of several under lines such as # Title", Shown(lines=True)] = "",
    title: Annotated[str, "What the record is called", Shown()] = "",
    rights: Annotated[bool, "The lyrics and the cover are mine to use", Shown(consent=True)] = False,
    seed: Annotated[int, "Other numbers give other collages", Span(0, 9999)] = 0,
    prose: Annotated[bool, "Only what the language model writes for the scenes, where there is one"] = False,
) -> Reply:
    """Tell a record as a story, with cards, collages and captions to post.

    For artists: send the words of one to twenty songs, their sound if you like, and the cover. Songs are linked by what
    they share. Nothing of what you send is kept after the answer.
    """
    if not rights:
        raise Refusal(words.rights_wanted())
    record = await asyncio.to_thread(gathered, files, lyrics)  # 200 MiB of a zip would hold up every heartbeat
    kit = await _told(ask, record, as_title(title) or record.entries[0].title)
    text = words.cut(words.story_told(kit.title, kit.story), LONGEST)
    if prose:
        return await _narrated(ask, kit, seed, text)
    await _draw(ask, kit, seed)
    later = Move(words.prose_follows(), "story", {"prose": "yes"}) if ask.engine.narrator() else None
    return Draft(text, _facts(kit), files=_files(kit, MOST_FILES - bool(later)), later=later)


async def _narrated(ask: Ask, kit: Kit, seed: int, text: str) -> Reply:
    """The story with prose for its scenes, as far as any was written; all of it is in a file."""
    written = await ask.engine.narrate(kit.story, _tracks(kit.record, kit.heard), seed, ask.progress)
    told = words.story_prose(kit.story, written)
    if not told:
        return Reply(f"{text} {words.no_prose()}", facts=_facts(kit))
    file = File(f"{words.file_name(kit.title)}-scenes.txt", told.encode(), "text/plain", words.prose_alt(kit.title))
    return Reply(words.cut(f"{text}\n\n{told}", LONGEST), facts=_facts(kit), files=(file,))


async def _told(ask: Ask, record: Record, title: str) -> Kit:
    heard = tuple([await _heard(ask, entry) for entry in record.entries])
    return Kit(title, record, heard, await ask.engine.tell(_tracks(record, heard), ask.progress))


def _tracks(record: Record, heard: Sequence[Hearing | None]) -> list[Track]:
    return [Track(each.title, each.lyrics, hearing) for each, hearing in zip(record.entries, heard, strict=True)]


async def _heard(ask: Ask, entry: Entry) -> Hearing | None:
    return await ask.songs.overhear(entry.sound.data, ask.progress) if entry.sound else None


# --- pictures -----------------------------------------------------------------------------------------------------


async def _draw(ask: Ask, kit: Kit, seed: int) -> None:
    """Every card, and every collage in every shape, with how far it is."""
    whole = len(kit.story.scenes) * (1 + len(SHAPES)) + len(SHAPES)
    done = 0
    for number, scene in enumerate(kit.story.scenes):
        ask.step(words.drawing_cards(), done / whole)
        kit.cards.append(await ask.engine.card(_card(kit, number, scene)))
        done += 1
    songs = enumerate(kit.record.entries)
    pictures = [(f"{number + 1:02} {entry.title}", _around(kit, number)) for number, entry in songs]
    for name, pieces in [(kit.title, _all(kit)), *pictures]:
        for shape, (width, height) in SHAPES.items():
            ask.step(words.drawing_collages(), done / whole)
            options = CollageOptions("paper", width, height, seed, format="jpeg")
            made = await ask.engine.collage(pieces, options, labels=words.picture_labels())
            kit.collages[f"{words.file_name(name)}-{shape}"] = made.picture
            done += 1


def _card(kit: Kit, number: int, scene: Scene) -> Card:
    heading = words.scene_heading(number + 1, len(kit.story.scenes), scene)
    return Card(scene.title, heading, scene.images, scene.quote, kit.heard[number], scene.feeling, scene.staves)


def _all(kit: Kit) -> list[Piece]:
    """The record as pieces, the cover first and largest."""
    songs = [_piece(kit, number, len(kit.story.scenes) - number) for number in range(len(kit.story.scenes))]
    return [*_cover(kit, len(songs) + 1), *songs][:12]


def _around(kit: Kit, number: int) -> list[Piece]:
    """One song as pieces: itself, the cover, and the songs it shares an image with, named by that image."""
    shared = {
        (link.second if link.first == number else link.first): " → ".join(link.shown)
        for link in kit.story.links
        if number in (link.first, link.second) and link.kind == "motif"
    }
    linked = [_piece(kit, other, 1, shown) for other, shown in list(shared.items())[:LINKED]]
    return [_piece(kit, number, 4, " · ".join(kit.story.scenes[number].images)), *_cover(kit, 2), *linked]


def _piece(kit: Kit, number: int, plays: int, caption: str = "") -> Piece:
    return Piece(kit.record.entries[number].title, "", kit.heard[number], plays, caption=caption)


def _cover(kit: Kit, plays: int) -> Iterator[Piece]:
    if kit.record.cover:
        yield Piece(kit.title, plays=plays, cover=kit.record.cover)


# --- the answer ---------------------------------------------------------------------------------------------------


def _facts(kit: Kit) -> tuple[Fact, ...]:
    """The short captions, to copy at once; all three of each are in the zip."""
    return tuple(
        Fact(f"{number + 1}. {words.shortened(scene.title, 60)}", words.captions(kit.story, number, kit.title)[0])
        for number, scene in enumerate(kit.story.scenes[:10])
    )


def _files(kit: Kit, most: int) -> tuple[File, ...]:
    """The record's collage, the cards in the order of the story, and everything in one zip."""
    name = words.file_name(kit.title)
    songs = tuple(entry.title for entry in kit.record.entries)
    shown = kit.collages[f"{name}-{SHOWN}"]
    cards = [
        _file(f"{name}-{number + 1:02}", card, words.card_alt(scene, number + 1, len(kit.cards)))
        for number, (scene, card) in enumerate(zip(kit.story.scenes, kit.cards, strict=True))
    ]
    collage = _file(f"{name}-{SHOWN}", shown, words.kit_collage_alt(kit.title, songs))
    zips = _zips(name, kit, most - 2)
    return (collage, *cards[: most - 1 - len(zips)], *zips)


def _file(name: str, picture: Picture, alt: str) -> File:
    return File(f"{name}.{_ending(picture)}", picture.data, picture.media_type, alt)


def _ending(picture: Picture) -> str:
    return {"image/jpeg": "jpg"}.get(picture.media_type, picture.media_type.partition("/")[2])


def _zips(name: str, kit: Kit, most: int) -> tuple[File, ...]:
    """Cards and collages in folders, and the captions as a text; in parts that every platform takes.

    What fills more parts than one answer holds comes in larger ones, which some platforms do not take.
    """
    contents, size = dict(_contents(kit)), PART
    while len(parts := _parts(contents, size)) > most:
        size += PART // 4
    names = [name] if len(parts) == 1 else [f"{name}-{number}" for number in range(1, len(parts) + 1)]
    alt = words.kit_alt(kit.title)
    return tuple(
        File(f"{each}.zip", _zipped(part), "application/zip", alt) for each, part in zip(names, parts, strict=True)
    )


def _parts(contents: Mapping[str, bytes], size: int) -> list[dict[str, bytes]]:
    """The files in their order, in as many parts as no more than ``size`` bytes each take."""
    parts: list[dict[str, bytes]] = [{}]
    for path, data in contents.items():
        if parts[-1] and sum(map(len, parts[-1].values())) + len(data) > size:
            parts.append({})
        parts[-1][path] = data
    return parts


def _contents(kit: Kit) -> Iterator[tuple[str, bytes]]:
    yield "captions.txt", words.kit_text(kit.title, kit.story).encode()
    for number, (scene, card) in enumerate(zip(kit.story.scenes, kit.cards, strict=True), 1):
        yield f"carousel/{number:02} {words.file_name(scene.title)}.{_ending(card)}", card.data
    for name, picture in kit.collages.items():
        yield f"collages/{name}.{_ending(picture)}", picture.data


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path, data in contents.items():
            archive.writestr(zipfile.ZipInfo(path), data)  # with no date: the same kit is the same bytes
    return file.getvalue()
