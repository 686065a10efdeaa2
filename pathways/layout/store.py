"""Stored layouts: in a file beside the mechanism, and in a cache in memory.

A good layout takes a minute to find and 0.1 ms to read. So the layouts of a mechanism are computed when it is edited, by
`pathways layout FILE`, and stored with it, not at start-up.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pathways.atomic import write_atomically
from pathways.layout import Layout, layout_from_json, layout_to_json, place
from pathways.layout.areas import is_sound
from pathways.layout.badges import sizes_of
from pathways.layout.compact import can_condense, condensed
from pathways.layout.open_groups import can_open_in_layout, unfold
from pathways.layout.place import boxes_of, unfit
from pathways.layout.score import Score, links_of, score
from pathways.layout.search import Effort, search
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism
from pathways.model.overview import overview_of
from pathways.query.export_options import RATIOS

__all__ = ["layout_for", "layout_of_story", "load_layouts", "rebuild", "save_layouts", "signature", "stored_beside", "views"]

FORMAT = 1
SEARCHED = ("square", "tall")  # further shapes in which the closed view is stored; its own is about that of a slide
AGAIN, ANEW = Effort(moves=6_000), Effort(moves=25_000, hot=40.0, cold=0.4)
SHARES = (1.0, 0.5)  # parts of the requested change of gaps that are tried
MOST_SHARE = 0.65  # a part with at least this share of a map's boxes keeps their positions, as no other layout is better
NEAR = 0.1  # greatest difference of the logarithms of two ratios of width to height that count as the same shape


def stored_beside(path: Path) -> Path:
    """The file that holds the layouts of a mechanism's file.

    Example:
        >>> stored_beside(Path("data/toy.yaml")).as_posix()
        'data/toy.layout.json'
    """
    return path.with_name(f"{path.stem}.layout.json")


def signature(diagram: Diagram) -> str:
    """A hash of everything that affects the layout: boxes with their sizes, lines with their badges, regions, open groups.

    Two diagrams with the same signature have the same layout; the text of evidence, for example, is not part of it.
    """
    known = {
        "format": FORMAT,
        "boxes": [(box.id, box.w, box.h, box.lines) for box in boxes_of(diagram)],
        "nodes": [(node.region, node.kind) for node in diagram.nodes],
        "lines": [(link.id, link.source, link.target) for link in links_of(diagram)],
        "sizes": list(sizes_of(diagram).items()),
        "regions": [(region.id, region.label) for region in diagram.mechanism.regions],
        "opened": diagram.opened,
    }
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:32]


def load_layouts(path: Path) -> dict[str, Layout]:
    """The layouts stored beside a mechanism's file, by signature; none where there is no file or it cannot be read.

    An unreadable file is not an error: its layouts are computed again when needed.
    """
    try:
        found = json.loads(stored_beside(path).read_text(encoding="utf-8"))
        return {key: layout_from_json(layout) for key, layout in found["layouts"].items()} if found["format"] == FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save_layouts(path: Path, layouts: Mapping[str, Layout]) -> Path:
    """Write layouts beside a mechanism's file and return the file written; equal layouts give equal bytes."""
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(layout_to_json(layout), ensure_ascii=False)}" for key, layout in layouts.items())
    file = stored_beside(path)
    write_atomically(file, f'{{"format": {FORMAT}, "layouts": {{\n{rows}\n}}}}\n')
    return file


def layout_for(diagram: Diagram, stored: Mapping[str, Layout] | None = None, *, shape: str = "free", text: float = 1.0) -> Layout:
    """The stored layout of a diagram if there is one, else the cached one, else a new one within about 0.5 s.

    `shape` is a name in `export_options.RATIOS`; `text` is the size of text relative to the gaps between boxes. If a stored layout of
    the shape is that of the diagram with some groups closed, they are opened in it, so that the map stays known; a small part of
    a map is condensed. A layout that is not sound (see `layout.areas`), as earlier versions stored some, is corrected.

    Raises:
        LayoutFailed: Nothing was stored and Graphviz did not finish in time.
    """
    key, known = signature(diagram), _of_shape(stored or {}, shape)
    sound = key in known and is_sound(known[key], diagram)
    if sound and text == 1:
        return known[key]
    name = key if sound else _base(known, diagram, key)
    return _cached(_Request((key, name, shape, text), diagram, known.get(name)))


def layout_of_story(diagram: Diagram, stored: Mapping[str, Layout] | None = None) -> Layout:
    """The layout stored for stories of the diagram if there is one, else that of the diagram; without regions.

    Raises:
        LayoutFailed: Nothing was stored and Graphviz did not finish in time.
    """
    key = f"{signature(diagram)}/story"
    if not stored or key not in stored:
        return layout_for(diagram, stored).without_regions()
    known = stored[key].without_regions()
    if is_sound(known, diagram) or not can_open_in_layout(known, diagram):
        return known
    return _cached(_Request((key, key, "free", 1.0), diagram, known))


def _base(known: Mapping[str, Layout], diagram: Diagram, key: str) -> str:
    """The layout to start from without a sound one: a layout in which groups can be opened, else the diagram's own; "" for none."""
    found = (name for name, layout in known.items() if can_open_in_layout(layout, diagram))
    if key not in known:
        return next(found, "")
    own = known[key].box.keys()
    return min((name for name in found if name == key or known[name].box.keys() < own), key=lambda name: name == key, default="")


def _of_shape(stored: Mapping[str, Layout], shape: str) -> dict[str, Layout]:
    """The stored layouts of a shape, by signature: those stored for it, and others with nearly its ratio."""
    if shape == "free":
        return {key: layout for key, layout in stored.items() if "/" not in key}
    found = {key: layout for key, layout in stored.items() if "/" not in key and _near(layout, RATIOS[shape])}
    return found | {key.removesuffix(f"/{shape}"): layout for key, layout in stored.items() if key.endswith(f"/{shape}")}


def _near(layout: Layout, ratio: float) -> bool:
    return layout.height > 0 and abs(math.log(layout.width / layout.height / ratio)) <= NEAR


class _Request:
    """A diagram and the layout to start from, compared by what the result depends on, as the key of the cache below."""

    def __init__(self, key: tuple[str, str, str, float], diagram: Diagram, base: Layout | None) -> None:
        self.key, self.diagram, self.base = key, diagram, base

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Request) and self.key == other.key and self.base == other.base

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=128)
def _cached(request: _Request) -> Layout:
    base, diagram, (key, name, shape, text) = request.base, request.diagram, request.key
    if base and len(base.box.keys() & {node.id for node in diagram.nodes}) >= MOST_SHARE * len(base.boxes):
        if shape == "free" and text == 1:
            return unfold(base, diagram)
        whole = base if key == name and is_sound(base, diagram) else _opened(base, diagram, shape)
        return whole if text == 1 else _with_text_size(whole, diagram, text)
    tried = [place(diagram, aspect=RATIOS[shape], tightness=text)]
    if base and can_condense(base, diagram):
        tried += [condensed(base, diagram, aspect=RATIOS[shape], tightness=tightness) for tightness in sorted({min(text, 1.0), text})]
    return min(tried, key=lambda layout: unfit(layout, diagram, RATIOS[shape], text))


def _opened(base: Layout, diagram: Diagram, shape: str) -> Layout:
    """The layout with groups opened in it; in a given shape a new one if lines would run through boxes and that one is better."""
    found = unfold(base, diagram)
    if shape == "free" or not score(found, diagram).through_boxes:
        return found
    return min((found, place(diagram, aspect=RATIOS[shape])), key=lambda layout: unfit(layout, diagram, RATIOS[shape]))


def _with_text_size(layout: Layout, diagram: Diagram, text: float) -> Layout:
    """The layout with gaps changed for the size of text: completely, by half, or not at all if that would hide more."""
    closer = [condensed(layout, diagram, tightness=1 + (text - 1) * share) for share in SHARES]
    before, aspect = score(layout, diagram), layout.width / layout.height
    usable = [found for found in closer if _hides_no_more(score(found, diagram), before) and len(found.frames) == len(layout.frames)]
    return min((layout, *usable), key=lambda one: unfit(one, diagram, aspect, text)) if text > 1 else [*usable, layout][0]


def _hides_no_more(after: Score, before: Score) -> bool:
    return after.through_boxes <= before.through_boxes and after.label_overlaps <= before.label_overlaps


def views(mechanism: Mechanism) -> tuple[Diagram, ...]:
    """The diagrams whose layouts are stored: all groups closed, and, if there are groups, all open."""
    return (fold(mechanism), fold(mechanism, mechanism.members)) if mechanism.members else (fold(mechanism),)


def rebuild(path: Path) -> Path:
    """Compute the layouts of a mechanism's file again, store them beside it and return the path of the file written.

    The search starts from the stored layout, so that a known map keeps its arrangement, and a layout found by a long search or
    arranged by hand is only improved. Without a file the search starts from dot's placement, which gives a sound layout but
    seldom as good a one. It takes a minute, without a stored layout up to three.
    """
    from pathways.reading.files import read_mechanism

    closed, *opened = views(read_mechanism(path))
    old, key = load_layouts(path), signature(closed)
    first = search(closed, _nearest(closed, _of_shape(old, "free")))
    rest = {signature(diagram): unfold(first, diagram, rounds=3) for diagram in opened}
    stories = {name: layout for name, layout in old.items() if name.endswith("/story")}  # computed by `story.layouts`
    few = fold(overview_of(closed.mechanism))
    rest[signature(few)] = search(few, old.get(signature(few)))
    return save_layouts(path, {key: first, **rest, **{f"{key}/{shape}": _searched(closed, shape, old) for shape in SEARCHED}, **stories})


def _searched(diagram: Diagram, shape: str, old: Mapping[str, Layout]) -> Layout:
    """A layout of a shape, searched from the stored one of that shape if there is one."""
    known = {key: layout for key, layout in old.items() if key.endswith(f"/{shape}")}
    start = _nearest(diagram, known)
    return search(diagram, start, effort=AGAIN if start else ANEW, aspect=RATIOS[shape])


def _nearest(diagram: Diagram, known: Mapping[str, Layout]) -> Layout | None:
    """The stored layout with the most boxes of a diagram, less those that it has besides; None without any."""
    wanted = {node.id for node in diagram.nodes}
    return max(known.values(), key=lambda layout: len(wanted & layout.box.keys()) - len(layout.box.keys() - wanted), default=None)
