### Contar lo que la gente escucha. Cada cual se apunta por sí mismo; las palabras que se escriben, como join, quedan igual.

## Activado o no en todo un servidor

listening-needs-server = Eso funciona en un servidor, no en una conversación privada. Pídemelo allí.
listening-is-off = { $admin ->
    [yes] La escucha está desactivada en este servidor: no se cuenta nada. Como lo administras, puedes activarla; después cada cual decide por sí mismo.
   *[no] La escucha está desactivada en este servidor: no se cuenta nada. Quien lo administra puede activarla con /listening on.
}
listening-turned-on = La escucha está activada. Solo cuento a quienes se apuntan con /listening join, y lo borro todo a los { $days } días. Los días y las semanas empiezan según el reloj de { $zone }; se cambia con zone.
listening-turned-off = La escucha está desactivada. Desde ahora no cuento nada aquí. Lo ya contado queda hasta que cumpla su tiempo o hasta que la gente se vaya.
no-such-zone = No conozco la zona horaria «{ $text }». Escribe una como Europe/Berlin o America/New_York.

## Apuntarse y marcharse

not-joined = No participas aquí: no cuento nada de lo que escuchas.
joined-listening =
    Ya participas. Desde ahora guardo tres cosas de cada canción que escuchas: la canción, cuándo y este servidor. Nada más.

    Las canciones vienen de tu estado, donde esta plataforma me muestra lo que suena, de lo que pides pintar o publicas aquí, y de las cuentas que enlaces. Una canción cuenta a los 30 segundos, o a la mitad.

    Lo guardo { $days } días y luego lo borro. Aquí todos pueden verlo en los collages y resúmenes del servidor, sin tu nombre mientras no lo permitas.

    Oculta una canción o un artista con /listening hide y haz una pausa cuando quieras. Marcharse lo borra todo al instante.
listening-status = { $count ->
    [0] { $paused ->
        [yes] Participas, en pausa. Todavía no guardo nada tuyo aquí.
       *[no] Participas. Todavía no guardo nada tuyo aquí.
    }
    [one] { $paused ->
        [yes] Participas, en pausa. Guardo aquí una escucha tuya, { $days } días como mucho.
       *[no] Participas. Guardo aquí una escucha tuya, { $days } días como mucho.
    }
   *[other] { $paused ->
        [yes] Participas, en pausa. Guardo aquí { $count } escuchas tuyas, cada una { $days } días como mucho.
       *[no] Participas. Guardo aquí { $count } escuchas tuyas, cada una { $days } días como mucho.
    }
}
blocked-here = Quien administra este servidor te deja fuera de sus imágenes; las tuyas siguen funcionando.
left-listening = { $count ->
    [0] Ya no participas. No guardaba nada tuyo aquí.
    [one] Ya no participas, y la única escucha guardada está borrada.
   *[other] Ya no participas, y las { $count } escuchas guardadas están borradas.
}
paused-listening = En pausa. No cuento nada hasta que sigas. Lo ya contado queda.
resumed-listening = Vuelvo a contar desde ahora.

## Ocultar

hidden-names = { $more ->
    [0] { $names }
   *[other] { $names } y { $more } más
}
hidden-from-now-on = { $count ->
    [0] «{ $name }» queda oculto desde ahora. No había nada contado.
    [one] «{ $name }» queda oculto desde ahora, y una escucha está borrada.
   *[other] «{ $name }» queda oculto desde ahora, y { $count } escuchas están borradas.
}
hidden-no-more = «{ $name }» vuelve a contar.
not-hidden = «{ $name }» no está oculto. Escríbelo como lo ocultaste.
hide-what = Di en la opción what qué ocultar: una canción como Artista - Título, o un artista.

## Nombres

name-shown = Tus canciones pueden llevar aquí tu nombre: { $name }.
name-not-shown = Tu nombre ya no se dice aquí.

## Cuentas

account-linked = Desde ahora leo «{ $name }» en { $service } cada pocos minutos y cuento lo nuevo. /listening dice si puedo.
account-unlinked = Ya no leo tu cuenta en { $service }.
no-account = No tienes ninguna cuenta enlazada en { $service }.
no-such-service = { $service } no está configurado aquí. Quien me aloja puede hacerlo en .env.
link-what = Di qué cuenta: elige el servicio ({ $services }) y escribe el nombre de la cuenta en la opción what.
trouble-private = { $name }: privada, así que no puedo leerla. Haz públicas tus escuchas recientes y sigo.
trouble-unknown = { $name }: no existe esa cuenta.
trouble-down = { $name }: últimamente no se pudo consultar. Lo intento de nuevo yo solo.

## Botones y nombres de datos

join-label = Participar
leave-label = Marcharme y borrar
pause-label = Pausar
resume-label = Seguir
show-name-label = Mostrar mi nombre
hide-name-label = Ocultar mi nombre
turn-on-label = Activar la escucha
fact-named = nombre visible
fact-hidden = oculto
