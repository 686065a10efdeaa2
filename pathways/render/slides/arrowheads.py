"""Arrowheads for slides. PowerPoint's lines can end in a triangle, but in no bar and no ring.

In a freeform the head is a filled outline beside the stroked line; at the end of a connector it is a small shape of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pathways.drawing.geometry import Point, Rect, bounds, ring, straight
from pathways.drawing.shapes import Curves, Paint
from pathways.render.slides.drawingml import PER_POINT

__all__ = ["arrowhead", "bar_at", "disc_at", "solid"]

LENGTH = 10.0  # px of the drawn triangle, its stroke included, at a line of 2 px
SIZES = {"sm": 2.0, "med": 3.0, "lg": 5.0}  # how many times the line's width a triangle is long and wide
THINNEST = 2.0 * PER_POINT  # PowerPoint and LibreOffice take a thinner line for this when they size its triangle
NEAR = 2.2  # px between a bar and its box


def arrowhead(width: float, per_px: float) -> str:
    """Return the triangle at the end of a connector of this width in EMU, in the size that is nearest to the drawn one."""
    size = min(SIZES, key=lambda name: abs(SIZES[name] * max(width, THINNEST) - LENGTH * per_px))
    return f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>'


def solid(head: Curves) -> Curves:
    """Return a head as an area to fill that covers what the head's own fill and stroke cover; a ring stays open inside."""
    half = head.paint.width / 2
    if head.part == "bar":
        return head._replace(curves=(straight(*_thickened(head.curves[0][0], head.curves[0][-1], half)),), closed=True, paint=_FILLED)
    if head.part == "head-open":
        left, top, right, bottom = bounds(head.curves[0])
        centre, r = ((left + right) / 2, (top + bottom) / 2), (right - left) / 2
        return head._replace(curves=(ring(centre, r + half), ring(centre, r - half)[::-1]), closed=True, paint=_FILLED)
    return head._replace(curves=(straight(*_grown(head.curves[0][::3], half)),), closed=True, paint=_FILLED)


_FILLED = Paint(fill="#000000")  # the freeform's own colour is taken; this only says that the area is filled


def _thickened(a: Point, b: Point, half: float) -> list[Point]:
    """A stroke with flat ends as the rectangle that it covers."""
    span = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    x, y = -(b[1] - a[1]) / span * half, (b[0] - a[0]) / span * half
    return [(a[0] + x, a[1] + y), (b[0] + x, b[1] + y), (b[0] - x, b[1] - y), (a[0] - x, a[1] - y), (a[0] + x, a[1] + y)]


def _grown(corners: Sequence[Point], by: float) -> list[Point]:
    """A polygon whose sides are moved outwards; its corners are cut, much as round joins are."""
    ring_ = list(dict.fromkeys(corners))
    x, y = sum(c[0] for c in ring_) / len(ring_), sum(c[1] for c in ring_) / len(ring_)
    grown: list[Point] = []
    for a, b in zip(ring_, [*ring_[1:], ring_[0]], strict=True):
        span = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        nx, ny = (b[1] - a[1]) / span * by, -(b[0] - a[0]) / span * by
        out = 1 if (a[0] - x) * nx + (a[1] - y) * ny > 0 else -1
        grown += [(a[0] + out * nx, a[1] + out * ny), (b[0] + out * nx, b[1] + out * ny)]
    return [*grown, grown[0]]


def bar_at(start: Point, end: Point, bar: Curves) -> Curves:
    """Return a bar at the end of a straight connector."""
    half = math.dist(bar.curves[0][0], bar.curves[0][-1]) / 2
    ux, uy = _unit(start, end)
    x, y = end[0] - ux * NEAR, end[1] - uy * NEAR
    return bar._replace(curves=(straight((x - uy * half, y + ux * half), (x + uy * half, y - ux * half)),))


def disc_at(start: Point, end: Point, disc: Curves) -> Rect:
    """Return the bounds of a ring at the end of a straight connector."""
    left, _, right, _ = bounds(disc.curves[0])
    r = (right - left) / 2
    ux, uy = _unit(start, end)
    x, y = end[0] - ux * (r + 1), end[1] - uy * (r + 1)
    return x - r, y - r, x + r, y + r


def _unit(a: Point, b: Point) -> Point:
    span = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / span, (b[1] - a[1]) / span
