"""Which things of a map are like another: called nearly the same, of the same group, related without being a cause, across a gap.

A map tells pain from chronic pain; who asks about the one may mean the other, so it is offered where the one has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pathways.model.mechanism import Mechanism, Node
from pathways.model.relations import RelationName

__all__ = ["alike"]

MOST = 12
LEAST = 0.25  # more than this share of the words of two names together must be in both, unless one has all words of the other

_RELATED = frozenset({RelationName.IS_A, RelationName.PART_OF, RelationName.FORM_OF, RelationName.ASSOCIATED_WITH, RelationName.INVOLVES})
_EMPTY = frozenset({"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


def alike(mechanism: Mechanism, name: str, *, most: int = MOST) -> tuple[str, ...]:
    """Return the ids of the nodes that are like one of them, at most so many, without itself; none for a name that is no node.

    First those that share words of their names, those that share most of them first; then its group, its members and the other
    members of its group; then what it is a kind, part or form of, goes together with or involves, either way round; then the
    other ends of its gaps.

    Example:
        >>> from pathways import load, shipped
        >>> alike(load(shipped()), "pain", most=3)
        ('hypersensitivity', 'chronic-pain', 'myofascial-pain')
    """
    node = mechanism.node.get(name)
    if not node:
        return ()
    found = dict.fromkeys((*_named(mechanism, node), *_grouped(mechanism, node), *_related(mechanism, node), *_across(mechanism, node)))
    return tuple(one for one in found if one != name and one in mechanism.node)[:most]


def _named(mechanism: Mechanism, node: Node) -> list[str]:
    """The nodes that share words of their names, by the share that they have in common."""
    own = _names(node)
    shares = {other.id: max((_share(one, two) for one in own for two in _names(other)), default=0.0) for other in mechanism.nodes}
    return sorted((one for one, share in shares.items() if share > LEAST), key=lambda one: -shares[one])


def _names(node: Node) -> list[frozenset[str]]:
    """The words of the label and of each synonym."""
    return [words for name in (node.label, *node.synonyms) if (words := _words(name))]


@lru_cache(maxsize=50_000)
def _words(name: str) -> frozenset[str]:
    """The words that carry meaning, each without the s of a plural."""
    found = (word for word in re.findall(r"\w+", name.casefold()) if word not in _EMPTY)
    return frozenset(re.sub(r"(?<=[^siu])s$", "", word) if len(word) > 3 else word for word in found)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    share = len(one & other) / len(one | other)
    return max(share, LEAST + share / 10) if one <= other or other <= one else share


def _grouped(mechanism: Mechanism, node: Node) -> Iterable[str]:
    beside = mechanism.members.get(node.group, ()) if node.group else ()
    return (*((node.group,) if node.group else ()), *(one.id for one in (*mechanism.members.get(node.id, ()), *beside)))


def _related(mechanism: Mechanism, node: Node) -> Iterator[str]:
    for edge in mechanism.edges:
        if edge.relation in _RELATED and node.id in (edge.source, edge.target):
            yield edge.target if edge.source == node.id else edge.source


def _across(mechanism: Mechanism, node: Node) -> Iterator[str]:
    for gap in mechanism.gaps:
        if node.id in (gap.source, gap.target):
            yield gap.target if gap.source == node.id else gap.source
