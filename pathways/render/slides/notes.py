"""What the speaker reads under the slide: every relation as a sentence, how surely the source says it, and who else does."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.assess import assess
from pathways.export import Export
from pathways.model import Edge, Finding
from pathways.scene import CAVEAT
from pathways.text import clean
from pathways.vocabulary import Stance
from pathways.words import context_sentence, edge_sentence, gap_sentence, hedge_sentence

__all__ = ["spoken"]

STANCES = {Stance.SUPPORTS: "For", Stance.CONTRADICTS: "Against", Stance.MIXED: "Mixed"}


def spoken(export: Export, remarks: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the notes, a paragraph each: the question, the caveat, the relations, the gaps, the papers, where it is from."""
    return tuple(clean(text) for text in _paragraphs(export, remarks))


def _paragraphs(export: Export, remarks: tuple[str, ...]) -> Iterator[str]:
    yield export.caption
    yield CAVEAT
    yield from remarks
    if export.part.edges:
        yield "Relations"
    for place, edge in enumerate(export.part.edges, start=1):
        yield from _relation(export, edge, place)
    if export.part.gaps:
        yield "Gaps"
    for gap in export.part.gaps:
        yield f"{gap.label}. {gap_sentence(export.mechanism, gap)} {gap.explanation}"
    if export.references:
        yield "References"
    for reference in export.references:
        yield " ".join(filter(None, (f"[{export.number[reference.id]}]", f"{reference.cite}.", reference.title, reference.url)))
    yield export.origin.line()


def _relation(export: Export, edge: Edge, place: int) -> Iterator[str]:
    """A sentence with its hedge; below it what is quoted, and the papers."""
    said = (f"{place}. {edge_sentence(export.mechanism, edge)}", hedge_sentence(edge), context_sentence(edge.context))
    yield " ".join(filter(None, said))
    for item in edge.statements:
        source = export.mechanism.source[item.source].title if item.source in export.mechanism.source else item.source
        marker = f", mark {item.marker}" if item.marker else ""
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{item.quote}\N{RIGHT DOUBLE QUOTATION MARK} ({source}{marker})"
    if edge.findings:
        yield f"{assess(edge.evidence, edge.context).sentence} {_papers(export, edge.findings)}"


def _papers(export: Export, findings: tuple[Finding, ...]) -> str:
    """The numbers of the papers by what they say."""
    clauses = []
    for stance in Stance:
        papers = dict.fromkeys(item.reference for item in findings if item.stance is stance)
        if papers:
            numbers = ", ".join(f"[{export.number[name]}] {export.mechanism.reference[name].cite}" for name in papers)
            clauses.append(f"{STANCES.get(stance, stance.value.capitalize())}: {numbers}.")
    return " ".join(clauses)
