### Lo que el bot guarda de la gente, y cómo librarse de ello.

what-is-kept = Esto es todo lo que guardo de ti, en todos los servidores. Las escuchas desaparecen solas a los { $days } días. «Exportar» te da una copia, «Borrar» lo elimina todo al instante.
nothing-is-kept = No guardo nada de ti.
kept-listens = escuchas
kept-membership = participas en
kept-hidden = oculto
kept-accounts = cuentas
kept-requests = peticiones en curso
kept-answers = respuestas
kept-conversation = conversación privada
kept-schedules = citas fijas
entries = { $count ->
    [one] 1 entrada
   *[other] { $count } entradas
}
copy-label = Exportar
here-is-your-copy = Aquí tienes una copia de todo lo que guardo de ti.
copy-alt = Todo lo que se guarda de ti, en JSON.
erase-label = Borrar…
erase-surely-label = Sí, borrarlo todo
erase-really = Esto borra todo lo que guardo de ti en todos los servidores: escuchas, cuentas enlazadas, lo oculto, peticiones en curso. No se puede deshacer. Las imágenes publicadas quedan donde están, y si alguien que administra un servidor te ha bloqueado, eso queda, como suma de control sin tu nombre.
everything-erased = Hecho. Todo lo que guardaba de ti está borrado. Los sonidos de los remixes no llevan nombre y desaparecen solos en un día.
mention-somebody = Menciona a la persona en la opción who, en un servidor.
person-blocked = { $who } no aparece desde ahora en ninguna imagen de este servidor.
person-unblocked = { $who } puede volver a aparecer en las imágenes de este servidor.
