### Lo que dicen las herramientas de la terminal, sobre todo `slate doctor`.

doctor-python = Python { $version } (hace falta 3.11 o más reciente).
folder-closed = No se puede escribir en la carpeta { $folder }: { $why }. Cambia SLATE_DATA.
database-opens = La base de datos de { $folder } se abre y está al día.
disk-free = Hay { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GiB libres en el disco (hacen falta { NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) }).
port-taken = El puerto { $port } está ocupado ({ $why }). Pon otro en SLATE_PORT.
port-free = El puerto { $port } está libre.
engine-broken = El motor no funciona: { $why }
engine-works = El motor ha escuchado y pintado una canción { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s después de arrancar en frío.
token-unset = { $name } no está puesto; no pasa nada.
token-set = { $name } está puesto.
token-known = Discord conoce el token.
links-are-off = Los enlaces están desactivados. SLATE_NONCOMMERCIAL=yes los activa y confirma las condiciones de las fuentes.
service-ignorant = { $name } responde, pero no conoce la canción por la que pregunté.
service-silent = { $name } no responde: { $why }. Desactívalo en .env si sigue así.
service-answers = { $name } responde en { $milliseconds } ms.
copied = Copiado en { $target }.
mend-settings = Corrige estos ajustes en .env o en el entorno y arranca otra vez.
remix-extras-off = Los remixes encuentran pulsos y voces sin redes opcionales. SLATE_REMIX_MODELS indica una carpeta con sus pesos.
remix-extra-ready = Los remixes usan { $name }.
remix-extra-library = Los remixes prescinden de { $name }: no está instalado. Instálalo con: pip install slate-bot[{ $extra }]
remix-extra-weights = Los remixes prescinden de { $name }: { $file } no está en { $folder }.
remix-extra-damaged = Los remixes prescinden de { $name }: { $file } en { $folder } está dañado o es otra cosa. Descárgalo de nuevo.
