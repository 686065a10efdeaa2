"""The legend under the picture, and the texts about the page: how to read it, and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from pathways.drawing.theme import THEMES
from pathways.model.assessment import LIMITS, RULE
from pathways.model.mechanism import Mechanism
from pathways.render.card_evidence import Shelf
from pathways.render.cards import Composer, Face
from pathways.render.html_document import fill
from pathways.render.svg import inline
from pathways.scene.legend import LegendItem, brief
from pathways.scene.legend_shapes import sample
from pathways.web.components import Icon, Markup
from pathways.web.controls import outward
from pathways.wording.references import references

__all__ = ["about", "caveat_links", "legend_bar"]

_TITLES = {"sign": "Arrows", "tier": "Evidence", "kind": "Boxes"}
_ARROWS = (
    "Choose an arrow to read who says so, word for word, how surely, and what papers found for and against it. Choose a box to read "
    "what it is and what acts on it. The small mark on an arrow tells the best kind of study behind it and how many papers speak for "
    "and against it. A dotted line with a question mark is a gap: a step that a reader would expect and that nothing here shows."
)
_BOXES = (
    "Boxes can be dragged; a double click opens a group. The address holds everything you see, so a link or a bookmark brings this "
    "very view back."
)
_KEYS = (
    ("arrow keys", "from one box or arrow to the nearest"),
    ("n, p", "to the next, the one before"),
    ("Enter", "open the evidence"),
    ("Esc", "close it"),
    ("+ and −", "zoom"),
    ("0", "the whole map"),
    ("Shift and arrow keys", "move the map"),
    ("Alt and arrow keys", "move the box"),
)
_WIDTHS = {"sign": 34, "layer": 34, "gap": 34, "contested": 24, "group": 24}


def legend_bar(items: Sequence[LegendItem]) -> Any:
    """The marks in the picture, each beside its meaning: arrows and their badges always, the rest on demand."""
    groups: list[tuple[str, list[LegendItem]]] = []
    for item in items:
        if item.sample in _TITLES and (not groups or groups[-1][0] != _TITLES[item.sample]):
            groups.append((_TITLES[item.sample], []))
        if groups:
            groups[-1][1].append(item)
    line = html.Ul([_line(item) for item in brief(items)])
    whole = [html.Div([html.Strong(title), html.Ul([_line(item) for item in lines])], className="row") for title, lines in groups]
    summary = html.Summary([html.Strong("Legend"), html.Div(line, className="brief")])
    return html.Details([summary, html.Div(whole, className="key")], className="legend")


def _line(item: LegendItem) -> Any:
    return html.Li([_sample(item), item.text])


def _sample(item: LegendItem) -> Icon:
    """The drawing of a mark, as in the picture, in a box of its width."""
    drawn = inline(sample(item, 0, 4, THEMES["light"]))
    return Icon(svg=drawn, box=f"-1 0 {_WIDTHS.get(item.sample, 14)} 20", className=f"sample is-{item.sample}")


def caveat_links(mechanism: Mechanism, most: int = 1) -> list[Any]:
    """The first caveats by name, and a link to all of them."""
    named = [html.A(caveat.title, href=f"#caveat-{caveat.id}") for caveat in mechanism.caveats[:most]]
    rest = html.A("What this map does not say", href="#caveats", className="all")
    return [*named, rest] if named else []


def about(mechanism: Mechanism) -> list[Any]:
    """The text under the picture: how to read it, its limits, how strength is computed, what is quoted."""
    caveats = Markup(html=_caveats(mechanism))
    return [
        html.Section([html.H2("How to read this map"), *_reading(mechanism)]),
        html.Section([html.H2("What this map does not say", id="caveats"), caveats]) if mechanism.caveats else None,
        html.Section([html.H2("How the strength of a relation is worked out"), html.P(f"{RULE} {LIMITS}")]),
        html.Section([html.H2("What is quoted"), *_sources(mechanism)]),
    ]


def _reading(mechanism: Mechanism) -> list[Any]:
    summary = html.P(mechanism.summary) if mechanism.summary else None
    keys = html.Dl([item for key, text in _KEYS for item in (html.Dt(key), html.Dd(text))], className="keys")
    return [summary, html.P(_ARROWS), html.P(_BOXES), keys]


def _caveats(mechanism: Mechanism) -> str:
    """The limits with their evidence, as HTML; the page has no numbered list of papers."""
    named = Composer(mechanism, Shelf(mechanism, {})).named
    limits = [named(f"caveat-{one.id}", one.title, one.text, one.evidence) for one in mechanism.caveats]
    return fill("caveats.html", caveats=limits, face=Face(numbers=""))


def _sources(mechanism: Mechanism) -> list[Any]:
    quoted = [
        html.P([outward(source.title, source.url), f", {source.publisher}. " if source.publisher else ". ", source.remark])
        for source in mechanism.sources
    ]
    papers = references(mechanism)
    more = f"; {len(papers.beside)} more for properties and limits" if papers.beside else ""
    counted = f"{papers.counted} behind {len(mechanism.edges)} relations between {len(mechanism.nodes)} things{more}."
    return [*quoted, html.P(f"{counted} Version {mechanism.version}, {mechanism.date}.")]
