"""How names are compared and searched: one folding, one order of what is found, the same on the page, in the shell and by address.

`pathways/client/engine/search.js` is the same in the browser; one table of cases, `tests/search_cases.json`, holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pathways.language.opposites import opposed

__all__ = ["LIKE", "fold", "has_words", "rank", "squeeze"]

LIKE = 7  # the rank of a name that is like the text but for typing errors

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# All but letters, digits, "+" (CD4+ is not CD4) and the point of a decimal number (4.5 mg is not 45 mg).
_BETWEEN = re.compile(r"(?:(?!(?<=[0-9])\.(?=[0-9]))[^\w+]|_)+")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}  # without a decomposition
_LETTERS = str.maketrans(_GREEK | _LATIN)
_SPELT_GREEK = re.compile("alpha|beta|gamma|delta|epsilon|kappa")  # those that are written as a Latin letter: TNFa, IL-1b, NFkB
_INNER_BLANK = re.compile(r"(?<![0-9]) | (?![0-9])")  # not between two numbers: "5-10 mg" is not "510 mg"


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return a text as its words are compared, with one blank between them; no letter and no digit is the empty text.

    Case, accents, composed or decomposed characters, sub- and superscripts, hyphens and other punctuation do not matter, and a Greek
    letter is its name. Signs that tell names apart stay: "+", and the point of a decimal number.

    Example:
        >>> fold("TNF-α"), fold("PGE₂ (Naïve cells)"), fold("CD4+, 4.5 mg")
        ('tnf alpha', 'pge2 naive cells', 'cd4+ 4.5 mg')
        >>> fold("Mu\\u0308ller") == fold("M\\u00fcller"), fold("-")
        (True, '')
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return _BETWEEN.sub(" ", plain.translate(_LETTERS)).strip()


@lru_cache(maxsize=50_000)
def squeeze(text: str) -> str:
    """Return a folded text without the blanks inside names and with Greek names as Latin letters: the key of one name's spellings.

    A Greek letter alone stays a name, as a single Latin letter would stand in almost every text.

    Example:
        >>> {squeeze(name) for name in ("TNF-α", "TNFa", "TNF alpha", "tnfα")}, squeeze("IL 6"), squeeze("5-10 mg")
        ({'tnfa'}, 'il6', '5 10mg')
    """
    joined = key = _INNER_BLANK.sub("", fold(text))
    while (shorter := _SPELT_GREEK.sub(lambda name: name[0][0], key)) != key:
        key = shorter
    return key if len(key) > 1 else joined


def has_words(asked: str, text: str) -> bool:
    """Tell whether a text has every word that is asked for, in any order and within other words; without a word it has.

    Example:
        >>> has_words("tnfa UP", "Up-regulates TNF-α"), has_words("pain mood", "Pain")
        (True, False)
    """
    folded, key = fold(text), squeeze(text)
    return all(word in folded or squeeze(word) in key for word in fold(asked).split())


def rank(asked: str, names: Sequence[str]) -> int | None:
    """Return how well the names of one thing answer a text, 0 for best; None where they do not, or where nothing is asked.

    The first name counts as its label.
     0, 1  the label, another name is the text
     2, 3  the label, another name begins with it
     4, 5  each word begins a word of the label, of any name
     6     each word stands in some name
     7     each word is like one of some name but for typing errors, and not its opposite

    Example:
        >>> names = ("Tumour necrosis factor alpha", "TNF-α")
        >>> [rank(asked, names) for asked in ("TNFa", "tum", "factor necro", "crosis", "tumor", "pain", "")]
        [1, 2, 4, 6, 7, None, None]
        >>> rank("naltrexne", ["Naltrexone"]), rank("hyperalgesia", ["Hypoalgesia"])
        (7, None)
    """
    words, key = fold(asked).split(), squeeze(asked)
    keys = [squeeze(name) for name in names]
    if not key or not keys:
        return None
    if key in keys:
        return 0 if keys[0] == key else 1
    begins = [one.startswith(key) or fold(name).startswith(" ".join(words)) for name, one in zip(names, keys, strict=True)]
    if any(begins):
        return 2 if begins[0] else 3
    if all(_begins(word, names[:1]) for word in words):
        return 4
    if all(_begins(word, names) for word in words):
        return 5
    if all(any(squeeze(word) in one for one in keys) for word in words):
        return 6
    return LIKE if all(_is_like(word, names) for word in words) else None


def _begins(word: str, names: Sequence[str]) -> bool:
    """Whether a word of the names, or a whole name, begins so."""
    key = squeeze(word)
    return any(squeeze(name).startswith(key) or any(one.startswith(word) for one in fold(name).split()) for name in names)


def _is_like(word: str, names: Sequence[str]) -> bool:
    """Whether a word stands in a name, or is one of its words with as many typing errors as its length allows."""
    key, most = squeeze(word), min(2, len(word) // 4)
    if any(key in squeeze(name) for name in names):
        return True
    others = (one for name in names for one in {*fold(name).split(), squeeze(name)})
    return any(_edits(word, one, most) <= most and not opposed(word, one) for one in others) if most else False


def _edits(one: str, other: str, most: int) -> int:
    """How many letters are left out, added, changed or swapped with the next between two words; `most` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = row, earlier, [at]
        for to, wanted in enumerate(other, start=1):
            cost = min(earlier[to] + 1, row[to - 1] + 1, earlier[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
