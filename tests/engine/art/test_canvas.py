"""What is drawn lies where it should, in the colour it should have, and always in the same bytes."""

from __future__ import annotations

import matplotlib
import numpy as np
import pytest

from engine.art.canvas import Box, Canvas

WHITE, BLACK, RED = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)
SQUARE = np.array([[10.0, 20.0], [30.0, 20.0], [30.0, 50.0], [10.0, 50.0]])


def circle(x: float, y: float, radius: float, corners: int = 90) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    turn = np.linspace(0.0, 2 * np.pi, corners, endpoint=False)
    return np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], axis=1)


def test_a_polygon_covers_its_own_pixels_counted_from_the_top_left() -> None:
    canvas = Canvas(64, 64, WHITE)
    canvas.polygon(SQUARE, BLACK)
    painted = canvas.pixels[..., 0] < 0.5
    assert painted.sum() == 20 * 30
    assert painted[20:50, 10:30].all()


def test_edges_are_antialiased() -> None:
    canvas = Canvas(64, 64, WHITE)
    canvas.polygon(SQUARE + np.array([0.5, 0.0]), BLACK)
    assert canvas.pixels[30, 10, 0] == pytest.approx(0.5, abs=0.02)


def test_alpha_mixes_with_what_lies_below() -> None:
    canvas = Canvas(64, 64, WHITE)
    canvas.polygon(SQUARE, RED, alpha=0.25)
    assert canvas.pixels[30, 20] == pytest.approx((1.0, 0.75, 0.75), abs=0.01)


def test_an_edge_is_drawn_around_the_fill() -> None:
    canvas = Canvas(64, 64, WHITE)
    canvas.polygon(SQUARE, RED, edge=BLACK, edge_width=4)
    assert canvas.pixels[30, 11] == pytest.approx(BLACK, abs=0.01)
    assert canvas.pixels[30, 8] == pytest.approx(BLACK, abs=0.01)
    assert canvas.pixels[30, 20] == pytest.approx(RED, abs=0.01)


def test_smooth_shapes_are_rounded_within_their_corners() -> None:
    straight, round_ = Canvas(64, 64, WHITE), Canvas(64, 64, WHITE)
    straight.polygon(SQUARE, BLACK)
    round_.polygon(SQUARE, BLACK, smooth=True)
    inside, rounded = straight.pixels[..., 0] < 0.5, round_.pixels[..., 0] < 0.5
    assert 0.6 * inside.sum() < rounded.sum() < 0.95 * inside.sum()
    assert not (rounded & ~inside).any()


@pytest.mark.parametrize(("cap", "length"), [("butt", 40), ("round", 50)])
def test_a_stroke_is_as_wide_and_long_as_asked(cap: str, length: int) -> None:
    canvas = Canvas(100, 100, WHITE)
    canvas.stroke([[30, 50], [70, 50]], 10, BLACK, cap=cap)  # type: ignore[arg-type]
    dark = canvas.pixels[..., 0] < 0.5
    assert dark[:, 50].sum() == 10
    assert dark[50].sum() == pytest.approx(length, abs=1)


def test_smooth_strokes_keep_their_ends() -> None:
    canvas = Canvas(100, 100, WHITE)
    canvas.stroke([[10, 90], [50, 10], [90, 90]], 6, BLACK)
    dark = canvas.pixels[..., 0] < 0.5
    assert dark[89, 11]
    assert dark[89, 89]
    assert not dark[12, 50], "the corner is rounded off"


def test_discs_have_their_own_sizes_and_colours() -> None:
    canvas = Canvas(100, 100, WHITE)
    canvas.discs([[25, 50], [70, 50]], [5, 15], [RED, BLACK])
    assert canvas.pixels[50, 25] == pytest.approx(RED, abs=0.01)
    assert (canvas.pixels[:, 40:, 0] < 0.5).sum() == pytest.approx(np.pi * 15**2, rel=0.03)


def test_no_discs_are_no_error() -> None:
    canvas = Canvas(8, 8, WHITE)
    canvas.discs(np.zeros((0, 2)), np.zeros(0), BLACK)
    assert (canvas.pixels == 1.0).all()


def test_a_gradient_runs_from_top_to_bottom_within_its_shape() -> None:
    canvas = Canvas(64, 64, WHITE)
    canvas.gradient(SQUARE, BLACK, RED, 20, 50)
    column = canvas.pixels[:, 20]
    assert column[20, 0] < 0.05
    assert column[49, 0] > 0.95
    assert (np.diff(column[20:50, 0]) >= 0).all()
    assert (canvas.pixels[:, 40] == 1.0).all()


def test_radial_light_falls_off_to_the_rim() -> None:
    canvas = Canvas(64, 64, BLACK)
    canvas.radial((32, 32), 20, WHITE, BLACK)
    row = canvas.pixels[32, 32:, 0]
    assert row[0] > 0.95
    assert (np.diff(row[:20]) <= 0).all()
    assert (row[21:] == 0).all()


@pytest.mark.parametrize("sigma", [1.0, 4.0, 12.0])
def test_a_shadow_has_the_weight_of_its_shape_and_falls_to_its_side(sigma: float) -> None:
    canvas = Canvas(200, 200, WHITE)
    canvas.shadow(circle(100, 100, 30), sigma, (8, 12), alpha=0.5)
    dark = 1.0 - canvas.pixels[..., 0]
    rows, columns = np.indices(dark.shape) + 0.5
    assert dark.sum() == pytest.approx(0.5 * np.pi * 30**2, rel=0.05)
    assert (columns * dark).sum() / dark.sum() == pytest.approx(108, abs=1.0)
    assert (rows * dark).sum() / dark.sum() == pytest.approx(112, abs=1.0)


def test_layers_are_composed_by_mode() -> None:
    for mode, wanted in (("normal", 0.5), ("multiply", 0.4), ("screen", 0.9)):
        canvas = Canvas(32, 32, (0.8, 0.8, 0.8))
        layer = canvas.layer()
        layer.polygon([[4, 4], [20, 4], [20, 20], [4, 20]], (0.5, 0.5, 0.5))
        canvas.compose(layer, mode)  # type: ignore[arg-type]
        assert canvas.pixels[10, 10, 0] == pytest.approx(wanted, abs=0.01), mode
        assert canvas.pixels[25, 25, 0] == pytest.approx(0.8, abs=0.01)


def test_blending_on_a_transparent_layer_keeps_the_colour_pure() -> None:
    canvas = Canvas(32, 32, WHITE)
    layer = canvas.layer()
    layer.blend(RED, 0.5, Box(0, 0, 16, 32))
    layer.shadow([[20, 4], [28, 4], [28, 28], [20, 28]], 1.0, alpha=1.0)
    assert layer.opacity[5, 5] == pytest.approx(0.5, abs=0.01)
    assert layer.opacity[16, 24] > 0.9
    canvas.compose(layer)
    assert canvas.pixels[5, 5] == pytest.approx((1.0, 0.5, 0.5), abs=0.01)
    assert canvas.pixels[16, 24] == pytest.approx(BLACK, abs=0.1)


def test_what_lies_outside_is_cut_off() -> None:
    canvas = Canvas(16, 16, WHITE)
    far = circle(500, -500, 30)
    canvas.polygon(far, BLACK)
    canvas.gradient(far, BLACK, RED, 0, 10)
    canvas.shadow(far, 5.0, alpha=1.0)
    canvas.radial((-400, 5), 20, BLACK, RED)
    assert (canvas.pixels == 1.0).all()


def _scene() -> bytes:
    canvas = Canvas(120, 90, (0.9, 0.8, 0.7))
    rng = np.random.default_rng(3)
    for _ in range(40):
        canvas.polygon(rng.uniform(0, 120, (12, 2)), (0.2, 0.4, 0.6), 0.3, smooth=True)
    canvas.stroke(rng.uniform(0, 90, (300, 2)), 2.5, BLACK, 0.7)
    canvas.shadow(circle(50, 50, 20), 6.0, (2, 3))
    return canvas.pixels.tobytes()


def test_the_same_drawing_gives_the_same_bytes_whatever_the_settings() -> None:
    first = _scene()
    with matplotlib.rc_context({"path.simplify": True, "path.simplify_threshold": 1.0, "path.snap": True}):
        assert _scene() == first
