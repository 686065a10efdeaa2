"""Maps as a static site: pages, figures and data in a folder that any web host can serve.

    index.html          the map with search and the evidence behind every arrow; with several maps a list of them, and a folder each
    stories/            each story as a page that plays it, as slides, hand-out and JSON
    figures/            the whole map, and each scene of each story, in every format of pictures
    embed/              pages for frames, and what to copy
    data/               every format of data, references and words, and the mechanism itself as JSON
    cite.html, CITATION.cff, version.json
    sitemap.xml, robots.txt, link previews: only where the site's address is known

Links are relative, so that the site works in any folder and without a web server. Publishing again rewrites only changed files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pathways.errors import CannotWrite, InvalidArgument
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism
from pathways.publish.folder import Folder
from pathways.publish.links import absolute, based, is_root
from pathways.publish.metadata import about, robots, sitemap, version
from pathways.publish.site_files import File, Part, Preview
from pathways.publish.site_pages import MAPS, maps_page, page_of, pages_of

__all__ = ["Published", "publish"]

Progress = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True)
class Published:
    """The result of publishing, as paths within the folder; `refused` are the files that a format could not hold, with the reason."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[str, ...] = ()


def publish(
    mechanisms_with_layouts: Sequence[tuple[Mechanism, Mapping[str, Layout]]], out: Path, *, base_url: str = "", force: bool = False,
    progress: Progress | None = None,
) -> Published:
    """Write maps as a site into a folder and return what changed. The same maps give the same bytes.

    Files of an earlier run that are no longer part of the site are removed; files from elsewhere are left alone. After an interruption
    the written files remain, and publishing again writes the rest.

    Args:
        mechanisms_with_layouts: The maps in their order, each with the layouts that are stored beside its file.
        base_url: The address that the folder will have, for search engines and link previews.
        force: Overwrite files from elsewhere that have the name of a file of the site.
        progress: Iterates over the paths of all files, in order, while they are written, as `tqdm` does.

    Raises:
        InvalidArgument: There is no map, two have the same id, or the address is none.
        CannotWrite: A file from elsewhere has the name of a file of the site, or a map is too large for a picture.
        LayoutFailed: A map could not be arranged in time.

    Example:
        >>> import tempfile
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> with tempfile.TemporaryDirectory() as place:
        ...     first, again = publish([(toy, {})], Path(place)), publish([(toy, {})], Path(place))
        >>> "index.html" in first.written, again.written, again.unchanged == first.written
        (True, (), True)
    """
    base = based(base_url)
    site = _Site(_parts(mechanisms_with_layouts, base), base)
    files = {file.path: file for file in site.files()}
    folder = Folder(out)
    folder.claim(files, force=force)
    for path in progress([*files]) if progress else files:
        site.write(files[path], folder)
    removed = folder.keep(site.sizes)
    return Published(tuple(site.written), tuple(path for path in site.sizes if path not in {*site.written}), removed, tuple(site.refused))


def _parts(maps: Sequence[tuple[Mechanism, Mapping[str, Layout]]], base: str) -> tuple[Part, ...]:
    names = [mechanism.id for mechanism, _ in maps]
    if not names:
        raise InvalidArgument("There is no map to publish.")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InvalidArgument(f"Two maps have the id '{twice[0]}'. Each needs one of its own.")
    return tuple(Part(mechanism, layouts, f"{mechanism.id}/" if len(maps) > 1 else "", base) for mechanism, layouts in maps)


@dataclass
class _Site:
    """A site that is being written: `sizes` are the numbers of bytes of the files so far, by path."""

    parts: tuple[Part, ...]
    base: str
    sizes: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def several(self) -> bool:
        return len(self.parts) > 1

    def files(self) -> Iterator[File]:
        """Every file; pages come after the files that they list."""
        for part in self.parts:
            yield from part.files
            yield from self._pages(part)
            if self.several:
                yield File(part.at("version.json"), partial(version, [part]))
        if self.several:
            preview = Preview("Maps", "Mechanism maps that carry their evidence.", MAPS, self.parts[0].preview.image)
            yield File(MAPS, lambda: maps_page(self.parts, self.sizes), preview=preview)
        yield File("version.json", lambda: version(self.parts))
        if self.base:
            yield File("sitemap.xml", lambda: sitemap(self.base, self._page_paths()))
        if is_root(self.base):
            yield File("robots.txt", lambda: robots(self.base))

    def write(self, file: File, folder: Folder) -> None:
        """Write a file into the folder; one that its format cannot hold is listed in `refused` unless it is needed."""
        try:
            content = self._content(file)
        except CannotWrite as error:
            if file.needed:
                raise
            self.refused.append(f"{file.path}: {error}")
            return
        if folder.put(file.path, content):
            self.written.append(file.path)
        self.sizes[file.path] = len(content)

    def _content(self, file: File) -> bytes:
        content = file.make()
        if self.base and file.preview:
            content = self._with_preview(content, file.preview)
        return content.encode() if isinstance(content, str) else content

    def _with_preview(self, content: str | bytes, preview: Preview) -> str:
        page = content if isinstance(content, str) else content.decode()
        image = absolute(self.base, preview.image) if preview.image in self.sizes else ""
        return about(page, url=absolute(self.base, preview.page), title=preview.title, description=preview.description, image=image)

    def _pages(self, part: Part) -> Iterator[File]:
        for path in pages_of(part):
            preview = replace(part.preview, page=part.at(path))
            yield File(part.at(path), partial(page_of, part, path, self.sizes, up=self.several), preview=preview, needed=True)

    def _page_paths(self) -> Iterator[str]:
        """The paths of the pages for the sitemap, sorted by address: not the framed ones, which have the preview of another page."""
        paths = (file.path for file in self.files() if file.preview and file.preview.page == file.path)
        return iter(sorted(paths, key=lambda path: absolute(self.base, path)))
