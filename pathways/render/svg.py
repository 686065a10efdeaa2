"""A scene as SVG: the page shows this very markup, and the same is downloaded.

Inside the page boxes and arrows are buttons with spoken names and the colours are custom properties; standalone, the
picture brings its title, legend, caveat, colours and font along and needs nothing else. No script in either.
"""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

from pathways.layout.measure import BADGE_HEIGHT, LABEL_SIZE, LINE_HEIGHT, MARK, STACK
from pathways.layout.values import Box, Spot
from pathways.render.key import draw_key, key_height
from pathways.render.marks import curve, element, glyph, head, text
from pathways.render.style import font_faces, resolved
from pathways.scene import DrawnArea, DrawnArrow, DrawnBox, DrawnGap, Scene, Shown
from pathways.text import wrap
from pathways.vocabulary import KindName

__all__ = ["draw"]

EDGE = 20.0  # px between a standalone picture's border and its words
RISE = 0.357  # the middle of a capital letter above its baseline, in em (Open Sans: 0.714 / 2)


def draw(scene: Scene, *, prefix: str = "p", standalone: bool = True) -> str:
    """Write a scene as SVG. The same scene gives the same bytes.

    Args:
        prefix: What the ids of elements start with, where several pictures share a page.
        standalone: With title, legend, caveat, colours and font; otherwise the bare picture with buttons, for the page.

    Example:
        >>> from pathways.scene import CAVEAT
        >>> from pathways.theme import THEMES
        >>> bare = draw(Scene(100, 50, "Title", "Sentence.", CAVEAT, THEMES["light"]), standalone=False)
        >>> bare.endswith('role="group" aria-label="Title" viewBox="0 0 100 50"><g class="pw-view"/></svg>')
        True
    """
    view = _view(scene, prefix, standalone)
    return _alone(scene, prefix, view) if standalone else _inside(scene, prefix, view)


def _inside(scene: Scene, prefix: str, view: str) -> str:
    box = f"0 0 {scene.width:g} {scene.height:g}"
    attributes = {"id": f"{prefix}-svg", "class": "pw-svg", "role": "group", "aria-label": scene.title, "viewBox": box}
    return element("svg", {"xmlns": "http://www.w3.org/2000/svg", **attributes}, view)


def _alone(scene: Scene, prefix: str, view: str) -> str:
    room = max(scene.width, 640) - 2 * EDGE
    sentence = wrap(scene.sentence, room, LABEL_SIZE, lines=2)
    top = 44 + 18 * len(sentence)
    key = top + scene.height + 8
    total = key + key_height(scene.legend, room) + 34
    words = [
        text([scene.title], EDGE, 32, kind="pw-text pw-title"),
        text(sentence, EDGE, 52, kind="pw-text pw-soft", leading=18),
        element("g", {"transform": f"translate({(room + 2 * EDGE - scene.width) / 2:g} {top:g})"}, view),
        draw_key(scene.legend, EDGE, key, room),
        text([scene.caveat], EDGE, total - 14, kind="pw-text pw-small pw-strong"),
    ]
    return _document(scene, prefix, room + 2 * EDGE, total, "".join(words))


def _document(scene: Scene, prefix: str, w: float, h: float, content: str) -> str:
    style = font_faces(_characters(content)) + resolved(scene.theme)
    named = element("title", {"id": f"{prefix}-title"}, escape(scene.title))
    said = element("desc", {"id": f"{prefix}-desc"}, escape(f"{scene.sentence} {scene.caveat}"))
    paper = element("rect", {"class": "pw-paper", "width": w, "height": h})
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "viewBox": f"0 0 {w:g} {h:g}", "width": w, "height": h,
    }  # fmt: skip
    return element("svg", attributes, f"{named}{said}<style>{escape(style)}</style>{paper}{content}") + "\n"


def _characters(content: str) -> str:
    """What the font must have beyond ASCII; nearly all pictures share one subset, which is made once."""
    return "".join(sorted(ch for ch in set(content) if ord(ch) > 126))


def _view(scene: Scene, prefix: str, standalone: bool) -> str:
    parts = [
        *(_area(area) for area in scene.areas),
        *(_arrow(arrow, prefix, standalone) for arrow in scene.arrows),
        *(_gap(gap, prefix, standalone) for gap in scene.gaps),
        *(_title(area) for area in scene.areas if area.title and area.frame.region),
        *(_box(box, prefix, standalone) for box in scene.boxes),
    ]
    return element("g", {"class": "pw-view"}, "".join(parts))


def _named(shown: Shown, kind: str, data: dict[str, str], name: str, standalone: bool, content: str) -> str:
    """The group around a drawn thing: a button in the page, a titled group in a file."""
    states = f"{' is-selected' if shown.selected else ''}{' is-faded' if shown.faded else ''}"
    attributes: dict[str, object] = {"class": kind + states, "data-id": shown.id, **data, "id": name}
    if not standalone:
        attributes |= {"role": "button", "tabindex": "-1", "aria-label": shown.label}
        attributes |= {"aria-hidden": "true"} if shown.faded else {}
    return element("g", attributes, (f"<title>{escape(shown.label)}</title>" if standalone else "") + content)


def _area(area: DrawnArea) -> str:
    frame = area.frame
    shape = {"x": frame.x, "y": frame.y, "width": frame.w, "height": frame.h, "rx": 12.0}
    if not frame.region:
        return element("rect", {"class": "pw-frame", **shape})
    return element("rect", {"class": f"pw-area pw-tint-{area.tint}", **shape})


def _title(area: DrawnArea) -> str:
    """A region's title above the lines, in a halo of the region's tint so that no line strikes it out."""
    return text([area.title], *area.at, kind=f"pw-text pw-area-title pw-halo-{area.tint}")


def _box(drawn: DrawnBox, prefix: str, standalone: bool) -> str:
    box = _front(drawn)
    kind = f"pw-node{' pw-group' if drawn.members else ''}{' pw-literature' if drawn.literature else ''}"
    behind = [_rounded("pw-box", box, drawn.radius, shift) for shift in ((STACK, STACK / 2) if drawn.members else ())]
    mark = "cell-node" if drawn.kind is KindName.CELL else drawn.kind.value
    parts = [
        *(behind if standalone else [f"<title>{escape(drawn.title)}</title>", *behind]),
        _rounded("pw-box", box, drawn.radius, 0),
        element("g", {"class": "pw-kind"}, glyph(mark, box.x + 8, box.y + box.h / 2 - MARK / 2)),
        text(box.lines, box.x + 8 + MARK + 5, box.y + 5 + LINE_HEIGHT / 2 + LABEL_SIZE * RISE, leading=LINE_HEIGHT),
        _count(drawn),
    ]
    return _named(drawn, kind, {"data-kind": drawn.kind.value}, f"{prefix}-n-{drawn.id}", standalone, "".join(parts))


def _front(drawn: DrawnBox) -> Box:
    """The box without the sheets that stick out behind it."""
    if not drawn.members:
        return drawn.box
    return replace(drawn.box, y=drawn.box.y + STACK, w=drawn.box.w - STACK, h=drawn.box.h - STACK)


def _rounded(kind: str, box: Spot, radius: float, shift: float) -> str:
    return element("rect", {"class": kind, "x": box.x + shift, "y": box.y - shift, "width": box.w, "height": box.h, "rx": radius})


def _count(drawn: DrawnBox) -> str:
    if not drawn.members:
        return ""
    box = _front(drawn)
    return text([f"+{drawn.members}"], box.x + box.w - 8, box.y + box.h / 2 + 4.3, kind="pw-text pw-small pw-strong pw-soft", anchor="end")


def _arrow(drawn: DrawnArrow, prefix: str, standalone: bool) -> str:
    arrow = drawn.arrow
    data = {"data-sign": arrow.sign.value, "data-layer": arrow.layer.value, "data-tier": arrow.assessment.tier.value}
    parts = [
        "" if standalone else element("path", {"class": "pw-hit", "d": curve(drawn.hit)}),
        element("path", {"class": "pw-line", "stroke-width": drawn.weight, "d": curve(drawn.path)}),
        head(arrow.head, drawn.tip, drawn.direction),
        _badge(drawn, drawn.spot) if drawn.spot else "",
    ]
    return _named(drawn, "pw-edge", data, f"{prefix}-e-{drawn.id}", standalone, "".join(parts))


def _badge(drawn: DrawnArrow, spot: Spot) -> str:
    contested = drawn.arrow.assessment.contested
    parts = [_rounded("pw-badge-box", spot, 3.0 if contested else BADGE_HEIGHT / 2, 0)]
    for part in drawn.badge.parts:
        x, small = spot.x + part.x, bool(part.text)
        parts.append(glyph(part.name, x, spot.y + (4.7 if small else 2.5)))
        if small:
            parts.append(text([part.text], x + 8.5, spot.y + BADGE_HEIGHT / 2 + 4.3, kind="pw-text pw-small pw-strong"))
    return element("g", {"class": f"pw-badge{' pw-contested' if contested else ''}"}, "".join(parts))


def _gap(drawn: DrawnGap, prefix: str, standalone: bool) -> str:
    parts = [
        "" if standalone else element("path", {"class": "pw-hit", "d": curve(drawn.path)}),
        element("path", {"class": "pw-gap-line", "d": curve(drawn.path)}),
    ]
    if drawn.spot:
        spot = drawn.spot
        parts.append(_rounded("pw-gap-box", spot, 4, 0))
        parts.append(glyph("unsupported", spot.x + 5, spot.y + spot.h / 2 - MARK / 2))
        parts.append(text(drawn.lines, spot.x + 21, spot.y + 2.5 + 7 + 4.3, kind="pw-text pw-small", leading=14))
    return _named(drawn, "pw-gap", {}, f"{prefix}-g-{drawn.id}", standalone, "".join(parts))
