"""The actions on the card of a node: show its neighbourhood, ask for paths or effects, pick a part by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pathways.drawing.text_metrics import clean
from pathways.model.mechanism import Mechanism, Node
from pathways.query.query import Query
from pathways.render.cards import Action
from pathways.web.example_questions import drug_of
from pathways.web.view_links import toggled

__all__ = ["actions"]


def actions(mechanism: Mechanism, node: Node, query: Query, neighbours: Iterable[str]) -> Iterator[Action]:
    """Yield the actions of a node in the order in which they are shown; each only changes the address."""
    if node.id in mechanism.members:
        opened = node.id in query.open
        yield _act("Close the group" if opened else "Open the group", query, strong=True, open=toggled(query.open, node.id))
    focused = query.focus == (node.id,)
    yield _act("Show all again" if focused else "Show only what is around it", query, focus=() if focused else (node.id,))
    if node.id not in query.hide:
        yield _act("Hide it", query, hide=toggled(query.hide, node.id), select="")
    yield from _leading(node, query)
    yield from _supposing(mechanism, node, query)
    yield from _picking(node, query, neighbours)


def _act(text: str, query: Query, *, strong: bool = False, panel: str = "", **changes: Any) -> Action:
    return Action(clean(text), query.change(**changes), strong, panel)


def _leading(node: Node, query: Query) -> Iterator[Action]:
    """Asking for paths from one node to another: one card sets the start, another the end; with both there is an answer."""
    here = (node.id,)
    if query.from_ != here:
        yield _act("What it leads to", query, from_=here, panel="questions" if query.to else "")
    if query.to != here:
        yield _act("What leads to it", query, to=here, panel="questions" if query.from_ else "")
    if query.from_ and query.to and not {node.id} & {*query.from_, *query.to, *query.via, *query.avoid}:
        yield _act("Only by way of it", query, via=(*query.via, node.id), trail=(), panel="questions")
        yield _act("Without passing it", query, avoid=(*query.avoid, node.id), trail=(), panel="questions")


def _supposing(mechanism: Mechanism, node: Node, query: Query) -> Iterator[Action]:
    """Asking what follows if the node goes up or down, or is blocked; with a block goes a node that is set up, by default the drug."""
    here = (node.id,)
    others: dict[str, Any] = {name: tuple(one for one in getattr(query, name) if one != node.id) for name in ("up", "down", "block")}
    for name, text in (("up", "What if it goes up"), ("down", "What if it goes down")):
        if node.id not in getattr(query, name):
            yield _act(text, query, **{**others, name: (*others[name], *here)}, trail=(), panel="questions")
    if node.id in query.block:
        yield _act("Let it pass things on again", query, block=others["block"], trail=())
        return
    drug = None if others["up"] or others["down"] else drug_of(mechanism)
    up = (drug.id,) if drug and drug.id != node.id else others["up"]
    given = f" and {drug.short or mechanism.inline[drug.id]} goes up" if drug and up == (drug.id,) else ""
    blocked, down = (*others["block"], *here), others["down"]
    yield _act(f"What if it is blocked{given}", query, up=up, down=down, block=blocked, trail=(), panel="questions")


def _picking(node: Node, query: Query, neighbours: Iterable[str]) -> Iterator[Action]:
    """Picking a part by hand: start with this node, remove it again, add its neighbours."""
    if node.id not in query.keep:
        yield _act("Add it to my part" if query.keep else "Start a part with it", query, keep=(*query.keep, node.id))
        return
    if near := tuple(one for one in neighbours if one not in query.keep):
        yield _act("Add its neighbours", query, keep=(*query.keep, *near))
    yield _act("Take it out of my part", query, keep=toggled(query.keep, node.id))
