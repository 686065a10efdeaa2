"""Words that look alike and mean the opposite: hyperalgesia and hypoalgesia, agonist and antagonist, upregulates and downregulates.

A word that is not known is answered with the nearest known one. By its letters alone that could be its opposite, so this module
lists the prefixes and stems that reverse a meaning, or give a direction to a word that has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

__all__ = ["likeness", "opposed"]

# Beginnings of words with opposite meanings.
_OPPOSITES = (
    ("up", "down"), ("in", "de"), ("increas", "decreas"), ("hyper", "hypo"), ("pro", "anti"), ("agon", "antagon"), ("over", "under"),
    ("improv", "worsen"), ("low", "high"), ("support", "contradict"), ("activ", "inhibit"), ("activat", "inactivat"), ("stimul", "inhibit"),
    ("excit", "inhibit"), ("induc", "reduc"), ("produc", "reduc"), ("induc", "inhibit"), ("gain", "loss"), ("more", "less"),
    ("positive", "negative"), ("accelerat", "decelerat"), ("pre", "post"), ("intra", "extra"), ("endo", "exo"), ("afferent", "efferent"),
    ("super", "sub"), ("ana", "cata"), ("eu", "dys"), ("long", "short"), ("vasoconstrict", "vasodilat"), ("with", "without"),
    ("for", "against"), ("raise", "lower"),
)  # fmt: skip
# Prefixes that reverse the word that they precede.
_REVERSING = ("un", "in", "im", "non", "dis", "de", "anti", "ant", "counter", "contra", "mis", "asym", "without")
_NEGATIONS = frozenset({"no", "non", "not", "never", "without", "against", "cannot", "inverse"})
_SAME_WORD = 0.8  # likeness from 0 to 1; above it two words are the same but for a typing error


def opposed(word: str, other: str) -> bool:
    """Tell whether replacing one word by the other would reverse the meaning, or give a direction to a word without one.

    Case, hyphens and typing errors do not matter. A word is not opposed to itself.

    Example:
        >>> opposed("upregulates", "downregulates"), opposed("Hyperalgesia", "hypo-algesia"), opposed("agonist", "antagonist")
        (True, True, True)
        >>> opposed("uncontestd", "contested"), opposed("uncontestd", "uncontested"), opposed("decrease", "decreases")
        (True, False, False)
        >>> opposed("stream", "upstream"), opposed("not contested", "contested")
        (True, True)
    """
    one, two = _parts(word), _parts(other)
    if _NEGATIONS.intersection(one) != _NEGATIONS.intersection(two):
        return True
    first, second = "".join(one), "".join(two)
    least = max(likeness(first, second, least=_SAME_WORD), _SAME_WORD)
    pairs = ((form, end) for parts, end in ((one, second), (two, first)) for form in _reversed(parts))
    return any(likeness(form, end, least=least) > least for form, end in pairs)


def likeness(word: str, other: str, *, least: float = 0.0) -> float:
    """Return how similar two words are in spelling, from 0 to 1.

    Args:
        least: Words that share too few letters to be as alike as this are not compared further; their likeness is 0.

    Example:
        >>> likeness("pain", "pain"), likeness("pain", "xyz")
        (1.0, 0.0)
        >>> likeness("pain", "paint", least=0.8) == likeness("pain", "paint"), likeness("pain", "main plan", least=0.8)
        (True, 0.0)
    """
    if 2 * _shared(word, other) < least * (len(word) + len(other)):
        return 0.0
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


def _shared(word: str, other: str) -> int:
    """How many letters two words have in common wherever they stand; they never have more of them in the same order."""
    return sum(min(word.count(letter), other.count(letter)) for letter in set(word))


def _parts(word: str) -> list[str]:
    """The parts of a word or phrase, in lower case and compatibility form."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", word[:120]).casefold())


def _reversed(parts: list[str]) -> Iterator[str]:
    """Each form of the phrase with one word reversed by a prefix or stem that it begins with, without blanks."""
    for position, part in enumerate(parts):
        before, after = "".join(parts[:position]), "".join(parts[position + 1 :])
        for pair in _OPPOSITES:
            for old, new in (pair, pair[::-1]):
                if part.startswith(old):
                    yield f"{before}{new}{part.removeprefix(old)}{after}"
                    yield f"{before}{part.removeprefix(old)}{after}"
        yield from (f"{before}{part.removeprefix(prefix)}{after}" for prefix in _REVERSING if part.startswith(prefix))
