"""Fields of a CSL-JSON record, read from the variants that are in use and brought into the standard form.

A list of one text, a number in place of a text, null, and names as one text or in parts are accepted; ambiguous values are refused
with a message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathways.model.hyperlinks import linked, refused_link

__all__ = ["tidy_extras", "tidy_names", "tidy_number", "tidy_pmcid", "tidy_text", "unreadable"]

# Text fields of CSL-JSON that other formats need; the model stores them without using them.
TEXTS = (
    "volume", "issue", "page", "publisher", "publisher-place", "ISSN", "ISBN", "language", "abstract", "note", "URL", "edition",
    "collection-title", "container-title-short", "event-title", "genre", "source",
)  # fmt: skip
_NAME_PARTS = ("family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle")
_NAME = 'Expected a name, as in {"family": "Able", "given": "A"} or {"literal": "World Health Organization"}.'


def tidy_text(value: object) -> str:
    """Return a value as text: a text, a list of one text, or a number; the empty text for null and an empty list.

    Raises:
        ValueError: It is none of these.

    Example:
        >>> tidy_text("T"), tidy_text(["T"]), tidy_text(12), tidy_text(None)
        ('T', 'T', '12', '')
        >>> tidy_text(["a", "b"])
        Traceback (most recent call last):
        ...
        ValueError: expected one text, found a list of 2.
    """
    if isinstance(value, list | tuple) and len(value) == 1:
        return tidy_text(value[0])
    if value is None or value in ([], ()):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(int(value)) if value == int(value) else str(value)
    raise ValueError(f"expected one text, found {_kind(value)}.")


def tidy_number(value: object) -> str:
    """Return an identifier of digits as text; many programs write it as a number.

    Example:
        >>> tidy_number(24526250), tidy_number(" 24526250 ")
        ('24526250', '24526250')
    """
    return tidy_text(value).strip()


def tidy_pmcid(value: object) -> str:
    """Return a PubMed Central id with its prefix, which some programs leave out.

    Example:
        >>> tidy_pmcid(123), tidy_pmcid("pmc123"), tidy_pmcid(None)
        ('PMC123', 'PMC123', '')
    """
    digits = tidy_number(value).upper().removeprefix("PMC")
    return f"PMC{digits}" if digits else ""


def tidy_names(value: object) -> tuple[dict[str, Any], ...]:
    """Return names in the standard form; empty ones are left out, and one written as a single text is split at its comma.

    Raises:
        ValueError: A value is not a name; the message says which.

    Example:
        >>> tidy_names([{"family": "Able"}, "Baker, B.", "WHO", None, {"given": "Plato"}])
        ({'family': 'Able'}, {'family': 'Baker', 'given': 'B.'}, {'literal': 'WHO'}, {'literal': 'Plato'})
    """
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(f"expected a list of names, found {_kind(value)}. {_NAME}")
    found = (_name(one, place) for place, one in enumerate(value, start=1))
    return tuple(name for name in found if name)


def _name(value: object, place: int) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, str):
        family, comma, given = (part.strip() for part in value.partition(","))
        parts: dict[str, Any] = {"family": family, "given": given} if comma and family and given else {"literal": value.strip(" ,")}
    elif isinstance(value, dict):
        parts = dict(value)
    else:
        raise ValueError(f"name {place} is {_kind(value)}. {_NAME}")
    if "literal" not in parts and isinstance(parts.get("name"), str):
        parts["literal"] = parts.pop("name")
    for part in _NAME_PARTS:
        try:
            parts[part] = tidy_text(parts.get(part))
        except ValueError as error:
            raise ValueError(f"name {place}, {part}: {error}") from None
    if not (parts["family"].strip() or parts["literal"].strip()):
        parts["literal"], parts["given"] = parts["given"], ""
    filled = {part: value for part, value in parts.items() if part not in _NAME_PARTS or value.strip()}
    return filled if "family" in filled or "literal" in filled else {}


def tidy_extras(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the fields of `TEXTS` in the standard form, without empty ones; a field that cannot be read stays unchanged.

    Example:
        >>> tidy_extras({"id": "a", "page": ["1-9"], "volume": 3, "issue": None})
        {'id': 'a', 'page': '1-9', 'volume': '3'}
    """
    wrong = {name for name, _ in unreadable(record)}
    read = {name: tidy_text(_first(name, record[name])) for name in TEXTS if name in record and name not in wrong}
    return {name: read.get(name, value) for name, value in record.items() if read.get(name) != ""}


def unreadable(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field of `TEXTS` that cannot be read, and the message about it.

    Example:
        >>> list(unreadable({"volume": {"a": 1}, "page": 3, "URL": "file:///a.pdf"}))
        [('volume', 'expected one text, found a mapping.'), ('URL', "'file:///a.pdf' is no address of the web. Expected ...")]
    """
    for name in TEXTS:
        try:
            text = tidy_text(_first(name, record.get(name))).strip()
        except ValueError as error:
            yield name, str(error)
        else:
            if name == "URL" and text and not linked(text):
                yield name, refused_link(text)


def _first(name: str, value: object) -> object:
    """The first of several values of ISSN and ISBN (print and web), as one identifies the paper; other values unchanged."""
    return value[0] if name in ("ISSN", "ISBN") and isinstance(value, list) and value else value


def _kind(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return f"the text '{value[:40]}'"
    return "a mapping" if isinstance(value, dict) else "nothing" if value is None else f"'{str(value)[:40]}'"
