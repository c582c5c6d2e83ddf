### Was nur die Seite sagt, als Antwort auf Anfragen eines Browsers.

foreign-host = Ich antworte nur unter der eigenen Adresse dieses Rechners. Öffne die Adresse, die ich beim Start genannt habe.
foreign-origin = Diese Anfrage kam nicht von meiner eigenen Seite, darum habe ich sie abgelehnt.
no-session = Diesen Browser kenne ich nicht. Lade die Seite neu und erlaub ihr, ein Cookie zu behalten.
no-such-page = Hier ist nichts. Die Seite selbst liegt unter /.
bad-request = Diese Anfrage konnte ich nicht lesen. Lade die Seite neu und versuch es noch einmal.
nothing-said = Zieh einen Song hierher oder tipp /, um zu sehen, was ich kann.
line-too-long = Diese Zeile ist mir zu lang. Schick Dateien als Dateien und den Rest in Kürze.
uploads-too-large = Zusammen sind die Dateien größer als { NUMBER($most, useGrouping: 0) } MiB. Schick weniger auf einmal.
file-gone = Diese Datei habe ich nicht mehr; ihr Gespräch wurde geleert. Frag noch einmal danach.
not-painted = Dieses Bild ist nicht gelungen. Frag mit dem Namen des Songs noch einmal danach.
