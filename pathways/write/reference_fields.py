"""The fields of a paper as one-line texts, for the formats of reference managers; unknown fields are empty."""

from __future__ import annotations

import re

from pathways.drawing.text_metrics import clean
from pathways.model.reference import Reference
from pathways.wording.bibliography import line

__all__ = ["date_parts", "field", "pages"]

_DASH = re.compile(r"\s*[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]+\s*")


def field(reference: Reference, name: str) -> str:
    """Return a CSL-JSON field that the model has no attribute for, such as "publisher"; empty unless it is a text or number.

    Example:
        >>> field(Reference(id="x", type="book", publisher="Smith &amp; Sons"), "publisher")
        'Smith & Sons'
    """
    value = (reference.model_extra or {}).get(name)
    return line(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def pages(reference: Reference) -> tuple[str, str]:
    """Return the first and the last page; the last is empty for an article number or a list of pages.

    Example:
        >>> [pages(Reference(id="x", type="book", page=page)) for page in ("891\u2013902.e1", "e0125887", "3-5, 9", "")]
        [('891', '902.e1'), ('e0125887', ''), ('3-5, 9', ''), ('', '')]
    """
    pages_text = line(reference.page)
    ends = _DASH.split(pages_text)
    several = len(ends) == 2 and all(re.search(r"\d", end) and not re.search(r"[\s,;]", end) for end in ends)
    return (ends[0], ends[1]) if several else (pages_text, "")


def date_parts(reference: Reference) -> tuple[str, ...]:
    """Return year, month and day of publication as far as they are known; a date in words is a single part.

    Example:
        >>> date_parts(Reference(id="x", type="book", issued={"date-parts": [[2019, 5]]}))
        ('2019', '05')
        >>> date_parts(Reference(id="x", type="book", issued={"literal": "in press"}))
        ('in press',)
    """
    return reference.date.parts or tuple(filter(None, (clean(reference.year),)))
