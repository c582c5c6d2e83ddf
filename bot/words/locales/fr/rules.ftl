### Ce que le bot dit des règles d’un serveur. Salons, rôles et commandes portent le nom que montre la plateforme.

## Après avoir montré ou changé les réglages

answers-everyone = Je réponds à tout le monde, partout.
answers-in = Je réponds dans { $channels }.
answers-roles = Pour me solliciter, il faut avoir l’un de ces rôles : { $roles }.
answers-without = Commandes désactivées : { $commands }.
no-offers-here = Je ne propose encore rien ici : il faut un serveur ou un espace de travail, les liens activés (SLATE_NONCOMMERCIAL dans .env) et, sur Discord, « Message Content Intent » sur la page Bot de mon application.
remixes-in = Je remixe de moi-même deux fichiers déposés dans { $channels }.
remixes-everywhere = Je remixe de moi-même deux fichiers déposés dans n’importe quel salon.
no-drops-here = Je ne vois pas encore les fichiers déposés ici : il faut un salon et, sur Discord, « Message Content Intent » sur la page Bot de mon application. Mentionne-moi plutôt avec les deux fichiers.
pause = { $seconds ->
    [0] aucune
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}

## Quand quelque chose n’est pas possible ici

elsewhere = Ici, je ne réponds que dans { $channels }. Pose-moi ta question là-bas.
for-roles = Ici, seules les personnes qui ont l’un de ces rôles peuvent me solliciter : { $roles }.
switched-off = /{ $feature } est désactivé ici.
enough-in-hand = { $most ->
    [one] Tu as déjà une demande en cours, et on ne peut en avoir qu’une à la fois. Attends la réponse ou annule-la.
   *[other] Tu as déjà { $most } demandes en cours, le maximum par personne. Attends une réponse ou annule une demande.
}
turn-in = { $seconds ->
    [one] ton tour vient dans { $seconds } seconde
   *[other] ton tour vient dans { $seconds } secondes
}

## Quand une règle n’est pas comprise. Les mots here et all restent tels quels.

no-channel = Je ne connais pas de salon « { $text } ». Mentionne des salons, comme #musique, ou écris here pour celui-ci, ou all pour tous.
no-channel-here = C’est une conversation privée, pas un salon. Mentionne des salons, comme #musique.
no-role = Je ne connais pas de rôle « { $text } ». Mentionne des rôles, comme @dj, ou écris all pour tout le monde.
no-roles-here = Il n’y a pas de rôles à choisir ici.
too-many-named = C’est trop d’un coup : nomme-en { $most } au plus.
