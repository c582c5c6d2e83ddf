### Lo que solo dice la página, en respuesta a las peticiones de un navegador.

foreign-host = Solo respondo en la dirección de esta máquina. Abre la dirección que mostré al arrancar.
foreign-origin = Esa petición no venía de mi propia página y la he rechazado.
no-session = No conozco este navegador. Recarga la página y deja que guarde una cookie.
no-such-page = Aquí no hay nada. La página está en /.
bad-request = No he podido leer esa petición. Recarga la página e inténtalo otra vez.
nothing-said = Suelta aquí una canción o escribe / para ver qué sé hacer.
line-too-long = Esa línea es demasiado larga para mí. Envía los archivos como archivos y sé breve con lo demás.
uploads-too-large = Juntos, esos archivos pasan de { NUMBER($most, useGrouping: 0) } MiB. Envía menos de una vez.
file-gone = Ya no tengo ese archivo; su conversación se borró. Pídelo otra vez.
not-painted = Esta no se ha podido pintar. Pídela por su nombre para intentarlo de nuevo.
