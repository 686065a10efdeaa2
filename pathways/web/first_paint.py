"""The picture that is on the page before any script has run.

Dash requests its scripts, then the layout, and shows nothing until both are there. The map is markup made by the server, so it can
be in the first response: it is shown at once, also if scripts are off, and the interactive figure replaces it when it is ready.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from pathways.export.share import PREVIEW, preview_tags
from pathways.web.atlas import Atlas, View

__all__ = ["ID", "first_paint", "preview", "scheme_of"]

LONGEST = 300  # characters of a description; link previews show fewer
ID = "first-paint"  # figure.js removes the element with this id


def first_paint(atlas: Atlas, view: View) -> str:
    """Return header and picture as plain markup, for the address of `view`.

    A zoomed view gets the header alone: its position depends on the size of the window, which only the browser knows.
    """
    mechanism = view.mechanism
    picture = "" if view.query.view else atlas.shown(view).svg
    header = f'<div class="brand"><p class="title">{escape(mechanism.title)}</p><p class="sentence">{escape(mechanism.sentence)}</p></div>'
    printed = " is-print" if view.query.theme == "print" else ""
    return f'<div id="{ID}" class="page{printed}" aria-busy="true"><div class="top">{header}</div><div class="board">{picture}</div></div>'


def scheme_of(view: View) -> str:
    """The colour scheme that the address sets; empty if the device decides."""
    return {"light": "light", "dark": "dark", "print": "light"}.get(view.query.theme, "")


def preview(view: View, base: str) -> str:
    """Return the tags from which other sites make the preview of a link to this view; empty if the public address is unknown."""
    if not base:
        return ""
    mechanism, query = view.mechanism, replace(view.query, select="", view=None, theme="auto", table=False, sort="")
    asked, drawn = query.search(), replace(query, move=()).search()
    told = query.sentence(mechanism) if query.filtered or query.asks else ""
    return preview_tags(
        mechanism.title,
        " ".join(filter(None, (told, mechanism.sentence)))[:LONGEST],
        url=f"{base}?{asked}" if asked else base,
        image=f"{base}figure.png?{'&'.join(filter(None, (drawn, PREVIEW)))}",
        alt=f"Map: {mechanism.title}",
    )
