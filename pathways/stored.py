"""Layouts that are kept: beside the mechanism in a file, and in memory for what was asked before.

A good layout takes a minute to find and 0.1 ms to read. So a mechanism's pictures are laid out when it is edited, by
`pathways layout FILE`, and stored with it; starting up computes none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pathways.fold import Diagram, fold
from pathways.layout import Layout, layout_from_json, layout_to_json, place
from pathways.layout.badges import sizes_of
from pathways.layout.place import boxes_of
from pathways.layout.score import links_of
from pathways.layout.search import search
from pathways.layout.unfold import can_unfold, unfold
from pathways.model import Mechanism
from pathways.writing import write_whole

__all__ = ["layout_for", "load_layouts", "rebuild", "save_layouts", "signature", "stored_beside", "views"]

FORMAT = 1


def stored_beside(path: Path) -> Path:
    """The file that holds the layouts of a mechanism's file.

    Example:
        >>> stored_beside(Path("data/toy.yaml")).as_posix()
        'data/toy.layout.json'
    """
    return path.with_name(f"{path.stem}.layout.json")


def signature(diagram: Diagram) -> str:
    """A hash of all that bears on where things are: boxes with their sizes, lines with their badges, regions, open groups.

    Two diagrams with the same signature have the same layout; wording of evidence, say, does not enter.
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

    A broken file is not an error: its layouts are found anew when asked for.
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
    write_whole(file, f'{{"format": {FORMAT}, "layouts": {{\n{rows}\n}}}}\n')
    return file


def layout_for(diagram: Diagram, stored: Mapping[str, Layout] | None = None) -> Layout:
    """The stored layout of a diagram if there is one, else the remembered one, else a new one within about 0.4 s.

    Where a stored layout shows the same with some groups closed, they are opened in it, so that the map stays the map.

    Raises:
        LayoutFailed: Nothing was stored and Graphviz gave no answer in time.
    """
    key = signature(diagram)
    if stored and key in stored:
        return stored[key]
    known = stored or {}
    name = next((name for name, layout in known.items() if can_unfold(layout, diagram)), "")
    return _remembered(_Asked((key, name), diagram, known.get(name)))


class _Asked:
    """A diagram that compares by what its layout depends on, so that the cache below holds one layout for each."""

    def __init__(self, key: tuple[str, str], diagram: Diagram, base: Layout | None) -> None:
        self.key, self.diagram, self.base = key, diagram, base

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=128)
def _remembered(asked: _Asked) -> Layout:
    return unfold(asked.base, asked.diagram) if asked.base else place(asked.diagram)


def views(mechanism: Mechanism) -> tuple[Diagram, ...]:
    """The views whose layouts are stored: all groups closed, and, if there are groups, all open."""
    return (fold(mechanism), fold(mechanism, mechanism.members)) if mechanism.members else (fold(mechanism),)


def rebuild(path: Path) -> Path:
    """Find the layouts of a mechanism's file anew, store them beside it and return the file written.

    Boxes begin where the stored layout has them, so that a map that is known stays as it is known, and a layout that was
    found by a long search or arranged by hand is kept and only improved. Without a file the search starts from dot's
    placement, which gives a sound picture but seldom as good a one. Takes half a minute, from nothing up to two.
    """
    from pathways.read import read_mechanism

    closed, *opened = views(read_mechanism(path))
    old = load_layouts(path)
    first = search(closed, _nearest(closed, old))
    rest = {signature(diagram): unfold(first, diagram, rounds=3) for diagram in opened}
    return save_layouts(path, {signature(closed): first, **rest})


def _nearest(diagram: Diagram, known: Mapping[str, Layout]) -> Layout | None:
    """The stored layout that shares most boxes with a diagram, and has fewest others."""
    wanted = {node.id for node in diagram.nodes}
    return max(known.values(), key=lambda layout: len(wanted & layout.box.keys()) - len(layout.box.keys() - wanted), default=None)
