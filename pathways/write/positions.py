"""Node positions for programs that draw the graph themselves: those of the picture, with hidden members near their group."""

from __future__ import annotations

from collections.abc import Iterator

from pathways.drawing.geometry import Rect, grown, overlap
from pathways.layout import Box, Layout
from pathways.layout.measure import box_of
from pathways.model.mechanism import Mechanism

__all__ = ["Place", "places"]

STEP = 16.0  # px between two candidate positions
SPACE = 8.0  # px of free space around an added box

Place = tuple[float, float, float, float]  # the centre, width, height; px, y downwards


def places(mechanism: Mechanism, layout: Layout) -> dict[str, Place]:
    """Return centre and size of each node by its id. Boxes overlap only where they do in the layout.

    A node that the layout lacks, such as a member of a closed group, is placed at the nearest free position to its group.
    """
    known = {node.id: layout.box[node.id] for node in mechanism.nodes if node.id in layout.box}
    taken = [box.rect for box in known.values()]
    first_ring: dict[str, int] = {}
    found = {name: (*box.centre, box.w, box.h) for name, box in known.items()}
    for node in mechanism.nodes:
        if node.id not in known:
            group = node.group or ""
            x, y, *_ = found.get(group, (layout.width / 2, layout.height, 0, 0))
            box = box_of(node)
            first_ring[group], found[node.id] = _free(x, y, box, taken, first_ring.get(group, 0))
            taken.append(_rect(found[node.id]))
    return {node.id: found[node.id] for node in mechanism.nodes}


def _free(x: float, y: float, box: Box, taken: list[Rect], first: int) -> tuple[int, Place]:
    """The nearest free position around a point, and the number of its ring, with which the next search there can begin."""
    ring = first
    while True:
        for i, j in _ring(ring):
            place = (round(x + i * STEP, 2), round(y + j * STEP, 2), box.w, box.h)
            wanted = grown(_rect(place), SPACE)
            if not any(overlap(wanted, rect) for rect in taken):
                return ring, place
        ring += 1


def _ring(ring: int) -> Iterator[tuple[int, int]]:
    """The grid points of a square ring, the lower ones first, so that a group's members are listed below it."""
    side = range(-ring, ring + 1)
    points = {(i, j) for i in side for j in (-ring, ring)} | {(i, j) for j in side for i in (-ring, ring)}
    yield from sorted(points, key=lambda point: (-point[1], abs(point[0]), point[0]))


def _rect(place: Place) -> Rect:
    x, y, w, h = place
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2
