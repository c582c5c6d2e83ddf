### Wie Wörter verbunden werden.

list-and = { $most } und { $last }
list-comma = { ", " }
list-semicolon = { "; " }
percent = { $share } %
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
