"""Who takes part in listening, and what is counted of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Literal

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.keeping import LISTENING
from bot.listening.values import Hidden, Member, Service
from bot.preferences import known_zone
from bot.reply import MOST_FACTS, Fact, Move, Refusal, Reply

Action = Literal[
    "status", "join", "leave", "pause", "resume", "hide", "unhide", "name", "unname", "link", "unlink", "on", "off"
]
MOST_SHOWN = 5
"""Hidden songs and artists that are shown by name."""
_NAMED = re.compile(r"(?P<artist>.{1,200}?)\s+[-\u2013\u2014]\s+(?P<title>.{1,200})")


@feature(personal=True, keeps=LISTENING)
async def listening(
    ask: Ask,
    action: Annotated[Action, "What to do; left out, I say what is counted of you here"] = "status",
    what: Annotated[str | None, "For hide: Artist - Title, or an artist; for link: the name of your account"] = None,
    service: Annotated[Service | None, "For link and unlink: where your account is"] = None,
    zone: Annotated[str | None, "For on: the time zone of this server, such as Europe/Berlin"] = None,
) -> Reply:
    """Join or leave the counting of what people here listen to, hide songs, link accounts.

    Only those who join are counted, and only where somebody who runs the server turned it on. Kept are the song, the
    time and the server, nothing else. Leave erases all of it at once.
    """
    if ask.place.server.startswith("dm:"):
        raise Refusal(words.listening_needs_server())
    if action in ("on", "off"):
        return await _switch(ask, action == "on", zone or what)
    member = await ask.listening.member(ask.person.id, ask.place.server)
    if action == "join":
        return await _join(ask)
    if action == "status":
        return await _status(ask, member)
    if member is None:
        raise Refusal(words.not_joined(), (_move(words.join_label(), "join"),) if ask.preferences.listening else ())
    if action in ("hide", "unhide"):
        return await _hide(ask, action == "hide", what or "")
    if action in ("link", "unlink"):
        return await _link(ask, action == "link", service, (what or "").strip())
    return await _change(ask, action)


async def _switch(ask: Ask, on: bool, zone: str | None) -> Reply:
    """Turn listening on or off for the server; what was counted stays until it is old, or people leave."""
    if not ask.person.admin:
        raise Refusal(words.admins_only())
    try:
        named = known_zone(zone) if zone else ask.preferences.zone
    except ValueError:
        raise Refusal(words.no_such_zone(zone or "")) from None
    await ask.prefer(lambda before: replace(before, listening=on, zone=named))
    told = words.listening_turned_on(named, ask.listening.keep_days) if on else words.listening_turned_off()
    return Reply(told, moves=(_move(words.join_label(), "join"),) if on else (), private=True)


async def _join(ask: Ask) -> Reply:
    if not ask.preferences.listening:
        raise Refusal(words.listening_is_off(ask.person.admin), _turn_on(ask))
    await ask.listening.join(ask.person.id, ask.place.server, ask.person.name)
    moves = (_move(words.show_name_label(), "name"), _move(words.pause_label(), "pause"), _leave())
    return Reply(words.joined_listening(ask.listening.keep_days), moves=moves, private=True)


async def _status(ask: Ask, member: Member | None) -> Reply:
    """What is counted of this person here."""
    if member is None:
        told = words.not_joined() if ask.preferences.listening else words.listening_is_off(ask.person.admin)
        moves = (_move(words.join_label(), "join"),) if ask.preferences.listening else _turn_on(ask)
        return Reply(told, moves=moves, private=True)
    count = await ask.listening.count(member)
    said = [words.listening_status(count, member.paused, ask.listening.keep_days)]
    if not ask.preferences.listening:
        said.append(words.listening_is_off(ask.person.admin))
    if member.blocked:
        said.append(words.blocked_here())
    pause = _move(words.resume_label(), "resume") if member.paused else _move(words.pause_label(), "pause")
    name = _move(words.hide_name_label(), "unname") if member.named else _move(words.show_name_label(), "name")
    moves = (pause, name, _leave())
    return Reply(" ".join(said), facts=await _facts(ask, member), moves=moves, private=True)


async def _facts(ask: Ask, member: Member) -> tuple[Fact, ...]:
    hidden = await ask.listening.hidden(member.person)
    shown = tuple(each.label for each in hidden[:MOST_SHOWN])
    accounts = await ask.listening.accounts(member.person)
    return (
        Fact(words.fact_name("named"), words.localised_choice("yes" if member.named else "no")),
        *((Fact(words.fact_name("hidden"), words.hidden_names(shown, len(hidden))),) if hidden else ()),
        *(words.account_fact(each.service, each.name, each.trouble) for each in accounts),
    )[:MOST_FACTS]


async def _hide(ask: Ask, hide: bool, what: str) -> Reply:
    named = _NAMED.fullmatch(what.strip())
    hidden = Hidden(named["artist"], named["title"]) if named else Hidden(what.strip()[:200])
    if not hidden.artist:
        raise Refusal(words.hide_what())
    name = hidden.label
    if hide:
        return Reply(words.hidden_from_now_on(name, await ask.listening.hide(ask.person.id, hidden)), private=True)
    if not await ask.listening.unhide(ask.person.id, hidden):
        raise Refusal(words.not_hidden(name))
    return Reply(words.hidden_no_more(name), private=True)


async def _link(ask: Ask, link: bool, service: Service | None, name: str) -> Reply:
    if service is None or (link and not re.fullmatch(r"[^\s/?#]{1,64}", name)):
        raise Refusal(words.link_what(ask.listening.services))
    if link and service not in ask.listening.services:
        raise Refusal(words.no_such_service(service))
    if link:
        await ask.listening.link(ask.person.id, service, name)
        return Reply(words.account_linked(service, name), private=True)
    if not await ask.listening.unlink(ask.person.id, service):
        raise Refusal(words.no_account(service))
    return Reply(words.account_unlinked(service), private=True)


async def _change(ask: Ask, action: Action) -> Reply:
    """What takes nothing but the person."""
    person, server = ask.person.id, ask.place.server
    if action == "leave":
        return Reply(words.left_listening(await ask.listening.leave(person, server)), private=True)
    if action in ("pause", "resume"):
        await ask.listening.pause(person, server, action == "pause")
        if action == "pause":
            return Reply(words.paused_listening(), moves=(_move(words.resume_label(), "resume"),), private=True)
        return Reply(words.resumed_listening(), private=True)
    await ask.listening.show_name(person, server, action == "name", ask.person.name)
    return Reply(words.name_shown(ask.person.name) if action == "name" else words.name_not_shown(), private=True)


def _turn_on(ask: Ask) -> tuple[Move, ...]:
    return (_move(words.turn_on_label(), "on"),) if ask.person.admin else ()


def _leave() -> Move:
    return _move(words.leave_label(), "leave")


def _move(label: str, action: Action) -> Move:
    return Move(label, "listening", {"action": action})
