"""Opening groups in place: the map that the reader knows stays, and room is made for the members where their group stood.

Space is inserted across the whole picture, to the right of a group and below it, so that everything keeps its order, what
lay apart still does, and the regions keep their shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pathways.fold import Diagram
from pathways.geometry import Point, distance, rounded
from pathways.layout.curves import SHAPES, blocked, walls_of
from pathways.layout.place import FRAME_PAD, boxes_of, finished, regions_of
from pathways.layout.reroute import reroute, untangled
from pathways.layout.score import ends_of
from pathways.layout.values import Box, Layout, Route

__all__ = ["can_unfold", "unfold"]

GAP_X, GAP_Y = 34.0, 28.0  # px between members: room for the badges of the lines between them


@dataclass(frozen=True)
class _Opening:
    """An open group's boxes, placed from (0, 0), the frame's border included in the size."""

    boxes: tuple[Box, ...]
    w: float
    h: float


def can_unfold(base: Layout, diagram: Diagram) -> bool:
    """Whether a diagram is the layout's with some groups opened: everything new is a member of one of its boxes."""
    inside = {node.id for group in diagram.opened for node in diagram.members[group]}
    known = {node.id for node in diagram.nodes if node.id in base.box}
    return bool(base.boxes) and all(node.id in known or (node.id in inside and node.group in base.box) for node in diagram.nodes)


def unfold(base: Layout, diagram: Diagram, *, rounds: int = 0) -> Layout:
    """The layout with the diagram's open groups opened in it; about 0.3 s. See `can_unfold`.

    In each further round all lines, not the new ones only, are bent so that they cross less; about a second each.
    """
    sized = {box.id: box for box in boxes_of(diagram)}
    opened = [group for group in diagram.opened if not any(node.id in base.box for node in diagram.members[group])]
    groups = {group: (group, *(node.id for node in diagram.members[group])) for group in opened}
    openings = {group: _opening([sized[name] for name in names if name in sized]) for group, names in groups.items()}
    boxes = _spread(base, sized, openings)
    ends = ends_of(diagram)
    kept = {name: route for name, pair in ends.items() if (route := _carried(base, boxes, name, pair, openings.keys()))}
    fresh = [name for name in ends if name not in kept]
    routes = kept | reroute(boxes, ends, dict.fromkeys(fresh, (0.0, 0.0)))
    routes = untangled(routes, boxes, ends, fresh)
    for _ in range(rounds):
        routes = untangled(routes, boxes, ends, ends, shapes=SHAPES)
    return finished(diagram, boxes, [routes[name] for name in ends], regions_of(diagram, boxes))


def _carried(base: Layout, boxes: Sequence[Box], name: str, ends: tuple[str, str], opened: Set[str]) -> Route | None:
    """A line's old course with each half moved along with its box; none where it would run through a box or had other ends."""
    if name not in base.route or len(base.route[name].points) != 4 or not opened.isdisjoint(ends) or not set(ends) <= base.box.keys():
        return None
    rects = {box.id: box.rect for box in boxes}
    (ax, ay), (bx, by) = ((rects[end][0] - base.box[end].x, rects[end][1] - base.box[end].y) for end in ends)
    one, two, three, four = base.route[name].points
    start, end = (one[0] + ax, one[1] + ay), (four[0] + bx, four[1] + by)
    longer = distance(start, end) / (distance(one, four) or 1.0)
    curve = (start, _further(start, one, two, longer), _further(end, four, three, longer), end)
    return None if blocked(curve, walls_of(rects, *ends), steps=8) else Route(name, rounded(curve))


def _further(at: Point, was: Point, handle: Point, by: float) -> Point:
    return at[0] + (handle[0] - was[0]) * by, at[1] + (handle[1] - was[1]) * by


def _opening(boxes: Sequence[Box]) -> _Opening:
    """The group's own box on top, its members below it in two columns, so that a line reaches each from a side."""
    head, *members = boxes
    columns = max(1, min(2, len(members)))
    rows = [members[i : i + columns] for i in range(0, len(members), columns)]
    widths = [max(row[n].w for row in rows if n < len(row)) for n in range(columns)] if members else []
    inner = max(head.w, sum(widths) + GAP_X * (columns - 1))
    placed = [replace(head, x=FRAME_PAD + (inner - head.w) / 2, y=FRAME_PAD)]
    y = FRAME_PAD + head.h + GAP_Y
    for row in rows:
        x = FRAME_PAD + (inner - sum(widths) - GAP_X * (columns - 1)) / 2
        for box, column in zip(row, widths, strict=False):
            placed.append(replace(box, x=x + (column - box.w) / 2, y=y))
            x += column + GAP_X
        y += max(box.h for box in row) + GAP_Y
    return _Opening(tuple(placed), inner + 2 * FRAME_PAD, y - GAP_Y + FRAME_PAD)


def _spread(base: Layout, sized: Mapping[str, Box], openings: Mapping[str, _Opening]) -> list[Box]:
    """All boxes in their new places, in the diagram's order."""
    right = [(base.box[group].rect[2], opening.w - base.box[group].w) for group, opening in openings.items()]
    below = [(base.box[group].rect[3], opening.h - base.box[group].h) for group, opening in openings.items()]
    places: dict[str, Box] = {}
    for name, old in base.box.items():
        x = old.x + sum(max(0.0, room) for edge, room in right if old.x >= edge - 1)
        y = old.y + sum(max(0.0, room) for edge, room in below if old.y >= edge - 1)
        if name in openings:
            places |= {box.id: replace(box, x=box.x + x, y=box.y + y) for box in openings[name].boxes}
        elif name in sized:
            places[name] = replace(sized[name], x=x, y=y)
    return [places[name] for name in sized]
