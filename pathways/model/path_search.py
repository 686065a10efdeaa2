"""Simple paths between sets of nodes, shortest first.

A path consists of edges and of steps between a member and its group, which have length 0. Two such steps never follow each other:
what holds for one member does not hold for another of the same group.

networkx lists simple paths too, but not by length, and it follows branches that cannot reach the target, which takes too long on a
large graph. This search first measures the distance of every node to the nearest end, and follows only branches within the cutoff.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from time import perf_counter
from typing import NamedTuple

__all__ = [
    "MOST_STEPS", "Distances", "Links", "RequiredNodes", "SimplePath", "StepCounter", "distances", "links_of", "on_paths", "stages",
    "through", "ways",
]  # fmt: skip

MOST_STEPS = 100_000  # links that a search may follow, about 0.1 s; a count, so that the result does not depend on the machine

Links = Mapping[str, list[tuple[str, str]]]  # by node: each next node and the edge's id, "" between member and group
SimplePath = tuple[tuple[str, ...], tuple[str, ...]]  # the nodes of a path, and the edges' ids, "" between member and group

_FAR = 1_000_000
_CLOCK_EVERY = 2_000  # links between two readings of the clock


class StepCounter:
    """The limits of a search: a number of links, and, as a last resort, a time in seconds.

    `length` is the number of edges of the paths that are being searched; all shorter ones were found.

    Example:
        >>> meter = StepCounter(5)
        >>> meter.allows(3), meter.allows(3), meter.steps, meter.ended
        (True, False, 3, True)
    """

    def __init__(self, most: int, seconds: float = float("inf")) -> None:
        self.most = most
        self.steps = self.length = 0
        self.full = self.late = False
        self._until = perf_counter() + seconds
        self._next_reading = 0

    @property
    def ended(self) -> bool:
        """Whether the search was stopped before it was complete."""
        return self.full or self.late

    def allows(self, links: int) -> bool:
        """Count so many more links and return True, or return False where a limit is reached."""
        if self.steps + links > self.most:
            self.full = True
            return False
        self.steps += links
        if self.steps >= self._next_reading:
            self._next_reading = self.steps + _CLOCK_EVERY
            self.late = perf_counter() > self._until
        return not self.late


def on_paths(
    edges: Iterable[tuple[str, str, str]], groups: Mapping[str, str], starts: Collection[str], ends: Collection[str], cutoff: int,
    *, via: Collection[Collection[str]] = (), why_not: Callable[[Sequence[str], Sequence[str]], str] | None = None,
) -> frozenset[str]:
    """Return the ids of the edges on some simple path of at most `cutoff` edges from a start to an end.

    Without ends every path from a start counts, without starts every path to an end. Then, and where there are too many paths to
    list, the result may have more edges: all on a walk of at most `cutoff` steps, which may repeat nodes, through a node of each of
    `via`, though perhaps on no single walk through all of them.

    Args:
        edges: Id, source and target of each.
        groups: The group of each member.
        via: Sets of nodes; a path must contain a node of each, its ends included.
        why_not: Gives the reason why a path (its nodes and edges) does not count, "" where it does; used where both ends are given.

    Example:
        >>> edges = [("a-b", "a", "b"), ("b-c", "b", "c"), ("b-d", "b", "d")]
        >>> sorted(on_paths(edges, {}, ["a"], ["c"], 3)), sorted(on_paths(edges, {}, ["a"], [], 1))
        (['a-b', 'b-c'], ['a-b'])
    """
    rows = list(edges)
    forward, backward = links_of(rows, groups), links_of([(name, target, source) for name, source, target in rows], groups)
    near, far = distances(forward, starts) if starts else None, distances(backward, ends) if ends else None
    required = stages(backward, far, via)
    before, after = ([stage.far for stage in some] for some in (stages(forward, near, via), required))
    possible = {
        name for name, source, target in rows
        if _least_length([_distance(one, source) for one in (near, *before)], [_distance(one, target) for one in (far, *after)]) <= cutoff
    }
    if not near or not far:
        return frozenset(possible)
    meter = StepCounter(MOST_STEPS)
    paths = (path for path in ways(forward, far, starts, ends, cutoff, meter, required) if not why_not or not why_not(*path))
    found = {name for _, names in paths for name in names if name}
    return frozenset(possible if meter.ended else found)


def _least_length(before: Sequence[float], after: Sequence[float]) -> float:
    """A lower bound for the edges of a walk over an edge, from the distances to its two ends.

    First come the direct distances, then those by way of each set of required nodes, which may lie before or after the edge.
    """
    start, end = before[0], after[0]
    return 1 + max((min(one + end, start + other) for one, other in zip(before[1:], after[1:], strict=True)), default=start + end)


def _distance(known: Distances | None, node: str) -> float:
    """The distance of a node, infinite where it is not reached; 0 where there are no starts."""
    return known.near.get(node, float("inf")) if known else 0


def links_of(rows: Iterable[tuple[str, str, str]], groups: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the links of each node: its edges in their order, then those to its group and its members.

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
    """The distance of each node from the nearest start, in edges; steps into and out of groups have length 0.

    `by_edge` are the distances over paths that do not end with a step into or out of a group, so that such a step may follow.
    """

    near: dict[str, int]
    by_edge: dict[str, int]


def distances(links: Links, starts: Collection[str], most: int = _FAR) -> Distances:
    """Return the distance of each node from the nearest start.

    Args:
        most: Nodes at a greater distance are left out.

    Example:
        >>> distances({"a": [("b", "a-b")], "b": [("c", "")]}, ["a"])
        Distances(near={'a': 0, 'b': 1, 'c': 1}, by_edge={'a': 0, 'b': 1})
    """
    found = Distances({}, dict.fromkeys(starts, 0))
    reached, length = list(found.by_edge), 0
    while reached and length <= most:
        nodes = _at_length(links, reached, length, found.near)
        length += 1
        reached = []
        for node in nodes:
            for end, name in links.get(node, ()):
                if name and end not in found.by_edge and length <= most:
                    found.by_edge[end] = length
                    reached.append(end)
    return found


def _at_length(links: Links, reached: list[str], length: int, near: dict[str, int]) -> list[str]:
    """The nodes first reached at a length, entered in `near`: by an edge, then from those by a step into or out of a group."""
    beside = (end for node in reached for end, name in links.get(node, ()) if not name)
    found = [node for node in dict.fromkeys((*reached, *beside)) if node not in near]
    near.update(dict.fromkeys(found, length))
    return found


def through(links: Links, known: Distances, nodes: Collection[str], most: int = _FAR) -> Distances:
    """Return the same distances over paths that contain one of some nodes.

    Args:
        links: Those from which `known` was computed.
        most: Nodes at a greater distance are left out.

    Example:
        >>> links = {"a": [("b", "a-b"), ("c", "a-c")], "b": [("c", "b-c")], "c": [("d", "c-d")]}
        >>> through(links, distances(links, ["a"]), ["b"]).near
        {'b': 1, 'c': 2, 'd': 3}
    """
    found = Distances({}, {})
    tables = ((known.near, False), (known.by_edge, True))
    queue = [(table[node], node, entered) for table, entered in tables for node in nodes if node in table]
    heapify(queue)
    while queue:
        length, node, entered = heappop(queue)
        if length > most:
            break
        following = links.get(node, ())
        if entered and node not in found.by_edge:
            found.by_edge[node] = length
            for end, name in following:
                if not name:
                    heappush(queue, (length, end, False))
        if node not in found.near:
            found.near[node] = length
            for end, name in following:
                if name:
                    heappush(queue, (length + 1, end, True))
    return found


class RequiredNodes(NamedTuple):
    """A set of nodes of which a path must contain one, and the distances over paths that do."""

    nodes: frozenset[str]
    far: Distances


def stages(links: Links, known: Distances | None, via: Iterable[Collection[str]], most: int = _FAR) -> tuple[RequiredNodes, ...]:
    """Return the sets of nodes that paths must contain in the form that `ways` takes.

    Args:
        known: As for `through`; None to measure from the nodes themselves.
        most: Nodes at a greater distance are left out.

    Example:
        >>> [stage.far.near for stage in stages({"a": [("b", "a-b")]}, None, [["a"]])]
        [{'a': 0, 'b': 1}]
    """
    measured = ((nodes, through(links, known, nodes, most) if known else distances(links, nodes, most)) for nodes in via)
    return tuple(RequiredNodes(frozenset(nodes), far) for nodes, far in measured)


# A partial path: nodes, ids of edges, length, and the sets of nodes still required.
_Partial = tuple[tuple[str, ...], tuple[str, ...], int, Sequence[RequiredNodes]]


def ways(
    links: Links, far: Distances, starts: Iterable[str], ends: Collection[str], cutoff: int, meter: StepCounter,
    via: Sequence[RequiredNodes] = (),
) -> Iterator[SimplePath]:
    """Yield the simple paths of one to `cutoff` edges from any start to any end, those with fewer edges first.

    A path may contain another start or end. Two steps between groups and members never follow each other.

    Args:
        links: From `links_of`.
        far: The distance of each node to the nearest end: `distances` from the ends over the reversed links.
        meter: The limit of the search.
        via: Sets of nodes of which a path, its ends included, must contain one each: `stages` over the reversed links, with `far`.

    Example:
        >>> links = {"a": [("b", "a-b"), ("c", "a-c")], "b": [("c", "b-c")]}
        >>> far = distances({"b": [("a", "a-b")], "c": [("a", "a-c"), ("b", "b-c")]}, ["c"])
        >>> list(ways(links, far, ["a"], ["c"], 2, StepCounter(99)))
        [(('a', 'c'), ('a-c',)), (('a', 'b', 'c'), ('a-b', 'b-c'))]
    """
    last = set(ends)
    by_length = _initial(far, starts, cutoff, via)
    for meter.length, partial in enumerate(by_length):
        while partial:
            nodes, names, length, required = partial.pop()
            if nodes[-1] in last and length and not required:
                yield nodes, names
            if nodes[-1] in last and last.issubset(nodes):
                continue
            following = links.get(nodes[-1], ())
            if not meter.allows(len(following)):
                return
            after_group_step = bool(names) and not names[-1]
            for end, name in following:
                if end in nodes or (after_group_step and not name):
                    continue
                longer, rest = length + bool(name), _without(required, end) if required else required
                least = longer + (far.near if name else far.by_edge).get(end, _FAR)
                if rest:
                    least = max(least, *(longer + (stage.far.near if name else stage.far.by_edge).get(end, _FAR) for stage in rest))
                if least <= cutoff:
                    by_length[least].append(((*nodes, end), (*names, name), longer, rest))


def _without(via: Sequence[RequiredNodes], node: str) -> Sequence[RequiredNodes]:
    """The sets that a path still requires after a node."""
    return tuple(stage for stage in via if node not in stage.nodes)


def _initial(far: Distances, starts: Iterable[str], cutoff: int, via: Sequence[RequiredNodes]) -> list[list[_Partial]]:
    """Paths of one node for the starts from which an end can be reached, by the least length of a whole path."""
    by_length: list[list[_Partial]] = [[] for _ in range(cutoff + 1)]
    for start in starts:
        required = _without(via, start)
        least = max(one.near.get(start, _FAR) for one in (far, *(stage.far for stage in required)))
        if least <= cutoff:
            by_length[least].append(((start,), (), 0, required))
    return by_length
