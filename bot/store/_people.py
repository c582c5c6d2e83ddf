"""What is kept of a person beside what they listen to: requests, answers, and private conversations."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from bot.store._answers import forget_answers
from bot.store._shelf import writing


def alone(person: str) -> str:
    """What a person's private conversation counts as, where it is no server."""
    return f"dm:{own_channel(person)}"


def own_channel(person: str) -> str:
    """The channel on the page that is a person's own."""
    return person.rpartition(":")[2]


def requests_of(db: Database, person: str) -> list[dict[str, Any]]:
    """A person's requests in hand, as they are kept; but for the one that asks what is kept."""
    question = """
        select feature, words, place, asked_at from jobs
        where json_extract(person, '$.id') = ? and feature <> 'privacy'
    """
    return list(db.query(question, [person]))


def conversation_of(db: Database, person: str) -> list[dict[str, Any]]:
    """What was said in a person's own channel on the page, and what they chose and gave in private elsewhere."""
    said = "select said_at, body from lines where channel = ? order by id"
    chosen = "select chosen from preferences where server = ?"
    heard = "select songs.title, first_at from heard join songs on songs.id = heard.song where server = ?"
    return [
        *db.query(said, [own_channel(person)]),
        *db.query(chosen, [alone(person)]),
        *db.query(heard, [alone(person)]),
    ]


def forget_requests(db: Database, person: str) -> None:
    """Forget a person's requests, and where their answers stand."""
    with writing(db):
        db.execute("delete from jobs where json_extract(person, '$.id') = ?", [person])
        forget_answers(db, person=person)
