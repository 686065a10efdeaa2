"""Shapes as operators of a PDF's content stream, in px of the sheet with y downwards.

Numbers are rounded to 0.01 as in the SVG; one matrix flips and scales the page. The paths of reportlab are not used, as they take
ten times as long and round corners with other arcs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Curves, Paint, Panel
from pathways.drawing.theme import channels
from pathways.render.svg_markup import number

__all__ = ["ink", "outline_of", "rgb"]

ARC = 0.5522847498  # distance of the control points of a quarter circle of radius 1


@lru_cache(maxsize=200)
def rgb(colour: str) -> str:
    """Return a colour as three numbers from 0 to 1.

    Example:
        >>> rgb("#ff8000")
        '1 0.502 0'
    """
    return " ".join(f"{channel / 255:.3f}".rstrip("0").rstrip(".") for channel in channels(colour))


def ink(shape: Curves | Panel) -> str:
    """Return the operators that draw a shape.

    Example:
        >>> ink(Panel("paper", 0, 0, 30, 20, 0, Paint("#ffffff")))
        '1 1 1 rg 0 0 30 20 re f'
    """
    course = _rect(shape) if isinstance(shape, Panel) else " ".join(_path(curve, shape.closed) for curve in shape.curves)
    painted = "B" if shape.paint.fill and shape.paint.stroke else "f" if shape.paint.fill else "S" if shape.paint.stroke else "n"
    return " ".join((*_paint(shape.paint), course, painted))


def _paint(paint: Paint) -> Iterator[str]:
    if paint.fill:
        yield f"{rgb(paint.fill)} rg"
    if paint.stroke:
        ends = "1 J 1 j" if paint.round else "0 J 0 j"
        yield f"{rgb(paint.stroke)} RG {number(paint.width)} w {ends} [{' '.join(map(number, paint.dash))}] 0 d"


def _rect(panel: Panel) -> str:
    if not panel.radius:
        return f"{number(panel.x)} {number(panel.y)} {number(panel.w)} {number(panel.h)} re"
    return _path(outline_of(panel), closed=True)


def outline_of(panel: Panel) -> tuple[Point, ...]:
    """Return a panel's outline as a curve of start + 3n points, clockwise from its upper left; the radius is at most half a side.

    Example:
        >>> outline_of(Panel("box", 0, 0, 30, 20, 4, Paint()))[:4]
        ((4, 0), (4, 0), (26, 0), (26, 0))
    """
    r = min(panel.radius, panel.w / 2, panel.h / 2)
    left, top, right, bottom, near = panel.x, panel.y, panel.x + panel.w, panel.y + panel.h, r * (1 - ARC)
    return (
        (left + r, top), (left + r, top), (right - r, top), (right - r, top),
        (right - near, top), (right, top + near), (right, top + r),
        (right, top + r), (right, bottom - r), (right, bottom - r),
        (right, bottom - near), (right - near, bottom), (right - r, bottom),
        (right - r, bottom), (left + r, bottom), (left + r, bottom),
        (left + near, bottom), (left, bottom - near), (left, bottom - r),
        (left, bottom - r), (left, top + r), (left, top + r),
        (left, top + near), (left + near, top), (left + r, top),
    )  # fmt: skip


def _path(curve: Sequence[Point], closed: bool) -> str:
    parts = [f"{_pair(curve[0])} m"]
    for i in range(1, len(curve) - 2, 3):
        if curve[i] == curve[i - 1] and curve[i + 1] == curve[i + 2]:
            parts.append(f"{_pair(curve[i + 2])} l")
        else:
            parts.append(f"{_pair(curve[i])} {_pair(curve[i + 1])} {_pair(curve[i + 2])} c")
    return " ".join((*parts, "h") if closed else parts)


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
