"""The models on this machine: where they lie, whether they are whole, and how they are fetched.

Nothing is fetched but by ``fetch``, which the operator calls after reading what it would cost; everything else looks at
the disk only. Each source has a folder of its own under the folder of models, so that what lies there can be seen and
deleted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from engine.art.diffusion._backends import Backend, Source
from engine.errors import EngineError

CARD = "slate.json"
"""Written when a source is whole: what it is, which revision, and on which terms."""
WEIGHTS = ".safetensors"


class Unreachable(EngineError):
    """The model cannot be fetched now. Check the connection, and try again; what is there already is kept."""


@dataclass(frozen=True, slots=True)
class Download:
    """What fetching a source means: its files and their sizes in bytes, its revision, the terms on its page."""

    source: Source
    revision: str
    licence: str
    files: tuple[tuple[str, int], ...]

    @property
    def bytes(self) -> int:
        """All files together."""
        return sum(size for _, size in self.files)


def place(source: Source, folder: Path) -> Path:
    """Where a source lies or would lie: a folder, or the one file of it that is meant."""
    return folder / source.folder / source.file if source.file else folder / source.folder


def there(source: Source, folder: Path) -> bool:
    """Whether a source was fetched whole."""
    return (folder / source.folder / CARD).is_file() and place(source, folder).exists()


def complete(backend: Backend, folder: Path) -> bool:
    """Whether all of a backend was fetched."""
    return all(there(source, folder) for source in backend.sources)


def licence(folder: Path) -> str:
    """What the card in a model's folder says of its terms; empty without one."""
    try:
        return str(json.loads((folder / CARD).read_text())["licence"])
    except (OSError, ValueError, KeyError):
        return ""


def adapters(folder: Path) -> tuple[str, ...]:
    """The names of the LoRAs in a folder: its files of weights, and its folders that hold such files."""
    if not folder.is_dir():
        return ()
    found = {entry.stem for entry in folder.glob(f"*{WEIGHTS}")}
    found |= {entry.parent.name for entry in folder.glob(f"*/*{WEIGHTS}")}
    return tuple(sorted(found))


def plan(source: Source) -> Download:
    """Ask the hub what a source consists of. ``Unreachable`` when it does not say."""
    from huggingface_hub import HfApi

    info = _asked(partial(HfApi().model_info, source.id, files_metadata=True))
    sizes = {each.rfilename: each.size or 0 for each in info.siblings or ()}
    names = [source.file] if source.file else wanted(sizes)
    if not names or any(name not in sizes for name in names):
        raise Unreachable(f"{source.page} has nothing that I could load.")
    stated = (info.card_data or {}).get("license_name") or (info.card_data or {}).get("license")
    return Download(
        source, str(info.sha), str(stated or source.licence or "not stated"), tuple((n, sizes[n]) for n in names)
    )


def wanted(names: Iterable[str]) -> list[str]:
    """The files of a pipeline or a part of one: descriptions, and one form of a part's weights, half precision first.

    Pickled weights are never taken: to load them is to run what they say.
    """
    names = sorted(names)
    parts = {name.rpartition("/")[0] for name in names if name.endswith("config.json")}
    whole = "model_index.json" in names
    chosen = [name for name in names if _describes(name, whole)]
    for part in sorted(parts):
        if whole and not part:
            continue
        inside = [name for name in names if name.rpartition("/")[0] == part and name.endswith(WEIGHTS)]
        half = [name for name in inside if ".fp16" in name]
        chosen += half or [name for name in inside if ".non_ema" not in name]
    return chosen if parts else _lora(names)


def _lora(names: Sequence[str]) -> list[str]:
    """The one file of a repository that holds a LoRA: under its usual name, else the first."""
    weights = [name for name in names if "/" not in name and name.endswith(WEIGHTS)]
    return sorted(weights, key=lambda name: name != "pytorch_lora_weights.safetensors")[:1]


def _describes(name: str, whole: bool) -> bool:
    folder, _, file = name.rpartition("/")
    if "/" in folder:
        return False
    return file.endswith((".json", ".txt", ".model", ".jinja")) if folder or not whole else file == "model_index.json"


def fetch(download: Download, folder: Path, progress: Callable[[int], None]) -> Path:
    """Fetch a source's files; ``progress`` hears the bytes that have come. What broke off goes on where it was."""
    from huggingface_hub import hf_hub_download

    target = folder / download.source.folder
    target.mkdir(parents=True, exist_ok=True)
    done = 0
    for name, size in download.files:
        counter = _counter(done, progress)
        get = partial(hf_hub_download, download.source.id, name, revision=download.revision)
        _asked(partial(get, local_dir=target, tqdm_class=counter))
        done += size
        progress(done)
    card = {"id": download.source.id, "revision": download.revision, "licence": download.licence}
    (target / CARD).write_text(json.dumps(card | {"files": [name for name, _ in download.files]}, indent=1) + "\n")
    return target


def _counter(before: int, told: Callable[[int], None]) -> Any:
    """A class that the hub's library takes for a bar, and that counts bytes, after those ``before``."""
    from tqdm.auto import tqdm

    class Counter(tqdm):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            options.pop("name", None)
            super().__init__(*arguments, **(options | {"disable": True}))
            self._come = int(options.get("initial") or 0)

        def update(self, n: float | None = 1) -> None:
            self._come += int(n or 0)
            told(before + self._come)

    return Counter


def _asked(question: Callable[[], Any]) -> Any:
    """The hub's answer."""
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, HTTPError, LocalEntryNotFoundError

    try:
        return question()
    except GatedRepoError:
        raise Unreachable(
            "That model asks you to accept its terms on its page first; then set HF_TOKEN and try again."
        ) from None
    except (HfHubHTTPError, LocalEntryNotFoundError, HTTPError, OSError) as error:
        raise Unreachable from error


def missing(backend: Backend, folder: Path) -> Sequence[Source]:
    """What is still to be fetched for a backend."""
    return [source for source in backend.sources if not there(source, folder)]
