### Lo que el bot dice en las plataformas de chat.

step-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } delante de ti
} · { $done } %
stage-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } delante de ti
}
starting = empezando
cancel-label = Cancelar
cannot-cancel = Aquí no hay nada tuyo que cancelar: ya está hecho o lo pidió otra persona.
already-asked = Ya estoy con eso para ti.
send-label = Enviar
form-label = Rellenar un formulario
files-label = { $most ->
    [1] O el propio archivo de audio
   *[other] O los propios archivos de audio
}
file-option = El propio sonido: un archivo, un mensaje de voz o un vídeo
more-rows = … y { $count } más
upload-lost = No he podido traer «{ $name }». Envíalo otra vez.
made-to-fit = El sonido era demasiado grande para este sitio, así que llega como mp3.
too-large-to-post = { $count ->
    [one] Un archivo es demasiado grande
   *[other] { $count } archivos son demasiado grandes
} para publicarse aquí.
restarting = Me están reiniciando; la respuesta sigue abajo.
say-what = Mencióname con una canción (basta un archivo en el mensaje) o empieza por: { $features }.

## Discord

command-changed = Ese comando ha cambiado. Recarga Discord (Ctrl-R) y llámalo otra vez.
form-lost = Ya no tengo el formulario que rellenaste: me reiniciaron, o estuvo abierto demasiado tiempo. Llama otra vez al comando.
upload-foreign = «{ $name }» no está en Discord y no lo he traído. Envía aquí el archivo.
answer-apart = Esto tarda más de lo que puedo cambiar este mensaje; la respuesta llegará en uno nuevo.
asked-in-passing = Me reiniciaron antes de que pudiera leerlo. Pídelo otra vez dentro de un minuto.
delete-label = Borrar
cannot-delete = Solo puede borrarlo quien lo pidió o quien modera aquí.
offer-label = Pintar esta canción
spoiler-option = Tapar las imágenes hasta que alguien haga clic en ellas
intents-missing = Discord no me deja ver { $names }. Todo lo demás funciona igual; para permitirlo, actívalo en «Privileged Gateway Intents», en la página Bot de tu aplicación, y reiníciame.
intent-message-content = los mensajes que no me mencionan
intent-presences = lo que escucha la gente
intent-members = quién está en un servidor
invitation-server = A un servidor (si puedes administrarlo): { $link }
invitation-person = Para ti, en todos tus chats: { $link }
no-application = Aún no conozco tu aplicación: pon DISCORD_TOKEN o DISCORD_APPLICATION_ID en .env.
connecting = conectando …
discord-connected = en línea como { $name }{ $servers ->
    [0] , aún en ningún servidor; invítalo con { $invitation }
    [one] {" "}en { $servers } servidor
   *[other] {" "}en { $servers } servidores
}
discord-token-refused = Discord ha rechazado el token. Cópialo de nuevo desde la página Bot de tu aplicación a DISCORD_TOKEN en .env.
discord-unreachable = No consigo llegar a Discord; sigo intentándolo. Comprueba la conexión de esta máquina.

## Slack

slack-files-hint = Slack admite aquí hasta 10 MB. Publica un archivo mayor en un canal y mencióname.
slack-file-denied = Slack no me da «{ $name }». Quien me instaló puede concederme files:read e instalarme de nuevo.
slack-file-elsewhere = «{ $name }» no está en Slack y no lo he traído. Sube aquí el archivo.
slack-not-invited = No puedo escribir donde me preguntaste, así que aquí va la respuesta. Invítame allí (/invite) para recibirla allí.
slack-connected = en línea como { $name } en { $team }
slack-token-refused = Slack ha rechazado { $setting } ({ $why }). Cópialo de nuevo desde la página de tu aplicación en api.slack.com/apps a .env.
slack-unreachable = No consigo llegar a Slack; sigo intentándolo. Comprueba la conexión de esta máquina.
slack-lost = conexión perdida; la estoy recuperando
