### How words are put together.

# $sound is "i" where the last word begins with that vowel, as Spanish wants to know.
list-and = { $most } and { $last }
list-comma = { ", " }
