"""Untrusted bytes to samples by FFmpeg's libraries, from memory alone and within limits.

Only demuxers that fit the file's first bytes are let in, no protocol is, and opening a second file is refused:
FFmpeg otherwise follows references inside a file to its neighbours. Headers are never believed: packets and
samples are counted. Limits on the process (memory, processor time) are the caller's.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NoReturn

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from engine.audio._intake import MAX_RATE, MIN_RATE, Intake
from engine.audio._sniff import demuxers
from engine.errors import NothingToHear, TooMuchAudio, UnreadableAudio

Samples = NDArray[np.float32]
Span = tuple[float, float]
Part = tuple[Span, Samples]

SHORTEST = 0.5  # s; less of a window tells nothing, and what lacks no more of one is full
TOLERANCE = 0.05  # s; encoders' padding makes three seconds a little less
SILENCE = 1e-3  # RMS of -60 dBFS
FADE = 0.01  # s, where windows are joined
MISSED = 15.0  # s; a seek that lands later than this after its aim has failed
MAX_PACKETS = 1_500_000  # ten hours of mp3; reading one takes about 2 microseconds
DECODING = 10  # how many packets read are as dear as one decoded


@dataclass(frozen=True)
class Clip:
    """Sound as it was decoded.

    ``samples`` float32 (channels, n), without DC, peaks above 1 left as they are; ``rate`` in Hz;
    ``duration`` of the whole file in seconds; ``spans`` the parts of it, in seconds, that the samples are.
    """

    samples: Samples
    rate: int
    duration: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted: ``max_bytes`` of a file, and seconds of sound.

    A file longer than ``max_seconds`` is heard in windows: its first two minutes, and one minute each from
    its middle and its end (minutes of a fifteenth of ``max_seconds``).
    """

    max_bytes: int = 50 * 2**20
    max_seconds: float = 15 * 60.0
    min_seconds: float = 3.0


def decode(
    data: bytes, limits: Limits = Limits(), *, rate: int = 22_050, mono: bool = True, span: Span | None = None
) -> Clip:
    """Decode the first audio stream of a file's bytes, whatever container they are in.

    ``rate`` is the clip's sample rate in Hz; ``mono`` mixes to one channel, otherwise there are two. With a ``span``
    (start and end in seconds) only that part is decoded, and ``duration`` is its length.
    ``UnreadableAudio``, ``NothingToHear`` and ``TooMuchAudio`` say what is wrong and what would work.
    """
    if len(data) > limits.max_bytes:
        size, most = len(data) / 2**20, limits.max_bytes / 2**20
        raise TooMuchAudio(f"That file is {size:.0f} MiB and I take at most {most:.0f} MiB. Send it as mp3 or m4a.")
    listener = _Listener(data, demuxers(data), rate, 1 if mono else 2, limits.max_seconds, MAX_PACKETS)
    try:
        parts, duration = listener.listen() if span is None else listener.part(*span)
    except av.FFmpegError as error:
        raise UnreadableAudio(
            "That file is damaged or not sound at all. Save or download it again, or send it as mp3."
        ) from error
    samples = _conditioned(_joined([part for _, part in parts], rate))
    _check_audible(samples, rate, limits.min_seconds)
    return Clip(samples, rate, duration, tuple(span for span, _ in parts))


@dataclass
class _Listener:
    """Hears parts of one file; every part opens it afresh, so nothing is left of a seek that went wrong."""

    data: bytes
    demuxers: str
    rate: int
    channels: int
    most: float  # seconds that are heard as a whole
    packets: int  # how many more may be read, or a tenth of that decoded

    def listen(self) -> tuple[list[Part], float]:
        """What was heard, and how long the file is in seconds."""
        length = self._stated_length()
        parts, full = self._parts(length)
        if full == (length <= self.most):  # it goes on after a short stated length, or ends before a long one
            length = self._measured_length()
            parts, _ = self._parts(length)
        return parts, length if length > self.most else sum(end - start for (start, end), _ in parts)

    def part(self, start: float, end: float) -> tuple[list[Part], float]:
        """What sounds from ``start`` to ``end`` seconds, and how long that is."""
        samples = self._hear(start, end - start)
        seconds = samples.shape[1] / self.rate
        return [((start, start + seconds), samples)], seconds

    def _parts(self, length: float) -> tuple[list[Part], bool]:
        """All of a short file or windows of a long one, and whether every part was as long as it was asked for."""
        parts: list[Part] = []
        full = True
        for start, seconds in _windows(length, self.most):
            samples = self._hear(start, seconds)
            heard = samples.shape[1] / self.rate
            full &= heard > seconds - SHORTEST
            if heard >= SHORTEST or not start:
                parts.append(((start, start + heard), samples))
        return parts, full

    def _hear(self, start: float, seconds: float) -> Samples:
        """Decode from ``start`` for at most ``seconds``: (channels, n), shorter where the file ends or is damaged."""
        intake = Intake(self.rate, self.channels, round(seconds * self.rate))
        began = not start
        for packet in self._packets(start):
            self.packets -= DECODING
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue  # one damaged packet; the next may be sound
            for frame in frames:
                late = 0.0 if began else max(0.0, start - _time(frame.pts, packet.stream))
                began |= late * frame.sample_rate < frame.samples
                if began:
                    intake.take(frame, late)
            if intake.full:
                break
        return intake.finish()

    def _packets(self, start: float) -> Iterator[av.Packet[AudioStream]]:
        """Packets from a second before ``start`` on, by seeking there or else by reading past what is before."""
        for seek in (True, False) if start else (False,):
            with opened(self.data, self.demuxers) as (container, stream):
                if seek and not _seek(container, stream, start):
                    continue
                landed = False
                for packet in self._demuxed(container, stream):
                    at = start if packet.pts is None else _time(packet.pts, stream)
                    if seek and not landed and at > start + MISSED:
                        break
                    landed = True
                    if at >= start - 1.0:
                        yield packet
                if landed:
                    return

    def _demuxed(self, container: InputContainer, stream: AudioStream) -> Iterator[av.Packet[AudioStream]]:
        packets = container.demux(stream)
        while self.packets > 0:
            self.packets -= 1
            try:
                packet = next(packets)
            except (StopIteration, av.FFmpegError):  # what follows damage cannot be told from the end
                return
            yield packet

    def _stated_length(self) -> float:
        """The length in seconds that the header gives; 0 where it gives none."""
        with opened(self.data, self.demuxers) as (container, stream):
            if stream.duration and stream.time_base:
                return float(stream.duration * stream.time_base)
            return (container.duration or 0) / av.time_base

    def _measured_length(self) -> float:
        """The length in seconds by reading every packet's time and decoding none."""
        length = 0.0
        with opened(self.data, self.demuxers) as (container, stream):
            for packet in self._demuxed(container, stream):
                if packet.pts is not None:
                    length = max(length, _time(packet.pts + (packet.duration or 0), stream))
        return length


def _windows(length: float, most: float) -> list[tuple[float, float]]:
    """Start and length in seconds of what to hear of a file of ``length``: a little more than all, or its windows."""
    if length <= most:
        return [(0.0, most + 1.0)]
    minute = most / 15.0
    return [(0.0, 2 * minute), ((length - minute) / 2, minute), (length - minute, minute)]


@contextmanager
def opened(data: bytes, formats: str) -> Iterator[tuple[InputContainer, AudioStream]]:
    """Open a file in memory at its first audio stream that can be decoded."""
    options = {"format_whitelist": formats, "protocol_whitelist": "none"}
    memory = _Memory(data)
    with av.open(memory, "r", options=options, metadata_errors="replace", io_open=_refuse_neighbour) as container:
        if not container.streams.audio:
            kind = "video has no sound" if container.streams.video else "file holds no sound"
            raise UnreadableAudio(f"That {kind}. Send one that does.")
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            raise UnreadableAudio("I have no decoder for the sound in that file. Send it as mp3 or m4a.")
        if not MIN_RATE <= stream.codec_context.sample_rate <= MAX_RATE:
            raise UnreadableAudio("That file's header is damaged: no sound has its sample rate. Send it as mp3 or m4a.")
        stream.codec_context.thread_type = "NONE"  # workers are processes already
        yield container, stream


class _Memory(io.RawIOBase):
    """Bytes that FFmpeg may read and seek in; a seek to nowhere is an error number, not an exception."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        part = bytes(self._data[self._at : self._at + size])
        self._at += len(part)
        return part

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._data)}[whence]
        if base + offset < 0:
            return -errno.EINVAL
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


def _refuse_neighbour(*_: Any) -> NoReturn:
    """Called when a file refers to another one."""
    raise av.error.PermissionError(errno.EPERM, "A sound file must not open another file")


def _seek(container: InputContainer, stream: AudioStream, start: float) -> bool:
    try:
        container.seek(round(start / float(stream.time_base or 1)) + (stream.start_time or 0), stream=stream)
    except (av.FFmpegError, OverflowError):
        return False
    return True


def _time(pts: int | None, stream: AudioStream) -> float:
    """Seconds since the stream's start; 0 where that is not known."""
    if pts is None or stream.time_base is None:
        return 0.0
    return float((pts - (stream.start_time or 0)) * stream.time_base)


def _joined(parts: list[Samples], rate: int) -> Samples:
    """Windows one after the other, faded for 10 ms where they meet so that no click is heard as a beat."""
    ramp = np.linspace(0.0, 1.0, max(1, round(FADE * rate)), dtype=np.float32)
    for before, after in pairwise(parts):
        before[:, -len(ramp) :] *= ramp[::-1]
        after[:, : len(ramp)] *= ramp
    return np.concatenate(parts, axis=1)


def _conditioned(samples: Samples) -> Samples:
    """Without the constant part of each channel."""
    if not samples.size:
        return samples
    return samples - samples.mean(axis=1, keepdims=True, dtype=np.float64).astype(np.float32)


def _check_audible(samples: Samples, rate: int, least: float) -> None:
    seconds = samples.shape[1] / rate
    if not seconds:
        raise NothingToHear("There is no sound in that file; it may be damaged. Save or download it again.")
    if seconds < least - TOLERANCE:
        raise NothingToHear(f"That is only {seconds:.1f} seconds of sound. Send at least {least:.0f} seconds.")
    if float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) < SILENCE:
        raise NothingToHear("That recording is silent. Check the microphone or the file, and send it again.")
