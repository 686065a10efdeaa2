"""A view of a mechanism to be written into a file: everything that the writers of all formats need, computed on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path

from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import THEMES, Theme
from pathways.layout import Layout
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Source
from pathways.model.overview import overview_of
from pathways.model.reference import Reference
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.query.select import bare, part_of
from pathways.query.selection import chosen
from pathways.query.selection import named as called
from pathways.reasoning.answers import Answer, answers, overlay_of
from pathways.reasoning.caption import caption
from pathways.scene.picture import Picture, painted, picture_of
from pathways.scene.provenance import Origin
from pathways.scene.scene import CAVEAT, Scene
from pathways.sheet.sheet import Citation, Content, Sheet, lay_out
from pathways.wording.bibliography import named, short
from pathways.wording.references import References, references

__all__ = ["Export"]


@dataclass(frozen=True)
class Export:
    """A view as a value: the whole mechanism, the query, the options of the file, and the stored layouts.

    `base` is the address of an explorer that readers of the file can open, such as "https://example.org/map"; empty where there is
    none. `template` is a PowerPoint file whose fonts, colours and size the slides take. `prepared` is the picture where it is
    already computed; `paint` replaces the theme that the query names.
    """

    mechanism: Mechanism
    query: Query = field(default_factory=Query)
    options: Options = field(default_factory=Options)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    base: str = ""
    template: Path | None = None
    prepared: Picture | None = None
    paint: Theme | None = None

    def __post_init__(self) -> None:
        """Take the overview of the mechanism where the query is asked of that."""
        if self.query.overview:
            object.__setattr__(self, "mechanism", overview_of(self.mechanism))

    @cached_property
    def part(self) -> Mechanism:
        """The part of the mechanism that the query keeps."""
        return part_of(self.mechanism, bare(self.query))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers to what the query asks."""
        return answers(self.mechanism, self.query)

    @cached_property
    def picture(self) -> Picture:
        """The diagram with its layout."""
        return self.prepared or picture_of(
            self.mechanism, self.query, self.layouts, shape=self.options.shape, text=self.options.text,
        )

    @cached_property
    def theme(self) -> Theme:
        """The colours; the theme "auto" is light in a file."""
        return self.paint or THEMES.get(self.query.theme, THEMES["light"])

    @cached_property
    def scene(self) -> Scene:
        """The picture in its colours, with selection and answers marked."""
        return painted(self.picture, self.theme, self.query.select, overlay_of(self.answers, self.query.trail))

    @cached_property
    def sheet(self) -> Sheet:
        """The picture with the texts around it."""
        return lay_out(self.scene, self._content(), self.options)

    def _content(self) -> Content:
        whole, partial = self.mechanism, self.query.filtered or self.query.asks
        return Content(
            title=clean(whole.title),
            caption=self.caption if partial else clean(whole.sentence),
            caveat=CAVEAT,
            origin=self._origin_line(),
            link=self.link,
            papers=tuple(Citation(paper.id, f"{number} {short(paper)}", paper.url) for number, paper in enumerate(self.references, 1)),
            sources=tuple(Citation(text.id, named(text), linked(text.url)) for text in self.quoted),
            links=self._links(),
        )

    @property
    def quoted(self) -> tuple[Source, ...]:
        """The source documents that the shown relations quote, in file order."""
        used = {statement.source for edge in self.part.edges for statement in edge.statements}
        return tuple(source for source in self.mechanism.sources if source.id in used)

    def _origin_line(self) -> str:
        view = self.link or (f"view ?{search}" if (search := self.query.search()) else "the whole map")
        return f"Map {self.mechanism.id}, version {clean(self.mechanism.version)} of {clean(self.mechanism.date)}; {view}"

    def _links(self) -> dict[str, str]:
        """Web addresses by id: of everything in the explorer at `base`; without one, of the papers of arrows that have just one."""
        if self.base:
            diagram = self.picture.diagram
            shown = [*(node.id for node in diagram.nodes), *diagram.arrow, *(gap.id for gap in diagram.gaps)]
            return {name: f"{self.base}?{replace(self.query, select=name).search()}" for name in shown}
        papers = {arrow.id: {found.reference for edge in arrow.edges for found in edge.findings} for arrow in self.picture.diagram.arrows}
        return {arrow: self.mechanism.reference[next(iter(found))].url for arrow, found in papers.items() if len(found) == 1}

    @cached_property
    def origin(self) -> Origin:
        """The provenance of the file, from which this view can be opened again."""
        return Origin.of(self.mechanism, self.query.search())

    @cached_property
    def caption(self) -> str:
        """The query as a sentence, and a summary of the answers."""
        return caption(self.mechanism, self.query, self.answers)

    @cached_property
    def listed(self) -> References:
        """All papers of the view with their numbers: first those of the relations, then those that only properties and caveats cite."""
        return references(self.part)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The papers that the relations cite, in the order of their numbers, which is that of first citation."""
        return self.listed.shown

    @property
    def number(self) -> dict[str, int]:
        """The number of each paper, from 1, by its id."""
        return self.listed.number

    @cached_property
    def narrowed(self) -> Export:
        """The selection alone, for its list of papers and its text; the view itself where nothing is selected."""
        if not self.query.select:
            return self
        return _Selection(**{one.name: getattr(self, one.name) for one in fields(Export)}, view=self)

    @cached_property
    def chosen(self) -> str:
        """The name of the selection; empty where nothing is selected."""
        return called(self.narrowed.part, self.query.select) if self.query.select else ""

    @property
    def link(self) -> str:
        """The address of the view in the explorer; empty where there is no `base`."""
        search = self.query.search()
        return f"{self.base}?{search}" if self.base and search else self.base

    @property
    def name(self) -> str:
        """The name of the file without suffix: the map, then the first focus or kept nodes, or "part"."""
        about = [name for name in (*self.query.focus, *self.query.keep) if name in self.mechanism.node][:3]
        part = about or (["part"] if self.query.filtered else [])
        return "-".join([self.mechanism.id, *part])[:120]


@dataclass(frozen=True)
class _Selection(Export):
    """The selection of a view, alone. Its papers come in the order of the view, numbered from 1."""

    _: KW_ONLY
    view: Export

    @cached_property
    def part(self) -> Mechanism:
        """The selected relations, node or gap; an empty mechanism where there is none of this name."""
        return chosen(self.view.part, self.query.select, self.query.open)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """None: they belong to the view."""
        return ()

    @property
    def caption(self) -> str:
        """The caption of the view, and what in it is selected."""
        return f"{self.view.caption} Of this, only what is chosen: {self.chosen or 'nothing on this map'}."

    @cached_property
    def narrowed(self) -> Export:
        """Itself: it cannot be narrowed further."""
        return self

    @cached_property
    def listed(self) -> References:
        """All papers of the selection."""
        return self.view.listed.of(self.part)

    @property
    def name(self) -> str:
        """The map and the selection."""
        return "-".join((self.mechanism.id, *filter(None, self.query.select.split("~"))))[:120]
