"""BibTeX, for LaTeX: the keys are the ids of the papers in the map, Unicode is kept, the special characters of LaTeX are escaped."""

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
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "misc": "howpublished"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}  # the field of the publisher
_OTHER_FIELDS = {"address": "publisher-place", "issn": "ISSN", "isbn": "ISBN", "language": "language", "abstract": "abstract"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # macros of every style
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}  # fmt: skip  # not "\\{": BibTeX would still count the brace when it looks for the end of the entry
_COMMENT = str.maketrans({"@": "(at)", "{": "(", "}": ")"})  # in text between entries, where "@" would begin an entry


def write(export: Export) -> str:
    """Write the papers of a view in the order of their numbers, with their ids as keys.

    Titles have double braces, so that no style changes "TNF" to lower case. A comment at the top names the map, its version and the view.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> print(write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))).splitlines()[0])
        % M, version 1 of d
    """
    part = export.part
    header = (f"{clean(part.title)}, version {clean(part.version)} of {clean(part.date)}", clean(export.narrowed.caption), CAVEAT)
    lines = [*(line.translate(_COMMENT) for line in header), export.origin.line().replace("@", r"\u0040")]
    return "".join(f"% {line}\n" for line in lines) + "".join(map(record, export.narrowed.references))


def latex(text: str) -> str:
    """Return a text escaped for LaTeX.

    Example:
        >>> print(latex("5 % of {TNF} & co_2"))
        5 \\% of \\textbraceleft{}TNF\\textbraceright{} \\& co\\_2
    """
    return "".join(_SPECIAL.get(character, character) for character in clean(text))


def record(paper: Reference) -> str:
    """Return one paper as an entry, a blank line before it."""
    kind = TYPES.get(paper.type, "misc")
    fields = ((name, value if name == "month" else f"{{{value}}}") for name, value in _fields(paper, kind) if value)
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"\n@{kind}{{{paper.id},\n{lines}}}\n"


def _fields(paper: Reference, kind: str) -> Iterator[tuple[str, str]]:
    date, registry = date_parts(paper), latex(line(paper.number))
    report = kind == "techreport" and not paper.issue  # only its number has a field; a registry number goes into the note
    yield "author", " and ".join([*map(_author, paper.authors), *(["others"] if paper.authors and not paper.complete else [])])
    yield "title", f"{{{latex(title(paper))}}}" if title(paper) else ""
    yield _CONTAINER.get(kind, "series"), latex(container(paper))
    yield "shortjournal", latex(line(paper.container_short)) if kind == "article" and paper.container else ""
    yield _PUBLISHER.get(kind, "publisher"), latex(field(paper, "publisher"))
    yield from (("year", latex(date[0]) if date else ""), ("month", _month(date)), ("volume", latex(line(paper.volume))))
    yield "number", registry if report else latex(line(paper.issue))
    yield "pages", "--".join(latex(end) for end in pages(paper) if end)
    yield from ((name, latex(field(paper, csl_name))) for name, csl_name in _OTHER_FIELDS.items())
    yield "note", "; ".join(filter(None, ("" if report else registry, latex(field(paper, "note")))))
    yield from (("doi", _verbatim(paper.doi)), ("pmid", paper.pmid), ("pmcid", paper.pmcid))
    yield "url", _verbatim(paper.url)


def _month(date: Sequence[str]) -> str:
    """The month as a macro, which every style expands; empty for a season."""
    number = int(date[1]) if len(date) > 1 and date[1].isdecimal() else 0
    return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else ""


def _author(one: Author) -> str:
    """A name as "von Last, Jr, First"; braces enclose a group, and what BibTeX would split in the wrong place."""
    family, given, suffix = one.inverted[0], one.given, one.suffix
    if one.group or not given:
        return f"{{{latex(line(' '.join(filter(None, (family, suffix)))))}}}"
    words = family.split()
    ambiguous = not words[0][0].islower() and any(word[0].islower() for word in words)  # as "Ramón y Cajal" would be
    last = f"{{{latex(line(family))}}}" if ambiguous else _in_braces(family)
    return ", ".join((last, *(_in_braces(part) for part in (suffix, given) if part)))


def _in_braces(part: str) -> str:
    escaped = latex(line(part))
    return f"{{{escaped}}}" if re.search(r",|\band\b", part) else escaped


def _verbatim(address: str) -> str:
    """An address for the fields that LaTeX prints verbatim; characters that would break the entry are percent-encoded."""
    return "".join(f"%{ord(character):02X}" if character in "{}\\ " else character for character in clean(address))
