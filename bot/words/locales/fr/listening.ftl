### Compter ce que les gens écoutent. Chacun s’inscrit soi-même ; les mots à taper, comme join, restent tels quels.

## Activé ou non pour tout un serveur

listening-needs-server = Cela marche sur un serveur, pas dans une conversation privée. Demande-le-moi là-bas.
listening-is-off = { $admin ->
    [yes] L’écoute est désactivée sur ce serveur : rien n’est compté. Tu l’administres, tu peux donc l’activer ; ensuite, chacun décide pour soi.
   *[no] L’écoute est désactivée sur ce serveur : rien n’est compté. Qui l’administre peut l’activer avec /listening on.
}
listening-turned-on = L’écoute est activée. Je ne compte que les personnes qui s’inscrivent elles-mêmes avec /listening join, et j’efface tout après { $days } jours. Les jours et les semaines commencent à l’heure de { $zone } ; l’option zone permet de changer cela.
listening-turned-off = L’écoute est désactivée. Je ne compte plus rien ici. Ce qui a été compté reste jusqu’à son terme, ou jusqu’à ce que les gens partent.
no-such-zone = Je ne connais pas de fuseau horaire « { $text } ». Écris par exemple Europe/Berlin ou America/New_York.

## S’inscrire et partir

not-joined = Tu n’es pas inscrit ici : je ne compte rien de ce que tu écoutes.
joined-listening =
    C’est fait, tu participes. À partir de maintenant, je garde trois choses de chaque morceau que tu écoutes : le morceau, le moment et ce serveur. Rien d’autre.

    Les morceaux viennent de ton statut, là où cette plateforme me montre ce que tu écoutes, de ce que tu fais peindre ou publies ici, et des comptes que tu relies. Un morceau compte après 30 secondes, ou après sa moitié.

    Je garde cela { $days } jours, puis je l’efface. Tout le monde ici peut le voir dans les collages et les bilans du serveur, sans ton nom tant que tu ne l’autorises pas.

    Cache un morceau ou un artiste avec /listening hide, fais une pause quand tu veux. Partir efface tout immédiatement.
listening-status = { $count ->
    [0] { $paused ->
        [yes] Tu participes, mais c’est en pause. Rien de toi n’est encore gardé ici.
       *[no] Tu participes. Rien de toi n’est encore gardé ici.
    }
    [one] { $paused ->
        [yes] Tu participes, mais c’est en pause. Je garde ici { $count } écoute de toi, { $days } jours au plus.
       *[no] Tu participes. Je garde ici { $count } écoute de toi, { $days } jours au plus.
    }
   *[other] { $paused ->
        [yes] Tu participes, mais c’est en pause. Je garde ici { $count } écoutes de toi, chacune { $days } jours au plus.
       *[no] Tu participes. Je garde ici { $count } écoutes de toi, chacune { $days } jours au plus.
    }
}
blocked-here = Qui administre ce serveur te tient à l’écart de ses images ; les tiennes marchent toujours.
left-listening = { $count ->
    [0] C’est fait, tu ne participes plus. Rien de toi n’était gardé ici.
    [one] C’est fait, tu ne participes plus, et { $count } écoute gardée est effacée.
   *[other] C’est fait, tu ne participes plus, et les { $count } écoutes gardées sont effacées.
}
paused-listening = En pause. Je ne compte rien jusqu’à ce que tu reprennes. Ce qui a été compté reste.
resumed-listening = Je compte de nouveau à partir de maintenant.

## Cacher

hidden-names = { $more ->
    [0] { $names }
   *[other] { $names } et { $more } de plus
}
hidden-from-now-on = { $count ->
    [0] « { $name } » est caché désormais. Rien n’en avait été compté.
    [one] « { $name } » est caché désormais, et { $count } écoute est effacée.
   *[other] « { $name } » est caché désormais, et { $count } écoutes sont effacées.
}
hidden-no-more = « { $name } » compte de nouveau.
not-hidden = « { $name } » n’est pas caché. Écris-le comme tu l’as caché.
hide-what = Dis dans l’option what ce qu’il faut cacher : un morceau sous la forme Artiste - Titre, ou un artiste.

## Noms

name-shown = Tes morceaux peuvent maintenant porter ton nom ici : { $name }.
name-not-shown = Ton nom n’est plus cité ici.

## Comptes

account-linked = À partir de maintenant, je lis « { $name } » chez { $service } toutes les quelques minutes et je compte ce qui est nouveau. /listening dit si j’y arrive.
account-unlinked = Je ne lis plus ton compte chez { $service }.
no-account = Tu n’as relié aucun compte chez { $service }.
no-such-service = { $service } n’est pas configuré ici. Qui me fait tourner peut le faire dans .env.
link-what = Dis quel compte : choisis le service ({ $services }) et écris le nom du compte dans l’option what.
trouble-private = { $name } : privé, je ne peux donc pas le lire. Rends publiques tes écoutes récentes, et je continue.
trouble-unknown = { $name } : ce compte n’existe pas.
trouble-down = { $name } : injoignable dernièrement. Je réessaie tout seul.

## Boutons et noms d’indications

join-label = Participer
leave-label = Partir et effacer
pause-label = Mettre en pause
resume-label = Reprendre
show-name-label = Montrer mon nom
hide-name-label = Cacher mon nom
turn-on-label = Activer l’écoute
fact-named = nom visible
fact-hidden = caché
