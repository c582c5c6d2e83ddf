numbers-only = De «{ $name }» solo conozco los números, no el sonido. Suelta su archivo de audio y la escucho.
numbers-only-links = De «{ $name }» solo conozco los números, no el sonido. Suelta su archivo de audio o pega un enlace.
cataloguing = miro en el catálogo
nothing-to-add = No hay ningún archivo de sonido en { $folder }.
library-added = { $added ->
    [one] Una canción añadida
   *[other] { $added } canciones añadidas
}, { $known } ya conocidas, { $failed } omitidas.
library-stopped = Detenido. Lo escuchado se conserva; vuelve a empezar para seguir.
source-library = carpetas de música propias
source-file = archivos
source-deezer = fragmentos de Deezer
source-apple = fragmentos de Apple
source-catalogue = catálogo inicial
index-state = El índice contiene { $count } { $count ->
    [one] canción
   *[other] canciones
}, escuchadas por la versión { $version }, en { $mebibytes } MiB{ $missing ->
    [0] .
   *[other] ; { $missing } llegan con la próxima pregunta.
}
