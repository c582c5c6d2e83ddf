numbers-only = Je ne connais « { $name } » que par ses chiffres, pas par le son. Dépose son fichier audio et je l’écoute.
numbers-only-links = Je ne connais « { $name } » que par ses chiffres, pas par le son. Dépose son fichier audio ou colle un lien.
cataloguing = je parcours le catalogue
nothing-to-add = Il n’y a aucun fichier audio dans { $folder }.
library-added = { $added ->
    [one] Un morceau ajouté
   *[other] { $added } morceaux ajoutés
}, { $known } déjà connus, { $failed } laissés de côté.
library-stopped = Arrêté. Ce qui a été écouté est gardé ; relance pour continuer.
source-library = dossiers de musique
source-file = fichiers
source-deezer = extraits de Deezer
source-apple = extraits d’Apple
source-catalogue = catalogue de départ
index-state = L’index contient { $count } { $count ->
    [one] morceau
   *[other] morceaux
}, écoutés par la version { $version }, en { $mebibytes } Mio{ $missing ->
    [0] .
   *[other] { " " }; { $missing } suivront à la prochaine question.
}
