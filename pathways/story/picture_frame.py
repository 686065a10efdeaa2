"""The picture of a scene, scaled to fit the frame that a slide or a page has for it.

No clipping is used, as programs differ in it: a group that is not wholly inside is left out, and so is an arrow one of whose boxes is.
Text stays at a readable size; where the frame is too small for that, some of the scene's groups are left out, and their names returned.
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
from pathways.story.render_plan import STAGE, PlannedScene, RenderPlan, smallest_letters

__all__ = ["FramedPicture", "covered", "cut", "left_out", "needed"]

MARGIN = 5.0  # px between the scene's groups and the edge of the frame
SLIVER = 24.0  # px, the least width and height of a visible part of an area
THINGS = ("box", "arrow", "gap")


@dataclass(frozen=True)
class FramedPicture:
    """A picture in a frame. `groups` are in the picture's px, whose origin is placed at `at` and scaled by `scale`.

    `missing` are the accessible names of those of the scene's groups that do not fit.
    """

    at: Point
    scale: float
    groups: tuple[Group, ...]
    missing: tuple[str, ...] = ()


def covered(group: Group) -> Rect | None:
    """Return the bounding box of a group, stroke widths included; None where it draws nothing.

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


def cut(plan: RenderPlan, shot: PlannedScene, frame: Rect, *, least: float, zoom: float = 1.0) -> FramedPicture:
    """Return a scene's picture in a frame in points, with font sizes of at least `least` points.

    Its scale is `zoom` times that on a slide of 16:9, and less where it would not fit. The groups of the scene take precedence over
    the faded ones.
    """
    links = {group.id: group.url for group in plan.export(shot.number).sheet.picture if group.url}
    groups = [replace(group, url=links.get(group.id, "")) if group.label else group for group in draft(shot.scene)]
    scene_groups = _scene_groups(groups, shot)
    scale = _scale(shot, frame, groups, scene_groups, (least, zoom))
    size = ((frame[2] - frame[0]) / scale, (frame[3] - frame[1]) / scale)
    left, top = _corner(shot, scene_groups, size)
    window = (left, top, left + size[0], top + size[1])
    kept = tuple(_inside(groups, window, {gap.id: (gap.source, gap.target) for gap in plan.diagram.gaps}))
    at = (round(frame[0] - left * scale, 3), round(frame[1] - top * scale, 3))
    return FramedPicture(at, scale, kept, left_out(shot, kept))


def left_out(shot: PlannedScene, drawn: Iterable[Group]) -> tuple[str, ...]:
    """Return the names of those of the scene's groups that are not among the drawn ones: boxes, then arrows, then gaps."""
    known = {(group.role, group.id) for group in drawn}
    missing = [group for group in _scene_groups(draft(shot.scene), shot) if (group.role, group.id) not in known]
    return tuple(_name(group) for group in sorted(missing, key=lambda group: THINGS.index(group.role)))


def needed(shot: PlannedScene, wide: float, *, zoom: float = 1.0) -> tuple[float, float]:
    """Return the height of a scene's picture in a frame of this width, and its smallest font size, both in points."""
    groups = draft(shot.scene)
    whole = _bounds(_scene_groups(groups, shot)) or (shot.view.x, shot.view.y, shot.view.x + shot.view.w, shot.view.y + shot.view.h)
    left, top, right, bottom = grown(whole, MARGIN)
    scale = min(zoom * STAGE[0] / shot.view.w, wide / (right - left))
    return round((bottom - top) * scale + 0.005, 2), smallest_letters(groups) * scale


def _scene_groups(groups: Iterable[Group], shot: PlannedScene) -> list[Group]:
    return [group for group in groups if group.role in THINGS and group.id in shot.shown]


def _name(group: Group) -> str:
    return group.title if group.role == "box" else group.label.partition(" Evidence: ")[0].rstrip(".")


def _scale(shot: PlannedScene, frame: Rect, groups: Sequence[Group], scene_groups: Sequence[Group], sizes: tuple[float, float]) -> float:
    least, zoom = sizes
    wanted = zoom * STAGE[0] / shot.view.w
    if whole := _bounds(scene_groups):
        left, top, right, bottom = grown(whole, MARGIN)
        wanted = min(wanted, (frame[2] - frame[0]) / (right - left), (frame[3] - frame[1]) / (bottom - top))
    return max(wanted, least / smallest_letters(groups))


def _bounds(groups: Iterable[Group]) -> Rect | None:
    rects = [rect for group in groups if (rect := covered(group))]
    return bounds(corner for rect in rects for corner in (rect[:2], rect[2:])) if rects else None


def _corner(shot: PlannedScene, scene_groups: Sequence[Group], size: Point) -> Point:
    """The upper left corner of the window: centred on the view, then moved as little as needed to contain the scene's groups.

    Where it cannot contain them all, it contains as many of their boxes as possible.
    """
    view, whole = shot.view, _bounds(scene_groups)
    middle = (view.x + (view.w - size[0]) / 2, view.y + (view.h - size[1]) / 2)
    if not whole:
        return middle
    left, top, right, bottom = grown(whole, MARGIN)
    boxes = [grown(rect, MARGIN / 2) for group in scene_groups if group.role == "box" and (rect := covered(group))]
    across = _window_starts(middle[0], (left, right), [(rect[0], rect[2]) for rect in boxes], size[0])
    down = _window_starts(middle[1], (top, bottom), [(rect[1], rect[3]) for rect in boxes], size[1])

    def preference(at: Point) -> tuple[int, float]:
        inside = sum(_contains((*at, at[0] + size[0], at[1] + size[1]), rect) for rect in boxes)
        return inside, -abs(at[0] - middle[0]) - abs(at[1] - middle[1])

    at = max(product(across, down), key=preference)
    inside = [rect for rect in boxes if _contains((*at, at[0] + size[0], at[1] + size[1]), rect)]
    return _centred(inside, size) if inside and len(inside) < len(boxes) else at


def _centred(boxes: Sequence[Rect], size: Point) -> Point:
    """The upper left corner of a window that is centred on boxes."""
    left, top, right, bottom = bounds(corner for rect in boxes for corner in (rect[:2], rect[2:]))
    return (left + right - size[0]) / 2, (top + bottom - size[1]) / 2


def _window_starts(middle: float, span: Point, boxes: Sequence[Point], size: float) -> list[float]:
    low, high = span
    if high - low <= size:
        return [min(max(middle, high - size), low)]
    return sorted({middle, *(near for near, _ in boxes), *(far - size for _, far in boxes)})


def _contains(window: Rect, rect: Rect) -> bool:
    slack = 0.01
    return (
        window[0] <= rect[0] + slack and window[1] <= rect[1] + slack and rect[2] <= window[2] + slack and rect[3] <= window[3] + slack
    )


def _inside(groups: Sequence[Group], window: Rect, gaps: Mapping[str, tuple[str, str]]) -> Iterator[Group]:
    """The groups inside the window, in drawing order; areas are cropped, and left out where no box is in them."""
    inside = {id(group): rect for group in groups if (rect := covered(group)) and _contains(window, rect)}
    boxes = {group.id: inside[id(group)] for group in groups if group.role == "box" and id(group) in inside}
    areas = {group.id for group in groups if group.role == "area" and _contains_box(group, boxes.values())}
    for group in groups:
        if group.role == "area" and group.id in areas:
            yield from _cropped(group, window)
        elif id(group) in inside and group.role != "area" and _is_anchored(group, boxes, areas, gaps):
            yield group


def _is_anchored(group: Group, boxes: Collection[str], areas: Collection[str], gaps: Mapping[str, tuple[str, str]]) -> bool:
    """Whether what a group depends on is shown: the boxes of an arrow or gap, the area of a title."""
    if group.role == "area-title":
        return group.id in areas
    data = dict(group.data)
    ends = (data["source"], data["target"]) if group.role == "arrow" else gaps[group.id] if group.role == "gap" else ()
    return all(end in boxes for end in ends)


def _contains_box(area: Group, boxes: Iterable[Rect]) -> bool:
    """Whether the centre of any box lies in an area."""
    found = covered(area)
    middles = (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes)
    return found is not None and any(_contains(found, (x, y, x, y)) for x, y in middles)


def _cropped(area: Group, window: Rect) -> Iterator[Group]:
    """The visible part of an area; a frame only whole, as its outline would look closed at the edge."""
    panel = area.shapes[0]
    if not isinstance(panel, Panel):
        return
    rect = (panel.x, panel.y, panel.x + panel.w, panel.y + panel.h)
    if panel.part == "frame":
        yield from [area] if _contains(window, grown(rect, panel.paint.width / 2)) else []
        return
    left, top, right, bottom = max(rect[0], window[0]), max(rect[1], window[1]), min(rect[2], window[2]), min(rect[3], window[3])
    if right - left >= SLIVER and bottom - top >= SLIVER:
        yield replace(area, shapes=(panel._replace(x=left, y=top, w=right - left, h=bottom - top),))
