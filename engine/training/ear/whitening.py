"""The embedding of a taught network: its pooled vectors' main directions, each made to count the same."""

from __future__ import annotations

import copy

import numpy as np
import torch

from engine.ear.listen import Ear
from engine.ear.names import EMBEDDING
from engine.ear.network import Network
from engine.training.ear.corpus import Array, Corpus, Numbers


def with_embedding(network: Network, corpus: Corpus, heard: Numbers) -> Network:
    """A copy whose embedding is whitened by the clips that the network was taught with."""
    ear = Ear(copy.deepcopy(network).fused())
    pooled = [ear.hear(corpus.frames[clip, :, : corpus.lengths[clip]].astype(np.float32)).pooled for clip in heard]
    weights, bias = whitened(np.array(pooled))
    finished = copy.deepcopy(network)
    with torch.no_grad():
        finished.embedding.weight.copy_(torch.from_numpy(weights))
        finished.embedding.bias.copy_(torch.from_numpy(bias))
    return finished


def whitened(vectors: Array, dimensions: int = EMBEDDING) -> tuple[Array, Array]:
    """Weights (dimensions, k) and bias (dimensions,) that bring vectors (n, k) to mean 0, spread 1, uncorrelated.

    Principal components of the standardised vectors, the strongest first; label-free, so that it cannot overfit names.
    """
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    _, strengths, directions = np.linalg.svd((vectors - mean) / spread, full_matrices=False)
    count = min(dimensions, len(strengths))
    weights = np.zeros((dimensions, vectors.shape[1]))
    scale = np.sqrt(len(vectors)) / (strengths[:count, None] + 1e-3 * strengths[0])
    weights[:count] = directions[:count] * scale / spread
    return weights.astype(np.float32), -(weights @ mean).astype(np.float32)
