"""The pages of a site without interactive picture: stories, figures, embedding, data and citation.

Their only script copies snippets, and they load nothing but the pictures of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pathways import __version__
from pathways.client import bundle, sheet
from pathways.drawing.text_metrics import clean
from pathways.export.formats import FORMATS
from pathways.language.grammar import counted
from pathways.model.hyperlinks import linked
from pathways.publish.embed_snippets import snippets
from pathways.publish.links import link
from pathways.publish.site_files import CITATION, Embed, File, Part, PictureFiles, StoryFiles
from pathways.render.html_document import document, fill, trusted
from pathways.render.light import write as light
from pathways.render.page_frame import chrome, cited, origin, source_note
from pathways.render.picture_style import font_faces
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.references import references

__all__ = ["MAPS", "PAGES", "maps_page", "page_of", "pages_of"]

MAPS = "index.html"
# path of a page within a map's folder: its name in the navigation, and its sentence
PAGES: dict[str, tuple[str, str]] = {
    "index.html": ("Map", ""),
    "stories/index.html": ("Stories", "The map told step by step, to be played here or taken along."),
    "figures/index.html": ("Figures", "The map and every scene of its stories as pictures, documents and slides."),
    "embed/index.html": ("Embed", "The map and its stories within pages of your own."),
    "data/index.html": ("Data", "Everything that the map holds, in the formats of other programs."),
    "cite.html": ("Cite this map", "Source, version and limits of what is shown here."),
}
AUDIENCES = {"everyone": "For everyone", "professionals": "For professionals"}
SECTIONS = {"data": "Data", "citations": "References and citation", "words": "Words"}

Sizes = Mapping[str, int]


def pages_of(part: Part) -> tuple[str, ...]:
    """Return which of the `PAGES` a map has; a map without stories has no page of them."""
    return tuple(path for path in PAGES if part.tales or path != "stories/index.html")


def page_of(part: Part, path: str, sizes: Sizes, *, up: bool = False) -> str:
    """Return one of the `PAGES` of a map. `sizes` are the bytes of the written files by path; `up` adds a link to the list of maps.

    Raises:
        CannotWrite: The map is too large for a picture.
    """
    nav = _nav(part, path, up=up)
    if path == "index.html":
        return light(Export(part.mechanism, layouts=part.layouts), nav=nav)
    content = {"stories": _stories, "figures": _figures, "embed": _embeds, "data": _data, "cite.html": _cite}[path.partition("/")[0]]
    name, sentence = PAGES[path]
    body = fill(
        f"site/{content.__name__.strip('_')}.html",
        nav=trusted(nav), heading=f"{name}: {part.title}" if path != "cite.html" else part.title, sentence=sentence,
        caveat=CAVEAT, made=origin(part.whole)["made"], cite="" if path == "cite.html" else link(path, "cite.html"),
        **content(part, path, sizes),
    )  # fmt: skip
    return _document(f"{name}: {part.title}", body, sentence=sentence, mark=part.whole.origin.line(), copies=path.startswith("embed"))


def maps_page(parts: Sequence[Part], sizes: Sizes) -> str:
    """Return the first page of a site with several maps."""
    sentence = "Mechanism maps that carry their evidence."
    shown = [_map(part, sizes) for part in parts]
    body = fill("site/maps.html", nav="", heading="Maps", sentence=sentence, caveat=CAVEAT, made="", cite="", maps=shown)
    return _document("Maps", body, sentence=sentence, mark="pathways")


def _document(title: str, body: str, *, sentence: str, mark: str, copies: bool = False) -> str:
    letters = "".join(sorted(letter for letter in set(body) if ord(letter) > 126))
    style = f"{font_faces(letters)}{chrome('auto')}{sheet('picture', 'file', 'nav', 'site')}"
    scripts = [bundle("file/copy_snippets.js")] if copies else []
    return document(title, body, description=sentence, origin=mark, style=style, scripts=scripts, images=True)


def _nav(part: Part, path: str, *, up: bool) -> str:
    pages = [(PAGES[page][0], link(path, page), page == path) for page in pages_of(part)]
    every = [("All maps", link(part.at(path), MAPS), False)] if up else []
    return fill("site/nav.html", ways=[*every, *pages])


def _map(part: Part, sizes: Sizes) -> dict[str, Any]:
    whole = part.mechanism
    return {
        "title": part.title, "sentence": clean(whole.sentence), "href": link(MAPS, part.index),
        "image": _cover(part.cover, MAPS, sizes), "about": _version(part),
        "ways": [(PAGES[page][0], link(MAPS, part.at(page))) for page in pages_of(part)],
    }  # fmt: skip


def _stories(part: Part, path: str, sizes: Sizes) -> dict[str, Any]:
    return {"tales": [_tale(tale, part.at(path), sizes) for tale in part.tales]}


def _tale(tale: StoryFiles, here: str, sizes: Sizes) -> dict[str, Any]:
    audience = AUDIENCES.get(tale.story.audience, AUDIENCES["everyone"])
    return {
        "title": clean(tale.story.title), "sentence": clean(tale.story.sentence),
        "about": f"{audience}. {counted(len(tale.story.scenes), 'scene')}.",
        "href": link(here, tale.files["story.html"].path), "image": _cover(tale.cover, here, sizes),
        "files": list(_files(tale.files.values(), here, sizes, clean(tale.story.title))),
    }  # fmt: skip


def _figures(part: Part, path: str, sizes: Sizes) -> dict[str, Any]:
    here = part.at(path)
    whole = [_plate(part.plates[0], here, sizes, (part.loose,))]
    by_story = [
        (clean(tale.story.title), link(here, tale.files["story.html"].path), [_plate(plate, here, sizes) for plate in tale.plates])
        for tale in part.tales
    ]
    return {"shelves": [("The whole map", "", whole), *by_story]}


def _plate(plate: PictureFiles, here: str, sizes: Sizes, more: tuple[File, ...] = ()) -> dict[str, Any]:
    image = _image(plate.files, here, sizes)
    alt = f"Picture: {plate.title}"
    listed = list(_files((*plate.files, *more), here, sizes, plate.title))
    return {"title": plate.title, "caption": plate.caption, "image": image, "alt": alt, "files": listed}


def _embeds(part: Part, path: str, _sizes: Sizes) -> dict[str, Any]:
    here = part.at(path)
    return {"known": bool(part.base), "embeds": [_embed(part, embed, here) for embed in part.embeds]}


def _embed(part: Part, embed: Embed, here: str) -> dict[str, Any]:
    return {"title": embed.title, "href": link(here, embed.file.path), "snippets": snippets(part, embed)}


def _data(part: Part, path: str, sizes: Sizes) -> dict[str, Any]:
    here = part.at(path)
    rows = {family: [_row(file, here, sizes) for file in part.data if _is_listed(file, family, sizes)] for family in SECTIONS}
    own_file = part.mechanism_file
    mechanism = {
        "href": link(here, own_file.path), "label": "The mechanism itself, JSON", "use": "programs; everything, stories included",
        "lacks": "", "size": _size(sizes.get(own_file.path, 0)),
    }  # fmt: skip
    rows["data"].insert(0, mechanism)
    return {"shelves": [(title, rows[family]) for family, title in SECTIONS.items() if rows[family]]}


def _is_listed(file: File, family: str, sizes: Sizes) -> bool:
    return bool(file.row and file.row.family == family and file.path in sizes)


def _row(file: File, here: str, sizes: Sizes) -> dict[str, str]:
    row = file.row or FORMATS["json"]
    return {"href": link(here, file.path), "label": row.label, "use": row.use, "lacks": row.lacks, "size": _size(sizes[file.path])}


def _cite(part: Part, path: str, sizes: Sizes) -> dict[str, Any]:
    whole, here = part.mechanism, part.at(path)
    citing = [file for file in part.data if file.row and file.row.family == "citations"]
    facts = (
        ("Map", whole.id), ("Version", clean(whole.version)), ("Date of the data", clean(whole.date)), ("Content", whole.fingerprint),
        ("In it", _contents(part)), ("Written by", f"Pathways {__version__}"),
    )  # fmt: skip
    return {
        "citation": cited(part.whole, link=part.address(part.index)), "facts": facts,
        "version": link(here, part.at("version.json")),
        "files": list(_files(citing, here, sizes, part.title)),
        "sources": [(clean(text.title), linked(text.url), source_note(text)) for text in whole.sources],
        "caveats": [(clean(one.title), clean(one.text)) for one in whole.caveats],
    }  # fmt: skip


def _files(files: Iterable[File], here: str, sizes: Sizes, of: str) -> Iterator[dict[str, Any]]:
    """Links to those files that were written; pages and pictures are opened, others are downloaded."""
    for file in files:
        if file.row and file.path in sizes:
            opened = file.row.family == "page" or file.row.name in ("svg", "png")
            yield {"href": link(here, file.path), "label": _label(file), "size": _size(sizes[file.path]), "of": of, "saved": not opened}


def _label(file: File) -> str:
    return CITATION if file.path.endswith(CITATION) else file.row.label if file.row else file.path


def _image(files: Sequence[File], here: str, sizes: Sizes) -> str:
    """The first written picture that a page can show; "" for none."""
    return next((link(here, file.path) for file in files if file.row and file.row.name in ("svg", "png") and file.path in sizes), "")


def _cover(file: File, here: str, sizes: Sizes) -> str:
    return link(here, file.path) if file.path in sizes else ""


def _version(part: Part) -> str:
    return f"Version {clean(part.mechanism.version)} of {clean(part.mechanism.date)}. {_contents(part)}."


def _contents(part: Part) -> str:
    whole, papers = part.mechanism, len(references(part.mechanism).shown)
    counts = ((len(whole.nodes), "thing"), (len(whole.edges), "relation"), (len(whole.gaps), "gap"), (papers, "paper"))
    return ", ".join(counted(count, noun) for count, noun in counts)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"
