"""Where a file came from: the map, its version and the question, so that every figure leads back to its view.

The same few facts go into every format as one line of JSON, and come out of a file that is dropped on the page or given
to `pathways show`. What is read from a file is foreign: it is bounded, checked, and never more than a question.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from pathways.model.mechanism import Mechanism
from pathways.query.url import LONGEST, changed_since

__all__ = ["MARK", "Origin", "read_origin"]

MARK = "pathways-origin"  # what the line begins with, in whatever a format has for such things
_LINE = re.compile(re.escape(MARK) + r"[^{}]{0,40}(\{[^{}]{2,20000}\})")
_FIELDS = ("map", "version", "date", "fingerprint", "search")


@dataclass(frozen=True)
class Origin:
    """A view of a map at a time: `search` is the query string without "?", `fingerprint` that of the whole map's content."""

    map: str
    version: str
    date: str
    fingerprint: str
    search: str

    @classmethod
    def of(cls, mechanism: Mechanism, search: str) -> Origin:
        """Name a view of a whole mechanism."""
        return cls(mechanism.id, mechanism.version, mechanism.date, mechanism.fingerprint, search)

    def line(self) -> str:
        """Return the facts as one line of ASCII without "<", ">" and "&", fit for any format; `read_origin` finds it again.

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
        """Say in a sentence how the map has changed since; empty where it has not."""
        if mechanism.id != self.map:
            return f"This figure was made from the map '{self.map}', which is not the one that is open."
        return changed_since(mechanism, self.version, self.fingerprint)


def read_origin(text: str) -> Origin | None:
    """Return the origin that a file's text holds, the first if there are several; None where there is none that is sound.

    Example:
        >>> read_origin("no figure of ours") is None
        True
    """
    found = _LINE.search(text)
    if not found:
        return None
    try:
        told = json.loads(found[1])
    except ValueError:
        return None
    values = {name: told.get(name) for name in _FIELDS}
    if not all(isinstance(value, str) and len(value) <= LONGEST for value in values.values()):
        return None
    return Origin(**values)
