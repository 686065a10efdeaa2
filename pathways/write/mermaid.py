"""Mermaid, flowcharts for Markdown files and wikis: the boxes, regions and arrows of the picture, arranged by the program.

Its heads are fewer: an arrow increases, a cross stands for the T-bar of "decreases", a circle for an unknown direction, no head for
what is no cause. The grammar is at https://mermaid.js.org/syntax/flowchart.html; everything in a text that it could take for its own
is written as a character code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pathways.model.relations import Head
from pathways.sheet.view_export import Export
from pathways.write.drawn_graph import DrawnGraph, GraphBox, GraphLink, drawn_graph

__all__ = ["write"]

_HEADS = {Head.TRIANGLE: ">", Head.TBAR: "x", Head.CIRCLE: "o", Head.PLAIN: "-"}
_DOTTED = {Head.TRIANGLE: "-.->", Head.TBAR: "-.-x", Head.CIRCLE: "-.-o", Head.PLAIN: "-.-"}
_PLAIN = frozenset(" ,()/+:=?!'.-")  # that mean nothing within quotation marks; letters and digits neither
_LONGEST = 3_000  # characters of a note, as the program refuses files of more than 50,000
_KEY = (
    "Heads: arrow increases; cross decreases; circle changes, direction not stated; none: related, not a cause. "
    "Dotted: papers only, or a gap."
)


def write(export: Export) -> str:
    """Write a view as a flowchart of Mermaid. Nodes are numbered in the order of the map; a comment has the id of each.

    Raises:
        CannotWrite: The view has more boxes than a picture can hold.
        LayoutFailed: The view could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy)).splitlines()[:4]
        ['---', 'title: "M"', '---', 'flowchart TD']
    """
    graph = drawn_graph(export, "mmd")
    return "\n".join(("---", f"title: {json.dumps(_cut(graph.title))}", "---", "flowchart TD", *_lines(graph), ""))


def _lines(graph: DrawnGraph) -> Iterator[str]:
    yield from (f"%% {_escaped(_cut(note))}" for note in (*graph.notes[:-1], _KEY))
    name = {box.id: f"n{i}" for i, box in enumerate(graph.boxes, 1)}
    yield from (f"  {_box(box, name[box.id])}" for box in graph.boxes if not box.region)
    for i, region in enumerate(graph.regions, 1):
        inside = [box for box in graph.boxes if box.region == region.id]
        if inside:
            yield f"  subgraph r{i}[{_quoted(_cut(region.title))}]"
            yield from (f"    {_box(box, name[box.id])}" for box in inside)
            yield "  end"
    yield from (f"  {name[link.source]} {_arrow(link)} {name[link.target]}" for link in graph.links)
    yield from (_style(i, link) for i, link in enumerate(graph.links))
    yield from (f"  style {name[box.id]} {_look(box)}" for box in graph.boxes)
    yield from (f"%% {name[box.id]} is {_escaped(box.id)}" for box in graph.boxes)


def _box(box: GraphBox, name: str) -> str:
    opened, closed = ("(", ")") if box.radius > 4 else ("[", "]")
    return f"{name}{opened}{_quoted(' '.join(box.lines))}{closed}"


def _arrow(link: GraphLink) -> str:
    line = f"--{_HEADS[link.head]}" if link.line == "solid" else _DOTTED[link.head]
    label = _quoted(f"{link.verb} ({link.evidence})")
    return f"{line}|{label}|"


def _style(number: int, link: GraphLink) -> str:
    return f"  linkStyle {number} stroke:{link.colour},stroke-width:{link.width:g}px,color:{link.colour}"


def _look(box: GraphBox) -> str:
    dash = ",stroke-dasharray:5 3" if box.line == "dashed" else ""
    return f"fill:{box.fill},stroke:{box.stroke},color:{box.ink}{dash}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _quoted(text: str) -> str:
    return f'"{_escaped(text) or "#32;"}"'


def _escaped(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in text)
