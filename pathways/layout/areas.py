"""Areas around boxes: the regions of a map and the frames of its open groups.

A layout is sound if boxes do not overlap, a box lies in its own region and in no other, no two regions overlap, a frame contains
the boxes of its group and no others and lies in the region of its group, and no title is covered. Where a placement is not sound,
space is inserted between what is too close, across the whole picture, so that boxes keep their order and the picture grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pathways.drawing.geometry import Point, Rect, grown, overlap
from pathways.layout.measure import title_rect, title_width
from pathways.layout.values import Box, Frame, Layout
from pathways.model.diagram import Diagram

__all__ = ["FRAME_PAD", "around", "framed", "frames_of", "held", "hull", "is_sound", "regions_of", "settled"]

FRAME_PAD = 12.0  # px between a frame and the boxes in it
BORDER, HEAD = 10.0, 27.0  # px between a region's border and the boxes in it, and above them, where its title is
BESIDE = 12.0  # px between a region's sides and its title, at least
BETWEEN = (24.0, 18.0)  # px between boxes or frames that are moved apart, across and down
APART = (12.0, 12.0)  # px between regions that are moved apart
LEAST_DISTANCE = 0.05  # the least distance of areas in px, so that they do not overlap after rounding

Part = tuple[str, ...]  # boxes that are moved together, by their ids


def around(rects: Iterable[Rect], title: float = 0.0) -> Rect:
    """The rectangle of a region around rectangles, with space above for its title, and at least as wide as that.

    Example:
        >>> around([(0, 0, 100, 20)]), around([(0, 0, 100, 20)], title=200)
        ((-10.0, -27.0, 110.0, 30.0), (-10.0, -27.0, 214.0, 30.0))
    """
    left, top, right, bottom = hull([*rects])
    return left - BORDER, top - HEAD, max(right + BORDER, left - BORDER + title + 2 * BESIDE if title else 0), bottom + BORDER


def hull(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle around others.

    Raises:
        ValueError: There are none.

    Example:
        >>> hull([(0, 0, 10, 10), (20, 5, 30, 15)])
        (0, 0, 30, 15)
    """
    return min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)


def held(diagram: Diagram, *, regions: bool) -> dict[str, tuple[str, ...]]:
    """The ids of the boxes in the frame of each open group: its own, then those of its members.

    Where regions are drawn, a member of another region than its group is in that region, and not in the frame.
    """
    home = {node.id: node.region for node in diagram.nodes}
    return {
        group: (group, *(node.id for node in diagram.members[group] if not regions or node.region == home[group]))
        for group in diagram.opened
        if group in home
    }


def frames_of(diagram: Diagram, boxes: Iterable[Box], *, regions: bool) -> tuple[Frame, ...]:
    """The frame of each open group."""
    rects = {box.id: box.rect for box in boxes}
    return tuple(
        _frame(group, diagram.mechanism.node[group].name, grown(hull([rects[name] for name in names]), FRAME_PAD))
        for group, names in held(diagram, regions=regions).items()
    )


def framed(layout: Layout, diagram: Diagram) -> Layout:
    """The layout with the frames of open groups computed anew, its regions unchanged."""
    regions = tuple(frame for frame in layout.frames if frame.region)
    return replace(layout, frames=(*regions, *frames_of(diagram, layout.boxes, regions=bool(regions))))


def regions_of(diagram: Diagram, boxes: Iterable[Box]) -> tuple[Frame, ...]:
    """The area of each region that has boxes, around these and their frames, with space for its title."""
    rects = {box.id: box.rect for box in boxes}
    for names in held(diagram, regions=True).values():
        rects |= {name: grown(rects[name], FRAME_PAD) for name in names}
    inside: dict[str, list[Rect]] = {}
    for node in diagram.nodes:
        inside.setdefault(node.region, []).append(rects[node.id])
    return tuple(
        _frame(region.id, region.label, around(inside[region.id], title_width(region.label)), region=True)
        for region in diagram.mechanism.regions
        if region.id in inside
    )


def _frame(name: str, title: str, rect: Rect, *, region: bool = False) -> Frame:
    return Frame(name, rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1], title, region)


def is_sound(layout: Layout, diagram: Diagram) -> bool:
    """Whether a layout has exactly the diagram's boxes and is sound as defined at the top of this module."""
    regions = {frame.id: frame for frame in layout.frames if frame.region}
    frames = {frame.id: frame.rect for frame in layout.frames if not frame.region}
    boxes, framed_boxes = {box.id: box.rect for box in layout.boxes}, held(diagram, regions=bool(regions))
    if boxes.keys() != {node.id for node in diagram.nodes} or frames.keys() != framed_boxes.keys():
        return False
    if not all(_inside(boxes[name], frames[group]) for group, names in framed_boxes.items() for name in names):
        return False
    inside = {name for names in framed_boxes.values() for name in names}
    blocks = {name: rect for name, rect in boxes.items() if name not in inside} | frames
    apart = ([*boxes.values()], [*blocks.values()], [region.rect for region in regions.values()])
    return not any(map(_too_close, apart)) and _in_own_region(blocks, regions, diagram)


def _in_own_region(blocks: Mapping[str, Rect], regions: Mapping[str, Frame], diagram: Diagram) -> bool:
    """Whether each box and frame lies in its own region and in no other, and does not overlap a title."""
    known = {region.id for region in diagram.mechanism.regions} if regions else set()
    for node in diagram.nodes:
        if node.id not in blocks:
            continue
        if node.region in known and not (node.region in regions and _inside(blocks[node.id], regions[node.region].rect)):
            return False
        if any(overlap(blocks[node.id], region.rect) for name, region in regions.items() if name != node.region):
            return False
    titles = [(title_rect(region), region.rect) for region in regions.values()]
    return all(_inside(title, rect) and not any(overlap(title, block) for block in blocks.values()) for title, rect in titles)


def _inside(inner: Rect, outer: Rect) -> bool:
    left, top, right, bottom = grown(outer, LEAST_DISTANCE)
    return left <= inner[0] and top <= inner[1] and inner[2] <= right and inner[3] <= bottom


def settled(diagram: Diagram, boxes: Sequence[Box], *, regions: bool = False) -> tuple[Box, ...]:
    """The boxes, moved apart where the layout would not be sound: in each frame, then in each region, then whole regions.

    `regions` says whether regions are drawn. A sound placement is returned unchanged.
    """
    found, home = {box.id: box for box in boxes}, {node.id: node.region for node in diagram.nodes}
    titles = {region.id: title_width(region.label) for region in diagram.mechanism.regions if regions}
    frames = [*held(diagram, regions=not titles.keys().isdisjoint(home.values())).values()]
    inside = {name for names in frames for name in names}

    def block(part: Part) -> Rect:
        return grown(hull([found[name].rect for name in part]), FRAME_PAD if part[0] in inside else 0.0)

    for names in frames:
        _move_apart(found, [((name,), found[name].rect) for name in names], BETWEEN)
    shared: dict[str, list[Part]] = {}
    for part in (*frames, *((name,) for name in found if name not in inside)):
        shared.setdefault(home[part[0]] if home[part[0]] in titles else "", []).append(part)
    for parts in shared.values():
        _move_apart(found, [(part, block(part)) for part in parts], BETWEEN)
    alone = [(part, block(part)) for part in shared.pop("", ())]
    areas = [(tuple(name for part in parts for name in part), around(map(block, parts), titles[one])) for one, parts in shared.items()]
    _move_apart(found, [*alone, *areas], APART)
    return tuple(found[box.id] for box in boxes)


def _move_apart(found: dict[str, Box], parts: Sequence[tuple[Part, Rect]], room: Point) -> None:
    """Move the boxes of each part so that the rectangles of the parts do not overlap."""
    for (part, _), (dx, dy) in zip(parts, _shifts([rect for _, rect in parts], room), strict=True):
        if dx or dy:
            found.update((name, replace(found[name], x=found[name].x + dx, y=found[name].y + dy)) for name in part)


def _shifts(rects: Sequence[Rect], room: Point) -> list[Point]:
    """The shift of each rectangle, to the right and down, so that none overlaps another.

    For each overlapping pair, space is inserted between the two, and everything beyond moves with the farther one. That makes no
    other pair overlap, as rectangles apart along an axis have their centres in the same order on it; so one pass is enough.
    """
    at = list(rects)
    for i, j in _too_close(rects):
        if not overlap(grown(at[i], LEAST_DISTANCE), at[j]):
            continue
        options = [_separation(at, i, j, axis, room[axis]) for axis in (0, 1)]
        axis, (by, beyond) = min(enumerate(options), key=lambda option: option[1][0] / _extent(at, option[0]))
        dx, dy = (by, 0.0) if axis == 0 else (0.0, by)
        for n in beyond:
            left, top, right, bottom = at[n]
            at[n] = (left + dx, top + dy, right + dx, bottom + dy)
    return [(after[0] - before[0], after[1] - before[1]) for before, after in zip(rects, at, strict=True)]


def _separation(at: Sequence[Rect], i: int, j: int, axis: int, room: float) -> tuple[float, list[int]]:
    """How far the farther of two rectangles must move along an axis, and the rectangles that move with it, itself included."""
    near, far = sorted((i, j), key=lambda n: at[n][axis] + at[n][axis + 2])
    middle = at[far][axis] + at[far][axis + 2]
    beyond = [n for n, rect in enumerate(at) if n == far or rect[axis] + rect[axis + 2] > middle]
    return at[near][axis + 2] + room - at[far][axis], beyond


def _extent(at: Sequence[Rect], axis: int) -> float:
    return max(rect[axis + 2] for rect in at) - min(rect[axis] for rect in at)


def _too_close(rects: Sequence[Rect]) -> list[tuple[int, int]]:
    """The pairs of rectangles that overlap or are less than `HAIR` apart, by index."""
    order = sorted(range(len(rects)), key=lambda n: rects[n][0])
    found, active = [], list[int]()
    for n in order:
        rect = grown(rects[n], LEAST_DISTANCE)
        active = [other for other in active if rects[other][2] > rect[0]]
        found += [(min(n, other), max(n, other)) for other in active if rects[other][1] < rect[3] and rect[1] < rects[other][3]]
        active.append(n)
    return sorted(found)
