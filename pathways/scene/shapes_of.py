"""The shapes of a scene: the panels, curves, marks and words of each box, arrow, gap and area, with their paint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pathways.drawing.geometry import Point, ring, straight
from pathways.drawing.shapes import Curves, Group, Mark, Paint, Panel, Shape, Words
from pathways.drawing.text_metrics import Weight, width
from pathways.drawing.theme import Theme
from pathways.layout.measure import BADGE_HEIGHT, BADGE_SIZE, LABEL_SIZE, LINE_HEIGHT, MARK, STACK
from pathways.layout.values import Box, Spot
from pathways.model.relations import Head, Sign
from pathways.model.vocabulary import KindName, Layer
from pathways.scene.scene import DrawnArea, DrawnArrow, DrawnBox, DrawnGap, Scene

__all__ = ["draft", "head_of", "paint_of_sign", "tag_of", "verdict_of"]

RISE = 0.357  # the middle of a capital letter above its baseline, in em (Open Sans: 0.714 / 2)
DASHED = (6.0, 4.0)  # of a relation that only papers state
DASHED_BOX = (5.0, 3.0)
_SET = ("set-up", "set-down", "blocked")  # verdicts that the query sets; all others are predicted
_VERDICT_MARKS = {
    "set-up": "up", "set-down": "down", "blocked": "block", "up": "up", "down": "down", "ambiguous": "both", "unknown": "unsupported",
    "differs": "both",
}  # fmt: skip


def draft(scene: Scene) -> tuple[Group, ...]:
    """Return the groups of a scene in drawing order: areas, arrows, gaps, titles of areas, boxes.

    Example:
        >>> from pathways.scene.scene import CAVEAT
        >>> from pathways.drawing.theme import THEMES
        >>> draft(Scene(100, 50, "Title", "Sentence.", CAVEAT, THEMES["light"]))
        ()
    """
    theme = scene.theme
    return (
        *(_area(area, theme) for area in scene.areas),
        *(_arrow(arrow, theme) for arrow in scene.arrows),
        *(_gap(gap, theme) for gap in scene.gaps),
        *(_title(area, theme) for area in scene.areas if area.title and area.frame.region),
        *(_box(box, theme) for box in scene.boxes),
    )


@lru_cache(maxsize=64)
def paint_of_sign(theme: Theme, sign: Sign) -> str:
    """Return the colour of arrows of a sign."""
    return {Sign.INCREASES: theme.up, Sign.DECREASES: theme.down, Sign.UNKNOWN: theme.open, Sign.NONE: theme.plain}[sign]


def head_of(kind: Head, tip: Point, direction: Point, colour: str, paper: str) -> Iterator[Curves]:
    """Yield the arrowhead whose point touches `tip`, coming from `direction`; a plain line has none."""
    (x, y), (dx, dy) = tip, direction

    def at(back: float, side: float) -> Point:
        return round(x - dx * back - dy * side, 2), round(y - dy * back + dx * side, 2)

    if kind is Head.TRIANGLE:
        yield Curves("head", (straight(at(0.6, 0), at(9.4, 4.6), at(9.4, -4.6)),), True, Paint(colour, colour, 1.0, round=True))
    elif kind is Head.TBAR:
        yield Curves("bar", (straight(at(3, 6.5), at(3, -6.5)),), False, Paint("", colour, 3.0))
    elif kind is Head.CIRCLE:
        yield Curves("head-open", (ring((x - dx * 4.8, y - dy * 4.8), 3.8),), True, Paint(paper, colour, 1.8))


def _area(area: DrawnArea, theme: Theme) -> Group:
    frame = area.frame
    paint = Paint(theme.tints[area.tint]) if frame.region else Paint("", theme.frame, 1.2, (2.0, 3.0))
    panel = Panel("area" if frame.region else "frame", frame.x, frame.y, frame.w, frame.h, 12.0, paint)
    return Group("area", frame.id, (panel,), data=(("tint", str(area.tint)),))


def _title(area: DrawnArea, theme: Theme) -> Group:
    """A region's title, drawn over the lines, with a halo of the region's tint so that it stays readable where a line crosses it."""
    words = Words("area-title", (area.title,), *area.at, LABEL_SIZE, "semibold", theme.soft, halo=theme.tints[area.tint])
    return Group("area-title", area.frame.id, (words,), data=(("tint", str(area.tint)),))


def _arrow(drawn: DrawnArrow, theme: Theme) -> Group:
    arrow = drawn.arrow
    colour = paint_of_sign(theme, arrow.sign)
    dash = DASHED if arrow.layer is Layer.LITERATURE else ()
    line = Curves("line", (drawn.path,), False, Paint("", colour, 4.0 if drawn.selected else drawn.weight, dash))
    head = head_of(arrow.head, drawn.tip, drawn.direction, colour, theme.paper)
    data = (
        ("sign", arrow.sign.value), ("layer", arrow.layer.value), ("tier", arrow.assessment.tier.value),
        ("source", arrow.source), ("target", arrow.target), ("contested", "1" if arrow.assessment.contested else ""),
    )  # fmt: skip
    badge = _badge(drawn, drawn.spot, theme) if drawn.spot else ()
    halo = [Curves("halo", (drawn.hit,), False, Paint("", theme.trail, 11.0, round=True))] if drawn.trail else []
    tag = tag_of(drawn.tag, drawn.spot.x - 4, drawn.spot.y - 13, theme) if drawn.tag and drawn.spot else ()
    shapes = (*halo, line, *head, *badge, *tag)
    return Group("arrow", drawn.id, shapes, drawn.label, data=data, selected=drawn.selected, faded=drawn.faded, route=drawn.hit)


def _badge(drawn: DrawnArrow, spot: Spot, theme: Theme) -> Iterator[Shape]:
    contested = drawn.arrow.assessment.contested
    stroke = theme.focus if drawn.selected else theme.ink if contested else paint_of_sign(theme, drawn.arrow.sign)
    paint = Paint(theme.contested if contested else theme.badge, stroke, 2.6 if drawn.selected else 1.8 if contested else 1.0)
    yield Panel("badge-box", spot.x, spot.y, spot.w, spot.h, 3.0 if contested else BADGE_HEIGHT / 2, paint)
    for part in drawn.badge.parts:
        x, small = spot.x + part.x, bool(part.text)
        yield Mark("badge", part.name, x, spot.y + (4.7 if small else 2.5), theme.ink)
        if small:
            yield Words("number", (part.text,), x + 8.5, spot.y + BADGE_HEIGHT / 2 + 4.3, BADGE_SIZE, "semibold", theme.ink)


def tag_of(text: str, x: float, y: float, theme: Theme) -> Iterator[Shape]:
    """Yield a short text on a dark background, its top left corner at a point."""
    yield Panel("tag-box", x, y, width(text, BADGE_SIZE, "semibold") + 8, 15.0, 2.0, Paint(theme.ink, theme.paper, 1.0))
    yield Words("tag-text", (text,), x + 4, y + 11.8, BADGE_SIZE, "semibold", theme.paper)


def verdict_of(name: str, x: float, y: float, theme: Theme) -> Iterator[Shape]:
    """Yield the verdict of a box, 16 px wide and high from a point: square and filled if it was set, round if it is predicted."""
    given, stroke = name in _SET, {"up": theme.up, "down": theme.down, "unknown": theme.open}.get(name, theme.ink)
    dash = (3.0, 2.0) if name in ("ambiguous", "differs") else ()
    paint = Paint(theme.ink, theme.paper, 1.0) if given else Paint(theme.paper, stroke, 2.0, dash)
    yield Panel("verdict-given" if given else f"verdict-{name}", x, y, 16.0, 16.0, 3.0 if given else 8.0, paint)
    yield Mark("verdict-given" if given else "verdict", _VERDICT_MARKS[name], x + 2, y + 2, theme.paper if given else theme.ink)


def _gap(drawn: DrawnGap, theme: Theme) -> Group:
    line = Curves("gap-line", (drawn.path,), False, Paint("", theme.gap, 2.4, (0.1, 6.0), round=True))
    shapes: list[Shape] = [line]
    if spot := drawn.spot:
        paint = Paint(theme.paper, theme.focus if drawn.selected else theme.gap, 2.6 if drawn.selected else 1.2, (3.0, 2.0))
        shapes.append(Panel("gap-box", spot.x, spot.y, spot.w, spot.h, 4.0, paint))
        shapes.append(Mark("gap", "unsupported", spot.x + 5, spot.y + spot.h / 2 - MARK / 2, theme.gap))
        shapes.append(Words("tag", drawn.lines, spot.x + 21, spot.y + 13.8, BADGE_SIZE, "regular", theme.gap, 14.0))
    return Group("gap", drawn.id, tuple(shapes), drawn.label, selected=drawn.selected, faded=drawn.faded, route=drawn.path)


def _box(drawn: DrawnBox, theme: Theme) -> Group:
    box, drug = _front_box(drawn), drawn.kind is KindName.DRUG
    ink = theme.drug_ink if drug else theme.ink
    mark = "cell-node" if drawn.kind is KindName.CELL else drawn.kind.value
    weight: Weight = "semibold" if drug else "regular"
    label = Words("label", box.lines, box.x + 8 + MARK + 5, box.y + 5 + LINE_HEIGHT / 2 + LABEL_SIZE * RISE, LABEL_SIZE, weight, ink)
    shapes: tuple[Shape, ...] = (
        *_sheets(drawn, box, theme),
        Mark("kind", mark, box.x + 8, box.y + box.h / 2 - MARK / 2, theme.drug_ink if drug else theme.soft),
        label,
        *_member_count(drawn, box, theme.drug_ink if drug else theme.soft),
        *(verdict_of(drawn.verdict, box.x - 8, box.y - 8, theme) if drawn.verdict else ()),
    )
    data = (("kind", drawn.kind.value), ("members", str(drawn.members or "")), ("literature", "1" if drawn.literature else ""))
    return Group("box", drawn.id, shapes, drawn.label, drawn.title, data, selected=drawn.selected, faded=drawn.faded)


def _front_box(drawn: DrawnBox) -> Box:
    """The box of the front sheet: that of a closed group without the sheets visible behind it."""
    if not drawn.members:
        return drawn.box
    return replace(drawn.box, y=drawn.box.y + STACK, w=drawn.box.w - STACK, h=drawn.box.h - STACK)


def _sheets(drawn: DrawnBox, box: Box, theme: Theme) -> Iterable[Panel]:
    """The box itself; for a closed group with two more sheets behind it."""
    drug = drawn.kind is KindName.DRUG
    stroke = theme.focus if drawn.selected else theme.drug if drug else theme.border
    paint = Paint(theme.drug if drug else theme.box, stroke, 3.0 if drawn.selected else 1.3, DASHED_BOX if drawn.literature else ())
    shifts = (STACK, STACK / 2, 0.0) if drawn.members else (0.0,)
    return [Panel("box", box.x + shift, box.y - shift, box.w, box.h, drawn.radius, paint) for shift in shifts]


def _member_count(drawn: DrawnBox, box: Box, colour: str) -> Iterable[Words]:
    if drawn.members:
        at = box.x + box.w - 8, box.y + box.h / 2 + 4.3
        yield Words("count", (f"+{drawn.members}",), *at, BADGE_SIZE, "semibold", colour, anchor="end")
