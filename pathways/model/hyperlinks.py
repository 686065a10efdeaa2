"""What may be a link: an address of the web and nothing else, in every page, picture, slide and file.

An address in a map's file is free text. A browser would run one that begins with "javascript:", and open one that begins with "data:"
or "file:" on the reader's own machine.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["linked", "not_linked"]

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_HOST = re.compile(r"[\w.:-]+")
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"  # what means something in an address; all else beyond letters and digits is percent-encoded


def linked(url: str) -> str:
    """Return an address as a link may have it, or nothing where it is none of the web; asked again, the answer is the same.

    Blanks around it do not count.

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


def not_linked(url: str) -> str:
    """Return the sentence about an address that may be no link.

    Example:
        >>> not_linked("javascript:alert(1)")
        "'javascript:alert(1)' is no address of the web. Expected one that begins with 'https://' or 'http://' and names a host."
    """
    url = url.strip()
    shown = url if len(url) <= 60 else f"{url[:57]}..."
    return f"{shown!r} is no address of the web. Expected one that begins with 'https://' or 'http://' and names a host."
