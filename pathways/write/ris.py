"""RIS, for EndNote, Mendeley and Zotero: one tag a line, CRLF, a paper from TY to ER."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.export import Export
from pathways.links import linked
from pathways.model import Reference
from pathways.text import clean
from pathways.write.citing import date_parts, field, names
from pathways.write.rows import papers

__all__ = ["write"]

TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "dataset": "DATA", "paper-conference": "CPAPER", "patent": "PAT", "report": "RPRT", "review": "JOUR",
    "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_KEPT = {
    "VL": "volume", "IS": "issue", "PB": "publisher", "CY": "publisher-place", "SN": "ISSN", "LA": "language", "AB": "abstract",
    "N1": "note",
}  # fmt: skip


def write(export: Export) -> str:
    """Write the papers of a view in the order of their numbers.

    Every value is one line, so that no text of a paper can end it or begin another. PubMed's number is the accession number
    (AN) and PubMed Central's stands in C2, as EndNote and NCBI have them.

    Example:
        >>> from pathways.model import Mechanism
        >>> write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())))
        ''
    """
    return "".join(f"{tag}  - {value}\r\n" for paper in papers(export) for tag, value in _tags(paper) if value or tag == "ER")


def _tags(paper: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(paper.type, "GEN")
    yield "ID", paper.id
    yield from (("AU", ", ".join(filter(None, name))) for name in names(paper))
    date = date_parts(paper)
    yield "PY", date[0] if date else ""
    yield "DA", "/".join(date) if len(date) > 1 else ""
    yield "TI", clean(paper.title)
    yield "T2", clean(paper.container)
    yield from ((tag, field(paper, name)) for tag, name in _KEPT.items())
    first, _, last = field(paper, "page").partition("-")
    yield from (("SP", first.strip()), ("EP", last.strip()))
    yield from (("M1", clean(paper.number)), ("DO", clean(paper.doi)), ("AN", paper.pmid), ("C2", paper.pmcid))
    yield "UR", linked(clean(paper.url)) or linked(field(paper, "URL"))
    yield "ER", ""
