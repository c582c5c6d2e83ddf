"""The parts of repainting that need no model: guards, calls by signature, backends, and the shelf of models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.art.diffusion import (
    BACKENDS,
    DiffusionOptions,
    adapter_folder,
    choose,
    lies_ready,
    missing,
    named,
    suggested,
)
from engine.art.diffusion._backends import recipe
from engine.art.diffusion._call import Wish, call, scheduled, steps_of, working_size
from engine.art.diffusion._choice import Choice
from engine.art.diffusion._guards import blank, drift, structure
from engine.art.diffusion._shelf import CARD, adapters, place, wanted
from engine.errors import BrokenModel, HeldBack, NoModel, WrongAdapter

RNG = np.random.Generator(np.random.PCG64(1))
HILLS = np.repeat(np.repeat(RNG.random((8, 8, 3), dtype=np.float32), 16, axis=0), 16, axis=1)


# --- guards ---------------------------------------------------------------------------------------------------------


def test_what_is_no_picture_is_blank() -> None:
    assert blank(np.zeros((16, 16, 3), dtype=np.float32))
    assert blank(np.full((16, 16, 3), 0.5, dtype=np.float32))
    broken = HILLS.copy()
    broken[0, 0, 0] = np.nan
    assert blank(broken)
    assert not blank(HILLS)


def test_structure_is_seen_through_noise_and_new_colours_but_not_in_another_picture() -> None:
    noisy = np.clip(HILLS + 0.2 * RNG.standard_normal(HILLS.shape, dtype=np.float32), 0.0, 1.0)
    assert structure(HILLS, HILLS) == pytest.approx(1.0)
    assert structure(noisy, HILLS) > 0.9
    assert structure(0.5 * HILLS + 0.3, HILLS) > 0.95
    assert structure(HILLS[::-1], HILLS) < 0.5
    assert structure(1.0 - HILLS, HILLS) < 0.0
    assert structure(np.full_like(HILLS, 0.4), HILLS) == 0.0


def test_drift_is_the_distance_of_colours() -> None:
    red = np.zeros((64, 64, 3), dtype=np.float32)
    red[..., 0] = np.linspace(0.3, 0.9, 64)
    blue = red[..., ::-1]
    assert drift(red, red) < 0.02
    assert drift(red[:, ::-1], red) < 0.02, "where the colours lie is the structure's business"
    assert drift(blue, red) > 0.2


# --- calls ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strength", [0.05, 0.07, 0.1, 0.2, 0.29, 0.3, 1 / 3, 0.55, 0.7, 1.0])
@pytest.mark.parametrize("steps", [1, 2, 4, 8, 30])
def test_a_schedule_runs_at_least_one_step_and_no_more_than_needed(steps: int, strength: float) -> None:
    whole = scheduled(steps, strength)
    assert int(whole * strength) >= 1
    assert whole >= steps
    assert whole == steps or int((whole - 1) * strength) < 1


def test_sizes_keep_proportions_in_whole_units() -> None:
    assert working_size(1024, 512, 512) == (1024, 1024)
    width, height = working_size(1024, 1536, 864)
    assert width % 64 == height % 64 == 0
    assert width / height == pytest.approx(16 / 9, rel=0.06)
    assert width * height == pytest.approx(1024**2, rel=0.06)


class Painted:
    def __init__(self, flagged: list[bool] | None = None) -> None:
        self.images = [np.zeros((64, 64, 3), dtype=np.float32)]
        self.nsfw_content_detected = flagged


class WithStrength:
    """A pipeline that takes all there is."""

    def __call__(
        self,
        prompt,
        image=None,
        strength=0.6,
        negative_prompt=None,
        num_inference_steps=50,
        guidance_scale=5.0,
        generator=None,
        output_type="pil",
        callback_on_step_end=None,
    ):  # type: ignore[no-untyped-def]
        self.told = {name: value for name, value in locals().items() if name != "self"}
        return Painted()


class WithReference:
    """A pipeline as klein's: a picture to look at, no strength, no negative prompt, and nobody to tell of steps."""

    def __call__(
        self, image=None, prompt="", height=None, width=None, num_inference_steps=50, output_type="pil", generator=None
    ):  # type: ignore[no-untyped-def]
        self.told = {name: value for name, value in locals().items() if name != "self"}
        return Painted([False])


def _wish(**changes: Any) -> Wish:
    return Wish(
        **(
            {"prompt": "rain", "negative": "text", "image": HILLS, "size": (64, 64), "strength": 0.5, "seed": 1}
            | changes
        )
    )


def test_each_pipeline_is_told_what_its_signature_takes() -> None:
    slow, strong, reference = named("some/model"), WithStrength(), WithReference()
    call(strong, slow, _wish(), lambda _: None)
    assert strong.told["strength"] == 0.5
    assert strong.told["negative_prompt"] == "text"
    assert strong.told["image"].size == (64, 64)
    assert steps_of(strong, slow, _wish()) == (30, 15)
    call(reference, slow, _wish(), lambda _: None)
    assert reference.told["width"] == 64
    assert reference.told["image"].size == (64, 64)
    assert steps_of(reference, slow, _wish()) == (30, 30)
    assert steps_of(reference, slow, _wish(strength=0.01)) == (30, 30), "no strength, so no longer schedule"
    assert steps_of(strong, slow, _wish(strength=0.01)) == (100, 1)
    call(strong, slow, _wish(image=None), lambda _: None)
    assert strong.told["image"] is None
    assert steps_of(strong, slow, _wish(image=None, strength=0.01)) == (30, 30)


def test_a_model_without_guidance_is_told_of_nothing_unwanted() -> None:
    pipe = WithStrength()
    call(pipe, BACKENDS[0], _wish(), lambda _: None)
    assert pipe.told["negative_prompt"] is None
    assert pipe.told["guidance_scale"] == 0.0
    assert pipe.told["num_inference_steps"] == 8


def test_a_flagged_picture_is_held_back() -> None:
    class Flagging(WithReference):
        def __call__(self, prompt=""):  # type: ignore[no-untyped-def, override]
            return Painted([True])

    with pytest.raises(HeldBack):
        call(Flagging(), BACKENDS[0], _wish(), lambda _: None)


# --- which model ----------------------------------------------------------------------------------------------------


def _fetched(folder: Path, name: str) -> Path:
    """All of a backend's sources, as if they had been fetched."""
    for source in named(name).sources:
        target = place(source, folder)
        (target.parent if source.file else target).mkdir(parents=True, exist_ok=True)
        if source.file:
            target.write_bytes(b"")
        (folder / source.folder / CARD).write_text(json.dumps({"licence": "some terms"}))
        if not source.file:
            (target / "model_index.json").write_text('{"_class_name": "StableDiffusionXLPipeline"}')
    return folder


@pytest.mark.parametrize(
    ("free", "cpu", "name"),
    [
        (24.0, False, "lightning"),
        (8.0, False, "lightning"),
        (6.0, False, "lcm"),
        (3.0, False, None),
        (3.0, True, "cpu"),
        (0.0, True, "cpu"),
        (0.0, False, None),
    ],
)
def test_the_model_follows_the_free_memory(free: float, cpu: bool, name: str | None) -> None:
    chosen = suggested(free, cpu)
    assert (chosen and chosen.name) == name


def test_only_what_lies_on_the_disk_is_chosen(tmp_path: Path) -> None:
    options = DiffusionOptions("auto", tmp_path)
    assert not lies_ready(options)
    with pytest.raises(NoModel, match="slate diffusion"):
        choose(options, 24.0)
    _fetched(tmp_path, "lcm")
    assert choose(options, 24.0).backend.name == "lcm", "the better one was not fetched"
    _fetched(tmp_path, "lightning")
    assert choose(options, 24.0).backend.name == "lightning"
    with pytest.raises(NoModel, match="no GPU with enough"):
        choose(options, 1.0)
    assert missing(named("lightning"), tmp_path) == []
    assert [source.id for source in missing(named("cpu"), tmp_path)] == ["madebyollin/taesd"]


def test_a_processor_paints_only_where_the_operator_says_so(tmp_path: Path) -> None:
    _fetched(tmp_path, "turbo")
    assert not lies_ready(DiffusionOptions("auto", tmp_path))
    assert lies_ready(DiffusionOptions("auto", tmp_path, cpu=True))
    with pytest.raises(NoModel, match="SLATE_DIFFUSION_CPU"):
        choose(DiffusionOptions("turbo", tmp_path), 0.0)
    assert choose(DiffusionOptions("turbo", tmp_path, cpu=True), 0.0).backend.steps == 2


def test_no_default_has_terms_that_limit_its_use() -> None:
    for name in ("lightning", "lcm", "cpu"):
        assert "Stability AI Community" not in named(name).licence
        assert all(source.licence for source in named(name).sources)


def test_off_is_off_whatever_lies_there(tmp_path: Path) -> None:
    _fetched(tmp_path, "lightning")
    assert not lies_ready(DiffusionOptions("off", tmp_path, cpu=True))


def test_a_folder_or_an_id_is_called_as_its_family_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    index = tmp_path / "mine" / "model_index.json"
    index.write_text('{"_class_name": "StableDiffusionPipeline", "scheduler": ["diffusers", "LCMScheduler"]}')
    assert (recipe(tmp_path / "mine").steps, recipe(tmp_path / "mine").side) == (4, 512)
    index.write_text('{"_class_name": "ZImagePipeline"}')
    assert (recipe(tmp_path / "mine").steps, recipe(tmp_path / "mine").guidance) == (9, 0.0)
    index.write_text('{"_class_name": 3')
    with pytest.raises(BrokenModel):
        recipe(tmp_path / "mine")
    _fetched(tmp_path, "some/other")
    chosen = choose(DiffusionOptions("some/other", tmp_path, steps=12, side=768), 24.0)
    assert (chosen.backend.model.id, chosen.backend.steps, chosen.backend.side) == ("some/other", 12, 768)
    assert isinstance(chosen, Choice)
    assert chosen.licence == "some terms"


def test_loras_are_found_by_name_path_and_id(tmp_path: Path) -> None:
    options = DiffusionOptions("auto", tmp_path / "models", tmp_path / "loras", adapter="paper")
    (tmp_path / "loras" / "paper").mkdir(parents=True)
    (tmp_path / "loras" / "paper" / "pytorch_lora_weights.safetensors").write_bytes(b"")
    (tmp_path / "loras" / "glass.safetensors").write_bytes(b"")
    assert adapters(options.adapters) == ("glass", "paper")
    assert adapter_folder("", options) == tmp_path / "loras" / "paper"
    assert adapter_folder("none", options) is None
    assert adapter_folder("glass", options) == tmp_path / "loras" / "glass.safetensors"
    assert adapter_folder(str(tmp_path / "loras"), options) == tmp_path / "loras"
    with pytest.raises(WrongAdapter, match="called brick"):
        adapter_folder("brick", options)


def test_only_what_is_needed_is_fetched_and_never_a_pickle() -> None:
    names = [
        "README.md", "model_index.json", "model.ckpt", "sd_xl_base_1.0.safetensors", "scheduler/scheduler_config.json",
        "text_encoder/config.json", "text_encoder/model.safetensors", "text_encoder/model.fp16.safetensors",
        "text_encoder/pytorch_model.bin", "text_encoder/openvino_model.xml", "tokenizer/vocab.json",
        "tokenizer/merges.txt",
        "unet/config.json", "unet/diffusion_pytorch_model.fp16.safetensors", "unet/diffusion_pytorch_model.safetensors",
        "unet/model.onnx", "vae/config.json", "vae/diffusion_pytorch_model.safetensors", "vae_decoder/model.onnx",
    ]  # fmt: skip
    assert sorted(wanted(names)) == [
        "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json",
        "text_encoder/model.fp16.safetensors", "tokenizer/merges.txt", "tokenizer/vocab.json", "unet/config.json",
        "unet/diffusion_pytorch_model.fp16.safetensors", "vae/config.json", "vae/diffusion_pytorch_model.safetensors",
    ]  # fmt: skip
    assert wanted(["README.md", "CollageXL.safetensors", "CollageXL.bin", "example.png"]) == ["CollageXL.safetensors"]
    assert wanted(["a.safetensors", "pytorch_lora_weights.safetensors"]) == ["pytorch_lora_weights.safetensors"]
    part = ["config.json", "diffusion_pytorch_model.safetensors"]
    assert wanted([*part, "diffusion_pytorch_model.bin", "README.md"]) == part
