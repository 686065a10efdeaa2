"""How an effect propagates: all simple paths from the nodes that were set, by increasing length, within a bound.

A search over states (node and direction) is not enough, since the shortest walk to a state may visit a node twice, and then is no
effect. The search stops between two lengths, so that the shorter paths are complete, and the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

from pathways.language.grammar import counted
from pathways.reasoning.signed_paths import RANKS, Index, Link, SearchLimits, Step

__all__ = ["SHOWN", "Key", "PartialPath", "Spread"]

SHOWN = 3  # paths of each direction that are stored for a node

Key = tuple[str, int | None]  # a node and the direction in which a path moves it
_SEARCH_SHARE = 0.5  # of the time; the rest is for sorting the paths found
_LOW_AND_HIGH = 3  # the dose bands of a path as bits: low 1, high 2


class PartialPath(NamedTuple):
    """A path as a linked list: its last step and the path before it. Most are not part of the answer, so no `Path` is made of them."""

    node: str
    edge: str  # "" at the start, and for a step between a group and a member
    sign: int | None  # of the effect: the start's direction times the signs of the edges
    doses: int
    rank: int  # of the weakest edge so far; -1 before the first
    before: PartialPath | None

    def back(self) -> Iterator[PartialPath]:
        """Yield the path and each path before it, the start last."""
        trail: PartialPath | None = self
        while trail:
            yield trail
            trail = trail.before

    def from_start(self) -> list[PartialPath]:
        """Return the start, each longer path, and the path itself."""
        return [*self.back()][::-1]

    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(one.node, other.node, other.edge) for one, other in pairwise(self.from_start()))


def _order(trail: PartialPath) -> tuple[int, list[str], list[str]]:
    """The sort key of paths of the same length: better supported first, then by edge ids."""
    links = trail.from_start()
    return trail.rank, [one.edge for one in links if one.edge], [one.node for one in links]


class Spread:
    """The search for all simple paths from the nodes that were set, by increasing length.

    If all paths exceed half of the bound, the other half is used for one path for each node, direction and dose, the best
    supported of the shortest: each direction found in this way is right, but some may be missed.
    """

    def __init__(self, links: Index, closed: frozenset[str], impossible: bool, bound: SearchLimits) -> None:
        self.links, self.closed, self.bound = links, closed, bound
        self.impossible_doses = -1 if impossible else _LOW_AND_HIGH
        self.blockers: Mapping[str, set[str]] = {} if impossible else links.rules.blockers
        self.until = perf_counter() + bound.seconds * _SEARCH_SHARE
        self.steps = 0
        self.found: dict[Key, list[PartialPath]] = {}
        self.best: dict[Key, int] = {}
        self._complete = True
        self._continued: set[tuple[bool, str, int | None, int]] = set()

    def follow(self, starts: Iterable[tuple[str, int]], cutoff: int) -> str:
        """Search the paths from each start, in its direction; return "" if complete, otherwise a sentence about the length reached."""
        level = [PartialPath(node, "", sign, 0, -1, None) for node, sign in starts]
        complete = 0
        for length in range(cutoff + 1):
            longer = self._level(level, first=not length)
            if not longer:
                return "" if self._complete and longer is not None else _stopped(complete, length - 1, self.bound)
            level = longer
            self._store(level)
            complete = length if self._complete else complete
        return "" if self._complete else _stopped(complete, cutoff, self.bound)

    def _level(self, level: list[PartialPath], *, first: bool) -> list[PartialPath] | None:
        """The paths with one edge more, with and without a step to a group or a member after it; None if the time ran out."""
        longer = level if first else self._extended_all(level, self.links.out)
        if not longer or not self.links.groups:
            return longer
        inside = self._extended_all(longer, self.links.belongs)
        return None if inside is None else longer + inside

    def _extended_all(self, level: list[PartialPath], links: Mapping[str, list[Link]]) -> list[PartialPath] | None:
        """The paths with one step more, as many as the bound allows; None if the time ran out."""
        if self._complete and self.steps + sum(self._cost(trail, links) for trail in level) > self.bound.steps // 2:
            self._complete = False
        found: list[PartialPath] = []
        for trail in level if self._complete else self._best_of_each(level, links):
            self.steps += self._cost(trail, links)
            if perf_counter() > self.until:
                return None
            if self.steps > self.bound.steps:
                break
            found.extend(self._extensions(trail, links))
        return found

    def _cost(self, trail: PartialPath, links: Mapping[str, list[Link]]) -> int:
        """The number of links to examine; counted without their evidence, which is slower to look up."""
        return len(links[trail.node] if links is self.links.belongs else self.links.forth.get(trail.node, ()))

    def _best_of_each(self, level: list[PartialPath], links: Mapping[str, list[Link]]) -> Iterable[PartialPath]:
        """The best path for each node, direction and dose that none was continued from before."""
        out = links is self.links.out
        best: dict[tuple[bool, str, int | None, int], PartialPath] = {}
        for trail in level:
            key = (out, trail.node, trail.sign, trail.doses)
            if key not in self._continued and (key not in best or trail.rank < best[key].rank):
                best[key] = trail
        self._continued.update(best)
        return best.values()

    def _extensions(self, trail: PartialPath, links: Mapping[str, list[Link]]) -> Iterator[PartialPath]:
        node, _, sign, doses, rank, _ = trail
        if following := links[node]:
            visited = {one.node for one in trail.back()}
        for end, edge, factor, dose, tier in following:
            if end not in visited and end not in self.closed and doses | dose != self.impossible_doses:
                product = None if sign is None or factor is None else sign * factor
                if end in self.blockers and self._leads_round_blockade(trail, end, edge):
                    continue
                yield PartialPath(end, edge, product, doses | dose, max(rank, tier), trail)

    def _leads_round_blockade(self, trail: PartialPath, end: str, edge: str) -> bool:
        """Tell whether the path with this step would lead round a blockade."""
        links = trail.from_start()
        nodes, edges = [*(one.node for one in links), end], [*(one.edge for one in links[1:]), edge]
        return self.links.rules.blockade(nodes, edges) is not None

    def _store(self, level: list[PartialPath]) -> None:
        """Store the best paths to each node, after those of a smaller length."""
        arrived: dict[Key, list[PartialPath]] = {}
        for trail in level:
            if trail.before:
                arrived.setdefault((trail.node, trail.sign), []).append(trail)
        for key, trails in arrived.items():
            self.best[key] = min(self.best.get(key, len(RANKS)), *(trail.rank for trail in trails))
            stored = self.found.setdefault(key, [])
            if len(stored) < SHOWN:
                stored += nsmallest(SHOWN - len(stored), trails, key=_order) if len(trails) > 1 else trails

    def reachable(self, starts: Iterable[tuple[str, int]], cutoff: int) -> frozenset[str]:
        """Return a superset of the nodes that paths of at most `cutoff` edges reach."""
        front = {node for node, _ in starts}
        reached, entered = set(front), set(front)  # `entered` by an edge, so that a step to a group or a member may follow
        for _ in range(cutoff + 1):
            inside = front | self._targets(front, edges=False)
            reached |= inside
            front = self._targets(inside, edges=True) - entered
            entered |= front
        return frozenset(reached)

    def _targets(self, front: set[str], *, edges: bool) -> set[str]:
        """The targets of edges, or of steps between groups and members."""
        return {end for node in front for end, edge in self.links.forth.get(node, ()) if bool(edge) is edges} - self.closed


def _stopped(complete: int, reached: int, bound: SearchLimits) -> str:
    if not complete:
        return f"There are too many paths for {bound.steps:,} looks at a relation or {bound.seconds:g} seconds; effects may be missing."
    longer = f", and some of up to {reached}" if reached > complete else ""
    return f"All paths of at most {counted(complete, 'relation')} were followed{longer}; there may be more, so effects may be missing."
