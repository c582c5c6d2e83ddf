### Comment les mots s’enchaînent.

list-and = { $most } et { $last }
list-comma = { ", " }
list-semicolon = { " ; " }
percent = { $share } %
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
