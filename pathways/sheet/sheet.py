"""The sheet of a figure: the picture with its title, caption, legend, citations, caveat and origin around it.

The arrangement is computed here once for all formats: a writer draws the groups of a sheet in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Group, Paint, Panel, Words, expanded, moved
from pathways.drawing.text_metrics import Weight, width, wrap
from pathways.drawing.theme import Theme
from pathways.layout.measure import BADGE_SIZE, LABEL_SIZE
from pathways.query.export_options import RATIOS, Options
from pathways.scene.legend_shapes import INDENT, key
from pathways.scene.scene import Scene
from pathways.scene.shapes_of import draft
from pathways.sheet.text_column import lowered

__all__ = ["Citation", "Content", "Sheet", "description", "lay_out"]

EDGE = 20.0  # px between the border and the text
NARROWEST = 640.0  # px; on a narrower sheet the legend would have one item a row
TITLE_SIZE = 20.0
NOTE_SIZE = 11.0  # citations and origin
ROUNDS = 12  # iterations at most to find the width for a fixed shape
MOST_DESCRIBED = 12  # relations that the description names


@dataclass(frozen=True)
class Citation:
    """A paper or a quoted text at the foot of a sheet: `text` is short, `url` empty where none is known."""

    id: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Content:
    """The texts around a picture. `links` maps ids of boxes, arrows and gaps to web addresses."""

    title: str
    caption: str
    caveat: str
    origin: str = ""
    link: str = ""
    papers: tuple[Citation, ...] = ()
    sources: tuple[Citation, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A figure ready to be written. `picture` is in the picture's own px; its origin is placed at `at` and scaled by `scale`.

    `words` are the groups around it, in the sheet's px, the background first if there is one. `description` is the alternative
    text of the figure. Where `words` contain several pictures, `pictures` are their alternative texts, in order.
    """

    width: float
    height: float
    at: Point
    scale: float
    picture: tuple[Group, ...]
    words: tuple[Group, ...]
    title: str
    description: str
    language: str = "en"
    pictures: tuple[str, ...] = ()

    def placed(self) -> tuple[Group, ...]:
        """Return all groups in the sheet's px, in drawing order, marks as curves: the background, the picture, the text."""
        under = [group for group in self.words if group.role == "paper"]
        over = [group for group in self.words if group.role != "paper"]
        inside = [_placed(group, *self.at, self.scale) for group in self.picture]
        return (*under, *inside, *(_placed(group, 0.0, 0.0, 1.0) for group in over))


def _placed(group: Group, dx: float, dy: float, scale: float) -> Group:
    shapes = tuple(moved(part, dx, dy, scale) for shape in group.shapes for part in expanded(shape))
    return replace(group, shapes=shapes, route=tuple((x * scale + dx, y * scale + dy) for x, y in group.route))


def lay_out(scene: Scene, content: Content, options: Options | None = None) -> Sheet:
    """Arrange a picture and the texts around it on a sheet, without the parts that the options leave out.

    A sheet of a fixed shape is made wide enough for all of it; spare height is divided equally above and below the picture.

    Example:
        >>> from pathways.scene.scene import CAVEAT
        >>> from pathways.drawing.theme import THEMES
        >>> bare = Scene(300, 200, "Title", "Sentence.", CAVEAT, THEMES["light"])
        >>> sheet = lay_out(bare, Content("Title", "The whole map.", CAVEAT), Options(shape="square"))
        >>> sheet.width == sheet.height
        True
    """
    chosen = options or Options()
    ratio = RATIOS[chosen.shape]
    w = max(scene.width, NARROWEST)
    top, bottom = _blocks(scene, content, chosen, w)
    for _ in range(ROUNDS if ratio else 0):
        needed = bottom.height * ratio
        if needed <= w + 0.5:
            break
        w = round(needed + 0.5)
        top, bottom = _blocks(scene, content, chosen, w)
    h = max(bottom.height, round(w / ratio, 2) if ratio else 0)
    spare = h - bottom.height
    at = (round((w - scene.width) / 2, 2), round(top.height + spare / 2, 2))
    below = lowered(bottom.groups, spare) if spare else bottom.groups
    paper = [Group("paper", "paper", (Panel("paper", 0, 0, w, h, 0, Paint(scene.theme.paper)),))] if chosen.background == "paper" else []
    picture = tuple(_with_link(group, content) for group in draft(scene))
    described = description(picture, content.caption, content.caveat)
    return Sheet(w, h, at, 1.0, picture, (*paper, *top.groups, *below), content.title, described)


def _with_link(group: Group, content: Content) -> Group:
    url = content.links.get(group.id, "") if group.label else ""
    return replace(group, url=url) if url else group


@dataclass
class _Block:
    """A block of text lines, filled from the top down; `height` is the y of the next line."""

    theme: Theme
    room: float
    height: float
    groups: list[Group] = field(default_factory=list)

    def line(
        self, role: str, text: str, size: float, *, weight: Weight = "regular", soft: bool = False, most: int = 1, url: str = "",
    ) -> None:
        """Add a text on at most `most` lines."""
        leading = round(size * 1.35, 2)
        lines = wrap(text, self.room, size, weight=weight, lines=most)
        colour = self.theme.soft if soft else self.theme.ink
        words = Words(role, lines, EDGE, self.height + leading - 0.3 * size, size, weight, colour, leading)
        self.groups.append(Group(role, role, (words,), url=url))
        self.height += leading * len(lines)


def _blocks(scene: Scene, content: Content, options: Options, w: float) -> tuple[_Block, _Block]:
    """The blocks above and below the picture for a sheet of this width; the height of the lower one is that of the sheet."""
    included = {name: name not in options.without for name in ("title", "caption", "legend", "citations", "caveat", "origin")}
    top = _Block(scene.theme, w - 2 * EDGE, 0.0)
    _add_heading(top, content, included)
    bottom = _Block(scene.theme, w - 2 * EDGE, top.height + scene.height)
    if included["legend"] and scene.legend:
        groups, height = key(scene.legend, EDGE, bottom.height + 4, bottom.room, scene.theme)
        bottom.groups += groups
        bottom.height += height + 6
    if included["citations"]:
        for title, items in (("Papers", content.papers), ("Source", content.sources)):
            _add_citations(bottom, title, items)
    _add_footer(bottom, content, included)
    return top, bottom


def _add_heading(block: _Block, content: Content, included: Mapping[str, bool]) -> None:
    if included["title"] or included["caption"]:
        block.height += 12
    if included["title"]:
        block.line("title", content.title, TITLE_SIZE, weight="semibold", most=2)
    if included["caption"]:
        block.height += 2
        block.line("caption", content.caption, LABEL_SIZE, soft=True, most=3)


def _add_footer(block: _Block, content: Content, included: Mapping[str, bool]) -> None:
    if included["caveat"] or included["origin"]:
        block.height += 6
    if included["caveat"]:
        block.line("caveat", content.caveat, BADGE_SIZE, weight="semibold")
    if included["origin"] and content.origin:
        block.line("origin", content.origin, NOTE_SIZE, soft=True, url=content.link)
    block.height += 12 if block.groups else 0


def _add_citations(block: _Block, title: str, items: Sequence[Citation]) -> None:
    """Add rows of short citations, each a link, after their title."""
    if not items:
        return
    leading = 16.0
    y = block.height + leading - 3
    name = Words("citation-title", (title,), EDGE, y, BADGE_SIZE, "semibold", block.theme.ink)
    block.groups.append(Group("citation", f"title-{title.casefold()}", (name,)))
    rows = 0
    for item, x, row in _positions(items, block.room):
        text = wrap(item.text, block.room - INDENT, NOTE_SIZE, lines=1)
        words = Words("citation", text, EDGE + x, y + row * leading, NOTE_SIZE, "regular", block.theme.ink)
        block.groups.append(Group("citation", item.id, (words,), url=item.url))
        rows = row
    block.height += (rows + 1) * leading + 2


def _positions(items: Sequence[Citation], room: float) -> Iterator[tuple[Citation, float, int]]:
    x, row = INDENT, 0
    for item in items:
        w = min(width(item.text, NOTE_SIZE), room - INDENT)
        if x + w > room and x > INDENT:
            x, row = INDENT, row + 1
        yield item, x, row
        x += w + 14


def description(picture: Sequence[Group], caption: str, caveat: str) -> str:
    """Return the alternative text of a figure: its caption, the number of boxes and arrows, its first relations, and the caveat.

    Example:
        >>> description((), "Nothing.", "No advice.")
        'Nothing. 0 boxes and 0 arrows. No advice.'
    """
    def shown(role: str) -> list[Group]:
        return [group for group in picture if group.role == role and not group.faded]

    boxes, arrows = shown("box"), shown("arrow")
    relations = " ".join(group.label for group in arrows[:MOST_DESCRIBED])
    more = f" And {len(arrows) - MOST_DESCRIBED} more." if len(arrows) > MOST_DESCRIBED else ""
    return f"{caption} {len(boxes)} boxes and {len(arrows)} arrows. {relations}{more} {caveat}"

