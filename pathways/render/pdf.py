"""A figure as a PDF of one page, a story as a PDF of several: vector graphics, selectable text, links, and tags for screen readers.

The content streams are written here and in `pdf_operators`, in the px of the sheet; reportlab subsets the fonts and assembles the file.
Its canvas is not used: it refers to Helvetica on every page without embedding it, and supports neither tags nor transparency groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from pathways.drawing.geometry import Point, Rect, bounds, grown
from pathways.drawing.shapes import PALE, Curves, Group, Paint, Panel, Words, expanded
from pathways.drawing.text_metrics import Run, Weight, clean, font_file, plain_form, runs, width
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
from pathways.story.render_plan import RenderPlan
from pathways.story.slide import paper_slides, slide_of

__all__ = ["Place", "draw_sheet", "place_on", "write", "write_handout", "write_story"]

POINT = 0.75  # pt a px, as in browsers: an inch is 96 px or 72 pt
LARGEST = 1.5  # pt a px, so that a small figure is not enlarged too much on a large page
LONGEST = 14_400.0  # pt, the largest page that PDF readers accept
MARGINS = {"a4": 36.0, "letter": 36.0, "16:9": 18.0, "4:3": 18.0}  # pt
HALO = 4.0  # px
SPARE = 8.0  # px, the margin of a faded group's bounding box
_LOCK = Lock()  # fonts of reportlab are not safe for threads: they share a file position


class Place(NamedTuple):
    """The size of a page, and the position of the sheet's upper left corner, in pt from the lower left; `scale` is pt a px."""

    width: float
    height: float
    scale: float
    x: float
    y: float


def write(export: Export) -> bytes:
    """Write a view as a PDF. The same view gives the same bytes."""
    return draw_sheet(export.sheet, page=export.options.page, metadata=export.origin.line())


def write_story(plan: RenderPlan) -> bytes:
    """Write a story as slides, a page each, and the references after them. The same story gives the same bytes.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    page = plan.options.page
    shown = [slide_of(plan, shot, page=page) for shot in plan.shots]
    return _document_of(plan, [*shown, *paper_slides(plan, page=page)], [(sheet.title, i) for i, sheet in enumerate(shown)])


def write_handout(plan: RenderPlan) -> bytes:
    """Write the hand-out of a story, two or three scenes a page, with the speaker's notes and the references.

    The page is A4, or US Letter by the options. The same story gives the same bytes.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    pages = handout_pages(plan, page="Letter" if plan.options.page == "letter" else "A4")
    found = [(i, group) for i, sheet in enumerate(pages) for group in sheet.words if group.role in ("scene-title", "heading")]
    return _document_of(plan, pages, [(_text_of(group), i) for i, group in found])


def _document_of(plan: RenderPlan, sheets: Sequence[Sheet], marks: Sequence[tuple[str, int]]) -> bytes:
    """A PDF of sheets in points; `marks` are the bookmarks, each with the number of its page from 0."""
    about = About(plan.title, f"{clean(plan.story.sentence)} {plan.about}. {CAVEAT}", sheets[0].language, plan.origin.line())
    listed = [(sheet, Place(sheet.width, sheet.height, 1.0, 0.0, sheet.height)) for sheet in sheets]
    with _LOCK:
        return _file(listed, about, marks)


def _text_of(group: Group) -> str:
    return " ".join(line for shape in group.shapes if isinstance(shape, Words) for line in shape.lines)


def place_on(page: str, w: float, h: float, points: float = POINT) -> Place:
    """Return the place of a sheet of `w` x `h` px on a page: with "fit" on one of its own size, at `points` a px, on others centred
    within the margins; paper in the orientation of the larger scale.

    Example:
        >>> place_on("fit", 400, 200)
        Place(width=300.0, height=150.0, scale=0.75, x=0.0, y=150.0)
        >>> place_on("a4", 1600, 800).width
        841.89
    """
    if page not in MARGINS:
        scale = min(points, LONGEST / max(w, h))
        return Place(w * scale, h * scale, scale, 0.0, h * scale)
    (short, long), margin = sorted(PAPERS[page]), MARGINS[page]
    portrait, landscape = _inside(short, long, margin, w, h), _inside(long, short, margin, w, h)
    return portrait if portrait.scale >= landscape.scale and ":" not in page else landscape


def _inside(page_w: float, page_h: float, margin: float, w: float, h: float) -> Place:
    scale = min((page_w - 2 * margin) / w, (page_h - 2 * margin) / h, LARGEST)
    return Place(page_w, page_h, scale, (page_w - w * scale) / 2, (page_h + h * scale) / 2)


def draw_sheet(sheet: Sheet, *, page: str = "fit", metadata: str = "") -> bytes:
    """Write a sheet as a PDF of one page; `metadata` is the line of provenance. The same sheet gives the same bytes."""
    about = About(sheet.title, sheet.description, sheet.language, metadata)
    with _LOCK:
        return _file([(sheet, place_on(page, sheet.width, sheet.height, sheet.points))], about)


def _file(listed: Sequence[tuple[Sheet, Place]], about: About, marks: Sequence[tuple[str, int]] = ()) -> bytes:
    """Write a PDF with a page for each sheet."""
    from reportlab.pdfbase.pdfdoc import PDFDocument

    document = PDFDocument(compression=1, invariant=1, lang=about.language, pdfVersion=(1, 7))
    describe(document, about)  # first, so that the metadata is first in the file
    pages = [_PageWriter(document, place, number).draw(sheet) for number, (sheet, place) in enumerate(listed)]
    spoken(document, pages)
    bookmarks(document, marks)
    found: bytes = document.GetPDFData(None)
    return found


class _PageWriter:
    """The page that is being written, and the document to which it is added."""

    def __init__(self, document: Any, place: Place, number: int) -> None:
        self.document, self.place, self.number = document, place, number
        self.forms: dict[str, Any] = {}
        self.links: list[Any] = []

    def draw(self, sheet: Sheet) -> Page:
        """Write the page, and return its parts for the structure tree."""
        groups = sheet.placed()
        paper = "".join(self._paper(group) for group in groups if group.role == "paper")
        parts = parts_of(group for group in groups if group.role != "paper")
        drawn = [tagged(i, part, "\n".join(map(self._group, part.groups))) for i, part in enumerate(parts)]
        place = self.place
        matrix = f"{place.scale:.6f} 0 0 {-place.scale:.6f} {place.x:.4f} {place.y:.4f} cm 4 M"
        self._add_page("\n".join((paper, "q", matrix, *drawn, "Q\n")))
        return Page(tuple(parts), sheet)

    def _paper(self, group: Group) -> str:
        """The background, which fills the whole page."""
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
                glue = " " if i + 1 < len(lines) and line[-1] not in "-/" else ""  # so that copied text has blanks between lines
                yield from self._line(shape, line + glue, x, shape.y + i * shape.leading)

    def _line(self, words: Words, line: str, x: float, y: float) -> Iterator[str]:
        if words.halo:
            yield ink(Curves("halo", _letters_at(line, words, x, y), True, Paint(words.halo, words.halo, HALO, round=True)))
        for run in runs(line):
            yield self._lettering(words, run, x, y)
            x += width(run.text, words.size, words.weight)

    def _lettering(self, words: Words, run: Run, x: float, y: float) -> str:
        """A part of a line as text. In a font that is not embedded its outlines are drawn, over invisible text that can be copied."""
        drawn_text = plain_form(run.text)
        hidden = "3 Tr " if run.font else ""
        text = f"BT {hidden}{rgb(words.colour)} rg 1 0 0 -1 {number(x)} {number(y)} Tm {' '.join(self._pieces(drawn_text, words))} ET"
        if drawn_text != run.text:
            actual_text = f"feff{run.text.encode('utf-16-be').hex()}"
            text = f"q {_stretch(run.text, drawn_text, words):.2f} Tz /Span <</ActualText <{actual_text}>>> BDC {text} EMC Q"
        outlines = ink(Curves("letters", _letters_at(run.text, words, x, y), True, Paint(words.colour))) if run.font else ""
        return f"{text}\n{outlines}" if outlines else text

    def _pieces(self, drawn_text: str, words: Words) -> Iterator[str]:
        font = _font(words.weight)
        for subset, codes in font.splitString(drawn_text, self.document):
            yield f"{font.getSubsetInternalName(subset, self.document)} {number(words.size)} Tf <{codes.hex()}> Tj"

    def _form(self, group: Group, drawn: str) -> str:
        """Draw a faded group as a transparency group, so that its shapes do not show through each other."""
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
        description = clean(group.label) or _text_of(group)
        link = {"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Rect": PDFArray(rect), "Border": PDFArray([0, 0, 0]), "A": action}
        self.links.append(self.document.Reference(PDFDictionary(link | {"Contents": PDFString(clean(description)), "F": 4})))

    def _add_page(self, content: str) -> None:
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
    """The font as reportlab reads it; it can be shared, as its subsets belong to the document."""
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(f"pathways-{weight}", str(font_file(weight)))


def _letters_at(text: str, words: Words, x: float, y: float) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple((px + x, py + y) for px, py in curve) for curve in letters(text, words.size, words.weight))


def _stretch(line: str, drawn_text: str, words: Words) -> float:
    """The horizontal scale of replacement characters, in per cent, so that a line keeps its measured width."""
    drawn = width(drawn_text, words.size, words.weight)
    return 100 * width(line, words.size, words.weight) / drawn if drawn else 100.0


def _shapes(group: Group) -> list[Curves | Panel | Words]:
    return [part for shape in group.shapes for part in expanded(shape)]


def _target(group: Group) -> Rect | None:
    """The clickable rectangle of a group: around its panels, else its text, else its curves."""
    shapes = [shape for shape in _shapes(group) if _corners(shape)]
    kinds = ([shape for shape in shapes if isinstance(shape, kind)] for kind in (Panel, Words, Curves))
    clickable = next((found for found in kinds if found), [])
    if group.route:  # not the line of an arrow, whose bounding box can cover half of the picture
        clickable = [shape for shape in clickable if shape.part not in ("line", "gap-line")]
    return bounds(corner for shape in clickable for corner in _corners(shape)) if clickable else None


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
    """The bounding box of a group, with a margin for the widest stroke and halo."""
    corners = [corner for shape in _shapes(group) for corner in _corners(shape)]
    return grown(bounds(corners), SPARE) if corners else (0.0, 0.0, 0.0, 0.0)
