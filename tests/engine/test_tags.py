"""What files say of themselves is read from every container, and never trusted."""

import io

import av
import numpy as np
import pytest

from engine.api import Tags
from engine.audio import tags
from engine.errors import UnreadableAudio
from tests.engine import sounds

CONTAINERS = [("mp3", "libmp3lame"), ("flac", "flac"), ("ogg", "libopus"), ("ipod", "aac"), ("wav", "pcm_s16le")]


def tagged(container: str, codec: str, **metadata: str) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        out.metadata.update(metadata)
        stream = out.add_stream(codec, rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 48_000), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts = 48_000, 0
        for part in av.AudioResampler(stream.format.name, "mono", 48_000, stream.frame_size or 4096).resample(frame):
            out.mux(stream.encode(part))  # type: ignore[attr-defined]
        out.mux(stream.encode(None))  # type: ignore[attr-defined]
    return file.getvalue()


@pytest.mark.parametrize(("container", "codec"), CONTAINERS)
def test_title_and_artist_are_read_from_every_container(container: str, codec: str) -> None:
    data = tagged(container, codec, title="Café – 日本", artist="Ünïcode")
    assert tags(data) == Tags("Café – 日本", ("Ünïcode",))


def test_several_artists_are_told_apart_and_bands_are_not_torn() -> None:
    assert tags(tagged("flac", "flac", artist="Ann; Ben ;Ann;;")).artists == ("Ann", "Ben")
    assert tags(tagged("flac", "flac", artist="AC/DC, Live & Loud")).artists == ("AC/DC, Live & Loud",)
    assert tags(tagged("mp3", "libmp3lame", album_artist="Everybody")).artists == ("Everybody",)


def test_a_tag_is_one_short_printable_line() -> None:
    told = tags(tagged("flac", "flac", title="a\x1b[31m\u202eb\n  c" + "d" * 5000, artist="\x07"))
    assert told.title.startswith("a [31m b cd")
    assert told.title.isprintable()
    assert len(told.title) <= 500
    assert told.artists == ()


def test_a_file_without_tags_has_none_and_what_is_no_sound_is_refused() -> None:
    assert tags(sounds.write(sounds.music(1.0), "wav", "pcm_s16le")) == Tags()
    with pytest.raises(UnreadableAudio):
        tags(b"#EXTM3U\nneighbour.mp3\n" * 20)
    with pytest.raises(UnreadableAudio):
        tags(b"ID3" + bytes(500))
