"""Markdown: each relation as a sentence with the evidence for and against it, and the papers by number.

CommonMark, for GitHub, pandoc and editors. Texts of a map are escaped, so that they cannot become markup; the only links are those
to papers, to quoted pages and to the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathways.model.assessment import assess
from pathways.model.evidence import Evidence
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Edge, Node, Source
from pathways.model.reference import Reference
from pathways.model.vocabulary import LAYERS, Layer
from pathways.reasoning.explain import explain
from pathways.reasoning.statements import Numbers
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import full
from pathways.wording.sentences import context_sentence, edge_sentence, gap_sentence, hedge_sentence
from pathways.write.losses import not_held
from pathways.write.markdown_text import address, escaped
from pathways.write.text_lines import evidence_line

__all__ = ["write"]


def write(export: Export) -> str:
    """Write a view as Markdown: caption and caveat, answers, relations by layer, gaps, caveats, sources, references.

    Where something is selected, only the selection is written.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> print(write(Export(toy)).splitlines()[0])
        # M
    """
    written = export.narrowed
    number = Numbers(written.number)  # which grow, as the answers may cite further papers
    words = [*_in_words(export, number)] if written is export else []
    sections = (block for part in (_relations, _node_evidence, _gaps, _caveats, _sources) for block in part(written))
    return "\n\n".join((*_head(written), *_answers(written), *words, *sections, *_references(written, number), *_foot(written))) + "\n"


def _head(export: Export) -> Iterator[str]:
    part = export.part
    yield f"# {escaped(part.title)}"
    yield escaped(part.sentence)
    yield from _unless_empty(escaped(part.summary))
    yield f"*Shown:* {escaped(export.caption)}"
    yield f"> **{CAVEAT}**"
    way_back = f" [Open this view]({address(export.link)})" if export.link else ""
    yield f"Version {escaped(part.version, first=False)} of {escaped(part.date, first=False)}.{way_back}"


def _answers(export: Export) -> Iterator[str]:
    for answer in export.answers:
        yield f"## {escaped(answer.title)}"
        yield escaped(answer.sentence)
        yield from _unless_empty("\n".join(f"- {_sentences(item.text, item.detail)}" for item in answer.items))
        yield from map(escaped, answer.remarks)


def _in_words(export: Export, number: Numbers) -> Iterator[str]:
    """The answers as paragraphs, with the numbers of the references."""
    if export.query.asks:
        yield "## In words"
        yield from map(escaped, explain(export.mechanism, export.query, numbers=number).paragraphs)


def _relations(export: Export) -> Iterator[str]:
    for layer in Layer:
        edges = [edge for edge in export.part.edges if edge.layer is layer]
        if edges:
            yield f"## {escaped(LAYERS[layer])}"
        for edge in edges:
            yield from _relation(export, edge)


def _relation(export: Export, edge: Edge) -> Iterator[str]:
    found = assess(edge.evidence, edge.context)
    yield f"### {escaped(edge_sentence(export.part, edge))}"
    yield _sentences(hedge_sentence(edge), context_sentence(edge.context), f"Evidence: {found.sentence}", edge.note)
    yield _evidence(export, edge.evidence, edge)


def _node_evidence(export: Export) -> Iterator[str]:
    """The evidence on single nodes: for their properties, and for their membership in a group."""
    nodes = [node for node in export.part.nodes if node.properties or node.member_of]
    if nodes:
        yield "## Said of single parts"
    for node in nodes:
        yield f"### {escaped(node.label)}"
        yield from _properties_and_membership(export, node)


def _properties_and_membership(export: Export, node: Node) -> Iterator[str]:
    for one in node.properties:
        yield f"{escaped(one.name)}: {escaped(one.value)}"
        yield from _unless_empty(_evidence(export, one.evidence))
    if node.member_of:
        group = export.part.node.get(node.group or "")
        yield f"Belongs to {escaped(group.label if group else 'its group')}:"
        yield _evidence(export, node.member_of)


def _gaps(export: Export) -> Iterator[str]:
    if export.part.gaps:
        yield "## Gaps"
        yield "\n".join(f"- {_sentences(f'{gap.label}.', gap_sentence(export.part, gap), gap.explanation)}" for gap in export.part.gaps)


def _caveats(export: Export) -> Iterator[str]:
    if export.part.caveats:
        yield "## Limits of this map"
    for caveat in export.part.caveats:
        yield f"**{escaped(caveat.title)}.** {escaped(caveat.text)}"
        yield from _unless_empty(_evidence(export, caveat.evidence))


def _sources(export: Export) -> Iterator[str]:
    if export.part.sources:
        yield "## Quoted documents"
        yield "\n".join(f"- {_source(source)}" for source in export.part.sources)


def _source(source: Source) -> str:
    url = source.url if linked(source.url) else ""
    title = f"[{escaped(source.title)}]({address(url)})" if url else escaped(source.title)
    rest = _sentences(f"{source.publisher}." if source.publisher else "", source.remark, "" if url else source.url)
    return f"{title}. {rest}".strip()


def _references(export: Export, number: Numbers) -> Iterator[str]:
    """The papers that relations cite, then those that only properties, caveats and the answers cite."""
    drawn, every = len(export.references), [export.mechanism.reference[name] for name in number]
    if every:
        yield "## References"
    for papers, heading in ((every[:drawn], ""), (every[drawn:], "### Cited beside what is drawn")):
        yield from filter(None, [heading if papers else ""])
        yield from _unless_empty("\n".join(_reference(paper, number[paper.id]) for paper in papers))


def _reference(paper: Reference, number: int) -> str:
    return f"{number}. {escaped(full(paper, linked=True))}{f' <{address(paper.url, literal=True)}>' if paper.url else ''}"


def _foot(export: Export) -> Iterator[str]:
    yield f"*{escaped(not_held('md'))}*"
    yield f"<!-- {export.origin.line()} -->"


def _evidence(export: Export, evidence: Iterable[Evidence], edge: Edge | None = None) -> str:
    """The quotes and findings as a list, in file order."""
    context = edge.context if edge else None
    return "\n".join(f"- {escaped(evidence_line(export.part, item, export.number, context))}" for item in evidence)


def _sentences(*sentences: str) -> str:
    return " ".join(escaped(sentence) for sentence in sentences if sentence)


def _unless_empty(text: str) -> Iterator[str]:
    if text:
        yield text
