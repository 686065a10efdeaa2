"""draw.io (diagrams.net): the boxes, regions and arrows of the picture in their places, to be drawn on with the program.

The file is uncompressed mxGraph XML. Boxes and arrows are `object` elements, whose tooltip is the sentence with its evidence; labels
are plain text (`html=0`), while tooltips are read as HTML, so they are escaped a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree as ET

from pathways.drawing.geometry import Point
from pathways.model.relations import Head
from pathways.sheet.view_export import Export
from pathways.write.drawn_graph import DrawnGraph, GraphBox, GraphLink, GraphRegion, drawn_graph
from pathways.write.text_format import xml_text

__all__ = ["HEADS", "write"]

HEADS = {
    Head.TRIANGLE: {"endArrow": "block", "endFill": "1"}, Head.TBAR: {"endArrow": "baseDash", "endFill": "0"},
    Head.CIRCLE: {"endArrow": "oval", "endFill": "0"}, Head.PLAIN: {"endArrow": "none"},
}  # fmt: skip
_DASHES = {"solid": {}, "dashed": {"dashed": "1", "dashPattern": "6 4"}, "dotted": {"dashed": "1", "dashPattern": "1 5"}}
_NOTE = 14.0  # px a line of the notes below the picture
_TITLE = 30.0  # px above the picture
_FONT = {"fontFamily": "Open Sans", "html": "0", "whiteSpace": "wrap"}


def write(export: Export) -> bytes:
    """Write a view as a draw.io file of one page.

    Raises:
        CannotWrite: The view has more boxes than a picture can hold.
        LayoutFailed: The view could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy)).splitlines()[2]
        b' <diagram id="m" name="M">'
    """
    graph = drawn_graph(export, "drawio")
    file = ET.Element("mxfile", {"type": "device", "compressed": "false"})
    page = ET.SubElement(file, "diagram", {"id": graph.id, "name": xml_text(graph.title)[:80] or graph.id})
    size = {"pageWidth": _number(graph.width), "pageHeight": _number(graph.height + _TITLE)}
    model = ET.SubElement(page, "mxGraphModel", {"grid": "0", "page": "1", "background": graph.theme.paper, **size})
    root = ET.SubElement(model, "root")
    ET.SubElement(root, "mxCell", {"id": "0"})
    ET.SubElement(root, "mxCell", {"id": "1", "parent": "0"})
    root.extend(_cells(graph))
    ET.indent(file, " ")
    return bytes(ET.tostring(file, encoding="utf-8", xml_declaration=True)) + b"\n"


def _cells(graph: DrawnGraph) -> Iterator[ET.Element]:
    at = {box.id: box for box in graph.boxes}
    yield _words(graph, "title", graph.title, -_TITLE, 20.0, link=graph.url)
    yield from map(_region, graph.regions)
    yield from map(_box, graph.boxes)
    yield from (_link(link, at[link.source], at[link.target]) for link in graph.links)
    yield _words(graph, "notes", "\n".join(graph.notes), graph.height + 10, 11.0)


def _words(graph: DrawnGraph, name: str, text: str, top: float, size: float, link: str = "") -> ET.Element:
    high = _TITLE if name == "title" else _NOTE * (text.count("\n") + 1 + len(text) // 120)
    style = {"text": None, **_FONT, "align": "left", "verticalAlign": "top", "fontSize": _number(size), "fontColor": graph.theme.ink}
    cell = _object(f"words-{name}", text, "", link)
    return _vertex(cell, style, (0.0, top, max(graph.width, 640.0), high))


def _region(region: GraphRegion) -> ET.Element:
    style = {"rounded": "1", "absoluteArcSize": "1", "arcSize": "24", "strokeColor": "none", "fillColor": region.fill, **_FONT,
             "align": "left", "verticalAlign": "top", "spacingLeft": "8", "fontStyle": "1", "fontSize": "13"}  # fmt: skip
    return _vertex(_object(f"region-{region.id}", region.title, ""), style, (region.x, region.y, region.w, region.h))


def _box(box: GraphBox) -> ET.Element:
    style = {
        "rounded": "1", "absoluteArcSize": "1", "arcSize": _number(2 * box.radius), "fillColor": box.fill, "strokeColor": box.stroke,
        "fontColor": box.ink, "fontSize": "13", **_FONT, **_DASHES[box.line],
    }  # fmt: skip
    return _vertex(_object(f"box-{box.id}", "\n".join(box.lines), box.title), style, (box.x, box.y, box.w, box.h))


def _link(link: GraphLink, source: GraphBox, target: GraphBox) -> ET.Element:
    style = {
        "curved": "1", **HEADS[link.head], "strokeColor": link.colour, "fontColor": link.colour, "strokeWidth": _number(link.width),
        "fontSize": "11", "labelBackgroundColor": "default", "endSize": "8", **_ends(link, source, target), **_FONT,
        **_DASHES[link.line],
    }  # fmt: skip
    element = _object(f"link-{link.id}", f"{link.verb}\n{link.evidence}", link.title)
    ends = {"source": f"box-{source.id}", "target": f"box-{target.id}"}
    cell = ET.SubElement(element, "mxCell", {"style": _style(style), "edge": "1", "parent": "1", **ends})
    geometry = ET.SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
    points = ET.SubElement(geometry, "Array", {"as": "points"})
    for x, y in link.path[3:-1:3]:  # where the pieces of the curve meet
        ET.SubElement(points, "mxPoint", {"x": _number(x), "y": _number(y)})
    return element


def _ends(link: GraphLink, source: GraphBox, target: GraphBox) -> dict[str, str]:
    """Where the line leaves one box and reaches the other, as parts of their sides."""
    (exit_x, exit_y), (entry_x, entry_y) = _share(link.path[0], source), _share(link.tip, target)
    places = {"exitX": exit_x, "exitY": exit_y, "entryX": entry_x, "entryY": entry_y}
    return {**places, **dict.fromkeys(("exitDx", "exitDy", "entryDx", "entryDy", "exitPerimeter", "entryPerimeter"), "0")}


def _share(point: Point, box: GraphBox) -> tuple[str, str]:
    return _number(min(1.0, max(0.0, (point[0] - box.x) / box.w))), _number(min(1.0, max(0.0, (point[1] - box.y) / box.h)))


def _object(name: str, label: str, tooltip: str, link: str = "") -> ET.Element:
    told = {"id": name, "label": xml_text(label), **({"tooltip": escape(xml_text(tooltip))} if tooltip else {})}
    return ET.Element("object", told | ({"link": link} if link else {}))


def _vertex(element: ET.Element, style: Mapping[str, str | None], place: tuple[float, float, float, float]) -> ET.Element:
    cell = ET.SubElement(element, "mxCell", {"style": _style(style), "vertex": "1", "parent": "1"})
    values = dict(zip(("x", "y", "width", "height"), map(_number, place), strict=True))
    ET.SubElement(cell, "mxGeometry", {**values, "as": "geometry"})
    return element


def _style(values: Mapping[str, str | None]) -> str:
    return "".join(f"{name};" if value is None else f"{name}={value};" for name, value in values.items())


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
