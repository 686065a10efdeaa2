"""A figure as a PDF of one page, a story as one of many: vectors, letters that can be selected, links, what a screen reader needs.

The operators of the page are written out here and in `ink`, in the sheet's own px; reportlab cuts the fonts down and puts
the file together. Its canvas is not used: it names Helvetica on every page, which is then missing from the file, and knows
neither tags nor groups that are pale as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from pathways.drawing.geometry import Point, Rect, bounds, grown
from pathways.drawing.shapes import PALE, Curves, Group, Paint, Panel, Words, expanded
from pathways.drawing.text_metrics import Weight, clean, drawable, font_file, width
from pathways.model.hyperlinks import linked
from pathways.render.pdf_operators import ink, rgb
from pathways.render.pdf_tags import About, Page, bookmarks, describe, parts_of, spoken, tagged
from pathways.render.svg_markup import number
from pathways.render.text_outlines import letters
from pathways.scene.scene import CAVEAT
from pathways.sheet.paper_size import PAPERS
from pathways.sheet.sheet import Sheet
from pathways.sheet.view_export import Export
from pathways.story.handout import handout_pages
from pathways.story.render_plan import Telling
from pathways.story.slide import paper_slides, slide_of

__all__ = ["Place", "draw_sheet", "place_on", "write", "write_handout", "write_story"]

POINT = 0.75  # pt a px, as in browsers: 96 px and 72 pt are an inch
LARGEST = 1.5  # pt a px; on a large page a small figure would else be set in letters for a poster
LONGEST = 14_400.0  # pt; readers refuse a longer page
MARGINS = {"a4": 36.0, "letter": 36.0, "16:9": 18.0, "4:3": 18.0}  # pt
HALO = 4.0  # px
SPARE = 8.0  # px around a pale group
_LOCK = Lock()  # a font of reportlab's reads its file from where the last reader left it


class Place(NamedTuple):
    """A page and where the sheet's upper left corner lies on it, in pt from the page's lower left corner; `scale` is pt a px."""

    width: float
    height: float
    scale: float
    x: float
    y: float


def write(export: Export) -> bytes:
    """Write a view as a PDF. The same view gives the same bytes."""
    return draw_sheet(export.sheet, page=export.options.page, metadata=export.origin.line())


def write_story(telling: Telling) -> bytes:
    """Write a story as slides, a page each, and the references after them. The same story gives the same bytes.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    page = telling.options.page
    shown = [slide_of(telling, shot, page=page) for shot in telling.shots]
    return _bound(telling, [*shown, *paper_slides(telling, page=page)], [(sheet.title, i) for i, sheet in enumerate(shown)])


def write_handout(telling: Telling) -> bytes:
    """Write a story on paper, two or three scenes a page, with what the speaker says and the references.

    The paper is A4, or US Letter if the options ask for it. The same story gives the same bytes.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    pages = handout_pages(telling, page="Letter" if telling.options.page == "letter" else "A4")
    found = [(i, group) for i, sheet in enumerate(pages) for group in sheet.words if group.role in ("scene-title", "heading")]
    return _bound(telling, pages, [(_words(group), i) for i, group in found])


def _bound(telling: Telling, sheets: Sequence[Sheet], marks: Sequence[tuple[str, int]]) -> bytes:
    """Sheets in points as pages; `marks` are the bookmarks, each with the number of its page from 0."""
    about = About(telling.title, f"{clean(telling.story.sentence)} {telling.about}. {CAVEAT}", sheets[0].language, telling.origin.line())
    listed = [(sheet, Place(sheet.width, sheet.height, 1.0, 0.0, sheet.height)) for sheet in sheets]
    with _LOCK:
        return _file(listed, about, marks)


def _words(group: Group) -> str:
    return " ".join(line for shape in group.shapes if isinstance(shape, Words) for line in shape.lines)


def place_on(page: str, w: float, h: float) -> Place:
    """Return how a sheet of `w` x `h` px lies on a page: inside its margins, in the middle, on paper whichever way is larger.

    Example:
        >>> place_on("fit", 400, 200)
        Place(width=300.0, height=150.0, scale=0.75, x=0.0, y=150.0)
        >>> place_on("a4", 1600, 800).width
        841.89
    """
    if page not in MARGINS:
        scale = min(POINT, LONGEST / max(w, h))
        return Place(w * scale, h * scale, scale, 0.0, h * scale)
    (short, long), margin = sorted(PAPERS[page]), MARGINS[page]
    upright, lying = _inside(short, long, margin, w, h), _inside(long, short, margin, w, h)
    return upright if upright.scale >= lying.scale and ":" not in page else lying


def _inside(page_w: float, page_h: float, margin: float, w: float, h: float) -> Place:
    scale = min((page_w - 2 * margin) / w, (page_h - 2 * margin) / h, LARGEST)
    return Place(page_w, page_h, scale, (page_w - w * scale) / 2, (page_h + h * scale) / 2)


def draw_sheet(sheet: Sheet, *, page: str = "fit", metadata: str = "") -> bytes:
    """Write a sheet as a PDF of one page; `metadata` is one line that programs find again. The same sheet gives the same bytes."""
    about = About(sheet.title, sheet.description, sheet.language, metadata)
    with _LOCK:
        return _file([(sheet, place_on(page, sheet.width, sheet.height))], about)


def _file(listed: Sequence[tuple[Sheet, Place]], about: About, marks: Sequence[tuple[str, int]] = ()) -> bytes:
    """Put sheets together as pages, each at its place."""
    from reportlab.pdfbase.pdfdoc import PDFDocument

    document = PDFDocument(compression=1, invariant=1, lang=about.language, pdfVersion=(1, 7))
    describe(document, about)  # first, so that it stands first in the file
    pages = [_Leaf(document, place, number).draw(sheet) for number, (sheet, place) in enumerate(listed)]
    spoken(document, pages)
    bookmarks(document, marks)
    found: bytes = document.GetPDFData(None)
    return found


class _Leaf:
    """The page that is being written: its operators, and the file that they go into."""

    def __init__(self, document: Any, place: Place, number: int) -> None:
        self.document, self.place, self.number = document, place, number
        self.forms: dict[str, Any] = {}
        self.links: list[Any] = []

    def draw(self, sheet: Sheet) -> Page:
        """Write the page, and return what is read out on it."""
        groups = sheet.placed()
        paper = "".join(self._paper(group) for group in groups if group.role == "paper")
        parts = parts_of(group for group in groups if group.role != "paper")
        drawn = [tagged(i, part, "\n".join(map(self._group, part.groups))) for i, part in enumerate(parts)]
        place = self.place
        matrix = f"{place.scale:.6f} 0 0 {-place.scale:.6f} {place.x:.4f} {place.y:.4f} cm 4 M"
        self._bind("\n".join((paper, "q", matrix, *drawn, "Q\n")))
        return Page(tuple(parts), sheet)

    def _paper(self, group: Group) -> str:
        """The paper fills the page, also where the sheet does not."""
        fill = next(shape.paint.fill for shape in group.shapes if isinstance(shape, Panel))
        return f"/Artifact BMC {rgb(fill)} rg 0 0 {self.place.width:.4f} {self.place.height:.4f} re f EMC"

    def _group(self, group: Group) -> str:
        if group.url:
            self._link(group)
        drawn = "\n".join(part for shape in _shapes(group) for part in self._shape(shape))
        return self._form(group, drawn) if group.faded and drawn else drawn

    def _shape(self, shape: Curves | Panel | Words) -> Iterator[str]:
        if isinstance(shape, Curves | Panel):
            yield ink(shape)
            return
        lines = [clean(line) for line in shape.lines]
        for i, line in enumerate(lines):
            if line:
                x = shape.x - (width(line, shape.size, shape.weight) if shape.anchor == "end" else 0.0)
                glue = " " if i + 1 < len(lines) and line[-1] not in "-/" else ""  # what is copied has its words apart
                yield from self._line(shape, line + glue, x, shape.y + i * shape.leading)

    def _line(self, words: Words, line: str, x: float, y: float) -> Iterator[str]:
        if words.halo:
            curves = tuple(tuple((px + x, py + y) for px, py in curve) for curve in letters(line, words.size, words.weight))
            yield ink(Curves("halo", curves, True, Paint(words.halo, words.halo, HALO, round=True)))
        seen = drawable(line)
        text = f"BT {rgb(words.colour)} rg 1 0 0 -1 {number(x)} {number(y)} Tm {' '.join(self._pieces(seen, words))} ET"
        if seen != line:
            meant = f"feff{line.encode('utf-16-be').hex()}"
            text = f"q {_stretch(line, seen, words):.2f} Tz /Span <</ActualText <{meant}>>> BDC {text} EMC Q"
        yield text

    def _pieces(self, seen: str, words: Words) -> Iterator[str]:
        font = _font(words.weight)
        for subset, codes in font.splitString(seen, self.document):
            yield f"{font.getSubsetInternalName(subset, self.document)} {number(words.size)} Tf <{codes.hex()}> Tj"

    def _form(self, group: Group, drawn: str) -> str:
        """Draw a group as a whole, so that its shapes do not shine through each other when it is pale."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

        form = PDFStream(filters=_filters(), content=drawn.encode("latin-1"))
        form.dictionary.dict.update(
            Type=PDFName("XObject"), Subtype=PDFName("Form"), BBox=PDFArray([round(value, 2) for value in _extent(group)]),
            Group=PDFDictionary({"S": PDFName("Transparency"), "I": "true"}), Resources=self._resources(),
        )  # fmt: skip
        name = f"X{len(self.forms)}"
        self.forms[name] = self.document.Reference(form)
        return f"q /Pale gs /{name} Do Q"

    def _resources(self, forms: dict[str, Any] | None = None) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFResourceDictionary

        found = PDFResourceDictionary(XObject=forms or {}, ExtGState={"Pale": PDFDictionary({"ca": PALE, "CA": PALE})} if forms else {})
        found.basicFonts()
        return found

    def _link(self, group: Group) -> None:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        target, url = _target(group), linked(group.url)
        if not url or not target:
            return
        (left, top, right, bottom), (_, _, scale, x, y) = target, self.place
        rect = [round(value, 2) for value in (x + left * scale, y - bottom * scale, x + right * scale, y - top * scale)]
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        said = clean(group.label) or _words(group)
        link = {"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Rect": PDFArray(rect), "Border": PDFArray([0, 0, 0]), "A": action}
        self.links.append(self.document.Reference(PDFDictionary(link | {"Contents": PDFString(clean(said)), "F": 4})))

    def _bind(self, content: str) -> None:
        from reportlab.pdfbase.pdfdoc import PDFPage, PDFStream

        page = PDFPage()
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.pagewidth, page.pageheight, page.Rotate = round(self.place.width, 2), round(self.place.height, 2), 0
        page.StructParents, page.Tabs = self.number, "/S"
        page.Contents = PDFStream(filters=_filters(), content=content.encode("latin-1"))
        page.Resources = self._resources(self.forms)
        page.Annots = self.links
        self.document.addPage(page)


def _filters() -> list[Any]:
    from reportlab.pdfbase.pdfdoc import PDFZCompress

    return [PDFZCompress]


@lru_cache(maxsize=2)
def _font(weight: Weight) -> Any:
    """The font as reportlab reads it; what a file needs of it is kept by the file, not by the font."""
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(f"pathways-{weight}", str(font_file(weight)))


def _stretch(line: str, seen: str, words: Words) -> float:
    """How wide letters that stand in are set, in per cent, so that they take the room that was measured."""
    drawn = width(seen, words.size, words.weight)
    return 100 * width(line, words.size, words.weight) / drawn if drawn else 100.0


def _shapes(group: Group) -> list[Curves | Panel | Words]:
    return [part for shape in group.shapes for part in expanded(shape)]


def _target(group: Group) -> Rect | None:
    """Where a click on a group is meant for it: its box or badge, else its words, else its head."""
    shapes = [shape for shape in _shapes(group) if _corners(shape)]
    kinds = ([shape for shape in shapes if isinstance(shape, kind)] for kind in (Panel, Words, Curves))
    meant = next((found for found in kinds if found), [])
    if group.route:  # an arrow's line is no target: its corners would hold half of the picture
        meant = [shape for shape in meant if shape.part not in ("line", "gap-line")]
    return bounds(corner for shape in meant for corner in _corners(shape)) if meant else None


def _corners(shape: Curves | Panel | Words) -> list[Point]:
    if isinstance(shape, Curves):
        return [point for curve in shape.curves for point in curve]
    if isinstance(shape, Panel):
        return [(shape.x, shape.y), (shape.x + shape.w, shape.y + shape.h)]
    if not shape.lines:
        return []
    w = max(width(clean(line), shape.size, shape.weight) for line in shape.lines)
    left = shape.x - w if shape.anchor == "end" else shape.x
    return [(left, shape.y - shape.size), (left + w, shape.y + (len(shape.lines) - 1) * shape.leading + 0.3 * shape.size)]


def _extent(group: Group) -> Rect:
    """All that a group may cover, with room for the widest line and halo around it."""
    corners = [corner for shape in _shapes(group) for corner in _corners(shape)]
    return grown(bounds(corners), SPARE) if corners else (0.0, 0.0, 0.0, 0.0)
