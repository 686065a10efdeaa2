"""Pages for an iframe in another page: a view or a story with few controls, which report the height that they need.

A frame posts the message `{type: "pathways-height", height}` to its parent, on loading and when its width changes. A story accepts
`{type: "pathways-scene", scene}` from the parent. There are no other messages.
"""

from __future__ import annotations

from pathways.client import bundle
from pathways.drawing.text_metrics import clean
from pathways.render import story
from pathways.render.card_evidence import back
from pathways.render.cards import Face
from pathways.render.html_document import document, fill, trusted
from pathways.render.light import KEYS, MARKS
from pathways.render.page_cards import cards
from pathways.render.page_frame import EARLY, around, style
from pathways.render.svg import draw
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan

__all__ = ["SCRIPT", "write_story", "write_view"]

SCRIPT = "file/embed.js"  # of a view


def write_view(export: Export, *, link: str = "", transparent: bool = False) -> str:
    """Write a view as a page for an iframe; `link` is an address in the explorer that replaces the view's own.

    A transparent page has no background.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> "https://example.org/" in write_view(Export(toy), link="https://example.org/")
        True
    """
    evidence_cards = cards(export, limits=False)
    body = fill(
        "embed.html",
        **{
            **around(export, evidence_cards, export.scene.legend),
            "way_back": back(link or export.link),
            "caveat": CAVEAT,
            "face": Face(),
        },
        svg=trusted(draw(export.scene, prefix="map")),
        view=",".join(f"{number:g}" for number in export.query.view or ()),
        marks=MARKS,
        keys=KEYS,
        references=story.listed(evidence_cards.references),
        beside=story.listed(evidence_cards.beside),
    )
    return document(
        clean(export.mechanism.title),
        body,
        description=clean(export.mechanism.sentence),
        origin=export.origin.line(),
        style=style(export, body, "show", *(("clear",) if transparent else ())),
        scripts=[bundle(SCRIPT)],
        early=EARLY,
    )


def write_story(plan: RenderPlan, *, scene: int = 1, transparent: bool = False) -> str:
    """Write a story as a page for an iframe; it begins with `scene` unless its address names another, as in "#3" or "?scene=3".

    Example:
        >>> from pathways.model.mechanism import Mechanism, Story
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> scenes = [{"id": "a", "title": "A", "caption": "Nothing yet."}, {"id": "b", "title": "B", "caption": "Nor now."}]
        >>> 'data-scene="2"' in write_story(RenderPlan(toy, Story(id="s", title="S", sentence="S.", scenes=scenes)), scene=2)
        True
    """
    return story.page(plan, scene=scene, embedded=True, transparent=transparent)
