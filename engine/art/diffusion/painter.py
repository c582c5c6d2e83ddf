"""Repaints slates: keeps one model loaded, lays LoRAs over it, and shows nothing that does not keep the slate's bones.

Runs in a process of its own, one picture at a time (``engine.repaints``).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.api import Diffusion, Hearing, Picture, Progress, Repaint, RepaintOptions, Slate, Step, silent
from engine.art.diffusion import _guards, _load, _shelf
from engine.art.diffusion._call import Wish, call, steps_of, takes, working_size
from engine.art.diffusion._choice import Choice, DiffusionOptions, adapter_folder, choose
from engine.art.diffusion._guards import Bounds
from engine.art.finish import encode, finish
from engine.art.palette import palette_for
from engine.art.prompt import NEGATIVE, images, prompt_for
from engine.errors import Blank, EngineError, Strayed
from engine.sketch import Sketch

Floats = NDArray[np.float32]

GENTLER = 0.1
"""How much lower the strength is at the second attempt."""
GENTLEST = 0.05
LOADED = 0.3
"""The share of progress that loading gets."""


@dataclass(frozen=True, slots=True)
class _Painted:
    pixels: Floats
    strength: float
    steps: int


class Painter:
    """See ``engine.api.Engine.repaint``."""

    def __init__(self, options: DiffusionOptions, bounds: Bounds | None = None) -> None:
        self._options = options
        self._bounds = bounds or Bounds()
        self._choice: Choice | None = None
        self._pipe: Any = None
        self._laid: _load.Adapter | None = None

    def examine(self) -> Diffusion:
        """Which model this machine would paint with; loads none."""
        names = _shelf.adapters(self._options.adapters)
        try:
            choice = choose(self._options, self._device.free)
        except EngineError as error:
            return Diffusion("unfit", device=self._device.name, adapters=names, reason=str(error))
        return Diffusion("ready", choice.backend.model.id, choice.licence, self._device.name, names)

    def repaint(self, hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress = silent) -> Repaint:
        """A song's slate, painted anew. The same slate and options give the same bytes on the same machine.

        Where the picture is blank or strays from the slate, it is tried once more with less strength; after that
        ``Blank`` or ``Strayed`` says that the slate stays.
        """
        choice = self._ready(progress)
        adapter = self._lay(options)
        progress(Step("repainting", LOADED))
        prompt = prompt_for(hearing, slate, options.lyrics, adapter.trigger if adapter else "")

        def told(share: float) -> None:
            progress(Step("repainting", LOADED + (1.0 - LOADED) * share))

        before = None if options.from_words else _pixels(slate.picture)
        painted = self._attempts(prompt, slate, before, options, told)
        return Repaint(
            picture=_finished(painted.pixels, hearing, slate, options),
            model=choice.backend.model.id,
            licence=choice.licence,
            prompt=prompt,
            strength=painted.strength,
            steps=painted.steps,
            seed=options.seed,
            adapter=adapter.path.stem if adapter else "",
            images=images(options.lyrics),
            structure=None if before is None else round(_guards.structure(painted.pixels, before), 3),
            drift=None if before is None else round(_guards.drift(painted.pixels, before), 3),
        )

    def _attempts(
        self, prompt: str, slate: Slate, before: Floats | None, options: RepaintOptions, told: Callable[[float], None]
    ) -> _Painted:
        """The first attempt that may be shown; the second with less strength, or where there is none, another seed."""
        wrong: EngineError = Blank()
        for attempt in range(2):
            strength = max(GENTLEST, options.strength - GENTLER * attempt)
            wish = Wish(prompt, NEGATIVE, before, (slate.picture.width, slate.picture.height), strength, options.seed)
            fixed = before is None or not takes(self._pipe, "strength")
            painted = self._paint(replace(wish, seed=wish.seed + attempt) if fixed else wish, told)
            wrong_now = self._wrong(painted.pixels, before)
            if wrong_now is None:
                return painted
            wrong = wrong_now
        raise wrong

    def _paint(self, wish: Wish, told: Callable[[float], None]) -> _Painted:
        assert self._choice  # a model was readied
        backend = self._choice.backend
        pipe = self._pipe if wish.image is not None else _load.from_words(self._pipe)
        size = working_size(backend.side, *wish.size)
        pixels = call(pipe, backend, replace(wish, size=size), told)
        return _Painted(pixels, wish.strength, steps_of(pipe, backend, wish)[1])

    def _wrong(self, pixels: Floats, before: Floats | None) -> EngineError | None:
        """Why a picture may not be shown."""
        if _guards.blank(pixels):
            return Blank()
        if before is None:
            return None
        kept = _guards.structure(pixels, before) >= self._bounds.structure
        return None if kept and _guards.drift(pixels, before) <= self._bounds.drift else Strayed()

    def _ready(self, progress: Progress) -> Choice:
        """Load the model that the settings choose, unless it is there already."""
        if self._choice is None:
            progress(Step("loading the diffusion model", 0.02))
            choice = choose(self._options, self._device.free)
            options = self._options
            self._pipe = _load.pipeline(choice.folder, choice.backend, options.folder, self._device, options.safety)
            self._choice = choice
        return self._choice

    def _lay(self, options: RepaintOptions) -> _load.Adapter | None:
        """Lay the LoRA that is wanted over the model, and take another one off."""
        place = adapter_folder(options.adapter, self._options)
        weight = self._options.adapter_weight if options.adapter_weight is None else options.adapter_weight
        wanted = _load.Adapter(place, weight) if place else None
        if self._laid and (wanted is None or wanted.path != self._laid.path):
            _load.take_off(self._pipe)
            self._laid = None
        if wanted and self._laid is None:
            _load.lay(self._pipe, wanted)
        elif wanted and wanted != self._laid:
            _load.weigh(self._pipe, wanted.weight)
        self._laid = wanted
        return wanted

    @cached_property
    def _device(self) -> _load.Device:
        return _load.device()


def free_memory() -> float:
    """Free memory of the GPU that torch can use, in GiB; 0 without one."""
    return _load.device().free


def _pixels(picture: Picture) -> Floats:
    """(height, width, 3) in 0..1."""
    image = PIL.Image.open(io.BytesIO(picture.data)).convert("RGB")
    return np.asarray(image, dtype=np.float32) / np.float32(255.0)


def _finished(pixels: Floats, hearing: Hearing, slate: Slate, options: RepaintOptions) -> Picture:
    """In the slate's size, with its caption."""
    size = slate.picture.width, slate.picture.height
    levels = np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8)
    image = PIL.Image.fromarray(levels)
    whole = image if image.size == size else image.resize(size, PIL.Image.Resampling.LANCZOS)
    palette = palette_for(hearing.mood, Sketch.unpack(hearing.sketch))
    result = np.asarray(whole, dtype=np.float32) / np.float32(255.0)
    return encode(finish(result, palette, options.caption, grain=0.0, vignette=0.0), options.format)
