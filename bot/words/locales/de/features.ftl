### Die Befehle und ihre Optionen. Das Englische steht in cogs/: die erste Zeile eines Befehls ist hier die Nachricht,
### der Rest seiner Beschreibung „.detail“, sein Eintrag im Nachrichtenmenü „.menu“, seine Optionen „.option-NAME“.
### Sätze: höchstens 100 Zeichen. Menüs: höchstens 24. Namen von Optionen: klein, ohne Leerzeichen, höchstens 32.

feature-about = Was ich bin, was ich kann und was ich behalte.

feature-mood = Songs nach Stimmung sortieren und auf der Ebene aus Valenz und Erregung zeigen.
    .detail = Songs werden in fröhlich, wütend, traurig und entspannt sortiert, die sichersten zuerst, mit dem Spektrogramm, das gelesen wurde.
    .menu = Stimmung zeigen
    .option-songs = Spotify-Links, Audiodateien, Aufnahmen oder Jukebox-Songs, einer oder viele

feature-remix = Einen Song im Stil eines anderen: seine Melodie mit fremdem Schlagzeug und fremder Harmonie.
    .detail = Zwei Dateien in einer Nachricht genügen: Die erste wird geremixt, die zweite gibt den Stil. „Tauschen“ dreht beide um, „Stärker“ und „Sanfter“ ändern, wie viel vom zweiten zu hören ist, „Song malen“ malt den Remix.
    .menu = Diese Dateien remixen
    .option-first = Der Song, der geremixt wird: Audiodatei, Aufnahme oder ein Jukebox-Song wie happy
    .option-second = Der Song, der den Stil gibt: Audiodatei, Aufnahme oder ein Jukebox-Song
    .option-strength = Wie viel vom zweiten Song zu hören ist
    .option-keep = Was vom ersten Song bleibt: Melodie, Groove oder beides
    .option-bed = Die Harmonie des zweiten Songs darunterlegen
    .option-length = Länge des Remix in Sekunden
    .option-start = Sekunde, bei der es im ersten Song losgeht
    .option-style_start = Sekunde, bei der es im zweiten Song losgeht
    .option-seed = Andere Zahlen geben andere Remixe derselben zwei Songs
    .option-format = Art der Datei; mp3 läuft überall
    .option-classic = Wie man es 2016 machte, verrauschter: zum Vergleich

feature-settings = Zeigen oder ändern, was hier für alle gilt.
    .detail = Ohne Optionen zeigt der Befehl die Einstellungen, mit Optionen ändert er sie.
    .option-style = Stil aller Bilder; auto lässt den Song wählen
    .option-shape = Format aller Bilder: Quadrat, Querformat oder Hochformat
    .option-caption = Den Namen des Songs unter das Bild schreiben
    .option-spoiler = Jedes Bild verdecken, bis jemand darauf klickt, wo das geht
    .option-offer = Unter Spotify-Links, die jemand postet, einen kleinen Knopf setzen
    .option-language = Sprache meiner Antworten; auto nimmt für jede Person die eigene
    .option-channels = Wo ich antworte: Kanäle wie #musik erwähnen, here für diesen Kanal oder all
    .option-roles = Wer mich fragen darf: Rollen wie @dj erwähnen, oder all
    .option-off = Befehle, die hier niemand nutzen darf, etwa mood similar, oder none
    .option-at_once = Wie viele Anfragen eine Person zugleich haben darf
    .option-cooldown = Sekunden zwischen zwei Anfragen einer Person für denselben Befehl

feature-similar = Die fünf Songs finden, die einem am ähnlichsten klingen, und sagen, was ähnlich ist.
    .detail = Allein nach dem Klang: Auch was nie zusammen gespielt wird, kann nah sein. Die Karte zeigt die fünf um den Song, je ähnlicher, desto näher. „Mehr“ zeigt die nächsten fünf.
    .menu = Ähnliche Songs
    .option-song = Ein Spotify-Link, eine Audiodatei, eine Aufnahme oder ein Jukebox-Song wie happy
    .option-skip = Wie viele der nächsten ausgelassen werden, um die dahinter zu sehen
    .option-here = Nur Songs, die auf diesem Server gehört wurden

feature-slate = Einen Song malen: Farben aus seiner Stimmung, Formen aus seinem Klang.
    .detail = Jeder Strich kommt aus dem Klang selbst. „Noch mal“ malt denselben Song anders, „Anderer Stil“ mit anderer Hand, „Stimmung“ zeigt, wo der Song liegt, „Ähnliche Songs“ fünf, die ähnlich klingen.
    .menu = Song malen
    .option-song = Ein Spotify-Link, eine Audiodatei, eine Aufnahme oder ein Jukebox-Song wie happy
    .option-style = Wie gemalt wird; ohne Angabe wählt der Song
    .option-seed = 0 ist das eigene Bild des Songs, andere Zahlen wandeln es ab
    .option-shape = Quadrat, Querformat oder Hochformat

option-at_once = zugleich
option-bed = harmonie
option-caption = bildtext
option-channels = kanäle
option-classic = klassisch
option-cooldown = wartezeit
option-file = datei
option-first = erster
option-format = dateiart
option-here = hier
option-keep = behalten
option-language = sprache
option-length = länge
option-off = aus
option-offer = angebot
option-roles = rollen
option-second = zweiter
option-seed = variante
option-shape = format
option-skip = auslassen
option-song = song
option-songs = songs
option-spoiler = verdeckt
option-start = beginn
option-strength = stärke
option-style = stil
option-style_start = stilbeginn

choice-auto = automatisch
choice-balanced = Ausgewogen
choice-bloom = Blüte
choice-both = Beides
choice-flac = FLAC
choice-flow = Strömung
choice-groove = Groove
choice-heavy = Kräftig
choice-melody = Melodie
choice-mp3 = MP3
choice-no = nein
choice-ogg = Ogg
choice-rings = Ringe
choice-square = Quadrat
choice-strata = Schichten
choice-subtle = Dezent
choice-tall = Hochformat
choice-wav = WAV
choice-wide = Querformat
choice-yes = ja
