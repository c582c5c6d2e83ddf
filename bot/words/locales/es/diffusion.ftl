### Lo que el bot dice de las imágenes repintadas y de los modelos que las pintan.

repaint-told = Su imagen, repintada.
repaint-from-words = Pintada a partir de palabras para su ánimo y su sonido.
repaint-follows = Llega una versión repintada.
repaint-alt = La imagen de { $name }, repintada por un modelo de difusión.
fact-model = pintada por
fact-structure = conservado de la imagen
fact-repaint = versión repintada
repaint-off = desactivada
repaint-on = activada
repaint-with = activada, LoRA: { $lora }
keep-slate-label = Conservar la imagen
no-such-lora = Aquí no hay ningún LoRA llamado «{ $name }». Hay { $names }; auto usa el del operador, none ninguno.
no-loras = Aquí no hay LoRA; quien mantiene el bot los pone en su carpeta de LoRA.
lyrics-too-long = La letra de una canción tiene como mucho { $most } caracteres.

## Herramientas de la terminal

diffusion-off = Las imágenes no se repintan: nacen solo de reglas.
diffusion-missing = Aquí no hay ningún modelo de difusión; las imágenes nacen solo de reglas. `slate diffusion` muestra lo que serviría.
diffusion-ready = Las imágenes las repinta { $model } en { $device }; condiciones: { $licence }.
loras-ready = LoRA disponibles: { $names }.
model-line = { $there ->
    [yes] { $name }: { $model }, ya está aquí. Condiciones: { $licence }.
   *[no] { $name }: { $model }. Condiciones: { $licence }.
    }
model-suggested = «{ $name }» es lo mejor para esta máquina. Descárgalo con: slate diffusion fetch { $name }
model-none-fits = No hay ninguna GPU con 4 GiB de memoria libre. Con SLATE_DIFFUSION_CPU=yes puede pintar el procesador, despacio.
download-line = { $model }: { NUMBER($size, maximumFractionDigits: 1) } GB, condiciones: { $licence }, véase { $page }
download-question = Se descargarán { NUMBER($size, maximumFractionDigits: 1) } GB en { $folder }. ¿Aceptas las condiciones?
downloading = descargando { $model }
downloaded = Está en { $folder }. Reinicia el bot para pintar con ello.
nothing-to-download = Todo lo de «{ $name }» ya está aquí.
collages-made = Se hicieron { $made } collages; hay { $whole } en { $folder } con sus descripciones.
needs-folder = Da una carpeta de imágenes con descripciones, crea una con --from-slates 200 o prueba con --smoke.
