### Collages y resúmenes de lo que la gente escuchó. $period es week, month o season: los últimos 7, 30 o 90 días.

## Dibujado en la imagen: corto

collage-title = { $period ->
    [week] Siete días de música
    [month] Treinta días de música
   *[season] Noventa días de música
}
own-title = { $period ->
    [week] Mis siete días
    [month] Mis treinta días
   *[season] Mis noventa días
}
plays-caption = { $plays ->
    [one] 1 escucha
   *[other] { $plays } escuchas
}{ $named ->
    [0] { "" }
   *[other] {" "}· { $names }
}

## Junto a la imagen

server-listened = { $period ->
    [week] Los últimos siete días aquí:
    [month] Los últimos treinta días aquí:
   *[season] Los últimos noventa días aquí:
} { $plays ->
    [one] 1 escucha
   *[other] { $plays } escuchas
} de { $songs ->
    [one] 1 canción
   *[other] { $songs } canciones
}.
you-listened = { $period ->
    [week] Tus últimos siete días:
    [month] Tus últimos treinta días:
   *[season] Tus últimos noventa días:
} { $plays ->
    [one] 1 escucha
   *[other] { $plays } escuchas
} de { $songs ->
    [one] una canción
   *[other] tus { $songs } favoritas
}.
nobody-listened = { $period ->
    [week] En los últimos siete días, nadie que participe escuchó nada aquí.
    [month] En los últimos treinta días, nadie que participe escuchó nada aquí.
   *[season] En los últimos noventa días, nadie que participe escuchó nada aquí.
} Participa con /listening join, y pide pintar o escucha algo.
you-did-not-listen = { $period ->
    [week] En los últimos siete días no conté nada tuyo.
    [month] En los últimos treinta días no conté nada tuyo.
   *[season] En los últimos noventa días no conté nada tuyo.
}
changed-meanwhile = Alguien retiró algo mientras hacía la imagen, así que la tiré. Pídela otra vez.
title-tiles = { $count ->
    [one] Una canción aún no se pudo escuchar; su casilla muestra el título.
   *[other] { $count } canciones aún no se pudieron escuchar; sus casillas muestran los títulos.
}
no-cover-tiles = { $count ->
    [one] Una canción no tiene portada que pueda mostrar; su casilla muestra el título.
   *[other] { $count } canciones no tienen portada que pueda mostrar; sus casillas muestran los títulos.
}
no-covers-here = Aquí no busco portadas: quien me aloja tendría que activar los enlaces (SLATE_NONCOMMERCIAL en .env). Pide mejor mis pinturas.
fetching-covers = busco las portadas
fact-covers = portadas de
column-plays = Escuchas
column-listeners = De
listeners-named = { $more ->
    [0] { $names }
   *[other] { $names } y { $more } más
}
collage-alt = { $layout ->
    [paper] Un collage de papel rasgado
    [wall] Una pared de imágenes
    [grid] Una cuadrícula de portadas
   *[moods] Canciones colocadas por su ánimo
} con { $count ->
    [one] una canción
   *[other] { $count } canciones
}: { $names }.

## Botones

other-layout-label = Otra disposición
longer-label = Más tiempo
mine-label = Lo mío
everyone-label = Todos
slate-number-one-label = Pintar el número 1
collage-label = En collage

## Publicado por sí solo

posted-weekly = Desde ahora publico el collage de la semana en { $where }, cada lunes a las nueve según el reloj de { $zone }. Se acaba con la opción «schedule: never».
this-channel = este canal
not-posted-any-more = Ya no publico el collage por mi cuenta.
was-not-posted = El collage no se publicaba solo aquí.

## Resúmenes

mood-of-server = { $strong ->
    [clear] El ánimo: { $mood }.
   *[slight] El ánimo fue equilibrado, con inclinación a: { $mood }.
}
most-shared = La más compartida fue «{ $name }», por { $people } personas.
most-played = La más escuchada fue «{ $name }», { $plays ->
    [one] una vez
   *[other] { $plays } veces
}.
alike-in-taste = Los gustos más parecidos: { $people }, parecidos en un { $likeness } por el sonido de sus canciones.
