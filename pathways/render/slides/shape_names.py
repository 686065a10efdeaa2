"""Who is who in a deck of a story: each thing has one name on every slide, and an arrow is held by its boxes on all slides or on none.

PowerPoint moves a shape from slide to slide where it finds the same name again, and only a shape of the same kind moves well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Group
from pathways.render.slides.connectors import Glued, glue
from pathways.render.slides.figure_shapes import KINDS, name_of
from pathways.scene.scene import compose
from pathways.scene.shapes_of import draft
from pathways.sheet.sheet import Sheet
from pathways.story.render_plan import Telling

__all__ = ["Cast"]

LONGEST = 100  # characters of a name, which gets others before and after it
ONCE = ("caption", "caveat", "origin", "page", "remark")  # of which a slide has one


class Cast:
    """The names and connectors of a story, from all of its sheets."""

    def __init__(self, telling: Telling, sheets: Sequence[Sheet]) -> None:
        self._telling = telling
        self._names: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for group in (group for sheet in sheets for group in (*sheet.picture, *sheet.words)):
            key = (group.role, group.id)
            if key not in self._names:
                self._names[key] = _new(group, taken)
                taken.add(self._names[key])

    def name(self, group: Group) -> str:
        """Return what a thing is called."""
        return self._names[group.role, group.id]

    def glued(self, sheet: Sheet) -> dict[str, Glued]:
        """Return the connectors of a sheet by the ids of their arrows."""
        shown = {group.id for group in sheet.picture if group.role == "arrow"}
        return {name: _moved(held, sheet.at, sheet.scale) for name, held in self._held.items() if name in shown}

    @cached_property
    def _held(self) -> dict[str, Glued]:
        """The connectors in the picture of all scenes, in its own px: what runs through nothing there runs through nothing anywhere."""
        telling = self._telling
        return glue(draft(compose(telling.diagram, telling.layout, telling.paint)))


def _new(group: Group, taken: set[str]) -> str:
    said = KINDS[group.role] if group.role in ONCE else name_of(group)[:LONGEST]
    number, name = 1, said
    while name in taken:
        number += 1
        name = f"{said} ({number})"
    return name


def _moved(held: Glued, at: Point, scale: float) -> Glued:
    (ax, ay), (bx, by), (dx, dy) = held.start, held.end, held.shift
    start, end = (ax * scale + at[0], ay * scale + at[1]), (bx * scale + at[0], by * scale + at[1])
    return replace(held, start=start, end=end, shift=(dx * scale, dy * scale))
