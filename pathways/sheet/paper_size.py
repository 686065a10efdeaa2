"""How large a sheet comes out on paper, slide or screen: sizes in points (1/72 inch)."""

from __future__ import annotations

from pathways.query.export_options import Options

__all__ = ["MARGIN", "PAPERS", "SCREEN", "fitted", "printed"]

SCREEN = 0.75  # points to a px: CSS has 96 px to the inch
MARGIN = 24.0
PAPERS: dict[str, tuple[float, float]] = {  # portrait for paper, landscape for slides
    "a4": (595.28, 841.89), "letter": (612.0, 792.0), "16:9": (960.0, 540.0), "4:3": (720.0, 540.0),
}  # fmt: skip


def fitted(width: float, height: float, page: str) -> tuple[float, float, float]:
    """Return how wide and high the page is, and how many points a px of a sheet of this size takes on it.

    Paper is turned so that the sheet comes out larger; a sheet is never enlarged beyond twice its size on a screen. "fit" is
    a page as large as the sheet.

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


def printed(width: float, options: Options) -> tuple[int, float]:
    """Return how many px wide a raster of a sheet of this width is, and how many of them go to an inch.

    Inches with dots an inch say both; px alone are meant for a screen. `scale` adds px, not size.

    Example:
        >>> printed(800, Options()), printed(800, Options(width=1600)), printed(800, Options(inches=4, dpi=300))
        ((800, 96.0), (1600, 96.0), (1200, 300.0))
        >>> printed(800, Options(dpi=192)), printed(800, Options(width=600, inches=4))
        ((1600, 192.0), (600, 150.0))
    """
    dpi = float(options.dpi or (300 if options.inches else 96))
    wide = options.width or (options.inches or width / 96) * dpi
    across = options.inches or wide / (options.dpi or 96)
    pixels = max(1, round(wide * options.scale))
    return pixels, pixels / across
