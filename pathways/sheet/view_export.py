"""A view of a mechanism to be written into a file: everything that the writers of all formats need, computed on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from pathways.query.file_name import file_name
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

__all__ = ["Export", "filed"]


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

    def __repr__(self) -> str:
        """The address of the view: the mechanism alone would be half a million characters."""
        return f"<Export of {self.mechanism.id}, {self.placed.search() or 'the whole map'}>"

    @cached_property
    def placed(self) -> Query:
        """The query with its arrangement in a file; where the picture is already computed, it is that of the picture."""
        return self.query if self.prepared else filed(self.query, self.answers)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers to what the query asks."""
        return answers(self.mechanism, self.query)

    @cached_property
    def picture(self) -> Picture:
        """The diagram with its layout."""
        return self.prepared or picture_of(
            self.mechanism, self.placed, self.layouts, shape=self.options.arranged, text=self.options.text,
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

    @cached_property
    def on_slide(self) -> Export:
        """The view as a slide shows it, which it fills unless the options say where else it goes."""
        if self.options.fit:
            return self
        fit = "slide-4:3" if self.options.page == "4:3" else "slide"
        return replace(self, options=replace(self.options, fit=fit)) if self.options.shape == "free" else self

    def _content(self) -> Content:
        options = self.options
        return Content(
            title=clean(options.title) or clean(self.mechanism.title),
            caption=self.headline,
            caveat=CAVEAT,
            origin=self._origin_line(),
            link=self.link,
            papers=tuple(Citation(paper.id, f"{number} {short(paper)}", paper.url) for number, paper in enumerate(self.references, 1)),
            sources=tuple(Citation(text.id, named(text), linked(text.url)) for text in self.quoted),
            links=self._links(),
            cited=self._cited(),
            whole_caption=bool(options.caption),
        )

    @property
    def headline(self) -> str:
        """What stands below the title: the number of the figure and a caption of one's own, else the question or the map's sentence."""
        own = clean(self.mechanism.sentence) if not (self.query.filtered or self.query.asks) else self.caption
        number = f"Figure {self.options.number}. " if self.options.number else ""
        return f"{number}{clean(self.options.caption) or own}"

    def _cited(self) -> dict[str, str]:
        """The numbers of the papers of each arrow, runs of them joined."""
        found = {
            arrow.id: sorted({self.number[one.reference] for edge in arrow.edges for one in edge.findings if one.reference in self.number})
            for arrow in self.picture.diagram.arrows
        }
        return {arrow: _runs(numbers) for arrow, numbers in found.items()}

    @property
    def quoted(self) -> tuple[Source, ...]:
        """The source documents that the shown relations quote, in file order."""
        used = {statement.source for edge in self.part.edges for statement in edge.statements}
        return tuple(source for source in self.mechanism.sources if source.id in used)

    def _origin_line(self) -> str:
        view = self.link or (f"view ?{search}" if (search := self.placed.search()) else "the whole map")
        return f"Map {self.mechanism.id}, version {clean(self.mechanism.version)} of {clean(self.mechanism.date)}; {view}"

    def _links(self) -> dict[str, str]:
        """Web addresses by id: of everything in the explorer at `base`; without one, of the papers of arrows that have just one."""
        if self.base:
            diagram = self.picture.diagram
            shown = [*(node.id for node in diagram.nodes), *diagram.arrow, *(gap.id for gap in diagram.gaps)]
            return {name: f"{self.base}?{replace(self.placed, select=name).search()}" for name in shown}
        papers = {arrow.id: {found.reference for edge in arrow.edges for found in edge.findings} for arrow in self.picture.diagram.arrows}
        return {arrow: self.mechanism.reference[next(iter(found))].url for arrow, found in papers.items() if len(found) == 1}

    @cached_property
    def origin(self) -> Origin:
        """The provenance of the file, from which this view can be opened again."""
        return Origin.of(self.mechanism, self.placed.search())

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
        search = self.placed.search()
        return f"{self.base}?{search}" if self.base and search else self.base

    @property
    def name(self) -> str:
        """The name of the file without suffix: the map, and what is asked of it."""
        return file_name(self.mechanism, self.query)


def filed(query: Query, answers: Sequence[Answer]) -> Query:
    """Return a query with its arrangement in a file: a part is arranged anew, unless its answer is a gap of the map around it.

    Example:
        >>> filed(Query(focus=("tlr4",)), ()).arrange
        'compact'
    """
    return query if overlay_of(answers, query.trail).gaps else query.in_file


def _runs(numbers: list[int]) -> str:
    """Numbers in order, three or more in a row as a range.

    Example:
        >>> _runs([1, 2, 3, 5, 6])
        '1\N{EN DASH}3, 5, 6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}\N{EN DASH}{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


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
