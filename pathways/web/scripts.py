"""The page's scripts, and the style sheet of its picture and cards, each at an address that changes with its content.

So a browser caches them for a year, and loads a new version at once. Dash would serve single files of a package, but not bundles of
several.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from flask import Flask, Response

from pathways.client import bundle, sheet
from pathways.web.download_routes import refused

__all__ = ["FOR_A_YEAR", "PAGE", "PARTS", "PICTURE", "add_scripts", "address"]

FOR_A_YEAR = "public, max-age=31536000, immutable"
PAGE = "page/explorer.js"  # on the page from the start
PARTS = {"Share": "page/share.js", "Stories": "page/stories.js"}  # component -> the script that is loaded when it is first shown
PICTURE = "picture.css"


_ALL = (PAGE, *PARTS.values(), PICTURE)


@lru_cache(maxsize=8)
def address(name: str) -> str:
    """Return the address of a script or of the sheet.

    Example:
        >>> address(PICTURE)
        '/client/picture-...css'
    """
    stem, _, suffix = name.rpartition("/")[2].rpartition(".")
    return f"/client/{stem}-{hashlib.sha256(_text(name).encode()).hexdigest()[:12]}.{suffix}"


def _text(name: str) -> str:
    return sheet("card", "picture", "find") if name == PICTURE else bundle(name, beside="" if name == PAGE else PAGE)


def add_scripts(server: Flask) -> None:
    """Add /client/..."""
    served = {address(name): name for name in _ALL}

    @server.get("/client/<file>")
    def client(file: str) -> Response:
        name = served.get(f"/client/{file}")
        if not name:
            return refused("There is no such file. Load the page anew.", 404)
        kind = "text/css" if name == PICTURE else "text/javascript"
        return Response(_text(name), mimetype=kind, headers={"Cache-Control": FOR_A_YEAR})
