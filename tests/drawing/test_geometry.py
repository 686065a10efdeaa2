"""Curves, boxes and where they meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.drawing.geometry import (
    along,
    border_point,
    bounds,
    crosses,
    crossing_point,
    distance,
    flatten,
    grown,
    hits,
    length,
    overlap,
    shortened,
)

number = st.floats(-1_000, 1_000)
point = st.tuples(number, number)
curve = st.tuples(point, point, point, point)


def test_a_flattened_curve_keeps_its_ends() -> None:
    line = flatten([(0, 0), (0, 10), (10, 10), (10, 0), (10, -10), (20, -10), (20, 0)], steps=5)
    assert len(line) == 11
    assert (line[0], line[5], line[-1]) == ((0, 0), (10, 0), (20, 0))


@given(curve)
def test_a_curve_lies_within_the_bounds_of_its_points(points: tuple[tuple[float, float], ...]) -> None:
    left, top, right, bottom = grown(bounds(points), 0.01)
    assert all(left <= x <= right and top <= y <= bottom for x, y in flatten(points))


def test_segments_that_only_touch_do_not_cross() -> None:
    assert not crosses((0, 0), (2, 0), (1, 0), (1, 5))
    assert crosses((0, 0), (2, 0), (1, -1), (1, 5))
    assert crossing_point((0, 0), (2, 0), (1, -1), (1, 5)) == (1, 0)


def test_a_segment_hits_a_box_that_it_runs_through_or_lies_in() -> None:
    box = (0, 0, 10, 10)
    assert hits((-5, 5), (15, 5), box)
    assert hits((2, 2), (3, 3), box)
    assert not hits((-5, 0), (15, 0), box)
    assert not hits((-5, -1), (15, -1), box)


@given(point, point)
def test_two_boxes_overlap_both_ways_round(a: tuple[float, float], b: tuple[float, float]) -> None:
    one, other = (*a, a[0] + 50, a[1] + 20), (*b, b[0] + 30, b[1] + 60)
    assert overlap(one, other) == overlap(other, one)


@given(point)
def test_a_border_point_lies_on_the_border(towards: tuple[float, float]) -> None:
    x, y = border_point((0, 0, 40, 20), towards)
    assert min(abs(x), abs(x - 40), abs(y), abs(y - 20)) < 1e-6
    assert -1e-6 <= x <= 40 + 1e-6
    assert -1e-6 <= y <= 20 + 1e-6


def test_a_point_along_a_line_is_found_by_length() -> None:
    assert along([(0, 0), (10, 0), (10, 30)], 0.5) == ((10, 10), (0, 1))


def test_a_shortened_curve_loses_that_length() -> None:
    points = [(0, 0), (30, 0), (60, 0), (90, 0)]
    left, direction = shortened(points, 9)
    assert length(flatten(left, 50)) == pytest.approx(81, abs=0.2)
    assert direction == (1, 0)


@given(curve, st.floats(0, 20))
def test_a_shortened_curve_starts_where_it_did(points: tuple[tuple[float, float], ...], by: float) -> None:
    left, (dx, dy) = shortened(points, by)
    assert distance(left[0], points[0]) < 1e-6
    assert dx * dx + dy * dy == pytest.approx(1, abs=1e-6)
