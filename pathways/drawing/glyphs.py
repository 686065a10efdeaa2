"""Glyphs, small drawings for what fonts lack: kinds of evidence, kinds of node, tick and cross.

Each is one or two SVG paths in a square of 12 x 12 (ticks and crosses 8 x 8). They differ by shape, not by colour.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GLYPHS", "Glyph"]


@dataclass(frozen=True)
class Glyph:
    """`lines` are stroked, `solid` is filled; either may be empty."""

    lines: str = ""
    solid: str = ""


def _disc(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _person(x: float) -> str:
    return f"{_disc(x, 2.9, 2.1)}M{x - 3.6:g} 11.6v-1.4a3.6 3.9 0 0 1 7.2 0v1.4z"


GLYPHS: dict[str, Glyph] = {
    # kinds of evidence
    "trial": Glyph(lines="M9.9 1.2v4.4M7.7 3.4h4.4", solid=_person(4.3)),
    "pooled": Glyph(lines="M8.7 1.2h3M8.7 3.4h3M8.7 5.6h3", solid=_person(4.3)),
    "human": Glyph(solid=_person(6)),
    "cases": Glyph(lines=_person(6)),
    "animal": Glyph(
        solid="M6 6c2.1 0 3.9 2 3.9 3.7 0 1.5-1.3 1.9-2.2 1.5-.9-.4-2.5-.4-3.4 0-.9.4-2.2 0-2.2-1.5C2.1 8 3.9 6 6 6z"
        + _disc(1.9, 5.3, 1.2) + _disc(4.4, 2.6, 1.4) + _disc(7.6, 2.6, 1.4) + _disc(10.1, 5.3, 1.2)
    ),
    "cell": Glyph(
        lines="M4 .9h4M4.7 1v3.9L1.6 10a1 1 0 0 0 .9 1.5h7a1 1 0 0 0 .9-1.5L7.3 4.9V1", solid="M3.3 8h5.4l1.5 2.6-.6.7H2.4l-.6-.7z"
    ),
    "review": Glyph(
        lines="M6 3C4.8 1.9 3 1.7.9 1.9v8.2C3 9.9 4.8 10.1 6 11.2c1.2-1.1 3-1.3 5.1-1.1V1.9C9 1.7 7.2 1.9 6 3zM6 3v8"
    ),
    "contested": Glyph(solid="M.3 2.2L5.2 6 .3 9.8zM11.7 2.2L6.8 6l4.9 3.8z"),
    "unsupported": Glyph(lines=_disc(6, 6, 5.2) + "M4.5 4.7a1.55 1.55 0 1 1 2.4 1.3C6.3 6.4 6 6.7 6 7.3M6 9v.2"),
    "document": Glyph(lines="M2.3.9h4.9l2.6 2.7v7.5H2.3zM7 1.1v2.7h2.6M4.2 6.2h3.7M4.2 8.5h3.7"),
    # what is predicted
    "up": Glyph(lines="M6 10.4V1.8M2.6 5.2L6 1.8l3.4 3.4"),
    "down": Glyph(lines="M6 1.6v8.6M2.6 6.8L6 10.2l3.4-3.4"),
    "both": Glyph(lines="M3.4 10V2.4M1.2 4.6l2.2-2.2 2.2 2.2M8.6 2v7.6M6.4 7.4l2.2 2.2 2.2-2.2"),
    "block": Glyph(lines="M2 6h8"),
    # counts
    "tick": Glyph(lines="M.9 4.5l2.1 2.3L7 1.6"),
    "cross": Glyph(lines="M1.3 1.5l5 5M6.3 1.5l-5 5"),
    "mixed": Glyph(lines="M.7 4.7c1-2.1 2.1-2.1 3.2-.8s2.2 1.3 3.2-.8"),
    # kinds of node
    "drug": Glyph(lines="M1.9 6.7l4.8-4.8a2.4 2.4 0 0 1 3.4 3.4l-4.8 4.8a2.4 2.4 0 0 1-3.4-3.4zM4.3 4.3l3.4 3.4"),
    "receptor": Glyph(lines="M6 11.5V7.2C3.2 6.8 2.2 4.6 2.2 1M6 7.2C8.8 6.8 9.8 4.6 9.8 1"),
    "small-molecule": Glyph(lines="M6 .8l4.5 2.6v5.2L6 11.2 1.5 8.6V3.4z"),
    "peptide": Glyph(lines=_disc(2.3, 8.6, 1.6) + _disc(6, 4, 1.6) + _disc(9.7, 8.6, 1.6) + "M3.3 7.3l1.7-2M7 5.3l1.7 2"),
    "protein": Glyph(lines="M3 2.2c2.9-2 7-.2 6.8 3-.1 1.8 1.7 3 .3 4.6-1.9 2.2-7.3 1.6-8.4-1C.8 6.5 1.2 3.5 3 2.2z"),
    "cell-node": Glyph(lines=_disc(6, 6, 5), solid=_disc(6.8, 6.5, 1.8)),
    "process": Glyph(lines="M10.4 6.6A4.5 4.5 0 1 1 9.3 2.9M9.7.7v2.6H7.1"),
    "event": Glyph(solid="M7.2.6L2 7h3.3L4.5 11.4 10 5H6.6z"),
    "symptom": Glyph(lines="M.5 6.5h2.3l1.7-4.2 2.4 7.4 1.6-4.6.8 1.4h2.2"),
    "condition": Glyph(lines="M1.5 2.3h9v9h-9zM6 4.5v4.6M3.7 6.8h4.6M4 .8v1.5M8 .8v1.5"),
    "outcome": Glyph(lines="M2.4.8v10.6M2.4 1.5h7.4L7.9 3.9l1.9 2.4H2.4"),
}
