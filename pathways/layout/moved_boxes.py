"""Boxes moved by hand: they stay where they were put, and only the lines that this touches are drawn anew.

In pure Python within about 20 ms, because it answers a drag. The picture's origin never moves, so that places in an
address mean the same before and after; the picture only grows to the right and downwards.
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

EVERY = 18.0  # px between the places that are tried for a badge: fewer than when there is time


def nudge(layout: Layout, diagram: Diagram, moved: Mapping[str, tuple[float, float]] | Iterable[tuple[str, float, float]]) -> Layout:
    """Move boxes to new centres (px) and let their lines follow; unknown ids are ignored.

    Lines of a moved box and lines that it would now cover are routed anew, their badges placed anew; the rest stays.
    A place left of or above the picture is taken as at its margin.
    """
    wanted = moved if isinstance(moved, Mapping) else {name: (x, y) for name, x, y in moved}
    places = {name: at for name, at in wanted.items() if name in layout.box and at != layout.box[name].centre}
    if not places:
        return layout
    boxes = _apart([_moved(box, places[box.id]) if box.id in places else box for box in layout.boxes], places)
    ends = {name: pair for name, pair in ends_of(diagram).items() if name in layout.route}
    touched = _touched(layout, ends, places, boxes)
    fresh = reroute(boxes, ends, {name: _shape(layout, ends, name) for name in ends if name in touched})
    routes = tuple(fresh.get(route.id, route) for route in layout.routes)
    gaps = tuple(fresh.get(route.id, route) for route in layout.gaps)
    kept = [spot for spot in layout.spots if spot.id not in touched]
    titles = [title_rect(frame) for frame in layout.frames]
    lines = lines_of((*routes, *gaps), ends, steps=8)
    spots = place_badges(lines, sizes_of(diagram), boxes, titles=titles, fixed=kept, every=EVERY)
    return enlarged(framed(replace(layout, boxes=boxes, routes=routes, gaps=gaps, spots=spots), diagram))


def _moved(box: Box, at: Point) -> Box:
    return replace(box, x=max(MARGIN, round(at[0] - box.w / 2, 2)), y=max(MARGIN, round(at[1] - box.h / 2, 2)))


def _apart(boxes: Sequence[Box], places: Mapping[str, Point]) -> tuple[Box, ...]:
    """The boxes with each moved one a little to the right of any that it would lie exactly on: no line joins a point to itself."""
    taken = {box.centre for box in boxes if box.id not in places}
    found = []
    for box in boxes:
        while box.id in places and box.centre in taken:
            box = replace(box, x=round(box.x + 4, 2))
        taken.add(box.centre)
        found.append(box)
    return tuple(found)


def _touched(layout: Layout, ends: Mapping[str, tuple[str, str]], places: Mapping[str, Point], boxes: Iterable[Box]) -> set[str]:
    """The lines that end at a moved box, run through one, or have their badge under one."""
    rects = [grown(box.rect, CLEAR) for box in boxes if box.id in places]
    lines = lines_of((route for name, route in layout.route.items() if name in ends), ends, steps=6)
    under = {spot.id for spot in layout.spots if any(overlap(spot.rect, rect) for rect in rects)}
    joined = {name for name, pair in ends.items() if not places.keys().isdisjoint(pair)}
    return joined | under | {line.id for line in lines if any(line.hits(rect) for rect in rects)}


def _shape(layout: Layout, ends: Mapping[str, tuple[str, str]], name: str) -> Shape:
    """How a line is bent now, which it keeps where it can."""
    source, target = ends[name]
    beside = shifts((other, *pair) for other, pair in ends.items() if set(pair) == {source, target})
    return shape_of(layout.route[name].points, layout.box[source].rect, layout.box[target].rect, beside[name])
