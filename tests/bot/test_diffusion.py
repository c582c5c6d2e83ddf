"""The operator's side of models: terms and size before a byte comes, fetched whole or not at all, and then painting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.api import RepaintOptions
from engine.art.diffusion import DiffusionOptions, Source, lies_ready, tiny
from engine.art.diffusion._guards import Bounds
from engine.art.diffusion._shelf import CARD, there
from engine.art.diffusion.painter import Painter
from tests.engine.art.diffusion.pipelines import heard, slate
from tests.platforms.hub_server import Hub

MODEL = "somebody/tiny"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny.build(tmp_path_factory.mktemp("hub") / "tiny", "sd", clear=True)
    (folder / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"a pickle")
    return folder


def run(origin: str, data: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as the hub's client reads its address when it is imported."""
    settings = {"HF_ENDPOINT": origin, "SLATE_DATA": str(data), "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "0"}
    command = [sys.executable, "-c", "from bot.cli import main; main()", "diffusion", *words]
    told = {"env": os.environ | settings, "input": typed, "capture_output": True, "text": True, "cwd": data}
    return subprocess.run(command, timeout=60, check=False, **told)  # type: ignore[call-overload, no-any-return]


def test_a_model_is_fetched_after_its_terms_and_size_were_agreed_to(repository: Path, tmp_path: Path) -> None:
    with Hub({MODEL: repository}).running() as hub:
        declined = run(hub.origin, tmp_path, "fetch", MODEL, typed="n\n")
        assert declined.returncode == 1
        assert "its terms: openrail" in declined.stdout
        assert f"https://huggingface.co/{MODEL}" in declined.stdout
        assert not any("resolve" in asked for asked in hub.asked), "nothing is fetched before"
        fetched = run(hub.origin, tmp_path, "fetch", MODEL, typed="y\n")
        assert fetched.returncode == 0, fetched.stderr
        assert not any(".bin" in asked for asked in hub.asked), "no pickles"
        asked = len(hub.asked)
        assert "already" in run(hub.origin, tmp_path, "fetch", MODEL).stdout
        assert len(hub.asked) == asked
    options = DiffusionOptions(MODEL, tmp_path / "models", tmp_path / "loras", cpu=True, steps=2, side=64)
    assert lies_ready(options)
    painted = Painter(options, Bounds(-1.0, 9.0)).repaint(heard(), slate(), RepaintOptions())
    assert (painted.model, painted.licence) == (MODEL, "openrail")


def test_what_breaks_off_is_not_taken_for_a_model_and_goes_on(repository: Path, tmp_path: Path) -> None:
    with Hub({MODEL: repository}).running() as hub:
        hub.broken = {"unet/diffusion_pytorch_model.safetensors"}
        broken = run(hub.origin, tmp_path, "fetch", MODEL, "--yes")
        assert broken.returncode == 1
        assert "cannot be fetched now" in broken.stderr
        assert not there(Source(MODEL), tmp_path / "models")
        hub.broken = set()
        assert run(hub.origin, tmp_path, "fetch", MODEL, "--yes").returncode == 0
    folder = tmp_path / "models" / "somebody--tiny"
    assert (folder / CARD).is_file()
    weights = "unet/diffusion_pytorch_model.safetensors"
    assert (folder / weights).read_bytes() == (repository / weights).read_bytes()


def test_an_unknown_model_and_a_silent_hub_are_said(tmp_path: Path) -> None:
    with Hub({}).running() as hub:
        gone = run(hub.origin, tmp_path, "fetch", "no/body", "--yes")
    silent = run(hub.origin, tmp_path, "fetch", "no/body", "--yes")
    assert silent.returncode == 1
    assert silent.stderr == gone.stderr
    assert gone.returncode == 1
    assert "cannot be fetched now" in gone.stderr
    assert "Traceback" not in gone.stderr
