"""CSL-JSON, for Zotero and pandoc: the papers with all fields that the map has, in the order of their numbers.

The schema, https://resource.citationstyles.org/schema/latest/input/json/csl-data.json, allows only the fields listed here; others go
into `custom`.
"""

from __future__ import annotations

from typing import Any

from pathways.language.rich_text import csl
from pathways.model.hyperlinks import linked
from pathways.model.reference import Reference
from pathways.sheet.view_export import Export
from pathways.write.text_format import as_json

__all__ = ["record", "write"]

_PEOPLE = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director", "editor",
    "editorial-director", "executive-producer", "illustrator", "interviewer", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "translator",
)  # fmt: skip
_TEXTS = (
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority", "call-number",
    "chapter-number", "citation-label", "citation-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "division", "edition", "event", "event-place", "genre", "issue", "journalAbbreviation",
    "jurisdiction", "keyword", "language", "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes",
    "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part", "part-title", "printing",
    "publisher", "publisher-place", "references", "reviewed-title", "scale", "section", "shortTitle", "source", "status", "supplement",
    "title", "title-short", "translated-title", "translated-title-short", "version", "volume", "year-suffix",
)  # fmt: skip
_OTHER = (
    "accessed", "available-date", "categories", "container", "custom", "DOI", "event-date", "first-reference-note-number", "id", "ISAN",
    "ISBN", "ISCI", "ISMN", "ISRC", "ISSN", "issued", "ISWC", "original-date", "PMCID", "PMID", "submitted", "type", "URL",
)  # fmt: skip
FIELDS = frozenset((*_PEOPLE, *_TEXTS, *_OTHER))
NAMES = frozenset({
    "comma-suffix", "dropping-particle", "family", "given", "literal", "non-dropping-particle", "parse-names", "static-ordering", "suffix",
})  # fmt: skip
_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})


def write(export: Export) -> str:
    """Write the papers of a view; what was not seen of a paper is left out.

    Authors that were not seen are `{"literal": "others"}`, which pandoc prints as "et al.". Fields that programs would misread are
    changed: the registration number of a trial goes into the note of its article, as `number` would be read as its place in the
    journal; a journal with only a short name gets it as its full name; a paper without DOI gets its address.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())))
        '[]\\n'
    """
    return as_json([record(paper) for paper in export.narrowed.references])


def record(paper: Reference) -> dict[str, Any]:
    """Return one paper with the fields that were seen, as CSL has them."""
    fields = {name: value for name, value in paper.model_dump(by_alias=True).items() if value not in ("", (), [], {}, None)}
    if paper.type in _JOURNALS and "number" in fields:
        fields["note"] = "; ".join((f"Registration number: {fields.pop('number')}", *_texts(fields.get("note"))))
    if paper.container_short:
        fields.setdefault("container-title", paper.container_short)
    if not linked(paper.link):
        fields.pop("URL", None)  # as programs would make a link of it
        fields |= {"URL": paper.url} if paper.url and not paper.doi else {}
    known = {name: _value(name, value) for name, value in fields.items() if name in FIELDS}
    if more := {name: value for name, value in fields.items() if name not in FIELDS}:
        own = known.get("custom")
        known["custom"] = {**(own if isinstance(own, dict) else {}), **more}
    return known


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else ()


def _value(name: str, value: Any) -> Any:
    """A field in the form of CSL: texts with its tags only, people with its name parts only."""
    if name in _PEOPLE and isinstance(value, list | tuple):
        return [_person(one) if isinstance(one, dict) else one for one in value]
    return csl(value).strip() if name in _TEXTS and isinstance(value, str) else value


def _person(one: dict[str, Any]) -> dict[str, Any]:
    return {part: csl(value) if isinstance(value, str) else value for part, value in one.items() if part in NAMES}
