"""The served mechanisms, and the results that were computed from them for a question.

All results are immutable values in bounded caches, with the question as the key, so any worker can
answer any request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qs

from pathways.errors import hint
from pathways.layout import Layout
from pathways.layout.store import layout_for
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism, Story
from pathways.model.overview import overview_of
from pathways.query.export_options import Options
from pathways.query.query import LONGEST, Query
from pathways.query.select import bare, counts, part_of
from pathways.reasoning.answers import Answer, answers, overlay_of
from pathways.render.svg import draw
from pathways.scene.picture import Picture, painted, picture
from pathways.scene.scene import Scene
from pathways.sheet.view_export import Export, filed
from pathways.story.render_plan import RenderPlan
from pathways.web.example_questions import Example, examples

__all__ = ["Atlas", "Shown", "Theme", "View"]

KEPT = 128  # answers of each kind; a picture is about 60 kB

Theme = Literal["auto", "light", "dark", "print"]


@dataclass(frozen=True)
class Shown:
    """A picture with its markup for the page."""

    picture: Picture
    scene: Scene
    svg: str

    @property
    def arrows(self) -> dict[str, dict[str, list[str]]]:
        """For the browser: which boxes each arrow and gap joins, and which edges it stands for."""
        diagram = self.picture.diagram
        gaps = {gap.id: {"ends": [gap.source, gap.target], "edges": []} for gap in diagram.gaps}
        return gaps | {
            arrow.id: {"ends": [arrow.source, arrow.target], "edges": [edge.id for edge in arrow.edges]} for arrow in diagram.arrows
        }


@dataclass(frozen=True)
class View:
    """A question about one of the mechanisms, remarks on its invalid values, and how the map has changed since a figure was made."""

    mechanism: Mechanism
    query: Query
    remarks: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class Atlas:
    """The mechanisms of one page, with their stored layouts.

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
        self._answered = lru_cache(KEPT)(self._answer)
        self._ready = lru_cache(KEPT)(lambda name: examples(self.mechanisms[name]))

    def view(self, search: str | None) -> View:
        """Read an address; each invalid value gives a remark of the view."""
        text, made = _parted((search or "").removeprefix("?"))
        wanted = parse_qs(text[:LONGEST]).get("map", [""])[-1]
        mechanism = self.mechanisms.get(wanted, self._first)
        query, remarks = Query.parse(text, mechanism)
        if wanted and wanted not in self.mechanisms:
            remarks = (f"There is no map {wanted[:60]!r} here. {hint(wanted, self.mechanisms)}", *remarks)
        changed = Query.parse(made, mechanism)[1]
        shown = overview_of(mechanism) if query.overview else mechanism
        return View(shown, replace(query, map=mechanism.id if mechanism is not self._first else ""), remarks, changed)

    def map(self, name: str) -> Mechanism | None:
        """The mechanism of this id, the first for an empty id; None if there is none."""
        return self.mechanisms.get(name) if name else self._first

    def part(self, view: View) -> Mechanism:
        """The part of the mechanism that the question keeps."""
        return self._part(view.mechanism.id, bare(view.query))

    def shown(self, view: View) -> Shown:
        """The picture for the page; zoom, selection and theme do not change it."""
        return self._drawn(view.mechanism.id, _drawing(view.query))

    def export(self, view: View, options: Options, base: str = "", *, on_page: bool = False) -> Export:
        """The view to be written to a file, arranged as a file shows it; or, `on_page`, as the explorer shows it."""
        query = view.query if on_page else filed(view.query, self.answers(view))
        prepared = self.shown(replace(view, query=query)).picture if options.as_shown else None
        return Export(view.mechanism, query, options, self._layouts, base, prepared=prepared)

    def whole(self, view: View) -> Diagram:
        """The diagram without any filter, with the groups that are open."""
        return self._whole(view.mechanism.id, Query(open=view.query.open, overview=view.query.overview))[0]

    def plan(self, mechanism: Mechanism, story: Story, options: Options, *, theme: Theme = "auto", base: str = "") -> RenderPlan:
        """A story of a map, ready to be rendered."""
        return RenderPlan(mechanism, story, options, theme, self._layouts, base)

    def answers(self, view: View) -> tuple[Answer, ...]:
        """The answers to the question."""
        return self._answered(view.mechanism.id, _asking(view.query))

    def examples(self, view: View) -> tuple[Example, ...]:
        """Questions to this mechanism that are ready to be asked."""
        return self._ready(view.mechanism.id)

    def counts(self, view: View) -> dict[str, dict[str, int]]:
        """How many relations each choice of each filter would keep."""
        return self._counted(view.mechanism.id, bare(view.query))

    def _select(self, name: str, query: Query) -> Mechanism:
        return part_of(self._asked_of(name, query), query)

    def _count(self, name: str, query: Query) -> dict[str, dict[str, int]]:
        return counts(self._asked_of(name, query), query)

    def _answer(self, name: str, query: Query) -> tuple[Answer, ...]:
        return answers(self._asked_of(name, query), query)

    def _asked_of(self, name: str, query: Query) -> Mechanism:
        """The mechanism that a question is about: the whole one, or its overview."""
        return overview_of(self.mechanisms[name]) if query.overview else self.mechanisms[name]

    def _place(self, name: str, query: Query) -> tuple[Diagram, Layout]:
        """The layout of the whole map, or a new one of the part, with the groups that are open."""
        diagram = fold(self._part(name, bare(query)), query.open)
        return diagram, layout_for(diagram, self._layouts)

    def _draw(self, name: str, query: Query) -> Shown:
        found = picture(query, lambda asked: self._part(name, asked), lambda asked: self._whole(name, asked))
        scene = painted(found, overlay=overlay_of(self._answered(name, _asking(query)), query.trail))
        return Shown(found, scene, draw(scene, prefix="map"))


def _parted(search: str) -> tuple[str, str]:
    """The question of an address, and its parameter about the figure that it comes from."""
    parts = search.split("&")
    return "&".join(part for part in parts if not part.startswith("made=")), next((part for part in parts if part.startswith("made=")), "")


def _drawing(query: Query) -> Query:
    """The question with only the fields that the picture depends on."""
    return replace(query, select="", view=None, theme="auto", table=False, sort="")


def _asking(query: Query) -> Query:
    """The question with only the fields that its answers depend on."""
    return replace(_drawing(query), open=(), move=(), arrange="map", trail=(), ghosts=False, map="")
