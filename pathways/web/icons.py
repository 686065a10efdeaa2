"""The icons of the page: those of the picture by their name there, and a few for buttons.

They are paths because fonts lack them; they are shown beside a word, or replace it only where there is a label for screen readers.
"""

from __future__ import annotations

from pathways.web.components import Icon

__all__ = ["MARKS", "glyph", "mark"]

# 16 x 16, stroked
MARKS: dict[str, str] = {
    "close": "M4 4l8 8M12 4l-8 8",
    "dark": "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
    "download": "M8 2.5v7.5M4.8 7.2L8 10.4l3.2-3.2M2.8 13.2h10.4",
    "external": "M9.5 3H13v3.5M13 3L7.5 8.5M11 9.5V13H3V5h3.5",
    "filter": "M2.5 4h11M4.5 8h7M6.5 12h3",
    "graph": "M5 11.2a1.8 1.8 0 1 0-3.6 0 1.8 1.8 0 0 0 3.6 0zM9.8 4a1.8 1.8 0 1 0-3.6 0 1.8 1.8 0 0 0 3.6 0z"
    "M14.6 11.2a1.8 1.8 0 1 0-3.6 0 1.8 1.8 0 0 0 3.6 0z"
    "M7.1 5.6L4.2 9.7M8.9 5.6l2.9 4.1M5 11.2h6",
    "image": "M2.5 3h11v10h-11zM2.5 11l3.2-3.4 2.6 2.6 2-2 3.2 3.2M10.6 6.2v.1",
    "info": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4v3.4M8 5v.2",
    "light": "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4"
    "M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1",
    "auto": "M8 2.2a5.8 5.8 0 1 0 0 11.6zM8 2.2a5.8 5.8 0 1 1 0 11.6M8 5h3.6M8 8h5.4M8 11h3.8",
    "link": "M6.8 9.2a2.8 2.8 0 0 0 4 0l2.2-2.2a2.8 2.8 0 0 0-4-4l-.9.9M9.2 6.8a2.8 2.8 0 0 0-4 0L3 9a2.8 2.8 0 0 0 4 4l.9-.9",
    "overview": "M2 6h4v4H2zM10 2.5h4v3.5h-4zM10 10h4v3.5h-4zM6 7.3l4-2.6M6 8.7l4 2.6",
    "question": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.2M8 11.4v.1",
    "reset": "M3 8a5 5 0 1 0 1.6-3.7M3 2.6v2.6h2.6",
    "search": "M7 11.6A4.6 4.6 0 1 0 7 2.4a4.6 4.6 0 0 0 0 9.2zM10.4 10.4l3.4 3.4",
    "stories": "M2.5 3h11v8h-11zM8 11v3M5 14h6M6.8 5.2v3.6L9.8 7z",
    "table": "M2.5 3.5h11v9h-11zM2.5 6.5h11M6 6.5v6",
}


def mark(name: str) -> Icon:
    """An icon for a button."""
    return Icon(lines=MARKS[name], box="0 0 16 16")


def glyph(name: str) -> Icon:
    """An icon of the picture, which the page holds once: a kind of evidence or node, a tick, a cross."""
    return Icon(svg=f'<use href="#i-{name}"/>', box="0 0 12 12")
