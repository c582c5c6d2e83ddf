"""Which model is meant by the settings, on this machine, of those that lie on its disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from engine.art.diffusion import _shelf
from engine.art.diffusion._backends import AUTOMATIC, BACKENDS, BY_NAME, Backend, Source, automatic, named, recipe
from engine.errors import NoModel, WrongAdapter

OFF, AUTO, NONE = "off", "auto", "none"


@dataclass(frozen=True, slots=True)
class DiffusionOptions:
    """What the operator set: ``model`` is off, auto, a backend's name, a hub id or a folder.

    ``folder`` holds the fetched models and ``adapters`` the LoRAs; ``cpu`` lets a model paint without a GPU.
    ``adapter`` lies over every picture with ``adapter_weight`` unless a server chose another. ``steps`` and ``side``
    replace the model's own where they are not 0; ``seconds`` is what one repaint may take with loading.
    """

    model: str = AUTO
    folder: Path = Path("data/models")
    adapters: Path = Path("data/loras")
    cpu: bool = False
    adapter: str = ""
    adapter_weight: float = 0.8
    safety: bool = True
    steps: int = 0
    side: int = 0
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The folder of a model and how it is called."""

    folder: Path
    backend: Backend

    @property
    def licence(self) -> str:
        """What is known of its terms."""
        return self.backend.licence or _shelf.licence(self.folder)


def lies_ready(options: DiffusionOptions) -> bool:
    """Whether any model that the settings allow lies on the disk, whatever the machine can do with it."""
    if options.model == OFF:
        return False
    if options.model == AUTO:
        allowed = [b for b in BACKENDS if b.name in AUTOMATIC or (options.cpu and not b.vram)]
        return any(_shelf.complete(backend, options.folder) for backend in allowed)
    return _own_folder(options.model) is not None or _shelf.complete(named(options.model), options.folder)


def choose(options: DiffusionOptions, free: float) -> Choice:
    """The model to paint with, for so much free memory of a GPU in GiB (0: there is none). ``NoModel`` says why not."""
    if not lies_ready(options):
        raise NoModel
    if options.model == AUTO:
        backend = automatic(free, options.cpu, lambda each: _shelf.complete(each, options.folder))
        if backend is None:
            raise NoModel(
                "There is no GPU with enough free memory for the diffusion models that lie here, so the slate stays."
            )
        return _adjusted(Choice(_shelf.place(backend.model, options.folder), backend), options)
    if not free and not options.cpu:
        raise NoModel(
            "There is no GPU that torch can use, so the slate stays. SLATE_DIFFUSION_CPU=yes lets the processor paint."
        )
    return _adjusted(_configured(options), options)


def adapter_folder(name: str, options: DiffusionOptions) -> Path | None:
    """Where the LoRA of that name lies; None when none is meant. ``WrongAdapter`` when there is none so called."""
    meant = name or options.adapter
    if meant in ("", NONE):
        return None
    places = (
        options.adapters / f"{meant}{_shelf.WEIGHTS}",
        options.adapters / meant,
        _shelf.place(Source(meant), options.folder),
        Path(meant).expanduser(),
    )
    for place in places:
        if place.exists():
            return place
    raise WrongAdapter(f"There is no LoRA called {meant} here, so the slate stays.")


def _configured(options: DiffusionOptions) -> Choice:
    own = _own_folder(options.model)
    if own:
        return Choice(own, recipe(own))
    backend = named(options.model)
    folder = _shelf.place(backend.model, options.folder)
    known = options.model in BY_NAME
    return Choice(folder, backend if known else replace(recipe(folder), name=options.model, model=backend.model))


def _own_folder(model: str) -> Path | None:
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else None


def _adjusted(choice: Choice, options: DiffusionOptions) -> Choice:
    backend = choice.backend
    backend = replace(backend, steps=options.steps or backend.steps, side=options.side or backend.side)
    return replace(choice, backend=backend)
