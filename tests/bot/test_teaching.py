"""What the terminal says when a LoRA cannot be taught, and where it looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SLATE_DATA", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return lambda *words: CliRunner().invoke(main, ["train", "collage", *words])


def test_without_a_folder_it_says_how_to_get_one(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for words in ((), (str(tmp_path / "none"),)):
        told = run(*words)
        assert told.exit_code == 2
        assert "--from-slates 200" in told.output


def test_without_a_model_it_says_how_to_fetch_one(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    told = run(str(tmp_path))
    assert told.exit_code == 1
    assert "There is no diffusion model here" in told.output
    assert "`slate diffusion`" in told.output
