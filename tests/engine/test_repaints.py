"""The diffusion model's own process: begun late, killed on cancel and by the clock, and never in the workers' way."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from engine.api import RepaintOptions, Step
from engine.art.diffusion import DiffusionOptions, tiny
from engine.errors import NoModel, Unpainted
from engine.repaints import Repaints
from tests.engine.art.diffusion.pipelines import heard, options, slate


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.build(tmp_path_factory.mktemp("model") / "sd", "sd", clear=True)


async def test_without_a_model_nothing_is_begun_and_the_answer_is_clear(tmp_path: Path) -> None:
    for chosen, state in (("off", "off"), ("auto", "missing"), (str(tmp_path / "none"), "missing")):
        repaints = Repaints(DiffusionOptions(chosen, tmp_path / "models", tmp_path / "loras"))
        assert (await repaints.diffusion()).state == state
        with pytest.raises(NoModel):
            await repaints.repaint(heard(), slate(), RepaintOptions(), lambda _: None)
        assert repaints._pool._pool is None
        await repaints.close()


async def test_a_slate_is_repainted_there_cancelled_there_and_again(model: Path, tmp_path: Path) -> None:
    repaints = Repaints(options(model, tmp_path, steps=20))
    try:
        known = await repaints.diffusion()
        assert known.state == "ready"
        assert known.device.startswith("CPU")
        steps: list[Step] = []
        gentle = RepaintOptions(0.1)
        painted = await repaints.repaint(heard(), slate(), gentle, steps.append)
        assert painted.structure is not None
        assert painted.structure >= 0.5
        await asyncio.sleep(0.1)
        assert {"loading the diffusion model", "repainting"} <= {step.stage for step in steps}

        begun = asyncio.Event()
        task = asyncio.create_task(repaints.repaint(heard(), slate(), gentle, lambda _: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        again = await repaints.repaint(heard(), slate(), gentle, lambda _: None)
        assert again.picture == painted.picture
    finally:
        await repaints.close()


async def test_what_could_paint_is_found_out_before_anybody_asks(model: Path, tmp_path: Path) -> None:
    repaints = Repaints(options(model, tmp_path))
    try:
        repaints.look()
        async with asyncio.timeout(60.0):
            while repaints._known is None:
                await asyncio.sleep(0.05)
        assert (await repaints.diffusion()).ready
    finally:
        await repaints.close()
    idle = Repaints(DiffusionOptions("auto", tmp_path / "models", tmp_path / "loras"))
    idle.look()
    assert not idle._aside, "no process where there is no model"
    await idle.close()


async def test_a_repaint_that_takes_too_long_is_ended(model: Path, tmp_path: Path) -> None:
    repaints = Repaints(options(model, tmp_path, steps=1000, seconds=2.0))
    try:
        with pytest.raises(Unpainted, match="too long"):
            await repaints.repaint(heard(), slate(), RepaintOptions(0.9), lambda _: None)
    finally:
        await repaints.close()


def test_the_bots_side_loads_nothing_of_it() -> None:
    """Neither the seam nor the workers carry torch's largest libraries until a model is asked for."""
    import subprocess

    code = (
        "import sys, bot.host, bot.doctor, engine.local, engine.repaints, engine.art.diffusion\n"
        "heavy = {'torch', 'diffusers', 'transformers', 'peft', 'accelerate', 'huggingface_hub'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 0, done.stderr
