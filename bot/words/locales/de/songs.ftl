### Was der Bot von Songs, Stimmungen und Bildern sagt.

mood-name = { $mood ->
    [happy] Fröhlich
    [angry] Wütend
    [sad] Traurig
   *[relaxed] Entspannt
}
feels-unsure = Der Song klingt { $feel }; zwischen { $moods }.
mood-adjective = { $mood ->
    [happy] fröhlich
    [angry] wütend
    [sad] traurig
   *[relaxed] entspannt
}
feels-sure = Der Song klingt { $feel }: { $mood }, zu { $sure } sicher.
mood-of-one = { $name }. { $mood }
mood-of-many = { $count } Songs: { $moods }.
mood-count = { $count } { $mood ->
    [happy] fröhlich
    [angry] wütend
    [sad] traurig
   *[relaxed] entspannt
}
heard-in-windows = Er dauert { $length }, darum habe ich diese Teile gehört: { $parts }.
listening-to = höre { $title }{ $count ->
    [1] {""}
   *[other] {" "}({ $number } von { $count })
}
one-tempo = { $tempo } BPM
two-tempi = { $tempo } oder { $other } BPM

## Bilder für Menschen, die sie nicht sehen: Song und Stimmung stehen vorn

picture-alt = Stimmungsbild zu { $title }: { $feel }. Gezeichnet als { $style ->
    [strata] Bergrücken, einer für jeden Moment des Songs
    [flow] Striche, die dem Klang folgen und sich nie berühren
    [rings] aus Papier geschnittene Jahresringe, von der ersten Sekunde nach außen
   *[bloom] Aquarell, wo der Song warm und voll ist
}, in { $mood ->
    [happy] fröhlichen
    [angry] wütenden
    [sad] traurigen
   *[relaxed] entspannten
} Farben.
dot-alt = { $name }: { $height ->
    [energetic] energiegeladen
   *[calm] ruhig
} und { $side ->
    [pleasant] angenehm
   *[unpleasant] unangenehm
}
plane-alt = { $count ->
    [one] { $count } Song
   *[other] { $count } Songs
} auf der Ebene der Stimmungen. { $places }.
spectrogram-alt = Spektrogramm von { $name }: { $length } von links nach rechts, tiefe Töne unten.

## Knöpfe unter einem Bild

again-label = Noch mal
other-style-label = Anderer Stil
mood-label = Stimmung

## Die Köpfe der Stimmungstabelle

column-song = Song
column-mood = Stimmung
column-sure = Sicher
column-valence = Valenz
column-arousal = Erregung
column-feels = Klingt

## Wovon Fakten handeln

fact-length = Länge
fact-tempo = Tempo
fact-key = Tonart
fact-heard = gehört
fact-style = Stil
fact-shape = Format
fact-caption = Bildtext
fact-spoiler = verdeckt
fact-offer = Angebote
fact-language = Sprache
fact-at-once = zugleich
fact-cooldown = Wartezeit
fact-version = Version
fact-engine = Maschine

## Der Aufbau eines Bildes, nach seinem Stil

composition-horizon = Horizont
composition-slope = Hang
composition-canyon = Schlucht
composition-curtain = Vorhang
composition-shore = Ufer
composition-field = Feld
composition-whirl = Wirbel
composition-river = Fluss
composition-fountain = Springbrunnen
composition-willow = Weide
composition-garden = Garten
composition-drift = Treiben
composition-constellation = Sternbild
composition-rain = Regen
composition-single = einzeln
composition-well = Brunnen
composition-twin = Zwillinge
composition-eclipse = Finsternis
composition-arch = Bogen
composition-planets = Planeten
