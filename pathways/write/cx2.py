"""CX2, for Cytoscape and NDEx: signed relations, labels, positions, and the visual style of the picture.

By the specification of 2025-07-22 (https://cytoscape.org/cx/cx2) attribute declarations come first and the status last.
"""

from __future__ import annotations

from html import escape
from typing import Any

from pathways.model.mechanism import Edge, Node
from pathways.sheet.view_export import Export
from pathways.write.cx2_style import editor, style
from pathways.write.losses import not_held
from pathways.write.positions import Place, places
from pathways.write.rows import Row, edge_row, map_row, node_row
from pathways.write.text_format import as_json, unlisted
from pathways.write.text_lines import edge_lines, map_lines, node_lines

__all__ = ["write"]

Values = dict[str, Any]

_LISTS = {"synonyms", "curies", "species", "supports", "contradicts", "mixed", "outside", "against_outside"}
_IN_LINES = {"curie_names", "curie_matches", "curie_notes", "properties", "property_values"}


def write(export: Export) -> str:
    """Write a view as CX2. Empty attributes are left out.

    A node's `name` is its label and its `identifier` its id in the map; an edge's `interaction` is the relation, whose sign is
    an attribute of its own and the shape of the arrowhead.

    Raises:
        LayoutFailed: The view could not be arranged in time.

    Example:
        >>> import json
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> json.loads(write(Export(toy)))[-1]
        {'status': [{'error': '', 'success': True}]}
    """
    part, number = export.part, export.number
    at = places(part, export.picture.layout)
    row = {node.id: i for i, node in enumerate(part.nodes)}  # CX2 identifies nodes by integers
    nodes = ((node, at[node.id]) for node in part.nodes)
    edges = [{"s": row[edge.source], "t": row[edge.target], "v": _edge(export, edge, number)} for edge in part.edges]
    return as_json(_document({
        "networkAttributes": [_network(export)],
        "nodes": [{"id": row[node.id], "x": place[0], "y": place[1], "v": _node(export, node, place, number)} for node, place in nodes],
        "edges": [{"id": i, **edge} for i, edge in enumerate(edges)],
        "visualProperties": [style(export.theme)],
        "visualEditorProperties": [editor()],
    }))


def _document(aspects: dict[str, list[Values]]) -> list[Values]:
    values = {
        "networkAttributes": aspects["networkAttributes"],
        **{name: [element["v"] for element in aspects[name]] for name in ("nodes", "edges")},
    }
    declared = {name: _declared(elements) for name, elements in values.items()}
    both = {"attributeDeclarations": [declared], **aspects}
    counts = [{"elementCount": len(elements), "name": name} for name, elements in both.items()]
    return [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": counts},
        *({name: elements} for name, elements in both.items()),
        {"status": [{"error": "", "success": True}]},
    ]


def _declared(elements: list[Values]) -> dict[str, dict[str, str]]:
    """The type of each attribute."""
    types = {str: "string", float: "double", list: "list_of_string"}
    return {name: {"d": types[type(value)]} for element in elements for name, value in element.items()}


def _network(export: Export) -> Values:
    """The attributes of the network. NDEx and Cytoscape show the description as HTML, so it is escaped."""
    about = map_row(export)
    paragraphs = (about["sentence"], about["description"], about["caption"], about["caveat"], not_held("cx2"))
    first = {
        "name": about["title"],
        "description": "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text),
        "version": about["version"],
    }
    rest = {"map": about["id"], **{name: about[name] for name in ("sentence", "date", "caption", "caveat", "origin", "url")}}
    return _non_empty(first | rest | {"summary": about["description"], "not_held": not_held("cx2")} | map_lines(export))


def _node(export: Export, node: Node, at: Place, number: dict[str, int]) -> Values:
    row = _row({name: text for name, text in node_row(export.part, node).items() if name not in _IN_LINES})
    named: Values = {"name": row.pop("label"), "identifier": row.pop("id"), "display_name": node.name}
    size = {"width": float(at[2]), "height": float(at[3])}
    known = [f"{curie.id} ({curie.match}): {curie.name}{f'; {curie.note}' if curie.note else ''}" for curie in node.curies]
    exact = [curie.id for curie in node.curies if curie.match == "exact"]
    properties = [f"{one.name}: {one.value}" for one in node.properties]
    more = {"represents": exact[0] if exact else "", "identifiers": known, "properties": properties}
    return _non_empty(named | row | size | more | node_lines(export.part, node, number))


def _edge(export: Export, edge: Edge, number: dict[str, int]) -> Values:
    row = _row(edge_row(export.part, edge))
    named: Values = {"name": row["sentence"], "interaction": row.pop("relation"), "identifier": row.pop("id")}
    rest = {name: value for name, value in row.items() if name not in ("source", "target", "sentence")}
    return _non_empty(named | rest | edge_lines(export.part, edge, number))


def _row(row: Row) -> Values:
    return {name: list(unlisted(text)) if name in _LISTS else text for name, text in row.items()}


def _non_empty(values: Values) -> Values:
    return {name: value for name, value in values.items() if value}
