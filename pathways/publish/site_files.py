"""The files of a map in a site: figures, stories, embeds and data, each with the function that computes its content.

The names of all files are known before any is written, so that conflicts with files from elsewhere are found at once.
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
from pathways.story.render_plan import RenderPlan
from pathways.story.slide import slide_of

__all__ = ["CITATION", "Embed", "File", "Part", "PictureFiles", "Preview", "StoryFiles"]

CITATION = "CITATION.cff"
PICTURES = tuple(row for row in FORMATS.values() if row.family == "picture" and row.on_sites)
FAMILIES = ("data", "citations", "words")
RESERVED = ("index", "map")  # file names that a story cannot have; nor can it end like another story's hand-out
HANDOUT = "-handout"


@dataclass(frozen=True)
class Preview:
    """The preview of a link: `page` is the path of the page to open, which is another one for a framed page; `image` is a path too."""

    title: str
    description: str
    page: str
    image: str


@dataclass(frozen=True)
class File:
    """A file of the site by its path from the site's root. If its format cannot hold it, it is left out unless it is `needed`."""

    path: str
    make: Callable[[], str | bytes]
    row: Format | None = None
    preview: Preview | None = None
    needed: bool = False


@dataclass(frozen=True)
class PictureFiles:
    """A picture in every format; pages show the first."""

    title: str
    caption: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class StoryFiles:
    """A story: its files by format, its first slide as a picture, and the pictures of its scenes."""

    story: Story
    files: Mapping[str, File]
    cover: File
    plates: tuple[PictureFiles, ...]


@dataclass(frozen=True)
class Embed:
    """A page for frames; `of` is the path of the page to which it belongs, `image` that of its picture."""

    title: str
    file: File
    of: str
    image: str


@dataclass(frozen=True)
class _View(Export):
    """A view whose link leads to a page of the site, as there is no explorer."""

    home: str = ""

    @property
    def link(self) -> str:
        return self.home


@dataclass(frozen=True)
class _Telling(RenderPlan):
    """A story whose link leads to a page of the site."""

    home: str = ""

    @property
    def link(self) -> str:
        return self.home


@dataclass(frozen=True)
class Part:
    """A map in a site: `folder` is "" or "ID/", `base` the address of the site, "" where it is not known."""

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
        """The preview of a link to the map."""
        return Preview(self.title, clean(self.mechanism.sentence), self.index, self.cover.path)

    @cached_property
    def whole(self) -> Export:
        """The view of the whole map; its link is the site's address, where that is known."""
        return _View(self.mechanism, Query(), layouts=self.layouts, home=self.address(self.index))

    @cached_property
    def cover(self) -> File:
        """The picture for link previews."""
        return File(self.at("preview.png"), lambda: write(replace(self.whole, options=Options.parse(PREVIEW)[0]), "png"))

    @cached_property
    def plates(self) -> tuple[PictureFiles, ...]:
        """The pictures of the whole map."""
        return (PictureFiles(self.title, clean(self.mechanism.sentence), tuple(self._pictures("figures/map", lambda: self.whole))),)

    @cached_property
    def tales(self) -> tuple[StoryFiles, ...]:
        """The stories."""
        return tuple(map(self._story_files, self.mechanism.stories))

    @cached_property
    def loose(self) -> File:
        """The interactive page in which nodes can be dragged."""
        return File(self.at("figures/map.html"), lambda: write(self.whole, "html"), FORMATS["html"])

    @cached_property
    def data(self) -> tuple[File, ...]:
        """The map in every format of data, references and words."""
        rows = (row for row in FORMATS.values() if row.family in FAMILIES and row.on_sites)
        return tuple(File(self._data_path(row), partial(self._written, row.name), row) for row in rows)

    @cached_property
    def mechanism_file(self) -> File:
        """The whole mechanism as JSON, stories included."""
        return File(self.at(f"data/{self.mechanism.id}.mechanism.json"), self._mechanism)

    @cached_property
    def embeds(self) -> tuple[Embed, ...]:
        """Pages for frames: the map, and each story."""
        whole = File(self.at("embed/map.html"), self._embedded_map, preview=self.preview, needed=True)
        stories = (self._embed(story) for story in self.mechanism.stories)
        return (Embed(self.title, whole, self.index, self.at("figures/map.svg")), *stories)

    @property
    def files(self) -> Iterator[File]:
        """All files of the map."""
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
        """The absolute address of a file, "" where the site's is not known."""
        return absolute(self.base, path) if self.base else ""

    def _pictures(self, stem: str, view: Callable[[], Export]) -> Iterator[File]:
        for row in PICTURES:
            yield File(self.at(f"{stem}{row.suffix}"), partial(_picture, view, row.name), row)

    def _story_files(self, story: Story) -> StoryFiles:
        plan = self._plan(story)
        plates = tuple(
            PictureFiles(
                clean(scene.title), "", tuple(self._pictures(f"figures/{story.id}/{scene.id}", partial(self._scene, plan, number)))
            )
            for number, scene in enumerate(story.scenes, 1)
        )
        files = {row.name: self._story_file(plan, row) for row in STORY_FORMATS.values()}
        return StoryFiles(story, files, File(self._cover_path(story), partial(_first_slide, plan)), plates)

    def _plan(self, story: Story) -> _Telling:
        return _Telling(self.mechanism, story, theme="auto", layouts=self.layouts, home=self.address(self._player_path(story)))

    def _scene(self, plan: _Telling, number: int) -> Export:
        view = plan.export(number)
        return _View(**{one.name: getattr(view, one.name) for one in fields(Export)}, home=plan.home)

    def _story_file(self, plan: _Telling, row: Format) -> File:
        stem = f"stories/{_file_name(plan.story)}"
        path = self.at(f"{stem}.{row.name.removeprefix('story.')}" if row.name.startswith("story.") else f"{stem}-{row.name}")
        if row.family == "page":
            make = partial(_page, plan, row.name, link(path, self.index))
            return File(path, make, row, self._preview(plan.story), needed=True)
        return File(path, partial(write_story, plan, row.name), row)

    def _preview(self, story: Story) -> Preview:
        return Preview(clean(story.title), clean(story.sentence), self._player_path(story), self._cover_path(story))

    def _cover_path(self, story: Story) -> str:
        return self.at(f"stories/{_file_name(story)}.png")

    def _player_path(self, story: Story) -> str:
        return self.at(f"stories/{_file_name(story)}.html")

    def _embed(self, story: Story) -> Embed:
        path = self.at(f"embed/{_file_name(story)}.html")
        plan = replace(self._plan(story), home=link(path, self._player_path(story)))
        file = File(path, partial(_embedded_story, plan), preview=self._preview(story), needed=True)
        return Embed(clean(story.title), file, self._player_path(story), self._cover_path(story))

    def _embedded_map(self) -> str:
        from pathways.render.embed import write_view

        return write_view(self.whole, link=link(self.at("embed/map.html"), self.index))

    def _written(self, name: str) -> bytes:
        return write(self.whole, name)

    def _mechanism(self) -> str:
        return self.mechanism.model_dump_json(by_alias=True, indent=1) + "\n"

    def _data_path(self, row: Format) -> str:
        return self.at(CITATION if row.name == "cff" else f"data/{self.mechanism.id}{row.suffix}")


def _picture(view: Callable[[], Export], name: str) -> bytes:
    return write(view(), name)


def _first_slide(plan: _Telling) -> bytes:
    """The first slide as a PNG in the size of a preview."""
    from pathways.render.png import Size, draw

    return draw(slide_of(plan, plan.shots[0]), Size(1200, 675), ground=plan.paint.paper)


def _page(plan: _Telling, name: str, home: str) -> bytes:
    return write_story(replace(plan, home=home), name)


def _embedded_story(plan: _Telling) -> str:
    from pathways.render.embed import write_story as embedded

    return embedded(plan)


def _file_name(story: Story) -> str:
    """The name of a story's files without suffix; ended by "_", which no id has, where another file has the name."""
    return f"{story.id}_" if story.id in RESERVED or story.id.endswith(HANDOUT) else story.id
