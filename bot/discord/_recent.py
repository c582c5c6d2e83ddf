"""Songs that are offered while somebody types: their own last ones, and the built-in ones. Nothing is looked up."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

import discord
from discord import app_commands

from bot import words
from bot.songs import JUKEBOX

MOST_CHOICES = 25
LONGEST_CHOICE = 100
MOST_SONGS, MOST_PEOPLE = 12, 2000

Choice = app_commands.Choice[str]


class Recent:
    """What each person asked for last, by title and by the words that give it again. Forgotten when the bot ends."""

    def __init__(self) -> None:
        self._asked: OrderedDict[int, deque[tuple[str, str]]] = OrderedDict()

    def note(self, user: int, title: str, text: str) -> None:
        """Somebody asked for a song."""
        songs = self._asked.setdefault(user, deque(maxlen=MOST_SONGS))
        if (title, text) in songs:
            songs.remove((title, text))
        songs.appendleft((title, text))
        self._asked.move_to_end(user)
        if len(self._asked) > MOST_PEOPLE:
            self._asked.popitem(last=False)

    async def forget(self, person: str) -> None:
        """Drop what a person asked for; ``person`` is their id in the bot."""
        self._asked.pop(int(person.rpartition(":")[2]) if person.startswith("discord:") else 0, None)

    async def complete(self, interaction: discord.Interaction[Any], current: str) -> list[Choice]:
        """Songs whose title goes on as typed; in a list of songs, the last one is completed."""
        return self.offered(interaction.user.id, current)

    def offered(self, user: int, current: str) -> list[Choice]:
        """See ``complete``."""
        known = [*self._asked.get(user, ()), *((title, mood) for mood, title in JUKEBOX.items())]
        before, _, typed = current.rpartition(" ")
        heads = (("", current),) if not before else (("", current), (f"{before} ", typed))
        choices: dict[str, Choice] = {}
        for head, start in heads:
            for title, text in known:
                value = f"{head}{text}"
                fits = title.casefold().startswith(start.casefold()) or start.casefold() in title.casefold().split()
                if fits and len(value) <= LONGEST_CHOICE:
                    name = words.shortened(f"{head}{title}", LONGEST_CHOICE)
                    choices.setdefault(value, Choice(name=name, value=value))
        return list(choices.values())[:MOST_CHOICES]
