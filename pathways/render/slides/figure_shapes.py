"""The figure on its slide: each group of the sheet as one shape that can be selected, named and recoloured.

A node is a group of its box, with the text in it, and its mark; the bars of connectors that end on it are in that group too, so that
they stay at the connector's end when the node is moved. An arrow that is not a connector is one freeform with its head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pathways.drawing.geometry import Rect, bounds
from pathways.drawing.shapes import Curves, Group, Panel, Shape, Words, moved, pale
from pathways.render.slides.arrowheads import arrowhead, bar_at, disc_at, solid
from pathways.render.slides.connectors import Connector, front, glue
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
    """The state while a slide is drawn: the connectors, the shape ids of boxes, the names of groups, and the bars by box."""

    pen: Pen
    glued: Mapping[str, Connector]
    boxes: dict[str, int]
    name: Callable[[Group], str]
    bars: dict[str, list[Group]] = field(default_factory=dict)


def draw(
    groups: Sequence[Group],
    pen: Pen,
    *,
    editable: bool,
    glued: Mapping[str, Connector] | None = None,
    name: Callable[[Group], str] | None = None,
) -> list[str]:
    """Return the XML of the shapes in drawing order, without paper and title, which are the slide's background and a placeholder.

    `glued` are the connectors where they are already chosen; `name` gives the name of a group in the list of shapes.
    """
    ground = _Ground(pen.paper, [shape for group in groups if group.role == "area" for shape in group.shapes if isinstance(shape, Panel)])
    shown = sorted((pale(group, ground) for group in groups if group.role not in ("paper", "title") and group.shapes), key=_drawing_order)
    boxes = {group.id: pen.number() for group in shown if group.role == "box"}
    connectors = glue(shown) if glued is None else glued
    figure = _Figure(pen, connectors if editable else {}, boxes, name or name_of)
    for group in shown:
        if group.role == "arrow" and group.id in figure.glued:
            figure.bars.setdefault(dict(group.data)["target"], []).append(group)
    drawn = {"arrow": _arrow, "gap": _gap, "box": _box}
    return [xml for group in shown for xml in drawn.get(group.role, _plain)(figure, group)]


@dataclass(frozen=True)
class _Ground:
    """The background colour of a shape, at its centre: that of an area, or of the paper."""

    paper: str
    areas: Sequence[Panel]

    def __call__(self, shape: Shape) -> str:
        if not (found := _rects((shape,))):
            return self.paper
        x, y = (found[0][0] + found[0][2]) / 2, (found[0][1] + found[0][3]) / 2
        around = (area.paint.fill for area in self.areas if area.x <= x <= area.x + area.w and area.y <= y <= area.y + area.h)
        return next((colour for colour in around if colour), self.paper)


def _drawing_order(group: Group) -> int:
    """The drawing order: areas, then faded groups, which are opaque here, then the rest."""
    return 0 if group.role == "area" else 1 if group.faded else 2


def _accessible_name(group: Group) -> str:
    """The accessible name of a group, or the text in it."""
    return group.label or " ".join(line for shape in group.shapes if isinstance(shape, Words) for line in shape.lines)


def name_of(group: Group) -> str:
    """Return the name in the list of shapes: kind and label; the evidence of an arrow is only in its alternative text.

    Example:
        >>> name_of(Group("arrow", "a-b", (), "A increases b. Evidence: two trials."))
        'Arrow: A increases b'
    """
    alt = group.title if group.role == "box" else _accessible_name(group).partition(" Evidence: ")[0].rstrip(".")
    return f"{KINDS.get(group.role, 'Part')}: {alt or group.id}"


def _rects(shapes: Iterable[Shape]) -> list[Rect]:
    """The bounds of shapes, each a rectangle."""
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
    """Any other group: its shapes, as a group where there are several."""
    return _grouped(figure, group, group.shapes, figure.name(group), _accessible_name(group), decorative=not _accessible_name(group))


def _grouped(figure: _Figure, group: Group, shapes: Sequence[Shape], name: str, alt: str, *, decorative: bool = False) -> list[str]:
    """Shapes as one group, or a single shape. The link of the group is on its first panel or text."""
    pen, pieces = figure.pen, _merged(shapes)
    hidden = decorative or group.faded
    if len(pieces) == 1:
        return [_piece(pen, pieces[0], pen.head(name, alt, url=group.url, decorative=hidden))]
    head = pen.head(name, alt, decorative=hidden)
    content, url = [], group.url
    for piece in pieces:
        linked = url if isinstance(piece, Panel | Words) else ""
        content.append(_part(pen, piece, name, group.faded, linked))
        url = "" if linked else url
    return [pen.group(_rects(shapes), head, content)]


def _part(pen: Pen, piece: Panel | Words | list[Curves], name: str, faded: bool, url: str) -> str:
    """A shape inside a group: text has its alternative text, other shapes are decorative, as the group has one."""
    if isinstance(piece, Words):
        alt = " ".join(piece.lines)
        return _piece(pen, piece, pen.head(f"{name}, text {alt}", alt, url=url, decorative=faded))
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
    """The shapes of a group; glyphs of one colour become one freeform."""
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
    return drawn + (_grouped(figure, group, badge, f"Evidence of {figure.name(group)}", _evidence(group)) if badge else [])


def _halo(figure: _Figure, group: Group, shape: Curves) -> str:
    """The highlight below a line."""
    head = figure.pen.head(f"Highlight of {figure.name(group)}", "", decorative=True)
    return _piece(figure.pen, [shape], head)


def _evidence(group: Group) -> str:
    return group.label.partition(" Evidence: ")[2] or _accessible_name(group)


def _freeform(figure: _Figure, group: Group, line: Curves) -> str:
    """The exact route, with the head as a second outline of the same shape, filled in the line's colour."""
    heads = [solid(shape) for shape in group.shapes if isinstance(shape, Curves) and shape.part in HEADS]
    head = figure.pen.head(figure.name(group), _accessible_name(group), decorative=group.faded, thing=group)
    return figure.pen.outlines([line, *heads], line.paint._replace(fill=line.paint.stroke if heads else ""), head)


def _connector(figure: _Figure, group: Group, line: Curves, glued: Connector) -> str:
    ends = dict(group.data)
    connectors = Ends(figure.boxes[ends["source"]], glued.source_side, figure.boxes[ends["target"]], glued.target_side)
    triangle = any(isinstance(shape, Curves) and shape.part == "head" for shape in group.shapes)
    arrow = arrowhead(line.paint.width * figure.pen.per_px, figure.pen.per_px) if triangle else ""
    head = figure.pen.head(figure.name(group), _accessible_name(group), decorative=group.faded, thing=group)
    return figure.pen.connector(glued.start, glued.end, line.paint, head, connectors, arrow)


def _gap(figure: _Figure, group: Group) -> list[str]:
    """The dotted line, then its tag."""
    lines = [shape for shape in group.shapes if isinstance(shape, Curves) and shape.part == "gap-line"]
    tag = [shape for shape in group.shapes if shape not in lines]
    pen, name, alt = figure.pen, figure.name(group), _accessible_name(group)
    drawn = [_piece(pen, [shape], pen.head(name, alt, decorative=group.faded, thing=group)) for shape in lines]
    return drawn + (_grouped(figure, group, tag, f"Name of {name}", alt) if tag else [])


def _box(figure: _Figure, group: Group) -> list[str]:
    """The node as a group: panels behind it, the box with its text, its mark, its count, the bars of connectors.

    The mark of what an answer predicts for it is on top.
    """
    pen, panel = figure.pen, front(group)
    shapes, verdict = _split_verdict(group.shapes)
    label = next((shape for shape in group.shapes if isinstance(shape, Words) and shape.part == "label"), None)
    if not panel:
        return _plain(figure, group)
    name, alt = figure.name(group), _accessible_name(group)
    head = pen.head(name, alt, decorative=group.faded, thing=group)
    behind = [shape for shape in shapes if isinstance(shape, Panel) and shape is not panel]
    content = [_part(pen, sheet, f"{name}, sheet behind", group.faded, "") for sheet in behind]
    own = pen.head(f"{name}, box", alt, number=figure.boxes[group.id], url=group.url, decorative=group.faded)
    content.append(pen.panel(panel, own, text=label))
    rest = [shape for shape in shapes if not isinstance(shape, Panel) and shape is not label]
    content += [_part(pen, piece, name, group.faded, "") for piece in (*_merged(rest), *_merged(verdict))]
    bars = [_bar(figure, arrow) for arrow in figure.bars.get(group.id, ())]
    rects = _rects(shape for shape in group.shapes if shape is not label)
    return [pen.group([*rects, *(rect for _, found in bars for rect in found)], head, [*content, *(xml for xml, _ in bars if xml)])]


def _split_verdict(shapes: Sequence[Shape]) -> tuple[Sequence[Shape], Sequence[Shape]]:
    """The shapes of a box, and those of its predicted change, which come last."""
    first = next((i for i, shape in enumerate(shapes) if shape.part.startswith("verdict")), len(shapes))
    return shapes[:first], shapes[first:]


def _bar(figure: _Figure, arrow: Group) -> tuple[str, list[Rect]]:
    """The bar or ring at the end of a connector, for the group of its box."""
    glued, pen = figure.glued[arrow.id], figure.pen
    mark = next((shape for shape in arrow.shapes if isinstance(shape, Curves) and shape.part in ("bar", "head-open")), None)
    if not mark:
        return "", []
    head = pen.head(f"{'Bar' if mark.part == 'bar' else 'Ring'} of {figure.name(arrow)}", "", decorative=True)
    if mark.part == "bar":
        bar = bar_at(glued.start, glued.end, mark)
        return pen.outlines([bar], bar.paint, head), _rects([bar])
    rect = disc_at(glued.start, glued.end, mark)
    return pen.disc(rect, mark.paint, head), [rect]
