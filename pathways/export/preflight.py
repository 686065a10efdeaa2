"""Checks before a figure is exported: font sizes, overlaps, contrast, missing characters, and parts that were left out.

A remark has the problem, a remedy, and the change of the address that applies it; nothing is changed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pathways.drawing.shapes import Words
from pathways.drawing.text_metrics import NO_GLYPH, drawable
from pathways.drawing.theme import contrast
from pathways.export.formats import FORMATS, Format
from pathways.export.text_size import READABLE, point_scale, smallest_text, wanted_text
from pathways.language.grammar import counted
from pathways.layout import Layout, score
from pathways.query.fields import NAMED
from pathways.query.lengths import UNITS, place_named
from pathways.scene.picture import Picture
from pathways.sheet.view_export import Export

__all__ = ["Remark", "preflight"]

TIMES = (1.5, 2.0, 3.0)  # sizes of the words beside the gaps that are tried, each a new arrangement
GAIN = 1.03  # times as large must the smallest text become for a change to be worth it
ROUNDING = 0.05  # points that nobody sees
LOST = 8  # missing characters that a remark lists
MANY = 20  # boxes, above which showing fewer is the remedy for small text
LEAST_CONTRAST = 4.5  # of text, by WCAG 2.2 AA
_WARNINGS = {
    "legend": "The legend is left out, so the marks explain themselves to nobody.",
    "caveat": "The caveat is left out: a mechanism is easily taken for proof of benefit.",
}


@dataclass(frozen=True)
class Remark:
    """A problem. `changes` are the fields of the address, with new values, that remedy it; empty where none does."""

    sentence: str
    mend: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    serious: bool = False

    @property
    def mendable(self) -> bool:
        """True where the changes remedy it and leave the question as it is asked.

        Example:
            >>> Remark("Nothing is left.", changes=(("focus", ""),)).mendable, Remark("Too small.", changes=(("text", "2"),)).mendable
            (False, True)
        """
        return bool(self.changes) and not any(name in NAMED and NAMED[name].effect == "narrows" for name, _ in self.changes)


def preflight(export: Export, name: str) -> tuple[Remark, ...]:
    """Return the problems of a view in a format, the serious ones first; none for formats of data.

    Raises:
        LayoutFailed: The part could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> from pathways.query.export_options import Options
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> [remark.changes for remark in preflight(Export(toy, options=Options(without=("caveat",))), "svg")]
        [(), (('without', ''),)]
    """
    row = FORMATS[name]
    if row.family not in ("picture", "page"):
        return ()
    for_all, for_format = (_empty_view, _overlaps, _contrast), (_higher_than_slide, _font_sizes, _missing_glyphs, _left_out)
    found = [*(remark for check in for_all for remark in check(export)), *(remark for check in for_format for remark in check(export, row))]
    return tuple(sorted(found, key=lambda remark: not remark.serious))


def _empty_view(export: Export) -> Iterator[Remark]:
    if not export.picture.diagram.nodes:
        changes = tuple((name, "") for name in export.query.narrowed)
        yield Remark("Nothing is left of the map by this question.", "Ask for more.", changes, serious=True)


def _higher_than_slide(export: Export, row: Format) -> Iterator[Remark]:
    """A figure of a given width that is too high for a slide."""
    if row.name != "pptx" or not export.options.fit or place_named(export.options.fit).filled:
        return
    sheet, drawn = export.sheet, point_scale(export, row.name)
    if drawn < sheet.points - ROUNDING / sheet.width:
        wide = round(sheet.width * drawn / UNITS["mm"])
        sentence = f"At this width the figure is higher than the slide; it is drawn {wide} mm wide."
        yield Remark(sentence, "Let it fill the slide.", (("fit", "slide"),), serious=True)


def _font_sizes(export: Export, row: Format) -> Iterator[Remark]:
    if row.name not in READABLE:
        return
    least, wanted = smallest_text(export, row.name), wanted_text(export, row.name)
    if not least or least >= wanted - ROUNDING:
        return
    sentence, boxes = f"The smallest text is {least:.1f} pt at this size; below {wanted:g} pt it is hard to read.", _boxes(export)
    if export.query.filtered and export.placed.arrange != "compact":
        yield Remark(sentence, "Arrange the part anew, so that it fills the figure.", (("arrange", "compact"),), serious=True)
    elif boxes > MANY:
        yield Remark(f"{sentence} It shows {boxes} boxes.", "Show a smaller part.", serious=True)
    elif times := _larger_words(export, row, least, wanted):
        yield Remark(sentence, f"Make the words {times:g} times as large as the gaps ask for.", (("text", f"{times:g}"),), serious=True)
    else:
        yield Remark(sentence, "Nothing else makes it larger: give it more room, or show a smaller part.", serious=True)


def _boxes(export: Export) -> int:
    return len(export.picture.diagram.nodes)


def _larger_words(export: Export, row: Format, least: float, wanted: float) -> float:
    """The smallest size of the words beside the gaps that is enough, else the one that gives the largest text; 0 where none helps."""
    best, most = 0.0, least * GAIN
    for times in (one for one in TIMES if one > export.options.text):
        tried = replace(export, options=replace(export.options, text=times), prepared=None, query=export.placed)
        if (found := smallest_text(tried, row.name)) > most:
            best, most = times, found
        if found >= wanted:
            break
    return best


def _overlaps(export: Export) -> Iterator[Remark]:
    found = score(_drawn(export.picture), export.picture.around)
    compact = (("arrange", "compact"),) if export.query.filtered and export.placed.arrange != "compact" else ()
    if found.label_overlaps:
        overlaps = f"{counted(found.label_overlaps, 'label')} overlap with something."
        yield Remark(overlaps, "Move the boxes, or arrange the part anew.", compact)
    if found.through_boxes:
        yield Remark(f"{counted(found.through_boxes, 'line')} run through a box.", "Move the box.", compact, serious=True)


def _missing_glyphs(export: Export, row: Format) -> Iterator[Remark]:
    """Characters without a glyph, for formats that draw all text in the embedded font."""
    if row.name not in ("pdf", "png", "tiff", "docx"):
        return
    words = (shape for group in export.sheet.placed() for shape in group.shapes if isinstance(shape, Words))
    shown = {ch for shape in words for line in shape.lines for ch in line}
    if lost := sorted(ch for ch in shown if drawable(ch) == NO_GLYPH):
        replaced = f"{NO_GLYPH} stands for {'each' if lost[1:] else 'it'}"
        sentence = f"{counted(len(lost), 'character')} cannot be drawn with our fonts, and {replaced}"
        more = ", ..." if len(lost) > LOST else ""
        yield Remark(f"{sentence}: {', '.join(lost[:LOST])}{more}.", "Take SVG, a page or slides: they borrow from another font.")


def _drawn(picture: Picture) -> Layout:
    """The layout of what the picture draws; the stored layout may be that of a larger map."""
    around = picture.around
    names = {*(node.id for node in around.nodes), *around.arrow, *(gap.id for gap in around.gaps)}
    kept: dict[str, Any] = {
        name: tuple(item for item in getattr(picture.layout, name) if item.id in names) for name in ("boxes", "routes", "spots", "gaps")
    }
    return replace(picture.layout, **kept)


def _contrast(export: Export) -> Iterator[Remark]:
    """The contrast of text and background; that of a transparent figure is not known."""
    theme = export.theme
    if contrast(theme.ink, theme.paper) < LEAST_CONTRAST:
        yield Remark("The text hardly stands out from the paper.", "Take the light theme.", (("theme", "light"),), serious=True)
    if export.options.background == "none":
        behind = "a dark" if theme.name == "dark" else "a light"
        sentence = f"The background is transparent: the figure can be read on {behind} ground only."
        yield Remark(sentence, "Keep the paper.", (("background", "paper"),))


def _left_out(export: Export, row: Format) -> Iterator[Remark]:
    if "without" not in row.heeds:
        return
    for name, sentence in _WARNINGS.items():
        if name in export.options.without:
            kept = replace(export.options, without=tuple(part for part in export.options.without if part != name)).without
            yield Remark(sentence, f"Put the {name} back.", (("without", ",".join(kept)),))
