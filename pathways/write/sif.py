"""SIF, the simple interaction format: one relation a line, for Cytoscape and for scripts.

Nodes are written by id, as labels may contain blanks and tabs. The name of a relation implies its sign ("increases", "antagonises");
everything else is lost. SIF has no comments, so the losses are stated only where the format is offered.
"""

from __future__ import annotations

from pathways.sheet.view_export import Export

__all__ = ["write"]


def write(export: Export) -> str:
    """Write a view as SIF: source, relation and target separated by tabs; a node without relations is a line of its own.

    Two edges with the same relation between the same nodes, in different contexts, give two lines.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())))
        ''
    """
    part = export.part
    linked = {end for edge in part.edges for end in (edge.source, edge.target)}
    alone = [node.id for node in part.nodes if node.id not in linked]
    lines = [f"{edge.source}\t{edge.relation.value}\t{edge.target}" for edge in part.edges]
    return "".join(f"{line}\n" for line in (*lines, *alone))
