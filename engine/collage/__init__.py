"""Many songs as one picture: a paper collage, a wall of paintings, the plane of moods, or a grid of covers."""

from __future__ import annotations

from collections.abc import Sequence

from engine.api import ENGLISH, Collage, CollageOptions, Labels, Piece, Progress, Step, silent
from engine.art.finish import encode
from engine.collage._songs import chosen
from engine.collage.grid import draw_grid
from engine.collage.moods import draw_moods
from engine.collage.paper import draw_paper
from engine.collage.wall import draw_wall


def lay_out(
    pieces: Sequence[Piece], options: CollageOptions, progress: Progress = silent, labels: Labels = ENGLISH
) -> Collage:
    """See ``engine.api.Engine.collage``."""
    songs = chosen(pieces, options.layout)
    progress(Step("laying out the songs", 0.05))
    if options.layout == "paper":
        pixels, laid = draw_paper(songs, options, progress)
    elif options.layout == "wall":
        pixels, laid = draw_wall(songs, options, progress)
    elif options.layout == "moods":
        pixels, laid = draw_moods(songs, options, progress, labels)
    else:
        pixels, laid = draw_grid(songs, options, progress)
    return Collage(encode(pixels, options.format), options.layout, tuple(laid), options.seed)
