"""The name of a view's file: the map and the question."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from pathways.drawing.text_metrics import clean
from pathways.model.mechanism import Mechanism
from pathways.query.fields import NAMED, Field
from pathways.query.query import Query
from pathways.query.url import NODES

__all__ = ["file_name"]

_LONGEST = 120  # characters
_MOST_NAMED = 4  # values of a field that are in a name
_MARKED = 6  # characters of the hash that distinguishes two long names


def file_name(mechanism: Mechanism, query: Query) -> str:
    """Return the name, without suffix: the map's id, then each field that narrows the map or asks a question about it, with its values.

    Nodes are named by their short labels. A name that would be too long is cut, and ends in a hash of the question.

    Example:
        >>> from pathways import load, shipped
        >>> ldn = load(shipped())
        >>> file_name(ldn, Query(from_=("low-dose-naltrexone",), to=("pain",))), file_name(ldn, Query(theme="dark"))
        ('low-dose-naltrexone-from-ldn-to-pain', 'low-dose-naltrexone')
    """
    whole = "-".join([mechanism.id, *_parts(mechanism, query)])
    if len(whole) <= _LONGEST and not any(len(value) > _MOST_NAMED for value in _lists(query)):
        return whole
    mark = hashlib.sha256(query.search().encode()).hexdigest()[:_MARKED]
    return f"{whole[: _LONGEST - _MARKED - 1].rstrip('-')}-{mark}"


def _parts(mechanism: Mechanism, query: Query) -> Iterator[str]:
    for row, value in _asked(query):
        yield row.name
        if isinstance(value, bool):
            continue
        if row.kind is NODES:
            yield from (_short(mechanism, name) for name in value[:_MOST_NAMED])
        else:
            yield from filter(None, (_slug(str(one)) for one in (value[:_MOST_NAMED] if isinstance(value, tuple) else (value,))))


def _asked(query: Query) -> Iterator[tuple[Field, Any]]:
    for name in query.said:
        if (row := NAMED[name]).effect != "looks":
            yield row, getattr(query, row.attribute)


def _lists(query: Query) -> Iterator[tuple[Any, ...]]:
    return (value for _, value in _asked(query) if isinstance(value, tuple))


def _short(mechanism: Mechanism, name: str) -> str:
    """The short label of a node if it has only ASCII letters, digits and hyphens, else its id."""
    short = clean(mechanism.node[name].short) if name in mechanism.node else ""
    return short.casefold() if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", short) else _slug(name)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
