"""A hand-out for Word: of a view or of a story, with pictures, captions, relations as sentences with their hedges, papers and limits.

The pictures are those of the PNG, with alternative text; everything else is text that can be edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import LAYERS, Layer
from pathways.query.export_options import PARTS
from pathways.render.png import Size, draw
from pathways.render.slides.deck import Properties
from pathways.render.slides.speaker_notes import relation_lines
from pathways.render.word_document import MARGIN, WordDocument
from pathways.scene.scene import CAVEAT
from pathways.sheet.paper_size import PAPERS
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan
from pathways.wording.bibliography import full, named
from pathways.write.text_lines import evidence_line, gap_line

__all__ = ["WIDTH", "write", "write_handout"]

WIDTH = PAPERS["a4"][0] - 2 * MARGIN  # points, of a picture on A4
_DPI = 200
_AROUND = tuple(name for name in PARTS if name != "legend")  # what stands in the text instead


def write(export: Export) -> bytes:
    """Write a view as a Word document. The same view gives the same bytes.

    Raises:
        LayoutFailed: The part could not be arranged in time.
    """
    document, part, shown = WordDocument(export.options.page), export.part, export.options.without
    document.heading(export.mechanism.title, 0)
    document.text(export.mechanism.sentence)
    _add_caveat(document, export)
    _add_picture(document, export, "Figure 1", "" if "caption" in shown else export.caption)
    for answer in export.answers:
        document.items(answer.title, 1, [answer.sentence, *(f"{item.text} {item.detail}" for item in answer.items), *answer.remarks])
    _add_relations(document, part, export.number, 1)
    _add_limits(document, part, export.number)
    if "citations" not in shown:
        _add_references(document, export.mechanism, export.number)
    _add_sources(document, part)
    _add_origin(document, export.link, export.mechanism)
    return document.bytes(_properties(export, export.mechanism.title, export.caption))


def write_handout(plan: RenderPlan) -> bytes:
    """Write a story as a Word document: a heading a scene, with its picture, caption, relations and note.

    The same story gives the same bytes. Papers have the numbers of the story; those that only stand behind relations follow.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    document, whole = WordDocument(plan.options.page), plan.export()
    number = _numbers(plan)
    document.heading(plan.title, 0)
    document.text(plan.story.sentence)
    _add_caveat(document, whole)
    for shot in plan.shots:
        document.heading(f"{shot.number}. {shot.title}", 1)
        _add_picture(document, plan.export(shot.number), f"Figure {shot.number}", shot.caption)
        for answer in shot.answers:
            document.text(answer.sentence)
        _add_relations(document, shot.part, number, 2)
        if shot.note:
            document.heading("Note", 2)
            document.text(shot.note)
    _add_limits(document, plan.mechanism, number)
    _add_references(document, plan.mechanism, number)
    _add_sources(document, plan.mechanism)
    _add_origin(document, plan.link, plan.mechanism)
    return document.bytes(_properties(whole, plan.title, plan.story.sentence))


def _numbers(plan: RenderPlan) -> dict[str, int]:
    """The numbers of papers: those of the story, then those of what else its relations, limits and groups rest on."""
    cited = [cite.id for cite in plan.cites]
    behind = [name for shot in plan.shots for name in plan.export(shot.number).number]
    limits = [found.reference for caveat in plan.mechanism.caveats for found in caveat.evidence if hasattr(found, "reference")]
    return {name: number for number, name in enumerate(dict.fromkeys((*cited, *behind, *limits)), 1)}


def _add_caveat(document: WordDocument, export: Export) -> None:
    if "caveat" not in export.options.without:
        document.text(CAVEAT, bold=True)


def _add_picture(document: WordDocument, export: Export, name: str, caption: str) -> None:
    options = replace(export.options, without=tuple(sorted({*export.options.without, *_AROUND})))
    sheet = replace(export, options=options, prepared=export.picture).sheet
    wide = round(document.room[0] / 72 * _DPI)
    ground = export.theme.paper if options.background == "paper" else ""
    png = draw(sheet, Size(wide, max(1, round(wide * sheet.height / sheet.width))), ground=ground)
    document.picture(png, sheet.width / sheet.height, export.sheet.description)
    document.text(f"{name}. {caption}", style="Caption")


def _add_relations(document: WordDocument, part: Mechanism, number: Mapping[str, int], level: int) -> None:
    """The relations by who states them, then the gaps."""
    for layer in Layer:
        edges = [edge for edge in part.edges if edge.layer is layer]
        document.items(LAYERS[layer], level, [" ".join(relation_lines(part, number, edge)) for edge in edges])
    document.items("Gaps", level, [gap_line(part, gap) for gap in part.gaps])


def _add_limits(document: WordDocument, part: Mechanism, number: dict[str, int]) -> None:
    document.items("Limits of this map", 1, [_limit(part, i, number) for i in range(len(part.caveats))])


def _limit(part: Mechanism, i: int, number: dict[str, int]) -> str:
    caveat = part.caveats[i]
    evidence = (evidence_line(part, one, number) for one in caveat.evidence)
    return " ".join((f"{caveat.title}. {caveat.text}", *evidence))


def _add_references(document: WordDocument, mechanism: Mechanism, number: Mapping[str, int]) -> None:
    listed = list(_listed(mechanism, number))
    if listed:
        document.heading("References", 1)
    for text, url in listed:
        document.text(text, url=url)


def _listed(mechanism: Mechanism, number: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for name, place in number.items():
        if paper := mechanism.reference.get(name):
            yield f"[{place}] {full(paper, linked=True)}", paper.url
        elif source := mechanism.source.get(name):
            yield f"[{place}] {named(source)}.", source.url


def _add_sources(document: WordDocument, part: Mechanism) -> None:
    if part.sources:
        document.heading("Quoted documents", 1)
    for source in part.sources:
        document.text(f"{named(source)}. {source.remark}", url=source.url)


def _add_origin(document: WordDocument, link: str, mechanism: Mechanism) -> None:
    """How to cite the map, and the foot of each page."""
    known = f"{mechanism.title}. Map {mechanism.id}, version {mechanism.version} of {mechanism.date}."
    document.heading("Cite this map", 1)
    document.text(known, url=link)
    document.foot(CAVEAT, known)


def _properties(export: Export, title: str, subject: str) -> Properties:
    """The document properties, with the provenance as description."""
    return Properties(title, subject, export.origin.line(), export.link, export.sheet.language, export.mechanism.date)
