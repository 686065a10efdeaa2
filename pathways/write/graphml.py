"""GraphML, for networkx, yEd and Gephi: text attributes of nodes, edges and graph; parallel edges differ in their ids.

yEd finds labels, shapes, arrowheads and places in its own namespace; a view that cannot be arranged, or is too large for it, has none.
"""

from __future__ import annotations

import io
from contextlib import suppress
from xml.etree import ElementTree as ET

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from pathways.errors import LayoutFailed
from pathways.model.diagram import MOST_BOXES, shown_nodes
from pathways.sheet.view_export import Export
from pathways.write.losses import not_held
from pathways.write.positions import places
from pathways.write.rows import Row, edge_row, map_row, node_row
from pathways.write.text_format import listed, xml_text
from pathways.write.text_lines import edge_lines, map_lines, node_lines
from pathways.write.yed_graphics import declare, draw_edge, draw_node

__all__ = ["write"]


def write(export: Export) -> bytes:
    """Write a view as GraphML. Empty fields are left out; `text_format.unlisted` splits lists.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy))[:38]
        b"<?xml version='1.0' encoding='utf-8'?>"
    """
    writer = GraphMLWriter(graph=_graph(export), prettyprint=True)  # not `write_graphml`, which writes other bytes where lxml is installed
    if len(shown_nodes(export.part, export.query.open)) <= MOST_BOXES:
        with suppress(LayoutFailed):
            _draw(export, writer.xml)
    file = io.BytesIO()
    writer.dump(file)
    return file.getvalue()


def _draw(export: Export, document: ET.Element) -> None:
    """Add what yEd draws."""
    layout, theme, part = export.picture.layout, export.theme, export.part
    at = places(part, layout)
    declare(document)
    for element in document.iter("node"):
        name = str(element.get("id"))
        draw_node(element, part.node[name], at[name], layout, theme)
    for element in document.iter("edge"):
        draw_edge(element, part.edge[str(element.get("id"))], theme)


def _graph(export: Export) -> nx.MultiDiGraph[str]:
    part, number = export.part, export.number
    about = {"map": part.id, **_without(map_row(export), "id"), "not_held": not_held("graphml")}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(_texts(about, map_lines(export)))
    for node in part.nodes:
        graph.add_node(node.id, **_texts(_without(node_row(part, node), "id"), node_lines(part, node, number)))
    for edge in part.edges:
        row = _without(edge_row(part, edge), "id", "source", "target")
        graph.add_edge(edge.source, edge.target, key=edge.id, **_texts(row, edge_lines(part, edge, number)))
    return graph


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _texts(row: Row, lists: dict[str, list[str]]) -> Row:
    """The fields that are not empty, as XML can hold them."""
    both = row | {name: listed(items) for name, items in lists.items()}
    return {name: xml_text(value) for name, value in both.items() if value}
