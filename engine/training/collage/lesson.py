"""The lesson itself: a LoRA learns to take away noise from the pictures, and is examined on some that were held back.

Every step's chance follows from the seed and the step's number alone, so a lesson that was stopped ends with the same
bits as one that was not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F

from engine.api import Progress, Step
from engine.training.collage.encoded import Example

Tensor = torch.Tensor

TARGETS = ("to_k", "to_q", "to_v", "to_out.0")
GAMMA = 5.0
"""Min-SNR weighting (Hang et al. 2023): steps with little noise count no more than this over their ratio."""
DROPPED = 0.1
"""The share of captions that are left out, so that the model still paints without one."""
KEPT_EVERY = 200  # steps
LARGEST_GRADIENT = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """How to teach: rank and alpha of the LoRA, rate, steps, and pictures to each step."""

    rank: int = 16
    alpha: int = 16
    rate: float = 1e-4
    steps: int = 1200
    pictures: int = 4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of it: the loss on pictures that were held back, before and after, and the last one in training."""

    before: float
    after: float
    training: float


def add_lora(unet: Any, lesson: Lesson) -> list[Tensor]:
    """Freeze the network and lay an untaught LoRA over it; returns its numbers, in full precision."""
    from diffusers.training_utils import cast_training_params
    from peft import LoraConfig

    unet.requires_grad_(False)
    torch.manual_seed(lesson.seed)  # the LoRA's first numbers
    config = LoraConfig(
        r=lesson.rank, lora_alpha=lesson.alpha, init_lora_weights="gaussian", target_modules=list(TARGETS)
    )
    unet.add_adapter(config, "style")
    cast_training_params(unet, dtype=torch.float32)
    return [number for number in unet.parameters() if number.requires_grad]


def teach(
    pipe: Any, examples: Sequence[Example], empty: Example, held: Sequence[Example], lesson: Lesson,
    work: Path, progress: Progress,
) -> Taught:  # fmt: skip
    """Teach the LoRA on the pipeline's network; it goes on from ``work`` where it was stopped."""
    numbers = add_lora(pipe.unet, lesson)
    if pipe.unet.device.type == "cuda":
        pipe.unet.enable_gradient_checkpointing()
    optimizer = torch.optim.AdamW(numbers, lr=lesson.rate, weight_decay=1e-2)
    noise = _noise_schedule(pipe)
    checkpoint = work / "lesson.pt"
    begun, before = _resumed(checkpoint, numbers, optimizer, lesson)
    before = examined(pipe, held, noise) if before is None else before
    training = 0.0
    for step in range(begun, lesson.steps):
        progress(Step("teaching the LoRA", step / lesson.steps))
        training = _step(pipe, examples, empty, noise, optimizer, numbers, lesson, step)
        if (step + 1) % KEPT_EVERY == 0 or step + 1 == lesson.steps:
            _keep(checkpoint, numbers, optimizer, lesson, step + 1, before)
    return Taught(before, examined(pipe, held, noise), training)


@torch.no_grad()
def examined(pipe: Any, held: Sequence[Example], noise: Any) -> float:
    """Mean loss on pictures that were held back, always with the same noise; NaN when there are none."""
    losses = [
        _loss(pipe, [example], noise, torch.Generator().manual_seed(1000 * number + moment), moment / 4 + 0.125)
        for number, example in enumerate(held)
        for moment in range(4)
    ]
    return float(torch.stack(losses).mean()) if losses else math.nan


def _noise_schedule(pipe: Any) -> Any:
    """The schedule that the network was taught with, whatever it is painted with."""
    from diffusers import DDPMScheduler

    return DDPMScheduler.from_config(pipe.scheduler.config)


def _step(
    pipe: Any, examples: Sequence[Example], empty: Example, noise: Any, optimizer: torch.optim.Optimizer,
    numbers: Sequence[Tensor], lesson: Lesson, step: int,
) -> float:  # fmt: skip
    """One step of the optimizer, over several pictures one by one: that takes the least memory."""
    for group in optimizer.param_groups:
        group["lr"] = lesson.rate * 0.5 * (1.0 + math.cos(math.pi * step / lesson.steps))
    whole = 0.0
    for number in range(lesson.pictures):
        chance = torch.Generator().manual_seed((lesson.seed * 1_000_003 + step) * 64 + number)
        example = examples[int(torch.randint(len(examples), (1,), generator=chance))]
        if torch.rand(1, generator=chance) < DROPPED:
            example = Example(example.mean, example.deviation, empty.words, empty.pooled, example.sizes)
        loss = _loss(pipe, [example], noise, chance) / lesson.pictures
        loss.backward()  # type: ignore[no-untyped-call]
        whole += loss.item()
    torch.nn.utils.clip_grad_norm_(numbers, LARGEST_GRADIENT)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return whole


def _loss(
    pipe: Any, batch: Sequence[Example], noise: Any, chance: torch.Generator, moment: float | None = None
) -> Tensor:
    """Weighted squared error of the network's guess; ``moment`` (0..1) fixes how much noise there is."""
    unet = pipe.unet
    latents = torch.stack([each.mean + each.deviation * _normal(each.mean, chance) for each in batch])
    most = noise.config.num_train_timesteps
    drawn = torch.rand(len(batch), generator=chance) if moment is None else torch.full((len(batch),), moment)
    times = (drawn * most).long().clamp(max=most - 1)
    added = _normal(latents, chance)
    noisy = noise.add_noise(latents, added, times)
    wanted = noise.get_velocity(latents, added, times) if _velocity(noise) else added
    kind, dtype = unet.device, unet.dtype
    with torch.autocast(kind.type, dtype=torch.bfloat16, enabled=kind.type == "cuda"):
        guess = unet(
            noisy.to(kind, dtype),
            times.to(kind),
            torch.stack([each.words for each in batch]).to(kind, dtype),
            added_cond_kwargs=_conditions(unet, batch),
        ).sample
    error = F.mse_loss(guess.float(), wanted.to(kind), reduction="none").mean(dim=(1, 2, 3))
    return (error * _weights(noise, times).to(kind)).mean()


def _conditions(unet: Any, batch: Sequence[Example]) -> dict[str, Tensor] | None:
    """What SDXL is told besides the words."""
    if unet.config.addition_embed_type != "text_time":
        return None
    pooled, sizes = torch.stack([each.pooled for each in batch]), torch.stack([each.sizes for each in batch])
    return {"text_embeds": pooled.to(unet.device, unet.dtype), "time_ids": sizes.to(unet.device, unet.dtype)}


def _weights(noise: Any, times: Tensor) -> Tensor:
    from diffusers.training_utils import compute_snr

    ratio = compute_snr(noise, times)
    return ratio.clamp(max=GAMMA) / (ratio + 1.0 if _velocity(noise) else ratio).clamp(min=1e-8)


def _velocity(noise: Any) -> bool:
    return bool(noise.config.prediction_type == "v_prediction")


def _normal(like: Tensor, chance: torch.Generator) -> Tensor:
    return torch.randn(like.shape, generator=chance)


def _keep(file: Path, numbers: Sequence[Tensor], optimizer: Any, lesson: Lesson, step: int, before: float) -> None:
    """Write all that the rest depends on; moved into place, so that what is there is whole."""
    told = {"lesson": repr(lesson), "step": step, "before": before, "optimizer": optimizer.state_dict()}
    part = file.with_suffix(".part")
    torch.save(told | {"numbers": [number.detach().cpu() for number in numbers]}, part)
    part.replace(file)


def _resumed(
    file: Path, numbers: Sequence[Tensor], optimizer: torch.optim.Optimizer, lesson: Lesson
) -> tuple[int, float | None]:
    """The step to go on with and the first examination's loss; from the beginning for another lesson."""
    if not file.is_file():
        return 0, None
    told = torch.load(file, weights_only=True)
    if told["lesson"] != repr(lesson) or len(told["numbers"]) != len(numbers):
        return 0, None
    with torch.no_grad():
        for number, kept in zip(numbers, told["numbers"], strict=True):
            number.copy_(kept)
    optimizer.load_state_dict(told["optimizer"])
    return int(told["step"]), float(told["before"])
