"""What the bot says of links, and of the catalogues that songs are heard from."""

from __future__ import annotations

from collections.abc import Mapping

from engine.published import Verdict

CATALOGUES = {"deezer": "Deezer", "apple": "Apple Music"}


def finding() -> str:
    """Progress: the song that was meant is looked for."""
    return "finding the song"


def excerpt(source: str, page: str) -> str:
    """What was heard, with the credit its terms ask for."""
    named = f"30 s from {CATALOGUES.get(source, source)}"
    return f"{named}, {page}" if page else named


def other_link() -> str:
    """A link to somewhere else."""
    return "I follow links to songs on Spotify only. Drop the audio file here, or record a few seconds of it."


def album_choice(name: str) -> str:
    """An album was linked."""
    return f"{name} is an album. Which song?"


def album_unknown() -> str:
    """An album was linked and nobody tells its songs."""
    return (
        "That is an album, and I can only look into albums with keys for Spotify. Paste the link of one of its songs."
    )


def playlist() -> str:
    """Spotify shows playlists to their owners only."""
    return "Spotify shows a playlist's songs to its owner only. Paste the links of single songs from it."


def artist_link() -> str:
    """An artist was linked."""
    return "That is an artist. Paste the link of one of their songs."


def spoken() -> str:
    """An episode, a show or an audiobook was linked."""
    return "That is speech. I listen to music: paste the link of a song."


def dead_link() -> str:
    """A link that leads nowhere."""
    return "That link leads to no song that I can find. Check it, or drop the audio file here."


def who_plays(title: str) -> str:
    """Only the title is known."""
    return f"I know that song only as “{title}”. Tell me who plays it, like this: Artist - {title}"


def no_excerpt(name: str, published: Mapping[str, float], verdict: Verdict | None = None) -> str:
    """The song is known, but no catalogue has an excerpt; ``published`` features are told as what they are.

    ``verdict`` is what the operator's own model makes of them.
    """
    told = f"I know the song, {name}, but no catalogue I may ask has an excerpt of it. Drop the audio file here."
    if not {"energy", "valence"} <= published.keys():
        return told
    energy = "energetic" if published["energy"] >= 0.5 else "calm"
    valence = "bright" if published["valence"] >= 0.5 else "dark"
    told += " Only ReccoBeats' published features of it are known, which I cannot check by ear: "
    told += f"they call it {energy} and rather {valence}."
    return f"{told} {_judged(verdict)}" if verdict else told


def _judged(verdict: Verdict) -> str:
    """What a model says of published features, and what it learned from."""
    share = f"{round(100 * verdict.share)} %"
    return (
        f"By these features it is {verdict.label}, {share}, says a model trained on {verdict.table}; "
        f"its labels are those of {verdict.origin}, not of the sound."
    )


def which_of(name: str) -> str:
    """Nothing surely is the song, but some may be."""
    return f"I am not sure which recording of {name} you mean. One of these?"


def sources_down() -> str:
    """None of the services could be asked."""
    return (
        "The services that know songs do not answer just now. Try again in a few minutes, or drop the audio file here."
    )
