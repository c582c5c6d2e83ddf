"""Prose for a story's scenes by a language model: a local one, or any server that speaks OpenAI's chat protocol.

A small model copies what it reads, so what it writes is checked: no six words in a row of the lyrics, no name of a
person or song it was not given, no talk about itself. What fails twice is left out; the cards stand without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, cast

from engine.api import Progress, Scene, Step, Story, Track, silent
from engine.errors import NoNarrator
from engine.story.lyrics import words

COPIED = 6  # words in a row that would be a quotation
LONGEST = 90  # words of one scene
SHORTEST = 8
MOST_TOKENS = 200
PATIENCE = 120.0  # s for one answer of a server
_LARGEST_ANSWER = 1 << 20  # bytes
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_CHATTER = re.compile(
    r"\b(?:as an ai|language model|here is|here's|sure[,!]|lyrics|song title|i cannot)\b", re.IGNORECASE
)
_CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{2,}")  # not where a sentence begins


class Narrator(Protocol):
    """Whoever writes prose."""

    def ready(self) -> bool:
        """Whether it can be expected to write."""

    def write(self, prompt: str, seed: int) -> str:
        """The answer to a prompt; ``NoNarrator`` when there is none."""


@dataclass(frozen=True, slots=True)
class NarratorOptions:
    """Which language model writes: behind ``address`` (OpenAI's protocol), else in the folder or hub id ``model``.

    Neither is set: none writes. A hub's model has to lie in its cache already; ``seconds`` is for a whole record.
    """

    model: str = ""
    address: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 900.0

    @property
    def name(self) -> str:
        """What to call the model; empty when there is none."""
        return self.model or self.address


@dataclass(frozen=True)
class Server:
    """A model behind an OpenAI-compatible address, such as ``http://127.0.0.1:11434/v1``."""

    address: str
    model: str = ""
    key: str = field(default="", repr=False)

    def ready(self) -> bool:
        """Whether somebody answers there."""
        import requests

        try:
            return requests.get(f"{self.address.rstrip('/')}/models", headers=self._headers, timeout=5.0).ok
        except requests.RequestException:
            return False

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def write(self, prompt: str, seed: int) -> str:
        """See ``Narrator.write``."""
        import requests
        from urllib3.exceptions import HTTPError

        asked: dict[str, Any] = {
            "model": self.model or "default",
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": MOST_TOKENS,
            "temperature": 0.7,
            "seed": seed,
        }
        try:
            with requests.post(
                f"{self.address.rstrip('/')}/chat/completions",
                json=asked,
                headers=self._headers,
                timeout=(5.0, PATIENCE),
                allow_redirects=False,
                stream=True,
            ) as answer:
                answer.raise_for_status()
                told = json.loads(answer.raw.read(_LARGEST_ANSWER, decode_content=True))
            return str(told["choices"][0]["message"]["content"])
        except (requests.RequestException, HTTPError, ValueError, LookupError, TypeError):
            raise NoNarrator from None


@dataclass(frozen=True)
class Local:
    """A transformers model from a folder or from the hub's cache, loaded at the first word; nothing is fetched."""

    model: str

    def ready(self) -> bool:
        """Whether its files are there."""
        from transformers import AutoConfig

        try:
            AutoConfig.from_pretrained(self.model, local_files_only=True, trust_remote_code=False)
        except (OSError, ValueError):
            return False
        return True

    def write(self, prompt: str, seed: int) -> str:
        """See ``Narrator.write``."""
        import torch

        tokenizer, model = self._loaded
        text = self._asked(tokenizer, prompt)
        given = tokenizer(text, return_tensors="pt", truncation=True, max_length=2048)
        torch.manual_seed(seed)
        with torch.inference_mode():
            written = model.generate(
                **given,
                max_new_tokens=MOST_TOKENS,
                do_sample=True,
                temperature=0.7,
                top_p=0.9,
                pad_token_id=_pad(tokenizer),
            )
        return str(tokenizer.decode(written[0, given["input_ids"].shape[1] :], skip_special_tokens=True))

    @staticmethod
    def _asked(tokenizer: Any, prompt: str) -> str:
        if not tokenizer.chat_template:
            return prompt + "\n"
        said = [{"role": "user", "content": prompt}]
        return str(
            tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True, enable_thinking=False)
        )

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            safe = {"local_files_only": True, "trust_remote_code": False}  # left open, the library asks the terminal
            tokenizer = AutoTokenizer.from_pretrained(self.model, **safe)
            model = AutoModelForCausalLM.from_pretrained(self.model, **safe, dtype=torch.bfloat16, use_safetensors=True)
        except (OSError, ValueError, KeyError):  # no folder, no network, a model of another kind
            raise NoNarrator from None
        model.train(False)
        return tokenizer, model


def chosen(model: str, address: str = "", key: str = "") -> Narrator:
    """The server where there is an address, else the model on this machine."""
    return Server(address, model, key) if address else Local(model)


def _pad(tokenizer: Any) -> int | None:
    return cast("int | None", tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id)


def narrate(
    narrator: Narrator, story: Story, tracks: Sequence[Track], seed: int = 0, progress: Progress = silent
) -> tuple[str, ...]:
    """Two or three sentences for each scene in order, empty where none that passed the checks was written."""
    lyrics = "\n".join(track.lyrics for track in tracks)
    told: list[str] = []
    for number, scene in enumerate(story.scenes):
        progress(Step("writing the scenes", number / len(tracks)))
        asked = prompt(story, number, told[-1] if told else "")
        told.append(_scene(narrator, asked, scene, lyrics, seed + number))
    return tuple(told)


def _scene(narrator: Narrator, asked: str, scene: Scene, lyrics: str, seed: int) -> str:
    for attempt in (seed, seed + 1000):
        text = tidied(narrator.write(asked, attempt))
        if proper(text, lyrics, (*scene.images, scene.title)):
            return text
    return ""


def prompt(story: Story, number: int, before: str) -> str:
    """What the model is asked: what the scene shows and what links it, never the lyrics themselves."""
    scene = story.scenes[number]
    facts: Mapping[str, object] = {
        "place in the record": scene.role,
        "feeling": scene.feeling or "open",
        "course": scene.arc,
        "things to show": list(scene.images),
        "shared with the scene before": [w for link in story.links if link.second == number for w in link.shown],
        "the scene before": before[-300:],
    }
    kept = {name: fact for name, fact in facts.items() if fact}
    return (
        "Write two or three plain sentences, at most sixty words, in the present tense: one scene of a film without"
        " dialogue. Show only concrete things. Name nobody and no title, quote nothing, explain nothing.\n"
        + json.dumps(kept, ensure_ascii=False)
    )


def tidied(text: str) -> str:
    """An answer without thoughts, marks of formatting and a sentence that was cut off."""
    plain = " ".join(_THOUGHT.sub("", text).replace("*", "").replace("#", "").split()).strip('"“” ')
    ends = [match.end() for match in re.finditer(r"[.!?…](?=\s|$)", plain)]
    return plain[: ends[-1]] if ends else ""


def proper(text: str, lyrics: str, known: Sequence[str]) -> bool:
    """Whether a text may be shown: its own, of a fair length, naming nobody and not talking about itself."""
    said = words(text)
    if not SHORTEST <= len(said) <= LONGEST or _CHATTER.search(text):
        return False
    allowed = " ".join(known).casefold()
    if any(name.casefold() not in allowed for name in _CAPITAL.findall(text)):
        return False
    return not _runs(said) & _runs(words(lyrics))


def _runs(said: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(said[at : at + COPIED]) for at in range(len(said) - COPIED + 1)}
