"""A question of paths with what its filters leave, and the sentences that follow from it: what is said, and what may be asked next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal, NamedTuple

from pathways.language.grammar import joined
from pathways.model.groups import family
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.query.select import filtered, select
from pathways.reasoning.signed_paths import Bound, Index, index

__all__ = ["COUNTING", "NAMED", "Ask", "Count", "Question", "Reason"]

Kind = Literal["ends", "limit", "longer", "impossible", "turns", "gap", "related", "reached", "leading", "instead", "open"]

NAMED = 4  # things that are named in a sentence, where there are more
COUNTING = Bound(steps=20_000)  # of a count of paths


class Ask(NamedTuple):
    """A question that may be asked next: what it is called, and the fields that change."""

    label: str
    changes: tuple[tuple[str, Any], ...]


class Reason(NamedTuple):
    """One sentence about why there is no path, or what has one.

    `nodes` are what it speaks of, gaps and relations by their ids as well; `paths` how many there are, where it counts some.
    """

    kind: Kind
    text: str
    nodes: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    paths: int = 0


class Count(NamedTuple):
    """How many paths there are, and whether there may be more."""

    number: int
    more: bool = False

    def lead(self, between: str) -> str:
        """A clause about them.

        Example:
            >>> Count(1).lead("from a to b"), Count(200, more=True).lead("from a to b")
            ('1 path leads from a to b', 'at least 200 paths lead from a to b')
        """
        one = self.number == 1 and not self.more
        least, paths = "at least " if self.more else "", "path" if self.number == 1 else "paths"
        return f"{least}{self.number} {paths} {'leads' if one else 'lead'} {between}"


@dataclass(frozen=True)
class Question:
    """A question of paths to a whole map, with what its filters leave."""

    whole: Mechanism
    query: Query

    @cached_property
    def links(self) -> Index:
        """What is walked on."""
        return index(filtered(self.whole, self.query))

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Where paths may begin."""
        return self._kept(self.query.from_)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """Where paths may end."""
        return self._kept(self.query.to)

    def _kept(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name in self.links.mechanism.node)

    @cached_property
    def limits(self) -> dict[str, str]:
        """What narrows the question, as a phrase by the field."""
        return self.query.limits(self.whole)

    @property
    def within(self) -> str:
        """How a sentence begins about what holds only within the limits of the question."""
        filters = "within the filters" if self.limits.keys() - {"via", "avoid"} else ""
        past = f"without passing {self.named(self.query.avoid)}" if self.query.avoid else ""
        return f"{joined(filter(None, (filters, past)))} ".lstrip()

    @property
    def between(self) -> str:
        """From where to where, by way of what."""
        way = f" by way of {self.named(self.query.via)}" if self.query.via else ""
        return f"from {self.named(self.query.from_)}{way} to {self.named(self.query.to)}"

    def named(self, names: Iterable[str], word: str = "and") -> str:
        """Labels inside a sentence, the first of them where there are many."""
        known = [self.whole.inline.get(name, f"'{name}'") for name in names]
        return joined(known if len(known) <= NAMED + 1 else [*known[:NAMED], f"{len(known) - NAMED} more"], word=word)

    def count(self, starts: tuple[str, ...], ends: tuple[str, ...]) -> Count:
        """How many paths lead from some nodes to others."""
        meter, query = COUNTING.meter(), replace(self.query, from_=starts, to=ends)
        links = index(select(self.whole, query)) if query.focus else self.links  # as `paths_of` has it
        found = links.ways(starts, ends, query.cutoff, meter, via=query.via)
        number = sum(1 for _ in islice((way for way in found if self.possible(way)), COUNTING.most + 1))
        return Count(min(number, COUNTING.most), number > COUNTING.most or meter.ended)

    def meant(self, names: Iterable[str]) -> tuple[str, ...]:
        """What is meant by names: a group stands for its members where it must be passed, not where it is an end."""
        passed = set(self.query.via)
        return tuple(one for name in names for one in (sorted(family(self.links.mechanism, [name])) if name in passed else [name]))

    def possible(self, way: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
        """Whether a path can be, or need not."""
        return self.query.impossible or not self.links.rules.why_not(*way)
