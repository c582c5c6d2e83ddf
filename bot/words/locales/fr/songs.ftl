### Ce que le bot dit des morceaux, des ambiances et des images.

mood-name = { $mood ->
    [happy] Joyeux
    [angry] Rageur
    [sad] Triste
   *[relaxed] Détendu
}
feels-unsure = Le morceau est { $feel } ; entre { $moods }.
mood-adjective = { $mood ->
    [happy] joyeux
    [angry] rageur
    [sad] triste
   *[relaxed] détendu
}
feels-sure = Le morceau est { $feel } : { $mood }, sûr à { $sure }.
mood-of-one = { $name }. { $mood }
mood-of-many = { $count } morceaux : { $moods }.
mood-count = { $count } { $mood ->
    [happy] { $count ->
        [one] joyeux
       *[other] joyeux
    }
    [angry] { $count ->
        [one] rageur
       *[other] rageurs
    }
    [sad] { $count ->
        [one] triste
       *[other] tristes
    }
   *[relaxed] { $count ->
        [one] détendu
       *[other] détendus
    }
}
heard-in-windows = Il dure { $length }, j’en ai donc écouté { $parts }.
listening-to = écoute de { $title }{ $count ->
    [1] {""}
   *[other] {" "}({ $number } sur { $count })
}
one-tempo = { $tempo } BPM
two-tempi = { $tempo } ou { $other } BPM

## Les images, pour qui ne les voit pas : le morceau et son ambiance d’abord

picture-alt = Image d’ambiance pour { $title } : { $feel }. Dessinée en { $style ->
    [strata] crêtes de montagne, une pour chaque instant du morceau
    [flow] traits qui suivent le son sans jamais se toucher
    [rings] cernes d’arbre découpés dans le papier, de la première seconde vers l’extérieur
   *[bloom] aquarelle, là où le morceau est chaud et plein
}, aux couleurs { $mood ->
    [happy] joyeuses
    [angry] rageuses
    [sad] tristes
   *[relaxed] détendues
}.
dot-alt = { $name } : { $height ->
    [energetic] énergique
   *[calm] calme
} et { $side ->
    [pleasant] agréable
   *[unpleasant] désagréable
}
plane-alt = { $count ->
    [one] { $count } morceau
   *[other] { $count } morceaux
} sur le plan des ambiances. { $places }.
spectrogram-alt = Spectrogramme de { $name } : { $length } de gauche à droite, les sons graves en bas.

## Boutons sous une image

again-label = Encore
other-style-label = Autre style
mood-label = Ambiance

## Les têtes du tableau des ambiances

column-song = Morceau
column-mood = Ambiance
column-sure = Sûr à
column-valence = Valence
column-arousal = Activation
column-feels = Impression

## De quoi parlent les faits

fact-length = durée
fact-tempo = tempo
fact-key = tonalité
fact-heard = écouté
fact-style = style
fact-shape = format
fact-caption = légende
fact-spoiler = masquées
fact-offer = propositions
fact-language = langue
fact-at-once = à la fois
fact-cooldown = attente
fact-version = version
fact-engine = moteur

## La composition d’une image, après son style

composition-horizon = horizon
composition-slope = pente
composition-canyon = gorge
composition-curtain = rideau
composition-shore = rivage
composition-field = champ
composition-whirl = tourbillon
composition-river = rivière
composition-fountain = fontaine
composition-willow = saule
composition-garden = jardin
composition-drift = dérive
composition-constellation = constellation
composition-rain = pluie
composition-single = un seul
composition-well = puits
composition-twin = jumeaux
composition-eclipse = éclipse
composition-arch = arche
composition-planets = planètes
