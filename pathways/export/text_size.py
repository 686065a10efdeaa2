"""How large the text of a figure is where the figure goes, in points (1/72 inch)."""

from __future__ import annotations

import math
from dataclasses import replace

from pathways.drawing.shapes import Words
from pathways.query.lengths import UNITS, WIDEST, place_named
from pathways.sheet.paper_size import fitted, printed
from pathways.sheet.view_export import Export

__all__ = ["READABLE", "point_scale", "smallest_text", "too_small", "wanted_text"]

READABLE = {"pptx": 12.0, "pdf": 6.0, "png": 6.0, "tiff": 6.0, "docx": 6.0, "svg": 6.0}  # points: on a projected slide, and on a page
_ROUNDING = 0.05  # points that nobody sees
_TRIES = 4  # widths that are measured
_WIDER = 1.03  # times the last one is the next at least


def point_scale(export: Export, name: str) -> float:
    """Return the scale of a sheet in a format, in points a px: where it goes, on its page, its slide or a screen."""
    if name == "pptx":
        from pathways.render import pptx  # here, as it imports python-pptx

        return pptx.point_scale(export)
    sheet, options = export.sheet, export.options
    if name == "docx":
        from pathways.render import docx  # here, as it imports python-docx

        return docx.WIDTH / sheet.width
    if name in ("png", "tiff"):
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


def _wide_enough(export: Export, name: str, width: float) -> int:
    """A width in mm at which the least size of text can be had; 0 where none is found. Each try is measured: a wider figure may be
    arranged otherwise.
    """
    found, wanted = smallest_text(export, name), export.options.least_text
    for _ in range(_TRIES):
        width *= max(wanted / found, _WIDER)
        millimetres = math.ceil(width / UNITS["mm"])
        if width > WIDEST:
            break
        tried = replace(export, options=replace(export.options, fit=f"{millimetres}mm"))
        if (found := smallest_text(tried, name)) >= wanted:
            return millimetres
    return 0


def too_small(export: Export, name: str) -> str:
    """Say that the least size of text, where the options ask for one, cannot be had, and what can; empty where it can."""
    wanted = export.options.least_text
    if not wanted or not (least := smallest_text(export, name)) or least >= wanted - _ROUNDING:
        return ""
    sentence = f"its smallest text is {least:.1f} pt there, and {wanted:g} pt is asked for."
    if not (fit := export.options.fit):
        return f"{sentence} Ask for at most {least:.1f} pt, for a larger page, or for a smaller part."
    enough = 0 if place_named(fit).filled or name == "pptx" else _wide_enough(export, name, place_named(fit).width)
    wider = f"for a width of {enough}mm, " if enough else ""
    return f"{sentence} Ask {wider}for at most {least:.1f} pt, or for a smaller part; larger words beside the gaps (text=2) may help."
