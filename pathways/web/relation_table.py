"""The relations in view as a table: the content of the picture for reading, searching and sorting.

A plain HTML table, because a grid component is larger than the whole page and less accessible to screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dash import html

from pathways.language.name_search import has_words
from pathways.model.assessment import Assessment, assess
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.relations import SIGNS
from pathways.model.vocabulary import LAYERS, TIERS, Layer
from pathways.query.query import Query
from pathways.render.card_evidence import LAYER_WORDS, capitalised_first
from pathways.web.controls import aria
from pathways.web.icons import glyph
from pathways.web.view_links import button

__all__ = ["Row", "relations_table", "rows"]

_TIER_ORDER = list(TIERS)
_LAYER_ORDER = list(LAYERS)


@dataclass(frozen=True)
class Row:
    """One relation in words; `called` holds the short names of its ends, which are searched but not shown."""

    edge: Edge
    source: str
    relation: str
    target: str
    sign: str
    hedge: str
    found: Assessment
    called: str = ""

    @property
    def text(self) -> str:
        """All words of the row, for the search."""
        words = (self.source, self.relation, self.target, self.sign, LAYER_WORDS[self.edge.layer], TIERS[self.found.tier], self.hedge)
        contested = "contested" if self.found.contested else ""
        return " ".join((*words, contested, self.called))


_KEYS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "source": ("Source", lambda row: row.source.casefold()),
    "relation": ("Relation", lambda row: row.relation),
    "target": ("Target", lambda row: row.target.casefold()),
    "sign": ("Sign", lambda row: row.sign),
    "layer": ("Layer", lambda row: _LAYER_ORDER.index(row.edge.layer)),
    "evidence": ("Best evidence for", lambda row: _TIER_ORDER.index(row.found.tier)),
    "for": ("For", lambda row: -len(row.found.supports)),
    "against": ("Against", lambda row: -len(row.found.contradicts)),
    "hedge": ("Hedge", lambda row: (not row.hedge, row.hedge)),
}


def rows(mechanism: Mechanism, query: Query, find: str = "") -> tuple[Row, ...]:
    """The relations of a part that contain every word of `find`, in the order that the question sets, by default the file's."""
    found = [row for row in (_row(mechanism, edge) for edge in mechanism.edges) if has_words(find, row.text)]
    name = query.sort.removeprefix("-")
    if name in _KEYS:
        found.sort(key=_KEYS[name][1], reverse=query.sort.startswith("-"))
    return tuple(found)


def _row(mechanism: Mechanism, edge: Edge) -> Row:
    return Row(
        edge=edge,
        source=mechanism.node[edge.source].label,
        relation=edge.meaning.verb,
        target=mechanism.node[edge.target].label,
        sign=SIGNS[edge.meaning.sign],
        hedge=", ".join(dict.fromkeys(said.hedge for said in edge.statements if said.hedge)),
        found=assess(edge.evidence, edge.context),
        called=" ".join(mechanism.node[end].name for end in (edge.source, edge.target)),
    )


def relations_table(found: Iterable[Row], query: Query) -> Any:
    """The table; the row of the selected relation is marked."""
    body = [_line(row, query) for row in found]
    if not body:
        return html.P("No relation of this view has these words.", className="empty")
    head = html.Thead(html.Tr([_head(name, title, query) for name, (title, _) in _KEYS.items()]))
    caption = html.Caption("The relations in view. A row opens its evidence.", className="unseen")
    return html.Table([caption, head, html.Tbody(body)], className="relations")


def _head(name: str, title: str, query: Query) -> Any:
    now = {name: "ascending", f"-{name}": "descending"}.get(query.sort, "none")
    following = {"none": name, "ascending": f"-{name}", "descending": ""}[now]
    arrow = html.Span({"none": "", "ascending": "up", "descending": "down"}[now], className=f"order is-{now}", **aria(hidden="true"))
    return html.Th(html.Button([title, arrow], type="button", **button(query, sort=following)), scope="col", **aria(sort=now))


def _line(row: Row, query: Query) -> Any:
    edge, chosen = row.edge, row.edge.id == query.select
    spoken = f"{row.source} {row.relation} {row.target}: open the evidence"
    contested = html.Span("contested", className="chip contested") if row.found.contested else None
    select = button(query, select="" if chosen else edge.id)
    cells = [
        html.Th(html.Button(capitalised_first(row.source), type="button", **aria(label=spoken), **select), scope="row"),
        html.Td(row.relation),
        html.Td(row.target),
        html.Td(row.sign, className=f"sign-{edge.meaning.sign.value}"),
        html.Td(LAYER_WORDS[edge.layer], className=f"layer-{edge.layer.value}" if edge.layer is Layer.LITERATURE else ""),
        html.Td([glyph(row.found.tier.value), TIERS[row.found.tier]], className="tier"),
        html.Td(str(len(row.found.supports)), className="number"),
        html.Td([str(len(row.found.contradicts)), contested], className="number"),
        html.Td(row.hedge or "—", className="hedge"),
    ]
    return html.Tr(cells, className="is-selected" if chosen else "", **(aria(current="true") if chosen else {}), **select)
