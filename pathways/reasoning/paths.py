"""The causal paths between nodes, ranked, with their net signs and their evidence.

Paths of opposite net sign between the same ends are reported and never averaged: the map has no amounts to weigh them by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pathways.language.grammar import counted, joined
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve_all
from pathways.query.fields import CUTOFF
from pathways.query.query import Query
from pathways.query.select import walked
from pathways.reasoning.signed_paths import (
    DEFAULT_LIMITS,
    NONE_LEFT_OUT,
    LeftOut,
    Path,
    SearchLimits,
    best_paths,
    index,
    left_out_sentences,
)

__all__ = ["Incoherent", "Paths", "find_paths", "paths_of"]


class Incoherent(NamedTuple):
    """Two ends between which some paths have a positive net sign and others a negative one."""

    source: str
    target: str
    positive: tuple[Path, ...]
    negative: tuple[Path, ...]


@dataclass(frozen=True)
class Paths:
    """The paths that were found, in their order; `stopped` is empty if those are all, otherwise a sentence.

    `left_out` counts the impossible paths as far as the search went.
    """

    paths: tuple[Path, ...]
    stopped: str = ""
    left_out: LeftOut = NONE_LEFT_OUT
    cutoff: int = CUTOFF

    @property
    def incoherent(self) -> tuple[Incoherent, ...]:
        """The pairs of ends with paths of opposite net sign, in the order of their best path."""
        between: dict[tuple[str, str], dict[int | None, list[Path]]] = {}
        for path in self.paths:
            between.setdefault((path.source, path.target), {}).setdefault(path.sign, []).append(path)
        return tuple(
            Incoherent(*ends, tuple(signs[1]), tuple(signs[-1])) for ends, signs in between.items() if signs.keys() >= {1, -1}
        )

    @property
    def sentence(self) -> str:
        """The number of paths by net sign and length, disagreements, what was left out and where the search ended.

        Example:
            >>> Paths((), cutoff=4).sentence
            'No causal path of at most 4 steps.'
        """
        left_out = left_out_sentences([("path", self.left_out, bool(self.stopped))])
        return " ".join(filter(None, (*self.told, *left_out, self.stopped)))

    @property
    def told(self) -> tuple[str, ...]:
        """The number of paths and disagreements, without what was left out and where the search ended."""
        return tuple(filter(None, (self._counts(), self._disagreement())))

    def _counts(self) -> str:
        if not self.paths:
            some = " is possible" if any(self.left_out) else " was found in what was searched" if self.stopped else ""
            return f"No causal path of at most {counted(self.cutoff, 'step')}{some}."
        lengths = [path.length for path in self.paths]
        span = f"{'' if lengths[0] == lengths[-1] else f'{lengths[0]} to '}{counted(lengths[-1], 'step')}"
        return f"{counted(len(lengths), 'path')} of {span}: {_directions(self.paths)}."

    def _disagreement(self) -> str:
        if not (count := len(self.incoherent)):
            return ""
        where = "" if count == 1 else f"Between {count} pairs of ends: "
        return f"{where}{'S' if count == 1 else 's'}ome raise and some lower the same thing; the map cannot say which of them prevails."


def find_paths(
    mechanism: Mechanism, sources: Iterable[str], targets: Iterable[str], *,
    via: Iterable[str] = (), avoid: Iterable[str] = (), cutoff: int = CUTOFF, impossible: bool = False,
    bound: SearchLimits = DEFAULT_LIMITS,
) -> Paths:
    """Return the simple paths from any source to any target: those with fewer edges first, then with the better weakest edge.

    A path is a sequence of edges, so two parallel edges give two paths; it has at least one edge and visits no node twice, and it
    may lead through another source or target. Between a member and its group it takes a "part of" step, which has no sign and
    no length; two of them are never consecutive. Ties are sorted by the ids of the edges. A node that is
    both source and target is no path; see `find_loops`.

    Args:
        via: Nodes that each path has to pass, as one of its ends or between them; a group is passed if the group or one of its members
            is on the path, a member only if it is itself.
        avoid: Nodes that no path may pass, nor have as an end; a group includes all of its members.
        cutoff: Longest path, in edges.
        impossible: List impossible paths, too: two doses at once, or round a blockade.
        bound: Limit of the search; the answer says where it ended.

    Raises:
        UnknownName: No node is called so; the message offers the nearest ones.

    Example:
        >>> from pathways import load, shipped
        >>> found = find_paths(load(shipped()), ["LDN"], ["pain"], cutoff=2)
        >>> found.sentence
        '2 paths of 1 to 2 steps: all lower what they lead to.'
        >>> [path.id for path in found.paths]
        ['low-dose-naltrexone-decreases-pain', 'low-dose-naltrexone-increases-endorphins~endorphins-decreases-pain']
        >>> find_paths(load(shipped()), ["LDN"], ["pain"], via=["TLR4"]).sentence
        'No causal path of at most 6 steps.'
    """
    meter = bound.meter()
    links = index(mechanism)
    starts, ends, wanted, never = (resolve_all(mechanism, names) for names in (sources, targets, via, avoid))
    candidates = links.ways(starts, ends, cutoff, meter, via=wanted, avoid=never)
    found = best_paths(links, candidates, "paths", bound, meter, impossible=impossible)
    return Paths(*found, cutoff=cutoff)


def paths_of(mechanism: Mechanism, query: Query, *, bound: SearchLimits = DEFAULT_LIMITS) -> Paths:
    """Return the paths that a query asks for, in the part that its filters keep, so that the paths drawn are the paths counted.

    There are none if the filters leave out all starts, all ends, or a node that must be passed.

    Example:
        >>> from pathways import load, shipped
        >>> asked = Query(from_=("low-dose-naltrexone",), to=("pain",), avoid=("endorphins",))
        >>> paths_of(load(shipped()), asked).sentence
        '3 paths of 1 to 3 steps: all lower what they lead to. ...'
    """
    part = walked(mechanism, query)
    starts, ends = ([name for name in names if name in part.node] for names in (query.from_, query.to))
    if not starts or not ends or not all(name in part.node for name in query.via):
        return Paths((), cutoff=query.cutoff)
    return find_paths(part, starts, ends, via=query.via, cutoff=query.cutoff, impossible=query.impossible, bound=bound)


def _directions(paths: Iterable[Path]) -> str:
    """How many paths raise what they lead to, lower it, or leave its direction open."""
    signs = [path.sign for path in paths]
    one = len(signs) == 1
    counts = {sign: ("it" if one else "all" if signs.count(sign) == len(signs) else signs.count(sign)) for sign in signs}
    signed = [_said_of(counts[sign], verb) for sign, verb in ((1, "raises"), (-1, "lowers")) if sign in counts]
    moved = f"{joined(signed)} what {'it leads' if one else 'they lead'} to" if signed else ""
    return joined(filter(None, (moved, f"{_said_of(counts[None], 'leaves')} the direction open" if None in counts else "")))


def _said_of(count: int | str, verb: str) -> str:
    return f"{count} {verb if count in ('it', 1) else verb.removesuffix('s')}"
