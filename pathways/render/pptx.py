"""A figure or a story as PowerPoint slides: native shapes that can be moved, recoloured and edited, with notes and references.

A figure has one slide, a story one a scene; the relations with their evidence are in the notes, and the last slides list the papers.
In a story a shape has the same name on every slide, so that PowerPoint moves it from one to the next. Text is set in Open Sans, for
which the map is laid out: where it is not installed, a narrower font replaces it, and as all lines are broken here and no shape is
resized to its text, nothing overflows or moves. A template has its own font, colours and size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from pathways.drawing.shapes import Group, Words
from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import Theme
from pathways.render.slides.deck import SIZES, Deck, Properties, open_deck, pack
from pathways.render.slides.drawingml import PER_POINT, Frame, Type, place, words
from pathways.render.slides.figure_shapes import draw
from pathways.render.slides.fonts import shrink_for
from pathways.render.slides.reference_slides import columns, entries, place_of_title, set_column
from pathways.render.slides.shape_names import ShapeNames
from pathways.render.slides.shape_writer import Pen, extent
from pathways.render.slides.speaker_notes import spoken, told
from pathways.render.slides.template import asked, size_of, theme_from
from pathways.scene.scene import CAVEAT
from pathways.sheet.paper_size import MARGIN, SCREEN
from pathways.sheet.sheet import Sheet
from pathways.sheet.view_export import Export
from pathways.story.picture_frame import left_out
from pathways.story.render_plan import READABLE, RenderPlan
from pathways.story.slide import MOST_SLIDES, paper_slides, slide_of

__all__ = ["point_scale", "theme_from", "write", "write_story"]

TITLE_SIZE = 24.0  # points, on the slides of references
HIGH = 540.0  # points, the shorter side of a slide on which a story is laid out; it is then scaled to the template's
MORPH = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">'
    '<p:transition spd="slow"><p159:morph option="byObject"/></p:transition></mc:Choice>'
    '<mc:Fallback><p:transition spd="slow"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'
)
MATCHED = "!!"  # prefix of the names by which PowerPoint matches shapes of two slides


def write(export: Export) -> bytes:
    """Return the view as a deck of slides. The same view gives the same bytes.

    Raises:
        CannotWrite: The template cannot be used; the message says why.
        LayoutFailed: The part could not be arranged in time.
    """
    export = export.on_slide
    page = "4:3" if export.options.fit == "slide-4:3" else export.options.page
    deck = open_deck(export.template, page, export.theme)
    groups = export.sheet.placed()
    shrink, remarks = shrink_for(deck.font, groups) if export.template else (1.0, ())
    _first_slide(export, deck, groups, shrink, remarks)
    _papers(export, deck)
    return pack(deck, _properties(export, remarks))


def write_story(plan: RenderPlan) -> bytes:
    """Return a story as a deck: a slide a scene, then the references. The same story gives the same bytes.

    Raises:
        CannotWrite: The template cannot be used; the message says why.
        LayoutFailed: It could not be arranged in time.
    """
    themed = _with_template_theme(plan)
    deck = open_deck(themed.template, themed.options.page, themed.paint)
    size = _layout_size(deck.size)
    shrink, remarks = _shrink(themed, deck, size)
    scenes = [slide_of(themed, shot, size=size, narrow=shrink) for shot in themed.shots]
    papers = paper_slides(themed, size=size, narrow=shrink)
    cast = ShapeNames(themed, [*scenes, *papers])
    for number, (sheet, shot) in enumerate(zip(scenes, themed.shots, strict=True)):
        slide = _story_slide(themed, deck, sheet, cast, shrink)
        _notes(slide, told(themed, shot, left_out(shot, sheet.picture), remarks), sheet.language)
        if number:
            _morph(slide)
    for sheet in papers:
        _story_slide(themed, deck, sheet, cast, shrink)
    return pack(deck, _story_properties(themed, remarks))


def _with_template_theme(plan: RenderPlan) -> RenderPlan:
    """The story in the colours of its template."""
    if plan.template is None or plan.theme_override is not None:
        return plan
    return replace(plan, theme_override=theme_from(plan.template))


def _layout_size(size: tuple[int, int]) -> tuple[float, float]:
    """The size in points of the slide on which a story is laid out: the aspect ratio of the deck, at a fixed size."""
    per_emu = HIGH / min(size)
    return round(size[0] * per_emu, 2), round(size[1] * per_emu, 2)


def _shrink(plan: RenderPlan, deck: Deck, size: tuple[float, float]) -> tuple[float, tuple[str, ...]]:
    if plan.template is None:
        return 1.0, ()
    return shrink_for(deck.font, [group for shot in plan.shots for group in slide_of(plan, shot, size=size).placed()])


def _story_slide(plan: RenderPlan, deck: Deck, sheet: Sheet, cast: ShapeNames, shrink: float) -> Any:
    """Draw a sheet that is as large as the slide. Only the text of the picture is shrunk; the lines around it are broken for the font."""
    slide = deck.add_slide()
    paper, per_px = plan.paint.paper, deck.size[0] / sheet.width
    pen = Pen(per_px, 0.0, 0.0, _linker(slide), language=sheet.language, least=READABLE, prefix=MATCHED, paper=paper)
    _paper(slide, deck, plan.paint, own=plan.template is None)
    _title(slide, pen, sheet.title, _title_of(sheet.words), plan.paint.ink, deck.size)
    around = replace(sheet, picture=())
    editable = plan.options.mode == "editable"
    pen.shrink = shrink
    _append(slide, draw(replace(sheet, words=()).placed(), pen, editable=editable, glued=cast.glued(sheet), name=cast.name))
    pen.shrink = 1.0
    _append(slide, draw(around.placed(), pen, editable=False, name=cast.name))
    return slide


def _title_of(groups: Sequence[Group]) -> Words | None:
    return next((shape for group in groups if group.role == "title" for shape in group.shapes if isinstance(shape, Words)), None)


def _morph(slide: Any) -> None:
    """Add the Morph transition of PowerPoint; other programs fade."""
    before = slide._element.find(qn("p:clrMapOvr"))
    (slide._element.find(qn("p:cSld")) if before is None else before).addnext(parse_xml(MORPH))


def _story_properties(plan: RenderPlan, remarks: tuple[str, ...]) -> Properties:
    return Properties(
        title=plan.title,
        subject=clean(plan.story.sentence)[:1_000],
        description=" ".join((CAVEAT, *remarks, plan.origin.line())),
        identifier=plan.link or f"{plan.mechanism.id} {plan.mechanism.fingerprint}",
        language="en",
        date=plan.mechanism.date,
    )


def point_scale(export: Export) -> float:
    """Return the scale of the sheet on its slide, or on that of the template, in points a px.

    Raises:
        CannotWrite: The template cannot be used; the message says why.
    """
    export = export.on_slide
    if export.template is None:
        return _per_px(export, SIZES["4:3" if "4:3" in (export.options.page, export.options.fit[-3:]) else "16:9"]) / PER_POINT
    return _per_px(export, asked(export.template, size_of)) / PER_POINT


def _per_px(export: Export, size: tuple[int, int]) -> float:
    """The scale in EMU a px: a sheet made for a slide fills it; another one has its own width, as far as the margins allow."""
    sheet, fit = export.sheet, export.options.fit
    margin = 0.0 if fit.startswith("slide") else MARGIN
    wide, high = (length / PER_POINT - 2 * margin for length in size)
    most = 2 * SCREEN if margin and not fit else sheet.points if margin else math.inf
    return PER_POINT * min(wide / sheet.width, high / sheet.height, most)


def _first_slide(export: Export, deck: Deck, groups: Sequence[Group], shrink: float, remarks: tuple[str, ...]) -> None:
    """Draw the figure, and write its notes."""
    sheet, size, per_px = export.sheet, deck.size, _per_px(export, deck.size)
    slide = deck.add_slide()
    left, top = (size[0] - sheet.width * per_px) / 2, (size[1] - sheet.height * per_px) / 2
    pen = Pen(per_px, left, top, _linker(slide), language=sheet.language, shrink=shrink, paper=export.theme.paper)
    if export.options.background == "paper":
        _paper(slide, deck, export.theme, own=export.template is None)
    _title(slide, pen, sheet.title, _title_of(groups), export.theme.ink, size)
    _append(slide, draw(groups, pen, editable=export.options.mode == "editable"))
    _notes(slide, spoken(export, remarks), sheet.language)


def _linker(slide: Any) -> Any:
    """A function from an address to its relationship id on the slide, one for each address."""
    known: dict[str, str] = {}

    def link(url: str) -> str:
        if url not in known:
            known[url] = slide.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return known[url]

    return link


def _append(slide: Any, shapes: Sequence[str]) -> None:
    """Parse all shapes at once and put them on the slide."""
    tree = parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{''.join(shapes)}</p:spTree>")
    for shape in list(tree):
        slide.shapes._spTree.append(shape)


def _paper(slide: Any, deck: Deck, theme: Theme, *, own: bool) -> None:
    """Set a plain background, where that of the template is a picture or a pattern."""
    if own or deck.plain:
        return
    fill = f'<p:bgPr><a:solidFill><a:srgbClr val="{theme.paper[1:].upper()}"/></a:solidFill><a:effectLst/></p:bgPr>'
    slide.shapes._spTree.addprevious(parse_xml(f"<p:bg {nsdecls('p', 'a')}>{fill}</p:bg>"))


def _title(slide: Any, pen: Pen, title: str, text: Words | None, colour: str, size: tuple[int, int]) -> None:
    """Set the title as in the figure; where that has none, place it above the slide, for the outline and for screen readers."""
    if text is None:
        frame = Frame(0, -round(size[1] * 0.12), size[0], round(size[1] * 0.1))
        _set_title(slide, frame, (title,), Type(18, colour, True, language=pen.language))
        return
    rect = extent(text)
    frame = pen.frame(rect)
    _set_title(slide, frame._replace(w=max(frame.w, size[0] - 2 * frame.x)), text.lines, pen.type(text))


def _set_title(slide: Any, frame: Frame, lines: Sequence[str], type_: Type) -> None:
    """Set text, position and format of the slide's title placeholder."""
    shape = slide.shapes.title._element
    space = nsdecls("p", "a", "r")
    body = parse_xml(words(lines, type_).replace("<p:txBody>", f"<p:txBody {space}>", 1))
    shape.replace(shape.find(qn("p:txBody")), body)
    properties = shape.find(qn("p:spPr"))
    shape.replace(properties, parse_xml(f"<p:spPr {space}>{place(frame)}</p:spPr>"))
    shape.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("name", "Title")


def _notes(slide: Any, paragraphs: Sequence[str], language: str) -> None:
    """Write the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:  # the notes of the template have no placeholder for text
        return
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    runs = "".join(f'<a:p><a:r><a:rPr lang="{language}" dirty="0"/><a:t>{escape(text)}</a:t></a:r></a:p>' for text in paragraphs)
    for paragraph in list(parse_xml(f"<p:txBody {nsdecls('p', 'a')}>{runs}</p:txBody>")):
        body.append(paragraph)


def _papers(export: Export, deck: Deck) -> None:
    """Add the slides of references, two columns each."""
    filled = columns(entries(export), deck.size)
    slides = min(math.ceil(len(filled) / 2), MOST_SLIDES)
    ink = export.theme.ink
    for number in range(slides):
        slide = deck.add_slide()
        _paper(slide, deck, export.theme, own=export.template is None)
        pen = Pen(1.0, 0.0, 0.0, _linker(slide), language=export.sheet.language)
        count = f" ({number + 1} of {slides})" if slides > 1 else ""
        _set_title(slide, place_of_title(deck.size), (f"References{count}",), Type(TITLE_SIZE, ink, True, language=pen.language))
        _append(slide, [set_column(column, i, deck.size, pen, ink) for i, column in enumerate(filled[2 * number : 2 * number + 2])])


def _properties(export: Export, remarks: tuple[str, ...]) -> Properties:
    return Properties(
        title=clean(export.sheet.title),
        subject=clean(export.caption)[:1_000],
        description=" ".join((CAVEAT, *remarks, export.origin.line())),
        identifier=export.link or f"{export.mechanism.id} {export.mechanism.fingerprint}",
        language=export.sheet.language,
        date=export.mechanism.date,
    )

