### Ce que le bot dit du disque d’un artiste raconté comme une histoire, et les légendes de ses images.

## Ce qui ne peut pas être raconté

no-songs-sent = Je n’y ai trouvé aucun morceau. Envoie des paroles en .txt ou .lrc, des fichiers audio, ou un zip ; les fichiers de même nom vont ensemble.
not-plain-text = Je ne peux pas lire de paroles dans { $file }. Enregistre-les en texte brut (.txt), ou colle-les dans le formulaire.
too-many-songs-sent = Cela fait { $count } morceaux ; une histoire en a au plus { $most }. Envoies-en moins à la fois.
one-cover-only = Cela fait { $count } images, et un disque a une seule pochette. Envoie seulement la bonne.
zip-too-large = { $file } contient plus que je ne prends : au plus 64 fichiers et 200 Mio. Envoie moins de morceaux à la fois.
zip-unreadable = Je ne peux pas ouvrir { $file } : il est abîmé ou verrouillé. Refais le zip sans mot de passe.
rights-wanted = Les paroles et les pochettes appartiennent à leurs auteurs. Si tu as le droit de les utiliser, redemande avec les droits activés ; je n’en garde rien après la réponse.
paper-gone = Je n’ai plus { $file }. Renvoie le fichier.
doctor-narrator = Les histoires sont écrites par { $model }.
doctor-narrator-missing = Le modèle de langue { $model } n’est pas là, les histoires restent donc sans prose. Récupère-le avec : hf download { $model }, ou démarre son serveur.
untitled = Sans titre

## L’histoire

story-told = { $title } en { $count ->
    [one] une scène
   *[other] { $count } scènes
}.
story-motifs = Ce qui revient : { $motifs }.
prose-follows = Les scènes sont encore en train de s’écrire.
no-prose = Rien de ce qui a été écrit pour les scènes ne pouvait être montré.
prose-alt = Les scènes de { $title }, écrites par un modèle de langue.
drawing-cards = dessin des cartes
drawing-collages = composition des collages
scene-role = { $role ->
    [opening] ouverture
    [low-point] point bas
    [high-point] sommet
    [turn] tournant
    [return] retour
    [close] fin
   *[middle] en chemin
}
scene-heading = { $number } / { $count } · { $role }
link-motif = les deux montrent « { $shown } »
link-akin = « { $one } » devient « { $other } »
link-mood = { $way ->
    [brighter] { $other } est plus clair que { $one }
    [darker] { $other } est plus sombre que { $one }
    [open] { $other } suit { $one }
   *[level] { $other } reste là où { $one } s’arrête
}
link-sound = { $kind ->
    [key] la tonalité reste
    [tempo] le tempo reste
   *[arc] { $arc ->
        [rises] les deux montent
        [falls] les deux descendent
        [falls-and-returns] les deux descendent et reviennent
        [rises-and-falls] les deux montent et redescendent
       *[holds] les deux gardent leur humeur
    }
}

## Légendes à publier

caption-short = { $title } : { $images }.
caption-feeling = { $feeling ->
    [happy] { $title } est un morceau lumineux.
    [angry] { $title } est un morceau qui montre les dents.
    [sad] { $title } est un morceau pour les heures tardives.
    [relaxed] { $title } est un morceau pour respirer.
   *[open] { $title }.
}
caption-images = On y voit : { $images }.
caption-quote = « { $quote } »
caption-role = { $role ->
    [opening] Il ouvre { $record }.
    [close] Il ferme { $record }.
    [low-point] C’est le point bas de { $record }.
    [high-point] C’est le sommet de { $record }.
    [turn] Ici, { $record } bascule.
    [return] Ici, { $record } retrouve son chemin.
   *[middle] C’est le numéro { $number } sur { $count } de { $record }.
}
caption-link = De { $title } jusqu’ici : { $link }.

## Pour ceux qui ne voient pas les images

card-alt = Carte de { $title }, { $heading }. On y voit : { $images }.
kit-collage-alt = Collage de papier pour { $title } avec { $songs }.
kit-alt = Toutes les images et légendes de { $title }.
