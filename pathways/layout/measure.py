"""Sizes of boxes, badges and tags; text is measured and broken into lines only here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pathways.drawing.geometry import Rect
from pathways.drawing.text_metrics import Weight, clean, width, wrap
from pathways.language.grammar import capitalised
from pathways.layout.values import Box, Frame
from pathways.model.assessment import Assessment
from pathways.model.mechanism import Gap, Node
from pathways.model.vocabulary import KindName

__all__ = [
    "BADGE_HEIGHT",
    "BADGE_SIZE",
    "LABEL_SIZE",
    "LINE_HEIGHT",
    "MARK",
    "STACK",
    "Badge",
    "Part",
    "badge",
    "box_of",
    "label_weight",
    "tag_lines",
    "tag_size",
    "title_rect",
    "title_width",
]

LABEL_SIZE = 13.0  # px at 1:1; the whole shipped map at 1280x720 is scaled to not less than 0.83, so 10.8 on screen
LINE_HEIGHT = 16.0
BADGE_SIZE = 12.0
BADGE_HEIGHT = 17.0
MARK = 12.0  # side of the glyph of a node's kind, and of that of a badge's tier
PAD = 8.0
STACK = 6.0  # the offset of the sheets behind a closed group, at the top and to the right; part of its box
TITLE_HEIGHT = 17.0
WIDEST = 112.0  # px of a line of text in a box
WORD = 150.0  # px up to which a long word widens its box instead of being broken


@dataclass(frozen=True)
class Part:
    """A part of a badge: the tier's glyph, or a mark with a number. `x` is from the badge's left side."""

    name: str
    text: str
    x: float


@dataclass(frozen=True)
class Badge:
    """The parts of a badge, and its size in px."""

    parts: tuple[Part, ...]
    w: float
    h: float = BADGE_HEIGHT


def label_weight(node: Node) -> Weight:
    """Semibold for medicines, where the mechanism starts; regular for other nodes."""
    return "semibold" if node.kind is KindName.DRUG else "regular"


def box_of(node: Node, *, stacked: int = 0) -> Box:
    """The box of a node at the origin, sized to its text; with `stacked` hidden members there is space for their number.

    Example:
        >>> node = Node(id="tlr4", label="Toll-like receptor 4", short="TLR4", kind="receptor", region="immune", description="A receptor.")
        >>> box_of(node).lines
        ('TLR4',)
    """
    weight = label_weight(node)
    name = capitalised(clean(node.name))
    longest = max((width(word, LABEL_SIZE, weight) for word in name[:200].split()), default=0)
    lines = wrap(name, max(WIDEST, min(longest, WORD)), LABEL_SIZE, weight=weight, lines=3)
    text = max(width(line, LABEL_SIZE, weight) for line in lines)
    count = width(f"+{stacked}", BADGE_SIZE, "semibold") + 10 if stacked else 0
    w = 4 * round((text + count + MARK + 5 + 2 * PAD) / 4 + 0.5)
    sheets = STACK if stacked else 0
    return Box(node.id, 0, 0, max(64.0, w) + sheets, len(lines) * LINE_HEIGHT + 10 + sheets, lines)


def badge(assessment: Assessment) -> Badge:
    """The badge of an assessment: the kind of evidence, the number of papers for (tick), against (cross), mixed (~).

    The badge of a contested relation starts with a glyph for that, then has for each side the strongest kind of study and the
    number of papers of that kind only.
    """
    if not assessment.contested:
        counts = (("tick", len(assessment.supports)), ("mixed", len(assessment.mixed)))
        return _badge(assessment.tier.value, *counts)
    (pro, pros), (con, cons) = (side[0] if side else (None, 0) for side in (assessment.tiers, assessment.against))
    sides: list[str | tuple[str, int]] = [pro.value] if pro else []
    sides.append(("tick", pros))
    if con and con is not pro:
        sides.append(con.value)
    return _badge(assessment.tier.value, *sides, ("cross", cons))


@lru_cache(maxsize=1_000)
def _badge(*marks: str | tuple[str, int]) -> Badge:
    """A badge of glyphs and counts, in this order; counts of 0 are left out."""
    parts: list[Part] = []
    x = 5.0
    for mark in marks:
        name, count = (mark, 0) if isinstance(mark, str) else mark
        if isinstance(mark, str):
            x += 3 if parts else 0
            parts.append(Part(name, "", x))
            x += MARK
        elif count:
            x += 3
            parts.append(Part(name, str(count), x))
            x += 8.5 + width(str(count), BADGE_SIZE, "semibold")
    return Badge(tuple(parts), round(x + 5, 2))


def tag_lines(gap: Gap) -> tuple[str, ...]:
    """The label of a gap on at most two lines."""
    return wrap(clean(gap.label), 150, BADGE_SIZE, lines=2)


def tag_size(gap: Gap) -> tuple[float, float]:
    """Width and height of a gap's tag, with space for its question mark."""
    lines = tag_lines(gap)
    return round(max(width(line, BADGE_SIZE) for line in lines) + 26, 2), len(lines) * 14.0 + 5


def title_width(title: str) -> float:
    """The width of the title of a region in px.

    Example:
        >>> title_width("Gut") < title_width("Whole body"), title_width("")
        (True, 0)
    """
    return width(clean(title), LABEL_SIZE, "semibold") if title else 0


def title_rect(frame: Frame) -> Rect:
    """The rectangle of a region's title in its corner; empty for an area without a title and for a group's frame.

    Example:
        >>> title_rect(Frame("a", 0, 0, 200, 100))
        (0, 0, 0, 0)
    """
    if not frame.title or not frame.region:
        return frame.x, frame.y, frame.x, frame.y
    w = title_width(frame.title)
    left = frame.x + 12 if frame.corner.endswith("left") else frame.x + frame.w - 12 - w
    top = frame.y + 5 if frame.corner.startswith("top") else frame.y + frame.h - 5 - TITLE_HEIGHT
    return left, top, left + w, top + TITLE_HEIGHT
