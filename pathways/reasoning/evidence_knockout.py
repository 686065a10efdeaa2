"""Evidence knock-out: what remains of a mechanism, and of its paths, if only some kinds of evidence are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pathways.errors import UnknownName, hint
from pathways.language.grammar import counted, shown
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve_all
from pathways.query.fields import CUTOFF, EVIDENCE
from pathways.query.query import Query
from pathways.query.select import bare, select, walked, without_ends
from pathways.reasoning.signed_paths import DEFAULT_LIMITS, SearchLimits, index

__all__ = ["KnockOut", "knock_out", "knocked_out"]

_CLAUSES: dict[str, tuple[str, str]] = {  # behind the count of one relation and of several, where the choice has been named
    "all": ("counts", "count"),
    "human": ("is supported so", "are supported so"),
    "trial": ("is supported so", "are supported so"),
    "beyond-document": ("has one", "have one"),
    "contested": ("is contested", "are contested"),
    "uncontested": ("is contradicted by none", "are contradicted by none"),
}


@dataclass(frozen=True)
class KnockOut:
    """The relations that a choice of evidence keeps and those that it removes; ids in the mechanism's order.

    `nodes_lost` lose all their relations, or their group. Where both ends were named (`ends`), paths are counted; `shown` is the number
    of kept relations on one of the remaining paths, and without ends of those that a view shows. `of` is the number of relations
    in the map; `stopped` is empty, or a sentence that not all paths could be counted.
    """

    choice: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    nodes_lost: tuple[str, ...] = ()
    paths_before: int = 0
    paths_after: int = 0
    stopped: str = ""
    ends: bool = False
    shown: int | None = None
    of: int = 0

    @property
    def sentence(self) -> str:
        """The choice, and the counts before and after, in words.

        Example:
            >>> KnockOut("human", ("a", "b"), ("c",), ("n",), 4, 1, ends=True, shown=1).sentence
            'Only relations supported by studies in people: 2 of 3 are left; 1 of them lies on a path. 1 thing drops out. Of 4 paths, ...'
        """
        if self.choice == "all":
            return " ".join(filter(None, ("Every relation counts; nothing is lost.", self._paths(), self.stopped)))
        counts = f"Only {EVIDENCE[self.choice]}: {self._share()} {_are(len(self.kept))} left{self._in_view()}."
        return " ".join(filter(None, (counts, *self._rest(), self.stopped)))

    @property
    def told(self) -> tuple[str, ...]:
        """The same to put behind a query that names the choice, without where the count ended.

        Example:
            >>> KnockOut("human", ("a", "b"), ("c",), ("n",), 4, 1, ends=True, shown=1).told[0]
            '2 of 3 relations are supported so; 1 of them lies on a path.'
        """
        one, many = _CLAUSES[self.choice]
        return (f"{self._share(' relations')} {one if len(self.kept) == 1 else many}{self._in_view()}.", *self._rest())

    def _share(self, noun: str = "") -> str:
        """How many relations of how many; the latter is explained if it is not the whole map."""
        count = len(self.kept) + len(self.lost)
        if self.of and count != self.of:
            return f"{len(self.kept)} of the {count}{noun or ' relations'} that the other choices leave"
        return f"{len(self.kept)} of {count}{noun}"

    def _in_view(self) -> str:
        """How many of the kept relations are drawn, if that is another number."""
        if self.shown is None or not self.kept or (self.shown == len(self.kept) and not self.ends):
            return ""
        lies, lie = ("lies on a path", "lie on a path") if self.ends else ("is shown", "are shown")
        if self.shown == len(self.kept):
            return f"; it {lies}" if self.shown == 1 else f"; all of them {lie}"
        return f"; {self.shown or 'none'} of them {lies if self.shown <= 1 else lie}"

    def _rest(self) -> tuple[str, ...]:
        count = len(self.nodes_lost)
        nodes = f"{counted(count, 'thing')} {'drops' if count == 1 else 'drop'} out." if count else ""
        return tuple(filter(None, (nodes, self._paths())))

    def _paths(self) -> str:
        return f"Of {counted(self.paths_before, 'path')}, {self.paths_after} {_are(self.paths_after)} left." if self.ends else ""


def knocked_out(mechanism: Mechanism, query: Query) -> KnockOut:
    """Return what a query's choice of evidence leaves of what its other fields keep, and how much of that its view shows.

    Example:
        >>> from pathways import load, shipped
        >>> found = knocked_out(load(shipped()), Query(evidence="trial", from_=("low-dose-naltrexone",), to=("pain",)))
        >>> found.told[0]
        '8 of 91 relations are supported so; 1 of them lies on a path.'
    """
    found = knock_out(select(mechanism, replace(without_ends(query), evidence="all")), query.evidence)
    before, after = (_path_counts(walked(mechanism, asked), asked) for asked in (replace(query, evidence="all"), query))
    result = replace(found, shown=len(select(mechanism, bare(query)).edges), of=len(mechanism.edges))
    if before is None:
        return result
    remaining = after or _PathCounts()
    return replace(result, ends=True, paths_before=before.before, paths_after=remaining.before, stopped=before.stopped or remaining.stopped)


def _path_counts(base: Mechanism, query: Query) -> _PathCounts | None:
    """The counts of paths between the ends of a query; None if it does not name both, or the part has none of them."""
    starts, ends, via = ([name for name in names if name in base.node] for names in (query.from_, query.to, query.via))
    if not (starts and ends):
        return None
    if len(via) < len(query.via):
        return _PathCounts()
    return _counted_paths(base, starts, ends, via, query.cutoff, query.impossible, DEFAULT_LIMITS)


def knock_out(
    mechanism: Mechanism, choice: str, sources: Iterable[str] = (), targets: Iterable[str] = (), *,
    via: Iterable[str] = (), cutoff: int = CUTOFF, impossible: bool = False, bound: SearchLimits = DEFAULT_LIMITS,
) -> KnockOut:
    """Return what is left of a mechanism if only a choice of evidence is accepted.

    A path is left if each of its relations is; steps between a group and its members need no evidence. Paths are those of
    `find_paths`, and they are counted where sources and targets are named.

    Args:
        choice: One of `EVIDENCE`, as in the question "evidence".
        via: Nodes that a path has to pass to be counted.
        cutoff: Longest path, in edges.
        impossible: Count impossible paths, too: two doses at once, or round a blockade.
        bound: Limit of the count; the answer says where it ended.

    Raises:
        UnknownName: There is no such choice, or no node is called so; the message offers the nearest.

    Example:
        >>> from pathways import load, shipped
        >>> found = knock_out(load(shipped()), "trial", ["LDN"], ["pain"])
        >>> found.paths_after, found.kept[:2]
        (1, ('naltrexone-antagonises-opioid-receptors', 'higher-dose-naltrexone-antagonises-opioid-receptors'))
    """
    part = select(mechanism, Query(evidence=_checked_choice(choice)))
    lost = tuple(name for name in mechanism.edge if name not in part.edge)
    starts, ends, wanted = (resolve_all(mechanism, names) for names in (sources, targets, via))
    asked = bool(starts and ends)
    nodes_lost = tuple(name for name in mechanism.node if name not in part.node)
    counts, shown = _PathCounts(), None
    if asked:
        counts = _counted_paths(mechanism, starts, ends, wanted, cutoff, impossible, bound, frozenset(lost), frozenset(nodes_lost))
        shown = len(counts.edges)
    return KnockOut(choice, tuple(part.edge), lost, nodes_lost, counts.before, counts.after, counts.stopped, asked, shown)


def _checked_choice(choice: str) -> Any:
    """The choice, if it is one that a query can have."""
    if choice in EVIDENCE:
        return choice
    raise UnknownName(f"{shown(choice)} is no choice of evidence. {hint(choice, EVIDENCE)}")


class _PathCounts(NamedTuple):
    """The number of paths, the number of those left, the relations on these, and where the count ended."""

    before: int = 0
    after: int = 0
    edges: frozenset[str] = frozenset()
    stopped: str = ""


def _counted_paths(
    mechanism: Mechanism, starts: Iterable[str], ends: Iterable[str], via: Iterable[str], cutoff: int, impossible: bool,
    bound: SearchLimits, lost: frozenset[str] = frozenset(), dropped: frozenset[str] = frozenset(),
) -> _PathCounts:
    links, meter = index(mechanism), bound.meter()
    before = after = 0
    used: set[str] = set()
    for nodes, edges in links.ways(starts, ends, cutoff, meter, via=via):
        if impossible or not links.rules.why_not(nodes, edges):
            before += 1
            if lost.isdisjoint(edges) and dropped.isdisjoint(nodes):
                after += 1
                used.update(filter(None, edges))
    stopped = f"The count ended after {bound.limit(meter)}; there may be more." if meter.ended else ""
    return _PathCounts(before, after, frozenset(used), stopped)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
