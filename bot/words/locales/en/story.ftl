### What the bot says of an artist's record told as a story, and the captions that go with its pictures.

## What cannot be told

no-songs-sent = I found no song in that. Send lyrics as .txt or .lrc files, audio files, or a zip of them; files with the same name belong together.
not-plain-text = I cannot read lyrics in { $file }. Save them as plain text (.txt), or paste them into the form.
too-many-songs-sent = That is { $count } songs; a story has at most { $most }. Send fewer at once.
one-cover-only = That is { $count } pictures, and a record has one cover. Send only the one that is meant.
zip-too-large = { $file } holds more than I take: at most 64 files and 200 MiB. Send fewer songs at once.
zip-unreadable = I cannot open { $file }: it is damaged or locked. Zip it again without a password.
rights-wanted = Lyrics and covers belong to those who made them. If they are yours to use, ask again with rights switched on; I keep neither after the answer.
paper-gone = I no longer have { $file }. Send it again.
doctor-narrator = Stories are written by { $model }.
doctor-narrator-missing = The language model { $model } is not there, so stories stay without prose. Fetch it with: hf download { $model }, or start its server.
untitled = Untitled

## The story

story-told = { $title } in { $count ->
    [one] one scene
   *[other] { $count } scenes
}.
story-motifs = What recurs: { $motifs }.
prose-follows = The scenes are still being written.
no-prose = Nothing that was written for the scenes could be shown.
prose-alt = The scenes of { $title }, written by a language model.
drawing-cards = drawing the cards
drawing-collages = laying the collages
scene-role = { $role ->
    [opening] opening
    [low-point] low point
    [high-point] high point
    [turn] turn
    [return] return
    [close] close
   *[middle] on the way
}
scene-heading = { $number } / { $count } · { $role }
link-motif = both show “{ $shown }”
link-akin = “{ $one }” becomes “{ $other }”
link-mood = { $way ->
    [brighter] { $other } is brighter than { $one }
    [darker] { $other } is darker than { $one }
    [open] { $other } follows { $one }
   *[level] { $other } stays where { $one } ends
}
link-sound = { $kind ->
    [key] the key stays
    [tempo] the tempo stays
   *[arc] { $arc ->
        [rises] both rise
        [falls] both fall
        [falls-and-returns] both fall and return
        [rises-and-falls] both rise and fall
       *[holds] both hold their mood
    }
}

## Captions to post

caption-short = { $title }: { $images }.
caption-feeling = { $feeling ->
    [happy] { $title } is a bright song.
    [angry] { $title } is a song with its teeth showing.
    [sad] { $title } is a song for the late hours.
    [relaxed] { $title } is a song to breathe with.
   *[open] { $title }.
}
caption-images = In it: { $images }.
caption-quote = “{ $quote }”
caption-role = { $role ->
    [opening] It opens { $record }.
    [close] It closes { $record }.
    [low-point] It is the low point of { $record }.
    [high-point] It is the high point of { $record }.
    [turn] Here { $record } turns.
    [return] Here { $record } finds its way back.
   *[middle] It is number { $number } of { $count } on { $record }.
}
caption-link = From { $title } to here: { $link }.

## For people who cannot see the pictures

card-alt = Card of { $title }, { $heading }. Shown: { $images }.
kit-collage-alt = Paper collage for { $title } with { $songs }.
kit-alt = All pictures and captions for { $title }.
