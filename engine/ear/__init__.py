"""The ear: one network that tells mood, felt emotions and genres, and gives every song a place among others.

Importing it costs nothing; the first ``listen`` loads torch.
"""

from __future__ import annotations

from engine.ear.listen import Ear, EarMismatch, Heard, listen
from engine.ear.names import EMBEDDING, EMOTIONS, GENRES, TAPS

__all__ = ["EMBEDDING", "EMOTIONS", "GENRES", "TAPS", "Ear", "EarMismatch", "Heard", "listen"]
