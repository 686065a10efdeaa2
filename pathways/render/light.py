"""A view as one light page: the exact picture with pan, zoom, keys and all evidence, in a file that makes no requests.

The evidence is plain HTML below the picture, so it is readable without scripts; the script in `client/file` shows one card of it at a
time over the picture.
"""

from __future__ import annotations

from pathways.client import bundle
from pathways.drawing.text_metrics import clean
from pathways.render.html_document import document, fill, trusted
from pathways.render.page_cards import Cards, cards
from pathways.render.page_frame import EARLY, around, style
from pathways.render.svg import draw
from pathways.sheet.view_export import Export

__all__ = ["SCRIPT", "page", "write"]

SCRIPT = "file/light.js"
MARKS = "The small mark on an arrow tells the best kind of study behind it and how many papers speak for and against it."
KEYS = (
    ("arrow keys", "from one box or arrow to the nearest"),
    ("n, p", "to the next, the one before"),
    ("Enter, Esc", "open the evidence, close it"),
    ("+, −, 0", "zoom, the whole map"),
    ("Shift and arrow keys", "move the map"),
)


def write(export: Export, *, nav: str = "") -> str:
    """Write a view as one HTML page. The same view gives the same bytes. `nav` is trusted markup with links to other pages of a site.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> write(Export(toy))[:15]
        '<!DOCTYPE html>'
    """
    return page(export, cards(export, limits="caveat" not in export.options.without), draw(export.scene, prefix="map"), nav=nav)


def page(export: Export, evidence_cards: Cards, svg: str, *, nav: str = "") -> str:
    """Return the page of a picture and its cards; `svg` is the markup of `draw` with the prefix "map"."""
    body = fill(
        "light.html",
        svg=trusted(svg),
        view=",".join(f"{number:g}" for number in export.query.view or ()),
        hint="Choose an arrow to read its evidence.",
        marks=MARKS,
        keys=KEYS,
        nav=trusted(nav),
        **around(export, evidence_cards, export.scene.legend),
    )
    return document(
        clean(export.mechanism.title),
        body,
        description=clean(export.mechanism.sentence),
        origin=export.origin.line(),
        style=style(export, body, *(("nav",) if nav else ())),
        scripts=[bundle(SCRIPT)],
        early=EARLY,
    )
