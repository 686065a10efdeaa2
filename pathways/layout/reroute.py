"""New courses for some lines while the others stay: the least bent way that is clear of all boxes, around a corner if need be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pathways.drawing.geometry import Point, Rect, border_point, distance, flatten, grown, length, rounded, smooth
from pathways.layout.curves import SHAPES, Shape, blocked, curve_between, shifts, walls_of
from pathways.layout.score import crossings_with, lines_of
from pathways.layout.values import Box, Route

__all__ = ["detoured", "reroute", "shape_of", "untangled"]

MOST_CORNERS = 3
OUTSIDE = 3  # a line that leaves the picture at the top or left counts like one through this many boxes


def reroute(boxes: Iterable[Box], ends: Mapping[str, tuple[str, str]], wanted: Mapping[str, Shape]) -> dict[str, Route]:
    """Route the lines named in `wanted`, each in the shape given there if that is clear, else in the least bent one that is.

    Where no shape is clear of all boxes, the one through the fewest is taken. `ends` names the boxes of all lines.
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
    """All routes, those named bent so that they cross the fewest others; one after the other, about 8 ms each.

    Only `shapes` are tried, the gentler half of all unless told otherwise, and only where they are clear of boxes.
    """
    rects = {box.id: box.rect for box in boxes}
    beside = shifts((name, *pair) for name, pair in ends.items())
    found = dict(routes)
    lines = {line.id: line for line in lines_of(found.values(), ends, steps=7)}
    for name in names:
        source, target = ends[name]
        walls = walls_of(rects, source, target)
        ways = [curve_between(rects[source], rects[target], shape, beside[name]) for shape in shapes]
        clear = [Route(name, rounded(way)) for way in ways if not _trouble(way, walls)[0]]
        tried = lines_of((found[name], *clear), ends, steps=7)
        others = [line for line in lines.values() if line.id != name]
        best = min(range(len(tried)), key=lambda n: crossings_with(tried[n], others) + 0.001 * n)
        found[name], lines[name] = (found[name], *clear)[best], tried[best]
    return found


def _clear(source: Rect, target: Rect, walls: Sequence[Rect], shift: float, wish: Shape) -> tuple[Point, ...]:
    best, fewest = curve_between(source, target, wish, shift), 1_000_000
    for shape in (wish, *SHAPES):
        curve = curve_between(source, target, shape, shift)
        found, _ = _trouble(curve, walls)
        if found < fewest:
            best, fewest = curve, found
        if not found:
            return curve
    return _detour(best, source, target, walls)


def _trouble(curve: Sequence[Point], walls: Sequence[Rect]) -> tuple[int, float]:
    return blocked(curve, walls, steps=8) + OUTSIDE * _outside(curve), length(flatten(curve, 8))


def _outside(curve: Sequence[Point]) -> bool:
    return min(min(point) for point in curve) < 0 and min(min(point) for point in flatten(curve, 8)) < 4


def _detour(curve: tuple[Point, ...], source: Rect, target: Rect, walls: Sequence[Rect]) -> tuple[Point, ...]:
    """The way from end to end around corners of what is in the way, one after the other as long as that helps."""
    best, corners = curve, list[Point]()
    for _ in range(MOST_CORNERS):
        in_the_way = [wall for wall in walls if blocked(best, [wall], steps=8)]
        tried = [
            [*corners[:n], corner, *corners[n:]] for wall in in_the_way for corner in _corners(wall) for n in range(len(corners) + 1)
        ]
        ways = [(smooth((border_point(source, way[0]), *way, border_point(target, way[-1]))), way) for way in tried]
        found, way = min(((found, way) for found, way in ways), key=lambda pair: _trouble(pair[0], walls), default=(best, corners))
        if _trouble(found, walls) >= _trouble(best, walls):
            break
        best, corners = found, way
    return best


def _corners(wall: Rect) -> tuple[Point, Point, Point, Point]:
    left, top, right, bottom = grown(wall, 3)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def detoured(route: Route, source: str, target: str, rects: dict[str, Rect]) -> Route:
    """A route that runs through boxes led around their corners, if that helps; any other as it is."""
    if not blocked(route.points, [grown(rect, -0.5) for name, rect in rects.items() if name not in (source, target)]):
        return route
    return Route(route.id, rounded(_detour(route.points, rects[source], rects[target], walls_of(rects, source, target))))


def shape_of(points: Sequence[Point], source: Rect, target: Rect, shift: float) -> Shape:
    """The shape whose curve comes nearest to a known course between two boxes."""
    middle = points[1:3] if len(points) == 4 else (points[len(points) // 2],) * 2

    def off(shape: Shape) -> float:
        curve = curve_between(source, target, shape, shift)
        return distance(curve[1], middle[0]) + distance(curve[2], middle[1])

    return min(SHAPES, key=off)
