### What the bot says of remixes: the first song in the style of the second.

## The answer

# What stays of the first song, or how it is made; with bed = yes, the second song's harmony lies under it.
remix-told = { $first } in the style of { $second }. { $keep ->
    [classic] As it was done in 2016: the first song’s spectrogram, painted anew in the texture of the second’s.
    [groove] The groove is the first song’s, the harmony the second’s.
    [both] { $bed ->
        [yes] Melody and groove are the first song’s, the harmony under them is the second’s.
       *[no] Melody and groove are the first song’s; its sound leans towards the second.
    }
   *[melody] { $bed ->
        [yes] The melody is the first song’s, drums and harmony are the second’s.
       *[no] The melody is the first song’s, the drums are the second’s.
    }
}
# $moved is one of the two below, or both.
remix-moved = To fit, the second was { $moved }.
remix-pitch = { $way ->
    [up] raised by { $size ->
        [one] a semitone
       *[other] { $size } semitones
    }
   *[down] lowered by { $size ->
        [one] a semitone
       *[other] { $size } semitones
    }
}
# $share in per cent.
remix-pace = { $way ->
    [faster] sped up by { $share }
   *[slower] slowed down by { $share }
}
remix-both = { $pitch } and { $pace }
remix-unmoved = They fit in key and tempo as they are.
remix-alike = By sound alone it is { $first } like the first and { $second } like the second.
remix-note-no-beat = I hear no beat in the first, so there is no groove to follow.
remix-note-no-beat-in-style = I hear no beat in the second, so it gives its colour more than its groove.
remix-note-far-tempo = Their tempi lie far apart, and that can be heard.
remix-note-far-key = Their keys lie far apart, and that can be heard.
remix-note-short-style = The second is so short that it is repeated.
remix-note-same-song = Both are the same song, so little changes.
remix-note-turned-down = They lie so far apart that I took less of the second; Stronger asks for more.
fact-strength = strength
# For people who cannot see the picture. The moods are adjectives.
remix-alt = { $first }, { $first_mood }, in the style of { $second }, { $second_mood }: the spectrograms of both songs and of the remix with their beats, and which part came from where.
remix-heard = { $first } in the style of { $second }

## Buttons

swap-label = Swap
stronger-label = Stronger
softer-label = Softer
keep-label = { $keep ->
    [groove] Keep the groove
    [both] Keep both
   *[melody] Keep the melody
}

## When something cannot be done

# $source is a catalogue, such as Deezer.
remix-forbidden = I cannot remix { $name }: { $source } lets its excerpts be heard, and its terms allow nothing new to be made of them; Spotify’s allow no mixing at all. Drop the audio file here.
remix-wants-sound = I know “{ $name }” by its numbers only, and a remix is made of sound. Drop its audio file here.
sound-not-kept = I no longer have the sound of “{ $name }”; for remixes I keep it for a day. Send the file again.

## While it is made

# $stage is what is being done.
time-left = { $stage }, about { $seconds } s left
time-left-long = { $stage }, about { $minutes } min left
passage-tempo = { $sure ->
    [about] about { $tempo } BPM
   *[sure] { $tempo } BPM
}
