"""The picture that stands on the page before any script has run.

Dash asks for its scripts, then for the layout, and shows nothing until both are there. The map is server-made markup, so it can
be in the very first answer: it is seen at once, also where scripts are off, and the live figure takes its place when it is ready.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from pathways.export.share import PREVIEW, preview_tags
from pathways.web.atlas import Atlas, View

__all__ = ["ID", "first_paint", "preview", "scheme_of"]

LONGEST = 300  # characters of a description; previews show fewer
ID = "first-paint"  # figure.js takes the element with this id away


def first_paint(atlas: Atlas, view: View) -> str:
    """Return header and picture as plain markup, for the address of `view`.

    A zoomed view gets the header alone: its place depends on the window, which only the browser knows.
    """
    mechanism = view.mechanism
    picture = "" if view.query.view else atlas.shown(view).svg
    header = f'<div class="brand"><p class="title">{escape(mechanism.title)}</p><p class="sentence">{escape(mechanism.sentence)}</p></div>'
    printed = " is-print" if view.query.theme == "print" else ""
    return f'<div id="{ID}" class="page{printed}" aria-busy="true"><div class="top">{header}</div><div class="board">{picture}</div></div>'


def scheme_of(view: View) -> str:
    """The colour scheme that the address asks for; empty where the device decides."""
    return {"light": "light", "dark": "dark", "print": "light"}.get(view.query.theme, "")


def preview(view: View, base: str) -> str:
    """Return the tags from which other sites make the preview of a link to this view; none where nobody knows our address."""
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
