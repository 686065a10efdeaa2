"""SVG primitives: numbers, escaped text, path data. No `style` attributes, which content security policies forbid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from pathways.drawing.geometry import Point
from pathways.drawing.glyphs import GLYPHS
from pathways.drawing.text_metrics import clean

__all__ = ["element", "glyph_paths", "number", "path", "quoted", "said"]


def number(value: float) -> str:
    """Return a coordinate, rounded to 0.01, without trailing zeros.

    Example:
        >>> number(3.0), number(2.504), number(-0.001)
        ('3', '2.5', '0')
    """
    text = f"{value:.2f}"
    text = text.rstrip("0").rstrip(".") if text[-1] == "0" else text
    return "0" if text == "-0" else text


@lru_cache(maxsize=5_000)
def said(text: str) -> str:
    """Return text as element content, cleaned and escaped.

    Example:
        >>> said("a < b\\x00")
        'a &lt; b'
    """
    return escape(clean(text))


@lru_cache(maxsize=5_000)
def quoted(text: str) -> str:
    """Return text as an attribute's value with its quotes, cleaned and escaped.

    Example:
        >>> print(quoted('<"a">'))
        "&lt;&quot;a&quot;&gt;"
    """
    return f'"{escape(clean(text), {chr(34): "&quot;"})}"'


def element(name: str, attributes: dict[str, object], content: str = "") -> str:
    """Return an element with escaped attributes; `content` is markup. Attributes that are None are left out.

    Example:
        >>> element("g", {"data-id": "a", "x": 1.50, "role": None})
        '<g data-id="a" x="1.5"/>'
    """
    written = "".join(f" {key}={_value(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: object) -> str:
    return f'"{number(value)}"' if isinstance(value, int | float) else quoted(str(value))


def path(curves: Sequence[Sequence[Point]], closed: bool = False) -> str:
    """Return curves of start + 3n points as path data; straight segments are written as lines.

    Example:
        >>> path([[(0, 0), (1, 0), (2, 0), (3, 0.5)]]), path([[(0, 0), (0, 0), (4, 0), (4, 0)]], closed=True)
        ('M0 0C1 0 2 0 3 0.5', 'M0 0L4 0Z')
    """
    return "".join(_one(curve) + ("Z" if closed else "") for curve in curves)


def _one(curve: Sequence[Point]) -> str:
    parts = [f"M{_pair(curve[0])}"]
    for i in range(1, len(curve) - 2, 3):
        if curve[i] == curve[i - 1] and curve[i + 1] == curve[i + 2]:
            parts.append(f"L{_pair(curve[i + 2])}")
        else:
            parts.append(f"{'C' if parts[-1][0] in 'ML' else ' '}{_pair(curve[i])} {_pair(curve[i + 1])} {_pair(curve[i + 2])}")
    return "".join(parts)


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


@lru_cache(maxsize=64)
def glyph_paths(name: str) -> tuple[tuple[str, str], ...]:
    """Return the path data of a glyph's parts, each with the name of the part: solid or glyph."""
    parts = (("solid", GLYPHS[name].solid), ("glyph", GLYPHS[name].lines))
    return tuple((part, data) for part, data in parts if data)
