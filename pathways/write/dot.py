"""DOT, the language of Graphviz: the boxes and arrows of the picture in their places, with signs as arrowheads.

`neato -n2` draws it as it is placed here, `dot` arranges it anew. Regions are classes of their nodes and no clusters: `dot` ends with
"trouble in init_rank" on clusters that are linked to and fro. Lengths are points of 1/72 inch, y upwards, as Graphviz has them;
the language is described at https://graphviz.org/doc/info/lang.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pathways.drawing.geometry import Point
from pathways.drawing.text_metrics import broken
from pathways.model.relations import Head
from pathways.sheet.paper_size import SCREEN
from pathways.sheet.view_export import Export
from pathways.write.drawn_graph import DrawnGraph, GraphBox, GraphLink, drawn_graph
from pathways.write.text_format import storable

__all__ = ["HEADS", "write"]

HEADS = {Head.TRIANGLE: "normal", Head.TBAR: "tee", Head.CIRCLE: "odot", Head.PLAIN: "none"}
_ENTITY = re.compile(r"&(?=#?\w+;)")  # which Graphviz would decode in a label
_PIECE = re.compile(r"(?:\\.|[^\\]){1,3000}", re.DOTALL)  # Graphviz takes no longer token than 16,384 bytes
_LONGEST_COMMENT = 15_000  # bytes; a longer provenance is left out
_INCH = 72.0
_NOTE = 10.0  # points, of the texts below
_NARROW = 640.0  # px, the least width of these
_FONT = {"fontname": "Open Sans,Arial,sans-serif"}


def write(export: Export) -> str:
    """Write a view as DOT. Ids of nodes are those of the map; an edge has its id as an attribute, so that parallel ones differ.

    Raises:
        CannotWrite: The view has more boxes than a picture can hold.
        LayoutFailed: The view could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy)).splitlines()[0]
        'digraph "m" {'
    """
    graph = drawn_graph(export, "dot")
    origin = [f"  // {graph.notes[-1]}"] if len(graph.notes[-1]) < _LONGEST_COMMENT else []
    return storable("\n".join((f"digraph {_quoted(graph.id)} {{", *origin, *_lines(graph), "}", "")))


def _lines(graph: DrawnGraph) -> Iterator[str]:
    paper, ink = graph.theme.paper, graph.theme.ink
    room = max(graph.width, _NARROW)
    lines = (line for paragraph in (graph.title, *graph.notes[:-1]) for line in broken(paragraph, room, _NOTE / SCREEN))
    notes = "".join(f"{_text(line)}\\l" for line in lines)
    told = {"label": notes, "labelloc": "b", "labeljust": "l"}
    yield f"  graph {_attributes({**told, **_FONT, 'fontsize': f'{_NOTE:g}', 'fontcolor': ink, 'bgcolor': paper, 'splines': 'true'})}"
    yield f"  node {_attributes({'shape': 'box', 'fixedsize': 'true', 'fontsize': '10', **_FONT})}"
    yield f"  edge {_attributes({'fontsize': '8', **_FONT})}"
    yield from (f"  {_box(box, graph.height)}" for box in graph.boxes)
    yield from (f"  {_link(link, graph.height)}" for link in graph.links)


def _box(box: GraphBox, high: float) -> str:
    centre = box.x + box.w / 2, box.y + box.h / 2
    style = ",".join(filter(None, ("filled", "rounded" if box.radius > 4 else "", "dashed" if box.line == "dashed" else "")))
    values = {
        "label": _label(box.lines), "tooltip": _text(box.title), "pos": _at(centre, high), "width": _number(box.w * SCREEN / _INCH),
        "height": _number(box.h * SCREEN / _INCH), "style": style, "fillcolor": box.fill, "color": box.stroke, "fontcolor": box.ink,
        **({"class": box.region} if box.region else {}),
    }  # fmt: skip
    return f"{_quoted(box.id)} {_attributes(values)}"


def _link(link: GraphLink, high: float) -> str:
    course = " ".join(_at(point, high) for point in link.path)
    head = f"e,{_at(link.tip, high)} " if link.head is not Head.PLAIN else ""
    values = {
        "id": link.id, "label": _label((link.verb, link.evidence)), "tooltip": _text(link.title), "arrowhead": HEADS[link.head],
        "style": link.line, "color": link.colour, "fontcolor": link.colour, "penwidth": _number(link.width * SCREEN),
        "pos": f"{head}{course}", "lp": _at(link.spot, high),
    }  # fmt: skip
    return f"{_quoted(link.source)} -> {_quoted(link.target)} {_attributes(values)}"


def _at(point: Point, high: float) -> str:
    return f"{_number(point[0] * SCREEN)},{_number((high - point[1]) * SCREEN)}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """A text as Graphviz shows it, as it reads entities and escapes such as `\\N` in a label."""
    return _ENTITY.sub("&amp;", text).replace("\\", "\\\\")


def _label(lines: tuple[str, ...]) -> str:
    """Lines, each in the middle."""
    return "\\n".join(map(_text, lines))


def _attributes(values: Mapping[str, str]) -> str:
    return f"[{', '.join(f'{name}={_quoted(value)}' for name, value in values.items())}]"


def _quoted(text: str) -> str:
    """A string, in pieces as long as Graphviz reads: the language knows no other escape in it than that of the quotation mark."""
    pieces = _PIECE.findall(text) or [""]
    return " + ".join(f'"{piece.replace(chr(34), chr(92) + chr(34))}"' for piece in pieces)
