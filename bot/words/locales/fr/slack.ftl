### Ce que le bot ne dit que dans Slack.

slack-open-label = Ouvrir
slack-make-label = Peindre ce morceau
slack-some-track = Un morceau sur Spotify
slack-beside = Dans le fil : { $files }
slack-recent-label = Ou un de ces morceaux
slack-button-unknown = Ce bouton vient d’une version plus ancienne de moi. Redemande-moi avec une commande.

## La page de chacun

slack-home-intro = Donne-moi un morceau (un lien, un fichier ou un enregistrement) et je réponds par une image de son humeur. Appuie sur un de ces boutons ou mentionne-moi n’importe où.
slack-home-jobs = Ce que je fais pour toi
slack-home-no-jobs = Rien en ce moment.
slack-home-pictures = Tes dernières images
slack-home-no-pictures = Aucune pour l’instant. Elles apparaîtront ici.
slack-home-yours = À propos de toi
slack-home-everyone = Pour tout le monde dans cet espace de travail

## La connexion

slack-installed = connecté { $count ->
    [0] à aucun espace de travail pour l’instant
    [one] à { $count } espace de travail
   *[other] à { $count } espaces de travail
} ; à installer avec { $address }
slack-uninstalled = désinstallé de l’espace de travail ; réinstalle-moi depuis la page de ton application sur api.slack.com/apps
slack-port-taken = Je ne peux pas écouter sur le port { $port } ({ $why }). Choisis un autre SLACK_PORT dans .env.
slack-scopes-missing = Slack ne m’accorde pas { $scopes }. Mets à jour le manifeste de ton application (slate invite slack) et réinstalle-la.
slack-scopes-granted = Slack connaît le jeton et accorde tout ce dont j’ai besoin.
slack-create-app = Crée l’application sur { $address } (From a manifest) et colle-y ceci.
slack-no-address = Indique d’abord SLACK_PUBLIC_URL dans .env : Slack doit savoir où me joindre.
