"""The values of a layout, as frozen numbers, and their JSON.

A layout has ids and rectangles, but no mechanism or colours, so that it can be stored, changed by hand and drawn by
any writer. Everything is in px at 1:1, y downwards, rounded to 0.01; rectangles are given by their top left corner.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from pathways.drawing.geometry import Point, Rect, rounded

__all__ = ["Box", "Frame", "Layout", "Route", "Spot", "layout_from_json", "layout_to_json"]


@dataclass(frozen=True)
class Spot:
    """A rectangle with an id: the place of an arrow's badge or of a gap's tag."""

    id: str
    x: float
    y: float
    w: float
    h: float

    @property
    def rect(self) -> Rect:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.w, self.y + self.h

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.x + self.w / 2, self.y + self.h / 2


@dataclass(frozen=True)
class Box(Spot):
    """A drawn node, sized to its lines of text."""

    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame(Spot):
    """An area with a title: a region of the picture, or an open group around its members."""

    title: str = ""
    region: bool = False
    corner: str = "top-left"  # of the title: top or bottom, left or right


@dataclass(frozen=True)
class Route:
    """The curve of an arrow or gap: a cubic Bézier of start + 3n points.

    It starts on the border of its source's box; its last point is the tip, on the border of its target's box.
    """

    id: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """The layout of a whole picture. `routes` are in drawing order, the last on top.

    `gaps` are the routes of gaps; their tags are among the `spots`, by the gap's id.
    """

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    routes: tuple[Route, ...] = ()
    spots: tuple[Spot, ...] = ()
    frames: tuple[Frame, ...] = ()
    gaps: tuple[Route, ...] = ()

    @cached_property
    def box(self) -> dict[str, Box]:
        """The boxes by id."""
        return {box.id: box for box in self.boxes}

    @cached_property
    def route(self) -> dict[str, Route]:
        """The routes of arrows and gaps by id."""
        return {route.id: route for route in (*self.routes, *self.gaps)}

    @cached_property
    def spot(self) -> dict[str, Spot]:
        """The places of badges and tags by id."""
        return {spot.id: spot for spot in self.spots}

    @property
    def has_regions(self) -> bool:
        """Whether regions are drawn."""
        return any(frame.region for frame in self.frames)

    def without_regions(self) -> Layout:
        """The layout without its regions; the frames of open groups remain."""
        return replace(self, frames=tuple(frame for frame in self.frames if not frame.region)) if self.has_regions else self


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """The layout as plain JSON values, coordinates to 0.01 px.

    Example:
        >>> layout = Layout(10, 5, boxes=(Box("a", 1, 1, 3, 2, ("A",)),), routes=(Route("a-b", ((1, 2), (3, 4), (5, 6), (7, 8))),))
        >>> layout_from_json(layout_to_json(layout)) == layout
        True
    """
    found = asdict(layout)
    for kind in ("routes", "gaps"):
        found[kind] = [{"id": route.id, "points": [list(point) for point in rounded(route.points)]} for route in getattr(layout, kind)]
    return found


def layout_from_json(found: dict[str, Any]) -> Layout:
    """The layout that `layout_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: The values are not those of a layout.
    """
    return Layout(
        width=float(found["width"]),
        height=float(found["height"]),
        boxes=tuple(Box(**{**box, "lines": tuple(box["lines"])}) for box in found["boxes"]),
        routes=tuple(_route(route) for route in found["routes"]),
        spots=tuple(Spot(**spot) for spot in found["spots"]),
        frames=tuple(Frame(**frame) for frame in found["frames"]),
        gaps=tuple(_route(route) for route in found["gaps"]),
    )


def _route(found: dict[str, Any]) -> Route:
    return Route(found["id"], tuple((float(x), float(y)) for x, y in found["points"]))
