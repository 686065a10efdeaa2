"""The options of an export: the parts around the picture, its size, its paper.

What is shown is set by the question (`query`); this is the rest of the same address, so that one query string describes all
of a figure. Reading never fails: valid values are kept, and for each invalid one a sentence is returned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from pathways.errors import UnknownName, hint
from pathways.query.lengths import place_named

__all__ = ["BACKGROUNDS", "LIMITS", "LONGEST_WORDS", "MODES", "OPTIONS", "PAGES", "PAPERS", "PARTS", "RATIOS", "SHAPES", "Options"]

PARTS: dict[str, str] = {
    "title": "the title of the map",
    "caption": "the question as a sentence",
    "legend": "what the marks mean",
    "citations": "the papers, numbered, on pages; a picture has them where they are listed",
    "caveat": "the caveat",
    "origin": "map, version and the way back",
}
SHAPES: dict[str, str] = {"free": "as the picture needs", "wide": "16:9", "square": "1:1", "tall": "3:4"}
RATIOS: dict[str, float] = {"free": 0.0, "wide": 16 / 9, "square": 1.0, "tall": 3 / 4}  # width divided by height; zero for any
PAPERS: dict[str, str] = {
    "apart": "only in references, notes and data",
    "listed": "numbered below the picture, with their numbers on the arrows",
}
PAGES: dict[str, str] = {"fit": "as large as the figure", "a4": "A4", "letter": "US Letter", "16:9": "slide, 16:9", "4:3": "slide, 4:3"}
MODES: dict[str, str] = {"editable": "connectors that follow a moved box", "exact": "every curve as it is drawn"}
BACKGROUNDS: dict[str, str] = {"paper": "the theme's paper", "none": "transparent"}
LIMITS: dict[str, tuple[float, float]] = {
    "text": (0.5, 3.0), "least_text": (4, 48), "width": (64, 8000), "inches": (0.5, 60), "dpi": (36, 1200), "scale": (1, 4),
    "number": (1, 999),
}  # fmt: skip
LONGEST_WORDS: dict[str, int] = {"title": 200, "caption": 2_000}  # characters of a text that the user writes
_CHOICES: dict[str, Mapping[str, str]] = {
    "shape": SHAPES, "papers": PAPERS, "page": PAGES, "mode": MODES, "background": BACKGROUNDS,
}  # fmt: skip


@dataclass(frozen=True)
class Options:
    """The names of the fields, with hyphens, are the names in the URL and on the command line; zero and "" mean "not set".

    `fit` is the place of the figure (see `lengths`), `least_text` the least size of its text in points. `without`
    lists which of `PARTS` are left out. `text` is the size of the text relative to the gaps between boxes. A PNG without `fit` is
    `width` px wide, or `inches` at `dpi` dots an inch; else as large as the figure; `scale` multiplies either. `title` and
    `caption` replace those of the map and the question; `number` is that of the figure, and stands before the caption.

    Example:
        >>> Options(without=("legend", "title"), scale=2).search()
        'without=title,legend&scale=2'
        >>> options, rest, remarks = Options.parse("?focus=tlr4&shape=square&dpi=9999")
        >>> options.shape, rest, remarks
        ('square', 'focus=tlr4', ("'9999' is not a value of 'dpi'. Expected a number from 36 to 1200.",))
    """

    fit: str = ""
    least_text: float = 0.0
    without: tuple[str, ...] = ()
    papers: Literal["apart", "listed"] = "apart"
    title: str = ""
    caption: str = ""
    number: int = 0
    shape: Literal["free", "wide", "square", "tall"] = "free"
    text: float = 1.0
    width: int = 0
    inches: float = 0.0
    dpi: int = 0
    scale: float = 1.0
    background: Literal["paper", "none"] = "paper"
    page: Literal["fit", "a4", "letter", "16:9", "4:3"] = "fit"
    mode: Literal["editable", "exact"] = "editable"

    def __post_init__(self) -> None:
        """Sort the list, so that equal options compare equal."""
        object.__setattr__(self, "without", tuple(name for name in PARTS if name in self.without))

    def search(self) -> str:
        """Return the options as part of a query string, defaults left out; "" if all are at their defaults."""
        said = ((name, getattr(self, name)) for name in self.said)
        return "&".join(f"{OPTIONS[name]}={quote(_written(value), safe=',:')}" for name, value in said)

    @property
    def said(self) -> tuple[str, ...]:
        """The names of the fields that differ from their defaults, in order."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) != field.default)

    @property
    def as_shown(self) -> bool:
        """True if the arrangement is that of the page: neither shape, place nor text requires another one."""
        return self.arranged == "free" and self.text == 1.0

    @property
    def lists_papers(self) -> bool:
        """True if the papers are listed below the picture, and their numbers are on its arrows."""
        return self.papers == "listed" and "citations" not in self.without

    @property
    def arranged(self) -> str:
        """The shape in which the boxes are arranged, a name of `SHAPES`: the requested one, else the one that suits the place.

        Example:
            >>> Options(fit="column").arranged, Options(fit="170mm").arranged, Options(shape="wide").arranged
            ('tall', 'free', 'wide')
        """
        return "tall" if self.shape == "free" and self.fit and place_named(self.fit).narrow else self.shape

    @classmethod
    def parse(cls, search: str) -> tuple[Options, str, tuple[str, ...]]:
        """Return the options in a query string, the rest of it (the question), and a sentence for each invalid value."""
        known = {written: name for name, written in OPTIONS.items()}
        pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True, errors="replace")
        remarks: list[str] = []
        values: dict[str, Any] = {}
        for name, value in pairs:
            if name in known and (read := _READERS[known[name]](known[name], value, remarks)) is not None:
                values[known[name]] = read
        rest = urlencode([(name, value) for name, value in pairs if name not in known], quote_via=quote, safe=",:~-")
        return cls(**values), rest, tuple(remarks[:20])


def _written(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)


def _choice(name: str, value: str, remarks: list[str]) -> str | None:
    if value in _CHOICES[name]:
        return value
    remarks.append(_refusal(name, value, _CHOICES[name]))
    return None


def _parts(name: str, value: str, remarks: list[str]) -> tuple[str, ...]:
    said = [part for part in value[:500].split(",") if part]
    remarks.extend(_refusal(name, part, PARTS) for part in said if part not in PARTS)
    return tuple(part for part in said if part in PARTS)


def _place(_name: str, value: str, remarks: list[str]) -> str | None:
    try:
        return value if not value or place_named(value) else None
    except UnknownName as error:
        remarks.append(str(error))
        return None


def _words(name: str, value: str, remarks: list[str]) -> str | None:
    most = LONGEST_WORDS[name]
    if len(value) <= most:
        return " ".join(value.split())
    remarks.append(f"'{name}' has {len(value):,} characters; at most {most:,} are taken.")
    return None


def _points(name: str, value: str, remarks: list[str]) -> float | None:
    """Read a size of text in points, with or without its unit."""
    return _number(name, value.removesuffix("pt").rstrip(), remarks)


def _number(name: str, value: str, remarks: list[str]) -> float | None:
    low, high = LIMITS[name]
    if re.fullmatch(r"\d{1,6}(\.\d{1,4})?", value, re.ASCII) and low <= float(value) <= high:
        return float(value)
    remarks.append(f"{value[:60]!r} is not a value of '{OPTIONS[name]}'. Expected a number from {low:g} to {high:g}.")
    return None


def _whole(name: str, value: str, remarks: list[str]) -> int | None:
    found = _number(name, value, remarks)
    return None if found is None else int(found)


def _refusal(name: str, value: str, known: Mapping[str, str]) -> str:
    return f"{value[:60]!r} is not a value of '{name}'. {hint(value, known)}"


OPTIONS: dict[str, str] = {field.name: field.name.replace("_", "-") for field in fields(Options)}  # as addresses and commands write them
_READERS: dict[str, Callable[[str, str, list[str]], Any]] = {
    "fit": _place, "least_text": _points, "without": _parts, "title": _words, "caption": _words,
    **dict.fromkeys(("width", "dpi", "number"), _whole), **dict.fromkeys(("text", "inches", "scale"), _number),
    **dict.fromkeys(_CHOICES, _choice),
}
