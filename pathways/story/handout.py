"""A story on paper: two or three scenes a page, each with its picture, caption, note and citations, and the references at the end.

Font sizes are smaller than on a slide, as paper is read from close by. The dark theme is replaced by the light one.
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
from pathways.story.render_plan import STAGE, PlannedScene, RenderPlan
from pathways.story.slide import entries, omitted_sentence, origin_line

__all__ = ["handout_pages"]

EDGE = 42.0  # points, the margin of the page
TITLE, HEADING, SCENE, CAPTION, SMALL, NOTE = 20.0, 12.5, 12.5, 10.5, 8.5, 9.5  # font sizes in points
READABLE = 6.0  # points, the smallest font size in a picture, as in any figure on paper
SMALLER = 0.78  # least scale of pictures that are made smaller to fit another scene on the page
BETWEEN = 14.0  # points between two scenes
PADDING = 5.0  # points above and below a picture
KEY_SCALE = 0.75  # scale of the legend, whose font size is 12 px
MOST = 3  # scenes on a page


@dataclass(frozen=True)
class _Block:
    """The content of a scene; the rest of a note that is continued on the next page is a block without picture."""

    title: str
    shot: PlannedScene
    note: tuple[str, ...]
    pictured: bool = True


@dataclass
class _Page:
    """A page that is being filled: its column, the y at which it must end, and the alternative texts of its pictures."""

    column: Column
    end: float
    pictures: list[str] = field(default_factory=list)
    scenes: int = 0

    @property
    def left(self) -> float:
        return self.end - self.column.y


def handout_pages(plan: RenderPlan, page: str = "A4") -> tuple[Sheet, ...]:
    """Return a story as pages of "A4" or "Letter", in points.

    Raises:
        LayoutFailed: It could not be arranged in time.
    """
    on_paper = replace(plan, theme="light") if plan.paint is THEMES["dark"] else plan
    pages = _Pages(on_paper, *PAPERS[page.casefold() if page.casefold() in PAPERS else "a4"])
    pages.add_heading()
    pages.add_scenes()
    pages.add_references()
    pages.add_legend()
    return tuple(pages.sheets())


class _Pages:
    """The pages that are being filled."""

    def __init__(self, plan: RenderPlan, wide: float, high: float) -> None:
        self.plan, self.size = plan, (wide, high)
        self.room = wide - 2 * EDGE
        foot = Column(plan.paint, EDGE, 0.0, self.room)
        foot.say("caveat", "caveat", CAVEAT, SMALL, weight="semibold", most=2)
        foot.say("origin", "origin", origin_line(plan), SMALL, soft=True, most=2, url=plan.link)
        self.foot, self.foot_height = foot.groups, foot.y
        self.pages: list[_Page] = []

    def add_page(self) -> _Page:
        """Begin a page."""
        self.pages.append(_Page(Column(self.plan.paint, EDGE, EDGE, self.room), self.size[1] - EDGE - self.foot_height - 8))
        return self.pages[-1]

    def add_heading(self) -> None:
        """Begin the first page with the title of the story and how to cite the map."""
        column, plan = self.add_page().column, self.plan
        column.say("title", "title", plan.title, TITLE, weight="semibold", most=3)
        column.say("caption", "sentence", plan.story.sentence, CAPTION, soft=True, most=8)
        column.y += 3
        *_, (_, cite, url) = entries(plan)
        column.say("citation", "cite", cite, SMALL, most=3, url=url)
        column.y += BETWEEN

    def add_scenes(self) -> None:
        """Add all scenes, as many on a page as fit with pictures at a scale of at least `SMALLER`."""
        pending = [self._block(shot) for shot in self.plan.shots]
        while pending:
            page = self.pages[-1]
            count, share = self._fitting(page, pending)
            if not count and page.scenes:
                self.add_page()
                continue
            for block in pending[:max(1, count)]:
                rest = self._add_scene(page, block, share if count else SMALLER)
                pending = [*([rest] if rest else []), *pending[1:]]
            if pending:
                self.add_page()

    def _block(self, shot: PlannedScene) -> _Block:
        return _Block(f"{shot.number}. {shot.title}", shot, broken(shot.note, self.room, NOTE) if shot.note else ())

    def _fitting(self, page: _Page, pending: Sequence[_Block]) -> tuple[int, float]:
        """How many of the pending scenes fit on a page, and the scale of their pictures."""
        for count in range(min(MOST, len(pending)), 0, -1):
            words = sum(self._text_height(block) for block in pending[:count]) + BETWEEN * (count - 1)
            pictures = sum(self._picture_height(block, 1.0) for block in pending[:count])
            least = sum(self._picture_height(block, SMALLER) for block in pending[:count])
            if words + least <= page.left:
                return count, 1.0 if words + pictures <= page.left else max(SMALLER, (page.left - words) / pictures)
        return 0, 1.0

    def _zoom(self, share: float) -> float:
        return share * self.room / STAGE[0]

    def _picture_height(self, block: _Block, share: float) -> float:
        """The height of a picture in points, at a readable scale."""
        if not block.pictured:
            return 0.0
        high, smallest = needed(block.shot, self.room, zoom=self._zoom(share))
        return high * max(1.0, READABLE / smallest)

    def _text_height(self, block: _Block) -> float:
        """The height of the texts of a scene in points, with the padding around its picture."""
        column = Column(self.plan.paint, EDGE, 0.0, self.room)
        self._add_scene_title(column, block)
        self._add_texts(column, block, block.note)
        return column.y + (2 * PADDING if block.pictured else 0.0)

    def _add_scene_title(self, column: Column, block: _Block) -> None:
        column.say("scene-title", f"scene-{block.shot.number}", block.title, SCENE, weight="semibold", most=2)

    def _add_texts(self, column: Column, block: _Block, note: Sequence[str]) -> None:
        """Add the texts below a picture."""
        number = block.shot.number
        if block.pictured:
            column.say("caption", f"caption-{number}", block.shot.caption, CAPTION, most=12)
        column.y += 2 if note else 0
        column.lines("note", f"note-{number}", note, NOTE, soft=True)
        column.y += 2
        if block.pictured:
            cites = [(f"{number}-{cite.id}", f"[{cite.number}] {cite.text}", cite.url) for cite in block.shot.cites]
            column.row("citation", cites, SMALL, gap=10.0)

    def _add_scene(self, page: _Page, block: _Block, share: float) -> _Block | None:
        """Add a scene to a page; return a block with the rest of its note where the page is too short for it."""
        column, high = page.column, self._picture_height(block, share)
        room = page.left + 0.1 - self._text_height(replace(block, note=())) - high  # 0.1 for rounding errors
        lines = max(0, int(room // round(NOTE * LEADING, 2)))
        self._add_scene_title(column, block)
        if block.pictured:
            self._add_picture(page, block.shot, high, share)
        self._add_texts(column, block, block.note[:lines])
        column.y += BETWEEN
        page.scenes += 1
        if rest := block.note[lines:]:
            return replace(block, title=f"{block.shot.number}. {block.shot.title} (continued)", note=rest, pictured=False)
        return None

    def _add_picture(self, page: _Page, shot: PlannedScene, high: float, share: float) -> None:
        column = page.column
        room = (EDGE, column.y + PADDING, EDGE + self.room, column.y + PADDING + high)
        picture = cut(self.plan, shot, room, least=READABLE, zoom=self._zoom(share))
        placed = Sheet(*self.size, picture.at, picture.scale, picture.groups, (), "", "").placed()
        column.groups += placed
        if placed:
            page.pictures.append(description(picture.groups, f"{shot.title}. {shot.caption}", CAVEAT))
        column.y = round(column.y + high + 2 * PADDING, 2)
        if picture.missing:
            column.say("remark", f"remark-{shot.number}", omitted_sentence(picture.missing), SMALL, soft=True, most=1)

    def add_references(self) -> None:
        """Add the list of references, and how to cite the map."""
        self._add_section_title("References", 4 * SMALL * LEADING)
        for name, text, url in entries(self.plan):
            lines = broken(text, self.room, SMALL, lines=40)
            if len(lines) * SMALL * LEADING > self.pages[-1].left:
                self.add_page()
            self.pages[-1].column.lines("citation", f"full-{name}", lines, SMALL, url=url)
            self.pages[-1].column.y += 3

    def add_legend(self) -> None:
        """Add the legend of everything that the story shows."""
        shown = compose(self.plan.diagram, self.plan.layout, self.plan.paint)
        groups, high = key(shown.legend, 0.0, 0.0, self.room / KEY_SCALE, self.plan.paint)
        if groups:
            self._add_section_title("How to read the map", high * KEY_SCALE)
            column = self.pages[-1].column
            column.groups += Sheet(*self.size, (EDGE, column.y + 2), KEY_SCALE, groups, (), "", "").placed()
            column.y += high * KEY_SCALE + 2

    def _add_section_title(self, text: str, follows: float) -> None:
        if HEADING * LEADING + follows + BETWEEN > self.pages[-1].left:
            self.add_page()
        column = self.pages[-1].column
        column.y += BETWEEN if column.groups else 0
        column.say("heading", text.casefold().replace(" ", "-"), text, HEADING, weight="semibold", most=1)
        column.y += 2

    def sheets(self) -> Iterator[Sheet]:
        """The pages with their footers."""
        (wide, high), count = self.size, len(self.pages)
        paper = Group("paper", "paper", (Panel("paper", 0, 0, wide, high, 0, Paint(self.plan.paint.paper)),))
        described = f"Hand-out of the story: {self.plan.title}. {clean(self.plan.story.sentence)} {CAVEAT}"
        for number, page in enumerate(self.pages, 1):
            numbering = Column(self.plan.paint, EDGE, 0.0, self.room)
            numbering.aside("page", f"{number} / {count}", SMALL)
            foot = lowered([*numbering.groups, *self.foot], high - EDGE - self.foot_height)
            words = (paper, *page.column.groups, *foot)
            yield Sheet(wide, high, (0.0, 0.0), 1.0, (), words, self.plan.title, described, pictures=tuple(page.pictures))
