### What the bot says of itself, on the terminal and in /about.

settings-changed = Changed; this holds for everyone here from now on.
settings-shown = This is what holds for everyone here.

about-me = I am Slate. I listen to songs and answer with pictures of how they feel and sound.
about-legend = Colour is the mood, shape is the sound: time runs through the picture, ridges, strokes and rings swell where the spectrum is loud, accents follow the chords, and borders fall where the music changes.
about-privacy = All listening happens on this machine. I keep a song's name, where it was heard first, its mood, numbers of how it sounds and a sketch of about 4 KB, from which nobody can rebuild the recording; a file you give is shown to others in this place only. The sound itself is dropped as soon as it was heard; for a remix and its buttons it stays for a day.
about-listening = What you listen to is counted only if you join with /listening. /privacy shows, copies and erases what I keep of you.
about-command = Command
about-does = What it does
# Two buttons, side by side.
happy-label = Hear a happy song
sad-label = A sad one

# $workers are processes that listen or can, $waiting are tasks.
engine-busy = { $workers } at work, { $waiting } waiting
engine-ready = { $workers } ready

## After the name of a surface, in a list on the terminal and on the page

web-open = yes
discord-off = no token yet (set DISCORD_TOKEN in .env, see README)
# $count of Slack's two tokens are not set, $names are their names.
slack-off = { $count ->
    [one] one token is missing
   *[other] no tokens
} yet (set { $names } in .env)
links-name = links
links-followed = followed
links-not-followed = off (SLATE_NONCOMMERCIAL in .env tells why)

## On the terminal

welcome = Slate is listening at { $address }
how-to-stop = Press Ctrl-C to stop.
stopped = Stopped. Unfinished work goes on at the next start.
# $reason comes from the operating system.
cannot-start = I cannot start: { $reason }. If port { $port } is taken, choose another with SLATE_PORT.
engine-failed = I cannot start: the listening processes ended at once. `slate doctor` says what is missing.
written = Wrote { $path }
migrated = The database in { $folder } is up to date.
