"""The ear's network: residual convolutions on log-mel frames, attentive statistics over time, one head per question.

The only module besides ``engine.ear.listen`` that needs torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

from engine.ear.names import EMBEDDING, EMOTIONS, GENRES, TAPS


@dataclass(frozen=True)
class Shape:
    """How wide the network is: channels of the stem and of its stages, residual blocks in each stage."""

    stem: int = 16
    stages: Sequence[int] = (16, 48, 96, 192)
    blocks: int = 2

    @property
    def pooled(self) -> int:
        """Length of the pooled vector: a mean and a deviation of every channel of the last stage."""
        return 2 * self.stages[-1]


class Answers(NamedTuple):
    """What the heads say: logits, but for ``embedding`` (songs, 48), which has unit length."""

    moods: Tensor  # (songs, 4) happy, angry, sad, relaxed
    plane: Tensor  # (songs, 2) pleasant, aroused
    emotions: Tensor  # (songs, 9)
    genres: Tensor  # (songs, genres)
    embedding: Tensor


class Block(nn.Module):
    """Two 3 x 3 convolutions beside a shortcut (He et al. 2016)."""

    def __init__(self, inner: int, outer: int, stride: int) -> None:
        super().__init__()
        self.first = convolution(inner, outer, 3, stride)
        self.second = convolution(outer, outer, 3)
        plain = stride == 1 and inner == outer
        self.shortcut = (
            nn.Identity()
            if plain
            else nn.Sequential(nn.AvgPool2d(stride, ceil_mode=True), convolution(inner, outer, 1))
        )

    def forward(self, sound: Tensor) -> Tensor:
        """(n, inner, bands, frames) -> (n, outer, bands / stride, frames / stride)."""
        changed = self.second(functional.relu(self.first(sound)))
        return functional.relu(changed + self.shortcut(sound))


class Network(nn.Module):
    """Windows of log-mel frames in, pooled vectors out; ``answer`` puts the heads on them."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.stem = nn.Sequential(
            convolution(1, shape.stem, (7, 5), 2), nn.ReLU(), nn.AvgPool2d((1, 2), ceil_mode=True)
        )
        self.blocks = nn.ModuleList(_blocks(shape))
        self.pool = AttentiveStatistics(shape.stages[-1])
        self.norm = nn.BatchNorm1d(shape.pooled)
        self.drop = nn.Dropout(0.3)
        self.moods = nn.Linear(shape.pooled, 4)
        self.plane = nn.Linear(shape.pooled, 2)
        self.emotions = nn.Linear(shape.pooled, len(EMOTIONS))
        self.genres = nn.Linear(shape.pooled, len(GENRES))
        self.embedding = nn.Linear(shape.pooled, EMBEDDING)

    def forward(self, windows: Tensor) -> Tensor:
        """(n, 1, 96, frames) -> (n, pooled): the normalised statistics of each window."""
        sound = self.stem(windows)
        for block in self.blocks:
            sound = block(sound)
        return self.norm(self.pool(sound))

    def answer(self, pooled: Tensor) -> Answers:
        """(songs, pooled) -> what every head says."""
        kept = self.drop(pooled)
        embedding = functional.normalize(self.embedding(pooled), dim=1)
        return Answers(self.moods(kept), self.plane(kept), self.emotions(kept), self.genres(kept), embedding)

    def taps(self, windows: Tensor, names: Sequence[str]) -> Mapping[str, Tensor]:
        """Activations (n, channels, bands, frames) of the named layers (``TAPS``); gradients pass through."""
        unknown = sorted(set(names) - set(TAPS))
        if unknown:
            raise ValueError(f"The ear has no layer {unknown[0]!r}; there are {', '.join(TAPS)}.")
        found: dict[str, Tensor] = {}
        sound = windows
        for name, layer in zip(TAPS, (self.stem, *self.blocks), strict=True):
            if len(found) == len(set(names)):
                break
            sound = layer(sound)
            if name in names:
                found[name] = sound
        return found

    def fused(self) -> Network:
        """The same network for listening: every normalisation folded into its convolution, nothing left to train."""
        self.eval()
        for module in self.modules():
            if isinstance(module, Convolution):
                module.fuse()
        return self.requires_grad_(False)


class Convolution(nn.Module):
    """A convolution and its batch normalisation."""

    def __init__(self, inner: int, outer: int, size: tuple[int, int], stride: int) -> None:
        super().__init__()
        padding = (size[0] // 2, size[1] // 2)
        self.weights = nn.Conv2d(inner, outer, size, stride, padding, bias=False)
        self.norm: nn.Module = nn.BatchNorm2d(outer)

    def forward(self, sound: Tensor) -> Tensor:
        """(n, inner, bands, frames) -> (n, outer, bands / stride, frames / stride)."""
        normalised: Tensor = self.norm(self.weights(sound))
        return normalised

    def fuse(self) -> None:
        """Fold the normalisation into the weights."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.weights = fuse_conv_bn_eval(self.weights, self.norm)
            self.norm = nn.Identity()


class AttentiveStatistics(nn.Module):
    """Mean and deviation of each channel over bands and time, weighted by attention (Okabe et al. 2018)."""

    HEADS = 4

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.attention = nn.Conv2d(channels, self.HEADS, 1)

    def forward(self, sound: Tensor) -> Tensor:
        """(n, channels, bands, frames) -> (n, 2 * channels)."""
        count, channels = sound.shape[:2]
        share = functional.softmax(self.attention(sound).flatten(2).float(), dim=2)  # (n, heads, places)
        parts = sound.float().reshape(count, self.HEADS, channels // self.HEADS, -1)
        mean = (parts * share[:, :, None]).sum(dim=3)
        spread = ((parts - mean[..., None]) ** 2 * share[:, :, None]).sum(dim=3)
        return torch.cat([mean.flatten(1), (spread + 1e-5).sqrt().flatten(1)], dim=1)


def convolution(inner: int, outer: int, size: int | tuple[int, int], stride: int = 1) -> Convolution:
    """A normalised convolution that keeps the sides, but for the stride."""
    return Convolution(inner, outer, (size, size) if isinstance(size, int) else size, stride)


def _blocks(shape: Shape) -> list[Block]:
    blocks, inner = [], shape.stem
    for stage, outer in enumerate(shape.stages):
        for place in range(shape.blocks):
            blocks.append(Block(inner, outer, 2 if stage and not place else 1))
            inner = outer
    return blocks
