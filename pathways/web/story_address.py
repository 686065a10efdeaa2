"""Reads the address of a story, or of one of its scenes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl

from pathways.errors import hint, meant
from pathways.query.export_options import OPTIONS, Options
from pathways.query.query import THEME_CHOICES
from pathways.web.atlas import Theme

__all__ = ["Asked", "asked", "beyond"]

_SCENE = re.compile(r"[1-9]\d{0,2}")


@dataclass(frozen=True)
class Asked:
    """The content of the address of a story; `rest` holds the parameters that are not read here, by name."""

    map: str
    story: str
    theme: Theme
    options: Options
    rest: dict[str, str]
    remarks: tuple[str, ...]


def asked(search: str, *known: str, strict: bool = True) -> Asked:
    """Read the address of a story; invalid values give remarks. `known` are further valid names, which go to `rest`.

    If not `strict`, unknown names give no remark, as sites and mail programs append some to links.

    Example:
        >>> asked("story=how-it-works&theme=drak&scene=3", "scene").remarks
        ("'drak' is not a value of 'theme'. Did you mean 'dark'?",)
    """
    options, left, remarks = Options.parse(search)
    said = dict(parse_qsl(left, keep_blank_values=True, errors="replace"))
    named = {name: said.pop(name, "") for name in ("map", "story", "theme")}
    theme = named["theme"] or "auto"
    found = [*remarks, *(_unknown(name, known) for name in said if strict and name not in known)]
    if theme not in THEME_CHOICES:
        found.append(_refusal(theme))
        theme = "auto"
    return Asked(named["map"], named["story"], cast(Theme, theme), options, said, tuple(found))


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = meant(name, ("map", "story", "theme", *known, *OPTIONS.values()))
    return f"{name[:60]!r} means nothing in the address of a story.{f' Did you mean {near!r}?' if near else ''}"


def _refusal(theme: str) -> str:
    return f"{theme[:60]!r} is not a value of 'theme'. {hint(theme, THEME_CHOICES)}"


def beyond(scene: str, last: int) -> list[str]:
    """Return a remark on a scene that does not exist; an empty list if it does, or if none is named.

    Example:
        >>> beyond("9", 4), beyond("", 4)
        (["'9' is no scene of the story. Expected a number from 1 to 4."], [])
    """
    if not scene or (_SCENE.fullmatch(scene) and int(scene) <= last):
        return []
    return [f"{scene[:60]!r} is no scene of the story. Expected a number from 1 to {last}."]
