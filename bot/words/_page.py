"""What only the page says."""

from __future__ import annotations


def foreign_host() -> str:
    """The page was asked for under a name that is not its own."""
    return "I answer only under this machine's own address. Open the address that I printed when I started."


def foreign_origin() -> str:
    """Another site tried to press a button here."""
    return "That request did not come from my own page, so I refused it."


def no_session() -> str:
    """The browser sent no cookie of ours."""
    return "I do not know this browser. Reload the page, and allow it to keep a cookie."


def no_such_page() -> str:
    """An address that leads nowhere."""
    return "There is nothing here. The page itself lies at /."


def bad_request() -> str:
    """A request that the page would never send."""
    return "I could not read that request. Reload the page and try again."


def nothing_said() -> str:
    """An empty line without a file."""
    return "Drop a song here, or type / to see what I can do."


def line_too_long() -> str:
    """A line of many thousand letters."""
    return "That line is too long for me. Send files as files, and keep the rest short."


def uploads_too_large(most: int) -> str:
    """All files of one request together; ``most`` in bytes."""
    return f"Those files are larger than {most // 2**20} MiB together. Send fewer at a time."


def file_gone() -> str:
    """A picture of a conversation that was cleared."""
    return "I no longer have that file; its conversation was cleared. Ask for it again."


def not_painted() -> str:
    """A piece of the greeting that failed."""
    return "This one could not be painted. Ask for it by name to try again."
