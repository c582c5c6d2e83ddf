### Was der Bot sagt, wenn etwas nicht geht. Wörter nach einem Schrägstrich und Wörter zum Tippen bleiben, wie sie sind.

# $asked hat jemand getippt.
song-unknown = Ich kenne keinen Song namens „{ $asked }“. Zieh die Audiodatei selbst hierher, nimm ein paar Sekunden davon auf oder nenn einen Jukebox-Song (happy, angry, sad, relaxed).
song-wanted = Gib mir einen Song: Zieh eine Audiodatei hierher, nimm ein paar Sekunden auf oder nenn einen Jukebox-Song (happy, angry, sad, relaxed).
links-off = Links sind hier ausgeschaltet. Zieh stattdessen die Audiodatei hierher oder nimm ein paar Sekunden auf.
audio-gone = Den Ton von „{ $name }“ habe ich nicht mehr; sobald ein Song gehört ist, behalte ich keinen. Schick die Datei noch einmal.
file-empty = „{ $name }“ ist leer. Sieh nach, ob das Hochladen fertig war, und schick die Datei noch einmal.
# $name ist eine Option, $sentence sagt, was sie annimmt.
needs = Eins fehlt mir noch, { $name }: { $sentence }.
not-one-of = „{ $value }“ passt nicht zu { $name }. Zur Wahl stehen: { $choices }.
not-a-number = { $name } braucht eine ganze Zahl, nicht „{ $value }“.
out-of-span = { $name } muss zwischen { NUMBER($lowest, useGrouping: 0) } und { NUMBER($highest, useGrouping: 0) } liegen.
not-yes-or-no = { $name } braucht ja oder nein, nicht „{ $value }“.
# $count sagt, wie viele Optionen der Befehl hat, $known sind ihre Namen.
no-such-option = /{ $feature } hat keine Option „{ $name }“. Möglich: { $count ->
    [0] keine
   *[other] { $known }
}.
no-such-feature = /{ $name } kenne ich nicht. Versuch es mit { $known }.
too-many-songs = Das ist zu viel auf einmal: Schick höchstens { $most } Songs.
surplus-file = /{ $feature } nimmt { $most ->
    [0] keine Dateien. Frag noch einmal ohne sie.
    [one] eine Datei. Schick eine nach der anderen.
   *[other] höchstens { $most } Dateien. Schick weniger auf einmal.
}
# $most zählt Mebibyte.
upload-too-large = „{ $name }“ ist größer als { NUMBER($most, useGrouping: 0) } MiB. Schick eine kürzere oder stärker komprimierte Datei, zum Beispiel eine mp3.
admins-only = Das können nur die ändern, die diesen Server betreiben.
cancelled = Abgebrochen.
# $code findet den Fehler im Protokoll.
apology = Bei mir ist etwas kaputtgegangen. Im Protokoll steht es unter { $code }; vielleicht klappt es beim nächsten Versuch.
gave-up = Ich wurde zweimal beendet, während ich daran saß. Schick es noch einmal; passiert es wieder, liegt es an der Datei.
# $why ist ein ganzer Satz.
left-out = „{ $name }“ habe ich ausgelassen: { $why }
