"""A slate painted anew by a diffusion model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engine.api._pictures import Picture, PictureFormat

LONGEST_LYRICS = 20_000  # characters
HEAVIEST_ADAPTER = 1.5


@dataclass(frozen=True, slots=True)
class RepaintOptions:
    """How a diffusion model is to paint a slate anew.

    ``strength`` (0..1) is the share of the model's noise schedule that is run, so how far it may go from the slate;
    ``from_words`` lets it begin with the prompt alone. ``lyrics`` lend the prompt things to show and are kept nowhere.
    ``adapter`` names a LoRA (a name in the folder of LoRAs, a path or a hub id) that is laid over the model with
    ``adapter_weight`` (0..1.5): empty is the operator's own, ``none`` is none. ``caption`` is drawn as on a slate,
    which is given without one.
    """

    strength: float = 0.55
    seed: int = 0
    from_words: bool = False
    lyrics: str = field(default="", repr=False)
    adapter: str = ""
    adapter_weight: float | None = None
    caption: str = ""
    format: PictureFormat = "png"

    def __post_init__(self) -> None:
        if not 0.05 <= self.strength <= 1.0:
            raise ValueError("The strength of a repaint lies between 0.05 and 1.")
        if not 0.0 <= (self.adapter_weight or 0.0) <= HEAVIEST_ADAPTER:
            raise ValueError(f"The weight of a LoRA lies between 0 and {HEAVIEST_ADAPTER}.")
        if len(self.lyrics) > LONGEST_LYRICS:
            raise ValueError(f"Lyrics have at most {LONGEST_LYRICS} characters.")


@dataclass(frozen=True, slots=True)
class Repaint:
    """A slate as a diffusion model painted it anew.

    ``model`` is its hub id or its folder's name and ``licence`` what is known of its terms; ``strength`` and ``steps``
    are what was used in the end, ``images`` the things that lyrics lent the prompt.

    ``structure`` (-1..1) is the correlation of its low-pass lightness with the slate's, ``drift`` how far its colours
    lie from the slate's on average (OKLab); both are None where it began with words.
    """

    picture: Picture
    model: str
    licence: str
    prompt: str
    strength: float
    steps: int
    seed: int
    adapter: str = ""
    images: tuple[str, ...] = ()
    structure: float | None = None
    drift: float | None = None


DiffusionState = Literal["off", "missing", "unfit", "ready"]


@dataclass(frozen=True, slots=True)
class Diffusion:
    """Whether slates can be painted anew here, and by what.

    ``off`` by a setting, ``missing`` when no model was fetched, ``unfit`` when the machine or the folder does not do;
    ``reason`` says so for people. ``adapters`` are the names of the LoRAs that lie ready.
    """

    state: DiffusionState
    model: str = ""
    licence: str = ""
    device: str = ""
    adapters: tuple[str, ...] = ()
    reason: str = ""

    @property
    def ready(self) -> bool:
        """Whether ``Engine.repaint`` can be expected to work."""
        return self.state == "ready"
