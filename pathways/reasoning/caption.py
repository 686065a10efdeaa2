"""A question and what its answers come to, as one caption: for figures, files and notes. No clause of it is said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.answers import Answer, Kind
from pathways.reasoning.signed_paths import left_out_sentences

__all__ = ["caption"]

_LOOKED_FOR: dict[Kind, str] = {"paths": "path", "loops": "loop"}
_SEARCHES: dict[Kind, str] = {
    "whatif": "search for effects", "paths": "search for paths", "loops": "search for loops", "knockout": "count of paths",
}  # fmt: skip


def caption(mechanism: Mechanism, query: Query, found: Sequence[Answer]) -> str:
    """Return the question as a sentence, what each answer comes to, and once for all of them what was left out or cut short.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.answers import answers
        >>> ldn, asked = load(shipped()), Query(evidence="human")
        >>> caption(ldn, asked, answers(ldn, asked))
        'Part of the map; only relations supported by studies in people. 24 of 91 relations are supported so. 30 things drop out.'
    """
    told = (sentence for answer in found for sentence in answer.told)
    left = [(_LOOKED_FOR[answer.kind], answer.left_out, bool(answer.stopped)) for answer in found if answer.kind in _LOOKED_FOR]
    return " ".join((query.sentence(mechanism), *told, *left_out_sentences(left), *_stopped(found)))


def _stopped(found: Sequence[Answer]) -> Iterator[str]:
    """Where the first search ended that did not come to its end, and which others did not."""
    early = [answer for answer in found if answer.stopped]
    for answer in early[:1]:
        yield answer.stopped
    for answer in early[1:]:
        yield f"The {_SEARCHES[answer.kind]} ended early, too."
