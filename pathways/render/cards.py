"""The content of one card as plain values: the card of an arrow with its relations, of a node, or of a gap.

The explorer, the written pages, the embeds and the stories fill one template, `card.html`, with these values. So the same evidence
gives the same sentences everywhere; only the targets of a card's links differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from pathways.drawing.text_metrics import clean
from pathways.model.assessment import LIMITS, RULE, Assessment, assess
from pathways.model.diagram import Arrow, Diagram
from pathways.model.evidence import Evidence
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Curie, Edge, Gap, Mechanism, Node
from pathways.model.relations import SIGNS, Sign
from pathways.model.vocabulary import KINDS, LAYERS, KindName, Layer, Match
from pathways.query.query import Query
from pathways.render.card_evidence import LAYER_WORDS, Behind, Link, Shelf, capitalised_first
from pathways.wording.references import cited
from pathways.wording.sentences import arrow_sentence, capitalised, context_sentence, edge_sentence, gap_sentence, hedge_sentence

__all__ = [
    "EXPLORER", "Action", "ArrowCard", "Card", "Composer", "Face", "GapCard", "Identifier", "Listed", "MissingCard", "Named", "Offer",
    "Relation", "ThingCard",
]  # fmt: skip

MATCHES: dict[Match, str] = {
    Match.EXACT: "the same thing",
    Match.BROAD: "wider than this",
    Match.NARROW: "narrower than this",
    Match.RELATED: "related",
}


@dataclass(frozen=True)
class Face:
    """How a page renders its cards.

    `title` and `part` are the elements of their headings. A paper's number is a link if the page lists its references. `rule`
    explains how strength is computed, and is empty if the page has a section with the id "rule" for that. A face that `closes` gives
    a card a close button and the focus when it is opened by key; on other pages a script does both.
    """

    title: Literal["h2", "h3"] = "h3"
    part: Literal["h3", "h4"] = "h4"
    numbers: Literal["", "plain", "linked"] = "linked"
    rule: tuple[str, ...] = ()
    closes: bool = False


EXPLORER = Face(title="h2", part="h3", numbers="plain", rule=(RULE, LIMITS), closes=True)


@dataclass(frozen=True)
class Action:
    """A button of the explorer: the fields of the address that it changes, and the panel that it opens."""

    text: str
    go: str
    strong: bool = False
    panel: str = ""


@dataclass(frozen=True)
class Offer:
    """The papers that a card of the explorer offers for download, as files, and as a text to copy."""

    id: str
    these: str
    counted: str
    hint: str
    files: tuple[Link, ...]
    text: str


@dataclass(frozen=True)
class Relation:
    """One edge: its sentence in plain words and in technical words, and all evidence for and against it."""

    id: str
    sentence: str
    professional: str
    ends: tuple[Link, ...]
    strength: Assessment
    context: str
    hedge: str
    note: str
    behind: Behind | None
    cites: tuple[int, ...]
    offer: Offer | None


@dataclass(frozen=True)
class ArrowCard:
    """An arrow with the relations that it stands for. `cites` holds, as in the other cards, its papers' numbers in ascending order."""

    subject: ClassVar[str] = "arrow"
    id: str
    title: str
    layer: Layer
    who: str
    who_says: str
    sign: Sign
    meaning: str
    strength: Assessment
    relations: tuple[Relation, ...]
    cites: tuple[int, ...]
    offer: Offer | None


@dataclass(frozen=True)
class Named:
    """Something with a name, a text, and the evidence for it: a property or a limit of the map."""

    id: str
    name: str
    text: str
    behind: Behind | None


@dataclass(frozen=True)
class Identifier:
    """A public identifier with its official name, and how well it fits."""

    link: Link
    name: str
    match: str
    note: str


@dataclass(frozen=True)
class Listed:
    """Relations of one sort, each as its sentence with its sign; `none` is the text shown if there are none."""

    title: str
    relations: tuple[tuple[Link, Sign], ...]
    none: str = ""


@dataclass(frozen=True)
class ThingCard:
    """A node: what it is, what acts on it, what it acts on."""

    subject: ClassVar[str] = "thing"
    id: str
    title: str
    kind: str
    glyph: str
    synonyms: str
    description: str
    group: Link | None
    member_of: Behind | None
    members: tuple[Link, ...]
    relations: tuple[Listed, ...]
    properties: tuple[Named, ...]
    identifiers: tuple[Identifier, ...]
    cites: tuple[int, ...]
    offer: Offer | None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class GapCard:
    """A step that no evidence makes."""

    subject: ClassVar[str] = "gap"
    id: str
    title: str
    sentence: str
    explanation: str
    ends: tuple[Link, ...]
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class MissingCard:
    """The text shown if an address selects an arrow that is not drawn."""

    subject: ClassVar[str] = "missing"
    title: str = "This arrow is not drawn"
    sentence: str = "It stood for several relations of a group that is open now, so each of them has an arrow of its own."


Card = ArrowCard | ThingCard | GapCard | MissingCard


@dataclass(frozen=True)
class Composer:
    """Composes cards from a mechanism.

    Args:
        mechanism: The mechanism whose relations the cards show; nodes that it leaves out are named as in the whole mechanism.
        shelf: The papers with their numbers.
        query: The explorer's question, which the links of a card change; None for a page that holds all cards, whose links lead to them.
        offers: The papers to download for nodes, arrows and relations, by their ids.
        where: The words for "not on the mechanism".
    """

    mechanism: Mechanism
    shelf: Shelf
    query: Query | None = None
    offers: Mapping[str, Offer] = field(default_factory=dict)
    where: str = "on this map"

    def arrow(self, diagram: Diagram, arrow: Arrow) -> ArrowCard:
        """The card of an arrow; if it stands for several relations, because a group is closed, with each of them in turn."""
        if len(arrow.edges) == 1:
            return self._arrow(arrow.id, edge_sentence(self.mechanism, arrow.edges[0], plain=True), arrow)
        return self._arrow(arrow.id, arrow_sentence(diagram, arrow, plain=True), arrow)

    def relation(self, edge: Edge) -> ArrowCard:
        """The card of one relation."""
        return self._arrow(edge.id, edge_sentence(self.mechanism, edge, plain=True), edge)

    def _arrow(self, name: str, title: str, told: Arrow | Edge) -> ArrowCard:
        edges, sign = ((told,), told.meaning.sign) if isinstance(told, Edge) else (told.edges, told.sign)
        relations = tuple(map(self._relation, edges))
        return ArrowCard(
            id=name,
            title=clean(title),
            layer=told.layer,
            who=LAYER_WORDS[told.layer],
            who_says=LAYERS[told.layer],
            sign=sign,
            meaning=SIGNS[sign],
            strength=relations[0].strength if isinstance(told, Edge) else told.assessment,
            relations=relations,
            cites=self.cites([item for edge in edges for item in edge.evidence]),
            offer=self.offers.get(name) if len(edges) > 1 else None,
        )

    def _relation(self, edge: Edge) -> Relation:
        return Relation(
            id=edge.id,
            sentence=clean(edge_sentence(self.mechanism, edge, plain=True)),
            professional=clean(edge_sentence(self.mechanism, edge)),
            ends=(self.to(edge.source), self.to(edge.target)),
            strength=assess(edge.evidence, edge.context),
            context=clean(context_sentence(edge.context)),
            hedge=clean(hedge_sentence(edge)),
            note=clean(edge.note),
            behind=self.shelf.behind(edge.evidence, edge.context),
            cites=self.cites(edge.evidence),
            offer=self.offers.get(edge.id),
        )

    def thing(self, node: Node, papers: Iterable[str] = ()) -> ThingCard:
        """The card of a node; `papers` are the ids of the papers about it."""
        return ThingCard(
            id=node.id,
            title=capitalised(clean(node.label)),
            kind=capitalised_first(KINDS[node.kind].label),
            glyph="cell-node" if node.kind is KindName.CELL else node.kind.value,
            synonyms=clean(", ".join(node.synonyms)),
            description=clean(node.description),
            group=self.to(node.group) if node.group else None,
            member_of=self.shelf.behind(node.member_of),
            members=tuple(self.to(member.id) for member in self.mechanism.members.get(node.id, ())),
            relations=tuple(self._relations(node)),
            properties=tuple(self.named("", item.name, item.value, item.evidence) for item in node.properties),
            identifiers=tuple(map(_identifier, node.curies)),
            cites=self._numbers(papers),
            offer=self.offers.get(node.id),
        )

    def gap(self, gap: Gap) -> GapCard:
        """The card of a step that no evidence makes."""
        return GapCard(
            id=gap.id,
            title=capitalised(clean(gap.label)),
            sentence=clean(gap_sentence(self.mechanism, gap)),
            explanation=clean(gap.explanation),
            ends=(self.to(gap.source), self.to(gap.target)),
        )

    def named(self, name: str, title: str, text: str, evidence: Iterable[Evidence]) -> Named:
        """A statement other than a relation, with its evidence."""
        return Named(name, capitalised_first(clean(title)), clean(text), self.shelf.behind(evidence))

    def to(self, name: str) -> Link:
        """A link to a node; plain text if the mechanism leaves it out. In the explorer the link opens the group that hides the node."""
        node = self.mechanism.whole.node[name]
        text = capitalised(clean(node.label))
        if name not in self.mechanism.node:
            return Link(text)
        opened = self.query.open if self.query else ()
        hidden = {"open": (*opened, node.group)} if node.group and node.group not in opened else {}
        return self._link(text, f"n-{name}", select=name, **hidden)

    def _link(self, text: str, card: str, **changes: Any) -> Link:
        if self.query is None:
            return Link(text, f"#{card}")
        return Link(text, f"?{replace(self.query, **changes).search()}", self.query.change(**changes))

    def cites(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The numbers of the papers in some evidence, in ascending order."""
        return self._numbers(cited(evidence))

    def _numbers(self, papers: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(number for name in papers if (number := self.shelf.number.get(name, 0))))

    def _relations(self, node: Node) -> Iterator[Listed]:
        """What acts on a node or its members, what they act on, what is related without being causal, and the node's members."""
        own = {node.id, *(member.id for member in self.mechanism.members.get(node.id, ()))}
        causal = [edge for edge in self.mechanism.edges if edge.meaning.causal]
        into = [edge for edge in causal if edge.target in own and edge.source not in own]
        out = [edge for edge in causal if edge.source in own and edge.target not in own]
        yield Listed("What acts on it", self._sentences(into), f"Nothing {self.where} acts on it.")
        yield Listed("What it acts on", self._sentences(out), f"It acts on nothing {self.where}.")
        other = [edge for edge in self.mechanism.edges if not edge.meaning.causal and own & {edge.source, edge.target}]
        yield Listed("Also related", self._sentences(other))
        yield Listed("Within it", self._sentences(edge for edge in causal if {edge.source, edge.target} <= own))

    def _sentences(self, edges: Iterable[Edge]) -> tuple[tuple[Link, Sign], ...]:
        said = ((edge, clean(edge_sentence(self.mechanism, edge))) for edge in edges)
        return tuple((self._link(text, f"e-{edge.id}", select=edge.id), edge.meaning.sign) for edge, text in said)


def _identifier(curie: Curie) -> Identifier:
    link = Link(clean(curie.id), linked(f"https://bioregistry.io/{curie.id}"))
    return Identifier(link, clean(curie.name), MATCHES[curie.match], clean(curie.note))
