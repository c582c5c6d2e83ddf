"""The last touches are light, the label stays inside the picture, and files are the same every time."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
import pytest

from engine.api import PictureFormat
from engine.art.finish import GRAIN, encode, finish, paper
from engine.art.palette import palette_for
from tests.engine.art import songs

LIGHT = palette_for(songs.MOODS["happy"], songs.song(1))
DARK = palette_for(songs.MOODS["sad"], songs.song(1))
GREY = np.full((300, 400, 3), 0.5, dtype=np.float32)


def test_grain_is_as_strong_as_asked_and_changes_no_tone() -> None:
    result = finish(GREY, LIGHT, vignette=0.0)
    assert result.mean() == pytest.approx(0.5, abs=0.002)
    assert 0.7 * GRAIN < result.std() < 1.3 * GRAIN
    assert finish(GREY, DARK, vignette=0.0).std() < 0.8 * result.std()


def test_grain_leaves_hues_alone() -> None:
    result = finish(GREY, LIGHT)
    assert np.ptp(result, axis=2).max() < 1e-6


def test_the_vignette_darkens_corners_only() -> None:
    result = finish(GREY, LIGHT, grain=0.0, vignette=0.1)
    assert result[150, 200, 0] == pytest.approx(0.5)
    assert 0.4 < result[0, 0, 0] < 0.45


def test_another_seed_is_another_sheet_of_paper() -> None:
    assert np.array_equal(paper(80, 60, 4), paper(80, 60, 4))
    assert abs(np.corrcoef(paper(80, 60, 4).ravel(), paper(80, 60, 5).ravel())[0, 1]) < 0.1


@pytest.mark.parametrize("caption", ["Artist – Title", "Artist – Title\nRings, happy", "x" * 300 + "\n" + "y" * 300])
def test_a_label_lies_inside_the_lower_edge(caption: str) -> None:
    plain, labelled = finish(GREY, LIGHT), finish(GREY, LIGHT, caption)
    rows, columns = np.nonzero(np.abs(plain - labelled).max(axis=2) > 0.1)
    assert labelled.shape == plain.shape
    assert rows.min() > 200
    assert rows.max() < 298
    assert 2 < columns.min() < 40
    assert columns.max() < 398


def test_an_empty_caption_is_no_label() -> None:
    assert np.array_equal(finish(GREY, LIGHT, "  \n "), finish(GREY, LIGHT))


@pytest.mark.parametrize(("form", "limit"), [("png", 0.003), ("jpeg", 0.03), ("webp", 0.05)])
def test_files_hold_the_picture(form: PictureFormat, limit: float) -> None:
    pixels = np.broadcast_to(np.linspace(0, 1, 64, dtype=np.float32)[:, None, None], (64, 48, 3))
    picture = encode(pixels, form)
    assert encode(pixels, form).data == picture.data
    image = PIL.Image.open(io.BytesIO(picture.data))
    assert (image.width, image.height) == (picture.width, picture.height) == (48, 64)
    assert image.get_format_mimetype() == picture.media_type == f"image/{form}"
    assert np.abs(np.asarray(image.convert("RGB")) / 255.0 - pixels).mean() < limit
