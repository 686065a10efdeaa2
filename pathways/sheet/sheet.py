"""The sheet of a figure: the picture with its title, caption, legend, citations, caveat and origin around it.

The arrangement is computed here once for all formats: a writer draws the groups of a sheet in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Curves, Group, Paint, Panel, Shape, Words, expanded, moved
from pathways.drawing.text_metrics import width
from pathways.language.grammar import counted
from pathways.layout.measure import BADGE_SIZE
from pathways.query.export_options import RATIOS, Options
from pathways.query.lengths import Place, place_named
from pathways.scene.legend import LegendItem
from pathways.scene.scene import Scene
from pathways.scene.shapes_of import draft
from pathways.sheet.paper_size import SCREEN
from pathways.sheet.text_blocks import EDGE, NOTE_SIZE, Block, Citation, Content, above, below, beside

__all__ = ["Citation", "Content", "Sheet", "boxed", "description", "lay_out"]

NARROWEST = 640.0  # px; on a narrower sheet the legend would have one item a row. A figure for a place may be narrower
LEAST_ROOM = 200.0  # px of a sheet for a place, in the scale of its texts
LARGEST = 2 * SCREEN  # points a px: the few boxes of a small figure are not enlarged beyond that
LARGEST_WORDS = 4.0  # times their own size, for the texts around the picture
MOST_LOST = 0.8  # of the size of the picture is kept for larger texts around it
GAP = 16.0  # px between the picture and a legend beside it
GAIN = 1.02  # times as large must the text be for the legend to stand beside the picture
ROUNDS = 12  # iterations at most to find the width for a fixed shape, and the size of the texts
MOST_DESCRIBED = 12  # relations that the description names


@dataclass(frozen=True)
class Sheet:
    """A figure ready to be written. `picture` is in the picture's own px; its origin is placed at `at` and scaled by `scale`.

    `words` are the groups around it, in the sheet's px, the background first if there is one. `description` is the alternative
    text of the figure. Where `words` contain several pictures, `pictures` are their alternative texts, in order. `points` is how
    large a px is where the figure goes, in points (1/72 inch).
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
    points: float = SCREEN

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

    Where the options name a place or a shape, the legend stands below the picture or beside it, whichever gives larger text, and
    the texts around the picture are made as large as is read there. A sheet of a fixed shape is made wide enough for all of it;
    spare height is divided equally above and below the picture.

    Example:
        >>> from pathways.scene.scene import CAVEAT
        >>> from pathways.drawing.theme import THEMES
        >>> bare = Scene(300, 200, "Title", "Sentence.", CAVEAT, THEMES["light"])
        >>> sheet = lay_out(bare, Content("Title", "The whole map.", CAVEAT), Options(shape="square"))
        >>> sheet.width == sheet.height
        True
        >>> column = lay_out(bare, Content("Title", "The whole map.", CAVEAT), Options(fit="column"))
        >>> round(column.width * column.points / 72 * 25.4, 6)
        85.0
    """
    chosen = options or Options()
    found = _best(scene, content, chosen)
    w, h = found.width, found.height
    paper = [Group("paper", "paper", (Panel("paper", 0, 0, w, h, 0, Paint(scene.theme.paper)),))] if chosen.background == "paper" else []
    picture = tuple(_with_link(group, content) for group in draft(scene))
    if chosen.lists_papers:
        picture += tuple(_numbers(picture, content, scene))
    described = description(picture, content.caption, content.caveat)
    return Sheet(w, h, found.at, 1.0, picture, (*paper, *found.words), content.title, described, points=found.points)


def _with_link(group: Group, content: Content) -> Group:
    url = content.links.get(group.id, "") if group.label else ""
    return replace(group, url=url) if url else group


def _numbers(picture: Sequence[Group], content: Content, scene: Scene) -> Iterator[Group]:
    """The numbers of the papers of each arrow, below its badge, over everything else."""
    for group in picture:
        numbers = content.cited.get(group.id, "") if group.role == "arrow" and not group.faded else ""
        badge = next((shape for shape in group.shapes if isinstance(shape, Panel) and shape.part == "badge-box"), None)
        if numbers and badge:
            x, y = badge.x + (badge.w - width(numbers, BADGE_SIZE)) / 2, badge.y + badge.h + BADGE_SIZE - 1
            words = Words("cited", (numbers,), x, y, BADGE_SIZE, "regular", scene.theme.ink, halo=scene.theme.paper)
            yield Group("cited", group.id, (words,))


# ---- where everything stands


@dataclass(frozen=True)
class _Arrangement:
    """A size in px, the place of the picture, the groups around it, and how large a px is in points."""

    width: float
    height: float
    at: Point
    words: tuple[Group, ...]
    points: float


def _best(scene: Scene, content: Content, options: Options) -> _Arrangement:
    """The arrangement with the largest text; the legend is below the picture where nothing says how large the figure is to be."""
    place = place_named(options.fit) if options.fit else None
    legend = scene.legend if "legend" not in options.without else ()
    first = _lettered(scene, content, options, place, legend, aside=False)
    if not legend or not (place or RATIOS[options.shape]):
        return first
    other = _lettered(scene, content, options, place, legend, aside=True)
    return other if other.width * GAIN < first.width else first


def _lettered(
    scene: Scene, content: Content, options: Options, place: Place | None, legend: Sequence[LegendItem], *, aside: bool,
) -> _Arrangement:
    """An arrangement whose texts around the picture are as large as they have to be where the figure goes.

    Where that is not what the options ask for, or cannot be had, they are enlarged only as far as the picture keeps most of its size.
    """
    least = options.least_text or (place.least if place else 0.0)
    first = found = _arranged(scene, content, options, place, legend, aside=aside, times=1.0)
    kept, times = first, 1.0
    for _ in range(ROUNDS):
        needed = least / (NOTE_SIZE * found.points)
        if needed <= times or times >= LARGEST_WORDS:
            break
        times = min(needed * 1.002, LARGEST_WORDS)
        found = _arranged(scene, content, options, place, legend, aside=aside, times=times)
        kept = found if found.points >= MOST_LOST * first.points else kept
    enough = options.least_text and min(BADGE_SIZE, NOTE_SIZE * times) * found.points >= least
    return found if enough else kept


def _arranged(
    scene: Scene, content: Content, options: Options, place: Place | None, legend: Sequence[LegendItem], *, aside: bool, times: float,
) -> _Arrangement:
    """The arrangement with texts `times` as large as usual, and the legend beside the picture or below it."""
    side, wide = beside(legend, scene.theme) if aside else (Block(scene.theme, 0.0, 0.0), -GAP - EDGE)
    taken = (wide + GAP + EDGE) * times
    ratio, filled = _ratio(options, place)
    middle = max(scene.height, side.height * times)
    w = max(scene.width + taken, max(place.width / LARGEST, LEAST_ROOM * times) if place else NARROWEST)
    for _ in range(ROUNDS):
        room = w / times - 2 * EDGE
        top = above(content, options, scene.theme, room)
        low = below(content, () if aside else legend, options, scene.theme, room)
        h = (top.height + low.height) * times + middle
        if not ratio or h * ratio <= w + 0.5:
            break
        w = round(h * ratio + 0.5)
    spare = max(round(w / ratio, 2) - h, 0.0) if filled else 0.0
    start, centre = top.height * times, top.height * times + (middle + spare) / 2
    at = (round((w - taken - scene.width) / 2, 2), round(centre - scene.height / 2, 2))
    words = (
        *_moved(top.groups, 0.0, 0.0, times),
        *_moved(side.groups, w - (wide + EDGE) * times, centre - side.height * times / 2, times),
        *_moved(low.groups, 0.0, start + middle + spare, times),
    )
    points = place.width / w if place else max(SCREEN, options.least_text / NOTE_SIZE)
    return _Arrangement(w, h + spare, at, words, points)


def _ratio(options: Options, place: Place | None) -> tuple[float, bool]:
    """The least width by height, 0 for any, and whether the sheet has just that."""
    if own := RATIOS[options.shape]:
        return own, True
    return (place.width / place.height, place.filled) if place and place.height else (0.0, False)


def _moved(groups: Sequence[Group], dx: float, dy: float, times: float) -> tuple[Group, ...]:
    """Groups in another place, their sizes multiplied; marks stay marks where only their place changes."""
    if times != 1.0:
        return tuple(_placed(group, dx, dy, times) for group in groups)
    return tuple(replace(group, shapes=tuple(_shifted(shape, dx, dy) for shape in group.shapes)) for group in groups)


def _shifted(shape: Shape, dx: float, dy: float) -> Shape:
    if isinstance(shape, Curves):
        return moved(shape, dx, dy)
    return shape._replace(x=round(shape.x + dx, 2), y=round(shape.y + dy, 2))


def boxed(count: int) -> str:
    """Say how many boxes: "1 box", "2 boxes"."""
    return f"{count} box{'' if count == 1 else 'es'}"


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
    return f"{caption} {boxed(len(boxes))} and {counted(len(arrows), 'arrow')}. {relations}{more} {caveat}"

