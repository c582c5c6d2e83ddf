"""What the bot says of songs, moods and pictures."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reply import Fact
from bot.words._text import clock, joined, shortened
from engine.api import Hearing, Mood, Quadrant, StyleName, key_name

STYLES: dict[StyleName, str] = {
    "strata": "mountain ridges, one for every moment of the song",
    "flow": "strokes that follow the sound and never touch",
    "rings": "growth rings cut from paper, from the first second outwards",
    "bloom": "watercolour, where the song is warm and full",
}

MOODS: dict[Quadrant, str] = {"happy": "Happy", "angry": "Angry", "sad": "Sad", "relaxed": "Relaxed"}

SURE_OF_KEY = 0.6  # below it, about every third key is a wrong one, and people check

SURE_OF_TEMPO = 0.5


def mood_sentence(mood: Mood) -> str:
    """The mood in a sentence."""
    feel = joined(mood.words)
    if mood.unsure:
        return f"It feels {feel}; between moods, nearest to {MOODS[mood.quadrant]}."
    return f"It feels {feel}: {MOODS[mood.quadrant]}, {round(100 * mood.confidence)} % sure."


def heard_in_windows(duration: float, spans: tuple[tuple[float, float], ...]) -> str:
    """A long file was heard in parts."""
    parts = joined(tuple(f"{clock(start)}–{clock(end)}" for start, end in spans))
    return f"It is {clock(duration)} long, so I listened to {parts}."


def picture_alt(title: str, style: StyleName, mood: Mood) -> str:
    """A slate described to someone who cannot see it: song and mood first."""
    drawn = f"Drawn as {STYLES[style]}, in {mood.quadrant} colours."
    return f"Mood art for {title}: {joined(mood.words)}. {drawn}"


def sound_facts(hearing: Hearing) -> tuple[Fact, ...]:
    """What was measured, in words; a weak key or tempo is not claimed."""
    features = hearing.features
    facts = [Fact("length", clock(hearing.duration))]
    if "tempo" in features:
        facts.append(Fact("tempo", _tempo(features)))
    if features.get("key_confidence", 0.0) > SURE_OF_KEY:
        facts.append(Fact("key", key_name(features)))
    return tuple(facts)


def _tempo(features: Mapping[str, float]) -> str:
    """Beats per minute; where listeners may tap differently, both ways."""
    other = features.get("tempo_other", 0.0)
    unsure = other and features.get("tempo_confidence", 1.0) < SURE_OF_TEMPO
    return f"{features['tempo']:.0f}{f' or {other:.0f}' if unsure else ''} BPM"


def moods_sentence(heard: tuple[tuple[str, Mood], ...]) -> str:
    """One song's mood in a sentence, or how many songs fell into each mood."""
    if len(heard) == 1:
        name, mood = heard[0]
        return f"{name}. {mood_sentence(mood)}"
    counts = {quadrant: sum(mood.quadrant == quadrant for _, mood in heard) for quadrant in MOODS}
    sorted_ = joined(tuple(f"{count} {MOODS[quadrant].lower()}" for quadrant, count in counts.items() if count))
    return f"{len(heard)} songs: {sorted_}."


def mood_row(number: int, name: str, mood: Mood) -> tuple[str, ...]:
    """A song's row in the table of moods."""
    place = (f"{mood.valence:+.2f}".replace("-", "−"), f"{mood.arousal:+.2f}".replace("-", "−"))
    sure = f"{round(100 * mood.confidence)} %"
    return (str(number), name, MOODS[mood.quadrant], sure, *place, ", ".join(mood.words))


def listening_to(number: int, count: int, title: str) -> str:
    """Progress over several songs."""
    return f"listening to {shortened(title, 40)}" + (f" ({number} of {count})" if count > 1 else "")


def dot_alt(name: str, mood: Mood) -> str:
    """A song's place on the plane."""
    height = "energetic" if mood.arousal > 0 else "calm"
    side = "pleasant" if mood.valence > 0 else "unpleasant"
    return f"{name}: {height} and {side}"


def plane_alt(count: int, places: tuple[str, ...]) -> str:
    """The mood plane described."""
    return f"{count} {'song' if count == 1 else 'songs'} on the plane of mood. " + "; ".join(places) + "."


def spectrogram_alt(name: str, hearing: Hearing) -> str:
    """A spectrogram described."""
    return f"Spectrogram of {name}: {clock(hearing.duration)} from left to right, low tones at the bottom."
