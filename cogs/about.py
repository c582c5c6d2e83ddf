"""What the bot is and what it can do."""

from __future__ import annotations

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.reply import Fact, Move, Reply, Table


@feature()
async def about(ask: Ask) -> Reply:
    """Say what I am, what I can do, and what I keep."""
    health = ask.engine.health()
    return Reply(
        text=words.about(),
        facts=(
            Fact(words.fact_name("version"), words.version()),
            Fact(words.fact_name("engine"), words.engine_state(health)),
        ),
        table=Table(
            words.about_columns(),
            tuple((f"/{f.name}", f.sentence) for f in ask.features if f.name not in ask.preferences.off),
        ),
        moves=(
            Move(words.happy_label(), "slate", {"song": "happy"}),
            Move(words.sad_label(), "slate", {"song": "sad"}),
        ),
        private=True,
    )
