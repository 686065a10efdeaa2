"""The keyword arguments of `pathways.figure` and `pathways.talk`, so that an editor completes them and a type checker refuses others.

Each is a field of a question or an option of a file under its name in Python. A value is taken as in an address, where it is text, or
as Python has it: a list for what is a list there, True for 1. `Query` and `Options` say what each means and what it is by default.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, TypedDict
from urllib.parse import urlencode

__all__ = ["FigureChanges", "OptionChanges", "TalkOptions", "search_of"]

Words = str | Collection[str]  # "tlr4,mor" or ["tlr4", "mor"]; nodes go by id, label, synonym or public identifier
Theme = Literal["auto", "light", "dark", "print"]


class OptionChanges(TypedDict, total=False):
    """The fields of `Options`: how a view is put into a file."""

    fit: str
    least_text: float | str
    without: Words
    papers: Literal["apart", "listed"]
    title: str
    caption: str
    number: int
    shape: Literal["free", "wide", "square", "tall"]
    text: float
    width: int
    inches: float
    dpi: int
    scale: float
    background: Literal["paper", "none"]
    page: Literal["fit", "a4", "letter", "16:9", "4:3"]
    mode: Literal["editable", "exact"]


class TalkOptions(OptionChanges, total=False):
    """What changes the files of a story."""

    theme: Theme


class FigureChanges(OptionChanges, total=False):
    """The fields of `Options` and those of `Query`: how a view is put into a file, and what it shows."""

    map: str
    overview: bool
    open: Words
    layer: Words
    kind: Words
    relation: Words
    sign: Words
    evidence: Literal["all", "human", "trial", "beyond-document", "contested", "uncontested"]
    species: Words
    year_from: int
    dose: Literal["", "low", "high"]
    focus: Words
    radius: int
    direction: Literal["both", "upstream", "downstream"]
    from_: Words
    to: Words
    via: Words
    avoid: Words
    cutoff: int
    up: Words
    down: Words
    block: Words
    loops: bool
    impossible: bool
    trail: Words
    against: str
    ghosts: bool
    keep: Words
    hide: Words
    select: str
    move: Words | Collection[tuple[str, float, float]]
    theme: Theme
    view: str | tuple[float, float, float]
    arrange: Literal["auto", "map", "compact"]
    table: bool
    sort: str


def search_of(values: Mapping[str, Any]) -> str:
    """Return values by their names in an address as its query string.

    Example:
        >>> search_of({"focus": ["tlr4", "mor"], "loops": True, "move": [("tlr4", 1.5, 2)]})
        'focus=tlr4%2Cmor&loops=1&move=tlr4%3A1.5%3A2'
    """
    return urlencode({name: _as_text(value) for name, value in values.items()})


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str) or not isinstance(value, Collection):
        return str(value)
    return ",".join(":".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value)
