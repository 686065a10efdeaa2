"""Positions of badges: on their own line, clear of boxes and of each other, and if possible not on other lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pathways.drawing.geometry import Point, Rect, grown, hits, length, overlap, spaced
from pathways.layout.measure import badge, tag_size
from pathways.layout.score import Line
from pathways.layout.values import Box, Spot
from pathways.model.diagram import Diagram

__all__ = ["ENDS", "place_badges", "sizes_of"]

CELL = 32.0  # side in px of a cell of the grid that indexes segments of lines
ENDS = 30.0  # px of a line that its badge must not cover: the head, and some of the line on each side
EVERY = 7.0  # px between the candidate positions along a line
ON_BOX, ON_BADGE, ON_LINE, ON_HEAD, OFF_MIDDLE, OUTSIDE = 100.0, 60.0, 4.0, 8.0, 3.0, 200.0
PASSES = 3


def sizes_of(diagram: Diagram) -> dict[str, tuple[float, float]]:
    """Width and height of every badge and tag, by the id of its arrow or gap."""
    badges = {arrow.id: (found.w, found.h) for arrow in diagram.arrows for found in (badge(arrow.assessment),)}
    return badges | {gap.id: tag_size(gap) for gap in diagram.gaps}


@dataclass(frozen=True)
class _Candidate:
    """A candidate position of a badge, and its cost without regard to other badges."""

    spot: Spot
    cost: float


def place_badges(
    lines: Sequence[Line],
    sizes: Mapping[str, tuple[float, float]],
    boxes: Iterable[Box],
    *,
    titles: Iterable[Rect] = (),
    fixed: Iterable[Spot] = (),
    every: float = EVERY,
) -> tuple[Spot, ...]:
    """Return the position of the badge on each line, in the order of the lines.

    Lines with the fewest free candidates come first; then all are placed again with regard to the others. `fixed` badges are not
    moved, `titles` are avoided like boxes, candidates are `every` px apart. A line without a free candidate gets that of least cost.
    """
    obstacles = [*(grown(box.rect, 3) for box in boxes), *titles]
    found: dict[str, Spot] = {spot.id: spot for spot in fixed}
    unplaced = [line for line in lines if line.id in sizes and line.id not in found]
    grid = _SegmentGrid(lines)
    candidates = {line.id: list(_candidates(line, sizes[line.id], obstacles, grid, every)) for line in unplaced}
    order = sorted(candidates, key=lambda name: (sum(place.cost < ON_BADGE for place in candidates[name]), name))
    for _ in range(PASSES):
        for name in order:
            found[name] = _best(candidates[name], [grown(spot.rect, 2) for key, spot in found.items() if key != name])
    return tuple(found[line.id] for line in lines if line.id in found)


class _SegmentGrid:
    """The segments of all lines in a grid, so that a badge is tested only against those near it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[str, Point, Point]]] = {}
        for line in lines:
            for a, b in zip(line.points, line.points[1:], strict=False):
                for cell in _cells((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))):
                    self.cells.setdefault(cell, []).append((line.id, a, b))

    def covered(self, rect: Rect, own: str) -> int:
        """The number of lines other than its own that a badge would cover."""
        near = {segment for cell in _cells(rect) for segment in self.cells.get(cell, ()) if segment[0] != own}
        return len({name for name, a, b in near if hits(a, b, rect)})


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    for column in range(int(rect[0] // CELL), int(rect[2] // CELL) + 1):
        for row in range(int(rect[1] // CELL), int(rect[3] // CELL) + 1):
            yield column, row


def _candidates(
    line: Line, size: tuple[float, float], obstacles: Sequence[Rect], grid: _SegmentGrid, every: float,
) -> Iterator[_Candidate]:
    total = length(line.points) or 1.0
    count = max(4, min(60, int(total / every)))
    fractions = [0.06 + 0.88 * n / count for n in range(count + 1)]
    near = [rect for rect in obstacles if overlap(grown(line.bounds, max(size)), rect)]
    for fraction, at in zip(fractions, spaced(line.points, fractions), strict=True):
        spot = _spot(line.id, at, size)
        near_head = ON_HEAD if overlap(spot.rect, _around_point(line.points[-1], 9)) else 0.0
        near_start = ON_HEAD / 4 if overlap(spot.rect, _around_point(line.points[0], 4)) else 0.0
        cost = ON_BOX * sum(overlap(spot.rect, rect) for rect in near) + ON_LINE * grid.covered(grown(spot.rect, 1), line.id)
        yield _Candidate(spot, cost + near_head + near_start + OFF_MIDDLE * abs(fraction - 0.5))


def _around_point(at: Point, by: float) -> Rect:
    return at[0] - by, at[1] - by, at[0] + by, at[1] + by


def _spot(name: str, at: Point, size: tuple[float, float]) -> Spot:
    w, h = size
    return Spot(name, round(at[0] - w / 2, 2), round(at[1] - h / 2, 2), w, h)


def _best(candidates: Sequence[_Candidate], taken: Sequence[Rect]) -> Spot:
    """The candidate with the least cost, overlaps with other badges included."""
    best = candidates[0].spot
    lowest = float("inf")
    for place in sorted(candidates, key=lambda place: place.cost):
        if place.cost >= lowest:
            break
        cost = place.cost + ON_BADGE * sum(overlap(place.spot.rect, rect) for rect in taken)
        if cost < lowest:
            best, lowest = place.spot, cost
    return best
