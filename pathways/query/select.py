"""A part of a mechanism is a mechanism: what a query keeps, closed and idempotent.

Closed means that both ends of every edge and gap are present, and the group of every kept member. Idempotent means that
asking the same again changes nothing; the order of the steps in `_Index.kept` is what guarantees it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

import networkx as nx

from pathways.model.counts import all_evidence
from pathways.model.evidence import Finding
from pathways.model.graph import Direction, steps, within
from pathways.model.groups import family
from pathways.model.mechanism import Mechanism
from pathways.model.path_search import on_paths
from pathways.model.possible_paths import PathRules
from pathways.model.vocabulary import Dose
from pathways.query.fields import FIELDS, NARROWING, Field
from pathways.query.filters import EDGE_FILTERS, NODE_FILTERS, EdgeIndex, Row
from pathways.query.query import CUTOFF, Query

__all__ = [
    "WALKS", "bare", "changed", "counts", "filtered", "part_of", "second", "select", "together", "walked", "without_ends",
]  # fmt: skip

_TAKES_NOTHING = {row.attribute: getattr(Query, row.attribute) for row in FIELDS.values() if row.effect in ("asks", "looks")}


def bare(query: Query) -> Query:
    """Return the question with only the fields that decide what is kept.

    Example:
        >>> bare(Query(focus=("tlr4",), select="tlr4", theme="dark")) == Query(focus=("tlr4",))
        True
    """
    return replace(query, **_TAKES_NOTHING)


def without_ends(query: Query) -> Query:
    """Return the question with only the fields that decide in which part paths are looked for.

    Example:
        >>> without_ends(Query(from_=("a",), via=("b",), avoid=("c",), dose="low")) == Query(avoid=("c",), dose="low")
        True
    """
    return replace(bare(query), from_=(), to=(), via=())


def second(mechanism: Mechanism, query: Query) -> Query:
    """Return the question that this one is compared with, with only the fields that decide what is kept; the whole map if none is."""
    return replace(bare(Query.parse(query.against, mechanism)[0]), against="")


def part_of(mechanism: Mechanism, query: Query) -> Mechanism:
    """Return what a view shows: what the question keeps, and what the question that it is compared with keeps."""
    part = select(mechanism, query)
    if not query.against:
        return part
    return together(mechanism, (part, select(mechanism, second(mechanism, query))))


def together(mechanism: Mechanism, parts: Iterable[Mechanism]) -> Mechanism:
    """Return the union of some parts of a mechanism, in the mechanism's order."""
    kept = tuple(parts)
    names, edges = {name for part in kept for name in part.node}, {name for part in kept for name in part.edge}
    return _part(mechanism, names, [row for row in _index(mechanism).rows if row.id in edges])


def select(mechanism: Mechanism, query: Query) -> Mechanism:
    """Return the part of the mechanism that the query asks for, in the mechanism's order.

    Layer, relation, sign, evidence, species, year and dose keep edges, each independently: the paper on mice need not be the one of that
    year. Nodes that thereby lose all their edges go too, except those named in `focus`, `from`, `to`, `via` or `keep`. A dose keeps what
    is stated for this band or for none; a quotation has neither species nor year. `hide`, `avoid`, `kind` and `keep` then
    remove nodes: hiding a group hides its members, keeping a group alone keeps its members. `focus`, `from`, `to` and `via` come last
    and follow the relations that are left; if no node of the focus is left, nothing is kept. Paths consist of causal relations; `via`
    keeps the paths that pass each of its nodes, or one of its members if it is a group.
    Ids that the mechanism does not have are ignored. References that nothing kept cites go, and stories unless all is kept; sources,
    caveats and regions stay, so that a region has the same colour in every part.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> select(toy, Query()) == toy
        True
    """
    return _part(mechanism, *_index(mechanism).kept(query))


def filtered(mechanism: Mechanism, query: Query) -> Mechanism:
    """Return what the filters of a question leave, without its search for paths; the ends that it names stay.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.model.vocabulary import KindName
        >>> asked = Query(from_=("tlr4",), to=("pain",), kind=(KindName.SYMPTOM,))
        >>> [node.id for node in filtered(load(shipped()), asked).nodes]
        ['tlr4', 'sensitisation', 'hypersensitivity', 'pain']
    """
    return _index(mechanism).filtered(replace(bare(query), against="", cutoff=CUTOFF, impossible=False))


def walked(mechanism: Mechanism, query: Query) -> Mechanism:
    """Return the part in which the paths between the ends of a question are looked for, so that every count of them agrees.

    That is what its filters leave; with a focus, what the view keeps, since the part around the focus depends on the paths.

    Example:
        >>> from pathways import load, shipped
        >>> ldn = load(shipped())
        >>> asked = Query(from_=("tlr4",), to=("sensitisation",))
        >>> walked(ldn, asked) == filtered(ldn, asked), walked(ldn, replace(asked, focus=("microglia",))).edges
        (True, ())
    """
    asked = replace(bare(query), against="")
    return select(mechanism, asked) if query.focus else filtered(mechanism, asked)


def counts(mechanism: Mechanism, query: Query) -> dict[str, dict[Any, int]]:
    """Return for each filter and each of its values how many edges would be left if only this value were chosen.

    The query's other fields stay as they are, so `counts(m, q)["layer"]["document"]` is the number of edges of
    `select(m, replace(q, layer=(Layer.DOCUMENT,)))`. Values are those that the mechanism has, and those that are chosen.
    """
    index, rows = _index(mechanism), (row for row in NARROWING if row.counted)
    return {row.attribute: {value: _count(index, query, row, value) for value in _values(index, query, row)} for row in rows}


def _values(index: _Index, query: Query, row: Field) -> Iterable[Any]:
    chosen, offered = getattr(query, row.attribute), index.offered[row.attribute]
    return dict.fromkeys((*offered, *(chosen if row.kind.several else (chosen,))))


def _count(index: _Index, query: Query, row: Field, value: Any) -> int:
    asked = copy(query)  # as `replace`, without normalising every field again
    object.__setattr__(asked, row.attribute, (value,) if row.kind.several else value)
    return len(index.kept(asked)[1])


class _Index(EdgeIndex):
    """A mechanism prepared for many queries in a row."""

    def __init__(self, mechanism: Mechanism) -> None:
        super().__init__(mechanism)
        self.offered = {row.attribute: tuple(row.offered(mechanism)) for row in NARROWING if row.counted}
        self.unit = {node.id: node.group or node.id for node in mechanism.nodes}
        self.before = _ends(self.rows)
        self.quiet = [node for node in self.unit if node not in self.before]
        self.had = {self.unit[node] for node in self.before}
        self._filtered: dict[Query, Mechanism] = {}

    @cached_property
    def rules(self) -> PathRules:
        """The rules for impossible paths; built on first use, since most questions ask for no path."""
        return PathRules(self.mechanism)

    @cached_property
    def _graphs(self) -> dict[Direction, nx.MultiDiGraph[str]]:
        return {}

    def graph(self, direction: Direction) -> nx.MultiDiGraph[str]:
        if direction not in self._graphs:
            self._graphs[direction] = steps(self.mechanism, direction)
        return self._graphs[direction]

    def filtered(self, query: Query) -> Mechanism:
        """What the filters leave; the last few results are cached, and with them what is derived from them."""
        found = self._filtered.get(query)
        if found is None:
            nodes, rows = self.kept(query, led=False)
            whole = len(nodes) == len(self.unit) and len(rows) == len(self.rows)
            for old in list(self._filtered)[: max(0, len(self._filtered) - _REMEMBERED + 1)]:
                self._filtered.pop(old, None)
            found = self._filtered[query] = self.mechanism if whole else _part(self.mechanism, nodes, rows)
        return found

    def kept(self, query: Query, *, led: bool = True) -> tuple[Collection[str], list[Row]]:
        """Return the ids of the kept nodes and the kept edges; if not `led`, without the search for paths between the ends."""
        pinned = {name for name in (*query.focus, *query.from_, *query.to, *query.via, *query.keep) if name in self.unit}
        rows = self._passing(query)
        nodes = self._still_used(rows) | pinned
        for name, narrow in NODE_FILTERS.items():
            if value := getattr(query, name):
                nodes = narrow(self, nodes, pinned, value)
        nodes |= {self.unit[name] for name in nodes}
        return self._walked(query if led else without_ends(query), nodes, _between(rows, nodes))

    def _walked(self, query: Query, nodes: set[str], rows: list[Row]) -> tuple[Collection[str], list[Row]]:
        """What focus and ends leave; both are applied until neither removes anything, so that the selection is idempotent."""
        before = -1
        left: Collection[str] = nodes
        walks = dict.fromkeys(walk for name, walk in WALKS.items() if getattr(query, name))
        while walks and before != len(left) + len(rows):
            before = len(left) + len(rows)
            for walk in walks:
                left, rows = walk(self, query, left, rows)
        return left, rows

    def around(self, query: Query, nodes: Collection[str], rows: list[Row]) -> tuple[Collection[str], list[Row]]:
        """The nodes within the radius of the focus, and the edges between them."""
        left = within(self.graph(query.direction), query.focus, query.radius, nodes=set(nodes), edges={row.id for row in rows})
        return left, _between(rows, left)

    def leading(self, query: Query, nodes: Collection[str], rows: list[Row]) -> tuple[Collection[str], list[Row]]:
        """The causal edges on paths from one end to the other, with the ends and the other nodes that the question names."""
        starts, ends = ([name for name in names if name in nodes] for names in (query.from_, query.to))
        if (query.from_ and not starts) or (query.to and not ends):
            return set(), []
        groups = {name: group for name, group in sorted(self.rules.groups.items()) if name in nodes}
        via = [family(self.mechanism, [name]) for name in query.via]
        found: set[str] = set()
        for causal in self._within_a_dose(query, [row for row in rows if row.edge.meaning.causal]):
            edges = [(row.id, row.source, row.target) for row in causal]
            why_not = None if query.impossible else self.rules.why_not
            found |= on_paths(edges, groups, starts, ends, query.cutoff, via=via, why_not=why_not)
        kept = [row for row in rows if row.id in found]
        used = {*_ends(kept), *starts, *ends, *(name for name in (*query.focus, *query.via, *query.keep) if name in nodes)}
        return used | {self.unit[name] for name in used}, kept

    def _within_a_dose(self, query: Query, rows: list[Row]) -> list[list[Row]]:
        """The edges of each dose, if edges are stated for both: no path may mix two doses, unless the question allows that."""
        if query.impossible or not {Dose.LOW, Dose.HIGH} <= {row.dose for row in rows}:
            return [rows]
        return [[row for row in rows if row.dose != other] for other in (Dose.HIGH, Dose.LOW)]

    def _passing(self, query: Query) -> list[Row]:
        """The edges that pass every edge filter."""
        rows = self.rows
        for name, passing in EDGE_FILTERS.items():
            if (value := getattr(query, name)) != getattr(Query, name):
                rows = list(filter(passing(self, value), rows))
        return rows

    def _still_used(self, rows: list[Row]) -> set[str]:
        """The nodes that have an edge left, and those that never had one.

        A group and its members are one unit for the second: a member without edges of its own is kept or removed with its group.
        """
        if len(rows) == len(self.rows):
            return set(self.unit)
        after = _ends(rows)
        has = {self.unit[name] for name in after}
        return after | {name for name in self.quiet if (unit := self.unit[name]) not in self.had or unit in has}

Walk = Callable[[_Index, Query, Collection[str], list[Row]], tuple[Collection[str], list[Row]]]

# The fields that narrow the map by following relations from node to node, by their names in `Query`; the others are in `filters`.
WALKS: dict[str, Walk] = {"focus": _Index.around, **dict.fromkeys(("from_", "to", "via"), _Index.leading)}

_INDEXES: dict[int, _Index] = {}
_REMEMBERED = 8  # mechanisms; more than a page serves at a time


def _index(mechanism: Mechanism) -> _Index:
    """Return the index of a mechanism, built on first use; it stays valid as mechanisms are immutable."""
    found = _INDEXES.get(id(mechanism))
    if found is None or found.mechanism is not mechanism:
        for old in list(_INDEXES)[: max(0, len(_INDEXES) - _REMEMBERED + 1)]:
            _INDEXES.pop(old, None)
        found = _INDEXES[id(mechanism)] = _Index(mechanism)
    return found


def _ends(rows: Iterable[Row]) -> set[str]:
    return {name for row in rows for name in (row.source, row.target)}


def _between(rows: Iterable[Row], nodes: Collection[str]) -> list[Row]:
    return [row for row in rows if row.source in nodes and row.target in nodes]


def _part(mechanism: Mechanism, names: Collection[str], rows: list[Row]) -> Mechanism:
    """Build the mechanism of these nodes and edges, without validation, as the whole mechanism was validated."""
    nodes = tuple(node for node in mechanism.nodes if node.id in names)
    whole = len(nodes) == len(mechanism.nodes) and len(rows) == len(mechanism.edges)
    part = changed(
        mechanism,
        nodes=nodes,
        edges=tuple(row.edge for row in rows),
        gaps=tuple(gap for gap in mechanism.gaps if gap.source in names and gap.target in names),
        stories=mechanism.stories if whole else (),  # stories are about the whole mechanism
    )
    cited = {item.reference for item in all_evidence(part) if isinstance(item, Finding)}
    return changed(part, references=tuple(reference for reference in mechanism.references if reference.id in cited))


def changed(mechanism: Mechanism, **fields: Any) -> Mechanism:
    """Return a part with other fields; `model_copy` would keep properties that were cached for the old ones."""
    part = Mechanism.model_construct(**{name: getattr(mechanism, name) for name in Mechanism.model_fields} | fields)
    part.__dict__["_whole"] = mechanism.whole
    return part
