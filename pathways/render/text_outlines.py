"""Text as curves, for halos in a PDF, which must not be found or read as text, and for characters of a font that is not embedded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import uharfbuzz

from pathways.drawing.geometry import Point
from pathways.drawing.text_metrics import Run, Weight, font_of, runs, width

__all__ = ["letters"]


@lru_cache(maxsize=200)
def letters(text: str, size: float, weight: Weight = "regular") -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of a line as closed curves of start + 3n points, y downwards, with the baseline's start at 0, 0.

    Example:
        >>> letters("l", 100)[0][:4]
        ((16.7, 0.0), (16.7, 0.0), (8.59, 0.0), (8.59, 0.0))
    """
    found: list[tuple[Point, ...]] = []
    left = 0.0
    for run in runs(text):
        found += _outlines(run, size, weight, left)
        left += width(run.text, size, weight)
    return tuple(found)


def _outlines(run: Run, size: float, weight: Weight, left: float) -> Iterator[tuple[Point, ...]]:
    font, pen = font_of(run, weight), _Outlines()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        font.draw_glyph_with_pen(info.codepoint, pen)
        pen.x += at.x_advance
    scale = size / font.face.upem
    for curve in pen.curves:
        yield tuple((round(left + x * scale, 2), round(-y * scale, 2) + 0.0) for x, y in curve)


class _Outlines:
    """A pen in the protocol of fontTools that collects the outlines of glyphs; quadratic curves become cubic ones."""

    def __init__(self) -> None:
        self.x = 0.0
        self.curves: list[list[Point]] = []

    def _right(self, point: Point) -> Point:
        return point[0] + self.x, point[1]

    def moveTo(self, point: Point) -> None:  # noqa: N802
        self.curves.append([self._right(point)])

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self.curves[-1] += [self.curves[-1][-1], self._right(point), self._right(point)]

    def qCurveTo(self, handle: Point, end: Point) -> None:  # noqa: N802
        (x, y), (hx, hy), (ex, ey) = self.curves[-1][-1], self._right(handle), self._right(end)
        self.curves[-1] += [((x + 2 * hx) / 3, (y + 2 * hy) / 3), ((ex + 2 * hx) / 3, (ey + 2 * hy) / 3), (ex, ey)]

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self.curves[-1] += map(self._right, points)

    def closePath(self) -> None:  # noqa: N802
        """Do nothing: an outline ends where it begins."""
