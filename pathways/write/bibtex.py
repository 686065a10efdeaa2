"""BibTeX, for LaTeX: the papers by their ids in the map, Unicode kept, everything that LaTeX would take for a command spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathways.export import Export
from pathways.links import linked
from pathways.model import Reference
from pathways.scene import CAVEAT
from pathways.text import clean
from pathways.write.citing import date_parts, field, names
from pathways.write.rows import papers

__all__ = ["latex", "write"]

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
_KEPT = {
    "volume": "volume", "publisher": "publisher", "address": "publisher-place", "issn": "ISSN", "isbn": "ISBN", "language": "language",
    "abstract": "abstract", "note": "note",
}  # fmt: skip
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}  # fmt: skip  # a brace with a backslash would still be counted by BibTeX, and end the entry too soon or never
_OUTSIDE = str.maketrans({"@": "(at)", "{": "(", "}": ")"})  # between entries, where "@" would begin one


def write(export: Export) -> str:
    """Write the papers of a view in the order of their numbers; the key of each is its id.

    Titles stand in double braces, so that no style lowers "TNF". A comment at the top names the map, its version and the view.

    Example:
        >>> from pathways.model import Mechanism
        >>> print(write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))).splitlines()[0])
        % M, version 1 of d
    """
    part = export.part
    told = (f"{clean(part.title)}, version {clean(part.version)} of {clean(part.date)}", clean(export.caption), CAVEAT)
    lines = [*(line.translate(_OUTSIDE) for line in told), export.origin.line().replace("@", r"\u0040")]
    return "".join(f"% {line}\n" for line in lines) + "".join(_entry(paper) for paper in papers(export))


def latex(text: str) -> str:
    """Return a text as LaTeX prints it.

    Example:
        >>> print(latex("5 % of {TNF} & co_2"))
        5 \\% of \\textbraceleft{}TNF\\textbraceright{} \\& co\\_2
    """
    return "".join(_SPECIAL.get(character, character) for character in clean(text))


def _entry(paper: Reference) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper) if value)
    return f"\n@{TYPES.get(paper.type, 'misc')}{{{paper.id},\n{fields}}}\n"


def _fields(paper: Reference) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(_author(*name) for name in names(paper))
    yield "title", f"{{{latex(paper.title)}}}" if clean(paper.title) else ""
    yield ("booktitle" if paper.type in ("chapter", "paper-conference") else "journal"), latex(paper.container)
    date = date_parts(paper)
    yield "year", latex(date[0]) if date else ""
    yield "month", latex(date[1]) if len(date) > 1 else ""
    yield "number", latex(field(paper, "issue") or paper.number)
    yield "pages", re.sub(r"\s*[-–]+\s*", "--", latex(field(paper, "page")))
    yield from ((name, latex(field(paper, kept))) for name, kept in _KEPT.items())
    yield from (("doi", _verbatim(paper.doi)), ("pmid", paper.pmid), ("pmcid", paper.pmcid))
    yield "url", _verbatim(linked(clean(paper.url)) or linked(field(paper, "URL")))


def _author(family: str, given: str) -> str:
    """A name; an organisation, and a name with "and" or a comma in it, is held together by braces."""
    if not given:
        return f"{{{latex(family)}}}"
    return ", ".join(f"{{{latex(one)}}}" if re.search(r",|\band\b", one) else latex(one) for one in (family, given))


def _verbatim(address: str) -> str:
    """An address as it is, for the fields that LaTeX does not read as text; what would break the entry is percent-encoded."""
    return "".join(f"%{ord(character):02X}" if character in "{}\\ " else character for character in clean(address))
