"""What a mechanism holds, counted and gone through, for reports and for leaving out what a part does not cite."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.model.evidence import Evidence, Statement
from pathways.model.graph import pieces
from pathways.model.mechanism import Mechanism

__all__ = ["all_evidence", "tally"]


def tally(mechanism: Mechanism) -> str:
    """Say what was checked in a mechanism that has no problem."""
    evidence = [*all_evidence(mechanism)]
    quotes = sum(isinstance(item, Statement) for item in evidence)
    identifiers = sum(len(node.curies) for node in mechanism.nodes)
    identifiers += sum(len([name for name in (one.doi, one.pmid, one.pmcid) if name]) for one in mechanism.references)
    apart = len(pieces(mechanism))
    counted = (
        f"{_count(len(mechanism.nodes), 'node')} in {_count(apart, 'connected piece')}",
        _count(len(mechanism.edges), "edge"),
        f"{_count(quotes, 'quote')} found in {_count(len(mechanism.sources), 'source')}",
        f"{_count(len(evidence) - quotes, 'finding')} from {_count(len(mechanism.references), 'paper')}",
        f"{_count(identifiers, 'identifier')} in good form (not looked up)",
        _count(len(mechanism.gaps), "gap"),
    )
    return f"{', '.join(counted)}. Nothing is wrong."


def all_evidence(mechanism: Mechanism) -> Iterator[Evidence]:
    """Yield every quote and finding of a mechanism, wherever it stands."""
    for edge in mechanism.edges:
        yield from edge.evidence
    for node in mechanism.nodes:
        yield from node.member_of
        for said in node.properties:
            yield from said.evidence
    for caveat in mechanism.caveats:
        yield from caveat.evidence


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
