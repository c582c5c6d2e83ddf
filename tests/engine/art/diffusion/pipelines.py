"""What the tests of repainting share: a song, its slate, tiny pipelines and LoRAs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig

from engine.api import Hearing, PaintOptions, Slate
from engine.art.diffusion import DiffusionOptions, tiny
from engine.art.diffusion._guards import Bounds
from engine.art.diffusion.painter import Painter
from engine.art.painter import paint
from engine.audio import Clip
from engine.hearing import hear_clip
from engine.spectrum import RATE

ANYTHING = Bounds(structure=-1.0, drift=9.0)
"""Random numbers paint noise; where only the machinery is looked at, any picture will do."""


@cache
def heard() -> Hearing:
    """Six seconds of a beating chord."""
    time = torch.arange(6 * RATE, dtype=torch.float32) / RATE
    tone = sum(torch.sin(6.2832 * pitch * time) for pitch in (220.0, 277.2, 329.6))
    sound = (0.1 * tone * torch.cos(12.6 * time)).numpy()  # type: ignore[union-attr]
    return hear_clip(Clip(sound[None, :], RATE, 6.0, ((0.0, 6.0),)), "ab" * 16)


@cache
def slate(side: int = 192) -> Slate:
    """The song's own picture."""
    return paint(heard(), PaintOptions("strata", width=side, height=side))


def options(model: Path | str, folder: Path, **changes: Any) -> DiffusionOptions:
    """Settings for a model in a folder, on the CPU."""
    told = {"cpu": True, "side": tiny.SIDE, "steps": 6} | changes
    return DiffusionOptions(str(model), folder / "models", folder / "loras", **told)


def painter(model: Path, folder: Path, bounds: Bounds | None = ANYTHING, **changes: Any) -> Painter:
    """A painter with a tiny model."""
    return Painter(options(model, folder, **changes), bounds)


def lora(pipe: Any, target: Path, size: float = 0.5) -> Path:
    """A LoRA of large random numbers for the pipeline's network, saved as training saves it."""
    from diffusers.utils import convert_state_dict_to_diffusers
    from peft.utils import get_peft_model_state_dict

    config = LoraConfig(r=2, lora_alpha=2, target_modules=["to_k", "to_q", "to_v", "to_out.0"])
    pipe.unet.add_adapter(config, "made")
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, number in pipe.unet.named_parameters():
            if "lora_" in name:
                number.copy_(size * torch.randn(number.shape, generator=generator).to(number.dtype))
    layers = convert_state_dict_to_diffusers(get_peft_model_state_dict(pipe.unet, adapter_name="made"))
    type(pipe).save_lora_weights(str(target), unet_lora_layers=layers)
    pipe.unet.delete_adapters("made")
    return target
