"""What keeps it going: the feedback loops, each once, named reinforcing or balancing by the product of its signs.

networkx lists simple cycles too, but of nodes, so that parallel edges of opposite sign are lost; it does not know "part of"
steps, and it cannot end after the shortest ones. It cuts the mechanism down to the components in which loops can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pathways.language.grammar import joined
from pathways.model.mechanism import Mechanism
from pathways.model.path_search import Links, Meter, Way, distances
from pathways.reasoning.signed_paths import NONE_LEFT_OUT, Bound, Index, LeftOut, Path, gather, index

__all__ = ["KINDS", "LONGEST", "Kind", "Loop", "Loops", "find_loops"]

Kind = Literal["reinforcing", "balancing", "unknown"]

KINDS: dict[Kind, str] = {
    "reinforcing": "what goes round comes back with the same sign, so that a change keeps itself going",
    "balancing": "what goes round comes back with the opposite sign, so that a change holds itself back",
    "unknown": "a relation on the way has no stated direction, so it may do either",
}
LONGEST = 8  # edges of a loop, where nothing else is asked

_BY_SIGN: dict[int | None, Kind] = {1: "reinforcing", -1: "balancing", None: "unknown"}


@dataclass(frozen=True)
class Loop:
    """A closed path; it starts at that of its nodes which comes first in the mechanism.

    `name` is the first letter of its kind and its number among the loops of that kind.
    """

    path: Path
    kind: Kind
    name: str


@dataclass(frozen=True)
class Loops:
    """The loops that were found, in their order; `stopped` is empty where those are all, and else a sentence.

    `left_out` counts the loops that cannot be, up to where the search came.
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
        parts = [*self.told, *self.left_out.sentences("loop", stopped=bool(self.stopped)), self.stopped]
        return " ".join(part for part in parts if part)

    @property
    def told(self) -> tuple[str, ...]:
        """How many there are of each kind, without what was left out and where the search ended."""
        return (self._counts(),)

    def _counts(self) -> str:
        if not self.loops:
            some = " is possible" if any(self.left_out) else " was found in what was searched" if self.stopped else ""
            return f"No feedback loop of at most {self.cutoff} {'step' if self.cutoff == 1 else 'steps'}{some}."
        kinds = Counter(loop.kind for loop in self.loops)
        said = joined(f"{kinds[kind]} {'of unknown kind' if kind == 'unknown' else kind}" for kind in KINDS if kind in kinds)
        return f"{len(self.loops)} feedback {'loop' if len(self.loops) == 1 else 'loops'}: {said}."


def find_loops(
    mechanism: Mechanism, *, cutoff: int = LONGEST, impossible: bool = False, bound: Bound = Bound(),  # noqa: B008 (frozen)
) -> Loops:
    """Return the feedback loops: those with fewer edges first, then with the better weakest edge, then by the ids of the edges.

    A loop comes back to where it starts, meets no other node twice and has at least one edge; parallel edges give several loops.
    "Part of" steps are as in `find_paths`.

    Args:
        cutoff: Longest loop, in edges.
        impossible: List the loops that cannot be, too: two doses at once, or round a blockade.
        bound: Where to end; the answer says so.

    Example:
        >>> from pathways import load, shipped
        >>> found = find_loops(load(shipped()), cutoff=2)
        >>> found.sentence
        '4 feedback loops: 4 reinforcing.'
    """
    meter = bound.meter()
    links = index(mechanism)
    found = gather(links, _closed(links, cutoff, meter), "loops", bound, meter, impossible=impossible)
    counted: Counter[Kind] = Counter()
    loops = []
    for path in found.paths:
        kind = _BY_SIGN[path.sign]
        counted[kind] += 1
        loops.append(Loop(path, kind, f"{kind[0].upper()}{counted[kind]}"))
    return Loops(tuple(loops), found.stopped, found.left_out, cutoff)


def _closed(links: Index, cutoff: int, meter: Meter) -> Iterator[Way]:
    """All loops, length by length, so that the shortest are complete wherever the search ends."""
    forth = _circling(links)
    order = {node: place for place, node in enumerate(links.mechanism.node)}
    starts = sorted(forth, key=order.__getitem__)
    for meter.length in range(1, cutoff + 1):
        for start in starts:
            yield from _from(start, forth, links.back, order, meter)
            if meter.ended:
                return


def _circling(links: Index) -> Links:
    """The links from which there is a way back: those inside one strongly connected component."""
    part = _components(links.forth, links.back)
    inside = {node: [link for link in found if part[link[0]] == part[node]] for node, found in links.forth.items()}
    return {node: found for node, found in inside.items() if found}


def _components(forth: Links, back: Links) -> dict[str, str]:
    """One node for each strongly connected component, by node: Kosaraju's search, forth in depth and then back from what was left last.

    networkx has such a search, but building its graph alone takes longer than this.
    """
    part: dict[str, str] = {}
    for root in reversed(_left(forth)):
        waiting = [] if root in part else [root]
        while waiting:
            node = waiting.pop()
            part[node] = root
            waiting += [end for end, _ in back.get(node, ()) if end not in part]
    return part


def _left(forth: Links) -> list[str]:
    """The nodes in the order in which a search in depth leaves them for good."""
    left: list[str] = []
    met: set[str] = set()
    for root in forth:
        way = [(root, iter(forth[root]))] if root not in met else []
        met.add(root)
        while way:
            ahead = next((end for end, _ in way[-1][1] if end not in met), None)
            if ahead is None:
                left.append(way.pop()[0])
            else:
                met.add(ahead)
                way.append((ahead, iter(forth.get(ahead, ()))))
    return left


def _from(start: str, forth: Links, back: Links, order: dict[str, int], meter: Meter) -> Iterator[Way]:
    """The loops of just `meter.length` edges through `start` and nodes that come after it; so each loop is found from one start only.

    How far it is back to the start is looked up for the second half only: there and back, fewer nodes are met than one way round.
    """
    reach, first = (meter.length - 1) // 2, order[start]
    near, by_edge = distances(back, [start], reach)
    if not meter.allows(len(near)):
        return
    begun: list[tuple[tuple[str, ...], tuple[str, ...], int]] = [((start,), (), meter.length)]
    while begun:
        nodes, names, left = begun.pop()
        following = forth.get(nodes[-1], ())
        if not meter.allows(len(following)):
            return
        for end, name in following:
            rest = left - bool(name)
            if not name and names and not names[-1]:
                continue
            if end == start and not rest and (name or names[0]):
                yield (*nodes, start), (*names, name)
            elif order[end] > first and (near if name else by_edge).get(end, reach + 1) <= rest and end not in nodes:
                begun.append(((*nodes, end), (*names, name), rest))
