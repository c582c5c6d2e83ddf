"""The models that can paint slates anew: what each needs, on which terms it comes, and how it is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from engine.errors import BrokenModel

Sampler = Literal["", "euler-trailing", "lcm"]


@dataclass(frozen=True, slots=True)
class Source:
    """A repository of the Hugging Face hub, or with ``file`` one file of it."""

    id: str
    file: str = ""
    licence: str = ""

    @property
    def folder(self) -> str:
        """The name of its folder here."""
        return self.id.replace("/", "--")

    @property
    def page(self) -> str:
        """Where its terms can be read."""
        return f"https://huggingface.co/{self.id}"


@dataclass(frozen=True, slots=True)
class Backend:
    """A model and how it is called.

    ``vram`` is the free memory it needs on a GPU in GiB (0: it is for a CPU), ``side`` the side of the square it paints
    best, in pixels; ``steps`` and ``guidance`` are its whole schedule, of which a strength runs a share. ``speed`` is a
    LoRA that shortens the schedule; ``decoder`` takes the place of the model's own. Terms are those its page states.
    """

    name: str
    model: Source
    vram: float = 0.0
    side: int = 1024
    steps: int = 30
    guidance: float = 6.0
    sampler: Sampler = ""
    speed: Source | None = None
    decoder: Source | None = None
    tiny_decoder: bool = False

    @property
    def sources(self) -> tuple[Source, ...]:
        """All that has to be fetched for it."""
        return tuple(source for source in (self.model, self.speed, self.decoder) if source)

    @property
    def licence(self) -> str:
        """The terms of its parts."""
        return ", ".join(dict.fromkeys(source.licence for source in self.sources if source.licence))


_SDXL = Source("stabilityai/stable-diffusion-xl-base-1.0", licence="CreativeML Open RAIL++-M")
_SD15 = Source("stable-diffusion-v1-5/stable-diffusion-v1-5", licence="CreativeML OpenRAIL-M")
_LIGHTNING = Source("ByteDance/SDXL-Lightning", "sdxl_lightning_8step_lora.safetensors", "CreativeML Open RAIL++-M")
_LCM = Source("latent-consistency/lcm-lora-sdv1-5", "pytorch_lora_weights.safetensors", "Open RAIL++-M")

BACKENDS: tuple[Backend, ...] = (
    Backend(
        "lightning",
        _SDXL,
        vram=8.0,
        steps=8,
        guidance=0.0,
        sampler="euler-trailing",
        speed=_LIGHTNING,
        decoder=Source("madebyollin/sdxl-vae-fp16-fix", licence="MIT"),  # the model's own overflows in half precision
    ),
    Backend("lcm", _SD15, vram=4.0, side=512, steps=4, guidance=1.0, sampler="lcm", speed=_LCM),
    Backend(
        "quality",
        Source("black-forest-labs/FLUX.2-klein-4B", licence="Apache-2.0"),
        vram=13.0,
        steps=4,
        guidance=1.0,
    ),
    Backend("strict", Source("Tongyi-MAI/Z-Image-Turbo", licence="Apache-2.0"), vram=16.0, steps=9, guidance=0.0),
    Backend(
        "cpu",
        _SD15,
        side=512,
        steps=4,
        guidance=1.0,
        sampler="lcm",
        speed=_LCM,
        decoder=Source("madebyollin/taesd", licence="MIT"),
        tiny_decoder=True,
    ),
    Backend(
        "turbo",
        Source("stabilityai/sd-turbo", licence="Stability AI Community (free below a revenue limit)"),
        side=512,
        steps=2,
        guidance=0.0,
        sampler="euler-trailing",
        decoder=Source("madebyollin/taesd", licence="MIT"),
        tiny_decoder=True,
    ),
)
BY_NAME = {backend.name: backend for backend in BACKENDS}
AUTOMATIC = ("lightning", "lcm")
"""What is chosen by free memory of the GPU, the best first: open terms, a strength of its own, and LoRAs can be laid
over it."""

_FAMILIES: tuple[tuple[str, int, int, float], ...] = (
    ("StableDiffusionXL", 1024, 30, 6.0),
    ("StableDiffusion3", 1024, 28, 5.0),
    ("StableDiffusion", 512, 25, 7.0),
    ("LatentConsistency", 512, 4, 8.0),
    ("Flux2Klein", 1024, 4, 1.0),
    ("Flux", 1024, 4, 0.0),
    ("ZImage", 1024, 9, 0.0),
    ("QwenImage", 1024, 20, 4.0),
)
"""Beginnings of the names of pipelines: side, steps, guidance."""


def automatic(free: float, cpu: bool, there: Callable[[Backend], bool]) -> Backend | None:
    """The best backend that is ``there`` for so much free GPU memory (GiB), or for the CPU where that is allowed."""
    fitting = [BY_NAME[name] for name in AUTOMATIC if free >= BY_NAME[name].vram]
    if cpu:
        fitting += [backend for backend in BACKENDS if not backend.vram]
    return next((backend for backend in fitting if there(backend)), None)


def suggested(free: float, cpu: bool) -> Backend | None:
    """What would be chosen if everything were there."""
    return automatic(free, cpu, lambda _: True)


def named(model: str) -> Backend:
    """A backend by its own name, or one for any hub id; how it is called follows from its files."""
    return BY_NAME.get(model) or Backend(model, Source(model))


def index(folder: Path) -> dict[str, Any]:
    """What a model's folder says of itself (``model_index.json``); ``BrokenModel`` when that cannot be read."""
    try:
        told = json.loads((folder / "model_index.json").read_text())
        return {**told, "_class_name": str(told["_class_name"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise BrokenModel from None


def recipe(folder: Path) -> Backend:
    """How to call the model in any folder: as its family is called; one with LCM's schedule in four steps."""
    family = index(folder)["_class_name"]
    side, steps, guidance = next((told for name, *told in _FAMILIES if family.startswith(name)), (1024, 30, 5.0))
    backend = Backend(folder.name, Source(folder.name), 0.0, int(side), int(steps), float(guidance))
    return replace(backend, steps=4, guidance=1.0) if "LCM" in str(index(folder).get("scheduler")) else backend
