"""How a listen is counted: for whom, where, under which song, and never twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from bot.listening.values import LONGEST_NAME, Listen, Tune, day_of
from bot.preferences import Preferences

KEY = "select key from servers where servers.server = ?"
MEMBER = """
select listeners.*, servers.server as place from listeners join servers on servers.key = listeners.server
"""


def note(db: Database, listen: Listen, chosen: Callable[[str], Preferences]) -> int:
    """Count a listen in each server where it counts."""
    where, values = ("person = ? and not paused", [listen.person])
    if listen.server:
        where, values = f"{where} and servers.server = ?", [*values, listen.server]
    members = [row for row in db.query(f"{MEMBER} where {where}", values) if chosen(row["place"]).listening]
    if not members or _is_hidden(db, listen):
        return 0
    tune = _tune_key(db, listen)
    counted = """
        insert into listens select ?, ?, ?, ? where not exists (
            select 1 from listens where tune = ? and listener = ? and at between ? and ?
        )
    """
    near = [listen.at - listen.apart, listen.at + listen.apart]
    return sum(
        changed(
            db,
            counted,
            [tune, row["key"], listen.at, _day(listen.at, row["place"], chosen), tune, row["key"], *near],
        )
        for row in members
    )


def _day(at: int, server: str, chosen: Callable[[str], Preferences]) -> int:
    return day_of(at, chosen(server).zone).toordinal()


def _is_hidden(db: Database, listen: Listen) -> bool:
    what = sorted(listen.names)
    question = f"select exists (select 1 from hidden where person = ? and what in ({','.join('?' * len(what))}))"
    return bool(db.execute(question, [listen.person, *what]).fetchone()[0])


def _tune_key(db: Database, listen: Listen) -> int:
    """The number of a song, given now if it was never met."""
    name, artists = listen.name, [short(artist) for artist in listen.artists]
    known = db.execute("select key, song from tunes where name = ?", [name]).fetchone()
    if known is None:
        row = [name, short(listen.title), json.dumps(artists), listen.link, listen.song, listen.at]
        columns = "name, title, artists, link, song, next_at"
        return int(db.execute(f"insert into tunes ({columns}) values (?, ?, ?, ?, ?, ?)", row).lastrowid or 0)
    if listen.song and not known[1]:
        db.execute("update tunes set song = ? where key = ?", [listen.song, known[0]])
    return int(known[0])


def tune_of(row: Mapping[str, Any]) -> Tune:
    return Tune(row["key"], row["title"], tuple(json.loads(row["artists"])), row["link"], row["song"])


def names_of(tune: Tune) -> frozenset[str]:
    return Listen("", tune.title, tune.artists, 0, song=tune.song).names


def changed(db: Database, statement: str, values: Sequence[Any]) -> int:
    return int(db.execute(statement, values).rowcount)


def short(text: str) -> str:
    return text[:LONGEST_NAME]
