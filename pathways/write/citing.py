"""The fields of a paper as one-line texts, for the formats of references; what was not seen is empty."""

from __future__ import annotations

from pathways.model import Reference
from pathways.text import clean

__all__ = ["date_parts", "field", "names"]


def field(reference: Reference, name: str) -> str:
    """Return a field that CSL-JSON knows and the model only keeps, as "volume"; empty where it is missing or no text or number.

    Example:
        >>> field(Reference(id="x", type="book", volume=3), "volume")
        '3'
    """
    value = (reference.model_extra or {}).get(name)
    return clean(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def names(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Return family and given name of each author; an organisation has no given name.

    Example:
        >>> names(Reference(id="x", type="book", author=({"family": "Able", "given": "A"}, {"literal": "World Health Organization"})))
        (('Able', 'A'), ('World Health Organization', ''))
    """
    found = ((clean(one.get("family") or one.get("literal", "")), clean(one.get("given", ""))) for one in reference.author)
    return tuple(name for name in found if name[0])


def date_parts(reference: Reference) -> tuple[str, ...]:
    """Return year, month and day of publication as far as they were seen; a date in words alone is one part.

    Example:
        >>> date_parts(Reference(id="x", type="book", issued={"date-parts": [[2019, 5]]}))
        ('2019', '05')
        >>> date_parts(Reference(id="x", type="book", issued={"literal": "in press"}))
        ('in press',)
    """
    return reference.date.parts or tuple(filter(None, (clean(reference.year),)))
