"""A scene as a slide: title, picture, caption, short citations and where it is from; and the slides of references after the last.

Sizes are points of a slide that is 540 points high. No letter is smaller than `READABLE`. A caption is not made smaller, it
takes another line, and the picture gives way.
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
from pathways.story.render_plan import READABLE, Cite, Shot, Telling
from pathways.wording.bibliography import named

__all__ = ["MOST_SLIDES", "about_line", "cited_in", "entries", "missing_line", "paper_slides", "short_address", "slide_of"]

EDGE = 16.0  # points left and right of everything
TOP, FOOT = 8.0, 7.0  # points above the title and under the last line
TITLE, CAPTION = 24.0, 18.0  # points of letters
GAP = 4.0  # points around the picture
LEAST_STAGE = 150.0  # points that the picture keeps in height; a caption that would take more is cut
GUTTER, BETWEEN = 28.0, 7.0  # points between columns and between entries
WIDE = 800.0  # points of a slide that has two columns of references
KEY_SCALE = 1.3  # of the legend, whose words have 12 px
MANY = 3  # things that are named without being counted
MOST_SLIDES = 40  # of references; more are a bibliography, which has its own formats

Size = tuple[float, float]


@dataclass(frozen=True)
class _Ground:
    """A slide without content: its size, and how much narrower its lines are broken."""

    telling: Telling
    wide: float
    high: float
    narrow: float

    def column(self, y: float = 0.0, x: float = EDGE, room: float = 0.0) -> Column:
        return Column(self.telling.paint, x, y, room or self.wide - 2 * EDGE, self.narrow)

    def paper(self) -> Group:
        return Group("paper", "paper", (Panel("paper", 0, 0, self.wide, self.high, 0, Paint(self.telling.paint.paper)),))

    def head(self, title: str, most: int) -> Column:
        column = self.column(TOP)
        column.say("title", "title", title, TITLE, weight="semibold", most=most)
        return column

    def foot(self, column: Column | None = None) -> Column:
        """What stands at the foot of every slide: the caveat, and where it is from."""
        found = column or self.column()
        found.say("caveat", "caveat", CAVEAT, READABLE, weight="semibold", most=2)
        found.say("origin", "origin", about_line(self.telling), READABLE, soft=True, most=2, url=self.telling.link)
        found.y += FOOT
        return found

    def body(self) -> tuple[float, float]:
        """Where a list begins and ends between title and foot."""
        return TOP + TITLE * LEADING + 2 * GAP, self.high - self.foot().y - GAP


def _ground(telling: Telling, page: str, size: Size | None, narrow: float) -> _Ground:
    return _Ground(telling, *(size or PAPERS["4:3" if page == "4:3" else "16:9"]), narrow)


def slide_of(telling: Telling, shot: Shot, *, page: str = "16:9", size: Size | None = None, narrow: float = 1.0) -> Sheet:
    """Return a scene as a slide of 960 x 540 points, of 720 x 540 for "4:3", or of another size, whose shorter side should be 540.

    `narrow` is the share of their width that lines may take, where a wider font will stand in. What the scene is about and the
    slide has no room for is named under the caption.
    """
    ground = _ground(telling, page, size, narrow)
    head = ground.head(shot.title, 3)
    most = ground.high - head.y - 2 * GAP - LEAST_STAGE
    missing: tuple[str, ...] = ()
    for _ in range(3):  # a line about what is missing takes room itself
        under = _under(ground, shot, most, missing)
        room = (EDGE, head.y + GAP, ground.wide - EDGE, ground.high - under.y - GAP)
        picture = cut(telling, shot, room, least=READABLE)
        if picture.missing == missing:
            break
        missing = picture.missing
    said = description(picture.groups, f"{shot.title}. {shot.caption}", CAVEAT)
    words = (ground.paper(), *head.groups, *lowered(under.groups, ground.high - under.y))
    return Sheet(ground.wide, ground.high, picture.at, picture.scale, picture.groups, words, shot.title, said)


def _under(ground: _Ground, shot: Shot, most: float, missing: Sequence[str]) -> Column:
    """What stands under the picture, set from 0 down; it is at most so high."""
    foot = ground.column()
    cites = [(cite.id, f"[{cite.number}] {cite.text}", cite.url) for cite in cited_in(ground.telling, shot)]
    foot.row("citation", cites, READABLE)
    if missing:
        foot.say("remark", "remark", missing_line(missing), READABLE, soft=True, most=1)
    foot.y += 3
    foot.aside("page", f"{shot.number} / {len(ground.telling.shots)}", READABLE)
    ground.foot(foot)
    whole = ground.column()
    whole.say("caption", "caption", shot.caption, CAPTION, most=max(1, int((most - foot.y) // (CAPTION * LEADING))))
    whole.groups += lowered(foot.groups, whole.y + 2)
    whole.y += foot.y + 2
    return whole


def missing_line(names: Sequence[str]) -> str:
    """Return the sentence about what a slide or page has no room for.

    Example:
        >>> missing_line(["Pain"])
        'Not shown, for want of room: Pain.'
        >>> missing_line(["Pain", "Injury", "Swelling", "Injury causes pain", "Injury causes swelling"])
        'Not shown, for want of room, 5 things: Pain; Injury; Swelling; Injury causes pain; Injury causes swelling.'
    """
    count = f", {len(names)} things" if len(names) > MANY else ""
    return f"Not shown, for want of room{count}: {'; '.join(names)}."


def about_line(telling: Telling) -> str:
    """Return where a slide or page is from: the map, its version and date, and the texts that it quotes."""
    known = telling.mechanism
    sources = "; ".join(named(source) for source in known.sources)
    origin = f"Map {known.id}, version {clean(known.version)} of {clean(known.date)}."
    return f"{origin} Source: {sources}." if sources else origin


def cited_in(telling: Telling, shot: Shot) -> tuple[Cite, ...]:
    """Return what a scene's caption cites, by number; the speaker's note may cite more."""
    said = cited_ids(telling.story.scenes[shot.number - 1].caption)
    return tuple(cite for cite in shot.cites if cite.id in said)


def entries(telling: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield what is listed at the end, each with its id, its words and its address: what is cited, the quoted texts, last the map."""
    for cite in telling.cites:
        yield cite.id, _line(f"{cite.number}. {cite.full}", cite.url), cite.url
    cited = {cite.id for cite in telling.cites}
    for source in telling.mechanism.sources:
        if source.id not in cited:
            yield source.id, _line(f"Quoted: {named(source)}.", source.url), linked(source.url)
    known = telling.mechanism
    version = f"Version {clean(known.version)} of {clean(known.date)}, data id {known.fingerprint}."
    yield "this-map", _line(f"Cite this map: {clean(known.title)}. {version}", telling.link), telling.link


def _line(text: str, url: str) -> str:
    return f"{text} {short_address(url)}" if url else text


def short_address(url: str) -> str:
    """Return a web address as it is printed: without the protocol and a final slash, at most 120 characters.

    Example:
        >>> short_address("https://doi.org/10.1000/182/")
        'doi.org/10.1000/182'
    """
    return clean(url).removeprefix("https://").removeprefix("http://").rstrip("/")[:120]


def paper_slides(telling: Telling, *, page: str = "16:9", size: Size | None = None, narrow: float = 1.0) -> tuple[Sheet, ...]:
    """Return the slides after the last scene: the references in full, by number and with their links, and how to read the map."""
    ground = _ground(telling, page, size, narrow)
    pages = _columns(ground)
    count = f" of {len(pages)})" if len(pages) > 1 else ""
    listed = [_listed(ground, groups, f"References ({i}{count}" if count else "References") for i, groups in enumerate(pages, 1)]
    return (*listed, *_reading(ground))


def _listed(ground: _Ground, groups: Sequence[Group], title: str) -> Sheet:
    foot = ground.foot()
    around = (ground.paper(), *ground.head(title, 1).groups, *groups, *lowered(foot.groups, ground.high - foot.y))
    said = f"{title}. {ground.telling.title}. {CAVEAT}"
    return Sheet(ground.wide, ground.high, (0.0, 0.0), 1.0, (), around, title, said)


def _columns(ground: _Ground) -> list[list[Group]]:
    """The entries by slides; an entry is not broken over two columns."""
    count = 2 if ground.wide >= WIDE else 1
    room = (ground.wide - 2 * EDGE - (count - 1) * GUTTER) / count
    start, end = ground.body()
    filled: list[Column] = []
    for name, text, url in entries(ground.telling):
        said = ground.column(0.0, EDGE, room)
        said.say("citation", name, text, READABLE, url=url, most=int((end - start) // (READABLE * LEADING)))
        if not filled or filled[-1].y + said.y > end:
            filled.append(ground.column(start, EDGE + len(filled) % count * (room + GUTTER), room))
        column = filled[-1]
        column.say("citation", name, text, READABLE, url=url, most=int((end - start) // (READABLE * LEADING)))
        column.y += BETWEEN
    kept = filled[: MOST_SLIDES * count]
    return [[group for column in kept[i : i + count] for group in column.groups] for i in range(0, len(kept), count)]


def _reading(ground: _Ground) -> Iterator[Sheet]:
    """A slide with the legend of all that the story shows."""
    telling = ground.telling
    shown = compose(telling.diagram, telling.layout, telling.paint)
    groups, _ = key(shown.legend, 0.0, 0.0, (ground.wide - 2 * EDGE) / KEY_SCALE * ground.narrow, telling.paint)
    if groups:
        yield replace(_listed(ground, (), "How to read the map"), at=(EDGE, ground.body()[0]), scale=KEY_SCALE, picture=groups)
