"""What the engine can fail with; each message is a sentence that a person can read.

The engine raises these and nothing else on purpose: any other exception that leaves it is a bug.
"""

from __future__ import annotations


class EngineError(Exception):
    """The engine could not do this."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or type(self).__doc__ or "")

    def __reduce__(self) -> tuple[type[EngineError], tuple[str]]:
        """Cross a process border with the message intact."""
        return type(self), (str(self),)


class UnreadableAudio(EngineError):
    """I could not read that as audio. Send an mp3, m4a, wav, flac, ogg or webm file."""


class NothingToHear(EngineError):
    """That recording is silent or too short to hear. Send at least three seconds of sound."""


class TooMuchAudio(EngineError):
    """That file is too large. Send a shorter or more compressed one."""


class NothingToShow(EngineError):
    """There is no song to make a collage of yet."""


class Stale(EngineError):
    """That song was heard by an older version of me. Send it again and I will listen anew."""


class TookTooLong(EngineError):
    """That took too long, so I stopped. Try again, or send a shorter file."""


class WorkerDied(EngineError):
    """The process that was listening stopped unexpectedly. Try again; if it happens twice, the file is at fault."""


class Overloaded(EngineError):
    """Too many songs are waiting already. Try again in a minute."""


class Unpainted(EngineError):
    """The repaint did not come, so the slate stays."""


class NoModel(Unpainted):
    """There is no diffusion model here, so the slate stays. `slate diffusion` shows which would fit."""


class BrokenModel(Unpainted):
    """The diffusion model cannot be loaded, so the slate stays. Fetch it again with `slate diffusion fetch`."""


class WrongAdapter(Unpainted):
    """That LoRA cannot be read or was made for another model, so the slate stays."""


class NotEnoughMemory(Unpainted):
    """The diffusion model needs more memory than there is, so the slate stays."""


class Strayed(Unpainted):
    """The repaint strayed too far from the sound, so the slate stays."""


class Blank(Unpainted):
    """The diffusion model painted nothing that can be shown, so the slate stays."""


class HeldBack(Unpainted):
    """The safety check held the repaint back, so the slate stays."""


class NoNarrator(EngineError):
    """The language model cannot be used, so the cards stand without its prose."""
