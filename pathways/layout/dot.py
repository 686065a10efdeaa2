"""Layered placement by Graphviz dot: a diagram in dot's language, and its answer as boxes and routes.

dot gives by far the fewest crossings of what was measured (27-35 on a map of 45 nodes, against 59-109 by others).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pathways.drawing.geometry import Point
from pathways.errors import LayoutFailed
from pathways.layout.values import Box, Route
from pathways.model.diagram import Diagram
from pathways.model.vocabulary import KindName

__all__ = ["Placed", "Recipe", "depths", "recipes", "run_dot", "shaped"]

WORKER = Path(__file__).with_name("dot_worker.py")
NARROW = (80, 44)  # px between ranks from left to right and from the top down, in which a badge and the head of its arrow have room
BESIDE = 14  # px between boxes of a rank, at least
ENDS = (KindName.OUTCOME, KindName.SYMPTOM)


@dataclass(frozen=True)
class Recipe:
    """How dot is asked. The room between ranks and boxes, in px, is where badges go.

    `native` lets dot choose which arrows to turn around, `sinks` keeps outcomes in the last rank, boxes with one neighbour
    are spread over `stagger` ranks, and `aspect` above 0 is the width by height to which the gaps between boxes are widened.
    """

    rankdir: Literal["LR", "TB"] = "LR"
    ranksep: float = 60
    nodesep: float = 24
    native: bool = False
    sinks: bool = True
    stagger: int = 1
    aspect: float = 0.0


def recipes(count: int) -> tuple[Recipe, ...]:
    """The variants that are tried for a number of boxes; few boxes get more room around them."""
    across, down, beside = _room(count)
    return Recipe("LR", across, beside), Recipe("TB", down, beside + 16)


def shaped(count: int, aspect: float, tightness: float) -> tuple[Recipe, ...]:
    """The variants that are tried for a picture of some width by height, zero for any, with gaps divided by `tightness`."""
    across, down, beside = _room(count)
    across = max(across, NARROW[0]) if aspect else across
    lines = Recipe("LR", max(across / tightness, min(across, NARROW[0])), max(beside / tightness, BESIDE), aspect=aspect)
    rows = Recipe("TB", max(down / tightness, NARROW[1]), max((beside + 16) / tightness, BESIDE + 6), aspect=aspect)
    if count > 24:
        return rows, lines, replace(rows, native=True)
    return rows, lines, replace(rows if count <= 12 else lines, stagger=2)


def _room(count: int) -> tuple[float, float, float]:
    """The room between ranks from left to right, between ranks from the top down, and beside boxes, in px."""
    return (100, 62, 40) if count <= 12 else (84, 52, 30) if count <= 24 else (60, 44, 24)


@dataclass(frozen=True)
class Placed:
    """Boxes and routes as dot gives them, the gaps among the routes."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


def depths(diagram: Diagram) -> dict[str, int]:
    """How many steps each box is from where the map starts: its medicines, else what nothing acts on, else the first box."""
    ids = [node.id for node in diagram.nodes]
    reached = {arrow.target for arrow in diagram.arrows}
    start = [node.id for node in diagram.nodes if node.kind is KindName.DRUG] or [name for name in ids if name not in reached] or ids[:1]
    found = dict.fromkeys(start, 0)
    _spread(found, deque(start), diagram)
    for name in ids:
        if name not in found and name not in reached:
            found[name] = 0
            _spread(found, deque([name]), diagram)
    return {name: found.get(name, 0) for name in ids}


def _spread(found: dict[str, int], queue: deque[str], diagram: Diagram) -> None:
    while queue:
        here = queue.popleft()
        for arrow in diagram.arrows:
            if arrow.source == here and arrow.target not in found:
                found[arrow.target] = found[here] + 1
                queue.append(arrow.target)


def run_dot(diagram: Diagram, boxes: Sequence[Box], recipe: Recipe, *, timeout: float = 10.0) -> Placed:
    """Let dot place sized boxes in a worker process, which is killed after `timeout` seconds.

    Raises:
        LayoutFailed: No answer in time, or none that can be read.
    """
    try:
        asked = _dot(diagram, boxes, recipe).encode()
        command = [sys.executable, "-P", str(WORKER)]  # our own file, run by our own Python
        done = subprocess.run(command, input=asked, capture_output=True, timeout=timeout, check=True)  # noqa: S603
        return _placed(json.loads(done.stdout), diagram, boxes)
    except subprocess.TimeoutExpired as error:
        raise LayoutFailed(f"Graphviz dot did not place {len(boxes)} boxes within {timeout:g} s. Show fewer at once.") from error
    except (subprocess.CalledProcessError, ValueError, KeyError) as error:
        raise LayoutFailed(f"Graphviz dot could not place {len(boxes)} boxes: {error}") from error


def _dot(diagram: Diagram, boxes: Sequence[Box], recipe: Recipe) -> str:
    """The diagram in dot's language; nodes and edges are named by their number, so that no text needs quoting."""
    number = {box.id: f"n{i}" for i, box in enumerate(boxes)}
    depth = depths(diagram)
    ratio = f" ratio={1 / recipe.aspect:.4f};" if recipe.aspect else ""
    lines = [
        "digraph {",
        f"rankdir={recipe.rankdir}; ranksep={recipe.ranksep / 72:.4f}; nodesep={recipe.nodesep / 72:.4f}; splines=true;{ratio}",
        'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none, arrowtail=none];',
        *(f"{number[box.id]} [width={box.w / 72:.5f}, height={box.h / 72:.5f}];" for box in boxes),
        *_clusters(diagram, number),
        *(_ranks(diagram, number) if recipe.sinks else ()),
    ]
    spread = _staggered(diagram, recipe.stagger)
    for name, source, target in _links(diagram):
        back = depth[target] < depth[source] and not recipe.native  # turned around, or feedback would stretch the picture into a strip
        tail, head = (target, source) if back else (source, target)
        lines.append(f"{number[tail]} -> {number[head]} [id={name}{', dir=back' if back else ''}{spread.get(name, '')}];")
    return "\n".join([*lines, "}"])


def _links(diagram: Diagram) -> Iterable[tuple[str, str, str]]:
    for i, arrow in enumerate(diagram.arrows):
        yield f"a{i}", arrow.source, arrow.target
    for i, gap in enumerate(diagram.gaps):
        yield f"g{i}", gap.source, gap.target


def _staggered(diagram: Diagram, ranks: int) -> dict[str, str]:
    """For the lines of boxes with one neighbour, how many ranks each spans, in turn, around each neighbour and on each side."""
    joined: dict[str, set[str]] = {}
    for _, source, target in _links(diagram):
        joined.setdefault(source, set()).add(target)
        joined.setdefault(target, set()).add(source)
    turn: dict[tuple[str, bool], dict[str, int]] = {}
    found = {}
    for name, source, target in _links(diagram):
        for leaf, hub, onward in ((target, source, True), (source, target, False)):
            if ranks > 1 and joined[leaf] == {hub}:
                seen = turn.setdefault((hub, onward), {})
                found[name] = f", minlen={1 + seen.setdefault(leaf, len(seen)) % ranks}"
    return found


def _clusters(diagram: Diagram, number: dict[str, str]) -> Iterable[str]:
    for group in diagram.opened:
        inside = [number[node.id] for node in diagram.members.get(group, ()) if node.id in number]
        yield f"subgraph cluster_{number[group]} {{ margin=12; {'; '.join([number[group], *inside])}; }}"


def _ranks(diagram: Diagram, number: dict[str, str]) -> Iterable[str]:
    """Outcomes in the last rank; boxes in a frame are left out, as dot cannot hold both wishes."""
    framed = {node.id for group in diagram.opened for node in diagram.members.get(group, ())} | set(diagram.opened)
    ends = [number[node.id] for node in diagram.nodes if node.kind in ENDS and node.id not in framed]
    if ends:
        yield f"{{ rank=sink; {'; '.join(ends)}; }}"


def _placed(found: dict[str, Any], diagram: Diagram, boxes: Sequence[Box]) -> Placed:
    height = float(found["bb"].split(",")[3])
    at = {node["name"]: _point(node["pos"], height) for node in found["objects"] if "pos" in node}
    moved = [_centred(box, at[f"n{i}"]) for i, box in enumerate(boxes)]
    names = {f"a{i}": arrow.id for i, arrow in enumerate(diagram.arrows)} | {f"g{i}": gap.id for i, gap in enumerate(diagram.gaps)}
    ends = {arrow.id: arrow.source for arrow in diagram.arrows} | {gap.id: gap.source for gap in diagram.gaps}
    by_id = {box.id: box for box in moved}
    routes = [_route(edge, names[edge["id"]], by_id[ends[names[edge["id"]]]], height) for edge in found.get("edges", ())]
    return Placed(tuple(moved), tuple(routes))


def _route(edge: dict[str, Any], name: str, source: Box, height: float) -> Route:
    """One route from its source to its target, whichever way round dot was given it."""
    points = [_point(pair, height) for pair in edge["pos"].split()]
    first, last = _off(points[0], source), _off(points[-1], source)
    return Route(name, tuple(points if first <= last else reversed(points)))


def _off(point: Point, box: Box) -> float:
    left, top, right, bottom = box.rect
    return max(left - point[0], point[0] - right, 0) + max(top - point[1], point[1] - bottom, 0)


def _point(pair: str, height: float) -> Point:
    x, y = pair.split(",")
    return float(x), height - float(y)


def _centred(box: Box, at: Point) -> Box:
    return replace(box, x=at[0] - box.w / 2, y=at[1] - box.h / 2)
