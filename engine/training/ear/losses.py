"""What the ear is taught by: contrast between songs and artists, and answers of which some are unknown."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

TEMPERATURE = 0.15


def contrast(embeddings: Tensor, songs: Tensor, artists: Tensor, of_artists: float) -> Tensor:
    """Supervised contrast (Khosla et al. 2020) of unit embeddings (n, d): low when positives lie together.

    Crops of one song attract each other, those of one artist ``of_artists`` times as strongly (0: they neither attract
    nor repel). ``songs`` and ``artists`` (n,) number them; equal numbers belong together.
    """
    likeness = embeddings @ embeddings.T / TEMPERATURE
    itself = torch.eye(len(songs), dtype=torch.bool)
    same_song = (songs[:, None] == songs) & ~itself
    same_artist = (artists[:, None] == artists) & ~itself & ~same_song
    others = likeness.masked_fill(itself | same_artist, -torch.inf).logsumexp(dim=1, keepdim=True)
    loss = _pulled(others - likeness, same_song)
    if of_artists:
        loss = loss + of_artists * _pulled(torch.logaddexp(others, likeness) - likeness, same_artist)
    return loss


def told(logits: Tensor, targets: Tensor) -> Tensor:
    """(n,): mean binary cross-entropy of each row's known targets (n, k), which may be shares; NaN is unknown."""
    known = ~targets.isnan()
    losses = functional.binary_cross_entropy_with_logits(logits, targets.nan_to_num(0.0), reduction="none")
    return (losses * known).sum(dim=1) / known.sum(dim=1).clamp(min=1)


def chosen(logits: Tensor, targets: Tensor) -> Tensor:
    """(n,): cross-entropy of one choice among k, as shares (n, k); a row with NaN is unknown and costs nothing."""
    known = ~targets.isnan().any(dim=1)
    return -(functional.log_softmax(logits, dim=1) * targets.nan_to_num(0.0)).sum(dim=1) * known


def measured(predicted: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """(n,): weighted squared error of standardised measurements (n, k); ``weights`` (k,) have mean 1."""
    return ((predicted - targets) ** 2 * weights).mean(dim=1)


def _pulled(cost: Tensor, positives: Tensor) -> Tensor:
    """Mean cost of the positive pairs of every row that has any."""
    counts = positives.sum(dim=1)
    rows = (cost.masked_fill(~positives, 0.0)).sum(dim=1) / counts.clamp(min=1)
    return rows.sum() / (counts > 0).sum().clamp(min=1)
