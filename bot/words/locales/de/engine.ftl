### Was die Maschine sagt, die hört und malt.

engine-unreadable-audio = Das konnte ich nicht als Ton lesen. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-nothing-to-hear = Die Aufnahme ist still oder zu kurz zum Hören. Schick mindestens drei Sekunden Ton.
engine-too-much-audio = Die Datei ist zu groß. Schick eine kürzere oder stärker komprimierte.
engine-nothing-to-show = Für eine Collage gibt es noch keinen Song.
engine-stale = Diesen Song hat eine ältere Version von mir gehört. Schick ihn noch einmal, dann höre ich ihn neu.
engine-took-too-long = Das hat zu lange gedauert, darum habe ich aufgehört. Versuch es noch einmal oder schick eine kürzere Datei.
engine-worker-died = Der Prozess, der gerade zuhörte, ist unerwartet abgebrochen. Versuch es noch einmal; passiert es zweimal, liegt es an der Datei.
engine-overloaded = Es warten schon zu viele Songs. Versuch es in einer Minute noch einmal.
engine-weights-mismatch = Meine Gewichte für die Stimmung passen nicht zu dieser Version. Installier Slate neu oder trainier sie mit `slate train mood`.

engine-too-much-memory = Die Datei braucht mehr Speicher, als ich verwenden darf. Schick eine kürzere oder einfachere.
engine-too-many-mebibytes = Die Datei hat { $size } MiB, und ich nehme höchstens { $most } MiB. Schick sie als mp3 oder m4a.
engine-damaged = Die Datei ist beschädigt oder gar kein Ton. Speicher oder lade sie noch einmal, oder schick sie als mp3.
engine-empty = Die Datei ist leer. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-cut-off = Die Datei ist abgeschnitten: Das Verzeichnis an ihrem Ende fehlt. Speicher oder lade sie noch einmal.
engine-protected = Die Datei hat einen Kopierschutz, darum kann ich sie nicht hören. Schick eine ohne Kopierschutz.
engine-text = Das ist eine Textdatei, kein Ton. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-playlist = Das ist eine Playlist, die nur andere Dateien nennt, kein Ton. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-web-page = Das ist eine Webseite, kein Ton. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-picture = Das ist ein Bild. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-pdf = Das ist ein PDF. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-zip = Das ist ein Archiv (zip). Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-archive = Das ist ein Archiv. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-program = Das ist ein Programm. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-midi = Das ist eine MIDI-Datei; darin stehen Noten, aber kein Ton. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-windows-media = Das ist eine Windows-Media-Datei, die ich nicht lesen kann. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-strange-video = Diese Art von Videodatei kann ich nicht lesen. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-strange-sound = Diese Art von Tondatei kann ich nicht lesen. Schick eine mp3-, m4a-, wav-, flac-, ogg- oder webm-Datei.
engine-damaged-short = Die Datei ist beschädigt oder gar kein Ton.
engine-no-decoder = Für den Ton in dieser Datei habe ich keinen Decoder. Schick sie als mp3 oder m4a.
engine-bad-header = Der Kopf der Datei ist beschädigt: So eine Abtastrate hat kein Ton. Schick sie als mp3 oder m4a.
engine-silent = Die Aufnahme ist still. Prüf das Mikrofon oder die Datei und schick sie noch einmal.
engine-no-sound = In der Datei ist kein Ton; vielleicht ist sie beschädigt. Speicher oder lade sie noch einmal.
engine-ear-weights = Die Gewichte meines Gehörs passen nicht zu dieser Version. Installier Slate neu oder trainier sie mit `slate train ear`.
engine-likeness-weights = Meine Gewichte für die Ähnlichkeit passen nicht zu dieser Version. Installier Slate neu oder starte `slate train likeness`.
engine-published-model = Das Modell der veröffentlichten Merkmale ist beschädigt oder von einer anderen Version. Trainier es neu mit `slate train published`.
engine-catalogue-mismatch = Die mitgelieferten Songs passen nicht zu dieser Version. Installier Slate neu.
engine-no-narrator = Das Sprachmodell ist nicht zu gebrauchen, deshalb stehen die Karten ohne seine Sätze.

## Schritte der Arbeit

stage-waiting = in der Schlange
stage-opening = Datei öffnen
stage-listening = zuhören
stage-feeling = Stimmung spüren
stage-painting = malen
stage-plane = Stimmungen verorten
stage-jukebox = Jukebox spielen
stage-neighbours = Nachbarn zeichnen
stage-collage = Songs anordnen
stage-cards = zeichne die Karten
stage-scenes = schreibe die Szenen
stage-shelving = Songs einsortieren
stage-indexing = Index aufbauen
stage-writing = Index schreiben
