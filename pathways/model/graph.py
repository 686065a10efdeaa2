"""The mechanism as networkx graphs, derived for searches among neighbours; the mechanism stays the one source.

networkx graphs are mutable and carry no evidence, so they are built where one is needed and not kept.
Edges are keyed by their id, because two nodes may be joined by parallel edges of opposite sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any, Literal

import networkx as nx

from pathways.model.mechanism import Mechanism

__all__ = ["Direction", "neighbourhood", "pieces", "steps", "to_networkx", "within"]

Direction = Literal["both", "upstream", "downstream"]

_MEMBER = "~"  # the key of a step between a group and its member; ids of edges never contain this character


def to_networkx(mechanism: Mechanism) -> nx.MultiDiGraph[str]:
    """Return the mechanism as a directed multigraph; the key of an edge is its id.

    Nodes carry label, kind, region and group (empty where there is none); edges carry relation, sign and layer. All are plain text.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> to_networkx(toy).number_of_nodes()
        0
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=mechanism.id)
    for node in mechanism.nodes:
        graph.add_node(node.id, label=node.label, kind=node.kind.value, region=node.region, group=node.group or "")
    for edge in mechanism.edges:
        graph.add_edge(
            edge.source, edge.target, key=edge.id,
            relation=edge.relation.value, sign=edge.meaning.sign.value, layer=edge.layer.value,
        )
    return graph


def neighbourhood(
    mechanism: Mechanism, starts: Iterable[str], *, radius: int = 1, direction: Direction = "both",
) -> frozenset[str]:
    """Return the ids within `radius` steps of any start, the starts included.

    A step is an edge, along its direction for "downstream", against it for "upstream". Between a member and its group the distance
    is 0. Starts that the mechanism does not have are ignored.
    """
    return within(steps(mechanism, direction), starts, radius)


def steps(mechanism: Mechanism, direction: Direction = "both") -> nx.MultiDiGraph[str]:
    """Return the directed graph of steps in a direction; a key is the id of the step's edge, or "~" between member and group."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(mechanism.node)
    for edge in mechanism.edges:
        if direction != "upstream":
            graph.add_edge(edge.source, edge.target, key=edge.id)
        if direction != "downstream":
            graph.add_edge(edge.target, edge.source, key=edge.id)
    for group, members in mechanism.members.items():
        for member in members:
            graph.add_edge(group, member.id, key=_MEMBER)
            graph.add_edge(member.id, group, key=_MEMBER)
    return graph


def within(
    graph: nx.MultiDiGraph[str], starts: Iterable[str], radius: int, *,
    nodes: AbstractSet[str] | None = None, edges: AbstractSet[str] | None = None,
) -> frozenset[str]:
    """Return the nodes within `radius` steps of any start, the starts included, in a graph from `steps`.

    Args:
        nodes: The nodes that may be visited; None for all.
        edges: The ids of the edges that may be used; None for all.
    """
    def cost(_: str, end: str, between: dict[str, Any]) -> int | None:
        if nodes is not None and end not in nodes:
            return None
        if _MEMBER in between:
            return 0
        return None if edges is not None and edges.isdisjoint(between) else 1

    present = {start for start in starts if start in graph and (nodes is None or start in nodes)}
    if not present:
        return frozenset()
    return frozenset(nx.multi_source_dijkstra_path_length(graph, present, cutoff=radius, weight=cost))


def pieces(mechanism: Mechanism) -> tuple[frozenset[str], ...]:
    """Return the components connected by edges or membership, largest first, then by their first id."""
    found = nx.weakly_connected_components(steps(mechanism))
    return tuple(sorted((frozenset(piece) for piece in found), key=lambda piece: (-len(piece), min(piece))))
