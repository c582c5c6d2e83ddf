"""Sound in and out: untrusted bytes become a ``Clip``, samples become the bytes of a file.

Nothing here looks at names, declared types or other files: only the given bytes count, and only in memory.
"""

from __future__ import annotations

from engine.audio._decode import Clip, Limits, decode
from engine.audio._encode import FileFormat, encode
from engine.audio._loudness import loudness, mastered
from engine.audio._tags import tags

__all__ = ["Clip", "FileFormat", "Limits", "decode", "encode", "loudness", "mastered", "tags"]
