"""QR codes by address: `/qr.svg?...` and `/qr.png?...` encode the link to the view, or to the story, that the query string names.

If the explorer's public address is known, a code always links to it; else to the address at which the page was opened.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Flask, Response, request

from pathways.errors import CannotWrite, UnknownName
from pathways.export.share import qr
from pathways.query.query import LONGEST
from pathways.reading.story_rules import story_of
from pathways.web.atlas import Atlas
from pathways.web.download_routes import FIGURE_POLICY, FIVE_MINUTES, refused

__all__ = ["add_codes", "code_address", "root", "story_link"]


def root(text: str) -> str:
    """Return the root of the site of an address, "" if it is not an address of the web.

    Example:
        >>> root("http://localhost:8050/?focus=tlr4"), root("javascript:alert(1)")
        ('http://localhost:8050/', '')
    """
    try:
        parts = urlsplit(text[:300])
        sound = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and (parts.port is None or parts.port)
    except ValueError:
        return ""
    return f"{parts.scheme}://{quote(parts.netloc, safe='.:[]-')}/" if sound else ""


def story_link(base: str, map_: str, story: str) -> str:
    """Return the address that plays a story of a map."""
    return f"{base}story.html?{urlencode({'map': map_, 'story': story})}"


def code_address(kind: str, search: str, base: str, at: str) -> str:
    """Return the address of the code for the question or the story of `search`; `at` is included if no base is known.

    Example:
        >>> code_address("svg", "focus=tlr4", "", "http://localhost:8050/")
        '/qr.svg?focus=tlr4&at=http://localhost:8050/'
    """
    here = "" if base else f"at={quote(at, safe='/:[]')}"
    return f"/qr.{kind}?{'&'.join(filter(None, (search, here)))}".removesuffix("?")


def add_codes(server: Flask, atlas: Atlas, base: str) -> None:
    """Add /qr.svg and /qr.png."""

    @server.get("/qr.<any(svg, png):kind>")
    def code(kind: Literal["svg", "png"]) -> Response:
        search = request.query_string.decode("ascii", "replace")
        if len(search) > LONGEST:
            return refused(f"The address has {len(search)} characters; at most {LONGEST} are read.", 400)
        try:
            return _answer(qr(_link(atlas, search, base), kind), kind)
        except UnknownName as error:
            return refused(str(error), 404)
        except CannotWrite as error:
            return refused(str(error), 400)


def _link(atlas: Atlas, search: str, base: str) -> str:
    """The link that a code encodes."""
    pairs = dict(parse_qsl(search, keep_blank_values=True, errors="replace"))
    home = base or root(pairs.get("at", "")) or request.url_root
    rest = "&".join(part for part in search.split("&") if part and not part.startswith("at="))
    if "story" in pairs:
        mechanism = atlas.map(pairs.get("map", ""))
        if mechanism is None:
            raise UnknownName(atlas.view(f"map={pairs['map']}").remarks[0])
        return story_link(home, mechanism.id, story_of(mechanism, pairs["story"]).id)
    view = atlas.view(rest)
    if view.remarks:
        raise CannotWrite("\n".join(view.remarks))
    asked = view.query.search()
    return f"{home}?{asked}" if asked else home


def _answer(drawn: bytes, kind: str) -> Response:
    return Response(drawn, mimetype="image/svg+xml" if kind == "svg" else "image/png", headers={
        "Content-Disposition": f'inline; filename="qr.{kind}"',
        "Content-Security-Policy": FIGURE_POLICY,
        "Cache-Control": FIVE_MINUTES,
        "Vary": "Host",
    })  # fmt: skip
