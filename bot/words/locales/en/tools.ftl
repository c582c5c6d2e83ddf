### What the tools on the terminal say; most of it is the doctor's.

doctor-python = Python { $version } (3.11 or newer is needed).
folder-closed = The folder { $folder } cannot be written: { $why }. Set SLATE_DATA.
database-opens = The database in { $folder } opens and is up to date.
disk-free = { NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GiB of disk are free ({ NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) } are needed).
port-taken = Port { $port } is taken ({ $why }). Set SLATE_PORT to another.
port-free = Port { $port } is free.
engine-broken = The engine does not work: { $why }
engine-works = The engine heard and painted a song { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s after a cold start.
token-unset = { $name } is not set; that is fine.
token-set = { $name } is set.
token-known = Discord knows the token.
links-are-off = Links are off. SLATE_NONCOMMERCIAL=yes switches them on and confirms the sources' terms.
service-ignorant = { $name } answers, but does not know the song I asked for.
service-silent = { $name } does not answer: { $why }. Switch it off in .env if that stays so.
service-answers = { $name } answers in { $milliseconds } ms.
copied = Copied to { $target }.
mend-settings = Mend these settings in .env or the environment, then start again.
remix-extras-off = Remixes hear beats and voices without optional networks. SLATE_REMIX_MODELS names a folder of their weights.
remix-extra-ready = Remixes use { $name }.
remix-extra-library = Remixes do without { $name }: it is not installed. Install it with: pip install slate-bot[{ $extra }]
remix-extra-weights = Remixes do without { $name }: { $file } is not in { $folder }.
remix-extra-damaged = Remixes do without { $name }: { $file } in { $folder } is damaged or something else. Fetch it anew.
