"""The papers of a view, ordered and numbered: the same list for its figure, its files, its cards and every count of papers.

Papers behind drawn relations and memberships come first. A relation is drawn as an arrow, alone or merged with others, or lies within
the closed box of a group; a membership is drawn as the group's box or frame. Properties of nodes and caveats of the map are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pathways.language.grammar import counted
from pathways.model.counts import all_evidence
from pathways.model.evidence import Evidence, Finding
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference

__all__ = ["References", "cited", "references"]


@dataclass(frozen=True)
class References:
    """Papers in the order of their numbers: `shown` are those behind what is drawn.

    `beside` are those that only properties of nodes and caveats of the map cite; texts with these details list them after the others.
    """

    shown: tuple[Reference, ...] = ()
    beside: tuple[Reference, ...] = ()

    @property
    def every(self) -> tuple[Reference, ...]:
        """The papers behind what is drawn, then the others."""
        return (*self.shown, *self.beside)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of every paper by its id, from 1 without a gap."""
        return {paper.id: place for place, paper in enumerate(self.every, start=1)}

    @property
    def counted(self) -> str:
        """The number of papers behind what is drawn, with the noun.

        Example:
            >>> References().counted
            '0 papers'
        """
        return counted(len(self.shown), "paper")

    def of(self, found: Mechanism) -> References:
        """Return all papers that a part cites, in the order of this list; papers that are not in it come last."""
        papers, last = references(found).every, len(self.every) + 1
        return References(tuple(sorted(papers, key=lambda paper: self.number.get(paper.id, last))))


def references(part: Mechanism, *, limits: bool = True) -> References:
    """Return the papers of a part of a map, each once: in the order in which its relations cite them, then its memberships, then the rest.

    Opening or closing a group does not change the list.

    Args:
        limits: Include the papers that only the caveats of the map cite.

    Example:
        >>> from pathways import load, shipped
        >>> found = references(load(shipped()))
        >>> found.number[found.shown[0].id], len(found.every) == len(load(shipped()).references)
        (1, True)
        >>> references(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))
        References(shown=(), beside=())
    """
    shown = cited(item for evidence in _drawn(part) for item in evidence)
    beside = cited(all_evidence(part if limits else part.model_copy(update={"caveats": ()})))
    known = part.reference
    return References(
        tuple(known[name] for name in shown), tuple(known[name] for name in beside if name not in shown),
    )


def cited(evidence: Iterable[Evidence]) -> dict[str, None]:
    """Return the ids of the papers among some evidence, each once, in order.

    Example:
        >>> trial = Finding(reference="able", stance="supports", study="randomised-trial", finding="Less pain.")
        >>> [*cited([trial, trial])]
        ['able']
    """
    return dict.fromkeys(item.reference for item in evidence if isinstance(item, Finding))


def _drawn(part: Mechanism) -> Iterator[tuple[Evidence, ...]]:
    for edge in part.edges:
        yield edge.evidence
    for node in part.nodes:
        if node.group in part.node:
            yield node.member_of
