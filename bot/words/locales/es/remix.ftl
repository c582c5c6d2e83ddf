### Lo que el bot dice de los remixes: la primera canción con el estilo de la segunda.

## La respuesta

remix-told = { $first } al estilo de { $second }. { $keep ->
    [classic] Como se hacía en 2016: el espectrograma de la primera canción, repintado con la textura de la segunda.
    [groove] El ritmo es de la primera canción; la armonía, de la segunda.
    [both] { $bed ->
        [yes] La melodía y el ritmo son de la primera canción; la armonía de fondo, de la segunda.
       *[no] La melodía y el ritmo son de la primera canción; el sonido se acerca a la segunda.
    }
   *[melody] { $bed ->
        [yes] La melodía es de la primera canción; la batería y la armonía, de la segunda.
       *[no] La melodía es de la primera canción; la batería, de la segunda.
    }
}
remix-moved = Para que encajen, la segunda la he { $moved }.
remix-pitch = { $way ->
    [up] subido { $size ->
        [one] un semitono
       *[other] { $size } semitonos
    }
   *[down] bajado { $size ->
        [one] un semitono
       *[other] { $size } semitonos
    }
}
remix-pace = { $way ->
    [faster] acelerado un { $share }
   *[slower] ralentizado un { $share }
}
remix-both = { $pitch } y { $pace }
remix-unmoved = Encajan tal como son, en tonalidad y en tempo.
remix-alike = Solo por el sonido, se parece un { $first } a la primera y un { $second } a la segunda.
remix-note-no-beat = En la primera no oigo pulso, así que no hay ritmo que seguir.
remix-note-no-beat-in-style = En la segunda no oigo pulso: da más su color que su ritmo.
remix-note-far-tempo = Sus tempos están muy lejos, y se oye.
remix-note-far-key = Sus tonalidades están muy lejos, y se oye.
remix-note-short-style = La segunda es tan corta que se repite.
remix-note-same-song = Es dos veces la misma canción, así que cambia poco.
remix-note-turned-down = Están tan lejos que he tomado menos de la segunda; «Más fuerte» pide más.
fact-strength = fuerza
remix-alt = { $first }, { $first_mood }, al estilo de { $second }, { $second_mood }: los espectrogramas de ambas canciones y del remix con sus pulsos, y de dónde viene cada parte.
remix-heard = { $first } al estilo de { $second }

## Botones

swap-label = Intercambiar
stronger-label = Más fuerte
softer-label = Más suave
keep-label = { $keep ->
    [groove] Conservar el ritmo
    [both] Conservar ambos
   *[melody] Conservar la melodía
}

## Cuando algo no se puede

remix-forbidden = No puedo remezclar { $name }: { $source } deja oír sus fragmentos, pero sus condiciones no permiten hacer nada nuevo con ellos, y las de Spotify no permiten mezclar nada. Suelta aquí el archivo de audio.
remix-wants-sound = De «{ $name }» solo conozco los números, y un remix se hace con sonido. Suelta aquí su archivo de audio.
sound-not-kept = Ya no tengo el sonido de «{ $name }»; para los remixes lo guardo un día. Envía el archivo otra vez.

## Mientras se hace

time-left = { $stage }, quedan unos { $seconds } s
time-left-long = { $stage }, quedan unos { $minutes } min
passage-tempo = { $sure ->
    [about] unos { $tempo } BPM
   *[sure] { $tempo } BPM
}
