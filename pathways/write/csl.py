"""CSL-JSON, for Zotero and pandoc: the papers as the map keeps them, with every field, in the order of their numbers."""

from __future__ import annotations

from pathways.export import Export
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
    return as_json([{name: value for name, value in fields.items() if value not in ("", (), [], {}, None)} for fields in kept])
