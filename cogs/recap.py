"""A server's week in words and one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.keeping import LISTENING
from bot.listening.values import Period, Played, Span
from bot.reply import File, Move, Refusal, Reply
from engine.api import CollageOptions, Hearing, Piece

MOST = 25
"""Songs on the picture."""
ATTEMPTS = 3
"""How often it is begun anew because somebody took something back meanwhile."""


@feature(keeps=LISTENING)
async def recap(
    ask: Ask,
    period: Annotated[Period, "The last 7, 30 or 90 days"] = "week",
) -> Reply:
    """Tell the week of this server: its mood, its most shared song, whose taste is most alike.

    Only people who joined with /listening are in it, and only those are named who want to be.
    """
    if not ask.preferences.listening:
        turn_on = (Move(words.turn_on_label(), "listening", {"action": "on"}),) if ask.person.admin else ()
        raise Refusal(words.listening_is_off(ask.person.admin), turn_on)
    for _ in range(ATTEMPTS):
        before = ask.listening.withdrawals(ask.place.server)
        reply = await _told(ask, period)
        if ask.listening.withdrawals(ask.place.server) == before:
            return reply
    raise Refusal(words.changed_meanwhile())


async def _told(ask: Ask, period: Period) -> Reply:
    server, zone = ask.place.server, ask.preferences.zone
    span = Span.of(period, ask.listening.now, zone)
    top = await ask.listening.top(server, span, MOST)
    if not top:
        joined = await ask.listening.member(ask.person.id, server)
        join = () if joined else (Move(words.join_label(), "listening", {"action": "join"}),)
        raise Refusal(words.nobody_listened(period), join)
    played = await ask.listening.with_listeners(server, span, top)
    heard = [(each, await ask.listening.hearing(each.tune)) for each in played]
    plays, songs = await ask.listening.totals(server, span)
    pair = await ask.listening.pair(server, span, zone)
    shared = max(played, key=lambda each: (each.listeners, each.plays))
    said = [words.server_listened(period, plays, songs), *_mood(heard), *_shared(shared)]
    said += [words.alike_in_taste(*pair.people, pair.likeness)] if pair and len(pair.people) == 2 else []
    return Reply(" ".join(said), files=(await _picture(ask, period, heard),), moves=_moves(period, shared))


def _mood(heard: Sequence[tuple[Played, Hearing | None]]) -> tuple[str, ...]:
    """The mood of the period: where its songs lie on average, by their plays."""
    known = [(each.plays, hearing.mood) for each, hearing in heard if hearing]
    if not known:
        return ()
    plays = sum(count for count, _ in known)
    valence = sum(count * mood.valence for count, mood in known) / plays
    arousal = sum(count * mood.arousal for count, mood in known) / plays
    return (words.mood_of_server(valence, arousal),)


def _shared(shared: Played) -> tuple[str, ...]:
    """The song that most people, or else plays, agree on; nothing where each was played once."""
    name = words.shortened(shared.tune.label, 120)
    if shared.listeners > 1:
        return (words.most_shared(name, shared.listeners),)
    return (words.most_played(name, shared.plays),) if shared.plays > 1 else ()


async def _picture(ask: Ask, period: Period, heard: Sequence[tuple[Played, Hearing | None]]) -> File:
    pieces = [
        Piece(
            each.tune.title,
            ", ".join(each.tune.artists),
            hearing,
            each.plays,
            min(1.0, max(0.0, each.moment)),
            words.plays_caption(each.plays, each.names),
        )
        for each, hearing in heard
    ]
    options = CollageOptions("moods", title=words.collage_title(period))
    made = await ask.engine.collage(pieces, options, ask.progress, words.picture_labels())
    names = tuple(each.tune.label for each, _ in heard[:10])
    picture = made.picture
    name = f"recap.{picture.media_type.partition('/')[2]}"
    return File(name, picture.data, picture.media_type, words.collage_alt("moods", len(made.laid), names))


def _moves(period: Period, shared: Played) -> tuple[Move, ...]:
    slate = (Move(words.slate_label(shared.tune.title), "slate", {"song": shared.tune.song}),)
    return (Move(words.collage_label(), "collage", {"period": period}), *(slate if shared.tune.song else ()))
