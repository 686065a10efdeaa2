"""Where the badges sit: on their own line, clear of boxes and of each other, and where there is a choice off other lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pathways.drawing.geometry import Point, Rect, grown, hits, length, overlap, spaced
from pathways.layout.measure import badge, tag_size
from pathways.layout.score import Line
from pathways.layout.values import Box, Spot
from pathways.model.diagram import Diagram

__all__ = ["ENDS", "place_badges", "sizes_of"]

CELL = 32.0  # px of a square of the grid in which pieces of lines are looked up
ENDS = 30.0  # px of a line that its badge leaves free: the head, and some of the line on each side
EVERY = 7.0  # px between the places that are tried along a line
ON_BOX, ON_BADGE, ON_LINE, ON_HEAD, OFF_MIDDLE, OUTSIDE = 100.0, 60.0, 4.0, 8.0, 3.0, 200.0
PASSES = 3


def sizes_of(diagram: Diagram) -> dict[str, tuple[float, float]]:
    """Width and height of every badge and tag, by the id of its arrow or gap."""
    badges = {arrow.id: (found.w, found.h) for arrow in diagram.arrows for found in (badge(arrow.assessment),)}
    return badges | {gap.id: tag_size(gap) for gap in diagram.gaps}


@dataclass(frozen=True)
class _Place:
    """A place that is tried for a badge, and what is wrong with it whatever the other badges do."""

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
    """Find a place on each line for its badge; the answer is in the lines' order.

    Lines with the least room choose first, then all choose again knowing the others. `fixed` badges stay where they are,
    `titles` are kept clear like boxes, and a place is tried `every` so many px. A line without a free place gets the least bad one.
    """
    walls = [*(grown(box.rect, 3) for box in boxes), *titles]
    found: dict[str, Spot] = {spot.id: spot for spot in fixed}
    waiting = [line for line in lines if line.id in sizes and line.id not in found]
    pieces = _Pieces(lines)
    places = {line.id: list(_places(line, sizes[line.id], walls, pieces, every)) for line in waiting}
    order = sorted(places, key=lambda name: (sum(place.cost < ON_BADGE for place in places[name]), name))
    for _ in range(PASSES):
        for name in order:
            found[name] = _best(places[name], [grown(spot.rect, 2) for key, spot in found.items() if key != name])
    return tuple(found[line.id] for line in lines if line.id in found)


class _Pieces:
    """The straight pieces of all lines in a grid, so that a badge is held only against those near by."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[str, Point, Point]]] = {}
        for line in lines:
            for a, b in zip(line.points, line.points[1:], strict=False):
                for cell in _cells((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))):
                    self.cells.setdefault(cell, []).append((line.id, a, b))

    def under(self, rect: Rect, own: str) -> int:
        """How many lines other than its own a badge would cover."""
        near = {piece for cell in _cells(rect) for piece in self.cells.get(cell, ()) if piece[0] != own}
        return len({name for name, a, b in near if hits(a, b, rect)})


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    for column in range(int(rect[0] // CELL), int(rect[2] // CELL) + 1):
        for row in range(int(rect[1] // CELL), int(rect[3] // CELL) + 1):
            yield column, row


def _places(line: Line, size: tuple[float, float], walls: Sequence[Rect], pieces: _Pieces, every: float) -> Iterator[_Place]:
    total = length(line.points) or 1.0
    count = max(4, min(60, int(total / every)))
    fractions = [0.06 + 0.88 * n / count for n in range(count + 1)]
    walls = [wall for wall in walls if overlap(grown(line.bounds, max(size)), wall)]
    for fraction, at in zip(fractions, spaced(line.points, fractions), strict=True):
        spot = _spot(line.id, at, size)
        near_head = ON_HEAD if overlap(spot.rect, _around_point(line.points[-1], 9)) else 0.0
        near_start = ON_HEAD / 4 if overlap(spot.rect, _around_point(line.points[0], 4)) else 0.0
        bad = ON_BOX * sum(overlap(spot.rect, wall) for wall in walls) + ON_LINE * pieces.under(grown(spot.rect, 1), line.id)
        yield _Place(spot, bad + near_head + near_start + OFF_MIDDLE * abs(fraction - 0.5))


def _around_point(at: Point, by: float) -> Rect:
    return at[0] - by, at[1] - by, at[0] + by, at[1] + by


def _spot(name: str, at: Point, size: tuple[float, float]) -> Spot:
    w, h = size
    return Spot(name, round(at[0] - w / 2, 2), round(at[1] - h / 2, 2), w, h)


def _best(places: Sequence[_Place], taken: Sequence[Rect]) -> Spot:
    """The place that costs least, with what the other badges add to it."""
    best = places[0].spot
    lowest = float("inf")
    for place in sorted(places, key=lambda place: place.cost):
        if place.cost >= lowest:
            break
        cost = place.cost + ON_BADGE * sum(overlap(place.spot.rect, rect) for rect in taken)
        if cost < lowest:
            best, lowest = place.spot, cost
    return best
