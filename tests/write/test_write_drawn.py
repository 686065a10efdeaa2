"""DOT, Mermaid and draw.io have the boxes, arrows, signs and gaps of the picture, and every text in them is text."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pygraphviz
import pytest

from pathways.errors import CannotWrite
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism, Node
from pathways.model.relations import Head
from pathways.query.query import Query
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.write import dot, drawio, mermaid
from pathways.write.drawn_graph import drawn_graph
from pathways.write.losses import not_held
from tests.conftest import ROOT
from tests.hostile import TEXTS, hostile

Links = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def whole(shipped: Mechanism) -> Export:
    return Export(shipped, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))


@pytest.fixture(scope="module", params=["toy", "shipped", "answer"])
def export(request: pytest.FixtureRequest, toy: Mechanism, whole: Export) -> Export:
    asked, _ = Query.parse("up=toyamine&theme=dark", toy)
    return {"toy": Export(toy), "shipped": whole, "answer": Export(toy, asked)}[request.param]


def drawn(export: Export) -> Links:
    """Source, target and head of what the picture draws, gaps as plain lines."""
    diagram = export.picture.around
    arrows = [(arrow.source, arrow.target, arrow.head.value) for arrow in diagram.arrows]
    return sorted([*arrows, *((gap.source, gap.target, Head.PLAIN.value) for gap in diagram.gaps)])


# --- DOT, read by Graphviz ---


def read_dot(text: str) -> pygraphviz.AGraph:
    return pygraphviz.AGraph(string=text)


def test_graphviz_reads_the_boxes_and_the_signs_of_dot(export: Export) -> None:
    graph = read_dot(dot.write(export))
    heads = {name: head.value for head, name in dot.HEADS.items()}
    assert sorted(graph.nodes()) == sorted(node.id for node in export.picture.around.nodes)
    assert sorted((edge[0], edge[1], heads[edge.attr["arrowhead"]]) for edge in graph.edges()) == drawn(export)
    assert not graph.strict, "two arrows between the same boxes stay two"


def test_graphviz_finds_every_box_of_dot_in_its_place(export: Export) -> None:
    graph = read_dot(dot.write(export))
    for box in export.scene.boxes:
        x, y = map(float, graph.get_node(box.id).attr["pos"].split(","))
        assert (x / 0.75, export.scene.height - y / 0.75) == pytest.approx(box.box.centre, abs=0.02)
        assert float(graph.get_node(box.id).attr["width"]) * 96 == pytest.approx(box.box.w, abs=1)
    for arrow in graph.edges():
        points = [point for point in arrow.attr["pos"].split() if not point.startswith("e,")]
        assert len(points) % 3 == 1, "a spline as Graphviz has it"


def test_graphviz_draws_dot_as_placed_and_anew(whole: Export) -> None:
    for program in ("nop2", "dot"):
        picture = read_dot(dot.write(whole)).draw(format="svg", prog=program)
        assert picture.count(b'class="edge"') == len(drawn(whole))


@pytest.mark.parametrize("name", TEXTS)
def test_graphviz_shows_hostile_texts_of_dot_as_they_are(toy: Mechanism, name: str) -> None:
    asked = Export(hostile(toy, TEXTS[name]))
    graph = read_dot(dot.write(asked))
    assert sorted(graph.nodes()) == sorted(node.id for node in asked.picture.around.nodes)
    said = {box.id: box.label for box in asked.scene.boxes}
    for node in graph.nodes():
        shown = html.unescape(node.attr["tooltip"]) if "&amp;" in node.attr["tooltip"] else node.attr["tooltip"]
        assert re.sub(r"\\(.)", r"\1", shown, flags=re.DOTALL) == said[node]
    assert all(graph.get_edge(*edge[:2]).attr["arrowhead"] in dot.HEADS.values() for edge in graph.edges())


# --- Mermaid, read by its grammar ---


class Flowchart(NamedTuple):
    """What a flowchart says: labels by node, and links as source, target, head, dotted, label."""

    title: str
    nodes: dict[str, str]
    links: list[tuple[str, str, str, bool, str]]
    comments: list[str]


_STRING = r'"((?:[\w ,()/+:=?!\'.-]|#\d+;)*)"'
_NODE = re.compile(rf"\s+(n\d+)(?:\({_STRING}\)|\[{_STRING}\])")
_LINK = re.compile(rf"\s+(n\d+) (--[>xo-]|-\.->|-\.-[xo]?)\|{_STRING}\| (n\d+)")
_OTHER = re.compile(
    rf'\s+(subgraph r\d+\[{_STRING}\]|end|linkStyle \d+ stroke:#\w{{6}},stroke-width:[\d.]+px,color:#\w{{6}}'
    r"|style n\d+ fill:#\w{6},stroke:#\w{6},color:#\w{6}(,stroke-dasharray:5 3)?)"
)


def read_flowchart(text: str) -> Flowchart:
    """Read a flowchart line by line; a line that the grammar does not have fails."""
    start, title, end, kind, *lines = text.splitlines()
    assert (start, end, kind) == ("---", "---", "flowchart TD")
    found = Flowchart(json.loads(title.removeprefix("title: ")), {}, [], [])
    for line in lines:
        if link := _LINK.fullmatch(line):
            found.links.append((link[1], link[4], link[2][-1], link[2].startswith("-."), said(link[3])))
        elif node := _NODE.fullmatch(line):
            found.nodes[node[1]] = said(node[2] or node[3])
        elif line.startswith("%% "):
            assert not set("{}") & set(line), "a directive"
            found.comments.append(said(line[3:]))
        else:
            assert _OTHER.fullmatch(line), line
    return found


def said(text: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def test_mermaid_has_the_boxes_and_the_signs_of_the_picture(export: Export) -> None:
    chart = read_flowchart(mermaid.write(export))
    ids = dict(line.split(" is ", 1) for line in chart.comments if re.match(r"n\d+ is ", line))
    heads = {">": "triangle", "x": "t-bar", "o": "circle", "-": "plain"}
    assert sorted(ids[name] for name in chart.nodes) == sorted(node.id for node in export.picture.around.nodes)
    assert sorted((ids[source], ids[target], heads[head]) for source, target, head, _, _ in chart.links) == drawn(export)
    dashed = {arrow.id for arrow in export.picture.around.arrows if arrow.layer.value == "literature"}
    assert sum(dotted for *_, dotted, _ in chart.links) == len(dashed) + len(export.picture.around.gaps)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_stay_within_the_strings_of_mermaid(toy: Mechanism, name: str) -> None:
    asked = Export(hostile(toy, TEXTS[name]))
    written = mermaid.write(asked)
    chart = read_flowchart(written)
    assert [*chart.nodes.values()] == [" ".join(box.lines) for box in drawn_graph(asked, "mmd").boxes]
    assert len(written) < 50_000, "as much as the program reads"


# --- draw.io, read as mxGraph ---


class Diagram(NamedTuple):
    """The cells of a diagram by id: styles, labels, tooltips and places of boxes, and the ends of links."""

    cells: dict[str, ET.Element]
    styles: dict[str, dict[str, str]]

    def of(self, kind: str) -> list[str]:
        return [name for name in self.cells if name.startswith(f"{kind}-")]


def read_drawio(content: bytes) -> Diagram:
    """Read a diagram as the program does: two root cells, unique ids, each cell with a parent, ends that are there."""
    root = ET.fromstring(content).find("./diagram/mxGraphModel/root")  # noqa: S314  our own file
    assert root is not None
    assert [(cell.get("id"), cell.get("parent")) for cell in list(root)[:2]] == [("0", None), ("1", "0")]
    objects = {str(one.get("id")): one for one in list(root)[2:]}
    assert len(objects) == len(root) - 2
    styles = {}
    for name, one in objects.items():
        (cell,) = one
        assert (one.tag, cell.tag, cell.get("parent"), cell.find("mxGeometry") is not None) == ("object", "mxCell", "1", True)
        assert (cell.get("vertex"), cell.get("edge")) in (("1", None), (None, "1"))
        assert {cell.get("source"), cell.get("target")} <= objects.keys() | {None}
        styles[name] = dict(part.split("=") for part in str(cell.get("style")).split(";") if "=" in part)
        assert styles[name]["html"] == "0", "labels are plain text"
    return Diagram(objects, styles)


def test_draw_io_has_the_boxes_and_the_signs_of_the_picture(export: Export) -> None:
    found = read_drawio(drawio.write(export))
    heads = {style["endArrow"]: head.value for head, style in drawio.HEADS.items()}
    ends = [(found.cells[name][0], found.styles[name]["endArrow"]) for name in found.of("link")]
    links = [(str(cell.get("source"))[4:], str(cell.get("target"))[4:], heads[head]) for cell, head in ends]
    assert sorted(links) == drawn(export)
    for box in export.scene.boxes:
        place = found.cells[f"box-{box.id}"][0].find("mxGeometry")
        assert place is not None
        where = [float(place.get(name, "")) for name in ("x", "y", "width", "height")]
        assert where == pytest.approx([box.box.x, box.box.y, box.box.w, box.box.h], abs=0.01)
    assert len(found.of("region")) == sum(area.frame.region for area in export.scene.areas)


def test_lines_of_draw_io_begin_and_end_on_their_boxes(whole: Export) -> None:
    found = read_drawio(drawio.write(whole))
    for name in found.of("link"):
        places = {part: float(found.styles[name][part]) for part in ("exitX", "exitY", "entryX", "entryY")}
        assert all(0 <= share <= 1 for share in places.values())
        for across, down in (("exitX", "exitY"), ("entryX", "entryY")):
            assert min(abs(places[way] - side) for way in (across, down) for side in (0, 1)) < 0.2, (name, places)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_of_draw_io_are_text_in_labels_and_in_tooltips(toy: Mechanism, name: str) -> None:
    asked = Export(hostile(toy, TEXTS[name]))
    found = read_drawio(drawio.write(asked))
    for box in asked.scene.boxes:
        cell = found.cells[f"box-{box.id}"]
        tooltip = str(cell.get("tooltip"))
        assert "<" not in tooltip, "it is read as HTML"
        assert html.unescape(tooltip) == box.label.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert not [one for one in found.cells.values() if one.get("link")]


# --- all three ---

WRITERS = {"dot": dot.write, "mmd": mermaid.write, "drawio": lambda export: drawio.write(export).decode()}


@pytest.mark.parametrize("name", WRITERS)
def test_every_drawn_graph_says_its_caveat_and_what_it_lacks(export: Export, name: str) -> None:
    text = said(html.unescape(WRITERS[name](export))).replace("\\l", " ").replace('" + "', "")
    flat = " ".join(text.split())
    assert CAVEAT in flat
    assert not_held(name) in flat
    assert export.caption in flat or export.scene.sentence in flat
    if name != "mmd":
        assert read_origin(html.unescape(WRITERS[name](export))) == export.origin


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_view_gives_the_same_text(export: Export, name: str) -> None:
    assert WRITERS[name](replace(export)) == WRITERS[name](export)


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_view_says_that_nothing_is_left(toy: Mechanism, name: str) -> None:
    written = WRITERS[name](Export(toy, Query(keep=("pain",), hide=("pain",))))
    assert "Nothing is left of the map by this question; what is pale stands beside it." in said(written).replace("\\l", " ")


@pytest.mark.parametrize("name", WRITERS)
def test_a_view_that_no_picture_can_hold_is_refused_before_it_is_arranged(toy: Mechanism, name: str) -> None:
    nodes = [Node(id=f"n{i}", label=f"N {i}", kind="protein", region=toy.regions[0].id, description="One.") for i in range(401)]
    with pytest.raises(CannotWrite, match="401 boxes; a picture holds at most 400"):
        WRITERS[name](Export(toy.model_copy(update={"nodes": tuple(nodes), "edges": (), "gaps": ()})))
