"""What a picture shows, as boxes and links for programs that draw graphs themselves: DOT, Mermaid and draw.io.

Groups are folded as in the picture, and sign, head, colour, dashes and places are those of its scene. Texts are clean, not yet escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import PALE
from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import Theme, mixed
from pathways.errors import CannotWrite
from pathways.language.grammar import counted
from pathways.model.diagram import MOST_BOXES, Arrow, shown_nodes
from pathways.model.hyperlinks import linked
from pathways.model.relations import SIGNS, Head
from pathways.model.vocabulary import KindName, Layer, Tier
from pathways.scene.scene import CAVEAT, DrawnArrow, DrawnBox, DrawnGap, Scene
from pathways.scene.shapes_of import paint_of_sign
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import short
from pathways.write.losses import not_held

__all__ = ["DrawnGraph", "GraphBox", "GraphLink", "GraphRegion", "Line", "drawn_graph"]

Line = str  # solid, dashed or dotted
_KINDS = {  # as short as a badge; the sentence in the title has them in full
    Tier.TRIAL: "controlled trials", Tier.POOLED: "pooled trials", Tier.HUMAN: "people", Tier.CASES: "case reports", Tier.ANIMAL: "animals",
    Tier.CELL: "cells", Tier.REVIEW: "reviews", Tier.CONTESTED: "contested", Tier.UNSUPPORTED: "not clearly supported",
    Tier.DOCUMENT: "document only",
}  # fmt: skip


@dataclass(frozen=True)
class GraphBox:
    """A box: `x` and `y` are its upper left corner in px, `region` is the id of its region where that is drawn, else empty.

    `lines` are its label as it is drawn, with the number of hidden members; `title` is its full name, with its kind.
    """

    id: str
    lines: tuple[str, ...]
    title: str
    x: float
    y: float
    w: float
    h: float
    radius: float
    fill: str
    stroke: str
    ink: str
    line: Line
    region: str


@dataclass(frozen=True)
class GraphLink:
    """An arrow or a gap. `path` is its curve of start + 3n points, which ends where the head begins; `tip` is where the head ends.

    `verb` and `evidence` are its label, whose middle is `spot`; `title` is its whole sentence.
    """

    id: str
    source: str
    target: str
    head: Head
    verb: str
    evidence: str
    title: str
    colour: str
    width: float
    line: Line
    path: tuple[Point, ...]
    tip: Point
    spot: Point


@dataclass(frozen=True)
class GraphRegion:
    """The tinted area of a region, in px."""

    id: str
    title: str
    x: float
    y: float
    w: float
    h: float
    fill: str


@dataclass(frozen=True)
class DrawnGraph:
    """A picture as a graph, in px, y downwards. `notes` are the texts around it, one paragraph each, the provenance last."""

    id: str
    title: str
    width: float
    height: float
    theme: Theme
    regions: tuple[GraphRegion, ...]
    boxes: tuple[GraphBox, ...]
    links: tuple[GraphLink, ...]
    notes: tuple[str, ...]
    url: str


def drawn_graph(export: Export, name: str) -> DrawnGraph:
    """Return what a view's picture shows, for the format of this name.

    Raises:
        CannotWrite: It has more boxes than a picture can hold.
        LayoutFailed: The view could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> drawn_graph(Export(toy), "dot").notes[1:3]
        ('A mechanism is not proof of benefit. Not medical advice.', 'Nothing is left of the map by this question; ...')
    """
    if (boxes := len(shown_nodes(export.part, export.query.open))) > MOST_BOXES:
        raise CannotWrite(f"The view has {boxes} boxes; a picture holds at most {MOST_BOXES}. Choose a part, such as a focus.")
    scene = export.scene
    return DrawnGraph(
        id=export.mechanism.id, title=clean(export.mechanism.title), width=scene.width, height=scene.height, theme=scene.theme,
        regions=tuple(_regions(scene)), boxes=tuple(_boxes(export, scene)), links=tuple(_links(export, scene)),
        notes=tuple(_notes(export, scene, name)), url=linked(export.link),
    )  # fmt: skip


def _regions(scene: Scene) -> Iterator[GraphRegion]:
    for area in scene.areas:
        frame = area.frame
        if frame.region:
            yield GraphRegion(frame.id, area.title, frame.x, frame.y, frame.w, frame.h, scene.theme.tints[area.tint])


def _boxes(export: Export, scene: Scene) -> Iterator[GraphBox]:
    drawn = {area.frame.id for area in scene.areas if area.frame.region}
    for box in scene.boxes:
        region = export.mechanism.node[box.id].region
        yield _box(box, scene.theme, region if region in drawn else "")


def _box(drawn: DrawnBox, theme: Theme, region: str) -> GraphBox:
    drug = drawn.kind is KindName.DRUG
    fill, stroke, ink = (theme.drug, theme.drug, theme.drug_ink) if drug else (theme.box, theme.border, theme.ink)
    members = f" (+{drawn.members})" if drawn.members else ""
    pale, box = _pale(theme, drawn.faded), drawn.box
    *lines, last = box.lines
    return GraphBox(
        drawn.id, (*lines, f"{last}{members}"), _title(drawn), box.x, box.y, box.w, box.h, drawn.radius,
        pale(fill), pale(stroke), pale(ink), "dashed" if drawn.literature else "solid", region,
    )  # fmt: skip


def _links(export: Export, scene: Scene) -> Iterator[GraphLink]:
    for arrow in scene.arrows:
        yield _arrow(arrow, scene.theme)
    ends = {gap.id: (gap.source, gap.target) for gap in export.picture.around.gaps}
    for gap in scene.gaps:
        yield _gap(gap, ends[gap.id], scene.theme)


def _arrow(drawn: DrawnArrow, theme: Theme) -> GraphLink:
    arrow = drawn.arrow
    colour = _pale(theme, drawn.faded)(paint_of_sign(theme, arrow.sign))
    line = "dashed" if arrow.layer is Layer.LITERATURE else "solid"
    spot = drawn.spot.centre if drawn.spot else drawn.path[len(drawn.path) // 2]
    verbs = {edge.meaning.verb for edge in arrow.edges}
    verb = verbs.pop() if len(verbs) == 1 else SIGNS[arrow.sign]
    width = 4.0 if drawn.selected or drawn.trail else drawn.weight
    return GraphLink(
        drawn.id, arrow.source, arrow.target, arrow.head, f"{drawn.tag}: {verb}" if drawn.tag else verb, _evidence(arrow), _title(drawn),
        colour, width, line, drawn.path, drawn.tip, spot,
    )  # fmt: skip


def _gap(drawn: DrawnGap, ends: tuple[str, str], theme: Theme) -> GraphLink:
    colour = _pale(theme, drawn.faded)(theme.gap)
    spot = drawn.spot.centre if drawn.spot else drawn.path[len(drawn.path) // 2]
    words, end = " ".join(drawn.lines), drawn.path[-1]
    return GraphLink(drawn.id, *ends, Head.PLAIN, "gap", words, _title(drawn), colour, 2.4, "dotted", drawn.path, end, spot)


def _evidence(arrow: Arrow) -> str:
    """What the badge of an arrow says, in a few words: the kind of evidence, and how many papers speak for it, against it and both ways."""
    found = arrow.assessment
    papers = (("for", found.supports), ("against", found.contradicts), ("mixed", found.mixed))
    numbers = ", ".join(f"{len(names)} {word}" for word, names in papers if names)
    several = f"{counted(len(arrow.edges), 'relation')}; " if len(arrow.edges) > 1 else ""
    kind = _KINDS[found.tier]
    return f"{several}{kind}{f': {numbers}' if numbers else ''}"


def _title(drawn: DrawnBox | DrawnArrow | DrawnGap) -> str:
    return f"{drawn.label} (Pale: beside what is asked.)" if drawn.faded else drawn.label


def _pale(theme: Theme, faded: bool) -> Callable[[str], str]:
    return (lambda colour: mixed(theme.paper, colour, PALE)) if faded else (lambda colour: colour)


def _notes(export: Export, scene: Scene, name: str) -> Iterator[str]:
    partial = export.query.filtered or export.query.asks
    yield export.caption if partial else scene.sentence
    yield CAVEAT
    if not export.picture.diagram.nodes:
        yield "Nothing is left of the map by this question; what is pale stands beside it."
    yield from (f"{answer.title}: {clean(answer.sentence)}" for answer in export.answers)
    if papers := "; ".join(f"{number} {short(paper)}" for number, paper in enumerate(export.references, 1)):
        yield f"Papers: {papers}."
    version = f"Map {export.mechanism.id}, version {clean(export.mechanism.version)} of {clean(export.mechanism.date)}."
    yield f"{version} {export.link}".strip()
    yield not_held(name)
    yield export.origin.line()
