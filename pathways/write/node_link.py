"""Node-link JSON: everything that a view holds, without loss, as networkx reads it with `node_link_graph(data, edges="edges")`."""

from __future__ import annotations

from typing import Any

from pathways.model.assessment import Assessment, assess
from pathways.model.evidence import Evidence, Statement
from pathways.model.mechanism import Edge, Mechanism, Node, Property
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, hedge_sentence
from pathways.write.losses import not_held
from pathways.write.text_format import as_json

__all__ = ["write"]


def write(export: Export) -> str:
    """Write a view as node-link JSON.

    Nodes, edges and the entries of "graph" have the fields of the model under their names, and derived fields: an edge's sign,
    sentences and assessment, and the number of each paper. "beside" lists the papers that no relation cites, but only properties
    of nodes or caveats.

    Example:
        >>> import json
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> json.loads(write(Export(toy)))["multigraph"]
        True
    """
    part = export.part
    return as_json({
        "directed": True,
        "multigraph": True,
        "graph": _graph(export),
        "nodes": [_node(node) for node in part.nodes],
        "edges": [_edge(part, edge) for edge in part.edges],
    })


def _graph(export: Export) -> dict[str, Any]:
    part = export.part
    return {
        "map": part.id,
        **{name: getattr(part, name) for name in ("title", "sentence", "version", "date", "summary", "curator")},
        "caption": export.caption,
        "caveat": CAVEAT,
        "origin": export.origin.line(),
        "link": export.link,
        "not_held": not_held("json"),
        "regions": [region.model_dump() for region in part.regions],
        "gaps": [gap.model_dump() for gap in part.gaps],
        "caveats": [caveat.model_dump() | {"evidence": _evidence(caveat.evidence)} for caveat in part.caveats],
        "sources": [source.model_dump() for source in part.sources],
        "stories": [story.model_dump() for story in part.stories],
        "overview": part.overview.model_dump() if part.overview else None,
        "papers": [paper.model_dump() for paper in part.papers],
        "references": [reference.model_dump(by_alias=True, exclude_defaults=True) for reference in export.listed.every],
        "numbers": export.number,
        "beside": [paper.id for paper in export.listed.beside],
    }


def _node(node: Node) -> dict[str, Any]:
    properties = [_property(one) for one in node.properties]
    return node.model_dump() | {"member_of": _evidence(node.member_of), "properties": properties}


def _property(one: Property) -> dict[str, Any]:
    return one.model_dump() | {"evidence": _evidence(one.evidence)}


def _edge(mechanism: Mechanism, edge: Edge) -> dict[str, Any]:
    """An edge; the key is its id, because edges of opposite sign may be parallel."""
    derived = {
        "key": edge.id,
        "sign": edge.meaning.sign,
        "sentence": edge_sentence(mechanism, edge),
        "hedge_sentence": hedge_sentence(edge),
        "assessment": _assessment(assess(edge.evidence, edge.context)),
        "evidence": _evidence(edge.evidence),
    }
    return edge.model_dump() | derived


def _assessment(found: Assessment) -> dict[str, Any]:
    names = ("tier", "support", "contested", "document_only", "sentence", "tiers", "against", "unstated")
    papers = ("supports", "contradicts", "mixed", "outside", "against_outside")
    return {name: getattr(found, name) for name in (*names, *papers)}


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"kind": "statement" if isinstance(item, Statement) else "finding", **item.model_dump()} for item in evidence]
