"""Groups of shapes as SVG: in the page with classes, so that the theme can change; in a file with colours as attributes.

In the page boxes and arrows are buttons with accessible names. A file is a self-contained picture with titles, links and font.
Neither has scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from xml.sax.saxutils import escape

from pathways.drawing.shapes import PALE, Group, Mark, Paint, Panel, Shape, Words
from pathways.drawing.text_metrics import FAMILY, width
from pathways.model.hyperlinks import linked
from pathways.query.lengths import UNITS
from pathways.render.picture_style import font_faces
from pathways.render.svg_markup import glyph_paths, number, path, quoted, said
from pathways.scene.scene import Scene
from pathways.scene.shapes_of import draft
from pathways.sheet.paper_size import SCREEN
from pathways.sheet.sheet import Sheet
from pathways.sheet.view_export import Export

__all__ = ["KINDS", "button", "classed", "draw", "draw_sheet", "inline", "stage", "write"]

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
FALLBACKS = f"{FAMILY}, 'Segoe UI', Arial, sans-serif"
KINDS = {"box": ("pw-node", "n"), "arrow": ("pw-edge", "e"), "gap": ("pw-gap", "g")}  # class and prefix of ids of the selectable groups
_CLASSES = {
    "label": "pw-text", "number": "pw-text pw-small pw-strong", "count": "pw-text pw-small pw-strong pw-soft", "tag": "pw-text pw-small",
    "tag-text": "pw-text pw-small pw-strong pw-tag-text",
    "area-title": "pw-text pw-area-title pw-halo-", "area": "pw-area pw-tint-",
}  # fmt: skip
_MARKS = {
    "kind": ' class="pw-kind"', "verdict": ' class="pw-verdict-mark"', "verdict-given": ' class="pw-verdict-mark is-given"',
}  # fmt: skip
_SHOWN = {"box": ("kind",), "arrow": ("sign", "layer", "tier"), "legend": ("sign", "layer")}  # data that the page's style sheet uses
_ASCII = bytes(range(0x7F))
_BADGE = ("badge-box", "badge", "number")
Drawn = Callable[[Shape, Group], str]


def draw(scene: Scene, *, prefix: str = "p") -> str:
    """Write a scene for the page, with buttons and classes, without texts around it. The same scene gives the same bytes.

    Args:
        prefix: The prefix of ids of elements, where several pictures are on a page.

    Example:
        >>> from pathways.scene.scene import CAVEAT
        >>> from pathways.drawing.theme import THEMES
        >>> bare = draw(Scene(100, 50, "Title", "Sentence.", CAVEAT, THEMES["light"]))
        >>> bare.endswith('role="group" aria-label="Title" viewBox="0 0 100 50"><g class="pw-view"></g></svg>')
        True
    """
    return stage(scene.title, scene.width, scene.height, "".join(button(group, prefix) for group in draft(scene)), prefix)


def stage(title: str, w: float, h: float, groups: str, prefix: str) -> str:
    """Return the SVG element of a page around the markup of its groups.

    Example:
        >>> stage("Title", 100, 50, "", "p")[-29:]
        '<g class="pw-view"></g></svg>'
    """
    return (
        f'<svg {NAMESPACE} id="{prefix}-svg" class="pw-svg" role="group" aria-label={quoted(title)} '
        f'viewBox="0 0 {number(w)} {number(h)}"><g class="pw-view">{groups}</g></svg>'
    )


def inline(group: Group) -> str:
    """Write one group for the page, such as a sample of the legend, with classes but without accessible name."""
    shown = _SHOWN.get(group.role, ())
    data = "".join(f" data-{name}={quoted(value)}" for name, value in group.data if name in shown and value)
    kind = "pw-edge" if data else "pw-contested" if ("contested", "1") in group.data else "pw-sample"
    return f'<g class="{kind}"{data}>{"".join(classed(shape, group) for shape in group.shapes)}</g>'


def button(group: Group, prefix: str, *, drawn: Drawn | None = None, more_data: str = "") -> str:
    """Write one group for the page: a selectable one as a button, others as plain shapes.

    `drawn` writes a shape in place of `classed`; `more_data` is markup of further attributes of a button.
    """
    shape_of = drawn or classed
    if group.role not in KINDS:
        return "".join(shape_of(shape, group) for shape in group.shapes)
    kind, letter = KINDS[group.role]
    known = dict(group.data)
    more = f"{' pw-group' if known.get('members') else ''}{' pw-literature' if known.get('literature') else ''}"
    states = f"{' is-selected' if group.selected else ''}{' is-faded' if group.faded else ''}"
    data = "".join(f' data-{name}="{known[name]}"' for name in _SHOWN.get(group.role, ())) + more_data
    hidden = ' aria-hidden="true"' if group.faded else ""
    title = f"<title>{said(group.title)}</title>" if group.title else ""
    return (
        f'<g class="{kind}{more}{states}" data-id={quoted(group.id)}{data} id={quoted(f"{prefix}-{letter}-{group.id}")} '
        f'role="button" tabindex="-1" '
        f"aria-label={quoted(group.label)}{hidden}>{title}{_hit(group)}{''.join(_parts(group, shape_of))}</g>"
    )


def _hit(group: Group) -> str:
    """The wide invisible line along an arrow or gap that receives pointer events."""
    return f'<path class="pw-hit" d="{path([group.route])}"/>' if group.route else ""


def _parts(group: Group, drawn: Drawn) -> Iterator[str]:
    """The shapes of a group, with the badge in a group of its own."""
    badge = "".join(drawn(shape, group) for shape in group.shapes if group.role == "arrow" and shape.part in _BADGE)
    yield from (drawn(shape, group) for shape in group.shapes if group.role != "arrow" or shape.part not in _BADGE)
    if badge:
        yield f'<g class="pw-badge{" pw-contested" if ("contested", "1") in group.data else ""}">{badge}</g>'


def classed(shape: Shape, group: Group) -> str:
    """Write a shape with the class of its part, for the page's style sheet."""
    kind = _CLASSES.get(shape.part, f"pw-{shape.part}")
    kind += dict(group.data)["tint"] if kind.endswith("-") else ""
    if isinstance(shape, Words):
        return _text(shape, f'class="{kind}"')
    if isinstance(shape, Panel):
        return _rect(shape, f'class="{kind}"')
    if isinstance(shape, Mark):
        paths = "".join(f'<path class="pw-{part}" d="{data}"/>' for part, data in glyph_paths(shape.name))
        return f'<g{_MARKS.get(shape.part, "")} transform="{_at(shape)}">{paths}</g>'
    weight = f' stroke-width="{number(shape.paint.width)}"' if shape.part == "line" else ""
    return f'<path class="{kind}"{weight} d="{path(shape.curves, shape.closed)}"/>'


def write(export: Export) -> str:
    """Write a view as an SVG file."""
    return draw_sheet(export.sheet, metadata=export.origin.line())


def draw_sheet(sheet: Sheet, *, metadata: str = "") -> str:
    """Write a sheet as an SVG file. The same sheet gives the same bytes.

    `metadata` is the line of provenance.
    """
    under = "".join(map(_painted, (group for group in sheet.words if group.role == "paper")))
    around = "".join(map(_painted, (group for group in sheet.words if group.role != "paper")))
    scale = f" scale({sheet.scale:.6g})" if sheet.scale != 1 else ""
    place = f'transform="translate({number(sheet.at[0])} {number(sheet.at[1])}){scale}"'
    content = f"{under}<g {place}>{''.join(map(_painted, sheet.picture))}</g>{around}"
    style = f"<style>{font_faces(_characters(content))}</style>"
    w, h = number(sheet.width), number(sheet.height)
    wide, high = (_length(side, sheet.points) for side in (sheet.width, sheet.height))
    return (
        f'<svg {NAMESPACE} role="img" aria-labelledby="p-title p-desc" xml:lang="{sheet.language}" lang="{sheet.language}" '
        f'viewBox="0 0 {w} {h}" width="{wide}" height="{high}" font-family="{FALLBACKS}">'
        f'<title id="p-title">{said(sheet.title)}</title><desc id="p-desc">{said(sheet.description)}</desc>'
        f"{f'<metadata>{escape(metadata)}</metadata>' if metadata else ''}{style}{content}</svg>\n"
    )


def _length(side: float, points: float) -> str:
    """A side in px; where the figure was made for a place, in mm, which programs for print understand alike."""
    return number(side) if points == SCREEN else f"{number(side * points / UNITS['mm'])}mm"


def _characters(content: str) -> str:
    """The characters beyond ASCII that the font needs; nearly all pictures share one cached subset."""
    beyond = content.encode("utf-8", "surrogatepass").translate(None, _ASCII)  # five times faster than looking at each character
    return "".join(sorted(set(beyond.decode("utf-8", "surrogatepass"))))


@lru_cache(maxsize=2_000)
def _painted(group: Group) -> str:
    """A group for a file: with a title, so that programs show its name, and with colours as attributes.

    Cached, as exports of a map have most groups in common.
    """
    shapes = "".join(_shape(shape) for shape in group.shapes)
    if url := linked(group.url):
        shapes = f'<a href={quoted(url)} target="_blank">{shapes}</a>'
    if not group.label:
        return shapes if len(group.shapes) == 1 else f"<g id={quoted(f'{group.role}-{group.id}')}>{shapes}</g>"
    data = "".join(f" data-{name}={quoted(value)}" for name, value in group.data if value and name in _SHOWN.get(group.role, ()))
    pale = f' opacity="{PALE}"' if group.faded else ""
    name = quoted(f"{group.role}-{group.id}")
    return f"<g id={name} data-id={quoted(group.id)}{data}{pale}><title>{said(group.label)}</title>{shapes}</g>"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Words):
        return "".join(_halo(shape)) + _text(shape, _letters(shape), fitted=True)
    if isinstance(shape, Panel):
        return _rect(shape, _paint(shape.paint))
    if isinstance(shape, Mark):
        return f'<g transform="{_at(shape)}">{"".join(_glyph(shape))}</g>'
    return f'<path {_paint(shape.paint)} d="{path(shape.curves, shape.closed)}"/>'


def _glyph(mark: Mark) -> Iterator[str]:
    for part, data in glyph_paths(mark.name):
        paint = Paint(mark.ink) if part == "solid" else Paint("", mark.ink, 1.25, round=True)
        yield f'<path {_paint(paint)} d="{data}"/>'


def _at(mark: Mark) -> str:
    return f"translate({number(mark.x)} {number(mark.y)})"


def _paint(paint: Paint) -> str:
    fill = f'fill="{paint.fill or "none"}"'
    if not paint.stroke:
        return fill
    dash = f' stroke-dasharray="{" ".join(map(number, paint.dash))}"' if paint.dash else ""
    ends = ' stroke-linecap="round" stroke-linejoin="round"' if paint.round else ""
    return f'{fill} stroke="{paint.stroke}" stroke-width="{number(paint.width)}"{dash}{ends}'


def _letters(words: Words) -> str:
    weight = ' font-weight="600"' if words.weight == "semibold" else ""
    return f'fill="{words.colour}" font-size="{number(words.size)}"{weight}'


def _halo(words: Words) -> Iterable[str]:
    """A thicker copy of the text behind it, as many programs do not support `paint-order`."""
    if words.halo:
        weight = ' font-weight="600"' if words.weight == "semibold" else ""
        stroke = f'fill="{words.halo}" stroke="{words.halo}" stroke-width="4" stroke-linejoin="round"'
        yield _text(words, f'aria-hidden="true" {stroke} font-size="{number(words.size)}"{weight}', fitted=True)


def _rect(panel: Panel, painted: str) -> str:
    rounded = f' rx="{number(panel.radius)}"' if panel.radius else ""
    return f'<rect {painted} x="{number(panel.x)}" y="{number(panel.y)}" width="{number(panel.w)}" height="{number(panel.h)}"{rounded}/>'


def _text(words: Words, painted: str, *, fitted: bool = False) -> str:
    """Lines of text, each a `tspan` of its own; `fitted` sets their lengths, so that another font does not overflow its box."""
    anchor = ' text-anchor="end"' if words.anchor == "end" else ""
    lines = [_line(words, i, line, fitted) for i, line in enumerate(words.lines)]
    if len(lines) == 1:
        return f"<text {painted}{anchor}{lines[0]}</text>"
    return f"<text {painted}{anchor}>{''.join(f'<tspan{line}</tspan>' for line in lines)}</text>"


def _line(words: Words, i: int, line: str, fitted: bool) -> str:
    """The attributes and content of one line, without the name and end of its element."""
    length = f' textLength="{number(width(line, words.size, words.weight))}" lengthAdjust="spacingAndGlyphs"' if fitted and line else ""
    return f' x="{number(words.x)}" y="{number(words.y + i * words.leading)}"{length}>{said(line)}'
