"""A scene: a diagram with layout and theme, with everything computed that the writers of all picture formats need.

Sign, shape, wording and position are decided once, in this module. A scene holds only what every format can draw: boxes, curves,
lines of text and small paths. It is independent of SVG.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from pathways.drawing.geometry import Point, rounded, shortened
from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import THEMES, Theme
from pathways.language.grammar import capitalised
from pathways.layout.measure import Badge, badge, tag_lines, title_rect
from pathways.layout.values import Box, Frame, Layout, Spot
from pathways.model.diagram import Arrow, Diagram
from pathways.model.mechanism import Gap, Node
from pathways.model.overlay import NOTHING, VERDICTS, Overlay, on_diagram
from pathways.model.relations import Head
from pathways.model.vocabulary import KINDS, KindName, Layer, Tier
from pathways.scene.legend import LegendItem, legend
from pathways.wording.sentences import CAVEAT, aria_label, gap_sentence

__all__ = ["CAVEAT", "DrawnArea", "DrawnArrow", "DrawnBox", "DrawnGap", "Scene", "box_label", "compose", "item_ids"]

HEAD = {Head.TRIANGLE: 8.0, Head.TBAR: 3.0, Head.CIRCLE: 8.5, Head.PLAIN: 0.0}  # px of the line that the head takes
WEIGHTS = {
    Tier.TRIAL: 2.3, Tier.POOLED: 2.3, Tier.HUMAN: 2.3, Tier.CASES: 1.8, Tier.ANIMAL: 1.8, Tier.CELL: 1.8, Tier.REVIEW: 1.5,
    Tier.CONTESTED: 1.4, Tier.UNSUPPORTED: 1.4, Tier.DOCUMENT: 1.4,
}  # fmt: skip
SUBSTANCES = (KindName.RECEPTOR, KindName.SMALL_MOLECULE, KindName.PEPTIDE, KindName.PROTEIN, KindName.CELL)
RADII = {KindName.DRUG: 8.0, KindName.SYMPTOM: 3.0, KindName.CONDITION: 3.0, KindName.OUTCOME: 3.0}


@dataclass(frozen=True)
class Shown:
    """Fields of every drawn item: its id, its accessible name, and whether it is selected or faded."""

    id: str
    label: str
    selected: bool
    faded: bool


@dataclass(frozen=True)
class DrawnBox(Shown):
    """A node. `members` is how many a closed group hides; `literature` means that all its arrows come from papers only.

    `verdict` is what an answer predicts for it.
    """

    box: Box
    kind: KindName
    title: str
    radius: float
    members: int
    literature: bool
    verdict: str = ""


@dataclass(frozen=True)
class DrawnArrow(Shown):
    """An arrow: `path` ends where the head begins, `tip` and `direction` say where the head is and points.

    `trail` means that it is highlighted; `tag` is a short text on it.
    """

    arrow: Arrow
    path: tuple[Point, ...]
    hit: tuple[Point, ...]
    tip: Point
    direction: Point
    weight: float
    badge: Badge
    spot: Spot | None
    trail: bool = False
    tag: str = ""


@dataclass(frozen=True)
class DrawnGap(Shown):
    """A step without evidence, with its label."""

    path: tuple[Point, ...]
    spot: Spot | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DrawnArea:
    """A region's tinted area or an open group's frame; `tint` numbers the theme's tints."""

    frame: Frame
    title: str
    at: Point
    tint: int


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn, in drawing order."""

    width: float
    height: float
    title: str
    sentence: str
    caveat: str
    theme: Theme
    areas: tuple[DrawnArea, ...] = ()
    arrows: tuple[DrawnArrow, ...] = ()
    gaps: tuple[DrawnGap, ...] = ()
    boxes: tuple[DrawnBox, ...] = ()
    legend: tuple[LegendItem, ...] = field(default=())


def compose(
    diagram: Diagram,
    layout: Layout,
    theme: Theme = THEMES["light"],
    *,
    visible: Collection[str] | None = None,
    selected: str = "",
    faded: Collection[str] = (),
    overlay: Overlay = NOTHING,
) -> Scene:
    """Return the scene of a diagram. `visible` and `faded` name boxes, arrows and gaps; `None` shows everything.
    `overlay` is what an answer shows on the map, by node and edge ids.

    Items without a position in the layout are not drawn, nor arrows and gaps of which a box is not drawn.
    """
    wanted = {name for name in (*layout.box, *layout.route) if visible is None or name in visible}
    nodes = [node for node in diagram.nodes if node.id in wanted and node.id in layout.box]
    boxes = {node.id for node in nodes}
    order = {route.id: i for i, route in enumerate(layout.routes)}
    arrows = [arrow for arrow in diagram.arrows if arrow.id in wanted and {arrow.source, arrow.target} <= boxes]
    arrows.sort(key=lambda arrow: order[arrow.id])
    gaps = [gap for gap in diagram.gaps if gap.id in wanted and {gap.source, gap.target} <= boxes]
    shown = on_diagram(overlay, diagram) if overlay else NOTHING
    faded = {*faded, *_faded_by(shown, diagram)} - shown.gaps
    papers = _only_in_papers(diagram)
    return Scene(
        width=layout.width,
        height=layout.height,
        title=clean(diagram.mechanism.title),
        sentence=clean(diagram.mechanism.sentence),
        caveat=CAVEAT,
        theme=theme,
        areas=_areas(diagram, layout, theme),
        arrows=tuple(_arrow(diagram, layout, arrow, shown, arrow.id == selected, arrow.id in faded) for arrow in arrows),
        gaps=tuple(_gap(diagram, layout, gap, gap.id == selected, gap.id in faded) for gap in gaps),
        boxes=tuple(
            _box(diagram, layout.box[one.id], one, shown, selected=one.id == selected, faded=one.id in faded, literature=one.id in papers)
            for one in nodes
        ),
        legend=legend(nodes, arrows, gaps, closed=[node.id for node in nodes if diagram.is_closed(node.id)], overlay=shown),
    )


def item_ids(diagram: Diagram) -> set[str]:
    """Return the ids of the nodes, arrows and gaps of a diagram."""
    return {node.id for node in diagram.nodes} | diagram.arrow.keys() | {gap.id for gap in diagram.gaps}


def _faded_by(overlay: Overlay, diagram: Diagram) -> set[str]:
    """The ids of everything that an overlay does not mark, if it asks for the rest to be faded."""
    if overlay.clear is None:
        return set()
    ends = {end for arrow in diagram.arrows if arrow.id in overlay.clear for end in (arrow.source, arrow.target)}
    clear = {*overlay.clear, *ends, *overlay.verdicts}
    return item_ids(diagram) - clear


def _areas(diagram: Diagram, layout: Layout, theme: Theme) -> tuple[DrawnArea, ...]:
    order = [region.id for region in diagram.mechanism.regions]
    areas = []
    for frame in layout.frames:
        left, top, _, _ = title_rect(frame)
        tint = order.index(frame.id) % len(theme.tints) if frame.region and frame.id in order else -1
        areas.append(DrawnArea(frame, clean(frame.title), (left, top + 13), tint))
    return tuple(areas)


def box_label(diagram: Diagram, node: Node) -> str:
    """Return the accessible name of a box: its label, its kind, and the number of members in a closed group.

    Example:
        >>> from pathways.model.diagram import fold
        >>> from pathways.model.mechanism import Mechanism
        >>> node = Node(id="tlr4", label="Toll-like receptor 4", kind="receptor", region="r", description="A receptor.")
        >>> box_label(fold(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(node,), edges=())), node)
        'Toll-like receptor 4, receptor'
    """
    parts = [clean(node.label), KINDS[node.kind].label]
    if diagram.is_closed(node.id):
        parts.append(f"closed group of {len(diagram.members[node.id])}")
    return ", ".join(parts)


def _box(diagram: Diagram, box: Box, node: Node, overlay: Overlay, *, selected: bool, faded: bool, literature: bool) -> DrawnBox:
    verdict = overlay.verdicts.get(node.id, "")
    members = len(diagram.members[node.id]) if diagram.is_closed(node.id) else 0
    return DrawnBox(
        id=node.id,
        label=f"{box_label(diagram, node)}{f', {VERDICTS[verdict]}' if verdict else ''}",
        selected=selected,
        faded=faded,
        box=box,
        kind=node.kind,
        title=capitalised(clean(node.label)),
        radius=min(box.h / 2, 13.0) if node.kind in SUBSTANCES else RADII.get(node.kind, 7.0),
        members=members,
        literature=literature,
        verdict=verdict,
    )


def _only_in_papers(diagram: Diagram) -> set[str]:
    """The boxes whose arrows are all of the layer "literature": the document says nothing of them."""
    papers: set[str] = set()
    others: set[str] = set()
    for arrow in diagram.arrows:
        (papers if arrow.layer is Layer.LITERATURE else others).update((arrow.source, arrow.target))
    return papers - others


def _arrow(diagram: Diagram, layout: Layout, arrow: Arrow, overlay: Overlay, selected: bool, faded: bool) -> DrawnArrow:
    tag = overlay.tags.get(arrow.id, "")
    points = layout.route[arrow.id].points
    path, direction = shortened(points, HEAD[arrow.head])
    return DrawnArrow(
        id=arrow.id,
        label=clean(f"{aria_label(diagram, arrow)}{f' Marked {tag}.' if tag else ''}"),
        selected=selected,
        faded=faded,
        arrow=arrow,
        path=rounded(path),
        hit=points,
        tip=points[-1],
        direction=direction,
        weight=1.2 if arrow.layer is Layer.CLINICAL or arrow.structural else WEIGHTS[arrow.assessment.tier],
        badge=badge(arrow.assessment),
        spot=layout.spot.get(arrow.id),
        trail=arrow.id in overlay.trail,
        tag=tag,
    )


def _gap(diagram: Diagram, layout: Layout, gap: Gap, selected: bool, faded: bool) -> DrawnGap:
    name = f"{clean(gap.label)}. {gap_sentence(diagram.mechanism, gap)}"
    return DrawnGap(gap.id, name, selected, faded, layout.route[gap.id].points, layout.spot.get(gap.id), tag_lines(gap))
