"""Comparing two parts of one mechanism, such as low and high dose, or document and literature.

An average over contexts would hide that one cause is stated to act in opposite directions in two of them. So relations are compared
one by one, and a contradiction has a verdict of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pathways.language.grammar import counted, joined
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.relations import RelationName, Sign
from pathways.query.query import Query
from pathways.query.select import bare, second, select

__all__ = ["RULE", "VERDICTS", "Compared", "Pair", "Verdict", "compare", "compare_views"]

Verdict = Literal["agree", "only here", "only there", "opposite"]
VERDICTS: tuple[Verdict, ...] = ("agree", "only here", "only there", "opposite")
RULE = (
    "Compared is what is said from one thing to another, in this direction. Causal relations are held against causal ones, any "
    "other relation only against the same one. The signs are opposite where one side states a direction that the other does not, "
    "and the other states the contrary; a direction left open contradicts nothing, so it agrees. What is said of one form of a "
    "thing on one side alone, such as its low dose, is held against what is said of another form on the other."
)
_SIGNED = frozenset({Sign.INCREASES, Sign.DECREASES})
_VERDICT_PHRASES: dict[Verdict, tuple[str, str]] = {
    "agree": ("agrees", "agree"),
    "only here": ("is in the first view only", "are in the first view only"),
    "only there": ("is in the second view only", "are in the second view only"),
    "opposite": ("is said to go opposite ways", "are said to go opposite ways"),
}


@dataclass(frozen=True)
class Pair:
    """The edges of two mechanisms from one node to another; their ids are in file order.

    Where the two sides name different forms of one thing, the thing is the end of the pair; the edges have the forms as their ends.
    """

    source: str
    target: str
    here: tuple[str, ...]
    there: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Compared:
    """All pairs of nodes that an edge of either mechanism connects, in the order of the nodes: those of `here` first."""

    rows: tuple[Pair, ...]

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """How many pairs have each verdict, zeros included."""
        return {verdict: sum(row.verdict == verdict for row in self.rows) for verdict in VERDICTS}

    @property
    def sentence(self) -> str:
        """The counts in words."""
        clauses = [f"{number} {_VERDICT_PHRASES[verdict][number != 1]}" for verdict, number in self.counts.items() if number]
        if not clauses:
            return "There is nothing to compare: neither side has a relation."
        return f"Of {counted(len(self.rows), 'pair')} of things, {joined(clauses)}."


_Key = tuple[str, str, str]  # source, target, and the relation unless it is causal


def compare(here: Mechanism, there: Mechanism) -> Compared:
    """Compare two mechanisms, usually two parts of one, by their edges from one node to another; see `RULE`.

    A mechanism compared with itself agrees throughout; two empty ones have no rows.

    Example:
        >>> from pathways.model.mechanism import Edge, Node
        >>> nodes = tuple(Node(id=n, label=n, kind="process", region="r", description="x") for n in ("dose", "pain"))
        >>> whole = dict(id="m", title="M", sentence="S", version="1", date="d", nodes=nodes)
        >>> ends = dict(source="dose", target="pain", layer="document", evidence=())
        >>> low, high = (Mechanism(**whole, edges=(Edge(**ends, relation=word),)) for word in ("decreases", "increases"))
        >>> compare(low, high).sentence
        'Of 1 pair of things, 1 is said to go opposite ways.'
    """
    forms = _forms((*here.edges, *there.edges))
    merged = _merged_keys(set(map(_key, here.edges)), set(map(_key, there.edges)), forms)
    ours, theirs = (_grouped(one.edges, keys) for one, keys in zip((here, there), merged, strict=True))
    place = {name: number for number, name in enumerate(dict.fromkeys((*here.node, *there.node)))}
    keys = sorted({*ours, *theirs}, key=lambda key: (place.get(key[0], len(place)), place.get(key[1], len(place)), key))
    return Compared(tuple(_pair(key, ours.get(key, []), theirs.get(key, [])) for key in keys))


def compare_views(mechanism: Mechanism, query: Query) -> tuple[Query, Query, Compared]:
    """Compare the part that a query keeps with that of the query in its `against`; the two queries come first."""
    here, there = replace(bare(query), against=""), second(mechanism, query)
    return here, there, compare(select(mechanism, here), select(mechanism, there))


def _key(edge: Edge) -> _Key:
    return edge.source, edge.target, "" if edge.meaning.causal else edge.relation.value


def _forms(edges: Iterable[Edge]) -> dict[str, str]:
    """The thing of which each form is a form."""
    return {edge.source: edge.target for edge in edges if edge.relation is RelationName.FORM_OF}


def _merged_keys(ours: set[_Key], theirs: set[_Key], forms: dict[str, str]) -> tuple[dict[_Key, _Key], dict[_Key, _Key]]:
    """New keys for edges of which one side alone names one form and the other side alone another form: both get the key of the thing."""
    alone = [{key: _without_forms(key, forms) for key in one - other if key[2] != RelationName.FORM_OF}
             for one, other in ((ours, theirs), (theirs, ours))]
    both = set(alone[0].values()) & set(alone[1].values())
    here, there = ({key: thing for key, thing in keys.items() if thing in both} for keys in alone)
    return here, there


def _without_forms(key: _Key, forms: dict[str, str]) -> _Key:
    source, target, kind = key
    return forms.get(source, source), forms.get(target, target), kind


def _grouped(edges: Iterable[Edge], merged: dict[_Key, _Key]) -> dict[_Key, list[Edge]]:
    found: dict[_Key, list[Edge]] = {}
    for edge in edges:
        key = _key(edge)
        found.setdefault(merged.get(key, key), []).append(edge)
    return found


def _pair(key: _Key, here: list[Edge], there: list[Edge]) -> Pair:
    ours, theirs = (tuple(edge.id for edge in edges) for edges in (here, there))
    return Pair(key[0], key[1], ours, theirs, _verdict(here, there))


def _verdict(here: list[Edge], there: list[Edge]) -> Verdict:
    if not here or not there:
        return "only here" if here else "only there"
    ours, theirs = ({edge.meaning.sign for edge in edges} & _SIGNED for edges in (here, there))
    return "opposite" if ours and theirs and ours != theirs else "agree"
