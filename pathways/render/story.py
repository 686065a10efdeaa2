"""A story as one page that presents it: presenter mode, which is also the embed and a page of the published site.

The picture is drawn once, with everything that any scene shows. A scene determines which groups are visible and which part of the
picture is in view, so that nothing moves and groups fade in and out. Every scene is also a section of the page, readable without
scripts and on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pathways.client import bundle
from pathways.drawing.text_metrics import clean
from pathways.model.hyperlinks import linked
from pathways.render.card_evidence import Link, back
from pathways.render.cards import Face
from pathways.render.html_document import document, fill, script_safe, trusted
from pathways.render.light import MARKS
from pathways.render.page_cards import Cited, cards
from pathways.render.page_frame import EARLY, around, style
from pathways.render.page_frame import TOOLS as MAP_TOOLS
from pathways.render.story_layers import Layer, draw_layers, layers
from pathways.render.svg import KINDS, stage
from pathways.scene.legend import LegendItem
from pathways.scene.scene import CAVEAT
from pathways.scene.shapes_of import draft
from pathways.sheet.view_export import Export
from pathways.story.render_plan import PlannedScene, RenderPlan

__all__ = ["SCRIPT", "listed", "page", "write"]

SCRIPT = "story/story.js"
KEYS = (
    ("→, Page Down, space", "the next scene"),
    ("←, Page Up", "the scene before"),
    ("Home, End", "the first scene, the last"),
    ("f", "full screen"),
    ("s", "speaker view, with the notes"),
    ("n, p", "from one thing of the picture to the next, the one before"),
    ("Enter, Esc", "open the evidence, close it"),
    ("+, −, 0", "zoom, back to the scene"),
)
TOOLS = tuple(("back to the scene" if name == "show the whole map" else name, icon) for name, icon in MAP_TOOLS)
_NUMBERS = re.compile(r"\[(\d+(?:, \d+)*)\]")


def write(plan: RenderPlan) -> str:
    """Write a story as one HTML page for presenting, which makes no requests. The same story gives the same bytes.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Story
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> scenes = [{"id": "a", "title": "A", "caption": "Nothing yet."}]
        >>> write(RenderPlan(toy, Story(id="s", title="S", sentence="S.", scenes=scenes)))[:15]
        '<!DOCTYPE html>'
    """
    return page(plan)


def page(plan: RenderPlan, *, scene: int = 1, embedded: bool = False, transparent: bool = False) -> str:
    """Return the page; it begins with `scene`. `embedded` leaves out the speaker view."""
    export = plan.export()
    evidence_cards = cards(export, {cite.id: cite.number for cite in plan.cites}, limits=False, where="in this story")
    found = layers([draft(shot.scene) for shot in plan.shots])
    picture = draw_layers(found, len(plan.shots), prefix="map")
    body = fill(
        "story.html",
        **{**around(export, evidence_cards, _legend(export, plan.shots)), **_chrome(plan, embedded)},
        svg=trusted(stage(plan.title, plan.layout.width, plan.layout.height, picture, "map")),
        scene=min(max(scene, 1), len(plan.shots)),
        embedded=embedded,
        shots=[_scene(plan, shot) for shot in plan.shots],
        scenes=_states(plan.shots, found),
        references=listed(evidence_cards.references, [(cite.number, cite.full, cite.url) for cite in plan.cites]),
        beside=listed(evidence_cards.beside),
    )
    sheets = ("show", "story", *(("clear",) if transparent else ()))
    return document(
        plan.title,
        body,
        description=clean(plan.story.sentence),
        origin=plan.origin.line(),
        style=style(export, body, *sheets),
        scripts=[bundle(SCRIPT)],
        early=EARLY,
    )


def _chrome(plan: RenderPlan, embedded: bool) -> dict[str, Any]:
    return {
        "title": plan.title,
        "caveat": CAVEAT,
        "marks": MARKS,
        "keys": [row for row in KEYS if not (embedded and row[0] == "s")],
        "tools": TOOLS,
        "face": Face(),
        "way_back": back(plan.link),
    }


def _legend(export: Export, shots: Sequence[PlannedScene]) -> list[LegendItem]:
    """The legend of all scenes: first the samples for answers, then those of the map."""
    own = export.scene.legend
    seen = dict.fromkeys(item for shot in shots for item in shot.scene.legend)
    return [*(item for item in seen if item not in own), *own]


def _scene(plan: RenderPlan, shot: PlannedScene) -> dict[str, Any]:
    words = tuple(_words(shot.caption, {cite.number for cite in plan.cites}))
    cited = {number for _, number in words}
    return {
        "number": shot.number, "title": shot.title, "words": words, "note": shot.note,
        "cites": [cite for cite in shot.cites if cite.number in cited],
    }  # fmt: skip


def _words(text: str, known: set[int]) -> Iterator[tuple[str, int]]:
    """A caption in pieces, each with the number of the citation after it; 0 for none."""
    before = ""
    for piece in re.split(r"(\[\d+(?:, \d+)*\])", text):
        numbers = [int(number) for number in piece[1:-1].split(", ")] if _NUMBERS.fullmatch(piece) else []
        if not numbers or not known.issuperset(numbers):
            before += piece
            continue
        for number in numbers:
            yield f"{before}{'[' if number == numbers[0] else ', '}", number
            before = ""
        before = "]"
    yield before, 0


def listed(papers: Sequence[Cited], known: Sequence[tuple[int, str, str]] = ()) -> list[dict[str, Any]]:
    """Return the list of references of a page: the papers of the cards, and `known` ones as number, text and address."""
    in_cards = {one.number: (one.text, one.links) for one in papers}
    more = {number: (text, (Link("link", url),) if (url := linked(address)) else ()) for number, text, address in known}
    found = {**more, **in_cards}
    return [{"number": number, "full": found[number][0], "links": found[number][1]} for number in sorted(found)]


def _states(shots: Sequence[PlannedScene], found: Sequence[Layer]) -> Any:
    """The scenes for the player as JSON: the view of each, and accessible names that differ between scenes."""
    names: list[dict[str, str]] = [{} for _ in shots]
    for layer in found:
        if layer.group.role in KINDS and len(set(layer.spoken.values())) > 1:
            for number, label in layer.spoken.items():
                names[number - 1][f"{KINDS[layer.group.role][1]}-{layer.group.id}"] = label
    views = [[shot.view.x, shot.view.y, shot.view.w, shot.view.h] for shot in shots]
    states = [{"view": view, "names": changed} for view, changed in zip(views, names, strict=True)]
    return script_safe(states)
