"""What lies between two ends: the simple paths that lead from one to the other, shortest first.

A path walks along edges. From a member to its group, or from a group to a member, is no edge but may be part of a path; from one
member to another by way of their group is not: what is said of one is not said of the other.

networkx lists simple paths too, but longest and shortest mixed and without looking ahead to the end: on a large graph it spends
its time where no path comes back. This search knows how far the nearest end is from everywhere, and goes only where it can still arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from time import perf_counter
from typing import NamedTuple

__all__ = ["MOST_STEPS", "Distances", "Links", "Meter", "Stage", "Way", "distances", "links_of", "on_paths", "stages", "through", "ways"]

MOST_STEPS = 100_000  # of the search, about 0.1 s; a count and not a time, so that the answer never depends on the machine

Links = Mapping[str, list[tuple[str, str]]]  # from a node to the next ones, with the edge's id; "" for a step into or out of a group
Way = tuple[tuple[str, ...], tuple[str, ...]]  # the nodes of a path, and the ids of the edges between them

_FAR = 1_000_000
_LOOK = 2_000  # links between two looks at the clock


class Meter:
    """What a search may still do: it counts the links that are looked at, and takes the clock as the last resort.

    `length` is how many edges the paths have on which the search is: all shorter ones were found.

    Example:
        >>> meter = Meter(5)
        >>> meter.allows(3), meter.allows(3), meter.steps, meter.ended
        (True, False, 3, True)
    """

    def __init__(self, most: int, seconds: float = float("inf")) -> None:
        self.most = most
        self.steps = self.length = 0
        self.full = self.late = False
        self._until = perf_counter() + seconds
        self._look = 0

    @property
    def ended(self) -> bool:
        """Whether the search was ended before it was through."""
        return self.full or self.late

    def allows(self, links: int) -> bool:
        """Count the links, unless they are too many."""
        if self.steps + links > self.most:
            self.full = True
            return False
        self.steps += links
        if self.steps >= self._look:
            self._look = self.steps + _LOOK
            self.late = perf_counter() > self._until
        return not self.late


def on_paths(
    edges: Iterable[tuple[str, str, str]], groups: Mapping[str, str], starts: Collection[str], ends: Collection[str], cutoff: int,
    *, via: Collection[Collection[str]] = (), why_not: Callable[[Sequence[str], Sequence[str]], str] | None = None,
) -> frozenset[str]:
    """Return the ids of the edges on some simple path of at most `cutoff` edges from a start to an end.

    Without ends every path from a start counts, without starts every path to an end. Then, and where there are too many paths to
    follow each of them, the answer may have more edges than that: all on a way of at most `cutoff` steps that may meet itself, and
    that passes each of `via`, though perhaps no one way passes all of them.

    Args:
        edges: Id, source and target of each.
        groups: The group of each member.
        via: What a path has to pass, each as the nodes of which one will do; its ends count.
        why_not: Says of the nodes and edges of a path why it does not count; "" where it does. It is asked where both ends are given.

    Example:
        >>> edges = [("a-b", "a", "b"), ("b-c", "b", "c"), ("b-d", "b", "d")]
        >>> sorted(on_paths(edges, {}, ["a"], ["c"], 3)), sorted(on_paths(edges, {}, ["a"], [], 1))
        (['a-b', 'b-c'], ['a-b'])
    """
    rows = list(edges)
    forth, back = links_of(rows, groups), links_of([(name, target, source) for name, source, target in rows], groups)
    near, far = distances(forth, starts) if starts else None, distances(back, ends) if ends else None
    passing = stages(back, far, via)
    before, after = ([stage.far for stage in some] for some in (stages(forth, near, via), passing))
    possible = {
        name for name, source, target in rows
        if _least([_reached(one, source) for one in (near, *before)], [_reached(one, target) for one in (far, *after)]) <= cutoff
    }
    if not near or not far:
        return frozenset(possible)
    meter = Meter(MOST_STEPS)
    led = (way for way in ways(forth, far, starts, ends, cutoff, meter, passing) if not why_not or not why_not(*way))
    found = {name for _, names in led for name in names if name}
    return frozenset(possible if meter.ended else found)


def _least(before: Sequence[float], after: Sequence[float]) -> float:
    """The fewest edges of a way along an edge, passing each thing on this side of it or on the other; first stand those past none."""
    here, there = before[0], after[0]
    return 1 + max((min(one + there, here + other) for one, other in zip(before[1:], after[1:], strict=True)), default=here + there)


def _reached(known: Distances | None, node: str) -> float:
    """How far a node is away; where nothing was asked, it begins anywhere."""
    return known.near.get(node, float("inf")) if known else 0


def links_of(rows: Iterable[tuple[str, str, str]], groups: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return where each node leads: along its edges in their order, then into its group and to its members.

    Args:
        rows: Id, source and target of each edge.
        groups: The group of each member.

    Example:
        >>> links_of([("a-b", "a", "b")], {"b": "c"})
        {'a': [('b', 'a-b')], 'b': [('c', '')], 'c': [('b', '')]}
    """
    links: dict[str, list[tuple[str, str]]] = {}
    for name, source, target in rows:
        links.setdefault(source, []).append((target, name))
    for member, group in groups.items():
        links.setdefault(member, []).append((group, ""))
        links.setdefault(group, []).append((member, ""))
    return links


class Distances(NamedTuple):
    """How many edges each node is away from the nearest start; steps in and out of groups cost nothing.

    `by_edge` are the distances of those ways that do not end with a step in or out of a group, so that such a step may follow.
    """

    near: dict[str, int]
    by_edge: dict[str, int]


def distances(links: Links, starts: Collection[str], most: int = _FAR) -> Distances:
    """Measure how far each node is away from the nearest start.

    Args:
        most: What is farther away is left out.

    Example:
        >>> distances({"a": [("b", "a-b")], "b": [("c", "")]}, ["a"])
        Distances(near={'a': 0, 'b': 1, 'c': 1}, by_edge={'a': 0, 'b': 1})
    """
    found = Distances({}, dict.fromkeys(starts, 0))
    reached, length = list(found.by_edge), 0
    while reached and length <= most:
        here = _arrived(links, reached, length, found.near)
        length += 1
        reached = []
        for node in here:
            for end, name in links.get(node, ()):
                if name and end not in found.by_edge and length <= most:
                    found.by_edge[end] = length
                    reached.append(end)
    return found


def _arrived(links: Links, reached: list[str], length: int, near: dict[str, int]) -> list[str]:
    """The nodes that are met for the first time: those reached by an edge, then those a step in or out of a group away from one."""
    beside = (end for node in reached for end, name in links.get(node, ()) if not name)
    here = [node for node in dict.fromkeys((*reached, *beside)) if node not in near]
    near.update(dict.fromkeys(here, length))
    return here


def through(links: Links, known: Distances, nodes: Collection[str], most: int = _FAR) -> Distances:
    """Measure the same distances by way of one of some nodes.

    Args:
        links: Those over which `known` was measured.
        most: What is farther away is left out.

    Example:
        >>> links = {"a": [("b", "a-b"), ("c", "a-c")], "b": [("c", "b-c")], "c": [("d", "c-d")]}
        >>> through(links, distances(links, ["a"]), ["b"]).near
        {'b': 1, 'c': 2, 'd': 3}
    """
    found = Distances({}, {})
    tables = ((known.near, False), (known.by_edge, True))
    waiting = [(table[node], node, entered) for table, entered in tables for node in nodes if node in table]
    heapify(waiting)
    while waiting:
        length, node, entered = heappop(waiting)
        if length > most:
            break
        following = links.get(node, ())
        if entered and node not in found.by_edge:
            found.by_edge[node] = length
            for end, name in following:
                if not name:
                    heappush(waiting, (length, end, False))
        if node not in found.near:
            found.near[node] = length
            for end, name in following:
                if name:
                    heappush(waiting, (length + 1, end, True))
    return found


class Stage(NamedTuple):
    """What a path has to pass: one of some nodes, and how far it is by way of them."""

    nodes: frozenset[str]
    far: Distances


def stages(links: Links, known: Distances | None, via: Iterable[Collection[str]], most: int = _FAR) -> tuple[Stage, ...]:
    """Return what a path has to pass as `ways` needs it, each as the nodes of which one will do.

    Args:
        known: As `through` takes it; None where it is to count from the nodes themselves.
        most: What is farther away is left out.

    Example:
        >>> [stage.far.near for stage in stages({"a": [("b", "a-b")]}, None, [["a"]])]
        [{'a': 0, 'b': 1}]
    """
    measured = ((nodes, through(links, known, nodes, most) if known else distances(links, nodes, most)) for nodes in via)
    return tuple(Stage(frozenset(nodes), far) for nodes, far in measured)


_Begun = tuple[tuple[str, ...], tuple[str, ...], int, Sequence[Stage]]  # nodes, edges, how many of these so far, what is still to be passed


def ways(
    links: Links, far: Distances, starts: Iterable[str], ends: Collection[str], cutoff: int, meter: Meter, via: Sequence[Stage] = (),
) -> Iterator[Way]:
    """Yield the simple paths of one to `cutoff` edges from any start to any end, those with fewer edges first.

    A path may lead through another start or end. Two steps between groups and members never follow each other.

    Args:
        links: From `links_of`.
        far: How far the nearest end is from each node: `distances` from the ends over the links turned round.
        meter: Ends the search where it has become too long.
        via: What a path has to pass, the ends counting: `stages` over the links turned round, with `far`.

    Example:
        >>> links = {"a": [("b", "a-b"), ("c", "a-c")], "b": [("c", "b-c")]}
        >>> far = distances({"b": [("a", "a-b")], "c": [("a", "a-c"), ("b", "b-c")]}, ["c"])
        >>> list(ways(links, far, ["a"], ["c"], 2, Meter(99)))
        [(('a', 'c'), ('a-c',)), (('a', 'b', 'c'), ('a-b', 'b-c'))]
    """
    last = set(ends)
    waiting = _at_the_starts(far, starts, cutoff, via)
    for meter.length, begun in enumerate(waiting):
        while begun:
            nodes, names, length, left = begun.pop()
            if nodes[-1] in last and length and not left:
                yield nodes, names
            if nodes[-1] in last and last.issubset(nodes):
                continue
            following = links.get(nodes[-1], ())
            if not meter.allows(len(following)):
                return
            inside = bool(names) and not names[-1]
            for end, name in following:
                if end in nodes or (inside and not name):
                    continue
                longer, rest = length + bool(name), _left(left, end) if left else left
                least = longer + (far.near if name else far.by_edge).get(end, _FAR)
                if rest:
                    least = max(least, *(longer + (stage.far.near if name else stage.far.by_edge).get(end, _FAR) for stage in rest))
                if least <= cutoff:
                    waiting[least].append(((*nodes, end), (*names, name), longer, rest))


def _left(via: Sequence[Stage], node: str) -> Sequence[Stage]:
    """What is still to be passed once a node is met."""
    return tuple(stage for stage in via if node not in stage.nodes)


def _at_the_starts(far: Distances, starts: Iterable[str], cutoff: int, via: Sequence[Stage]) -> list[list[_Begun]]:
    """The starts from which an end can be reached, by the least length of the whole path."""
    waiting: list[list[_Begun]] = [[] for _ in range(cutoff + 1)]
    for start in starts:
        left = _left(via, start)
        least = max(one.near.get(start, _FAR) for one in (far, *(stage.far for stage in left)))
        if least <= cutoff:
            waiting[least].append(((start,), (), 0, left))
    return waiting
