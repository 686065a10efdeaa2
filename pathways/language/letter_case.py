"""The first letter of a label inside a sentence: small only where the map itself writes the word so.

A list of names that keep their capital (Akt, Gi, Ehlers-Danlos) could never be finished, so the texts of the map decide. A
capital too many does no harm; one too few makes another word of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

__all__ = ["inside", "running_texts"]

# The fields that hold running text, and those that hold a heading, whose first word may have its capital for its place alone.
_RUNNING = frozenset({
    "amount", "caption", "description", "design", "duration", "effect", "explanation", "finding", "hedge", "locator", "material", "note",
    "phase", "population", "quote", "reading", "reason", "remark", "route", "sentence", "substance", "summary", "synonyms", "text",
    "tissue", "value",
})
_HEADINGS = frozenset({"label", "name", "short", "title"})
_PARTS = frozenset({  # without the records of papers and vocabularies: their words are not the map's
    "caveats", "context", "edges", "evidence", "gaps", "left_out", "member_of", "nodes", "properties", "regions", "scenes", "sources",
    "stories",
})

# A word with what is joined to it, as in "Ehlers-Danlos" and "Bcl-2"; a single letter is none.
_WORD = re.compile(r"(?<![\w'’‐‑-])[^\W\d_]\w+(?:['’‐‑-]\w+)*")
_ADDRESS = re.compile(r"//|www\.|@|\b10\.\d{4,9}/")  # in a link, a mail address, a citation of a story, a DOI
_AMID = re.compile(r"[^\W\d_][,;]? $")  # what stands before a word in the middle of a sentence


def inside(labels: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Return each label as it stands inside a sentence, by the label.

    It differs from the label in its first letter at most. That letter is small where the texts write the label's first word with a
    small letter, and do so more often than with a capital in the middle of a sentence. The first word ends at a blank, so "Bcl-2" is
    one; a single letter ("T cells") is none. Without texts every label stays as it is.

    Args:
        texts: Running text, in which a capital in the middle of a sentence says something.

    Example:
        >>> inside(["Pain", "Akt", "Low-dose naltrexone"], ["Akt and low-dose naltrexone."])
        {'Pain': 'Pain', 'Akt': 'Akt', 'Low-dose naltrexone': 'low-dose naltrexone'}
        >>> inside(["Pain", "Met"], ["Less pain, more Met: the criteria were met."])
        {'Pain': 'pain', 'Met': 'Met'}
    """
    first = {label: _first_word(label) for label in dict.fromkeys(labels)}
    wanted = {word for word in first.values() if word}
    small, capital = _counted(wanted, texts)
    return {label: _small(label) if word and small[word] > capital[word] else label for label, word in first.items()}


def running_texts(value: BaseModel) -> Iterator[str]:
    """Yield the texts of a map or of a part of it, in the order of its fields; of a heading each word but the first.

    Identifiers, addresses, and the records of papers and vocabularies are none of its own words.

    Example:
        >>> from pathways.model.mechanism import Region
        >>> list(running_texts(Region(id="akt", label="Severe chronic pain", description="Where it hurts.")))
        ['chronic', 'pain', 'Where it hurts.']
    """
    for name in type(value).model_fields:
        field = getattr(value, name)
        for one in field if isinstance(field, tuple) else (field,):
            if isinstance(one, BaseModel) and name in _PARTS:
                yield from running_texts(one)
            elif isinstance(one, str) and one and name in _RUNNING:
                yield one
            elif isinstance(one, str) and name in _HEADINGS:
                yield from one.split()[1:]


def _first_word(label: str) -> str:
    """The first word with a small letter, where it is one that could have one: "Akt" and "Low-dose" but not "TNF-α" or "T"."""
    word = "".join(unicodedata.normalize("NFC", label).split()[:1]).rstrip(".,;:")
    ordinary = _WORD.fullmatch(word) and word[0].isupper() and word[1:].islower()
    return _small(word) if ordinary else ""


def _small(text: str) -> str:
    """The text with a small first letter, where that is one letter again."""
    letter = text[0].lower()
    return letter + text[1:] if len(letter) == 1 else text


def _counted(words: set[str], texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often texts write each of some words with a small letter, and with a capital in the middle of a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        plain = unicodedata.normalize("NFC", text)
        if _ADDRESS.search(plain):
            plain = " ".join(word for word in plain.split(" ") if not _ADDRESS.search(word))
        for found in _WORD.finditer(plain):
            word = found[0]
            if word in words:
                small[word] += 1
            elif (lower := _small(word)) in words and _AMID.search(plain[max(0, found.start() - 3) : found.start()]):
                capital[lower] += 1
    return small, capital
