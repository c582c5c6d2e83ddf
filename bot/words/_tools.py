"""What the tools on the terminal say."""

from __future__ import annotations

from bot.words._languages import say

__all__ = [
    "copied",
    "database_opens",
    "disk_free",
    "doctor_python",
    "engine_broken",
    "engine_works",
    "folder_closed",
    "links_are_off",
    "mend_settings",
    "port_free",
    "port_taken",
    "remix_extra_damaged",
    "remix_extra_missing",
    "remix_extra_ready",
    "remix_extra_without_weights",
    "remix_extras_off",
    "source_answers",
    "source_ignorant",
    "source_silent",
    "token_known",
    "token_state",
]


def doctor_python(version: str) -> str:
    """Which Python runs the bot."""
    return say("doctor-python", version=version)


def folder_closed(folder: str, why: str) -> str:
    """The data folder cannot be written."""
    return say("folder-closed", folder=folder, why=why)


def database_opens(folder: str) -> str:
    """The database is well."""
    return say("database-opens", folder=folder)


def disk_free(free: float, least: float) -> str:
    """Room on the disk and how much is needed, in GiB."""
    return say("disk-free", free=free, least=least)


def port_taken(port: int, why: str) -> str:
    """Another program listens there."""
    return say("port-taken", port=str(port), why=why)


def port_free(port: int) -> str:
    """The page can be opened there."""
    return say("port-free", port=str(port))


def engine_broken(why: str) -> str:
    """The engine failed at its trial song."""
    return say("engine-broken", why=why)


def engine_works(seconds: float) -> str:
    """The engine did its trial song."""
    return say("engine-works", seconds=seconds)


def token_state(name: str, known: bool) -> str:
    """Whether a platform's token is set."""
    return say("token-set", name=name) if known else say("token-unset", name=name)


def token_known() -> str:
    """Discord takes the token."""
    return say("token-known")


def links_are_off() -> str:
    """No source is asked."""
    return say("links-are-off")


def source_ignorant(name: str) -> str:
    """A source answered, without the song."""
    return say("service-ignorant", name=name)


def source_silent(name: str, why: str) -> str:
    """A source did not answer."""
    return say("service-silent", name=name, why=why)


def source_answers(name: str, seconds: float) -> str:
    """How fast a source answered."""
    return say("service-answers", name=name, milliseconds=f"{1000 * seconds:.0f}")


def remix_extras_off() -> str:
    """No folder of weights for the remix's optional networks is set."""
    return say("remix-extras-off")


def remix_extra_ready(name: str) -> str:
    """One of those networks is used."""
    return say("remix-extra-ready", name=name)


def remix_extra_missing(name: str, extra: str) -> str:
    """Its library is not installed; ``extra`` of this package would."""
    return say("remix-extra-library", name=name, extra=extra)


def remix_extra_without_weights(name: str, file: str, folder: str) -> str:
    """Its file of weights is not in the folder."""
    return say("remix-extra-weights", name=name, file=file, folder=folder)


def remix_extra_damaged(name: str, file: str, folder: str) -> str:
    """Its file is there, but no weights of it."""
    return say("remix-extra-damaged", name=name, file=file, folder=folder)


def copied(target: str) -> str:
    """A backup was made."""
    return say("copied", target=target)


def mend_settings() -> str:
    """Under a list of settings that cannot be."""
    return say("mend-settings")
