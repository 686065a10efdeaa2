"""Metadata of a site for programs: link previews, sitemap, robots.txt and version.json.

All but the version need absolute addresses, and are left out where the site's address is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from pathways import __version__
from pathways.drawing.text_metrics import clean
from pathways.export.share import preview_tags
from pathways.publish.links import absolute
from pathways.publish.site_files import Part

__all__ = ["about", "robots", "sitemap", "version"]

_END = "</head>"
LONGEST = 300  # characters of a description; previews show fewer


def about(page: str, *, url: str, title: str, description: str, image: str = "") -> str:
    """Return a page with the tags for link previews in its head; unchanged without an address."""
    if not url:
        return page
    tags = preview_tags(clean(title)[:LONGEST], clean(description)[:LONGEST], url=url, image=image)
    return page.replace(_END, f"{tags}\n{_END}", 1)  # the first is that of the document, as titles are escaped


def sitemap(base: str, paths: Iterable[str]) -> str:
    """Return the sitemap, the list of pages for search engines.

    Example:
        >>> print(sitemap("https://example.org/", ["index.html"]).splitlines()[2])
        <url><loc>https://example.org/</loc></url>
    """
    rows = "".join(f"<url><loc>{escape(absolute(base, path))}</loc></url>\n" for path in paths)
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{start}{rows}</urlset>\n"


def robots(base: str) -> str:
    """Return a robots.txt that allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"


def version(parts: Sequence[Part]) -> str:
    """Return the versions of a site's maps as JSON: a single map as an object, several as a list."""
    maps = [_version(part) for part in parts]
    content: Any = maps[0] if len(maps) == 1 else {"maps": maps}
    return json.dumps(content | {"program": f"pathways {__version__}"}, ensure_ascii=False, indent=1) + "\n"


def _version(part: Part) -> dict[str, Any]:
    whole = part.mechanism
    return {
        "map": whole.id, "title": part.title, "version": clean(whole.version), "date": clean(whole.date), "fingerprint": whole.fingerprint,
        "stories": [tale.story.id for tale in part.tales], "page": part.index,
    }  # fmt: skip
