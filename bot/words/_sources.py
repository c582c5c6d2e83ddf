"""What the bot says of links, and of the catalogues that songs are heard from."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reply import Fact, linkable
from bot.words._languages import say
from bot.words._songs import fact_name
from bot.words._text import percent, shortened
from engine.published import Verdict

__all__ = [
    "CATALOGUES",
    "album_choice",
    "album_unknown",
    "artist_link",
    "credit",
    "dead_link",
    "excerpt_spoilt",
    "finding",
    "no_excerpt",
    "other_link",
    "playlist",
    "sources_down",
    "spoken",
    "which_of",
    "who_plays",
]

CATALOGUES = {"deezer": "Deezer", "apple": "Apple Music"}


def finding() -> str:
    """Progress: the song that was meant is looked for."""
    return say("finding")


def credit(source: str, page: str, name: str = "") -> Fact:
    """What was heard of a song (``name`` where there are several), with the credit its catalogue's terms ask for."""
    told = say("excerpt", source=CATALOGUES.get(source, source))
    return Fact(shortened(name, 28) if name else fact_name("heard"), told, linkable(page))


def excerpt_spoilt(source: str, name: str) -> str:
    """A catalogue's excerpt is no sound that can be heard."""
    return say("excerpt-spoilt", source=CATALOGUES.get(source, source), name=name)


def other_link() -> str:
    """A link to somewhere else."""
    return say("other-link")


def album_choice(name: str) -> str:
    """An album was linked."""
    return say("album-choice", name=name)


def album_unknown() -> str:
    """An album was linked and nobody tells its songs."""
    return say("album-unknown")


def playlist() -> str:
    """Spotify shows playlists to their owners only."""
    return say("playlist-link")


def artist_link() -> str:
    """An artist was linked."""
    return say("artist-link")


def spoken() -> str:
    """An episode, a show or an audiobook was linked."""
    return say("speech-link")


def dead_link() -> str:
    """A link that leads nowhere."""
    return say("dead-link")


def who_plays(title: str) -> str:
    """Only the title is known."""
    return say("who-plays", title=title)


def no_excerpt(name: str, published: Mapping[str, float], verdict: Verdict | None = None) -> str:
    """The song is known, but no catalogue has an excerpt; ``published`` features are told as what they are.

    ``verdict`` is what the operator's own model makes of them.
    """
    told = say("no-excerpt", name=name)
    if not {"energy", "valence"} <= published.keys():
        return told
    energy = "energetic" if published["energy"] >= 0.5 else "calm"
    valence = "bright" if published["valence"] >= 0.5 else "dark"
    sentences = (told, say("published-features", energy=energy, valence=valence))
    return " ".join((*sentences, _judged(verdict)) if verdict else sentences)


def _judged(verdict: Verdict) -> str:
    """What a model says of published features, and what it learned from."""
    share = percent(verdict.share)
    return say("judged", label=verdict.label, share=share, table=verdict.table, origin=verdict.origin)


def which_of(name: str) -> str:
    """Nothing surely is the song, but some may be."""
    return say("which-of", name=name)


def sources_down() -> str:
    """None of the services could be asked."""
    return say("sources-down")
