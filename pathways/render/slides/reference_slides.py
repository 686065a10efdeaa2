"""The slides of references: every paper by its number, then the quoted sources, in two columns at 12 points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pathways.drawing.text_metrics import width
from pathways.model.reference import Reference
from pathways.render.slides.drawingml import PER_POINT, Frame, Type, fill, letters, place, preset, shape_of
from pathways.render.slides.shape_writer import Pen
from pathways.sheet.view_export import Export
from pathways.story.slide import short_address
from pathways.wording.bibliography import medium, named

__all__ = ["SIZE", "Entry", "columns", "entries", "place_of_title", "set_column"]

SIZE = 12.0  # points, readable on a projected slide
LEADING = 15.5
BETWEEN = 5.0  # points after each entry
HANG = 24.0  # points, the hanging indent for the numbers
EDGE, GUTTER, TOP, BOTTOM = 40.0, 24.0, 84.0, 24.0  # points around and between the columns
RESERVE = 1.07  # factor of the measured width, as lines break at words and other fonts are a little wider
LONGEST = 600  # characters of an entry


@dataclass(frozen=True)
class Entry:
    """A paper or quoted source: its number or bullet, its text, and its web address with the text shown for it."""

    mark: str
    text: str
    link: str = ""
    url: str = ""


def entries(export: Export) -> tuple[Entry, ...]:
    """Return the entries: the papers in the order of their numbers, then the quoted sources."""
    papers = [_paper(reference, export.number[reference.id]) for reference in export.references]
    quoted = [Entry("\N{BULLET}", _cut(f"Quoted: {named(source)}."), short_address(source.url), source.url) for source in export.quoted]
    return (*papers, *quoted)


def _paper(reference: Reference, number: int) -> Entry:
    return Entry(f"{number}.", _cut(medium(reference)), short_address(reference.url), reference.url)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"


def columns(found: Sequence[Entry], slide: tuple[int, int]) -> list[list[Entry]]:
    """Return the entries by columns, as many as fit in each; two columns go on a slide."""
    w, h = _column(slide)
    filled: list[list[Entry]] = []
    left = 0.0
    for entry in found:
        needed = _lines(entry, w - HANG) * LEADING + BETWEEN
        if not filled or needed > left:
            filled.append([])
            left = h
        filled[-1].append(entry)
        left -= needed
    return filled


def _column(slide: tuple[int, int]) -> tuple[float, float]:
    """Width and height of a column in points."""
    return (slide[0] / PER_POINT - 2 * EDGE - GUTTER) / 2, slide[1] / PER_POINT - TOP - BOTTOM


def _lines(entry: Entry, room: float) -> int:
    return math.ceil(width(f"{entry.text} {entry.link}", SIZE) * RESERVE / room)


def place_of_title(slide: tuple[int, int]) -> Frame:
    """Return the position of the title of such a slide."""
    return Frame(round(EDGE * PER_POINT), round(20 * PER_POINT), slide[0] - round(2 * EDGE * PER_POINT), round(48 * PER_POINT))


def set_column(listed: Sequence[Entry], number: int, slide: tuple[int, int], pen: Pen, colour: str) -> str:
    """Return the XML of a column: the first or second on its slide."""
    w, h = _column(slide)
    left = EDGE + (number % 2) * (w + GUTTER)
    frame = Frame(round(left * PER_POINT), round(TOP * PER_POINT), round(w * PER_POINT), round(h * PER_POINT))
    numbers = f"{listed[0].mark} to {listed[-1].mark}" if len(listed) > 1 else listed[0].mark
    head = pen.head(f"References {numbers}", f"References {numbers}")
    drawn = place(frame) + preset("rect") + fill("") + "<a:ln><a:noFill/></a:ln>"
    body = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
    text = "".join(_paragraph(entry, pen, colour) for entry in listed)
    return shape_of(head, drawn, f"<p:txBody>{body}{text}</p:txBody>", box=True)


def _paragraph(entry: Entry, pen: Pen, colour: str) -> str:
    type_ = Type(SIZE, colour, font=pen.font, language=pen.language)
    hang = round(HANG * PER_POINT)
    spacing = f'<a:lnSpc><a:spcPts val="{round(LEADING * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    after = f'<a:spcAft><a:spcPts val="{round(BETWEEN * 100)}"/></a:spcAft><a:buNone/><a:tabLst><a:tab pos="{hang}" algn="l"/></a:tabLst>'
    link = pen.relation(entry.url)
    linked = f"<a:r>{letters(type_, link=link)}<a:t>{escape(entry.link)}</a:t></a:r>" if entry.link else ""
    text = f"<a:r>{letters(type_)}<a:t>{escape(entry.mark)}\t{escape(entry.text)} </a:t></a:r>{linked}"
    return f'<a:p><a:pPr marL="{hang}" indent="{-hang}" algn="l">{spacing}{after}</a:pPr>{text}</a:p>'
