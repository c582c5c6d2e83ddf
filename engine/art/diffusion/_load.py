"""From a folder to a pipeline that paints: the right class, number format and device, a LoRA laid over it or taken off.

Only the disk is read, never the hub.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from engine.art.diffusion import _shelf
from engine.art.diffusion._backends import Backend, index
from engine.errors import BrokenModel, EngineError, NotEnoughMemory, WrongAdapter

STYLE, SPEED = "style", "speed"
_WITHOUT_STRENGTH = {"Flux2KleinPipeline": "Flux2KleinPipeline"}
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, SafetensorError)
"""What diffusers, transformers and torch raise on folders that are damaged or not what they claim."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where to compute, in which number format, and with how much free memory (GiB)."""

    kind: str
    dtype: torch.dtype
    free: float = 0.0

    @property
    def name(self) -> str:
        """For people."""
        if self.kind == "cuda":
            return f"{torch.cuda.get_device_name()}, {self.free:.0f} GiB free"
        return f"CPU, {'bfloat16' if self.dtype is torch.bfloat16 else 'float32'}"


def device() -> Device:
    """The GPU if torch can use one, else the CPU in the number format that is faster on it."""
    if torch.cuda.is_available():
        free, _ = torch.cuda.mem_get_info()
        return Device("cuda", torch.float16, free / 2**30)
    return Device("cpu", torch.bfloat16 if half_is_faster() else torch.float32)


@cache
def half_is_faster(rounds: int = 20) -> bool:
    """Whether this CPU multiplies bfloat16 clearly faster than float32: only those with units for it do.

    Measured once, by a convolution such as a model is made of: the best of some rounds each, in turns, so that other
    work on the machine slows down both.
    """
    layers = {dtype: _convolution(dtype) for dtype in (torch.float32, torch.bfloat16)}
    best = dict.fromkeys(layers, math.inf)
    with torch.inference_mode():
        for _ in range(rounds):
            for dtype, (layer, picture) in layers.items():
                begun = time.perf_counter()
                layer(picture)
                best[dtype] = min(best[dtype], time.perf_counter() - begun)
    return best[torch.bfloat16] < 0.75 * best[torch.float32]


def _convolution(dtype: torch.dtype) -> tuple[torch.nn.Conv2d, torch.Tensor]:
    picture = torch.ones(1, 128, 48, 48, dtype=dtype).contiguous(memory_format=torch.channels_last)
    return torch.nn.Conv2d(128, 128, 3, padding=1, dtype=dtype), picture


def quiet() -> None:
    """Let the libraries write no bars and no advice; what goes wrong is raised."""
    os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    import diffusers
    import transformers

    for library in (diffusers.utils.logging, transformers.utils.logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


def pipeline(folder: Path, backend: Backend, shelf: Path, where: Device, safety: bool = True) -> Any:
    """The pipeline in a folder, ready to paint. ``BrokenModel``, ``NotEnoughMemory``."""
    quiet()
    _check(folder)
    with _broken(BrokenModel):
        pipe = _class(folder).from_pretrained(str(folder), **_options(folder, where, safety))
        if backend.decoder:
            pipe.vae = _decoder(backend, shelf, where)
        if backend.speed:
            pipe.load_lora_weights(str(_shelf.place(backend.speed, shelf)), adapter_name=SPEED, use_safetensors=True)
        _schedule(pipe, backend)
        pipe.set_progress_bar_config(disable=True)
        return _placed(pipe, where)


def plain(folder: Path, dtype: torch.dtype) -> Any:
    """The pipeline in a folder as it is, to be taught. ``BrokenModel``, ``NotEnoughMemory``."""
    import diffusers

    quiet()
    _check(folder)
    options: dict[str, Any] = {"dtype": dtype, "local_files_only": True, "use_safetensors": True}
    if _half_only(folder):
        options["variant"] = "fp16"
    if "safety_checker" in index(folder):
        options |= {"safety_checker": None, "requires_safety_checker": False}
    with _broken(BrokenModel):
        pipe = diffusers.DiffusionPipeline.from_pretrained(str(folder), **options)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _class(folder: Path) -> Any:
    """The class that paints over a picture, by the name in the folder."""
    import diffusers

    alone = _WITHOUT_STRENGTH.get(index(folder)["_class_name"])
    return getattr(diffusers, alone) if alone else diffusers.AutoPipelineForImage2Image


def _check(folder: Path) -> None:
    """Every part that the folder names is there: for some that are not, the libraries make up empty ones."""
    parts = {name: told for name, told in index(folder).items() if isinstance(told, list) and told[:1] != [None]}
    if not all(any((folder / name).glob("*.json")) for name in parts):
        raise BrokenModel


def from_words(pipe: Any) -> Any:
    """The same model as a pipeline that begins with words alone."""
    import diffusers

    if type(pipe).__name__ in _WITHOUT_STRENGTH:
        return pipe
    with _broken(BrokenModel):
        words = diffusers.AutoPipelineForText2Image.from_pipe(pipe)
    words.set_progress_bar_config(disable=True)
    return words


def _options(folder: Path, where: Device, safety: bool) -> dict[str, Any]:
    options: dict[str, Any] = {"dtype": _format(folder, where), "local_files_only": True, "use_safetensors": True}
    if _half_only(folder):
        options["variant"] = "fp16"
    if not safety and "safety_checker" in index(folder):
        options |= {"safety_checker": None, "requires_safety_checker": False}
    return options


def _format(folder: Path, where: Device) -> torch.dtype:
    """Half precision; models with a transformer were trained in bfloat16 and overflow in the other half."""
    modern = where.kind == "cuda" and "transformer" in index(folder)
    return torch.bfloat16 if modern else where.dtype


def _half_only(folder: Path) -> bool:
    """Whether a part's weights lie there in half precision alone; the other parts are found all the same."""
    parts: dict[Path, list[bool]] = {}
    for path in folder.glob(f"*/*{_shelf.WEIGHTS}"):
        parts.setdefault(path.parent, []).append(".fp16" in path.name)
    return any(all(half) for half in parts.values())


def _decoder(backend: Backend, shelf: Path, where: Device) -> Any:
    import diffusers

    assert backend.decoder  # as the caller knows
    kind = diffusers.AutoencoderTiny if backend.tiny_decoder else diffusers.AutoencoderKL
    folder = _shelf.place(backend.decoder, shelf)
    return kind.from_pretrained(str(folder), dtype=where.dtype, local_files_only=True, use_safetensors=True)


def _schedule(pipe: Any, backend: Backend) -> None:
    import diffusers

    if backend.sampler == "lcm":
        pipe.scheduler = diffusers.LCMScheduler.from_config(pipe.scheduler.config)
    elif backend.sampler == "euler-trailing":
        pipe.scheduler = diffusers.EulerDiscreteScheduler.from_config(
            pipe.scheduler.config, timestep_spacing="trailing"
        )


def _placed(pipe: Any, where: Device) -> Any:
    """On its device; on a GPU that is too small for all parts at once, each part when it is needed."""
    if where.kind == "cpu":
        network = getattr(pipe, "unet", None)
        if network is not None:
            network.to(memory_format=torch.channels_last)
        return pipe
    try:
        return pipe.to("cuda")
    except torch.OutOfMemoryError:
        pipe.to("cpu")
        torch.cuda.empty_cache()
        pipe.enable_model_cpu_offload()
        return pipe


# --- LoRAs -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Adapter:
    """A LoRA's file or folder, how heavily it lies on the model, and the word it was taught to hear."""

    path: Path
    weight: float = 0.8

    @property
    def trigger(self) -> str:
        """The word from its card, if it has one."""
        return str(self.card.get("trigger", ""))

    @property
    def card(self) -> dict[str, Any]:
        """What is written beside it (``card.json``)."""
        folder = self.path if self.path.is_dir() else self.path.parent
        try:
            told = json.loads((folder / "card.json").read_text())
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}


def lay(pipe: Any, adapter: Adapter) -> None:
    """Lay a LoRA over the model, beside one for speed. ``WrongAdapter`` leaves the model as it was."""
    try:
        with _broken(WrongAdapter), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Already found a `peft_config`")  # the LoRA for speed, as meant
            pipe.load_lora_weights(str(adapter.path), adapter_name=STYLE, use_safetensors=True)
        if STYLE not in _laid(pipe):
            raise WrongAdapter  # nothing in it was meant for this model
    except WrongAdapter:
        take_off(pipe)
        raise
    weigh(pipe, adapter.weight)


def weigh(pipe: Any, weight: float) -> None:
    """How heavily the LoRA lies."""
    names = [name for name in (SPEED, STYLE) if name in _laid(pipe)]
    pipe.set_adapters(names, [weight if name == STYLE else 1.0 for name in names])


def take_off(pipe: Any) -> None:
    """Take the LoRA off again, so that the model is exactly what it was."""
    laid = _laid(pipe)
    if laid == {STYLE}:
        pipe.unload_lora_weights()
    elif STYLE in laid:
        pipe.delete_adapters(STYLE)
        pipe.set_adapters([SPEED], [1.0])


def _laid(pipe: Any) -> set[str]:
    """The names of the LoRAs over a model; models that take none have none."""
    listed = pipe.get_list_adapters() if hasattr(pipe, "get_list_adapters") else {}
    return {name for names in listed.values() for name in names}


@contextlib.contextmanager
def _broken(kind: type[EngineError]) -> Iterator[None]:
    """What the libraries raise becomes one clear answer."""
    try:
        yield
    except EngineError:
        raise
    except (torch.OutOfMemoryError, MemoryError):
        raise NotEnoughMemory from None
    except _BROKEN as error:
        raise kind from error
