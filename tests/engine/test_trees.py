"""Our reading of LightGBM's text models gives LightGBM's own numbers."""

from pathlib import Path

import lightgbm
import numpy as np
import pytest

from engine.trees import Forest

SHIPPED = Path(__file__).parents[2] / "engine" / "weights" / "mood.txt"


def trained(classes: int, rounds: int, rows: int = 300) -> tuple[str, np.ndarray, np.ndarray]:
    """A model's text, some vectors, and LightGBM's predictions for them."""
    chance = np.random.default_rng(classes)
    vectors = chance.normal(size=(rows, 12))
    labels = (vectors[:, 0] * 2 + vectors[:, 1] > chance.normal(size=rows)).astype(int) + (vectors[:, 2] > 1)
    options = {"objective": "multiclass", "num_class": classes, "verbose": -1, "min_data_in_leaf": 5, "num_threads": 1}
    model = lightgbm.train(options, lightgbm.Dataset(vectors, labels), num_boost_round=rounds)
    asked = np.concatenate([vectors, vectors * 1e6, np.zeros((1, 12))])
    return model.model_to_string(), asked, np.asarray(model.predict(asked))


@pytest.mark.parametrize(("classes", "rounds"), [(3, 1), (3, 40), (4, 7)])
def test_the_numbers_are_lightgbms(classes: int, rounds: int) -> None:
    text, vectors, expected = trained(classes, rounds)
    np.testing.assert_allclose(Forest.parse(text).predict(vectors), expected, rtol=1e-12, atol=1e-15)


def test_the_shipped_model_gives_lightgbms_numbers() -> None:
    text = SHIPPED.read_text()
    vectors = np.random.default_rng(1).normal(size=(50, lightgbm.Booster(model_str=text).num_feature()))
    expected = lightgbm.Booster(model_str=text).predict(vectors, num_threads=1)
    np.testing.assert_allclose(Forest.parse(text).predict(vectors), expected, rtol=1e-12)


def test_a_tree_of_one_leaf_votes_too() -> None:
    text, vectors, expected = trained(3, 2, rows=8)
    np.testing.assert_allclose(Forest.parse(text).predict(vectors), expected, rtol=1e-12)


@pytest.mark.parametrize(
    "text", ["", "tree\nobjective=regression\n", "objective=multiclass num_class:2\nnum_class=2\n\nTree=0\nnum_cat=1\n"]
)
def test_what_is_not_covered_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no multiclass|not covered"):
        Forest.parse(text)
