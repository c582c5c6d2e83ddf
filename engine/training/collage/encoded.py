"""Pictures and captions as the network takes them, made once and kept: latents, and what the text encoders say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from engine.api import Progress, Step
from engine.training.collage.folder import Pair

Tensor = torch.Tensor


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: ``mean`` and ``deviation`` of its latents (channels, h, w), and what its caption became.

    ``words`` is (tokens, width), ``pooled`` (width,) and ``sizes`` the six numbers that SDXL is told of a picture
    (its height and width, where it was cut, and the height and width of the result); empty for other families.
    """

    mean: Tensor
    deviation: Tensor
    words: Tensor
    pooled: Tensor
    sizes: Tensor


def encoded(
    pipe: Any, base: str, pairs: Sequence[Pair], side: int, work: Path, progress: Progress
) -> tuple[list[Example], Example]:
    """Each pair, and last the empty caption for when captions are left out; kept in ``work`` by all they depend on."""
    work.mkdir(parents=True, exist_ok=True)
    examples = []
    for number, pair in enumerate(pairs):
        progress(Step("encoding the pictures", number / len(pairs)))
        examples.append(_kept(pipe, base, pair, side, work))
    words, pooled = _text(pipe, "")
    first = examples[0]
    return examples, Example(first.mean, first.deviation, words, pooled, first.sizes)


def _kept(pipe: Any, base: str, pair: Pair, side: int, work: Path) -> Example:
    told = hashlib.blake2b(f"{base}\n{side}\n{pair.caption}\n".encode(), digest_size=16)
    told.update(pair.path.read_bytes())
    file = work / f"{told.hexdigest()}.safetensors"
    try:
        return Example(**load_file(file))
    except (FileNotFoundError, SafetensorError, TypeError):  # not made yet, or broken off
        example = _example(pipe, pair, side)
        save_file({name: getattr(example, name).contiguous() for name in Example.__dataclass_fields__}, file)
        return example


@torch.inference_mode()
def _example(pipe: Any, pair: Pair, side: int) -> Example:
    with PIL.Image.open(pair.path) as opened:
        picture = opened.convert("RGB")
    scale = side / min(picture.size)
    large = picture.resize((max(side, round(picture.width * scale)), max(side, round(picture.height * scale))))
    left, top = (large.width - side) // 2, (large.height - side) // 2
    whole = np.asarray(large.crop((left, top, left + side, top + side)), dtype=np.float32)
    pixels = torch.from_numpy(whole / 127.5 - 1.0).permute(2, 0, 1)[None].to(pipe.vae.device, pipe.vae.dtype)
    told = pipe.vae.encode(pixels)
    if hasattr(told, "latent_dist"):
        mean, deviation = told.latent_dist.mean, told.latent_dist.std
    else:  # a tiny decoder's partner has no doubts
        mean, deviation = told.latents, torch.zeros_like(told.latents)
    factor = pipe.vae.config.scaling_factor
    words, pooled = _text(pipe, pair.caption)
    sizes = torch.tensor([picture.height, picture.width, top, left, side, side], dtype=torch.float32)
    return Example(_plain(mean[0] * factor), _plain(deviation[0] * factor), words, pooled, sizes)


@torch.inference_mode()
def _text(pipe: Any, caption: str) -> tuple[Tensor, Tensor]:
    """What the text encoders say, and for SDXL also in one vector."""
    told = pipe.encode_prompt(
        caption, device=pipe.vae.device, num_images_per_prompt=1, do_classifier_free_guidance=False
    )
    pooled = told[2] if len(told) > 2 and told[2] is not None else torch.zeros(1, 0)
    return _plain(told[0][0]), _plain(pooled[0])


def _plain(tensor: Tensor) -> Tensor:
    return tensor.float().cpu().clone()
