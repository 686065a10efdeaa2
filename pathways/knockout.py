"""Knocking out evidence: what is left of a mechanism, and of the paths through it, for who believes only part of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pathways.address import CUTOFF, EVIDENCE
from pathways.between import Meter, Way
from pathways.errors import UnknownName, hint
from pathways.model import Mechanism
from pathways.names import resolve_all, shown
from pathways.query import Query
from pathways.select import select
from pathways.walks import Bound, index

__all__ = ["KnockOut", "knock_out"]


@dataclass(frozen=True)
class KnockOut:
    """What a choice of evidence keeps and what it takes away; ids in the mechanism's order.

    `nodes_lost` lose all their relations, or go with their group. Paths are counted where both ends were named (`ends`); `stopped` is
    empty, or says that not all could be counted.
    """

    choice: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    nodes_lost: tuple[str, ...] = ()
    paths_before: int = 0
    paths_after: int = 0
    stopped: str = ""
    ends: bool = False

    @property
    def sentence(self) -> str:
        """The counts before and after, in words.

        Example:
            >>> KnockOut("human", ("a", "b"), ("c",), ("n",), 4, 1, ends=True).sentence
            'Only relations supported by studies in people: 2 of 3 are left, and 1 thing drops out. Of 4 paths, 1 is left.'
        """
        return " ".join(part for part in (self._relations(), self._paths(), self.stopped) if part)

    def _relations(self) -> str:
        if self.choice == "all":
            return "Every relation counts; nothing is lost."
        kept, gone = len(self.kept), len(self.nodes_lost)
        nodes = f", and {gone} {'thing drops' if gone == 1 else 'things drop'} out" if gone else ""
        return f"Only {EVIDENCE[self.choice]}: {kept} of {kept + len(self.lost)} {_are(kept)} left{nodes}."

    def _paths(self) -> str:
        if not self.ends:
            return ""
        paths = "path" if self.paths_before == 1 else "paths"
        return f"Of {self.paths_before} {paths}, {self.paths_after} {_are(self.paths_after)} left."


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
        (1, ('low-dose-naltrexone-decreases-pain', 'low-dose-naltrexone-improves-mood'))
    """
    part = select(mechanism, Query(evidence=_known(choice)))
    lost = tuple(name for name in mechanism.edge if name not in part.edge)
    starts, ends, wanted = (resolve_all(mechanism, names) for names in (sources, targets, via))
    asked = bool(starts and ends)
    nodes_lost = tuple(name for name in mechanism.node if name not in part.node)
    less = frozenset(lost), frozenset(nodes_lost)
    meter = bound.meter()
    found = index(mechanism).ways(starts, ends, cutoff, meter, via=wanted)
    counted = _count(mechanism, found, *less, impossible, bound, meter) if asked else (0, 0, "")
    return KnockOut(choice, tuple(part.edge), lost, nodes_lost, *counted, asked)


def _known(choice: str) -> Any:
    """The choice as a question has it."""
    if choice in EVIDENCE:
        return choice
    raise UnknownName(f"{shown(choice)} is no choice of evidence. {hint(choice, EVIDENCE)}")


def _count(
    mechanism: Mechanism, found: Iterable[Way], lost: frozenset[str], gone: frozenset[str], impossible: bool, bound: Bound, meter: Meter,
) -> tuple[int, int, str]:
    """How many paths there are, how many of them are left, and where the count ended."""
    links = index(mechanism)
    before = after = 0
    for nodes, edges in found:
        if impossible or not links.rules.why_not(nodes, edges):
            before += 1
            after += lost.isdisjoint(edges) and gone.isdisjoint(nodes)
    limit = f"{bound.seconds:g} seconds" if meter.late else f"{bound.steps:,} looks at a relation"
    return before, after, f"The count ended after {limit}; there may be more." if meter.ended else ""


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
