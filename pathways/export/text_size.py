"""How large the text of a figure is where the figure goes, in points (1/72 inch)."""

from __future__ import annotations

import math

from pathways.drawing.shapes import Words
from pathways.query.lengths import UNITS, WIDEST, place_named
from pathways.sheet.paper_size import fitted, printed
from pathways.sheet.view_export import Export

__all__ = ["READABLE", "point_scale", "smallest_text", "too_small", "wanted_text"]

READABLE = {"pptx": 12.0, "pdf": 6.0, "png": 6.0, "svg": 6.0}  # points: on a projected slide, and on a page
_ROUNDING = 0.05  # points that nobody sees


def point_scale(export: Export, name: str) -> float:
    """Return the scale of a sheet in a format, in points a px: where it goes, on its page, its slide or a screen."""
    if name == "pptx":
        from pathways.render import pptx  # here, as it imports python-pptx

        return pptx.point_scale(export)
    sheet, options = export.sheet, export.options
    if name == "png":
        wide, dpi = printed(sheet.width, options, sheet.points)
        return 72 * wide / dpi / sheet.width
    if name == "pdf" and options.page != "fit":
        return fitted(sheet.width, sheet.height, options.page)[2]
    return sheet.points


def smallest_text(export: Export, name: str) -> float:
    """Return the smallest font size of the picture and the texts around it, in points in this format; 0 where there is no text."""
    sheet = export.on_slide.sheet if name == "pptx" else export.sheet
    picture = [shape.size * sheet.scale for group in sheet.picture for shape in group.shapes if isinstance(shape, Words)]
    around = [shape.size for group in sheet.words for shape in group.shapes if isinstance(shape, Words)]
    return round(min((*picture, *around), default=0.0) * point_scale(export, name), 2)


def wanted_text(export: Export, name: str) -> float:
    """Return the size in points that no text should fall below: that of the options, else what is read where the figure goes."""
    place = place_named(export.options.fit) if export.options.fit else None
    return export.options.least_text or (place.least if place else READABLE.get(name, 0.0))


def too_small(export: Export, name: str) -> str:
    """Say that the least size of text, where the options ask for one, cannot be had, and what can; empty where it can."""
    wanted = export.options.least_text
    if not wanted or not (least := smallest_text(export, name)) or least >= wanted - _ROUNDING:
        return ""
    sentence = f"its smallest text is {least:.1f} pt there, and {wanted:g} pt is asked for."
    if not (fit := export.options.fit):
        return f"{sentence} Ask for at most {least:.1f} pt, for a larger page, or for a smaller part."
    width = place_named(fit).width * wanted / least
    wider = f"for a width of about {math.ceil(width / UNITS['mm'])}mm, " if not place_named(fit).filled and width <= WIDEST else ""
    return f"{sentence} Ask {wider}for at most {least:.1f} pt, or for a smaller part; larger words beside the gaps (text=2) may help."
