"""Two songs in, one remix out: the first in the musical style of the second."""
