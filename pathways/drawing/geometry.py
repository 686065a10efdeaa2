"""Geometry of points, curves and rectangles as plain numbers, shared by layout, score and drawing.

Curves are cubic Béziers written as start + 3n points, as Graphviz and SVG write them. Everything is in px, y downwards.
A rectangle is (left, top, right, bottom).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

__all__ = [
    "Point",
    "Polyline",
    "Rect",
    "along",
    "border_point",
    "bounds",
    "crosses",
    "crossing_point",
    "distance",
    "flatten",
    "grown",
    "hits",
    "length",
    "overlap",
    "ring",
    "rounded",
    "shortened",
    "smooth",
    "spaced",
    "straight",
]

Point = tuple[float, float]
Polyline = Sequence[Point]
Rect = tuple[float, float, float, float]


def distance(a: Point, b: Point) -> float:
    """The straight distance of two points.

    Example:
        >>> distance((0, 0), (3, 4))
        5.0
    """
    return math.hypot(b[0] - a[0], b[1] - a[1])


def rounded(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points to 0.01 px, without negative zeros, so that equal pictures have equal bytes.

    Example:
        >>> rounded([(1.234567, -0.0001)])
        ((1.23, 0.0),)
    """
    return tuple((round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in points)


def straight(*corners: Point) -> tuple[Point, ...]:
    """A polyline as a curve of start + 3n points; the control points of a straight piece lie on its ends.

    Example:
        >>> straight((0, 0), (4, 0))
        ((0, 0), (0, 0), (4, 0), (4, 0))
    """
    return (corners[0], *(point for a, b in pairwise(corners) for point in (a, b, b)))


def ring(centre: Point, radius: float) -> tuple[Point, ...]:
    """A circle as a curve of start + 3n points, within 0.03 % of the radius."""
    (x, y), r, k = centre, radius, 0.5522847498 * radius  # the distance of control points for a quarter circle
    return rounded((
        (x + r, y), (x + r, y + k), (x + k, y + r), (x, y + r), (x - k, y + r), (x - r, y + k), (x - r, y),
        (x - r, y - k), (x - k, y - r), (x, y - r), (x + k, y - r), (x + r, y - k), (x + r, y),
    ))  # fmt: skip


def grown(rect: Rect, by: float) -> Rect:
    """The rectangle with `by` px more on each side; negative shrinks."""
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share area; touching borders do not count.

    Example:
        >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (2, 0, 3, 2))
        (True, False)
    """
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle around points.

    Raises:
        ValueError: There are no points.
    """
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def flatten(points: Polyline, steps: int = 12) -> list[Point]:
    """Turn a curve of start + 3n points into a polyline with `steps` pieces for each cubic.

    Example:
        >>> flatten([(0, 0), (1, 0), (2, 0), (3, 0)], steps=3)
        [(0, 0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)]
    """
    line = [points[0]]
    for start in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[start : start + 4]
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            line.append((p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy))
    return line


def length(line: Polyline) -> float:
    """The length of a polyline."""
    return sum(distance(a, b) for a, b in pairwise(line))


def along(line: Polyline, fraction: float) -> tuple[Point, Point]:
    """The point at a fraction (0 to 1) of a polyline's length, and the unit direction there.

    Example:
        >>> along([(0, 0), (10, 0), (10, 10)], 0.25)
        ((5.0, 0.0), (1.0, 0.0))
    """
    left = length(line) * fraction
    for a, b in pairwise(line):
        piece = distance(a, b)
        if piece and left <= piece + 1e-9:
            ux, uy = (b[0] - a[0]) / piece, (b[1] - a[1]) / piece
            return (a[0] + ux * left, a[1] + uy * left), (ux, uy)
        left -= piece
    return line[-1], (1.0, 0.0)


def spaced(line: Polyline, fractions: Iterable[float]) -> list[Point]:
    """The points at rising fractions (0 to 1) of a polyline's length; a line without length gives its start.

    Example:
        >>> spaced([(0, 0), (10, 0), (10, 10)], [0.25, 0.75])
        [(5.0, 0.0), (10.0, 5.0)]
    """
    total, pieces = length(line), iter(pairwise(line))
    found: list[Point] = []
    a = b = line[0]
    before = piece = 0.0
    for fraction in fractions:
        while before + piece < total * fraction - 1e-9:
            before += piece
            a, b = next(pieces)
            piece = distance(a, b)
        t = (total * fraction - before) / piece if piece else 0.0
        found.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return found


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments ab and cd cross inside both; touching ends do not count.

    Example:
        >>> crosses((0, 0), (2, 2), (0, 2), (2, 0)), crosses((0, 0), (1, 1), (1, 1), (2, 0))
        (True, False)
    """
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def crossing_point(a: Point, b: Point, c: Point, d: Point) -> Point:
    """Where two crossing segments meet; for segments that do not cross, where their lines would."""
    p, q = _side(c, d, a), _side(c, d, b)
    t = p / (p - q) if p != q else 0.5
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def hits(a: Point, b: Point, rect: Rect) -> bool:
    """Whether the segment ab has a point inside the rectangle (its border does not count).

    Example:
        >>> hits((0, 1), (4, 1), (1, 0, 2, 2)), hits((0, 0), (4, 0), (1, 0, 2, 2))
        (True, False)
    """
    left, top, right, bottom = rect
    enter, leave = 0.0, 1.0
    for start, delta, low, high in ((a[0], b[0] - a[0], left, right), (a[1], b[1] - a[1], top, bottom)):
        if delta == 0:
            if start <= low or start >= high:
                return False
            continue
        one, two = (low - start) / delta, (high - start) / delta
        enter, leave = max(enter, min(one, two)), min(leave, max(one, two))
        if enter >= leave:
            return False
    return True


def border_point(rect: Rect, towards: Point) -> Point:
    """Where the line from the rectangle's centre towards a point leaves it; the right side's middle if they coincide.

    Example:
        >>> border_point((0, 0, 4, 2), (10, 1))
        (4.0, 1.0)
    """
    cx, cy = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    dx, dy = towards[0] - cx, towards[1] - cy
    if dx == 0 and dy == 0:
        return rect[2], cy
    half_w, half_h = (rect[2] - rect[0]) / 2, (rect[3] - rect[1]) / 2
    scale = min(half_w / abs(dx) if dx else math.inf, half_h / abs(dy) if dy else math.inf)
    return cx + dx * scale, cy + dy * scale


def smooth(line: Polyline, *, tension: float = 0.35) -> tuple[Point, ...]:
    """A smooth curve of start + 3n points through all points of a polyline.

    The tangent at a point is parallel to the line between its neighbours; control points are `tension` of the piece away.
    """
    curve = [line[0]]
    for i in range(len(line) - 1):
        a, b = line[i], line[i + 1]
        arm = distance(a, b) * tension
        (ax, ay), (bx, by) = _tangent(line, i), _tangent(line, i + 1)
        curve += [(a[0] + ax * arm, a[1] + ay * arm), (b[0] - bx * arm, b[1] - by * arm), b]
    return tuple(curve)


def _tangent(line: Polyline, i: int) -> Point:
    a, b = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
    span = distance(a, b) or 1.0
    return (b[0] - a[0]) / span, (b[1] - a[1]) / span


def shortened(points: Polyline, by: float) -> tuple[tuple[Point, ...], Point]:
    """Remove the last `by` px of a curve; return the rest, and the unit direction of the removed end.

    At least the first half of the last cubic is kept.

    Example:
        >>> left, direction = shortened([(0, 0), (3, 0), (6, 0), (9, 0)], 3)
        >>> rounded(left), direction
        (((0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (6.0, 0.0)), (1.0, 0.0))
    """
    return _shortened(tuple(points), by)


@lru_cache(maxsize=2_000)
def _shortened(points: tuple[Point, ...], by: float) -> tuple[tuple[Point, ...], Point]:
    rest, left = list(points), by
    while len(rest) > 4 and length(flatten(rest[-4:])) <= left:
        left -= length(flatten(rest[-4:]))
        rest = rest[:-3]
    line = flatten(rest[-4:], 24)
    total = length(line)
    share = max(0.5, 1 - left / total) if total else 1.0
    short = (*rest[:-4], *_first_part(rest[-4:], _parameter(line, share))) if left > 0 else tuple(rest)
    near = short[-1] if by > 1 else along(flatten(rest[-4:], 24), 0.9)[0]
    return short, _unit(near, points[-1])


def _unit(a: Point, b: Point) -> Point:
    span = distance(a, b)
    return ((b[0] - a[0]) / span, (b[1] - a[1]) / span) if span else (1.0, 0.0)


def _parameter(line: Polyline, share: float) -> float:
    """The curve's parameter at a share of its length; `line` is the curve in equal steps of the parameter."""
    wanted, before, steps = length(line) * share, 0.0, len(line) - 1
    for i, (a, b) in enumerate(pairwise(line)):
        piece = distance(a, b)
        if before + piece >= wanted:
            return (i + (wanted - before) / piece) / steps if piece else i / steps
        before += piece
    return 1.0


def _first_part(curve: Sequence[Point], t: float) -> tuple[Point, ...]:
    """The part of one cubic before its parameter t, by de Casteljau's algorithm."""
    rows = [list(curve)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(row)])
    return tuple(row[0] for row in rows)
