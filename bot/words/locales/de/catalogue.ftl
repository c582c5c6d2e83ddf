numbers-only = „{ $name }“ kenne ich nur in Zahlen, nicht im Ton. Leg die Audiodatei ab, dann höre ich sie.
numbers-only-links = „{ $name }“ kenne ich nur in Zahlen, nicht im Ton. Leg die Audiodatei ab oder füge einen Link ein.
cataloguing = sehe im Katalog nach
nothing-to-add = In { $folder } liegt keine Tondatei.
library-added = { $added ->
    [one] Ein Song ist neu
   *[other] { $added } Songs sind neu
}, { $known } waren bekannt, { $failed } fehlen.
library-stopped = Angehalten. Was gehört ist, bleibt; noch einmal gestartet, geht es weiter.
source-library = eigene Musikordner
source-file = Dateien
source-deezer = Ausschnitte von Deezer
source-apple = Ausschnitte von Apple
source-catalogue = Startkatalog
index-state = Der Index hält { $count } { $count ->
    [one] Song
   *[other] Songs
}, gehört von Version { $version }, in { $mebibytes } MiB{ $missing ->
    [0] .
   *[other] ; { $missing } kommen bei der nächsten Frage dazu.
}
