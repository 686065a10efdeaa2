"""A scene as a slide: title, picture, caption, short citations and origin; and the slides of references after the last scene.

Sizes are points of a slide that is 540 points high. No font size is below `READABLE`. A long caption takes another line at the same
size, and the picture becomes smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pathways.drawing.shapes import Group, Paint, Panel
from pathways.drawing.text_metrics import clean
from pathways.language.citations import cited_ids
from pathways.model.hyperlinks import linked
from pathways.scene.legend_shapes import key
from pathways.scene.scene import CAVEAT, compose
from pathways.sheet.paper_size import PAPERS
from pathways.sheet.sheet import Sheet, description
from pathways.sheet.text_column import LEADING, Column, lowered
from pathways.story.picture_frame import cut
from pathways.story.render_plan import READABLE, Cite, PlannedScene, RenderPlan
from pathways.wording.bibliography import named

__all__ = ["MOST_SLIDES", "cited_in", "entries", "omitted_sentence", "origin_line", "paper_slides", "short_address", "slide_of"]

EDGE = 16.0  # points, the left and right margin
TOP, FOOT = 8.0, 7.0  # points above the title and below the last line
TITLE, CAPTION = 24.0, 18.0  # font sizes in points
GAP = 4.0  # points above and below the picture
LEAST_STAGE = 150.0  # points, the least height of the picture; a caption that would leave less is cut
GUTTER, BETWEEN = 28.0, 7.0  # points between columns and between entries
WIDE = 800.0  # points, the least width of a slide with two columns of references
KEY_SCALE = 1.3  # scale of the legend, whose font size is 12 px
MANY = 3  # names that are listed without their number before them
MOST_SLIDES = 40  # slides of references; for more there are the formats of reference managers

Size = tuple[float, float]


@dataclass(frozen=True)
class _BlankSlide:
    """A slide without content: its size in points, and the share of their width that lines may take."""

    plan: RenderPlan
    wide: float
    high: float
    narrow: float

    def column(self, y: float = 0.0, x: float = EDGE, room: float = 0.0) -> Column:
        return Column(self.plan.paint, x, y, room or self.wide - 2 * EDGE, self.narrow)

    def paper(self) -> Group:
        return Group("paper", "paper", (Panel("paper", 0, 0, self.wide, self.high, 0, Paint(self.plan.paint.paper)),))

    def head(self, title: str, most: int) -> Column:
        column = self.column(TOP)
        column.say("title", "title", title, TITLE, weight="semibold", most=most)
        return column

    def foot(self, column: Column | None = None) -> Column:
        """Add the lines at the foot of every slide: the caveat and the origin."""
        found = column or self.column()
        found.say("caveat", "caveat", CAVEAT, READABLE, weight="semibold", most=2)
        found.say("origin", "origin", origin_line(self.plan), READABLE, soft=True, most=2, url=self.plan.link)
        found.y += FOOT
        return found

    def body(self) -> tuple[float, float]:
        """The top and bottom of a list between title and foot."""
        return TOP + TITLE * LEADING + 2 * GAP, self.high - self.foot().y - GAP


def _blank_slide(plan: RenderPlan, page: str, size: Size | None, narrow: float) -> _BlankSlide:
    return _BlankSlide(plan, *(size or PAPERS["4:3" if page == "4:3" else "16:9"]), narrow)


def slide_of(plan: RenderPlan, shot: PlannedScene, *, page: str = "16:9", size: Size | None = None, narrow: float = 1.0) -> Sheet:
    """Return a scene as a slide of 960 x 540 points, of 720 x 540 for "4:3", or of another size, whose shorter side should be 540.

    `narrow` is the share of their width that lines may take, where they will be set in a wider font. What the scene shows but does
    not fit on the slide is named below the caption.
    """
    blank = _blank_slide(plan, page, size, narrow)
    head = blank.head(shot.title, 3)
    most = blank.high - head.y - 2 * GAP - LEAST_STAGE
    missing: tuple[str, ...] = ()
    for _ in range(3):  # the line that names what is missing takes space itself
        under = _below_picture(blank, shot, most, missing)
        room = (EDGE, head.y + GAP, blank.wide - EDGE, blank.high - under.y - GAP)
        picture = cut(plan, shot, room, least=READABLE)
        if picture.missing == missing:
            break
        missing = picture.missing
    text = description(picture.groups, f"{shot.title}. {shot.caption}", CAVEAT)
    words = (blank.paper(), *head.groups, *lowered(under.groups, blank.high - under.y))
    return Sheet(blank.wide, blank.high, picture.at, picture.scale, picture.groups, words, shot.title, text)


def _below_picture(blank: _BlankSlide, shot: PlannedScene, most: float, missing: Sequence[str]) -> Column:
    """The text below the picture, from y = 0 down, at most `most` points high."""
    foot = blank.column()
    cites = [(cite.id, f"[{cite.number}] {cite.text}", cite.url) for cite in cited_in(blank.plan, shot)]
    foot.row("citation", cites, READABLE)
    if missing:
        foot.say("remark", "remark", omitted_sentence(missing), READABLE, soft=True, most=1)
    foot.y += 3
    foot.aside("page", f"{shot.number} / {len(blank.plan.shots)}", READABLE)
    blank.foot(foot)
    whole = blank.column()
    whole.say("caption", "caption", shot.caption, CAPTION, most=max(1, int((most - foot.y) // (CAPTION * LEADING))))
    whole.groups += lowered(foot.groups, whole.y + 2)
    whole.y += foot.y + 2
    return whole


def omitted_sentence(names: Sequence[str]) -> str:
    """Return the sentence that names what does not fit on a slide or page.

    Example:
        >>> omitted_sentence(["Pain"])
        'Not shown, for want of room: Pain.'
        >>> omitted_sentence(["Pain", "Injury", "Swelling", "Injury causes pain", "Injury causes swelling"])
        'Not shown, for want of room, 5 things: Pain; Injury; Swelling; Injury causes pain; Injury causes swelling.'
    """
    count = f", {len(names)} things" if len(names) > MANY else ""
    return f"Not shown, for want of room{count}: {'; '.join(names)}."


def origin_line(plan: RenderPlan) -> str:
    """Return the origin of a slide or page: the map, its version and date, and the quoted sources."""
    known = plan.mechanism
    sources = "; ".join(named(source) for source in known.sources)
    origin = f"Map {known.id}, version {clean(known.version)} of {clean(known.date)}."
    return f"{origin} Source: {sources}." if sources else origin


def cited_in(plan: RenderPlan, shot: PlannedScene) -> tuple[Cite, ...]:
    """Return the citations of a scene's caption, in order of their numbers; the speaker's note may cite more."""
    cited = cited_ids(plan.story.scenes[shot.number - 1].caption)
    return tuple(cite for cite in shot.cites if cite.id in cited)


def entries(plan: RenderPlan) -> Iterator[tuple[str, str, str]]:
    """Yield the entries of the reference list as id, text and web address: the cited papers, the quoted sources, last the map."""
    for cite in plan.cites:
        yield cite.id, _with_address(f"{cite.number}. {cite.full}", cite.url), cite.url
    cited = {cite.id for cite in plan.cites}
    for source in plan.mechanism.sources:
        if source.id not in cited:
            yield source.id, _with_address(f"Quoted: {named(source)}.", source.url), linked(source.url)
    known = plan.mechanism
    version = f"Version {clean(known.version)} of {clean(known.date)}, data id {known.fingerprint}."
    yield "this-map", _with_address(f"Cite this map: {clean(known.title)}. {version}", plan.link), plan.link


def _with_address(text: str, url: str) -> str:
    return f"{text} {short_address(url)}" if url else text


def short_address(url: str) -> str:
    """Return a web address as it is printed: without the protocol and a final slash, at most 120 characters.

    Example:
        >>> short_address("https://doi.org/10.1000/182/")
        'doi.org/10.1000/182'
    """
    return clean(url).removeprefix("https://").removeprefix("http://").rstrip("/")[:120]


def paper_slides(plan: RenderPlan, *, page: str = "16:9", size: Size | None = None, narrow: float = 1.0) -> tuple[Sheet, ...]:
    """Return the slides after the last scene: the full references by number with their links, and the legend of the map."""
    blank = _blank_slide(plan, page, size, narrow)
    pages = _columns(blank)
    count = f" of {len(pages)})" if len(pages) > 1 else ""
    listed = [_list_slide(blank, groups, f"References ({i}{count}" if count else "References") for i, groups in enumerate(pages, 1)]
    return (*listed, *_legend_slide(blank))


def _list_slide(blank: _BlankSlide, groups: Sequence[Group], title: str) -> Sheet:
    foot = blank.foot()
    around = (blank.paper(), *blank.head(title, 1).groups, *groups, *lowered(foot.groups, blank.high - foot.y))
    text = f"{title}. {blank.plan.title}. {CAVEAT}"
    return Sheet(blank.wide, blank.high, (0.0, 0.0), 1.0, (), around, title, text)


def _columns(blank: _BlankSlide) -> list[list[Group]]:
    """The entries of the reference list, by slides; no entry is split between columns."""
    count = 2 if blank.wide >= WIDE else 1
    room = (blank.wide - 2 * EDGE - (count - 1) * GUTTER) / count
    start, end = blank.body()
    filled: list[Column] = []
    for name, text, url in entries(blank.plan):
        measured = blank.column(0.0, EDGE, room)
        measured.say("citation", name, text, READABLE, url=url, most=int((end - start) // (READABLE * LEADING)))
        if not filled or filled[-1].y + measured.y > end:
            filled.append(blank.column(start, EDGE + len(filled) % count * (room + GUTTER), room))
        column = filled[-1]
        column.say("citation", name, text, READABLE, url=url, most=int((end - start) // (READABLE * LEADING)))
        column.y += BETWEEN
    kept = filled[: MOST_SLIDES * count]
    return [[group for column in kept[i : i + count] for group in column.groups] for i in range(0, len(kept), count)]


def _legend_slide(blank: _BlankSlide) -> Iterator[Sheet]:
    """The slide with the legend of everything that the story shows; none where the legend is empty."""
    plan = blank.plan
    shown = compose(plan.diagram, plan.layout, plan.paint)
    groups, _ = key(shown.legend, 0.0, 0.0, (blank.wide - 2 * EDGE) / KEY_SCALE * blank.narrow, plan.paint)
    if groups:
        yield replace(_list_slide(blank, (), "How to read the map"), at=(EDGE, blank.body()[0]), scale=KEY_SCALE, picture=groups)
