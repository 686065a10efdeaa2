"""What a map brings into a site: its figures, its stories, its embeds and its data, each a file with the function that makes it.

The names of all files are known before one is made, so that a folder with files of other people is refused at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial

from pathways.drawing.text_metrics import clean
from pathways.export.formats import FORMATS, STORY_FORMATS, Format, write, write_story
from pathways.export.share import PREVIEW
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism, Story
from pathways.publish.links import absolute, link
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.sheet.view_export import Export
from pathways.story.render_plan import Telling
from pathways.story.slide import slide_of

__all__ = ["CITATION", "Embed", "File", "Part", "Plate", "Preview", "Tale"]

CITATION = "CITATION.cff"
PICTURES = tuple(row for row in FORMATS.values() if row.family == "picture")
FAMILIES = ("data", "citations", "words")
RESERVED = ("index", "map")  # file names that a story cannot have, and the ending of another story's hand-out
HANDOUT = "-handout"


@dataclass(frozen=True)
class Preview:
    """What a link to a page shows; `page` is the one that readers come to, which is another for a page that is framed. Both are paths."""

    title: str
    description: str
    page: str
    image: str


@dataclass(frozen=True)
class File:
    """A file of the site by its path from the site's root. Where its format cannot hold it, the site stands without it, if not `needed`."""

    path: str
    make: Callable[[], str | bytes]
    row: Format | None = None
    preview: Preview | None = None
    needed: bool = False


@dataclass(frozen=True)
class Plate:
    """A picture in every format; the first is the one to look at on a page."""

    title: str
    caption: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Tale:
    """A story with its files, by the names of their formats, its first slide as a picture, and a plate for each of its scenes."""

    story: Story
    files: Mapping[str, File]
    cover: File
    plates: tuple[Plate, ...]


@dataclass(frozen=True)
class Embed:
    """A page to be framed; `of` is the page of the site that it belongs to, `image` a picture of it."""

    title: str
    file: File
    of: str
    image: str


@dataclass(frozen=True)
class _View(Export):
    """A view whose way back is a page of the site, as no explorer runs there."""

    home: str = ""

    @property
    def link(self) -> str:
        return self.home


@dataclass(frozen=True)
class _Telling(Telling):
    """A story whose way back is a page of the site."""

    home: str = ""

    @property
    def link(self) -> str:
        return self.home


@dataclass(frozen=True)
class Part:
    """A map in a site: below which folder ("" or "ID/"), and the address of the site, "" where it is not known."""

    mechanism: Mechanism
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    folder: str = ""
    base: str = ""

    @property
    def title(self) -> str:
        """The map's title as one clean line."""
        return clean(self.mechanism.title)

    @property
    def index(self) -> str:
        """The path of the map's own page."""
        return self.at("index.html")

    @property
    def preview(self) -> Preview:
        """What a link to the map shows."""
        return Preview(self.title, clean(self.mechanism.sentence), self.index, self.cover.path)

    @cached_property
    def whole(self) -> Export:
        """The whole map; its way back is the site, if its address is known."""
        return _View(self.mechanism, Query(), layouts=self.layouts, home=self.address(self.index))

    @cached_property
    def cover(self) -> File:
        """The map in the shape in which other sites show a link to it."""
        return File(self.at("preview.png"), lambda: write(replace(self.whole, options=Options.parse(PREVIEW)[0]), "png"))

    @cached_property
    def plates(self) -> tuple[Plate, ...]:
        """The whole map as a picture."""
        return (Plate(self.title, clean(self.mechanism.sentence), tuple(self._pictures("figures/map", lambda: self.whole))),)

    @cached_property
    def tales(self) -> tuple[Tale, ...]:
        """The stories."""
        return tuple(map(self._tale, self.mechanism.stories))

    @cached_property
    def loose(self) -> File:
        """The page in which the graph can be pulled about."""
        return File(self.at("figures/map.html"), lambda: write(self.whole, "html"), FORMATS["html"])

    @cached_property
    def data(self) -> tuple[File, ...]:
        """The map in every format of data, references and words."""
        rows = (row for row in FORMATS.values() if row.family in FAMILIES)
        return tuple(File(self._named(row), partial(self._written, row.name), row) for row in rows)

    @cached_property
    def mechanism_file(self) -> File:
        """Everything that the map holds, stories included, as the JSON of a mechanism."""
        return File(self.at(f"data/{self.mechanism.id}.mechanism.json"), self._mechanism)

    @cached_property
    def embeds(self) -> tuple[Embed, ...]:
        """Pages to be framed: the map, and each story."""
        whole = File(self.at("embed/map.html"), self._embedded_map, preview=self.preview, needed=True)
        told = (self._embed(story) for story in self.mechanism.stories)
        return (Embed(self.title, whole, self.index, self.at("figures/map.svg")), *told)

    @property
    def files(self) -> Iterator[File]:
        """All of the above."""
        yield self.cover
        yield from (file for plate in self.plates for file in plate.files)
        for tale in self.tales:
            yield from (file for plate in tale.plates for file in plate.files)
            yield from (tale.cover, *tale.files.values())
        yield from (embed.file for embed in self.embeds)
        yield from (self.loose, *self.data, self.mechanism_file)

    def at(self, path: str) -> str:
        """A path within the map's folder, from the site's root."""
        return f"{self.folder}{path}"

    def address(self, path: str) -> str:
        """The whole address of a file, "" where the site's is not known."""
        return absolute(self.base, path) if self.base else ""

    def _pictures(self, stem: str, view: Callable[[], Export]) -> Iterator[File]:
        for row in PICTURES:
            yield File(self.at(f"{stem}{row.suffix}"), partial(_picture, view, row.name), row)

    def _tale(self, story: Story) -> Tale:
        told = self._telling(story)
        plates = tuple(
            Plate(clean(scene.title), "", tuple(self._pictures(f"figures/{story.id}/{scene.id}", partial(self._scene, told, number))))
            for number, scene in enumerate(story.scenes, 1)
        )
        files = {row.name: self._story_file(told, row) for row in STORY_FORMATS.values()}
        return Tale(story, files, File(self._cover(story), partial(_slide, told)), plates)

    def _telling(self, story: Story) -> _Telling:
        return _Telling(self.mechanism, story, theme="auto", layouts=self.layouts, home=self.address(self._played(story)))

    def _scene(self, told: _Telling, number: int) -> Export:
        view = told.export(number)
        return _View(**{one.name: getattr(view, one.name) for one in fields(Export)}, home=told.home)

    def _story_file(self, told: _Telling, row: Format) -> File:
        stem = f"stories/{_file_name(told.story)}"
        path = self.at(f"{stem}.{row.name.removeprefix('story.')}" if row.name.startswith("story.") else f"{stem}-{row.name}")
        if row.family == "page":
            make = partial(_page, told, row.name, link(path, self.index))
            return File(path, make, row, self._preview(told.story), needed=True)
        return File(path, partial(write_story, told, row.name), row)

    def _preview(self, story: Story) -> Preview:
        return Preview(clean(story.title), clean(story.sentence), self._played(story), self._cover(story))

    def _cover(self, story: Story) -> str:
        return self.at(f"stories/{_file_name(story)}.png")

    def _played(self, story: Story) -> str:
        return self.at(f"stories/{_file_name(story)}.html")

    def _embed(self, story: Story) -> Embed:
        path = self.at(f"embed/{_file_name(story)}.html")
        told = replace(self._telling(story), home=link(path, self._played(story)))
        file = File(path, partial(_embedded_story, told), preview=self._preview(story), needed=True)
        return Embed(clean(story.title), file, self._played(story), self._cover(story))

    def _embedded_map(self) -> str:
        from pathways.render.embed import write_view

        return write_view(self.whole, link=link(self.at("embed/map.html"), self.index))

    def _written(self, name: str) -> bytes:
        return write(self.whole, name)

    def _mechanism(self) -> str:
        return self.mechanism.model_dump_json(by_alias=True, indent=1) + "\n"

    def _named(self, row: Format) -> str:
        return self.at(CITATION if row.name == "cff" else f"data/{self.mechanism.id}{row.suffix}")


def _picture(view: Callable[[], Export], name: str) -> bytes:
    return write(view(), name)


def _slide(told: _Telling) -> bytes:
    """The first slide, as large as a preview."""
    from pathways.render.png import Size, draw

    return draw(slide_of(told, told.shots[0]), Size(1200, 675), ground=told.paint.paper)


def _page(told: _Telling, name: str, home: str) -> bytes:
    return write_story(replace(told, home=home), name)


def _embedded_story(told: _Telling) -> str:
    from pathways.render.embed import write_story as embedded

    return embedded(told)


def _file_name(story: Story) -> str:
    """The name of a story's files without suffix; with a sign that no id has, where another file has the name."""
    return f"{story.id}_" if story.id in RESERVED or story.id.endswith(HANDOUT) else story.id
