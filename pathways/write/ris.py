"""RIS, for EndNote, Mendeley and Zotero: one tag a line, ended by CRLF; a record begins with TY and ends with ER."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.drawing.text_metrics import clean
from pathways.model.authors import Author
from pathways.model.reference import Reference
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import container, line, title
from pathways.write.reference_fields import date_parts, field, pages

__all__ = ["record", "write"]

TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "dataset": "DATA", "paper-conference": "CPAPER", "patent": "PAT", "report": "RPRT", "review": "JOUR",
    "software": "COMP", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
ET_AL = "et al.,"
_OTHER_FIELDS = {"PB": "publisher", "CY": "publisher-place", "SN": "ISSN", "LA": "language", "AB": "abstract", "N1": "note"}


def write(export: Export) -> str:
    """Write the papers of a view in the order of their numbers.

    Every value is one line, so that no text can end a record or begin another. As in EndNote and NCBI, the PubMed id is the accession
    number (AN) and the PubMed Central id is in C2; a registration number is in M1. Authors that were not seen are "et al.".

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())))
        ''
    """
    return "".join(map(record, export.narrowed.references))


def record(paper: Reference) -> str:
    """Return one paper, from TY to ER."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _tags(paper) if value or tag == "ER")


def _tags(paper: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(paper.type, "GEN")
    yield "ID", paper.id
    yield from (("AU", _author(one)) for one in paper.authors)
    yield "AU", ET_AL if paper.authors and not paper.complete else ""
    date = date_parts(paper)
    yield "PY", date[0] if date else ""
    yield "DA", "/".join(date) if len(date) > 1 else ""
    yield "TI", title(paper)
    yield from (("T2", container(paper)), ("JO", line(paper.container_short)))
    yield from (("VL", line(paper.volume)), ("IS", line(paper.issue)))
    yield from zip(("SP", "EP"), pages(paper), strict=True)
    yield from ((tag, field(paper, name)) for tag, name in _OTHER_FIELDS.items())
    yield from (("M1", line(paper.number)), ("DO", clean(paper.doi)), ("AN", paper.pmid), ("C2", paper.pmcid))
    yield "UR", paper.url
    yield "ER", ""


def _author(one: Author) -> str:
    """Family name, given name and suffix, separated by commas; commas within them become blanks.

    A single name ends with a comma, as EndNote writes groups: otherwise programs take its last word as the family name.
    """
    parts = [" ".join(line(part).replace(",", " ").split()) for part in one.inverted]
    return ", ".join(parts) if len(parts) > 1 else f"{parts[0]},"
