### Was der Bot von Songs sagt, die ähnlich klingen, und davon, was sein Ohr vermutet.

## Was zwei Songs gemeinsam haben; mehreres davon kann in einer Liste stehen

same-tempo = { $pace ->
    [slow] dasselbe langsame Tempo
    [fast] dasselbe schnelle Tempo
   *[middling] dasselbe Tempo
}
same-timbre = { $shade ->
    [dark] dunkle Klangfarbe
    [bright] helle Klangfarbe
    [acoustic] akustischer Klang
   *[plain] Klangfarbe
}
same-groove = Groove
same-character = Charakter
same-mood = { $mood ->
    [happy] beide fröhlich
    [angry] beide wütend
    [sad] beide traurig
   *[relaxed] beide entspannt
}
same-key = beide in { $key }
nothing-in-common = nichts, was heraussticht

## Die Antwort

nearest = Am nächsten bei { $asked } liegt { $best }, zu { $likeness } ähnlich: { $common }.
nothing-near = Nichts liegt wirklich nah bei { $asked }; am nächsten kommen diese. Zuerst { $best }, zu { $likeness } ähnlich: { $common }.
further = Weiter weg von { $asked }, Nummer { $first } bis { $last }.
furthest = Weiter weg von { $asked }, der letzte Song.
your-recording = deiner Aufnahme
column-alike = Ähnlich
column-common = Was ähnlich ist

## Die Karte für Menschen, die sie nicht sehen

neighbour-alt = { $name }, zu { $likeness } ähnlich, { $mood ->
    [happy] fröhlich
    [angry] wütend
    [sad] traurig
   *[relaxed] entspannt
}
constellation-alt = In der Mitte { $asked }, { $mood ->
    [happy] fröhlich
    [angry] wütend
    [sad] traurig
   *[relaxed] entspannt
}; darum herum, je ähnlicher, desto näher: { $neighbours }.

## Wenn es nichts zu zeigen gibt

nothing-to-compare = Ich kenne noch keinen anderen Song zum Vergleichen. Lass mich ein paar Songs malen oder mit `slate catalogue add` einen Ordner hören.
nothing-heard-here = Auf diesem Server habe ich noch keinen anderen Song gehört. Lass mich hier ein paar malen oder überall suchen.
no-more-neighbours = Das waren alle, die ich kenne.

## Knöpfe

similar-songs-label = Ähnliche Songs
more-label = Mehr
nearest-label = Zurück zu den nächsten
slate-label = { $title } malen
similar-label = Ähnlich wie { $title }
this-server-label = Nur dieser Server
everywhere-label = Überall

## Was das Ohr vermutet

fact-sounds-like = klingt nach
fact-people-feel = manche fühlen
genre-international = Musik der Welt
genre-vocal = Gesangsklassiker
genre-stage = Filmmusik
emotion-amazement = Staunen
emotion-solemnity = Feierlichkeit
emotion-tenderness = Zärtlichkeit
emotion-nostalgia = Nostalgie
emotion-calmness = Ruhe
emotion-power = Stärke
emotion-joyful_activation = Bewegungslust
emotion-tension = Spannung
emotion-sadness = Trauer
