"""Accounts at other services that people linked, each with how far it was read."""

from __future__ import annotations

from sqlite_utils import Database

from bot.listening.values import Account, Service
from bot.store._shelf import Run, writing


class AccountStore:
    """The table of linked accounts."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def link(self, account: Account) -> None:
        """Read this account from now on, in place of the person's other one at that service."""
        row = [account.person, account.service, account.name, account.cursor, account.trouble]

        def write(db: Database) -> None:
            with writing(db):
                db.execute("insert or replace into accounts values (?, ?, ?, ?, ?, 0)", row)

        await self._run(write)

    async def unlink(self, person: str, service: Service) -> bool:
        """Read it no more; False when there was none."""

        def write(db: Database) -> bool:
            with writing(db):
                gone = db.execute("delete from accounts where person = ? and service = ?", [person, service])
                return bool(gone.rowcount)

        return await self._run(write)

    async def of(self, person: str) -> tuple[Account, ...]:
        """A person's accounts."""
        question = "select person, service, name, cursor, trouble from accounts where person = ? order by service"
        return await self._run(lambda db: tuple(Account(*row) for row in db.execute(question, [person])))

    async def due(self, now: int) -> Account | None:
        """The account that has waited longest to be read, of people who take part somewhere."""
        question = """
            select person, service, name, cursor, trouble from accounts where next_at <= ?
            and exists (select 1 from listeners where listeners.person = accounts.person and not paused)
            order by next_at limit 1
        """
        return await self._run(lambda db: next((Account(*row) for row in db.execute(question, [now])), None))

    async def read(self, account: Account, next_at: int) -> None:
        """Note how far an account was read, and what is wrong with it; not if it was unlinked or changed meanwhile."""
        change = """
            update accounts set cursor = ?, trouble = ?, next_at = ? where person = ? and service = ? and name = ?
        """
        row = [account.cursor, account.trouble, next_at, account.person, account.service, account.name]

        def write(db: Database) -> None:
            with writing(db):
                db.execute(change, row)

        await self._run(write)
