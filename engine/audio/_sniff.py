"""What a file is by its first bytes: which demuxers may read it, or the sentence that says why none will."""

from __future__ import annotations

import re

from engine.errors import UnreadableAudio

_SEND = "Send an mp3, m4a, wav, flac, ogg or webm file."
_MPEG = "mp3,aac,flac"  # an ID3 tag may stand before any of the three
_MP4 = "mov,mp4,m4a,3gp,3g2,mj2"  # FFmpeg's one demuxer for all of them

_FAMILIES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(magic, re.DOTALL), demuxers)
    for magic, demuxers in (
        (rb"(RIFF|RIFX|RF64|BW64)....WAVE", "wav"),
        (rb"fLaC", "flac"),
        (rb"OggS", "ogg"),
        (rb"FORM....AIF[FC]", "aiff"),
        (rb"\x1aE\xdf\xa3", "matroska,webm"),
        (rb"....(ftyp|moov|mdat|wide|free|skip|pnot|moof|styp)", _MP4),
        (rb"ID3", _MPEG),
        (rb"\xff[\xe0-\xff]", _MPEG),
    )
)

# Things people really drop by mistake. Order matters: still pictures share their container with mp4 video.
_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(magic, re.DOTALL), name)
    for magic, name in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF....WEBP|8BPS", "a picture"),
        (rb"....ftyp(heic|heix|heim|mif1|msf1|avif|avis)", "a picture"),
        (rb"%PDF", "a PDF"),
        (rb"PK(\x03\x04|\x05\x06|\x07\x08)", "an archive (zip)"),
        (rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd|.{257}ustar", "an archive"),
        (rb"\x7fELF|MZ|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe", "a program"),
        (rb"MThd", "a MIDI file, which holds notes but no sound"),
        (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file, which I do not read"),
        (rb"RIFF....AVI |FLV\x01|\0\0\x01\xba|G.{187}G.{187}G", "a kind of video file that I do not read"),
        (rb"MAC |wvPk|DSD |FRM8|caff|#!AMR|\.RMF|\.ra\xfd|TTA1", "a kind of sound file that I do not read"),
    )
)

_PAGE = re.compile(rb"\s*<(!doctype html|html|head|body)", re.IGNORECASE)
_PLAYLIST = re.compile(rb"\s*(ffconcat|#EXTM3U|\[playlist\]|<\?xml[^>]*>\s*<(playlist|asx|smil))", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PROTECTED = re.compile(rb"stsd\0{4}.{4}.{4}(drm[is]|enc[av])", re.DOTALL)


def demuxers(data: bytes) -> str:
    """FFmpeg's demuxers that may open these bytes, comma-separated; ``UnreadableAudio`` names what else they are.

    Bytes that look like nothing known may still be MPEG audio cut in mid-frame, whose demuxers look for
    a run of frames themselves.
    """
    if not data:
        raise UnreadableAudio(f"That file is empty. {_SEND}")
    if text := _text(data[:1024]):
        raise UnreadableAudio(f"That is {text}, not sound. {_SEND}")
    for magic, name in _OTHERS:
        if magic.match(data):
            raise UnreadableAudio(f"That is {name}. {_SEND}")
    family = next((names for magic, names in _FAMILIES if magic.match(data)), "mp3,aac")
    if family == _MP4:
        _check_mp4(data)
    return family


def _text(start: bytes) -> str:
    """What kind of text this is, or nothing: FFmpeg obeys some texts, which may then name other files to read."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) and start[2:4].count(0) == 1:
        return "a text file"
    start = start.removeprefix(b"\xef\xbb\xbf")
    if _PLAYLIST.match(start):
        return "a playlist, which only names other files"
    if _PAGE.match(start):
        return "a web page"
    return "a text file" if _is_text(start) else ""


def _is_text(start: bytes) -> bool:
    if _BINARY.search(start):
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 3 and len(start) > 16  # the cut may fall inside a character
    return True


def _check_mp4(data: bytes) -> None:
    if b"moov" not in data:
        raise UnreadableAudio("That file is cut off: the index at its end is missing. Save or download it again.")
    if _PROTECTED.search(data):
        raise UnreadableAudio(
            "That file is protected against copying, so I cannot hear it. Send one bought or ripped without protection."
        )
