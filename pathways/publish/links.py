"""Addresses of a site and its files: relative links between the files, absolute addresses where the site's own is known.

With relative links a site works in any folder and without a web server. Search engines and link previews need absolute addresses,
for which the owner has to give the address of the site.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, urlsplit

from pathways.errors import InvalidArgument

__all__ = ["absolute", "based", "is_root", "link"]

LONGEST = 500
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\]")
_PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*")


def based(url: str) -> str:
    """Return the address of a site with "/" at its end; "" stays "", as it is optional.

    Raises:
        InvalidArgument: It is not the address of a folder on the web.

    Example:
        >>> based("https://example.org/maps")
        'https://example.org/maps/'
        >>> based("example.org")
        Traceback (most recent call last):
        ...
        pathways.errors.InvalidArgument: 'example.org' is no address of a site. Expected one as in 'https://example.org/map/'.
    """
    if not url or (len(url) <= LONGEST and _is_valid(url)):
        return f"{url.rstrip('/')}/" if url else ""
    raise InvalidArgument(f"{url[:80]!r} is no address of a site. Expected one as in 'https://example.org/map/'.")


def is_root(base: str) -> bool:
    """Return whether a site is at the root of its host.

    Example:
        >>> is_root("https://example.org/"), is_root("https://example.org/map/"), is_root("")
        (True, False, False)
    """
    return urlsplit(base).path == "/"


def absolute(base: str, path: str) -> str:
    """Return the absolute address of a file of a site; that of "index.html" is its folder.

    Example:
        >>> absolute("https://example.org/map/", "stories/a.html"), absolute("https://example.org/map/", "index.html")
        ('https://example.org/map/stories/a.html', 'https://example.org/map/')
    """
    folder, name = posixpath.split(path)
    short = path if name != "index.html" else f"{folder}/" if folder else ""
    return base + quote(short)


def link(page: str, target: str) -> str:
    """Return the relative link from a page to another file of the site; both are paths from the site's root.

    Example:
        >>> link("stories/a.html", "figures/map.svg"), link("index.html", "stories/index.html")
        ('../figures/map.svg', 'stories/index.html')
    """
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))


def _is_valid(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not set(url) & set("?#@")  # "@" would allow a user name and password
    known = parts.scheme in ("http", "https") and port != 0
    return bool(plain and known and _HOST.fullmatch(host if ":" not in host else f"[{host}]") and _PATH.fullmatch(parts.path))
