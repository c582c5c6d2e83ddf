"""Opt-in listening: who takes part, what is counted, and where it comes from."""

from bot.listening._listening import Listening
from bot.listening._turntable import Playing, Turntable

__all__ = ["Listening", "Playing", "Turntable"]
