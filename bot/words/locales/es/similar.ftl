### Lo que el bot dice de las canciones que se parecen y de lo que su oído supone.

## Lo que dos canciones tienen en común; varias de estas cosas pueden formar una lista

same-tempo = { $pace ->
    [slow] el mismo tempo lento
    [fast] el mismo tempo rápido
   *[middling] el mismo tempo
}
same-timbre = { $shade ->
    [dark] timbre oscuro
    [bright] timbre brillante
    [acoustic] sonido acústico
   *[plain] timbre
}
same-groove = ritmo
same-character = carácter
same-mood = { $mood ->
    [happy] ambas alegres
    [angry] ambas furiosas
    [sad] ambas tristes
   *[relaxed] ambas relajadas
}
same-key = ambas en { $key }
nothing-in-common = nada que destaque

## La respuesta

nearest = Lo más cercano a { $asked } es { $best }, con un parecido del { $likeness }: { $common }.
nothing-near = Nada está realmente cerca de { $asked }; estas son las más próximas. Primero { $best }, con un parecido del { $likeness }: { $common }.
further = Más lejos de { $asked }, de la { $first } a la { $last }.
furthest = Más lejos de { $asked }, la última.
your-recording = tu grabación
column-alike = Parecido
column-common = En qué se parecen

## La tarjeta, para quien no la ve

neighbour-alt = { $name }, con un parecido del { $likeness }, { $mood ->
    [happy] alegre
    [angry] furiosa
    [sad] triste
   *[relaxed] relajada
}
constellation-alt = En el centro { $asked }, { $mood ->
    [happy] alegre
    [angry] furiosa
    [sad] triste
   *[relaxed] relajada
}; alrededor, más cerca cuanto más se parecen: { $neighbours }.

## Cuando no hay nada que mostrar

nothing-to-compare = Todavía no conozco otra canción con la que comparar. Hazme pintar unas cuantas o escuchar una carpeta con `slate catalogue add`.
nothing-heard-here = Todavía no he escuchado otra canción en este servidor. Hazme pintar unas cuantas aquí o déjame buscar en todas partes.
no-more-neighbours = Esas eran todas las que conozco.

## Botones

similar-songs-label = Canciones parecidas
more-label = Más
nearest-label = Volver a las más cercanas
slate-label = Pintar { $title }
similar-label = Parecidas a { $title }
this-server-label = Solo este servidor
everywhere-label = En todas partes

## Lo que el oído supone

fact-sounds-like = suena a
fact-people-feel = puede despertar
genre-international = música del mundo
genre-vocal = clásicos vocales
genre-stage = música de cine
emotion-amazement = asombro
emotion-solemnity = solemnidad
emotion-tenderness = ternura
emotion-nostalgia = nostalgia
emotion-calmness = calma
emotion-power = fuerza
emotion-joyful_activation = ganas de moverse
emotion-tension = tensión
emotion-sadness = tristeza
