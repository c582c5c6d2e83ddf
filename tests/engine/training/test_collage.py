"""Teaching a LoRA: what is let in, what is said of it, that it learns, goes on where it stopped, and then paints."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import torch
from scipy.ndimage import gaussian_filter

from engine.api import RepaintOptions, Step
from engine.art.diffusion import Choice, recipe, tiny
from engine.errors import BrokenModel
from engine.training.collage import lesson as lessons
from engine.training.collage.folder import Unteachable, described, fingerprint, read, too_long
from engine.training.collage.lesson import Lesson
from engine.training.collage.made import make
from engine.training.collage.run import TooSlow, Training, train
from engine.training.collage.sheet import style_of
from tests.engine.art.diffusion.pipelines import heard, painter, slate


def picture(number: int, side: int = 80) -> PIL.Image.Image:
    """A picture of soft colours, another for each number."""
    rng = np.random.Generator(np.random.PCG64(number))
    clouds = gaussian_filter(rng.random((side, side, 3)), (side / 10, side / 10, 0))
    clouds = (clouds - clouds.min()) / (clouds.max() - clouds.min())
    return PIL.Image.fromarray((255 * clouds).astype(np.uint8))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty pictures with captions."""
    target = tmp_path / "set"
    target.mkdir()
    for number in range(20):
        picture(number).save(target / f"{number:02d}.png")
        (target / f"{number:02d}.txt").write_text("rain")
    return target


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.build(tmp_path_factory.mktemp("base") / "sd", "sd")


def training(**changes: object) -> Training:
    told = {"side": 64, "trigger": "paper", "lesson": Lesson(rank=2, alpha=2, steps=4, pictures=2), "slow": True}
    return Training(**(told | {"steps": 1} | changes))  # type: ignore[arg-type]


# the folder


def test_every_caption_begins_with_the_trigger_once(folder: Path) -> None:
    (folder / "00.txt").write_text("Paper boats\n on a lake")
    captions = [pair.caption for pair in read(folder, 64, "paper").pairs]
    assert captions[:2] == ["Paper boats on a lake", "paper, rain"]


def test_what_cannot_be_used_is_left_out_with_a_word(folder: Path) -> None:
    (folder / "20.png").write_bytes(b"no picture")
    picture(50, 40).save(folder / "21.png")
    picture(3).resize((160, 160)).save(folder / "22.jpg", quality=60)
    checked = read(folder, 64, "paper")
    assert len(checked.pairs) == 20
    assert checked.notes == (
        "20.png cannot be read and was left out.",
        "21.png is smaller than 64 pixels and was left out.",
        "22.jpg is the same picture as 03.png and was left out.",
    )
    (folder / "00.png").unlink()
    with pytest.raises(Unteachable, match="19 usable pictures are too few"):
        read(folder, 64, "paper")


def test_a_line_of_metadata_is_a_caption_with_its_source(folder: Path) -> None:
    (folder / "00.txt").unlink()
    row = {"file_name": "00.png", "text": "a kite", "source": "my desk", "licence": "CC-BY-4.0"}
    (folder / "metadata.jsonl").write_text(json.dumps(row) + "\n")
    first = read(folder, 64, "paper").pairs[0]
    assert (first.caption, first.source, first.licence, first.made) == ("paper, a kite", "my desk", "CC-BY-4.0", False)
    (folder / "metadata.jsonl").write_text("[1]\n")
    with pytest.raises(Unteachable, match=r"metadata\.jsonl"):
        read(folder, 64, "paper")


def test_a_missing_caption_is_written_from_the_picture(folder: Path) -> None:
    (folder / "00.txt").unlink()
    halves = np.zeros((80, 80, 3), dtype=np.uint8)
    halves[:, :50], halves[:, 50:] = (203, 30, 28), (60, 83, 118)
    PIL.Image.fromarray(halves).save(folder / "00.png")
    checked = read(folder, 64, "paper")
    assert checked.pairs[0].made
    assert checked.pairs[0].caption.startswith("paper, red, deep blue, few large pieces")
    assert "1 pictures have no caption" in checked.notes[-1]
    dots = picture(1, 96)
    grid = np.asarray(dots).copy()
    grid[::24], grid[:, ::24] = 0, 0
    assert "few" not in described(PIL.Image.fromarray(grid))


def test_captions_that_clip_cuts_off_are_told(folder: Path) -> None:
    """A hundred words were half unseen in the work that this follows."""
    (folder / "01.txt").write_text("word " * 100)
    pairs = read(folder, 64, "paper").pairs
    assert too_long(pairs, lambda text: 2 + len(text.split())) == (
        "The caption of 01.png has 103 tokens, and only the first 77 are read.",
    )


def test_fingerprints_tell_pictures_apart_but_not_copies() -> None:
    one = picture(1)
    assert (fingerprint(one) ^ fingerprint(one.resize((200, 200)))).bit_count() <= 4
    assert (fingerprint(one) ^ fingerprint(picture(2))).bit_count() > 8


# the lesson


def test_a_lora_is_taught_written_and_laid_over_the_model(folder: Path, model: Path, tmp_path: Path) -> None:
    out, steps = tmp_path / "loras" / "paper", list[Step]()
    base = Choice(model, recipe(model))
    told = train(folder, base, out, tmp_path / "work", training(), steps.append)
    assert {"checking the folder", "encoding the pictures", "teaching the LoRA", "painting the contact sheet"} <= {
        step.stage for step in steps
    }
    assert "Loss on pictures that were held back" in told
    card = json.loads((out / "card.json").read_text())
    assert (card["base"], card["trigger"], card["rank"], card["pictures"]) == ("sd", "paper", 2, 20)
    assert card["sources"] == ["not stated"]
    with PIL.Image.open(out / "contact-sheet.png") as sheet:
        assert sheet.size == (4 * 72 + 8, 4 * 72 + 8)
    brush = painter(model, tmp_path)
    plain = brush.repaint(heard(), slate(), RepaintOptions(0.9))
    laid = brush.repaint(heard(), slate(), RepaintOptions(0.9, adapter="paper", adapter_weight=1.5))
    assert laid.prompt.startswith("paper, ")
    assert laid.adapter == "paper"
    assert plain.prompt == laid.prompt.removeprefix("paper, ")


def test_a_lesson_lowers_the_loss_on_pictures_it_never_saw(folder: Path, model: Path, tmp_path: Path) -> None:
    long = training(lesson=Lesson(rank=8, alpha=8, rate=2e-2, steps=40, pictures=4))
    train(folder, Choice(model, recipe(model)), tmp_path / "out", tmp_path / "work", long)
    before, after = json.loads((tmp_path / "out" / "card.json").read_text())["held_out_loss"]
    assert after < 0.98 * before


def test_a_stopped_lesson_goes_on_and_ends_with_the_same_bits(
    folder: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "KEPT_EVERY", 2)
    base, weights = Choice(model, recipe(model)), "pytorch_lora_weights.safetensors"
    train(folder, base, tmp_path / "whole", tmp_path / "one", training())

    def stopped(step: Step) -> None:
        if step.stage == "teaching the LoRA" and step.fraction > 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(folder, base, tmp_path / "halves", tmp_path / "two", training(), stopped)
    steps: list[Step] = []
    train(folder, base, tmp_path / "halves", tmp_path / "two", training(), steps.append)
    assert min(step.fraction for step in steps if step.stage == "teaching the LoRA") == 0.5, "half was done"
    assert (tmp_path / "halves" / weights).read_bytes() == (tmp_path / "whole" / weights).read_bytes()


def test_sdxl_is_told_sizes_and_the_caption_in_one_vector(folder: Path, tmp_path: Path) -> None:
    large = tiny.build(tmp_path / "sdxl", "sdxl")
    told = train(folder, Choice(large, recipe(large)), tmp_path / "out", tmp_path / "work", training())
    assert re.search(r"before, \d+\.\d+ after", told)


def test_only_a_unet_is_taught(folder: Path, tmp_path: Path) -> None:
    other = tiny.build(tmp_path / "z", "z-image")
    with pytest.raises(BrokenModel, match="Stable Diffusion"):
        train(folder, Choice(other, recipe(other)), tmp_path / "out", tmp_path / "work", training())


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_without_a_gpu_it_says_how_long_it_would_take(folder: Path, model: Path, tmp_path: Path) -> None:
    patient = training(slow=False, lesson=Lesson(steps=1200))
    with pytest.raises(TooSlow, match="20 pictures would take about 20 hours"):
        train(folder, Choice(model, recipe(model)), tmp_path / "out", tmp_path / "work", patient)


def test_styles_tell_collages_from_clouds(tmp_path: Path) -> None:
    make(tmp_path, 1, 256)
    with PIL.Image.open(next(tmp_path.glob("*.png"))) as opened:
        collage = style_of(np.asarray(opened.convert("RGB"), dtype=np.float32) / np.float32(255.0))
    clouds = style_of(np.asarray(picture(1, 256), dtype=np.float32) / np.float32(255.0))
    assert collage.rims > 2 * clouds.rims


# our own set


def test_our_own_set_is_the_same_again_truly_described_and_nobody_elses(tmp_path: Path) -> None:
    assert make(tmp_path / "one", 3, 256, seed=4) == 3
    assert make(tmp_path / "one", 3, 256, seed=4) == 0, "what is there is kept"
    rows = [json.loads(line) for line in (tmp_path / "one" / "metadata.jsonl").read_text().splitlines()]
    assert {row["licence"] for row in rows} == {"CC0-1.0"}
    for row in rows:
        counted = re.match(r"paper collage of (\d) torn and cut paintings, \w+ and \w+ mood, ", row["text"])
        assert counted
        assert 2 <= int(counted[1]) <= 7
        assert len(row["text"].split()) < 40
    assert make(tmp_path / "two", 3, 256, seed=4) == 3
    for file in sorted(path.name for path in (tmp_path / "one").iterdir()):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_the_whole_way_can_be_tried_from_the_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", "from bot.cli import main; main()", "train", "collage", "--smoke"]
    environment = {"SLATE_DATA": str(tmp_path), "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert "Loss on pictures that were held back" in done.stdout
    assert done.stderr == ""
    assert {path.name for path in (tmp_path / "loras" / "collage").iterdir()} == {
        "card.json",
        "contact-sheet.png",
        "pytorch_lora_weights.safetensors",
    }
