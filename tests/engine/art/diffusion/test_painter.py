"""Repainting with random pipelines: every family, the same bytes, what strength does, and what the guards stop."""

import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from engine.api import RepaintOptions, Step
from engine.art.diffusion import _load, named, tiny
from engine.art.diffusion._guards import Bounds
from engine.art.diffusion._shelf import CARD, place
from engine.art.diffusion.painter import Painter, _pixels
from engine.errors import Blank, BrokenModel, HeldBack, NoModel, NotEnoughMemory, Strayed, WrongAdapter
from tests.engine.art.diffusion.pipelines import ANYTHING, heard, lora, options, painter, slate

FAMILIES: tuple[tiny.Family, ...] = ("sd", "sdxl", "klein", "z-image")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny pipeline of each family."""
    folder = tmp_path_factory.mktemp("pipelines")
    for family in FAMILIES:
        tiny.build(folder / family, family, clear=family in ("sd", "sdxl"))
    return folder


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_paints_and_the_same_seed_gives_the_same_bytes(
    shelf: Path, tmp_path: Path, family: tiny.Family
) -> None:
    steps: list[Step] = []
    model = painter(shelf / family, tmp_path)
    first = model.repaint(heard(), slate(), RepaintOptions(seed=3), steps.append)
    assert (first.picture.width, first.picture.height) == (192, 192)
    assert first.model == family
    assert first.picture.data != slate().picture.data
    assert steps[-1].fraction == 1.0
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    assert model.repaint(heard(), slate(), RepaintOptions(seed=3)).picture.data == first.picture.data
    assert painter(shelf / family, tmp_path).repaint(heard(), slate(), RepaintOptions(seed=3)) == first
    assert model.repaint(heard(), slate(), RepaintOptions(seed=4)).picture.data != first.picture.data


@pytest.mark.parametrize("family", FAMILIES)
def test_words_alone_are_enough_for_every_family(shelf: Path, tmp_path: Path, family: tiny.Family) -> None:
    model = painter(shelf / family, tmp_path)
    wordy = model.repaint(heard(), slate(), RepaintOptions(from_words=True))
    assert wordy.structure is None
    assert wordy.drift is None
    assert wordy.steps == 6
    assert wordy.picture.data != model.repaint(heard(), slate(), RepaintOptions()).picture.data


@pytest.mark.parametrize("family", ["sd", "sdxl"])
def test_the_stronger_the_further_from_the_slate(shelf: Path, tmp_path: Path, family: tiny.Family) -> None:
    model, before = painter(shelf / family, tmp_path, steps=20), _pixels(slate().picture)
    moved, kept = [], []
    for strength in (0.1, 0.4, 0.9):
        painted = model.repaint(heard(), slate(), RepaintOptions(strength))
        moved.append(float(np.abs(_pixels(painted.picture) - before).mean()))
        kept.append(painted.structure or 0.0)
    assert moved == sorted(moved)
    assert kept == sorted(kept, reverse=True)
    assert kept[0] > 0.9


def test_as_many_steps_are_run_as_strength_and_schedule_say(shelf: Path, tmp_path: Path) -> None:
    model = painter(shelf / "sd", tmp_path, steps=4)
    assert model.repaint(heard(), slate(), RepaintOptions(0.5)).steps == 2
    assert model.repaint(heard(), slate(), RepaintOptions(0.2)).steps == 1, "4 x 0.2 would be none"
    assert model.repaint(heard(), slate(), RepaintOptions(0.07)).steps == 1
    klein = painter(shelf / "klein", tmp_path, steps=4)
    assert klein.repaint(heard(), slate(), RepaintOptions(0.5)).steps == 4, "it takes no strength"


def test_a_repaint_that_strays_is_tried_gentler_and_then_not_shown(shelf: Path, tmp_path: Path) -> None:
    free = painter(shelf / "sd", tmp_path, steps=20)
    kept = {s: free.repaint(heard(), slate(), RepaintOptions(s)).structure or 0.0 for s in (0.9, 0.8, 0.7)}
    between = Bounds(structure=(kept[0.8] + kept[0.7]) / 2, drift=9.0)
    model = painter(shelf / "sd", tmp_path, between, steps=20)
    assert model.repaint(heard(), slate(), RepaintOptions(0.8)).strength == pytest.approx(0.7)
    with pytest.raises(Strayed):
        model.repaint(heard(), slate(), RepaintOptions(0.9))


def test_colours_that_stray_are_not_shown(shelf: Path, tmp_path: Path) -> None:
    drift = painter(shelf / "sd", tmp_path).repaint(heard(), slate(), RepaintOptions(0.9)).drift
    assert drift
    with pytest.raises(Strayed):
        painter(shelf / "sd", tmp_path, Bounds(-1.0, drift / 4)).repaint(heard(), slate(), RepaintOptions(0.9))


def test_noise_is_stopped_by_the_bounds_that_are_in_force(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(Strayed):
        Painter(options(shelf / "z-image", tmp_path)).repaint(heard(), slate(), RepaintOptions(0.9))


@pytest.mark.parametrize("number", [float("nan"), 0.0])
def test_pictures_of_no_numbers_and_black_ones_are_not_shown(shelf: Path, tmp_path: Path, number: float) -> None:
    """Half precision overflows like this: the network's numbers are none, and the picture would be black."""
    model = painter(shelf / "sd", tmp_path)
    model.repaint(heard(), slate(), RepaintOptions())
    with torch.no_grad():
        model._pipe.vae.decoder.layers[-1].weight.fill_(number)
    with pytest.raises(Blank):
        model.repaint(heard(), slate(), RepaintOptions())


def test_a_caption_is_drawn_over_the_repaint(shelf: Path, tmp_path: Path) -> None:
    model = painter(shelf / "sd", tmp_path)
    plain, captioned = (
        _pixels(model.repaint(heard(), slate(), RepaintOptions(caption=caption)).picture) for caption in ("", "A song")
    )
    moved = np.abs(plain - captioned).mean(axis=2)
    assert moved[150:, :100].max() > 0.2
    assert moved[:100].max() == 0.0


def test_tall_and_wide_slates_keep_their_proportions(shelf: Path, tmp_path: Path) -> None:
    wide = dataclasses.replace(slate(), picture=dataclasses.replace(slate().picture, width=384, height=192))
    painted = painter(shelf / "sd", tmp_path).repaint(heard(), wide, RepaintOptions())
    assert (painted.picture.width, painted.picture.height) == (384, 192)


# --- what is wrong with a model -------------------------------------------------------------------------------------


def test_a_corrupt_folder_is_told_from_a_missing_one(shelf: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(shelf / "sd", tmp_path / "broken")
    weights = broken / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(BrokenModel):
        painter(broken, tmp_path).repaint(heard(), slate(), RepaintOptions())
    (broken / "model_index.json").write_text("{}")
    assert painter(broken, tmp_path).examine().state == "unfit"
    with pytest.raises(NoModel):
        painter(tmp_path / "nowhere", tmp_path).repaint(heard(), slate(), RepaintOptions())


def test_a_folder_without_one_of_its_parts_is_broken(shelf: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(shelf / "sd", tmp_path / "broken")
    shutil.rmtree(broken / "tokenizer")
    with pytest.raises(BrokenModel):
        painter(broken, tmp_path).repaint(heard(), slate(), RepaintOptions())


def test_parts_in_half_precision_are_found(shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf / "sd", tmp_path / "half")
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.rename(weights.with_suffix(".fp16.safetensors"))
    same = painter(shelf / "sd", tmp_path).repaint(heard(), slate(), RepaintOptions())
    assert painter(folder, tmp_path).repaint(heard(), slate(), RepaintOptions()).picture == same.picture


def test_too_little_memory_is_said(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = painter(shelf / "sd", tmp_path)
    model.repaint(heard(), slate(), RepaintOptions())

    def full(*_: object, **__: object) -> None:
        torch.empty(2**60)  # what the allocator itself says

    monkeypatch.setattr(model._pipe.unet, "forward", full)
    with pytest.raises(NotEnoughMemory):
        model.repaint(heard(), slate(), RepaintOptions())


def test_what_the_safety_check_objects_to_is_held_back(shelf: Path, tmp_path: Path) -> None:
    folder = _with_checker(shelf / "sd", tmp_path / "checked")
    with pytest.raises(HeldBack):
        painter(folder, tmp_path).repaint(heard(), slate(), RepaintOptions())
    assert painter(folder, tmp_path, safety=False).repaint(heard(), slate(), RepaintOptions()).picture.data


def _with_checker(source: Path, target: Path) -> Path:
    """The pipeline with a real safety checker whose concepts match anything."""
    from diffusers import StableDiffusionPipeline
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
    from transformers import CLIPConfig, CLIPImageProcessorPil

    small = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2}
    vision = small | {"image_size": 32, "patch_size": 16, "projection_dim": 8}
    config = CLIPConfig(text_config=small, vision_config=vision, projection_dim=8)
    checker = StableDiffusionSafetyChecker(config).eval()
    torch.nn.init.constant_(checker.concept_embeds_weights, -2.0)
    torch.nn.init.constant_(checker.special_care_embeds_weights, 2.0)
    torch.nn.init.ones_(checker.concept_embeds)
    torch.nn.init.ones_(checker.special_care_embeds)
    pipe = StableDiffusionPipeline.from_pretrained(source, local_files_only=True)
    sizes = {"size": {"shortest_edge": 32}, "crop_size": {"height": 32, "width": 32}}
    pipe.register_modules(safety_checker=checker, feature_extractor=CLIPImageProcessorPil(**sizes))
    pipe.register_to_config(requires_safety_checker=True)
    pipe.save_pretrained(target)
    assert json.loads((target / "model_index.json").read_text())["safety_checker"][0]
    return target


# --- the backends there are names for ---


@pytest.mark.parametrize(
    ("name", "family", "scheduler"),
    [
        ("lightning", "sdxl", "EulerDiscreteScheduler"),
        ("cpu", "sd", "LCMScheduler"),
        ("turbo", "sd", "EulerDiscreteScheduler"),
    ],
)
def test_a_backend_is_put_together_from_its_parts(
    shelf: Path, tmp_path: Path, name: str, family: tiny.Family, scheduler: str
) -> None:
    """The folders that fetching leaves, with tiny things in them: a model, a LoRA for speed, another decoder."""
    backend = named(name)
    models = tmp_path / "models"
    shutil.copytree(shelf / family, place(backend.model, models))
    if backend.speed:
        made = lora(painter_pipe(shelf, tmp_path, family), tmp_path / "speed")
        target = place(backend.speed, models)
        target.parent.mkdir(parents=True)
        shutil.copy(made / "pytorch_lora_weights.safetensors", target)
    if backend.decoder:
        decoder = shelf / "sd" / "vae" if backend.tiny_decoder else tiny.build(tmp_path / "plain", family) / "vae"
        shutil.copytree(decoder, place(backend.decoder, models))
    for source in backend.sources:
        (models / source.folder / CARD).write_text("{}")
    model = Painter(options(name, tmp_path, steps=0), ANYTHING)
    painted = model.repaint(heard(), slate(), RepaintOptions(0.5))
    assert painted.steps == backend.steps // 2
    assert (painted.model, painted.licence) == (backend.model.id, backend.licence)
    assert type(model._pipe.scheduler).__name__ == scheduler
    assert model._pipe.get_active_adapters() == ([_load.SPEED] if backend.speed else [])
    assert type(model._pipe.vae).__name__ == ("AutoencoderTiny" if backend.tiny_decoder else "AutoencoderKL")


def test_a_lora_in_a_single_file_is_laid_over_the_model(shelf: Path, tmp_path: Path) -> None:
    made = lora(painter_pipe(shelf, tmp_path), tmp_path / "made")
    (tmp_path / "loras").mkdir()
    shutil.copy(made / "pytorch_lora_weights.safetensors", tmp_path / "loras" / "glass.safetensors")
    model = painter(shelf / "sd", tmp_path)
    plain = model.repaint(heard(), slate(), RepaintOptions())
    laid = model.repaint(heard(), slate(), RepaintOptions(adapter="glass"))
    assert laid.adapter == "glass"
    assert laid.picture != plain.picture


# --- LoRAs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", ["sd", "sdxl"])
def test_a_lora_changes_the_picture_by_its_weight_and_leaves_nothing_behind(
    shelf: Path, tmp_path: Path, family: tiny.Family
) -> None:
    model = painter(shelf / family, tmp_path)
    plain = model.repaint(heard(), slate(), RepaintOptions())
    lora(model._pipe, tmp_path / "loras" / "paper")
    assert model.repaint(heard(), slate(), RepaintOptions()).picture.data == plain.picture.data
    full = model.repaint(heard(), slate(), RepaintOptions(adapter="paper", adapter_weight=1.0))
    half = model.repaint(heard(), slate(), RepaintOptions(adapter="paper", adapter_weight=0.3))
    assert full.adapter == "paper"
    assert len({plain.picture.data, full.picture.data, half.picture.data}) == 3
    assert model.repaint(heard(), slate(), RepaintOptions()).picture.data == plain.picture.data, "restored to the bit"


def test_the_operators_lora_lies_over_everything_unless_another_is_chosen(shelf: Path, tmp_path: Path) -> None:
    lora(painter_pipe(shelf, tmp_path), tmp_path / "loras" / "paper")
    model = painter(shelf / "sd", tmp_path, adapter="paper")
    assert model.repaint(heard(), slate(), RepaintOptions()).adapter == "paper"
    assert model.repaint(heard(), slate(), RepaintOptions(adapter="none")).adapter == ""
    with pytest.raises(WrongAdapter, match="no LoRA called glass"):
        model.repaint(heard(), slate(), RepaintOptions(adapter="glass"))


def test_a_lora_with_a_trigger_is_called_by_it(shelf: Path, tmp_path: Path) -> None:
    folder = lora(painter_pipe(shelf, tmp_path), tmp_path / "loras" / "paper")
    (folder / "card.json").write_text(json.dumps({"trigger": "collage style"}))
    painted = painter(shelf / "sd", tmp_path).repaint(heard(), slate(), RepaintOptions(adapter="paper"))
    assert painted.prompt.startswith("collage style, ")


def test_a_lora_for_another_model_is_refused_and_leaves_the_model_as_it_was(shelf: Path, tmp_path: Path) -> None:
    lora(painter_pipe(shelf, tmp_path, "sdxl"), tmp_path / "loras" / "large")
    (tmp_path / "loras" / "empty.safetensors").write_bytes(b"not a LoRA")
    model = painter(shelf / "sd", tmp_path)
    plain = model.repaint(heard(), slate(), RepaintOptions())
    for name in ("large", "empty"):
        with pytest.raises(WrongAdapter):
            model.repaint(heard(), slate(), RepaintOptions(adapter=name))
        assert model.repaint(heard(), slate(), RepaintOptions()).picture.data == plain.picture.data


def test_a_pickled_lora_is_never_opened(shelf: Path, tmp_path: Path) -> None:
    made = lora(painter_pipe(shelf, tmp_path), tmp_path / "made")
    folder = tmp_path / "loras" / "pickled"
    folder.mkdir(parents=True)
    torch.save(load_file(made / "pytorch_lora_weights.safetensors"), folder / "pytorch_lora_weights.bin")
    with pytest.raises(WrongAdapter):
        painter(shelf / "sd", tmp_path).repaint(heard(), slate(), RepaintOptions(adapter="pickled"))


def test_a_lora_for_a_transformer_is_refused_by_a_unet(shelf: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    (tmp_path / "loras").mkdir()
    name = "transformer.single_transformer_blocks.0.attn.to_q.lora_{}.weight"
    numbers = {name.format("A"): torch.ones(2, 8), name.format("B"): torch.ones(8, 2)}
    save_file(numbers, tmp_path / "loras" / "flux.safetensors")
    with pytest.raises(WrongAdapter):
        painter(shelf / "sd", tmp_path).repaint(heard(), slate(), RepaintOptions(adapter="flux"))


def painter_pipe(shelf: Path, tmp_path: Path, family: tiny.Family = "sd"):  # type: ignore[no-untyped-def]
    model = painter(shelf / family, tmp_path)
    model._ready(lambda _: None)
    return model._pipe


def test_a_lora_for_speed_stays_when_the_other_is_taken_off(shelf: Path, tmp_path: Path) -> None:
    pipe = painter_pipe(shelf, tmp_path)
    fast, paper = lora(pipe, tmp_path / "fast", 0.2), lora(pipe, tmp_path / "paper")
    pipe.load_lora_weights(str(fast), adapter_name=_load.SPEED)
    weights = {name: number.clone() for name, number in pipe.unet.state_dict().items()}
    _load.lay(pipe, _load.Adapter(paper, 0.5))
    assert pipe.get_active_adapters() == [_load.SPEED, _load.STYLE]
    _load.take_off(pipe)
    assert pipe.get_active_adapters() == [_load.SPEED]
    after = pipe.unet.state_dict()
    assert after.keys() == weights.keys()
    assert all(torch.equal(after[name], weights[name]) for name in weights)


def test_the_bounds_are_those_that_were_agreed() -> None:
    assert Bounds() == Bounds(structure=0.5, drift=0.12)
