"""Who wrote a paper, as CSL-JSON lists them: people with their particles and suffixes, groups, and whether the list goes on.

CSL has no word for authors that were not seen. A list ends with `{"literal": "others"}` then, as pandoc makes it of BibTeX's
"and others", and as pandoc prints it: "et al.". It is nobody's name, so nothing here takes it for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["OTHERS", "Author", "authors", "goes_on"]

OTHERS: dict[str, Any] = {"literal": "others"}
_ET_AL = frozenset({"others", "and others", "et al"})
_PIECE = re.compile(r"[^\s.\-\u2010\u2011\u2013]+")  # of given names: "Rolf-Detlef", "H.N."


@dataclass(frozen=True)
class Author:
    """A person or, where there is a family name alone, a group or somebody with one name.

    `family` has the particle that belongs to it ("van der Giessen"), `particle` is one that goes with the given name ("von" in
    Alexander von Humboldt). `group` marks what CSL calls a literal: it is never taken apart.
    """

    family: str
    given: str = ""
    suffix: str = ""
    particle: str = ""
    group: bool = False

    @property
    def initials(self) -> str:
        """The given names as PubMed has them; names of scripts without capitals stay whole.

        Example:
            >>> [Author("x", given).initials for given in ("Angus G.", "Jan-Pieter", "MRKL", "b. g.", "\u5bb6\u660e", "")]
            ['AG', 'JP', 'MRKL', 'BG', '\u5bb6\u660e', '']
        """
        pieces = _PIECE.findall(self.given)
        if not any(piece[0].lower() != piece[0].upper() for piece in pieces):
            return self.given
        named = [piece for piece in pieces if not piece[0].islower()] or pieces  # without a particle among them
        loud = len(self.family) > 1 and self.family.isupper()  # where all is in capitals, these are no initials
        return "".join(piece if piece.isupper() and not loud else piece[0].upper() for piece in named)

    @property
    def short(self) -> str:
        """The name as a list of references has it.

        Example:
            >>> Author("Wagner", "Henry N.", "Jr.").short, Author("Humboldt", "Alexander", particle="von").short
            ('Wagner HN Jr', 'von Humboldt A')
        """
        return " ".join(filter(None, (_before(self.particle, self.family), self.initials, self.suffix.rstrip("."))))

    @property
    def inverted(self) -> tuple[str, ...]:
        """Family name with particles, given name, suffix, as far as there are any: what stands between commas in RIS.

        Example:
            >>> Author("van der Giessen", "Janine").inverted, Author("King", "M. L.", "Jr.").inverted
            (('van der Giessen', 'Janine'), ('King', 'M. L.', 'Jr.'))
        """
        return tuple(filter(None, (_before(self.particle, self.family), self.given, self.suffix)))


def authors(listed: Sequence[Mapping[str, Any]]) -> tuple[Author, ...]:
    """Return the people and groups of a list, in order, without the mark that it goes on; entries without a name are passed over.

    Example:
        >>> authors([{"family": "Giessen", "given": "Janine", "non-dropping-particle": "van der"}, {"literal": "others"}])
        (Author(family='van der Giessen', given='Janine', suffix='', particle='', group=False),)
    """
    people = (_author(one) for one in (listed[:-1] if goes_on(listed) else listed))
    return tuple(one for one in people if one.family)


def goes_on(listed: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a list of authors ends with the mark that there are more.

    Example:
        >>> goes_on([{"family": "Able"}, {"literal": "others"}]), goes_on([{"family": "Others", "given": "A"}]), goes_on([])
        (True, False, False)
    """
    last = listed[-1] if listed else {}
    said = " ".join(_text(last, name) for name in ("literal", "family", "given") if _text(last, name))
    return said.casefold().rstrip(".,") in _ET_AL


def _author(one: Mapping[str, Any]) -> Author:
    family, given = _text(one, "family"), _text(one, "given")
    if not family:
        whole = _text(one, "literal")
        return Author(whole, group=True) if whole else Author(given)
    whole = _before(_text(one, "non-dropping-particle"), family)
    return Author(whole, given, _text(one, "suffix"), _text(one, "dropping-particle"))


def _before(particle: str, family: str) -> str:
    """A particle with its name: "van Gogh", but "d'Alembert"."""
    return f"{particle}{family}" if particle.endswith(("'", "\N{RIGHT SINGLE QUOTATION MARK}", "-")) else f"{particle} {family}".strip()


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) else ""
