"""The schema's history. Append only: a released migration is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

slate = Migrations("slate")


@slate()
def m001_songs(db: Database) -> None:
    """Songs and what was heard of them; the sound itself is not kept."""
    db.table("songs").create(
        {"id": str, "title": str, "artists": str, "source": str, "audio": str, "met_at": str},
        pk="id",
        not_null={"title", "artists", "source", "audio", "met_at"},
        strict=True,
    )
    db.table("songs").create_index(["audio"])
    db.table("hearings").create(
        {
            "audio": str,
            "version": int,
            "duration": float,
            "spans": str,
            "features": str,
            "mood": str,
            "sketch": bytes,
            "heard_at": str,
        },
        pk="audio",
        not_null={"version", "duration", "spans", "features", "mood", "sketch", "heard_at"},
        strict=True,
    )


@slate()
def m002_jobs(db: Database) -> None:
    """Work that was promised and where to deliver it, so that a restart keeps the promise."""
    db.table("jobs").create(
        {
            "id": str,
            "key": str,
            "feature": str,
            "words": str,
            "person": str,
            "place": str,
            "starts": int,
            "asked_at": str,
        },
        pk="id",
        not_null={"key", "feature", "words", "person", "place", "starts", "asked_at"},
        strict=True,
    )


@slate()
def m003_preferences(db: Database) -> None:
    """What each server has chosen."""
    db.table("preferences").create({"server": str, "chosen": str}, pk="server", not_null={"chosen"}, strict=True)


@slate()
def m004_lines(db: Database) -> None:
    """The web page's conversation; files lie beside the database under their digest."""
    db.table("lines").create(
        {"id": int, "channel": str, "body": str, "said_at": str},
        pk="id",
        not_null={"channel", "body", "said_at"},
        strict=True,
    )
    db.table("lines").create_index(["channel", "id"])


@slate()
def m005_catalogues(db: Database) -> None:
    """Songs that came by link: what they are called elsewhere, and whom to credit."""
    for column in ("isrc", "link", "page"):
        db.table("songs").add_column(column, str, not_null_default="")


@slate()
def m006_likeness(db: Database) -> None:
    """What the ear adds to a hearing; hearings of before are heard again."""
    db.table("hearings").add_column("vector", bytes, not_null_default=b"")
    for column in ("genres", "emotions"):
        db.table("hearings").add_column(column, str, not_null_default="{}")


@slate()
def m007_shelf(db: Database) -> None:
    """Songs that can be found by likeness, and the servers they were heard in.

    Keys are never given twice (``autoincrement``), so that an index can be compared with the shelf by its keys alone;
    ``unshelved`` keeps those that an index may still hold. ``catalogues`` tells which of them were imported.
    """
    db.execute(
        """
        create table shelf (
            key integer primary key autoincrement,
            song text not null unique references songs (id),
            audio text not null references hearings (audio),
            version integer not null
        ) strict
        """
    )
    db.table("unshelved").create({"key": int}, pk="key", strict=True)
    db.table("heard").create(
        {"server": str, "song": str, "first_at": str}, pk=("server", "song"), not_null={"first_at"}, strict=True
    )
    db.table("heard").create_index(["song"])
    db.table("catalogues").create(
        {"name": str, "edition": str, "brought_at": str}, pk="name", not_null={"edition", "brought_at"}, strict=True
    )
