"""Encoding of text for formats: lists in one cell, and JSON, UTF-8 and XML that are valid for any text of a mechanism."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from pathways.errors import CannotWrite

__all__ = ["as_json", "listed", "storable", "unlisted", "xml_text"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # a lone surrogate, which UTF-8 cannot hold
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def listed(items: Iterable[str]) -> str:
    """Join texts with "; "; a semicolon or backslash inside an item is escaped by a backslash.

    Example:
        >>> listed(["TNF", "a; b"])
        'TNF; a\\\\; b'
        >>> listed([])
        ''
    """
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def unlisted(text: str) -> tuple[str, ...]:
    """Split a text that `listed` joined. An empty text gives no items, so a single empty item is lost.

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
    """Return a value as JSON, one item a line, with Unicode not escaped.

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
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def storable(text: str) -> str:
    """Return a text that UTF-8 can hold: lone surrogates become U+FFFD.

    Example:
        >>> storable("a\\ud800b")
        'a\\ufffdb'
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def xml_text(text: str) -> str:
    """Return a text that XML can hold: forbidden characters become U+FFFD, line ends become line feeds, as XML parsers read them.

    Example:
        >>> xml_text("a\\x00b\\r\\nc")
        'a\\ufffdb\\nc'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
