"""What the ear's answers are called, in the order of its outputs; needs no torch."""

from __future__ import annotations

EMBEDDING = 48
"""Length of the learned embedding."""

EMOTIONS = (
    "amazement",
    "solemnity",
    "tenderness",
    "nostalgia",
    "calmness",
    "power",
    "joyful_activation",
    "tension",
    "sadness",
)
"""The nine felt emotions of the Geneva Emotional Music Scale, in the order in which Emotify lists them."""

GENRES = (
    "Pop/Rock",
    "Jazz",
    "Electronic",
    "International",
    "Vocal",
    "Country",
    "R&B",
    "Blues",
    "Latin",
    "Rap",
    "Folk",
    "Reggae",
    "New Age",
    "Stage & Screen",
    "Easy Listening",
    "Avant-Garde",
    "Classical",
)
"""Genres of which enough songs were heard; a song may have several."""

TAPS = ("stem", *(f"block{number}" for number in range(1, 9)))
"""Inner layers, from the surface of the sound (``stem``) to its gist (``block8``).

For ``n`` frames: ``stem`` is (16, 48, n/4), ``block1-2`` (16, 48, n/4), ``block3-4`` (48, 24, n/8), ``block5-6``
(96, 12, n/16) and ``block7-8`` (192, 6, n/32), each side rounded up.
"""
