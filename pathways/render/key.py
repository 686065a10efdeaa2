"""The legend under a standalone picture: samples and words in rows, wrapped to the picture's width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pathways.layout.measure import BADGE_SIZE
from pathways.legend import LegendItem
from pathways.render.marks import element, glyph, head, text
from pathways.text import width
from pathways.vocabulary import RELATIONS, Head, Sign

__all__ = ["draw_key", "key_height", "sample"]

ROW = 21.0
SAMPLES = {"sign": 34.0, "layer": 34.0, "gap": 34.0, "tier": 15.0, "count": 12.0, "contested": 26.0, "kind": 15.0, "group": 26.0}
HEADS = {relation.sign: relation.head for relation in RELATIONS.values()}
TITLES = {"sign": "Arrows", "tier": "Evidence", "kind": "Boxes"}


def key_height(items: Sequence[LegendItem], limit: float) -> float:
    """How high the legend is at a width."""
    rows = [y for _, _, y in _places(items, limit)]
    return max(rows) + ROW if rows else 0.0


def draw_key(items: Sequence[LegendItem], x: float, y: float, limit: float) -> str:
    """The legend as markup with its top left corner at a point."""
    drawn = []
    for item, left, top in _places(items, limit):
        if isinstance(item, str):
            drawn.append(text([item], x + left, y + top + 14, kind="pw-text pw-small pw-strong"))
            continue
        drawn.append(sample(item, x + left, y + top + 4))
        drawn.append(text([item.text], x + left + SAMPLES[item.sample], y + top + 14, kind="pw-text pw-small"))
    return element("g", {"class": "pw-legend"}, "".join(drawn))


def _places(items: Sequence[LegendItem], limit: float) -> Iterator[tuple[LegendItem | str, float, float]]:
    """Items and titles of their rows, each with its corner; a new kind of thing starts a new row."""
    x, y, last = 0.0, -ROW, ""
    for item in items:
        if item.sample in TITLES and item.sample != last:
            x, y = 66.0, y + ROW
            yield TITLES[item.sample], 0.0, y
        last = item.sample
        w = SAMPLES[item.sample] + width(item.text, BADGE_SIZE) + 16
        if y < 0 or (x + w > limit and x > 66.0):
            x, y = 66.0, y + ROW
        yield item, x, y
        x += w


def sample(item: LegendItem, x: float, y: float) -> str:
    """The mark of one item as markup, its top left corner at a point."""
    """One mark with its left side at `x`, 14 px high from `y`; the page shows them beside its own words."""
    if item.sample in ("tier", "count"):
        return glyph(item.name, x, y + (2 if item.sample == "count" else 0))
    if item.sample == "kind":
        return element("g", {"class": "pw-kind"}, glyph("cell-node" if item.name == "cell" else item.name, x, y))
    if item.sample == "contested":
        return element("g", {"class": "pw-contested"}, _rect("pw-badge-box", x, y - 1, 20, 14, 2))
    if item.sample == "group":
        return _rect("pw-box", x + 3, y - 1, 18, 11, 3) + _rect("pw-box", x, y + 2, 18, 11, 3)
    return _line(item, x, y + 6)


def _rect(kind: str, x: float, y: float, w: float, h: float, r: float) -> str:
    return element("rect", {"class": kind, "x": x, "y": y, "width": w, "height": h, "rx": r})


def _line(item: LegendItem, x: float, y: float) -> str:
    if item.sample == "gap":
        return element("path", {"class": "pw-gap-line", "d": f"M{x:g} {y:g}h26"})
    sign = Sign(item.name) if item.sample == "sign" else Sign.INCREASES
    mark = HEADS[sign]
    end = x + 28
    line = element("path", {"class": "pw-line", "stroke-width": 2, "d": f"M{x:g} {y:g}H{end - (0 if mark is Head.PLAIN else 7):g}"})
    layer = item.name if item.sample == "layer" else None
    attributes: dict[str, object] = {"class": "pw-edge", "data-sign": sign.value, "data-layer": layer}
    return element("g", attributes, line + head(mark, (end, y), (1, 0)))
