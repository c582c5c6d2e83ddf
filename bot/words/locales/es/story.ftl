### Lo que dice el bot del disco de un artista contado como historia, y los textos que acompañan a sus imágenes.

## Lo que no se puede contar

no-songs-sent = Ahí no encontré ninguna canción. Envía letras en .txt o .lrc, archivos de audio o un zip; los archivos con el mismo nombre van juntos.
not-plain-text = No puedo leer letras en { $file }. Guárdalas como texto sin formato (.txt) o pégalas en el formulario.
too-many-songs-sent = Son { $count } canciones; una historia tiene como mucho { $most }. Envía menos a la vez.
one-cover-only = Son { $count } imágenes, y un disco tiene una sola portada. Envía solo la que corresponde.
zip-too-large = { $file } contiene más de lo que acepto: como mucho 64 archivos y 200 MiB. Envía menos canciones a la vez.
zip-unreadable = No puedo abrir { $file }: está dañado o bloqueado. Vuelve a comprimirlo sin contraseña.
rights-wanted = Las letras y las portadas pertenecen a quienes las hicieron. Si puedes usarlas, vuelve a pedirlo con los derechos activados; después de la respuesta no guardo nada.
paper-gone = Ya no tengo { $file }. Envía el archivo otra vez.
doctor-narrator = Las historias las escribe { $model }.
doctor-narrator-missing = El modelo de lenguaje { $model } no está, así que las historias quedan sin prosa. Descárgalo con: hf download { $model }, o arranca su servidor.
untitled = Sin título

## La historia

story-told = { $title } en { $count ->
    [one] una escena
   *[other] { $count } escenas
}.
story-motifs = Lo que vuelve: { $motifs }.
prose-follows = Las escenas todavía se están escribiendo.
no-prose = Nada de lo escrito para las escenas se podía mostrar.
prose-alt = Las escenas de { $title }, escritas por un modelo de lenguaje.
drawing-cards = dibujando las tarjetas
drawing-collages = componiendo los collages
scene-role = { $role ->
    [opening] apertura
    [low-point] punto bajo
    [high-point] punto alto
    [turn] giro
    [return] regreso
    [close] cierre
   *[middle] en camino
}
scene-heading = { $number } / { $count } · { $role }
link-motif = las dos muestran «{ $shown }»
link-akin = «{ $one }» se vuelve «{ $other }»
link-mood = { $way ->
    [brighter] { $other } es más clara que { $one }
    [darker] { $other } es más oscura que { $one }
    [open] { $other } sigue a { $one }
   *[level] { $other } se queda donde acaba { $one }
}
link-sound = { $kind ->
    [key] la tonalidad se mantiene
    [tempo] el tempo se mantiene
   *[arc] { $arc ->
        [rises] las dos suben
        [falls] las dos bajan
        [falls-and-returns] las dos bajan y vuelven
        [rises-and-falls] las dos suben y bajan
       *[holds] las dos mantienen su ánimo
    }
}

## Textos para publicar

caption-short = { $title }: { $images }.
caption-feeling = { $feeling ->
    [happy] { $title } es una canción luminosa.
    [angry] { $title } es una canción que enseña los dientes.
    [sad] { $title } es una canción para las horas tardías.
    [relaxed] { $title } es una canción para respirar.
   *[open] { $title }.
}
caption-images = En ella: { $images }.
caption-quote = «{ $quote }»
caption-role = { $role ->
    [opening] Abre { $record }.
    [close] Cierra { $record }.
    [low-point] Es el punto bajo de { $record }.
    [high-point] Es el punto alto de { $record }.
    [turn] Aquí { $record } da un giro.
    [return] Aquí { $record } encuentra el camino de vuelta.
   *[middle] Es el número { $number } de { $count } de { $record }.
}
caption-link = De { $title } hasta aquí: { $link }.

## Para quienes no ven las imágenes

card-alt = Tarjeta de { $title }, { $heading }. Se ve: { $images }.
kit-collage-alt = Collage de papel para { $title } con { $songs }.
kit-alt = Todas las imágenes y los textos de { $title }.
