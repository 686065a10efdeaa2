"""All cards of a written page, each with its item in the picture, and the numbered papers of the view.

Everything that a view keeps has a card, also what a closed group hides; such a card names the group's box on the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pathways.model.diagram import Diagram
from pathways.model.mechanism import Gap, Node
from pathways.model.reference import Reference
from pathways.query.selection import chosen
from pathways.render.card_evidence import Link, Shelf, addresses
from pathways.render.cards import ArrowCard, Composer, GapCard, Named, ThingCard
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import container, line, place, stopped, title, written
from pathways.wording.references import references

__all__ = ["Cards", "Cited", "Placed", "cards"]


@dataclass(frozen=True)
class Placed:
    """A card on a page: its id there, and the item highlighted with it on the map, as in "e-id": its own, or the closed group's box.

    `ends` are the boxes that an arrow or a gap joins.
    """

    card: ArrowCard | GapCard | ThingCard
    id: str
    at: str
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cited:
    """A paper in the numbered list: authors and year, title, journal with volume and pages, registry number."""

    number: int
    authors: str
    title: str
    container: str
    place: str
    registry: str
    links: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The whole reference as one text."""
        journal = stopped(" ".join(filter(None, (self.container, self.place))))
        return " ".join(filter(None, (self.authors, self.title, journal, stopped(self.registry))))


@dataclass(frozen=True)
class Cards:
    """All content of a page except its picture. `arrows` and `gaps` hold first what is drawn, then what closed groups hide.

    `references` are the papers cited for what is drawn, `beside` the others that a card cites; `records` are all of them by number.
    """

    arrows: tuple[Placed, ...]
    gaps: tuple[Placed, ...]
    things: tuple[Placed, ...]
    caveats: tuple[Named, ...]
    references: tuple[Cited, ...]
    beside: tuple[Cited, ...] = ()
    records: Mapping[int, Reference] = field(default_factory=dict)


def cards(export: Export, numbers: Mapping[str, int] | None = None, *, limits: bool = True, where: str = "") -> Cards:
    """Return the cards of everything that a view keeps. Papers that already have numbers keep them; the others follow.

    Args:
        limits: The page shows the evidence for the limits of the map.
        where: The words for "not in the view"; by default, not on this map or not in this part of it.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> cards(Export(toy))
        Cards(arrows=(), gaps=(), things=(), caveats=(), references=(), beside=(), records={})
    """
    view = _View(export, numbers or {}, limits, where or ("in this part of the map" if export.query.filtered else "on this map"))
    number, named = view.shelf.number, view.compose.named
    return Cards(
        arrows=(*view.arrows(), *view.hidden_edges()),
        gaps=(*map(view.gap, view.diagram.gaps), *map(view.gap, view.hidden_gaps())),
        things=tuple(map(view.thing, view.part.nodes)),
        caveats=tuple(named(f"caveat-{one.id}", one.title, one.text, one.evidence) for one in export.mechanism.caveats),
        references=tuple(_cited(number[paper.id], paper) for paper in view.papers),
        beside=tuple(_cited(number[paper.id], paper) for paper in view.beside),
        records={number[paper.id]: paper for paper in (*view.papers, *view.beside)},
    )


class _View:
    """A view with the values that its cards look up."""

    def __init__(self, export: Export, given: Mapping[str, int], limits: bool, where: str) -> None:
        self.part = export.part
        self.diagram: Diagram = export.picture.diagram
        known, listed = export.mechanism.reference, references(self.part, limits=limits)
        told = [known[name] for name in given if name in known]
        self.papers = (*told, *(paper for paper in listed.shown if paper.id not in given))
        self.beside = tuple(paper for paper in listed.beside if paper.id not in given)
        more = (paper.id for paper in (*self.papers, *self.beside) if paper.id not in given)
        rest = enumerate(more, max(given.values(), default=0) + 1)
        self.shelf = Shelf(export.mechanism, {**given, **{name: number for number, name in rest}})
        self.compose = Composer(self.part, self.shelf, where=where)

    @cached_property
    def boxes(self) -> set[str]:
        return {node.id for node in self.diagram.nodes}

    def at(self, name: str) -> str:
        """The box drawn for a node: its own, or its closed group's."""
        return name if name in self.boxes else self.part.node[name].group or name

    def arrows(self) -> Iterator[Placed]:
        for arrow in self.diagram.arrows:
            name = f"e-{arrow.id}"
            yield Placed(self.compose.arrow(self.diagram, arrow), name, name, (arrow.source, arrow.target))

    def hidden_edges(self) -> Iterator[Placed]:
        """The relations within closed groups, each with a card of its own."""
        for edge in self.part.edges:
            if edge.id not in self.diagram.arrow_of_edge:
                box = self.at(edge.source)
                yield Placed(self.compose.relation(edge), f"e-{edge.id}", f"n-{box}", (box, box))

    def gap(self, gap: Gap) -> Placed:
        ends = self.at(gap.source), self.at(gap.target)
        name = f"g-{gap.id}"
        return Placed(self.compose.gap(gap), name, name if ends[0] != ends[1] else f"n-{ends[0]}", ends)

    def hidden_gaps(self) -> tuple[Gap, ...]:
        drawn = {gap.id for gap in self.diagram.gaps}
        return tuple(gap for gap in self.part.gaps if gap.id not in drawn)

    def thing(self, node: Node) -> Placed:
        papers = (paper.id for paper in references(chosen(self.part, node.id)).every)
        return Placed(self.compose.thing(node, papers), f"n-{node.id}", f"n-{self.at(node.id)}")


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
