### What only the page says, as answers to a browser's requests.

foreign-host = I answer only under this machine's own address. Open the address that I printed when I started.
foreign-origin = That request did not come from my own page, so I refused it.
no-session = I do not know this browser. Reload the page, and allow it to keep a cookie.
no-such-page = There is nothing here. The page itself lies at /.
bad-request = I could not read that request. Reload the page and try again.
nothing-said = Drop a song here, or type / to see what I can do.
line-too-long = That line is too long for me. Send files as files, and keep the rest short.
# $most counts mebibytes.
uploads-too-large = Those files are larger than { NUMBER($most, useGrouping: 0) } MiB together. Send fewer at a time.
file-gone = I no longer have that file; its conversation was cleared. Ask for it again.
not-painted = This one could not be painted. Ask for it by name to try again.
