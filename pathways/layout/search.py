"""The patient search for a good layout, for mechanisms that are stored with their picture.

It starts from a layout that exists, or from dot's, and tries small changes in a fixed order: a box elsewhere, two boxes
exchanged, a region shifted, a line bent otherwise. At first it also accepts some that make things worse (simulated
annealing), so that it gets out of dead ends. Starting from an existing layout keeps every box near its place, so that a
reader finds the map as it was when one relation is added.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pathways.drawing.geometry import Point, distance, rounded
from pathways.layout.areas import held, is_sound, settled
from pathways.layout.badges import sizes_of
from pathways.layout.cost import Board, Line
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
    """How many changes are tried, and how much worse one may make things at the start and at the end."""

    moves: int = 12_000
    hot: float = 2.0
    cold: float = 0.3
    seed: int = 1


POLISH = Effort()
FRESH = Effort(moves=40_000, hot=40.0, cold=0.4)


@dataclass(frozen=True)
class Views:
    """Boxes that are to be seen together, by their ids, each time in a window of `w` by `h` px; they lie on a table of `room` px."""

    boxes: tuple[frozenset[str], ...]
    w: float
    h: float
    room: Point


def search(
    diagram: Diagram, start: Layout | None = None, *, effort: Effort | None = None, aspect: float = WIDE, views: Views | None = None,
) -> Layout:
    """Find a good layout of a width by height, about 1.5 ms for each change tried. The same start gives the same layout.

    `start` may be the layout of another diagram: boxes of the same id begin where they are there, and it is kept itself
    where the search finds nothing better. Without one the search starts from dot's, and takes longer. With `views` it is what
    the search ends with, as they count for more than the shape of the whole.
    """
    effort = effort or (POLISH if start else FRESH)
    begin = start or place(diagram, aspect=aspect)
    board = _board(diagram, aspect, views)
    _begin(board, diagram, begin)
    found = [begin] if _shows(begin, diagram) and is_sound(begin, diagram) else []
    found.append(_finished(board, diagram))
    _settle(board)
    _anneal(board, effort)
    _move_apart(board, diagram)
    _settle(board)
    if views:
        return _finished(board, diagram)
    found.append(_finished(board, diagram))
    return min(found, key=lambda layout: score(layout, diagram).badness_in(aspect))


def _table(aspect: float) -> tuple[float, float]:
    """The room for boxes, as much in every shape."""
    return AREA if aspect == WIDE else (math.sqrt(AREA[0] * AREA[1] * aspect), math.sqrt(AREA[0] * AREA[1] / aspect))


def _shows(layout: Layout, diagram: Diagram) -> bool:
    """Whether a layout has exactly this diagram's boxes, in their sizes, and its lines."""
    mine, theirs = ({(box.id, box.w, box.h, box.lines) for box in boxes} for boxes in (boxes_of(diagram), layout.boxes))
    return mine == theirs and layout.route.keys() == layout.spot.keys() == {link.id for link in links_of(diagram)}


def _board(diagram: Diagram, aspect: float, views: Views | None) -> Board:
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
        return Board(extents, regions, pull, lines, _table(aspect), frames=frames)
    seen = [[number[name] for name in sorted(view) if name in number] for view in views.boxes]
    return Board(extents, regions, [0.0] * len(pull), lines, views.room, [view for view in seen if view], (views.w, views.h), frames)


def _pull(diagram: Diagram) -> list[float]:
    """Medicines and what nothing acts on start at the left, outcomes end at the right; the first and last region likewise."""
    reached = {arrow.target for arrow in diagram.arrows if arrow.sign is not Sign.NONE}
    regions = [region.id for region in diagram.mechanism.regions]
    first, last = (regions[0], regions[-1]) if len(regions) > 1 else ("", "")
    return [
        ENDS.get(node.kind, 0.6 if node.region == last else -0.9 if node.region == first else -0.6 if node.id not in reached else 0.0)
        for node in diagram.nodes
    ]


def _begin(board: Board, diagram: Diagram, start: Layout) -> None:
    """Put boxes where the start has them, new ones as near as they fit; lines get the shape that is nearest to theirs."""
    (left, top), scale = _offset(start), _scale(board, start)
    board.at = [(-1e6 * (i + 1), 0.0) for i in range(len(board.sizes))]
    known = [i for i, node in enumerate(diagram.nodes) if node.id in start.box]
    for i in [*known, *(i for i in range(len(diagram.nodes)) if i not in known)]:
        box = start.box.get(diagram.nodes[i].id)
        x, y = box.centre if box else _near(diagram, i, start)
        board.at[i] = _fitting(board, i, ((x - left) * scale, (y - top) * scale))
    for k, (line, link) in enumerate(zip(board.lines, links_of(diagram), strict=True)):
        if link.id in start.route and scale == 1:
            points = [(x - left, y - top) for x, y in start.route[link.id].points]
            board.shape[k] = SHAPES.index(shape_of(points, board.rect(line.source), board.rect(line.target), line.shift))
    board.draw_all()


def _scale(board: Board, start: Layout) -> float:
    """By how much a start is shrunk that is far too large, as dot's are; a small overhang is kept, and shrinks in the search."""
    fit = min(board.width / start.width, board.height / start.height) if start.boxes else 1.0
    return fit if fit < 0.85 else 1.0


def _offset(start: Layout) -> Point:
    """How far a finished layout was shifted by its margin, so that a rebuild does not wander."""
    return (min(box.x for box in start.boxes), min(box.y for box in start.boxes) - 16) if start.boxes else (0.0, 0.0)


def _near(diagram: Diagram, i: int, start: Layout) -> Point:
    """Where a new box begins: at its group, else amid what it is joined to, else in the middle."""
    node = diagram.nodes[i]
    if node.group and node.group in start.box:
        return start.box[node.group].centre
    others = [b if a == node.id else a for a, b in ((item.source, item.target) for item in links_of(diagram)) if node.id in (a, b)]
    found = [start.box[name].centre for name in others if name in start.box]
    if not found:
        return start.width / 2, start.height / 2
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def _fitting(board: Board, i: int, at: Point) -> Point:
    """The nearest free place to a wish, searched in widening rings; the wish itself where there is none."""
    w, h = board.sizes[i]
    wish = (min(max(at[0], w / 2), board.width - w / 2), min(max(at[1], 16 + h / 2), board.height - h / 2))
    for ring in range(60):
        steps = range(-ring, ring + 1)
        around = [(wish[0] + GRID[0] * a, wish[1] + GRID[1] * b) for a in steps for b in steps if max(abs(a), abs(b)) == ring]
        for place_ in sorted(around, key=lambda point: distance(point, wish)):
            if board.fits(i, place_):
                return place_
    return wish


def _settle(board: Board) -> None:
    """Give each line in turn the shape that costs least, until none changes."""
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


def _with_shape(board: Board, k: int, shape: int) -> float:
    board.shape[k] = shape
    board.draw(k)
    return board.cost((k,), ())


@dataclass(frozen=True)
class _Change:
    """What is tried: new places for some boxes, a new shape for some lines."""

    places: Mapping[int, Point]
    shapes: Mapping[int, int]


def _anneal(board: Board, effort: Effort) -> None:
    chance = random.Random(effort.seed)  # noqa: S311  a fixed order of tries, no secret
    best, kept = board.total(), (list(board.at), list(board.shape))
    now = best
    for n in range(effort.moves):
        heat = effort.hot * (effort.cold / effort.hot) ** (n / effort.moves)
        now += _try(board, _change(board, chance), heat, chance)
        if now < best - 1e-6:
            best, kept = now, (list(board.at), list(board.shape))
    board.at, board.shape = kept
    board.draw_all()


def _change(board: Board, chance: random.Random) -> _Change:
    kind, i = chance.random(), chance.randrange(len(board.sizes))
    if kind < 0.4 and board.lines:
        k = chance.randrange(len(board.lines))
        return _Change({}, {k: 0 if chance.random() < 0.35 else chance.randrange(len(SHAPES))})
    if kind < 0.85:
        return _Change({i: _step(board, i, chance)}, _reshaped(board, (i,), chance))
    if kind < 0.95:
        j = chance.randrange(len(board.sizes))
        return _Change({i: board.at[j], j: board.at[i]} if i != j else {}, {})
    dx, dy = GRID[0] * chance.randint(-4, 4), GRID[1] * chance.randint(-5, 5)
    return _Change({j: (board.at[j][0] + dx, board.at[j][1] + dy) for j in board.inside[board.regions[i]]}, {})


def _step(board: Board, i: int, chance: random.Random) -> Point:
    """A place near by, now and then in line with another box."""
    x, y = board.at[i]
    x, y = x + GRID[0] * chance.randint(-6, 6), y + GRID[1] * chance.randint(-6, 6)
    other = board.at[chance.randrange(len(board.sizes))]
    turn = chance.random()
    return (other[0], y) if turn < 0.12 else (x, other[1]) if turn < 0.24 else (x, y)


def _reshaped(board: Board, boxes: Iterable[int], chance: random.Random) -> dict[int, int]:
    if chance.random() > 0.3:
        return {}
    return {k: 0 if chance.random() < 0.5 else chance.randrange(len(SHAPES)) for i in boxes for k in board.of[i] if chance.random() < 0.3}


def _try(board: Board, change: _Change, heat: float, chance: random.Random) -> float:
    """Make a change and keep it if it is good enough; the answer is by how much the cost changed."""
    places = change.places
    if not _possible(board, places):
        return 0.0
    touched = {k for i in places for k in board.of[i]} | set(change.shapes)
    before = (dict(enumerate(board.at)), {k: (board.shape[k], board.path[k], board.bound[k]) for k in touched})
    old = board.cost(touched, places) + (board.apart() if places else 0)
    for i, at in places.items():
        board.at[i] = at
    for k, shape in change.shapes.items():
        board.shape[k] = shape
    for k in touched:
        board.draw(k)
    worse = board.cost(touched, places) + (board.apart() if places else 0) - old
    if worse <= 0 or chance.random() < math.exp(-worse / heat):
        return worse
    for i in places:
        board.at[i] = before[0][i]
    for k, (shape, path, bound) in before[1].items():
        board.shape[k], board.path[k], board.bound[k] = shape, path, bound
    return 0.0


def _possible(board: Board, places: Mapping[int, Point]) -> bool:
    before = {i: board.at[i] for i in places}
    for i, at in places.items():
        board.at[i] = at
    fits = all(board.fits(i, at) for i, at in places.items())
    for i, at in before.items():
        board.at[i] = at
    return fits


def _boxes(board: Board, diagram: Diagram) -> list[Box]:
    return [replace(box, x=x - box.w / 2, y=y - box.h / 2) for box, (x, y) in zip(boxes_of(diagram), board.at, strict=True)]


def _move_apart(board: Board, diagram: Diagram) -> None:
    """Make the areas hold now, where they do not, so that lines can still be bent to that."""
    board.at = [box.centre for box in settled(diagram, _boxes(board, diagram), regions=True)]
    board.draw_all()


def _finished(board: Board, diagram: Diagram) -> Layout:
    items, ends = links_of(diagram), ends_of(diagram)

    def draw(boxes: Sequence[Box]) -> Iterable[Route]:
        rects = {box.id: box.rect for box in boxes}
        for item, shape, line in zip(items, board.shape, board.lines, strict=True):
            curve = curve_between(rects[item.source], rects[item.target], SHAPES[shape], line.shift)
            yield detoured(Route(item.id, rounded(curve)), *ends[item.id], rects)

    return finished(diagram, _boxes(board, diagram), draw, regions=True)
