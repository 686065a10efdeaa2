"""The texts above, below and beside the picture of a figure, each a block that is filled from the top down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pathways.drawing.shapes import Group, Words
from pathways.drawing.text_metrics import Weight, width, wrap
from pathways.drawing.theme import Theme
from pathways.layout.measure import BADGE_SIZE, LABEL_SIZE
from pathways.query.export_options import Options
from pathways.scene.legend import LegendItem
from pathways.scene.legend_shapes import INDENT, column_width, key

__all__ = ["EDGE", "NOTE_SIZE", "Block", "Citation", "Content", "above", "below", "beside"]

EDGE = 20.0  # px between the border and the text
NARROW = 480.0  # px; in less, texts are broken into more lines instead of being cut
TITLE_SIZE = 20.0
NOTE_SIZE = 11.0  # citations and origin, the smallest of these texts
MOST_COLUMN = 230.0  # px of the legend beside the picture
LONG_CAPTION = 12  # lines of a caption of one's own; that of a question has three


@dataclass(frozen=True)
class Citation:
    """A paper or a quoted text at the foot of a sheet: `text` is short, `url` empty where none is known."""

    id: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Content:
    """The texts around a picture. `links` maps ids of boxes, arrows and gaps to web addresses, `cited` those of arrows to the numbers
    of their papers, such as "1, 3". `whole_caption` is true where the caption is one's own and is never cut.
    """

    title: str
    caption: str
    caveat: str
    origin: str = ""
    link: str = ""
    papers: tuple[Citation, ...] = ()
    sources: tuple[Citation, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    whole_caption: bool = False


@dataclass
class Block:
    """A block of text lines, filled from the top down; `height` is the y of the next line."""

    theme: Theme
    room: float
    height: float
    groups: list[Group] = field(default_factory=list)

    def line(
        self, role: str, text: str, size: float, *, weight: Weight = "regular", soft: bool = False, most: int = 1, url: str = "",
    ) -> None:
        """Add a text on at most `most` lines, in a narrow block on three times as many."""
        leading = round(size * 1.35, 2)
        lines = wrap(text, self.room, size, weight=weight, lines=most if self.room >= NARROW else 3 * most)
        colour = self.theme.soft if soft else self.theme.ink
        words = Words(role, lines, EDGE, self.height + leading - 0.3 * size, size, weight, colour, leading)
        self.groups.append(Group(role, role, (words,), url=url))
        self.height += leading * len(lines)


def above(content: Content, options: Options, theme: Theme, room: float) -> Block:
    """Return the title and the caption, as far as the options keep them."""
    block = Block(theme, room, 0.0)
    title, caption = ("title" not in options.without), ("caption" not in options.without)
    if title or caption:
        block.height += 12
    if title:
        block.line("title", content.title, TITLE_SIZE, weight="semibold", most=2)
    if caption:
        block.height += 2
        block.line("caption", content.caption, LABEL_SIZE, soft=True, most=LONG_CAPTION if content.whole_caption else 3)
    return block


def beside(legend: Sequence[LegendItem], theme: Theme) -> tuple[Block, float]:
    """Return the legend as a column, and its width; its left side is at 0."""
    wide = column_width(legend, MOST_COLUMN)
    groups, height = key(legend, 0.0, 0.0, wide, theme, column=True)
    return Block(theme, wide, height, list(groups)), wide


def below(content: Content, legend: Sequence[LegendItem], options: Options, theme: Theme, room: float) -> Block:
    """Return what stands below the picture: the legend, if there are items, the papers, the caveat and the origin."""
    block = Block(theme, room, 0.0)
    if legend:
        groups, height = key(legend, EDGE, block.height + 4, block.room, theme)
        block.groups += groups
        block.height += height + 6
    if options.lists_papers:
        for title, items in (("Papers", content.papers), ("Source", content.sources)):
            _add_citations(block, title, items)
    _add_footer(block, content, options)
    return block


def _add_footer(block: Block, content: Content, options: Options) -> None:
    caveat, origin = ("caveat" not in options.without), ("origin" not in options.without)
    if caveat or origin:
        block.height += 6
    if caveat:
        block.line("caveat", content.caveat, BADGE_SIZE, weight="semibold")
    if origin and content.origin:
        block.line("origin", content.origin, NOTE_SIZE, soft=True, most=3, url=content.link)
    block.height += 12 if block.groups else 0


def _add_citations(block: Block, title: str, items: Sequence[Citation]) -> None:
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
