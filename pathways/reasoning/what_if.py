"""What-if: the predicted direction of every node if some nodes are set up, set down or blocked.

The answer is qualitative on purpose. A mechanism has directions and evidence but no amounts, so two paths of opposite sign give an
ambiguous effect with both sides shown, and are never weighed against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve_all
from pathways.model.vocabulary import Tier
from pathways.query.query import Query
from pathways.query.select import select, without_ends
from pathways.reasoning.propagation import SHOWN, Key, PartialPath, Spread
from pathways.reasoning.signed_paths import DEFAULT_LIMITS, RANKS, Index, Path, SearchLimits, index

__all__ = ["LIMITS", "RULE", "SHOWN", "SOURCE", "Effect", "Effects", "Verdict", "what_if", "what_if_of"]

Verdict = Literal["set", "blocked", "up", "down", "unchanged", "ambiguous", "unknown"]

RULE = (
    "An effect on a thing is the net sign of the simple causal paths that lead to it from what was set: the product of the signs on "
    "the path, turned where the start was set down. What is set or blocked is not moved by anything else, and nothing "
    "goes through what is blocked. Only positive paths: up. Only negative ones: down. Both: ambiguous. A path with a relation whose "
    "direction is not stated makes the answer unknown, unless it is ambiguous already. No path: unchanged. A path that needs a low and "
    "a high dose at once does not count, nor one on which something raises what it blocks: an agonist does not get through to a blocked "
    "receptor. From a member to its group and from a group to its members an effect passes unchanged, but not "
    "from one member by way of the group to the next, without a direction where the members pull in opposite directions, and not at "
    "all where a member is only drawn in its group. The answer rests on the path whose weakest relation is best supported; an "
    "ambiguous one on the weaker of its two sides."
)
SOURCE = (
    "The distinction by the signs of all paths into activating, inhibiting, ambivalent and without effect is that of S. Klamt, "
    "J. Saez-Rodriguez, J. A. Lindquist, L. Simeoni and E. D. Gilles, A methodology for the structural and functional analysis of "
    "signaling and regulatory networks, BMC Bioinformatics 2006, 7:56, doi:10.1186/1471-2105-7-56. What is said here of relations "
    "without a direction, doses, groups, blocking and evidence is our own rule."
)
LIMITS = (
    "Its limits: directions only, no amounts and no time; simple paths only, so that a feedback loop on the way, which may weaken "
    "or undo an effect, is not followed round; two causes that work only together are not told from two that work alone. "
    "To block a thing is not to set it down: it takes its part out of every path. 'Unchanged' means that this map has no path "
    "of that length, not that there is no effect."
)
_SIGNS = (1, -1, None)
_RESTS_ON: dict[Verdict, tuple[int | None, ...]] = {"up": (1,), "down": (-1,), "ambiguous": (1, -1), "unknown": (None,)}


@dataclass(frozen=True)
class Effect:
    """The predicted effect on one node, and its paths.

    `weakest` is the tier that the verdict rests on, over all paths of the search; None without a path, or with only one without
    relations. The paths are built on first access: a large mechanism has very many.
    """

    node: str
    verdict: Verdict
    weakest: Tier | None = None
    trails: tuple[tuple[PartialPath, ...], ...] = field(default=((), (), ()), repr=False)
    links: Index | None = field(default=None, repr=False, compare=False)

    @cached_property
    def ups(self) -> tuple[Path, ...]:
        """The paths that raise it, at most three: shortest first, then best supported, then by edge ids.

        A path's own sign is the product of its relations: from a node that was set down, it is a negative path that raises.
        """
        return self._paths(0)

    @cached_property
    def downs(self) -> tuple[Path, ...]:
        """The paths that lower it, at most three."""
        return self._paths(1)

    @cached_property
    def unknowns(self) -> tuple[Path, ...]:
        """The paths on which some relation has no direction, at most three."""
        return self._paths(2)

    def _paths(self, which: int) -> tuple[Path, ...]:
        return tuple(self.links.path(trail.steps()) for trail in self.trails[which]) if self.links else ()


@dataclass(frozen=True)
class Effects:
    """The effect on every node, in the mechanism's order.

    `stopped` is empty if every path was followed, otherwise a sentence; nodes that only further paths may reach are unknown then.
    `up`, `down` and `block` are the ids of the nodes that were set or blocked.
    """

    effects: tuple[Effect, ...]
    stopped: str = ""
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    block: tuple[str, ...] = ()

    @cached_property
    def by_node(self) -> dict[str, Effect]:
        """The effects by the node's id."""
        return {effect.node: effect for effect in self.effects}


def what_if(
    mechanism: Mechanism, *, up: Iterable[str] = (), down: Iterable[str] = (), block: Iterable[str] = (),
    cutoff: int = 8, impossible: bool = False, bound: SearchLimits = DEFAULT_LIMITS,
) -> Effects:
    """Predict the direction of every node; see `RULE`, `SOURCE` and `LIMITS`.

    A node that is blocked and set is blocked; one that is set both up and down has effects of both signs. Blocking a group
    does not block its members, only the steps between the group and them.

    Args:
        cutoff: Longest path, in edges; steps between a group and a member do not count.
        impossible: Count impossible paths, too: two doses at once, or round a blockade.
        bound: `steps` and `seconds` limit the search, which ends between two lengths of paths.

    Raises:
        UnknownName: No node is called so; the message offers the nearest ones.

    Example:
        >>> from pathways import load, shipped
        >>> found = what_if(load(shipped()), up=["nerve-injury"], block=["tlr4"]).by_node
        >>> found["chronic-pain"].verdict, found["microglia"].verdict, found["tlr4"].verdict
        ('up', 'unchanged', 'blocked')
    """
    ups, downs, blocks = (resolve_all(mechanism, names) for names in (up, down, block))
    blocked = frozenset(blocks)
    starts = [(node, sign) for nodes, sign in ((ups, 1), (downs, -1)) for node in nodes if node not in blocked]
    search = Spread(index(mechanism), blocked.union(node for node, _ in starts), impossible, bound)
    stopped = search.follow(starts, cutoff)
    unsearched = search.reachable(starts, cutoff) if stopped else frozenset()
    return Effects(tuple(_effect(node, search, blocked, unsearched) for node in mechanism.node), stopped, ups, downs, blocks)


def what_if_of(mechanism: Mechanism, query: Query) -> tuple[Mechanism, Effects]:
    """Return the part that the filters of a query keep, and the prediction for it; nodes that were filtered out are not set."""
    part = select(mechanism, without_ends(query))
    up, down, block = ([name for name in names if name in part.node] for names in (query.up, query.down, query.block))
    return part, what_if(part, up=up, down=down, block=block, impossible=query.impossible)


def _effect(node: str, search: Spread, blocked: frozenset[str], unsearched: frozenset[str]) -> Effect:
    if node in search.closed:
        return Effect(node, "blocked" if node in blocked else "set")
    trails = tuple(tuple(search.found.get((node, sign), ())) for sign in _SIGNS)
    verdict = _verdict(*map(bool, trails))
    if verdict == "unchanged":
        return Effect(node, "unknown" if node in unsearched else "unchanged")
    return Effect(node, verdict, _weakest(node, verdict, search.best), trails, search.links)


def _verdict(up: bool, down: bool, unknown: bool) -> Verdict:
    if up and down:
        return "ambiguous"
    if unknown:
        return "unknown"
    return "up" if up else "down" if down else "unchanged"


def _weakest(node: str, verdict: Verdict, best: Mapping[Key, int]) -> Tier | None:
    """The weakest relation of the best supported path; of an ambiguous effect, of its less supported side."""
    rank = max(best[node, sign] for sign in _RESTS_ON[verdict])
    return RANKS[rank] if rank >= 0 else None
