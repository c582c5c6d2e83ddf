### Ce que le bot dit des remix : le premier morceau dans le style du second.

## La réponse

remix-told = { $first } dans le style de { $second }. { $keep ->
    [classic] Comme on le faisait en 2016 : le spectrogramme du premier morceau, repeint dans la texture du second.
    [groove] Le groove vient du premier morceau, l’harmonie du second.
    [both] { $bed ->
        [yes] La mélodie et le groove viennent du premier morceau, l’harmonie dessous du second.
       *[no] La mélodie et le groove viennent du premier morceau, le son se rapproche du second.
    }
   *[melody] { $bed ->
        [yes] La mélodie vient du premier morceau, la batterie et l’harmonie du second.
       *[no] La mélodie vient du premier morceau, la batterie du second.
    }
}
remix-moved = Pour qu’ils s’accordent, le second a été { $moved }.
remix-pitch = { $way ->
    [up] haussé { $size ->
        [one] d’un demi-ton
       *[other] de { $size } demi-tons
    }
   *[down] baissé { $size ->
        [one] d’un demi-ton
       *[other] de { $size } demi-tons
    }
}
remix-pace = { $way ->
    [faster] accéléré de { $share }
   *[slower] ralenti de { $share }
}
remix-both = { $pitch } et { $pace }
remix-unmoved = Ils s’accordent tels quels, en tonalité comme en tempo.
remix-alike = Par le son seul, il ressemble à { $first } au premier et à { $second } au second.
remix-note-no-beat = Je n’entends pas de pulsation dans le premier, il n’y a donc pas de groove à suivre.
remix-note-no-beat-in-style = Je n’entends pas de pulsation dans le second, qui donne plus sa couleur que son groove.
remix-note-far-tempo = Leurs tempos sont très éloignés, et cela s’entend.
remix-note-far-key = Leurs tonalités sont très éloignées, et cela s’entend.
remix-note-short-style = Le second est si court qu’il se répète.
remix-note-same-song = C’est deux fois le même morceau, donc peu de chose change.
remix-note-turned-down = Ils sont si éloignés que j’ai pris moins du second ; « Plus fort » en demande davantage.
fact-strength = force
remix-alt = { $first }, { $first_mood }, dans le style de { $second }, { $second_mood } : les spectrogrammes des deux morceaux et du remix avec leurs temps, et d’où vient chaque partie.
remix-heard = { $first } dans le style de { $second }

## Boutons

swap-label = Échanger
stronger-label = Plus fort
softer-label = Plus doux
keep-label = { $keep ->
    [groove] Garder le groove
    [both] Garder les deux
   *[melody] Garder la mélodie
}

## Quand quelque chose est impossible

remix-forbidden = Je ne peux pas remixer { $name } : { $source } laisse écouter ses extraits, mais ses conditions interdisent d’en tirer du nouveau, et celles de Spotify tout mixage. Dépose le fichier audio ici.
remix-wants-sound = Je ne connais « { $name } » que par ses chiffres, et un remix se fait avec du son. Dépose son fichier audio ici.
sound-not-kept = Je n’ai plus le son de « { $name } » ; pour les remix, je le garde un jour. Renvoie le fichier.

## Pendant le travail

time-left = { $stage }, encore { $seconds } s environ
time-left-long = { $stage }, encore { $minutes } min environ
passage-tempo = { $sure ->
    [about] environ { $tempo } BPM
   *[sure] { $tempo } BPM
}
