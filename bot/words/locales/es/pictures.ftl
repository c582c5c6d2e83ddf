### Palabras dibujadas en las imágenes.

## Los cuatro ánimos, los extremos de los ejes del plano y lo que se parece entre dos canciones: cortas y sueltas

label-happy = alegre
label-angry = furiosa
label-sad = triste
label-relaxed = relajada
label-energetic = enérgica
label-calm = tranquila
label-pleasant = agradable
label-unpleasant = desagradable
label-character = carácter
label-sound = timbre
label-groove = ritmo

## La imagen de un remix

label-first = primera canción
label-second = segunda canción
label-remix = remix
label-drums = batería
label-bed = armonía
