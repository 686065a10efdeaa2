"""Text in the spelling of a format: lists in one cell, JSON and XML that stay readable whatever a mechanism carries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from pathways.errors import CannotWrite

__all__ = ["as_json", "listed", "storable", "unlisted", "xml_text"]

_HALF = re.compile(r"[\ud800-\udfff]")  # half of a pair of UTF-16: no character, so it cannot be stored as UTF-8
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def listed(items: Iterable[str]) -> str:
    """Return several texts as one, "; " between them; a semicolon or backslash inside an item gets a backslash before it.

    Example:
        >>> listed(["TNF", "a; b"])
        'TNF; a\\\\; b'
        >>> listed([])
        ''
    """
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def unlisted(text: str) -> tuple[str, ...]:
    """Return the texts that `listed` joined. No text is an empty tuple, so one empty text cannot be told from none.

    Example:
        >>> unlisted(listed(["TNF", "a; b"]))
        ('TNF', 'a; b')
    """
    items = [""] if text else []
    for piece in re.findall(r"\\.|; |.", text, re.DOTALL):
        if piece == "; ":
            items.append("")
        else:
            items[-1] += piece.removeprefix("\\") or piece
    return tuple(items)


def as_json(value: Any) -> str:
    """Return a value as JSON with one item a line and Unicode kept.

    Raises:
        CannotWrite: A reference holds what JSON cannot hold.

    Example:
        >>> print(as_json({"a": "α"}))
        {
         "a": "α"
        }
        <BLANKLINE>
    """
    try:
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise CannotWrite(f"JSON cannot hold a value of this map: {error}. Look for it among the fields of its references.") from None
    return _HALF.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def storable(text: str) -> str:
    """Return a text as UTF-8 can hold it: half a character becomes U+FFFD.

    Example:
        >>> storable("a\\ud800b")
        'a\\ufffdb'
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def xml_text(text: str) -> str:
    """Return a text as XML can hold it: what it forbids becomes U+FFFD, and line ends become line feeds, as any reader makes them.

    Example:
        >>> xml_text("a\\x00b\\r\\nc")
        'a\\ufffdb\\nc'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
