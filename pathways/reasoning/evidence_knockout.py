"""Knocking out evidence: what is left of a mechanism, and of the paths through it, for who believes only part of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pathways.errors import UnknownName, hint
from pathways.language.grammar import shown
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve_all
from pathways.model.path_search import Meter, Way
from pathways.query.fields import CUTOFF, EVIDENCE
from pathways.query.query import Query
from pathways.query.select import bare, select, walked, without_ends
from pathways.reasoning.signed_paths import Bound, index

__all__ = ["KnockOut", "knock_out", "knocked_out"]


_MEETING: dict[str, tuple[str, str]] = {  # said of one relation and of several, where the choice has been named
    "all": ("counts", "count"),
    "human": ("is supported so", "are supported so"),
    "trial": ("is supported so", "are supported so"),
    "beyond-document": ("has one", "have one"),
    "contested": ("is contested", "are contested"),
    "uncontested": ("is contradicted by none", "are contradicted by none"),
}


@dataclass(frozen=True)
class KnockOut:
    """What a choice of evidence keeps and what it takes away; ids in the mechanism's order.

    `nodes_lost` lose all their relations, or go with their group. Where both ends were named (`ends`), paths are counted; `shown` are
    the relations kept that lie on one of the paths that are left, and without ends those that a view shows. `of` is how many relations
    the map has, `stopped` is empty, or says that not all paths could be counted.
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
        """The same behind a question that has named the choice, without where the count ended.

        Example:
            >>> KnockOut("human", ("a", "b"), ("c",), ("n",), 4, 1, ends=True, shown=1).told[0]
            '2 of 3 relations are supported so; 1 of them lies on a path.'
        """
        one, many = _MEETING[self.choice]
        return (f"{self._share(' relations')} {one if len(self.kept) == 1 else many}{self._in_view()}.", *self._rest())

    def _share(self, noun: str = "") -> str:
        """So many of so many; of how many is explained where that is not the whole map."""
        count = len(self.kept) + len(self.lost)
        if self.of and count != self.of:
            return f"{len(self.kept)} of the {count}{noun or ' relations'} that the other choices leave"
        return f"{len(self.kept)} of {count}{noun}"

    def _in_view(self) -> str:
        """How many of what is kept is drawn, where that is another number."""
        if self.shown is None or not self.kept or (self.shown == len(self.kept) and not self.ends):
            return ""
        lies, lie = ("lies on a path", "lie on a path") if self.ends else ("is shown", "are shown")
        if self.shown == len(self.kept):
            return f"; it {lies}" if self.shown == 1 else f"; all of them {lie}"
        return f"; {self.shown or 'none'} of them {lies if self.shown <= 1 else lie}"

    def _rest(self) -> tuple[str, ...]:
        gone = len(self.nodes_lost)
        nodes = f"{gone} {'thing drops' if gone == 1 else 'things drop'} out." if gone else ""
        return tuple(filter(None, (nodes, self._paths())))

    def _paths(self) -> str:
        if not self.ends:
            return ""
        paths = "path" if self.paths_before == 1 else "paths"
        return f"Of {self.paths_before} {paths}, {self.paths_after} {_are(self.paths_after)} left."


def knocked_out(mechanism: Mechanism, query: Query) -> KnockOut:
    """Return what a question's choice of evidence leaves of what its other choices keep, and how much of that its view shows.

    Example:
        >>> from pathways import load, shipped
        >>> found = knocked_out(load(shipped()), Query(evidence="trial", from_=("low-dose-naltrexone",), to=("pain",)))
        >>> found.told[0]
        '8 of 91 relations are supported so; 1 of them lies on a path.'
    """
    found = knock_out(select(mechanism, replace(without_ends(query), evidence="all")), query.evidence)
    before, after = (_between(walked(mechanism, asked), asked) for asked in (replace(query, evidence="all"), query))
    told = replace(found, shown=len(select(mechanism, bare(query)).edges), of=len(mechanism.edges))
    if before is None:
        return told
    left = after or _Counted()
    return replace(told, ends=True, paths_before=before.before, paths_after=left.before, stopped=before.stopped or left.stopped)


def _between(base: Mechanism, query: Query) -> _Counted | None:
    """The paths between the ends of a question; None where it names none, or none of them is left."""
    starts, ends, via = ([name for name in names if name in base.node] for names in (query.from_, query.to, query.via))
    if not (starts and ends):
        return None
    bound = Bound()
    meter = bound.meter()
    found = index(base).ways(starts, ends, query.cutoff, meter, via=via) if len(via) == len(query.via) else ()
    return _count(base, found, frozenset(), frozenset(), query.impossible, bound, meter)


def knock_out(
    mechanism: Mechanism, choice: str, sources: Iterable[str] = (), targets: Iterable[str] = (), *,
    via: Iterable[str] = (), cutoff: int = CUTOFF, impossible: bool = False, bound: Bound = Bound(),  # noqa: B008 (frozen)
) -> KnockOut:
    """Return what is left of a mechanism where only a choice of evidence is believed.

    A path is left where each of its relations is; steps between a group and its members need no evidence. Paths are those of
    `find_paths`, and they are counted where sources and targets are named.

    Args:
        choice: One of `EVIDENCE`, as in the question "evidence".
        via: What a path has to pass to be counted.
        cutoff: Longest path, in edges.
        impossible: Count the paths that cannot be, too: two doses at once, or round a blockade.
        bound: Of the count; the answer says where it ended.

    Raises:
        UnknownName: There is no such choice, or no node is called so; the message offers the nearest.

    Example:
        >>> from pathways import load, shipped
        >>> found = knock_out(load(shipped()), "trial", ["LDN"], ["pain"])
        >>> found.paths_after, found.kept[:2]
        (1, ('naltrexone-antagonises-opioid-receptors', 'higher-dose-naltrexone-antagonises-opioid-receptors'))
    """
    part = select(mechanism, Query(evidence=_known(choice)))
    lost = tuple(name for name in mechanism.edge if name not in part.edge)
    starts, ends, wanted = (resolve_all(mechanism, names) for names in (sources, targets, via))
    asked = bool(starts and ends)
    nodes_lost = tuple(name for name in mechanism.node if name not in part.node)
    less = frozenset(lost), frozenset(nodes_lost)
    counted, shown = _Counted(), None
    if asked:
        meter = bound.meter()
        found = index(mechanism).ways(starts, ends, cutoff, meter, via=wanted)
        counted = _count(mechanism, found, *less, impossible, bound, meter)
        shown = len(counted.edges)
    return KnockOut(choice, tuple(part.edge), lost, nodes_lost, counted.before, counted.after, counted.stopped, asked, shown)


def _known(choice: str) -> Any:
    """The choice as a question has it."""
    if choice in EVIDENCE:
        return choice
    raise UnknownName(f"{shown(choice)} is no choice of evidence. {hint(choice, EVIDENCE)}")


class _Counted(NamedTuple):
    """How many paths there are, how many of them are left, along which relations these lead, and where the count ended."""

    before: int = 0
    after: int = 0
    edges: frozenset[str] = frozenset()
    stopped: str = ""


def _count(
    mechanism: Mechanism, found: Iterable[Way], lost: frozenset[str], gone: frozenset[str], impossible: bool, bound: Bound, meter: Meter,
) -> _Counted:
    links = index(mechanism)
    before = after = 0
    used: set[str] = set()
    for nodes, edges in found:
        if impossible or not links.rules.why_not(nodes, edges):
            before += 1
            if lost.isdisjoint(edges) and gone.isdisjoint(nodes):
                after += 1
                used.update(filter(None, edges))
    limit = f"{bound.seconds:g} seconds" if meter.late else f"{bound.steps:,} looks at a relation"
    return _Counted(before, after, frozenset(used), f"The count ended after {limit}; there may be more." if meter.ended else "")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
