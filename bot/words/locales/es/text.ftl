### Cómo se unen las palabras.

# $sound es «i» cuando la última palabra empieza por ese sonido: «suave e íntima».
list-and = { $most } { $sound ->
    [i] e
   *[other] y
} { $last }
list-comma = { ", " }
list-semicolon = { "; " }
percent = { $share } %
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
