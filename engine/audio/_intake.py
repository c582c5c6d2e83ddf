"""Decoded frames of whatever shape to float samples at one rate, gathered until there are enough."""

from __future__ import annotations

from typing import Any

import av
import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]

MIN_RATE, MAX_RATE = 2_000, 768_000  # Hz; a lying 1 Hz would be resampled to four hours a second
BLOCK = 32_768  # samples resampled at once
LOUDEST = 100.0  # 40 dB over full scale: float files may hold anything, music holds less
_SCALES = {"fltp": 1.0, "flt": 1.0, "s16": 2.0**-15, "s16p": 2.0**-15, "s32": 2.0**-31, "s32p": 2.0**-31}


class Intake:
    """Gathers at most ``wanted`` samples at ``rate`` Hz in one or two ``channels``.

    soxr resamples, because FFmpeg's default filter lets the octave above fold back (-20 dB at 11.5 kHz
    into 22 050 Hz, against -95 dB) and takes 1.3 dB off at 10 kHz, for about the same time.
    """

    def __init__(self, rate: int, channels: int, wanted: int) -> None:
        self._rate, self._channels, self._wanted = rate, channels, wanted
        self._shape: tuple[object, ...] = ()
        self._mixer: av.AudioResampler | None = None
        self._stream: soxr.ResampleStream | None = None
        self._waiting: list[Samples] = []
        self._done: list[Samples] = []
        self._pending = 0  # samples that wait
        self._count = 0

    @property
    def full(self) -> bool:
        """Whether there are enough samples."""
        return self._count >= self._wanted

    def take(self, frame: av.AudioFrame, late: float = 0.0) -> None:
        """Add a frame without its first ``late`` seconds; frames may change their form on the way."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self._flush()
            self._start(frame, shape)
        frames = [frame] if self._mixer is None else self._mixer.resample(frame)
        for mixed in frames:
            block = _floats(mixed)[round(late * frame.sample_rate) :]
            self._waiting.append(_in_channels(block, self._channels))
            self._pending += len(block)
        if self._pending >= BLOCK:
            self._resample(last=False)

    def finish(self) -> Samples:
        """(channels, n <= wanted): all that was taken."""
        self._flush()
        if not self._done:
            return np.zeros((self._channels, 0), dtype=np.float32)
        return np.ascontiguousarray(np.concatenate(self._done)[: self._wanted].T)

    def _start(self, frame: av.AudioFrame, shape: tuple[object, ...]) -> None:
        self._shape = shape
        if not MIN_RATE <= frame.sample_rate <= MAX_RATE:
            raise av.error.InvalidDataError(0, "no sound has such a sample rate")
        self._stream = soxr.ResampleStream(frame.sample_rate, self._rate, self._channels, dtype="float32")
        plain = frame.layout.nb_channels <= 2 and frame.format.name in _SCALES
        # More channels are mixed down by FFmpeg's matrix. They must not be read as arrays either way: of
        # planar frames with eight channels PyAV counts a ninth plane, which is not memory of the frame.
        self._mixer = None if plain else av.AudioResampler("fltp", "stereo", frame.sample_rate)

    def _flush(self) -> None:
        if self._mixer is not None:
            self._waiting += [_in_channels(_floats(frame), self._channels) for frame in self._mixer.resample(None)]
        if self._stream is not None:
            self._resample(last=True)
        self._mixer = self._stream = None

    def _resample(self, *, last: bool) -> None:
        if self._stream is None or (not self._waiting and not self._count):
            return
        block = np.concatenate([np.zeros((0, self._channels), dtype=np.float32), *self._waiting])
        self._waiting.clear()
        self._pending = 0
        out = self._stream.resample_chunk(block, last=last)
        self._done.append(out)
        self._count += len(out)


def _floats(frame: av.AudioFrame) -> Samples:
    """(n, 1 or 2): the samples of a frame of a plain format on a scale of -1..1."""
    array: NDArray[Any] = frame.to_ndarray()
    if not frame.format.is_planar:
        array = array.reshape(-1, frame.layout.nb_channels).T
    scale = _SCALES[frame.format.name]
    if scale != 1.0:
        return array.T * np.float32(scale)
    if not float(np.abs(array).max(initial=0.0)) < LOUDEST:  # also true of NaN
        array = np.where(np.abs(array) < LOUDEST, array, np.float32(0.0))
    return array.T


def _in_channels(block: Samples, channels: int) -> Samples:
    """(n, channels): mixed to one channel by the mean, or one doubled."""
    if block.shape[1] == channels:
        return block
    if channels == 1:
        return block.mean(axis=1, keepdims=True, dtype=np.float32)
    return np.repeat(block, channels, axis=1)
