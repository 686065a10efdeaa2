"""How a change of a member affects its group, and a change of a group its members.

Usually in the same direction: more interleukin-1 is more inflammatory cytokine. Exceptions are members that are only drawn in the
group (`moves_with_group` is False), and groups whose members change in opposite directions, such as AMP and ATP: no direction follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from pathways.model.mechanism import Edge, Mechanism
from pathways.model.relations import Sign
from pathways.model.vocabulary import Dose

__all__ = ["family", "moving", "opposed"]

_OPPOSITE = {Sign.INCREASES: Sign.DECREASES, Sign.DECREASES: Sign.INCREASES}


class Opposed(NamedTuple):
    """Two members of a group that change in opposite directions; `by` are the ids of the edges that imply it."""

    group: str
    one: str
    other: str
    by: tuple[str, ...]


def family(mechanism: Mechanism, names: Iterable[str]) -> frozenset[str]:
    """Return the named nodes and all members of the groups among them.

    Example:
        >>> from pathways.model.mechanism import Node
        >>> nodes = [Node(id=name, label=name, kind="protein", region="r", description="x", group=group)
        ...          for name, group in (("g", None), ("a", "g"))]
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=nodes, edges=())
        >>> sorted(family(toy, ["g"])), sorted(family(toy, ["a"]))
        (['a', 'g'], ['a'])
    """
    members = mechanism.members
    return frozenset(one for name in names for one in (name, *(member.id for member in members.get(name, ()))))


def moving(mechanism: Mechanism) -> dict[str, str]:
    """Return the group of each member that changes with it, in the mechanism's order; groups that a part lacks are left out.

    Example:
        >>> from pathways.model.mechanism import Node
        >>> nodes = [Node(id=name, label=name, kind="protein", region="r", description="x", group=group, moves_with_group=moves)
        ...          for name, group, moves in (("g", None, True), ("a", "g", True), ("b", "g", False))]
        >>> moving(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=nodes, edges=()))
        {'a': 'g'}
    """
    return {node.id: node.group for node in mechanism.nodes if node.group in mechanism.node and node.group and node.moves_with_group}


def opposed(mechanism: Mechanism) -> tuple[Opposed, ...]:
    """Return the pairs of members, both moving with their group, that change in opposite directions, with the first reason for each.

    That is so where one decreases the other, where one cause raises one and lowers the other, or where one raises what the other
    lowers. A relation for a low dose does not contradict one for a high dose. A part of a mechanism has the pairs of the whole:
    a filter that hides a relation does not change the direction of its member.
    """
    whole = mechanism.whole
    members: dict[str, list[str]] = {}
    for member, group in moving(whole).items():
        members.setdefault(group, []).append(member)
    touching: dict[str, list[Edge]] = {}
    for edge in whole.edges if members else ():
        for end in (edge.source, edge.target) if edge.meaning.sign in _OPPOSITE else ():
            touching.setdefault(end, []).append(edge)
    return tuple(
        Opposed(group, one, other, by)
        for group, names in members.items() for one, other in _candidates(names, touching)
        if (by := next(_reasons([*touching[one], *touching[other]], one, other), ()))
    )


def _candidates(names: list[str], touching: dict[str, list[Edge]]) -> Iterator[tuple[str, str]]:
    """The pairs of members joined by an edge, with a common target or with a common source; no others can be opposed."""
    position = {name: number for number, name in enumerate(names)}
    sides: dict[tuple[bool, str], set[int]] = {}
    found: set[tuple[int, int]] = set()
    for name in names:
        for edge in touching.get(name, ()):
            acts = edge.source == name
            other = edge.target if acts else edge.source
            sides.setdefault((acts, other), set()).add(position[name])
            if other in position:
                found.add((min(position[name], position[other]), max(position[name], position[other])))
    found.update(pair for side in sides.values() for pair in combinations(sorted(side), 2))
    return ((names[one], names[other]) for one, other in sorted(found))


def _reasons(edges: list[Edge], one: str, other: str) -> Iterator[tuple[str, ...]]:
    """The edges that oppose two members: one between them, else two from a common source, else two to a common target."""
    yield from ((edge.id,) for edge in edges if edge.meaning.sign is Sign.DECREASES and {edge.source, edge.target} == {one, other})
    for own_end, far in (("target", "source"), ("source", "target")):
        first, second = ([edge for edge in edges if getattr(edge, own_end) == name] for name in (one, other))
        yield from (
            (left.id, right.id) for left in first for right in second
            if getattr(left, far) == getattr(right, far) and left.meaning.sign is not right.meaning.sign
            and {left.context.dose, right.context.dose} != {Dose.LOW, Dose.HIGH}
            and not _has_opposite(first, left, far) and not _has_opposite(second, right, far)
        )


def _has_opposite(edges: list[Edge], edge: Edge, far: str) -> bool:
    """Whether a parallel edge has the opposite sign, so that this one edge is no reason."""
    wanted = _OPPOSITE[edge.meaning.sign]
    return any(getattr(one, far) == getattr(edge, far) and one.meaning.sign is wanted for one in edges)
