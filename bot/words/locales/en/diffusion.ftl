### What the bot says of repaints and of the models that paint them.

repaint-told = Its slate, painted anew.
repaint-from-words = Painted from words for its mood and sound.
repaint-follows = A repaint follows.
repaint-alt = The slate of { $name }, painted anew by a diffusion model.
fact-model = painted by
fact-structure = of the slate
fact-repaint = repaint
repaint-off = off
repaint-on = on
repaint-with = on, LoRA: { $lora }
keep-slate-label = Keep slate
no-such-lora = There is no LoRA called “{ $name }” here. There is { $names }; auto takes the operator's own, none takes none.
no-loras = There are no LoRAs here; whoever runs the bot puts them into its folder of LoRAs.
lyrics-too-long = A song's text has at most { $most } characters.

## Tools on the terminal

diffusion-off = Repainting is switched off; slates are painted by rules alone.
diffusion-missing = No diffusion model lies here; slates are painted by rules alone. See what would fit with `slate diffusion`.
diffusion-ready = Slates are repainted by { $model } on { $device }; its terms: { $licence }.
loras-ready = LoRAs that lie ready: { $names }.
model-line = { $there ->
    [yes] { $name }: { $model }, lies here. Its terms: { $licence }.
   *[no] { $name }: { $model }. Its terms: { $licence }.
    }
model-suggested = “{ $name }” fits this machine best. Fetch it with: slate diffusion fetch { $name }
model-none-fits = No GPU with 4 GiB of free memory was found. With SLATE_DIFFUSION_CPU=yes the processor may paint, slowly.
download-line = { $model }: { NUMBER($size, maximumFractionDigits: 1) } GB, its terms: { $licence }, see { $page }
download-question = Fetch { NUMBER($size, maximumFractionDigits: 1) } GB into { $folder }, on these terms?
downloading = fetching { $model }
downloaded = It lies in { $folder }. Restart the bot to paint with it.
nothing-to-download = Everything of “{ $name }” lies here already.
collages-made = { $made } collages were made; { $whole } lie in { $folder } with their captions.
needs-folder = Give a folder of pictures with captions, or make one with --from-slates 200, or try it with --smoke.
