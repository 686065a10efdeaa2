"""Layered placement by Graphviz dot: the diagram is written in dot's language, its output read as boxes and routes.

dot gave by far the fewest crossings of the programs compared (27-35 on a map of 45 nodes, others 59-109).
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
NARROW = (80, 44)  # least px between ranks, from left to right and from the top down, for a badge and an arrowhead
BESIDE = 14  # px between boxes of a rank, at least
ENDS = (KindName.OUTCOME, KindName.SYMPTOM)


@dataclass(frozen=True)
class Recipe:
    """The parameters of one run of dot. The gaps between ranks and boxes, in px, leave space for badges.

    `native` lets dot choose which arrows to reverse, `sinks` keeps outcomes in the last rank, boxes with one neighbour are
    distributed over `stagger` ranks, and `aspect` above 0 is the ratio of width to height to which gaps are widened.
    """

    rankdir: Literal["LR", "TB"] = "LR"
    ranksep: float = 60
    nodesep: float = 24
    native: bool = False
    sinks: bool = True
    stagger: int = 1
    aspect: float = 0.0


def recipes(count: int) -> tuple[Recipe, ...]:
    """The variants to try for a number of boxes; the fewer boxes, the larger the gaps."""
    across, down, beside = _gaps_by_count(count)
    return Recipe("LR", across, beside), Recipe("TB", down, beside + 16)


def shaped(count: int, aspect: float, tightness: float) -> tuple[Recipe, ...]:
    """The variants to try for a ratio of width to height, zero for any, with gaps divided by `tightness`."""
    across, down, beside = _gaps_by_count(count)
    across = max(across, NARROW[0]) if aspect else across
    lines = Recipe("LR", max(across / tightness, min(across, NARROW[0])), max(beside / tightness, BESIDE), aspect=aspect)
    rows = Recipe("TB", max(down / tightness, NARROW[1]), max((beside + 16) / tightness, BESIDE + 6), aspect=aspect)
    if count > 24:
        return rows, lines, replace(rows, native=True)
    return rows, lines, replace(rows if count <= 12 else lines, stagger=2)


def _gaps_by_count(count: int) -> tuple[float, float, float]:
    """The gaps in px between ranks from left to right, between ranks from the top down, and between boxes of a rank."""
    return (100, 62, 40) if count <= 12 else (84, 52, 30) if count <= 24 else (60, 44, 24)


@dataclass(frozen=True)
class Placed:
    """Boxes and routes from dot, including the routes of gaps."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


def depths(diagram: Diagram) -> dict[str, int]:
    """The distance of each box, in arrows, from the start of the map: its medicines, else boxes without incoming arrows, else the first."""
    ids = [node.id for node in diagram.nodes]
    reached = {arrow.target for arrow in diagram.arrows}
    start = [node.id for node in diagram.nodes if node.kind is KindName.DRUG] or [name for name in ids if name not in reached] or ids[:1]
    found = dict.fromkeys(start, 0)
    _add_reachable(found, deque(start), diagram)
    for name in ids:
        if name not in found and name not in reached:
            found[name] = 0
            _add_reachable(found, deque([name]), diagram)
    return {name: found.get(name, 0) for name in ids}


def _add_reachable(found: dict[str, int], queue: deque[str], diagram: Diagram) -> None:
    while queue:
        box = queue.popleft()
        for arrow in diagram.arrows:
            if arrow.source == box and arrow.target not in found:
                found[arrow.target] = found[box] + 1
                queue.append(arrow.target)


def run_dot(diagram: Diagram, boxes: Sequence[Box], recipe: Recipe, *, timeout: float = 10.0) -> Placed:
    """Place sized boxes with dot in a worker process, which is killed after `timeout` seconds.

    Raises:
        LayoutFailed: No output in time, or none that can be read.
    """
    try:
        command = [sys.executable, "-P", str(WORKER)]  # a file of this package, run by the same Python
        graph = _dot(diagram, boxes, recipe).encode()
        done = subprocess.run(command, input=graph, capture_output=True, timeout=timeout, check=True)  # noqa: S603
        return _placed(json.loads(done.stdout), diagram, boxes)
    except subprocess.TimeoutExpired as error:
        raise LayoutFailed(f"Graphviz dot did not place {len(boxes)} boxes within {timeout:g} s. Show fewer at once.") from error
    except (subprocess.CalledProcessError, ValueError, KeyError) as error:
        raise LayoutFailed(f"Graphviz dot could not place {len(boxes)} boxes: {error}") from error


def _dot(diagram: Diagram, boxes: Sequence[Box], recipe: Recipe) -> str:
    """The diagram in dot's language; nodes and edges are named by index, so that no text needs quoting."""
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
    spans = _staggered(diagram, recipe.stagger)
    for name, source, target in _links(diagram):
        back = depth[target] < depth[source] and not recipe.native  # reversed, as feedback would add ranks
        tail, head = (target, source) if back else (source, target)
        lines.append(f"{number[tail]} -> {number[head]} [id={name}{', dir=back' if back else ''}{spans.get(name, '')}];")
    return "\n".join([*lines, "}"])


def _links(diagram: Diagram) -> Iterable[tuple[str, str, str]]:
    for i, arrow in enumerate(diagram.arrows):
        yield f"a{i}", arrow.source, arrow.target
    for i, gap in enumerate(diagram.gaps):
        yield f"g{i}", gap.source, gap.target


def _staggered(diagram: Diagram, ranks: int) -> dict[str, str]:
    """The attribute `minlen` for lines to boxes with one neighbour, in turn 1 to `ranks` on each side of the neighbour."""
    joined: dict[str, set[str]] = {}
    for _, source, target in _links(diagram):
        joined.setdefault(source, set()).add(target)
        joined.setdefault(target, set()).add(source)
    order_by_side: dict[tuple[str, bool], dict[str, int]] = {}
    found = {}
    for name, source, target in _links(diagram):
        for leaf, hub, onward in ((target, source, True), (source, target, False)):
            if ranks > 1 and joined[leaf] == {hub}:
                seen = order_by_side.setdefault((hub, onward), {})
                found[name] = f", minlen={1 + seen.setdefault(leaf, len(seen)) % ranks}"
    return found


def _clusters(diagram: Diagram, number: dict[str, str]) -> Iterable[str]:
    for group in diagram.opened:
        inside = [number[node.id] for node in diagram.members.get(group, ()) if node.id in number]
        yield f"subgraph cluster_{number[group]} {{ margin=12; {'; '.join([number[group], *inside])}; }}"


def _ranks(diagram: Diagram, number: dict[str, str]) -> Iterable[str]:
    """Outcomes in the last rank, without boxes in a frame, as dot cannot satisfy both constraints."""
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
    """One route from its source to its target, also where dot was given the reverse."""
    points = [_point(pair, height) for pair in edge["pos"].split()]
    first, last = _distance(points[0], source), _distance(points[-1], source)
    return Route(name, tuple(points if first <= last else reversed(points)))


def _distance(point: Point, box: Box) -> float:
    left, top, right, bottom = box.rect
    return max(left - point[0], point[0] - right, 0) + max(top - point[1], point[1] - bottom, 0)


def _point(pair: str, height: float) -> Point:
    x, y = pair.split(",")
    return float(x), height - float(y)


def _centred(box: Box, at: Point) -> Box:
    return replace(box, x=at[0] - box.w / 2, y=at[1] - box.h / 2)
