"""How far one gets along causal steps from some things, from where others can be reached, and what stands between the two.

A step that is missing is found in the map alone: a gap that is drawn there, or a relation that is no cause. Nothing else is
proposed, since a path that is not there is no reason to believe in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pathways.model.likeness import alike
from pathways.model.mechanism import Edge, Gap, Mechanism
from pathways.model.path_search import Links, distances
from pathways.reasoning.signed_paths import Index

__all__ = ["Leg", "last_steps"]

CHAIN = 3  # gaps one after another, at most
SHOWN = 3  # gaps, relations and things that are named


@dataclass(frozen=True)
class Leg:
    """A part of the way: from any of some nodes to any of others, in any number of steps, over what a mechanism has.

    Where both name the same node, what is asked is how the others get there.
    """

    links: Index
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def base(self) -> Mechanism:
        """The mechanism that is walked on."""
        return self.links.mechanism

    @cached_property
    def near(self) -> dict[str, int]:
        """How many edges each node is away from the starts; what is not reached is absent."""
        return distances(self.links.forth, self.starts).near

    @cached_property
    def far(self) -> dict[str, int]:
        """How many edges it is from each node to the ends; what does not lead there is absent."""
        return distances(self.links.back, self.ends).near

    @property
    def broken(self) -> bool:
        """Whether nothing leads from a start to an end."""
        return not any(end in self.near for end in self.ends)

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """What one gets to by at least one edge: what is most like an end first, then what leads no further, then what is nearest."""
        like = {name: place for end in reversed(self.ends[:SHOWN]) for place, name in enumerate(alike(self.base, end))}
        order = {name: place for place, name in enumerate(self.base.node)}

        def rank(name: str) -> tuple[int, bool, int, int]:
            return like.get(name, len(order)), _onwards(self.links.forth, name), self.near[name], order[name]

        return tuple(sorted((name for name, steps in self.near.items() if steps), key=rank))

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """What the last step to an end starts from, in the mechanism's order; the group and the members of an end are one with it."""
        return last_steps(self.links, self.ends)

    def gaps(self) -> tuple[tuple[Gap, ...], ...]:
        """The gaps that lead from what is reached to what leads on: each alone, nearest first; where none does, the fewest in a row."""
        rows: list[tuple[Gap, ...]] = [(gap,) for gap in self.base.gaps if gap.source in self.near]
        for _ in range(CHAIN):
            closing = [row for row in rows if row[-1].target in self.far]
            if closing:
                return tuple(sorted(closing, key=lambda row: self.near[row[0].source] + self.far[row[-1].target]))[:SHOWN]
            rows = list(self._longer(rows))
        return ()

    def _longer(self, rows: Iterable[tuple[Gap, ...]]) -> Iterator[tuple[Gap, ...]]:
        """The rows with one gap more: one that starts where the last one would lead."""
        met = set(self.near)
        for row in rows:
            ahead = distances(self.links.forth, [row[-1].target]).near.keys() - met
            met |= ahead
            yield from ((*row, gap) for gap in self.base.gaps if gap.source in ahead)

    def related(self) -> tuple[Edge, ...]:
        """The relations without a cause between what is reached and what leads on, nearest first."""
        other = (edge for edge in self.base.edges if not edge.meaning.causal)
        found = [(steps, edge) for edge in other if (steps := min(map(self._between, *_both(edge)))) < float("inf")]
        return tuple(edge for _, edge in sorted(found, key=lambda one: one[0]))[:SHOWN]

    def _between(self, one: str, other: str) -> float:
        return self.near.get(one, float("inf")) + self.far.get(other, float("inf"))


def _both(edge: Edge) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two ways in which an edge may be walked, as what comes first and what comes second in each."""
    return (edge.source, edge.target), (edge.target, edge.source)


def _onwards(links: Links, node: str) -> bool:
    return any(name for _, name in links.get(node, ()))


def last_steps(links: Index, ends: Collection[str]) -> tuple[str, ...]:
    """Return what the causal edges to some nodes, or to their groups and members, start from, in the mechanism's order.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.signed_paths import index
        >>> last_steps(index(load(shipped())), ["microglia"])
        ('tlr4',)
    """
    here = distances(links.back, ends, 0).near
    found = {start for node in here for start, name in links.back.get(node, ()) if name} - here.keys()
    return tuple(name for name in links.mechanism.node if name in found)
