### What the engine says: it speaks English in code, and these are its sentences word for word, to be recognised.

engine-unreadable-audio = I could not read that as audio. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-nothing-to-hear = That recording is silent or too short to hear. Send at least three seconds of sound.
engine-too-much-audio = That file is too large. Send a shorter or more compressed one.
engine-nothing-to-show = There is no song to make a collage of yet.
engine-stale = That song was heard by an older version of me. Send it again and I will listen anew.
engine-took-too-long = That took too long, so I stopped. Try again, or send a shorter file.
engine-worker-died = The process that was listening stopped unexpectedly. Try again; if it happens twice, the file is at fault.
engine-overloaded = Too many songs are waiting already. Try again in a minute.
engine-weights-mismatch = My mood weights do not fit this version of me. Reinstall Slate, or retrain them with `slate train mood`.

engine-too-much-memory = That file needs more memory than I may use. Send a shorter or simpler one.
engine-too-many-mebibytes = That file is { $size } MiB and I take at most { $most } MiB. Send it as mp3 or m4a.
engine-damaged = That file is damaged or not sound at all. Save or download it again, or send it as mp3.
engine-empty = That file is empty. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-cut-off = That file is cut off: the index at its end is missing. Save or download it again.
engine-protected = That file is protected against copying, so I cannot hear it. Send one bought or ripped without protection.
engine-text = That is a text file, not sound. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-playlist = That is a playlist, which only names other files, not sound. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-web-page = That is a web page, not sound. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-picture = That is a picture. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-pdf = That is a PDF. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-zip = That is an archive (zip). Send an mp3, m4a, wav, flac, ogg or webm file.
engine-archive = That is an archive. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-program = That is a program. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-midi = That is a MIDI file, which holds notes but no sound. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-windows-media = That is a Windows Media file, which I do not read. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-strange-video = That is a kind of video file that I do not read. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-strange-sound = That is a kind of sound file that I do not read. Send an mp3, m4a, wav, flac, ogg or webm file.
engine-damaged-short = That file is damaged or not sound at all.
engine-no-decoder = I have no decoder for the sound in that file. Send it as mp3 or m4a.
engine-bad-header = That file's header is damaged: no sound has its sample rate. Send it as mp3 or m4a.
engine-silent = That recording is silent. Check the microphone or the file, and send it again.
engine-no-sound = There is no sound in that file; it may be damaged. Save or download it again.
engine-ear-weights = My ear's weights do not fit this version of me. Reinstall Slate, or retrain them with `slate train ear`.
engine-likeness-weights = My weights for likeness do not fit this version of me. Reinstall Slate, or run `slate train likeness`.
engine-published-model = The model of published features is damaged or of another version. Train it anew with `slate train published`.
engine-catalogue-mismatch = The songs that came along do not fit this version of me. Reinstall Slate.
engine-no-narrator = The language model cannot be used, so the cards stand without its prose.

## Stages of its work, in lower case

stage-waiting = waiting
stage-opening = opening the file
stage-listening = listening
stage-feeling = feeling the mood
stage-painting = painting
stage-plane = drawing the plane of mood
stage-jukebox = playing the jukebox
stage-neighbours = drawing the neighbours
stage-collage = laying out the songs
stage-cards = drawing the cards
stage-scenes = writing the scenes
stage-shelving = shelving songs
stage-indexing = building the index
stage-writing = writing the index
