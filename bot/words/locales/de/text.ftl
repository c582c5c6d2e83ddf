### Wie Wörter verbunden werden.

list-and = { $most } und { $last }
list-comma = { ", " }
