"""Hyperlinks in every page, picture, slide and file: only http and https addresses become links.

An address in a map's file is free text. A browser would run one that begins with "javascript:", and open one that begins with "data:"
or "file:" on the reader's own machine.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from pathways.language.grammar import shown

__all__ = ["linked", "refused_link"]

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_HOST = re.compile(r"[\w.:-]+")
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"  # characters with a meaning in an address; everything else but letters and digits is percent-encoded


def linked(url: str) -> str:
    """Return an address percent-encoded for a link, or the empty text where it is not http or https with a host.

    Outer blanks are dropped; the result is returned unchanged when given again.

    Example:
        >>> linked("https://example.org/α?a=<b>"), linked("javascript:alert(1)"), linked("//example.org/"), linked("https://")
        ('https://example.org/%CE%B1?a=%3Cb%3E', '', '', '')
    """
    url = url.strip()
    if not _WEB.match(url):
        return ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return quote(url, safe=_SAFE, errors="replace") if _HOST.fullmatch(host) else ""


def refused_link(url: str) -> str:
    """Return the message for an address that `linked` refuses.

    Example:
        >>> refused_link("javascript:alert(1)")
        "'javascript:alert(1)' is no address of the web. Expected one that begins with 'https://' or 'http://' and names a host."
    """
    return f"{shown(url.strip())} is no address of the web. Expected one that begins with 'https://' or 'http://' and names a host."
