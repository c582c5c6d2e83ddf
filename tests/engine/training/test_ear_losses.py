"""The losses fall when an answer is better, and are silent where nothing is known."""

import math

import pytest
import torch
from torch.nn import functional

from engine.training.ear.losses import chosen, contrast, measured, told


def places(*angles: float) -> torch.Tensor:
    """Unit vectors in the plane at these angles in degrees."""
    return torch.tensor([[math.cos(math.radians(each)), math.sin(math.radians(each))] for each in angles])


SONGS = torch.tensor([0, 0, 1, 1])
STRANGERS = torch.tensor([0, 0, 1, 1])


def test_contrast_is_lower_when_crops_of_one_song_lie_together() -> None:
    together = contrast(places(0, 5, 180, 185), SONGS, STRANGERS, 0.0)
    apart = contrast(places(0, 180, 5, 185), SONGS, STRANGERS, 0.0)
    assert float(together) < 0.1 < float(apart)


def test_songs_of_one_artist_do_not_repel_each_other() -> None:
    friends = torch.tensor([7, 7, 7, 7])
    near, far = places(0, 5, 10, 15), places(0, 5, 180, 185)
    assert float(contrast(near, SONGS, friends, 0.0)) < float(contrast(near, SONGS, STRANGERS, 0.0))
    assert float(contrast(near, SONGS, friends, 1.0)) < float(contrast(far, SONGS, friends, 1.0))


def test_a_batch_without_any_pair_costs_nothing() -> None:
    alone = torch.arange(3)
    assert float(contrast(places(0, 90, 180), alone, alone, 1.0)) == 0.0


def test_told_is_binary_cross_entropy_of_what_is_known() -> None:
    logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 0.0, 0.0]])
    targets = torch.tensor([[1.0, math.nan, 0.3], [math.nan, math.nan, math.nan]])
    known = functional.binary_cross_entropy_with_logits(logits[0, [0, 2]], targets[0, [0, 2]])
    assert told(logits, targets).tolist() == pytest.approx([float(known), 0.0])


def test_chosen_is_cross_entropy_and_unknown_rows_cost_nothing() -> None:
    logits = torch.tensor([[3.0, 0.0, 0.0, 0.0], [3.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0]])
    targets = torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [math.nan] * 4])
    right, wrong, unknown = chosen(logits, targets).tolist()
    assert right == pytest.approx(-math.log(math.exp(3) / (math.exp(3) + 3)))
    assert wrong == pytest.approx(right + 3.0)
    assert unknown == 0.0


def test_an_unknown_label_gives_no_gradient_that_is_not_a_number() -> None:
    logits = torch.zeros(2, 4, requires_grad=True)
    targets = torch.tensor([[math.nan] * 4, [0.25] * 4])
    (told(logits, targets) + chosen(logits, targets)).sum().backward()
    assert logits.grad is not None
    assert bool(logits.grad.isfinite().all())
    assert bool((logits.grad[0] == 0.0).all())


def test_measured_weighs_each_feature() -> None:
    loss = measured(torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 0.0]]), torch.tensor([0.5, 1.5]))
    assert float(loss) == pytest.approx((0.5 * 1.0 + 1.5 * 4.0) / 2)
