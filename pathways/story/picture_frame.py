"""The picture of a scene, scaled into the room that a slide or a page has for it.

Nothing is clipped, as no two programs clip alike: what is not wholly inside is left out, an arrow also where one of its boxes is.
Letters are not made smaller than can be read; where the room is too small for that, what a scene is about is left out and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pathways.drawing.geometry import Point, Rect, bounds, flatten, grown
from pathways.drawing.shapes import Curves, Group, Mark, Panel, Words, expanded
from pathways.drawing.text_metrics import width
from pathways.scene.shapes_of import draft
from pathways.sheet.text_column import DEPTH
from pathways.story.render_plan import STAGE, Shot, Telling, smallest_letters

__all__ = ["Cut", "covered", "cut", "left_out", "needed"]

MARGIN = 5.0  # px between what a scene is about and the edge of the room
SLIVER = 24.0  # px; a strip of an area that is narrower says nothing
THINGS = ("box", "arrow", "gap")


@dataclass(frozen=True)
class Cut:
    """A picture in a room. `groups` are in the picture's px, whose origin lies at `at`, `scale` times as large.

    `missing` are the spoken names of what the scene is about and what the room has no place for.
    """

    at: Point
    scale: float
    groups: tuple[Group, ...]
    missing: tuple[str, ...] = ()


def covered(group: Group) -> Rect | None:
    """Return what a group covers, with half of the width of its lines around; None where it draws nothing.

    Example:
        >>> from pathways.drawing.shapes import Paint
        >>> covered(Group("box", "a", (Panel("box", 0, 0, 40, 20, 4, Paint(stroke="#000000", width=2)),)))
        (-1.0, -1.0, 41.0, 21.0)
    """
    rects = [rect for shape in group.shapes for rect in _rects(shape)]
    if group.route:
        rects.append(bounds(flatten(group.route)))
    if not rects:
        return None
    left, top, right, bottom = zip(*rects, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _rects(shape: Curves | Panel | Words | Mark) -> Iterator[Rect]:
    if isinstance(shape, Panel):
        yield grown((shape.x, shape.y, shape.x + shape.w, shape.y + shape.h), shape.paint.width / 2)
    elif isinstance(shape, Words):
        w = max(width(line, shape.size, shape.weight) for line in shape.lines)
        left = shape.x - w if shape.anchor == "end" else shape.x
        yield left, shape.y - shape.size, left + w, shape.y + (len(shape.lines) - 1) * shape.leading + DEPTH * shape.size
    elif isinstance(shape, Mark):
        yield from (rect for part in expanded(shape) for rect in _rects(part))
    elif shape.curves:
        yield grown(bounds(point for curve in shape.curves for point in flatten(curve)), shape.paint.width / 2)


def cut(telling: Telling, shot: Shot, room: Rect, *, least: float, zoom: float = 1.0) -> Cut:
    """Return a scene's picture in a room, in points, with letters of at least so many points.

    It is `zoom` times as large as on a slide of 16:9, and smaller where it would not fit. What the scene is about comes before
    what is pale.
    """
    links = {group.id: group.url for group in telling.export(shot.number).sheet.picture if group.url}
    groups = [replace(group, url=links.get(group.id, "")) if group.label else group for group in draft(shot.scene)]
    about = _about(groups, shot)
    scale = _scale(shot, room, groups, about, (least, zoom))
    size = ((room[2] - room[0]) / scale, (room[3] - room[1]) / scale)
    left, top = _corner(shot, about, size)
    window = (left, top, left + size[0], top + size[1])
    kept = tuple(_inside(groups, window, {gap.id: (gap.source, gap.target) for gap in telling.diagram.gaps}))
    at = (round(room[0] - left * scale, 3), round(room[1] - top * scale, 3))
    return Cut(at, scale, kept, left_out(shot, kept))


def left_out(shot: Shot, drawn: Iterable[Group]) -> tuple[str, ...]:
    """Return the names of what a scene is about and what is not among the groups that are drawn: boxes, then arrows and gaps."""
    known = {(group.role, group.id) for group in drawn}
    missing = [group for group in _about(draft(shot.scene), shot) if (group.role, group.id) not in known]
    return tuple(_name(group) for group in sorted(missing, key=lambda group: THINGS.index(group.role)))


def needed(shot: Shot, wide: float, *, zoom: float = 1.0) -> tuple[float, float]:
    """Return how high in points a scene's picture is in a room that is so wide, and how many points its smallest letters have."""
    groups = draft(shot.scene)
    whole = _around(_about(groups, shot)) or (shot.view.x, shot.view.y, shot.view.x + shot.view.w, shot.view.y + shot.view.h)
    left, top, right, bottom = grown(whole, MARGIN)
    scale = min(zoom * STAGE[0] / shot.view.w, wide / (right - left))
    return round((bottom - top) * scale + 0.005, 2), smallest_letters(groups) * scale


def _about(groups: Iterable[Group], shot: Shot) -> list[Group]:
    return [group for group in groups if group.role in THINGS and group.id in shot.shown]


def _name(group: Group) -> str:
    return group.title if group.role == "box" else group.label.partition(" Evidence: ")[0].rstrip(".")


def _scale(shot: Shot, room: Rect, groups: Sequence[Group], about: Sequence[Group], sizes: tuple[float, float]) -> float:
    least, zoom = sizes
    wanted = zoom * STAGE[0] / shot.view.w
    if whole := _around(about):
        left, top, right, bottom = grown(whole, MARGIN)
        wanted = min(wanted, (room[2] - room[0]) / (right - left), (room[3] - room[1]) / (bottom - top))
    return max(wanted, least / smallest_letters(groups))


def _around(groups: Iterable[Group]) -> Rect | None:
    rects = [rect for group in groups if (rect := covered(group))]
    return bounds(corner for rect in rects for corner in (rect[:2], rect[2:])) if rects else None


def _corner(shot: Shot, about: Sequence[Group], size: Point) -> Point:
    """Where the window begins: around the middle of the view, moved as little as it takes to hold what the scene is about.

    Where it cannot hold all of it, it holds as many of its boxes as it can.
    """
    view, whole = shot.view, _around(about)
    middle = (view.x + (view.w - size[0]) / 2, view.y + (view.h - size[1]) / 2)
    if not whole:
        return middle
    left, top, right, bottom = grown(whole, MARGIN)
    boxes = [grown(rect, MARGIN / 2) for group in about if group.role == "box" and (rect := covered(group))]
    across = _starts(middle[0], (left, right), [(rect[0], rect[2]) for rect in boxes], size[0])
    down = _starts(middle[1], (top, bottom), [(rect[1], rect[3]) for rect in boxes], size[1])

    def worth(at: Point) -> tuple[int, float]:
        held = sum(_holds((*at, at[0] + size[0], at[1] + size[1]), rect) for rect in boxes)
        return held, -abs(at[0] - middle[0]) - abs(at[1] - middle[1])

    at = max(product(across, down), key=worth)
    held = [rect for rect in boxes if _holds((*at, at[0] + size[0], at[1] + size[1]), rect)]
    return _amid(held, size) if held and len(held) < len(boxes) else at


def _amid(boxes: Sequence[Rect], size: Point) -> Point:
    """Where a window begins that has boxes in its middle."""
    left, top, right, bottom = bounds(corner for rect in boxes for corner in (rect[:2], rect[2:]))
    return (left + right - size[0]) / 2, (top + bottom - size[1]) / 2


def _starts(middle: float, span: Point, boxes: Sequence[Point], size: float) -> list[float]:
    low, high = span
    if high - low <= size:
        return [min(max(middle, high - size), low)]
    return sorted({middle, *(near for near, _ in boxes), *(far - size for _, far in boxes)})


def _holds(window: Rect, rect: Rect) -> bool:
    slack = 0.01
    return (
        window[0] <= rect[0] + slack and window[1] <= rect[1] + slack and rect[2] <= window[2] + slack and rect[3] <= window[3] + slack
    )


def _inside(groups: Sequence[Group], window: Rect, gaps: Mapping[str, tuple[str, str]]) -> Iterator[Group]:
    """The groups that stay, in drawing order; of an area the part in the window, if there is a box in it."""
    held = {id(group): rect for group in groups if (rect := covered(group)) and _holds(window, rect)}
    boxes = {group.id: held[id(group)] for group in groups if group.role == "box" and id(group) in held}
    areas = {group.id for group in groups if group.role == "area" and _peopled(group, boxes.values())}
    for group in groups:
        if group.role == "area" and group.id in areas:
            yield from _clipped(group, window)
        elif id(group) in held and group.role != "area" and _rooted(group, boxes, areas, gaps):
            yield group


def _rooted(group: Group, boxes: Collection[str], areas: Collection[str], gaps: Mapping[str, tuple[str, str]]) -> bool:
    """Whether what a group belongs to is there: an arrow's boxes, a title's area."""
    if group.role == "area-title":
        return group.id in areas
    data = dict(group.data)
    ends = (data["source"], data["target"]) if group.role == "arrow" else gaps[group.id] if group.role == "gap" else ()
    return all(end in boxes for end in ends)


def _peopled(area: Group, boxes: Iterable[Rect]) -> bool:
    """Whether the middle of a box lies in an area."""
    found = covered(area)
    middles = (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes)
    return found is not None and any(_holds(found, (x, y, x, y)) for x, y in middles)


def _clipped(area: Group, window: Rect) -> Iterator[Group]:
    """An area is plain colour, so it may end at the edge; a frame may not, as it would seem to end there."""
    panel = area.shapes[0]
    if not isinstance(panel, Panel):
        return
    rect = (panel.x, panel.y, panel.x + panel.w, panel.y + panel.h)
    if panel.part == "frame":
        yield from [area] if _holds(window, grown(rect, panel.paint.width / 2)) else []
        return
    left, top, right, bottom = max(rect[0], window[0]), max(rect[1], window[1]), min(rect[2], window[2]), min(rect[3], window[3])
    if right - left >= SLIVER and bottom - top >= SLIVER:
        yield replace(area, shapes=(panel._replace(x=left, y=top, w=right - left, h=bottom - top),))
