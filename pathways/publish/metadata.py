"""What machines read of a site: which page is which, what a link preview shows, what there is, and of which version.

All of it but the version needs whole addresses, and is left out where that of the site is not known.
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
    """Return a page with its whole address, and with what a link preview shows, in its head; without an address as it is."""
    if not url:
        return page
    tags = preview_tags(clean(title)[:LONGEST], clean(description)[:LONGEST], url=url, image=image)
    return page.replace(_END, f"{tags}\n{_END}", 1)  # the first is the document's own: titles are escaped, and styles and scripts are ours


def sitemap(base: str, paths: Iterable[str]) -> str:
    """Return the list of pages for search engines.

    Example:
        >>> print(sitemap("https://example.org/", ["index.html"]).splitlines()[2])
        <url><loc>https://example.org/</loc></url>
    """
    rows = "".join(f"<url><loc>{escape(absolute(base, path))}</loc></url>\n" for path in paths)
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{start}{rows}</urlset>\n"


def robots(base: str) -> str:
    """Return what search engines may read, which is everything, and where the list of pages is."""
    return f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"


def version(parts: Sequence[Part]) -> str:
    """Return of which version the maps of a site are, for programs: one map as such, several as a list."""
    told = [_told(part) for part in parts]
    whole: Any = told[0] if len(told) == 1 else {"maps": told}
    return json.dumps(whole | {"program": f"pathways {__version__}"}, ensure_ascii=False, indent=1) + "\n"


def _told(part: Part) -> dict[str, Any]:
    whole = part.mechanism
    return {
        "map": whole.id, "title": part.title, "version": clean(whole.version), "date": clean(whole.date), "fingerprint": whole.fingerprint,
        "stories": [tale.story.id for tale in part.tales], "page": part.index,
    }  # fmt: skip
