"""Samples to the bytes of a sound file that fits where it is to be sent; the same samples give the same bytes."""

from __future__ import annotations

import io
from typing import Any, Literal

import av
import numpy as np
import soxr
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from engine.errors import TooMuchAudio

FileFormat = Literal["wav", "flac", "mp3", "ogg"]
_CODECS = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "ogg": "libopus"}
_LADDERS = {  # bit/s of stereo, best first; one channel gets half
    "mp3": (192_000, 160_000, 128_000, 112_000, 96_000, 80_000, 64_000, 48_000),
    "ogg": (128_000, 96_000, 80_000, 64_000, 48_000, 32_000, 24_000),
}
_RATES = {"mp3": (22_050, 24_000, 32_000, 44_100, 48_000), "ogg": (48_000,)}
_OPTIONS = {"mp3": {"compression_level": "7"}}  # half the time of the default, and closer to the original
BLOCK = 1 << 16  # samples given to the encoder at once


def encode(samples: NDArray[Any], rate: int, format: FileFormat, max_bytes: int | None = None) -> bytes:
    """Write samples (1 or 2 channels, n) at ``rate`` Hz as a whole file; peaks beyond 1 are cut off.

    ``ogg`` is Opus. mp3 and ogg step down in quality until they fit ``max_bytes``; wav and flac (16 bits) do
    not give up anything. ``TooMuchAudio`` when it cannot fit.
    """
    limited = np.clip(np.atleast_2d(samples), -1.0, 1.0).astype(np.float32)
    rates = _RATES.get(format, (rate,))
    if rate not in rates:
        target = min((r for r in rates if r > rate), default=rates[-1])
        limited, rate = np.clip(soxr.resample(limited.T, rate, target).T, -1.0, 1.0), target
    seconds = limited.shape[1] / rate
    for stereo_rate in _LADDERS.get(format, (0,)):
        bit_rate = stereo_rate * len(limited) // 2
        if max_bytes is not None and bit_rate * seconds / 8 > 1.1 * max_bytes:
            continue  # hopeless, and encoding is slow
        data = _file(limited, rate, format, bit_rate)
        if max_bytes is None or len(data) <= max_bytes:
            return data
    most = (max_bytes or 0) / 2**20
    better = "Ask for mp3 or ogg instead." if format in ("wav", "flac") else "Use a shorter part."
    raise TooMuchAudio(f"{seconds:.0f} seconds do not fit into {most:.1f} MiB as {format}. {better}")


def _file(samples: NDArray[np.float32], rate: int, format: FileFormat, bit_rate: int) -> bytes:
    layout = "stereo" if len(samples) == 2 else "mono"
    file = io.BytesIO()
    # "bitexact" leaves out library versions and the random serial number that Ogg streams carry
    with av.open(file, "w", format=format, options={"fflags": "+bitexact"}) as container:
        options = {"flags": "+bitexact"} | _OPTIONS.get(format, {})
        stream = container.add_stream(_CODECS[format], rate=rate, options=options, layout=layout)
        assert isinstance(stream, AudioStream)  # all of the codecs above are
        if bit_rate:
            stream.bit_rate = bit_rate
        for start in range(0, samples.shape[1], BLOCK):
            block = np.ascontiguousarray(samples[:, start : start + BLOCK])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()
