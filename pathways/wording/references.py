"""The papers of a view, in order and by number: one list for its figure, its files, its cards and every count of them.

What is drawn is what is cited. A relation is drawn as an arrow, folded with others into one, or within the closed box of a group; a
membership is drawn by the group's box or frame. What only a property of a thing or a limit of the map rests on is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pathways.model.evidence import Evidence, Finding
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference

__all__ = ["References", "cited", "references"]


@dataclass(frozen=True)
class References:
    """Papers in the order of their numbers: `shown` are those behind what is drawn.

    `beside` follow for texts that tell more than is drawn: what only properties of things and limits of the map cite.
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
        """How many are behind what is drawn.

        Example:
            >>> References().counted
            '0 papers'
        """
        return f"{len(self.shown)} {'paper' if len(self.shown) == 1 else 'papers'}"

    def of(self, found: Mechanism) -> References:
        """Return all papers that a part cites, in the order of this list; what it has not comes last."""
        papers, last = references(found).every, len(self.every) + 1
        return References(tuple(sorted(papers, key=lambda paper: self.number.get(paper.id, last))))


def references(part: Mechanism, *, limits: bool = True) -> References:
    """Return the papers of what a view keeps, each once, as its relations cite them first, then its memberships.

    Opening or closing a group changes nothing in it.

    Args:
        limits: Count what the limits of the map rest on to what is told beside the picture.

    Example:
        >>> from pathways import load, shipped
        >>> found = references(load(shipped()))
        >>> found.number[found.shown[0].id], len(found.every) == len(load(shipped()).references)
        (1, True)
        >>> references(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))
        References(shown=(), beside=())
    """
    shown = cited(item for evidence in _drawn(part) for item in evidence)
    beside = cited(item for evidence in _told(part, limits) for item in evidence)
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


def _told(part: Mechanism, limits: bool) -> Iterator[tuple[Evidence, ...]]:
    for node in part.nodes:
        yield node.member_of
        for said in node.properties:
            yield said.evidence
    for caveat in part.caveats if limits else ():
        yield caveat.evidence
