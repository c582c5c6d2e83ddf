### Lo que el bot solo dice en Slack.

slack-open-label = Abrir
slack-make-label = Pintar la canción
slack-some-track = Una canción en Spotify
slack-beside = En el hilo: { $files }
slack-recent-label = O una de estas canciones
slack-button-unknown = Ese botón es de una versión anterior mía. Pídemelo otra vez con un comando.

## La página de cada persona

slack-home-intro = Dame una canción (un enlace, un archivo o una grabación) y respondo con una imagen de su ánimo. Pulsa uno de estos botones o mencióname donde quieras.
slack-home-jobs = En qué estoy trabajando para ti
slack-home-no-jobs = En nada ahora mismo.
slack-home-pictures = Tus últimas imágenes
slack-home-no-pictures = Aún ninguna. Aparecerán aquí.
slack-home-yours = Sobre ti
slack-home-everyone = Para todos en este espacio de trabajo

## La conexión

slack-installed = conectado { $count ->
    [0] a ningún espacio de trabajo todavía
    [one] a { $count } espacio de trabajo
   *[other] a { $count } espacios de trabajo
}; instálalo con { $address }
slack-uninstalled = desinstalado del espacio de trabajo; instálame de nuevo desde la página de tu aplicación en api.slack.com/apps
slack-port-taken = No puedo escuchar en el puerto { $port } ({ $why }). Elige otro SLACK_PORT en .env.
slack-scopes-missing = Slack no me concede { $scopes }. Actualiza el manifiesto de tu aplicación (slate invite slack) e instálala de nuevo.
slack-scopes-granted = Slack conoce el token y concede todo lo que necesito.
slack-create-app = Crea la aplicación en { $address } (From a manifest) y pega esto allí.
slack-no-address = Pon primero SLACK_PUBLIC_URL en .env: Slack tiene que saber dónde encontrarme.
