### Ce que le bot dit quand il ne peut pas. Les mots après une barre oblique et les mots à taper restent tels quels.

# $asked a été tapé par quelqu’un.
song-unknown = Je ne connais aucun morceau nommé « { $asked } ». Dépose le fichier audio lui-même, enregistre-en quelques secondes ou nomme un morceau du juke-box (happy, angry, sad, relaxed).
song-wanted = Donne-moi un morceau : dépose un fichier audio, enregistre quelques secondes ou nomme un morceau du juke-box (happy, angry, sad, relaxed).
links-off = Les liens sont désactivés ici. Dépose plutôt le fichier audio du morceau ou enregistre-en quelques secondes.
audio-gone = Je n’ai plus le son de « { $name } » : je n’en garde aucun une fois le morceau écouté. Renvoie le fichier.
file-empty = « { $name } » est vide. Vérifie que l’envoi est allé au bout, puis recommence.
# $name est une option, $sentence dit ce qu’elle prend.
needs = Il me manque encore { $name } : { $sentence }.
not-one-of = « { $value } » ne convient pas pour { $name }. Choisis parmi : { $choices }.
not-a-number = { $name } demande un nombre entier, pas « { $value } ».
out-of-span = { $name } doit être entre { NUMBER($lowest, useGrouping: 0) } et { NUMBER($highest, useGrouping: 0) }.
not-yes-or-no = { $name } demande oui ou non, pas « { $value } ».
# $count dit combien d’options a la commande, $known sont leurs noms.
no-such-option = /{ $feature } n’a pas d’option « { $name } ». Possibles : { $count ->
    [0] aucune
   *[other] { $known }
}.
no-such-feature = Je ne connais pas /{ $name }. Essaie { $known }.
too-many-songs = C’est trop à la fois : envoie au plus { $most } morceaux.
surplus-file = /{ $feature } { $most ->
    [0] ne prend pas de fichiers. Redemande sans eux.
    [1] prend un seul fichier. Envoie-les un par un.
   *[other] prend au plus { $most } fichiers. Envoie-en moins à la fois.
}
# $most compte des mébioctets.
upload-too-large = « { $name } » dépasse { NUMBER($most, useGrouping: 0) } Mio. Envoie un fichier plus court ou plus compressé, par exemple un mp3.
admins-only = Seules les personnes qui gèrent ce serveur peuvent changer cela.
cancelled = Annulé.
# $code retrouve l’erreur dans le journal.
apology = Quelque chose a cassé de mon côté. C’est noté dans le journal sous { $code } ; un nouvel essai peut suffire.
gave-up = On m’a arrêté deux fois pendant ce travail. Renvoie-le ; si cela se répète, c’est le fichier qui est en cause.
# $why est une phrase entière.
left-out = J’ai laissé de côté « { $name } » : { $why }
