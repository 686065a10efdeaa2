"""The size of a sheet on paper, slide or screen, in points (1/72 inch)."""

from __future__ import annotations

from pathways.query.export_options import Options
from pathways.query.lengths import Place, place_named

__all__ = ["MARGIN", "PAPERS", "SCREEN", "fitted", "printed"]

SCREEN = 0.75  # points to a px: CSS has 96 px to the inch
MARGIN = 24.0
PAPERS: dict[str, tuple[float, float]] = {  # portrait for paper, landscape for slides
    "a4": (595.28, 841.89), "letter": (612.0, 792.0), "16:9": (960.0, 540.0), "4:3": (720.0, 540.0),
}  # fmt: skip


def fitted(width: float, height: float, page: str) -> tuple[float, float, float]:
    """Return the width and height of the page in points, and the scale of a sheet on it in points a px.

    Paper is portrait or landscape, whichever gives the larger scale; the scale is at most twice that of a screen. With "fit" the
    page is as large as the sheet.

    Example:
        >>> fitted(800, 400, "fit"), [round(value, 2) for value in fitted(800, 400, "a4")]
        ((600.0, 300.0, 0.75), [841.89, 595.28, 0.99])
    """
    if page not in PAPERS:
        return width * SCREEN, height * SCREEN, SCREEN
    short, long = PAPERS[page]
    choices = ((short, long), (long, short)) if short < long else ((short, long),)
    page_w, page_h = max(choices, key=lambda size: _scale(width, height, size))
    return page_w, page_h, min(_scale(width, height, (page_w, page_h)), 2 * SCREEN)


def _scale(width: float, height: float, size: tuple[float, float]) -> float:
    return min((size[0] - 2 * MARGIN) / (width or 1), (size[1] - 2 * MARGIN) / (height or 1))


def printed(width: float, options: Options, points: float = SCREEN) -> tuple[int, float]:
    """Return the width in pixels of a raster image of a sheet `width` px wide, at `points` a px, and its dots an inch.

    Without a resolution it is 300 dots an inch where a length is given, else 96. `scale` multiplies the pixels, not the printed size.

    Example:
        >>> printed(800, Options()), printed(800, Options(width=1600)), printed(800, Options(inches=4, dpi=300))
        ((800, 96.0), (1600, 96.0), (1200, 300.0))
        >>> printed(800, Options(dpi=192)), printed(800, Options(width=600, inches=4))
        ((1600, 192.0), (600, 150.0))
        >>> printed(720, Options(fit="5in"), 0.5), printed(800, Options(fit="600px"), 0.5625)
        ((1500, 300.0), (600, 96.0))
    """
    place = place_named(options.fit) if options.fit else Place(0.0)
    length = options.inches or (place.width / 72 if not place.pixels else 0.0)
    dpi = float(options.dpi or (300 if length else 96))
    pixels_wide = options.width or (place.pixels if not options.dpi else 0) or (length or width * points / 72) * dpi
    inches_wide = length or pixels_wide / (options.dpi or 96)
    pixels = max(1, round(pixels_wide * options.scale))
    return pixels, pixels / inches_wide
