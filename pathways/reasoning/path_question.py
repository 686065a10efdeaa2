"""A query for paths with the part that its filters keep, and the reasons and next queries that answers to it are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal, NamedTuple

from pathways.language.grammar import counted, joined
from pathways.model.groups import family
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.query.select import filtered, select
from pathways.reasoning.signed_paths import Index, SearchLimits, index

__all__ = ["COUNTING", "NAMED", "Ask", "Count", "Question", "Reason"]

Kind = Literal["ends", "limit", "longer", "impossible", "turns", "gap", "related", "reached", "leading", "instead", "open"]

NAMED = 4  # nodes that are named in a sentence at most
COUNTING = SearchLimits(steps=20_000)  # limit of a count of paths


class Ask(NamedTuple):
    """A query that may be asked next: its label, and the fields that change."""

    label: str
    changes: tuple[tuple[str, Any], ...]


class Reason(NamedTuple):
    """One sentence about why there is no path, or which nodes have one.

    `nodes` are the ids of nodes, gaps and relations that it names; `paths` is their number, if it counts some.
    """

    kind: Kind
    text: str
    nodes: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    paths: int = 0


class Count(NamedTuple):
    """A number of paths, and whether there may be more."""

    number: int
    more: bool = False

    def lead(self, between: str) -> str:
        """Return a clause with the number.

        Example:
            >>> Count(1).lead("from a to b"), Count(200, more=True).lead("from a to b")
            ('1 path leads from a to b', 'at least 200 paths lead from a to b')
        """
        verb = "leads" if self.number == 1 and not self.more else "lead"
        return f"{'at least ' if self.more else ''}{counted(self.number, 'path')} {verb} {between}"


@dataclass(frozen=True)
class Question:
    """A query for paths on a whole map, with the part that its filters keep."""

    whole: Mechanism
    query: Query

    @cached_property
    def links(self) -> Index:
        """The index of that part."""
        return index(filtered(self.whole, self.query))

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """The starts that the part has."""
        return self._kept(self.query.from_)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The ends that the part has."""
        return self._kept(self.query.to)

    def _kept(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name in self.links.mechanism.node)

    @cached_property
    def limits(self) -> dict[str, str]:
        """The limits of the query, as phrases by field."""
        return self.query.limits(self.whole)

    @property
    def within(self) -> str:
        """The beginning of a sentence that holds only within the limits of the query."""
        filters = "within the filters" if self.limits.keys() - {"via", "avoid"} else ""
        past = f"without passing {self.named(self.query.avoid)}" if self.query.avoid else ""
        return f"{joined(filter(None, (filters, past)))} ".lstrip()

    @property
    def between(self) -> str:
        """The ends and intermediate nodes as a phrase."""
        way = f" by way of {self.named(self.query.via)}" if self.query.via else ""
        return f"from {self.named(self.query.from_)}{way} to {self.named(self.query.to)}"

    def named(self, names: Iterable[str], word: str = "and") -> str:
        """The labels of nodes as a phrase; of many, the first ones and the number of the others."""
        known = [self.whole.inline.get(name, f"'{name}'") for name in names]
        return joined(known if len(known) <= NAMED + 1 else [*known[:NAMED], f"{len(known) - NAMED} more"], word=word)

    def count(self, starts: tuple[str, ...], ends: tuple[str, ...]) -> Count:
        """Count the paths from some nodes to others."""
        meter, query = COUNTING.meter(), replace(self.query, from_=starts, to=ends)
        links = index(select(self.whole, query)) if query.focus else self.links  # as `paths_of` has it
        found = links.ways(starts, ends, query.cutoff, meter, via=query.via)
        number = sum(1 for _ in islice((way for way in found if self.possible(way)), COUNTING.most + 1))
        return Count(min(number, COUNTING.most), number > COUNTING.most or meter.ended)

    def expanded(self, names: Iterable[str]) -> tuple[str, ...]:
        """The nodes that names stand for: a group includes its members if it is to be passed, not if it is an end."""
        passed = set(self.query.via)
        return tuple(one for name in names for one in (sorted(family(self.links.mechanism, [name])) if name in passed else [name]))

    def possible(self, way: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
        """Tell whether a path is possible, or the query includes impossible ones."""
        return self.query.impossible or not self.links.rules.why_not(*way)
