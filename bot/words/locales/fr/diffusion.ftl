### Ce que le bot dit des images repeintes et des modèles qui les peignent.

repaint-told = Son image, repeinte.
repaint-from-words = Peint d’après des mots pour son ambiance et son son.
repaint-follows = Une version repeinte arrive.
repaint-alt = L’image de { $name }, repeinte par un modèle de diffusion.
fact-model = peint par
fact-structure = gardé de l’image
fact-repaint = version repeinte
repaint-off = désactivée
repaint-on = activée
repaint-with = activée, LoRA : { $lora }
keep-slate-label = Garder l’image
no-such-lora = Il n’y a pas ici de LoRA nommé « { $name } ». Il y a { $names } ; auto prend celui de l’opérateur, none n’en prend aucun.
no-loras = Il n’y a pas de LoRA ici ; la personne qui exploite le bot les met dans son dossier de LoRA.
lyrics-too-long = Les paroles d’un morceau ont au plus { $most } caractères.

## Outils du terminal

diffusion-off = Les images ne sont pas repeintes : elles naissent de règles seules.
diffusion-missing = Aucun modèle de diffusion ici : les images naissent de règles seules. `slate diffusion` montre ce qui conviendrait.
diffusion-ready = Les images sont repeintes par { $model } sur { $device } ; conditions : { $licence }.
loras-ready = LoRA disponibles : { $names }.
model-line = { $there ->
    [yes] { $name } : { $model }, déjà ici. Conditions : { $licence }.
   *[no] { $name } : { $model }. Conditions : { $licence }.
    }
model-suggested = « { $name } » convient le mieux à cette machine. Pour le télécharger : slate diffusion fetch { $name }
model-none-fits = Aucun GPU avec 4 Gio de mémoire libre. Avec SLATE_DIFFUSION_CPU=yes, le processeur peut peindre, lentement.
download-line = { $model } : { NUMBER($size, maximumFractionDigits: 1) } Go, conditions : { $licence }, voir { $page }
download-question = Télécharger { NUMBER($size, maximumFractionDigits: 1) } Go dans { $folder }, à ces conditions ?
downloading = téléchargement de { $model }
downloaded = Tout est dans { $folder }. Redémarre le bot pour peindre avec.
nothing-to-download = Tout « { $name } » est déjà ici.
collages-made = { $made } collages ont été faits ; { $whole } sont dans { $folder } avec leurs légendes.
needs-folder = Donne un dossier d’images avec légendes, crées-en un avec --from-slates 200 ou essaie avec --smoke.
