"""The index that all reasoning walks on, and what a walk is: a path of signed steps with the evidence that it rests on.

Paths, loops and effects take signs, dose bands and evidence from here, so they cannot disagree about what a path says.
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

from pathways.language.grammar import capitalised, joined
from pathways.model.assessment import Assessment, assess
from pathways.model.groups import family
from pathways.model.mechanism import Mechanism
from pathways.model.path_search import Links, Meter, Way, distances, links_of, stages, ways
from pathways.model.possible_paths import BLOCKADE, DOSES_AT_ONCE, Possible
from pathways.model.vocabulary import Dose, Tier

__all__ = [
    "NONE_LEFT_OUT", "RANKS", "Bound", "Found", "Index", "LeftOut", "Link", "Path", "Step", "gather", "index", "left_out_sentences",
]  # fmt: skip

RANKS = tuple(Tier)  # best first; the place of a tier in it is its rank

_BITS = {Dose.LOW: 1, Dose.HIGH: 2}
_STRIP = {Tier.DOCUMENT: "document only", Tier.CASES: "case reports or small", Tier.POOLED: "review of trials"}


@dataclass(frozen=True)
class Step:
    """One step of a path; `edge` is the id of its edge, empty for a "part of" step between a member and its group."""

    source: str
    target: str
    edge: str = ""


@dataclass(frozen=True)
class Path:
    """Steps one after the other, with what their edges say together.

    `sign` is the product of the signs of the steps, None if one of them has no direction: a relation that states none, or a step
    through a group whose members pull against each other; `doses` are the bands that its edges are stated for; `why_not` says in a
    clause why it cannot be, "" where it can; `weakest` is the tier of the edge with the least evidence, None without any edge; `tiers`
    counts the edges by tier, best first; `contested` says that papers contradict one of the edges, `contests` for each such edge what
    stands against what.
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
        """The ids of its nodes; the first is the last as well where it is closed."""
        return (*(step.source for step in self.steps), *(step.target for step in self.steps[-1:]))

    @property
    def source(self) -> str:
        """Where it begins."""
        return self.steps[0].source

    @property
    def target(self) -> str:
        """Where it ends."""
        return self.steps[-1].target

    @property
    def length(self) -> int:
        """How many edges it has; "part of" steps do not count."""
        return len(self.edges)

    @property
    def possible(self) -> bool:
        """Whether it can be: one dose can do it, and nothing on it raises what it blocks."""
        return not self.why_not

    @property
    def strip(self) -> str:
        """What its edges rest on, in a few words; what is contested comes first.

        Example:
            >>> Path((), 1, tiers=((Tier.HUMAN, 2), (Tier.DOCUMENT, 1))).strip
            '2 human, 1 document only'
        """
        contested = f"{len(self.contests)} contested ({'; '.join(self.contests)})" if self.contests else ""
        rest = (f"{count} {_STRIP.get(tier, tier.value)}" for tier, count in self.tiers if tier is not Tier.CONTESTED)
        return ", ".join(filter(None, (contested, *rest)))

    @property
    def id(self) -> str:
        """Its form in an address: the ids of its edges, joined by tildes."""
        return "~".join(self.edges)


class Link(NamedTuple):
    """A step that can be taken from a node.

    `edge` is the edge's id ("" for "part of"), `sign` +1, -1 or None (no direction), `dose` 1 for low, 2 for high, 0 for neither, and
    `rank` the place of the edge's tier in `RANKS`, -1 for "part of".
    """

    target: str
    edge: str = ""
    sign: int | None = 1
    dose: int = 0
    rank: int = -1


@dataclass(frozen=True)
class Bound:
    """How much a search may do: answers, steps, and a clock as the last resort, for a machine that is very slow."""

    most: int = 200
    steps: int = 200_000
    seconds: float = 0.8

    def meter(self) -> Meter:
        """Start counting."""
        return Meter(self.steps, self.seconds)


class _Links(dict[str, list[Link]]):
    """The links of each node, made when they are first asked for: a bounded search meets few nodes of a large mechanism."""

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
        self.rules = Possible(mechanism)
        self.groups = self.rules.groups
        causal = [edge for edge in mechanism.edges if edge.meaning.causal]
        rows = [(edge.id, edge.source, edge.target) for edge in causal]
        self.forth = links_of(rows, self.groups)
        self.back = links_of([(name, target, source) for name, source, target in rows], self.groups)
        self.sign, self.dose = self.rules.sign, self.rules.dose
        self._assessed: dict[str, Assessment] = {}
        self._ranks = {"": -1}

    def assessed(self, edge: str) -> Assessment:
        """What the evidence of an edge amounts to; looked up when it is first asked, since most edges of a large map never are."""
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
        return Link(end, edge, self.sign[edge], _BITS.get(self.dose.get(edge, Dose.LABORATORY), 0), self.rank([edge]))

    def ways(
        self, starts: Iterable[str], ends: Iterable[str], cutoff: int, meter: Meter,
        *, via: Iterable[str] = (), avoid: Iterable[str] = (),
    ) -> Iterator[Way]:
        """Yield the simple paths between some nodes, as `between.ways` does, those that pass each of `via` and none of `avoid`.

        The ends of a path count for both. A group is passed where it or one of its members is, and a member where it is itself.
        """
        never = family(self.mechanism, avoid)
        last, back = [end for end in ends if end not in never], _without(self.back, never) if never else self.back
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
        known = [self.assessed(edge) for edge in edges]
        doses = {self.dose[edge] for edge in edges if edge in self.dose}
        met = [one.tier for one in known]
        nodes = [*(step.source for step in taken[:1]), *(step.target for step in taken)]
        names = [step.edge for step in taken]
        turns = self.rules.turns(nodes, names)
        return Path(
            steps=taken,
            sign=None if None in turns else prod(turn for turn in turns if turn),
            doses=tuple(dose for dose in Dose if dose in doses),
            why_not=self.rules.why_not(nodes, names) if taken else "",
            weakest=max(met, key=RANKS.index, default=None),
            tiers=tuple((tier, met.count(tier)) for tier in RANKS if tier in met),
            contested=any(one.contested for one in known),
            contests=tuple(one.contest for one in known if one.contested),
        )

    def along(self, edges: Iterable[str]) -> Path | None:
        """Return the path along these edges with the "part of" steps between them: what a path's `id` says, read back.

        "Part of" steps before the first and after the last edge are not in it. None where they do not follow each other, or where
        one of them is no causal edge here.
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
        joints = [step for step in steps if not step.edge]
        return self.path(steps) if steps and all(self._joined(step.source, step.target) for step in joints) else None

    def _joined(self, one: str, other: str) -> bool:
        return self.groups.get(one) == other or self.groups.get(other) == one


def _without(links: Links, never: Collection[str]) -> Links:
    """The links that do not touch some nodes."""
    return {node: [link for link in found if link[0] not in never] for node, found in links.items() if node not in never}


_INDEXES: dict[int, Index] = {}
_REMEMBERED = 8  # mechanisms; more than a page serves side by side


def index(mechanism: Mechanism) -> Index:
    """Return the index of a mechanism, built on first use: mechanisms never change."""
    found = _INDEXES.get(id(mechanism))
    if found is None or found.mechanism is not mechanism:
        for old in list(_INDEXES)[: max(0, len(_INDEXES) - _REMEMBERED + 1)]:
            _INDEXES.pop(old, None)
        found = _INDEXES[id(mechanism)] = Index(mechanism)
    return found


class LeftOut(NamedTuple):
    """How many paths cannot be: they need a low and a high dose at once, or something on them would raise what it blocks."""

    doses: int = 0
    blockade: int = 0

    def sentences(self, noun: str, *, stopped: bool = False) -> tuple[str, ...]:
        """Say what was left out, and why.

        Example:
            >>> LeftOut(1, 2).sentences("path")
            ('1 more path needs ...', '2 more paths lead round a blockade: something on them would raise what it blocks, ...')
        """
        return left_out_sentences([(noun, self, stopped)])


NONE_LEFT_OUT = LeftOut()


def left_out_sentences(found: Sequence[tuple[str, LeftOut, bool]]) -> tuple[str, ...]:
    """Say what was left out of one or several searches, each reason once.

    Args:
        found: For each search what it looks for, as "path", what it left out, and whether it stopped before its end.

    Example:
        >>> left_out_sentences([("path", LeftOut(1), False), ("loop", LeftOut(2), True)])
        ('1 more path and at least 2 more loops need a low and a high dose at once, which is impossible, and are left out.',)
    """
    told = []
    if doses := [(noun, left.doses, stopped) for noun, left, stopped in found if left.doses]:
        who, one = _more(doses)
        need, are = ("needs", "is") if one else ("need", "are")
        told.append(f"{who} {need} a low and a high dose at once, which is impossible, and {are} left out.")
    if blocked := [(noun, left.blockade, stopped) for noun, left, stopped in found if left.blockade]:
        who, one = _more(blocked)
        lead, where, are = ("leads", "it", "is") if one else ("lead", "them", "are")
        told.append(f"{who} {lead} round a blockade: something on {where} would raise what it blocks, so {are} left out.")
    return tuple(told)


def _more(counts: Sequence[tuple[str, int, bool]]) -> tuple[str, bool]:
    """How many more of what, and whether that is just one thing."""
    told = joined(f"{'at least ' if stopped else ''}{count} more {noun if count == 1 else f'{noun}s'}" for noun, count, stopped in counts)
    return capitalised(told), [count for _, count, _ in counts] == [1]


class Found(NamedTuple):
    """The best of what a search yields; `stopped` is empty where that is all, `left_out` counts what cannot be."""

    paths: tuple[Path, ...]
    stopped: str
    left_out: LeftOut


def gather(links: Index, found: Iterable[Way], noun: str, bound: Bound, meter: Meter, *, impossible: bool) -> Found:
    """Take as many paths as the bound allows: shortest first, then those with the better weakest edge, then by the ids of the edges.

    Args:
        found: The paths, those with fewer edges first.
        noun: What they are called in the sentence about where it stopped.
        impossible: Take those that cannot be, too.
    """
    kept: list[Way] = []
    left_out: Counter[str] = Counter()
    for _, same in groupby(found, key=_length):
        equal = [(way, "" if impossible else links.rules.why_not(*way)) for way in same]
        left_out.update(why for _, why in equal)
        possible = [way for way, why in equal if not why]
        kept += nsmallest(bound.most + 1 - len(kept), possible, key=_order(links))
        if len(kept) > bound.most:
            break
    paths = tuple(links.path(_steps(way)) for way in kept[: bound.most])
    return Found(paths, _stopped(noun, len(kept), bound, meter), LeftOut(left_out[DOSES_AT_ONCE], left_out[BLOCKADE]))


def _length(way: Way) -> int:
    return len(way[1]) - way[1].count("")


def _order(links: Index) -> Callable[[Way], tuple[int, list[str], tuple[str, ...]]]:
    def key(way: Way) -> tuple[int, list[str], tuple[str, ...]]:
        nodes, names = way
        return links.rank(names), [name for name in names if name], nodes

    return key


def _steps(way: Way) -> Iterator[Step]:
    nodes, names = way
    return (Step(source, target, name) for (source, target), name in zip(pairwise(nodes), names, strict=True))


def _stopped(noun: str, found: int, bound: Bound, meter: Meter) -> str:
    """Say in a sentence where a search ended before it was through; what is shorter than the last length is always complete."""
    steps = f"{meter.length} {'step' if meter.length == 1 else 'steps'}"
    if found > bound.most:
        compared = f", and not all of {steps} were compared" if meter.ended else ""
        return f"The first {bound.most} {noun}, shortest first; there are more{compared}."
    if meter.ended:
        limit = f"{bound.seconds:g} seconds" if meter.late else f"{bound.steps:,} looks at a relation"
        return f"The search ended after {limit}, among {noun} of {steps}; there may be more of that length and longer ones."
    return ""
