"""Beat-synchronous unit selection: which moments of one song sound at each moment of another.

Half beats of the second song are laid along the half beats of the first by dynamic programming (Viterbi), as in
concatenative synthesis: a unit costs what its harmony, loudness, attack and place in the bar differ, a jump costs a
constant, and going on where the last unit ended costs nothing, so that long stretches stay as they were played.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the second song as it lies in the remix.

    ``start`` to ``end`` are seconds of the remix, ``source_start`` to ``source_end`` seconds of the second song's
    passage, which was transposed by ``shift`` semitones.
    """

    start: float
    end: float
    source_start: float
    source_end: float
    shift: int = 0

    @property
    def rate(self) -> float:
        """How much faster than in its song it is played."""
        return (self.source_end - self.source_start) / (self.end - self.start)
