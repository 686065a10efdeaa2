"""The layouts of stories: one layout for all scenes of a story, such that every scene is readable on a slide.

Only one scene is seen at a time, so the whole layout may be large, but the nodes of a scene must be close together. Several layouts
are searched, and the one is taken whose least readable scene is the most readable.
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
from pathways.story.render_plan import READABLE, ROOM, STAGE, RenderPlan

__all__ = ["stage", "store_story_layouts"]

MOVES, SEEDS = 20_000, (1, 2, 3, 4)
AREA = (1300.0, 600.0)  # width and height in px for all boxes; a scene shows a part of it
WANTED = 15.5  # points, the smallest font size that the search aims at; lines and badges make it smaller
SLACK = 0.3  # points above `READABLE`; larger letters do not count, but fewer crossings do


def stage(mechanism: Mechanism, story: Story, known: Layout | None = None) -> Layout:
    """Search a layout for a story; the known one is returned where no better one is found. Takes about 15 seconds a seed.

    Raises:
        LayoutFailed: Graphviz gave no answer in time.
    """
    plan = RenderPlan(mechanism, story)
    diagram, views = _without_areas(plan.diagram), _views(plan)
    start = place(diagram, aspect=STAGE[0] / STAGE[1])
    tried = [*([known] if known and is_sound(known.without_regions(), plan.diagram) else []), plan.layout]
    tried += [search(diagram, start, effort=Effort(MOVES, hot=40.0, cold=0.4, seed=seed), views=views) for seed in SEEDS]
    return max(tried, key=lambda layout: _quality(plan, layout))


def store_story_layouts(path: Path) -> Path:
    """Search the layouts of all stories of a mechanism's file, store them beside it, and return the file of layouts.

    Layouts of stories that no longer exist are removed; the layouts of the map itself are kept.
    """
    mechanism, stored = read_mechanism(path), load_layouts(path)
    found = {}
    for story in mechanism.stories:
        key = f"{signature(RenderPlan(mechanism, story).diagram)}/story"
        found[key] = stage(mechanism, story, stored.get(key))
    return save_layouts(path, {name: layout for name, layout in stored.items() if not name.endswith("/story")} | found)


def _views(plan: RenderPlan) -> Views:
    """The boxes of each scene, and the size of the visible part of the layout at the wanted font size."""
    boxes = tuple(frozenset(box.id for box in shot.scene.boxes if box.id in shot.shown) for shot in plan.shots)
    w, h = (side * BADGE_SIZE / WANTED - 2 * ROOM for side in STAGE)
    return Views(boxes, w, h, AREA)


def _without_areas(diagram: Diagram) -> Diagram:
    """The diagram with all nodes in one region: a story draws no regions, so no space is kept between them."""
    known = diagram.mechanism
    nodes = {node.id: node.model_copy(update={"region": known.nodes[0].region}) for node in known.nodes}
    whole = known.model_copy(update={"regions": (), "nodes": tuple(nodes.values())})
    return replace(diagram, mechanism=Mechanism.model_construct(**{name: getattr(whole, name) for name in Mechanism.model_fields}),
                   nodes=tuple(nodes[node.id] for node in diagram.nodes))  # fmt: skip


def _quality(plan: RenderPlan, layout: Layout) -> tuple[float, float, float]:
    """The quality of a layout for a story: smallest font size, then few boxes crossed by lines and few overlaps, then few crossings."""
    shots = replace(plan, layouts={f"{signature(plan.diagram)}/story": layout}).shots
    found = score(layout, plan.diagram)
    return min(READABLE + SLACK, *(shot.smallest for shot in shots)), -3 * found.through_boxes - found.label_overlaps, -found.crossings
