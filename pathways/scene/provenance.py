"""The provenance of a file: map, version and query, so that the view of every exported figure can be restored.

Every format contains it as one line of JSON, which is read again from a file that is dropped on the page or given
to `pathways show`. Such a file is untrusted input: the line is limited in length, checked, and used only as a query.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from pathways.model.mechanism import Mechanism
from pathways.query.url import LONGEST, changed_since

__all__ = ["MARK", "Origin", "read_origin"]

MARK = "pathways-origin"  # the start of the line, in the metadata of each format
_LINE = re.compile(re.escape(MARK) + r"[^{}]{0,40}(\{[^{}]{2,20000}\})")
_FIELDS = ("map", "version", "date", "fingerprint", "search")


@dataclass(frozen=True)
class Origin:
    """A view of one version of a map: `search` is the query string without "?", `fingerprint` that of the whole map's content."""

    map: str
    version: str
    date: str
    fingerprint: str
    search: str

    @classmethod
    def of(cls, mechanism: Mechanism, search: str) -> Origin:
        """Return the origin of a view of a whole mechanism."""
        return cls(mechanism.id, mechanism.version, mechanism.date, mechanism.fingerprint, search)

    def line(self) -> str:
        """Return the facts as one line of ASCII without "<", ">" and "&", which any format can hold; `read_origin` reads it.

        Example:
            >>> line = Origin("toy", "1", "2026-01-01", "0a1b", "focus=b&radius=2").line()
            >>> read_origin("anything around " + line + " it").search
            'focus=b&radius=2'
        """
        text = json.dumps(asdict(self), sort_keys=True)[1:-1]
        for character in "&<>{}":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return f"{MARK} {{{text}}}"

    def changed(self, mechanism: Mechanism) -> str:
        """Return a sentence about how the map has changed since; empty if it has not."""
        if mechanism.id != self.map:
            return f"This figure was made from the map '{self.map}', which is not the one that is open."
        return changed_since(mechanism, self.version, self.fingerprint)


def read_origin(text: str) -> Origin | None:
    """Return the origin that a file's text holds, the first if there are several; None if there is no valid one.

    Example:
        >>> read_origin("no figure of ours") is None
        True
    """
    found = _LINE.search(text)
    if not found:
        return None
    try:
        facts = json.loads(found[1])
    except ValueError:
        return None
    values = {name: facts.get(name) for name in _FIELDS}
    if not all(isinstance(value, str) and len(value) <= LONGEST for value in values.values()):
        return None
    return Origin(**values)
