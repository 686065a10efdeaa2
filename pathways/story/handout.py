"""A story on paper: two or three scenes a page, each with its picture, caption, note and citations, and the references at the end.

It is read in the hand, so its letters are smaller than a slide's. It is always light, as paper is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pathways.drawing.shapes import Group, Paint, Panel
from pathways.drawing.text_metrics import broken, clean
from pathways.drawing.theme import THEMES
from pathways.scene.legend_shapes import key
from pathways.scene.scene import CAVEAT, compose
from pathways.sheet.paper_size import PAPERS
from pathways.sheet.sheet import Sheet, description
from pathways.sheet.text_column import LEADING, Column, lowered
from pathways.story.picture_frame import cut, needed
from pathways.story.render_plan import STAGE, Shot, Telling
from pathways.story.slide import about_line, entries, missing_line

__all__ = ["handout_pages"]

EDGE = 42.0  # points around everything
TITLE, HEADING, SCENE, CAPTION, SMALL, NOTE = 20.0, 12.5, 12.5, 10.5, 8.5, 9.5  # points of letters
READABLE = 6.0  # points that the smallest letters of a picture have at least, as in any figure on paper
SMALLER = 0.78  # of its size, to which a picture goes down so that another scene comes on the page
BETWEEN = 14.0  # points between two scenes
AIR = 5.0  # points over and under a picture
KEY_SCALE = 0.75  # of the legend, whose words have 12 px
MOST = 3  # scenes on a page


@dataclass(frozen=True)
class _Block:
    """What is said of a scene; the rest of a note that goes on, on the next page, has no picture."""

    title: str
    shot: Shot
    note: tuple[str, ...]
    pictured: bool = True


@dataclass
class _Leaf:
    """A page that is being filled: its column, where it must end, and the descriptions of its pictures."""

    column: Column
    end: float
    pictures: list[str] = field(default_factory=list)
    scenes: int = 0

    @property
    def left(self) -> float:
        return self.end - self.column.y


def handout_pages(telling: Telling, page: str = "A4") -> tuple[Sheet, ...]:
    """Return a story as pages of "A4" or "Letter", in points.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    lit = replace(telling, theme="light") if telling.paint is THEMES["dark"] else telling
    book = _Book(lit, *PAPERS[page.casefold() if page.casefold() in PAPERS else "a4"])
    book.begin()
    book.scenes()
    book.references()
    book.reading()
    return tuple(book.sheets())


class _Book:
    """The pages in the making."""

    def __init__(self, telling: Telling, wide: float, high: float) -> None:
        self.telling, self.size = telling, (wide, high)
        self.room = wide - 2 * EDGE
        foot = Column(telling.paint, EDGE, 0.0, self.room)
        foot.say("caveat", "caveat", CAVEAT, SMALL, weight="semibold", most=2)
        foot.say("origin", "origin", about_line(telling), SMALL, soft=True, most=2, url=telling.link)
        self.foot, self.foot_height = foot.groups, foot.y
        self.leaves: list[_Leaf] = []

    def leaf(self) -> _Leaf:
        """Begin a page."""
        self.leaves.append(_Leaf(Column(self.telling.paint, EDGE, EDGE, self.room), self.size[1] - EDGE - self.foot_height - 8))
        return self.leaves[-1]

    def begin(self) -> None:
        """The head of the first page: what this is and how to cite it."""
        column, telling = self.leaf().column, self.telling
        column.say("title", "title", telling.title, TITLE, weight="semibold", most=3)
        column.say("caption", "sentence", telling.story.sentence, CAPTION, soft=True, most=8)
        column.y += 3
        *_, (_, cite, url) = entries(telling)
        column.say("citation", "cite", cite, SMALL, most=3, url=url)
        column.y += BETWEEN

    def scenes(self) -> None:
        """All scenes: as many on a page as find room with a picture that is not much smaller."""
        waiting = [self._block(shot) for shot in self.telling.shots]
        while waiting:
            leaf = self.leaves[-1]
            count, share = self._fitting(leaf, waiting)
            if not count and leaf.scenes:
                self.leaf()
                continue
            for block in waiting[:max(1, count)]:
                rest = self._set(leaf, block, share if count else SMALLER)
                waiting = [*([rest] if rest else []), *waiting[1:]]
            if waiting:
                self.leaf()

    def _block(self, shot: Shot) -> _Block:
        return _Block(f"{shot.number}. {shot.title}", shot, broken(shot.note, self.room, NOTE) if shot.note else ())

    def _fitting(self, leaf: _Leaf, waiting: Sequence[_Block]) -> tuple[int, float]:
        """How many scenes come on a page, and how large their pictures are then."""
        for count in range(min(MOST, len(waiting)), 0, -1):
            words = sum(self._words(block) for block in waiting[:count]) + BETWEEN * (count - 1)
            pictures = sum(self._picture(block, 1.0) for block in waiting[:count])
            least = sum(self._picture(block, SMALLER) for block in waiting[:count])
            if words + least <= leaf.left:
                return count, 1.0 if words + pictures <= leaf.left else max(SMALLER, (leaf.left - words) / pictures)
        return 0, 1.0

    def _zoom(self, share: float) -> float:
        return share * self.room / STAGE[0]

    def _picture(self, block: _Block, share: float) -> float:
        """How high a picture is; not smaller than it can be read."""
        if not block.pictured:
            return 0.0
        high, smallest = needed(block.shot, self.room, zoom=self._zoom(share))
        return high * max(1.0, READABLE / smallest)

    def _words(self, block: _Block) -> float:
        """How high the words of a scene are, with the air around its picture."""
        column = Column(self.telling.paint, EDGE, 0.0, self.room)
        self._headed(column, block)
        self._said(column, block, block.note)
        return column.y + (2 * AIR if block.pictured else 0.0)

    def _headed(self, column: Column, block: _Block) -> None:
        column.say("scene-title", f"scene-{block.shot.number}", block.title, SCENE, weight="semibold", most=2)

    def _said(self, column: Column, block: _Block, note: Sequence[str]) -> None:
        """What stands under a picture."""
        number = block.shot.number
        if block.pictured:
            column.say("caption", f"caption-{number}", block.shot.caption, CAPTION, most=12)
        column.y += 2 if note else 0
        column.lines("note", f"note-{number}", note, NOTE, soft=True)
        column.y += 2
        if block.pictured:
            cites = [(f"{number}-{cite.id}", f"[{cite.number}] {cite.text}", cite.url) for cite in block.shot.cites]
            column.row("citation", cites, SMALL, gap=10.0)

    def _set(self, leaf: _Leaf, block: _Block, share: float) -> _Block | None:
        """Put a scene on a page; what is left of a note that is too long for it comes back."""
        column, high = leaf.column, self._picture(block, share)
        room = leaf.left + 0.1 - self._words(replace(block, note=())) - high  # a hair, as the sum was another one before
        lines = max(0, int(room // round(NOTE * LEADING, 2)))
        self._headed(column, block)
        if block.pictured:
            self._drawn(leaf, block.shot, high, share)
        self._said(column, block, block.note[:lines])
        column.y += BETWEEN
        leaf.scenes += 1
        if rest := block.note[lines:]:
            return replace(block, title=f"{block.shot.number}. {block.shot.title} (continued)", note=rest, pictured=False)
        return None

    def _drawn(self, leaf: _Leaf, shot: Shot, high: float, share: float) -> None:
        column = leaf.column
        room = (EDGE, column.y + AIR, EDGE + self.room, column.y + AIR + high)
        picture = cut(self.telling, shot, room, least=READABLE, zoom=self._zoom(share))
        placed = Sheet(*self.size, picture.at, picture.scale, picture.groups, (), "", "").placed()
        column.groups += placed
        if placed:
            leaf.pictures.append(description(picture.groups, f"{shot.title}. {shot.caption}", CAVEAT))
        column.y = round(column.y + high + 2 * AIR, 2)
        if picture.missing:
            column.say("remark", f"remark-{shot.number}", missing_line(picture.missing), SMALL, soft=True, most=1)

    def references(self) -> None:
        """The list of what is cited, and the map itself."""
        self._heading("References", 4 * SMALL * LEADING)
        for name, text, url in entries(self.telling):
            said = broken(text, self.room, SMALL, lines=40)
            if len(said) * SMALL * LEADING > self.leaves[-1].left:
                self.leaf()
            self.leaves[-1].column.lines("citation", f"full-{name}", said, SMALL, url=url)
            self.leaves[-1].column.y += 3

    def reading(self) -> None:
        """The legend of all that the story shows."""
        shown = compose(self.telling.diagram, self.telling.layout, self.telling.paint)
        groups, high = key(shown.legend, 0.0, 0.0, self.room / KEY_SCALE, self.telling.paint)
        if groups:
            self._heading("How to read the map", high * KEY_SCALE)
            column = self.leaves[-1].column
            column.groups += Sheet(*self.size, (EDGE, column.y + 2), KEY_SCALE, groups, (), "", "").placed()
            column.y += high * KEY_SCALE + 2

    def _heading(self, text: str, follows: float) -> None:
        if HEADING * LEADING + follows + BETWEEN > self.leaves[-1].left:
            self.leaf()
        column = self.leaves[-1].column
        column.y += BETWEEN if column.groups else 0
        column.say("heading", text.casefold().replace(" ", "-"), text, HEADING, weight="semibold", most=1)
        column.y += 2

    def sheets(self) -> Iterator[Sheet]:
        """The pages with their feet."""
        (wide, high), count = self.size, len(self.leaves)
        paper = Group("paper", "paper", (Panel("paper", 0, 0, wide, high, 0, Paint(self.telling.paint.paper)),))
        said = f"Hand-out of the story: {self.telling.title}. {clean(self.telling.story.sentence)} {CAVEAT}"
        for number, leaf in enumerate(self.leaves, 1):
            page = Column(self.telling.paint, EDGE, 0.0, self.room)
            page.aside("page", f"{number} / {count}", SMALL)
            foot = lowered([*page.groups, *self.foot], high - EDGE - self.foot_height)
            words = (paper, *leaf.column.groups, *foot)
            yield Sheet(wide, high, (0.0, 0.0), 1.0, (), words, self.telling.title, said, pictures=tuple(leaf.pictures))
