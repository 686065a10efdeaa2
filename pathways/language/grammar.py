"""English grammar for generated sentences: initial capital, plural of verbs and nouns, lists, quoted names.

Labels come with the case that they have on a box ("Opioid receptors"); `Mechanism.inline` has their form inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["agreeing", "capitalised", "counted", "joined", "shown"]

_PLURALS = frozenset({"astroglia", "bacteria", "glia", "macroglia", "mice", "microglia", "mitochondria", "people"})
_PLURAL_VERBS = {"is": "are", "goes": "go", "switches": "switch"}


def capitalised(label: str) -> str:
    """Capitalise a label at the start of a sentence if its first word is an ordinary one; symbols such as p16, mTOR and c-fos stay.

    Example:
        >>> [capitalised(label) for label in ("low-dose naltrexone", "p16 and p21", "mTOR", "α-SMA", "c-fos")]
        ['Low-dose naltrexone', 'p16 and p21', 'mTOR', 'α-SMA', 'c-fos']
    """
    return label[0].upper() + label[1:] if re.match(r"[a-z]{2,}(?![A-Za-z0-9])", label) else label


def agreeing(verb: str, subject: str) -> str:
    """Return the verb in the plural where its subject is plural: "endorphins increase", "p16 and p21 are part of".

    Example:
        >>> agreeing("increases", "Endorphins"), agreeing("is a kind of", "Mood and well-being"), agreeing("causes", "Fibrosis")
        ('increase', 'are a kind of', 'causes')
    """
    if not _is_plural(subject):
        return verb
    first, blank, rest = verb.partition(" ")
    plural = _PLURAL_VERBS.get(first) or re.sub("s(,?)$", r"\1", first)
    return f"{plural}{blank}{rest}"


def _is_plural(label: str) -> bool:
    """Tell by its form whether a label is plural; the part before "of", "in" or a bracket decides."""
    head = re.split(r" (?:of|in|from|to|for|with) | \(| \d", label)[0]
    last = head.split()[-1].strip(",").casefold() if head.split() else ""
    return " and " in head or last in _PLURALS or bool(re.search(r"[a-z]{3}[^siu\W]s$", last))


def joined(parts: Iterable[str], *, word: str = "and") -> str:
    """Join phrases with commas and a last "and"; none give the empty text.

    Example:
        >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"], word="or"), joined([])
        ('a', 'a and b', 'a, b or c', '')
    """
    *some, last = tuple(parts) or ("",)
    return f"{', '.join(some)} {word} {last}" if some else last


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is 1; for nouns with a regular plural.

    Example:
        >>> counted(1, "paper"), counted(0, "paper")
        ('1 paper', '0 papers')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shown(name: str) -> str:
    """Quote a text from outside for a message, shortened to 60 characters."""
    return repr(name if len(name) <= 60 else f"{name[:57]}...")
