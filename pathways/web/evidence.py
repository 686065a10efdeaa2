"""The card of an arrow: what was said, by whom, how surely, and what speaks against it.

Only arranges what `words` and `assess` say, so that card, table and picture cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dash import html

from pathways.model.assessment import LIMITS, RULE, Assessment, assess
from pathways.model.diagram import Arrow, Diagram
from pathways.model.evidence import Context, Evidence, Finding, Statement
from pathways.model.mechanism import Edge, Mechanism, Source
from pathways.model.relations import Sign
from pathways.model.vocabulary import LAYERS, Layer, Tier
from pathways.query.query import Query
from pathways.render.evidence import LAYER_WORDS, Paper, Shelf, capitalised_first, surroundings
from pathways.scene.legend import SIGNS
from pathways.web.controls import aria, outward
from pathways.web.icons import glyph
from pathways.web.paper_lists import Papers
from pathways.web.view_links import Attributes, link
from pathways.wording.sentences import arrow_sentence, capitalised, context_sentence, edge_sentence, hedge_sentence

__all__ = ["LAYER_WORDS", "SIGNS", "arrow_card", "capitalised_first", "edge_card", "heading", "rule", "said_and_found", "section"]

_LANDING: Attributes = {"data-landing": ""}  # where the focus goes


def arrow_card(diagram: Diagram, mechanism: Mechanism, arrow: Arrow, query: Query, papers: Papers) -> list[Any]:
    """The card of an arrow; where a closed group folds several relations into one, each of them in turn.

    `mechanism` is the whole one, whose references and sources are complete; `papers` are those of the view.
    """
    if len(arrow.edges) == 1:
        return edge_card(mechanism, arrow.edges[0], query, papers)
    why = f"This arrow stands for {len(arrow.edges)} relations, because a group is closed. Each of them in turn:"
    folded = html.P(why, className="note")
    title = heading(arrow_sentence(diagram, arrow, plain=True), [_chip(arrow.layer, arrow.sign, arrow.assessment)])
    each = (_one_of(mechanism, edge, query, papers) for edge in arrow.edges)
    all_of_it = papers.these(arrow.id, "Of all the relations that this arrow stands for.")
    return [*title, _strength(arrow.assessment), folded, *each, all_of_it]


def edge_card(mechanism: Mechanism, edge: Edge, query: Query, papers: Papers) -> list[Any]:
    """The card of one relation."""
    return [
        *heading(edge_sentence(mechanism, edge, plain=True), [_chip(edge.layer, edge.meaning.sign, assess(edge.evidence, edge.context))]),
        html.P(["In the field's words: ", edge_sentence(mechanism, edge)], className="professional"),
        _ends(mechanism, edge, query),
        *_edge(edge, papers),
    ]


def heading(title: str, above: Iterable[Any]) -> list[Any]:
    """The head of a card; the focus comes here when it is opened by key."""
    return [html.Div(list(above), className="chips"), html.H2(title, tabIndex="-1", **_LANDING)]


def section(title: str, *content: Any) -> Any:
    """A part of a card under a small heading; none where it has no content."""
    return html.Section([html.H3(title), *content]) if any(content) else None


def rule() -> Any:
    """How strength is computed, on demand."""
    return html.Details([html.Summary("How this is worked out"), html.P(RULE), html.P(LIMITS)], className="rule")


def _chip(layer: Layer, sign: Sign, found: Assessment) -> Any:
    """Whether it is contested, who says it, and the sign."""
    contested = html.Span([glyph(Tier.CONTESTED.value), "Contested"], className="chip contested") if found.contested else None
    symbol = html.Span(sign.symbol, **aria(hidden="true")) if sign.symbol else None
    who = html.Span(LAYER_WORDS[layer], className=f"chip layer-{layer.value}", title=LAYERS[layer])
    return html.Span([contested, who, html.Span([symbol, SIGNS[sign]], className=f"chip sign-{sign.value}")], className="chips")


def _one_of(mechanism: Mechanism, edge: Edge, query: Query, papers: Papers) -> Any:
    title = html.H3(edge_sentence(mechanism, edge, plain=True), className="relation-title")
    return html.Section([title, _ends(mechanism, edge, query), *_edge(edge, papers)], className="relation")


def _edge(edge: Edge, papers: Papers) -> list[Any]:
    found = assess(edge.evidence, edge.context)
    context = context_sentence(edge.context)
    return [
        _strength(found),
        html.P(context, className="context") if context else None,
        html.P(hedge_sentence(edge), className="hedge"),
        *said_and_found(papers.shelf, edge.evidence, edge.context),
        section("Editors' note", html.P(edge.note)) if edge.note else None,
        papers.these(edge.id),
    ]


def _ends(mechanism: Mechanism, edge: Edge, query: Query) -> Any:
    ends = [html.A(capitalised(mechanism.node[end].label), **link(query, select=end)) for end in (edge.source, edge.target)]
    return html.P(["About: ", ends[0], " and ", ends[1]], className="ends")


def _strength(found: Assessment) -> Any:
    words = [html.P("How well it is supported", className="eyebrow"), html.P(found.sentence), rule()]
    return html.Div([glyph(found.tier.value), html.Div(words)], className="strength")


def said_and_found(shelf: Shelf, evidence: tuple[Evidence, ...], context: Context | None = None) -> Iterator[Any]:
    """What the document says, then the papers: for, against, mixed. Without a context no paper is held against one."""
    said = [item for item in evidence if isinstance(item, Statement)]
    if said:
        yield section("What the document says", *(_statement(shelf.mechanism.source[item.source], item) for item in said))
    if found := shelf.papers(evidence, context):
        papers = len({item.reference for item in evidence if isinstance(item, Finding)})
        title = f"What {papers} papers found" if papers > 1 else "What one paper found"
        yield section(title, html.Ul([_finding(item) for item in found], className="papers"))


def _statement(source: Source, said: Statement) -> Any:
    by = outward(source.publisher or source.title, source.url)
    return html.Figure(
        [
            html.Blockquote(html.P(_surroundings(source.text, said.quote))),
            html.Figcaption([by, f", “{source.title}”", _marker(said.marker)]),
            html.P(f"As the editors read it: {said.reading}", className="note") if said.reading else None,
            html.P("The document infers this step itself.", className="note") if said.inferred else None,
        ],
        className="quote",
    )


def _marker(marker: str) -> Any:
    if not marker:
        return ". No reference mark."
    return [". Reference mark as printed: ", html.Sup(marker), ". The page's list of references is not available."]


def _surroundings(text: str, quote: str) -> list[Any]:
    """The paragraph of the source with the quote marked."""
    before, said, after = surroundings(text, quote)
    return [before, html.Mark(said), after]


def _finding(found: Paper) -> Any:
    chips = [
        html.Span([glyph(found.glyph), found.word], className=f"chip stance-{found.stance}"),
        html.Span("found no difference", className="chip null") if found.null_result else None,
        html.Span(found.outside, className="chip outside") if found.outside else None,
    ]
    number = f"[{found.number}] " if found.number else None
    title = f"{found.title} " if found.title else ""
    return html.Li(
        [
            html.Div(chips, className="chips"),
            html.P(found.finding, className="finding"),
            html.P([number, html.Strong(found.cite), ". ", title, *_journal(found)], className="cite"),
            html.P([glyph(found.tier), found.design], className="design"),
            *(html.P(said, className="design") for said in (found.appraisal, found.context) if said),
            html.P(found.note, className="note") if found.note else None,
            html.Details([html.Summary("About this paper"), *map(html.P, found.about)], className="paper-record") if found.about else None,
            html.P(_links(found), className="links"),
        ],
        className=f"paper is-{found.stance}",
    )


def _journal(found: Paper) -> list[Any]:
    """What the paper stands in and where; nothing where that was not seen."""
    where = f" {found.place}." if found.place else "."
    return [html.Em(found.container), where] if found.container else []


def _links(found: Paper) -> list[Any]:
    """The paper's addresses, each named; where none was seen, that."""
    return [outward(to.text, to.url) for to in found.links] or ["No identifier was seen for this paper."]
