"""The layouts of stories: where things lie so that every scene can be read from the back row.

A story's picture is seen a scene at a time, so the whole of it may be large; what a scene shows must lie together. Several
arrangements are searched for, and the one is kept whose least readable scene is the most readable.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pathways.layout import Layout, place, score
from pathways.layout.areas import is_sound
from pathways.layout.measure import BADGE_SIZE
from pathways.layout.search import Effort, Views, search
from pathways.layout.store import load_layouts, save_layouts, signature
from pathways.model.diagram import Diagram
from pathways.model.mechanism import Mechanism, Story
from pathways.reading.files import read_mechanism
from pathways.story.render_plan import READABLE, ROOM, STAGE, Telling

__all__ = ["stage", "stage_all"]

MOVES, SEEDS = 20_000, (1, 2, 3, 4)
TABLE = (1300.0, 600.0)  # px for all boxes; a stage shows a part of it
WANTED = 15.5  # points that the smallest letters are searched to have; lines and badges take some of the room
SLACK = 0.3  # points beyond what is readable; more of them count for less than a clear picture


def stage(mechanism: Mechanism, story: Story, known: Layout | None = None) -> Layout:
    """Find a layout for a story; one that is known is kept where nothing better is found. Takes a quarter of a minute for each try.

    Raises:
        LayoutFailed: Graphviz gave no answer in time.
    """
    telling = Telling(mechanism, story)
    diagram, views = _without_areas(telling.diagram), _views(telling)
    start = place(diagram, aspect=STAGE[0] / STAGE[1])
    tried = [*([known] if known and is_sound(known.without_regions(), telling.diagram) else []), telling.layout]
    tried += [search(diagram, start, effort=Effort(MOVES, hot=40.0, cold=0.4, seed=seed), views=views) for seed in SEEDS]
    return max(tried, key=lambda layout: _worth(telling, layout))


def stage_all(path: Path) -> Path:
    """Find the layouts of all stories of a mechanism's file, store them beside it with those that are there, and return that file.

    What no story needs any more goes; the layouts of the map itself stay as they are.
    """
    mechanism, stored = read_mechanism(path), load_layouts(path)
    found = {}
    for story in mechanism.stories:
        key = f"{signature(Telling(mechanism, story).diagram)}/story"
        found[key] = stage(mechanism, story, stored.get(key))
    return save_layouts(path, {name: layout for name, layout in stored.items() if not name.endswith("/story")} | found)


def _views(telling: Telling) -> Views:
    """What each scene shows, and how much of the layout a stage shows with letters of the size that is wanted."""
    boxes = tuple(frozenset(box.id for box in shot.scene.boxes if box.id in shot.shown) for shot in telling.shots)
    w, h = (side * BADGE_SIZE / WANTED - 2 * ROOM for side in STAGE)
    return Views(boxes, w, h, TABLE)


def _without_areas(diagram: Diagram) -> Diagram:
    """The diagram in one region: a story shows none, and the room between them goes to its scenes."""
    known = diagram.mechanism
    nodes = {node.id: node.model_copy(update={"region": known.nodes[0].region}) for node in known.nodes}
    whole = known.model_copy(update={"regions": (), "nodes": tuple(nodes.values())})
    return replace(diagram, mechanism=Mechanism.model_construct(**{name: getattr(whole, name) for name in Mechanism.model_fields}),
                   nodes=tuple(nodes[node.id] for node in diagram.nodes))  # fmt: skip


def _worth(telling: Telling, layout: Layout) -> tuple[float, float, float]:
    """How well a story can be seen on a layout: all of its words, then nothing hidden, then few crossings."""
    shots = replace(telling, layouts={f"{signature(telling.diagram)}/story": layout}).shots
    found = score(layout, telling.diagram)
    return min(READABLE + SLACK, *(shot.smallest for shot in shots)), -3 * found.through_boxes - found.label_overlaps, -found.crossings
