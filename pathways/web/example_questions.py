"""Example questions about a mechanism, made from its nodes and relations, so that each has an answer.

A new reader knows neither the names on the map nor the kinds of questions; an example shows both, and can then be changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pathways.model.assessment import assess
from pathways.model.mechanism import Mechanism, Node
from pathways.model.path_search import distances
from pathways.model.relations import RelationName
from pathways.model.vocabulary import Dose, KindName, Layer
from pathways.query.query import CUTOFF
from pathways.reasoning.answers import Kind
from pathways.reasoning.signed_paths import index

__all__ = ["Example", "drug_of", "examples"]

_ENDS = (KindName.SYMPTOM, KindName.OUTCOME, KindName.CONDITION, KindName.PROCESS)  # in the order of interest to most readers


@dataclass(frozen=True)
class Example:
    """A question in words, and the fields that ask it; all other fields are at their defaults."""

    kind: Kind
    text: str
    changes: dict[str, Any]


def examples(mechanism: Mechanism) -> tuple[Example, ...]:
    """Return example questions about the mechanism, in the order paths, loops, what-if, knock-out, compare.

    Questions that need a drug, doses or two layers are left out if the mechanism has none.

    Example:
        >>> from pathways import load, shipped
        >>> [one.text for one in examples(load(shipped()))][:2]
        ['How does low-dose naltrexone reach pain?', 'How does low-dose naltrexone reach mood?']
    """
    return tuple(_examples(mechanism))


def drug_of(mechanism: Mechanism) -> Node | None:
    """The drug that is the source of most relations, the first of several."""
    drugs = [node for node in mechanism.nodes if node.kind is KindName.DRUG]
    return max(drugs, key=lambda node: len(_targets(mechanism, node)), default=None)


def _examples(mechanism: Mechanism) -> Iterator[Example]:
    drug = drug_of(mechanism)
    ends = _reached(mechanism, drug) if drug else []
    if drug:
        yield from (_path(mechanism, drug, end) for end in ends)
    yield Example("loops", "Which feedback loops are there?", {"loops": True})
    if drug and (targets := _targets(mechanism, drug)):
        start, target = mechanism.inline[drug.id], mechanism.inline[targets[0].id]
        yield Example("whatif", f"What if {start} goes up?", {"up": (drug.id,)})
        yield Example("whatif", f"What if {start} goes up, and {target} is blocked?", {"up": (drug.id,), "block": (targets[0].id,)})
    yield from _evidence(mechanism, drug, ends)
    yield from _contrasts(mechanism)


def _path(mechanism: Mechanism, drug: Node, end: Node) -> Example:
    text = f"How does {mechanism.inline[drug.id]} reach {mechanism.inline[end.id]}?"
    return Example("paths", text, {"from_": (drug.id,), "to": (end.id,)})


def _targets(mechanism: Mechanism, drug: Node) -> list[Node]:
    """Targets of a drug that act on something themselves, receptors first; without those that the drug itself blocks."""
    acting = {edge.source for edge in mechanism.edges if edge.meaning.causal}
    blocked = {edge.target for edge in mechanism.edges if edge.relation is RelationName.ANTAGONISES and edge.source == drug.id}
    own = (edge for edge in mechanism.edges if edge.source == drug.id and edge.meaning.causal)
    names = (edge.target for edge in own if edge.target in acting - blocked)
    return sorted(map(mechanism.node.__getitem__, dict.fromkeys(names)), key=lambda node: node.kind is not KindName.RECEPTOR)


def _reached(mechanism: Mechanism, drug: Node) -> list[Node]:
    """The first two nodes of the kinds in `_ENDS` that paths reach: direct targets of the drug first, processes last."""
    direct = {edge.target for edge in mechanism.edges if edge.source == drug.id and edge.meaning.causal}
    wanted = [node for kind in _ENDS for node in mechanism.nodes if node.kind is kind]
    wanted.sort(key=lambda node: (node.kind is KindName.PROCESS, node.id not in direct))
    near = distances(index(mechanism).forth, [drug.id], CUTOFF).near
    return [node for node in wanted if near.get(node.id)][:2]


def _evidence(mechanism: Mechanism, drug: Node | None, ends: list[Node]) -> Iterator[Example]:
    found = [assess(edge.evidence, edge.context) for edge in mechanism.edges]
    asked = {"from_": (drug.id,), "to": (ends[0].id,)} if drug and ends else {}
    between = f" of the paths to {mechanism.inline[ends[0].id]}" if asked else ""
    if any(one.human for one in found):
        yield Example("knockout", f"What is left{between} if I believe only human evidence?", {**asked, "evidence": "human"})
    if any(one.trial for one in found):
        yield Example("knockout", "What is supported by a controlled trial?", {"evidence": "trial"})
    if any(one.contested for one in found):
        yield Example("knockout", "What is left without what is contested?", {"evidence": "uncontested"})


def _contrasts(mechanism: Mechanism) -> Iterator[Example]:
    doses = {edge.context.dose for edge in mechanism.edges}
    layers = {edge.layer for edge in mechanism.edges}
    if {Dose.LOW, Dose.HIGH} <= doses:
        yield Example("compare", "What changes with the dose? Low (A) against high (B).", {"dose": "low", "against": "dose=high"})
    if {Layer.DOCUMENT, Layer.LITERATURE} <= layers:
        text = "Where do the document (A) and the literature (B) differ?"
        yield Example("compare", text, {"layer": (Layer.DOCUMENT,), "against": "layer=literature"})
    yield Example("compare", "Everything (A) against what rests on studies in people (B).", {"against": "evidence=human"})
