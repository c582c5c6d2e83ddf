### Lo que el bot dice de las reglas de un servidor. Canales, roles y comandos se llaman como los muestra la plataforma.

## Después de ver o cambiar los ajustes

answers-everyone = Respondo a todo el mundo y en todas partes.
answers-in = Respondo en { $channels }.
answers-roles = Solo puede pedirme algo quien tenga uno de estos roles: { $roles }.
answers-without = Comandos desactivados: { $commands }.
no-offers-here = Aquí aún no ofrezco nada: hacen falta un servidor o espacio de trabajo, los enlaces activados (SLATE_NONCOMMERCIAL en .env) y, en Discord, «Message Content Intent» en la página Bot de mi aplicación.
remixes-in = Remezclo por mi cuenta dos archivos que se suelten en { $channels }.
remixes-everywhere = Remezclo por mi cuenta dos archivos que se suelten en cualquier canal.
no-drops-here = Aquí aún no veo los archivos que se sueltan: hacen falta un canal y, en Discord, «Message Content Intent» en la página Bot de mi aplicación. Mencióname con los dos archivos.
pause = { $seconds ->
    [0] ninguna
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}

## Cuando algo no se puede aquí

elsewhere = Aquí solo respondo en { $channels }. Pídemelo allí.
for-roles = Aquí solo puede pedirme algo quien tenga uno de estos roles: { $roles }.
switched-off = /{ $feature } está desactivado aquí.
enough-in-hand = { $most ->
    [one] Ya tienes una petición en curso, y cada persona puede tener solo una a la vez. Espera la respuesta o cancélala.
   *[other] Ya tienes { $most } peticiones en curso, el máximo por persona. Espera una respuesta o cancela alguna.
}
turn-in = { $seconds ->
    [one] te toca en { $seconds } segundo
   *[other] te toca en { $seconds } segundos
}

## Cuando no se entiende una regla. Las palabras here y all se quedan como están.

no-channel = No conozco ningún canal «{ $text }». Menciona canales, como #musica, o escribe here para este, o all para todos.
no-channel-here = Esto es una conversación privada, no un canal. Menciona canales, como #musica.
no-role = No conozco ningún rol «{ $text }». Menciona roles, como @dj, o escribe all para todo el mundo.
no-roles-here = Aquí no hay roles entre los que elegir.
too-many-named = Es demasiado de una vez: nombra como mucho { $most }.
