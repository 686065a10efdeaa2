"""CITATION.cff, from which GitHub, Zenodo, Zotero and others take how a work is cited: here the map itself.

Citation File Format 1.2.0 (https://doi.org/10.5281/zenodo.5171937). It requires authors; as a map names none, its editors are given
as an entity. Its references are the quoted sources, the papers that the relations cite, and this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from pathways.drawing.text_metrics import clean
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Source
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.write.cff_papers import AUTHOR_NOT_SEEN, record
from pathways.write.losses import not_held

__all__ = ["write"]

MESSAGE = "If you use this map, please cite it with its version."
PROGRAM = "Pathways: an explorer for mechanism maps that carry their evidence"
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def write(export: Export) -> str:
    """Write the citation of the map. Unknown fields, such as an invalid date, are left out.

    Example:
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1.0", date="2026-11-22", nodes=(), edges=())
        >>> print(write(Export(toy)))
        # pathways-origin {...}
        # Not held here: ...
        cff-version: 1.2.0
        message: If you use this map, please cite it with its version.
        title: M
        type: dataset
        authors:
        - name: The editors of the map “m”
        version: '1.0'
        date-released: '2026-11-22'
        ...
    """
    fields = yaml.safe_dump(dict(_fields(export)), allow_unicode=True, sort_keys=False, width=10_000)
    return f"# {export.origin.line()}\n# {not_held('cff')}\n{fields}"


def _fields(export: Export) -> Iterator[tuple[str, Any]]:
    whole = export.mechanism
    yield "cff-version", "1.2.0"
    yield "message", MESSAGE
    yield "title", _or_else(whole.title, whole.id)
    yield "type", "dataset"
    yield "authors", [{"name": _editors(whole)}]
    yield "version", _or_else(whole.version, "version not known")
    if _is_day(whole.date):
        yield "date-released", whole.date
    if url := linked(export.link):
        yield "url", url
    yield "abstract", " ".join(filter(None, (export.caption if export.query.filtered else clean(whole.sentence), CAVEAT)))
    yield "identifiers", [{"type": "other", "value": whole.fingerprint, "description": "Fingerprint of the content of the map."}]
    yield "references", [*(_document(source) for source in whole.sources), *map(record, export.references), _program()]


def _document(source: Source) -> dict[str, Any]:
    """A source document that the map quotes, as a reference."""
    url = linked(source.url)
    page = {"url": url} if url else {}
    author = {"name": clean(source.publisher)} if clean(source.publisher) else AUTHOR_NOT_SEEN
    return {"type": "website" if page else "generic", "title": _or_else(source.title, source.id), "authors": [author], **page}


def _program() -> dict[str, Any]:
    return {"type": "software", "title": PROGRAM, "authors": [{"name": "The Pathways developers"}]}


def _is_day(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _editors(mechanism: Mechanism) -> str:
    return f"The editors of the map \N{LEFT DOUBLE QUOTATION MARK}{mechanism.id}\N{RIGHT DOUBLE QUOTATION MARK}"


def _or_else(text: str, otherwise: str) -> str:
    """The cleaned text, or another one where it is empty."""
    return clean(text) or otherwise
