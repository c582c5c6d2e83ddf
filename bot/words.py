"""Everything the bot says to people, each sentence a function: reviewable, testable, ready to be translated."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from bot.reply import Fact
from engine.api import Health, Hearing, Mood, Quadrant, Step, StyleName

if TYPE_CHECKING:
    from bot.config import Settings

STYLES: dict[StyleName, str] = {
    "strata": "mountain ridges, one for every moment of the song",
    "flow": "strokes that follow the sound and never touch",
    "rings": "growth rings cut from paper, from the first second outwards",
    "bloom": "watercolour, where the song is warm and full",
}

MOODS: dict[Quadrant, str] = {"happy": "Happy", "angry": "Angry", "sad": "Sad", "relaxed": "Relaxed"}

LEGEND = (
    "Colour is the mood, shape is the sound: time runs through the picture, ridges, strokes and rings swell "
    "where the spectrum is loud, accents follow the chords, and borders fall where the music changes."
)


def song_unknown(asked: str) -> str:
    """Nothing was found for a text."""
    if not asked.strip():
        return (
            "Give me a song: drop an audio file, record a few seconds of it, or name a jukebox song "
            "(happy, angry, sad, relaxed)."
        )
    return (
        f"I do not know a song called “{shortened(asked, 60)}”. Drop the audio file itself, record a few seconds "
        "of it, or name a jukebox song (happy, angry, sad, relaxed)."
    )


def links_not_yet() -> str:
    """Links wait for the resolver."""
    return "I cannot follow links yet. Drop the song's audio file here instead, or record a few seconds of it."


def audio_gone(name: str) -> str:
    """The audio was dropped and there is no hearing of this version."""
    return f"I no longer have the sound of “{name}”; I keep none once a song was heard. Send the file again."


def file_empty(name: str) -> str:
    """A file of zero bytes."""
    return f"“{name}” is empty. Check that the upload finished, then send it again."


def needs(name: str, sentence: str) -> str:
    """A required option is missing."""
    return f"I need one more thing, {name}: {sentence[:1].lower()}{sentence[1:]}."


def not_one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    """A choice that is none."""
    return f"“{shortened(value, 40)}” is no {name}. Choose one of: {', '.join(choices)}."


def not_a_number(name: str, value: str) -> str:
    """A number that is none."""
    return f"{name} wants a whole number, not “{shortened(value, 40)}”."


def out_of_span(name: str, lowest: int, highest: int) -> str:
    """A number out of range."""
    return f"{name} must be between {lowest} and {highest}."


def not_yes_or_no(name: str, value: str) -> str:
    """A flag that is neither."""
    return f"{name} wants yes or no, not “{shortened(value, 40)}”."


def no_such_option(feature: str, name: str, known: tuple[str, ...]) -> str:
    """An option that the feature does not have."""
    return f"/{feature} has no option “{shortened(name, 40)}”. It knows: {', '.join(known) or 'none'}."


def no_such_feature(name: str, known: tuple[str, ...]) -> str:
    """A command that does not exist."""
    return f"I do not know /{shortened(name, 40)}. Try {', '.join('/' + each for each in known)}."


def too_many_songs(most: int) -> str:
    """More songs than one request takes."""
    return f"That is too much at once: send at most {most} songs."


def surplus_file() -> str:
    """A file where none is wanted."""
    return "That command takes fewer files than you sent. Send one at a time."


def upload_too_large(name: str, most: int) -> str:
    """A file above the cap; ``most`` in bytes."""
    return f"“{name}” is larger than {most // 2**20} MiB. Send a shorter or more compressed file, such as an mp3."


def admins_only() -> str:
    """The feature is for those who run the server."""
    return "Only the people who run this server can change that."


def cancelled() -> str:
    """The person cancelled."""
    return "Cancelled."


def apology(code: str) -> str:
    """A bug; ``code`` finds it in the log."""
    return f"Something broke on my side. It is logged as {code}; trying again may help."


def gave_up() -> str:
    """A job that never survived a start."""
    return "I was stopped twice while working on this. Send it again; if that repeats, the file is at fault."


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


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def joined(parts: tuple[str, ...]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def shortened(text: str, most: int) -> str:
    """Text on one line, cut with an ellipsis."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def sound_facts(hearing: Hearing) -> tuple[Fact, ...]:
    """What was measured, in words; a weak key or tempo is not claimed."""
    features = hearing.features
    facts = [Fact("length", clock(hearing.duration))]
    if "tempo" in features:
        facts.append(Fact("tempo", f"{features['tempo']:.0f} BPM"))
    return tuple(facts)


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


def left_out(name: str, why: str) -> str:
    """One of several songs could not be heard."""
    return f"I left out “{name}”: {why}"


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


def settings_sentence(changed: bool) -> str:
    """After settings were shown or changed."""
    return "Changed; this holds for everyone here from now on." if changed else "This is what holds for everyone here."


def about() -> str:
    """What the bot is, and its privacy in short."""
    return (
        "I am Slate. I listen to songs and answer with pictures of how they feel and sound. "
        f"{LEGEND}\n\n"
        "All listening happens on this machine. I keep a song's name, its mood and a sketch of about 4 KB from "
        "which nobody can rebuild the recording; the sound itself is dropped as soon as it was heard."
    )


def version() -> str:
    """The installed version."""
    return metadata.version("slate-bot")


def engine_state(health: Health) -> str:
    """How busy the engine is."""
    return f"{health.workers} at work, {health.waiting} waiting" if health.busy else f"{health.workers} ready"


def file_name(title: str) -> str:
    """A title as a safe file name: letters, digits and dashes."""
    plain = "".join(c if c.isalnum() else "-" for c in title.casefold())
    return "-".join(part for part in plain.split("-") if part)[:60] or "song"


def connections(settings: Settings) -> dict[str, str]:
    """What each surface is connected to, or how to connect it."""
    discord = settings.discord_token.get_secret_value()
    return {
        "web": "yes",
        "Discord": connecting() if discord else "no token yet (set DISCORD_TOKEN in .env, see README)",
        "Slack": _slack(settings),
    }


def _slack(settings: Settings) -> str:
    """Slack needs two tokens; one alone is worth its own sentence."""
    tokens = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    unset = [name for name, token in tokens.items() if not token.get_secret_value()]
    if not unset:
        return connecting()
    both = len(unset) == len(tokens)
    return f"{'no tokens' if both else 'one token is missing'} yet (set {joined(tuple(unset))} in .env, see README)"


def welcome(address: str, connected: Mapping[str, str]) -> tuple[str, ...]:
    """The first lines on the terminal."""
    width = max(len(name) for name in connected)
    states = (f"  {name:<{width}}  {state}" for name, state in connected.items())
    return (f"Slate is listening at {address}", *states, "Press Ctrl-C to stop.")


def stopped() -> str:
    """The last line on the terminal."""
    return "Stopped. Unfinished work goes on at the next start."


def cannot_start(reason: str, port: int) -> str:
    """The page or the data folder could not be opened."""
    return f"I cannot start: {reason}. If port {port} is taken, choose another with SLATE_PORT."


def engine_failed() -> str:
    """No worker process came up."""
    return "I cannot start: the listening processes ended at once. `slate doctor` says what is missing."


def written(path: str) -> str:
    """A file was written."""
    return f"Wrote {path}"


def migrated(folder: str) -> str:
    """The schema is current."""
    return f"The database in {folder} is up to date."


def foreign_host() -> str:
    """The page was asked for under a name that is not its own."""
    return "I answer only under this machine's own address. Open the address that I printed when I started."


def foreign_origin() -> str:
    """Another site tried to press a button here."""
    return "That request did not come from my own page, so I refused it."


def no_session() -> str:
    """The browser sent no cookie of ours."""
    return "I do not know this browser. Reload the page, and allow it to keep a cookie."


def no_such_page() -> str:
    """An address that leads nowhere."""
    return "There is nothing here. The page itself lies at /."


def bad_request() -> str:
    """A request that the page would never send."""
    return "I could not read that request. Reload the page and try again."


def nothing_said() -> str:
    """An empty line without a file."""
    return "Drop a song here, or type / to see what I can do."


def line_too_long() -> str:
    """A line of many thousand letters."""
    return "That line is too long for me. Send files as files, and keep the rest short."


def uploads_too_large(most: int) -> str:
    """All files of one request together; ``most`` in bytes."""
    return f"Those files are larger than {most // 2**20} MiB together. Send fewer at a time."


def file_gone() -> str:
    """A picture of a conversation that was cleared."""
    return "I no longer have that file; its conversation was cleared. Ask for it again."


def not_painted() -> str:
    """A piece of the greeting that failed."""
    return "This one could not be painted. Ask for it by name to try again."


def step_line(step: Step) -> str:
    """How far a job is."""
    stage = f"{step.stage[:1].upper()}{step.stage[1:]}"
    waiting = f", {step.ahead} before you" if step.ahead else ""
    return f"{stage}{waiting} · {round(100 * step.fraction)} %"


def cancel_label() -> str:
    """The button that ends a job or leaves a form."""
    return "Cancel"


def cannot_cancel() -> str:
    """Somebody else's job, or one that ended."""
    return "There is nothing of yours to cancel here: it is done already, or somebody else asked for it."


def already_asked() -> str:
    """The same request again while the first is worked on."""
    return "I am working on exactly that for you already."


def field_label(name: str) -> str:
    """An option's name over its field of a form."""
    return f"{name[:1].upper()}{name[1:]}".replace("_", " ")


def files_label(most: int) -> str:
    """Over the field that takes files instead of words."""
    return "Or the audio file itself" if most == 1 else "Or the audio files themselves"


def file_option() -> str:
    """An option that takes a file."""
    return "The audio itself: a file, a voice message or a video"


def more_rows(count: int) -> str:
    """What did not fit under a table."""
    return f"… and {count} more"


def upload_lost(name: str) -> str:
    """The platform would not hand a file out."""
    return f"I could not fetch “{name}”. Send it again."


def too_large_to_post(count: int) -> str:
    """Files of an answer above the platform's limit."""
    return f"{'One file is' if count == 1 else f'{count} files are'} too large to be posted here."


def command_changed() -> str:
    """Somebody called a command in the form of an older version."""
    return "That command has changed. Reload Discord (Ctrl-R) and call it again."


def restarting() -> str:
    """Left in place of progress when the bot stops."""
    return "I am being restarted; the answer follows below."


def connecting() -> str:
    """On the way to a platform."""
    return "connecting …"


def discord_connected(name: str, servers: int, invitation: str) -> str:
    """In Discord; without a server yet, how to get into one."""
    if not servers:
        return f"connected as {name}, in no server yet; invite it with {invitation}"
    return f"connected as {name} in {servers} {'server' if servers == 1 else 'servers'}"


def discord_token_refused() -> str:
    """Discord does not know the token."""
    return "Discord refused the token. Copy it anew from the Bot page of your application into DISCORD_TOKEN in .env."


def discord_unreachable() -> str:
    """No connection; it is tried again."""
    return "I cannot reach Discord; I keep trying. Check this machine's connection."


def send_label() -> str:
    """The button that sends a form."""
    return "Send"


def form_label() -> str:
    """The button that opens a form for what is missing."""
    return "Fill in a form"


def say_what(features: tuple[str, ...]) -> str:
    """Somebody mentioned the bot and said nothing else."""
    names = ", ".join(features)
    return f"Mention me with a song (a file on the message will do), or begin with one of: {names}."


def slack_files_hint() -> str:
    """Under a form's field for files."""
    return "Slack takes up to 10 MB here. Post a larger file in a channel, with a mention of me."


def slack_file_denied(name: str) -> str:
    """Slack answered with its log-in page, or not at all."""
    return f"Slack would not hand me “{name}”. Whoever installed me can grant me files:read and install me again."


def slack_file_elsewhere(name: str) -> str:
    """A file that Slack only links to."""
    return f"“{name}” does not lie with Slack itself, so I did not fetch it. Upload the file here instead."


def slack_not_invited() -> str:
    """An answer that could not be posted where it was asked for."""
    return "I may not write where you asked me, so here is the answer. Invite me there (/invite) to get it there."


def slack_connected(name: str, team: str) -> str:
    """In a workspace."""
    return f"connected as {name} in {team}"


def slack_token_refused(setting: str, why: str) -> str:
    """Slack does not take a token; ``why`` in its own word."""
    return f"Slack refused {setting} ({why}). Copy it anew from your app's page at api.slack.com/apps into .env."


def slack_unreachable() -> str:
    """No connection; it is tried again."""
    return "I cannot reach Slack; I keep trying. Check this machine's connection."


def slack_lost() -> str:
    """The connection broke; the library makes it anew."""
    return "connection lost; I am making it anew"
