"""The cost function of the search for a layout, for a whole layout and for the part that a small change affects.

The search evaluates it tens of thousands of times, so numbers are in plain lists and only what a change affects is
computed again. The weights favour, in this order, lines clear of boxes, few crossings, regions that do not overlap, causes
to the left of effects, and short and straight lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pathways.drawing.geometry import Point, Rect, bounds, crosses, flatten, grown, hits
from pathways.layout.areas import FRAME_PAD, around, hull
from pathways.layout.curves import SHAPES, curve_between

__all__ = ["Line", "SearchState"]

STEPS = 8
ROOM = 7.0  # px between a line and a box that it passes
GAP_X, GAP_Y = 24.0, 18.0  # px between boxes
OUTSIDE = 900.0  # for a view of twice the size of its window
CROSSING, MEETING, BOX, SHORT, LENGTH, BEND, BACKWARDS, NARROW, SIDE = 20.0, 8.0, 160.0, 24.0, 0.35, 0.8, 6.0, 5.0, 12.0


@dataclass(frozen=True)
class Line:
    """A line between two boxes, by their indexes. `room` px are for its badge; `onward` means that its target should be to the right."""

    source: int
    target: int
    room: float
    shift: float
    onward: bool


class SearchState:
    """The mutable state of the search: centres of boxes, shapes of lines, and their cost.

    `pull` is, for each box, the weight with which it is drawn to the right (above 0) or the left (below 0). `views` are boxes that
    must fit together into `window` (width and height in px), and `frames` those in the frame of an open group.
    """

    def __init__(
        self,
        sizes: Sequence[tuple[float, float]],
        regions: Sequence[str],
        pull: Sequence[float],
        lines: Sequence[Line],
        size: tuple[float, float],
        views: Sequence[Sequence[int]] = (),
        window: tuple[float, float] = (math.inf, math.inf),
        frames: Sequence[Sequence[int]] = (),
    ) -> None:
        self.sizes, self.regions, self.pull, self.lines = sizes, regions, pull, lines
        self.views, self.window = views, window
        self.frames = [(frame, [i for i in range(len(sizes)) if i not in frame]) for frame in frames]
        self.width, self.height = size
        self.at: list[Point] = [(0.0, 0.0)] * len(sizes)
        self.shape = [0] * len(lines)
        self.path: list[list[Point]] = [[] for _ in lines]
        self.bound: list[Rect] = [(0, 0, 0, 0)] * len(lines)
        self.of = [[k for k, line in enumerate(lines) if i in (line.source, line.target)] for i in range(len(sizes))]
        self.inside = {name: [i for i, region in enumerate(regions) if region == name] for name in regions}

    def rect(self, i: int, room: float = 0.0) -> Rect:
        """The rectangle of a box with `room` px added on each side."""
        (x, y), (w, h) = self.at[i], self.sizes[i]
        return x - w / 2 - room, y - h / 2 - room, x + w / 2 + room, y + h / 2 + room

    def draw(self, k: int) -> None:
        """Compute the path of a line from its boxes and shape."""
        line = self.lines[k]
        path = flatten(curve_between(self.rect(line.source), self.rect(line.target), SHAPES[self.shape[k]], line.shift), STEPS)
        self.path[k], self.bound[k] = path, bounds(path)

    def draw_all(self) -> None:
        """Compute the paths of all lines."""
        for k in range(len(self.lines)):
            self.draw(k)

    def fits(self, i: int, at: Point) -> bool:
        """Whether a box may have this centre: within the picture and clear of the other boxes."""
        (x, y), (w, h) = at, self.sizes[i]
        if x - w / 2 < 0 or x + w / 2 > self.width or y - h / 2 < 16 or y + h / 2 > self.height:
            return False
        return all(
            j == i or abs(x - ox) >= (w + self.sizes[j][0]) / 2 + GAP_X or abs(y - oy) >= (h + self.sizes[j][1]) / 2 + GAP_Y
            for j, (ox, oy) in enumerate(self.at)
        )

    def cost(self, lines: Iterable[int], boxes: Iterable[int]) -> float:
        """The cost of these lines and boxes, with their effect on all others."""
        chosen = set(lines)
        total = sum(self._line_cost(k, chosen) for k in chosen)
        for i in boxes:
            rect = self.rect(i, ROOM)
            total += BOX * sum(self._intersections(k, rect) for k in range(len(self.lines)) if k not in chosen)
            total -= SIDE * self.pull[i] * self.at[i][0] / 100
        return total

    def total(self) -> float:
        """The cost of the whole layout."""
        everything = range(len(self.lines))
        pulled = sum(pull * x / 100 for pull, (x, _) in zip(self.pull, self.at, strict=True))
        return self.cost(everything, ()) + self.apart() - SIDE * pulled

    def _line_cost(self, k: int, chosen: set[int]) -> float:
        line, own = self.lines[k], self._own_cost(k)
        others = (other for other in range(len(self.lines)) if other != k and not (other in chosen and other < k))
        pairs = sum(self._pair_cost(k, other) for other in others)
        ends = (line.source, line.target)
        blocked = sum(self._intersections(k, self.rect(i, -2 if i in ends else ROOM)) for i in range(len(self.sizes)))
        return own + pairs + BOX * blocked

    def _own_cost(self, k: int) -> float:
        line, path, (left, top, right, bottom) = self.lines[k], self.path[k], self.bound[k]
        long = sum(math.dist(a, b) for a, b in pairwise(path))
        back = self.at[line.source][0] - self.at[line.target][0] + 40 if line.onward else 0
        out = max(0, -6 - left) + max(0, -6 - top) + max(0, right - self.width - 6) + max(0, bottom - self.height - 6)
        bend = sum(map(abs, SHAPES[self.shape[k]])) / 60
        tight = max(0, line.room + 24 - long) / 15
        return LENGTH * long / 100 + BEND * bend + SHORT * tight + BACKWARDS * max(0, back) / 100 + out

    def _pair_cost(self, one: int, other: int) -> float:
        """The cost of a pair of lines: crossings, and for lines with a common end how close they are there."""
        a, b = self.lines[one], self.lines[other]
        shared = {a.source, a.target} & {b.source, b.target}
        if not shared:
            return CROSSING * self.crossings(one, other)
        near = self._closeness(one, other, next(iter(shared))) if len(shared) == 1 else 0.0
        return near + MEETING * self.crossings(one, other)

    def crossings(self, one: int, other: int) -> int:
        """How often two lines cross."""
        mine, theirs = self.bound[one], self.bound[other]
        if mine[0] > theirs[2] or theirs[0] > mine[2] or mine[1] > theirs[3] or theirs[1] > mine[3]:
            return 0
        segments, others = self._segments(one, theirs), self._segments(other, mine)
        return sum(crosses(a, b, c, d) for a, b in segments for c, d in others)

    def _segments(self, k: int, rect: Rect) -> list[tuple[Point, Point]]:
        left, top, right, bottom = rect
        path = self.path[k]
        return [
            (a, b)
            for a, b in pairwise(path)
            if (a[0] > left or b[0] > left) and (a[0] < right or b[0] < right)
            if (a[1] > top or b[1] > top) and (a[1] < bottom or b[1] < bottom)
        ]

    def _intersections(self, k: int, rect: Rect) -> int:
        """The number of segments of a line that intersect a rectangle."""
        left, top, right, bottom = self.bound[k]
        if left > rect[2] or rect[0] > right or top > rect[3] or rect[1] > bottom:
            return 0
        return sum(hits(a, b, rect) for a, b in self._segments(k, rect))

    def _closeness(self, one: int, other: int, box: int) -> float:
        (ax, ay), (dx, dy) = self._end(one, box)
        (bx, by), (ex, ey) = self._end(other, box)
        cosine, gap = dx * ex + dy * ey, math.hypot(ax - bx, ay - by)
        return NARROW * (max(0, cosine - 0.97) / 0.03 * (1 if gap < 10 else 0.3) + 0.4 * max(0, 9 - gap) / 9)

    def _end(self, k: int, box: int) -> tuple[Point, Point]:
        """The end of a line at a box, and its unit direction from there."""
        path = self.path[k] if self.lines[k].source == box else self.path[k][::-1]
        (x, y), (px, py) = path[0], path[2]
        span = math.hypot(px - x, py - y) or 1.0
        return (x, y), ((px - x) / span, (py - y) / span)

    def areas(self) -> dict[str, Rect]:
        """The rectangle around the boxes of each region, with space for its title."""
        return {name: around([self.rect(i) for i in members]) for name, members in self.inside.items()}

    def apart(self) -> float:
        """The cost of large or overlapping regions, of views that exceed the window, and of boxes in frames of other groups."""
        areas = list(self.areas().values())
        total = sum((right - left + bottom - top) / 120 for left, top, right, bottom in areas)
        for n, a in enumerate(areas):
            for b in areas[n + 1 :]:
                total += _overlap_cost(a, b)
        return total + sum(map(self._excess, self.views)) + sum(self._foreign_boxes(*frame) for frame in self.frames)

    def _foreign_boxes(self, frame: Sequence[int], others: Sequence[int]) -> float:
        """The cost of boxes in the frame of an open group to which they do not belong."""
        rect = grown(hull([self.rect(i) for i in frame]), FRAME_PAD)
        return sum(_overlap_cost(rect, self.rect(i)) for i in others)

    def _excess(self, view: Sequence[int]) -> float:
        """The cost of a view that does not fit into the window."""
        rects = [self.rect(i) for i in view]
        w = max(rect[2] for rect in rects) - min(rect[0] for rect in rects)
        h = max(rect[3] for rect in rects) - min(rect[1] for rect in rects)
        return OUTSIDE * max(w / self.window[0] - 1, h / self.window[1] - 1, 0)


def _overlap_cost(a: Rect, b: Rect) -> float:
    """The cost of two areas that overlap or are less than 8 px apart."""
    x, y = min(a[2], b[2]) - max(a[0], b[0]) + 8, min(a[3], b[3]) - max(a[1], b[1]) + 8
    return 6 + x * y / 400 + min(x, y) / 4 if x > 0 and y > 0 else 0.0
