"""A story as an animated GIF: its slides one after the other, each as long as its words take to be read.

It plays once and ends on its last slide, as nobody can stop a GIF, and what moves without end keeps readers from reading (WCAG 2.2,
2.2.2). Slides do not glide into each other, so nothing moves within a slide. Films (MP4, WebM) would need a program beside Python.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pathways.drawing.shapes import Words
from pathways.render.png import Size, draw
from pathways.sheet.sheet import Sheet
from pathways.story.render_plan import RenderPlan
from pathways.story.slide import paper_slides, slide_of

__all__ = ["seconds_of", "write_story"]

WIDE = 1280  # px, for the 960 points of a slide
COLOURS = 128
SHORTEST, LONGEST = 4.0, 30.0  # seconds of a slide
READ = 3.0  # words a second: 180 a minute, as for subtitles


def write_story(plan: RenderPlan) -> bytes:
    """Write a story as an animated GIF, with the references at its end. The same story gives the same bytes.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    page = plan.options.page
    slides = [*(slide_of(plan, shot, page=page) for shot in plan.shots), *paper_slides(plan, page=page)]
    first, *rest = (_frame(plan, sheet) for sheet in slides)
    comment = f"{plan.title}. {plan.about}. {plan.origin.line()}".encode("ascii", "replace")
    written = BytesIO()
    times = [round(1000 * seconds_of(sheet)) for sheet in slides]
    first.save(written, "GIF", save_all=True, append_images=rest, duration=times, comment=comment, optimize=False)
    return written.getvalue()


def seconds_of(sheet: Sheet) -> float:
    """Return how long a slide is shown: as long as its words take to be read, 4 to 30 seconds.

    Example:
        >>> seconds_of(Sheet(960, 540, (0, 0), 1, (), (), "Title", "Description"))
        4.0
    """
    lines = (line for group in sheet.words for shape in group.shapes if isinstance(shape, Words) for line in shape.lines)
    return min(LONGEST, max(SHORTEST, sum(len(line.split()) for line in lines) / READ))


def _frame(plan: RenderPlan, sheet: Sheet) -> Any:
    from PIL import Image

    drawn = draw(sheet, Size(WIDE, round(WIDE * sheet.height / sheet.width)), ground=plan.paint.paper)
    with Image.open(BytesIO(drawn)) as pixels:
        return pixels.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
