"""Search for a layout by simulated annealing, for mechanisms that are stored with their layout.

It starts from an existing layout, or from dot's, and tries small changes in a reproducible order: one box moved, two boxes
exchanged, a region shifted, a line bent differently. At first it also accepts changes that increase the cost, so that it
leaves local minima. Starting from an existing layout keeps every box near its position, so that readers still know the map
after a relation was added.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pathways.drawing.geometry import Point, distance, rounded
from pathways.layout.areas import held, is_sound, settled
from pathways.layout.badges import sizes_of
from pathways.layout.cost import Line, SearchState
from pathways.layout.curves import SHAPES, curve_between, shifts
from pathways.layout.place import boxes_of, finished, place
from pathways.layout.reroute import detoured, shape_of
from pathways.layout.score import WIDE, ends_of, links_of, score
from pathways.layout.values import Box, Layout, Route
from pathways.model.diagram import Diagram
from pathways.model.relations import Sign
from pathways.model.vocabulary import KindName

__all__ = ["FRESH", "POLISH", "Effort", "Views", "search"]

AREA = (1372.0, 716.0)  # px; with its margins the picture fills 1280x660 at a scale of 0.88, so 12 px stay above 10
GRID = (10.0, 6.0)
ENDS = {KindName.SYMPTOM: 1.2, KindName.OUTCOME: 0.6}


@dataclass(frozen=True)
class Effort:
    """The number of changes tried, the temperatures at the start and at the end, and the seed of the random numbers."""

    moves: int = 12_000
    hot: float = 2.0
    cold: float = 0.3
    seed: int = 1


POLISH = Effort()
FRESH = Effort(moves=40_000, hot=40.0, cold=0.4)


@dataclass(frozen=True)
class Views:
    """Sets of boxes, by id, that must each fit into a window of `w` by `h` px; `room` is the size of the whole picture in px."""

    boxes: tuple[frozenset[str], ...]
    w: float
    h: float
    room: Point


def search(
    diagram: Diagram, start: Layout | None = None, *, effort: Effort | None = None, aspect: float = WIDE, views: Views | None = None,
) -> Layout:
    """Search for a layout with a ratio of width to height, about 1.5 ms for each change tried. The same start gives the same layout.

    `start` may be the layout of another diagram: boxes of the same id start at their positions there. A start that fits the diagram
    is returned if nothing better is found. Without one the search starts from dot's layout, and takes longer. With `views` the
    final state is returned, as they count for more than the form of the whole.
    """
    effort = effort or (POLISH if start else FRESH)
    first = start or place(diagram, aspect=aspect)
    board = _board(diagram, aspect, views)
    _initialise(board, diagram, first)
    found = [first] if _shows(first, diagram) and is_sound(first, diagram) else []
    found.append(_finished(board, diagram))
    _bend_lines(board)
    _anneal(board, effort)
    _move_apart(board, diagram)
    _bend_lines(board)
    if views:
        return _finished(board, diagram)
    found.append(_finished(board, diagram))
    return min(found, key=lambda layout: score(layout, diagram).badness_in(aspect))


def _picture_size(aspect: float) -> tuple[float, float]:
    """The width and height available for boxes, of the same area for every ratio."""
    return AREA if aspect == WIDE else (math.sqrt(AREA[0] * AREA[1] * aspect), math.sqrt(AREA[0] * AREA[1] / aspect))


def _shows(layout: Layout, diagram: Diagram) -> bool:
    """Whether a layout has exactly this diagram's boxes, in their sizes, and its lines."""
    mine, theirs = ({(box.id, box.w, box.h, box.lines) for box in boxes} for boxes in (boxes_of(diagram), layout.boxes))
    return mine == theirs and layout.route.keys() == layout.spot.keys() == {link.id for link in links_of(diagram)}


def _board(diagram: Diagram, aspect: float, views: Views | None) -> SearchState:
    boxes = boxes_of(diagram)
    number = {box.id: i for i, box in enumerate(boxes)}
    items = links_of(diagram)
    beside, sizes = shifts((item.id, item.source, item.target) for item in items), sizes_of(diagram)
    signs = {arrow.id: arrow.sign for arrow in diagram.arrows}
    lines = [
        Line(number[item.source], number[item.target], sizes[item.id][0], beside[item.id], signs.get(item.id) is not Sign.NONE)
        for item in items
    ]
    regions = [node.region for node in diagram.nodes]
    extents, pull = [(box.w, box.h) for box in boxes], _pull(diagram)
    framed = held(diagram, regions=bool(diagram.mechanism.regions)).values()
    frames = [[number[name] for name in names] for names in framed]
    if not views:
        return SearchState(extents, regions, pull, lines, _picture_size(aspect), frames=frames)
    seen = [[number[name] for name in sorted(view) if name in number] for view in views.boxes]
    return SearchState(extents, regions, [0.0] * len(pull), lines, views.room, [view for view in seen if view], (views.w, views.h), frames)


def _pull(diagram: Diagram) -> list[float]:
    """The pull of each box: to the left for boxes without causes and the first region, to the right for outcomes and the last region."""
    reached = {arrow.target for arrow in diagram.arrows if arrow.sign is not Sign.NONE}
    regions = [region.id for region in diagram.mechanism.regions]
    first, last = (regions[0], regions[-1]) if len(regions) > 1 else ("", "")
    return [
        ENDS.get(node.kind, 0.6 if node.region == last else -0.9 if node.region == first else -0.6 if node.id not in reached else 0.0)
        for node in diagram.nodes
    ]


def _initialise(board: SearchState, diagram: Diagram, start: Layout) -> None:
    """Set the boxes to their positions in the start, as near as they fit, and lines to the nearest shape."""
    (left, top), scale = _offset(start), _scale(board, start)
    board.at = [(-1e6 * (i + 1), 0.0) for i in range(len(board.sizes))]
    known = [i for i, node in enumerate(diagram.nodes) if node.id in start.box]
    for i in [*known, *(i for i in range(len(diagram.nodes)) if i not in known)]:
        box = start.box.get(diagram.nodes[i].id)
        x, y = box.centre if box else _first_position(diagram, i, start)
        board.at[i] = _fitting(board, i, ((x - left) * scale, (y - top) * scale))
    for k, (line, link) in enumerate(zip(board.lines, links_of(diagram), strict=True)):
        if link.id in start.route and scale == 1:
            points = [(x - left, y - top) for x, y in start.route[link.id].points]
            board.shape[k] = SHAPES.index(shape_of(points, board.rect(line.source), board.rect(line.target), line.shift))
    board.draw_all()


def _scale(board: SearchState, start: Layout) -> float:
    """The factor by which a much too large start, as from dot, is scaled down; a slightly too large one shrinks in the search."""
    fit = min(board.width / start.width, board.height / start.height) if start.boxes else 1.0
    return fit if fit < 0.85 else 1.0


def _offset(start: Layout) -> Point:
    """The offset of the start's content, removed so that repeated searches do not shift the layout."""
    return (min(box.x for box in start.boxes), min(box.y for box in start.boxes) - 16) if start.boxes else (0.0, 0.0)


def _first_position(diagram: Diagram, i: int, start: Layout) -> Point:
    """The first position of an added box: at its group, else at the mean of its neighbours, else in the middle."""
    node = diagram.nodes[i]
    if node.group and node.group in start.box:
        return start.box[node.group].centre
    others = [b if a == node.id else a for a, b in ((item.source, item.target) for item in links_of(diagram)) if node.id in (a, b)]
    found = [start.box[name].centre for name in others if name in start.box]
    if not found:
        return start.width / 2, start.height / 2
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def _fitting(board: SearchState, i: int, at: Point) -> Point:
    """The free position nearest to the wanted one, searched in growing rings; the wanted one itself where there is none."""
    w, h = board.sizes[i]
    wanted = (min(max(at[0], w / 2), board.width - w / 2), min(max(at[1], 16 + h / 2), board.height - h / 2))
    for ring in range(60):
        steps = range(-ring, ring + 1)
        around = [(wanted[0] + GRID[0] * a, wanted[1] + GRID[1] * b) for a in steps for b in steps if max(abs(a), abs(b)) == ring]
        for point in sorted(around, key=lambda point: distance(point, wanted)):
            if board.fits(i, point):
                return point
    return wanted


def _bend_lines(board: SearchState) -> None:
    """Set each line in turn to the shape with the least cost, until none changes, at most four times."""
    for _ in range(4):
        changed = False
        for k in range(len(board.lines)):
            before = board.shape[k]
            costs = [(_with_shape(board, k, shape), shape) for shape in (before, *range(len(SHAPES)))]
            best = min(costs, key=lambda pair: pair[0])[1]
            _with_shape(board, k, best)
            changed |= best != before
        if not changed:
            break


def _with_shape(board: SearchState, k: int, shape: int) -> float:
    board.shape[k] = shape
    board.draw(k)
    return board.cost((k,), ())


@dataclass(frozen=True)
class _Change:
    """A change to try: new centres of some boxes, new shapes of some lines, by index."""

    places: Mapping[int, Point]
    shapes: Mapping[int, int]


def _anneal(board: SearchState, effort: Effort) -> None:
    rng = random.Random(effort.seed)  # noqa: S311  a reproducible sequence, not a secret
    best, state = board.total(), (list(board.at), list(board.shape))
    now = best
    for n in range(effort.moves):
        temperature = effort.hot * (effort.cold / effort.hot) ** (n / effort.moves)
        now += _attempt(board, _change(board, rng), temperature, rng)
        if now < best - 1e-6:
            best, state = now, (list(board.at), list(board.shape))
    board.at, board.shape = state
    board.draw_all()


def _change(board: SearchState, rng: random.Random) -> _Change:
    kind, i = rng.random(), rng.randrange(len(board.sizes))
    if kind < 0.4 and board.lines:
        k = rng.randrange(len(board.lines))
        return _Change({}, {k: 0 if rng.random() < 0.35 else rng.randrange(len(SHAPES))})
    if kind < 0.85:
        return _Change({i: _step(board, i, rng)}, _reshaped(board, (i,), rng))
    if kind < 0.95:
        j = rng.randrange(len(board.sizes))
        return _Change({i: board.at[j], j: board.at[i]} if i != j else {}, {})
    dx, dy = GRID[0] * rng.randint(-4, 4), GRID[1] * rng.randint(-5, 5)
    return _Change({j: (board.at[j][0] + dx, board.at[j][1] + dy) for j in board.inside[board.regions[i]]}, {})


def _step(board: SearchState, i: int, rng: random.Random) -> Point:
    """A nearby position, sometimes aligned with another box."""
    x, y = board.at[i]
    x, y = x + GRID[0] * rng.randint(-6, 6), y + GRID[1] * rng.randint(-6, 6)
    other = board.at[rng.randrange(len(board.sizes))]
    kind = rng.random()
    return (other[0], y) if kind < 0.12 else (x, other[1]) if kind < 0.24 else (x, y)


def _reshaped(board: SearchState, boxes: Iterable[int], rng: random.Random) -> dict[int, int]:
    if rng.random() > 0.3:
        return {}
    return {k: 0 if rng.random() < 0.5 else rng.randrange(len(SHAPES)) for i in boxes for k in board.of[i] if rng.random() < 0.3}


def _attempt(board: SearchState, change: _Change, temperature: float, rng: random.Random) -> float:
    """Apply a change, undo it if it is not accepted, and return the difference in cost."""
    places = change.places
    if not _possible(board, places):
        return 0.0
    affected = {k for i in places for k in board.of[i]} | set(change.shapes)
    centres = {i: board.at[i] for i in places}
    lines = {k: (board.shape[k], board.path[k], board.bound[k]) for k in affected}
    old = board.cost(affected, places) + (board.apart() if places else 0)
    for i, at in places.items():
        board.at[i] = at
    for k, shape in change.shapes.items():
        board.shape[k] = shape
    for k in affected:
        board.draw(k)
    worse = board.cost(affected, places) + (board.apart() if places else 0) - old
    if worse <= 0 or rng.random() < math.exp(-worse / temperature):
        return worse
    for i, at in centres.items():
        board.at[i] = at
    for k, (shape, path, bound) in lines.items():
        board.shape[k], board.path[k], board.bound[k] = shape, path, bound
    return 0.0


def _possible(board: SearchState, places: Mapping[int, Point]) -> bool:
    before = {i: board.at[i] for i in places}
    for i, at in places.items():
        board.at[i] = at
    fits = all(board.fits(i, at) for i, at in places.items())
    for i, at in before.items():
        board.at[i] = at
    return fits


def _boxes(board: SearchState, diagram: Diagram) -> list[Box]:
    return [replace(box, x=x - box.w / 2, y=y - box.h / 2) for box, (x, y) in zip(boxes_of(diagram), board.at, strict=True)]


def _move_apart(board: SearchState, diagram: Diagram) -> None:
    """Move boxes apart where the layout is not sound, before lines are bent for the last time."""
    board.at = [box.centre for box in settled(diagram, _boxes(board, diagram), regions=True)]
    board.draw_all()


def _finished(board: SearchState, diagram: Diagram) -> Layout:
    items, ends = links_of(diagram), ends_of(diagram)

    def draw(boxes: Sequence[Box]) -> Iterable[Route]:
        rects = {box.id: box.rect for box in boxes}
        for item, shape, line in zip(items, board.shape, board.lines, strict=True):
            curve = curve_between(rects[item.source], rects[item.target], SHAPES[shape], line.shift)
            yield detoured(Route(item.id, rounded(curve)), *ends[item.id], rects)

    return finished(diagram, _boxes(board, diagram), draw, regions=True)
