### Les commandes et leurs options. L’anglais se trouve dans cogs/ : la première ligne d’une commande est ici le message,
### la suite de sa description « .detail », son entrée du menu des messages « .menu », ses options « .option-NOM ».
### Phrases : 100 caractères au plus. Menus : 24. Noms d’options : en minuscules, sans espace, 32 au plus.

feature-about = Ce que je suis, ce que je sais faire et ce que je garde.

feature-mood = Trier des morceaux par ambiance et les placer sur le plan valence-activation.
    .detail = Les morceaux sont triés en joyeux, rageurs, tristes et détendus, les plus sûrs d’abord, avec le spectrogramme qui a été lu.
    .menu = Voir l’ambiance
    .option-songs = Un ou plusieurs liens Spotify, fichiers audio, enregistrements ou morceaux du juke-box

feature-remix = Un morceau dans le style d’un autre : sa mélodie, leur batterie et leur harmonie.
    .detail = Deux fichiers dans un message suffisent : le premier est remixé, le second donne le style. « Échanger » les inverse, « Plus fort » et « Plus doux » changent la part du second, « Peindre ce morceau » le peint.
    .menu = Remixer ces fichiers
    .option-first = Le morceau à remixer : fichier audio, enregistrement ou titre du juke-box tel que happy
    .option-second = Le morceau qui donne le style : fichier audio, enregistrement ou titre du juke-box
    .option-strength = Quelle part du second morceau on entend
    .option-keep = Ce qui reste du premier : sa mélodie, son groove, ou les deux
    .option-bed = Poser dessous l’harmonie du second morceau
    .option-length = Durée du remix en secondes
    .option-start = Seconde où commencer dans le premier morceau
    .option-style_start = Seconde où commencer dans le second morceau
    .option-seed = D’autres nombres donnent d’autres remix des deux mêmes
    .option-format = Type de fichier ; mp3 se lit partout
    .option-classic = Comme on le faisait en 2016, plus bruité : pour comparer

feature-settings = Voir ou changer ce qui vaut ici pour tout le monde.
    .detail = Sans option, la commande montre les réglages ; avec des options, elle les change.
    .option-style = Style de toutes les images ; auto laisse choisir le morceau
    .option-shape = Format de toutes les images : carré, paysage ou portrait
    .option-caption = Écrire le nom du morceau sous l’image
    .option-spoiler = Masquer chaque image jusqu’à ce qu’on clique dessus, là où c’est possible
    .option-offer = Mettre un petit bouton sous les liens Spotify publiés
    .option-language = Langue de mes réponses ; auto prend celle de chaque personne
    .option-channels = Où je réponds : mentions de salons comme #musique, here pour celui-ci, ou all
    .option-roles = Qui peut me solliciter : mentions de rôles comme @dj, ou all
    .option-off = Commandes que personne ne peut utiliser ici, comme mood similar, ou none
    .option-at_once = Combien de demandes une personne peut avoir en cours
    .option-cooldown = Secondes entre deux demandes d’une personne pour la même commande

feature-similar = Trouver les cinq morceaux qui sonnent le plus comme un autre, et dire en quoi.
    .detail = Par le son seul : ce qui n’est jamais joué ensemble peut être proche. La carte montre les cinq autour du morceau, d’autant plus près qu’ils se ressemblent. « Plus » montre les cinq suivants.
    .menu = Morceaux semblables
    .option-song = Un lien Spotify, un fichier audio, un enregistrement ou un morceau du juke-box, comme happy
    .option-skip = Combien des plus proches laisser de côté, pour voir ceux d’après
    .option-here = Seulement les morceaux entendus sur ce serveur

feature-slate = Peindre un morceau : les couleurs de son ambiance, les formes de sa sonorité.
    .detail = Chaque trait vient du son lui-même. « Encore » peint autrement le même morceau, « Autre style » change de main, « Ambiance » montre où le morceau se situe, « Morceaux semblables » cinq qui sonnent comme lui.
    .menu = Peindre ce morceau
    .option-song = Un lien Spotify, un fichier audio, un enregistrement ou un morceau du juke-box, comme happy
    .option-style = Comment le peindre ; sans réponse, le morceau choisit
    .option-seed = 0 est l’image propre au morceau, les autres nombres la font varier
    .option-shape = Carré, paysage ou portrait

option-at_once = à_la_fois
option-bed = harmonie
option-caption = légende
option-channels = salons
option-classic = classique
option-cooldown = attente
option-file = fichier
option-first = premier
option-format = type
option-here = ici
option-keep = garder
option-language = langue
option-length = durée
option-off = désactivées
option-offer = proposer
option-roles = rôles
option-second = second
option-seed = variante
option-shape = format
option-skip = passer
option-song = morceau
option-songs = morceaux
option-spoiler = masquer
option-start = début
option-strength = force
option-style = style
option-style_start = début_style

choice-auto = automatique
choice-balanced = Équilibré
choice-bloom = floraison
choice-both = Les deux
choice-flac = FLAC
choice-flow = courants
choice-groove = Groove
choice-heavy = Appuyé
choice-melody = Mélodie
choice-mp3 = MP3
choice-no = non
choice-ogg = Ogg
choice-rings = cernes
choice-square = carré
choice-strata = strates
choice-subtle = Discret
choice-tall = portrait
choice-wav = WAV
choice-wide = paysage
choice-yes = oui
