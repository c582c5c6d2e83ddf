"""/about and /settings say what is."""

import cogs
from bot.cog import discover
from bot.testing import house

FEATURES = discover(cogs)


async def test_about_lists_every_feature() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("about")
        assert not (await bot.press(reply.moves[0])).refused
    assert reply.table is not None
    assert [row[0] for row in reply.table.rows] == [f"/{feature.name}" for feature in FEATURES]


async def test_settings_are_shown_changed_and_kept() -> None:
    async with house(FEATURES) as bot:
        shown = await bot.ask("settings")
        changed = await bot.ask("settings", style="rings", caption="on", at_once="1", cooldown="30")
        kept = await bot.ask("settings")
        reset = await bot.ask("settings", style="auto", caption="off", at_once="5", cooldown="0")
    assert [fact.value for fact in shown.facts] == ["auto", "square", "no", "no", "no", "auto", "on", "5", "none"]
    assert "from now on" in changed.text
    assert [fact.value for fact in kept.facts] == [
        "rings",
        "square",
        "yes",
        "no",
        "no",
        "auto",
        "on",
        "1",
        "30 seconds",
    ]
    assert [fact.value for fact in reset.facts] == [fact.value for fact in shown.facts]
