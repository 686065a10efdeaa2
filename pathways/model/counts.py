"""The evidence of a mechanism, listed, and the sizes of its parts, counted for the report of `check`."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.language.grammar import counted
from pathways.model.evidence import Evidence, Statement
from pathways.model.graph import pieces
from pathways.model.mechanism import Mechanism

__all__ = ["all_evidence", "tally"]


def tally(mechanism: Mechanism) -> str:
    """Return the sentence that counts what `check` looked at, for a mechanism without problems."""
    evidence = [*all_evidence(mechanism)]
    quotes = sum(isinstance(item, Statement) for item in evidence)
    identifiers = sum(len(node.curies) for node in mechanism.nodes)
    identifiers += sum(len([name for name in (one.doi, one.pmid, one.pmcid) if name]) for one in mechanism.references)
    parts = (
        f"{counted(len(mechanism.nodes), 'node')} in {counted(len(pieces(mechanism)), 'connected piece')}",
        counted(len(mechanism.edges), "edge"),
        f"{counted(quotes, 'quote')} found in {counted(len(mechanism.sources), 'source')}",
        f"{counted(len(evidence) - quotes, 'finding')} from {counted(len(mechanism.references), 'paper')}",
        f"{counted(identifiers, 'identifier')} in good form (not looked up)",
        counted(len(mechanism.gaps), "gap"),
    )
    return f"{', '.join(parts)}. Nothing is wrong."


def all_evidence(mechanism: Mechanism) -> Iterator[Evidence]:
    """Yield every quote and finding of a mechanism: of edges, then of memberships and properties by node, then of caveats."""
    for edge in mechanism.edges:
        yield from edge.evidence
    for node in mechanism.nodes:
        yield from node.member_of
        for item in node.properties:
            yield from item.evidence
    for caveat in mechanism.caveats:
        yield from caveat.evidence
