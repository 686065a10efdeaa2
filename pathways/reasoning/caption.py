"""The caption of figures and files: a query and the results of its answers, without stating anything twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.answers import Answer, Kind
from pathways.reasoning.signed_paths import left_out_sentences

__all__ = ["caption"]

_NOUNS: dict[Kind, str] = {"paths": "path", "loops": "loop"}
_SEARCHES: dict[Kind, str] = {
    "whatif": "search for effects", "paths": "search for paths", "loops": "search for loops", "knockout": "count of paths",
}  # fmt: skip


def caption(mechanism: Mechanism, query: Query, found: Sequence[Answer]) -> str:
    """Return the query as a sentence, the result of each answer, and once for all answers what was left out and where searches ended.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.answers import answers
        >>> ldn, asked = load(shipped()), Query(evidence="human")
        >>> caption(ldn, asked, answers(ldn, asked))
        'Part of the map; only relations supported by studies in people. 24 of 91 relations are supported so. 30 things drop out.'
    """
    results = (sentence for answer in found for sentence in answer.told)
    omitted = [(_NOUNS[answer.kind], answer.left_out, bool(answer.stopped)) for answer in found if answer.kind in _NOUNS]
    return " ".join((query.sentence(mechanism), *results, *left_out_sentences(omitted), *_stopped(found)))


def _stopped(found: Sequence[Answer]) -> Iterator[str]:
    """Where the first incomplete search ended, and which other searches are incomplete."""
    incomplete = [answer for answer in found if answer.stopped]
    for answer in incomplete[:1]:
        yield answer.stopped
    for answer in incomplete[1:]:
        yield f"The {_SEARCHES[answer.kind]} ended early, too."
