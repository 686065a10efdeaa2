"""The filters of a question, one entry each: which edges a value keeps, and which nodes.

An edge filter tests each edge separately; the evidence that it needs is looked up once for each mechanism. A node filter removes nodes
from those that still have an edge. Fields that follow relations from node to node are in `select`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, NamedTuple

from pathways.model.assessment import assess, studied
from pathways.model.groups import family
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.vocabulary import Species
from pathways.query.fields import latest_year

__all__ = ["EDGE_FILTERS", "NODE_FILTERS", "EdgeIndex", "Row"]


class Row(NamedTuple):
    """The values of an edge that the filters test, looked up once."""

    id: str
    source: str
    target: str
    layer: str
    relation: str
    sign: str
    dose: str | None
    edge: Edge


class EdgeIndex:
    """The values that filters test on the edges of a mechanism, each computed once."""

    def __init__(self, mechanism: Mechanism) -> None:
        self.mechanism = mechanism
        self.rows = [_row(edge) for edge in mechanism.edges]

    @cached_property
    def evidence(self) -> dict[str, set[str]]:
        """The ids of the edges that each choice of `evidence` keeps."""
        found = [(row.id, assess(row.edge.evidence, row.edge.context)) for row in self.rows]
        return {
            "all": {name for name, _ in found},
            "human": {name for name, one in found if one.human},
            "trial": {name for name, one in found if one.trial},
            "beyond-document": {name for name, one in found if not one.document_only},
            "contested": {name for name, one in found if one.contested},
            "uncontested": {name for name, one in found if not one.contested},
        }

    @cached_property
    def species(self) -> dict[str, frozenset[Species]]:
        """The species that the papers of each edge studied."""
        return {row.id: frozenset(one for finding in row.edge.findings for one in studied(finding)) for row in self.rows}

    @cached_property
    def years(self) -> dict[str, int]:
        """The year of the latest paper of each edge; zero if no year is known."""
        known = self.mechanism
        return {row.id: max((latest_year(known, finding) or 0 for finding in row.edge.findings), default=0) for row in self.rows}

    def picked(self, names: Collection[str]) -> set[str]:
        """The hand-picked nodes; a group that was picked without any of its members adds all of them."""
        members = self.mechanism.members
        alone = [name for name in names if not any(member.id in names for member in members.get(name, ()))]
        return {*names, *family(self.mechanism, alone)}


def _row(edge: Edge) -> Row:
    dose = edge.context.dose
    return Row(
        edge.id, edge.source, edge.target,
        edge.layer.value, edge.relation.value, edge.meaning.sign.value, dose.value if dose else None, edge,
    )


def _word(name: str) -> EdgeFilter:
    """Keep the edges whose value of this attribute is one of the chosen ones."""

    def passing(_: EdgeIndex, wanted: Any) -> Callable[[Row], bool]:
        words = frozenset(map(str, wanted))
        return lambda row: getattr(row, name) in words

    return passing


def _supported(index: EdgeIndex, choice: Any) -> Callable[[Row], bool]:
    known = index.evidence[choice]
    return lambda row: row.id in known


def _studied(index: EdgeIndex, wanted: Any) -> Callable[[Row], bool]:
    species, named = index.species, frozenset(wanted)
    return lambda row: not named.isdisjoint(species[row.id])


def _dated(index: EdgeIndex, first: Any) -> Callable[[Row], bool]:
    years = index.years
    return lambda row: years[row.id] >= first


def _stated_for(_: EdgeIndex, dose: Any) -> Callable[[Row], bool]:
    return lambda row: row.dose in (None, dose)


def _without(index: EdgeIndex, nodes: set[str], _: Collection[str], names: Any) -> set[str]:
    return nodes - family(index.mechanism, names)


def _of_kind(index: EdgeIndex, nodes: set[str], pinned: Collection[str], kinds: Any) -> set[str]:
    known = index.mechanism.node
    return {name for name in nodes if name in pinned or known[name].kind in kinds}


def _kept(index: EdgeIndex, nodes: set[str], _: Collection[str], names: Any) -> set[str]:
    return nodes & index.picked(names)


EdgeFilter = Callable[[EdgeIndex, Any], Callable[[Row], bool]]
NodeFilter = Callable[[EdgeIndex, set[str], Collection[str], Any], set[str]]

# By the name in `Query`; each applies if the field is not at its default.
EDGE_FILTERS: dict[str, EdgeFilter] = {
    "layer": _word("layer"), "relation": _word("relation"), "sign": _word("sign"), "dose": _stated_for, "evidence": _supported,
    "species": _studied, "year_from": _dated,
}  # fmt: skip
NODE_FILTERS: dict[str, NodeFilter] = {"hide": _without, "avoid": _without, "kind": _of_kind, "keep": _kept}
