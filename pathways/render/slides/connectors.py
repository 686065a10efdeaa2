"""Which arrows become straight connectors that are attached to their boxes, and so follow them when they are moved.

A connector joins the midpoints of two sides. An arrow becomes one only where its route is nearly that line, where the line crosses
nothing, and where it has space for the badge; all other arrows keep their exact route.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pathways.drawing.geometry import Point, Rect, bounds, distance, flatten, grown, hits, overlap
from pathways.drawing.shapes import Group, Panel, Words
from pathways.render.slides.shape_writer import extent

__all__ = ["Connector", "front", "glue", "sides"]

AWAY = 24.0  # px, the largest distance of a route from the straight line
SHIFT = 48.0  # px that an end may move to the midpoint of a side
ROOM = 3.0  # px between a connector and anything else
BESIDE = math.radians(28)  # the least angle between two connectors with the same start
TIP = 13.0  # px between the end of a connector and the head of another arrow
HEAD = 12.0  # px for the head, before the badge


@dataclass(frozen=True)
class Connector:
    """A straight connector on the sheet: its ends, the sides on which they are, and the shift of its badge."""

    start: Point
    end: Point
    source_side: int
    target_side: int
    shift: Point = (0.0, 0.0)


def front(box: Group) -> Panel | None:
    """Return the panel of a box that has the text on it: the last one."""
    panels = [shape for shape in box.shapes if isinstance(shape, Panel) and shape.part == "box"]
    return panels[-1] if panels else None


def sides(panel: Panel) -> tuple[Point, Point, Point, Point]:
    """Return the midpoints of the sides in PowerPoint's order: top, left, bottom, right."""
    x, y, w, h = panel.x, panel.y, panel.w, panel.h
    return (x + w / 2, y), (x, y + h / 2), (x + w / 2, y + h), (x + w, y + h / 2)


def glue(groups: Sequence[Group]) -> dict[str, Connector]:
    """Return the connectors by the ids of their arrows, chosen by the least change of the picture. Faded arrows have none."""
    boxes = {group.id: group for group in groups if group.role == "box" and front(group)}
    taken = dict(_taken(groups))
    tips = [(group.id, group.route[-1]) for group in groups if group.role == "arrow" and group.route]
    found: dict[str, Connector] = {}
    for _, name, candidate in sorted(_candidates(groups, boxes, taken), key=lambda item: item[:2]):
        ends, others = (candidate.start, candidate.end), [tip for other, tip in tips if other not in (name, *found)]
        crowded = any(distance(end, tip) < TIP for tip in others for end in ends)
        if name not in found and not crowded and not any(_confusable(candidate, other) for other in found.values()):
            shifted = _shifted(taken.get(f"badge {name}"), candidate.shift)
            if shifted and any(overlap(shifted, rect) for key, rect in taken.items() if key != f"badge {name}"):
                continue
            found[name] = candidate
            taken |= {f"badge {name}": shifted} if shifted else {}
    return found


def _taken(groups: Iterable[Group]) -> Iterator[tuple[str, Rect]]:
    """What a connector may not cross: boxes, badges, tags, titles."""
    for group in groups:
        panels = [shape for shape in group.shapes if isinstance(shape, Panel)]
        if group.role == "box" and panels:
            corners = [corner for panel in panels for corner in ((panel.x, panel.y), (panel.x + panel.w, panel.y + panel.h))]
            yield f"box {group.id}", bounds(corners)
        elif group.role in ("arrow", "gap") and panels:
            panel = panels[0]
            yield f"badge {group.id}", (panel.x, panel.y, panel.x + panel.w, panel.y + panel.h)
        elif group.role == "area-title":
            yield from ((f"title {group.id}", extent(shape)) for shape in group.shapes if isinstance(shape, Words))


def _candidates(groups: Iterable[Group], boxes: dict[str, Group], taken: dict[str, Rect]) -> Iterator[tuple[float, str, Connector]]:
    for group in groups:
        ends = dict(group.data)
        source, target = boxes.get(ends.get("source", "")), boxes.get(ends.get("target", ""))
        if group.role != "arrow" or group.faded or not source or not target or source is target or len(group.route) < 4:
            continue
        for i, j in product(_open_sides(source), _open_sides(target)):
            if candidate := _candidate(group, source, target, (i, j), taken):
                yield (*candidate[:1], group.id, candidate[1])


def _open_sides(box: Group) -> tuple[int, ...]:
    """The sides for connectors: not top and right of a closed group, where the panels behind it would hide a head."""
    sheets = sum(isinstance(shape, Panel) for shape in box.shapes)
    return (0, 1, 2, 3) if sheets == 1 else (1, 2)


def _candidate(group: Group, source: Group, target: Group, pair: tuple[int, int], taken: dict[str, Rect]) -> tuple[float, Connector] | None:
    one, other = front(source), front(target)
    if not one or not other:
        return None
    a, b = sides(one)[pair[0]], sides(other)[pair[1]]
    cost = distance(a, group.route[0]) + distance(b, group.route[-1])
    if max(distance(a, group.route[0]), distance(b, group.route[-1])) > SHIFT or distance(a, b) < 3 * HEAD or not _near(group.route, a, b):
        return None
    own = (f"box {source.id}", f"box {target.id}")
    if any(hits(a, b, grown(rect, -0.1 if key in own else ROOM)) for key, rect in taken.items() if key != f"badge {group.id}"):
        return None
    shift = _shift(taken.get(f"badge {group.id}"), a, b)
    return None if shift is None else (cost + math.hypot(*shift), Connector(a, b, *pair, shift))


def _near(route: Sequence[Point], a: Point, b: Point) -> bool:
    span = distance(a, b)
    return all(abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / span <= AWAY for x, y in flatten(route, 8))


def _shift(badge: Rect | None, a: Point, b: Point) -> Point | None:
    """The shift of a badge onto the line; None where the line is too short for it."""
    if not badge:
        return 0.0, 0.0
    x, y = (badge[0] + badge[2]) / 2, (badge[1] + badge[3]) / 2
    span = distance(a, b)
    ux, uy = (b[0] - a[0]) / span, (b[1] - a[1]) / span
    covers = abs(ux) * (badge[2] - badge[0]) / 2 + abs(uy) * (badge[3] - badge[1]) / 2
    along = (x - a[0]) * ux + (y - a[1]) * uy
    along = min(max(along, covers + 2), span - covers - HEAD)
    if along < covers:
        return None
    return a[0] + ux * along - x, a[1] + uy * along - y


def _shifted(badge: Rect | None, shift: Point) -> Rect | None:
    return (badge[0] + shift[0], badge[1] + shift[1], badge[2] + shift[0], badge[3] + shift[1]) if badge else None


def _confusable(one: Connector, other: Connector) -> bool:
    """Whether two connectors would be hard to distinguish: one has its head at an end of the other, or they start at a small angle."""
    if one.end in (other.start, other.end) or other.end == one.start:
        return True
    return one.start == other.start and _angle(one.start, one.end, other.end) < BESIDE


def _angle(at: Point, one: Point, other: Point) -> float:
    angle = abs(math.atan2(one[1] - at[1], one[0] - at[0]) - math.atan2(other[1] - at[1], other[0] - at[0]))
    return min(angle, 2 * math.pi - angle)
