### Ce que dit le moteur, qui écoute et qui peint.

engine-unreadable-audio = Je n’arrive pas à lire cela comme du son. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-nothing-to-hear = Cet enregistrement est muet ou trop court. Envoie au moins trois secondes de son.
engine-too-much-audio = Ce fichier est trop gros. Envoies-en un plus court ou plus compressé.
engine-nothing-to-show = Il n’y a pas encore de morceau pour un collage.
engine-stale = Une version plus ancienne de moi a écouté ce morceau. Renvoie-le et je l’écouterai à nouveau.
engine-took-too-long = C’était trop long, j’ai arrêté. Réessaie ou envoie un fichier plus court.
engine-worker-died = Le processus qui écoutait s’est arrêté sans prévenir. Réessaie ; si cela arrive deux fois, c’est le fichier qui est en cause.
engine-overloaded = Trop de morceaux attendent déjà. Réessaie dans une minute.
engine-weights-mismatch = Mes poids d’ambiance ne vont pas avec cette version. Réinstalle Slate ou entraîne-les avec `slate train mood`.

engine-too-much-memory = Ce fichier demande plus de mémoire que je n’ai le droit d’utiliser. Envoies-en un plus court ou plus simple.
engine-too-many-mebibytes = Ce fichier fait { $size } Mio et je prends au plus { $most } Mio. Envoie-le en mp3 ou m4a.
engine-damaged = Ce fichier est abîmé, ou ce n’est pas du son. Enregistre-le ou télécharge-le à nouveau, ou envoie-le en mp3.
engine-empty = Ce fichier est vide. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-cut-off = Ce fichier est coupé : l’index de fin manque. Enregistre-le ou télécharge-le à nouveau.
engine-protected = Ce fichier est protégé contre la copie, je ne peux pas l’écouter. Envoies-en un sans protection.
engine-text = C’est un fichier texte, pas du son. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-playlist = C’est une liste de lecture qui ne fait que nommer d’autres fichiers. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-web-page = C’est une page web, pas du son. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-picture = C’est une image. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-pdf = C’est un PDF. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-zip = C’est une archive (zip). Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-archive = C’est une archive. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-program = C’est un programme. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-midi = C’est un fichier MIDI : des notes, mais pas de son. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-windows-media = C’est un fichier Windows Media, que je ne lis pas. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-strange-video = Je ne lis pas ce type de vidéo. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-strange-sound = Je ne lis pas ce type de fichier audio. Envoie un fichier mp3, m4a, wav, flac, ogg ou webm.
engine-damaged-short = Ce fichier est abîmé, ou ce n’est pas du son.
engine-no-decoder = Je n’ai pas de décodeur pour le son de ce fichier. Envoie-le en mp3 ou m4a.
engine-bad-header = L’en-tête de ce fichier est abîmé : aucun son n’a une telle fréquence. Envoie-le en mp3 ou m4a.
engine-silent = Cet enregistrement est muet. Vérifie le micro ou le fichier, et renvoie-le.
engine-no-sound = Il n’y a pas de son dans ce fichier ; il est peut-être abîmé. Enregistre-le ou télécharge-le à nouveau.
engine-ear-weights = Les poids de mon oreille ne vont pas avec cette version. Réinstalle Slate ou entraîne-les avec `slate train ear`.
engine-likeness-weights = Mes poids de ressemblance ne vont pas avec cette version. Réinstalle Slate ou lance `slate train likeness`.
engine-published-model = Le modèle des caractéristiques publiées est abîmé ou d’une autre version. Entraîne-le à nouveau avec `slate train published`.
engine-catalogue-mismatch = Les morceaux fournis ne vont pas avec cette version. Réinstalle Slate.
engine-no-narrator = Le modèle de langue est inutilisable, les cartes restent donc sans ses phrases.

## Étapes du travail

stage-waiting = en attente
stage-opening = ouverture du fichier
stage-listening = écoute
stage-feeling = recherche de l’ambiance
stage-painting = peinture
stage-plane = tracé du plan des ambiances
stage-jukebox = le juke-box joue
stage-neighbours = tracé des voisins
stage-collage = mise en page des morceaux
stage-cards = dessin des cartes
stage-scenes = écriture des scènes
stage-shelving = rangement des morceaux
stage-indexing = construction de l’index
stage-writing = écriture de l’index
