"""The cards of a page as plain values: arrows, boxes, gaps, caveats and the numbered papers of a view.

Everything that a view keeps has a card, also what a closed group hides; such a card names the box that stands for it on the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pathways.drawing.text_metrics import clean
from pathways.model.assessment import Assessment, assess, assess_edges
from pathways.model.diagram import Arrow, Diagram
from pathways.model.evidence import Evidence
from pathways.model.mechanism import Curie, Edge, Gap, Node
from pathways.model.reference import Reference
from pathways.model.relations import Sign
from pathways.model.vocabulary import KINDS, LAYERS, KindName, Layer, Match
from pathways.query.selection import chosen
from pathways.render.evidence import LAYER_WORDS, Link, Paper, Quote, Shelf, addresses, capitalised_first
from pathways.scene.legend import SIGNS
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import container, line, place, stopped, title, written
from pathways.wording.references import cited, references
from pathways.wording.sentences import arrow_sentence, capitalised, context_sentence, edge_sentence, gap_sentence, hedge_sentence

__all__ = ["ArrowCard", "BoxCard", "Cards", "Cited", "GapCard", "Identifier", "Named", "Relation", "cards"]

MATCHES: dict[Match, str] = {
    Match.EXACT: "the same thing",
    Match.BROAD: "wider than this",
    Match.NARROW: "narrower than this",
    Match.RELATED: "related",
}


@dataclass(frozen=True)
class Relation:
    """One edge: its sentence in plain words and in the field's, and everything for and against it."""

    id: str
    sentence: str
    professional: str
    ends: tuple[Link, ...]
    tier: str
    strength: str
    context: str
    hedge: str
    note: str
    quotes: tuple[Quote, ...]
    papers: tuple[Paper, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class ArrowCard:
    """An arrow with the relations that it stands for. `at` is what is lit on the map, as in "e-id": itself, or the group that hides it.

    `cites` are here and elsewhere the numbers of its papers, rising.
    """

    id: str
    at: str
    ends: tuple[str, str]
    title: str
    layer: Layer
    who: str
    who_says: str
    sign: Sign
    meaning: str
    tier: str
    strength: str
    relations: tuple[Relation, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class Named:
    """Something with a name, a text, and what is shown for it: a property, a caveat, a membership."""

    id: str
    name: str
    text: str
    quotes: tuple[Quote, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class Identifier:
    """A public identifier with its official name, and how well it fits."""

    link: Link
    name: str
    match: str
    note: str


@dataclass(frozen=True)
class BoxCard:
    """A thing: what it is, what acts on it, what it acts on. `at` is the box that is lit, as in "n-id", `terms` are all its names."""

    id: str
    at: str
    title: str
    kind: str
    glyph: str
    synonyms: str
    terms: str
    description: str
    group: Link | None
    member_of: Named
    members: tuple[Link, ...]
    relations: tuple[tuple[str, tuple[tuple[Link, Sign], ...]], ...]
    properties: tuple[Named, ...]
    identifiers: tuple[Identifier, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class GapCard:
    """A step that no evidence makes; `joins` are the boxes between which it is drawn."""

    id: str
    at: str
    joins: tuple[str, str]
    title: str
    sentence: str
    explanation: str
    ends: tuple[Link, ...]


@dataclass(frozen=True)
class Cited:
    """A paper in the numbered list: who wrote it and when, its title, its journal with the place in it, a registry number."""

    number: int
    authors: str
    title: str
    container: str
    place: str
    registry: str
    links: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The whole as one text."""
        journal = stopped(" ".join(filter(None, (self.container, self.place))))
        return " ".join(filter(None, (self.authors, self.title, journal, stopped(self.registry))))


@dataclass(frozen=True)
class Cards:
    """All that a page says beside its picture. `arrows` and `gaps` hold first what is drawn, then what closed groups hide.

    `references` are the papers behind what is drawn, `beside` the others that a card cites; `records` are all of them by number.
    """

    arrows: tuple[ArrowCard, ...]
    gaps: tuple[GapCard, ...]
    boxes: tuple[BoxCard, ...]
    caveats: tuple[Named, ...]
    references: tuple[Cited, ...]
    beside: tuple[Cited, ...] = ()
    records: Mapping[int, Reference] = field(default_factory=dict)


def cards(export: Export, numbers: Mapping[str, int] | None = None, *, limits: bool = True) -> Cards:
    """Return the cards of everything that a view keeps. Papers that have numbers already keep them, the others come after.

    Args:
        limits: The page shows what the limits of the map rest on.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> cards(Export(toy))
        Cards(arrows=(), gaps=(), boxes=(), caveats=(), references=(), beside=(), records={})
    """
    view = _View(export, numbers or {}, limits)
    number = view.shelf.number
    return Cards(
        arrows=(*map(view.arrow, view.diagram.arrows), *view.hidden_edges()),
        gaps=(*map(view.gap, view.diagram.gaps), *map(view.gap, view.hidden_gaps())),
        boxes=tuple(map(view.box, view.part.nodes)),
        caveats=tuple(view.named(f"caveat-{one.id}", one.title, one.text, one.evidence) for one in export.mechanism.caveats),
        references=tuple(_cited(number[paper.id], paper) for paper in view.papers),
        beside=tuple(_cited(number[paper.id], paper) for paper in view.beside),
        records={number[paper.id]: paper for paper in (*view.papers, *view.beside)},
    )


class _View:
    """A view with what its cards look up."""

    def __init__(self, export: Export, given: Mapping[str, int], limits: bool) -> None:
        self.export = export
        self.part = export.part
        self.diagram: Diagram = export.picture.diagram
        known, listed = export.mechanism.reference, references(self.part, limits=limits)
        told = [known[name] for name in given if name in known]
        self.papers = (*told, *(paper for paper in listed.shown if paper.id not in given))
        self.beside = tuple(paper for paper in listed.beside if paper.id not in given)
        more = (paper.id for paper in (*self.papers, *self.beside) if paper.id not in given)
        rest = enumerate(more, max(given.values(), default=0) + 1)
        self.shelf = Shelf(export.mechanism, {**given, **{name: number for number, name in rest}})

    def cites(self, found: Iterable[str]) -> tuple[int, ...]:
        """The numbers of papers, rising."""
        return tuple(sorted(self.shelf.number[name] for name in found))

    @cached_property
    def boxes(self) -> set[str]:
        return {node.id for node in self.diagram.nodes}

    def at(self, name: str) -> str:
        """The box that stands for a node: its own, or its closed group's."""
        return name if name in self.boxes else self.part.node[name].group or name

    def to(self, name: str) -> Link:
        return Link(capitalised(clean(self.part.node[name].label)), f"#n-{name}")

    def arrow(self, arrow: Arrow) -> ArrowCard:
        ends, title = (arrow.source, arrow.target), arrow_sentence(self.diagram, arrow, plain=True)
        return self._arrow(arrow.id, f"e-{arrow.id}", ends, title, arrow.layer, arrow.sign, arrow.assessment, arrow.edges)

    def hidden_edges(self) -> Iterator[ArrowCard]:
        """The relations within closed groups, each with a card of its own."""
        for edge in self.part.edges:
            if edge.id not in self.diagram.arrow_of_edge:
                box, title = self.at(edge.source), edge_sentence(self.part, edge, plain=True)
                yield self._arrow(edge.id, f"n-{box}", (box, box), title, edge.layer, edge.meaning.sign, assess_edges([edge]), (edge,))

    def _arrow(
        self, name: str, at: str, ends: tuple[str, str], title: str, layer: Layer, sign: Sign, found: Assessment, edges: tuple[Edge, ...]
    ) -> ArrowCard:
        return ArrowCard(
            id=name,
            at=at,
            ends=ends,
            title=clean(title),
            layer=layer,
            who=LAYER_WORDS[layer],
            who_says=LAYERS[layer],
            sign=sign,
            meaning=SIGNS[sign],
            tier=found.tier.value,
            strength=found.sentence,
            relations=tuple(map(self._relation, edges)),
            cites=self.cites(cited(item for edge in edges for item in edge.evidence)),
        )

    def _relation(self, edge: Edge) -> Relation:
        found = assess(edge.evidence, edge.context)
        return Relation(
            id=edge.id,
            sentence=clean(edge_sentence(self.part, edge, plain=True)),
            professional=clean(edge_sentence(self.part, edge)),
            ends=(self.to(edge.source), self.to(edge.target)),
            tier=found.tier.value,
            strength=found.sentence,
            context=clean(context_sentence(edge.context)),
            hedge=clean(hedge_sentence(edge)),
            note=clean(edge.note),
            quotes=self.shelf.quotes(edge.evidence),
            papers=self.shelf.papers(edge.evidence, edge.context),
            cites=self.cites(cited(edge.evidence)),
        )

    def named(self, name: str, title: str, text: str, evidence: Iterable[Evidence]) -> Named:
        behind = tuple(evidence)
        return Named(name, capitalised_first(clean(title)), clean(text), self.shelf.quotes(behind), self.shelf.papers(behind))

    def gap(self, gap: Gap) -> GapCard:
        ends = self.at(gap.source), self.at(gap.target)
        return GapCard(
            id=gap.id,
            at=f"g-{gap.id}" if ends[0] != ends[1] else f"n-{ends[0]}",
            joins=ends,
            title=capitalised(clean(gap.label)),
            sentence=clean(gap_sentence(self.part, gap)),
            explanation=clean(gap.explanation),
            ends=(self.to(gap.source), self.to(gap.target)),
        )

    def hidden_gaps(self) -> tuple[Gap, ...]:
        drawn = {gap.id for gap in self.diagram.gaps}
        return tuple(gap for gap in self.part.gaps if gap.id not in drawn)

    def box(self, node: Node) -> BoxCard:
        called = (node.label, node.short, *node.synonyms, *(curie.id for curie in node.curies), *(curie.name for curie in node.curies))
        member_of = self.named("", "", "", node.member_of)
        group = self.to(node.group) if node.group and node.group in self.part.node else None
        return BoxCard(
            id=node.id,
            at=f"n-{self.at(node.id)}",
            title=capitalised(clean(node.label)),
            kind=capitalised_first(KINDS[node.kind].label),
            glyph="cell-node" if node.kind is KindName.CELL else node.kind.value,
            synonyms=clean(", ".join(node.synonyms)),
            terms=clean(" ".join(dict.fromkeys(name for name in called if name))),
            description=clean(node.description),
            group=group,
            member_of=member_of,
            members=tuple(self.to(member.id) for member in self.part.members.get(node.id, ())),
            relations=tuple(self._relations(node)),
            properties=tuple(self.named("", item.name, item.value, item.evidence) for item in node.properties),
            identifiers=tuple(map(_identifier, node.curies)),
            cites=self.cites(paper.id for paper in references(chosen(self.part, node.id)).every),
        )

    def _relations(self, node: Node) -> Iterator[tuple[str, tuple[tuple[Link, Sign], ...]]]:
        """What acts on a thing or its members, what they act on, what is related without being a cause, what lies within it."""
        own = {node.id, *(member.id for member in self.part.members.get(node.id, ()))}
        causal = [edge for edge in self.part.edges if edge.meaning.causal]
        yield "What acts on it", self._listed(edge for edge in causal if edge.target in own and edge.source not in own)
        yield "What it acts on", self._listed(edge for edge in causal if edge.source in own and edge.target not in own)
        other = [edge for edge in self.part.edges if not edge.meaning.causal and own & {edge.source, edge.target}]
        yield "Also related", self._listed(other)
        yield "Within it", self._listed(edge for edge in causal if {edge.source, edge.target} <= own)

    def _listed(self, edges: Iterable[Edge]) -> tuple[tuple[Link, Sign], ...]:
        return tuple((Link(clean(edge_sentence(self.part, edge)), f"#e-{edge.id}"), edge.meaning.sign) for edge in edges)


def _identifier(curie: Curie) -> Identifier:
    link = Link(curie.id, f"https://bioregistry.io/{curie.id}")
    return Identifier(link, clean(curie.name), MATCHES[curie.match], clean(curie.note))


def _cited(number: int, paper: Reference) -> Cited:
    links, registry = addresses(paper), line(paper.number)
    return Cited(
        number=number,
        authors=f"{written(paper)} ({line(paper.year) or 'year not seen'}).",
        title=stopped(title(paper)) or "Title not seen.",
        container=container(paper),
        place=place(paper),
        registry="" if registry in {to.text for to in links} else registry,
        links=links,
    )
