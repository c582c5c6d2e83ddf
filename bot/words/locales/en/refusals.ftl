### What the bot says when it cannot do what was asked. Words after a slash and words to type stay as they are.

# $asked is what somebody typed.
song-unknown = I do not know a song called “{ $asked }”. Drop the audio file itself, record a few seconds of it, or name a jukebox song (happy, angry, sad, relaxed).
song-wanted = Give me a song: drop an audio file, record a few seconds of it, or name a jukebox song (happy, angry, sad, relaxed).
links-off = Links are switched off here. Drop the song's audio file instead, or record a few seconds of it.
audio-gone = I no longer have the sound of “{ $name }”; I keep none once a song was heard. Send the file again.
file-empty = “{ $name }” is empty. Check that the upload finished, then send it again.
# $name is an option, $sentence says what it takes and begins in lower case.
needs = I need one more thing, { $name }: { $sentence }.
not-one-of = “{ $value }” is no { $name }. Choose one of: { $choices }.
not-a-number = { $name } wants a whole number, not “{ $value }”.
out-of-span = { $name } must be between { NUMBER($lowest, useGrouping: 0) } and { NUMBER($highest, useGrouping: 0) }.
not-yes-or-no = { $name } wants yes or no, not “{ $value }”.
# $count is how many options the command has, $known are their names.
no-such-option = /{ $feature } has no option “{ $name }”. It knows: { $count ->
    [0] none
   *[other] { $known }
}.
no-such-feature = I do not know /{ $name }. Try { $known }.
too-many-songs = That is too much at once: send at most { $most } songs.
surplus-file = /{ $feature } takes { $most ->
    [0] no files. Ask again without them.
    [one] one file. Send one at a time.
   *[other] { $most } files at most. Send fewer at once.
}
# $most counts mebibytes.
upload-too-large = “{ $name }” is larger than { NUMBER($most, useGrouping: 0) } MiB. Send a shorter or more compressed file, such as an mp3.
admins-only = Only the people who run this server can change that.
cancelled = Cancelled.
# $code finds the failure in the log.
apology = Something broke on my side. It is logged as { $code }; trying again may help.
gave-up = I was stopped twice while working on this. Send it again; if that repeats, the file is at fault.
# $why is a whole sentence.
left-out = I left out “{ $name }”: { $why }
