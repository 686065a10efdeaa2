"""The answers to a query as paragraphs with numbered references, to be copied into a text.

Professional and plain wording are two texts for two readers: the plain one has short sentences, and says what it means and what not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pathways.language.grammar import capitalised, joined
from pathways.model.assessment import assess
from pathways.model.evidence import Evidence
from pathways.model.mechanism import Edge, Mechanism, Node
from pathways.model.reference import Reference
from pathways.model.vocabulary import LAYERS, STUDIES, Layer
from pathways.query.query import Query
from pathways.query.select import bare, part_of, select
from pathways.query.selection import chosen
from pathways.reasoning.compare import Verdict, compare_views
from pathways.reasoning.evidence_knockout import knocked_out
from pathways.reasoning.loops import Loop, find_loops
from pathways.reasoning.no_path import Absence, drawn_gaps_ahead, find_absence
from pathways.reasoning.path_question import Reason
from pathways.reasoning.paths import Paths, paths_of
from pathways.reasoning.plain_statements import MEANINGS, plain_effect, plain_loop, plain_path, plain_relation
from pathways.reasoning.signed_paths import Path, index
from pathways.reasoning.statements import Numbers, effect_sentence, loop_sentence, path_sentence, relation_sentence
from pathways.reasoning.trials import TRIALS, trials
from pathways.reasoning.what_if import LIMITS, Effect, what_if_of
from pathways.wording.bibliography import medium
from pathways.wording.references import cited, references
from pathways.wording.sentences import CAVEAT, context_sentence, gap_sentence, hedge_sentence, node_sentences

__all__ = ["SHOWN", "Explanation", "explain"]

SHOWN = 5  # paths or loops that are described; the others are only counted
MOVED = 100  # effects with each verdict that are described
_ORDER = ("up", "down", "ambiguous", "unknown")
_COMPARED: dict[Verdict, str] = {
    "opposite": "The two say the opposite", "only here": "Only in the first", "only there": "Only in the second",
}  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """A title, paragraphs that cite papers as "[1]", and these papers in the order of their numbers."""

    title: str
    paragraphs: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    caveat: str = CAVEAT

    @property
    def text(self) -> str:
        """The whole as plain text, with a list of the papers.

        Example:
            >>> print(Explanation("Pain", ("It hurts.",)).text)
            Pain
            <BLANKLINE>
            It hurts.
            <BLANKLINE>
            A mechanism is not proof of benefit. Not medical advice.
        """
        papers = "\n".join(f"[{number}] {medium(one)} {one.url}".rstrip() for number, one in enumerate(self.references, start=1))
        return "\n\n".join(filter(None, (self.title, *self.paragraphs, self.caveat, papers)))


@dataclass(frozen=True)
class _Writer:
    """The query, the numbers of papers and the wording, with the sentences that depend on them."""

    whole: Mechanism
    query: Query
    numbers: Mapping[str, int]
    plain: bool

    def path(self, path: Path) -> str:
        worded = plain_path if self.plain else path_sentence
        return worded(self.whole, path, numbers=self.numbers)

    def loop(self, part: Mechanism, loop: Loop) -> str:
        worded = plain_loop if self.plain else loop_sentence
        return worded(part, loop, numbers=self.numbers)

    def effect(self, part: Mechanism, effect: Effect) -> str:
        worded = plain_effect if self.plain else effect_sentence
        return worded(part, effect, numbers=self.numbers)

    def relation(self, edge: Edge, *, layered: bool = False) -> str:
        worded = plain_relation if self.plain else relation_sentence
        return worded(self.whole, edge, numbers=self.numbers, layered=layered)

    def citation(self, evidence: Iterable[Evidence]) -> str:
        """The numbers of the papers among some evidence, in brackets after a blank; empty if none of them has or gets one."""
        counting = isinstance(self.numbers, Numbers)
        numbers = sorted(self.numbers[name] for name in cited(evidence) if counting or name in self.numbers)
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    def relations(self, names: Iterable[str]) -> str:
        return " ".join(self.relation(self.whole.edge[name]) for name in names)


def explain(mechanism: Mechanism, query: Query, *, plain: bool = False, numbers: Mapping[str, int] | None = None) -> Explanation:
    """Return the answers to a query as text: what the choice of evidence leaves, what is selected, the chosen trail, the
    comparison, what-if, paths and loops.

    A query that asks for none of these gives the part that it keeps, relation by relation.

    Args:
        mechanism: The whole mechanism; the query determines the part.
        plain: Use the plain wording.
        numbers: The numbers of papers in another text that lists them; a paper without one is named by author and year.
            By default papers have the numbers, and the order, that they have in the figure of the query; if it asks only for
            what is selected, those of the selection alone. Papers beyond the figure come after.

    Example:
        >>> from pathways import load, shipped
        >>> found = explain(load(shipped()), Query(from_=("low-dose-naltrexone",), to=("mood",)), plain=True)
        >>> found.title
        'What leads from low-dose naltrexone to mood in at most 6 steps.'
        >>> found.paragraphs[1]
        'Low-dose naltrexone improves mood [1, 2]. This is disputed. [5] saw no difference. [4] speaks against it. ...'
        >>> [paper.cite for paper in found.references][:2]
        ['Younger and others 2013', 'Cree and others 2010']
    """
    given = Numbers(_numbers(mechanism, query)) if numbers is None else numbers
    writer = _Writer(mechanism, query, given, plain)
    paragraphs = tuple(_paragraphs(writer))
    listed = sorted(given, key=given.__getitem__) if numbers is None else ()
    asked = query.sentence(mechanism)
    title = mechanism.title if asked == Query().sentence(mechanism) else asked
    return Explanation(title, paragraphs, tuple(mechanism.reference[name] for name in listed))


def _numbers(mechanism: Mechanism, query: Query) -> dict[str, int]:
    """The number of every paper in the list of a query."""
    part = part_of(mechanism, bare(query))
    listed = references(part)
    if [section for section, asked in _sections(query) if asked] == [_selected]:
        listed = listed.of(chosen(part, query.select, query.open))
    return {paper.id: number for number, paper in enumerate(listed.shown, start=1)}


def _sections(query: Query) -> tuple[tuple[Callable[[_Writer], Iterator[str]], object], ...]:
    """The sections of the text, each with the value of the query that asks for it."""
    return (
        (_selected, query.select),
        (_trail, query.trail),
        (_comparison, query.against),
        (_what_if, query.up or query.down or query.block),
        (_paths, query.from_ and query.to),
        (_loops, query.loops),
    )


def _paragraphs(writer: _Writer) -> Iterator[str]:
    if writer.query.evidence not in ("all", "contested"):
        yield _knock_out(writer)
    asked = [section for section, wanted in _sections(writer.query) if wanted]
    for section in asked or [_kept_part]:
        yield from section(writer)
    if writer.plain:
        yield from (MEANINGS[kind] for section, kind in _MEANT if section in asked)


def _knock_out(writer: _Writer) -> str:
    """What the choice of evidence, which the title names, leaves of the relations and of the paths between the ends."""
    found = knocked_out(writer.whole, writer.query)
    return " ".join(filter(None, (*found.told, found.stopped)))


def _selected(writer: _Writer) -> Iterator[str]:
    """The selected node, relation, arrow or gap; nothing if the id is unknown."""
    query = writer.query
    found = chosen(part_of(writer.whole, bare(query)), query.select, query.open)
    if node := found.node.get(query.select):
        yield from _node(writer, found, node)
    else:
        yield from (_edge(writer, edge) for edge in found.edges)
    yield from (f"{gap_sentence(found, gap)} {gap.explanation}" for gap in found.gaps if gap.id == query.select)


def _node(writer: _Writer, part: Mechanism, node: Node) -> Iterator[str]:
    """The description of a node, then every relation from and to it and its members, then its properties."""
    memberships = (sentence for sentence in node_sentences(part, node) if sentence.startswith(("It belongs", "It groups")))
    yield " ".join((f"{node.label}: {node.description}", *memberships))
    family = {node.id, *(member.id for member in part.members.get(node.id, ()))}
    relations = [writer.relation(edge) for edge in part.edges if family & {edge.source, edge.target}]
    yield " ".join(relations) or "Nothing on this map relates to it."
    properties = [f"{item.name}: {item.value.rstrip('.')}{writer.citation(item.evidence)}." for item in node.properties]
    yield from [f"Also said of it: {' '.join(map(capitalised, properties))}"] if properties else []


def _edge(writer: _Writer, edge: Edge) -> str:
    """A relation with hedges, context and evidence, and what each paper found."""
    found = assess(edge.evidence, edge.context)
    papers = (
        f"[{writer.numbers[item.reference]}] {item.finding} ({STUDIES[item.study].label}{', null result' if item.null_result else ''})"
        for item in edge.findings if item.reference in writer.numbers
    )
    sentences = (writer.relation(edge), hedge_sentence(edge), context_sentence(edge.context), f"Evidence: {found.sentence}", edge.note)
    return " ".join(part for part in (*sentences, *papers) if part)


def _trail(writer: _Writer) -> Iterator[str]:
    """The relations of the chosen trail: as paths where they are consecutive."""
    links = index(writer.whole)
    run: list[str] = []
    for name in (*writer.query.trail, ""):
        if run and not (name and links.along([*run, name])):
            path = links.along(run)
            yield writer.path(path) if path else writer.relations(run)
            run = []
        if name in writer.whole.edge:
            run.append(name)


def _what_if(writer: _Writer) -> Iterator[str]:
    part, found = what_if_of(writer.whole, writer.query)
    words = ("goes up", "goes down", "is blocked") if writer.plain else ("is set up", "is set down", "is blocked")
    given = zip((found.up, found.down, found.block), words, strict=True)
    changes = joined(f"{part.inline[name]} {verb}" for names, verb in given for name in names)
    yield f"What if {changes or 'nothing is set'}?"
    if not (found.up or found.down):
        yield "Nothing goes up or down, so nothing moves."
        return
    for verdict in _ORDER:
        moved = [effect for effect in found.effects if effect.verdict == verdict]
        more = [f"Told are the first {MOVED} of {len(moved)}."] if len(moved) > MOVED else []
        yield from [" ".join((*(writer.effect(part, effect) for effect in moved[:MOVED]), *more))] if moved else []
    unchanged = sum(effect.verdict == "unchanged" for effect in found.effects)
    yield " ".join(filter(None, (f"No path leads to {unchanged} more." if unchanged else "", found.stopped, LIMITS)))


def _paths(writer: _Writer) -> Iterator[str]:
    query = writer.query
    found = paths_of(writer.whole, query)
    absence = find_absence(writer.whole, query, found)
    yield f"{found.sentence} {absence.sentence}".rstrip()
    yield from [" ".join(reason.text for reason in reasons)] if (reasons := _reasons(writer, found, absence)) else []
    if not query.trail:
        yield from (writer.path(path) for path in found.paths[:SHOWN])
        yield from _cut_remark(len(found.paths), "paths")


def _reasons(writer: _Writer, found: Paths, absence: Absence) -> list[Reason]:
    """Why there is no path, or where none continues; reasons that the sentence states already are left out."""
    reasons = (*absence.reasons, *(() if writer.query.trail else drawn_gaps_ahead(writer.whole, writer.query, found)))
    return [reason for reason in reasons if reason.text not in absence.sentence]


def _loops(writer: _Writer) -> Iterator[str]:
    part = select(writer.whole, bare(writer.query))
    found = find_loops(part, impossible=writer.query.impossible)
    yield found.sentence
    yield from (writer.loop(part, loop) for loop in found.loops[:SHOWN])
    yield from _cut_remark(len(found.loops), "loops")


def _cut_remark(count: int, noun: str) -> Iterator[str]:
    if count > SHOWN:
        yield f"Told are the first {SHOWN} of {count} {noun}: the shortest, and of these the best supported."


def _comparison(writer: _Writer) -> Iterator[str]:
    first, other, found = compare_views(writer.whole, writer.query)
    yield f"{found.sentence} First: this view. Second: {other.unlike(first, writer.whole)}"
    for verdict, words in _COMPARED.items():
        edges = dict.fromkeys(edge for row in found.rows if row.verdict == verdict for edge in (*row.here, *row.there))
        yield from [f"{words}: {writer.relations(edges)}"] if edges else []
    differing = [row for row in found.rows if row.verdict != "agree"]
    tested = trials(writer.whole, (writer.whole.edge[edge] for row in differing for edge in (*row.here, *row.there)))
    if tested:
        yield f"{TRIALS} {' '.join(trial.sentence for trial in tested)}"


def _kept_part(writer: _Writer) -> Iterator[str]:
    """What the query keeps, by layer."""
    part = select(writer.whole, writer.query)
    if not writer.query.filtered:
        yield " ".join(filter(None, (part.sentence, part.summary)))
    for layer in Layer:
        relations = " ".join(writer.relation(edge, layered=True) for edge in part.edges if edge.layer is layer)
        yield from [f"{LAYERS[layer]}: {relations}"] if relations else []
    yield from (f"{gap_sentence(part, gap)} {gap.explanation}" for gap in part.gaps)
    if not part.edges:
        yield f"{joined(capitalised(node.label) for node in part.nodes) or 'Nothing'}: no relation is left."


_MEANT = ((_comparison, "compare"), (_what_if, "whatif"), (_paths, "paths"), (_loops, "loops"))  # what the plain text says at its end
