### Was der Bot über Neumalungen und die Modelle dahinter sagt.

repaint-told = Das Bild dazu, neu gemalt.
repaint-from-words = Gemalt nach Worten für Stimmung und Klang.
repaint-follows = Eine Neumalung folgt.
repaint-alt = Das Bild von { $name }, von einem Diffusionsmodell neu gemalt.
fact-model = gemalt von
fact-structure = vom Bild bewahrt
fact-repaint = neu malen
repaint-off = aus
repaint-on = an
repaint-with = an, LoRA: { $lora }
keep-slate-label = Bild behalten
no-such-lora = Hier gibt es kein LoRA namens „{ $name }“. Es gibt { $names }; auto nimmt das des Betreibers, none gar keins.
no-loras = Hier gibt es keine LoRAs; wer den Bot betreibt, legt sie in seinen LoRA-Ordner.
lyrics-too-long = Ein Songtext hat höchstens { $most } Zeichen.

## Werkzeuge im Terminal

diffusion-off = Das Neumalen ist ausgeschaltet; Bilder entstehen allein nach Regeln.
diffusion-missing = Hier liegt kein Diffusionsmodell; Bilder entstehen allein nach Regeln. Was passen würde, zeigt `slate diffusion`.
diffusion-ready = Bilder werden von { $model } auf { $device } neu gemalt; Bedingungen: { $licence }.
loras-ready = Bereitliegende LoRAs: { $names }.
model-line = { $there ->
    [yes] { $name }: { $model }, liegt hier. Bedingungen: { $licence }.
   *[no] { $name }: { $model }. Bedingungen: { $licence }.
    }
model-suggested = „{ $name }“ passt am besten zu diesem Rechner. Laden mit: slate diffusion fetch { $name }
model-none-fits = Keine GPU mit 4 GiB freiem Speicher gefunden. Mit SLATE_DIFFUSION_CPU=yes darf der Prozessor malen, langsam.
download-line = { $model }: { NUMBER($size, maximumFractionDigits: 1) } GB, Bedingungen: { $licence }, siehe { $page }
download-question = { NUMBER($size, maximumFractionDigits: 1) } GB nach { $folder } laden, zu diesen Bedingungen?
downloading = { $model } wird geladen
downloaded = Es liegt in { $folder }. Nach einem Neustart malt der Bot damit.
nothing-to-download = Von „{ $name }“ liegt schon alles hier.
collages-made = { $made } Collagen wurden gemacht; { $whole } liegen mit ihren Bildtexten in { $folder }.
needs-folder = Gib einen Ordner mit Bildern und Bildtexten an, mach einen mit --from-slates 200 oder probier es mit --smoke.
