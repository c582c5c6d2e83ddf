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


@slate()
def m008_listening(db: Database) -> None:
    """Who takes part in listening, in which server, and what they listened to.

    ``tally`` counts the plays of each song by server and day, so that a server's best songs are found without reading
    every listen; triggers keep it true. Numbers stand in for texts, and ``without rowid`` saves a second tree, because
    listens are what there is most of. A person who is blocked is not counted.
    """
    for statement in (
        "create table servers (key integer primary key, server text not null unique) strict",
        """
        create table listeners (
            key integer primary key, person text not null, server integer not null references servers (key),
            name text not null, joined_at integer not null, paused integer not null default 0,
            named integer not null default 0, blocked integer not null default 0, unique (person, server)
        ) strict
        """,
        "create index listeners_in on listeners (server)",
        """
        create table tunes (
            key integer primary key, name text not null unique, title text not null, artists text not null,
            link text not null default '',
            song text not null default '', tries integer not null default 0, next_at integer not null default 0
        ) strict
        """,
        "create index tunes_to_hear on tunes (next_at) where song = '' and next_at >= 0",
        """
        create table listens (
            tune integer not null, listener integer not null, at integer not null, day integer not null,
            primary key (tune, listener, at)
        ) strict, without rowid
        """,
        "create index listens_of on listens (listener, at)",
        """
        create table tally (
            server integer not null, day integer not null, tune integer not null, plays integer not null,
            primary key (server, day, tune)
        ) strict, without rowid
        """,
        """
        create trigger listen_counts after insert on listens begin
            insert into tally select server, new.day, new.tune, 1 from listeners
            where key = new.listener and not blocked
            on conflict do update set plays = plays + 1;
        end
        """,
        """
        create trigger listen_counts_no_more after delete on listens begin
            update tally set plays = plays - 1 where day = old.day and tune = old.tune
            and server = (select server from listeners where key = old.listener and not blocked);
            delete from tally where plays = 0 and day = old.day and tune = old.tune
            and server = (select server from listeners where key = old.listener);
        end
        """,
        """
        create table hidden (
            person text not null, what text not null, artist text not null, title text not null,
            primary key (person, what)
        ) strict, without rowid
        """,
    ):
        db.execute(statement)


@slate()
def m009_accounts(db: Database) -> None:
    """Accounts that people linked, and whom moderators keep out of a server's pictures (by a fingerprint)."""
    db.table("accounts").create(
        {"person": str, "service": str, "name": str, "cursor": int, "trouble": str, "next_at": int},
        pk=("person", "service"),
        not_null={"name", "cursor", "trouble", "next_at"},
        strict=True,
    )
    db.table("blocks").create({"server": str, "who": str}, pk=("server", "who"), strict=True)


@slate()
def m010_answers(db: Database) -> None:
    """Where answers with files stand on a platform, so that they can be taken back and shown again."""
    db.table("answers").create(
        {
            "server": str,
            "channel": str,
            "message": str,
            "person": str,
            "feature": str,
            "text": str,
            "files": str,
            "given_at": str,
        },
        pk=("server", "channel", "message"),
        not_null={"person", "feature", "text", "files", "given_at"},
        strict=True,
    )
    db.table("answers").create_index(["person", "given_at"])


@slate()
def m011_schedules(db: Database) -> None:
    """What is posted by itself: what to ask for, for whom and where, and when it is due next (seconds since 1970)."""
    db.table("schedules").create(
        {"id": str, "server": str, "feature": str, "words": str, "person": str, "place": str, "due": int},
        pk="id",
        not_null={"server", "feature", "words", "person", "place", "due"},
        strict=True,
    )
    db.table("schedules").create_index(["due"])
