### Wörter, die in Bilder gezeichnet werden.

## Die vier Stimmungen, die Enden der Achsen der Ebene und was an zwei Songs ähnlich ist: kurz, jedes steht allein

label-happy = fröhlich
label-angry = wütend
label-sad = traurig
label-relaxed = entspannt
label-energetic = energiegeladen
label-calm = ruhig
label-pleasant = angenehm
label-unpleasant = unangenehm
label-character = Charakter
label-sound = Klangfarbe
label-groove = Groove

## Das Bild eines Remix

label-first = erster Song
label-second = zweiter Song
label-remix = Remix
label-drums = Schlagzeug
label-bed = Harmonie
