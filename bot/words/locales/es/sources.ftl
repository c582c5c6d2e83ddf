### Lo que el bot dice de los enlaces y de los catálogos de donde escucha canciones.

finding = buscando la canción
excerpt = 30 s de { $source }
excerpt-spoilt = { $source } tiene un fragmento de { $name }, pero no se oye nada en él. Suelta aquí el archivo de audio.
other-link = Solo sigo enlaces a canciones de Spotify. Suelta aquí el archivo de audio o graba unos segundos.
album-choice = { $name } es un álbum. ¿Qué canción?
album-unknown = Eso es un álbum, y solo puedo mirar dentro con claves de Spotify. Pega el enlace de una de sus canciones.
playlist-link = Spotify solo muestra las canciones de una playlist a quien la creó. Pega enlaces de canciones sueltas.
artist-link = Eso es la página de un artista. Pega el enlace de una de sus canciones.
speech-link = Eso es voz hablada. Yo escucho música: pega el enlace de una canción.
dead-link = Ese enlace no lleva a ninguna canción que yo encuentre. Compruébalo o suelta aquí el archivo de audio.
who-plays = Solo conozco esa canción como «{ $title }». Dime quién la toca, así: Artista - { $title }
no-excerpt = Conozco la canción, { $name }, pero ningún catálogo al que pueda preguntar tiene un fragmento. Suelta aquí el archivo de audio.
published-features = Solo se conocen las características que publica ReccoBeats, que no puedo comprobar de oído: la llaman { $energy ->
    [energetic] enérgica
   *[calm] tranquila
} y más bien { $valence ->
    [bright] luminosa
   *[dark] oscura
}.
judged = Según esas características es { $label }, { $share }, dice un modelo entrenado con { $table }; sus etiquetas vienen de { $origin }, no del sonido.
which-of = No sé qué grabación de { $name } quieres decir. ¿Una de estas?
sources-down = Los servicios que conocen canciones no responden ahora. Inténtalo dentro de unos minutos o suelta aquí el archivo de audio.
