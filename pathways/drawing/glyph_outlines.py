"""Glyphs as Bézier curves, for formats without SVG path data; fontTools converts the paths, including arcs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pathways.drawing.geometry import Point, rounded
from pathways.drawing.glyphs import GLYPHS

__all__ = ["Outline", "outline"]


@dataclass(frozen=True)
class Outline:
    """`solid` curves are filled together; each of `lines` is stroked, and tells whether it is closed."""

    solid: tuple[tuple[Point, ...], ...]
    lines: tuple[tuple[tuple[Point, ...], bool], ...]


@lru_cache(maxsize=64)
def outline(name: str) -> Outline:
    """Return a glyph as curves of start + 3n points in its square of 12 x 12.

    Example:
        >>> outline("tick").lines
        ((((0.9, 4.5), (0.9, 4.5), (3.0, 6.8), (3.0, 6.8), (3.0, 6.8), (7.0, 1.6), (7.0, 1.6)), False),)
    """
    glyph = GLYPHS[name]
    return Outline(tuple(curve for curve, _ in _curves(glyph.solid)), tuple(_curves(glyph.lines)))


def _curves(path: str) -> list[tuple[tuple[Point, ...], bool]]:
    from fontTools.pens.recordingPen import RecordingPen  # fontTools takes 0.3 s to import, and an SVG does not need it
    from fontTools.svgLib.path import parse_path

    pen = RecordingPen()
    parse_path(path, pen)
    found: list[tuple[list[Point], bool]] = []
    for command, points in pen.value:
        _append(found, command, points)
    return [(rounded(curve), closed) for curve, closed in found]


def _append(found: list[tuple[list[Point], bool]], command: str, points: Any) -> None:
    """Append one drawing command of fontTools to the curves found so far."""
    if command == "moveTo":
        found.append(([points[0]], False))
        return
    curve = found[-1][0]
    if command == "lineTo":
        curve += [curve[-1], points[0], points[0]]
    elif command == "curveTo":
        curve += points
    elif command == "closePath":
        if curve[-1] != curve[0]:
            curve += [curve[-1], curve[0], curve[0]]
        found[-1] = (curve, True)
