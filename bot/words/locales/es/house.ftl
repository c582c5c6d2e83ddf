### Lo que el bot dice de sí mismo, en la terminal y en /about.

settings-changed = Cambiado; a partir de ahora vale aquí para todo el mundo.
settings-shown = Esto es lo que vale aquí para todo el mundo.

about-me = Soy Slate. Escucho canciones y respondo con imágenes de cómo se sienten y cómo suenan.
about-legend = El color es el ánimo y la forma, el sonido: el tiempo recorre la imagen, las crestas, los trazos y los anillos crecen donde el espectro suena fuerte, los acentos siguen los acordes y las fronteras caen donde cambia la música.
about-privacy = Todo se escucha en esta máquina. Guardo el nombre de una canción, dónde se escuchó primero, su ánimo, números sobre cómo suena y un boceto de unos 4 KB, con los que nadie puede rehacer la grabación. Un archivo tuyo solo se muestra a otros en este lugar. El sonido se borra en cuanto se ha escuchado; para un remix y sus botones se queda un día.
about-listening = Lo que escuchas solo se cuenta si participas con /listening. /privacy muestra, copia y borra lo que guardo de ti.
about-command = Comando
about-does = Qué hace
# Dos botones, uno junto al otro.
happy-label = Escuchar una canción alegre
sad-label = Una triste

engine-busy = { $workers } trabajando, { $waiting } en espera
engine-ready = { $workers } { $workers ->
    [one] listo
   *[other] listos
}

## Tras el nombre de una superficie, en una lista de la terminal y de la página

web-open = sí
discord-off = aún sin token (pon DISCORD_TOKEN en .env, mira el README)
slack-off = { $count ->
    [one] aún falta un token
   *[other] aún sin tokens
} (pon { $names } en .env)
links-name = enlaces
links-followed = activados
links-not-followed = desactivados (SLATE_NONCOMMERCIAL en .env dice por qué)

## En la terminal

welcome = Slate escucha en { $address }
how-to-stop = Pulsa Ctrl-C para parar.
stopped = Detenido. El trabajo sin terminar sigue en el próximo arranque.
cannot-start = No puedo arrancar: { $reason }. Si el puerto { $port } está ocupado, elige otro con SLATE_PORT.
engine-failed = No puedo arrancar: los procesos que escuchan terminaron enseguida. `slate doctor` dice qué falta.
written = { $path } guardado
migrated = La base de datos de { $folder } está al día.
