"""Songs to choose from where somebody is to name one: their own last ones, and the built-in ones."""

from __future__ import annotations

from collections import OrderedDict, deque

from bot.cog import Feature
from bot.desk import Order
from bot.songs import JUKEBOX
from bot.store import Store

MOST_SONGS, MOST_PEOPLE = 12, 2000


class Recent:
    """What each person asked for last, by title and by the words that give it again. Forgotten when the bot ends.

    Nothing is looked up for it: it is asked while somebody types.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: OrderedDict[str, deque[tuple[str, str]]] = OrderedDict()

    async def remember(self, feature: Feature, order: Order) -> None:
        """Somebody's request was taken, and its words name songs as the desk does."""
        for parameter in feature.parameters:
            text = order.words.get(parameter.name, "")
            if parameter.kind == "song" and text:
                song = await self._store.song(text)
                self.note(order.person.id, song.title if song else text, text)

    def note(self, person: str, title: str, text: str) -> None:
        """Somebody asked for a song."""
        songs = self._asked.setdefault(person, deque(maxlen=MOST_SONGS))
        if (title, text) in songs:
            songs.remove((title, text))
        songs.appendleft((title, text))
        self._asked.move_to_end(person)
        if len(self._asked) > MOST_PEOPLE:
            self._asked.popitem(last=False)

    def of(self, person: str) -> list[tuple[str, str]]:
        """Titles and the words that give the songs: a person's own, the last first, then the built-in ones."""
        return [*self._asked.get(person, ()), *((title, mood) for mood, title in JUKEBOX.items())]

    async def forget(self, person: str) -> None:
        """Drop what a person asked for."""
        self._asked.pop(person, None)
