### Lo que el bot dice cuando no puede. Las palabras tras una barra y las que se escriben se quedan como están.

# $asked lo escribió alguien.
song-unknown = No conozco ninguna canción llamada «{ $asked }». Suelta aquí el archivo de audio, graba unos segundos o nombra una canción del jukebox (happy, angry, sad, relaxed).
song-wanted = Dame una canción: suelta un archivo de audio, graba unos segundos o nombra una canción del jukebox (happy, angry, sad, relaxed).
links-off = Aquí los enlaces están desactivados. Suelta el archivo de audio de la canción o graba unos segundos.
audio-gone = Ya no tengo el sonido de «{ $name }»; no guardo ninguno una vez escuchada la canción. Vuelve a enviar el archivo.
file-empty = «{ $name }» está vacío. Comprueba que la subida terminó y envíalo otra vez.
# $name es una opción, $sentence dice qué admite.
needs = Me falta una cosa, { $name }: { $sentence }.
not-one-of = «{ $value }» no vale para { $name }. Elige entre: { $choices }.
not-a-number = { $name } pide un número entero, no «{ $value }».
out-of-span = { $name } debe estar entre { NUMBER($lowest, useGrouping: 0) } y { NUMBER($highest, useGrouping: 0) }.
not-yes-or-no = { $name } pide sí o no, no «{ $value }».
# $count dice cuántas opciones tiene el comando, $known son sus nombres.
no-such-option = /{ $feature } no tiene la opción «{ $name }». Conoce: { $count ->
    [0] ninguna
   *[other] { $known }
}.
no-such-feature = No conozco /{ $name }. Prueba { $known }.
too-many-songs = Es demasiado de una vez: envía { $most } canciones como mucho.
surplus-file = /{ $feature } { $most ->
    [0] no admite archivos. Pídelo otra vez sin ellos.
    [one] admite un solo archivo. Envíalos de uno en uno.
   *[other] admite como mucho { $most } archivos. Envía menos a la vez.
}
# $most cuenta mebibytes.
upload-too-large = «{ $name }» pasa de { NUMBER($most, useGrouping: 0) } MiB. Envía un archivo más corto o más comprimido, por ejemplo un mp3.
admins-only = Eso solo pueden cambiarlo quienes administran este servidor.
cancelled = Cancelado.
# $code encuentra el fallo en el registro.
apology = Algo ha fallado por mi parte. Está en el registro como { $code }; quizá funcione si lo intentas otra vez.
gave-up = Me detuvieron dos veces mientras trabajaba en esto. Envíalo de nuevo; si se repite, el problema está en el archivo.
# $why es una frase entera.
left-out = He dejado fuera «{ $name }»: { $why }
