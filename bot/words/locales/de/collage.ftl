### Collagen und Rückblicke auf Gehörtes. $period ist week, month oder season: die letzten 7, 30 oder 90 Tage.

## Auf dem Bild: kurz

collage-title = { $period ->
    [week] Sieben Tage Musik
    [month] Dreißig Tage Musik
   *[season] Neunzig Tage Musik
}
own-title = { $period ->
    [week] Meine sieben Tage
    [month] Meine dreißig Tage
   *[season] Meine neunzig Tage
}
plays-caption = { $plays ->
    [one] 1-mal
   *[other] { $plays }-mal
}{ $named ->
    [0] { "" }
   *[other] {" "}· { $names }
}

## Neben dem Bild

server-listened = { $period ->
    [week] Die letzten sieben Tage hier:
    [month] Die letzten dreißig Tage hier:
   *[season] Die letzten neunzig Tage hier:
} { $plays ->
    [one] 1-mal gehört
   *[other] { $plays }-mal gehört
}, { $songs ->
    [one] 1 Song
   *[other] { $songs } Songs
}.
you-listened = { $period ->
    [week] Deine letzten sieben Tage:
    [month] Deine letzten dreißig Tage:
   *[season] Deine letzten neunzig Tage:
} { $plays ->
    [one] 1-mal gehört
   *[other] { $plays }-mal gehört
}, { $songs ->
    [one] ein Song
   *[other] deine Top { $songs }
}.
nobody-listened = { $period ->
    [week] In den letzten sieben Tagen hat hier niemand etwas gehört, der dabei ist.
    [month] In den letzten dreißig Tagen hat hier niemand etwas gehört, der dabei ist.
   *[season] In den letzten neunzig Tagen hat hier niemand etwas gehört, der dabei ist.
} Tritt mit /listening join bei und lass etwas malen oder laufen.
you-did-not-listen = { $period ->
    [week] In den letzten sieben Tagen habe ich nichts von dir gezählt.
    [month] In den letzten dreißig Tagen habe ich nichts von dir gezählt.
   *[season] In den letzten neunzig Tagen habe ich nichts von dir gezählt.
}
changed-meanwhile = Während ich am Bild saß, hat jemand etwas zurückgenommen, also habe ich es verworfen. Frag noch einmal.
title-tiles = { $count ->
    [one] Ein Song war noch nicht zu hören; seine Kachel zeigt den Titel.
   *[other] { $count } Songs waren noch nicht zu hören; ihre Kacheln zeigen die Titel.
}
no-cover-tiles = { $count ->
    [one] Zu einem Song gibt es kein Cover, das ich zeigen darf; seine Kachel zeigt den Titel.
   *[other] Zu { $count } Songs gibt es kein Cover, das ich zeigen darf; ihre Kacheln zeigen die Titel.
}
no-covers-here = Hier hole ich keine Cover: Wer mich betreibt, müsste Links einschalten (SLATE_NONCOMMERCIAL in .env). Nimm stattdessen meine eigenen Bilder.
fetching-covers = hole die Cover
fact-covers = Cover von
column-plays = Gehört
column-listeners = Von
listeners-named = { $more ->
    [0] { $names }
   *[other] { $names } und { $more } weiteren
}
collage-alt = { $layout ->
    [paper] Eine Collage aus gerissenem Papier
    [wall] Eine Wand aus Bildern
    [grid] Ein Raster aus Covern
   *[moods] Songs nach ihrer Stimmung geordnet
} mit { $count ->
    [one] einem Song
   *[other] { $count } Songs
}: { $names }.

## Knöpfe

other-layout-label = Andere Anordnung
longer-label = Länger zurück
mine-label = Nur meine
everyone-label = Alle hier
slate-number-one-label = Nummer 1 malen
collage-label = Als Collage

## Von selbst gepostet

posted-weekly = Ab jetzt poste ich die Collage der Woche in { $where }, jeden Montag um neun nach der Uhr von { $zone }. Mit der Option „schedule: never“ hört das auf.
this-channel = diesem Kanal
not-posted-any-more = Ich poste die Collage nicht mehr von selbst.
was-not-posted = Die Collage wurde hier nicht von selbst gepostet.

## Rückblicke

mood-of-server = { $strong ->
    [clear] Die Stimmung: { $mood }.
   *[slight] Die Stimmung war ausgeglichen, mit leichtem Hang zu: { $mood }.
}
most-shared = Am meisten geteilt wurde „{ $name }“, von { $people } Leuten.
most-played = Am meisten lief „{ $name }“, { $plays ->
    [one] einmal
   *[other] { $plays }-mal
}.
alike-in-taste = Am ähnlichsten im Geschmack: { $people }, zu { $likeness } ähnlich im Klang ihrer Songs.
