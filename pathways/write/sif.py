"""SIF, the simple interaction format: one relation a line, for Cytoscape and for scripts.

Ids and not labels, which may hold blanks and tabs. The relation's name tells its sign ("increases", "antagonises"); everything
else is lost, and SIF has no comments to say so in, so `lacks` says it where the format is offered.
"""

from __future__ import annotations

from pathways.sheet.view_export import Export

__all__ = ["write"]


def write(export: Export) -> str:
    """Write a view as SIF: source, relation and target with tabs between; a node without relations stands alone on its line.

    Two edges that say the same of the same nodes, in different contexts, are two lines.

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
