"""From a folder to a LoRA with its card and its contact sheet."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from engine.api import Progress, Step, silent
from engine.art.diffusion import Choice
from engine.art.diffusion.taught import trainable
from engine.errors import EngineError
from engine.training.collage.encoded import encoded
from engine.training.collage.folder import LEAST, Checked, Pair, read, too_long
from engine.training.collage.lesson import Lesson, Taught, teach
from engine.training.collage.made import make
from engine.training.collage.sheet import WEIGHTS, Style, sheet

CARD, SHEET = "card.json", "contact-sheet.png"
HELD_OUT = 10
"""Every so many-th picture is held back."""

_PASS = {512: 15.0, 1024: 180.0}
"""Seconds that one picture takes on a processor, by the side: four times a pass without learning."""


class TooSlow(EngineError):
    """Teaching a LoRA needs a GPU."""


@dataclass(frozen=True, slots=True)
class Training:
    """What to teach: pictures of ``side`` pixels behind a ``trigger`` word, and how (``lesson``).

    ``least`` pictures are needed; ``slow`` allows a processor; ``steps`` are those of the contact sheet's pictures.
    """

    side: int = 1024
    trigger: str = "collage style"
    lesson: Lesson = field(default_factory=Lesson)
    least: int = LEAST
    slow: bool = False
    steps: int = 25


def train(folder: Path, base: Choice, out: Path, work: Path, training: Training, progress: Progress = silent) -> str:
    """Teach a LoRA with the pictures of a folder and write it to ``out``; returns the figures.

    Stopped at any moment, a later call with the same pictures and ``work`` goes on. ``Unteachable`` when the folder
    does not do, ``TooSlow`` without a GPU, ``BrokenModel`` when the base cannot be taught.
    """
    progress(Step("checking the folder", 0.0))
    checked = read(folder, training.side, training.trigger, training.least)
    _check_speed(training, len(checked.pairs))
    pipe = trainable(base.folder)
    notes = (*checked.notes, *too_long(checked.pairs, lambda text: len(pipe.tokenizer(text).input_ids)))
    place = work / _name(checked.pairs, base, training)
    examples, empty = encoded(pipe, base.backend.model.id, checked.pairs, training.side, place, progress)
    for part in ("text_encoder", "text_encoder_2"):
        if getattr(pipe, part, None) is not None:
            getattr(pipe, part).to("cpu")
    held = examples[::HELD_OUT]
    learned = [example for number, example in enumerate(examples) if number % HELD_OUT]
    taught = teach(pipe, learned, empty, held, training.lesson, place, progress)
    _save(pipe, out)
    return _finished(pipe, base, out, training, checked, taught, notes, progress)


def smoke(out: Path, progress: Progress = silent) -> str:
    """Three steps on a pipeline of random numbers with four of our own collages: that everything is wired up."""
    from engine.art.diffusion import recipe, tiny

    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        make(place / "set", 4, 256, progress=progress)
        model = tiny.build(place / "tiny", "sd")
        lesson = Lesson(rank=2, alpha=2, steps=3, pictures=2)
        training = Training(tiny.SIDE, lesson=lesson, least=4, slow=True, steps=1)
        return train(place / "set", Choice(model, recipe(model)), out, place / "work", training, progress)


def _check_speed(training: Training, pictures: int) -> None:
    """Say how long it would take, rather than begin it."""
    if torch.cuda.is_available() or training.slow:
        return
    seconds = _PASS[512 if training.side <= 512 else 1024] * training.lesson.steps * training.lesson.pictures
    raise TooSlow(
        f"Teaching a LoRA needs a GPU. On this processor {training.lesson.steps} steps with {pictures} pictures would "
        f"take about {seconds / 3600:.0f} hours; with --slow it begins all the same, and --smoke only tries it."
    )


def _name(pairs: Sequence[Pair], base: Choice, training: Training) -> str:
    """A folder's name for all that a lesson depends on."""
    told = hashlib.blake2b(f"{base.folder.resolve()}\n{training.side}\n".encode(), digest_size=8)
    for pair in pairs:
        told.update(f"{pair.path.name}\n{pair.path.stat().st_size}\n{pair.caption}\n".encode())
    return told.hexdigest()


def _save(pipe: Any, out: Path) -> None:
    from diffusers.utils import convert_state_dict_to_diffusers
    from peft.utils import get_peft_model_state_dict

    out.mkdir(parents=True, exist_ok=True)
    layers = convert_state_dict_to_diffusers(get_peft_model_state_dict(pipe.unet, adapter_name="style"))
    type(pipe).save_lora_weights(str(out), unet_lora_layers=layers)


def _finished(
    pipe: Any, base: Choice, out: Path, training: Training, checked: Checked, taught: Taught,
    notes: Sequence[str], progress: Progress,
) -> str:  # fmt: skip
    """Paint the sheet, write the card, and say what came of it."""
    picture, styles = sheet(pipe.to(pipe.unet.device), training.trigger, training.side, training.steps, progress)
    picture.save(out / SHEET)
    told = {
        "base": base.backend.model.id,
        "base_licence": base.licence or "not stated",
        "trigger": training.trigger,
        "side": training.side,
        **asdict(training.lesson),
        "pictures": len(checked.pairs),
        "captions_made": sum(pair.made for pair in checked.pairs),
        "sources": sorted({pair.source for pair in checked.pairs if pair.source}) or ["not stated"],
        "licences": sorted({pair.licence for pair in checked.pairs if pair.licence}) or ["not stated"],
        "held_out_loss": [round(taught.before, 5), round(taught.after, 5)],
        "styles": {str(weight): asdict(style) for weight, style in styles.items()},
    }
    (out / CARD).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    progress(Step("done", 1.0))
    return "\n".join((*notes, *_figures(taught, styles), f"It lies in {out}."))


def _figures(taught: Taught, styles: dict[float, Style]) -> list[str]:
    first, last = styles[WEIGHTS[0]], styles[WEIGHTS[-1]]
    return [
        f"Loss on pictures that were held back: {taught.before:.4f} before, {taught.after:.4f} after.",
        f"Rims {first.rims:.3f} to {last.rims:.3f}, even surfaces {first.pieces:.1f} to {last.pieces:.1f}, "
        f"hues {first.hues:.2f} to {last.hues:.2f}, from weight 0 to 1.",
    ]
