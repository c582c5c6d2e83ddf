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
