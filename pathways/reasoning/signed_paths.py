"""The index that all path searches use, and their result: a path of signed steps with its evidence.

Paths, loops and effects take signs, dose bands and evidence from this module, so that they agree on what a path states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import groupby, pairwise
from math import prod
from typing import NamedTuple

from pathways.language.grammar import capitalised, counted, joined
from pathways.model.assessment import Assessment, assess
from pathways.model.groups import family
from pathways.model.mechanism import Mechanism
from pathways.model.path_search import Links, SimplePath, StepCounter, distances, links_of, stages, ways
from pathways.model.possible_paths import BLOCKADE, DOSES_AT_ONCE, PathRules
from pathways.model.vocabulary import Dose, Tier

__all__ = [
    "DEFAULT_LIMITS",
    "NONE_LEFT_OUT",
    "RANKS",
    "BestPaths",
    "Index",
    "LeftOut",
    "Link",
    "Path",
    "SearchLimits",
    "Step",
    "best_paths",
    "index",
    "left_out_sentences",
]  # fmt: skip

RANKS = tuple(Tier)  # best first; the position of a tier is its rank

_DOSE_BITS = {Dose.LOW: 1, Dose.HIGH: 2}
_TIER_PHRASES = {Tier.DOCUMENT: "document only", Tier.CASES: "case reports or small", Tier.POOLED: "review of trials"}


@dataclass(frozen=True)
class Step:
    """One step of a path; `edge` is the id of its edge, empty for a "part of" step between a member and its group."""

    source: str
    target: str
    edge: str = ""


@dataclass(frozen=True)
class Path:
    """Consecutive steps, with what their edges state together.

    `sign` is the product of the signs of the steps, None if one of them has no direction: a relation that states none, or a step
    through a group whose members change in opposite directions; `doses` are the bands that its edges are stated for; `why_not` is a
    clause about why it is impossible, "" if it is possible; `weakest` is the tier of the edge with the least evidence, None without
    edges; `tiers` counts the edges by tier, best first; `contested` means that papers contradict one of the edges, `contests` has for
    each such edge the evidence on both sides.
    """

    steps: tuple[Step, ...]
    sign: int | None
    doses: tuple[Dose, ...] = ()
    why_not: str = ""
    weakest: Tier | None = None
    tiers: tuple[tuple[Tier, int], ...] = ()
    contested: bool = False
    contests: tuple[str, ...] = ()

    @property
    def edges(self) -> tuple[str, ...]:
        """The ids of its edges."""
        return tuple(step.edge for step in self.steps if step.edge)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of its nodes; in a closed path the first is the last as well."""
        return (*(step.source for step in self.steps), *(step.target for step in self.steps[-1:]))

    @property
    def source(self) -> str:
        """The id of its first node."""
        return self.steps[0].source

    @property
    def target(self) -> str:
        """The id of its last node."""
        return self.steps[-1].target

    @property
    def length(self) -> int:
        """The number of its edges; "part of" steps do not count."""
        return len(self.edges)

    @property
    def possible(self) -> bool:
        """Whether it is possible: one dose allows all its edges, and nothing on it raises what it blocks."""
        return not self.why_not

    @property
    def strip(self) -> str:
        """The number of edges by tier as a phrase; contested ones come first.

        Example:
            >>> Path((), 1, tiers=((Tier.HUMAN, 2), (Tier.DOCUMENT, 1))).strip
            '2 human, 1 document only'
        """
        contested = f"{len(self.contests)} contested ({'; '.join(self.contests)})" if self.contests else ""
        rest = (f"{count} {_TIER_PHRASES.get(tier, tier.value)}" for tier, count in self.tiers if tier is not Tier.CONTESTED)
        return ", ".join(filter(None, (contested, *rest)))

    @property
    def id(self) -> str:
        """Its form in an address: the ids of its edges, joined by tildes."""
        return "~".join(self.edges)


class Link(NamedTuple):
    """A step that can be taken from a node.

    `edge` is the edge's id ("" for "part of"), `sign` +1, -1 or None (no direction), `dose` 1 for low, 2 for high, 0 for neither, and
    `rank` the position of the edge's tier in `RANKS`, -1 for "part of".
    """

    target: str
    edge: str = ""
    sign: int | None = 1
    dose: int = 0
    rank: int = -1


@dataclass(frozen=True)
class SearchLimits:
    """The limits of a search: answers, links examined, and seconds, which only a very slow machine reaches."""

    most: int = 200
    steps: int = 200_000
    seconds: float = 0.8

    def meter(self) -> StepCounter:
        """Return a new count of the links that a search examines."""
        return StepCounter(self.steps, self.seconds)

    def limit(self, meter: StepCounter) -> str:
        """Return the limit that ended a search, as a phrase."""
        return f"{self.seconds:g} seconds" if meter.late else f"{self.steps:,} looks at a relation"


DEFAULT_LIMITS = SearchLimits()


class _Links(dict[str, list[Link]]):
    """The links of each node, computed on first access: a bounded search visits few nodes of a large mechanism."""

    def __init__(self, make: Callable[[str], list[Link]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, node: str) -> list[Link]:
        found = self[node] = self._make(node)
        return found


class Index:
    """The causal edges of a mechanism with their signs, doses and evidence, and the "part of" steps."""

    def __init__(self, mechanism: Mechanism) -> None:
        self.mechanism = mechanism
        self.rules = PathRules(mechanism)
        self.groups = self.rules.groups
        causal = [edge for edge in mechanism.edges if edge.meaning.causal]
        rows = [(edge.id, edge.source, edge.target) for edge in causal]
        self.forth = links_of(rows, self.groups)
        self.back = links_of([(name, target, source) for name, source, target in rows], self.groups)
        self.sign, self.dose = self.rules.sign, self.rules.dose
        self._assessed: dict[str, Assessment] = {}
        self._ranks = {"": -1}

    def assessed(self, edge: str) -> Assessment:
        """The assessment of an edge's evidence, computed on first access: a search visits few edges of a large mechanism."""
        if edge not in self._assessed:
            found = self.mechanism.edge[edge]
            self._assessed[edge] = assess(found.evidence, found.context)
        return self._assessed[edge]

    @cached_property
    def out(self) -> dict[str, list[Link]]:
        """For every node the causal edges that leave it, in the mechanism's order."""
        return _Links(lambda node: [self._link(end, name) for end, name in self.forth.get(node, ()) if name])

    @cached_property
    def belongs(self) -> dict[str, list[Link]]:
        """For every node the "part of" steps from it: to its group, and to its members."""
        return _Links(lambda node: [Link(end, sign=self.rules.passed(node, end)) for end, name in self.forth.get(node, ()) if not name])

    def _link(self, end: str, edge: str) -> Link:
        return Link(end, edge, self.sign[edge], _DOSE_BITS.get(self.dose.get(edge, Dose.LABORATORY), 0), self.rank([edge]))

    def ways(
        self, starts: Iterable[str], ends: Iterable[str], cutoff: int, meter: StepCounter,
        *, via: Iterable[str] = (), avoid: Iterable[str] = (),
    ) -> Iterator[SimplePath]:
        """Yield the simple paths between some nodes, as `path_search.ways` does, that pass each of `via` and none of `avoid`.

        The ends of a path count for both. A group is passed if the group or one of its members is, a member only if it is itself.
        """
        avoided = family(self.mechanism, avoid)
        last, back = [end for end in ends if end not in avoided], _without(self.back, avoided) if avoided else self.back
        far, wanted = distances(back, last, cutoff), [family(self.mechanism, [name]) for name in via]
        return ways(self.forth, far, starts, last, cutoff, meter, stages(back, far, wanted, cutoff))

    def rank(self, edges: Iterable[str]) -> int:
        """Return the rank of the weakest of these edges; -1 without any."""
        return max(map(self._rank, edges), default=-1)

    def _rank(self, edge: str) -> int:
        if edge not in self._ranks:
            self._ranks[edge] = RANKS.index(self.assessed(edge).tier)
        return self._ranks[edge]

    def path(self, steps: Iterable[Step]) -> Path:
        """Return the path of these steps."""
        taken = tuple(steps)
        edges = [step.edge for step in taken if step.edge]
        assessments = [self.assessed(edge) for edge in edges]
        doses = {self.dose[edge] for edge in edges if edge in self.dose}
        tiers = [one.tier for one in assessments]
        nodes = [*(step.source for step in taken[:1]), *(step.target for step in taken)]
        names = [step.edge for step in taken]
        signs = self.rules.turns(nodes, names)
        return Path(
            steps=taken,
            sign=None if None in signs else prod(sign for sign in signs if sign),
            doses=tuple(dose for dose in Dose if dose in doses),
            why_not=self.rules.why_not(nodes, names) if taken else "",
            weakest=max(tiers, key=RANKS.index, default=None),
            tiers=tuple((tier, tiers.count(tier)) for tier in RANKS if tier in tiers),
            contested=any(one.contested for one in assessments),
            contests=tuple(one.contest for one in assessments if one.contested),
        )

    def along(self, edges: Iterable[str]) -> Path | None:
        """Return the path along these edges with the "part of" steps between them: the inverse of a path's `id`.

        "Part of" steps before the first and after the last edge are not in it. None if the edges are not consecutive, or if
        one of them is not a causal edge of this mechanism.
        """
        known = self.mechanism.edge
        steps: list[Step] = []
        for name in edges:
            edge = known.get(name)
            if not edge or name not in self.sign:
                return None
            if steps and steps[-1].target != edge.source:
                steps.append(Step(steps[-1].target, edge.source))
            steps.append(Step(edge.source, edge.target, edge.id))
        part_of_steps = [step for step in steps if not step.edge]
        return self.path(steps) if steps and all(self._member_and_group(step.source, step.target) for step in part_of_steps) else None

    def _member_and_group(self, one: str, other: str) -> bool:
        return self.groups.get(one) == other or self.groups.get(other) == one


def _without(links: Links, avoided: Collection[str]) -> Links:
    """The links without those from or to some nodes."""
    return {node: [link for link in found if link[0] not in avoided] for node, found in links.items() if node not in avoided}


_INDEXES: dict[int, Index] = {}
_MOST_INDEXES = 8  # mechanisms; more than one page serves


def index(mechanism: Mechanism) -> Index:
    """Return the index of a mechanism, built on first use and cached: mechanisms are immutable."""
    found = _INDEXES.get(id(mechanism))
    if found is None or found.mechanism is not mechanism:
        for old in list(_INDEXES)[: max(0, len(_INDEXES) - _MOST_INDEXES + 1)]:
            _INDEXES.pop(old, None)
        found = _INDEXES[id(mechanism)] = Index(mechanism)
    return found


class LeftOut(NamedTuple):
    """The numbers of impossible paths: with a low and a high dose at once, and with a node that would raise what it blocks."""

    doses: int = 0
    blockade: int = 0


NONE_LEFT_OUT = LeftOut()


def left_out_sentences(found: Sequence[tuple[str, LeftOut, bool]]) -> tuple[str, ...]:
    """Return what was left out of one or several searches, each reason once.

    Args:
        found: For each search the noun for its results, such as "path", what it left out, and whether it stopped before its end.

    Example:
        >>> left_out_sentences([("path", LeftOut(1), False), ("loop", LeftOut(2), True)])
        ('1 more path and at least 2 more loops need a low and a high dose at once, which is impossible, and are left out.',)
        >>> left_out_sentences([("path", LeftOut(1, 2), False)])
        ('1 more path needs ...', '2 more paths lead round a blockade: something on them would raise what it blocks, ...')
    """
    sentences = []
    if doses := [(noun, left.doses, stopped) for noun, left, stopped in found if left.doses]:
        subject, one = _subject(doses)
        need, are = ("needs", "is") if one else ("need", "are")
        sentences.append(f"{subject} {need} a low and a high dose at once, which is impossible, and {are} left out.")
    if blocked := [(noun, left.blockade, stopped) for noun, left, stopped in found if left.blockade]:
        subject, one = _subject(blocked)
        lead, where, are = ("leads", "it", "is") if one else ("lead", "them", "are")
        sentences.append(f"{subject} {lead} round a blockade: something on {where} would raise what it blocks, so {are} left out.")
    return tuple(sentences)


def _subject(counts: Sequence[tuple[str, int, bool]]) -> tuple[str, bool]:
    """The subject of a sentence that counts what was left out, and whether it is singular."""
    listed = joined(f"{'at least ' if stopped else ''}{count} more {noun if count == 1 else f'{noun}s'}" for noun, count, stopped in counts)
    return capitalised(listed), [count for _, count, _ in counts] == [1]


class BestPaths(NamedTuple):
    """The best paths of a search; `stopped` is empty if those are all, `left_out` counts impossible ones."""

    paths: tuple[Path, ...]
    stopped: str
    left_out: LeftOut


def best_paths(
    links: Index, found: Iterable[SimplePath], noun: str, bound: SearchLimits, meter: StepCounter, *, impossible: bool,
) -> BestPaths:
    """Return as many paths as the bound allows: shortest first, then those with the better weakest edge, then by the ids of the edges.

    Args:
        found: The paths, those with fewer edges first.
        noun: Their name in the sentence about where the search stopped.
        impossible: Include impossible ones.
    """
    best: list[SimplePath] = []
    left_out: Counter[str] = Counter()
    for _, same in groupby(found, key=_length):
        equal = [(way, "" if impossible else links.rules.why_not(*way)) for way in same]
        left_out.update(why for _, why in equal)
        possible = [way for way, why in equal if not why]
        best += nsmallest(bound.most + 1 - len(best), possible, key=_order(links))
        if len(best) > bound.most:
            break
    paths = tuple(links.path(_steps(way)) for way in best[: bound.most])
    return BestPaths(paths, _stopped(noun, len(best), bound, meter), LeftOut(left_out[DOSES_AT_ONCE], left_out[BLOCKADE]))


def _length(way: SimplePath) -> int:
    return len(way[1]) - way[1].count("")


def _order(links: Index) -> Callable[[SimplePath], tuple[int, list[str], tuple[str, ...]]]:
    def key(way: SimplePath) -> tuple[int, list[str], tuple[str, ...]]:
        nodes, names = way
        return links.rank(names), [name for name in names if name], nodes

    return key


def _steps(way: SimplePath) -> Iterator[Step]:
    nodes, names = way
    return (Step(source, target, name) for (source, target), name in zip(pairwise(nodes), names, strict=True))


def _stopped(noun: str, found: int, bound: SearchLimits, meter: StepCounter) -> str:
    """The sentence about where an incomplete search ended, else ""; paths shorter than the last length are always complete."""
    steps = counted(meter.length, "step")
    if found > bound.most:
        compared = f", and not all of {steps} were compared" if meter.ended else ""
        return f"The first {bound.most} {noun}, shortest first; there are more{compared}."
    if meter.ended:
        return f"The search ended after {bound.limit(meter)}, among {noun} of {steps}; there may be more of that length and longer ones."
    return ""
