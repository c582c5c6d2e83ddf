"""Lines of the conversation, and what can be asked, as the page reads them: plain values, no bytes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from bot import words
from bot.cog import Feature, Parameter
from bot.jobs import Job
from bot.reply import File, Reply
from bot.songs import Upload, title_of
from bot.store import Store
from bot.web import _files
from engine.api import QUADRANTS, Quadrant, digest

Body = dict[str, Any]


def question(text: str, uploads: Sequence[Upload] = ()) -> Body:
    """What the person said."""
    return _line("you") | {"text": text, "files": [title_of(upload.name) for upload in uploads]}


async def answer(reply: Reply, feature: str, store: Store) -> Body:
    """What is answered; its files are kept under their digest."""
    for file in reply.files:
        await store.keep_file(digest(file.data), file.data)
    return _line("slate") | {
        "feature": feature,
        "text": reply.text,
        "facts": [asdict(fact) for fact in reply.facts],
        "table": asdict(reply.table) if reply.table else None,
        "files": [file_body(file) for file in reply.files],
        "moves": [{"label": move.label, "code": move.code} for move in reply.moves],
        "private": reply.private,
        "refused": reply.refused,
    }


def file_body(file: File) -> Body:
    """Where a file is found and how to show it before it is there."""
    name = digest(file.data)
    width, height = (file.kind == "image" and _files.size(file.data)) or (0, 0)
    address = f"/files/{name}?{urlencode({'name': file.name.rpartition('.')[0] or file.name})}"
    return {
        "address": address,
        "name": file.name,
        "kind": file.kind,
        "alt": file.alt,
        "width": width,
        "height": height,
    }


def job_body(job: Job) -> Body:
    """How far a job is."""
    step = job.latest
    return {
        "job": job.id,
        "feature": job.order.feature,
        "stage": words.from_engine(step.stage) if step else "",
        "fraction": step.fraction if step else 0.0,
        "ahead": step.ahead if step else 0,
    }


def feature_body(feature: Feature) -> Body:
    """A feature as the palette and the forms need it, in the language that is spoken."""
    feature = words.localised(feature)
    return {
        "name": feature.name,
        "sentence": feature.sentence,
        "detail": feature.detail,
        "onMessage": feature.on_message,
        "parameters": [_parameter(parameter) for parameter in feature.parameters],
    }


def command(feature: Feature, given: Mapping[str, str]) -> str:
    """A filled form as the line a person could have typed."""
    plain = {p.name for p in feature.parameters if p.kind in ("song", "songs", "text")}
    long = {p.name for p in feature.parameters if p.shown and p.shown.lines}  # it is nobody's to keep
    told = {name: "…" if name in long else value for name, value in given.items() if value}
    parts = [value if name in plain - long else f"{name}={value}" for name, value in told.items()]
    return words.shortened(" ".join([f"/{feature.name}", *parts]), 200)


def mood_names() -> dict[str, Quadrant]:
    """What the four moods are called, in every language: an old line may be in another than the page is now."""
    names: dict[str, Quadrant] = {}
    for language in words.LANGUAGES:
        with words.speaking(language):
            names |= {words.mood_name(mood): mood for mood in QUADRANTS}
    return names


def _parameter(parameter: Parameter) -> Body:
    body = {name: getattr(parameter, name) for name in ("name", "kind", "sentence", "required", "default", "choices")}
    body["shown"] = parameter.shown is not None
    body["lines"] = bool(parameter.shown and parameter.shown.lines)
    body["consent"] = bool(parameter.shown and parameter.shown.consent)
    body["label"] = words.field_label(parameter.name)
    body["labels"] = {choice: words.localised_choice(choice) for choice in (*parameter.choices, "yes", "no")}
    span = parameter.span
    return body | ({"lowest": span.lowest, "highest": span.highest} if span else {})


def _line(who: str) -> Body:
    """``key`` tells lines apart even after the conversation was cleared, when the store counts anew."""
    return {"key": secrets.token_hex(6), "who": who, "at": datetime.now(UTC).isoformat(timespec="seconds")}
