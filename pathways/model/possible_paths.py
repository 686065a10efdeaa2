"""Which causal paths can be: those that one dose can do, and on which nothing raises what it blocks.

Each step of a path has its evidence, and still the whole can be nonsense: a low dose that acts by way of what only a high dose does,
or a receptor blocker that raises the receptor's activity by way of its agonists, which do not get through. Paths, loops, what-if and
what a view shows all ask here, so that what is drawn is what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pathways.model.groups import moving, opposed
from pathways.model.mechanism import Mechanism
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import Dose

__all__ = ["BLOCKADE", "DOSES_AT_ONCE", "Possible"]

DOSES_AT_ONCE = "it needs a low and a high dose at once, which is impossible"
BLOCKADE = "something on it would raise what it blocks itself, which is impossible"

_TURNS: dict[Sign, int | None] = {Sign.INCREASES: 1, Sign.DECREASES: -1, Sign.UNKNOWN: None}


class Possible:
    """The signs and doses of a mechanism's causal edges, and what they make impossible together.

    `sign` is +1, -1 or None (no direction) by edge, `dose` the band of those that have one, `blockers` the nodes that antagonise a
    node. Blockers are those of the whole mechanism: a view that leaves a blockade out does not lift it.
    """

    def __init__(self, mechanism: Mechanism) -> None:
        causal = [edge for edge in mechanism.edges if edge.meaning.causal]
        self.sign = {edge.id: _TURNS[edge.meaning.sign] for edge in causal}
        self.dose = {edge.id: edge.context.dose for edge in causal if edge.context.dose}
        self.groups = moving(mechanism)
        self.undirected = frozenset(pair.group for pair in opposed(mechanism))
        blockers: dict[str, set[str]] = {}
        for edge in mechanism.whole.edges:
            if edge.relation is RelationName.ANTAGONISES:
                blockers.setdefault(edge.target, set()).add(edge.source)
        self.blockers: Mapping[str, set[str]] = blockers

    def passed(self, one: str, other: str) -> int | None:
        """The sign of a "part of" step: the same way, or no direction where the members of the group pull against each other."""
        group = other if self.groups.get(one) == other else one
        return None if group in self.undirected else 1

    def turns(self, nodes: Sequence[str], edges: Sequence[str]) -> list[int | None]:
        """The sign of each step of a path; "" among the edges is a "part of" step."""
        return [self.sign[name] if name else self.passed(nodes[i], nodes[i + 1]) for i, name in enumerate(edges)]

    def one_dose(self, edges: Iterable[str]) -> bool:
        """Tell whether one dose can do all of these edges."""
        return not {Dose.LOW, Dose.HIGH} <= {self.dose[edge] for edge in edges if edge in self.dose}

    def blockade(self, nodes: Sequence[str], edges: Sequence[str]) -> tuple[str, str] | None:
        """The first blocker on a path and what it blocks, where the steps between say that it raises it; else None.

        A closed path, whose last node is the first, is gone round from everywhere.
        """
        if not self.blockers.keys() & set(nodes):
            return None
        turns, round_ = self.turns(nodes, edges), len(edges)
        closed = nodes[0] == nodes[-1]
        along = [*nodes, *nodes[1:-1]] if closed else nodes
        turns += turns if closed else []
        for end in range(1, len(along)):
            blocking = self.blockers.get(along[end], ())
            for start in range(end - 1, max(-1, end - round_ - 1), -1) if blocking else ():
                if along[start] in blocking and _product(turns[start:end]) == 1:
                    return along[start], along[end]
        return None

    def why_not(self, nodes: Sequence[str], edges: Sequence[str]) -> str:
        """Say in a clause why a path cannot be; empty where it can.

        Example:
            >>> from pathways import load, shipped
            >>> rules = Possible(load(shipped()))
            >>> rules.why_not(["nerve-injury", "hypersensitivity"], ["nerve-injury-promotes-hypersensitivity"])
            ''
        """
        if not self.one_dose(edges):
            return DOSES_AT_ONCE
        return BLOCKADE if self.blockade(nodes, edges) else ""


def _product(turns: Iterable[int | None]) -> int | None:
    sign = 1
    for turn in turns:
        if turn is None:
            return None
        sign *= turn
    return sign
