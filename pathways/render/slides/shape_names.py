"""Names of shapes in the deck of a story: a group has the same name on every slide, and an arrow is a connector on all slides or none.

PowerPoint moves a shape from slide to slide if it finds one with the same name, and only a shape of the same kind moves smoothly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Group
from pathways.render.slides.connectors import Connector, glue
from pathways.render.slides.figure_shapes import KINDS, name_of
from pathways.scene.scene import compose
from pathways.scene.shapes_of import draft
from pathways.sheet.sheet import Sheet
from pathways.story.render_plan import RenderPlan

__all__ = ["ShapeNames"]

LONGEST = 100  # characters of a name, to which a prefix and a number may be added
ONCE = ("caption", "caveat", "origin", "page", "remark")  # roles of which a slide has one group


class ShapeNames:
    """The names of shapes and the connectors of a story, computed from all of its sheets."""

    def __init__(self, plan: RenderPlan, sheets: Sequence[Sheet]) -> None:
        self._telling = plan
        self._names: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for group in (group for sheet in sheets for group in (*sheet.picture, *sheet.words)):
            key = (group.role, group.id)
            if key not in self._names:
                self._names[key] = _unused_name(group, taken)
                taken.add(self._names[key])

    def name(self, group: Group) -> str:
        """Return the name of a group."""
        return self._names[group.role, group.id]

    def glued(self, sheet: Sheet) -> dict[str, Connector]:
        """Return the connectors of a sheet by the ids of their arrows."""
        shown = {group.id for group in sheet.picture if group.role == "arrow"}
        return {name: _moved(connector, sheet.at, sheet.scale) for name, connector in self._connectors.items() if name in shown}

    @cached_property
    def _connectors(self) -> dict[str, Connector]:
        """The connectors in the picture of all scenes, in its px: a line that crosses nothing there crosses nothing in any scene."""
        plan = self._telling
        return glue(draft(compose(plan.diagram, plan.layout, plan.paint)))


def _unused_name(group: Group, taken: set[str]) -> str:
    wanted = KINDS[group.role] if group.role in ONCE else name_of(group)[:LONGEST]
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def _moved(connector: Connector, at: Point, scale: float) -> Connector:
    (ax, ay), (bx, by), (dx, dy) = connector.start, connector.end, connector.shift
    start, end = (ax * scale + at[0], ay * scale + at[1]), (bx * scale + at[0], by * scale + at[1])
    return replace(connector, start=start, end=end, shift=(dx * scale, dy * scale))
