"""The smallest pieces of SVG: numbers, elements, escaped text, curves, arrowheads, small drawings.

Attributes only, never `style="..."`: the page's content security policy forbids it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from pathways.geometry import Point
from pathways.glyphs import GLYPHS
from pathways.text import clean
from pathways.vocabulary import Head

__all__ = ["curve", "element", "glyph", "head", "number", "text"]

SPECIAL = frozenset("&<>\"'")


def number(value: float) -> str:
    """A coordinate to 0.01 without needless zeros.

    Example:
        >>> number(3.0), number(2.504), number(-0.001)
        ('3', '2.5', '0')
    """
    text = f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, attributes: dict[str, object], content: str = "") -> str:
    """An element with escaped attributes; `content` is markup. Attributes that are None are left out.

    Example:
        >>> element("g", {"data-id": '<"a">', "x": 1.50, "role": None})
        '<g data-id=\\'&lt;"a"&gt;\\' x="1.5"/>'
    """
    said = "".join([f" {key}={_quoted(value)}" for key, value in attributes.items() if value is not None])
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def _quoted(value: object) -> str:
    if isinstance(value, int | float):
        return f'"{number(value)}"'
    said = clean(str(value))
    return quoteattr(said) if SPECIAL.intersection(said) else f'"{said}"'


def text(lines: Sequence[str], x: float, y: float, *, kind: str = "pw-text", anchor: str | None = None, leading: float = 16) -> str:
    """Lines of text from a first baseline; each is a `tspan` of its own."""
    if len(lines) == 1:
        return element("text", {"class": kind, "x": x, "y": y, "text-anchor": anchor}, escape(clean(lines[0])))
    spans = "".join(element("tspan", {"x": x, "y": y + i * leading}, escape(clean(line))) for i, line in enumerate(lines))
    return element("text", {"class": kind, "text-anchor": anchor}, spans)


def curve(points: Sequence[Point]) -> str:
    """A Bézier of start + 3n points as path data.

    Example:
        >>> curve([(0, 0), (1, 0), (2, 0), (3, 0.5)])
        'M0 0C1 0 2 0 3 0.5'
    """
    pairs = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{pairs[0]}" + (f"C{' '.join(pairs[1:])}" if len(pairs) > 1 else "")


def glyph(name: str, x: float, y: float) -> str:
    """A small drawing with its top left corner at a point."""
    return element("g", {"transform": f"translate({number(x)} {number(y)})"}, _drawing(name))


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    parts = (("pw-solid", GLYPHS[name].solid), ("pw-glyph", GLYPHS[name].lines))
    return "".join(element("path", {"class": kind, "d": data}) for kind, data in parts if data)


def head(kind: Head, tip: Point, direction: Point) -> str:
    """An arrowhead whose point touches `tip`, coming from `direction`; a plain line has none."""
    (x, y), (dx, dy) = tip, direction

    def at(back: float, side: float) -> str:
        return f"{number(x - dx * back - dy * side)} {number(y - dy * back + dx * side)}"

    if kind is Head.TRIANGLE:
        return element("path", {"class": "pw-head", "d": f"M{at(0.6, 0)}L{at(9.4, 4.6)}L{at(9.4, -4.6)}Z"})
    if kind is Head.TBAR:
        return element("path", {"class": "pw-bar", "d": f"M{at(3, 6.5)}L{at(3, -6.5)}"})
    if kind is Head.CIRCLE:
        return element("circle", {"class": "pw-head-open", "cx": x - dx * 4.8, "cy": y - dy * 4.8, "r": 3.8})
    return ""
