"""CSL-JSON, for Zotero and pandoc: the papers as the map keeps them, with every field, in the order of their numbers."""

from __future__ import annotations

from pathways.export import Export
from pathways.links import linked
from pathways.write.plain import as_json
from pathways.write.rows import papers

__all__ = ["write"]


def write(export: Export) -> str:
    """Write the papers of a view; what was not seen of a paper is left out.

    Example:
        >>> from pathways.model import Mechanism
        >>> write(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())))
        '[]\\n'
    """
    kept = (reference.model_dump(by_alias=True) for reference in papers(export))
    return as_json([{name: value for name, value in fields.items() if _said(name, value)} for fields in kept])


def _said(name: str, value: object) -> bool:
    """Whether there is something to write; an address that may be no link is nothing, as programs make a link of it."""
    return bool(linked(str(value))) if name == "URL" else value not in ("", (), [], {}, None)
