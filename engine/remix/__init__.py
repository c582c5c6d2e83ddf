"""Two songs in, one remix out: the first in the musical style of the second."""

from __future__ import annotations

from engine.remix._remix import remix

__all__ = ["remix"]
