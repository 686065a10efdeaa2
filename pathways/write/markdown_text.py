"""Escaping for Markdown: of text, and of addresses in links."""

from __future__ import annotations

import re
from urllib.parse import quote

from pathways.drawing.text_metrics import clean

__all__ = ["address", "escaped"]

_ANYWHERE = re.compile(r"[\\`*_\[\]{}<>&|~#$^]")  # characters that are markup anywhere in a line, in some dialect
_LINK = re.compile(r"/(?=/)|(?<=[Ww]{3})\.|(?<=\w)\.(?=[^\W\d_]{2})")  # what some dialects turn into a link: "www.", "a.org"
_AT = re.compile(r"@(?=\w)")
_FIRST = re.compile(r"^(\d*)([-+=:.)])")  # the beginning of a list item or the underline of a heading


def escaped(text: str, *, first: bool = True) -> str:
    """Return a text as one line of Markdown without markup.

    Control characters and those that change the direction of writing are dropped. After "@" comes a zero width non-joiner, because
    some programs link mail addresses and mentions even where the "@" is escaped.

    Args:
        first: The text may be at the beginning of a line.

    Example:
        >>> print(escaped("*TNF* <b> [1](x) www.example.org"))
        \\*TNF\\* \\<b\\> \\[1\\](x) www\\.example\\.org
        >>> print(escaped("1. A"), escaped("- b"), escaped("IL-10"))
        1\\. A \\- b IL-10
    """
    line = _ANYWHERE.sub(r"\\\g<0>", clean(text))
    line = _AT.sub("@&zwnj;", _LINK.sub(r"\\\g<0>", line))
    return _FIRST.sub(r"\1\\\2", line) if first else line


def address(url: str, *, literal: bool = False) -> str:
    """Return a web address as the target of a link; characters that could end the link are percent-encoded.

    Args:
        literal: No character is a delimiter, as in a DOI; otherwise "?", "&", "#" and "%" keep their meaning in an address.

    Example:
        >>> address("https://doi.org/10.1002/(SICI)1097-0258<1::AID>3.0.CO;2-#", literal=True)
        'https://doi.org/10.1002/%28SICI%291097-0258%3C1::AID%3E3.0.CO;2-%23'
        >>> address("https://example.org/map?focus=a&radius=2")
        'https://example.org/map?focus=a&amp;radius=2'
    """
    kept = quote(clean(url), safe="/:;,.-_~+=@$!'" if literal else "/:;,.-_~+=@$!'?&%#*")
    return kept.replace("&", "&amp;")
