"""Authors of a paper as CSL-JSON lists them: people with particles and suffixes, groups, and whether the list is incomplete.

CSL has no field for an incomplete list. Such a list ends with `{"literal": "others"}`, which pandoc makes of BibTeX's "and others"
and prints as "et al.". It is not a name, so it never becomes an `Author`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["OTHERS", "Author", "authors", "is_incomplete"]

OTHERS: dict[str, Any] = {"literal": "others"}
_ET_AL = frozenset({"others", "and others", "et al"})
_PIECE = re.compile(r"[^\s.\-\u2010\u2011\u2013]+")  # of given names: "Rolf-Detlef", "H.N."


@dataclass(frozen=True)
class Author:
    """A person or, with a family name alone, a group or a person with a single name.

    `family` includes a non-dropping particle ("van der Giessen"); `particle` is a dropping one ("von" in Alexander von Humboldt).
    `group` marks a literal of CSL, which is never split.
    """

    family: str
    given: str = ""
    suffix: str = ""
    particle: str = ""
    group: bool = False

    @property
    def initials(self) -> str:
        """The initials of the given names in PubMed's form; names in scripts without capitals stay whole.

        Example:
            >>> [Author("x", given).initials for given in ("Angus G.", "Jan-Pieter", "MRKL", "b. g.", "\u5bb6\u660e", "")]
            ['AG', 'JP', 'MRKL', 'BG', '\u5bb6\u660e', '']
        """
        pieces = _PIECE.findall(self.given)
        if not any(piece[0].lower() != piece[0].upper() for piece in pieces):
            return self.given
        initials = [piece for piece in pieces if not piece[0].islower()] or pieces  # without a particle among them
        all_capitals = len(self.family) > 1 and self.family.isupper()  # then a given name in capitals is not initials
        return "".join(piece if piece.isupper() and not all_capitals else piece[0].upper() for piece in initials)

    @property
    def short(self) -> str:
        """The name as in a list of references.

        Example:
            >>> Author("Wagner", "Henry N.", "Jr.").short, Author("Humboldt", "Alexander", particle="von").short
            ('Wagner HN Jr', 'von Humboldt A')
        """
        return " ".join(filter(None, (_with_particle(self.particle, self.family), self.initials, self.suffix.rstrip("."))))

    @property
    def inverted(self) -> tuple[str, ...]:
        """Family name with particles, given name and suffix, without empty ones: the parts that RIS separates by commas.

        Example:
            >>> Author("van der Giessen", "Janine").inverted, Author("King", "M. L.", "Jr.").inverted
            (('van der Giessen', 'Janine'), ('King', 'M. L.', 'Jr.'))
        """
        return tuple(filter(None, (_with_particle(self.particle, self.family), self.given, self.suffix)))


def authors(listed: Sequence[Mapping[str, Any]]) -> tuple[Author, ...]:
    """Return the people and groups of a list, in order, without the mark of an incomplete list; entries without a name are skipped.

    Example:
        >>> authors([{"family": "Giessen", "given": "Janine", "non-dropping-particle": "van der"}, {"literal": "others"}])
        (Author(family='van der Giessen', given='Janine', suffix='', particle='', group=False),)
    """
    people = (_author(one) for one in (listed[:-1] if is_incomplete(listed) else listed))
    return tuple(one for one in people if one.family)


def is_incomplete(listed: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a list of authors ends with the mark that it is incomplete.

    Example:
        >>> is_incomplete([{"family": "Able"}, {"literal": "others"}]), is_incomplete([{"family": "Others", "given": "A"}])
        (True, False)
    """
    last = listed[-1] if listed else {}
    name = " ".join(text for part in ("literal", "family", "given") if (text := _text(last, part)))
    return name.casefold().rstrip(".,") in _ET_AL


def _author(one: Mapping[str, Any]) -> Author:
    family, given = _text(one, "family"), _text(one, "given")
    if not family:
        whole = _text(one, "literal")
        return Author(whole, group=True) if whole else Author(given)
    whole = _with_particle(_text(one, "non-dropping-particle"), family)
    return Author(whole, given, _text(one, "suffix"), _text(one, "dropping-particle"))


def _with_particle(particle: str, family: str) -> str:
    """The name with its particle in front: "van Gogh", but "d'Alembert"."""
    return f"{particle}{family}" if particle.endswith(("'", "\N{RIGHT SINGLE QUOTATION MARK}", "-")) else f"{particle} {family}".strip()


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) else ""
