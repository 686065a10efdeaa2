"""What some nodes reach by causal steps, what reaches other nodes, and which gaps or relations lie between the two sets.

A missing step is taken from the map alone: a gap that is drawn there, or a relation that is not causal. Nothing else is proposed,
since the absence of a path is no evidence for one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pathways.model.likeness import alike
from pathways.model.mechanism import Edge, Gap, Mechanism
from pathways.model.path_search import Links, distances
from pathways.reasoning.signed_paths import Index

__all__ = ["PathSection", "last_steps"]

CHAIN = 3  # consecutive gaps at most
SHOWN = 3  # gaps, relations and ends that are used at most


@dataclass(frozen=True)
class PathSection:
    """A section of a path: from any start to any end, in any number of steps, over the causal links of a mechanism.

    A node may be both start and end: then the question is how the other starts reach it.
    """

    links: Index
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def base(self) -> Mechanism:
        """The mechanism of the links."""
        return self.links.mechanism

    @cached_property
    def near(self) -> dict[str, int]:
        """The distance of each node from the starts, in edges; nodes that are not reached are absent."""
        return distances(self.links.forth, self.starts).near

    @cached_property
    def far(self) -> dict[str, int]:
        """The distance of each node to the ends, in edges; nodes that do not reach them are absent."""
        return distances(self.links.back, self.ends).near

    @property
    def broken(self) -> bool:
        """Whether no end is reached from a start."""
        return not any(end in self.near for end in self.ends)

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """The nodes reached by at least one edge: most similar to an end first, then those without outgoing edges, then the nearest."""
        like = {name: place for end in reversed(self.ends[:SHOWN]) for place, name in enumerate(alike(self.base, end))}
        order = {name: place for place, name in enumerate(self.base.node)}

        def rank(name: str) -> tuple[int, bool, int, int]:
            return like.get(name, len(order)), _has_edge(self.links.forth, name), self.near[name], order[name]

        return tuple(sorted((name for name, steps in self.near.items() if steps), key=rank))

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The sources of the last steps to an end, in the mechanism's order; the group and the members of an end count as the end."""
        return last_steps(self.links, self.ends)

    def gaps(self) -> tuple[tuple[Gap, ...], ...]:
        """The gaps from reached nodes to nodes that reach an end: single gaps, nearest first; without any, the shortest chains of gaps."""
        chains: list[tuple[Gap, ...]] = [(gap,) for gap in self.base.gaps if gap.source in self.near]
        for _ in range(CHAIN):
            closing = [chain for chain in chains if chain[-1].target in self.far]
            if closing:
                return tuple(sorted(closing, key=lambda chain: self.near[chain[0].source] + self.far[chain[-1].target]))[:SHOWN]
            chains = list(self._extended(chains))
        return ()

    def _extended(self, chains: Iterable[tuple[Gap, ...]]) -> Iterator[tuple[Gap, ...]]:
        """The chains with one gap more: one that starts at a node reached from the target of the last one."""
        reached = set(self.near)
        for chain in chains:
            ahead = distances(self.links.forth, [chain[-1].target]).near.keys() - reached
            reached |= ahead
            yield from ((*chain, gap) for gap in self.base.gaps if gap.source in ahead)

    def related(self) -> tuple[Edge, ...]:
        """The relations that are not causal between reached nodes and nodes that reach an end, nearest first."""
        other = (edge for edge in self.base.edges if not edge.meaning.causal)
        found = [(steps, edge) for edge in other if (steps := min(map(self._distance, *_both_directions(edge)))) < float("inf")]
        return tuple(edge for _, edge in sorted(found, key=lambda one: one[0]))[:SHOWN]

    def _distance(self, one: str, other: str) -> float:
        return self.near.get(one, float("inf")) + self.far.get(other, float("inf"))


def _both_directions(edge: Edge) -> tuple[tuple[str, str], tuple[str, str]]:
    """The ends of an edge in both orders."""
    return (edge.source, edge.target), (edge.target, edge.source)


def _has_edge(links: Links, node: str) -> bool:
    return any(name for _, name in links.get(node, ()))


def last_steps(links: Index, ends: Collection[str]) -> tuple[str, ...]:
    """Return the sources of the causal edges to some nodes, or to their groups and members, in the mechanism's order.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.signed_paths import index
        >>> last_steps(index(load(shipped())), ["microglia"])
        ('tlr4',)
    """
    here = distances(links.back, ends, 0).near
    found = {start for node in here for start, name in links.back.get(node, ()) if name} - here.keys()
    return tuple(name for name in links.mechanism.node if name in found)
