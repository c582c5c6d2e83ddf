"""Sound from magnitudes alone: phases by gradient heap integration, then a few rounds of fast Griffin-Lim.

Prusa, Balazs and Sondergaard (2017) integrate the phase outwards from the loudest bins, along a heap of what was
reached so far. The paths they take are those of a maximum spanning tree whose edges weigh as much as their softer end,
and a tree can be found and summed up without a loop over bins. Perraudin, Balazs and Sondergaard (2013) then let each
projection onto what a real sound can be overshoot.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.integer[Any]]

WINDOW, HOP = 2048, 512  # samples
SPREAD = 0.25645  # of a Hann window: the Gaussian nearest to it has this share of its squared length as variance
SOFTEST = 1e-6  # of the largest magnitude; phases below are drawn at random
OVERSHOOT = 0.99


def recovered(magnitude: Array, length: int, *, iterations: int = 32, hop: int = HOP, seed: int = 0) -> Array:
    """Samples (length,) float32 whose transform has the given magnitudes (bins, frames), as nearly as one can.

    Frames are centred Hann windows of ``2 * (bins - 1)`` samples; the first lies around sample 0.
    """
    phase = torch.from_numpy(integrated(magnitude, hop=hop, seed=seed)).float()
    return refined(magnitude, phase, length, iterations=iterations, hop=hop)


def integrated(magnitude: Array, *, hop: int = HOP, seed: int = 0) -> Array:
    """Phases (bins, frames) that fit magnitudes (bins, frames), from the gradients of their logarithm.

    Each island of audible bins begins with phase 0 where it is loudest.
    """
    bins, frames = magnitude.shape
    phase = np.random.default_rng(seed).uniform(-np.pi, np.pi, magnitude.size)
    loud = (magnitude > SOFTEST * magnitude.max(initial=0.0)).ravel()
    if not loud.any():
        return phase.reshape(bins, frames)
    along_time, along_bins = _gradients(magnitude, 2 * (bins - 1), hop)
    number = np.full(magnitude.size, -1)
    number[loud] = np.arange(np.count_nonzero(loud))
    starts, ends, advances = _edges(number.reshape(bins, frames), along_time, along_bins)
    parents = _parents(starts, ends, magnitude.ravel()[loud])
    steps = np.zeros(len(parents))
    forwards, backwards = parents[ends] == starts, parents[starts] == ends
    steps[ends[forwards]] = advances[forwards]
    steps[starts[backwards]] = -advances[backwards]
    phase[loud] = _summed(parents, steps)
    return phase.reshape(bins, frames)


def refined(magnitude: Array, phase: torch.Tensor, length: int, *, iterations: int, hop: int = HOP) -> Array:
    """Samples (length,) float32 after rounds of fast Griffin-Lim that start from phases (bins, frames)."""
    torch.set_num_threads(1)  # sums in one order: the same magnitudes give the same bytes
    size = 2 * (magnitude.shape[0] - 1)
    window = torch.hann_window(size)
    wanted = torch.from_numpy(np.ascontiguousarray(magnitude, dtype=np.float32))
    turned = torch.polar(torch.ones_like(wanted), phase)
    before = wanted * turned
    for _ in range(iterations):
        sound = torch.istft(wanted * turned, size, hop, window=window, length=length)
        possible = torch.stft(sound, size, hop, window=window, return_complex=True)
        turned = possible + OVERSHOOT * (possible - before)
        turned = turned / (turned.abs() + 1e-12)
        before = possible
    return torch.istft(wanted * turned, size, hop, window=window, length=length).numpy()


def _gradients(magnitude: Array, size: int, hop: int) -> tuple[Array, Array]:
    """Phase advances (bins, frames) per frame and per bin, for windows of ``size`` samples centred on their frame."""
    log = np.log(magnitude + 1e-10 * magnitude.max())
    spread = SPREAD * size**2
    along_time = np.gradient(log, axis=0) * (hop * size / spread)
    along_time += (2.0 * np.pi * hop / size) * np.arange(len(log))[:, None]
    along_bins = np.gradient(log, axis=1) * (-spread / (hop * size)) if log.shape[1] > 1 else np.zeros_like(log)
    return along_time, along_bins - np.pi


def _edges(number: Indices, along_time: Array, along_bins: Array) -> tuple[Indices, Indices, Array]:
    """Between neighbours that both have a number (not -1): from, to, and by how much the phase advances."""
    later = (number[:, :-1], number[:, 1:], 0.5 * (along_time[:, :-1] + along_time[:, 1:]))
    higher = (number[:-1], number[1:], 0.5 * (along_bins[:-1] + along_bins[1:]))
    starts, ends, steps = (np.concatenate([one.ravel(), two.ravel()]) for one, two in zip(later, higher, strict=True))
    both = (starts >= 0) & (ends >= 0)
    return starts[both], ends[both], steps[both]


def _parents(starts: Indices, ends: Indices, loudness: Array) -> Indices:
    """(n + 1,): the node before each one on the way from the root, which is number n and its own parent.

    The way keeps to loud nodes. From the root it leads to the loudest node of each island, and to no other.
    """
    count = len(loudness)
    rank = np.empty(count)
    rank[np.argsort(-loudness, kind="stable")] = np.arange(1, count + 1)
    weights = np.concatenate([np.maximum(rank[starts], rank[ends]), count + rank])
    rows = np.concatenate([starts, np.full(count, count)])
    columns = np.concatenate([ends, np.arange(count)])
    tree = minimum_spanning_tree(csr_array((weights, (rows, columns)), shape=(count + 1, count + 1)))
    _, parents = breadth_first_order(tree, count, directed=False)
    parents[count] = count
    return parents


def _summed(parents: Indices, steps: Array) -> Array:
    """(n,): for each node the sum of the steps on its way from the root; the stretch summed doubles in each round."""
    root = len(parents) - 1
    while (parents != root).any():
        steps = steps + steps[parents]
        parents = parents[parents]
    return steps[:root]
