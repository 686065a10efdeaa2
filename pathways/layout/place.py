"""A diagram becomes a layout: sizes from text, places from dot, badges in the room that is left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from pathways.fold import Diagram
from pathways.geometry import Rect, bounds, flatten, overlap, rounded
from pathways.layout.badges import place_badges, sizes_of
from pathways.layout.dot import recipes, run_dot, shaped
from pathways.layout.measure import box_of, title_rect
from pathways.layout.score import WIDE, Line, ends_of, lines_of, score
from pathways.layout.values import Box, Frame, Layout, Route, Spot

__all__ = ["MARGIN", "boxes_of", "enlarged", "finished", "framed", "place", "regions_of", "sized", "unfit"]

Placed = TypeVar("Placed", bound=Spot)

MARGIN = 14.0
SMALL = 60.0  # what it costs in badness if words come out smaller by a factor of e
FRAME_PAD = 12.0
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


def boxes_of(diagram: Diagram) -> tuple[Box, ...]:
    """The boxes of a diagram at the origin, in its order, sized to their text."""
    return tuple(
        box_of(node, stacked=len(diagram.members[node.id]) if diagram.is_closed(node.id) else 0) for node in diagram.nodes
    )


def place(diagram: Diagram, *, aspect: float = 0.0, tightness: float = 1.0, timeout: float = 10.0) -> Layout:
    """Place any diagram within about 0.5 s: dot in worker processes, from left to right and from the top down, then badges.

    The best of what was tried is taken. `aspect` is the width by height that is wanted, zero for what comes of itself; the gaps
    between boxes are divided by `tightness`, as far as badges leave room for it, so that scaled to the same size words are larger.
    The same diagram gives the same layout; one without boxes gives an empty one.

    Raises:
        LayoutFailed: dot gave no answer within `timeout` seconds.

    Example:
        >>> from pathways.fold import fold
        >>> from pathways.model import Edge, Mechanism, Node
        >>> nodes = [Node(id=name, label=name, kind="protein", region="r", description="A protein.") for name in "ab"]
        >>> edge = Edge(source="a", relation="increases", target="b", layer="document", evidence=())
        >>> tiny = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=tuple(nodes), edges=(edge,))
        >>> layout = place(fold(tiny))
        >>> [box.id for box in layout.boxes], [route.id for route in layout.routes]
        (['a', 'b'], ['a-increases-b'])
    """
    boxes = boxes_of(diagram)
    if not boxes:
        return Layout(2 * MARGIN, 2 * MARGIN)
    as_it_comes = not aspect and tightness == 1
    asked = recipes(len(boxes)) if as_it_comes else shaped(len(boxes), aspect, tightness)
    with ThreadPoolExecutor(max_workers=2) as both:
        tried = both.map(lambda recipe: run_dot(diagram, boxes, recipe, timeout=timeout), asked)
        layouts = [finished(diagram, placed.boxes, placed.routes) for placed in tried]
    return min(layouts, key=lambda layout: score(layout, diagram).badness if as_it_comes else unfit(layout, diagram, aspect, tightness))


def unfit(layout: Layout, diagram: Diagram, aspect: float = 0.0, tightness: float = 1.0) -> float:
    """How badly a layout suits a picture of some width by height, zero for any: its badness there, and how small words become.

    That weighs the more, the larger words were asked for.
    """
    wanted = aspect or WIDE
    smallness = math.log(max(layout.width, layout.height * wanted) / 1000)
    return score(layout, diagram).badness_in(wanted) + SMALL * max(1.0, tightness) ** 2 * smallness


def finished(diagram: Diagram, boxes: Sequence[Box], routes: Sequence[Route], regions: Sequence[Frame] = ()) -> Layout:
    """Add frames and badges, and shift everything so that the picture starts at its margin."""
    lines = lines_of(routes, ends_of(diagram))
    titled = [_titled(frame, lines, boxes) for frame in regions]
    spots = place_badges(lines, sizes_of(diagram), boxes, titles=[title_rect(frame) for frame in titled])
    gaps = {gap.id for gap in diagram.gaps}
    order = _on_top(lines, spots)
    kept = tuple(sorted((route for route in routes if route.id not in gaps), key=lambda route: order[route.id]))
    layout = Layout(0, 0, tuple(boxes), kept, spots, tuple(titled), tuple(route for route in routes if route.id in gaps))
    return sized(framed(layout, diagram))


def _on_top(lines: Sequence[Line], spots: Iterable[Spot]) -> dict[str, int]:
    """How many other lines each badge covers: those that cover some are drawn last, so that no line strikes them out."""
    return {spot.id: sum(line.hits(spot.rect) for line in lines if line.id != spot.id) for spot in spots}


def _titled(frame: Frame, lines: Sequence[Line], boxes: Sequence[Box]) -> Frame:
    """The region with its title in the corner where it touches least."""

    def touched(corner: str) -> int:
        rect = title_rect(replace(frame, corner=corner))
        return 5 * sum(overlap(rect, box.rect) for box in boxes) + sum(line.hits(rect) for line in lines)

    return replace(frame, corner=min(CORNERS, key=touched))


def framed(layout: Layout, diagram: Diagram) -> Layout:
    """The layout with a frame around each open group, and its regions as they are."""
    frames = []
    for group in diagram.opened:
        names = (group, *(node.id for node in diagram.members[group]))
        inside = [layout.box[name].rect for name in names if name in layout.box]
        if inside:
            frames.append(_frame(group, diagram.mechanism.node[group].name, inside))
    return replace(layout, frames=(*(frame for frame in layout.frames if frame.region), *frames))


def regions_of(diagram: Diagram, boxes: Sequence[Box]) -> list[Frame]:
    """An area around the boxes of each region, with room for its title; regions without a box have none."""
    by_id = {box.id: box for box in boxes}
    frames = []
    for region in diagram.mechanism.regions:
        rects = [_with_frame(diagram, node.id, by_id[node.id]) for node in diagram.nodes if node.region == region.id]
        if rects:
            left, top = min(rect[0] for rect in rects) - 10, min(rect[1] for rect in rects) - 27
            right, bottom = max(rect[2] for rect in rects) + 10, max(rect[3] for rect in rects) + 10
            frames.append(Frame(region.id, left, top, right - left, bottom - top, region.label, True))
    return frames


def _with_frame(diagram: Diagram, name: str, box: Box) -> Rect:
    """A box with its share of the frame that it stands in, if it does."""
    framed = name in diagram.opened or any(node.id == name for group in diagram.opened for node in diagram.members[group])
    by = FRAME_PAD if framed else 0.0
    left, top, right, bottom = box.rect
    return left - by, top - by, right + by, bottom + by


def _frame(name: str, title: str, inside: Sequence[Rect]) -> Frame:
    left, top, right, bottom = _around(inside)
    return Frame(name, left - FRAME_PAD, top - FRAME_PAD, right - left + 2 * FRAME_PAD, bottom - top + 2 * FRAME_PAD, title)


def _around(rects: Iterable[Rect]) -> Rect:
    return bounds([corner for left, top, right, bottom in rects for corner in ((left, top), (right, bottom))])


def enlarged(layout: Layout) -> Layout:
    """The layout made as wide and high as its content needs; nothing is moved, and it never becomes smaller."""
    _, _, right, bottom = _content(layout)
    return replace(layout, width=max(layout.width, round(right + MARGIN, 2)), height=max(layout.height, round(bottom + MARGIN, 2)))


def _content(layout: Layout) -> Rect:
    lines = [bounds(flatten(route.points)) for route in (*layout.routes, *layout.gaps)]
    return _around([*(item.rect for item in (*layout.boxes, *layout.spots, *layout.frames)), *lines])


def sized(layout: Layout) -> Layout:
    """The layout with its content at the margin, as large as that needs, all numbers rounded."""
    left, top, right, bottom = _content(layout)
    dx, dy = MARGIN - left, MARGIN - top
    return Layout(
        width=round(right - left + 2 * MARGIN, 2),
        height=round(bottom - top + 2 * MARGIN, 2),
        boxes=tuple(_shifted(box, dx, dy) for box in layout.boxes),
        routes=tuple(_shifted_route(route, dx, dy) for route in layout.routes),
        spots=tuple(_shifted(spot, dx, dy) for spot in layout.spots),
        frames=tuple(_shifted(frame, dx, dy) for frame in layout.frames),
        gaps=tuple(_shifted_route(route, dx, dy) for route in layout.gaps),
    )


def _shifted(item: Placed, dx: float, dy: float) -> Placed:
    return replace(item, x=round(item.x + dx, 2), y=round(item.y + dy, 2), w=round(item.w, 2), h=round(item.h, 2))


def _shifted_route(route: Route, dx: float, dy: float) -> Route:
    return Route(route.id, rounded((x + dx, y + dy) for x, y in route.points))
