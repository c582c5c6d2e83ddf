### Ce que le bot dit des morceaux qui se ressemblent, et de ce que son oreille devine.

## Ce que deux morceaux ont en commun ; plusieurs peuvent former une liste

same-tempo = { $pace ->
    [slow] le même tempo lent
    [fast] le même tempo rapide
   *[middling] le même tempo
}
same-timbre = { $shade ->
    [dark] un timbre sombre
    [bright] un timbre clair
    [acoustic] un son acoustique
   *[plain] le timbre
}
same-groove = le groove
same-character = le caractère
same-mood = { $mood ->
    [happy] tous deux joyeux
    [angry] tous deux rageurs
    [sad] tous deux tristes
   *[relaxed] tous deux détendus
}
same-key = tous deux en { $key }
nothing-in-common = rien qui ressorte

## La réponse

nearest = Le plus proche de { $asked } est { $best }, semblable à { $likeness } : { $common }.
nothing-near = Rien de vraiment proche de { $asked } ; voici ce qui s’en approche le plus. D’abord { $best }, semblable à { $likeness } : { $common }.
further = Plus loin de { $asked }, du numéro { $first } au numéro { $last }.
furthest = Plus loin de { $asked }, le dernier.
your-recording = ton enregistrement
column-alike = Ressemblance
column-common = En quoi

## La carte, pour qui ne la voit pas

neighbour-alt = { $name }, semblable à { $likeness }, { $mood ->
    [happy] joyeux
    [angry] rageur
    [sad] triste
   *[relaxed] détendu
}
constellation-alt = Au milieu { $asked }, { $mood ->
    [happy] joyeux
    [angry] rageur
    [sad] triste
   *[relaxed] détendu
} ; autour, d’autant plus près que c’est semblable : { $neighbours }.

## Quand il n’y a rien à montrer

nothing-to-compare = Je ne connais encore aucun autre morceau à comparer. Fais-moi peindre quelques morceaux, ou écouter un dossier avec `slate catalogue add`.
nothing-heard-here = Je n’ai encore entendu aucun autre morceau sur ce serveur. Fais-m’en peindre quelques-uns ici, ou laisse-moi chercher partout.
no-more-neighbours = C’étaient tous ceux que je connais.

## Boutons

similar-songs-label = Morceaux semblables
more-label = Plus
nearest-label = Retour aux plus proches
slate-label = Peindre { $title }
similar-label = Semblables à { $title }
this-server-label = Ce serveur seulement
everywhere-label = Partout

## Ce que l’oreille devine

fact-sounds-like = sonne comme
fact-people-feel = certains ressentent
genre-international = musique du monde
genre-vocal = standards chantés
genre-stage = musique de film
emotion-amazement = émerveillement
emotion-solemnity = solennité
emotion-tenderness = tendresse
emotion-nostalgia = nostalgie
emotion-calmness = calme
emotion-power = force
emotion-joyful_activation = envie de bouger
emotion-tension = tension
emotion-sadness = tristesse
