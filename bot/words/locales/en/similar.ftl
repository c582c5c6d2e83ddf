### What the bot says of songs that sound alike, and of what its ear guesses.

## What two songs have in common; several of these may stand in a list

same-tempo = { $pace ->
    [slow] the same slow tempo
    [fast] the same fast tempo
   *[middling] the same tempo
}
same-timbre = { $shade ->
    [dark] dark timbre
    [bright] bright timbre
    [acoustic] acoustic sound
   *[plain] timbre
}
same-groove = groove
same-character = character
same-mood = { $mood ->
    [happy] both happy
    [angry] both angry
    [sad] both sad
   *[relaxed] both relaxed
}
same-key = both in { $key }
nothing-in-common = nothing that stands out

## The answer

# $common is a list of what both have in common, $likeness in per cent.
nearest = Nearest to { $asked } is { $best }, { $likeness } alike: { $common }.
nothing-near = Nothing really near { $asked }; the closest are these. First { $best }, { $likeness } alike: { $common }.
further = Further from { $asked }, number { $first } to { $last }.
furthest = Further from { $asked }, the last one.
# What a recording is called within a sentence.
your-recording = your recording
column-alike = Alike
column-common = What is alike

## The card, for people who cannot see it

neighbour-alt = { $name }, { $likeness } alike, { $mood ->
    [happy] happy
    [angry] angry
    [sad] sad
   *[relaxed] relaxed
}
constellation-alt = { $asked }, { $mood ->
    [happy] happy
    [angry] angry
    [sad] sad
   *[relaxed] relaxed
}, in the middle; around it, the nearer the more alike: { $neighbours }.

## When there is nothing to show

nothing-to-compare = I know no other song to compare with yet. Slate a few songs, or let me hear a folder of them with `slate catalogue add`.
nothing-heard-here = I have heard no other song on this server yet. Slate a few here, or let me look everywhere.
no-more-neighbours = Those were all that I know.

## Buttons

similar-songs-label = Similar songs
more-label = More
nearest-label = Back to the nearest
slate-label = Slate { $title }
similar-label = Similar to { $title }
this-server-label = Only this server
everywhere-label = Everywhere

## Guesses of the ear

fact-sounds-like = sounds like
fact-people-feel = people may feel
genre-international = music of the world
genre-vocal = vocal standards
genre-stage = film music
emotion-amazement = wonder
emotion-solemnity = solemnity
emotion-tenderness = tenderness
emotion-nostalgia = nostalgia
emotion-calmness = calm
emotion-power = strength
emotion-joyful_activation = like moving
emotion-tension = tension
emotion-sadness = sadness
