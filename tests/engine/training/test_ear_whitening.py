"""The embedding's directions are uncorrelated and count the same."""

import numpy as np

from engine.training.ear.whitening import whitened


def test_whitened_vectors_have_mean_0_spread_1_and_no_correlation() -> None:
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((400, 6)) @ chance.standard_normal((6, 10)) + 5.0
    weights, bias = whitened(vectors, 4)
    embedded = vectors @ weights.T + bias
    np.testing.assert_allclose(embedded.mean(axis=0), 0.0, atol=1e-3)
    np.testing.assert_allclose(np.cov(embedded.T), np.eye(4), atol=0.02)


def test_the_strongest_directions_are_kept() -> None:
    chance = np.random.default_rng(1)
    shared = chance.standard_normal((300, 1))
    vectors = np.hstack([shared + 0.1 * chance.standard_normal((300, 5)), chance.standard_normal((300, 1))])
    weights, bias = whitened(vectors, 1)
    embedded = (vectors @ weights.T + bias)[:, 0]
    assert abs(np.corrcoef(embedded, shared[:, 0])[0, 1]) > 0.99


def test_fewer_vectors_than_directions_leave_the_rest_empty() -> None:
    weights, bias = whitened(np.random.default_rng(2).standard_normal((3, 8)), 5)
    assert np.isfinite(weights).all()
    assert not weights[3:].any()
    assert not bias[3:].any()
