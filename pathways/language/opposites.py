"""Words that look alike and mean the opposite: hyperalgesia and hypoalgesia, agonist and antagonist, upregulates and downregulates.

A word that was not understood is answered with the nearest that is. Letters alone would offer the opposite of what was meant,
so what turns a word, or gives a direction to one that had none, is known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

__all__ = ["likeness", "opposed"]

# Beginnings of words that stand for opposite directions.
_PAIRS = (
    ("up", "down"), ("in", "de"), ("increas", "decreas"), ("hyper", "hypo"), ("pro", "anti"), ("agon", "antagon"), ("over", "under"),
    ("improv", "worsen"), ("low", "high"), ("support", "contradict"), ("activ", "inhibit"), ("activat", "inactivat"), ("stimul", "inhibit"),
    ("excit", "inhibit"), ("induc", "reduc"), ("produc", "reduc"), ("induc", "inhibit"), ("gain", "loss"), ("more", "less"),
    ("positive", "negative"), ("accelerat", "decelerat"), ("pre", "post"), ("intra", "extra"), ("endo", "exo"), ("afferent", "efferent"),
    ("super", "sub"), ("ana", "cata"), ("eu", "dys"), ("long", "short"), ("vasoconstrict", "vasodilat"), ("with", "without"),
    ("for", "against"), ("raise", "lower"),
)  # fmt: skip
# Beginnings that turn the word behind them.
_TURNING = ("un", "in", "im", "non", "dis", "de", "anti", "ant", "counter", "contra", "mis", "asym", "without")
_DENYING = frozenset({"no", "non", "not", "never", "without", "against", "cannot", "inverse"})
_ALIKE = 0.8  # of 1: the same word but for a slip


def opposed(word: str, other: str) -> bool:
    """Tell whether taking one word for the other would turn what is said, or give it a direction that it did not have.

    Capitals, hyphens and slips of the pen do not matter. A word is not opposed to itself.

    Example:
        >>> opposed("upregulates", "downregulates"), opposed("Hyperalgesia", "hypo-algesia"), opposed("agonist", "antagonist")
        (True, True, True)
        >>> opposed("uncontestd", "contested"), opposed("uncontestd", "uncontested"), opposed("decrease", "decreases")
        (True, False, False)
        >>> opposed("stream", "upstream"), opposed("not contested", "contested")
        (True, True)
    """
    one, two = _parts(word), _parts(other)
    if _DENYING.intersection(one) != _DENYING.intersection(two):
        return True
    ends = "".join(one), "".join(two)
    like = likeness(*ends)
    turned = ((form, ends[1]) for form in _turned(one)), ((form, ends[0]) for form in _turned(two))
    return any(likeness(form, end) > max(like, _ALIKE) for pairs in turned for form, end in pairs)


def likeness(word: str, other: str) -> float:
    """Return how alike two words look, from 0 to 1.

    Example:
        >>> likeness("pain", "pain"), likeness("pain", "xyz")
        (1.0, 0.0)
    """
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


def _parts(word: str) -> list[str]:
    """The parts of a word or phrase without capitals and accents."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", word[:120]).casefold())


def _turned(parts: list[str]) -> Iterator[str]:
    """The phrase with one of its words turned, by each beginning that could turn it; written together."""
    for position, part in enumerate(parts):
        before, after = "".join(parts[:position]), "".join(parts[position + 1 :])
        for pair in _PAIRS:
            for old, new in (pair, pair[::-1]):
                if part.startswith(old):
                    yield f"{before}{new}{part.removeprefix(old)}{after}"
                    yield f"{before}{part.removeprefix(old)}{after}"
        yield from (f"{before}{part.removeprefix(turn)}{after}" for turn in _TURNING if part.startswith(turn))
