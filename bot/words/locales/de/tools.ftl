### Was die Werkzeuge im Terminal sagen, vor allem `slate doctor`.

doctor-python = Python { $version } (3.11 oder neuer ist nötig).
folder-closed = Der Ordner { $folder } lässt sich nicht beschreiben: { $why }. Setz SLATE_DATA.
database-opens = Die Datenbank in { $folder } öffnet sich und ist auf dem neuesten Stand.
disk-free = { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GiB sind auf der Platte frei ({ NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) } sind nötig).
port-taken = Port { $port } ist belegt ({ $why }). Setz SLATE_PORT auf einen anderen.
port-free = Port { $port } ist frei.
engine-broken = Die Maschine arbeitet nicht: { $why }
engine-works = Die Maschine hat { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s nach einem Kaltstart einen Song gehört und gemalt.
token-unset = { $name } ist nicht gesetzt; das ist in Ordnung.
token-set = { $name } ist gesetzt.
token-known = Discord kennt das Token.
links-are-off = Links sind aus. SLATE_NONCOMMERCIAL=yes schaltet sie ein und bestätigt die Bedingungen der Quellen.
service-ignorant = { $name } antwortet, kennt aber den Song nicht, nach dem ich gefragt habe.
service-silent = { $name } antwortet nicht: { $why }. Schalt es in .env aus, wenn das so bleibt.
service-answers = { $name } antwortet in { $milliseconds } ms.
copied = Nach { $target } kopiert.
mend-settings = Berichtige diese Einstellungen in .env oder der Umgebung und starte noch einmal.
remix-extras-off = Remixe hören Schläge und Stimmen ohne zusätzliche Netze. SLATE_REMIX_MODELS nennt einen Ordner mit deren Gewichten.
remix-extra-ready = Remixe nutzen { $name }.
remix-extra-library = Remixe kommen ohne { $name } aus: Es ist nicht installiert. Installiere es mit: pip install slate-bot[{ $extra }]
remix-extra-weights = Remixe kommen ohne { $name } aus: { $file } liegt nicht in { $folder }.
remix-extra-damaged = Remixe kommen ohne { $name } aus: { $file } in { $folder } ist beschädigt oder etwas anderes. Hol die Datei neu.
