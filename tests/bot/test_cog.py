"""A feature's declaration is its signature, and every platform's limit is met when it is declared."""

from typing import Annotated, Literal

import pytest

import cogs
from bot.ask import Ask
from bot.cog import Feature, Span, discover, feature
from bot.reply import Reply
from bot.songs import Song


def declared(run) -> Feature:  # type: ignore[no-untyped-def]
    return run.feature  # type: ignore[no-any-return]


def test_options_come_from_the_signature() -> None:
    @feature(on_message="Stir this")
    async def stir(
        ask: Ask,
        song: Annotated[Song, "What to stir"],
        spoon: Annotated[Literal["wood", "tin"] | Literal["none"] | None, "With what"] = None,
        times: Annotated[int, "How often", Span(1, 9)] = 3,
        slowly: Annotated[bool | None, "Take your time"] = None,
    ) -> Reply:
        """Stir a song.

        And serve it warm.
        """
        return Reply("stirred")

    made = declared(stir)
    assert (made.name, made.sentence, made.detail) == ("stir", "Stir a song.", "And serve it warm.")
    assert [(p.name, p.kind, p.required, p.default) for p in made.parameters] == [
        ("song", "song", True, None),
        ("spoon", "choice", False, None),
        ("times", "whole", False, 3),
        ("slowly", "flag", False, None),
    ]
    assert made.parameters[1].choices == ("wood", "tin", "none")
    assert made.parameters[2].span == Span(1, 9)


def test_limits_are_met_when_declared() -> None:
    async def long_winded(ask: Ask, song: Annotated[Song, "x" * 101]) -> Reply:
        """Too much said."""
        return Reply("")

    async def late(ask: Ask, style: Annotated[str, "First"] = "", song: Annotated[Song, "Then"] = None) -> Reply:  # type: ignore[assignment]
        """Fine."""
        return Reply("")

    async def nameless(ask: Ask) -> Reply:
        return Reply("")

    async def unsaid(ask: Ask, song: Song) -> Reply:
        """No sentence for the option."""
        return Reply("")

    feature()(late)
    for wrong in (long_winded, nameless, unsaid):
        with pytest.raises(ValueError, match="cannot be declared"):
            feature()(wrong)
    with pytest.raises(ValueError, match="on_message"):
        feature(on_message="A label that is far too long for Slack")(late)


def test_every_cog_in_the_folder_is_found_once() -> None:
    found = discover(cogs)
    names = "about collage listening mood privacy recap remix repaint settings similar slate story"
    assert [each.name for each in found] == names.split()
    assert sum(bool(each.on_message) for each in found) <= 5  # Discord's context menus, as its library counts


def test_two_features_of_one_name_are_refused(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import importlib
    import sys

    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "__init__.py").touch()
    text = 'from bot.cog import feature\n\n@feature()\nasync def twin(ask):\n    """A twin."""\n'
    for name in ("one", "two"):
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match="two features are called /twin"):
        discover(importlib.import_module("twins"))
    for name in [name for name in sys.modules if name.startswith("twins")]:
        del sys.modules[name]
