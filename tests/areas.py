"""What is wrong with the areas of a layout, worked out apart from the program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pathways.drawing.geometry import Rect, overlap
from pathways.layout import Layout
from pathways.layout.measure import title_rect
from pathways.model.diagram import Diagram


def faults(layout: Layout, diagram: Diagram) -> list[str]:
    """Say what overlaps that must not, and what lies outside of where it belongs."""
    return [*_on_each_other(layout, diagram), *_out_of_place(layout, diagram)]


def _on_each_other(layout: Layout, diagram: Diagram) -> Iterator[str]:
    regions, frames = ([frame for frame in layout.frames if frame.region is is_region] for is_region in (True, False))
    for kind, items in (("regions", regions), ("boxes", layout.boxes), ("frames", frames)):
        yield from (f"{kind} {one.id} and {other.id} overlap" for one, other in combinations(items, 2) if overlap(one.rect, other.rect))
    for frame in frames:
        own = {frame.id, *(node.id for node in diagram.members[frame.id])}
        others = (box for box in layout.boxes if box.id not in own)
        yield from (f"box {box.id} in the frame of {frame.id}" for box in others if overlap(box.rect, frame.rect))
    for region in regions:
        covering = (item.id for item in (*layout.boxes, *frames) if overlap(item.rect, title_rect(region)))
        yield from (f"{name} on the title of region {region.id}" for name in covering)


def _out_of_place(layout: Layout, diagram: Diagram) -> Iterator[str]:
    regions = {frame.id: frame.rect for frame in layout.frames if frame.region}
    frames = {frame.id: frame.rect for frame in layout.frames if not frame.region}
    region_of = {node.id: node.region for node in diagram.nodes}
    for name, rect in [*((box.id, box.rect) for box in layout.boxes), *frames.items()]:
        own = region_of[name]
        if regions and not within(rect, regions[own]):
            yield f"{name} leaves its region {own}"
        yield from (f"{name} in region {other}" for other, area in regions.items() if other != own and overlap(rect, area))
    for group in diagram.opened:
        for node in diagram.members[group]:
            if (not regions or node.region == region_of[group]) and not within(layout.box[node.id].rect, frames[group]):
                yield f"member {node.id} outside of the frame of {group}"
    for frame in layout.frames:
        if frame.region and not within(title_rect(frame), frame.rect):
            yield f"the title of region {frame.id} leaves it"


def within(inner: Rect, outer: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
