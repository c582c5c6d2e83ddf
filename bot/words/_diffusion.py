"""What the bot says of repaints and of the models that paint them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reply import Fact, linkable
from bot.words._languages import say
from bot.words._text import listed, percent

__all__ = [
    "collages_made",
    "diffusion_is_missing",
    "diffusion_is_off",
    "diffusion_is_ready",
    "download_line",
    "download_question",
    "downloaded",
    "downloading",
    "keep_slate_label",
    "loras_ready",
    "lyrics_too_long",
    "model_fact",
    "model_line",
    "model_suggested",
    "needs_folder",
    "no_model_fits",
    "no_such_lora",
    "nothing_to_download",
    "repaint_alt",
    "repaint_follows",
    "repaint_setting",
    "repaint_told",
    "share_fact",
    "structure_fact",
]


def repaint_told(words_only: bool) -> str:
    """What was painted, and from what."""
    return say("repaint-from-words") if words_only else say("repaint-told")


def repaint_follows() -> str:
    """Under a slate, while the diffusion model paints."""
    return say("repaint-follows")


def repaint_alt(name: str) -> str:
    """The repaint for somebody who cannot see it."""
    return say("repaint-alt", name=name)


def model_fact(model: str, adapter: str, licence: str) -> Fact:
    """Which model painted, the LoRA that lay over it, and on which terms it comes."""
    page = linkable(f"https://huggingface.co/{model}") if model.count("/") == 1 else ""
    painter = f"{model} + {adapter}" if adapter else model
    return Fact(say("fact-model"), f"{painter} · {licence}" if licence else painter, page)


def share_fact(strength: float) -> Fact:
    """How far the model was let go from the slate (0..1)."""
    return Fact(say("fact-strength"), percent(strength))


def structure_fact(structure: float) -> Fact:
    """How much of the slate's structure is left (-1..1)."""
    return Fact(say("fact-structure"), percent(max(0.0, structure)))


def repaint_setting(repaint: bool, lora: str, weight: int) -> Fact:
    """What a server chose: whether its slates are repainted, by which LoRA, and how heavily that lies on them (%)."""
    if not repaint:
        return Fact(say("fact-repaint"), say("repaint-off"))
    chosen = "auto" if weight >= 0 and not lora else lora
    named = f"{chosen} {percent(weight / 100)}" if weight >= 0 else chosen
    return Fact(say("fact-repaint"), say("repaint-with", lora=named) if named else say("repaint-on"))


def keep_slate_label() -> str:
    """The button that brings the slate back."""
    return say("keep-slate-label")


def no_such_lora(name: str, names: Sequence[str]) -> str:
    """A server asked for a LoRA that the operator does not offer."""
    return say("no-such-lora", name=name, names=listed(tuple(names))) if names else say("no-loras")


def lyrics_too_long(most: int) -> str:
    """A text that is no song's."""
    return say("lyrics-too-long", most=most)


def diffusion_is_off() -> str:
    """Repainting is switched off."""
    return say("diffusion-off")


def diffusion_is_missing() -> str:
    """No model was fetched."""
    return say("diffusion-missing")


def diffusion_is_ready(model: str, device: str, licence: str) -> str:
    """What repaints, where, and on which terms."""
    return say("diffusion-ready", model=model, device=device, licence=licence or "?")


def loras_ready(names: Sequence[str]) -> str:
    """The LoRAs that servers may choose from."""
    return say("loras-ready", names=listed(tuple(names)))


def model_line(name: str, model: str, licence: str, there: bool) -> str:
    """One of the models there are to choose from."""
    return say("model-line", name=name, model=model, licence=licence, there="yes" if there else "no")


def model_suggested(name: str) -> str:
    """Which one fits this machine best."""
    return say("model-suggested", name=name)


def no_model_fits() -> str:
    """There is no GPU that is large enough, and the processor may not paint."""
    return say("model-none-fits")


def download_line(model: str, gigabytes: float, licence: str, page: str) -> str:
    """What one part of a download is, before it is begun."""
    return say("download-line", model=model, size=gigabytes, licence=licence, page=page)


def download_question(gigabytes: float, folder: str) -> str:
    """Whether to begin."""
    return say("download-question", size=gigabytes, folder=folder)


def downloading(model: str) -> str:
    """While it comes."""
    return say("downloading", model=model)


def downloaded(folder: str) -> str:
    """It is all there."""
    return say("downloaded", folder=folder)


def collages_made(made: int, whole: int, folder: str) -> str:
    """A set to learn from is there."""
    return say("collages-made", made=made, whole=whole, folder=folder)


def needs_folder() -> str:
    """Teaching needs pictures."""
    return say("needs-folder")


def nothing_to_download(name: str) -> str:
    """It was all there before."""
    return say("nothing-to-download", name=name)
