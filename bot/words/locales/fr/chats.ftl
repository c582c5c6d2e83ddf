### Ce que le bot dit sur les plateformes de discussion.

step-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } avant toi
} · { $done } %
stage-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } avant toi
}
starting = c’est parti
cancel-label = Annuler
cannot-cancel = Il n’y a rien à toi à annuler ici : c’est déjà fini, ou quelqu’un d’autre l’a demandé.
already-asked = J’y travaille déjà pour toi.
send-label = Envoyer
form-label = Remplir un formulaire
files-label = { $most ->
    [1] Ou le fichier audio lui-même
   *[other] Ou les fichiers audio eux-mêmes
}
file-option = Le son lui-même : un fichier, un message vocal ou une vidéo
more-rows = … et { $count } de plus
upload-lost = Je n’ai pas pu récupérer « { $name } ». Renvoie-le.
made-to-fit = Le son était trop gros pour cet endroit, il arrive donc en mp3.
too-large-to-post = { $count ->
    [one] Un fichier est trop gros
   *[other] { $count } fichiers sont trop gros
} pour être publié ici.
restarting = On me redémarre ; la réponse suit ci-dessous.
say-what = Mentionne-moi avec un morceau (un fichier joint suffit), ou commence par : { $features }.

## Discord

command-changed = Cette commande a changé. Recharge Discord (Ctrl-R) et rappelle-la.
form-lost = Je n’ai plus le formulaire que tu as rempli : on m’a redémarré, ou il est resté ouvert trop longtemps. Rappelle la commande.
upload-foreign = « { $name } » ne se trouve pas chez Discord, je ne l’ai donc pas pris. Envoie plutôt le fichier ici.
answer-apart = C’est plus long que le temps où je peux modifier ce message ; la réponse suivra dans un nouveau.
asked-in-passing = On m’a redémarré avant que j’aie lu cela. Redemande dans une minute.
delete-label = Supprimer
cannot-delete = Seules la personne qui l’a demandé et la modération d’ici peuvent le supprimer.
offer-label = Peindre ce morceau
spoiler-option = Masquer les images jusqu’à ce qu’on clique dessus
intents-missing = Discord ne me laisse pas voir { $names }. Tout le reste marche quand même ; pour l’autoriser, active-le sous « Privileged Gateway Intents » sur la page Bot de ton application, puis redémarre-moi.
intent-message-content = les messages qui ne me mentionnent pas
intent-presences = ce que les gens écoutent
intent-members = qui se trouve sur un serveur
invitation-server = Pour un serveur (si tu peux le gérer) : { $link }
invitation-person = Pour toi, dans toutes tes discussions : { $link }
no-application = Je ne connais pas encore ton application : mets DISCORD_TOKEN ou DISCORD_APPLICATION_ID dans .env.
connecting = connexion …
discord-connected = en ligne, sous le nom de { $name }{ $servers ->
    [0] , sur aucun serveur pour l’instant ; invite-le avec { $invitation }
    [one] , sur { $servers } serveur
   *[other] , sur { $servers } serveurs
}
discord-token-refused = Discord a refusé le jeton. Recopie-le depuis la page Bot de ton application dans DISCORD_TOKEN du fichier .env.
discord-unreachable = Je n’arrive pas à joindre Discord ; je continue d’essayer. Vérifie la connexion de cette machine.

## Slack

slack-files-hint = Slack accepte ici jusqu’à 10 Mo. Publie un fichier plus gros dans un canal en me mentionnant.
slack-file-denied = Slack ne me donne pas « { $name } ». La personne qui m’a installé peut m’accorder files:read et me réinstaller.
slack-file-elsewhere = « { $name } » ne se trouve pas chez Slack, je ne l’ai donc pas pris. Dépose plutôt le fichier ici.
slack-not-invited = Je ne peux pas écrire là où tu m’as demandé, voici donc la réponse. Invite-moi là-bas (/invite) pour l’y recevoir.
slack-connected = en ligne, sous le nom de { $name }, dans { $team }
slack-token-refused = Slack a refusé { $setting } ({ $why }). Recopie-le depuis la page de ton application sur api.slack.com/apps dans .env.
slack-unreachable = Je n’arrive pas à joindre Slack ; je continue d’essayer. Vérifie la connexion de cette machine.
slack-lost = connexion perdue ; je la rétablis
