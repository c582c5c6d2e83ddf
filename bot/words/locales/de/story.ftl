### Was der Bot über das Album einer Künstlerin oder eines Künstlers als Geschichte sagt, und die Bildtexte dazu.

## Was sich nicht erzählen lässt

no-songs-sent = Darin habe ich keinen Song gefunden. Schick Texte als .txt oder .lrc, Audiodateien oder ein Zip davon; Dateien mit gleichem Namen gehören zusammen.
not-plain-text = Songtexte in { $file } kann ich nicht lesen. Speichere sie als reinen Text (.txt) oder füge sie ins Formular ein.
too-many-songs-sent = Das sind { $count } Songs; eine Geschichte hat höchstens { $most }. Schick weniger auf einmal.
one-cover-only = Das sind { $count } Bilder, und ein Album hat ein Cover. Schick nur das gemeinte.
zip-too-large = In { $file } steckt mehr, als ich nehme: höchstens 64 Dateien und 200 MiB. Schick weniger Songs auf einmal.
zip-unreadable = Ich kann { $file } nicht öffnen: beschädigt oder gesperrt. Pack das Zip noch einmal ohne Passwort.
rights-wanted = Texte und Cover gehören denen, die sie gemacht haben. Wenn du sie verwenden darfst, frag noch einmal mit eingeschalteten Rechten; nach der Antwort behalte ich nichts davon.
paper-gone = { $file } habe ich nicht mehr. Schick die Datei noch einmal.
doctor-narrator = Geschichten schreibt { $model }.
doctor-narrator-missing = Das Sprachmodell { $model } ist nicht da, deshalb bleiben Geschichten ohne Prosa. Hol es mit: hf download { $model }, oder starte seinen Server.
untitled = Ohne Titel

## Die Geschichte

story-told = { $title } in { $count ->
    [one] einer Szene
   *[other] { $count } Szenen
}.
story-motifs = Was wiederkehrt: { $motifs }.
prose-follows = Die Szenen werden noch geschrieben.
no-prose = Von dem, was für die Szenen geschrieben wurde, ließ sich nichts zeigen.
prose-alt = Die Szenen von { $title }, von einem Sprachmodell geschrieben.
drawing-cards = zeichne die Karten
drawing-collages = lege die Collagen
scene-role = { $role ->
    [opening] Anfang
    [low-point] Tiefpunkt
    [high-point] Höhepunkt
    [turn] Wende
    [return] Rückkehr
    [close] Schluss
   *[middle] unterwegs
}
scene-heading = { $number } / { $count } · { $role }
link-motif = beide zeigen „{ $shown }“
link-akin = aus „{ $one }“ wird „{ $other }“
link-mood = { $way ->
    [brighter] { $other } ist heller als { $one }
    [darker] { $other } ist dunkler als { $one }
    [open] auf { $one } folgt { $other }
   *[level] { $other } bleibt, wo { $one } endet
}
link-sound = { $kind ->
    [key] die Tonart bleibt
    [tempo] das Tempo bleibt
   *[arc] { $arc ->
        [rises] beide steigen auf
        [falls] beide sinken
        [falls-and-returns] beide sinken und kommen zurück
        [rises-and-falls] beide steigen und sinken
       *[holds] beide halten ihre Stimmung
    }
}

## Bildtexte zum Posten

caption-short = { $title }: { $images }.
caption-feeling = { $feeling ->
    [happy] { $title } ist ein heller Song.
    [angry] { $title } ist ein Song, der die Zähne zeigt.
    [sad] { $title } ist ein Song für späte Stunden.
    [relaxed] { $title } ist ein Song zum Durchatmen.
   *[open] { $title }.
}
caption-images = Darin: { $images }.
caption-quote = „{ $quote }“
caption-role = { $role ->
    [opening] Damit beginnt { $record }.
    [close] Damit endet { $record }.
    [low-point] Es ist der Tiefpunkt von { $record }.
    [high-point] Es ist der Höhepunkt von { $record }.
    [turn] Hier wendet sich { $record }.
    [return] Hier findet { $record } zurück.
   *[middle] Es ist Nummer { $number } von { $count } auf { $record }.
}
caption-link = Von { $title } hierher: { $link }.

## Für alle, die die Bilder nicht sehen

card-alt = Karte zu { $title }, { $heading }. Zu sehen: { $images }.
kit-collage-alt = Papiercollage zu { $title } mit { $songs }.
kit-alt = Alle Bilder und Bildtexte zu { $title }.
