### Lo que dice el motor que escucha y pinta.

engine-unreadable-audio = No he podido leer eso como audio. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-nothing-to-hear = La grabación está en silencio o es demasiado corta. Envía al menos tres segundos de sonido.
engine-too-much-audio = El archivo es demasiado grande. Envía uno más corto o más comprimido.
engine-nothing-to-show = Todavía no hay ninguna canción para un collage.
engine-stale = Esa canción la escuchó una versión anterior. Envíala otra vez y la escucharé de nuevo.
engine-took-too-long = Tardaba demasiado y lo he dejado. Inténtalo otra vez o envía un archivo más corto.
engine-worker-died = El proceso que escuchaba se detuvo sin avisar. Inténtalo otra vez; si pasa dos veces, el problema está en el archivo.
engine-overloaded = Ya hay demasiadas canciones esperando. Inténtalo dentro de un minuto.
engine-weights-mismatch = Mis pesos del ánimo no encajan con esta versión. Reinstala Slate o entrénalos con `slate train mood`.

engine-too-much-memory = El archivo necesita más memoria de la que puedo usar. Envía uno más corto o más sencillo.
engine-too-many-mebibytes = El archivo ocupa { $size } MiB y admito { $most } MiB como mucho. Envíalo en mp3 o m4a.
engine-damaged = El archivo está dañado o no es sonido. Guárdalo o descárgalo otra vez, o envíalo en mp3.
engine-empty = El archivo está vacío. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-cut-off = El archivo está cortado: falta el índice del final. Guárdalo o descárgalo otra vez.
engine-protected = El archivo está protegido contra copia y no puedo escucharlo. Envía uno sin protección.
engine-text = Eso es un archivo de texto, no sonido. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-playlist = Eso es una lista de reproducción, que solo nombra otros archivos. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-web-page = Eso es una página web, no sonido. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-picture = Eso es una imagen. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-pdf = Eso es un PDF. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-zip = Eso es un archivo comprimido (zip). Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-archive = Eso es un archivo comprimido. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-program = Eso es un programa. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-midi = Eso es un archivo MIDI: tiene notas, pero no sonido. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-windows-media = Eso es un archivo de Windows Media, que no sé leer. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-strange-video = No sé leer ese tipo de vídeo. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-strange-sound = No sé leer ese tipo de audio. Envía un archivo mp3, m4a, wav, flac, ogg o webm.
engine-damaged-short = El archivo está dañado o no es sonido.
engine-no-decoder = No tengo decodificador para el sonido de ese archivo. Envíalo en mp3 o m4a.
engine-bad-header = La cabecera del archivo está dañada: ningún sonido tiene esa frecuencia de muestreo. Envíalo en mp3 o m4a.
engine-silent = La grabación está en silencio. Comprueba el micrófono o el archivo y envíala otra vez.
engine-no-sound = En ese archivo no hay sonido; quizá esté dañado. Guárdalo o descárgalo otra vez.
engine-ear-weights = Los pesos de mi oído no encajan con esta versión. Reinstala Slate o entrénalos con `slate train ear`.
engine-likeness-weights = Mis pesos del parecido no encajan con esta versión. Reinstala Slate o ejecuta `slate train likeness`.
engine-published-model = El modelo de las características publicadas está dañado o es de otra versión. Entrénalo de nuevo con `slate train published`.
engine-catalogue-mismatch = Las canciones incluidas no encajan con esta versión. Reinstala Slate.
engine-no-narrator = El modelo de lenguaje no se puede usar, así que las tarjetas quedan sin sus frases.

## Pasos del trabajo

stage-waiting = en espera
stage-opening = abriendo el archivo
stage-listening = escuchando
stage-feeling = sintiendo el ánimo
stage-painting = pintando
stage-plane = dibujando el plano del ánimo
stage-jukebox = suena el jukebox
stage-neighbours = dibujando las vecinas
stage-collage = componiendo las canciones
stage-cards = dibujando las tarjetas
stage-scenes = escribiendo las escenas
stage-shelving = colocando canciones
stage-indexing = construyendo el índice
stage-writing = escribiendo el índice
