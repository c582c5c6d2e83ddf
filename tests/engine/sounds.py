"""Makers of sound files for tests, good and broken ones, all synthesised."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float32]
RATE = 44_100


def music(seconds: float, rate: int = RATE, channels: int = 2) -> Floats:
    """(channels, n): a chord that is struck twice a second, its notes spread over the channels; peak 0.5."""
    time = np.arange(round(seconds * rate)) / rate
    struck = np.exp(-4.0 * (time % 0.5))
    notes = [np.sin(2 * np.pi * f * time) for f in (220.0, 277.2, 329.6)]
    mixes = [sum(note * (1.0 + 0.5 * ((i + c) % 3)) for i, note in enumerate(notes)) for c in range(channels)]
    return (np.stack(mixes) * struck * (0.5 / 4.5)).astype(np.float32)


def write(
    samples: Floats,
    container: str,
    codec: str,
    *,
    rate: int = RATE,
    layout: str = "",
    video: str = "",
    container_options: dict[str, str] | None = None,
    seekable: bool = True,
) -> bytes:
    """A file with the samples (channels, n), after a second of ``video`` frames where a codec for them is given."""
    file = io.BytesIO() if seekable else _Pipe()
    layout = layout or {1: "mono", 2: "stereo"}[len(samples)]
    with av.open(file, "w", format=container, options=container_options or {}) as out:
        frames = out.add_stream(video, rate=25) if video else None
        stream = out.add_stream(codec, rate=rate, layout=layout, options={"strict": "experimental"})
        assert isinstance(stream, AudioStream)
        if isinstance(frames, VideoStream):
            _write_video(out, frames)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T).reshape(1, -1), "flt", layout)
        frame.sample_rate, frame.pts = rate, 0
        for part in av.AudioResampler(stream.format.name, layout, rate).resample(frame):
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return file.getvalue()


class _Pipe(io.BytesIO):
    """A file that cannot be seeked in, so that headers stay without a duration."""

    def seekable(self) -> bool:
        return False


def _write_video(out: Any, stream: VideoStream) -> None:
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p" if "mjpeg" in stream.name else "yuv420p"
    for index in range(25):
        frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), index * 10, dtype=np.uint8), "rgb24")
        frame.pts = index
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))


def opus_recording(seconds: float = 4.0) -> bytes:
    """What a browser's MediaRecorder makes: webm without a duration or cues, one channel."""
    samples = music(seconds, 48_000, 1)
    return write(samples, "webm", "libopus", rate=48_000, container_options={"live": "1"}, seekable=False)


def silent_video() -> bytes:
    """An mp4 with pictures alone."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("mpeg4", rate=25)
        assert isinstance(stream, VideoStream)
        _write_video(out, stream)
    return file.getvalue()


CONTAINERS: dict[str, Callable[[float], bytes]] = {
    "mp3": lambda seconds: write(music(seconds), "mp3", "libmp3lame"),
    "m4a": lambda seconds: write(music(seconds), "ipod", "aac"),
    "fragmented m4a": lambda s: write(
        music(s), "mp4", "aac", container_options={"movflags": "frag_keyframe+empty_moov"}
    ),
    "alac": lambda seconds: write(music(seconds), "ipod", "alac"),
    "aac": lambda seconds: write(music(seconds), "adts", "aac"),
    "wav": lambda seconds: write(music(seconds), "wav", "pcm_s16le"),
    "wav of 24 bits": lambda seconds: write(music(seconds), "wav", "pcm_s24le"),
    "wav of floats": lambda seconds: write(music(seconds), "wav", "pcm_f32le"),
    "wav of 8 bits": lambda seconds: write(music(seconds), "wav", "pcm_u8"),
    "mov of doubles": lambda seconds: write(music(seconds), "mov", "pcm_f64le"),
    "flac": lambda seconds: write(music(seconds), "flac", "flac"),
    "aiff": lambda seconds: write(music(seconds), "aiff", "pcm_s16be"),
    "ogg vorbis": lambda seconds: write(music(seconds), "ogg", "vorbis"),
    "voice message": lambda seconds: write(music(seconds, 48_000, 1), "ogg", "libopus", rate=48_000),
    "webm": lambda seconds: write(music(seconds, 48_000), "webm", "libopus", rate=48_000),
    "browser recording": opus_recording,
    "mp4 video": lambda seconds: write(music(seconds), "mp4", "aac", video="mpeg4"),
    "mov video": lambda seconds: write(music(seconds), "mov", "pcm_s16le", video="mpeg4"),
    "8 kHz": lambda seconds: write(music(seconds, 8_000, 1), "wav", "pcm_s16le", rate=8_000),
    "192 kHz": lambda seconds: write(music(seconds, 192_000), "flac", "flac", rate=192_000),
    "5.1": lambda seconds: write(music(seconds, channels=6), "ipod", "aac", layout="5.1"),
    "7.1": lambda seconds: write(music(seconds, channels=8), "ipod", "aac", layout="7.1"),
}
"""Makers of every kind of file that is understood, by name; each takes seconds."""


def wav(samples: NDArray[np.int16], rate: int = RATE, *, claimed: int | None = None, channels: int = 1) -> bytes:
    """A 16-bit wav written by hand, whose header may claim another number of bytes than there are."""
    body = samples.astype("<i2").tobytes()
    size = len(body) if claimed is None else claimed
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * 2 * channels & 0xFFFFFFFF, 2 * channels, 16)
    head = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", size)
    return b"RIFF" + struct.pack("<I", min(len(head) + size, 0xFFFFFFFF)) + head + body


def float_wav(samples: Floats, rate: int = RATE) -> bytes:
    """A wav of floats written by hand, which may hold anything a float can."""
    body = samples.astype("<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 1, rate, rate * 4, 4, 32)
    return (
        b"RIFF"
        + struct.pack("<I", len(body) + 36)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + (b"data" + struct.pack("<I", len(body)) + body)
    )


def whole_notes(samples: Floats) -> NDArray[np.int16]:
    """The first channel as 16-bit integers."""
    return np.round(samples[0] * 32_767).astype(np.int16)


def protected_m4a() -> bytes:
    """An m4a whose sample entry says that it is encrypted, as shops used to sell them."""
    return CONTAINERS["m4a"](4.0).replace(b"mp4a", b"drms", 1)


def mp3_with_cover(seconds: float) -> bytes:
    """An mp3 behind an ID3 tag that holds a picture and a title that is not valid text."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(picture, "PNG")
    frames = _id3(b"APIC", b"\0image/png\0\3\0" + picture.getvalue()) + _id3(b"TIT2", b"\3\xff\xfe\xfa")
    size = len(frames)
    synchsafe = bytes(size >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + synchsafe + frames + CONTAINERS["mp3"](seconds)


def _id3(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">I", len(body)) + b"\0\0" + body


def changing_rate() -> bytes:
    """An AAC stream that goes from stereo at 44.1 kHz to one channel at 24 kHz halfway."""
    return write(music(2.0), "adts", "aac") + write(music(2.0, 24_000, 1), "adts", "aac", rate=24_000)


def tiny_packets(count: int) -> bytes:
    """A Matroska file of noise with a packet for every single sample."""
    file = io.BytesIO()
    noise = np.random.default_rng(0).integers(-9_000, 9_000, count).astype("<i2").tobytes()
    with av.open(file, "w", format="matroska") as out:
        stream = out.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for index in range(count):
            packet = av.Packet(noise[2 * index : 2 * index + 2])
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = index
            out.mux(packet)
    return file.getvalue()


def zip_bomb() -> bytes:
    """A small archive that unpacks to a hundred megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("song.mp3", bytes(100 * 2**20))
    return file.getvalue()


def damaged(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """``count`` versions of a file: cut at random, bits flipped, or stretches zeroed, doubled or taken out."""
    random = np.random.default_rng(seed)
    for index in range(count):
        copy = bytearray(data)
        start, length = int(random.integers(len(data))), int(random.integers(1, 2000))
        match index % 5:
            case 0:
                del copy[start:]
            case 1:
                for at in random.integers(len(copy), size=max(1, len(copy) // 2000)):
                    copy[at] ^= 1 << int(random.integers(8))
            case 2:  # headers are where it hurts most
                for at in random.integers(min(600, len(copy)), size=4):
                    copy[at] = int(random.integers(256))
            case 3:
                copy[start : start + length] = bytes(length)
            case _:
                copy[start : start + length] = copy[start : start + length // 2] * int(random.integers(0, 3))
        yield bytes(copy)
