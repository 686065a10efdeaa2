"""Boxes moved by hand: they stay where they were put, and only the lines affected are routed again.

It takes about 20 ms in pure Python, as it responds to a drag. The picture's origin never moves, so that positions in an
address stay valid; the picture only grows to the right and downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pathways.drawing.geometry import Point, grown, overlap
from pathways.layout.areas import framed
from pathways.layout.badges import place_badges, sizes_of
from pathways.layout.curves import CLEAR, Shape, shifts
from pathways.layout.measure import title_rect
from pathways.layout.place import MARGIN, enlarged
from pathways.layout.reroute import reroute, shape_of
from pathways.layout.score import ends_of, lines_of
from pathways.layout.values import Box, Layout
from pathways.model.diagram import Diagram

__all__ = ["nudge"]

EVERY = 18.0  # px between candidate positions of a badge; fewer candidates than elsewhere, to save time


def nudge(layout: Layout, diagram: Diagram, moved: Mapping[str, tuple[float, float]] | Iterable[tuple[str, float, float]]) -> Layout:
    """Move boxes to new centres (px) and route their lines again; unknown ids are ignored.

    Lines of a moved box and lines that it would cover are routed again, and their badges placed again; all else stays.
    A position left of or above the picture becomes one at its margin.
    """
    targets = moved if isinstance(moved, Mapping) else {name: (x, y) for name, x, y in moved}
    places = {name: at for name, at in targets.items() if name in layout.box and at != layout.box[name].centre}
    if not places:
        return layout
    boxes = _distinct([_moved(box, places[box.id]) if box.id in places else box for box in layout.boxes], places)
    ends = {name: pair for name, pair in ends_of(diagram).items() if name in layout.route}
    affected = _affected(layout, ends, places, boxes)
    rerouted = reroute(boxes, ends, {name: _shape(layout, ends, name) for name in ends if name in affected})
    routes = tuple(rerouted.get(route.id, route) for route in layout.routes)
    gaps = tuple(rerouted.get(route.id, route) for route in layout.gaps)
    fixed = [spot for spot in layout.spots if spot.id not in affected]
    titles = [title_rect(frame) for frame in layout.frames]
    lines = lines_of((*routes, *gaps), ends, steps=8)
    spots = place_badges(lines, sizes_of(diagram), boxes, titles=titles, fixed=fixed, every=EVERY)
    return enlarged(framed(replace(layout, boxes=boxes, routes=routes, gaps=gaps, spots=spots), diagram))


def _moved(box: Box, at: Point) -> Box:
    return replace(box, x=max(MARGIN, round(at[0] - box.w / 2, 2)), y=max(MARGIN, round(at[1] - box.h / 2, 2)))


def _distinct(boxes: Sequence[Box], places: Mapping[str, Point]) -> tuple[Box, ...]:
    """The boxes, each moved one shifted right until its centre is not that of another: a line needs two distinct ends."""
    taken = {box.centre for box in boxes if box.id not in places}
    found = []
    for box in boxes:
        while box.id in places and box.centre in taken:
            box = replace(box, x=round(box.x + 4, 2))
        taken.add(box.centre)
        found.append(box)
    return tuple(found)


def _affected(layout: Layout, ends: Mapping[str, tuple[str, str]], places: Mapping[str, Point], boxes: Iterable[Box]) -> set[str]:
    """The ids of lines that end at a moved box, intersect one, or have their badge under one."""
    rects = [grown(box.rect, CLEAR) for box in boxes if box.id in places]
    lines = lines_of((route for name, route in layout.route.items() if name in ends), ends, steps=6)
    under = {spot.id for spot in layout.spots if any(overlap(spot.rect, rect) for rect in rects)}
    joined = {name for name, pair in ends.items() if not places.keys().isdisjoint(pair)}
    return joined | under | {line.id for line in lines if any(line.hits(rect) for rect in rects)}


def _shape(layout: Layout, ends: Mapping[str, tuple[str, str]], name: str) -> Shape:
    """The present shape of a line, which is kept where possible."""
    source, target = ends[name]
    beside = shifts((other, *pair) for other, pair in ends.items() if set(pair) == {source, target})
    return shape_of(layout.route[name].points, layout.box[source].rect, layout.box[target].rect, beside[name])
