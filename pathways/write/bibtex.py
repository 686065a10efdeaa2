"""BibTeX, for LaTeX: the papers by their ids in the map, Unicode kept, everything that LaTeX would take for a command spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pathways.drawing.text_metrics import clean
from pathways.model.authors import Author
from pathways.model.reference import Reference
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import container, line, title
from pathways.write.reference_fields import date_parts, field, pages

__all__ = ["latex", "record", "write"]

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
_IN = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "misc": "howpublished"}
_BY = {"techreport": "institution", "phdthesis": "school"}  # what the publisher is called
_KEPT = {"address": "publisher-place", "issn": "ISSN", "isbn": "ISBN", "language": "language", "abstract": "abstract"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # which every style knows
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}  # fmt: skip  # a brace with a backslash would still be counted by BibTeX, and end the entry too soon or never
_OUTSIDE = str.maketrans({"@": "(at)", "{": "(", "}": ")"})  # between entries, where "@" would begin one


def write(export: Export) -> str:
    """Write the papers of a view in the order of their numbers; the key of each is its id.

    Titles stand in double braces, so that no style lowers "TNF". A comment at the top names the map, its version and the view.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> print(write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))).splitlines()[0])
        % M, version 1 of d
    """
    part = export.part
    told = (f"{clean(part.title)}, version {clean(part.version)} of {clean(part.date)}", clean(export.narrowed.caption), CAVEAT)
    lines = [*(line.translate(_OUTSIDE) for line in told), export.origin.line().replace("@", r"\u0040")]
    return "".join(f"% {line}\n" for line in lines) + "".join(map(record, export.narrowed.references))


def latex(text: str) -> str:
    """Return a text as LaTeX prints it.

    Example:
        >>> print(latex("5 % of {TNF} & co_2"))
        5 \\% of \\textbraceleft{}TNF\\textbraceright{} \\& co\\_2
    """
    return "".join(_SPECIAL.get(character, character) for character in clean(text))


def record(paper: Reference) -> str:
    """Return one paper as an entry, a blank line before it."""
    kind = TYPES.get(paper.type, "misc")
    fields = ((name, value if name == "month" else f"{{{value}}}") for name, value in _fields(paper, kind) if value)
    told = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"\n@{kind}{{{paper.id},\n{told}}}\n"


def _fields(paper: Reference, kind: str) -> Iterator[tuple[str, str]]:
    date, registry = date_parts(paper), latex(line(paper.number))
    report = kind == "techreport" and not paper.issue  # whose number has a field; that of a registry stands in the note
    yield "author", " and ".join([*map(_author, paper.authors), *(["others"] if paper.authors and not paper.complete else [])])
    yield "title", f"{{{latex(title(paper))}}}" if title(paper) else ""
    yield _IN.get(kind, "series"), latex(container(paper))
    yield "shortjournal", latex(line(paper.container_short)) if kind == "article" and paper.container else ""
    yield _BY.get(kind, "publisher"), latex(field(paper, "publisher"))
    yield from (("year", latex(date[0]) if date else ""), ("month", _month(date)), ("volume", latex(line(paper.volume))))
    yield "number", registry if report else latex(line(paper.issue))
    yield "pages", "--".join(latex(end) for end in pages(paper) if end)
    yield from ((name, latex(field(paper, kept))) for name, kept in _KEPT.items())
    yield "note", "; ".join(filter(None, ("" if report else registry, latex(field(paper, "note")))))
    yield from (("doi", _verbatim(paper.doi)), ("pmid", paper.pmid), ("pmcid", paper.pmcid))
    yield "url", _verbatim(paper.url)


def _month(date: Sequence[str]) -> str:
    """The month as the name that every style spells out in its own way; nothing for a season."""
    number = int(date[1]) if len(date) > 1 and date[1].isdecimal() else 0
    return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else ""


def _author(one: Author) -> str:
    """A name as "von Last, Jr, First"; a group, and what BibTeX would take apart elsewhere, is held together by braces."""
    family, given, suffix = one.inverted[0], one.given, one.suffix
    if one.group or not given:
        return f"{{{latex(line(' '.join(filter(None, (family, suffix)))))}}}"
    words = family.split()
    taken_apart = not words[0][0].islower() and any(word[0].islower() for word in words)  # as "Ramón y Cajal" would be
    held = f"{{{latex(line(family))}}}" if taken_apart else _held(family)
    return ", ".join((held, *(_held(part) for part in (suffix, given) if part)))


def _held(part: str) -> str:
    said = latex(line(part))
    return f"{{{said}}}" if re.search(r",|\band\b", part) else said


def _verbatim(address: str) -> str:
    """An address as it is, for the fields that LaTeX does not read as text; what would break the entry is percent-encoded."""
    return "".join(f"%{ord(character):02X}" if character in "{}\\ " else character for character in clean(address))
