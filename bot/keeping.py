"""What is kept of people: whoever keeps something declares how a person gets a copy of it and how it is erased.

A cog declares it with ``@feature(keeps=…)``; a test finds tables that hold a person's id and that nobody declared.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.store import Store

MOST_ANSWERS = 10_000


@dataclass(frozen=True, slots=True)
class Keep:
    """Something that is kept of people.

    ``tables`` are those of the store that hold it. ``export`` gives all of it for a person's id, as rows of plain JSON
    values; ``erase`` leaves none of it behind.
    """

    name: str
    tables: tuple[str, ...]
    export: Callable[[Store, str], Awaitable[Sequence[Any]]]
    erase: Callable[[Store, str], Awaitable[object]]


async def _listens(store: Store, person: str) -> list[Any]:
    return await store.listens.of(person)


async def _membership(store: Store, person: str) -> list[Any]:
    return [asdict(member) for member in await store.listens.members(person)]


async def _hidden(store: Store, person: str) -> list[Any]:
    return [asdict(hidden) for hidden in await store.listens.hidden(person)]


async def _accounts(store: Store, person: str) -> list[Any]:
    return [asdict(account) for account in await store.accounts.of(person)]


async def _erase_listening(store: Store, person: str) -> None:
    await store.listens.erase(person)


LISTENING: tuple[Keep, ...] = (
    Keep("listens", ("listens",), _listens, _erase_listening),
    Keep("membership", ("listeners",), _membership, _erase_listening),
    Keep("hidden", ("hidden",), _hidden, _erase_listening),
    Keep("accounts", ("accounts",), _accounts, _erase_listening),
)
"""What /listening keeps."""


async def _scheduled(store: Store, person: str) -> list[Any]:
    return await store.schedules.of(person)


async def _erase_scheduled(store: Store, person: str) -> None:
    await store.schedules.erase(person)


SCHEDULES = Keep("schedules", ("schedules",), _scheduled, _erase_scheduled)
"""What features that are posted by themselves keep of who asked for it."""


async def _requests(store: Store, person: str) -> list[Any]:
    return await store.requests_of(person)


async def _answers(store: Store, person: str) -> list[Any]:
    return [asdict(answer) for answer in await store.answers.of(person, MOST_ANSWERS)]


async def _conversation(store: Store, person: str) -> list[Any]:
    return await store.conversation_of(person)


async def _erase_requests(store: Store, person: str) -> None:
    await store.forget_person(person)


EVERYWHERE: tuple[Keep, ...] = (
    Keep("requests", ("jobs",), _requests, _erase_requests),
    Keep("answers", ("answers",), _answers, _erase_requests),
    Keep("conversation", ("lines", "preferences", "heard"), _conversation, _erase_requests),
)
"""What the bot keeps by itself: requests in hand, answers that stand somewhere, and private conversations."""
