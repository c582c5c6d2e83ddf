### Collages et bilans de ce que les gens ont écouté. $period vaut week, month ou season : 7, 30 ou 90 derniers jours.

## Dessiné sur l’image : court

collage-title = { $period ->
    [week] Sept jours d’écoute
    [month] Trente jours d’écoute
   *[season] Quatre-vingt-dix jours d’écoute
}
own-title = { $period ->
    [week] Mes sept jours
    [month] Mes trente jours
   *[season] Mes quatre-vingt-dix jours
}
plays-caption = { $plays ->
    [one] { $plays } écoute
   *[other] { $plays } écoutes
}{ $named ->
    [0] { "" }
   *[other] {" "}· { $names }
}

## À côté de l’image

server-listened = { $period ->
    [week] Les sept derniers jours ici :
    [month] Les trente derniers jours ici :
   *[season] Les quatre-vingt-dix derniers jours ici :
} { $plays ->
    [one] { $plays } écoute
   *[other] { $plays } écoutes
}, { $songs ->
    [one] { $songs } morceau
   *[other] { $songs } morceaux
}.
you-listened = { $period ->
    [week] Tes sept derniers jours :
    [month] Tes trente derniers jours :
   *[season] Tes quatre-vingt-dix derniers jours :
} { $plays ->
    [one] { $plays } écoute
   *[other] { $plays } écoutes
}, { $songs ->
    [one] un seul morceau
   *[other] ton top { $songs }
}.
nobody-listened = { $period ->
    [week] Ces sept derniers jours, personne parmi les participants n’a rien écouté ici.
    [month] Ces trente derniers jours, personne parmi les participants n’a rien écouté ici.
   *[season] Ces quatre-vingt-dix derniers jours, personne parmi les participants n’a rien écouté ici.
} Participe avec /listening join, puis fais peindre ou écoute quelque chose.
you-did-not-listen = { $period ->
    [week] Ces sept derniers jours, je n’ai rien compté de toi.
    [month] Ces trente derniers jours, je n’ai rien compté de toi.
   *[season] Ces quatre-vingt-dix derniers jours, je n’ai rien compté de toi.
}
changed-meanwhile = Quelqu’un a retiré quelque chose pendant que je faisais l’image, je l’ai donc jetée. Redemande.
title-tiles = { $count ->
    [one] { $count } morceau n’a pas encore pu être écouté ; sa case montre le titre.
   *[other] { $count } morceaux n’ont pas encore pu être écoutés ; leurs cases montrent les titres.
}
no-cover-tiles = { $count ->
    [one] { $count } morceau n’a pas de pochette que je puisse montrer ; sa case montre le titre.
   *[other] { $count } morceaux n’ont pas de pochette que je puisse montrer ; leurs cases montrent les titres.
}
no-covers-here = Je ne cherche pas de pochettes ici : qui me fait tourner devrait activer les liens (SLATE_NONCOMMERCIAL dans .env). Demande plutôt mes peintures.
fetching-covers = je cherche les pochettes
fact-covers = pochettes de
column-plays = Écoutes
column-listeners = Par
listeners-named = { $more ->
    [0] { $names }
   *[other] { $names } et { $more } de plus
}
collage-alt = { $layout ->
    [paper] Un collage de papier déchiré
    [wall] Un mur d’images
    [grid] Une grille de pochettes
   *[moods] Des morceaux placés selon leur humeur
} avec { $count ->
    [one] { $count } morceau
   *[other] { $count } morceaux
} : { $names }.

## Boutons

other-layout-label = Autre disposition
longer-label = Plus longtemps
mine-label = Les miens
everyone-label = Tout le monde
slate-number-one-label = Peindre le numéro 1
collage-label = En collage

## Publié tout seul

posted-weekly = À partir de maintenant, je publie le collage de la semaine dans { $where }, chaque lundi à neuf heures à l’heure de { $zone }. L’option « schedule never » y met fin.
this-channel = ce salon
not-posted-any-more = Je ne publie plus le collage tout seul.
was-not-posted = Le collage n’était pas publié tout seul ici.

## Bilans

mood-of-server = { $strong ->
    [clear] L’humeur : { $mood }.
   *[slight] L’humeur était équilibrée, avec une pointe de : { $mood }.
}
most-shared = Le plus partagé : « { $name } », par { $people } personnes.
most-played = Le plus écouté : « { $name } », { $plays ->
    [one] { $plays } fois
   *[other] { $plays } fois
}.
alike-in-taste = Les goûts les plus proches : { $people }, semblables à { $likeness } par le son de leurs morceaux.
