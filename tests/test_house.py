"""Promises about the whole repository: light imports, papers that are true, functions that stay short."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cogs
from bot.cog import discover

ROOT = Path(__file__).parents[1]
PRODUCT = [path for folder in ("bot", "cogs", "engine", "migrations") for path in (ROOT / folder).rglob("*.py")]
HEAVY = ("torch", "librosa", "diffusers", "lightgbm", "numpy", "scipy", "matplotlib", "av")


def test_the_bot_side_loads_nothing_heavy() -> None:
    """The half second it may take is measured by the bench; what would break it is caught here."""
    code = (
        "import sys, bot.cli, bot.host, bot.web, cogs\n"
        "from bot.cog import discover\n"
        "discover(cogs)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = ast.literal_eval(done.stdout)
    assert [name for name in heavy if name != "numpy"] == []  # sqlite-utils looks for numpy by importing it


def test_the_readme_shows_every_command_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text()
    rows = {line for line in readme.splitlines() if line.startswith("| `/")}
    assert rows == {f"| `/{each.name}` | {each.sentence} |" for each in discover(cogs)}


def test_every_picture_and_page_that_a_paper_names_exists() -> None:
    import re

    for paper in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", paper.read_text()):
            named = target[0] or target[1]
            assert named.startswith(("http://", "https://", "mailto:")) or (ROOT / named).exists(), (
                f"{paper.name}: {named}"
            )


def test_the_changelog_knows_this_version() -> None:
    import tomllib

    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_has_its_line_among_the_decisions() -> None:
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needs = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    decisions = (ROOT / "DECISIONS.md").read_text()
    missing = [name for need in needs if f"`{(name := re.split('[<>=~]', need)[0])}`" not in decisions]
    assert not missing


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 80, f"{node.name} is too long"
