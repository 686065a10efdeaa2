"""The figure on its slide: each group of the sheet as one thing that can be picked up, named and recoloured.

A node is a group of its box, with the text in it, and its small drawing; the bars of connectors that end on it are in that group
too, so that they stay at the connector's end when the node is moved. An arrow that is no connector is one freeform with its head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pathways.drawing.geometry import Rect, bounds
from pathways.drawing.shapes import Curves, Group, Panel, Shape, Words, moved, pale
from pathways.render.slides.arrowheads import arrowhead, bar_at, disc_at, solid
from pathways.render.slides.connectors import Glued, front, glue
from pathways.render.slides.shape_writer import Ends, Pen, extent

__all__ = ["draw", "name_of"]

HEADS = ("head", "bar", "head-open")
KINDS = {
    "area": "Area", "area-title": "Area", "arrow": "Arrow", "gap": "Gap", "box": "Box",
    "legend": "Legend", "citation": "Citation", "caption": "Caption", "caveat": "Caveat", "origin": "Origin",
    "page": "Page", "remark": "Remark",
}  # fmt: skip


@dataclass
class _Figure:
    """The slide's shapes on their way: the connectors, the numbers that the boxes will have, and what things are called."""

    pen: Pen
    glued: Mapping[str, Glued]
    boxes: dict[str, int]
    name: Callable[[Group], str]
    bars: dict[str, list[Group]] = field(default_factory=dict)


def draw(
    groups: Sequence[Group],
    pen: Pen,
    *,
    editable: bool,
    glued: Mapping[str, Glued] | None = None,
    name: Callable[[Group], str] | None = None,
) -> list[str]:
    """Return the XML of the shapes in drawing order. The paper is the slide's own, and the title is a placeholder's business.

    `glued` are the connectors, where somebody has chosen them before, and `name` says what a thing is called in the list of shapes.
    """
    ground = _Ground(pen.paper, [shape for group in groups if group.role == "area" for shape in group.shapes if isinstance(shape, Panel)])
    shown = sorted((pale(group, ground) for group in groups if group.role not in ("paper", "title") and group.shapes), key=_height)
    boxes = {group.id: pen.number() for group in shown if group.role == "box"}
    held = glue(shown) if glued is None else glued
    figure = _Figure(pen, held if editable else {}, boxes, name or name_of)
    for group in shown:
        if group.role == "arrow" and group.id in figure.glued:
            figure.bars.setdefault(dict(group.data)["target"], []).append(group)
    drawn = {"arrow": _arrow, "gap": _gap, "box": _box}
    return [xml for group in shown for xml in drawn.get(group.role, _plain)(figure, group)]


@dataclass(frozen=True)
class _Ground:
    """On which colour a shape lies, told by its middle: that of an area, or the paper's."""

    paper: str
    areas: Sequence[Panel]

    def __call__(self, shape: Shape) -> str:
        if not (found := _cover((shape,))):
            return self.paper
        x, y = (found[0][0] + found[0][2]) / 2, (found[0][1] + found[0][3]) / 2
        around = (area.paint.fill for area in self.areas if area.x <= x <= area.x + area.w and area.y <= y <= area.y + area.h)
        return next((colour for colour in around if colour), self.paper)


def _height(group: Group) -> int:
    """What is faded lies under the rest, as nothing shines through it here."""
    return 0 if group.role == "area" else 1 if group.faded else 2


def _said(group: Group) -> str:
    """What a group is called: its spoken name, or the words in it."""
    return group.label or " ".join(line for shape in group.shapes if isinstance(shape, Words) for line in shape.lines)


def name_of(group: Group) -> str:
    """Return the name in the list of shapes: what kind of thing, and which; an arrow's evidence is left to its alternative text.

    Example:
        >>> name_of(Group("arrow", "a-b", (), "A increases b. Evidence: two trials."))
        'Arrow: A increases b'
    """
    said = group.title if group.role == "box" else _said(group).partition(" Evidence: ")[0].rstrip(".")
    return f"{KINDS.get(group.role, 'Part')}: {said or group.id}"


def _cover(shapes: Iterable[Shape]) -> list[Rect]:
    """What shapes cover, each a rectangle."""
    found: list[Rect] = []
    for shape in shapes:
        if isinstance(shape, Panel):
            found.append((shape.x, shape.y, shape.x + shape.w, shape.y + shape.h))
        elif isinstance(shape, Words):
            found.append(extent(shape))
        elif isinstance(shape, Curves):
            found.append(bounds(point for curve in shape.curves for point in curve))
    return found


def _plain(figure: _Figure, group: Group) -> list[str]:
    """Anything without a shape of its own: its parts, bound together where there are several."""
    return _bound(figure, group, group.shapes, figure.name(group), _said(group), decorative=not _said(group))


def _bound(figure: _Figure, group: Group, shapes: Sequence[Shape], name: str, said: str, *, decorative: bool = False) -> list[str]:
    """Parts as one group; a single one stays alone. The link of the whole is on its first panel or words."""
    pen, pieces = figure.pen, _merged(shapes)
    hidden = decorative or group.faded
    if len(pieces) == 1:
        return [_piece(pen, pieces[0], pen.head(name, said, url=group.url, decorative=hidden))]
    head = pen.head(name, said, decorative=hidden)
    content, url = [], group.url
    for piece in pieces:
        linked = url if isinstance(piece, Panel | Words) else ""
        content.append(_part(pen, piece, name, group.faded, linked))
        url = "" if linked else url
    return [pen.group(_cover(shapes), head, content)]


def _part(pen: Pen, piece: Panel | Words | list[Curves], name: str, faded: bool, url: str) -> str:
    """A part inside a group: words speak for themselves, the rest is decoration, as the group says what it is."""
    if isinstance(piece, Words):
        said = " ".join(piece.lines)
        return _piece(pen, piece, pen.head(f"{name}, text {said}", said, url=url, decorative=faded))
    part = "frame" if isinstance(piece, Panel) else "marks" if piece[0].part in ("glyph", "solid") else "line"
    return _piece(pen, piece, pen.head(f"{name}, {part}", "", url=url, decorative=True))


def _piece(pen: Pen, piece: Panel | Words | list[Curves], head: str) -> str:
    if isinstance(piece, Panel):
        return pen.panel(piece, head)
    if isinstance(piece, Words):
        return pen.text(piece, head)
    curves, paint = piece, next((shape.paint for shape in piece if shape.paint.stroke), piece[0].paint)
    filled = next((shape.paint.fill for shape in curves if shape.paint.fill), "")
    return pen.outlines(curves, paint._replace(fill=filled), head)


def _merged(shapes: Iterable[Shape]) -> list[Panel | Words | list[Curves]]:
    """The parts of a thing; small drawings of one colour become one freeform, over the panels and under the words."""
    panels: list[Panel | Words | list[Curves]] = []
    marks: dict[str, list[Curves]] = {}
    for shape in shapes:
        if isinstance(shape, Curves) and shape.part in ("glyph", "solid"):
            colour = shape.paint.stroke or shape.paint.fill
            if colour not in marks:
                panels.append(marks.setdefault(colour, []))
            marks[colour].append(shape)
        elif isinstance(shape, Curves):
            panels.append([shape])
        elif isinstance(shape, Panel | Words):
            panels.append(shape)
    return panels


def _arrow(figure: _Figure, group: Group) -> list[str]:
    """The line with its head, then the badge as a group of its own."""
    line = next((shape for shape in group.shapes if isinstance(shape, Curves) and shape.part == "line"), None)
    badge = [shape for shape in group.shapes if not isinstance(shape, Curves) or shape.part not in ("halo", "line", *HEADS)]
    glued = figure.glued.get(group.id)
    if glued:
        badge = [moved(shape, *glued.shift) for shape in badge if isinstance(shape, Curves | Panel | Words)]
    halo = [_halo(figure, group, shape) for shape in group.shapes if isinstance(shape, Curves) and shape.part == "halo"]
    drawn = halo + ([_connector(figure, group, line, glued) if glued else _freeform(figure, group, line)] if line else [])
    return drawn + (_bound(figure, group, badge, f"Evidence of {figure.name(group)}", _evidence(group)) if badge else [])


def _halo(figure: _Figure, group: Group, shape: Curves) -> str:
    """What makes a line stand out lies under it."""
    head = figure.pen.head(f"Highlight of {figure.name(group)}", "", decorative=True)
    return _piece(figure.pen, [shape], head)


def _evidence(group: Group) -> str:
    return group.label.partition(" Evidence: ")[2] or _said(group)


def _freeform(figure: _Figure, group: Group, line: Curves) -> str:
    """The exact course, with the head as a second part of the same shape, filled in the line's colour."""
    heads = [solid(shape) for shape in group.shapes if isinstance(shape, Curves) and shape.part in HEADS]
    head = figure.pen.head(figure.name(group), _said(group), decorative=group.faded, thing=group)
    return figure.pen.outlines([line, *heads], line.paint._replace(fill=line.paint.stroke if heads else ""), head)


def _connector(figure: _Figure, group: Group, line: Curves, glued: Glued) -> str:
    ends = dict(group.data)
    held = Ends(figure.boxes[ends["source"]], glued.source_side, figure.boxes[ends["target"]], glued.target_side)
    triangle = any(isinstance(shape, Curves) and shape.part == "head" for shape in group.shapes)
    arrow = arrowhead(line.paint.width * figure.pen.per_px, figure.pen.per_px) if triangle else ""
    head = figure.pen.head(figure.name(group), _said(group), decorative=group.faded, thing=group)
    return figure.pen.connector(glued.start, glued.end, line.paint, head, held, arrow)


def _gap(figure: _Figure, group: Group) -> list[str]:
    """The dotted line, then its tag."""
    lines = [shape for shape in group.shapes if isinstance(shape, Curves) and shape.part == "gap-line"]
    tag = [shape for shape in group.shapes if shape not in lines]
    pen, name, said = figure.pen, figure.name(group), _said(group)
    drawn = [_piece(pen, [shape], pen.head(name, said, decorative=group.faded, thing=group)) for shape in lines]
    return drawn + (_bound(figure, group, tag, f"Name of {name}", said) if tag else [])


def _box(figure: _Figure, group: Group) -> list[str]:
    """The node as a group: sheets behind it, the box with its text, its small drawing, its count, the bars that touch it.

    What an answer predicts for it lies on top.
    """
    pen, panel = figure.pen, front(group)
    shapes, verdict = _apart(group.shapes)
    label = next((shape for shape in group.shapes if isinstance(shape, Words) and shape.part == "label"), None)
    if not panel:
        return _plain(figure, group)
    head = pen.head(figure.name(group), _said(group), decorative=group.faded, thing=group)
    behind = [shape for shape in shapes if isinstance(shape, Panel) and shape is not panel]
    content = [_part(pen, sheet, f"{figure.name(group)}, sheet behind", group.faded, "") for sheet in behind]
    own = pen.head(f"{figure.name(group)}, box", _said(group), number=figure.boxes[group.id], url=group.url, decorative=group.faded)
    content.append(pen.panel(panel, own, text=label))
    rest = [shape for shape in shapes if not isinstance(shape, Panel) and shape is not label]
    content += [_part(pen, piece, figure.name(group), group.faded, "") for piece in (*_merged(rest), *_merged(verdict))]
    bars = [_bar(figure, arrow) for arrow in figure.bars.get(group.id, ())]
    rects = _cover(shape for shape in group.shapes if shape is not label)
    return [pen.group([*rects, *(rect for _, found in bars for rect in found)], head, [*content, *(xml for xml, _ in bars if xml)])]


def _apart(shapes: Sequence[Shape]) -> tuple[Sequence[Shape], Sequence[Shape]]:
    """The shapes of a box, and those of what is predicted for it, which come last."""
    first = next((i for i, shape in enumerate(shapes) if shape.part.startswith("verdict")), len(shapes))
    return shapes[:first], shapes[first:]


def _bar(figure: _Figure, arrow: Group) -> tuple[str, list[Rect]]:
    """The bar or ring at the end of a connector, in the group of the box that it touches."""
    glued, pen = figure.glued[arrow.id], figure.pen
    mark = next((shape for shape in arrow.shapes if isinstance(shape, Curves) and shape.part in ("bar", "head-open")), None)
    if not mark:
        return "", []
    head = pen.head(f"{'Bar' if mark.part == 'bar' else 'Ring'} of {figure.name(arrow)}", "", decorative=True)
    if mark.part == "bar":
        bar = bar_at(glued.start, glued.end, mark)
        return pen.outlines([bar], bar.paint, head), _cover([bar])
    rect = disc_at(glued.start, glued.end, mark)
    return pen.disc(rect, mark.paint, head), [rect]
