"""The four songs, note by note."""

from __future__ import annotations

from engine.api import Quadrant
from engine.jukebox import _instruments as play
from engine.jukebox._score import Note, Part, Piece, beat, broken, held, line, struck


def _paper_kites() -> Piece:
    """D major, 122 BPM: guitars off the beat, a whistle and horns, round the circle of fifths.

    Intro 2, A 4, B 4, A' 4, outro 2 bars.
    """
    verse, bridge = "D/2 B7/2 Em7/2 A7/2 D/2 D7/2 G/2 Gm6/2", "F#m7/2 B7/2 E7/4 Em7/2 A7/2 D6/2 A7/2"
    again = verse.replace("Gm6", "A7")
    whole = f"{verse} {bridge} {again} Em7/2 A7/2 D69/4"
    tune = line(
        "F#5/.5 A5/.5 A5/.5 B5/.5 D#5/.5 F#5/.5 A5/1! | G5/.5 B5/.5 G5/.5 E5/.5 C#5/.5 E5/.5 G5/1! |"
        "F#5/.5 A5/.5 A5/.5 B5/.5 C6/1! A5/1 | B5/.5 A5/.5 G5/.5 D5/.5 Bb5/.5 A5/.5 G5/.5 E5/.5 |"
        "A5/1.5! C#6/.5 B5/.5 A5/.5 F#5/.5 D#5/.5 | E5/.5 G#5/.5 B5/.5 D6/.5 C#6/.5 B5/.5 G#5/1 |"
        "G5/.5 B5/.5 D6/.5! B5/.5 C#6/.5 A5/.5 G5/.5 E5/.5 | F#5/1 B5/.5 A5/.5 G5/.5 F#5/.5 E5/.5 C#5/.5 |"
        "D5/.25 E5/.25 F#5/.5 A5/.5 B5/.5 D#6/.5! B5/.5 A5/1 | G5/.5 B5/.5 G5/.5 E5/.5 C#5/.5 E5/.5 G5/1! |"
        "F#5/.5 A5/.5 D6/.5 B5/.5 C6/1! A5/1 | B5/.5 D6/.5 B5/.5 G5/.5 A5/.5 C#6/.5 E6/1! |"
        "D6/.5 B5/.5 G5/.5 B5/.5 C#6/.5 A5/.5 G5/.5 E5/.5 | D5/.5 F#5/.5 A5/.5 B5/.5 D6/2!",
        start=8.0,
    )
    steps = "D2/1 F#2/1 B2/1 D#2/1 | E2/1 G2/1 A2/1 C#2/1 | D2/1 E2/1 F#2/1 D2/1 |"
    low = line(
        f"{steps} G2/1 D2/1 G2/1 G#2/1 | A2/1 F#2/1 B2/1 A2/1 | E2/1 G#2/1 B2/1 F#2/1 | E2/1 B2/1 A2/1 G2/1 |"
        f"F#2/1 B2/1 A2/1 C#2/1 | {steps} G2/1 B2/1 A2/1 C#3/1 | E2/1 G2/1 A2/1 C#2/1 | D2/4",
        start=8.0,
        strength=0.8,
    )
    opening = broken("D6/2 B7/2 Em7/2 A7/2", (0, 2, 1, 3), lowest="D5", ring=0.8)
    sparkle = broken(bridge, (0, 1, 2, 3), start=24.0, lowest="A5", ring=0.7)
    upward = struck(whole, ".x.x.x.x", start=8.0, ring=0.3)
    driving = struck(whole, "xxxXxxxX", start=8.0)
    shouts = struck(whole, "...X..x.", start=8.0, lowest="D4", ring=0.35)
    feet = "x...x...X...X..." + "X.......x.x....." * 4 + "X...X...X...X..." * 4 + "X.......x.x....." * 4
    clean, dirty = play.amplifier(4.0, 5_000.0), play.amplifier(4.8, 4_500.0)
    return Piece(
        tempo=122.0,
        beats=64.0,
        tail=1.2,
        room=0.9,
        parts=(
            Part(play.whistle, tune, gain=-9.0, pan=0.05, reverb=-12.0),
            Part(play.brass, tune, gain=-7.0, pan=-0.15, reverb=-13.0),
            Part(play.brass, shouts, gain=-13.0, pan=-0.4, reverb=-14.0, spread=0.2),
            Part(play.pluck, opening, gain=-5.0, pan=-0.1, reverb=-14.0, spread=0.4),
            Part(play.pluck, sparkle, gain=-12.0, pan=0.2, reverb=-12.0, spread=0.4),
            Part(play.growl, upward, gain=-10.0, pan=-0.6, reverb=-20.0, strum=0.004, colour=clean),
            Part(play.growl, driving, gain=-14.0, pan=0.6, reverb=-20.0, strum=0.004, colour=dirty),
            Part(play.strings, held(whole, start=8.0), gain=-20.0, reverb=-14.0, spread=0.6),
            Part(play.bass, low, gain=-9.0, reverb=-40.0),
            Part(play.kick, beat(f"{feet} X...X...X...X...X", start=4.0), gain=-3.0, reverb=-40.0),
            Part(play.snare, beat("....X.......X..." * 13, start=8.0), gain=-2.0, reverb=-15.0),
            Part(play.clap, beat("....X.......X..." * 13, start=8.0), gain=-6.0, pan=-0.1, reverb=-15.0),
            Part(play.open_hat, beat("..x...x...x...x." * 13, start=8.0), gain=-6.0, pan=0.25, reverb=-22.0),
            Part(play.shaker, beat("x.o.x.o.x.o.x.oo" * 15), gain=-4.0, pan=-0.4, reverb=-22.0),
            Part(play.tambourine, beat("x.o.X.o.x.o.X.oo" * 13, start=8.0), gain=-4.0, pan=0.4, reverb=-22.0),
            Part(play.crash, _crashes(8.0, 24.0, 40.0, 56.0, 60.0), gain=-5.0, pan=-0.3, reverb=-18.0),
        ),
    )


def _glass_and_gasoline() -> Piece:
    """E minor with a flat second and fifth, 152 BPM: distorted guitars, hard drums. Intro 2, A 4, B 4, A 4, end 4."""
    e, f, g, a, bb = "E2+B2+E3", "F2+C3+F3", "G2+D3+G3", "A2+E3+A3", "A#2+F3+A#3"
    chug = f"{e}/.5,.35! {e}/.5,.2 {e}/.5,.2 {f}/.5,.45! {e}/.5,.2 {e}/.5,.2 {g}/.5,.45! {f}/.5,.45"
    turn = f"{e}/.5,.35! {e}/.5,.2 {e}/.5,.2 {bb}/.5,.45! {a}/.5,.45 {g}/.5,.45 {f}/1,.95!"
    c, d, b = "C3+G3+C4", "D3+A3+D4", "B2+F#3+B3"
    wide = f"{c}/1.5! {c}/.5,.3 {c}/1,.9 {d}/1,.9 | {bb}/1.5! {bb}/.5,.3 {bb}/1,.9 {b}/1,.9! |"
    riff = f"{chug} {turn} "
    end = f"{chug} {chug} {e}/.5,.3! -/.5 {e}/.5,.3! -/.5 {f}/.5,.4! {f}/.5,.4 {bb}/1,.9! {e}/4!"
    guitars = line(riff * 3 + wide * 2 + riff * 2 + end, strength=0.75)
    low = line(_lowest(riff * 3 + wide * 2 + riff * 2 + end), strength=0.8)
    scream = line(
        "G4/.5 F#4/.5 G4/.5 B4/.5 C5/1! B4/1 | A#4/.5 A4/.5 A#4/.5 D5/.5 F5/1! E5/1 |"
        "G5/.5 F#5/.5 G5/.5 F#5/.5 E5/.5 D#5/.5 E5/1! | F5/.25 E5/.25 F5/.25 E5/.25 D5/.5 A#4/.5 B4/2!",
        start=24.0,
    ) + line("A#4/1,.9! B4/3! | A#4/.5 B4/.5 A#4/.5 B4/.5 F5/2!", 48.0)
    gallop, roll = "X..x..X.X..x..X.", "xxxxxxxxxxxxxxxx"
    feet = "X..............." * 2 + gallop * 4 + roll * 4 + gallop * 6 + "X...X...X.X.X...X"
    hands = "................xxxxxxxxXXXXXXXX" + "....X.......X..." * 14 + "....X.......XXXX"
    cymbals = _crashes(8.0, 24.0, 28.0, 32.0, 36.0, 40.0, 56.0, 64.0, 68.0)
    ticks = beat("x.x.x.x." * 8, start=8.0) + beat("x.x.x.x." * 14, start=40.0)
    return Piece(
        tempo=152.0,
        beats=72.0,
        tail=1.2,
        room=0.7,
        parts=(
            Part(play.growl, guitars, -13.0, pan=-0.8, reverb=-24.0, colour=play.amplifier(5.0, 5_200.0)),
            Part(play.growl, guitars, -13.0, pan=0.8, reverb=-24.0, colour=play.amplifier(6.5, 4_600.0)),
            Part(play.growl, low, -13.0, reverb=-40.0, colour=play.amplifier(3.0, 1_500.0)),
            Part(play.growl, scream, -15.0, pan=0.1, reverb=-14.0, colour=play.amplifier(9.0, 6_500.0)),
            Part(play.stomp, beat(feet), -9.0, reverb=-34.0),
            Part(play.snare, beat(hands), -5.0, pan=0.05, reverb=-16.0),
            Part(play.hat, ticks, -10.0, pan=0.3, reverb=-30.0),
            Part(play.crash, cymbals, -8.0, pan=-0.35, reverb=-18.0),
        ),
    )


def _last_train() -> Piece:
    """A minor, 66 BPM: a felt piano over a bass that sinks by semitones, brushes, and strings from B on.

    Intro 1, A 3, B 3, end 1 bars.
    """

    def later(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        return tuple(note for note in notes if note.start >= 16.0)

    whole = "Am/4 Am/2 E7/2 Gm6/2 F#m7b5/2 Fmaj7/2 E7/2 Dm/2 Bm7b5/2 E7/2 Am/2 Dm6/2 E7/2 Am/4"
    sinking = "A2/2 G#2/2 G2/2 F#2/2 F2/2 E2/2 D2/2 B2/2 E2/2 C3/2 D2/2 E2/2 A2/4"
    tune = (
        "-/1 E5/1.5! D5/.5 C5/.5 B4/.5 | Bb4/1 D5/1 C5/1.5 A4/.5 | A4/.5 C5/.5 E5/1 D5/1.5 B4/.5 |"
        "A4/.5 D5/.5 F5/1.5! E5/.5 D5/1 | G#4/.5 B4/.5 E5/1.5! D5/.5 C5/1 | B4/.5 A4/.5 F5/1! E5/1 G#4/1 | A4/4,3.5"
    )
    second = tune.replace("5/", "4/").replace("G#4/", "G#3/").replace("A4/4", "A3/4")
    return Piece(
        tempo=66.0,
        beats=32.0,
        tail=2.5,
        room=1.1,
        warmth=0.2,
        parts=(
            Part(play.piano, line(tune, start=4.0, strength=0.6), gain=6.0, pan=0.1, reverb=-13.0),
            Part(play.piano, broken(whole, (0, 1, 2, 1), lowest="C4", ring=1.2), -7.0, -0.15, -13.0, spread=0.15),
            Part(play.piano, line(f"A2/4 {sinking}", strength=0.5), gain=-2.0, reverb=-14.0),
            Part(play.cello, later(line(second, start=4.0, strength=0.6)), gain=-7.0, pan=0.3, reverb=-12.0),
            Part(play.strings, later(held(whole, lowest="G3")), gain=-14.0, reverb=-12.0, spread=0.6),
            Part(play.strings, later(line(sinking, start=4.0, strength=0.6)), gain=-8.0, pan=0.2, reverb=-12.0),
            Part(play.brush, beat("xoxo" * 7, start=4.0, step=1.0), gain=4.5, pan=-0.2, reverb=-14.0),
            Part(play.tap, beat("..x...x." * 7, start=4.0, step=0.5), gain=1.0, pan=0.15, reverb=-14.0),
            Part(play.kick, beat("x...x..." * 7, start=4.0, step=0.5), gain=-5.0, reverb=-20.0),
        ),
    )


def _slow_harbour() -> Piece:
    """C major in ninths, 84 BPM: electric piano, warm pad, brushes. Intro 1, A 4, B 4, end 1 bars."""
    whole = "Cmaj9/4 Fmaj9/4 Em7/4 Dm9/4 Cmaj9/4 Am9/4 Dm9/4 Gsus/4 Cmaj9/4"
    comping = struck(whole, "x....x..", lowest="F3", ring=1.3) + held("Cmaj9/4", start=36.0, lowest="F3", strength=0.5)
    roots = ("C2 G2", "F2 C3", "E2 B2", "D2 A2", "C2 G2", "A2 E2", "D2 A2", "G2 D2", "C2 G2")
    low = " ".join("{0}/2,1.8 -/.5 {0}/.5,.4 {1}/1,.9".format(*pair.split()) for pair in roots)
    tune = line(
        "-/.5 E5/1 G5/.5 E5/.5 C5/1.5 | -/.5 D5/1 E5/.5 B4/2 | -/.5 C5/1 E5/.5 D5/.5 A4/1.5 | G4/1 B4/.5 D5/.5 E5/2 |"
        "-/.5 G5/1 E5/.5 C5/2 | -/.5 F5/1 E5/.5 D5/.5 C5/1.5 | A4/1 C5/.5 D5/.5 F5/1 D5/1 | E5/1.5 D5/.5 B4/2 | G4/4",
        start=4.0,
        strength=0.4,
    )
    return Piece(
        tempo=84.0,
        beats=40.0,
        tail=2.2,
        room=1.8,
        swing=0.1,
        parts=(
            Part(play.keys, comping, gain=-18.0, pan=-0.1, reverb=-14.0, spread=0.35),
            Part(play.keys, tune, gain=-7.0, pan=0.2, reverb=-10.0),
            Part(play.pad, held(f"{whole} Cmaj9/4", lowest="F3", strength=0.5), gain=-19.0, reverb=-12.0, spread=0.7),
            Part(play.bass, line(f"{low} C2/4", strength=0.6), gain=-9.5, reverb=-36.0),
            Part(play.brush, beat("xoxo" * 9, start=4.0, step=1.0), gain=-12.0, pan=-0.25, reverb=-18.0),
            Part(play.tap, beat("..x...xo" * 9, start=4.0, step=0.5), gain=-15.0, pan=0.2),
            Part(play.kick, beat("o.......o.o....." * 9, start=4.0), gain=-13.0, reverb=-36.0),
        ),
    )


def _crashes(*starts: float) -> tuple[Note, ...]:
    return tuple(Note(start, 1.0, 0.0, 0.9) for start in starts)


def _lowest(text: str) -> str:
    """The same line with only the lowest note of each chord."""
    return " ".join(
        token.split("+")[0] + "/" + token.split("/")[1] if "+" in token else token for token in text.split()
    )


SONGS: dict[Quadrant, Piece] = {
    "happy": _paper_kites(),
    "angry": _glass_and_gasoline(),
    "sad": _last_train(),
    "relaxed": _slow_harbour(),
}
