"""A document for Word, piece by piece: headings, paragraphs with links, pictures with alternative text, numbered references.

Headings, lists and captions have the styles of their kind, so that Word, LibreOffice and screen readers know the outline.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from pathways.drawing.text_metrics import clean
from pathways.model.hyperlinks import linked
from pathways.render.slides.deck import Properties, core_properties, zipped
from pathways.render.slides.template import entries
from pathways.sheet.paper_size import PAPERS

__all__ = ["MARGIN", "WordDocument"]

MARGIN = 54.0  # points
_CORE = "docProps/core.xml"
_DROPPED = ("docProps/thumbnail.jpeg",)  # of the template of python-docx
_THUMBNAIL = re.compile(rb"<Relationship [^<>]*thumbnail\.jpeg[^<>]*/>")
_LINK = RGBColor(0x0A, 0x5F, 0xA8)
_INK = RGBColor(0x16, 0x20, 0x2B)


class WordDocument:
    """A document that is being written, from the first page on; `page` is "letter", else A4. Texts are cleaned."""

    def __init__(self, page: str) -> None:
        self.document = Document()
        section = self.document.sections[0]
        wide, high = PAPERS["letter" if page == "letter" else "a4"]
        section.page_width, section.page_height = Pt(wide), Pt(high)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
        self.room = wide - 2 * MARGIN, high - 2 * MARGIN
        for name in ("Title", "Heading 1", "Heading 2", "Caption"):
            self.document.styles[name].font.color.rgb = _INK  # those of the template are too pale for AA

    def heading(self, text: str, level: int) -> None:
        """Add a heading; level 0 is the title."""
        self.document.add_heading(clean(text), level)

    def text(self, text: str, *, style: str = "", bold: bool = False, url: str = "") -> None:
        """Add a paragraph unless it is empty; `url`, if it leads to the web, follows as a link."""
        if not (said := clean(text)):
            return
        paragraph = self.document.add_paragraph(style=style or None)
        paragraph.add_run(said).bold = bold or None
        if address := linked(url):
            paragraph.add_run(" ")
            self._link(paragraph, address)

    def picture(self, png: bytes, ratio: float, description: str) -> None:
        """Add a picture as wide as the page, or as high as nearly all of it; `ratio` is its width by its height."""
        wide, high = self.room
        inline = self.document.add_picture(io.BytesIO(png), width=Pt(min(wide, 0.82 * high * ratio)))
        inline._inline.docPr.set("descr", clean(description))
        inline._inline.docPr.set("title", "Figure")
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True  # its caption follows

    def items(self, heading: str, level: int, texts: Sequence[str]) -> None:
        """Add a list of points under a heading; nothing where there are none."""
        if texts:
            self.heading(heading, level)
        for text in texts:
            self.text(text, style="List Bullet")

    def foot(self, *lines: str) -> None:
        """Set the lines at the foot of every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        run = paragraph.add_run(" ".join(clean(line) for line in lines if line))
        run.font.size = Pt(8)

    def bytes(self, properties: Properties) -> bytes:
        """Return the document as a file, without the current time."""
        written = io.BytesIO()
        self.document.save(written)
        parts = {name: blob for name, blob in entries(written.getvalue()).items() if name not in _DROPPED}
        parts["_rels/.rels"] = _THUMBNAIL.sub(b"", parts["_rels/.rels"])
        return zipped({**parts, _CORE: core_properties(properties)})

    def _link(self, paragraph: Any, url: str) -> None:
        link, run, look, text = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:rPr", "w:t"))
        link.set(qn("r:id"), self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        colour, line = OxmlElement("w:color"), OxmlElement("w:u")
        colour.set(qn("w:val"), str(_LINK))
        line.set(qn("w:val"), "single")
        look.extend((colour, line))
        text.text = url
        run.extend((look, text))
        link.append(run)
        paragraph._p.append(link)
