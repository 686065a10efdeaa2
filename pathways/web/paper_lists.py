"""The papers of a view for its cards: with the numbers of the view's figure, and, to be downloaded, those of each card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pathways.drawing.text_metrics import clean
from pathways.export.formats import FORMATS
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.query.selection import chosen
from pathways.render.card_evidence import Link, Shelf
from pathways.render.cards import Offer
from pathways.web.download_routes import address_of
from pathways.wording.bibliography import listed
from pathways.wording.references import References, references

__all__ = ["Papers"]

_FORMATS = {"ris": "RIS", "csl.json": "CSL-JSON", "bib": "BibTeX"}


@dataclass(frozen=True)
class Papers:
    """The papers of the part that a question keeps. `part` holds the whole map, for cards of items that are filtered out."""

    part: Mechanism
    query: Query

    @cached_property
    def listed(self) -> References:
        """All papers that the view cites, by number."""
        return references(self.part)

    @cached_property
    def shelf(self) -> Shelf:
        """The papers for cards; those that the view does not cite have no number."""
        return Shelf(self.part.whole, self.listed.number)

    def offers(self, names: Iterable[str]) -> dict[str, Offer]:
        """The papers of relations, arrows and nodes, as files and as a text to copy; items without papers are left out."""
        return {name: offer for name in names if (offer := self._offer(name))}

    def _offer(self, name: str) -> Offer | None:
        found = self.listed.of(chosen(self.part, name, self.query.open)).shown
        if not found:
            return None
        these, counted = ("this paper", "1 reference") if len(found) == 1 else (f"these {len(found)} papers", f"{len(found)} references")
        asked = replace(self.query, select=name, view=None, move=(), theme="auto", table=False, sort="").search()
        return Offer(
            id=name,
            these=these,
            counted=counted,
            hint=self._hint(name),
            files=tuple(Link(word, f"{address_of(FORMATS[row])}?{asked}") for row, word in _FORMATS.items()),
            text="\n".join(clean(listed(paper, self.listed.number.get(paper.id, 0))) for paper in found),
        )

    def _hint(self, name: str) -> str:
        """The text that says which relations the papers belong to; empty for one relation."""
        if name in self.part.node:
            return "Of its relations in this view, and of what is said about it."
        return "" if name in {*self.part.whole.edge, *self.part.whole.node} else "Of all the relations that this arrow stands for."
