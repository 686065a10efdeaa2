"""Which arrows may become straight connectors that hold on to their boxes, and so follow them when they are moved.

A connector goes from the middle of a side to the middle of a side, and no other way. It is taken only where the drawn course is
nearly that line, where it runs through nothing, and where its badge finds its place on it; all others keep their exact course.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pathways.drawing.geometry import Point, Rect, bounds, distance, flatten, grown, hits, overlap
from pathways.drawing.shapes import Group, Panel, Words
from pathways.render.slides.shape_writer import extent

__all__ = ["Glued", "front", "glue", "sides"]

AWAY = 24.0  # px that a course may leave the straight line
SHIFT = 48.0  # px that an end may move along its box to the middle of a side
ROOM = 3.0  # px between a connector and anything that it passes
BESIDE = math.radians(28)  # the angle between two connectors that begin in the same place
TIP = 13.0  # px between the end of a connector and the head of another arrow
HEAD = 12.0  # px that the head and its bar need before a badge begins


@dataclass(frozen=True)
class Glued:
    """A straight connector on the sheet: its ends, the sides that they lie on, and how far its badge moves."""

    start: Point
    end: Point
    source_side: int
    target_side: int
    shift: Point = (0.0, 0.0)


def front(box: Group) -> Panel | None:
    """Return the sheet of a box that has the text on it: the last one."""
    panels = [shape for shape in box.shapes if isinstance(shape, Panel) and shape.part == "box"]
    return panels[-1] if panels else None


def sides(panel: Panel) -> tuple[Point, Point, Point, Point]:
    """Return the middles of the sides in PowerPoint's order: top, left, bottom, right."""
    x, y, w, h = panel.x, panel.y, panel.w, panel.h
    return (x + w / 2, y), (x, y + h / 2), (x + w / 2, y + h), (x + w, y + h / 2)


def glue(groups: Sequence[Group]) -> dict[str, Glued]:
    """Return the connectors by the ids of their arrows, those first that change the picture least. Pale arrows stay as drawn."""
    boxes = {group.id: group for group in groups if group.role == "box" and front(group)}
    taken = dict(_taken(groups))
    tips = [(group.id, group.route[-1]) for group in groups if group.role == "arrow" and group.route]
    found: dict[str, Glued] = {}
    for _, name, tried in sorted(_candidates(groups, boxes, taken), key=lambda item: item[:2]):
        crowded = any(distance(end, tip) < TIP for other, tip in tips if other not in (name, *found) for end in (tried.start, tried.end))
        if name not in found and not crowded and not any(_beside(tried, other) for other in found.values()):
            moved = _moved(taken.get(f"badge {name}"), tried.shift)
            if moved and any(overlap(moved, rect) for key, rect in taken.items() if key != f"badge {name}"):
                continue
            found[name] = tried
            taken |= {f"badge {name}": moved} if moved else {}
    return found


def _taken(groups: Iterable[Group]) -> Iterator[tuple[str, Rect]]:
    """What a connector may not run through: boxes, badges, tags, titles."""
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


def _candidates(groups: Iterable[Group], boxes: dict[str, Group], taken: dict[str, Rect]) -> Iterator[tuple[float, str, Glued]]:
    for group in groups:
        ends = dict(group.data)
        source, target = boxes.get(ends.get("source", "")), boxes.get(ends.get("target", ""))
        if group.role != "arrow" or group.faded or not source or not target or source is target or len(group.route) < 4:
            continue
        for i, j in product(_open_sides(source), _open_sides(target)):
            if tried := _tried(group, source, target, (i, j), taken):
                yield (*tried[:1], group.id, tried[1])


def _open_sides(box: Group) -> tuple[int, ...]:
    """A closed group's other sheets stick out at its top and right, and would hide a head there."""
    sheets = sum(isinstance(shape, Panel) for shape in box.shapes)
    return (0, 1, 2, 3) if sheets == 1 else (1, 2)


def _tried(group: Group, source: Group, target: Group, pair: tuple[int, int], taken: dict[str, Rect]) -> tuple[float, Glued] | None:
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
    return None if shift is None else (cost + math.hypot(*shift), Glued(a, b, *pair, shift))


def _near(route: Sequence[Point], a: Point, b: Point) -> bool:
    span = distance(a, b)
    return all(abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / span <= AWAY for x, y in flatten(route, 8))


def _shift(badge: Rect | None, a: Point, b: Point) -> Point | None:
    """How far a badge moves onto the line; None where the line is too short for it."""
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


def _moved(badge: Rect | None, shift: Point) -> Rect | None:
    return (badge[0] + shift[0], badge[1] + shift[1], badge[2] + shift[0], badge[3] + shift[1]) if badge else None


def _beside(one: Glued, other: Glued) -> bool:
    """Whether two connectors would be hard to tell apart: one has its head where the other ends, or they leave nearly together."""
    if one.end in (other.start, other.end) or other.end == one.start:
        return True
    return one.start == other.start and _angle(one.start, one.end, other.end) < BESIDE


def _angle(at: Point, one: Point, other: Point) -> float:
    turn = abs(math.atan2(one[1] - at[1], one[0] - at[0]) - math.atan2(other[1] - at[1], other[0] - at[0]))
    return min(turn, 2 * math.pi - turn)
