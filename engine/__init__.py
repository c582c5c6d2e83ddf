"""Slate's inference engine: it hears songs and paints them, and knows nothing of chat.

Importing it is free: the numbers libraries load inside the workers.
"""

from engine.api import Dot, Engine, Health, Hearing, Mood, PaintOptions, Picture, Slate, Step
from engine.errors import EngineError

__all__ = ["Dot", "Engine", "EngineError", "Health", "Hearing", "Mood", "PaintOptions", "Picture", "Slate", "Step"]
