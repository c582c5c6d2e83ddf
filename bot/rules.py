"""What holds for a request: where, for whom, which features, how many at once and how often.

The one place where a server's rules and the operator's limits are enforced, for every surface and before any work is
queued; what was promised before a rule changed is still done. Nobody locks themselves out: features for those who run
a server answer them everywhere. Those who run a server are free of its roles and its cooldown, but not of the
operator's limits, since anybody can run a server.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import words
from bot.ask import Person, Place
from bot.cog import Feature
from bot.preferences import EVERYWHERE, Preferences
from bot.reply import Draft, Refusal, Reply

MOST_NAMED = 20
"""Channels, or roles, of one server."""
LONGEST_COOLDOWN = 3600
"""Seconds, of the operator's own."""
MOST_KEPT = 10_000
"""People whose last requests are remembered before old ones are forgotten."""

_CHANNEL = re.compile(r"<#(\w+)(?:\|[^>]*)?>")
_ROLE = re.compile(r"<@&(\w+)>")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The operator's: no server allows more. ``at_once`` requests of a person, ``cooldown`` seconds between two."""

    at_once: int = 10
    cooldown: int = 0


def check(feature: Feature, person: Person, place: Place, chosen: Preferences) -> None:
    """``Refusal`` says why this person may not use the feature here, and what would work."""
    if feature.admin and not person.admin:
        raise Refusal(words.admins_only())
    if feature.admin:
        return
    if feature.name in chosen.off:
        raise Refusal(words.switched_off(feature.name))
    if chosen.channels and not place.private and not {place.channel, place.parent} & set(chosen.channels):
        raise Refusal(words.elsewhere(channel_mentions(chosen.channels)))
    barred = chosen.roles and not person.admin and person.roles is not None
    if barred and not set(person.roles or ()) & set(chosen.roles):
        raise Refusal(words.for_roles(role_mentions(chosen.roles)))


def allowed(feature: Feature, person: Person, place: Place, chosen: Preferences) -> bool:
    """Whether ``check`` lets this person use the feature here."""
    try:
        check(feature, person, place, chosen)
    except Refusal:
        return False
    return True


def unasked(place: Place, chosen: Preferences) -> bool:
    """Whether songs that people drop there without a word are a request."""
    return EVERYWHERE in chosen.auto_remix or bool({place.channel, place.parent} & set(chosen.auto_remix))


def offers(place: Place, chosen: Preferences) -> bool:
    """Whether links that people post there without asking for anything get an offer."""
    return place.offers if chosen.offer is None else chosen.offer


def offered(reply: Reply, chosen: Preferences) -> Reply:
    """The reply without buttons for what is switched off."""
    if isinstance(reply, Draft) and reply.later and reply.later.feature in chosen.off:
        reply = reply.settled
    return replace(reply, moves=tuple(move for move in reply.moves if move.feature not in chosen.off))


class Turns:
    """When each person's requests may begin. What comes too soon is not lost: it waits for its turn."""

    def __init__(self, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits or Limits()
        self._clock = clock
        self._begun: dict[Key, list[float]] = {}

    def left(self, due: float) -> float:
        """Seconds until then; none if that is over."""
        return max(0.0, due - self._clock())

    def take(
        self, feature: Feature, person: Person, place: Place, chosen: Preferences, in_hand: Sequence[Place]
    ) -> float:
        """When the request may begin, by the clock; ``in_hand`` is where this person's other requests are answered.

        ``Refusal`` when these are as many as one person may have.
        """
        now = self._clock()
        if feature.admin or person.operator:
            return now
        here = sum((other.surface, other.server) == (place.surface, place.server) for other in in_hand)
        if here >= chosen.at_once or len(in_hand) >= self._limits.at_once:
            raise Refusal(words.enough_in_hand(chosen.at_once if here >= chosen.at_once else self._limits.at_once))
        gaps = self._gaps(feature, person, place, chosen)
        due = max([now, *(self._begun[key][-1] + gap for key, gap in gaps if key in self._begun)])
        for key, _ in gaps:
            before = self._begun.get(key, [])
            over = [start for start in before if start <= now]
            self._begun[key] = [*over[-1:], *before[len(over) :], due]
        self._forget(now)
        return due

    def give_back(self, feature: str, person: Person, place: Place, due: float) -> None:
        """Somebody no longer wants a turn that had not come yet."""
        for key in _keys(feature, person, place):
            if due in self._begun.get(key, []) and self.left(due):
                self._begun[key].remove(due)
                if not self._begun[key]:
                    del self._begun[key]

    def _gaps(self, feature: Feature, person: Person, place: Place, chosen: Preferences) -> list[tuple[Key, float]]:
        """The seconds between two requests, and between which: those of the server, and those everywhere."""
        gaps = (0 if person.admin else chosen.cooldown, self._limits.cooldown)
        return [(key, gap) for key, gap in zip(_keys(feature.name, person, place), gaps, strict=True) if gap]

    def _forget(self, now: float) -> None:
        """Drop what no cooldown reaches back to, once it is much."""
        if len(self._begun) > MOST_KEPT:
            recent = now - LONGEST_COOLDOWN
            self._begun = {key: starts for key, starts in self._begun.items() if starts[-1] > recent}


def _keys(feature: str, person: Person, place: Place) -> tuple[Key, Key]:
    """What a cooldown counts by: the person, the feature and the server, and the same on all servers."""
    return (person.id, feature, place.surface, place.server), (person.id, feature)


# how rules are typed and shown


def channels(text: str, place: Place) -> tuple[str, ...]:
    """The ids of channels that somebody named by mentions, ``here`` or ``all``; ``Refusal`` for anything else."""
    ids, left = _mentioned(_CHANNEL, text)
    if "here" in left and place.private:
        raise Refusal(words.no_channel_here())
    if "here" in left:
        ids.append(place.parent or place.channel)
    unknown = [word for word in left if word not in ("here", "all")]
    if unknown or ("all" in left) == bool(ids):
        raise Refusal(words.no_channel(" ".join(unknown) or text))
    return _few(ids)


def drops(text: str, place: Place) -> tuple[str, ...]:
    """Where ``unasked`` is to hold: channels as above, ``all`` for ``EVERYWHERE``, or ``none``."""
    return () if _split(text) == ["none"] else channels(text, place) or (EVERYWHERE,)


def roles(text: str, person: Person) -> tuple[str, ...]:
    """The ids of roles that somebody named by mentions, or ``all``; ``Refusal`` for anything else."""
    ids, left = _mentioned(_ROLE, text)
    unknown = [word for word in left if word != "all"]
    if unknown or ("all" in left) == bool(ids):
        raise Refusal(words.no_role(" ".join(unknown) or text))
    if ids and person.roles is None:
        raise Refusal(words.no_roles_here())
    return _few(ids)


def features_named(text: str, features: Sequence[Feature]) -> tuple[str, ...]:
    """The features that somebody named, or ``none``; ``Refusal`` lists those that can be switched off."""
    names = [word.removeprefix("/") for word in _split(text)]
    known = tuple(feature.name for feature in features if not feature.admin)
    unknown = next((name for name in names if name not in known), None)
    if names == ["none"]:
        return ()
    if unknown is not None:
        raise Refusal(words.no_such_feature(unknown, known))
    return tuple(dict.fromkeys(names))


def channel_mentions(ids: Sequence[str]) -> tuple[str, ...]:
    """Channels as every platform shows them by their names."""
    return tuple(f"<#{id_}>" for id_ in ids)


def role_mentions(ids: Sequence[str]) -> tuple[str, ...]:
    """Roles, likewise."""
    return tuple(f"<@&{id_}>" for id_ in ids)


def _mentioned(mention: re.Pattern[str], text: str) -> tuple[list[str], list[str]]:
    """The ids in mentions, and the other words."""
    return mention.findall(text), _split(mention.sub(" ", text))


def _split(text: str) -> list[str]:
    return text.casefold().replace(",", " ").split()


def _few(ids: Sequence[str]) -> tuple[str, ...]:
    if len(ids) > MOST_NAMED:
        raise Refusal(words.too_many_named(MOST_NAMED))
    return tuple(dict.fromkeys(ids))
