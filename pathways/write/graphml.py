"""GraphML, for networkx, yEd and Gephi: text attributes of nodes, edges and graph; parallel edges differ in their ids."""

from __future__ import annotations

import io

import networkx as nx

from pathways.sheet.view_export import Export
from pathways.write.losses import not_held
from pathways.write.rows import Row, edge_row, map_row, node_row
from pathways.write.text_format import listed, xml_text
from pathways.write.text_lines import edge_lines, map_lines, node_lines

__all__ = ["write"]


def write(export: Export) -> bytes:
    """Write a view as GraphML. Empty fields are left out; `text_format.unlisted` splits lists.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy))[:38]
        b"<?xml version='1.0' encoding='utf-8'?>"
    """
    file = io.BytesIO()
    nx.write_graphml_xml(_graph(export), file)  # not `write_graphml`, whose bytes depend on whether lxml is installed
    return file.getvalue()


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
