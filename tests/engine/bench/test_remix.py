"""The bench of remixes, from files to the table, on made songs; and the older method on tones."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from engine.api import RemixOptions, Sound
from engine.audio import Limits, decode, encode, mastered
from engine.bench.remix import Measures, anchor, rounds, table
from engine.bench.remix.pairs import Excerpt, MissingMusic, Pair
from engine.jukebox import song

needs_measures = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("librosa", "mir_eval")),
    reason="librosa and mir_eval are not installed: pip install 'slate-bot[train]'",
)
MADE = Pair(Excerpt("happy", 1.0), Excerpt("sad", 1.0))


@pytest.fixture
def music(tmp_path: Path) -> Path:
    for name in ("happy", "sad"):
        samples = decode(song(name), Limits(), rate=44_100, mono=False).samples
        (tmp_path / f"{name}.ogg").write_bytes(encode(samples[:, : 6 * 44_100], 44_100, "flac"))
    return tmp_path


def mixed(first: bytes, second: bytes, options: RemixOptions) -> Any:
    """An engine that mixes the second song under the first."""
    clips = [decode(data, Limits(), rate=44_100, mono=False).samples for data in (first, second)]
    length = min(clip.shape[1] for clip in clips)
    share = {"subtle": 0.2, "balanced": 0.5, "heavy": 0.8}[options.strength]
    made = (1.0 - share) * clips[0][:, :length] + share * clips[1][:, :length]
    return SimpleNamespace(sound=Sound(encode(mastered(made, 44_100), 44_100, "wav"), "audio/wav", length / 44_100))


@needs_measures
def test_the_table_tells_all_methods_and_fails_what_is_not_good_enough(
    music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "remix", mixed)
    monkeypatch.setattr(anchor, "FILTERS", 32)
    plan = rounds.Plan(pairs=(MADE,), effort=anchor.Effort(2, 2))
    out = rounds.play(music, plan)
    told = {gate.name: gate for gate in table.gates(out)}
    assert told["tune kept (chroma), worst"].found == min(row.measures.chroma for row in out.of("balanced"))
    assert told["same seed, same bytes"].kept
    assert told["a song with itself (chroma)"].kept
    assert not told["style left to go (gram), mean"].kept, "a plain mix is no remix"
    chroma = [np.mean([row.measures.chroma for row in out.of(name)]) for name in plan.strengths]
    assert chroma == sorted(chroma, reverse=True)
    gram = [np.mean([row.measures.gram for row in out.of(name)]) for name in plan.strengths]
    assert gram[2] < min(gram[:2])
    text = table.report(out)
    for name in (
        "copy of A",
        "copy of B",
        "equalised only",
        "happy > sad: random layer",
        "rank correlation",
        "as mp3",
        "MISSED",
    ):
        assert name in text
    assert len(out.older) == 2
    assert len({len(line) for line in text.split("\n\n")[2].splitlines()}) == 1, "columns stand under their names"


def row(method: str, **better: float) -> rounds.Row:
    names = Measures.__dataclass_fields__
    return rounds.Row("a > b", method, Measures(**dict.fromkeys(names, 0.5) | better), processor=1.0, waited=1.0)


def test_a_gate_is_missed_by_a_hair_and_by_what_could_not_be_measured() -> None:
    rows = [row("balanced", chroma=0.61999, loudness=-14.51, peak=-0.99, longer=-0.011), row("balanced", gram=np.nan)]
    out = rounds.Outcome(rounds.Plan(), rows)
    missed = {gate.name for gate in table.gates(out) if not gate.kept}
    assert {
        "tune kept (chroma), worst",
        "style left to go (gram), mean",
        "LU from -14 LUFS, worst",
        "true peak in dB, worst",
        "seconds from the song's length, worst",
    } <= missed


def test_the_older_method_is_named_wherever_it_is_not_worse() -> None:
    older, ours = row(rounds.OLDER, chroma=0.6, gram=0.4), row("balanced", pitches=0.6, thirds=0.4)
    out = rounds.Outcome(rounds.Plan(), [row("balanced")], [replace(older, processor=30.0), ours])
    gates = {gate.name: gate for gate in table.gates(out)}
    assert gates["times cheaper than the older method"].kept
    assert gates["measures in which that is as good"].found == 5, "all but pitches and thirds; equal is not better"


def test_a_missing_song_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingMusic, match=r"happy\.ogg is missing"):
        rounds.play(tmp_path, rounds.Plan(pairs=(MADE,)))


def test_the_command_line_says_what_lacks(tmp_path: Path) -> None:
    from bot.cli import main

    (tmp_path / "music").mkdir()
    done = CliRunner().invoke(main, ["bench", "remix", "--data", str(tmp_path), "--anchors", "0"])
    assert done.exit_code == 1
    assert "sugar_plum_fairy.ogg is missing" in done.output


def test_the_older_method_moves_a_tone_towards_noise_and_repeats_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchor, "FILTERS", 64)
    time = np.arange(anchor.RATE) / anchor.RATE
    tone = 0.3 * np.sin(2 * np.pi * 440.0 * time)
    hiss = 0.1 * np.random.default_rng(0).standard_normal(len(time))
    shares: list[float] = []
    made = anchor.transferred(tone, hiss, anchor.Effort(8, 5), shares.append)
    assert len(made) == len(tone)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)

    def high(samples: Any) -> float:
        power = np.abs(np.fft.rfft(samples)) ** 2
        return float(power[len(power) // 2 :].sum() / power.sum())

    assert high(tone) < 0.01 < 0.2 < high(made) < high(hiss) + 0.2
    np.testing.assert_array_equal(made, anchor.transferred(tone, hiss, anchor.Effort(8, 5)))


def test_phases_are_found_for_magnitudes_of_real_sound() -> None:
    """Griffin-Lim brings the magnitudes of a chord back within a fifth."""
    import torch

    time = np.arange(anchor.RATE) / anchor.RATE
    chord = sum(np.sin(2 * np.pi * pitch * time) for pitch in (220.0, 277.2, 329.6)) * np.exp(-2 * time)
    wanted = torch.expm1(anchor._logarithmic(chord))

    def missed(rounds: int) -> float:
        made = anchor._sounded(wanted, len(chord), rounds, torch.Generator().manual_seed(0))
        return float((torch.expm1(anchor._logarithmic(made)) - wanted).norm() / wanted.norm())

    assert missed(50) < 0.2 < 0.5 < missed(0)
