"""Opt-in listening: who takes part, what is counted, and where it comes from."""

from bot.listening._accounts import Accounts, History
from bot.listening._background import Background
from bot.listening._listening import Listening
from bot.listening._turntable import Playing, Turntable

__all__ = ["Accounts", "Background", "History", "Listening", "Playing", "Turntable"]
