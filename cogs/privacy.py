"""A person's rights over what is kept of them."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.reply import MOST_FACTS, Fact, File, Move, Refusal, Reply

Action = Literal["show", "export", "erase", "block", "unblock"]

_MENTION = re.compile(r"<@!?(\w{1,64})(?:\|[^>]*)?>|(\w{1,64})")


@feature(personal=True)
async def privacy(
    ask: Ask,
    action: Annotated[Action, "What to do; left out, I say what I keep of you"] = "show",
    who: Annotated[str | None, "For block and unblock: mention the person"] = None,
    sure: Annotated[bool, "For erase: yes erases without asking again"] = False,
) -> Reply:
    """See what I keep about you, get a copy of it, or have all of it erased.

    Those who run a server can block a person from its pictures: nothing that person listens to is shown there.
    """
    if action == "export":
        return await _export(ask)
    if action == "erase":
        return await _erase(ask, sure)
    if action in ("block", "unblock"):
        return await _block(ask, action == "block", who or "")
    return await _show(ask)


async def _show(ask: Ask) -> Reply:
    kept = await ask.privacy.known(ask.person.id)
    facts = tuple(Fact(words.kept_name(name), words.entries(len(rows))) for name, rows in kept.items())
    moves = (_move(words.copy_label(), "export"), _move(words.erase_label(), "erase")) if kept else ()
    told = words.what_is_kept(ask.listening.keep_days) if kept else words.nothing_is_kept()
    return Reply(told, facts=facts[:MOST_FACTS], moves=moves, private=True)


async def _export(ask: Ask) -> Reply:
    copy = await ask.privacy.copy(ask.person.id)
    file = File("what-is-kept.json", copy, "application/json", words.copy_alt())
    return Reply(words.here_is_your_copy(), files=(file,), private=True)


async def _erase(ask: Ask, sure: bool) -> Reply:
    if not sure:
        move = Move(words.erase_surely_label(), "privacy", {"action": "erase", "sure": "yes"})
        return Reply(words.erase_really(), moves=(move,), private=True)
    await ask.privacy.erase(ask.person.id)
    return Reply(words.everything_erased(), private=True)


async def _block(ask: Ask, block: bool, who: str) -> Reply:
    """Of what people are called on a platform, only the last part differs between two of one server."""
    if not ask.person.admin:
        raise Refusal(words.admins_only())
    found = _MENTION.fullmatch(who.strip())
    if ask.place.server.startswith("dm:") or not found:
        raise Refusal(words.mention_somebody())
    person = f"{ask.person.id.rpartition(':')[0]}:{found[1] or found[2]}"
    await ask.listening.block(ask.place.server, person, block)
    return Reply(words.person_blocked(who.strip()) if block else words.person_unblocked(who.strip()), private=True)


def _move(label: str, action: Action) -> Move:
    return Move(label, "privacy", {"action": action})
