"""Papers as references in CITATION.cff, with all fields that the format has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pathways.model.authors import Author
from pathways.model.reference import Reference
from pathways.wording.bibliography import container, line, title
from pathways.write.reference_fields import date_parts, pages

__all__ = ["AUTHOR_NOT_SEEN", "record"]

TYPES = {
    "article-journal": "article", "article-magazine": "magazine-article", "article-newspaper": "newspaper-article", "review": "article",
    "book": "book", "dataset": "data", "paper-conference": "conference-paper", "patent": "patent", "report": "report",
    "software": "software", "thesis": "thesis", "webpage": "website",
}  # fmt: skip
ET_AL = {"name": "et al."}
AUTHOR_NOT_SEEN = {"name": "Author not seen"}  # the format requires an author
# What the schema of version 1.2.0 allows in these fields; any other DOI is only in the field `url`.
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_PMCID = re.compile(r"PMC\d{7}")


def record(paper: Reference) -> dict[str, Any]:
    """Return a paper as a reference of CITATION.cff; what was not seen of it is left out.

    Example:
        >>> known = {"id": "x", "type": "article-journal", "title": "On toys", "page": "1-9", "author": [{"family": "Able", "given": "A"}]}
        >>> print(record(Reference.model_validate(known)))
        {'type': 'article', 'title': 'On toys', 'authors': [{'family-names': 'Able', 'given-names': 'A'}], 'start': '1', 'end': '9'}
    """
    return {name: value for name, value in _fields(paper) if value}


def _fields(paper: Reference) -> Iterator[tuple[str, Any]]:
    yield "type", TYPES.get(paper.type, "generic")
    yield "title", title(paper) or "Title not seen"
    people = [_author(one) for one in paper.authors]
    yield "authors", [*people, *([] if paper.complete else [ET_AL])] if people else [AUTHOR_NOT_SEEN]
    yield "journal", container(paper)
    yield from (("volume", line(paper.volume)), ("issue", line(paper.issue)))
    yield from zip(("start", "end"), pages(paper), strict=True)
    year, month = (*(int(part) if part.isdecimal() else 0 for part in date_parts(paper)), 0, 0)[:2]
    yield from (("year", year), ("month", month if 1 <= month <= 12 else 0))
    yield "number", line(paper.number)
    yield "doi", paper.doi if _DOI.fullmatch(paper.doi) else ""
    yield "pmcid", paper.pmcid if _PMCID.fullmatch(paper.pmcid) else ""
    yield "identifiers", [{"type": "other", "value": f"pmid:{paper.pmid}", "description": "PubMed"}] if paper.pmid else []
    yield "url", paper.url


def _author(one: Author) -> dict[str, str]:
    """A person, or a group, which is an entity with one name."""
    if one.group or not one.given:
        return {"name": line(" ".join(filter(None, (one.family, one.suffix))))}
    parts = {"family-names": one.family, "given-names": one.given, "name-particle": one.particle, "name-suffix": one.suffix}
    return {name: line(value) for name, value in parts.items() if value}
