"""The place of a figure, as a width in points (1/72 inch): a named one such as "column", or a length such as "120mm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pathways.errors import UnknownName, meant

__all__ = ["PLACES", "UNITS", "WIDEST", "Place", "place_named"]

UNITS: dict[str, float] = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75}  # points; CSS has 96 px to the inch
NARROWEST, WIDEST = 72.0, 6000.0  # points: 25 mm to 2.1 m
NARROW = 110 * UNITS["mm"]  # up to this width a picture should be taller than wide, as its text is larger then
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,3})?) ?(mm|cm|in|pt|px)", re.ASCII)


@dataclass(frozen=True)
class Place:
    """The place of a figure: `width` and maximum `height` in points, 0 for any. A figure has the full height of a `filled` place, too.

    `least` is the smallest legible text there, in points. `pixels` is the width in px if it was given in px. A `narrow`
    place gets a picture that is taller than wide.
    """

    width: float
    height: float = 0.0
    filled: bool = False
    least: float = 6.0
    pixels: int = 0

    @property
    def narrow(self) -> bool:
        """True if the picture should be taller than wide."""
        return self.width <= NARROW


PLACES: dict[str, tuple[str, Place]] = {
    "column": ("a column of a journal, 85 mm wide", Place(85 * UNITS["mm"], 240 * UNITS["mm"])),
    "page": ("the width of a page, 170 mm", Place(170 * UNITS["mm"], 240 * UNITS["mm"])),
    "slide": ("a slide, 16:9", Place(960.0, 540.0, True, 12.0)),
    "slide-4:3": ("a slide, 4:3", Place(720.0, 540.0, True, 12.0)),
}


@lru_cache(maxsize=200)
def place_named(text: str) -> Place:
    """Return the place that a text names: one of `PLACES`, or a width with its unit.

    Raises:
        UnknownName: It is neither, or the width is not from 25 mm to 2.1 m; the message says what is expected.

    Example:
        >>> place_named("5in").width, place_named("800px")
        (360.0, Place(width=600.0, height=0.0, filled=False, least=6.0, pixels=800))
        >>> place_named("colum")
        Traceback (most recent call last):
        ...
        pathways.errors.UnknownName: 'colum' is not a value of 'fit'. Did you mean 'column'?
    """
    if text in PLACES:
        return PLACES[text][1]
    if found := _LENGTH.fullmatch(text):
        number, unit = float(found[1]), found[2]
        if NARROWEST <= (width := number * UNITS[unit]) <= WIDEST:
            return Place(width, pixels=round(number) if unit == "px" else 0)
        raise UnknownName(f"{text[:60]!r} is not a value of 'fit'. Expected a width from 25 mm to 2100 mm.")
    near = meant(text[:60], PLACES)
    expected = f"Did you mean {near!r}?" if near else f"Expected {', '.join(PLACES)}, or a width such as 120mm, 5in or 800px."
    raise UnknownName(f"{text[:60]!r} is not a value of 'fit'. {expected}")
