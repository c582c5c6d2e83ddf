"""What a server, or one person, has been listening to, as one picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from bot import words
from bot.ask import Ask
from bot.cog import Span as Numbers
from bot.cog import feature
from bot.keeping import LISTENING, SCHEDULES
from bot.listening.values import PERIODS, Period, Played, Span
from bot.reply import Fact, File, Move, Refusal, Reply, Table, linkable
from engine.api import Collage, CollageOptions, Layout, Piece

Arrangement = Literal["paper", "wall", "moods"]
Who = Literal["server", "mine"]
Shown = Literal["paintings", "grid"]

ARRANGEMENTS: tuple[Arrangement, ...] = ("paper", "wall", "moods")
MOST: dict[Arrangement, int] = {"paper": 9, "wall": 100, "moods": 40}
"""Songs that a layout takes."""
USUAL: dict[Arrangement, int] = {"paper": 7, "wall": 60, "moods": 25}
OWN = 5
"""Songs of a person's own picture."""
GRID = 9
"""Covers in a grid: each has its link in the message, and the source its own."""
SHOWN, LINKED = 20, 9
"""Songs that are listed beside the picture, and those with a link."""
ARCHIVE = "https://coverartarchive.org/"
ATTEMPTS = 3
"""How often a picture is begun anew because somebody took something back meanwhile."""
_CHANNEL = re.compile(r"<#(\w+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    period: Period
    layout: Arrangement
    most: int
    who: Who
    whole: bool
    seed: int
    covers: Shown = "paintings"
    size: int | None = None

    @property
    def drawn(self) -> Layout:
        """The engine's layout."""
        return "grid" if self.covers == "grid" else self.layout


@feature(keeps=(*LISTENING, SCHEDULES))
async def collage(
    ask: Ask,
    who: Annotated[Who, "What everyone here who joined listened to, or only what you did"] = "server",
    period: Annotated[Period, "The last 7, 30 or 90 days"] = "week",
    layout: Annotated[Arrangement, "Torn paper, a wall of up to 100 songs, or the songs by their mood"] = "paper",
    size: Annotated[int | None, "How many songs at most", Numbers(1, 100)] = None,
    covers: Annotated[Shown, "My own paintings, or a plain grid of the albums' covers"] = "paintings",
    seed: Annotated[int, "Other numbers lay it out differently", Numbers(0, 9999)] = 0,
    whole: Annotated[bool, "Only whole days: leave today out"] = False,
    schedule: Annotated[Literal["weekly", "never"] | None, "Post the server's week here every Monday"] = None,
    channel: Annotated[str | None, "For schedule: another channel, such as #music"] = None,
) -> Reply:
    """Show what people here have been listening to, as one picture.

    Only people who joined with /listening are in it. Every picture in it is painted from the song's own sound; songs
    that nobody could hear are shown by their title. The list names them all, with links.
    """
    usual, limit = (GRID, GRID) if covers == "grid" else (USUAL[layout], MOST[layout])
    most = min(size or (OWN if who == "mine" else usual), limit)
    wish = Wish(period, layout, most, who, whole, seed, covers, size)
    if covers == "grid" and ask.covers is None:
        raise Refusal(words.no_covers_here())
    if schedule:
        return await _schedule(ask, wish, schedule == "weekly", channel or "")
    return await (_mine(ask, wish) if who == "mine" else _server(ask, wish))


async def _server(ask: Ask, wish: Wish) -> Reply:
    """The server's picture, begun anew if somebody left, hid something or was blocked while it was made."""
    if not ask.preferences.listening:
        turn_on = (Move(words.turn_on_label(), "listening", {"action": "on"}),) if ask.person.admin else ()
        raise Refusal(words.listening_is_off(ask.person.admin), turn_on)
    server, span = ask.place.server, _span(ask, wish)
    for _ in range(ATTEMPTS):
        before = ask.listening.withdrawals(server)
        top = await ask.listening.top(server, span, wish.most)
        if not top:
            raise Refusal(words.nobody_listened(wish.period), (*_longer(wish), *await _join(ask)))
        played = await ask.listening.with_listeners(server, span, top)
        plays, songs = await ask.listening.totals(server, span)
        pieces, links = await _pieces(ask, wish, played)
        made = await _made(ask, wish, pieces, words.collage_title(wish.period))
        if ask.listening.withdrawals(server) == before:
            break
    else:
        raise Refusal(words.changed_meanwhile())
    said = words.server_listened(wish.period, plays, songs)
    return _reply(wish, said, played, pieces, links, made)


async def _mine(ask: Ask, wish: Wish) -> Reply:
    """A person's own picture, from everywhere they joined."""
    members = await ask.listening.members(ask.person.id)
    if not members:
        raise Refusal(words.not_joined(), await _join(ask) if ask.preferences.listening else ())
    played = await ask.listening.top_of(ask.person.id, _span(ask, wish), ask.preferences.zone, wish.most)
    if not played:
        raise Refusal(words.you_did_not_listen(wish.period), _longer(wish))
    pieces, links = await _pieces(ask, wish, played)
    made = await _made(ask, wish, pieces, words.own_title(wish.period))
    plays = sum(each.plays for each in played)
    return _reply(wish, words.you_listened(wish.period, plays, len(played)), played, pieces, links, made)


def _span(ask: Ask, wish: Wish) -> Span:
    return Span.of(wish.period, ask.listening.now, ask.preferences.zone, wish.whole)


async def _pieces(ask: Ask, wish: Wish, played: Sequence[Played]) -> tuple[list[Piece], list[str]]:
    """The songs and where each leads; one that was not heard yet, or has no cover, becomes a title tile.

    Covers are fetched anew for every picture, as they are, and are nowhere kept.
    """
    pieces, links = [], []
    for number, each in enumerate(played):
        piece = Piece(
            title=each.tune.title,
            artists=", ".join(each.tune.artists),
            plays=each.plays,
            moment=min(1.0, max(0.0, each.moment)),
            caption=words.plays_caption(each.plays, each.names),
        )
        if wish.covers == "grid" and ask.covers:
            ask.step(words.fetching_covers(), number / len(played))
            cover = await ask.covers.cover(each.tune.title, each.tune.artists)
            pieces.append(replace(piece, cover=cover.data if cover else b""))
            links.append(cover.page if cover else each.tune.address)
        else:
            pieces.append(replace(piece, hearing=await ask.listening.hearing(each.tune)))
            links.append(each.tune.address)
    return pieces, links


async def _made(ask: Ask, wish: Wish, pieces: Sequence[Piece], title: str) -> Collage:
    options = CollageOptions(wish.drawn, seed=wish.seed, title=title)
    return await ask.engine.collage(pieces, options, ask.progress, words.picture_labels())


def _reply(
    wish: Wish, said: str, played: Sequence[Played], pieces: Sequence[Piece], links: Sequence[str], made: Collage
) -> Reply:
    laid = {each.piece for each in made.laid}
    bare = sum(not (piece.hearing or piece.cover) for number, piece in enumerate(pieces) if number in laid)
    tiles = words.no_cover_tiles if wish.covers == "grid" else words.title_tiles
    picture = made.picture
    names = tuple(each.tune.label for each in played[:10])
    file = File(
        f"collage-{wish.drawn}.{picture.media_type.partition('/')[2]}",
        picture.data,
        picture.media_type,
        words.collage_alt(made.layout, len(laid), names),
    )
    return Reply(
        text=" ".join((said, *([tiles(bare)] if bare else []))),
        table=_table(wish, played),
        facts=_links(wish, played, links),
        files=(file,),
        moves=_moves(wish, played),
    )


def _table(wish: Wish, played: Sequence[Played]) -> Table:
    """The songs by name; who listened is told of a server only, and named only who wants it."""
    rows = tuple(
        words.collage_row(number, words.shortened(each.tune.label, 120), each.plays, each.listeners, each.names)
        for number, each in enumerate(played[:SHOWN], 1)
    )
    if wish.who == "server":
        return Table(words.collage_columns(), rows)
    return Table(words.collage_columns()[:3], tuple(row[:3] for row in rows))


def _links(wish: Wish, played: Sequence[Played], links: Sequence[str]) -> tuple[Fact, ...]:
    """Where each song is, and whose covers they are."""
    songs = tuple(
        Fact(f"{number}.", words.shortened(each.tune.label, 60), linkable(link))
        for number, (each, link) in enumerate(list(zip(played, links, strict=True))[:LINKED], 1)
    )
    archive = Fact(words.fact_name("covers"), "Cover Art Archive", ARCHIVE)
    return (*songs, archive) if wish.covers == "grid" else songs


def _moves(wish: Wish, played: Sequence[Played]) -> tuple[Move, ...]:
    other = ARRANGEMENTS[(ARRANGEMENTS.index(wish.layout) + 1) % len(ARRANGEMENTS)]
    mine = replace(wish, who="mine") if wish.who == "server" else replace(wish, who="server")
    label = words.mine_label() if wish.who == "server" else words.everyone_label()
    first = played[0].tune
    slate = (Move(words.slate_number_one_label(), "slate", {"song": first.song}),) if first.song else ()
    laid = replace(wish, layout=other, covers="paintings")
    return (_move(words.other_layout_label(), laid), *_longer(wish), _move(label, mine), *slate)


def _longer(wish: Wish) -> tuple[Move, ...]:
    longer = [period for period, days in PERIODS.items() if days > PERIODS[wish.period]]
    return (_move(words.longer_label(), replace(wish, period=longer[0], whole=False)),) if longer else ()


def _move(label: str, wish: Wish) -> Move:
    told = {"who": wish.who, "period": wish.period, "layout": wish.layout}
    size = {"size": str(wish.size)} if wish.size else {}
    return Move(label, "collage", told | size | ({"covers": wish.covers} if wish.covers == "grid" else {}))


async def _join(ask: Ask) -> tuple[Move, ...]:
    """For those who have not joined here."""
    joined = await ask.listening.member(ask.person.id, ask.place.server)
    return () if joined else (Move(words.join_label(), "listening", {"action": "join"}),)


async def _schedule(ask: Ask, wish: Wish, weekly: bool, channel: str) -> Reply:
    """Post the server's week by itself, or no longer."""
    if not ask.person.admin:
        raise Refusal(words.admins_only())
    if ask.place.server.startswith("dm:"):
        raise Refusal(words.listening_needs_server())
    if not weekly:
        was = await ask.schedules.off("collage", ask.place.server)
        return Reply(words.not_posted_any_more() if was else words.was_not_posted(), private=True)
    named = _CHANNEL.fullmatch(channel.strip())
    if channel.strip() and not named:
        raise Refusal(words.no_channel(channel))
    place = replace(ask.place, channel=named[1], parent="", thread="") if named else ask.place
    asked = {"who": "server", "period": "week", "layout": wish.layout, "whole": "yes"}
    await ask.schedules.weekly("collage", asked, ask.person, place)
    where = f"<#{place.channel}>" if named else words.this_channel()
    return Reply(words.posted_weekly(where, ask.preferences.zone), private=True)
