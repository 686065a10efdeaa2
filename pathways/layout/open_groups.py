"""Opening groups in a stored layout: the known arrangement stays, and space is inserted for the members at the group's position.

The space is inserted across the whole picture, to the right of a group and below it, so that boxes keep their order, do not
overlap anew, and the regions keep their form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from pathways.drawing.geometry import Point, distance, rounded
from pathways.layout.areas import FRAME_PAD, held, hull
from pathways.layout.badges import ENDS, sizes_of
from pathways.layout.curves import SHAPES, blocked, walls_of
from pathways.layout.place import boxes_of, finished
from pathways.layout.reroute import reroute, untangled
from pathways.layout.score import ends_of, links_of
from pathways.layout.values import Box, Layout, Route
from pathways.model.diagram import Diagram

__all__ = ["can_open_in_layout", "unfold"]

GAP_X, GAP_Y = 34.0, 28.0  # px between members, at least
APART = 80.0  # px between the present boxes and a region that is added, for both borders and its title
WIDE = 260.0  # px that a row of added boxes may take also where the boxes above are narrower


@dataclass(frozen=True)
class _Opening:
    """The boxes of an open group, relative to (0, 0); the size includes the frame's border."""

    boxes: tuple[Box, ...]
    w: float
    h: float


def can_open_in_layout(base: Layout, diagram: Diagram) -> bool:
    """Whether a diagram is that of the layout with some groups opened: every added node is a member of one of its boxes."""
    inside = {node.id for group in diagram.opened for node in diagram.members[group]}
    known = {node.id for node in diagram.nodes if node.id in base.box}
    return bool(base.boxes) and all(node.id in known or (node.id in inside and node.group in base.box) for node in diagram.nodes)


def unfold(base: Layout, diagram: Diagram, *, rounds: int = 0) -> Layout:
    """The layout with the diagram's open groups opened in it; about 0.3 s. See `can_open_in_layout`.

    Regions are drawn if the layout has them; then a member of another region than its group is put there. In each of `rounds`
    all lines, not only the added ones, are bent again to cross less; about a second each.
    """
    sized, regions = {box.id: box for box in boxes_of(diagram)}, base.has_regions
    opened = [group for group in diagram.opened if not any(node.id in base.box for node in diagram.members[group])]
    groups = {group: _busiest_first(names, diagram) for group, names in held(diagram, regions=regions).items() if group in opened}
    openings = {group: _opening([sized[name] for name in names], _column_gap(diagram, names)) for group, names in groups.items()}
    boxes = _unfolded(base, sized, openings)
    _add(boxes, sized, diagram, regions=regions)
    draw = partial(_routes, base, ends_of(diagram), openings.keys(), rounds)
    return finished(diagram, [boxes[name] for name in sized], draw, regions=regions)


def _busiest_first(names: Sequence[str], diagram: Diagram) -> list[str]:
    """A group's own box, then its members, those with most lines first, so that fewer lines pass other members."""
    lines = Counter(end for link in links_of(diagram) for end in (link.source, link.target))
    head, *members = names
    return [head, *sorted(members, key=lambda name: -lines[name])]


def _routes(base: Layout, ends: Mapping[str, tuple[str, str]], opened: Set[str], rounds: int, boxes: Sequence[Box]) -> list[Route]:
    """The lines between boxes: with their old curve where that is possible, else routed to cross few others."""
    unchanged = {name: route for name, pair in ends.items() if (route := _moved_route(base, boxes, name, pair, opened))}
    others = [name for name in ends if name not in unchanged]
    routes = unchanged | reroute(boxes, ends, dict.fromkeys(others, (0.0, 0.0)))
    routes = untangled(routes, boxes, ends, others)
    for _ in range(rounds):
        routes = untangled(routes, boxes, ends, ends, shapes=SHAPES)
    return [routes[name] for name in ends]


def _moved_route(base: Layout, boxes: Sequence[Box], name: str, ends: tuple[str, str], opened: Set[str]) -> Route | None:
    """A line's old curve with its ends moved like their boxes; None where it would intersect a box or had other ends."""
    if name not in base.route or len(base.route[name].points) != 4 or not opened.isdisjoint(ends) or not set(ends) <= base.box.keys():
        return None
    rects = {box.id: box.rect for box in boxes}
    (ax, ay), (bx, by) = ((rects[end][0] - base.box[end].x, rects[end][1] - base.box[end].y) for end in ends)
    one, two, three, four = base.route[name].points
    start, end = (one[0] + ax, one[1] + ay), (four[0] + bx, four[1] + by)
    longer = distance(start, end) / (distance(one, four) or 1.0)
    curve = (start, _extended(start, one, two, longer), _extended(end, four, three, longer), end)
    return None if blocked(curve, walls_of(rects, *ends), steps=8) else Route(name, rounded(curve))


def _extended(at: Point, was: Point, handle: Point, by: float) -> Point:
    return at[0] + (handle[0] - was[0]) * by, at[1] + (handle[1] - was[1]) * by


def _column_gap(diagram: Diagram, names: Sequence[str]) -> float:
    """The gap between the two columns of a group's members, wide enough for badges of lines between two of one row."""
    row, sizes = {name: n // 2 for n, name in enumerate(names[1:])}, sizes_of(diagram)
    pairs = ((link.id, row.get(link.source, -1), row.get(link.target, -2)) for link in links_of(diagram))
    return max([GAP_X, *(sizes[name][0] + ENDS for name, one, other in pairs if one == other)])


def _opening(boxes: Sequence[Box], room: float) -> _Opening:
    """The group's own box on top, its members below it in two columns, so that each is reached by lines from one side."""
    head, *members = boxes
    columns = max(1, min(2, len(members)))
    rows = [members[i : i + columns] for i in range(0, len(members), columns)]
    widths = [max(row[n].w for row in rows if n < len(row)) for n in range(columns)] if members else []
    inside = sum(widths) + room * (columns - 1)
    inner = max(head.w, inside)
    placed = [replace(head, x=FRAME_PAD + (inner - head.w) / 2, y=FRAME_PAD)]
    y = FRAME_PAD + head.h + GAP_Y
    for row in rows:
        x = FRAME_PAD + (inner - inside) / 2
        for box, column in zip(row, widths, strict=False):
            placed.append(replace(box, x=x + (column - box.w) / 2, y=y))
            x += column + room
        y += max(box.h for box in row) + GAP_Y
    return _Opening(tuple(placed), inner + 2 * FRAME_PAD, y - GAP_Y + FRAME_PAD)


def _unfolded(base: Layout, sized: Mapping[str, Box], openings: Mapping[str, _Opening]) -> dict[str, Box]:
    """The boxes of the layout and of the groups opened in it, at their new positions."""
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
    return places


def _add(places: dict[str, Box], sized: Mapping[str, Box], diagram: Diagram, *, regions: bool) -> None:
    """Add the boxes without a position in rows below the others of their region or group; boxes farther down move down."""
    rows: dict[str, list[str]] = {}
    for node in diagram.nodes:
        if node.id not in places:
            rows.setdefault(node.region if regions else node.group or "", []).append(node.id)
    for home, names in rows.items():
        beside = [node.id for node in diagram.nodes if node.id in places and home in ((node.region,) if regions else (node.group, node.id))]
        left, _, right, bottom = hull([places[name].rect for name in beside or places])
        start = bottom + (GAP_Y if beside else APART)
        placed = _rows([sized[name] for name in names], (left, start), max(right, left + WIDE))
        by = max(box.y + box.h for box in placed) + GAP_Y - bottom
        for name, box in places.items():
            if box.y >= bottom:
                places[name] = replace(box, y=box.y + by)
        places.update((box.id, box) for box in placed)


def _rows(boxes: Sequence[Box], start: Point, right: float) -> list[Box]:
    """Boxes beside each other from `start`, in as many rows as needed to stay left of `right`."""
    (x, y), found = start, list[Box]()
    for box in boxes:
        if x > start[0] and x + box.w > right:
            x, y = start[0], max(other.y + other.h for other in found) + GAP_Y
        found.append(replace(box, x=x, y=y))
        x += box.w + GAP_X
    return found
