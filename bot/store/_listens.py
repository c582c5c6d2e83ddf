"""Who listens in which server, and to what: the tables behind collages and recaps.

A listen belongs to one person in one server, so that leaving a server takes everything along that was kept there.
Every method that writes does so in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from bot.listening.values import Hidden, Listen, Member, Played, Span, Tune, fingerprint
from bot.preferences import Preferences
from bot.store._noting import KEY, MEMBER, changed, names_of, note, short, tune_of
from bot.store._shelf import Run, writing

_JOIN = """
insert into listeners (person, server, name, joined_at, blocked)
select ?, key, ?, ?, exists (select 1 from blocks where blocks.server = servers.server and who = ?)
from servers where server = ? on conflict do update set name = excluded.name, paused = 0
"""
_TOP = """
select tunes.*, sum(plays) as plays, sum(plays * (day - :first + 0.5)) / sum(plays) / (:last - :first + 1) as moment
from tally join tunes on tunes.key = tally.tune
where tally.server = (select key from servers where server = :server) and day between :first and :last
group by tune order by plays desc, tune limit :most
"""
_TOP_OF = """
select tunes.*, count(*) as plays, avg(at - :begins) / (:ends - :begins) as moment from (
    select distinct tune, at from listens join listeners on listeners.key = listens.listener
    where person = :person and at >= :begins and at < :ends
) join tunes on tunes.key = tune group by tune order by plays desc, tune limit :most
"""
_WHO = """
select person, name, named from (
    select person, name, named, (
        select count(*) from listens where tune = ? and listener = listeners.key and day between ? and ?
    ) as plays from listeners where server = (select key from servers where server = ?) and not blocked
) where plays > 0 order by plays desc, person
"""
_TASTES = """
select listeners.person, tunes.song, count(*) as plays from listeners
cross join listens on listens.listener = listeners.key cross join tunes on tunes.key = listens.tune
where listeners.server = (select key from servers where server = ?) and named and not blocked and song <> ''
and at >= ? and at < ? group by listener, tune order by listener, plays desc
"""


class ListenStore:
    """The tables of listening. ``chosen`` tells what a server prefers, on the database's thread."""

    def __init__(self, run: Run, chosen: Callable[[str], Preferences]) -> None:
        self._run = run
        self._chosen = chosen

    # who takes part

    async def join(self, person: str, server: str, name: str, now: int) -> None:
        """Take part from now on; who takes part already is no longer paused."""

        def write(db: Database) -> None:
            with writing(db):
                db.execute("insert or ignore into servers (server) values (?)", [server])
                db.execute(_JOIN, [person, short(name), now, fingerprint(server, person), server])

        await self._run(write)

    async def leave(self, person: str, server: str) -> int:
        """Take part no longer; what was kept there is erased. Returns how many listens that were."""
        return await self._run(lambda db: _leave(db, person, server))

    async def members(self, person: str) -> tuple[Member, ...]:
        """Everywhere a person takes part."""
        return await self._run(lambda db: tuple(map(_member, db.query(f"{MEMBER} where person = ?", [person]))))

    async def everyone(self) -> set[str]:
        """All who take part anywhere and are not paused."""
        question = "select distinct person from listeners where not paused"
        return await self._run(lambda db: {person for (person,) in db.execute(question)})

    async def pause(self, person: str, server: str, paused: bool) -> None:
        """Count nothing for a while, or count again."""
        await self._set(person, server, "paused", paused)

    async def show_name(self, person: str, server: str, named: bool, name: str) -> None:
        """Let a person's name stand beside what they listened to, or no longer."""
        await self._set(person, server, "named", named)
        await self._set(person, server, "name", short(name))

    async def count(self, person: str, server: str) -> int:
        """How many listens are kept of a person in a server."""
        question = """
            select count(*) from listens where listener = (select listeners.key from listeners
            join servers on servers.key = listeners.server where person = ? and servers.server = ?)
        """
        return await self._run(lambda db: int(db.execute(question, [person, server]).fetchone()[0]))

    async def _set(self, person: str, server: str, column: str, value: bool | str) -> None:
        change = f"update listeners set {column} = ? where person = ? and server = ({KEY})"

        def write(db: Database) -> None:
            with writing(db):
                db.execute(change, [value, person, server])

        await self._run(write)

    # what moderators decide

    async def block(self, server: str, person: str, blocked: bool) -> None:
        """Keep a person out of a server's pictures, be they there or not yet; or let them in again."""

        def write(db: Database) -> None:
            with writing(db):
                who = [server, fingerprint(server, person)]
                if blocked:
                    db.execute("insert or ignore into blocks values (?, ?)", who)
                else:
                    db.execute("delete from blocks where server = ? and who = ?", who)
                _recount(db, server, person, blocked)

        await self._run(write)

    async def blocked(self, server: str, person: str) -> bool:
        """Whether moderators keep a person out of a server's pictures."""
        question = "select exists (select 1 from blocks where server = ? and who = ?)"
        who = [server, fingerprint(server, person)]
        return await self._run(lambda db: bool(db.execute(question, who).fetchone()[0]))

    # what is never counted

    async def hide(self, person: str, hidden: Hidden) -> int:
        """Count a song or an artist of a person no more, and erase what was counted; returns how many that were."""
        own = "select key from listeners where person = ?"
        met = f"select distinct tunes.* from listens join tunes on tunes.key = tune where listener in ({own})"

        def write(db: Database) -> int:
            with writing(db):
                row = [person, hidden.what, short(hidden.artist), short(hidden.title)]
                db.execute("insert or replace into hidden values (?, ?, ?, ?)", row)
                tunes = [each.key for each in map(tune_of, db.query(met, [person])) if hidden.what in names_of(each)]
                erase = f"delete from listens where tune = ? and listener in ({own})"
                return sum(changed(db, erase, [tune, person]) for tune in tunes)

        return await self._run(write)

    async def unhide(self, person: str, hidden: Hidden) -> bool:
        """Count it again; False when it was not hidden."""

        def write(db: Database) -> bool:
            with writing(db):
                return bool(changed(db, "delete from hidden where person = ? and what = ?", [person, hidden.what]))

        return await self._run(write)

    async def hidden(self, person: str) -> tuple[Hidden, ...]:
        """What is never counted of a person."""
        question = "select artist, title from hidden where person = ? order by artist, title"
        return await self._run(lambda db: tuple(Hidden(*row) for row in db.execute(question, [person])))

    # what was heard

    async def note(self, listens: Sequence[Listen]) -> int:
        """Count listens where their people joined and nobody paused or hid them; returns how many were counted."""

        def write(db: Database) -> int:
            with writing(db):
                return sum(note(db, listen, self._chosen) for listen in listens)

        return await self._run(write)

    async def top(self, server: str, span: Span, most: int) -> tuple[Played, ...]:
        """A server's most heard songs of a period, the most heard first."""
        first, last = span.numbers
        asked = {"server": server, "first": first, "last": last, "most": most}
        return await self._run(lambda db: tuple(map(_played, db.query(_TOP, asked))))

    async def top_of(self, person: str, begins: int, ends: int, most: int) -> tuple[Played, ...]:
        """A person's most heard songs from one moment to another, each listen once though it counts in many servers."""
        asked = {"person": person, "begins": begins, "ends": ends, "most": most}
        return await self._run(lambda db: tuple(map(_played, db.query(_TOP_OF, asked))))

    async def listeners_of(self, server: str, span: Span, tune: int) -> tuple[tuple[str, str, bool], ...]:
        """Who listened to a song in a server: their id, their name, and whether it may be told; who did most first."""
        asked = [tune, *span.numbers, server]
        return await self._run(
            lambda db: tuple((who, name, bool(open_)) for who, name, open_ in db.execute(_WHO, asked))
        )

    async def tastes(self, server: str, begins: int, ends: int) -> dict[str, dict[str, int]]:
        """What those who are named listened to: songs that were heard, by person, with their plays."""

        def read(db: Database) -> dict[str, dict[str, int]]:
            found: dict[str, dict[str, int]] = {}
            for person, song, plays in db.execute(_TASTES, [server, begins, ends]):
                found.setdefault(person, {})[song] = plays
            return found

        return await self._run(read)

    async def totals(self, server: str, span: Span) -> tuple[int, int]:
        """How many plays of how many songs a server has in a period."""
        question = f"""
            select coalesce(sum(plays), 0), count(distinct tune) from tally
            where server = ({KEY}) and day between ? and ?
        """
        return await self._run(lambda db: tuple(db.execute(question, [server, *span.numbers]).fetchone()))

    # what is still to be heard

    async def unheard(self, now: int) -> Tune | None:
        """The song to listen to next in the background."""
        question = """
            select * from tunes where song = '' and next_at >= 0 and next_at <= ? order by next_at limit 1
        """
        return await self._run(lambda db: next(map(tune_of, db.query(question, [now])), None))

    async def heard(self, tune: int, song: str) -> None:
        """A song was heard under this id."""
        await self._change("update tunes set song = ? where key = ?", [song, tune])

    async def hear_again(self, tune: int, at: int) -> None:
        """What was heard of a song does not do."""
        await self._change("update tunes set song = '', tries = 0, next_at = ? where key = ?", [at, tune])

    async def unheard_until(self, tune: int, at: int) -> None:
        """A song could not be heard: try again then, or never (-1)."""
        await self._change("update tunes set tries = tries + 1, next_at = ? where key = ?", [at, tune])

    async def tries(self, tune: int) -> int:
        """How often it was tried to hear a song."""
        question = "select tries from tunes where key = ?"
        return await self._run(lambda db: int((db.execute(question, [tune]).fetchone() or [0])[0]))

    async def forget_before(self, at: int) -> None:
        """Erase listens that are older, and songs that nobody listened to since."""

        def write(db: Database) -> None:
            with writing(db):
                for (listener,) in db.execute("select key from listeners").fetchall():
                    db.execute("delete from listens where listener = ? and at < ?", [listener, at])
                db.execute("delete from tunes where not exists (select 1 from listens where tune = tunes.key)")

        await self._run(write)

    # a person's own

    async def of(self, person: str) -> list[dict[str, Any]]:
        """All listens of a person, oldest first: song, artists, time (seconds since 1970) and server."""
        question = """
            select tunes.title, tunes.artists, listens.at, servers.server from listens
            join listeners on listeners.key = listens.listener join servers on servers.key = listeners.server
            join tunes on tunes.key = listens.tune where person = ? order by at
        """

        def read(db: Database) -> list[dict[str, Any]]:
            return [row | {"artists": json.loads(row["artists"])} for row in db.query(question, [person])]

        return await self._run(read)

    async def erase(self, person: str) -> None:
        """Erase all that is kept of a person here."""

        def write(db: Database) -> None:
            with writing(db):
                of = "select key from listeners where person = ?"
                for (listener,) in db.execute(of, [person]).fetchall():
                    _leave_as(db, listener)
                for table in ("hidden", "accounts"):
                    db.execute(f"delete from {table} where person = ?", [person])

        await self._run(write)

    async def _change(self, statement: str, values: Sequence[Any]) -> None:
        def write(db: Database) -> None:
            with writing(db):
                db.execute(statement, values)

        await self._run(write)


def forget_listening(db: Database, server: str) -> None:
    """Erase all that was kept of listening in a server, inside a transaction."""
    for (listener,) in db.execute(f"select key from listeners where server = ({KEY})", [server]).fetchall():
        _leave_as(db, listener)
    db.execute("delete from blocks where server = ?", [server])
    db.execute("delete from servers where server = ?", [server])


def _leave(db: Database, person: str, server: str) -> int:
    with writing(db):
        return _leave_as(db, _listener(db, person, server))


def _leave_as(db: Database, listener: int) -> int:
    """Erase a person's part in one server, and the songs that nobody else listened to."""
    tunes = db.execute("select distinct tune from listens where listener = ?", [listener]).fetchall()
    erased = changed(db, "delete from listens where listener = ?", [listener])
    db.execute("delete from listeners where key = ?", [listener])
    for (tune,) in tunes:
        db.execute(
            "delete from tunes where key = ? and not exists (select 1 from listens where tune = ?)", [tune, tune]
        )
    return erased


def _recount(db: Database, server: str, person: str, blocked: bool) -> None:
    """Take a person's listens out of a server's tally, or put them in again."""
    listener = _listener(db, person, server)
    newly = changed(db, "update listeners set blocked = ? where key = ? and blocked <> ?", [blocked, listener, blocked])
    if not newly:
        return
    counted = """
        insert into tally select listeners.server, day, tune, :sign * count(*) from listens
        join listeners on listeners.key = listens.listener where listener = :listener group by day, tune
        on conflict do update set plays = plays + excluded.plays
    """
    db.execute(counted, {"sign": -1 if blocked else 1, "listener": listener})
    db.execute(f"delete from tally where plays = 0 and server = ({KEY})", [server])


def _listener(db: Database, person: str, server: str) -> int:
    """The number of a person in a server; 0 when they did not join."""
    question = f"select key from listeners where person = ? and server = ({KEY})"
    row = db.execute(question, [person, server]).fetchone()
    return int(row[0]) if row else 0


def _member(row: Mapping[str, Any]) -> Member:
    flags = (bool(row[name]) for name in ("paused", "named", "blocked"))
    return Member(row["person"], row["place"], row["name"], row["joined_at"], *flags)


def _played(row: Mapping[str, Any]) -> Played:
    return Played(tune_of(row), row["plays"], row["moment"])
