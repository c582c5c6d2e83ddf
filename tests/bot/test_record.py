"""What an artist sends becomes songs in order, whatever the files are called and whatever is wrong with them."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record import MOST_SCENES, gathered
from bot.reply import Refusal
from bot.songs import Upload
from engine.api import LONGEST_LYRICS

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
SOUND = b"ID3\x04\0\0\0\0\0\0" + bytes(range(256)) * 8


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_words_and_sound_of_one_name_are_one_song() -> None:
    record = gathered(
        [
            Upload("02 - Highway.mp3", SOUND),
            Upload("01 Rain_Song.lrc", b"[00:01.00]the rain"),
            Upload("rain song.mp3", SOUND),
            Upload("cover.png", PNG),
        ]
    )
    assert [(entry.title, entry.number, bool(entry.sound)) for entry in record.entries] == [
        ("Rain Song", 1, True),
        ("Highway", 2, True),
    ]
    assert record.entries[0].lyrics == "[00:01.00]the rain"
    assert record.cover == PNG


def test_a_file_is_what_its_bytes_say() -> None:
    record = gathered([Upload("song.txt", SOUND), Upload("song.mp3", b"la la la")])
    assert record.entries[0].sound == Upload("song.txt", SOUND)
    assert record.entries[0].lyrics == "la la la"


def test_typed_lyrics_under_headings_are_songs() -> None:
    record = gathered([], "# Rain\nit falls\n\n## Sun ##\nit rises")
    assert [(entry.title, entry.lyrics) for entry in record.entries] == [("Rain", "it falls"), ("Sun", "it rises")]


def test_typed_words_go_to_the_only_song() -> None:
    assert gathered([Upload("Rain.mp3", SOUND)], "it falls").entries[0].lyrics == "it falls"
    assert gathered([], "it falls").entries[0].title == "Untitled"


def test_a_title_that_is_a_number_stays() -> None:
    assert gathered([], "# 1999\nparty").entries[0].title == "1999"
    assert gathered([Upload("1999.txt", b"party")]).entries[0].title == "1999"
    assert gathered([Upload("07 1999.txt", b"party")]).entries[0].title == "1999"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_any_encoding(encoding: str) -> None:
    assert "déjà vu" in gathered([Upload("a.txt", "déjà vu\nla".encode(encoding))]).entries[0].lyrics


def test_a_zip_is_opened() -> None:
    files = {"Album/01 Rain.txt": b"it falls", "__MACOSX/x": b"junk", ".DS_Store": b"junk", "Album/cover.png": PNG}
    record = gathered([Upload("album.zip", zipped(files))])
    assert [entry.title for entry in record.entries] == ["Rain"]
    assert record.cover == PNG


@pytest.mark.parametrize(
    "data",
    [
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:t>rain</w:t>"}),
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<text/>"}),
        b"%PDF-1.4 rain on the road",
        rb"{\rtf1 rain on the road}",
    ],
)
def test_documents_are_refused_with_what_to_do(data: bytes) -> None:
    for upload in (Upload("Rain.docx", data), Upload("record.zip", zipped({"Rain.docx": data}))):
        with pytest.raises(Refusal, match=r"lyrics in Rain\.docx. Save them as plain text"):
            gathered([upload])


def test_lyrics_are_cut_at_their_limit() -> None:
    assert len(gathered([], "# A\n" + "word " * LONGEST_LYRICS).entries[0].lyrics) == LONGEST_LYRICS


@pytest.mark.parametrize(
    ("uploads", "lyrics", "told"),
    [
        ([], "", "found no song"),
        ([Upload("c.png", PNG)], "", "found no song"),
        ([Upload("a.txt", b"la"), Upload("c.png", PNG), Upload("d.png", PNG + b"1")], "", "one cover"),
        ([], "\n".join(f"# {n}\nla" for n in range(MOST_SCENES + 1)), f"{MOST_SCENES + 1} songs"),
        ([Upload("a.zip", b"PK\x03\x04 broken")], "", "cannot open"),
        ([Upload("a.zip", zipped({f"{n}.txt": b"la" for n in range(65)}))], "", "holds more"),
    ],
)
def test_what_cannot_be_told_is_said(uploads: list[Upload], lyrics: str, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        gathered(uploads, lyrics)


def test_a_bomb_is_stopped_as_it_swells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.record.LARGEST_ZIP", 1 << 16)
    with pytest.raises(Refusal, match="holds more"):
        gathered([Upload("bomb.zip", zipped({"a.txt": b"\0" * (1 << 20)}))])


def test_a_zip_whose_contents_are_damaged_is_told() -> None:
    damaged = bytearray(zipped({"a.txt": b"la la la\n" * 1000}))
    damaged[40:50] = bytes(byte ^ 0xFF for byte in damaged[40:50])
    with pytest.raises(Refusal, match="cannot open"):
        gathered([Upload("a.zip", bytes(damaged))])


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_every_system_packs_is_unpacked(how: int) -> None:
    with pytest.raises(Refusal, match="cannot open"):
        gathered([Upload("a.zip", zipped({"a.txt": b"la"}, how))])


def test_no_heading_takes_long_to_read() -> None:
    begun = time.process_time()
    assert gathered([], "# a" + " " * 50_000 + "b\nla").entries[0].title == "a b"
    assert time.process_time() - begun < 2.0


def test_titles_have_no_control_or_direction_characters() -> None:
    record = gathered([Upload("01 Ra\u202ein\x07.txt", b"la")], "# Su\u202en\x00\nla")
    assert [entry.title for entry in record.entries] == ["Rain", "Sun"]


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_file_is_a_song_or_a_sentence(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"[00:"):
        with suppress(Refusal):
            assert gathered([Upload(name, start + data)]).entries
