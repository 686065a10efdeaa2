"""A column of text, filled from the top down, one group a text: for the texts around the picture on a slide or a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pathways.drawing.shapes import Curves, Group, Shape, Words, moved
from pathways.drawing.text_metrics import Weight, broken, width, wrap
from pathways.drawing.theme import Theme

__all__ = ["DEPTH", "LEADING", "Column", "lowered"]

LEADING = 1.34  # em from line to line
BOLD = 0.94  # share of the width for semibold lines: programs without a semibold weight set them in bold, which is wider
EVEN = ("title", "caption")  # roles whose lines are broken to about equal lengths
DEPTH = 0.3  # em of a line below its baseline


@dataclass
class Column:
    """A column that is being filled. `x` is its left side, `y` the top of the next line, `room` the width; all in points.

    `narrow` is the share of the width that lines may take in Open Sans, where they will be set in a wider font.
    """

    theme: Theme
    x: float
    y: float
    room: float
    narrow: float = 1.0
    groups: list[Group] = field(default_factory=list)

    def say(
        self, role: str, name: str, text: str, size: float, *, weight: Weight = "regular", soft: bool = False, most: int = 0, url: str = "",
    ) -> None:
        """Add a text, broken into lines, at most `most` of them unless that is 0. An empty text adds nothing.

        Example:
            >>> from pathways.drawing.theme import THEMES
            >>> column = Column(THEMES["light"], 0.0, 0.0, 200.0)
            >>> column.say("caption", "caption", "It is said to act on two receptors.", 14)
            >>> column.groups[0].shapes[0].lines, round(column.y, 2)
            (('It is said to act on', 'two receptors.'), 37.52)
        """
        room = self.room * self.narrow * (BOLD if weight == "semibold" else 1.0)
        texts = broken(text, room, size, weight=weight, lines=most, even=role in EVEN) if text else ()
        self.lines(role, name, texts, size, weight=weight, soft=soft, url=url)

    def lines(
        self, role: str, name: str, texts: Sequence[str], size: float, *, weight: Weight = "regular", soft: bool = False, url: str = "",
    ) -> None:
        """Add lines that are already broken."""
        if not any(texts):
            return
        leading = round(size * LEADING, 2)
        colour = self.theme.soft if soft else self.theme.ink
        words = Words(role, tuple(texts), self.x, round(self.y + leading - DEPTH * size, 2), size, weight, colour, leading)
        self.groups.append(Group(role, name, (words,), url=url))
        self.y = round(self.y + leading * len(texts), 2)

    def row(self, role: str, items: Iterable[tuple[str, str, str]], size: float, *, gap: float = 14.0) -> None:
        """Add short texts side by side, in as many rows as needed; an item is its id, its text and its web address."""
        leading, x, first = round(size * LEADING, 2), self.x, True
        for name, text, url in items:
            texts = wrap(text, self.room * self.narrow, size, lines=1)
            w = width(texts[0], size) / self.narrow
            if not first and x + w > self.x + self.room:
                x, self.y = self.x, self.y + leading
            words = Words(role, texts, round(x, 2), round(self.y + leading - DEPTH * size, 2), size, "regular", self.theme.ink, leading)
            self.groups.append(Group(role, name, (words,), url=url))
            x, first = x + w + gap, False
        self.y += 0 if first else leading

    def aside(self, role: str, text: str, size: float) -> None:
        """Add a text at the right end of the next line; `y` stays as it is."""
        baseline = round(self.y + size * LEADING - DEPTH * size, 2)
        words = Words(role, (text,), self.x + self.room, baseline, size, "regular", self.theme.soft, size * LEADING, "end")
        self.groups.append(Group(role, role, (words,)))


def lowered(groups: Iterable[Group], by: float) -> list[Group]:
    """Return groups moved down."""
    return [replace(group, shapes=tuple(_lowered(shape, by) for shape in group.shapes)) for group in groups]


def _lowered(shape: Shape, by: float) -> Shape:
    return moved(shape, 0.0, by) if isinstance(shape, Curves) else shape._replace(y=round(shape.y + by, 2))
