"""A view as one interactive page that works offline, in which nodes can be dragged.

pyvis holds the graph and vis-network draws it. The page has a template of its own, because that of pyvis loads files from other
hosts, does not escape headings and leaves folders behind. pyvis is imported only here, and only when a page is written.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pathways.client import bundle
from pathways.drawing.geometry import Point, along, flatten
from pathways.drawing.text_metrics import FAMILY, clean
from pathways.drawing.theme import THEMES
from pathways.layout.curves import shifts
from pathways.layout.measure import title_rect
from pathways.layout.score import ends_of
from pathways.layout.values import Frame, Layout, Route
from pathways.model.diagram import Arrow, Diagram
from pathways.model.mechanism import Gap, Node
from pathways.model.overlay import VERDICTS
from pathways.model.relations import Head, Sign
from pathways.model.vocabulary import KindName, Layer
from pathways.render.html_document import document, fill, script_safe
from pathways.render.page_cards import cards
from pathways.render.page_frame import EARLY, around, style
from pathways.scene.legend import LegendItem
from pathways.sheet.view_export import Export
from pathways.wording.sentences import aria_label, gap_sentence

__all__ = ["SCRIPT", "write"]

SCRIPT = "file/interactive.js"
HEADS = {Head.TRIANGLE: "arrow", Head.TBAR: "bar", Head.CIRCLE: "circle"}
PAINTS = {Sign.INCREASES: "up", Sign.DECREASES: "down", Sign.UNKNOWN: "open", Sign.NONE: "plain"}
MOST_BENT = 0.45  # the largest distance of a curve from the straight line, as a share of its length
SHOWN = ("sign", "layer", "gap", "group")  # samples of the legend that apply to this picture
MARKS = (
    "Boxes can be dragged. Close by, the words on a line tell how many papers speak for it and against it. A shape with a "
    "shadow is a group; its card lists the members."
)
KEYS = (
    ("Tab", "to the list of relations under the picture, where each opens its card"),
    ("Esc", "close the card"),
    ("arrow keys, + and −", "move the picture and zoom, while it has the focus"),
)


def write(export: Export) -> str:
    """Write a view as one HTML page, which makes no requests. The same view gives the same bytes."""
    legend = [_named_group(item) for item in export.scene.legend if item.sample in SHOWN]
    body = fill(
        "loose.html",
        graph=script_safe(_graph(export)),
        hint="Choose a line or a box to read what is said about it.",
        marks=MARKS,
        keys=KEYS,
        **around(export, cards(export, limits="caveat" not in export.options.without), legend),
    )
    return document(
        clean(export.mechanism.title),
        body,
        description=clean(export.mechanism.sentence),
        origin=export.origin.line(),
        style=style(export, body),
        scripts=[_library(), bundle(SCRIPT)],
        early=EARLY,
    )


def _named_group(item: LegendItem) -> LegendItem:
    return replace(item, text="group") if item.sample == "group" else item


@lru_cache(maxsize=1)
def _library() -> str:
    """The script of vis-network that comes with pyvis."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")


def _graph(export: Export) -> dict[str, Any]:
    """The graph for vis-network, with positions. Colours are given as keys of `paints`, whose values depend on the theme."""
    from pyvis.network import Network

    diagram, layout = export.picture.diagram, export.picture.layout
    network = Network(directed=True, cdn_resources="in_line")
    shift = shifts((name, *pair) for name, pair in ends_of(diagram).items())
    for node in diagram.nodes:
        if node.id in layout.box:
            network.add_node(node.id, **_node(diagram, layout, node), **_label(export, node))
    lines = [(arrow.source, arrow.target, _edge(diagram, arrow) | _answer_style(export, arrow)) for arrow in diagram.arrows]
    lines += [(gap.source, gap.target, _gap(diagram, gap)) for gap in diagram.gaps]
    curve_points: list[Point] = []
    for source, target, line in lines:
        if line["id"] in layout.route:
            curvature = _curvature(layout.route[line["id"]], shift[line["id"]])
            network.add_edge(source, target, **line, smooth=_smooth(curvature))
            curve_points += _curve_points(layout.box[source].centre, layout.box[target].centre, curvature)
    frames = list(_areas_with_nodes(diagram, layout))
    drawn = {"nodes": network.nodes, "edges": network.edges, "areas": [_area(diagram, frame) for frame in frames]}
    return {**drawn, "reach": _bounds(diagram, layout, frames, curve_points), "paints": _paints(export), "face": FAMILY}


def _bounds(diagram: Diagram, layout: Layout, frames: Sequence[Frame], curve_points: Sequence[Point]) -> list[float]:
    """The bounds of the picture: left, top, right, bottom."""
    shown = [layout.box[node.id] for node in diagram.nodes if node.id in layout.box]
    corners = [point for it in (*shown, *frames) for point in ((it.x, it.y), (it.x + it.w, it.y + it.h))]
    across, down = zip(*((*corners, *curve_points) or ((0.0, 0.0),)), strict=True)
    return [round(end, 1) for end in (min(across), min(down), max(across), max(down))]


def _paints(export: Export) -> dict[str, dict[str, Any]]:
    """The colours by name, of the theme; with the theme "auto" those of the light and the dark one."""
    names = ("light", "dark") if export.query.theme == "auto" else (export.theme.name,)
    kept = ("paper", "ink", "soft", "box", "border", "drug", "drug_ink", "up", "down", "open", "plain", "gap", "focus", "frame", "tints")
    return {name: {part: getattr(THEMES[name], part) for part in kept} for name in names}


def _areas_with_nodes(diagram: Diagram, layout: Layout) -> Iterator[Frame]:
    """The areas that contain the centre of a node."""
    centres = [layout.box[node.id].centre for node in diagram.nodes if node.id in layout.box]
    for frame in layout.frames:
        if any(frame.x <= x <= frame.x + frame.w and frame.y <= y <= frame.y + frame.h for x, y in centres):
            yield frame


def _area(diagram: Diagram, frame: Frame) -> dict[str, Any]:
    """An area, its title at the same position as in the drawn picture."""
    left, top, _, _ = title_rect(frame)
    title = {"title": clean(frame.title), "at": [left, top + 13], "tint": _tint(diagram, frame)}
    return {"x": frame.x, "y": frame.y, "w": frame.w, "h": frame.h, **title}


def _tint(diagram: Diagram, frame: Frame) -> int:
    """The index of a region's tint; -1 for the frame of an open group."""
    order = [region.id for region in diagram.mechanism.regions]
    return order.index(frame.id) % len(THEMES["light"].tints) if frame.region and frame.id in order else -1


def _node(diagram: Diagram, layout: Layout, node: Node) -> dict[str, Any]:
    box = layout.box[node.id]
    x, y = box.centre
    only_papers = {arrow.layer for arrow in diagram.arrows if node.id in (arrow.source, arrow.target)} == {Layer.LITERATURE}
    members = len(diagram.members[node.id]) if diagram.is_closed(node.id) else 0
    return {
        "shape": "box",
        "x": x, "y": y, "physics": False,
        "paint": "drug" if node.kind is KindName.DRUG else "box",
        "members": members,
        "widthConstraint": {"minimum": round(box.w - 10, 1)},
        "heightConstraint": {"minimum": round(box.h - 10, 1)},
        "shapeProperties": {"borderDashes": [5, 3] if only_papers else False, "borderRadius": 6},
    }  # fmt: skip


def _label(export: Export, node: Node) -> dict[str, str]:
    """The label of a node, with what an answer predicts for it as text, as this picture has no marks."""
    drawn = next(box for box in export.scene.boxes if box.id == node.id)
    verdict = f"\n({VERDICTS[drawn.verdict]})" if drawn.verdict else ""
    return {"label": "\n".join(drawn.box.lines) + (f"  +{drawn.members}" if drawn.members else "") + verdict, "title": drawn.label}


def _answer_style(export: Export, arrow: Arrow) -> dict[str, Any]:
    """The width and label of a line that is part of an answer: thicker, with its tag."""
    drawn = next((one for one in export.scene.arrows if one.id == arrow.id and (one.trail or one.tag)), None)
    if not drawn:
        return {}
    return {"width": 6 if drawn.trail else 2, "label": " ".join(filter(None, (drawn.tag, _counts(arrow))))}


def _edge(diagram: Diagram, arrow: Arrow) -> dict[str, Any]:
    head = HEADS.get(arrow.head)
    return {
        "id": arrow.id,
        "label": _counts(arrow),
        "title": clean(aria_label(diagram, arrow)),
        "paint": PAINTS[arrow.sign],
        "arrows": {"to": {"enabled": head is not None, "type": head or "arrow", "scaleFactor": 0.7}},
        "dashes": [6, 4] if arrow.layer is Layer.LITERATURE else False,
        "width": 1.2 if arrow.layer is Layer.CLINICAL else 2,
    }


def _gap(diagram: Diagram, gap: Gap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "label": f"? {clean(gap.label)}",
        "title": f"{clean(gap.label)}. {clean(gap_sentence(diagram.mechanism, gap))}",
        "paint": "gap",
        "arrows": {"to": {"enabled": False}},
        "dashes": [2, 7],
        "width": 2,
    }


def _counts(arrow: Arrow) -> str:
    """The evidence as a short text, as this picture has no marks."""
    found = arrow.assessment
    if found.document_only:
        return "document only"
    counted = ((len(found.supports), "for"), (len(found.contradicts), "against"), (len(found.mixed), "mixed"))
    return ", ".join(f"{count} {word}" for count, word in counted if count) or "papers, none clear"


def _curvature(route: Route, shift: float) -> float:
    """The signed distance of the route's middle from the straight line, as a share of its length.

    Parallel lines, which the layout shifts sideways, get different curvatures, as vis-network joins the centres of boxes.
    """
    (ax, ay), (bx, by) = route.points[0], route.points[-1]
    (mx, my), _ = along(flatten(route.points), 0.5)
    span = math.hypot(bx - ax, by - ay) or 1.0
    curvature = ((bx - ax) * (my - ay) - (by - ay) * (mx - ax)) / span / span + 3 * shift / span
    return max(-MOST_BENT, min(MOST_BENT, curvature))


def _smooth(curvature: float) -> dict[str, Any]:
    """The nearest kind of curve in vis-network."""
    if abs(curvature) < 0.015:
        return {"enabled": False}
    return {"enabled": True, "type": "curvedCCW" if curvature > 0 else "curvedCW", "roundness": round(abs(curvature) * 2, 3)}


def _curve_points(start: Point, end: Point, curvature: float) -> Iterator[Point]:
    """Points of the curve that vis-network draws between the centres of two boxes."""
    (ax, ay), (bx, by) = start, end
    for t in (0.25, 0.4, 0.5, 0.6, 0.75):
        bulge = 4 * t * (1 - t) * curvature
        yield ax + (bx - ax) * t - (by - ay) * bulge, ay + (by - ay) * t + (bx - ax) * bulge
