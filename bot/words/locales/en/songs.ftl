### What the bot says of songs, moods and pictures.

# One of the four moods, as labels and tables have it.
mood-name = { $mood ->
    [happy] Happy
    [angry] Angry
    [sad] Sad
   *[relaxed] Relaxed
}
# $feel are adjectives, $moods are two of the four moods, the likelier first.
feels-unsure = It feels { $feel }; between { $moods }.
# A mood within a sentence.
mood-adjective = { $mood ->
    [happy] happy
    [angry] angry
    [sad] sad
   *[relaxed] relaxed
}
# $mood is one of the four moods, $sure in per cent.
feels-sure = It feels { $feel }: { $mood }, { $sure } sure.
# $mood is a whole sentence.
mood-of-one = { $name }. { $mood }
mood-of-many = { $count } songs: { $moods }.
mood-count = { $count } { $mood ->
    [happy] happy
    [angry] angry
    [sad] sad
   *[relaxed] relaxed
}
heard-in-windows = It is { $length } long, so I listened to { $parts }.
# A stage of the work, in lower case.
listening-to = listening to { $title }{ $count ->
    [1] {""}
   *[other] {" "}({ $number } of { $count })
}
one-tempo = { $tempo } BPM
# Listeners may tap this song in two ways.
two-tempi = { $tempo } or { $other } BPM

## Pictures, for people who cannot see them: the song and its mood come first

picture-alt = Mood art for { $title }: { $feel }. Drawn as { $style ->
    [strata] mountain ridges, one for every moment of the song
    [flow] strokes that follow the sound and never touch
    [rings] growth rings cut from paper, from the first second outwards
   *[bloom] watercolour, where the song is warm and full
}, in { $mood ->
    [happy] happy
    [angry] angry
    [sad] sad
   *[relaxed] relaxed
} colours.
dot-alt = { $name }: { $height ->
    [energetic] energetic
   *[calm] calm
} and { $side ->
    [pleasant] pleasant
   *[unpleasant] unpleasant
}
plane-alt = { $count ->
    [one] { $count } song
   *[other] { $count } songs
} on the plane of mood. { $places }.
spectrogram-alt = Spectrogram of { $name }: { $length } from left to right, low tones at the bottom.

## Buttons under a picture

again-label = Again
other-style-label = Other style
mood-label = Mood

## The heads of the table of moods

column-song = Song
column-mood = Mood
column-sure = Sure
column-valence = Valence
column-arousal = Arousal
column-feels = Feels

## What facts are about

fact-length = length
fact-tempo = tempo
fact-key = key
fact-heard = heard
fact-style = style
fact-shape = shape
fact-caption = caption
fact-spoiler = covered
fact-offer = offers
fact-language = language
fact-at-once = at once
fact-cooldown = cooldown
fact-version = version
fact-engine = engine

## How a picture is laid out, after its style

composition-horizon = horizon
composition-slope = slope
composition-canyon = canyon
composition-curtain = curtain
composition-shore = shore
composition-field = field
composition-whirl = whirl
composition-river = river
composition-fountain = fountain
composition-willow = willow
composition-garden = garden
composition-drift = drift
composition-constellation = constellation
composition-rain = rain
composition-single = single
composition-well = well
composition-twin = twin
composition-eclipse = eclipse
composition-arch = arch
composition-planets = planets
