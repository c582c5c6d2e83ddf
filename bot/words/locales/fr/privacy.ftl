### Ce que le bot garde des gens, et comment s’en défaire.

what-is-kept = Voici tout ce que je garde de toi, sur tous les serveurs. Les écoutes disparaissent d’elles-mêmes après { $days } jours. « Exporter » te donne une copie, « Effacer » supprime tout immédiatement.
nothing-is-kept = Je ne garde rien de toi.
kept-listens = écoutes
kept-membership = participations
kept-hidden = caché
kept-accounts = comptes
kept-requests = demandes en cours
kept-answers = réponses
kept-conversation = conversation privée
kept-schedules = rendez-vous
entries = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
copy-label = Exporter
here-is-your-copy = Voici une copie de tout ce que je garde de toi.
copy-alt = Tout ce qui est gardé de toi, en JSON.
erase-label = Effacer…
erase-surely-label = Oui, tout effacer
erase-really = Cela efface tout ce que je garde de toi sur tous les serveurs : écoutes, comptes reliés, ce qui est caché, demandes en cours. C’est irréversible. Les images publiées restent où elles sont, et si quelqu’un qui administre un serveur t’a bloqué, cela reste, sous la forme d’une somme de contrôle sans ton nom.
everything-erased = C’est fait. Tout ce que je gardais de toi est effacé. Les sons des remixes ne portent aucun nom et partent d’eux-mêmes en un jour.
mention-somebody = Mentionne la personne dans l’option who, sur un serveur.
person-blocked = { $who } ne figure désormais dans aucune image de ce serveur.
person-unblocked = { $who } peut de nouveau figurer dans les images de ce serveur.
