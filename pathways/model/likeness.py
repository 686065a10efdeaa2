"""Nodes similar to another: with a similar name, of the same group, in a relation that is not causal, or at the other end of a gap.

A map distinguishes pain from chronic pain; a question about one may mean the other, so it is offered where the first has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pathways.language.name_search import fold
from pathways.model.mechanism import Mechanism, Node
from pathways.model.relations import RelationName

__all__ = ["alike"]

MOST = 12
LEAST = 0.25  # the Jaccard index of the words of two names must be above it, unless one name has all words of the other

_RELATED = frozenset({RelationName.IS_A, RelationName.PART_OF, RelationName.FORM_OF, RelationName.ASSOCIATED_WITH, RelationName.INVOLVES})
_STOP_WORDS = frozenset({"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


def alike(mechanism: Mechanism, name: str, *, most: int = MOST) -> tuple[str, ...]:
    """Return the ids of the nodes similar to a node, at most `most`, without itself; none for an unknown id.

    First those with similar names, most similar first; then its group, its members and the other members of its group; then those
    joined by "is a", "part of", "form of", "associated with" or "involves", in either direction; then the other ends of its gaps.

    Example:
        >>> from pathways import load, shipped
        >>> alike(load(shipped()), "pain", most=3)
        ('hypersensitivity', 'chronic-pain', 'myofascial-pain')
    """
    node = mechanism.node.get(name)
    if not node:
        return ()
    found = dict.fromkeys(one for similar in (_by_name, _by_group, _by_relation, _by_gap) for one in similar(mechanism, node))
    return tuple(one for one in found if one != name and one in mechanism.node)[:most]


def _by_name(mechanism: Mechanism, node: Node) -> list[str]:
    """The nodes with similar names, most similar first."""
    own = _names(node)
    shares = {other.id: max((_overlap(one, two) for one in own for two in _names(other)), default=0.0) for other in mechanism.nodes}
    return sorted((one for one, share in shares.items() if share > LEAST), key=lambda one: -shares[one])


def _names(node: Node) -> list[frozenset[str]]:
    """The words of the label and of each synonym."""
    return [words for name in (node.label, *node.synonyms) if (words := _words(name))]


@lru_cache(maxsize=50_000)
def _words(name: str) -> frozenset[str]:
    """The words of a name without articles, prepositions and plural s."""
    found = (word for word in fold(name).split() if word not in _STOP_WORDS)
    return frozenset(re.sub(r"(?<=[^siu])s$", "", word) if len(word) > 3 else word for word in found)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    share = len(one & other) / len(one | other)
    return max(share, LEAST + share / 10) if one <= other or other <= one else share


def _by_group(mechanism: Mechanism, node: Node) -> Iterable[str]:
    own_group = (node.group,) if node.group else ()
    return (*own_group, *(member.id for group in (node.id, *own_group) for member in mechanism.members.get(group, ())))


def _by_relation(mechanism: Mechanism, node: Node) -> Iterator[str]:
    for edge in mechanism.edges:
        if edge.relation in _RELATED and node.id in (edge.source, edge.target):
            yield edge.target if edge.source == node.id else edge.source


def _by_gap(mechanism: Mechanism, node: Node) -> Iterator[str]:
    for gap in mechanism.gaps:
        if node.id in (gap.source, gap.target):
            yield gap.target if gap.source == node.id else gap.source
