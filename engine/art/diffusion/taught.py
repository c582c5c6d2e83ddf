"""The door for training: a model as it can be taught, and as it paints from words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from engine.art.diffusion._load import from_words, plain
from engine.errors import BrokenModel

__all__ = ["from_words", "trainable"]


def trainable(folder: Path) -> Any:
    """The pipeline in a folder, on the GPU in bfloat16 where there is one, with nothing laid over it.

    ``BrokenModel`` for one that cannot be loaded, and for families whose network is no U-Net.
    """
    large = torch.cuda.is_available()
    pipe = plain(folder, torch.bfloat16 if large else torch.float32)
    if getattr(pipe, "unet", None) is None or not hasattr(pipe, "encode_prompt"):
        raise BrokenModel("Only Stable Diffusion 1, 2 and XL can be taught a LoRA here.")
    return pipe.to("cuda") if large else pipe
