"""Labels and verbs in sentences: the first capital, the plural, and lists joined as a sentence joins them.

Labels are written as they stand on a box ("Opioid receptors"); inside a sentence they are written as `Mechanism.inline` has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["agreeing", "capitalised", "joined"]

_PLURALS = frozenset({"astroglia", "bacteria", "glia", "macroglia", "mice", "microglia", "mitochondria", "people"})
_PLURAL_VERBS = {"is": "are", "goes": "go", "switches": "switch"}


def capitalised(label: str) -> str:
    """Start a sentence with a label: raise the first letter of an ordinary word, leave symbols such as p16, mTOR and c-fos alone.

    Example:
        >>> [capitalised(label) for label in ("low-dose naltrexone", "p16 and p21", "mTOR", "α-SMA", "c-fos")]
        ['Low-dose naltrexone', 'p16 and p21', 'mTOR', 'α-SMA', 'c-fos']
    """
    return label[0].upper() + label[1:] if re.match(r"[a-z]{2,}(?![A-Za-z0-9])", label) else label


def agreeing(verb: str, subject: str) -> str:
    """Put a verb in the plural where the subject is: "endorphins increase", "p16 and p21 are part of".

    Example:
        >>> agreeing("increases", "Endorphins"), agreeing("is a kind of", "Mood and well-being"), agreeing("causes", "Fibrosis")
        ('increase', 'are a kind of', 'causes')
    """
    if not _plural(subject):
        return verb
    first, blank, rest = verb.partition(" ")
    plural = _PLURAL_VERBS.get(first) or re.sub("s(,?)$", r"\1", first)
    return f"{plural}{blank}{rest}"


def _plural(label: str) -> bool:
    """Tell by its form whether a label names several things; the part before "of", "in" or a bracket decides."""
    head = re.split(r" (?:of|in|from|to|for|with) | \(| \d", label)[0]
    last = head.split()[-1].strip(",").casefold() if head.split() else ""
    return " and " in head or last in _PLURALS or bool(re.search(r"[a-z]{3}[^siu\W]s$", last))


def joined(parts: Iterable[str], *, word: str = "and") -> str:
    """Join phrases as a sentence does.

    Example:
        >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"], word="or"), joined([])
        ('a', 'a and b', 'a, b or c', '')
    """
    *some, last = tuple(parts) or ("",)
    return f"{', '.join(some)} {word} {last}" if some else last
