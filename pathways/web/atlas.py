"""The mechanisms that are served, and what was worked out from them for a question.

Nothing here changes once it is made: answers are values, kept in bounded caches by the question they answer, so any worker can
answer any request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs

from pathways.errors import LayoutFailed, nearest
from pathways.fold import Diagram, find_arrow, fold
from pathways.layout import Layout, nudge
from pathways.model import Mechanism
from pathways.query import LONGEST, Query
from pathways.render.svg import draw
from pathways.scene import Scene, compose
from pathways.select import counts, select
from pathways.stored import layout_for
from pathways.theme import THEMES, Theme

__all__ = ["Atlas", "Picture", "View"]

KEPT = 128  # answers of each kind; a picture is about 60 kB


@dataclass(frozen=True)
class Picture:
    """What is drawn: the diagram, what lies around it in pale, the places, and the markup for the page."""

    diagram: Diagram
    around: Diagram
    layout: Layout
    scene: Scene
    svg: str
    remark: str = ""

    @property
    def arrows(self) -> dict[str, dict[str, list[str]]]:
        """Which boxes each arrow and gap joins, and which edges it stands for, for the browser."""
        gaps = {gap.id: {"ends": [gap.source, gap.target], "edges": []} for gap in self.diagram.gaps}
        return gaps | {
            arrow.id: {"ends": [arrow.source, arrow.target], "edges": [edge.id for edge in arrow.edges]} for arrow in self.diagram.arrows
        }


@dataclass(frozen=True)
class View:
    """A question to one of the mechanisms, and what in it was not understood."""

    mechanism: Mechanism
    query: Query
    remarks: tuple[str, ...] = ()


class Atlas:
    """The mechanisms of one page, with the layouts that are stored for them.

    Raises:
        ValueError: There is none.
    """

    def __init__(self, mechanisms: Sequence[Mechanism], layouts: Mapping[str, Layout] | None = None) -> None:
        if not mechanisms:
            raise ValueError("There is no mechanism to show.")
        self.mechanisms = {mechanism.id: mechanism for mechanism in mechanisms}
        self._first = mechanisms[0]
        self._layouts = layouts or {}
        self._part = lru_cache(KEPT)(self._select)
        self._whole = lru_cache(KEPT)(self._place)
        self._drawn = lru_cache(KEPT)(self._draw)
        self._counted = lru_cache(KEPT)(self._count)

    def view(self, search: str | None) -> View:
        """Read an address; what is not understood comes back as remarks beside the rest of the view."""
        text = (search or "").removeprefix("?")
        wanted = parse_qs(text[:LONGEST]).get("map", [""])[-1]
        mechanism = self.mechanisms.get(wanted, self._first)
        query, remarks = Query.parse(text, mechanism)
        if wanted and wanted not in self.mechanisms:
            near = nearest(wanted[:60], self.mechanisms, count=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" Known: {', '.join(self.mechanisms)}."
            remarks = (f"There is no map {wanted[:60]!r} here.{hint}", *remarks)
        return View(mechanism, replace(query, map=mechanism.id if mechanism is not self._first else ""), remarks)

    def part(self, view: View) -> Mechanism:
        """The part of the mechanism that the question keeps."""
        return self._part(view.mechanism.id, _filters(view.query))

    def picture(self, view: View) -> Picture:
        """The picture for the page; zoom, selection and theme do not change it."""
        return self._drawn(view.mechanism.id, _drawing(view.query))

    def scene(self, view: View) -> Scene:
        """The picture as it is downloaded, selected and painted as the question says."""
        found = self.picture(view)
        arrow = find_arrow(found.diagram, view.query.select)
        theme = THEMES.get(view.query.theme, THEMES["light"])
        return _painted(found.diagram, found.around, found.layout, theme, arrow.id if arrow else view.query.select)

    def whole(self, view: View) -> Diagram:
        """The diagram without any filter, with the groups that are open."""
        return self._whole(view.mechanism.id, Query(open=view.query.open))[0]

    def counts(self, view: View) -> dict[str, dict[str, int]]:
        """How many relations each choice of each filter would keep."""
        return self._counted(view.mechanism.id, _filters(view.query))

    def _select(self, name: str, query: Query) -> Mechanism:
        return select(self.mechanisms[name], query)

    def _count(self, name: str, query: Query) -> dict[str, dict[str, int]]:
        return counts(self.mechanisms[name], query)

    def _place(self, name: str, query: Query) -> tuple[Diagram, Layout]:
        """The whole map, or the part laid out anew, with the groups that are open."""
        diagram = fold(self._part(name, _filters(query)), query.open)
        return diagram, layout_for(diagram, self._layouts)

    def _draw(self, name: str, query: Query) -> Picture:
        part = fold(self._part(name, _filters(query)), query.open)
        if query.arrange == "compact":
            try:
                whole, layout = self._whole(name, replace(query, move=()))
            except LayoutFailed:
                remark = "It could not be arranged anew in time, so everything is in its place on the whole map."
                return replace(self._drawn(name, replace(query, arrange="map")), remark=remark)
            around, diagram = part, part
        else:
            whole, layout = self._whole(name, Query(open=query.open))
            around = _within(fold(self._part(name, replace(_filters(query), focus=(), keep=())), query.open), whole)
            diagram = _within(part, whole)
        placed = nudge(layout, whole, query.move)
        scene = _painted(diagram, around, placed)
        return Picture(diagram, around, placed, scene, draw(scene, prefix="map", standalone=False))


def _painted(diagram: Diagram, around: Diagram, layout: Layout, theme: Theme = THEMES["light"], selected: str = "") -> Scene:
    """The scene of a part, with what lies around it in pale: a part alone would hang in the void where the whole map is."""
    both = replace(around, arrows=tuple(diagram.arrow.get(arrow.id, arrow) for arrow in around.arrows))
    rest = _ids(both) - _ids(diagram)
    scene = compose(both, layout, theme, selected=selected, faded=rest)
    return replace(scene, legend=compose(diagram, layout).legend) if rest else scene


def _ids(diagram: Diagram) -> set[str]:
    return {node.id for node in diagram.nodes} | {arrow.id for arrow in diagram.arrows} | {gap.id for gap in diagram.gaps}


def _filters(query: Query) -> Query:
    """The question as far as it says what is kept."""
    return replace(_drawing(query), open=(), move=(), arrange="map", map="")


def _drawing(query: Query) -> Query:
    """The question as far as the picture depends on it."""
    return replace(query, select="", view=None, theme="auto", table=False, sort="")


def _within(part: Diagram, whole: Diagram) -> Diagram:
    """The part with the arrows named as on the whole map, whose places it takes: an arrow may stand for fewer edges there."""
    arrows = tuple(replace(arrow, id=whole.arrow_of_edge[arrow.edges[0].id].id) for arrow in part.arrows)
    return replace(part, arrows=arrows)
