"""New routes for some lines while the others stay: the least bent curve clear of all boxes, with corners if necessary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pathways.drawing.geometry import Point, Rect, border_point, distance, flatten, grown, length, rounded, smooth
from pathways.layout.curves import SHAPES, Shape, blocked, curve_between, shifts, walls_of
from pathways.layout.score import crossings_with, lines_of
from pathways.layout.values import Box, Route

__all__ = ["detoured", "reroute", "shape_of", "untangled"]

MOST_CORNERS = 3
OUTSIDE = 3  # a line that leaves the picture at the top or left costs as much as so many boxes


def reroute(boxes: Iterable[Box], ends: Mapping[str, tuple[str, str]], wanted: Mapping[str, Shape]) -> dict[str, Route]:
    """Route the lines in `wanted`, each in the given shape if that is clear of boxes, else in the least bent one that is.

    Where no shape is clear, the one through the fewest boxes is led around their corners. `ends` has the boxes of all lines.
    """
    rects = {box.id: box.rect for box in boxes}
    beside = shifts((name, *pair) for name, pair in ends.items())
    found = {}
    for name, shape in wanted.items():
        source, target = ends[name]
        curve = _clear(rects[source], rects[target], walls_of(rects, source, target), beside[name], shape)
        found[name] = Route(name, rounded(curve))
    return found


def untangled(
    routes: Mapping[str, Route],
    boxes: Iterable[Box],
    ends: Mapping[str, tuple[str, str]],
    names: Iterable[str],
    *,
    shapes: Sequence[Shape] = SHAPES[: len(SHAPES) // 2],
) -> dict[str, Route]:
    """All routes, those in `names` bent to cross the fewest others; one after the other, about 8 ms each.

    Only `shapes` that are clear of boxes are considered; by default these are the less bent half of all.
    """
    rects = {box.id: box.rect for box in boxes}
    beside = shifts((name, *pair) for name, pair in ends.items())
    found = dict(routes)
    lines = {line.id: line for line in lines_of(found.values(), ends, steps=7)}
    for name in names:
        source, target = ends[name]
        walls = walls_of(rects, source, target)
        curves = [curve_between(rects[source], rects[target], shape, beside[name]) for shape in shapes]
        clear = [Route(name, rounded(curve)) for curve in curves if not _cost(curve, walls)[0]]
        tried = lines_of((found[name], *clear), ends, steps=7)
        others = [line for line in lines.values() if line.id != name]
        best = min(range(len(tried)), key=lambda n: crossings_with(tried[n], others) + 0.001 * n)
        found[name], lines[name] = (found[name], *clear)[best], tried[best]
    return found


def _clear(source: Rect, target: Rect, walls: Sequence[Rect], shift: float, wish: Shape) -> tuple[Point, ...]:
    best, fewest = curve_between(source, target, wish, shift), 1_000_000
    for shape in (wish, *SHAPES):
        curve = curve_between(source, target, shape, shift)
        found, _ = _cost(curve, walls)
        if found < fewest:
            best, fewest = curve, found
        if not found:
            return curve
    return _detour(best, source, target, walls)


def _cost(curve: Sequence[Point], walls: Sequence[Rect]) -> tuple[int, float]:
    """The number of boxes that a curve intersects, then its length."""
    return blocked(curve, walls, steps=8) + OUTSIDE * _outside(curve), length(flatten(curve, 8))


def _outside(curve: Sequence[Point]) -> bool:
    return min(min(point) for point in curve) < 0 and min(min(point) for point in flatten(curve, 8)) < 4


def _detour(curve: tuple[Point, ...], source: Rect, target: Rect, walls: Sequence[Rect]) -> tuple[Point, ...]:
    """A curve around corners of the boxes in its way, with one corner more as long as that improves it."""
    best, corners = curve, list[Point]()
    for _ in range(MOST_CORNERS):
        in_the_way = [wall for wall in walls if blocked(best, [wall], steps=8)]
        tried = [
            [*corners[:n], corner, *corners[n:]] for wall in in_the_way for corner in _corners(wall) for n in range(len(corners) + 1)
        ]
        curves = [(smooth((border_point(source, via[0]), *via, border_point(target, via[-1]))), via) for via in tried]
        found, via = min(curves, key=lambda pair: _cost(pair[0], walls), default=(best, corners))
        if _cost(found, walls) >= _cost(best, walls):
            break
        best, corners = found, via
    return best


def _corners(wall: Rect) -> tuple[Point, Point, Point, Point]:
    left, top, right, bottom = grown(wall, 3)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def detoured(route: Route, source: str, target: str, rects: dict[str, Rect]) -> Route:
    """The route led around the corners of boxes that it intersects, if that is better; any other as it is."""
    if not blocked(route.points, [grown(rect, -0.5) for name, rect in rects.items() if name not in (source, target)]):
        return route
    return Route(route.id, rounded(_detour(route.points, rects[source], rects[target], walls_of(rects, source, target))))


def shape_of(points: Sequence[Point], source: Rect, target: Rect, shift: float) -> Shape:
    """The shape whose curve is nearest to a known curve between two boxes."""
    middle = points[1:3] if len(points) == 4 else (points[len(points) // 2],) * 2

    def difference(shape: Shape) -> float:
        curve = curve_between(source, target, shape, shift)
        return distance(curve[1], middle[0]) + distance(curve[2], middle[1])

    return min(SHAPES, key=difference)
