"""Paths and loops the slow way: every order of the nodes is tried, with every choice of edges between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations, product

from pathways.model import Mechanism
from pathways.walks import Path

Way = tuple[tuple[str, ...], tuple[str, ...]]  # nodes, and the edges between them; "" for a step between member and group


def between(mechanism: Mechanism, one: str, other: str) -> list[str]:
    """All steps from one node to another."""
    edges = [edge.id for edge in mechanism.edges if (edge.source, edge.target) == (one, other) and edge.meaning.causal]
    member = mechanism.node[one].group == other or mechanism.node[other].group == one
    return [*edges, *([""] if member else [])]


def slow_paths(mechanism: Mechanism, source: str, target: str, cutoff: int) -> set[Way]:
    rest = [name for name in mechanism.node if name not in (source, target)]
    orders = ((source, *some, target) for size in range(len(rest) + 1) for some in permutations(rest, size))
    return {(nodes, steps) for nodes in orders if source != target for steps in _choices(mechanism, nodes) if _allowed(steps, cutoff)}


def slow_loops(mechanism: Mechanism, cutoff: int) -> set[Way]:
    """Each loop once, from its first node in the mechanism's order."""
    names = list(mechanism.node)
    orders = ((start, *some, start) for place, start in enumerate(names) for some in _orders(names[place + 1:]))
    return {(nodes, steps) for nodes in orders for steps in _choices(mechanism, nodes) if _allowed((*steps, steps[0]), cutoff, closed=True)}


def _orders(names: list[str]) -> Iterator[tuple[str, ...]]:
    return (some for size in range(len(names) + 1) for some in permutations(names, size))


def _choices(mechanism: Mechanism, nodes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return product(*(between(mechanism, one, other) for one, other in pairwise(nodes)))


def _allowed(steps: tuple[str, ...], cutoff: int, *, closed: bool = False) -> bool:
    edges = [step for step in steps[: -1 if closed else None] if step]
    return 0 < len(edges) <= cutoff and all(one or other for one, other in pairwise(steps))


def way(path: Path) -> Way:
    return path.nodes, tuple(step.edge for step in path.steps)


def complete(size: int, sign: str = "+") -> list[str]:
    """The lines of a motif in which each node leads to each other one."""
    return [f"c{one} {sign} c{other}" for one, other in permutations(range(size), 2)]
