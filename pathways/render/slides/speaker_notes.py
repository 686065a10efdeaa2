"""Speaker notes: every relation as a sentence, with its hedge, its quotes and its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pathways.drawing.text_metrics import clean
from pathways.model.assessment import assess
from pathways.model.evidence import Finding
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.vocabulary import Stance
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.story.render_plan import PlannedScene, RenderPlan
from pathways.story.slide import omitted_sentence
from pathways.wording.bibliography import listed
from pathways.wording.sentences import context_sentence, edge_sentence, hedge_sentence
from pathways.write.text_lines import gap_line

__all__ = ["relation_lines", "spoken", "told"]

STANCES = {Stance.SUPPORTS: "For", Stance.CONTRADICTS: "Against", Stance.MIXED: "Mixed"}


def spoken(export: Export, remarks: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the paragraphs of the notes of a figure: caption, caveat, relations, gaps, references, provenance."""
    return tuple(clean(text) for text in _paragraphs(export, remarks))


def _paragraphs(export: Export, remarks: tuple[str, ...]) -> Iterator[str]:
    yield export.caption
    yield CAVEAT
    yield from remarks
    if export.part.edges:
        yield "Relations"
    for place, edge in enumerate(export.part.edges, start=1):
        yield from relation_lines(export.mechanism, export.number, edge, place)
    if export.part.gaps:
        yield "Gaps"
    for gap in export.part.gaps:
        yield gap_line(export.mechanism, gap)
    if export.references:
        yield "References"
    for reference in export.references:
        yield listed(reference, export.number[reference.id])
    yield export.origin.line()


def told(plan: RenderPlan, shot: PlannedScene, left_out: Sequence[str] = (), remarks: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the paragraphs of the notes of a scene: the speaker's text, the relations with their quotes, the full references.

    `left_out` are the names of what does not fit on the slide. Numbers are those of the story; a paper that it does not cite has none.
    """
    return tuple(clean(text) for text in _scene(plan, shot, left_out, remarks) if text)


def _scene(plan: RenderPlan, shot: PlannedScene, left_out: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    yield shot.note
    yield from (answer.sentence for answer in shot.answers)
    yield CAVEAT
    yield from remarks
    if left_out:
        yield omitted_sentence(left_out)
    numbers = {cite.id: cite.number for cite in plan.cites}
    if shot.part.edges:
        yield "What the slide shows"
    for place, edge in enumerate(shot.part.edges, start=1):
        yield from relation_lines(plan.mechanism, numbers, edge, place)
    if shot.part.gaps:
        yield "Gaps"
    for gap in shot.part.gaps:
        yield gap_line(plan.mechanism, gap)
    yield from _references(plan, shot)
    yield plan.export(shot.number).origin.line()


def _references(plan: RenderPlan, shot: PlannedScene) -> Iterator[str]:
    """The citations of the scene, by number, then the other papers of its relations."""
    if shot.cites:
        yield "References"
    for cite in shot.cites:
        yield " ".join(filter(None, (f"[{cite.number}]", cite.full, cite.url)))
    cited = {cite.id for cite in shot.cites}
    behind = [paper for paper in plan.export(shot.number).references if paper.id not in cited]
    if behind:
        yield "Papers behind what the slide shows"
    for paper in behind:
        yield listed(paper)


def relation_lines(mechanism: Mechanism, numbers: Mapping[str, int], edge: Edge, place: int = 0) -> Iterator[str]:
    """Yield the sentence of a relation with its hedge, then its quotes, then the assessment with its papers.

    `place` is the number of the relation, 0 for none; a paper without a number is named without one.
    """
    said = edge_sentence(mechanism, edge)
    sentences = (f"{place}. {said}" if place else said, hedge_sentence(edge), context_sentence(edge.context))
    yield " ".join(filter(None, sentences))
    for item in edge.statements:
        source = mechanism.source[item.source].title if item.source in mechanism.source else item.source
        marker = f", mark {item.marker}" if item.marker else ""
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{item.quote}\N{RIGHT DOUBLE QUOTATION MARK} ({source}{marker})"
    if edge.findings:
        yield f"{assess(edge.evidence, edge.context).sentence} {_papers(mechanism, numbers, edge.findings)}"


def _papers(mechanism: Mechanism, numbers: Mapping[str, int], findings: tuple[Finding, ...]) -> str:
    """The papers by stance, each with its number if it has one."""
    clauses = []
    for stance in Stance:
        papers = dict.fromkeys(item.reference for item in findings if item.stance is stance)
        if papers:
            named = ", ".join(f"{f'[{numbers[name]}] ' if name in numbers else ''}{mechanism.reference[name].cite}" for name in papers)
            clauses.append(f"{STANCES.get(stance, stance.value.capitalize())}: {named}.")
    return " ".join(clauses)
