"""The feedback loops of a mechanism, each once, classified as reinforcing or balancing by the product of its signs.

networkx lists simple cycles of nodes, so that parallel edges of opposite sign are lost; it does not know "part of" steps, and it
cannot stop after the shortest cycles. As there, the search is restricted to strongly connected components.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pathways.language.grammar import counted, joined
from pathways.model.mechanism import Mechanism
from pathways.model.path_search import Links, SimplePath, StepCounter, distances
from pathways.reasoning.signed_paths import (
    DEFAULT_LIMITS,
    NONE_LEFT_OUT,
    Index,
    LeftOut,
    Path,
    SearchLimits,
    best_paths,
    index,
    left_out_sentences,
)

__all__ = ["KINDS", "LONGEST", "Kind", "Loop", "Loops", "find_loops"]

Kind = Literal["reinforcing", "balancing", "unknown"]

KINDS: dict[Kind, str] = {
    "reinforcing": "what goes round comes back with the same sign, so that a change keeps itself going",
    "balancing": "what goes round comes back with the opposite sign, so that a change holds itself back",
    "unknown": "a relation on the way has no stated direction, so it may do either",
}
LONGEST = 8  # edges of a loop, by default

_BY_SIGN: dict[int | None, Kind] = {1: "reinforcing", -1: "balancing", None: "unknown"}


@dataclass(frozen=True)
class Loop:
    """A closed path; it starts at its first node in the order of the mechanism.

    `name` is the first letter of its kind and its number among the loops of that kind.
    """

    path: Path
    kind: Kind
    name: str


@dataclass(frozen=True)
class Loops:
    """The loops that were found, in their order; `stopped` is empty if those are all, otherwise a sentence.

    `left_out` counts the impossible loops as far as the search went.
    """

    loops: tuple[Loop, ...]
    stopped: str = ""
    left_out: LeftOut = NONE_LEFT_OUT
    cutoff: int = LONGEST

    @property
    def sentence(self) -> str:
        """How many there are of each kind, what was left out and where the search ended.

        Example:
            >>> Loops((), cutoff=4).sentence
            'No feedback loop of at most 4 steps.'
        """
        left_out = left_out_sentences([("loop", self.left_out, bool(self.stopped))])
        return " ".join(filter(None, (*self.told, *left_out, self.stopped)))

    @property
    def told(self) -> tuple[str, ...]:
        """How many there are of each kind, without what was left out and where the search ended."""
        return (self._counts(),)

    def _counts(self) -> str:
        if not self.loops:
            some = " is possible" if any(self.left_out) else " was found in what was searched" if self.stopped else ""
            return f"No feedback loop of at most {counted(self.cutoff, 'step')}{some}."
        kinds = Counter(loop.kind for loop in self.loops)
        listed = joined(f"{kinds[kind]} {'of unknown kind' if kind == 'unknown' else kind}" for kind in KINDS if kind in kinds)
        return f"{counted(len(self.loops), 'feedback loop')}: {listed}."


def find_loops(
    mechanism: Mechanism, *, cutoff: int = LONGEST, impossible: bool = False, bound: SearchLimits = DEFAULT_LIMITS,
) -> Loops:
    """Return the feedback loops: those with fewer edges first, then with the better weakest edge, then by the ids of the edges.

    A loop ends at its start, visits no other node twice and has at least one edge; parallel edges give several loops.
    "Part of" steps are as in `find_paths`.

    Args:
        cutoff: Longest loop, in edges.
        impossible: List impossible loops, too: two doses at once, or round a blockade.
        bound: Limit of the search; the answer says where it ended.

    Example:
        >>> from pathways import load, shipped
        >>> found = find_loops(load(shipped()), cutoff=2)
        >>> found.sentence
        '4 feedback loops: 4 reinforcing.'
    """
    meter = bound.meter()
    links = index(mechanism)
    found = best_paths(links, _all_loops(links, cutoff, meter), "loops", bound, meter, impossible=impossible)
    counted: Counter[Kind] = Counter()
    loops = []
    for path in found.paths:
        kind = _BY_SIGN[path.sign]
        counted[kind] += 1
        loops.append(Loop(path, kind, f"{kind[0].upper()}{counted[kind]}"))
    return Loops(tuple(loops), found.stopped, found.left_out, cutoff)


def _all_loops(links: Index, cutoff: int, meter: StepCounter) -> Iterator[SimplePath]:
    """All loops by increasing length, so that the shorter ones are complete where the search ends."""
    forth = _links_in_components(links)
    order = {node: place for place, node in enumerate(links.mechanism.node)}
    starts = sorted(forth, key=order.__getitem__)
    for meter.length in range(1, cutoff + 1):
        for start in starts:
            yield from _loops_through(start, forth, links.back, order, meter)
            if meter.ended:
                return


def _links_in_components(links: Index) -> Links:
    """The links on a cycle: those within one strongly connected component."""
    part = _components(links.forth, links.back)
    inside = {node: [link for link in found if part[link[0]] == part[node]] for node, found in links.forth.items()}
    return {node: found for node, found in inside.items() if found}


def _components(forth: Links, back: Links) -> dict[str, str]:
    """One node of the strongly connected component of each node, by Kosaraju's algorithm: two depth-first searches, forward and back.

    networkx has such a search, but building its graph alone takes longer than this.
    """
    part: dict[str, str] = {}
    for root in reversed(_finishing_order(forth)):
        waiting = [] if root in part else [root]
        while waiting:
            node = waiting.pop()
            part[node] = root
            waiting += [end for end, _ in back.get(node, ()) if end not in part]
    return part


def _finishing_order(forth: Links) -> list[str]:
    """The nodes in the finishing order of a depth-first search."""
    finished: list[str] = []
    visited: set[str] = set()
    for root in forth:
        stack = [(root, iter(forth[root]))] if root not in visited else []
        visited.add(root)
        while stack:
            unvisited = next((end for end, _ in stack[-1][1] if end not in visited), None)
            if unvisited is None:
                finished.append(stack.pop()[0])
            else:
                visited.add(unvisited)
                stack.append((unvisited, iter(forth.get(unvisited, ()))))
    return finished


def _loops_through(start: str, forth: Links, back: Links, order: dict[str, int], meter: StepCounter) -> Iterator[SimplePath]:
    """The loops of just `meter.length` edges through `start` and later nodes only, so that each loop is found once.

    Distances back to the start are computed for the second half of a loop only: the search then visits fewer nodes in all.
    """
    reach, first = (meter.length - 1) // 2, order[start]
    near, by_edge = distances(back, [start], reach)
    if not meter.allows(len(near)):
        return
    unfinished: list[tuple[tuple[str, ...], tuple[str, ...], int]] = [((start,), (), meter.length)]
    while unfinished:
        nodes, names, remaining = unfinished.pop()
        following = forth.get(nodes[-1], ())
        if not meter.allows(len(following)):
            return
        for end, name in following:
            rest = remaining - bool(name)
            if not name and names and not names[-1]:
                continue
            if end == start and not rest and (name or names[0]):
                yield (*nodes, start), (*names, name)
            elif order[end] > first and (near if name else by_edge).get(end, reach + 1) <= rest and end not in nodes:
                unfinished.append(((*nodes, end), (*names, name), rest))
