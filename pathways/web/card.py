"""The card of the selected item: the values of `render/cards.py`, with links and buttons that change the address.

It shows the whole mechanism, also what the question filters out; the papers and their numbers are those of the view.
"""

from __future__ import annotations

from dataclasses import replace

from pathways.model.diagram import find_arrow
from pathways.model.graph import neighbourhood
from pathways.render.cards import EXPLORER, Card, Composer, MissingCard
from pathways.render.html_document import fill
from pathways.web.actions import actions
from pathways.web.atlas import Atlas, View
from pathways.web.paper_lists import Papers

__all__ = ["card"]


def card(atlas: Atlas, view: View) -> str:
    """Return the card of the selected item, as HTML; empty if nothing is selected."""
    return fill("card.html", card=_card(atlas, view), face=EXPLORER) if view.query.select else ""


def _card(atlas: Atlas, view: View) -> Card:
    mechanism, query = view.mechanism, view.query
    name, papers = query.select, Papers(atlas.part(view), query)

    def compose(*names: str) -> Composer:
        return Composer(mechanism, papers.shelf, query, papers.offers(names))

    if node := mechanism.node.get(name):
        offered = actions(mechanism, node, query, sorted(neighbourhood(mechanism, [name])))
        return replace(compose(name).thing(node), actions=tuple(offered))
    if edge := mechanism.edge.get(name):
        return compose(name).relation(edge)
    if gap := next((gap for gap in mechanism.gaps if gap.id == name), None):
        return compose().gap(gap)
    for diagram in (atlas.shown(view).picture.diagram, atlas.whole(view)):
        if arrow := find_arrow(diagram, name):
            return compose(name, *(edge.id for edge in arrow.edges)).arrow(diagram, arrow)
    return MissingCard()
