### What the bot says of links, and of the catalogues that songs are heard from.

finding = finding the song
# $source is a catalogue.
excerpt = 30 s from { $source }
excerpt-spoilt = { $source } has an excerpt of { $name }, but nothing can be heard in it. Drop the audio file here.
other-link = I follow links to songs on Spotify only. Drop the audio file here, or record a few seconds of it.
album-choice = { $name } is an album. Which song?
album-unknown = That is an album, and I can only look into albums with keys for Spotify. Paste the link of one of its songs.
playlist-link = Spotify shows a playlist's songs to its owner only. Paste the links of single songs from it.
artist-link = That is an artist. Paste the link of one of their songs.
speech-link = That is speech. I listen to music: paste the link of a song.
dead-link = That link leads to no song that I can find. Check it, or drop the audio file here.
who-plays = I know that song only as “{ $title }”. Tell me who plays it, like this: Artist - { $title }
no-excerpt = I know the song, { $name }, but no catalogue I may ask has an excerpt of it. Drop the audio file here.
# What a service has published of a song that nobody could hear.
published-features = Only ReccoBeats' published features of it are known, which I cannot check by ear: they call it { $energy ->
    [energetic] energetic
   *[calm] calm
} and rather { $valence ->
    [bright] bright
   *[dark] dark
}.
# $label is what a model says, $table its training data, $origin where the labels of that come from.
judged = By these features it is { $label }, { $share }, says a model trained on { $table }; its labels are those of { $origin }, not of the sound.
which-of = I am not sure which recording of { $name } you mean. One of these?
sources-down = The services that know songs do not answer just now. Try again in a few minutes, or drop the audio file here.
