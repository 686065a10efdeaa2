"""The layout of a diagram: sizes of boxes from their text, positions from dot, badges in the space between."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from pathways.drawing.geometry import Rect, bounds, flatten, overlap, rounded
from pathways.layout.areas import frames_of, hull, regions_of, settled
from pathways.layout.badges import place_badges, sizes_of
from pathways.layout.curves import shifts
from pathways.layout.layered import Placed, recipes, run_dot, shaped
from pathways.layout.measure import box_of, title_rect
from pathways.layout.reroute import reroute, shape_of
from pathways.layout.score import WIDE, Line, ends_of, lines_of, score
from pathways.layout.values import Box, Frame, Layout, Route, Spot
from pathways.model.diagram import Diagram

__all__ = ["MARGIN", "boxes_of", "enlarged", "finished", "place", "sized", "unfit"]

Draw = Callable[[Sequence[Box]], Iterable[Route]]
Item = TypeVar("Item", bound=Spot)

MARGIN = 14.0
SMALL = 60.0  # the badness of text that is smaller by a factor of e
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


def boxes_of(diagram: Diagram) -> tuple[Box, ...]:
    """The boxes of a diagram at the origin, in its order, sized to their text."""
    return tuple(
        box_of(node, stacked=len(diagram.members[node.id]) if diagram.is_closed(node.id) else 0) for node in diagram.nodes
    )


def place(diagram: Diagram, *, aspect: float = 0.0, tightness: float = 1.0, timeout: float = 10.0) -> Layout:
    """Place any diagram within about 0.5 s: boxes by dot in worker processes, from left to right and from the top down, then badges.

    The best variant is returned. `aspect` is the wanted ratio of width to height, zero for none; the gaps between boxes are divided
    by `tightness`, as far as badges allow, so that text is larger when the picture is scaled to the same size.
    The same diagram gives the same layout; one without boxes gives an empty one.

    Raises:
        LayoutFailed: dot did not finish within `timeout` seconds.

    Example:
        >>> from pathways.model.diagram import fold
        >>> from pathways.model.mechanism import Edge, Mechanism, Node
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
    unconstrained = not aspect and tightness == 1
    variants = recipes(len(boxes)) if unconstrained else shaped(len(boxes), aspect, tightness)
    with ThreadPoolExecutor(max_workers=2) as executor:
        results = executor.map(lambda recipe: run_dot(diagram, boxes, recipe, timeout=timeout), variants)
        layouts = [finished(diagram, placed.boxes, partial(_routes, placed, diagram)) for placed in results]
    return min(layouts, key=lambda layout: score(layout, diagram).badness if unconstrained else unfit(layout, diagram, aspect, tightness))


def unfit(layout: Layout, diagram: Diagram, aspect: float = 0.0, tightness: float = 1.0) -> float:
    """How badly a layout fits a picture of a ratio of width to height, zero for any: its badness, plus a cost of small text.

    The cost of small text increases with `tightness`.
    """
    wanted = aspect or WIDE
    smallness = math.log(max(layout.width, layout.height * wanted) / 1000)
    return score(layout, diagram).badness_in(wanted) + SMALL * max(1.0, tightness) ** 2 * smallness


def _routes(placed: Placed, diagram: Diagram, boxes: Sequence[Box]) -> Iterable[Route]:
    """dot's own routes, or, where boxes had to be moved, new ones of the same shape."""
    if tuple(boxes) == placed.boxes:
        return placed.routes
    rects, ends = {box.id: box.rect for box in placed.boxes}, ends_of(diagram)
    beside = shifts((name, *pair) for name, pair in ends.items())
    shapes = {}
    for route in placed.routes:
        source, target = ends[route.id]
        shapes[route.id] = shape_of(route.points, rects[source], rects[target], beside[route.id])
    return reroute(boxes, ends, shapes).values()


def finished(diagram: Diagram, boxes: Sequence[Box], draw: Draw, *, regions: bool = False) -> Layout:
    """A sound layout (see `areas`) of boxes, with lines, badges, frames and, if wanted, regions.

    Boxes are moved where that is needed; `draw` gives the routes between their final positions.
    """
    boxes = settled(diagram, boxes, regions=regions)
    routes = [*draw(boxes)]
    lines = lines_of(routes, ends_of(diagram))
    areas = regions_of(diagram, boxes) if regions else ()
    frames = frames_of(diagram, boxes, regions=bool(areas))
    obstacles = [item.rect for item in (*boxes, *frames)]
    titled = [_titled(frame, lines, obstacles) for frame in areas]
    spots = place_badges(lines, sizes_of(diagram), boxes, titles=[title_rect(frame) for frame in titled])
    gaps = {gap.id for gap in diagram.gaps}
    order = _lines_covered(lines, spots)
    arrows = tuple(sorted((route for route in routes if route.id not in gaps), key=lambda route: order[route.id]))
    layout = Layout(0, 0, boxes, arrows, spots, (*titled, *frames), tuple(route for route in routes if route.id in gaps))
    return sized(layout)


def _lines_covered(lines: Sequence[Line], spots: Iterable[Spot]) -> dict[str, int]:
    """The number of other lines that each badge covers; the order of drawing, so that no line is drawn across a badge."""
    return {spot.id: sum(line.hits(spot.rect) for line in lines if line.id != spot.id) for spot in spots}


def _titled(region: Frame, lines: Sequence[Line], obstacles: Sequence[Rect]) -> Frame:
    """The region with its title in the corner where it overlaps the fewest lines, and no box or frame; one at the top is always free."""
    corners = [replace(region, corner=corner) for corner in CORNERS]
    clear = [frame for frame in corners if not any(overlap(title_rect(frame), rect) for rect in obstacles)]
    return min(clear, key=lambda frame: sum(line.hits(title_rect(frame)) for line in lines))


def enlarged(layout: Layout) -> Layout:
    """The layout, made wider and higher where its content needs it; nothing is moved."""
    _, _, right, bottom = _content(layout)
    return replace(layout, width=max(layout.width, round(right + MARGIN, 2)), height=max(layout.height, round(bottom + MARGIN, 2)))


def _content(layout: Layout) -> Rect:
    lines = [bounds(flatten(route.points)) for route in (*layout.routes, *layout.gaps)]
    return hull([*(item.rect for item in (*layout.boxes, *layout.spots, *layout.frames)), *lines])


def sized(layout: Layout) -> Layout:
    """The layout moved to its margins, with the size of its content, all numbers rounded."""
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


def _shifted(item: Item, dx: float, dy: float) -> Item:
    return replace(item, x=round(item.x + dx, 2), y=round(item.y + dy, 2), w=round(item.w, 2), h=round(item.h, 2))


def _shifted_route(route: Route, dx: float, dy: float) -> Route:
    return Route(route.id, rounded((x + dx, y + dy) for x, y in route.points))
