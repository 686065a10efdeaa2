"""Consistent causal paths: those whose edges hold for one dose, and on which no antagonist raises its own target.

Each edge of a path may have evidence, and the path still be impossible: one edge holds for a low dose only and another for a high
dose only, or a receptor antagonist raises the receptor's activity through agonists, which it blocks. Paths, loops, what-if and views
all use these rules, so that the picture agrees with the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pathways.model.groups import moving, opposed
from pathways.model.mechanism import Mechanism
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import Dose

__all__ = ["BLOCKADE", "DOSES_AT_ONCE", "PathRules"]

DOSES_AT_ONCE = "it needs a low and a high dose at once, which is impossible"
BLOCKADE = "something on it would raise what it blocks itself, which is impossible"

_SIGN_VALUES: dict[Sign, int | None] = {Sign.INCREASES: 1, Sign.DECREASES: -1, Sign.UNKNOWN: None}


class PathRules:
    """The signs and doses of a mechanism's causal edges, to test whether a path of them is consistent.

    `sign` is +1, -1 or None (no direction) by edge, `dose` the dose band of those that have one, `blockers` the antagonists of each
    node. They are those of the whole mechanism: an antagonist that a view leaves out still blocks.
    """

    def __init__(self, mechanism: Mechanism) -> None:
        causal = [edge for edge in mechanism.edges if edge.meaning.causal]
        self.sign = {edge.id: _SIGN_VALUES[edge.meaning.sign] for edge in causal}
        self.dose = {edge.id: edge.context.dose for edge in causal if edge.context.dose}
        self.groups = moving(mechanism)
        self.undirected = frozenset(pair.group for pair in opposed(mechanism))
        blockers: dict[str, set[str]] = {}
        for edge in mechanism.whole.edges:
            if edge.relation is RelationName.ANTAGONISES:
                blockers.setdefault(edge.target, set()).add(edge.source)
        self.blockers: Mapping[str, set[str]] = blockers

    def passed(self, one: str, other: str) -> int | None:
        """The sign of a step between member and group: 1, or None where members of the group change in opposite directions."""
        group = other if self.groups.get(one) == other else one
        return None if group in self.undirected else 1

    def turns(self, nodes: Sequence[str], edges: Sequence[str]) -> list[int | None]:
        """The sign of each step of a path; "" among the edges is a step between member and group."""
        return [self.sign[name] if name else self.passed(nodes[i], nodes[i + 1]) for i, name in enumerate(edges)]

    def fits_one_dose(self, edges: Iterable[str]) -> bool:
        """Tell whether all of these edges can hold for one dose."""
        return not {Dose.LOW, Dose.HIGH} <= {self.dose[edge] for edge in edges if edge in self.dose}

    def blockade(self, nodes: Sequence[str], edges: Sequence[str]) -> tuple[str, str] | None:
        """The first antagonist on a path and its target, if the steps from one to the other raise the target; else None.

        A closed path, whose last node is its first, is tested from each of its nodes.
        """
        if not self.blockers.keys() & set(nodes):
            return None
        signs, count = self.turns(nodes, edges), len(edges)
        closed = nodes[0] == nodes[-1]
        along = [*nodes, *nodes[1:-1]] if closed else nodes
        signs += signs if closed else []
        for end in range(1, len(along)):
            blocking = self.blockers.get(along[end], ())
            for start in range(end - 1, max(-1, end - count - 1), -1) if blocking else ():
                if along[start] in blocking and _product(signs[start:end]) == 1:
                    return along[start], along[end]
        return None

    def why_not(self, nodes: Sequence[str], edges: Sequence[str]) -> str:
        """Return as a clause why a path is impossible; empty where it is possible.

        Example:
            >>> from pathways import load, shipped
            >>> rules = PathRules(load(shipped()))
            >>> rules.why_not(["nerve-injury", "hypersensitivity"], ["nerve-injury-promotes-hypersensitivity"])
            ''
        """
        if not self.fits_one_dose(edges):
            return DOSES_AT_ONCE
        return BLOCKADE if self.blockade(nodes, edges) else ""


def _product(signs: Iterable[int | None]) -> int | None:
    product = 1
    for sign in signs:
        if sign is None:
            return None
        product *= sign
    return product
