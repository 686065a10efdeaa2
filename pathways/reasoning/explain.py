"""A selection, a path or a what-if as paragraphs with numbered references, to be copied into a text.

Professional and plain wording are both curated: the plain one is another column of the vocabulary, not a rewriting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pathways.language.grammar import capitalised, joined
from pathways.model.assessment import assess
from pathways.model.evidence import Evidence
from pathways.model.mechanism import Edge, Mechanism, Node
from pathways.model.reference import Reference
from pathways.model.vocabulary import LAYERS, STUDIES, Layer
from pathways.query.query import Query
from pathways.query.select import bare, part_of, second, select, without_ends
from pathways.query.selection import chosen
from pathways.reasoning.compare import Verdict, compare
from pathways.reasoning.evidence_knockout import knocked_out
from pathways.reasoning.loops import find_loops
from pathways.reasoning.no_path import Absence, find_absence, left_open
from pathways.reasoning.path_question import Reason
from pathways.reasoning.paths import Paths, paths_of
from pathways.reasoning.signed_paths import Path, index
from pathways.reasoning.statements import Numbers, effect_sentence, loop_sentence, path_sentence, relation_sentence
from pathways.reasoning.what_if import LIMITS, Effect, what_if
from pathways.wording.bibliography import medium
from pathways.wording.references import cited, references
from pathways.wording.sentences import CAVEAT, context_sentence, gap_sentence, hedge_sentence, node_sentences

__all__ = ["SHOWN", "Explanation", "effect_sentence", "explain", "loop_sentence", "path_sentence"]

SHOWN = 5  # paths or loops that are told; the others are counted
MOVED = 100  # effects of each kind that are told
_ORDER = ("up", "down", "ambiguous", "unknown")
_COMPARED: dict[Verdict, str] = {"opposite": "With opposite signs", "only here": "Only in the first", "only there": "Only in the second"}


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
class _Telling:
    """What is told, from which part, and how."""

    whole: Mechanism
    query: Query
    numbers: Mapping[str, int]
    plain: bool

    @property
    def base(self) -> Mechanism:
        """What the filters leave, before any question of paths takes more away."""
        return select(self.whole, without_ends(self.query))

    def path(self, path: Path) -> str:
        return path_sentence(self.whole, path, numbers=self.numbers, plain=self.plain)

    def relation(self, edge: Edge, *, layered: bool = False) -> str:
        return relation_sentence(self.whole, edge, numbers=self.numbers, plain=self.plain, layered=layered)

    def behind(self, evidence: Iterable[Evidence]) -> str:
        """The numbers of the papers among some evidence, in brackets after a blank; nothing where none has or gets one."""
        counting = isinstance(self.numbers, Numbers)
        numbers = sorted(self.numbers[name] for name in cited(evidence) if counting or name in self.numbers)
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    def relations(self, names: Iterable[str]) -> str:
        return " ".join(self.relation(self.whole.edge[name]) for name in names)


def explain(mechanism: Mechanism, query: Query, *, plain: bool = False, numbers: Mapping[str, int] | None = None) -> Explanation:
    """Return what a question asks in words: what the choice of evidence leaves, what is marked, the chosen trail, the
    comparison, what-if, paths and loops.

    A question that asks for none of these is told as what it selects, relation by relation.

    Args:
        mechanism: The whole mechanism; the question says which part counts.
        plain: Say it in plain words.
        numbers: The numbers that papers have already, where another text lists them; a paper without one is named by author and year.
            Without them the papers have the numbers, and the list is that, of the question's figure; where it asks for nothing but
            what is marked, of this alone. What is told beyond the figure comes after.

    Example:
        >>> from pathways import load, shipped
        >>> told = explain(load(shipped()), Query(from_=("low-dose-naltrexone",), to=("mood",)), plain=True)
        >>> told.title
        'What leads from low-dose naltrexone to mood in at most 6 steps.'
        >>> told.paragraphs[1]
        'Low-dose naltrexone improves mood [1, 2] (contested: [4] speaks against it and [5] found no difference; [3] is mixed); ...'
        >>> [paper.cite for paper in told.references][:2]
        ['Younger and others 2013', 'Cree and others 2010']
    """
    given = Numbers(_numbers(mechanism, query)) if numbers is None else numbers
    telling = _Telling(mechanism, query, given, plain)
    paragraphs = tuple(_paragraphs(telling))
    listed = sorted(given, key=given.__getitem__) if numbers is None else ()
    asked = query.sentence(mechanism)
    title = mechanism.title if asked == Query().sentence(mechanism) else asked
    return Explanation(title, paragraphs, tuple(mechanism.reference[name] for name in listed))


def _numbers(mechanism: Mechanism, query: Query) -> dict[str, int]:
    """The number of every paper that the list of a question has."""
    part = part_of(mechanism, bare(query))
    listed = references(part)
    if [tell for tell, asked in _parts(query) if asked] == [_marked]:
        listed = listed.of(chosen(part, query.select, query.open))
    return {paper.id: number for number, paper in enumerate(listed.shown, start=1)}


def _parts(query: Query) -> tuple[tuple[Callable[[_Telling], Iterator[str]], object], ...]:
    """What may be told, each with what asks for it."""
    return (
        (_marked, query.select),
        (_trail, query.trail),
        (_comparison, query.against),
        (_what_if, query.up or query.down or query.block),
        (_paths, query.from_ and query.to),
        (_loops, query.loops),
    )


def _paragraphs(telling: _Telling) -> Iterator[str]:
    if telling.query.evidence not in ("all", "contested"):
        yield _left(telling)
    for part in [part for part, asked in _parts(telling.query) if asked] or [_selection]:
        yield from part(telling)


def _left(telling: _Telling) -> str:
    """What is left of the relations, and of the paths that are asked for, by the choice of evidence that the title names."""
    found = knocked_out(telling.whole, telling.query)
    return " ".join(filter(None, (*found.told, found.stopped)))


def _marked(telling: _Telling) -> Iterator[str]:
    """The node, relation, arrow or gap that is marked; nothing where nothing is called so."""
    query = telling.query
    found = chosen(part_of(telling.whole, bare(query)), query.select, query.open)
    if node := found.node.get(query.select):
        yield from _node(telling, found, node)
    else:
        yield from (_edge(telling, edge) for edge in found.edges)
    yield from (f"{gap_sentence(found, gap)} {gap.explanation}" for gap in found.gaps if gap.id == query.select)


def _node(telling: _Telling, part: Mechanism, node: Node) -> Iterator[str]:
    """What a node is, then every relation from and to it and its members, then what else is said of it."""
    belonging = (said for said in node_sentences(part, node) if said.startswith(("It belongs", "It groups")))
    yield " ".join((f"{node.label}: {node.description}", *belonging))
    family = {node.id, *(member.id for member in part.members.get(node.id, ()))}
    told = [telling.relation(edge) for edge in part.edges if family & {edge.source, edge.target}]
    yield " ".join(told) or "Nothing on this map relates to it."
    said = [f"{item.name}: {item.value.rstrip('.')}{telling.behind(item.evidence)}." for item in node.properties]
    yield from [f"Said of it: {' '.join(map(capitalised, said))}"] if said else []


def _edge(telling: _Telling, edge: Edge) -> str:
    """All that is said about one relation, with what each paper found."""
    found = assess(edge.evidence, edge.context)
    papers = (
        f"[{telling.numbers[item.reference]}] {item.finding} ({STUDIES[item.study].label}{', null result' if item.null_result else ''})"
        for item in edge.findings if item.reference in telling.numbers
    )
    said = (telling.relation(edge), hedge_sentence(edge), context_sentence(edge.context), f"Evidence: {found.sentence}", edge.note)
    return " ".join(part for part in (*said, *papers) if part)


def _trail(telling: _Telling) -> Iterator[str]:
    """The relations of the chosen trail: as paths where they follow each other."""
    links = index(telling.whole)
    run: list[str] = []
    for name in (*telling.query.trail, ""):
        if run and not (name and links.along([*run, name])):
            path = links.along(run)
            yield telling.path(path) if path else telling.relations(run)
            run = []
        if name in telling.whole.edge:
            run.append(name)


def _what_if(telling: _Telling) -> Iterator[str]:
    base, query = telling.base, telling.query
    up, down, block = ([name for name in names if name in base.node] for names in (query.up, query.down, query.block))
    found = what_if(base, up=up, down=down, block=block, impossible=query.impossible)
    words = ("goes up", "goes down", "is blocked") if telling.plain else ("is set up", "is set down", "is blocked")
    given = (f"{base.inline[name]} {verb}" for names, verb in zip((up, down, block), words, strict=True) for name in names)
    yield f"What if {joined(given) or 'nothing is set'}?"
    if not (up or down):
        yield "Nothing goes up or down, so nothing moves."
        return
    for verdict in _ORDER:
        moved = [effect for effect in found.effects if effect.verdict == verdict]
        more = [f"Told are the first {MOVED} of {len(moved)}."] if len(moved) > MOVED else []
        yield from [" ".join((*(_effect(telling, base, effect) for effect in moved[:MOVED]), *more))] if moved else []
    still = sum(effect.verdict == "unchanged" for effect in found.effects)
    yield " ".join(filter(None, (f"No path leads to {still} more." if still else "", found.stopped, LIMITS)))


def _effect(telling: _Telling, base: Mechanism, effect: Effect) -> str:
    return effect_sentence(base, effect, numbers=telling.numbers, plain=telling.plain)


def _paths(telling: _Telling) -> Iterator[str]:
    query = telling.query
    found = paths_of(telling.whole, query)
    absence = find_absence(telling.whole, query, found)
    yield f"{found.sentence} {absence.sentence}".rstrip()
    yield from [" ".join(reason.text for reason in reasons)] if (reasons := _reasons(telling, found, absence)) else []
    if not query.trail:
        yield from (telling.path(path) for path in found.paths[:SHOWN])
        yield from _more(len(found.paths), "paths")


def _reasons(telling: _Telling, found: Paths, absence: Absence) -> list[Reason]:
    """Why there is no path, or where none leads on; what the sentence has said already is not said again."""
    reasons = (*absence.reasons, *(() if telling.query.trail else left_open(telling.whole, telling.query, found)))
    return [reason for reason in reasons if reason.text not in absence.sentence]


def _loops(telling: _Telling) -> Iterator[str]:
    part = select(telling.whole, bare(telling.query))
    found = find_loops(part, impossible=telling.query.impossible)
    yield found.sentence
    yield from (loop_sentence(part, loop, numbers=telling.numbers, plain=telling.plain) for loop in found.loops[:SHOWN])
    yield from _more(len(found.loops), "loops")


def _more(count: int, noun: str) -> Iterator[str]:
    if count > SHOWN:
        yield f"Told are the first {SHOWN} of {count} {noun}: the shortest, and of these the best supported."


def _comparison(telling: _Telling) -> Iterator[str]:
    whole, query = telling.whole, telling.query
    first, other = replace(bare(query), against=""), second(whole, query)
    found = compare(select(whole, first), select(whole, other))
    yield f"{found.sentence} First: this view. Second: {other.unlike(first, whole)}"
    for verdict, words in _COMPARED.items():
        edges = dict.fromkeys(edge for row in found.rows if row.verdict == verdict for edge in (*row.here, *row.there))
        yield from [f"{words}: {telling.relations(edges)}"] if edges else []


def _selection(telling: _Telling) -> Iterator[str]:
    """What the question keeps, by who states it."""
    part = select(telling.whole, telling.query)
    if not telling.query.filtered:
        yield " ".join(filter(None, (part.sentence, part.summary)))
    for layer in Layer:
        told = " ".join(telling.relation(edge, layered=True) for edge in part.edges if edge.layer is layer)
        yield from [f"{LAYERS[layer]}: {told}"] if told else []
    yield from (f"{gap_sentence(part, gap)} {gap.explanation}" for gap in part.gaps)
    if not part.edges:
        yield f"{joined(capitalised(node.label) for node in part.nodes) or 'Nothing'}: no relation is left."
