"""The course of a remix: choose, align, take apart, lay anew, mix, carry the style over, master, and tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from engine.api import (
    ENGLISH,
    Hearing,
    Labels,
    Passage,
    Progress,
    Remix,
    RemixNote,
    RemixOptions,
    Sound,
    Step,
    digest,
    silent,
)
from engine.audio import Clip, Limits, decode, encode, loudness
from engine.errors import EngineError
from engine.hearing import hear_clip
from engine.likeness import Metric
from engine.remix.align import Tune, key_shift, tune
from engine.remix.beat_network import network_beats
from engine.remix.choose import Span, choose
from engine.remix.equaliser import equalised
from engine.remix.master import glued, master
from engine.remix.mix import AMOUNTS, Balance, Stems, accents, balance, mixed, rms, widened
from engine.remix.picture import draw_remix
from engine.remix.score import Score, staff
from engine.remix.split import Layers, split
from engine.remix.stretch import laid
from engine.remix.transfer import transfer
from engine.remix.units import BED, DRUMS, Run, select, units_of_both
from engine.remix.vocals import led, sung
from engine.spectrum import RATE as LOW_RATE
from engine.spectrum import Spectrum, spectrum

Samples = NDArray[np.float32]

RATE = 44_100  # Hz
STYLE_SECONDS = (30.0, 60.0)  # s of the second song at least and at most
ATTACKS = 0.8  # of what strikes in the first song stays with its tune: without it plucked notes lose their beginning
REACH = 2  # semitones around the key shift that the bed may be transposed by, to follow chords
MATCHED, REMATCHED = 0.8, 0.4  # of the spectral balance of the second song, before and after its style is carried over
FAR_TEMPO = 0.33  # octaves
FAR_KEY = 4  # semitones
SHORT = 10.0  # s
SAME = 0.995  # cosine of the likeness vectors of one recording
HELD_BACK = 0.8  # of the strength, where the songs lie far apart
_TYPES = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav"}


@dataclass(frozen=True)
class Material:
    """What is known of one passage: ``samples`` (2, n) at 44.1 kHz, its place, its tune, and how it was heard.

    ``voice`` (2, n) is who sings in it, where a network took that out.
    """

    samples: Samples
    span: Span
    name: str
    sound: Spectrum
    tune: Tune
    hearing: Hearing
    voice: Samples | None = None


@dataclass(frozen=True)
class Plan:
    """Which stretches of the second song lie where, by how much it is transposed, and what people should know."""

    drums: tuple[Run, ...]
    bed: tuple[Run, ...]
    shift: int
    amount: float
    notes: tuple[RemixNote, ...]


def remix(
    first: bytes,
    second: bytes,
    options: RemixOptions | None = None,
    limits: Limits | None = None,
    progress: Progress = silent,
    labels: Labels = ENGLISH,
    models: Path | None = None,
) -> Remix:
    """The first file's song in the style of the second's; ``EngineError`` says what is wrong with either.

    The same files and options give the same bytes. ``models`` is a folder of weights for the optional networks; those
    that are there and installed tell the beats of both songs and lift the first one's voice to lead.
    """
    options, limits = options or RemixOptions(), limits or Limits()
    progress(Step("opening the files", 0.01))
    with _named("first"):
        own = _material(first, options.seconds, options.start, limits, models)
    progress(Step("listening to both songs", 0.04))
    length = float(np.clip(options.seconds, *STYLE_SECONDS))
    with _named("second"):
        style = _material(second, length, options.style_start, limits, models)
    progress(Step("finding beats and harmony", 0.09))
    voice = None if options.classic else sung(own.samples, models, _within(progress, 0.09, 0.6))
    if voice is not None:
        own, progress = replace(own, voice=voice), _within(progress, 0.56, 1.0)
    plan = planned(own, style, options)
    samples = (
        _classic(own, style, plan, options, progress) if options.classic else _made(own, style, plan, options, progress)
    )
    progress(Step("mastering", 0.8))
    finished = master(samples, RATE)
    return _told(own, style, plan, finished, options, progress, labels)


@contextmanager
def _named(which: str) -> Iterator[None]:
    """Say which of the two songs is at fault."""
    try:
        yield
    except EngineError as error:
        raise type(error)(f"The {which} song: {error}") from error


def planned(own: Material, style: Material, options: RemixOptions) -> Plan:
    """Decide what lies where."""
    one, other = own.tune, style.tune
    shift, _ = key_shift(one.chroma.mean(axis=1), other.chroma.mean(axis=1))
    notes = _notes(own, style, shift)
    far = {"far_tempo", "far_key"} & set(notes)
    if options.classic:  # takes no stretch of either song, and moves none
        return Plan((), (), 0, AMOUNTS[options.strength], notes)
    ours, theirs = units_of_both(one, other)
    drums = select(ours, theirs, [0], DRUMS, seed=options.seed) if options.keep == "melody" else ()
    shifts = range(shift - REACH, shift + REACH + 1)
    bed = select(ours, theirs, shifts, BED, shift, options.seed) if options.bed or options.keep == "groove" else ()
    amount = AMOUNTS[options.strength] * (HELD_BACK if len(far) == 2 else 1.0)
    return Plan(drums, bed, shift, amount, (*notes, "turned_down") if len(far) == 2 else notes)


def arranged(own: Material, style: Material, plan: Plan, options: RemixOptions, progress: Progress = silent) -> Samples:
    """(2, n): the layers as they come together, before the style is carried over."""
    progress(Step("taking the songs apart", 0.12))
    with ThreadPoolExecutor(2) as both:
        ours, theirs = both.map(split, (own.samples, style.samples))
    progress(Step("laying one along the other", 0.27))
    stems = _stems(own, style, ours, theirs, plan)
    progress(Step("mixing", 0.42))
    weights: Balance = balance(options.keep, plan.amount)
    ratios = rms(ours.struck) / (rms(ours.held) + 1e-9), rms(theirs.struck) / (rms(theirs.held) + 1e-9)
    whole = equalised(mixed(stems, weights, ratios, RATE), style.samples, RATE, MATCHED)
    return widened(whole, style.samples)


def _stems(own: Material, style: Material, ours: Layers, theirs: Layers, plan: Plan) -> Stems:
    length = own.samples.shape[1]
    lead = ours.held + np.float32(ATTACKS) * ours.struck
    lead = lead if own.voice is None else led(own.voice, lead)
    lead = equalised(lead, style.samples, RATE, 0.4 + 0.5 * plan.amount)
    bed = drums = None
    if plan.bed:
        bed = laid(theirs.held, plan.bed, RATE, length, own.tune.tuning - style.tune.tuning)
    if plan.drums:
        drums = laid(theirs.struck, plan.drums, RATE, length)
        drums = drums * accents(drums, own.tune, RATE)
    return Stems(lead, ours.struck, bed, drums)


def _made(own: Material, style: Material, plan: Plan, options: RemixOptions, progress: Progress) -> Samples:
    whole = glued(arranged(own, style, plan, options, progress), style.samples, RATE, amount=plan.amount)
    part = _within(progress, 0.53, 0.8)
    turned = transfer(whole, style.samples, RATE, strength=plan.amount, seed=options.seed, progress=part).samples
    return equalised(turned, style.samples, RATE, REMATCHED)


def _classic(own: Material, style: Material, plan: Plan, options: RemixOptions, progress: Progress) -> Samples:
    from engine.remix.classic import classic

    part = _within(progress, 0.12, 0.8)
    drawn = classic(own.samples, style.samples, RATE, seed=options.seed, strength=plan.amount, progress=part)
    return glued(drawn, style.samples, RATE, amount=plan.amount)


def _material(data: bytes, seconds: float, start: float | None, limits: Limits, models: Path | None) -> Material:
    """Find, decode and hear the passage of one file."""
    span = _span(data, seconds, start, limits)
    clip = decode(data, limits, rate=RATE, mono=False, span=span)
    samples = clip.samples
    mono = _mono(samples)
    hearing = hear_clip(Clip(mono[None], LOW_RATE, len(mono) / LOW_RATE, ((0.0, len(mono) / LOW_RATE),)), "")
    sound = spectrum(mono)
    length = samples.shape[1] / RATE
    pulse = tune(sound, network_beats(mono, models))
    return Material(samples, (span[0], span[0] + length), digest(data), sound, pulse, hearing)


def _span(data: bytes, seconds: float, start: float | None, limits: Limits) -> Span:
    """The passage of a file in seconds; of one so long that only windows of it are heard, within the first."""
    clip = decode(data, limits, rate=LOW_RATE, mono=True)
    begin, end = clip.spans[0]
    if start is not None and len(clip.spans) > 1:
        return start, min(start + seconds, clip.duration)
    return choose(clip.samples[0, : round((end - begin) * LOW_RATE)], seconds, start)


def _mono(samples: Samples) -> Samples:
    return soxr.resample(samples.mean(axis=0), RATE, LOW_RATE).astype(np.float32)


def _notes(own: Material, style: Material, shift: int) -> tuple[RemixNote, ...]:
    octaves = np.log2(own.tune.pulse.period / style.tune.pulse.period)
    told: dict[RemixNote, bool] = {
        "same_song": own.name == style.name or _cosine(own.hearing, style.hearing) > SAME,
        "no_beat": not own.tune.pulse.clear,
        "no_beat_in_style": not style.tune.pulse.clear,
        "far_tempo": abs(octaves - round(octaves)) > FAR_TEMPO,
        "far_key": abs(shift) >= FAR_KEY,
        "short_style": style.tune.seconds < min(SHORT, own.tune.seconds),
    }
    return tuple(note for note, true in told.items() if true)


def _told(
    own: Material,
    style: Material,
    plan: Plan,
    samples: Samples,
    options: RemixOptions,
    progress: Progress,
    labels: Labels,
) -> Remix:
    """The finished remix with its picture and its report."""
    progress(Step("hearing the remix", 0.91))
    mono = _mono(samples)
    length = samples.shape[1] / RATE
    heard = hear_clip(Clip(mono[None], LOW_RATE, length, ((0.0, length),)), "")
    progress(Step("drawing the remix", 0.92))
    beats = own.tune.pulse.beats
    score = Score(
        staff(own.sound, beats, own.hearing.mood),
        staff(style.sound, style.tune.pulse.beats, style.hearing.mood),
        staff(spectrum(mono), beats, heard.mood),
        plan.drums,
        plan.bed,
    )
    picture = draw_remix(score, labels)
    progress(Step("writing the file", 0.93))
    data = encode(samples, RATE, options.format, options.max_bytes)
    speeds = [run.rate for run in (*plan.drums, *plan.bed)]
    return Remix(
        sound=Sound(data, _TYPES[options.format], length),
        picture=picture,
        first=_passage(own, heard),
        second=_passage(style, heard),
        shift=plan.shift,
        stretch=round(1.0 / float(np.median(speeds)), 3) if speeds else 1.0,
        loudness=round(loudness(samples, RATE), 2),
        strength=options.strength,
        notes=plan.notes,
        seed=options.seed,
    )


def _passage(material: Material, remixed: Hearing) -> Passage:
    names = ("tempo", "tempo_confidence", "key", "mode", "key_confidence")
    features = {name: material.hearing.features[name] for name in names}
    features["tempo"] = round(60.0 / material.tune.pulse.period, 2)
    start, end = material.span
    likeness = Metric.load().alike(_cosine(material.hearing, remixed))
    return Passage(round(start, 3), round(end, 3), features, material.hearing.mood, round(likeness, 4))


def _cosine(one: Hearing, other: Hearing) -> float:
    pair = [np.frombuffer(each.vector, dtype="<f2").astype(np.float64) for each in (one, other)]
    return float(pair[0] @ pair[1] / (np.linalg.norm(pair[0]) * np.linalg.norm(pair[1]) + 1e-9))


def _within(progress: Progress, low: float, high: float) -> Progress:
    """Progress of a part, as that of the whole."""
    return lambda step: progress(Step(step.stage, low + (high - low) * step.fraction, step.ahead))
