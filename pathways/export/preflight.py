"""What to know before a figure is exported: is it readable at its size, does it overlap, does it still say where it comes from?

Each remark says what is the matter, what would mend it, and which change of the address does that; nothing is changed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pathways.drawing.shapes import Words
from pathways.drawing.text_metrics import FAMILY, NO_GLYPH, drawable
from pathways.drawing.theme import contrast
from pathways.export.formats import FORMATS, Format, point_scale
from pathways.layout import Layout, score
from pathways.scene.picture import Picture
from pathways.sheet.view_export import Export

__all__ = ["READABLE", "Remark", "preflight", "smallest_text"]

READABLE = {"pptx": 12.0, "pdf": 6.0, "png": 6.0, "svg": 6.0}  # points: the back row of a room, and a page that is held in the hand
LOST = 8  # characters that are named
MANY = 20  # boxes on a slide, above which it is read rather than seen
WORDS_LEAST = 4.5  # contrast of text by WCAG 2.2 AA
_SMALL = ("citation", "origin")  # words that may be small: one looks them up
_NEEDED = {
    "citations": "The papers are left out, so nobody can look up what the figure rests on.",
    "legend": "The legend is left out, so the marks explain themselves to nobody.",
    "caveat": "The caveat is left out: a mechanism is easily taken for proof of benefit.",
}


@dataclass(frozen=True)
class Remark:
    """One thing to know. `changes` are fields of the address with their new values, that mend it; empty where nothing does."""

    sentence: str
    mend: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    serious: bool = False


def preflight(export: Export, name: str) -> tuple[Remark, ...]:
    """Return what is to be known before this view is written in this format, the serious first; nothing for data.

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
    of_all, of_this = (_emptiness, _overlaps, _paint), (_sizes, _letters, _left_out)
    found = [*(remark for look in of_all for remark in look(export)), *(remark for look in of_this for remark in look(export, row))]
    return tuple(sorted(found, key=lambda remark: not remark.serious))


def smallest_text(export: Export, name: str) -> float:
    """Return the smallest text of the picture and its heading in points at the size of the format; 0 where there is none."""
    picture = [shape.size * export.sheet.scale for group in export.sheet.picture for shape in group.shapes if isinstance(shape, Words)]
    around = [shape.size for group in export.sheet.words if group.role not in _SMALL for shape in group.shapes if isinstance(shape, Words)]
    return round(min((*picture, *around), default=0.0) * point_scale(export, name), 1)


def _emptiness(export: Export) -> Iterator[Remark]:
    if not export.picture.diagram.nodes:
        changes = tuple((name, "") for name in export.query.narrowed)
        yield Remark("Nothing is left of the map by this question.", "Ask for more.", changes, serious=True)


def _sizes(export: Export, row: Format) -> Iterator[Remark]:
    least, wanted = smallest_text(export, row.name), READABLE.get(row.name, 0.0)
    if not least or least >= wanted:
        return
    sentence = f"The smallest text is {least:g} pt at this size; below {wanted:g} pt it is hard to read."
    if export.query.filtered and export.query.arrange == "map":
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
    compact = (("arrange", "compact"),) if export.query.filtered and export.query.arrange == "map" else ()
    if found.label_overlaps:
        overlaps = f"{_count(found.label_overlaps, 'label')} overlap with something."
        yield Remark(overlaps, "Move the boxes, or arrange the part anew.", compact)
    if found.through_boxes:
        yield Remark(f"{_count(found.through_boxes, 'line')} run through a box.", "Move the box.", compact, serious=True)


def _letters(export: Export, row: Format) -> Iterator[Remark]:
    """What a format that draws all letters itself has no shape for."""
    if row.name not in ("pdf", "png"):
        return
    words = (shape for group in export.sheet.placed() for shape in group.shapes if isinstance(shape, Words))
    shown = {ch for shape in words for line in shape.lines for ch in line}
    if lost := sorted(ch for ch in shown if drawable(ch) == NO_GLYPH):
        said = f"{_count(len(lost), 'character')} cannot be drawn with {FAMILY}, and {NO_GLYPH} stands for {'each' if lost[1:] else 'it'}"
        more = ", ..." if len(lost) > LOST else ""
        yield Remark(f"{said}: {', '.join(lost[:LOST])}{more}.", "Take SVG, a page or slides: they borrow from another font.")


def _drawn(picture: Picture) -> Layout:
    """The layout without what the picture does not draw: a part may lie on a larger map."""
    around = picture.around
    names = {*(node.id for node in around.nodes), *around.arrow, *(gap.id for gap in around.gaps)}
    kept: dict[str, Any] = {
        name: tuple(item for item in getattr(picture.layout, name) if item.id in names) for name in ("boxes", "routes", "spots", "gaps")
    }
    return replace(picture.layout, **kept)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _paint(export: Export) -> Iterator[Remark]:
    """Whether the words stand out from the paper; on a transparent figure nobody knows what lies behind."""
    theme = export.theme
    if contrast(theme.ink, theme.paper) < WORDS_LEAST:
        yield Remark("The text hardly stands out from the paper.", "Take the light theme.", (("theme", "light"),), serious=True)
    if export.options.background == "none":
        behind = "a dark" if theme.name == "dark" else "a light"
        sentence = f"The background is transparent: the figure can be read on {behind} ground only."
        yield Remark(sentence, "Keep the paper.", (("background", "paper"),))


def _left_out(export: Export, row: Format) -> Iterator[Remark]:
    if "without" not in row.heeds:
        return
    for name, sentence in _NEEDED.items():
        if name in export.options.without:
            kept = replace(export.options, without=tuple(part for part in export.options.without if part != name)).without
            yield Remark(sentence, f"Put the {name} back.", (("without", ",".join(kept)),))
