### Ce que le bot dit de lui-même, dans le terminal et dans /about.

settings-changed = C’est changé ; cela vaut désormais ici pour tout le monde.
settings-shown = Voici ce qui vaut ici pour tout le monde.

about-me = Je suis Slate. J’écoute des morceaux et je réponds par des images de leur ambiance et de leur son.
about-legend = La couleur est l’ambiance, la forme est le son : le temps traverse l’image, crêtes, traits et cernes gonflent là où le spectre est fort, les accents suivent les accords et les limites tombent là où la musique change.
about-privacy = Toute l’écoute se fait sur cette machine. Je garde le nom d’un morceau, l’endroit où il a d’abord été écouté, son ambiance, des nombres sur sa sonorité et une esquisse d’environ 4 Ko, dont personne ne peut refaire l’enregistrement. Un fichier à toi n’est montré aux autres que dans cet endroit. Le son lui-même est effacé dès qu’il a été écouté ; pour un remix et ses boutons, il reste un jour.
about-listening = Ce que tu écoutes n’est compté que si tu participes avec /listening. /privacy montre, copie et efface ce que je garde de toi.
about-command = Commande
about-does = Ce qu’elle fait
# Deux boutons côte à côte.
happy-label = Écouter un morceau joyeux
sad-label = Un morceau triste

engine-busy = { $workers } au travail, { $waiting } en attente
engine-ready = { $workers } { $workers ->
    [one] prêt
   *[other] prêts
}

## Après le nom d’une surface, dans une liste du terminal et de la page

web-open = oui
discord-off = pas encore de jeton (mets DISCORD_TOKEN dans .env, voir README)
slack-off = { $count ->
    [one] il manque encore un jeton
   *[other] pas encore de jetons
} (mets { $names } dans .env)
links-name = liens
links-followed = suivis
links-not-followed = désactivés (SLATE_NONCOMMERCIAL dans .env dit pourquoi)

## Dans le terminal

welcome = Slate écoute à l’adresse { $address }
how-to-stop = Ctrl-C pour arrêter.
stopped = Arrêté. Le travail inachevé reprendra au prochain démarrage.
cannot-start = Je ne peux pas démarrer : { $reason }. Si le port { $port } est pris, choisis-en un autre avec SLATE_PORT.
engine-failed = Je ne peux pas démarrer : les processus d’écoute se sont arrêtés aussitôt. `slate doctor` dit ce qui manque.
written = { $path } enregistré
migrated = La base de données dans { $folder } est à jour.
