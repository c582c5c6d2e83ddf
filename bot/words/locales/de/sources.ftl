### Was der Bot von Links sagt und von den Katalogen, aus denen er Songs hört.

finding = Song suchen
excerpt = 30 s von { $source }
excerpt-spoilt = { $source } hat einen Ausschnitt von { $name }, aber darin ist nichts zu hören. Zieh die Audiodatei hierher.
other-link = Ich folge nur Links zu Songs auf Spotify. Zieh die Audiodatei hierher oder nimm ein paar Sekunden auf.
album-choice = { $name } ist ein Album. Welcher Song?
album-unknown = Das ist ein Album, und in Alben kann ich nur mit Schlüsseln für Spotify sehen. Füg den Link eines seiner Songs ein.
playlist-link = Spotify zeigt die Songs einer Playlist nur denen, denen sie gehört. Füg die Links einzelner Songs daraus ein.
artist-link = Das ist ein Künstlerprofil. Füg den Link eines Songs daraus ein.
speech-link = Das ist Gesprochenes. Ich höre Musik: Füg den Link eines Songs ein.
dead-link = Dieser Link führt zu keinem Song, den ich finde. Prüf ihn oder zieh die Audiodatei hierher.
who-plays = Ich kenne den Song nur als „{ $title }“. Sag mir, wer ihn spielt, zum Beispiel so: Band - { $title }
no-excerpt = Den Song kenne ich, { $name }, aber kein Katalog, den ich fragen darf, hat einen Ausschnitt davon. Zieh die Audiodatei hierher.
published-features = Bekannt sind nur die Merkmale, die ReccoBeats von ihm veröffentlicht; nach Gehör prüfen kann ich sie nicht: Sie nennen ihn { $energy ->
    [energetic] energiegeladen
   *[calm] ruhig
} und eher { $valence ->
    [bright] hell
   *[dark] dunkel
}.
judged = Nach diesen Merkmalen ist er { $label }, { $share }, sagt ein Modell, das mit { $table } trainiert wurde; dessen Angaben stammen von { $origin }, nicht vom Klang.
which-of = Ich bin nicht sicher, welche Aufnahme von { $name } du meinst. Eine von diesen?
sources-down = Die Dienste, die Songs kennen, antworten gerade nicht. Versuch es in ein paar Minuten noch einmal oder zieh die Audiodatei hierher.
