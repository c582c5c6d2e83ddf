"""How good remixes are, by measures that the engine never sees, beside copies, plain equalising and an older method."""

from __future__ import annotations

from engine.bench.remix.measures import Heard, Judge, Measures, measured
from engine.bench.remix.pairs import PAIRS, Pair, read

__all__ = ["PAIRS", "Heard", "Judge", "Measures", "Pair", "measured", "read"]
