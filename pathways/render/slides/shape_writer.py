"""Writing shapes as XML: their ids, unique names and positions on the slide.

Coordinates are given in px of the sheet and written in EMU of the slide; no other module converts them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pathways.drawing.geometry import Point, Rect, bounds
from pathways.drawing.shapes import Curves, Group, Paint, Panel, Words
from pathways.drawing.text_metrics import clean, width
from pathways.model.hyperlinks import linked
from pathways.render.slides.drawingml import PER_POINT, Frame, Outline, Type, fill, freeform, line, named, place, preset, shape_of, words

__all__ = ["Ends", "Pen", "address", "extent"]

NATURAL = 1.362  # em, the line height of Open Sans
MIDDLE = 0.388  # em, the height of the middle of such a line above its baseline
CORNER = 1 - math.sqrt(0.5)  # inset of the text in a rounded rectangle, as a share of its radius
FULL = 100_000  # the value of 100 per cent in DrawingML
LONGEST_NAME = 140  # characters
LONGEST_LINK = 2_000  # characters; PowerPoint refuses a deck with a longer one


@dataclass(frozen=True)
class Ends:
    """What a connector is attached to: the ids of the shapes, and their sides (0 top, 1 left, 2 bottom, 3 right)."""

    source: int
    source_side: int
    target: int
    target_side: int


def address(url: str) -> str:
    """Return a web address that is valid in a file; empty where it is not valid or too long.

    Example:
        >>> address("https://doi.org/10.1002/(SICI)1<1661::AID>3.0.CO;2-2"), address("javascript:alert(1)")
        ('https://doi.org/10.1002/(SICI)1%3C1661::AID%3E3.0.CO;2-2', '')
    """
    written = linked(clean(url))
    return written if len(written) <= LONGEST_LINK else ""


@dataclass
class Pen:
    """`per_px` is the scale in EMU a px; `left` and `top` are the sheet's corner in EMU. `link` maps an address to a relationship id.

    `shrink` scales all text, where a template's font is wider than Open Sans, but not below `least` points. All names begin with
    `prefix`. `paper` is the background colour of the slide.
    """

    per_px: float
    left: float
    top: float
    link: Callable[[str], str]
    font: str = "+mn-lt"
    language: str = "en"
    shrink: float = 1.0
    least: float = 0.0
    prefix: str = ""
    paper: str = "#ffffff"
    drawn: list[str] = field(default_factory=list)
    last: int = 99  # lower ids are used by the layout
    taken: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def number(self) -> int:
        """Return an unused shape id."""
        self.last += 1
        return self.last

    def name(self, wanted: str) -> str:
        """Return the name, with a number after it where another shape has it already."""
        full = f"{self.prefix}{clean(wanted)}"
        name = full[:LONGEST_NAME] or "Shape"
        while name in self.taken:
            self.counts[name] = self.counts.get(name, 1) + 1
            name = f"{full[:LONGEST_NAME]} ({self.counts[name]})"
        self.taken.add(name)
        return name

    def spot(self, point: Point) -> tuple[int, int]:
        """Return a point of the sheet on the slide."""
        return round(point[0] * self.per_px + self.left), round(point[1] * self.per_px + self.top)

    def frame(self, rect: Rect) -> Frame:
        """Return a rectangle of the sheet on the slide."""
        (x, y), (right, bottom) = self.spot(rect[:2]), self.spot(rect[2:])
        return Frame(x, y, right - x, bottom - y)

    def type(self, text: Words) -> Type:
        """Return how text is set: several lines with the leading of the picture, a single line with that of the font."""
        per_point = self.per_px / PER_POINT
        leading = text.leading * per_point if len(text.lines) > 1 else 0.0
        align = "r" if text.anchor == "end" else "l"
        bold = text.weight == "semibold"
        size = max(text.size * self.shrink, min(text.size, self.least)) * per_point
        return Type(size, text.colour, bold, align, leading, self.font, self.language)

    def head(self, name: str, alt: str, *, number: int = 0, url: str = "", decorative: bool = False, thing: Group | None = None) -> str:
        """Return id, name and alternative text of a shape; `thing` is the group that it represents."""
        mark = (("role", thing.role), ("id", thing.id), *thing.data) if thing else ()
        return named(number or self.number(), self.name(name), alt, link=self.relation(url), decorative=decorative, thing=mark)

    def relation(self, url: str) -> str:
        """Return the relationship id of an address; empty where it is not valid."""
        return self.link(found) if (found := address(url)) else ""

    def panel(self, panel: Panel, head: str, *, text: Words | None = None) -> str:
        """Return a rectangle; text in it keeps its distance from the left side."""
        frame = self.frame((panel.x, panel.y, panel.x + panel.w, panel.y + panel.h))
        short = min(panel.w, panel.h) or 1.0
        outline = preset("roundRect", min(FULL // 2, round(panel.radius / short * FULL))) if panel.radius else preset("rect")
        left = round((text.x - panel.x - CORNER * panel.radius) * self.per_px) if text else 0
        inside = words(text.lines, self.type(text), left=left) if text else ""
        return shape_of(head, place(frame) + outline + fill(panel.paint.fill) + line(panel.paint, self.per_px), inside)

    def disc(self, rect: Rect, paint: Paint, head: str) -> str:
        """Return an ellipse."""
        drawn = place(self.frame(rect)) + preset("ellipse") + fill(paint.fill) + line(paint, self.per_px)
        return shape_of(head, drawn)

    def text(self, text: Words, head: str) -> str:
        """Return a text box with the baselines of the sheet."""
        frame = self.frame(extent(text))
        drawn = place(frame) + preset("rect") + fill(text.halo) + "<a:ln><a:noFill/></a:ln>"
        return shape_of(head, drawn, words(text.lines, self.type(text)), box=True)

    def outlines(self, shapes: Sequence[Curves], paint: Paint, head: str) -> str:
        """Return curves as one freeform in one paint; each is filled or stroked by its own paint."""
        frame = self.frame(bounds(point for shape in shapes for curve in shape.curves for point in curve))
        found = [self._outline(shape) for shape in shapes]
        drawn = place(frame) + freeform(found, frame) + fill(paint.fill) + line(paint, self.per_px)
        return shape_of(head, drawn)

    def _outline(self, shape: Curves) -> Outline:
        curves = [[self.spot(point) for point in curve] for curve in shape.curves]
        return Outline(curves, shape.closed, bool(shape.paint.fill), bool(shape.paint.stroke))

    def connector(self, a: Point, b: Point, paint: Paint, head: str, ends: Ends, arrow: str) -> str:
        """Return a straight line that is attached to two shapes."""
        (ax, ay), (bx, by) = self.spot(a), self.spot(b)
        flip = (' flipH="1"' if bx < ax else "") + (' flipV="1"' if by < ay else "")
        frame = Frame(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))
        glue = f'<a:stCxn id="{ends.source}" idx="{ends.source_side}"/><a:endCxn id="{ends.target}" idx="{ends.target_side}"/>'
        shape = place(frame, flip=flip) + preset("straightConnector1") + line(paint, self.per_px, arrow)
        return f"<p:cxnSp><p:nvCxnSpPr>{head}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{shape}</p:spPr></p:cxnSp>"

    def group(self, rects: Iterable[Rect], head: str, content: Sequence[str]) -> str:
        """Return a group of shapes; `rects` are their bounds."""
        left, top, right, bottom = zip(*rects, strict=True)
        frame = self.frame((min(left), min(top), max(right), max(bottom)))
        where = f"<p:grpSpPr>{place(frame, inner=True)}</p:grpSpPr>"
        return f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>{where}{''.join(content)}</p:grpSp>"


def extent(text: Words) -> Rect:
    """Return the bounds of text on the sheet: a single line with the line height of the font, several with their leading."""
    w = max(width(line, text.size, text.weight) for line in text.lines)
    left = text.x - w if text.anchor == "end" else text.x
    if len(text.lines) == 1:
        top = text.y - (MIDDLE + NATURAL / 2) * text.size
        return left, top, left + w, top + NATURAL * text.size
    top = text.y - text.leading / 2 - 0.35 * text.size
    return left, top, left + w, top + len(text.lines) * text.leading

