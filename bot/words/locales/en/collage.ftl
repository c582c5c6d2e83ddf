### Collages and recaps of what people listened to. $period is week, month or season: the last 7, 30 or 90 days.

## Drawn on the picture: short

collage-title = { $period ->
    [week] Seven days of listening
    [month] Thirty days of listening
   *[season] Ninety days of listening
}
own-title = { $period ->
    [week] My seven days
    [month] My thirty days
   *[season] My ninety days
}
# $names is a list, $named how many are in it.
plays-caption = { $plays ->
    [one] 1 play
   *[other] { $plays } plays
}{ $named ->
    [0] { "" }
   *[other] {" "}· { $names }
}

## Beside the picture

server-listened = { $period ->
    [week] The last seven days here:
    [month] The last thirty days here:
   *[season] The last ninety days here:
} { $plays ->
    [one] 1 play
   *[other] { $plays } plays
} of { $songs ->
    [one] 1 song
   *[other] { $songs } songs
}.
you-listened = { $period ->
    [week] Your last seven days:
    [month] Your last thirty days:
   *[season] Your last ninety days:
} { $plays ->
    [one] 1 play
   *[other] { $plays } plays
} of { $songs ->
    [one] one song
   *[other] your top { $songs } songs
}.
nobody-listened = { $period ->
    [week] In the last seven days nobody who joined listened to anything here.
    [month] In the last thirty days nobody who joined listened to anything here.
   *[season] In the last ninety days nobody who joined listened to anything here.
} Join with /listening join, and slate or play something.
you-did-not-listen = { $period ->
    [week] I counted nothing of yours in the last seven days.
    [month] I counted nothing of yours in the last thirty days.
   *[season] I counted nothing of yours in the last ninety days.
}
changed-meanwhile = Somebody took something back while I was making the picture, so I threw it away. Ask again.
title-tiles = { $count ->
    [one] One song could not be heard yet; its tile shows the title.
   *[other] { $count } songs could not be heard yet; their tiles show the titles.
}
no-cover-tiles = { $count ->
    [one] One song has no cover that I may show; its tile shows the title.
   *[other] { $count } songs have no cover that I may show; their tiles show the titles.
}
no-covers-here = I fetch no covers here: whoever runs me would have to switch links on (SLATE_NONCOMMERCIAL in .env). Ask for my paintings instead.
# A stage of the work, in lower case.
fetching-covers = fetching the covers
fact-covers = covers from
column-plays = Plays
column-listeners = Listeners
listeners-named = { $more ->
    [0] { $names }
   *[other] { $names } and { $more } more
}
collage-alt = { $layout ->
    [paper] A collage of torn paper
    [wall] A wall of pictures
    [grid] A grid of covers
   *[moods] Songs placed by their mood
} with { $count ->
    [one] one song
   *[other] { $count } songs
}: { $names }.

## Buttons

other-layout-label = Other layout
longer-label = Longer
mine-label = Mine
everyone-label = Everyone
slate-number-one-label = Slate number 1
collage-label = Collage

## Posted by itself

# $where is a channel; $zone a time zone such as Europe/Berlin.
posted-weekly = I post the week’s collage in { $where } from now on, every Monday at nine by the clock of { $zone }. End it with the option schedule: never.
this-channel = this channel
not-posted-any-more = I no longer post the collage by myself.
was-not-posted = The collage was not posted by itself here.

## Recaps

# $mood is one of the four moods, such as Happy.
mood-of-server = { $strong ->
    [clear] Its mood was { $mood }.
   *[slight] Its mood was balanced, leaning towards { $mood }.
}
most-shared = Most shared was “{ $name }”, by { $people } people.
most-played = Most played was “{ $name }”, { $plays ->
    [one] once
   *[other] { $plays } times
}.
alike-in-taste = Most alike in taste: { $people }, { $likeness } alike by the sound of their songs.
