"""A single cubic curve between two boxes, and the list of its shapes from straight to strongly bent.

A curve leaves and enters at angles measured from the straight line between the boxes' centres. That gives arcs (both
angles to one side), hooks (one of them zero) and waves (opposite sides), which is enough to avoid most obstacles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pathways.drawing.geometry import Point, Rect, distance, flatten, grown, hits, overlap

__all__ = ["CLEAR", "SHAPES", "Shape", "blocked", "curve_between", "shifts", "walls_of"]

Shape = tuple[float, float]  # degrees at which a curve leaves and enters; with the same sign it is an arc to one side

CLEAR = 6.0  # px between a line and a box that it passes
ANGLES = (12, 24, 38, 54, 72)
STEEP = 1.1  # the share by which vertical lines are shifted farther
APART = 19.0  # px between parallel lines that join the same two boxes


def _shapes() -> tuple[Shape, ...]:
    found: list[Shape] = [(0, 0)]
    for angle in ANGLES:
        for side in (angle, -angle):
            found += [(side, side), (side, 0), (0, side), (side, -side), (side, side / 3), (side / 3, side)]
    return tuple(sorted(found, key=lambda shape: (abs(shape[0]) + abs(shape[1]), shape)))


SHAPES = _shapes()


def curve_between(source: Rect, target: Rect, shape: Shape = (0, 0), shift: float = 0.0) -> tuple[Point, Point, Point, Point]:
    """A cubic Bézier from the border of one rectangle to that of another.

    `shift` moves the whole line sideways by px, for parallel lines; about twice as far for vertical lines, as badges are
    wider than high. Its ends stay on the borders of both boxes.

    Example:
        >>> curve_between((0, 0, 10, 10), (30, 0, 40, 10))[0], curve_between((0, 0, 10, 10), (30, 0, 40, 10))[3]
        ((10.0, 5.0), (30.0, 5.0))
    """
    (ax, ay), (bx, by) = _centre(source), _centre(target)
    span = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / span, (by - ay) / span
    room = min(_half(source, -uy, ux), _half(target, -uy, ux)) - 4
    side = max(-room, min(room, shift * (1 + STEEP * abs(uy)))) if room > 0 else 0.0
    ox, oy = -uy * side, ux * side
    out = _rotated(ux, uy, shape[0])
    back = _rotated(-ux, -uy, -shape[1])
    start = _exit_point(source, (ax + ox, ay + oy), out)
    end = _exit_point(target, (bx + ox, by + oy), back)
    chord = distance(start, end)
    one, two = (chord / (3 * math.cos(math.radians(angle) / 2) ** 2) for angle in shape)
    return start, (start[0] + out[0] * one, start[1] + out[1] * one), (end[0] + back[0] * two, end[1] + back[1] * two), end


def _centre(rect: Rect) -> Point:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def _half(rect: Rect, dx: float, dy: float) -> float:
    """The distance from the rectangle's centre to its border in a direction."""
    return min((rect[2] - rect[0]) / 2 / abs(dx) if dx else math.inf, (rect[3] - rect[1]) / 2 / abs(dy) if dy else math.inf)


def _rotated(x: float, y: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos - y * sin, x * sin + y * cos


def _exit_point(rect: Rect, inside: Point, direction: Point) -> Point:
    """Where a ray from a point inside leaves the rectangle."""
    (x, y), (dx, dy) = inside, direction
    across = ((rect[2] if dx > 0 else rect[0]) - x) / dx if dx else math.inf
    down = ((rect[3] if dy > 0 else rect[1]) - y) / dy if dy else math.inf
    step = min(across, down)
    return x + dx * step, y + dy * step


def blocked(curve: Sequence[Point], walls: Iterable[Rect], *, steps: int = 10) -> int:
    """The number of rectangles that a curve intersects."""
    line = flatten(curve, steps)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    box = (min(xs) - 0.01, min(ys) - 0.01, max(xs) + 0.01, max(ys) + 0.01)
    near = [wall for wall in walls if overlap(box, wall)]
    return sum(any(hits(a, b, wall) for a, b in pairwise(line)) for wall in near)


def shifts(ends: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """The sideways shift of each line (id, source, target), so that lines between the same two boxes do not overlap.

    Example:
        >>> shifts([("one", "a", "b"), ("two", "b", "a"), ("three", "a", "c")])
        {'one': -9.5, 'two': -9.5, 'three': 0.0}
    """
    pairs: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for name, source, target in ends:
        first, second = sorted((source, target))
        pairs.setdefault((first, second), []).append((name, source == first))
    found: dict[str, float] = {}
    for lines in pairs.values():
        for i, (name, forward) in enumerate(lines):
            offset = (i - (len(lines) - 1) / 2) * APART
            found[name] = (offset if forward else -offset) + 0.0
    return found


def walls_of(rects: dict[str, Rect], source: str, target: str) -> list[Rect]:
    """The rectangles that a line must not touch: every box but its own two, with a margin."""
    return [grown(rect, CLEAR) for name, rect in rects.items() if name not in (source, target)]
