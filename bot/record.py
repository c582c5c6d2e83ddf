"""What an artist sends, files of every kind or one zip -> a record: songs in order, each with its words and sound.

A file is what its bytes say, whatever its name; files belong together when their names do, apart from a track number
and the ending: ``01 Rain.mp3`` and ``rain.lrc`` are one song.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from bot import words
from bot.reply import Refusal
from bot.songs import Upload, as_title
from engine.api import LONGEST_LYRICS, MOST_SCENES

MOST_FILES = 64  # in a zip
LARGEST_TEXT = 200_000  # bytes
LARGEST_ZIP = 200 * 2**20  # bytes, unpacked
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
_NUMBER = re.compile(r"^\s*(?:track\s*)?(\d{1,2})(?:\s*[-_.)]\s*|\s+)(?=\S)", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,3}[^\S\n]+(?=\S)(.*)$", re.MULTILINE)
_MARKS = re.compile(r"[\s_\-–—.]+")
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How every system packs by itself; other ways take longer to unpack than who sends them could be waited for."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One song of a record; ``number`` is where its artist put it, 0 where they did not say."""

    title: str
    lyrics: str = field(default="", repr=False)
    sound: Upload | None = None
    number: int = 0

    @property
    def key(self) -> str:
        """Its title as it is compared."""
        return _MARKS.sub(" ", self.title).strip().casefold()


@dataclass(frozen=True, slots=True)
class Record:
    """Songs in their order, and the cover's bytes if there is one."""

    entries: tuple[Entry, ...]
    cover: bytes = field(default=b"", repr=False)


def _is_document(upload: Upload) -> bool:
    """Whether this is a word processor's file or a PDF, whose text does not lie open; such zips say so themselves."""
    if upload.data.startswith((b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            return not {"[Content_Types].xml", "mimetype", "Index/Document.iwa"}.isdisjoint(archive.namelist())
    except _DAMAGED:
        return False


def gathered(uploads: Sequence[Upload], lyrics: str = "") -> Record:
    """The record in files and in words typed; ``Refusal`` when there is no song, or what is sent cannot be read."""
    entries: dict[str, Entry] = {}
    covers: list[bytes] = []
    for upload in _unpacked(uploads):
        if _is_document(upload):
            raise Refusal(words.not_plain_text(upload.name))
        if _is_picture(upload.data):
            covers.append(upload.data)
        else:
            _put(entries, _text_entries(upload) if _is_text(upload.data) else [_named(upload)])
    _put(entries, _songs_in(lyrics, ""))
    if not entries:
        raise Refusal(words.no_songs_sent())
    if len(entries) > MOST_SCENES:
        raise Refusal(words.too_many_songs_sent(len(entries), MOST_SCENES))
    if len(covers) > 1:
        raise Refusal(words.one_cover_only(len(covers)))
    return Record(tuple(sorted(entries.values(), key=lambda entry: entry.number or MOST_FILES)), *covers[:1])


def _put(entries: dict[str, Entry], found: Iterable[Entry]) -> None:
    """Add what was found to the song of that name; words without a name go to the only song there is."""
    for entry in found:
        key = entry.key or (next(iter(entries)) if len(entries) == 1 else "")
        known = entries.get(key)
        if known is None:
            entries[key] = entry if entry.title else replace(entry, title=words.untitled())
            continue
        joined = "\n\n".join(text for text in (known.lyrics, entry.lyrics) if text)
        sound, number = known.sound or entry.sound, known.number or entry.number
        entries[key] = replace(known, lyrics=joined[:LONGEST_LYRICS], sound=sound, number=number)


def _named(upload: Upload, lyrics: str = "") -> Entry:
    stem = PurePosixPath(upload.name.replace("\\", "/")).stem
    told = _NUMBER.match(stem)
    bare = _NUMBER.sub("", stem) if told else stem
    return Entry(as_title(bare), lyrics, None if lyrics else upload, int(told[1]) if told else 0)


def _text_entries(upload: Upload) -> list[Entry]:
    """The songs in a text file: by its headings, else one by its name."""
    text = _decoded(upload.data)
    if _HEADING.search(text):
        return list(_songs_in(text, ""))
    return [_named(upload, text.strip()[:LONGEST_LYRICS])] if text.strip() else []


def _songs_in(text: str, title: str) -> Iterator[Entry]:
    """Songs under headings such as ``# Rain``; what comes before the first has ``title``."""
    parts = _HEADING.split(text)
    for name, lyrics in zip((title, *parts[1::2]), parts[::2], strict=True):
        if lyrics.strip() or name:
            yield Entry(as_title(name.rstrip().rstrip("#")), lyrics.strip()[:LONGEST_LYRICS])


def _unpacked(uploads: Iterable[Upload]) -> Iterator[Upload]:
    for upload in uploads:
        if upload.data.startswith(b"PK\x03\x04") and not _is_document(upload):
            yield from _from_zip(upload)
        else:
            yield upload


def _from_zip(upload: Upload) -> Iterator[Upload]:
    """The files of a zip, counted and weighed as they come out, for what it says of itself may be false."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            inside = [info for info in archive.infolist() if _wanted(info.filename)]
            if len(inside) > MOST_FILES:
                raise Refusal(words.zip_too_large(upload.name))
            if any(info.compress_type not in _PLAIN for info in inside):
                raise NotImplementedError
            left = LARGEST_ZIP
            for info in inside:
                with archive.open(info) as file:
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise Refusal(words.zip_too_large(upload.name))
                yield Upload(PurePosixPath(info.filename).name, data)
    except _DAMAGED:
        raise Refusal(words.zip_unreadable(upload.name)) from None


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.endswith("/") and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _is_picture(data: bytes) -> bool:
    return data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _is_text(data: bytes) -> bool:
    if len(data) > LARGEST_TEXT:
        return False
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        return not _NOT_TEXT.search(data.decode("utf-8"))
    except UnicodeDecodeError:  # older files: text if nothing in it is a control character
        return b"\x00" not in start and not _NOT_TEXT.search(start.decode("cp1252", "replace")) and b"\n" in start


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
