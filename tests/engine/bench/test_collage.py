"""The measure of collages finds what is wrong, and finds nothing wrong with ours."""

from dataclasses import replace

import numpy as np

from engine.api import CollageOptions
from engine.bench.collage import arrangements, collisions, displacement, made_up, outside, pictures
from engine.collage._plan import planned
from engine.collage._songs import chosen, styles_of
from engine.collage.paper import chance_of
from tests.engine.collage.made import hearing

HEARINGS = [hearing(at) for at in range(4)]


def test_our_arrangements_have_no_fault() -> None:
    faults = arrangements(HEARINGS, 7)
    assert faults.none
    assert faults.collages == 7
    assert faults.seen >= 0.65
    assert faults.hero >= 0.22


def test_a_label_over_another_and_one_outside_are_counted() -> None:
    options = CollageOptions("paper", 1024, 1024, 1, "Week 47")
    songs = chosen(made_up(HEARINGS, 5, np.random.default_rng(1)), "paper")
    plan = planned(songs, styles_of(songs), options, chance_of(songs, options))
    first = plan.labels[0]
    doubled = replace(plan, labels={**plan.labels, 1: first})
    assert (collisions(plan), collisions(doubled)) == (0, 1)
    gone = replace(first, area=replace(first.area, centre=(0.0, 500.0)))
    assert (outside(plan, 1024, 1024), outside(replace(plan, labels={0: gone}), 1024, 1024)) == (0, 1)


def test_pictures_are_measured_in_their_pixels() -> None:
    seen, hero = pictures(HEARINGS, 3)
    assert len(seen) == len(hero) == 3
    assert min(seen) >= 0.65
    assert min(hero) >= 0.22


def test_displacement_is_told() -> None:
    assert displacement(HEARINGS, 6).startswith("moods, 6 songs: 0 overlaps; moved by 0.")
