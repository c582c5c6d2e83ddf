### How words are put together.

# $count is how many words there are, $sound is "i" where the last word begins with that vowel, as Spanish wants to know.
list-and = { $most } and { $last }
list-comma = { ", " }
list-semicolon = { "; " }
percent = { $share } %
# $sign is + or −.
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
