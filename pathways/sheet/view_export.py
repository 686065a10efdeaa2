"""A view of a mechanism on its way into a file: everything that a writer of any format may ask for, worked out on demand."""

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
    """A view as a value: a whole mechanism, the question to it, how it is put into a file, and the layouts that are stored.

    `base` is the address of an explorer that is open to the readers of the file, such as "https://example.org/map"; empty
    where there is none. `template` is a deck whose fonts, colours and size a slide takes on.
    `prepared` is the picture, where somebody has worked it out before; `paint` a theme in place of the one that the question names.
    """

    mechanism: Mechanism
    query: Query = field(default_factory=Query)
    options: Options = field(default_factory=Options)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    base: str = ""
    template: Path | None = None
    prepared: Picture | None = None
    paint: Theme | None = None

    @cached_property
    def part(self) -> Mechanism:
        """What the question keeps, as a mechanism."""
        return part_of(self.mechanism, bare(self.query))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What the question asks, answered."""
        return answers(self.mechanism, self.query)

    @cached_property
    def picture(self) -> Picture:
        """What is drawn, and where."""
        return self.prepared or picture_of(
            self.mechanism, self.query, self.layouts, shape=self.options.shape, text=self.options.text,
        )

    @cached_property
    def theme(self) -> Theme:
        """The paint; "as the device" means light in a file."""
        return self.paint or THEMES.get(self.query.theme, THEMES["light"])

    @cached_property
    def scene(self) -> Scene:
        """The picture resolved."""
        return painted(self.picture, self.theme, self.query.select, overlay_of(self.answers, self.query.trail))

    @cached_property
    def sheet(self) -> Sheet:
        """The picture with what stands around it."""
        return lay_out(self.scene, self._content(), self.options)

    def _content(self) -> Content:
        whole, said = self.mechanism, self.query.filtered or self.query.asks
        return Content(
            title=clean(whole.title),
            caption=self.caption if said else clean(whole.sentence),
            caveat=CAVEAT,
            origin=self._origin_in_words(),
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

    def _origin_in_words(self) -> str:
        view = self.link or (f"view ?{search}" if (search := self.query.search()) else "the whole map")
        return f"Map {self.mechanism.id}, version {clean(self.mechanism.version)} of {clean(self.mechanism.date)}; {view}"

    def _links(self) -> dict[str, str]:
        """Where arrows lead: to themselves in an open explorer, else to their paper, where there is but one."""
        if self.base:
            diagram = self.picture.diagram
            shown = [*(node.id for node in diagram.nodes), *diagram.arrow, *(gap.id for gap in diagram.gaps)]
            return {name: f"{self.base}?{replace(self.query, select=name).search()}" for name in shown}
        papers = {arrow.id: {found.reference for edge in arrow.edges for found in edge.findings} for arrow in self.picture.diagram.arrows}
        return {arrow: self.mechanism.reference[next(iter(found))].url for arrow, found in papers.items() if len(found) == 1}

    @cached_property
    def origin(self) -> Origin:
        """Where the file comes from; it leads back to this view."""
        return Origin.of(self.mechanism, self.query.search())

    @cached_property
    def caption(self) -> str:
        """The question as a sentence, and what the answers come to; no clause of it is said twice."""
        return caption(self.mechanism, self.query, self.answers)

    @cached_property
    def listed(self) -> References:
        """All papers of the view with their numbers: those behind what is drawn, then what a text cites beside that."""
        return references(self.part)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The papers behind what is drawn, in the order of their numbers: as the relations cite them first."""
        return self.listed.shown

    @property
    def number(self) -> dict[str, int]:
        """The number of each paper, from 1, by its id."""
        return self.listed.number

    @cached_property
    def narrowed(self) -> Export:
        """What is chosen in the view, alone, for a list of its papers and what is told of it; the view itself where nothing is."""
        if not self.query.select:
            return self
        return _Chosen(**{one.name: getattr(self, one.name) for one in fields(Export)}, view=self)

    @cached_property
    def chosen(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        return called(self.narrowed.part, self.query.select) if self.query.select else ""

    @property
    def link(self) -> str:
        """The address of the view for readers of the file; empty where no explorer is open to them."""
        search = self.query.search()
        return f"{self.base}?{search}" if self.base and search else self.base

    @property
    def name(self) -> str:
        """The name of the file without suffix: the map, and what the view lies around, or that it is a part."""
        about = [name for name in (*self.query.focus, *self.query.keep) if name in self.mechanism.node][:3]
        part = about or (["part"] if self.query.filtered else [])
        return "-".join([self.mechanism.id, *part])[:120]


@dataclass(frozen=True)
class _Chosen(Export):
    """What is chosen in a view, alone. All that is cited for it is listed, in the view's order, and numbered from 1 by itself."""

    _: KW_ONLY
    view: Export

    @cached_property
    def part(self) -> Mechanism:
        """The chosen relations, thing or gap; nothing where the name is nothing's."""
        return chosen(self.view.part, self.query.select, self.query.open)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """None: a question is asked of the view."""
        return ()

    @property
    def caption(self) -> str:
        """That of the view, and what in it is chosen."""
        return f"{self.view.caption} Of this, only what is chosen: {self.chosen or 'nothing on this map'}."

    @cached_property
    def narrowed(self) -> Export:
        """Itself: it cannot be narrowed further."""
        return self

    @cached_property
    def listed(self) -> References:
        """All papers of what is chosen."""
        return self.view.listed.of(self.part)

    @property
    def name(self) -> str:
        """The map and what is chosen."""
        return "-".join((self.mechanism.id, *filter(None, self.query.select.split("~"))))[:120]
