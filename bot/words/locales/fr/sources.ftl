### Ce que le bot dit des liens, et des catalogues où il écoute des morceaux.

finding = recherche du morceau
excerpt = 30 s de { $source }
excerpt-spoilt = { $source } a un extrait de { $name }, mais on n’y entend rien. Dépose le fichier audio ici.
other-link = Je ne suis que les liens vers des morceaux sur Spotify. Dépose le fichier audio ici ou enregistre-en quelques secondes.
album-choice = { $name } est un album. Quel morceau ?
album-unknown = C’est un album, et je ne peux regarder dans les albums qu’avec des clés pour Spotify. Colle le lien d’un de ses morceaux.
playlist-link = Spotify ne montre les morceaux d’une playlist qu’à la personne à qui elle appartient. Colle les liens de morceaux isolés.
artist-link = C’est la page d’un artiste. Colle le lien d’un de ses morceaux.
speech-link = Ce sont des paroles parlées. J’écoute de la musique : colle le lien d’un morceau.
dead-link = Ce lien ne mène à aucun morceau que je trouve. Vérifie-le, ou dépose le fichier audio ici.
who-plays = Je ne connais ce morceau que sous le titre « { $title } ». Dis-moi qui le joue, comme ceci : Artiste - { $title }
no-excerpt = Je connais le morceau, { $name }, mais aucun catalogue que je peux interroger n’en a d’extrait. Dépose le fichier audio ici.
published-features = On n’en connaît que les caractéristiques publiées par ReccoBeats, que je ne peux pas vérifier à l’oreille : elles le disent { $energy ->
    [energetic] énergique
   *[calm] calme
} et plutôt { $valence ->
    [bright] lumineux
   *[dark] sombre
}.
judged = D’après ces caractéristiques, c’est { $label }, { $share }, dit un modèle entraîné sur { $table } ; ses étiquettes viennent de { $origin }, pas du son.
which-of = Je ne sais pas quel enregistrement de { $name } tu veux dire. L’un de ceux-ci ?
sources-down = Les services qui connaissent les morceaux ne répondent pas pour l’instant. Réessaie dans quelques minutes, ou dépose le fichier audio ici.
