"""The quality of a layout in numbers: crossings, lines through boxes, overlapping labels."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pathways.drawing.geometry import Point, Rect, bounds, crosses, flatten, grown, hits, overlap
from pathways.layout.measure import title_rect
from pathways.layout.values import Layout, Route
from pathways.model.diagram import Arrow, Diagram
from pathways.model.mechanism import Gap

__all__ = ["WIDE", "Line", "Score", "count_crossings", "crossings_with", "ends_of", "lines_of", "links_of", "score"]


WIDE = 16 / 9  # ratio of width to height of a slide, the default for pictures


@dataclass(frozen=True)
class Line:
    """A route as a polyline with its bounds, for repeated tests."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]
    bounds: Rect

    def hits(self, rect: Rect) -> bool:
        """Whether the line has a point inside the rectangle."""
        return overlap(grown(self.bounds, 0.01), rect) and any(
            hits(a, b, rect) for a, b in zip(self.points, self.points[1:], strict=False)
        )


@dataclass(frozen=True)
class Score:
    """The defects of a layout; every count at 0 would be perfect.

    `crossings`: points where two lines cross that have no end in common. `through_boxes`: lines through a box that is
    not their end. `label_overlaps`: pairs of a badge, tag or region's title with a box or with each other. `labels_on_lines`: badges that
    cover part of another line than their own. `aspect`: width by height.
    """

    crossings: int
    through_boxes: int
    label_overlaps: int
    aspect: float
    labels_on_lines: int = 0

    @property
    def badness(self) -> float:
        """The weighted sum of the defects: lines through boxes count most, then hidden labels, crossings, and the distance from 16:9."""
        return self.badness_in()

    def badness_in(self, aspect: float = WIDE) -> float:
        """The same for another wanted ratio of width to height."""
        shape = abs(math.log(self.aspect / aspect)) if self.aspect else 0.0
        return 100 * self.through_boxes + 30 * self.label_overlaps + 3 * self.crossings + self.labels_on_lines + 60 * shape


def links_of(diagram: Diagram) -> tuple[Arrow | Gap, ...]:
    """All that is drawn between two boxes: the arrows, then the gaps."""
    return (*diagram.arrows, *diagram.gaps)


def ends_of(diagram: Diagram) -> dict[str, tuple[str, str]]:
    """The two boxes of every arrow and gap, by its id."""
    return {link.id: (link.source, link.target) for link in links_of(diagram)}


def lines_of(routes: Iterable[Route], ends: Mapping[str, tuple[str, str]], *, steps: int = 10) -> list[Line]:
    """The routes as polylines, with `steps` segments for each cubic."""
    flat = ((route.id, tuple(flatten(route.points, steps))) for route in routes)
    return [Line(name, *ends[name], points, bounds(points)) for name, points in flat]


def count_crossings(lines: Iterable[Line]) -> int:
    """The number of crossings of lines without a common end."""
    return sum(
        _crossings(one, other)
        for one, other in combinations(lines, 2)
        if {one.source, one.target}.isdisjoint((other.source, other.target)) and overlap(grown(one.bounds, 0.01), other.bounds)
    )


def crossings_with(one: Line, others: Iterable[Line]) -> int:
    """Twice the number of crossings of a line with others; a crossing with a line that shares an end counts half."""
    near = (other for other in others if overlap(grown(one.bounds, 0.01), other.bounds))
    return sum(_crossings(one, other) * (2 if {one.source, one.target}.isdisjoint((other.source, other.target)) else 1) for other in near)


def _crossings(one: Line, other: Line) -> int:
    return sum(crosses(a, b, c, d) for a, b in _segments_in(one, other.bounds) for c, d in _segments_in(other, one.bounds))


def _segments_in(line: Line, rect: Rect) -> Iterator[tuple[Point, Point]]:
    for a, b in zip(line.points, line.points[1:], strict=False):
        if min(a[0], b[0]) <= rect[2] and max(a[0], b[0]) >= rect[0] and min(a[1], b[1]) <= rect[3] and max(a[1], b[1]) >= rect[1]:
            yield a, b


def _overlaps(labels: Sequence[Rect], boxes: Collection[Rect]) -> int:
    on_boxes = sum(overlap(label, box) for label in labels for box in boxes)
    return on_boxes + sum(overlap(one, other) for one, other in combinations(labels, 2))


def score(layout: Layout, diagram: Diagram) -> Score:
    """Measure a layout of the diagram."""
    lines = lines_of((*layout.routes, *layout.gaps), ends_of(diagram))
    rects = {box.id: grown(box.rect, -0.5) for box in layout.boxes}
    return Score(
        crossings=count_crossings(lines),
        through_boxes=sum(line.hits(rect) for line in lines for name, rect in rects.items() if name not in (line.source, line.target)),
        label_overlaps=_overlaps([*(spot.rect for spot in layout.spots), *map(title_rect, layout.frames)], rects.values()),
        aspect=round(layout.width / layout.height, 3) if layout.height else 0.0,
        labels_on_lines=sum(line.hits(spot.rect) for spot in layout.spots for line in lines if line.id != spot.id),
    )
