"""Paths and loops the slow way: every order of the nodes is tried, with every choice of edges between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product

from pathways.model.mechanism import Mechanism
from pathways.reasoning.signed_paths import Path

SimplePath = tuple[tuple[str, ...], tuple[str, ...]]  # nodes, and the edges between them; "" for a step between member and group


def between(mechanism: Mechanism, one: str, other: str) -> list[str]:
    """All steps from one node to another."""
    edges = [edge.id for edge in mechanism.edges if (edge.source, edge.target) == (one, other) and edge.meaning.causal]
    member = any(mechanism.node[low].group == high and mechanism.node[low].moves_with_group for low, high in ((one, other), (other, one)))
    return [*edges, *([""] if member else [])]


def at_odds(mechanism: Mechanism) -> set[str]:
    """The groups of which two members pull in opposite directions, by the words of the rule."""
    members = {group: [one.id for one in some if one.moves_with_group] for group, some in mechanism.members.items()}
    return {group for group, names in members.items() for one, other in permutations(names, 2) if _pull_apart(mechanism, one, other)}


def _pull_apart(mechanism: Mechanism, one: str, other: str) -> bool:
    signed = [edge for edge in mechanism.edges if edge.meaning.sign in ("increases", "decreases")]
    if any(edge.meaning.sign == "decreases" and {edge.source, edge.target} == {one, other} for edge in signed):
        return True
    for here, far in (("source", "target"), ("target", "source")):
        first, second = ([edge for edge in signed if getattr(edge, here) == name] for name in (one, other))
        sides = [{(getattr(edge, far), edge.meaning.sign.value, edge.context.dose) for edge in some} for some in (first, second)]
        for end, sign, dose in sides[0]:
            clear = all(len({s for e, s, _ in side if e == end}) == 1 for side in sides)
            if clear and any(e == end and s != sign and {dose, d} != {"low", "high"} for e, s, d in sides[1]):
                return True
    return False


def product_of(mechanism: Mechanism, nodes: Sequence[str], names: Sequence[str]) -> int | None:
    """The net sign of a path, step by step; None where a step has no direction."""
    sign = 1
    for (one, other), name in zip(pairwise(nodes), names, strict=True):
        group = other if mechanism.node[one].group == other else one
        belonging = None if group in at_odds(mechanism) else 1
        step = {"increases": 1, "decreases": -1}.get(mechanism.edge[name].meaning.sign) if name else belonging
        if step is None:
            return None
        sign *= step
    return sign


def round_a_blockade(mechanism: Mechanism, nodes: Sequence[str], names: Sequence[str]) -> bool:
    """Whether something on a path raises what it antagonises."""
    pairs = {(edge.source, edge.target) for edge in mechanism.edges if edge.relation == "antagonises"}
    return any(
        (nodes[i], nodes[k]) in pairs and product_of(mechanism, nodes[i:k + 1], names[i:k]) == 1
        for i in range(len(nodes)) for k in range(i + 1, len(nodes))
    )


def slow_paths(mechanism: Mechanism, source: str, target: str, cutoff: int) -> set[SimplePath]:
    rest = [name for name in mechanism.node if name not in (source, target)]
    orders = ((source, *some, target) for size in range(len(rest) + 1) for some in permutations(rest, size))
    leading = _steps(mechanism)
    return {(nodes, steps) for nodes in orders if source != target for steps in _choices(leading, nodes) if _allowed(steps, cutoff)}


def meets(mechanism: Mechanism, nodes: Sequence[str], wanted: str) -> bool:
    """Whether a path passes a node, or one of its members where that is a group."""
    return any(name == wanted or mechanism.node[name].group == wanted for name in nodes)


def slow_loops(mechanism: Mechanism, cutoff: int) -> set[SimplePath]:
    """Each loop once, from its first node in the mechanism's order."""
    names = list(mechanism.node)
    orders = ((start, *some, start) for place, start in enumerate(names) for some in _orders(names[place + 1:]))
    leading = _steps(mechanism)
    return {(nodes, steps) for nodes in orders for steps in _choices(leading, nodes) if _allowed((*steps, steps[0]), cutoff, closed=True)}


def _orders(names: list[str]) -> Iterator[tuple[str, ...]]:
    return (some for size in range(len(names) + 1) for some in permutations(names, size))


def _steps(mechanism: Mechanism) -> dict[tuple[str, str], list[str]]:
    return {pair: between(mechanism, *pair) for pair in product(mechanism.node, repeat=2)}


def _choices(leading: dict[tuple[str, str], list[str]], nodes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return product(*(leading[pair] for pair in pairwise(nodes)))


def _allowed(steps: tuple[str, ...], cutoff: int, *, closed: bool = False) -> bool:
    edges = [step for step in steps[: -1 if closed else None] if step]
    return 0 < len(edges) <= cutoff and all(one or other for one, other in pairwise(steps))


def way(path: Path) -> SimplePath:
    return path.nodes, tuple(step.edge for step in path.steps)


def complete(size: int, sign: str = "+") -> list[str]:
    """The lines of a motif in which each node leads to each other one."""
    return [f"c{one} {sign} c{other}" for one, other in permutations(range(size), 2)]
