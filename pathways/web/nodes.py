"""The cards of a box and of a gap: what a thing is, what acts on it, what it acts on; and what nobody has shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from pathways.model.mechanism import Curie, Edge, Gap, Mechanism, Node, Property
from pathways.model.vocabulary import KINDS, KindName
from pathways.query.query import Query
from pathways.render.cards import MATCHES
from pathways.render.evidence import Shelf, capitalised_first
from pathways.web.controls import act, aria, asks, outward
from pathways.web.evidence import heading, said_and_found, section
from pathways.web.example_questions import drug_of
from pathways.web.icons import glyph
from pathways.web.paper_lists import Papers
from pathways.web.view_links import button, link, toggled
from pathways.wording.sentences import capitalised, edge_sentence, gap_sentence

__all__ = ["gap_card", "node_card"]

_WHOSE = "Of its relations in this view, and of what is said about it."


def node_card(mechanism: Mechanism, node: Node, query: Query, neighbours: Iterable[str], papers: Papers) -> list[Any]:
    """The card of a box. `mechanism` is the whole one: what is filtered out is still said here; `papers` are those of the view."""
    drawn = glyph("cell-node" if node.kind is KindName.CELL else node.kind.value)
    kind = html.Span([drawn, capitalised_first(KINDS[node.kind].label)], className="chip")
    return [
        *heading(capitalised(node.label), [kind]),
        html.P(f"Also called {', '.join(node.synonyms)}.", className="professional") if node.synonyms else None,
        html.P(node.description),
        _actions(mechanism, node, query, neighbours),
        *_members(mechanism, node, query, papers.shelf),
        *_relations(mechanism, node, query),
        section("What is said about it", *(_property(papers.shelf, item) for item in node.properties)) if node.properties else None,
        section("Identifiers", html.Ul([_identifier(curie) for curie in node.curies], className="identifiers")) if node.curies else None,
        papers.these(node.id, _WHOSE if node.id in papers.part.node else ""),
    ]


def gap_card(mechanism: Mechanism, gap: Gap, query: Query) -> list[Any]:
    """The card of a step that no evidence makes."""
    ends = [html.A(capitalised(mechanism.node[end].label), **link(query, select=end)) for end in (gap.source, gap.target)]
    return [
        *heading(capitalised(gap.label), [html.Span([glyph("unsupported"), "Gap"], className="chip gap")]),
        html.P(gap_sentence(mechanism, gap), className="professional"),
        html.P(gap.explanation),
        html.P(["Between ", ends[0], " and ", ends[1]], className="ends"),
    ]


def _actions(mechanism: Mechanism, node: Node, query: Query, neighbours: Iterable[str]) -> Any:
    focused = query.focus == (node.id,)
    parts = [
        act("Show all again" if focused else "Show only what is around it", **button(query, focus=() if focused else (node.id,))),
        act("Hide it", **button(query, hide=toggled(query.hide, node.id), select="")) if node.id not in query.hide else None,
        *_leading(node, query),
        *_supposing(mechanism, node, query),
        *_picking(node, query, neighbours),
    ]
    if node.id in mechanism.members:
        opened = node.id in query.open
        change = button(query, open=toggled(query.open, node.id))
        parts.insert(0, act("Close the group" if opened else "Open the group", strong=True, **change))
    return html.Div(parts, className="actions", role="group", **aria(label="What to show"))


def _leading(node: Node, query: Query) -> list[Any]:
    """Asking for what leads from one thing to another: one card gives the start, another the end."""
    here = (node.id,)
    answered = asks(panel="questions")  # once both ends are named
    start = act("What it leads to", **button(query, from_=here), **(answered if query.to else {})) if query.from_ != here else None
    end = act("What leads to it", **button(query, to=here), **(answered if query.from_ else {})) if query.to != here else None
    passing = [
        act(text, **button(query, **{name: (*getattr(query, name), *here)}, trail=()), **answered)
        for name, text in (("via", "Only by way of it"), ("avoid", "Without passing it"))
        if query.from_ and query.to and not {node.id} & {*query.from_, *query.to, *query.via, *query.avoid}
    ]
    return [one for one in (start, end, *passing) if one is not None]


def _supposing(mechanism: Mechanism, node: Node, query: Query) -> Iterable[Any]:
    """Asking what follows if it moves; blocked, it can only take away from what something else does, by default the drug."""
    here = (node.id,)
    others = {name: tuple(one for one in getattr(query, name) if one != node.id) for name in ("up", "down", "block")}
    for name, text in (("up", "What if it goes up"), ("down", "What if it goes down")):
        if node.id not in getattr(query, name):
            yield act(text, **button(query, **{**others, name: (*others[name], *here)}, trail=()), **asks(panel="questions"))
    if node.id in query.block:
        yield act("Let it pass things on again", **button(query, block=others["block"], trail=()))
        return
    drug = None if others["up"] or others["down"] else drug_of(mechanism)
    up = (drug.id,) if drug and drug.id != node.id else others["up"]
    given = f" and {drug.short or mechanism.inline[drug.id]} goes up" if drug and up == (drug.id,) else ""
    change = button(query, up=up, down=others["down"], block=(*others["block"], *here), trail=())
    yield act(f"What if it is blocked{given}", **change, **asks(panel="questions"))


def _picking(node: Node, query: Query, neighbours: Iterable[str]) -> list[Any]:
    """Picking a part by hand: start with this, take it out again, add what it is joined to."""
    near = tuple(one for one in neighbours if one not in query.keep)
    if node.id not in query.keep:
        return [act("Add it to my part" if query.keep else "Start a part with it", **button(query, keep=(*query.keep, node.id)))]
    return [
        act("Add its neighbours", **button(query, keep=(*query.keep, *near))) if near else None,
        act("Take it out of my part", **button(query, keep=toggled(query.keep, node.id))),
    ]


def _members(mechanism: Mechanism, node: Node, query: Query, shelf: Shelf) -> Iterable[Any]:
    if node.id in mechanism.members:
        members = [html.Li(_to(mechanism, member.id, query)) for member in mechanism.members[node.id]]
        yield section("In this group", html.Ul(members, className="members"))
    if node.group:
        yield html.P(["Belongs to ", _to(mechanism, node.group, query), "."])
        yield from said_and_found(shelf, node.member_of)


def _to(mechanism: Mechanism, name: str, query: Query) -> Any:
    """A link to a node; the group of a member is opened, so that it is there to be seen."""
    group = mechanism.node[name].group
    opened = query.open if not group or group in query.open else (*query.open, group)
    return html.A(capitalised(mechanism.node[name].label), **link(query, select=name, open=opened))


def _relations(mechanism: Mechanism, node: Node, query: Query) -> Iterable[Any]:
    causal = [edge for edge in mechanism.edges if edge.meaning.causal]
    own = {node.id, *(member.id for member in mechanism.members.get(node.id, ()))}
    into = [edge for edge in causal if edge.target in own and edge.source not in own]
    out = [edge for edge in causal if edge.source in own and edge.target not in own]
    other = [edge for edge in mechanism.edges if not edge.meaning.causal and own & {edge.source, edge.target}]
    yield section("What acts on it", _list(mechanism, into, query) if into else html.P("Nothing on this map acts on it."))
    yield section("What it acts on", _list(mechanism, out, query) if out else html.P("It acts on nothing on this map."))
    if other:
        yield section("Also related", _list(mechanism, other, query))


def _list(mechanism: Mechanism, edges: Iterable[Edge], query: Query) -> Any:
    said = ((edge, edge_sentence(mechanism, edge)) for edge in edges)
    links = (html.A(text, className=f"sign-{edge.meaning.sign.value}", **link(query, select=edge.id)) for edge, text in said)
    return html.Ul([html.Li(one) for one in links], className="sentences")


def _property(shelf: Shelf, item: Property) -> Any:
    text: list[Any] = [html.Strong(capitalised_first(item.name)), f": {item.value}"]
    if not item.evidence:
        return html.P(text, className="property")
    return html.Details([html.Summary(text), *said_and_found(shelf, item.evidence)], className="property")


def _identifier(curie: Curie) -> Any:
    match = html.Span(MATCHES[curie.match], className="match")
    note = html.P(curie.note, className="note") if curie.note else None
    return html.Li([outward(curie.id, f"https://bioregistry.io/{curie.id}"), f" {curie.name} ", match, note])
