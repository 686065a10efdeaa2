"""Citations within running text: "[@cant-2017; @moulin-2010]" in a data file is "[1, 2]" to a reader.

The form is pandoc's, so that a text can go there and come from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["cited_ids", "misspelt", "numbered"]

_ID = r"@[a-z0-9]+(?:-[a-z0-9]+)*"
_GROUP = re.compile(rf"\[{_ID}(?:\s*;\s*{_ID})*\]")
_NEARLY = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")


def cited_ids(text: str) -> tuple[str, ...]:
    """Return the ids that a text cites, each once, in the order in which they come.

    Example:
        >>> cited_ids("It was seen [@b; @a], and seen again [@a].")
        ('b', 'a')
    """
    return tuple(dict.fromkeys(name for group in _GROUP.findall(text) for name in _names(group)))


def misspelt(text: str) -> tuple[str, ...]:
    """Return what looks like a citation and is none.

    Example:
        >>> misspelt("Seen [@Cant 2017] and [@moulin-2010], by mail to [me@example.org].")
        ('[@Cant 2017]',)
    """
    return tuple(found for found in _NEARLY.findall(text) if not _GROUP.fullmatch(found) and "[@" in found)


def numbered(text: str, numbers: Mapping[str, int]) -> str:
    """Return the text with numbers in place of ids, in rising order; what has no number is left out.

    Example:
        >>> numbered("It was seen [@b; @a]. Not here [@c].", {"a": 1, "b": 2})
        'It was seen [1, 2]. Not here.'
    """
    said = _GROUP.sub(lambda group: _listed(_names(group[0]), numbers), text)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+\[\]|\[\]", "", said))


def _names(group: str) -> Iterator[str]:
    return (part.strip()[1:] for part in group[1:-1].split(";"))


def _listed(names: Iterator[str], numbers: Mapping[str, int]) -> str:
    known = sorted({numbers[name] for name in names if name in numbers})
    return f"[{', '.join(map(str, known))}]"
