"""A request for an export: a view, a format and its options as one value, and what follows from them.

The panel (`export_panel.py`) only shows these values: the addresses of the file, its size, and why it cannot be written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from pathways.errors import CannotWrite, LayoutFailed
from pathways.export.formats import FORMATS, MOST_BOXES, Format, heeded, meaningless, write
from pathways.export.preflight import Remark, preflight
from pathways.export.text_size import smallest_text, too_small
from pathways.language.grammar import capitalised
from pathways.model.diagram import shown_nodes
from pathways.query.export_options import PAGES, Options
from pathways.query.query import LONGEST
from pathways.render.png import Size, size_of
from pathways.render.tiff import size_on_paper
from pathways.sheet.paper_size import fitted
from pathways.sheet.view_export import Export
from pathways.web.atlas import Atlas, View
from pathways.web.download_routes import MOST_PIXELS, address_of

__all__ = ["FIRST", "GLIMPSE", "SLIDES", "Wish", "facts", "glimpse", "hindrance", "look", "page_of", "remarks"]

FIRST = "svg"  # the format that is chosen initially
GLIMPSE = 1_200  # characters of a text in the preview
_LINES = 16
_INCH = 2.54  # cm
SLIDES: dict[str, str] = {name: text for name, text in PAGES.items() if ":" in name}  # pages of a deck
_SLIDE = "16:9"  # if none is chosen
_COPIED = Options(scale=2)  # a copied picture is pasted into a slide or a mail, and enlarged there


@dataclass(frozen=True)
class Wish:
    """A view in a format. Only the options that apply to the format are kept; `remarks` name invalid values.

    `asked` is the query string that the page sent.
    """

    row: Format
    view: View
    options: Options
    remarks: tuple[str, ...] = ()
    asked: str = ""

    @classmethod
    def read(cls, atlas: Atlas, wanted: str) -> Wish:
        """Read what the page reports: a query string of the question, the options and the name of a format."""
        text = wanted.removeprefix("?")[: LONGEST + 1_000]
        name = parse_qs(text).get("format", [FIRST])[-1]
        options, rest, remarks = Options.parse("&".join(part for part in text.split("&") if not part.startswith("format=")))
        row = FORMATS.get(name, FORMATS[FIRST])
        return cls(row, atlas.view(rest), heeded(options, row), remarks, wanted)

    @property
    def pictured(self) -> bool:
        """True if the file shows the sheet: the picture with title, legend and the other parts around it."""
        return "shape" in self.row.heeds

    @property
    def address(self) -> str:
        """The address of the file."""
        return self._at(address_of(self.row), self.options)

    @property
    def preview(self) -> str:
        """The address of the preview picture; empty if there is none."""
        options = self.on_slide.options if self.row.name == "pptx" else self.options
        return self._at("/figure.svg", heeded(options, FORMATS["svg"])) if self.pictured else ""

    @property
    def image(self) -> str:
        """The address of the PNG for the clipboard; empty if the file shows no picture."""
        png = FORMATS["png"]
        sized = self.row.name in (png.name, "tiff") or self.options.width or self.options.inches or self.options.fit
        options = self.options if sized else replace(self.options, scale=_COPIED.scale)
        return self._at(address_of(png), heeded(options, png)) if self.pictured else ""

    @property
    def on_slide(self) -> Export:
        """The view as a slide shows it, to compute what depends on its options."""
        return Export(self.view.mechanism, self.view.query, self.options).on_slide

    def export(self, atlas: Atlas) -> Export:
        """The view to be written to the file."""
        return atlas.export(self.view, self.options)

    def _at(self, path: str, options: Options) -> str:
        search = "&".join(filter(None, (self.view.query.search(), options.search())))
        return f"{path}?{search}" if search else path


def hindrance(wish: Wish, export: Export) -> str:
    """The reason why the file cannot be written; empty if it can. Nothing is arranged or drawn, except to get a picture's size."""
    if wish.row.family not in ("picture", "page"):
        return ""
    if (boxes := len(shown_nodes(export.part, export.query.open))) > MOST_BOXES:
        return f"The view has {boxes} boxes; a picture holds at most {MOST_BOXES}. Choose a part, such as a focus."
    if wrong := meaningless(wish.options, wish.row):
        return " ".join(wrong)
    if "least_text" in wish.row.heeds and (wrong_size := too_small(export, wish.row.name)):
        return capitalised(wrong_size)
    if (size := _pixels(wish, export)) and size.width * size.height > MOST_PIXELS:
        most = f"at most {MOST_PIXELS / 1e6:.0f} million are drawn here"
        return f"{size.width:,} x {size.height:,} pixels are too many; {most}. Choose a smaller size, or use the command."
    return ""


def facts(wish: Wish, export: Export) -> tuple[str, ...]:
    """The size of the file's picture, and its smallest text; the number of papers of a list; empty for other data."""
    if wish.row.narrows:
        return (export.narrowed.listed.counted,)
    if not wish.pictured:
        return (export.listed.counted,) if wish.row.family == "citations" else ()
    least = smallest_text(export, wish.row.name)
    return (_size(wish, export), f"smallest text {round(least, 1):g} pt") if least else (_size(wish, export),)


def _size(wish: Wish, export: Export) -> str:
    sheet = export.sheet
    if size := _pixels(wish, export):
        return f"{size.width:,} x {size.height:,} px" + (f" at {size.dpi:g} dots an inch" if size.dpi else "")
    if wish.options.fit and wish.row.name != "pptx":
        wide, high = (side * sheet.points / 72 * _INCH for side in (sheet.width, sheet.height))
        return f"{wide:.1f} x {high:.1f} cm"
    if "page" not in wish.row.heeds:
        return f"{sheet.width:,.0f} x {sheet.height:,.0f} px"
    page = page_of(wish)
    wide, high = (side / 72 * _INCH for side in fitted(sheet.width, sheet.height, page)[:2])
    return f"{PAGES[page]}, {wide:.1f} x {high:.1f} cm"


def _pixels(wish: Wish, export: Export) -> Size | None:
    """The size of a raster picture; None for other formats."""
    if wish.row.name == "tiff":
        return size_on_paper(export)
    return size_of(export.sheet, wish.options) if wish.row.name == "png" else None


def page_of(wish: Wish) -> str:
    """Return the page of the file: a deck always has slides."""
    return _SLIDE if wish.row.name == "pptx" and wish.options.page not in SLIDES else wish.options.page


def look(wish: Wish, export: Export) -> tuple[float, float]:
    """Return the page's width divided by its height, and the share of its width that the sheet takes.

    If the page is as large as the figure, the share is 1.
    """
    sheet = export.on_slide.sheet if wish.row.name == "pptx" else export.sheet
    if "page" not in wish.row.heeds or wish.options.fit or wish.row.name == "pptx":
        return sheet.width / sheet.height, 1.0
    wide, high, scale = fitted(sheet.width, sheet.height, page_of(wish))
    return wide / high, sheet.width * scale / wide


def remarks(wish: Wish, export: Export) -> tuple[Remark, ...]:
    """Remarks before the file is written; a failed arrangement is one of them."""
    try:
        return preflight(export, wish.row.name)
    except LayoutFailed as error:
        return (Remark(str(error), serious=True),)


def glimpse(export: Export, name: str) -> str:
    """Return the beginning of a text file without control characters; a sentence if it cannot be written."""
    try:
        text = write(export, name).decode("utf-8", "replace")
    except CannotWrite as error:
        return str(error)
    lines = [_shown(line) for line in text[:GLIMPSE].removeprefix("\N{BYTE ORDER MARK}").splitlines()]
    short = "\n".join(lines[:_LINES])
    return short if len(text) <= GLIMPSE and len(lines) <= _LINES else f"{short}…"


def _shown(line: str) -> str:
    """A line with its tabs, without control characters and direction marks."""
    return "".join(sign for sign in line if sign == "\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
