"""Citations within running text: "[@cant-2017; @moulin-2010]" in a data file is "[1, 2]" to a reader.

The syntax is pandoc's, so that texts can be exchanged with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["cited_ids", "misspelt", "numbered"]

_ID = r"@[a-z0-9]+(?:-[a-z0-9]+)*"
_GROUP = re.compile(rf"\[{_ID}(?:\s*;\s*{_ID})*\]")
_LIKE_A_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")


def cited_ids(text: str) -> tuple[str, ...]:
    """Return the ids that a text cites, each once, in order of first mention.

    Example:
        >>> cited_ids("It was seen [@b; @a], and seen again [@a].")
        ('b', 'a')
    """
    return tuple(dict.fromkeys(cited for group in _GROUP.findall(text) for cited in _ids(group)))


def misspelt(text: str) -> tuple[str, ...]:
    """Return the bracketed texts that look like citations but are malformed, in order.

    Example:
        >>> misspelt("Seen [@Cant 2017] and [@moulin-2010], by mail to [me@example.org].")
        ('[@Cant 2017]',)
    """
    return tuple(found for found in _LIKE_A_CITATION.findall(text) if not _GROUP.fullmatch(found) and "[@" in found)


def numbered(text: str, numbers: Mapping[str, int]) -> str:
    """Replace the ids in citations by their numbers, ascending in each bracket; ids without a number are left out.

    Example:
        >>> numbered("It was seen [@b; @a]. Not here [@c].", {"a": 1, "b": 2})
        'It was seen [1, 2]. Not here.'
    """
    replaced = _GROUP.sub(lambda group: _bracketed(_ids(group[0]), numbers), text)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+\[\]|\[\]", "", replaced))


def _ids(group: str) -> Iterator[str]:
    return (part.strip()[1:] for part in group[1:-1].split(";"))


def _bracketed(ids: Iterator[str], numbers: Mapping[str, int]) -> str:
    known = sorted({numbers[cited] for cited in ids if cited in numbers})
    return f"[{', '.join(map(str, known))}]"
