"""What comes of files that people really send, of files made to harm, and of what is written."""

from __future__ import annotations

import contextlib
import gzip
import io
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from scipy.signal import resample_poly

from engine.audio import Clip, Limits, decode, encode, loudness, mastered
from engine.errors import EngineError, NothingToHear, TooMuchAudio, UnreadableAudio
from tests.engine import sounds


def _loudness(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(EngineError) as caught:
        decode(data, limits or Limits())
    return str(caught.value)


def _picture(format: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "olive").save(file, format)
    return file.getvalue()


# --- what is understood ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sounds.CONTAINERS)
def test_every_container_is_heard(name: str) -> None:
    clip = decode(sounds.CONTAINERS[name](4.0))
    assert (clip.rate, clip.samples.dtype) == (22_050, np.float32)
    assert clip.samples.shape == (1, round(clip.duration * 22_050))
    assert clip.duration == pytest.approx(4.0, abs=0.06)
    assert clip.spans == ((0.0, clip.duration),)
    power = np.abs(np.fft.rfft(clip.samples[0]))
    strongest = np.fft.rfftfreq(clip.samples.shape[1], 1 / 22_050)[power.argmax()]
    assert min(abs(strongest - note) for note in (220.0, 277.2, 329.6)) < 1.0


def test_samples_are_those_that_were_written() -> None:
    music = sounds.music(4.0, 22_050)
    clip = decode(encode(music, 22_050, "flac"), mono=False)
    assert clip.samples.shape == music.shape
    assert np.abs(clip.samples - (music - music.mean(axis=1, keepdims=True))).max() < 1e-4


@pytest.mark.parametrize("format", ["mp3", "ogg", "flac", "wav"])
def test_a_span_is_what_the_whole_has_there(format: str) -> None:
    samples = sounds.music(20.0) * (1.0 + np.arange(20 * sounds.RATE, dtype=np.float32) / sounds.RATE)[None] / 21.0
    data = encode(samples, sounds.RATE, format, None)
    whole = decode(data, mono=False)
    part = decode(data, mono=False, span=(7.3, 12.3))
    assert (part.spans, part.duration) == (((7.3, 12.3),), pytest.approx(5.0))
    there = whole.samples[:, round(7.3 * whole.rate) : round(12.3 * whole.rate)]
    assert np.abs(part.samples - there)[:, 1000:].max() < 0.02
    assert decode(data, span=(17.0, 30.0)).duration == pytest.approx(3.0, abs=0.1)


def test_stereo_is_kept_on_demand_and_mixed_by_the_mean_otherwise() -> None:
    music = sounds.music(4.0)
    music[1] *= 0.1
    data = encode(music, sounds.RATE, "wav")
    both = decode(data, rate=sounds.RATE, mono=False).samples
    assert _loudness(both[1]) < 0.2 * _loudness(both[0])
    assert decode(data, rate=sounds.RATE).samples[0] == pytest.approx(both.mean(axis=0), abs=1e-4)
    alone = decode(encode(music[:1], sounds.RATE, "wav"), mono=False).samples
    assert np.array_equal(alone[0], alone[1])


def test_nothing_above_half_the_new_rate_folds_back() -> None:
    time_ = np.arange(4 * sounds.RATE) / sounds.RATE
    low, high = (0.4 * np.sin(2 * np.pi * f * time_) for f in (1_000.0, 12_500.0))
    heard = [decode(encode((low + s * high)[None], sounds.RATE, "flac")).samples[0, 500:-500] for s in (0.0, 1.0)]
    assert _loudness(heard[1] - heard[0]) < 1e-3 * _loudness(heard[0])


def test_peaks_over_full_scale_survive() -> None:
    clip = decode(sounds.float_wav(4.0 * sounds.music(4.0)[0]))
    assert float(np.abs(clip.samples).max()) > 1.5


def test_what_is_no_number_becomes_silence() -> None:
    samples = sounds.music(4.0)[0]
    samples[1000:1010] = np.nan
    samples[2000], samples[3000], samples[4000] = np.inf, -np.inf, 1e30
    clip = decode(sounds.float_wav(samples))
    assert np.isfinite(clip.samples).all()
    assert float(np.abs(clip.samples).max()) < 0.6


def test_a_constant_offset_is_taken_away() -> None:
    clip = decode(sounds.float_wav(sounds.music(4.0)[0] + 0.3))
    assert abs(float(clip.samples.mean())) < 1e-4


def test_the_rate_and_channels_may_change_on_the_way() -> None:
    clip = decode(sounds.changing_rate())
    assert clip.duration == pytest.approx(4.0, abs=0.2)
    first, second = np.array_split(clip.samples[0], 2)
    assert _loudness(second) == pytest.approx(_loudness(first), rel=0.3)


def test_cover_art_and_unreadable_titles_do_not_matter() -> None:
    assert decode(sounds.mp3_with_cover(4.0)).duration == pytest.approx(4.0, abs=0.06)


def test_many_channels_without_names_are_mixed() -> None:
    samples = np.repeat(sounds.whole_notes(sounds.music(4.0)), 5)
    assert decode(sounds.wav(samples, channels=5)).duration == pytest.approx(4.0, abs=0.01)


def test_an_mp3_that_was_cut_off_is_heard_as_far_as_it_goes() -> None:
    whole = sounds.CONTAINERS["mp3"](8.0)
    assert decode(whole[: len(whole) // 2]).duration == pytest.approx(4.0, abs=0.2)


def test_an_mp3_may_begin_in_mid_frame() -> None:
    assert decode(sounds.CONTAINERS["mp3"](5.0)[4_000:]).duration > 4.0


def test_a_header_that_claims_too_much_or_too_little_is_not_believed() -> None:
    notes = sounds.whole_notes(sounds.music(4.0))
    assert decode(sounds.wav(notes, claimed=0xFFFFFFF0)).duration == pytest.approx(4.0, abs=0.01)
    assert decode(sounds.wav(notes, claimed=2**30)).spans[0][1] == pytest.approx(4.0, abs=0.01)


def test_three_seconds_are_enough() -> None:
    for name in ("mp3", "voice message", "wav", "browser recording"):
        assert decode(sounds.CONTAINERS[name](3.0)).duration >= 2.95


# --- long files -----------------------------------------------------------------------------------------------


def _stepped(seconds: int, rate: int = 8_000) -> np.ndarray:
    """(1, n): a tone whose pitch tells the second it sounds in: 500 Hz and 10 Hz more each second."""
    time_ = np.arange(seconds * rate) / rate
    return (0.3 * np.sin(2 * np.pi * np.cumsum(500.0 + 10.0 * np.floor(time_)) / rate))[None].astype(np.float32)


def _second(samples: np.ndarray, rate: int) -> float:
    """Which second of ``_stepped`` this is."""
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 16))
    return (power.argmax() * rate / (1 << 16) - 500.0) / 10.0


_LONG: dict[str, Callable[[np.ndarray], bytes]] = {
    "wav": lambda tone: encode(tone, 8_000, "wav"),
    "flac": lambda tone: encode(tone, 8_000, "flac"),
    "mp3": lambda tone: encode(tone, 8_000, "mp3"),
    "ogg": lambda tone: encode(tone, 8_000, "ogg"),
    "m4a": lambda tone: sounds.write(tone, "ipod", "aac", rate=8_000),
    "aac": lambda tone: sounds.write(tone, "adts", "aac", rate=8_000),
    "webm without cues": lambda tone: sounds.write(
        tone, "webm", "libopus", rate=8_000, container_options={"live": "1"}, seekable=False
    ),
}


@pytest.mark.parametrize("name", _LONG)
def test_a_long_file_is_heard_at_its_start_middle_and_end(name: str) -> None:
    clip = decode(_LONG[name](_stepped(120)), Limits(max_seconds=60.0))
    assert clip.duration == pytest.approx(120.0, abs=1.0)
    assert [start for start, _ in clip.spans] == pytest.approx([0.0, 58.0, 116.0], abs=1.0)
    assert [end - start for start, end in clip.spans] == pytest.approx([8.0, 4.0, 4.0], abs=0.6)
    assert clip.samples.shape[1] == pytest.approx(sum(end - start for start, end in clip.spans) * clip.rate, abs=4)
    at = 0
    for start, end in clip.spans:
        middle = at + round((end - start) / 2 * clip.rate)
        heard = _second(clip.samples[0, middle - 4_000 : middle + 4_000], clip.rate)
        assert heard == pytest.approx((start + end) / 2 - 0.5, abs=1.5)
        at += round((end - start) * clip.rate)


def test_windows_meet_without_a_click() -> None:
    clip = decode(_LONG["flac"](_stepped(40)), Limits(max_seconds=30.0))
    join = round((clip.spans[0][1] - clip.spans[0][0]) * clip.rate)
    assert float(np.abs(clip.samples[0, join - 3 : join + 3]).max()) < 0.02


def test_an_hour_is_heard_in_its_windows_and_quickly() -> None:
    hour = np.tile(sounds.music(60.0, 8_000, 1), 60)
    data = encode(hour, 8_000, "flac")
    began = time.process_time()
    clip = decode(data)
    assert time.process_time() - began < 3.0
    assert clip.duration == pytest.approx(3600.0, abs=0.1)
    assert np.array(clip.spans) == pytest.approx(np.array([(0, 120), (1770, 1830), (3540, 3600)]), abs=0.1)


def test_an_hour_of_silence_is_called_silent() -> None:
    assert "silent" in _refusal(encode(np.zeros((1, 3600 * 8_000), dtype=np.float32), 8_000, "flac"))


def test_a_length_that_is_not_stated_or_not_true_is_measured() -> None:
    stream = sounds.opus_recording(20.0)
    with av.open(io.BytesIO(stream)) as container:
        assert container.duration is None
    clip = decode(stream, Limits(max_seconds=15.0))
    assert clip.duration == pytest.approx(20.0, abs=0.2)
    assert len(clip.spans) == 3
    notes = sounds.whole_notes(sounds.music(10.0))
    clip = decode(sounds.wav(notes, claimed=0x7FFFFF00))
    assert clip.spans == ((0.0, clip.duration),)
    assert clip.duration == pytest.approx(10.0, abs=0.01)


# --- what is refused, and why ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"la la la, I am a song\n" * 50, "text"),
        ("Gesänge über Möwen – 歌\n".encode() * 100, "text"),
        ("hello".encode("utf-16"), "text"),
        (b'{"error": "not found"}', "text"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"\xef\xbb\xbf\n <HTML><head>", "web page"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "playlist"),
        (b"ffconcat version 1.0\nfile a.flac\n", "playlist"),
        (b"[playlist]\nFile1=http://127.0.0.1/\n", "playlist"),
        (_picture("PNG"), "picture"),
        (_picture("JPEG"), "picture"),
        (_picture("GIF"), "picture"),
        (_picture("WEBP"), "picture"),
        (_picture("BMP"), "picture"),
        (_picture("TIFF"), "picture"),
        (_picture("AVIF"), "picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (gzip.compress(b"x" * 1000), "archive"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
        (b"MThd\0\0\0\6\0\1\0\2\0\x60" + bytes(100), "MIDI"),
        (b"RIFF\0\1\0\0AVI LIST" + bytes(100), "video"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(100), "Windows Media"),
        (bytes(5_000), "damaged"),
        (np.random.default_rng(3).bytes(200_000), "damaged"),
        (b"\xff\xfb\x90\x64" + bytes(20_000), "damaged"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "damaged"),
        (sounds.protected_m4a(), "protected"),
        (sounds.silent_video(), "no sound"),
    ],
)
def test_what_is_not_sound_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableAudio, match=reason) as caught:
        decode(data)
    assert str(caught.value).endswith(".")
    assert "end" in str(caught.value) or "Save" in str(caught.value), "it says what would work"


def test_a_zip_bomb_is_named_and_never_unpacked() -> None:
    began = time.process_time()
    assert "archive (zip)" in _refusal(sounds.zip_bomb())
    assert time.process_time() - began < 1.0


def test_an_m4a_without_its_index_is_called_cut_off() -> None:
    whole = sounds.CONTAINERS["m4a"](4.0)
    assert whole.index(b"moov") > len(whole) / 2
    assert "cut off" in _refusal(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    ("seconds", "reason"), [(0.0, "no sound"), (1 / sounds.RATE, "0.0 seconds"), (0.9, "0.9 sec"), (2.5, "2.5 seconds")]
)
def test_too_short_is_said_with_its_length(seconds: float, reason: str) -> None:
    with pytest.raises(NothingToHear, match=reason):
        decode(sounds.wav(sounds.whole_notes(sounds.music(seconds))))


@pytest.mark.parametrize("level", [0.0, 3e-4])
def test_silence_is_said(level: float) -> None:
    noise = np.random.default_rng(1).standard_normal((1, 5 * sounds.RATE)) * level
    with pytest.raises(NothingToHear, match="silent"):
        decode(encode(noise + 0.2, sounds.RATE, "wav"))


def test_quiet_is_not_silence() -> None:
    assert decode(encode(sounds.music(4.0) * 0.02, sounds.RATE, "wav")).duration == 4.0


def test_too_many_bytes_are_refused_before_anything_is_read() -> None:
    with pytest.raises(TooMuchAudio, match="60 MiB and I take at most 50 MiB"):
        decode(b"ID3" + bytes(60 * 2**20))


@pytest.mark.parametrize("rate", [0, 1, 100, 0xFFFFFFFF])
def test_a_lying_sample_rate_does_not_blow_up(rate: int) -> None:
    began = time.process_time()
    assert _refusal(sounds.wav(sounds.whole_notes(sounds.music(20.0)), rate))
    assert time.process_time() - began < 1.0


def test_a_file_of_countless_tiny_packets_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sounds.tiny_packets(60_000)
    began = time.process_time()
    heard = decode(data, Limits(min_seconds=0.5)).duration
    assert time.process_time() - began < 4.0
    assert heard == pytest.approx(60_000 / sounds.RATE, abs=0.01)
    monkeypatch.setattr("engine.audio._decode.MAX_PACKETS", 100_000)
    assert "only 0.2 seconds" in _refusal(data)


def test_a_text_named_like_a_song_cannot_make_it_read_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.flac").write_bytes(sounds.CONTAINERS["flac"](4.0))
    monkeypatch.chdir(tmp_path)
    trick = b"ffconcat version 1.0\nfile secret.flac\n"
    with av.open(io.BytesIO(trick)) as container:
        assert container.streams.audio, "FFmpeg by itself does read the neighbour"
    assert "playlist" in _refusal(trick)
    for disguise in (b"\xff\xfb", b"ID3\4\0\0\0\0\0\0", b"\0", b"fLaC"):
        assert _refusal(disguise + trick)


def test_ffmpeg_itself_is_held_when_the_first_bytes_deceive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.flac").write_bytes(sounds.CONTAINERS["flac"](4.0))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("engine.audio._decode.demuxers", lambda data: "mp3,aac,wav,flac")
    assert "damaged" in _refusal(b"ffconcat version 1.0\nfile secret.flac\n")


# --- damage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sounds.CONTAINERS)
def test_damaged_files_are_heard_or_refused_but_never_crash_or_hang(name: str) -> None:
    whole = sounds.CONTAINERS[name](3.2)
    for data in sounds.damaged(whole, 25, seed=11):
        began = time.process_time()
        with contextlib.suppress(EngineError):
            assert np.isfinite(decode(data).samples).all()
        assert time.process_time() - began < 5.0


# --- writing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["wav", "flac", "mp3", "ogg"])
@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_what_is_written_is_heard_again(format: str, rate: int) -> None:
    music = sounds.music(5.0, rate)
    data = encode(music, rate, format)
    assert data == encode(music, rate, format)
    clip = decode(data, rate=rate, mono=False)
    assert clip.duration == pytest.approx(5.0, abs=0.002)
    length = min(clip.samples.shape[1], music.shape[1])
    for heard, meant in zip(clip.samples[:, :length], music[:, :length], strict=True):
        assert np.corrcoef(heard, meant)[0, 1] > 0.99


def test_mp3_and_ogg_step_down_until_they_fit() -> None:
    music = sounds.music(20.0)
    for format in ("mp3", "ogg"):
        whole = encode(music, sounds.RATE, format)
        half = encode(music, sounds.RATE, format, max_bytes=len(whole) // 2)
        assert len(whole) // 4 < len(half) <= len(whole) // 2
        assert decode(half).duration == pytest.approx(20.0, abs=0.01)


@pytest.mark.parametrize(("format", "advice"), [("wav", "mp3 or ogg"), ("flac", "mp3 or ogg"), ("mp3", "shorter part")])
def test_what_cannot_fit_is_said(format: str, advice: str) -> None:
    noise = np.random.default_rng(0).standard_normal((2, 4 * sounds.RATE)) * 0.2
    with pytest.raises(TooMuchAudio, match=advice):
        encode(noise, sounds.RATE, format, max_bytes=10_000)


def test_writing_cuts_peaks_instead_of_wrapping_them() -> None:
    loud = 4.0 * sounds.music(4.0)
    heard = decode(encode(loud, sounds.RATE, "wav"), rate=sounds.RATE, mono=False).samples
    assert np.corrcoef(heard[0], np.clip(loud[0], -1, 1))[0, 1] > 0.9999


def test_decoding_is_the_same_every_time() -> None:
    data = sounds.CONTAINERS["mp3"](4.0)
    first, second = decode(data), decode(data)
    assert isinstance(first, Clip)
    assert np.array_equal(first.samples, second.samples)


def test_half_a_minute_of_mp3_takes_little_time() -> None:
    data = sounds.CONTAINERS["mp3"](30.0)
    times = []
    for _ in range(5):
        began = time.process_time()
        decode(data)
        times.append(time.process_time() - began)
    assert min(times) < 0.07


# --- loudness -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_loudness_meets_the_standards_reference(rate: int) -> None:
    sine = np.sin(2 * np.pi * 997.0 * np.arange(5 * rate) / rate)[None].astype(np.float32)
    assert loudness(sine, rate) == pytest.approx(-3.01, abs=0.05)  # BS.1770-4: one channel at full scale
    assert loudness(0.1 * sine, rate) == pytest.approx(-23.01, abs=0.05)
    assert loudness(np.repeat(sine, 2, axis=0), rate) == pytest.approx(0.0, abs=0.05)


def test_silence_around_a_song_does_not_make_it_quieter() -> None:
    music = sounds.music(10.0)
    padded = np.pad(music, ((0, 0), (20 * sounds.RATE, 20 * sounds.RATE)))
    assert loudness(padded, sounds.RATE) == pytest.approx(loudness(music, sounds.RATE), abs=0.2)
    assert loudness(np.zeros((2, sounds.RATE), dtype=np.float32), sounds.RATE) == float("-inf")


@pytest.mark.parametrize("gain", [0.01, 1.0, 20.0])
def test_mastering_reaches_its_level_under_the_ceiling(gain: float) -> None:
    random = np.random.default_rng(2)
    spiky = sounds.music(8.0) * gain
    spiky[:, random.integers(spiky.shape[1], size=40)] *= 3.0
    louder = mastered(spiky, sounds.RATE)
    assert loudness(louder, sounds.RATE) == pytest.approx(-14.0, abs=0.3)
    fine = resample_poly(louder, 8, 1, axis=1)
    assert 20 * np.log10(float(np.abs(fine).max())) < -0.5


def test_mastering_limits_what_is_at_its_level_already() -> None:
    """Sound at -14 LUFS whose peaks are too high was once given back as it came."""
    clicks = 0.2 * sounds.music(8.0)
    clicks[:, :: sounds.RATE // 2] = 0.9
    clicks *= 10.0 ** ((-14.0 - loudness(clicks, sounds.RATE)) / 20.0)
    assert 20 * np.log10(float(np.abs(clicks).max())) > 0.0
    assert 20 * np.log10(float(np.abs(mastered(clicks, sounds.RATE)).max())) <= -1.0


def test_mastering_reaches_its_level_through_much_limiting() -> None:
    """Three rounds of as much gain as was missing once left drums half a unit too quiet."""
    time = np.arange(10 * sounds.RATE) / sounds.RATE
    drums = np.exp(-25.0 * (time % 0.5)) * np.sin(2 * np.pi * 60.0 * time) + 0.05 * np.sin(2 * np.pi * 440.0 * time)
    stereo = np.stack([drums, drums]).astype(np.float32)
    assert loudness(mastered(stereo, sounds.RATE), sounds.RATE) == pytest.approx(-14.0, abs=0.1)


def test_mastering_leaves_silence_alone() -> None:
    silence = np.zeros((2, sounds.RATE), dtype=np.float32)
    assert not mastered(silence, sounds.RATE).any()
