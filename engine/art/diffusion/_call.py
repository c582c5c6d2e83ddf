"""How a pipeline is called: pipelines differ, so each gets what its own signature asks for."""

from __future__ import annotations

import inspect
import math
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
import torch
from numpy.typing import NDArray

from engine.art.diffusion._backends import Backend
from engine.errors import HeldBack, NotEnoughMemory

Floats = NDArray[np.float32]
Told = Callable[[float], None]

_UNIT = 64  # every family takes sides that are multiples of this


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be painted: ``image`` (height, width, 3 in 0..1) is None to begin with the words alone."""

    prompt: str
    negative: str
    image: Floats | None
    size: tuple[int, int]
    strength: float
    seed: int


def takes(pipe: Any, name: str) -> bool:
    """Whether a pipeline can be told this."""
    return name in inspect.signature(pipe.__call__).parameters


def scheduled(steps: int, strength: float) -> int:
    """A schedule of at least ``steps``, of which a pipeline that runs int(steps x strength) runs one or more."""
    steps = max(steps, math.ceil(1.0 / strength))
    return steps if int(steps * strength) >= 1 else steps + 1


def steps_of(pipe: Any, backend: Backend, wish: Wish) -> tuple[int, int]:
    """How long the schedule is, and how many steps of it will be run."""
    if wish.image is None or not takes(pipe, "strength"):
        return backend.steps, backend.steps
    steps = scheduled(backend.steps, wish.strength)
    return steps, int(steps * wish.strength)


def working_size(side: int, width: int, height: int) -> tuple[int, int]:
    """Width and height in the proportions asked for, of about ``side`` x ``side`` pixels, in whole units."""
    scale = side / math.sqrt(width * height)
    return tuple(max(_UNIT, round(length * scale / _UNIT) * _UNIT) for length in (width, height))  # type: ignore[return-value]


def call(pipe: Any, backend: Backend, wish: Wish, told: Told) -> Floats:
    """(height, width, 3) sRGB as the model gave it, perhaps no numbers at all.

    ``told`` hears how far it is (0..1). ``HeldBack`` when the pipeline's safety check objects.
    """
    with torch.inference_mode(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="__array__ implementation")  # diffusers' schedulers with numpy 2
        try:
            painted = pipe(**_arguments(pipe, backend, wish, told))
        except (torch.OutOfMemoryError, MemoryError):
            if torch.cuda.is_available():
                torch.cuda.empty_cache()  # the next, smaller picture may fit
            raise NotEnoughMemory from None
        except RuntimeError as error:
            if "can't allocate memory" not in str(error):  # a CPU says it like this
                raise
            raise NotEnoughMemory from None
    if any(getattr(painted, "nsfw_content_detected", None) or ()):
        raise HeldBack
    return np.asarray(painted.images[0], dtype=np.float32)


def _arguments(pipe: Any, backend: Backend, wish: Wish, told: Told) -> Mapping[str, Any]:
    width, height = wish.size
    steps, run = steps_of(pipe, backend, wish)
    offered: dict[str, Any] = {
        "prompt": wish.prompt,
        "negative_prompt": wish.negative if backend.guidance > 1.0 else None,
        "width": width,
        "height": height,
        "num_inference_steps": steps,
        "guidance_scale": backend.guidance,
        "generator": torch.Generator("cpu").manual_seed(wish.seed),  # on a CPU, so that a seed means the same anywhere
        "output_type": "np",
        "callback_on_step_end": _listener(run, told),
    }
    if wish.image is not None:
        offered |= {"image": _image(wish.image, wish.size), "strength": wish.strength}
    known = inspect.signature(pipe.__call__).parameters
    return {name: value for name, value in offered.items() if name in known and value is not None}


def _listener(steps: int, told: Told) -> Callable[..., dict[str, Any]]:
    def heard(_: Any, step: int, __: Any, values: dict[str, Any]) -> dict[str, Any]:
        told(min(1.0, (step + 1) / steps))
        return values

    return heard


def _image(pixels: Floats, size: tuple[int, int]) -> PIL.Image.Image:
    whole = PIL.Image.fromarray(np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8))
    return whole.resize(size, PIL.Image.Resampling.LANCZOS)
