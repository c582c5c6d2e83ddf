### Lo que el bot dice de canciones, ánimos e imágenes.

mood-name = { $mood ->
    [happy] Alegre
    [angry] Furiosa
    [sad] Triste
   *[relaxed] Relajada
}
feels-unsure = La canción suena { $feel }; entre { $moods }.
mood-adjective = { $mood ->
    [happy] alegre
    [angry] furiosa
    [sad] triste
   *[relaxed] relajada
}
feels-sure = La canción suena { $feel }: { $mood }, con un { $sure } de certeza.
mood-of-one = { $name }. { $mood }
mood-of-many = { $count } canciones: { $moods }.
mood-count = { $count } { $mood ->
    [happy] { $count ->
        [one] alegre
       *[other] alegres
    }
    [angry] { $count ->
        [one] furiosa
       *[other] furiosas
    }
    [sad] { $count ->
        [one] triste
       *[other] tristes
    }
   *[relaxed] { $count ->
        [one] relajada
       *[other] relajadas
    }
}
heard-in-windows = Dura { $length }, así que he escuchado { $parts }.
listening-to = escuchando { $title }{ $count ->
    [1] {""}
   *[other] {" "}({ $number } de { $count })
}
one-tempo = { $tempo } BPM
two-tempi = { $tempo } o { $other } BPM

## Imágenes para quien no las ve: primero la canción y su ánimo

picture-alt = Arte del ánimo de { $title }: { $feel }. Dibujada como { $style ->
    [strata] crestas de montaña, una por cada momento de la canción
    [flow] trazos que siguen el sonido y nunca se tocan
    [rings] anillos de árbol recortados en papel, desde el primer segundo hacia fuera
   *[bloom] acuarela, allí donde la canción es cálida y plena
}, en colores { $mood ->
    [happy] alegres
    [angry] furiosos
    [sad] tristes
   *[relaxed] relajados
}.
dot-alt = { $name }: { $height ->
    [energetic] enérgica
   *[calm] tranquila
} y { $side ->
    [pleasant] agradable
   *[unpleasant] desagradable
}
plane-alt = { $count ->
    [one] { $count } canción
   *[other] { $count } canciones
} en el plano del ánimo. { $places }.
spectrogram-alt = Espectrograma de { $name }: { $length } de izquierda a derecha, los tonos graves abajo.

## Botones bajo una imagen

again-label = Otra vez
other-style-label = Otro estilo
mood-label = Ánimo

## Las cabeceras de la tabla de ánimos

column-song = Canción
column-mood = Ánimo
column-sure = Certeza
column-valence = Valencia
column-arousal = Activación
column-feels = Suena

## De qué tratan los datos

fact-length = duración
fact-tempo = tempo
fact-key = tonalidad
fact-heard = escuchado
fact-style = estilo
fact-shape = formato
fact-caption = leyenda
fact-spoiler = ocultas
fact-offer = ofertas
fact-language = idioma
fact-at-once = a la vez
fact-cooldown = espera
fact-version = versión
fact-engine = motor

## La composición de una imagen, tras su estilo

composition-horizon = horizonte
composition-slope = ladera
composition-canyon = cañón
composition-curtain = cortina
composition-shore = orilla
composition-field = campo
composition-whirl = remolino
composition-river = río
composition-fountain = fuente
composition-willow = sauce
composition-garden = jardín
composition-drift = deriva
composition-constellation = constelación
composition-rain = lluvia
composition-single = uno solo
composition-well = pozo
composition-twin = gemelos
composition-eclipse = eclipse
composition-arch = arco
composition-planets = planetas
