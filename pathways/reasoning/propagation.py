"""How an effect spreads: all simple paths from what was set, followed length by length within a bound.

Paths are followed and not only states, since the shortest way to move a node in a given direction may meet itself, and that is
no effect. A stop comes between two lengths: what is said of shorter paths is then whole, and the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

from pathways.reasoning.signed_paths import RANKS, Bound, Index, Link, Step

__all__ = ["SHOWN", "Key", "Spread", "Trail"]

SHOWN = 3  # paths of each direction that are kept for a node

Key = tuple[str, int | None]  # a node and the direction in which a path moves it
_FOLLOWING = 0.5  # of the time; the rest is for sorting what was found
_LOW_AND_HIGH = 3  # the dose bands of a path as bits: low 1, high 2


class Trail(NamedTuple):
    """A path on its way, as its last step and the path before it; most are never continued, so nothing else is made of them."""

    node: str
    edge: str  # "" at the start, and for a step between a group and a member
    sign: int | None  # of the effect: the start's direction times the edges
    doses: int
    rank: int  # of the weakest edge so far; -1 before the first
    before: Trail | None

    def back(self) -> Iterator[Trail]:
        """Yield the path and what came before, the start last."""
        trail: Trail | None = self
        while trail:
            yield trail
            trail = trail.before

    def steps(self) -> tuple[Step, ...]:
        whole = [*self.back()][::-1]
        return tuple(Step(one.node, other.node, other.edge) for one, other in pairwise(whole))


def _order(trail: Trail) -> tuple[int, list[str], list[str]]:
    """Which of two paths of the same length comes first: the better supported, then by edge ids."""
    whole = [*trail.back()][::-1]
    return trail.rank, [one.edge for one in whole if one.edge], [one.node for one in whole]


class Spread:
    """All simple paths from what was set, length by length.

    Where all are more than half of the bound, the other half goes to one path for each node, direction and dose, the best
    supported of the shortest: every direction so found is true, but one may be missed.
    """

    def __init__(self, links: Index, closed: frozenset[str], impossible: bool, bound: Bound) -> None:
        self.links, self.closed, self.bound = links, closed, bound
        self.never = -1 if impossible else _LOW_AND_HIGH
        self.blockers: Mapping[str, set[str]] = {} if impossible else links.rules.blockers
        self.until = perf_counter() + bound.seconds * _FOLLOWING
        self.steps = 0
        self.found: dict[Key, list[Trail]] = {}
        self.best: dict[Key, int] = {}
        self._whole = True
        self._seen: set[tuple[bool, str, int | None, int]] = set()

    def follow(self, starts: Iterable[tuple[str, int]], cutoff: int) -> str:
        """Follow the paths from each start, in its direction; return in a sentence how far, "" for all of them."""
        level = [Trail(node, "", sign, 0, -1, None) for node, sign in starts]
        whole = 0
        for length in range(cutoff + 1):
            grown = self._level(level, first=not length)
            if not grown:
                return "" if self._whole and grown is not None else _stopped(whole, length - 1, self.bound)
            level = grown
            self._keep(level)
            whole = length if self._whole else whole
        return "" if self._whole else _stopped(whole, cutoff, self.bound)

    def _level(self, level: list[Trail], *, first: bool) -> list[Trail] | None:
        """The paths with one edge more, with and without a step to a group or a member after it; None past the bound."""
        longer = level if first else self._grown(level, self.links.out)
        if not longer or not self.links.groups:
            return longer
        inside = self._grown(longer, self.links.belongs)
        return None if inside is None else longer + inside

    def _grown(self, level: list[Trail], links: Mapping[str, list[Link]]) -> list[Trail] | None:
        """The paths with one step more, as many as the bound allows; None where the clock ended it."""
        if self._whole and self.steps + sum(self._cost(trail, links) for trail in level) > self.bound.steps // 2:
            self._whole = False
        found: list[Trail] = []
        for trail in level if self._whole else self._thinned(level, links):
            self.steps += self._cost(trail, links)
            if perf_counter() > self.until:
                return None
            if self.steps > self.bound.steps:
                break
            found.extend(self._extended(trail, links))
        return found

    def _cost(self, trail: Trail, links: Mapping[str, list[Link]]) -> int:
        """How many links are looked at to go on; counted without their evidence, which takes longer to look up."""
        return len(links[trail.node] if links is self.links.belongs else self.links.forth.get(trail.node, ()))

    def _thinned(self, level: list[Trail], links: Mapping[str, list[Link]]) -> Iterable[Trail]:
        """One path for each node, direction and dose from where none was continued before."""
        out = links is self.links.out
        best: dict[tuple[bool, str, int | None, int], Trail] = {}
        for trail in level:
            key = (out, trail.node, trail.sign, trail.doses)
            if key not in self._seen and (key not in best or trail.rank < best[key].rank):
                best[key] = trail
        self._seen.update(best)
        return best.values()

    def _extended(self, trail: Trail, links: Mapping[str, list[Link]]) -> Iterator[Trail]:
        node, _, sign, doses, rank, _ = trail
        if ways := links[node]:
            met = {one.node for one in trail.back()}
        for end, edge, turn, dose, tier in ways:
            if end not in met and end not in self.closed and doses | dose != self.never:
                turned = None if sign is None or turn is None else sign * turn
                if end in self.blockers and self._round(trail, end, edge):
                    continue
                yield Trail(end, edge, turned, doses | dose, max(rank, tier), trail)

    def _round(self, trail: Trail, end: str, edge: str) -> bool:
        """Whether the path would lead round a blockade with this step."""
        whole = [*trail.back()][::-1]
        nodes, edges = [*(one.node for one in whole), end], [*(one.edge for one in whole[1:]), edge]
        return self.links.rules.blockade(nodes, edges) is not None

    def _keep(self, level: list[Trail]) -> None:
        """Remember the best paths to each node; those of an earlier length are shorter and stay."""
        arrived: dict[Key, list[Trail]] = {}
        for trail in level:
            if trail.before:
                arrived.setdefault((trail.node, trail.sign), []).append(trail)
        for key, trails in arrived.items():
            self.best[key] = min(self.best.get(key, len(RANKS)), *(trail.rank for trail in trails))
            kept = self.found.setdefault(key, [])
            if len(kept) < SHOWN:
                kept += nsmallest(SHOWN - len(kept), trails, key=_order) if len(trails) > 1 else trails

    def reachable(self, starts: Iterable[tuple[str, int]], cutoff: int) -> frozenset[str]:
        """Return what a path of at most the cutoff's length may reach; it may be more than that, but never less."""
        front = {node for node, _ in starts}
        met, entered = set(front), set(front)  # `entered` by an edge, so that a step to a group or a member may follow
        for _ in range(cutoff + 1):
            inside = front | self._ends(front, edges=False)
            met |= inside
            front = self._ends(inside, edges=True) - entered
            entered |= front
        return frozenset(met)

    def _ends(self, front: set[str], *, edges: bool) -> set[str]:
        """Where edges, or steps between groups and members, lead to."""
        return {end for node in front for end, edge in self.links.forth.get(node, ()) if bool(edge) is edges} - self.closed


def _stopped(whole: int, reached: int, bound: Bound) -> str:
    if not whole:
        return f"There are too many paths for {bound.steps:,} looks at a relation or {bound.seconds:g} seconds; effects may be missing."
    longer = f", and some of up to {reached}" if reached > whole else ""
    relations = "relation" if whole == 1 else "relations"
    return f"All paths of at most {whole} {relations} were followed{longer}; there may be more, so effects may be missing."
