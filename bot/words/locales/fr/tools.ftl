### Ce que disent les outils du terminal, surtout `slate doctor`.

doctor-python = Python { $version } (il faut 3.11 ou plus récent).
folder-closed = Impossible d’écrire dans le dossier { $folder } : { $why }. Change SLATE_DATA.
database-opens = La base de données de { $folder } s’ouvre et elle est à jour.
disk-free = { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } Gio de disque sont libres (il en faut { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }).
port-taken = Le port { $port } est pris ({ $why }). Mets-en un autre dans SLATE_PORT.
port-free = Le port { $port } est libre.
engine-broken = Le moteur ne marche pas : { $why }
engine-works = Le moteur a écouté et peint un morceau { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s après un démarrage à froid.
token-unset = { $name } n’est pas défini ; ce n’est pas grave.
token-set = { $name } est défini.
token-known = Discord connaît le jeton.
links-are-off = Les liens sont désactivés. SLATE_NONCOMMERCIAL=yes les active et confirme les conditions des sources.
service-ignorant = { $name } répond, mais ne connaît pas le morceau demandé.
service-silent = { $name } ne répond pas : { $why }. Désactive-le dans .env si cela dure.
service-answers = { $name } répond en { $milliseconds } ms.
copied = Copié dans { $target }.
mend-settings = Corrige ces réglages dans .env ou dans l’environnement, puis redémarre.
remix-extras-off = Les remix trouvent temps et voix sans réseaux optionnels. SLATE_REMIX_MODELS désigne un dossier avec leurs poids.
remix-extra-ready = Les remix utilisent { $name }.
remix-extra-library = Les remix se passent de { $name } : il n’est pas installé. Installe-le avec : pip install slate-bot[{ $extra }]
remix-extra-weights = Les remix se passent de { $name } : { $file } n’est pas dans { $folder }.
remix-extra-damaged = Les remix se passent de { $name } : { $file } dans { $folder } est abîmé ou n’est pas ce qu’il faut. Récupère-le à nouveau.
