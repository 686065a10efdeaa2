"""Letter case of labels inside a sentence: lower case only where the map's own texts write the word so.

A list of proper names that keep their capital (Akt, Gi, Ehlers-Danlos) would never be complete, so the texts of the map decide.
A needless capital does no harm; a missing one can turn a name into another word (Met, met).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

__all__ = ["inside", "running_texts"]

# Fields with running text, and fields with a heading, whose first word may be capitalised only because it comes first.
_RUNNING_TEXT = frozenset({
    "amount", "caption", "description", "design", "duration", "effect", "explanation", "finding", "hedge", "locator", "material", "note",
    "phase", "population", "quote", "reading", "reason", "remark", "route", "sentence", "substance", "summary", "synonyms", "text",
    "tissue", "value",
})
_HEADING_TEXT = frozenset({"label", "name", "short", "title"})
_NESTED = frozenset({  # not the records of papers and vocabularies: their words are not the map's
    "caveats", "context", "edges", "evidence", "gaps", "left_out", "member_of", "nodes", "properties", "regions", "scenes", "sources",
    "stories",
})

# A word with its hyphenated parts, as in "Ehlers-Danlos" and "Bcl-2"; a single letter is not a word.
_WORD = re.compile(r"(?<![\w'’‐‑-])[^\W\d_]\w+(?:['’‐‑-]\w+)*")
_ADDRESS = re.compile(r"//|www\.|@|\b10\.\d{4,9}/")  # in a link, a mail address, a citation of a story, a DOI
_MID_SENTENCE = re.compile(r"[^\W\d_][,;]? $")  # the end of the text before a word in the middle of a sentence


def inside(labels: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Return the form of each label inside a sentence, by the label.

    Only the first letter can differ: it is lower case where the texts write the label's first word in lower case more often than with a
    capital in the middle of a sentence. The first word ends at a blank ("Bcl-2" is one word); a single letter ("T cells") is not a
    word. Without texts every label stays as it is.

    Args:
        texts: Running text, in which a capital in the middle of a sentence marks a name.

    Example:
        >>> inside(["Pain", "Akt", "Low-dose naltrexone"], ["Akt and low-dose naltrexone."])
        {'Pain': 'Pain', 'Akt': 'Akt', 'Low-dose naltrexone': 'low-dose naltrexone'}
        >>> inside(["Pain", "Met"], ["Less pain, more Met: the criteria were met."])
        {'Pain': 'pain', 'Met': 'Met'}
    """
    first = {label: _first_word(label) for label in dict.fromkeys(labels)}
    wanted = {word for word in first.values() if word}
    small, capital = _case_counts(wanted, texts)
    return {label: _lower_first(label) if word and small[word] > capital[word] else label for label, word in first.items()}


def running_texts(value: BaseModel) -> Iterator[str]:
    """Yield the texts of a map or of one of its parts, in the order of its fields; of a heading each word but the first.

    Identifiers, addresses, and the records of papers and vocabularies are left out: their words are not the map's own.

    Example:
        >>> from pathways.model.mechanism import Region
        >>> list(running_texts(Region(id="akt", label="Severe chronic pain", description="Where it hurts.")))
        ['chronic', 'pain', 'Where it hurts.']
    """
    for name in type(value).model_fields:
        field = getattr(value, name)
        for one in field if isinstance(field, tuple) else (field,):
            if isinstance(one, BaseModel) and name in _NESTED:
                yield from running_texts(one)
            elif isinstance(one, str) and one and name in _RUNNING_TEXT:
                yield one
            elif isinstance(one, str) and name in _HEADING_TEXT:
                yield from one.split()[1:]


def _first_word(label: str) -> str:
    """The first word in lower case if only its first letter is a capital: of "Akt" and "Low-dose", not of "TNF-α" or "T"; else empty."""
    word = "".join(unicodedata.normalize("NFC", label).split()[:1]).rstrip(".,;:")
    ordinary = _WORD.fullmatch(word) and word[0].isupper() and word[1:].islower()
    return _lower_first(word) if ordinary else ""


def _lower_first(text: str) -> str:
    """The text with its first letter in lower case, where that is a single character."""
    letter = text[0].lower()
    return letter + text[1:] if len(letter) == 1 else text


def _case_counts(words: set[str], texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often the texts write each word in lower case, and with a capital in the middle of a sentence."""
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
            elif (lower := _lower_first(word)) in words and _MID_SENTENCE.search(plain[max(0, found.start() - 3) : found.start()]):
                capital[lower] += 1
    return small, capital
