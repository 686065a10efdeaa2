"""The papers of a view as its cards show them: under the numbers of the view's figure, and to be taken along, those of each card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dash import html

from pathways.export.formats import FORMATS
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.query.selection import chosen
from pathways.render.evidence import Shelf
from pathways.web.controls import act, aria, asks
from pathways.web.download_routes import address_of
from pathways.web.icons import mark
from pathways.wording.bibliography import listed
from pathways.wording.references import References, references

__all__ = ["Papers"]

_FORMATS = {"ris": "RIS", "csl.json": "CSL-JSON", "bib": "BibTeX"}


@dataclass(frozen=True)
class Papers:
    """The papers of the part that a question keeps. `part` knows the whole map, whose papers a card of what is filtered out shows."""

    part: Mechanism
    query: Query

    @cached_property
    def listed(self) -> References:
        """All that the view cites, by number."""
        return references(self.part)

    @cached_property
    def shelf(self) -> Shelf:
        """The papers for cards; one that the view does not cite has no number."""
        return Shelf(self.part.whole, self.listed.number)

    def these(self, name: str, hint: str = "") -> Any:
        """The papers of a relation, an arrow or a thing, as files and as a text to be copied; None where it has none."""
        found = self.listed.of(chosen(self.part, name, self.query.open)).shown
        if not found:
            return None
        count = len(found)
        these, counted = ("this paper", "1 reference") if count == 1 else (f"these {count} papers", f"{count} references")
        text = "\n".join(listed(paper, self.listed.number.get(paper.id, 0)) for paper in found)
        copy = act([mark("link"), "Copy as text"], **asks(papers=f"papers-{name}", called=counted), **aria(label=f"Copy {these} as text"))
        files = [_file(row, word, self._search(name), these) for row, word in _FORMATS.items()]
        told = html.Div(text, id=f"papers-{name}", className="words-text", tabIndex="0", role="region", **aria(label=counted))
        return html.Section(
            [
                html.H3(these.capitalize()),
                html.P(hint, className="note") if hint else None,
                html.Div([*files, copy], className="actions", role="group", **aria(label=f"Take {these} along")),
                html.Details([html.Summary("As a list"), told], className="more"),
            ],
            className="these-papers",
        )

    def _search(self, name: str) -> str:
        return replace(self.query, select=name, view=None, move=(), theme="auto", table=False, sort="").search()


def _file(name: str, word: str, search: str, these: str) -> Any:
    address = f"{address_of(FORMATS[name])}?{search}"
    return html.A([mark("download"), word], href=address, download="", className="act", **aria(label=f"{word}: download {these}"))
