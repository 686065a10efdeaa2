"""The deck: created or opened from a template, and packed so that the same deck has the same bytes.

python-pptx writes the current time into a deck and its archive; here the properties have the date of the map and the archive 1980.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from pathways.drawing.text_metrics import FAMILY, clean
from pathways.drawing.theme import Theme
from pathways.errors import CannotWrite
from pathways.render.slides.drawingml import attribute
from pathways.render.slides.template import asked, entries, font_of, plain_paper, size_of

__all__ = ["SIZES", "Deck", "Properties", "core_properties", "open_deck", "pack", "zipped"]

SIZES = {"16:9": (12_192_000, 6_858_000), "4:3": (9_144_000, 6_858_000)}  # EMU: 13.33 x 7.5 and 10 x 7.5 inches
MAKER = "pathways-explorer"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OLD_WIDTH = 9_144_000  # EMU, of the deck in python-pptx
_FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time in a zip archive
_DROPPED = ("docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FOOTERS = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE)


@dataclass(frozen=True)
class Properties:
    """The document properties of a deck. `date` is that of the map."""

    title: str
    subject: str
    description: str
    identifier: str
    language: str
    date: str


@dataclass(frozen=True)
class Deck:
    """A presentation of python-pptx, the layout of its slides, and their size in EMU.

    `plain` is whether the background of slides is just the background colour of its theme.
    """

    presentation: Any
    layout: Any
    size: tuple[int, int]
    font: str = FAMILY
    plain: bool = True

    def add_slide(self) -> Any:
        """Add a slide whose only placeholder is the title."""
        slide = self.presentation.slides.add_slide(self.layout)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.idx != 0:
                shape._element.getparent().remove(shape._element)
        if slide.shapes.title is None:
            slide.shapes._spTree.append(parse_xml(_TITLE))
        return slide


def open_deck(template: Path | None, page: str, theme: Theme) -> Deck:
    """Return a deck without slides: the template, or a new one in the size of the page and the colours of the theme.

    Raises:
        CannotWrite: The template cannot be used; the message says why.
    """
    if template is None:
        size = SIZES.get(page, SIZES["16:9"])
        deck = Presentation(io.BytesIO(_new_deck(size, theme)))
        return Deck(deck, _layout(deck), size)
    return asked(template, _without_slides)


def _without_slides(deck: Any) -> Deck:
    _remove_slides(deck)
    return Deck(deck, _layout(deck), size_of(deck), font_of(deck), plain_paper(deck))


@lru_cache(maxsize=8)
def _new_deck(size: tuple[int, int], theme: Theme) -> bytes:
    """The default deck of python-pptx, stretched to the size, with the font and colours of the map as its theme."""
    found = entries(files("pptx").joinpath("templates", "default.pptx").read_bytes())
    parts = {name: blob for name, blob in found.items() if name not in _DROPPED}
    for name, blob in parts.items():
        if name.endswith(".rels"):
            parts[name] = re.sub(rb"<Relationship [^>]*(thumbnail|printerSettings)[^>]*/>", b"", blob)
        elif name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/")):
            parts[name] = _stretched(blob, size[0] / _OLD_WIDTH)
    parts["ppt/presentation.xml"] = re.sub(
        rb'<p:sldSz [^>]*/>', f'<p:sldSz cx="{size[0]}" cy="{size[1]}"/>'.encode(), parts["ppt/presentation.xml"]
    )
    parts["ppt/theme/theme1.xml"] = _coloured(parts["ppt/theme/theme1.xml"], theme)
    return zipped(parts)


def _stretched(blob: bytes, factor: float) -> bytes:
    """A layout with its placeholders stretched to the width of the slide."""
    def wider(found: re.Match[bytes]) -> bytes:
        return found[1] + str(round(int(found[2]) * factor)).encode() + found[3]

    return re.sub(rb'(<a:(?:off x|ext cx|chOff x|chExt cx)=")(\d+)(")', wider, blob)


def _coloured(blob: bytes, theme: Theme) -> bytes:
    """The theme part with the colours of the map and its font."""
    colours = {
        "dk1": theme.ink, "lt1": theme.paper, "dk2": theme.soft, "lt2": theme.tints[0],
        "accent1": theme.up, "accent2": theme.down, "accent3": theme.open, "accent4": theme.gap, "accent5": theme.drug,
        "accent6": theme.plain, "hlink": theme.up, "folHlink": theme.open,
    }  # fmt: skip
    root: Any = parse_xml(blob)
    scheme = next(root.iter(qn("a:clrScheme")))
    for child in list(scheme):
        name = child.tag.rpartition("}")[2]
        for old in list(child):
            child.remove(old)
        child.append(child.makeelement(qn("a:srgbClr"), {"val": colours[name][1:].upper()}))
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", FAMILY)
        latin.attrib.pop("panose", None)
    return bytes(serialize_part_xml(root))


def _remove_slides(deck: Any) -> None:
    """Remove the slides of a template, and what refers to them."""
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    root = deck.part._element
    for tag in ("p:custShowLst", "p:extLst"):  # custom shows and sections refer to removed slides
        for found in root.findall(qn(tag)):
            root.remove(found)


_TITLE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
)


def _layout(deck: Any) -> Any:
    layouts = list(deck.slide_layouts)
    if not layouts:
        raise CannotWrite("The template has no slide layout, so nothing can be put on it. Save it from PowerPoint as .pptx again.")
    return min(layouts, key=_unsuitability)


def _unsuitability(layout: Any) -> tuple[int, int]:
    """How unsuitable a layout is for a figure below a title: by its type, then by the number of its other placeholders."""
    titled = any(found.placeholder_format.idx == 0 for found in layout.placeholders)
    others = [found for found in layout.placeholders if found.placeholder_format.type not in _FOOTERS]
    return (0 if layout._element.get("type", "") == "titleOnly" else 1 if titled else 2), len(others)


def pack(deck: Deck, properties: Properties) -> bytes:
    """Return the deck as a file, without the current time."""
    core = str(deck.presentation.core_properties.partname).lstrip("/")
    written = io.BytesIO()
    deck.presentation.save(written)
    return zipped({**entries(written.getvalue()), core: core_properties(properties)})


def core_properties(properties: Properties) -> bytes:
    day = properties.date if _DATE.fullmatch(properties.date) else "1980-01-01"
    values = {
        "dc:title": properties.title, "dc:subject": properties.subject, "dc:creator": MAKER,
        "dc:description": properties.description, "dc:identifier": properties.identifier, "dc:language": properties.language,
        "cp:lastModifiedBy": MAKER, "cp:revision": "1",
    }  # fmt: skip
    fields = "".join(f"<{name}>{escape(clean(text))}</{name}>" for name, text in values.items() if text)
    times = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>' for name in ("created", "modified"))
    spaces = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/", "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }  # fmt: skip
    declared = "".join(f" xmlns:{name}={attribute(url)}" for name, url in spaces.items())
    return f"{_HEADER}<cp:coreProperties{declared}>{fields}{times}</cp:coreProperties>".encode()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return written.getvalue()
