"""Pipelines of a few thousand random numbers in the folders that real ones come in: for tests and trial runs.

They paint noise, but load, run and learn through the same code as the large ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import torch

from engine.art.diffusion._load import quiet

Family = Literal["sd", "sdxl", "klein", "z-image"]
SIDE = 64  # pixels of a picture, for which they are quick
_CHAT = "{% for message in messages %}{{ message['content'] }}{% endfor %}"


def build(folder: Path, family: Family = "sd", seed: int = 0, clear: bool = False) -> Path:
    """Save a random pipeline of a family into a folder; the same seed gives the same numbers.

    With ``clear`` its decoder is no random one but shows its latents as they are (Stable Diffusion, SDXL), so that a
    picture can be told again after little noise.
    """
    quiet()
    folder.mkdir(parents=True, exist_ok=True)
    before = torch.get_rng_state()
    torch.manual_seed(seed)
    try:
        pipe = _BUILDERS[family](folder)
        if clear:
            pipe.register_modules(vae=_clear_vae())
        pipe.save_pretrained(str(folder), safe_serialization=True)
    finally:
        torch.set_rng_state(before)
    return folder


def _vocabulary() -> dict[str, int]:
    """Every byte as CLIP and Qwen write it, alone and at a word's end."""
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    letters = list(bytes_to_unicode().values())
    words = [*letters, *(letter + "</w>" for letter in letters)]
    return {word: number for number, word in enumerate([*words, "<|startoftext|>", "<|pad|>", "<|endoftext|>"])}


def _files(folder: Path) -> tuple[str, str]:
    vocabulary, merges = folder / "vocab.json", folder / "merges.txt"
    vocabulary.write_text(json.dumps(_vocabulary()))
    merges.write_text("#version: 0.2\n")
    return str(vocabulary), str(merges)


def _clip_tokenizer(folder: Path) -> Any:
    from transformers import CLIPTokenizer

    vocabulary, merges = _files(folder)
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=merges, pad_token="<|pad|>", model_max_length=77)
    return _without(folder, tokenizer)


def _chat_tokenizer(folder: Path) -> Any:
    from transformers import Qwen2Tokenizer

    vocabulary, merges = _files(folder)
    names = {"unk_token": "<|endoftext|>", "eos_token": "<|endoftext|>", "pad_token": "<|pad|>"}
    tokenizer = Qwen2Tokenizer(vocab=vocabulary, merges=merges, model_max_length=64, **names)
    tokenizer.chat_template = _CHAT
    return _without(folder, tokenizer)


def _without(folder: Path, tokenizer: Any) -> Any:
    """The tokenizer keeps its own copy of what the files say."""
    for name in ("vocab.json", "merges.txt"):
        (folder / name).unlink()
    return tokenizer


def _clip(projected: bool = False) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    vocabulary = _vocabulary()
    config = CLIPTextConfig(
        hidden_size=8,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        vocab_size=len(vocabulary),
        projection_dim=8,
        bos_token_id=vocabulary["<|startoftext|>"],
        pad_token_id=vocabulary["<|pad|>"],
        eos_token_id=vocabulary["<|endoftext|>"],
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config).eval()


def _vae(**changes: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(4, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        norm_num_groups=2,
        sample_size=SIDE,
        **changes,
    ).eval()


@torch.no_grad()
def _clear_vae() -> Any:
    """Latents are the mean colours of 2 x 2 pixels in -1..1, and nothing is learned."""
    from diffusers import AutoencoderTiny

    blocks = {"num_encoder_blocks": (0, 0), "num_decoder_blocks": (0, 0)}
    channels = {"encoder_block_out_channels": (4, 4), "decoder_block_out_channels": (4, 4)}
    vae = AutoencoderTiny(**blocks, **channels, scaling_factor=4.0)  # the picture is louder than the noise
    both = (*vae.encoder.layers, *vae.decoder.layers)
    layers = [layer for layer in both if isinstance(layer, torch.nn.Conv2d)]
    for layer in layers:
        torch.nn.init.dirac_(layer.weight)
        if layer.bias is not None:
            layer.bias.zero_()
    _, halving, last, opening, *_ = layers
    halving.weight[:, :, 1:, 1:] = halving.weight[:, :, 1:2, 1:2] / 4.0
    last.weight *= 2.0
    last.bias = torch.nn.Parameter(torch.full((4,), -1.0))
    opening.weight /= 2.0
    opening.bias = torch.nn.Parameter(torch.full((4,), 0.5))
    return vae.eval()


def _unet(**changes: Any) -> Any:
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        block_out_channels=(4, 8),
        layers_per_block=1,
        sample_size=SIDE // 2,
        in_channels=4,
        out_channels=4,
        cross_attention_dim=changes.pop("cross_attention_dim", 8),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        norm_num_groups=2,
        attention_head_dim=2,
        **changes,
    ).eval()


def _sd(folder: Path) -> Any:
    from diffusers import LCMScheduler, StableDiffusionPipeline

    return StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=_clip(),
        tokenizer=_clip_tokenizer(folder),
        unet=_unet(),
        scheduler=LCMScheduler(steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        image_encoder=None,
        requires_safety_checker=False,
    )


def _sdxl(folder: Path) -> Any:
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    unet = _unet(
        cross_attention_dim=16,
        addition_embed_type="text_time",
        addition_time_embed_dim=4,
        projection_class_embeddings_input_dim=4 * 6 + 8,
    )
    return StableDiffusionXLPipeline(
        vae=_vae(),
        text_encoder=_clip(),
        text_encoder_2=_clip(projected=True),
        tokenizer=_clip_tokenizer(folder),
        tokenizer_2=_clip_tokenizer(folder),
        unet=unet,
        scheduler=EulerDiscreteScheduler(timestep_spacing="trailing"),
        add_watermarker=False,
    )


def _qwen() -> Any:
    from transformers import Qwen3Config, Qwen3ForCausalLM

    # klein reads the ninth, eighteenth and twenty-seventh layer, so there is no smaller one
    config = Qwen3Config(
        hidden_size=8,
        intermediate_size=16,
        num_hidden_layers=27,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=4,
        vocab_size=len(_vocabulary()),
        max_position_embeddings=1024,
    )
    return Qwen3ForCausalLM(config).eval()


def _klein(folder: Path) -> Any:
    from diffusers import (
        AutoencoderKLFlux2,
        FlowMatchEulerDiscreteScheduler,
        Flux2KleinPipeline,
        Flux2Transformer2DModel,
    )

    vae = AutoencoderKLFlux2(
        block_out_channels=(4, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        norm_num_groups=2,
        layers_per_block=1,
        sample_size=SIDE,
    )
    transformer = Flux2Transformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=8,
        num_attention_heads=2,
        joint_attention_dim=24,
        timestep_guidance_channels=8,
        axes_dims_rope=(2, 2, 2, 2),
        guidance_embeds=False,
    )
    return Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=vae.eval(),
        text_encoder=_qwen(),
        tokenizer=_chat_tokenizer(folder),
        transformer=transformer.eval(),
        is_distilled=True,
    )


def _z_image(folder: Path) -> Any:
    from diffusers import FlowMatchEulerDiscreteScheduler, ZImagePipeline, ZImageTransformer2DModel

    transformer = ZImageTransformer2DModel(
        all_patch_size=(2,),
        all_f_patch_size=(1,),
        in_channels=4,
        dim=32,
        n_layers=1,
        n_refiner_layers=1,
        n_heads=2,
        n_kv_heads=2,
        cap_feat_dim=8,
        axes_dims=[4, 6, 6],
        axes_lens=[512, 64, 64],
    )
    return ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae(shift_factor=0.1, scaling_factor=0.3),
        text_encoder=_qwen().model,
        tokenizer=_chat_tokenizer(folder),
        transformer=transformer.eval(),
    )


_BUILDERS: dict[Family, Callable[[Path], Any]] = {"sd": _sd, "sdxl": _sdxl, "klein": _klein, "z-image": _z_image}
