"""The legend as shapes: a sample of each mark beside its meaning, in rows that are wrapped to a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathways.drawing.geometry import straight
from pathways.drawing.shapes import Curves, Group, Mark, Paint, Panel, Shape, Words
from pathways.drawing.text_metrics import width, wrap
from pathways.drawing.theme import Theme
from pathways.layout.measure import BADGE_SIZE
from pathways.model.relations import RELATIONS, Head, Sign
from pathways.scene.legend import LegendItem
from pathways.scene.shapes_of import DASHED, head_of, paint_of_sign, tag_of, verdict_of

__all__ = ["column_width", "key", "sample"]

ROW = 21.0
LINE = 15.0  # px from line to line of a text that is broken
MOST_LINES = 3
NARROWEST = 60.0  # px of a line of text
INDENT = 66.0
SAMPLES = {
    "sign": 34.0, "layer": 34.0, "gap": 34.0, "tier": 15.0, "count": 12.0, "contested": 26.0, "kind": 15.0, "group": 26.0,
    "verdict": 20.0, "trail": 34.0, "tag": 30.0,
}  # fmt: skip
TITLES = {"verdict": "Answer", "trail": "Answer", "tag": "Answer", "sign": "Arrows", "tier": "Evidence", "kind": "Boxes"}
_HEADS = {relation.sign: relation.head for relation in RELATIONS.values()}


def key(
    items: Sequence[LegendItem], x: float, y: float, limit: float, theme: Theme, *, column: bool = False,
) -> tuple[tuple[Group, ...], float]:
    """Return the legend with its top left corner at a point, at most `limit` px wide, and its height; without items that is 0.

    Marks with another title start a new row, with the title in front; in a `column` each title and each mark has a row of its own.
    """
    groups, bottom = [], 0.0
    for item, left, top in _positions(items, limit, column=column):
        if isinstance(item, str):
            title = Words("legend-title", (item,), x + left, y + top + 14, BADGE_SIZE, "semibold", theme.ink)
            groups.append(Group("legend", f"title-{item.casefold()}", (title,)))
            continue
        lines = _lines(item, limit, 0.0 if column else INDENT)
        place = x + left + SAMPLES[item.sample], y + top + 14
        words = Words("legend-text", lines, *place, BADGE_SIZE, "regular", theme.ink, LINE)
        drawn = sample(item, x + left, y + top + 4, theme)
        groups.append(Group("legend", f"{item.sample}-{item.name}", (*drawn.shapes, words), data=drawn.data))
        bottom = max(bottom, top + ROW + LINE * (len(lines) - 1))
    return tuple(groups), bottom


def column_width(items: Sequence[LegendItem], most: float) -> float:
    """Return the width in px that the legend takes as a column, at most `most`.

    Example:
        >>> column_width((), 200)
        0.0
    """
    return min(most, max((SAMPLES[item.sample] + width(item.text, BADGE_SIZE) + 1 for item in items), default=0.0))


def _lines(item: LegendItem, limit: float, indent: float) -> tuple[str, ...]:
    """The text of a mark, broken where it is longer than a whole row."""
    return wrap(item.text, max(limit - indent - SAMPLES[item.sample], NARROWEST), BADGE_SIZE, lines=MOST_LINES)


def _positions(items: Sequence[LegendItem], limit: float, *, column: bool) -> Iterator[tuple[LegendItem | str, float, float]]:
    """The items and the titles of rows, each with its top left corner; a new title starts a new row."""
    indent = 0.0 if column else INDENT
    x, y, last, tall = 0.0, -ROW, "", ROW
    for item in items:
        if item.sample in TITLES and TITLES[item.sample] != TITLES.get(last):
            x, y, tall = indent, y + tall, ROW
            yield TITLES[item.sample], 0.0, y
            y, tall = (y + tall, 0.0) if column else (y, tall)
        last = item.sample
        lines = _lines(item, limit, indent)
        w = SAMPLES[item.sample] + max(width(line, BADGE_SIZE) for line in lines) + 16
        if y < 0 or (x > indent and (column or x + w > limit)):
            x, y, tall = indent, y + tall, ROW
        yield item, x, y
        x, tall = x + w, max(tall, ROW + LINE * (len(lines) - 1))


def sample(item: LegendItem, x: float, y: float, theme: Theme) -> Group:
    """Return one mark with its left side at `x`, 14 px high from `y`; the page shows it beside text of its own."""
    data: tuple[tuple[str, str], ...] = ()
    shapes: tuple[Shape, ...]
    if item.sample in ("tier", "count"):
        shapes = (Mark("badge", item.name, x, y + (2 if item.sample == "count" else 0), theme.ink),)
    elif item.sample == "kind":
        shapes = (Mark("kind", "cell-node" if item.name == "cell" else item.name, x, y, theme.soft),)
    elif item.sample == "contested":
        ground = Panel("badge-box", x, y - 1, 20, 14, 2, Paint(theme.contested, theme.ink, 1.8))
        shapes, data = (ground, Mark("badge", item.name, x + 4, y, theme.ink)), (("contested", "1"),)
    elif item.sample == "verdict":
        shapes = tuple(verdict_of(item.name, x, y - 2, theme))
    elif item.sample == "tag":
        shapes = tuple(tag_of(item.name, x, y - 1, theme))
    elif item.sample == "trail":
        shapes = (Curves("halo", (straight((x + 5, y + 6), (x + 23, y + 6)),), False, Paint("", theme.trail, 11.0, round=True)),)
    elif item.sample == "group":
        paint = Paint(theme.box, theme.border, 1.3)
        shapes = (Panel("box", x + 3, y - 1, 18, 11, 3, paint), Panel("box", x, y + 2, 18, 11, 3, paint))
    else:
        shapes, data = tuple(_line(item, x, y + 6, theme)), _line_attributes(item)
    return Group("legend", f"{item.sample}-{item.name}", shapes, data=data)


def _line_attributes(item: LegendItem) -> tuple[tuple[str, str], ...]:
    if item.sample == "gap":
        return ()
    sign = item.name if item.sample == "sign" else Sign.INCREASES.value
    return (("sign", sign), ("layer", item.name if item.sample == "layer" else ""))


def _line(item: LegendItem, x: float, y: float, theme: Theme) -> Iterator[Curves]:
    if item.sample == "gap":
        yield Curves("gap-line", (straight((x, y), (x + 26, y)),), False, Paint("", theme.gap, 2.4, (0.1, 6.0), round=True))
        return
    sign = Sign(item.name) if item.sample == "sign" else Sign.INCREASES
    mark, colour, end = _HEADS[sign], paint_of_sign(theme, sign), x + 28
    dash = DASHED if item.sample == "layer" else ()
    yield Curves("line", (straight((x, y), (end - (0 if mark is Head.PLAIN else 7), y)),), False, Paint("", colour, 2.0, dash))
    yield from head_of(mark, (end, y), (1, 0), colour, theme.paper)
