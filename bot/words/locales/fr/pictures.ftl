### Les mots dessinés dans les images.

## Les quatre ambiances, les bouts des axes du plan et ce qui se ressemble entre deux morceaux : des mots courts et isolés

label-happy = joyeux
label-angry = rageur
label-sad = triste
label-relaxed = détendu
label-energetic = énergique
label-calm = calme
label-pleasant = agréable
label-unpleasant = désagréable
label-character = caractère
label-sound = timbre
label-groove = groove

## L’image d’un remix

label-first = premier morceau
label-second = second morceau
label-remix = remix
label-drums = batterie
label-bed = harmonie
