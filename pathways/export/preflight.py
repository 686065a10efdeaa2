"""Checks before a figure is exported: font sizes, overlaps, contrast, missing characters, and parts that were left out.

A remark has the problem, a remedy, and the change of the address that applies it; nothing is changed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pathways.drawing.shapes import Words
from pathways.drawing.text_metrics import FAMILY, NO_GLYPH, drawable
from pathways.drawing.theme import contrast
from pathways.export.formats import FORMATS, Format, point_scale
from pathways.language.grammar import counted
from pathways.layout import Layout, score
from pathways.scene.picture import Picture
from pathways.sheet.view_export import Export

__all__ = ["READABLE", "Remark", "preflight", "smallest_text"]

READABLE = {"pptx": 12.0, "pdf": 6.0, "png": 6.0, "svg": 6.0}  # points: on a projected slide, and on a page
LOST = 8  # missing characters that a remark lists
MANY = 20  # boxes or papers, above which showing fewer is the remedy for small text
LEAST_CONTRAST = 4.5  # of text, by WCAG 2.2 AA
_SMALL = ("citation", "origin")  # roles of text that may be small
_WARNINGS = {
    "citations": "The papers are left out, so nobody can look up what the figure rests on.",
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
    for_all, for_format = (_empty_view, _overlaps, _contrast), (_font_sizes, _missing_glyphs, _left_out)
    found = [*(remark for check in for_all for remark in check(export)), *(remark for check in for_format for remark in check(export, row))]
    return tuple(sorted(found, key=lambda remark: not remark.serious))


def smallest_text(export: Export, name: str) -> float:
    """Return the smallest font size of the picture and the texts around it, in points in this format; 0 where there is no text."""
    picture = [shape.size * export.sheet.scale for group in export.sheet.picture for shape in group.shapes if isinstance(shape, Words)]
    around = [shape.size for group in export.sheet.words if group.role not in _SMALL for shape in group.shapes if isinstance(shape, Words)]
    return round(min((*picture, *around), default=0.0) * point_scale(export, name), 1)


def _empty_view(export: Export) -> Iterator[Remark]:
    if not export.picture.diagram.nodes:
        changes = tuple((name, "") for name in export.query.narrowed)
        yield Remark("Nothing is left of the map by this question.", "Ask for more.", changes, serious=True)


def _font_sizes(export: Export, row: Format) -> Iterator[Remark]:
    least, wanted = smallest_text(export, row.name), READABLE.get(row.name, 0.0)
    if not least or least >= wanted:
        return
    sentence = f"The smallest text is {least:g} pt at this size; below {wanted:g} pt it is hard to read."
    if export.query.filtered and export.placed.arrange != "compact":
        yield Remark(sentence, "Arrange the part anew, so that it fills the figure.", (("arrange", "compact"),), serious=True)
    elif len(export.picture.diagram.nodes) > MANY:
        yield Remark(f"{sentence} It shows {len(export.picture.diagram.nodes)} boxes.", "Show a smaller part.", serious=True)
    elif "citations" not in export.options.without and len(export.references) > MANY:
        yield Remark(sentence, "Leave out the papers.", (("without", ",".join((*export.options.without, "citations"))),), serious=True)
    else:
        larger = min(3.0, round(export.options.text * wanted / least, 1))
        yield Remark(sentence, f"Make the words {larger:g} times as large.", (("text", f"{larger:g}"),), serious=True)


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
    if row.name not in ("pdf", "png"):
        return
    words = (shape for group in export.sheet.placed() for shape in group.shapes if isinstance(shape, Words))
    shown = {ch for shape in words for line in shape.lines for ch in line}
    if lost := sorted(ch for ch in shown if drawable(ch) == NO_GLYPH):
        replaced = f"{NO_GLYPH} stands for {'each' if lost[1:] else 'it'}"
        sentence = f"{counted(len(lost), 'character')} cannot be drawn with {FAMILY}, and {replaced}"
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
