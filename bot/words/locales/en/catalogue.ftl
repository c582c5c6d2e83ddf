### What the bot says of its catalogue: the songs that can be found by likeness.

numbers-only = I know “{ $name }” by its numbers only, not its sound. Drop its audio file and I hear it.
numbers-only-links = I know “{ $name }” by its numbers only, not its sound. Drop its audio file, or paste a link to it.
cataloguing = looking through the catalogue

## On the terminal: slate catalogue

nothing-to-add = There is no sound file in { $folder }.
library-added = { $added ->
    [one] One song was added
   *[other] { $added } songs were added
}, { $known } known before, { $failed } left out.
library-stopped = Stopped. What was heard is kept; start it again to go on.
source-library = own music folders
source-file = files
source-deezer = excerpts from Deezer
source-apple = excerpts from Apple
source-catalogue = starter catalogue
# $missing are songs that are not in the index yet.
index-state = The index holds { $count } { $count ->
    [one] song
   *[other] songs
}, as version { $version } heard them, in { $mebibytes } MiB{ $missing ->
    [0] .
   *[other] ; { $missing } follow when the bot is asked next.
}
