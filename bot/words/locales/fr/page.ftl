### Ce que seule la page dit, en réponse aux requêtes d’un navigateur.

foreign-host = Je ne réponds qu’à l’adresse de cette machine. Ouvre l’adresse que j’ai affichée au démarrage.
foreign-origin = Cette requête ne venait pas de ma propre page, je l’ai donc refusée.
no-session = Je ne connais pas ce navigateur. Recharge la page et laisse-la garder un cookie.
no-such-page = Il n’y a rien ici. La page elle-même se trouve à /.
bad-request = Je n’ai pas pu lire cette requête. Recharge la page et réessaie.
nothing-said = Dépose un morceau ici, ou tape / pour voir ce que je sais faire.
line-too-long = Cette ligne est trop longue pour moi. Envoie les fichiers comme fichiers et reste bref pour le reste.
uploads-too-large = Ensemble, ces fichiers dépassent { NUMBER($most, useGrouping: 0) } Mio. Envoies-en moins à la fois.
file-gone = Je n’ai plus ce fichier : sa conversation a été effacée. Redemande-le.
not-painted = Celui-ci n’a pas pu être peint. Redemande-le par son nom.
