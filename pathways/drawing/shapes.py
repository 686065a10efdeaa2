"""The four kinds of shape of which every picture consists; the page, SVG, PDF and slides are all written from the same shapes.

A shape has its final geometry and paint, so that a writer only expresses it in its format. Units are px at 1:1, y downwards, curves
are cubic Béziers of start + 3n points; a piece whose control points lie on its ends is straight. Colours are #rrggbb, empty for none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pathways.drawing.geometry import Point
from pathways.drawing.glyph_outlines import outline
from pathways.drawing.text_metrics import Weight
from pathways.drawing.theme import mixed

__all__ = ["PALE", "Curves", "Group", "Mark", "Paint", "Panel", "Shape", "Words", "expanded", "moved", "pale"]

PALE = 0.16  # opacity of faded groups, which are not part of the answer


class Paint(NamedTuple):
    """How a shape is filled and stroked; `width` and `dash` are px, an empty colour is none."""

    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    round: bool = False  # caps and joins; otherwise caps are flat and joins mitred


class Curves(NamedTuple):
    """One or more curves that are painted together. `part` says what it is: line, head, bar, head-open, glyph, solid, gap-line, ..."""

    part: str
    curves: tuple[tuple[Point, ...], ...]
    closed: bool
    paint: Paint


class Panel(NamedTuple):
    """A rectangle with rounded corners. `part`: area, frame, box, badge-box, gap-box, paper, rule, ..."""

    part: str
    x: float
    y: float
    w: float
    h: float
    radius: float
    paint: Paint


class Words(NamedTuple):
    """Lines of text, already broken. `y` is the first baseline; `halo` is the colour behind the letters, empty for none."""

    part: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    weight: Weight
    colour: str
    leading: float = 16.0
    anchor: Literal["start", "end"] = "start"
    halo: str = ""


class Mark(NamedTuple):
    """A glyph from `glyphs`; `x` and `y` are its top left corner. `part` says where: badge, kind, gap, legend."""

    part: str
    name: str
    x: float
    y: float
    ink: str


Shape = Curves | Panel | Words | Mark


@dataclass(frozen=True)
class Group:
    """The shapes of one element of the picture, in drawing order.

    `role` is area, area-title, arrow, gap, box, or, around the picture, paper, title, caption, legend, citation, caveat, origin.
    `label` is its accessible name ("" for decoration), `title` its full name where the drawn one is shortened. `data` are values that
    a writer may output: for an arrow sign, layer, tier, source, target. `url` is the target of a click. `route` is the whole curve of
    an arrow or gap, from border to border; its line ends where the head begins.
    """

    role: str
    id: str
    shapes: tuple[Shape, ...]
    label: str = ""
    title: str = ""
    data: tuple[tuple[str, str], ...] = ()
    selected: bool = False
    faded: bool = False
    url: str = ""
    route: tuple[Point, ...] = ()


def expanded(shape: Shape) -> tuple[Curves | Panel | Words, ...]:
    """Return a glyph as the curves that it consists of; any other shape as it is.

    Example:
        >>> [shape.part for shape in expanded(Mark("badge", "trial", 0, 0, "#000000"))]
        ['solid', 'glyph', 'glyph']
    """
    if not isinstance(shape, Mark):
        return (shape,)
    found = outline(shape.name)
    solid = Curves("solid", found.solid, True, Paint(shape.ink))
    lines = [Curves("glyph", (curve,), closed, Paint("", shape.ink, 1.25, round=True)) for curve, closed in found.lines]
    parts = (*((solid,) if found.solid else ()), *lines)
    return tuple(moved(part, shape.x, shape.y) for part in parts)


def moved(shape: Curves | Panel | Words, dx: float, dy: float, scale: float = 1.0) -> Curves | Panel | Words:
    """Return a shape scaled about the origin, then moved."""
    if isinstance(shape, Curves):
        curves = tuple(tuple((x * scale + dx, y * scale + dy) for x, y in curve) for curve in shape.curves)
        return shape._replace(curves=curves, paint=_scaled(shape.paint, scale))
    x, y = shape.x * scale + dx, shape.y * scale + dy
    if isinstance(shape, Panel):
        w, h, radius = shape.w * scale, shape.h * scale, shape.radius * scale
        return shape._replace(x=x, y=y, w=w, h=h, radius=radius, paint=_scaled(shape.paint, scale))
    return shape._replace(x=x, y=y, size=shape.size * scale, leading=shape.leading * scale)


def _scaled(paint: Paint, scale: float) -> Paint:
    return paint if scale == 1 else paint._replace(width=paint.width * scale, dash=tuple(length * scale for length in paint.dash))


def pale(group: Group, ground: Callable[[Shape], str]) -> Group:
    """Return a faded group with its colours mixed with the background, for formats without opacity; other groups as they are.

    Args:
        ground: Gives the background colour of a shape.

    Example:
        >>> box = Group("box", "a", (Panel("box", 0, 0, 9, 9, 0, Paint("#000000")),), faded=True)
        >>> pale(box, lambda shape: "#ffffff").shapes[0].paint.fill
        '#d6d6d6'
    """
    if not group.faded:
        return group
    return replace(group, shapes=tuple(_faded(shape, ground(shape)) for shape in group.shapes))


def _faded(shape: Shape, background: str) -> Shape:
    def mix(colour: str) -> str:
        return mixed(background, colour, PALE) if colour else ""

    if isinstance(shape, Mark):
        return shape._replace(ink=mix(shape.ink))
    if isinstance(shape, Words):
        return shape._replace(colour=mix(shape.colour), halo=mix(shape.halo))
    return shape._replace(paint=shape.paint._replace(fill=mix(shape.paint.fill), stroke=mix(shape.paint.stroke)))
