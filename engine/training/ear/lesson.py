"""One stretch of teaching: batches of augmented crops, weighted losses, a cosine schedule, and checkpoints.

Every step draws its chances from a seed of its own, so a run that was stopped and goes on ends with the same weights.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.api import Progress, Step, silent
from engine.ear.network import Answers, Network, Shape
from engine.training.ear.augment import REACH, Strength, augmented
from engine.training.ear.corpus import Array, Corpus, Numbers
from engine.training.ear.losses import chosen, contrast, measured, told

CROPS = 2  # of each song in a batch
KEEP_EVERY = 50  # steps between checkpoints
SMOOTHING = 0.1  # of the mood's labels, which are one opinion about a song


@dataclass(frozen=True)
class Weights:
    """How much each loss counts; 0 leaves it out."""

    songs: float = 0.5
    artists: float = 0.5
    moods: float = 0.0
    plane: float = 0.0
    emotions: float = 0.0
    genres: float = 0.0
    tags: float = 0.0
    features: float = 0.0


@dataclass(frozen=True)
class Lesson:
    """``steps`` batches of ``songs`` songs at a peak learning ``rate``.

    ``mixup`` is the share of mixed crops; ``labelled`` says how many times likelier a clip with a mood is drawn.
    """

    name: str
    steps: int
    weights: Weights
    songs: int = 40
    rate: float = 2e-3
    warmup: float = 0.1
    decay: float = 0.05
    mixup: float = 0.5
    labelled: float = 1.0
    strength: Strength = field(default_factory=Strength)
    seed: int = 0


class Pupil(nn.Module):
    """A network and the heads that only teaching needs: mood tags, the analysis' features, and a projection.

    Songs are contrasted through the projection (Chen et al. 2020), which loses what their crops do not share; the
    pooled vector before it keeps more, so that the shipped embedding is made from that.
    """

    def __init__(self, shape: Shape, tags: int, features: int) -> None:
        super().__init__()
        self.network = Network(shape)
        self.tags = nn.Linear(shape.pooled, tags)
        self.features = nn.Linear(shape.pooled, features)
        self.projection = nn.Sequential(nn.Linear(shape.pooled, 192), nn.ReLU(), nn.Linear(192, 48))


@dataclass(frozen=True)
class Targets:
    """A batch's labels as tensors, one row for each crop."""

    songs: Tensor
    artists: Tensor
    moods: Tensor
    plane: Tensor
    emotions: Tensor
    genres: Tensor
    tags: Tensor
    features: Tensor


def new_pupil(corpus: Corpus, seed: int, shape: Shape | None = None) -> Pupil:
    """An untaught one; the same seed gives the same weights."""
    torch.manual_seed(seed)
    return Pupil(shape or Shape(), corpus.labels.tags.shape[1], corpus.features.shape[1])


def teach(
    pupil: Pupil, corpus: Corpus, heard: Numbers, lesson: Lesson, kept: Path, progress: Progress = silent
) -> None:
    """Teach with the clips whose places are in ``heard``; goes on from the checkpoint ``kept`` where there is one."""
    optimiser = torch.optim.AdamW(pupil.parameters(), lr=lesson.rate, weight_decay=lesson.decay)
    purpose = _purpose(lesson, heard)
    done = _resume(pupil, optimiser, kept, purpose)
    if done == lesson.steps:
        return
    desk = Desk(corpus, heard, lesson)
    pupil.train()
    for step in range(done, lesson.steps):
        for group in optimiser.param_groups:
            group["lr"] = lesson.rate * _schedule(step / lesson.steps, lesson.warmup)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(desk.loss(pupil, step))
        nn.utils.clip_grad_norm_(pupil.parameters(), 5.0)
        optimiser.step()
        if (step + 1) % KEEP_EVERY == 0 or step + 1 == lesson.steps:
            _keep(pupil, optimiser, kept, {"step": step + 1, "purpose": purpose})
        progress(Step(f"{lesson.name}: step {step + 1} of {lesson.steps}", (step + 1) / lesson.steps))


class Desk:
    """Where a lesson's batches are made and its losses added up."""

    def __init__(self, corpus: Corpus, heard: Numbers, lesson: Lesson) -> None:
        self.corpus, self.heard, self.lesson = corpus, heard, lesson
        self.features = standardised(corpus.features, heard)
        self.feature_weights = torch.from_numpy(block_weights(corpus.feature_names))
        likelier = np.where(np.isnan(corpus.labels.moods[heard, 0]), 1.0, lesson.labelled)
        self.odds = likelier / likelier.sum()
        artists = corpus.labels.artists[heard]
        self.by_artist = {artist: heard[artists == artist] for artist in np.unique(artists)}

    def loss(self, pupil: Pupil, step: int) -> Tensor:
        """The loss of batch number ``step``, which depends on nothing but the pupil's weights."""
        chance = np.random.default_rng((self.lesson.seed, step))
        torch.manual_seed(int(chance.integers(2**62)))  # of augmentation and dropout
        places = np.repeat(self.batch(chance), CROPS)
        with torch.no_grad():
            sound = augmented(crops(self.corpus, places, chance), self.lesson.strength)
            share = _mixing(len(places), self.lesson.mixup)
            other = torch.randperm(len(places))
            sound = share[:, None, None] * sound + (1.0 - share)[:, None, None] * sound[other]
        targets = self.targets(places)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            pooled = pupil.network(sound[:, None].contiguous(memory_format=torch.channels_last))
        pooled = pooled.float()
        answers = pupil.network.answer(pooled)
        kept = pupil.network.drop(pooled)
        guessed = self._guesses(pupil, answers, kept)
        mixed = self._told(guessed, targets), self._told(guessed, _rows_of(targets, other))
        weights = self.lesson.weights
        loss = (share * mixed[0] + (1.0 - share) * mixed[1]).mean()
        if weights.songs:
            ratio = weights.artists / weights.songs
            projected = functional.normalize(pupil.projection(pooled), dim=1)
            loss = loss + weights.songs * contrast(projected, targets.songs, targets.artists, ratio)
        return loss

    def batch(self, chance: np.random.Generator) -> Numbers:
        """Places of a batch's songs; every other one brings a song of the same artist, where there is one."""
        count = min(self.lesson.songs, len(self.heard))
        order = chance.choice(self.heard, count, replace=False, p=self.odds)
        for place in range(0, len(order) - 1, 2):
            fellows = self.by_artist[self.corpus.labels.artists[order[place]]]
            fellow = chance.choice(fellows)
            if fellow not in order:
                order[place + 1] = fellow
        return order

    def targets(self, places: Numbers) -> Targets:
        """What is known of the clips at these places."""
        labels = self.corpus.labels
        moods = labels.moods[places] * (1.0 - SMOOTHING) + SMOOTHING / 4
        plane = labels.plane[places] * (1.0 - SMOOTHING) + SMOOTHING / 2
        return Targets(
            songs=torch.from_numpy(places),
            artists=torch.from_numpy(labels.artists[places]),
            moods=torch.from_numpy(moods.astype(np.float32)),
            plane=torch.from_numpy(plane.astype(np.float32)),
            emotions=torch.from_numpy(labels.emotions[places]),
            genres=torch.from_numpy(labels.genres[places]),
            tags=torch.from_numpy(labels.tags[places]),
            features=torch.from_numpy(self.features[places]),
        )

    def _guesses(self, pupil: Pupil, answers: Answers, kept: Tensor) -> dict[str, Tensor]:
        weights = self.lesson.weights
        extra = {
            "tags": pupil.tags(kept) if weights.tags else kept,
            "features": pupil.features(kept) if weights.features else kept,
        }
        return extra | {name: getattr(answers, name) for name in ("moods", "plane", "emotions", "genres")}

    def _told(self, guessed: dict[str, Tensor], targets: Targets) -> Tensor:
        """(crops,): the weighted losses of all heads."""
        weights, total = self.lesson.weights, torch.zeros(len(targets.songs))
        if weights.moods:
            total = total + weights.moods * chosen(guessed["moods"], targets.moods)
        for name in ("plane", "emotions", "genres", "tags"):
            if weight := getattr(weights, name):
                total = total + weight * told(guessed[name], getattr(targets, name))
        if weights.features:
            total = total + weights.features * measured(guessed["features"], targets.features, self.feature_weights)
        return total


def crops(corpus: Corpus, places: Numbers, chance: np.random.Generator) -> Tensor:
    """(n, 96, REACH) frames at random moments of the clips."""
    lengths = np.maximum(corpus.lengths[places], REACH)
    starts = (chance.random(len(places)) * (lengths - REACH + 1)).astype(int)
    cut = [corpus.frames[place, :, start : start + REACH] for place, start in zip(places, starts, strict=True)]
    return torch.from_numpy(np.stack(cut).astype(np.float32))


def standardised(features: Array, heard: Numbers) -> Array:
    """(n, k) float32: deviations from the mean of the clips that may be heard, held within 3."""
    mean, spread = features[heard].mean(axis=0), features[heard].std(axis=0) + 1e-6
    return np.clip((features - mean) / spread, -3.0, 3.0).astype(np.float32)


def block_weights(names: tuple[str, ...]) -> Array:
    """(k,) float32 of mean 1: each block of features counts the same, whatever its size."""
    blocks = [name.split(".")[0] for name in names]
    weights = np.array([1.0 / blocks.count(block) for block in blocks], dtype=np.float32)
    return weights / weights.mean()


def _schedule(place: float, warmup: float) -> float:
    """Share of the peak rate: a linear rise, then half a cosine down to nothing."""
    if place < warmup:
        return (place + 1e-3) / warmup
    return 0.5 * (1.0 + math.cos(math.pi * (place - warmup) / (1.0 - warmup)))


def _mixing(count: int, share: float) -> Tensor:
    """(count,): how much of each crop stays when another is mixed in (Zhang et al. 2018); at least .6."""
    return torch.where(torch.rand(count) < share, 0.6 + 0.4 * torch.rand(count), torch.ones(count))


def _rows_of(targets: Targets, order: Tensor) -> Targets:
    return Targets(*(getattr(targets, name)[order] for name in Targets.__dataclass_fields__))


def _purpose(lesson: Lesson, heard: Numbers) -> str:
    """Fingerprint of what is taught and with which clips."""
    return hashlib.blake2b(repr(lesson).encode() + heard.astype("<i8").tobytes(), digest_size=16).hexdigest()


def _keep(pupil: Pupil, optimiser: torch.optim.Optimizer, kept: Path, state: dict[str, int | str]) -> None:
    """Write a checkpoint beside its place, then move it there: a stop while writing leaves the one before."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(".part")
    torch.save({"pupil": pupil.state_dict(), "optimiser": optimiser.state_dict()} | state, beside)
    beside.replace(kept)


def _resume(pupil: Pupil, optimiser: torch.optim.Optimizer, kept: Path, purpose: str) -> int:
    """Read a checkpoint of this very lesson where there is one; how many steps were done."""
    if not kept.exists():
        return 0
    state = torch.load(kept, weights_only=True)
    if state["purpose"] != purpose:
        return 0
    pupil.load_state_dict(state["pupil"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])
