"""Evidence, gaps, caveats and papers as one line of text each, for formats without fields for them; no field is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathways.language.grammar import joined
from pathways.model.assessment import fit
from pathways.model.evidence import Context, Evidence, Finding, Statement
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.model.vocabulary import DOSES, STUDIES, Read, Stance
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import listed
from pathways.wording.sentences import appraisal_phrases, gap_sentence

__all__ = ["edge_lines", "evidence_line", "finding_line", "gap_line", "map_lines", "node_lines", "statement_line"]

_STANCES = {Stance.SUPPORTS: "Supports it", Stance.CONTRADICTS: "Contradicts it", Stance.MIXED: "Is mixed about it"}


def edge_lines(mechanism: Mechanism, edge: Edge, number: dict[str, int]) -> dict[str, list[str]]:
    """Return the quotes and the findings of an edge, one line each, in file order."""
    return {
        "statements": [statement_line(mechanism, item) for item in edge.statements],
        "findings": [finding_line(item, number, edge.context) for item in edge.findings],
    }


def node_lines(mechanism: Mechanism, node: Node, number: dict[str, int]) -> dict[str, list[str]]:
    """Return the evidence for a node's membership in its group, and for each of its properties."""
    lines = [f"{one.name}: {one.value}. {evidence_line(mechanism, item, number)}" for one in node.properties for item in one.evidence]
    return {"membership_evidence": _evidence(mechanism, node.member_of, number), "property_evidence": lines}


def map_lines(export: Export) -> dict[str, list[str]]:
    """Return the lines of the view as a whole: gaps, caveats with their evidence, regions, sources, papers by number.

    "references_beside" are the papers that no relation cites, but only properties of nodes or caveats.
    """
    part, number = export.part, export.number
    return {
        "gaps": [gap_line(part, gap) for gap in part.gaps],
        "caveats": [" ".join((f"{one.title}: {one.text}", *_evidence(part, one.evidence, number))) for one in part.caveats],
        "regions": [f"{one.label}: {one.description}" if one.description else one.label for one in part.regions],
        "sources": [", ".join(filter(None, (one.title, one.publisher, one.url, one.remark))) for one in part.sources],
        "references": [listed(one, number[one.id]) for one in export.listed.shown],
        "references_beside": [listed(one, number[one.id]) for one in export.listed.beside],
    }


def _evidence(mechanism: Mechanism, evidence: Iterable[Evidence], number: dict[str, int]) -> list[str]:
    return [evidence_line(mechanism, item, number) for item in evidence]


def statement_line(mechanism: Mechanism, statement: Statement) -> str:
    """Return a quote with its source, reference mark, hedge and reading."""
    source = mechanism.source.get(statement.source)
    parts = (
        source.title if source else statement.source,
        f"mark as printed: {statement.marker}" if statement.marker else "",
        f'hedge: "{statement.hedge}"' if statement.hedge else "",
        "inferred by the document itself" if statement.inferred else "",
        f"reading: {statement.reading}" if statement.reading else "",
    )
    return f'"{statement.quote}" ({"; ".join(filter(None, parts))})'


def finding_line(found: Finding, number: dict[str, int], context: Context | None = None) -> str:
    """Return a finding with the number of its paper; `context` is that of the edge with which it is compared.

    Example:
        >>> trial = Finding(reference="able", stance="contradicts", study="randomised-trial", finding="No difference.", null_result=True)
        >>> finding_line(trial, {"able": 3})
        'Contradicts it [3]: No difference. (randomised controlled trial; null result; read: abstract)'
    """
    return f"{_STANCES[found.stance]} [{number[found.reference]}]: {found.finding} ({'; '.join(_finding_details(found, context))})"


def _finding_details(found: Finding, context: Context | None) -> Iterator[str]:
    yield STUDIES[found.study].label
    if found.null_result:
        yield "null result"
    for name, value in (("design", found.design), ("species", joined(found.species)), ("material", found.material)):
        if value:
            yield f"{name}: {value}"
    yield from appraisal_phrases(found)
    yield from _context_phrases(found.context)
    if context is not None and (other := fit(found, context).other):
        yield f"about {other} than the relation"
    yield f"read: {_READ_LABELS.get(found.read, found.read.value)}{f', {found.locator}' if found.locator else ''}"
    if found.note:
        yield f"note: {found.note}"


_READ_LABELS = {Read.FULL_TEXT: "full text", Read.REGISTRY_ENTRY: "registry entry", Read.SECONDARY: "secondary report"}


def _context_phrases(context: Context) -> Iterator[str]:
    for name, value in context:
        if value:
            yield f"{name}: {DOSES[value] if name == 'dose' else joined(value) if isinstance(value, tuple) else value}"


def evidence_line(mechanism: Mechanism, item: Evidence, number: dict[str, int], context: Context | None = None) -> str:
    """Return a quote or a finding as one line; `context` is that of the edge which the evidence is about."""
    return statement_line(mechanism, item) if isinstance(item, Statement) else finding_line(item, number, context)


def gap_line(mechanism: Mechanism, gap: Gap) -> str:
    """Return a gap with its explanation."""
    return f"{gap.label}. {gap_sentence(mechanism, gap)} {gap.explanation}"
