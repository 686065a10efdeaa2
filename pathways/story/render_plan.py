"""A story prepared for rendering: every scene on one shared layout, with its caption, its citations and the visible part.

Nodes keep their positions from scene to scene: those of the current scene are shown, those of earlier scenes are faded, those of
later scenes are absent. Player, slides, hand-out and site are all made from a `RenderPlan`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Group, Panel, Words
from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import THEMES, Theme
from pathways.language.citations import cited_ids, numbered
from pathways.layout import Layout
from pathways.layout.place import sized
from pathways.layout.store import layout_of_story
from pathways.model.diagram import Diagram, fold
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Story, StoryScene
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.query.select import bare, part_of
from pathways.reading.story_rules import diagram_of, questions_of
from pathways.reasoning.answers import Answer, answers, overlay_of
from pathways.scene.picture import Picture, painted, within
from pathways.scene.provenance import Origin
from pathways.scene.scene import Scene
from pathways.scene.shapes_of import draft
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import medium, named, short

__all__ = ["READABLE", "ROOM", "STAGE", "Cite", "PlannedScene", "RenderPlan", "View", "smallest_letters"]

STAGE = (928.0, 372.0)  # width and height of the picture on a slide of 960 x 540 points, between title and caption
READABLE = 14.0  # points, the smallest font size on a slide
LARGEST = 22.0  # points, the largest font size of box labels: a scene with two boxes is not enlarged further
LABEL = 13.0  # px, the font size of box labels
ROOM = 14.0  # px between the shown groups and the edge of the stage


@dataclass(frozen=True)
class Cite:
    """A citation with its number in the story: `text` is short, `full` is for the list of references, `url` may be empty."""

    number: int
    id: str
    text: str
    full: str
    url: str


@dataclass(frozen=True)
class View:
    """The visible part of the layout in a scene, in the layout's px; it has the aspect ratio of `STAGE`."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class PlannedScene:
    """A scene ready to be drawn. `number` counts from 1; `caption` and `note` have numbers in place of cited ids.

    `scene` has what is shown and, faded, what earlier scenes showed; `shown` and `pale` are the ids of their boxes, arrows and
    gaps. `smallest` is the smallest font size of the picture in points, on a slide of 16:9.
    """

    number: int
    id: str
    title: str
    caption: str
    note: str
    cites: tuple[Cite, ...]
    query: Query
    part: Mechanism
    answers: tuple[Answer, ...]
    scene: Scene
    shown: frozenset[str]
    pale: frozenset[str]
    view: View
    smallest: float


@dataclass(frozen=True)
class RenderPlan:
    """A story of a mechanism with everything that its output formats need, computed on demand.

    `theme` is a name of `theme.THEMES` or "auto"; `options`, `layouts`, `base`, `template` and `paint` are those of an `Export`.
    """

    mechanism: Mechanism
    story: Story
    options: Options = field(default_factory=Options)
    theme: Literal["auto", "light", "dark", "print"] = "light"
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    base: str = ""
    template: Path | None = None
    theme_override: Theme | None = None

    @cached_property
    def paint(self) -> Theme:
        """The colours; "auto" means light in a file."""
        return self.theme_override or THEMES.get(self.theme, THEMES["light"])

    @cached_property
    def questions(self) -> tuple[Query, ...]:
        """The query of each scene; a group that is open in one of them is open in all, so that nothing moves."""
        return questions_of(self.mechanism, self.story)

    @cached_property
    def parts(self) -> tuple[Mechanism, ...]:
        """The part of the mechanism that each scene shows."""
        return tuple(part_of(self.mechanism, bare(query)) for query in self.questions)

    @cached_property
    def diagram(self) -> Diagram:
        """The diagram of everything that any scene shows."""
        return diagram_of(self.mechanism, self.story)

    @cached_property
    def layout(self) -> Layout:
        """The layout that all scenes share.

        Raises:
            LayoutFailed: It was not stored, and Graphviz gave no answer in time.
        """
        return layout_of_story(self.diagram, self.layouts)

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """The citations of captions and notes, numbered from 1 in the order of first citation."""
        text = " ".join(f"{scene.caption} {scene.note}" for scene in self.story.scenes)
        known = [name for name in cited_ids(text) if name in self.mechanism.reference or name in self.mechanism.source]
        return tuple(self._cite(number, name) for number, name in enumerate(known, 1))

    @cached_property
    def shots(self) -> tuple[PlannedScene, ...]:
        """The scenes in order, ready to be drawn."""
        return tuple(self._shots())

    @property
    def remarks(self) -> tuple[str, ...]:
        """A warning for each scene with too small text, with a remedy; empty where all is readable."""
        small = [shot for shot in self.shots if shot.smallest < READABLE - 0.05]
        return tuple(
            f"Scene {shot.number}, \N{LEFT DOUBLE QUOTATION MARK}{shot.title}\N{RIGHT DOUBLE QUOTATION MARK}: its smallest words have "
            f"{shot.smallest:.1f} points on a slide, where {READABLE:g} are read from the back row. Show fewer things in it."
            for shot in small
        )

    @property
    def title(self) -> str:
        """The story's title as one clean line."""
        return clean(self.story.title)

    @property
    def name(self) -> str:
        """The name of its files without suffix."""
        return f"{self.mechanism.id}-{self.story.id}"[:120]

    def scene_name(self, number: int) -> str:
        """The name of the file of a scene without suffix: the story, the number and the id of the scene."""
        return f"{self.name}-{number}-{self.story.scenes[number - 1].id}"[:120]

    @property
    def link(self) -> str:
        """The address of the story in the explorer, or just the explorer's if the map lacks the story; empty without `base`."""
        own = self.mechanism.story.get(self.story.id) == self.story
        return f"{self.base}story.html?map={self.mechanism.id}&story={self.story.id}" if self.base and own else self.base

    @property
    def about(self) -> str:
        """The title of the map, its version and date in a line."""
        known = self.mechanism
        return f"{clean(known.title)}, version {clean(known.version)} of {clean(known.date)}"

    @cached_property
    def origin(self) -> Origin:
        """The provenance of the story's files, from which everything that it shows can be opened again."""
        return Origin.of(self.mechanism, self.whole.search())

    @cached_property
    def whole(self) -> Query:
        """The query that keeps everything that the story shows."""
        names = (node.id for node in self.diagram.mechanism.nodes)
        return Query(keep=tuple(names), open=self.questions[0].open, theme=self.theme)

    def export(self, number: int | None = None) -> Export:
        """Return a scene, or all scenes together, as a view: for its cards, papers, data and figures.

        Raises:
            IndexError: There is no such scene; the first is 1.
        """
        if number is None:
            whole = Picture(self.diagram, self.diagram, _visible_frames(self.layout, self.layout.box))
            more = self.template, whole, self.theme_override
            return _StoryExport(self.mechanism, self.whole, self.options, self.layouts, self.base, *more)
        if not 1 <= number <= len(self.shots):
            raise IndexError(f"there is no scene {number}; the story has {len(self.shots)}")
        asked = replace(self.questions[number - 1], theme=self.theme)
        diagram = within(fold(self.parts[number - 1], asked.open), self.diagram)
        picture = Picture(diagram, diagram, _cropped(self.layout, diagram))
        return Export(self.mechanism, asked, self.options, self.layouts, self.base, self.template, picture, self.theme_override)

    def _cite(self, number: int, name: str) -> Cite:
        if paper := self.mechanism.reference.get(name):
            return Cite(number, name, short(paper), medium(paper), paper.url)
        source = self.mechanism.source[name]
        return Cite(number, name, clean(source.title), f"{named(source)}.", linked(source.url))

    def _shots(self) -> Iterator[PlannedScene]:
        seen_so_far: set[str] = set()
        for number, scene in enumerate(self.story.scenes, 1):
            diagram = within(fold(self.parts[number - 1], self.questions[0].open), self.diagram)
            shown = _ids(diagram)
            seen_so_far |= shown
            yield self._shot(number, scene, diagram, frozenset(shown), frozenset(seen_so_far - shown))

    def _shot(self, number: int, scene: StoryScene, diagram: Diagram, shown: frozenset[str], pale: frozenset[str]) -> PlannedScene:
        query = self.questions[number - 1]
        answered = answers(self.mechanism, query)
        painted_scene = painted(self._picture(diagram, shown | pale), self.paint, overlay=overlay_of(answered, query.trail))
        view = _view(painted_scene, self.layout, shown)
        numbers = {cite.id: cite.number for cite in self.cites}
        cited = {numbers[name] for name in cited_ids(f"{scene.caption} {scene.note}") if name in numbers}
        return PlannedScene(
            number=number,
            id=scene.id,
            title=clean(scene.title),
            caption=clean(numbered(scene.caption, numbers)),
            note=clean(numbered(scene.note, numbers)),
            cites=tuple(cite for cite in self.cites if cite.number in cited),
            query=query,
            part=self.parts[number - 1],
            answers=answered,
            scene=painted_scene,
            shown=shown,
            pale=pale,
            view=view,
            smallest=smallest_letters(draft(painted_scene)) * STAGE[0] / view.w,
        )

    def _picture(self, diagram: Diagram, seen: frozenset[str]) -> Picture:
        """The diagram of a scene, with what this and earlier scenes show around it."""
        around = replace(
            self.diagram,
            nodes=tuple(node for node in self.diagram.nodes if node.id in seen),
            arrows=tuple(arrow for arrow in self.diagram.arrows if arrow.id in seen),
            gaps=tuple(gap for gap in self.diagram.gaps if gap.id in seen),
        )
        return Picture(diagram, around, _visible_frames(self.layout, {node.id for node in diagram.nodes}))


@dataclass(frozen=True)
class _StoryExport(Export):
    """Everything that a story shows: the union of what the queries of its scenes keep."""

    @cached_property
    def part(self) -> Mechanism:
        """The part of the mechanism that any scene keeps."""
        return self.picture.diagram.mechanism


def _ids(diagram: Diagram) -> set[str]:
    return {node.id for node in diagram.nodes} | {arrow.id for arrow in diagram.arrows} | {gap.id for gap in diagram.gaps}


def _visible_frames(layout: Layout, seen: Collection[str]) -> Layout:
    """The layout without the areas of regions, and with the frames of those open groups that are shown."""
    return replace(layout, frames=tuple(frame for frame in layout.frames if not frame.region and frame.id in seen))


def _cropped(layout: Layout, diagram: Diagram) -> Layout:
    """The layout of one scene alone: the positions of the story's layout, cropped to what the scene shows."""
    boxes = tuple(box for box in layout.boxes if box.id in {node.id for node in diagram.nodes})
    lines = {*diagram.arrow, *(gap.id for gap in diagram.gaps)}
    routes, gaps = (tuple(route for route in found if route.id in lines) for found in (layout.routes, layout.gaps))
    spots = tuple(spot for spot in layout.spots if spot.id in lines)
    return sized(replace(_visible_frames(layout, [box.id for box in boxes]), boxes=boxes, routes=routes, gaps=gaps, spots=spots))


def _view(scene: Scene, layout: Layout, shown: frozenset[str]) -> View:
    """The smallest part of the layout with the stage's aspect ratio that has all of a scene; labels are not enlarged beyond `LARGEST`."""
    left, top, right, bottom = _bounds(scene, layout, shown)
    w = max(right - left + 2 * ROOM, (bottom - top + 2 * ROOM) * STAGE[0] / STAGE[1], STAGE[0] * LABEL / LARGEST)
    h = w * STAGE[1] / STAGE[0]
    return View(round((left + right - w) / 2, 2), round((top + bottom - h) / 2, 2), round(w, 2), round(h, 2))


def _bounds(scene: Scene, layout: Layout, shown: frozenset[str]) -> tuple[float, float, float, float]:
    """The bounds of the shown groups: left, top, right, bottom; the centre of the layout where nothing is shown."""
    points: list[Point] = []
    for group in draft(scene):
        if group.id in shown and not group.faded:
            points += group.route
            points += [corner for shape in group.shapes if isinstance(shape, Panel) for corner in _corners(shape)]
    if not points:
        points = [(layout.width / 2, layout.height / 2)]
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def _corners(panel: Panel) -> tuple[Point, Point]:
    return (panel.x, panel.y), (panel.x + panel.w, panel.y + panel.h)


def smallest_letters(groups: Iterable[Group]) -> float:
    """Return the smallest font size among groups, in px; that of the labels of boxes where there is no text."""
    return min((shape.size for group in groups for shape in group.shapes if isinstance(shape, Words)), default=LABEL)
