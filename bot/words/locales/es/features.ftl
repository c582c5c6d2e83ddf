### Los comandos y sus opciones. El inglés está en cogs/: la primera línea de un comando es aquí el mensaje, el resto
### de su descripción «.detail», su entrada en el menú de los mensajes «.menu», sus opciones «.option-NOMBRE».
### Frases: 100 caracteres como mucho. Menús: 24. Nombres de opciones: en minúsculas, sin espacios, 32 como mucho.

feature-about = Qué soy, qué sé hacer y qué guardo.

feature-mood = Ordenar canciones por su ánimo y situarlas en el plano de valencia y activación.
    .detail = Las canciones se reparten en alegres, furiosas, tristes y relajadas, las más seguras primero, con el espectrograma que se leyó.
    .menu = Ver el ánimo
    .option-songs = Uno o varios enlaces de Spotify, archivos de audio, grabaciones o canciones del jukebox

feature-remix = Una canción con el estilo de otra: su melodía, con la batería y la armonía ajenas.
    .detail = Bastan dos archivos en un mensaje: el primero se remezcla, el segundo da el estilo. «Intercambiar» los cambia de lugar, «Más fuerte» y «Más suave» varían cuánto se oye la segunda, «Pintar esta canción» pinta el remix.
    .menu = Remezclar archivos
    .option-first = La canción que se remezcla: archivo de audio, grabación o canción de la gramola como happy
    .option-second = La canción que da el estilo: archivo de audio, grabación o canción de la gramola
    .option-strength = Cuánto se oye de la segunda canción
    .option-keep = Qué queda de la primera: su melodía, su ritmo o ambos
    .option-bed = Poner debajo la armonía de la segunda canción
    .option-length = Duración del remix en segundos
    .option-start = Segundo en el que empezar en la primera canción
    .option-style_start = Segundo en el que empezar en la segunda canción
    .option-seed = Otros números dan otros remixes de las mismas dos
    .option-format = Tipo de archivo; mp3 suena en todas partes
    .option-classic = Como se hacía en 2016, con más ruido: para comparar

feature-settings = Ver o cambiar lo que vale aquí para todo el mundo.
    .detail = Sin opciones, el comando muestra los ajustes; con opciones, los cambia.
    .option-style = Estilo de todas las imágenes; con auto elige la canción
    .option-shape = Formato de todas las imágenes: cuadrado, apaisado o vertical
    .option-caption = Escribir el nombre de la canción debajo de la imagen
    .option-spoiler = Ocultar cada imagen hasta que alguien haga clic, donde se pueda
    .option-offer = Poner un pequeño botón bajo los enlaces de Spotify que se publican
    .option-language = Idioma de mis respuestas; con auto, el de cada persona
    .option-channels = Dónde respondo: menciones de canales como #musica, here para este, o all
    .option-roles = Quién puede pedirme algo: menciones de roles como @dj, o all
    .option-off = Comandos que nadie puede usar aquí, como mood similar, o none
    .option-at_once = Cuántas peticiones en curso puede tener una persona
    .option-cooldown = Segundos entre dos peticiones de una persona para el mismo comando

feature-similar = Encontrar las cinco canciones que más suenan como una y decir en qué se parecen.
    .detail = Solo por el sonido: puede estar cerca lo que nunca suena junto. La tarjeta muestra las cinco alrededor de la canción, más cerca cuanto más se parecen. «Más» muestra las cinco siguientes.
    .menu = Canciones parecidas
    .option-song = Un enlace de Spotify, un archivo de audio, una grabación o una canción del jukebox, como happy
    .option-skip = Cuántas de las más cercanas saltarse para ver las que siguen
    .option-here = Solo canciones que se escucharon en este servidor

feature-slate = Pintar una canción: los colores salen de su ánimo y las formas, de su sonido.
    .detail = Cada trazo sale del propio sonido. «Otra vez» pinta otra imagen de la misma canción, «Otro estilo» cambia de mano, «Ánimo» muestra dónde se sitúa la canción y «Canciones parecidas», cinco que suenan como ella.
    .menu = Pintar esta canción
    .option-song = Un enlace de Spotify, un archivo de audio, una grabación o una canción del jukebox, como happy
    .option-style = Cómo pintarla; si no lo dices, elige la canción
    .option-seed = 0 es la imagen propia de la canción; otros números la varían
    .option-shape = Cuadrado, apaisado o vertical

option-at_once = a_la_vez
option-bed = armonía
option-caption = leyenda
option-channels = canales
option-classic = clásico
option-cooldown = espera
option-file = archivo
option-first = primera
option-format = formato
option-here = aquí
option-keep = conservar
option-language = idioma
option-length = duración
option-off = desactivados
option-offer = ofrecer
option-roles = roles
option-second = segunda
option-seed = variante
option-shape = formato
option-skip = saltar
option-song = canción
option-songs = canciones
option-spoiler = ocultar
option-start = inicio
option-strength = fuerza
option-style = estilo
option-style_start = inicio_estilo

choice-auto = automático
choice-balanced = Equilibrado
choice-bloom = floración
choice-both = Ambos
choice-flac = FLAC
choice-flow = corrientes
choice-groove = Ritmo
choice-heavy = Intenso
choice-melody = Melodía
choice-mp3 = MP3
choice-no = no
choice-ogg = Ogg
choice-rings = anillos
choice-square = cuadrado
choice-strata = estratos
choice-subtle = Sutil
choice-tall = vertical
choice-wav = WAV
choice-wide = apaisado
choice-yes = sí
