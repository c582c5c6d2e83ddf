### Comment les mots s’enchaînent.

list-and = { $most } et { $last }
list-comma = { ", " }
