"""Regions and frames of open groups: in whatever state groups are, each thing lies where it belongs, and nothing on another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathways.drawing.geometry import overlap
from pathways.layout import Box, Frame, Layout, place
from pathways.layout.areas import frames_of, is_sound, regions_of, settled
from pathways.layout.compact import condensed
from pathways.layout.cost import SearchState
from pathways.layout.measure import title_width
from pathways.layout.open_groups import unfold
from pathways.layout.place import boxes_of, finished
from pathways.layout.reroute import reroute
from pathways.layout.score import ends_of
from pathways.layout.search import Effort, search
from pathways.layout.store import layout_for, layout_of_story, load_layouts, signature
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism
from tests.areas import faults
from tests.mechanisms import NODES, mechanisms

ROOT = Path(__file__).resolve().parents[2]
STORED = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
GROUPS = {
    "tlr4", "inflammatory-cytokines", "receptor-upregulation", "sensitisation", "connective-tissue", "proliferation-and-immune-cells",
    "well-being-outcomes", "conditions",
}  # fmt: skip
LIVER = {"amp": "energy", "atp": "energy"}

points = st.tuples(st.integers(0, 300), st.integers(0, 200))
places = st.fixed_dictionaries(dict.fromkeys(NODES, points))


def at(diagram: Diagram, where: dict[str, tuple[int, int]], *, regions: bool = True) -> Layout:
    """A layout that begins with boxes at some places, wherever that may be, with straight lines."""
    ends = ends_of(diagram)
    boxes = [replace(box, x=where[box.id][0], y=where[box.id][1]) for box in boxes_of(diagram)]
    return finished(diagram, boxes, lambda there: reroute(there, ends, dict.fromkeys(ends, (0.0, 0.0))).values(), regions=regions)


def holds(layout: Layout, diagram: Diagram) -> bool:
    assert faults(layout, diagram) == []
    assert is_sound(layout, diagram)
    return settled(diagram, layout.boxes, regions=layout.has_regions) == layout.boxes


def subsets(mechanism: Mechanism) -> list[tuple[str, ...]]:
    return [names for size in range(len(mechanism.members) + 1) for names in combinations(mechanism.members, size)]


@settings(max_examples=25)
@given(mechanisms(regions=3), places, st.booleans())
def test_areas_hold_wherever_boxes_begin_and_whichever_groups_are_open(
    mechanism: Mechanism, where: dict[str, tuple[int, int]], regions: bool,
) -> None:
    if not mechanism.nodes:
        return
    closed = at(fold(mechanism), where, regions=regions)
    assert closed.has_regions is regions
    for names in subsets(mechanism):
        diagram = fold(mechanism, names)
        opened = unfold(closed, diagram)
        assert opened.has_regions is regions
        assert holds(opened, diagram)
        assert holds(at(diagram, where, regions=regions), diagram)


@settings(max_examples=10)
@given(mechanisms(regions=3), places, st.sampled_from([0.7, 3.0]))
def test_areas_hold_when_boxes_are_drawn_together_or_searched(
    mechanism: Mechanism, where: dict[str, tuple[int, int]], tightness: float,
) -> None:
    if not mechanism.nodes:
        return
    for names in ((), tuple(mechanism.members)):
        diagram = fold(mechanism, names)
        start = at(diagram, where)
        assert holds(condensed(start, diagram, aspect=1.0, tightness=tightness), diagram)
        assert holds(search(diagram, start, effort=Effort(moves=30)), diagram)


@settings(max_examples=8)
@given(mechanisms(regions=3))
def test_areas_hold_in_what_graphviz_places(mechanism: Mechanism) -> None:
    diagram = fold(mechanism, mechanism.members)
    assert holds(place(diagram), diagram)


def test_the_groups_of_the_shipped_map_are_those_of_the_table(shipped: Mechanism) -> None:
    assert shipped.members.keys() == GROUPS


OPEN = [(), *combinations(sorted(GROUPS), 1), *combinations(sorted(GROUPS), 2), tuple(sorted(GROUPS))]


@pytest.mark.parametrize("names", OPEN, ids="+".join)
def test_areas_of_the_shipped_map_hold(shipped: Mechanism, names: tuple[str, ...]) -> None:
    diagram = fold(shipped, names)
    layout = layout_for(diagram, STORED)
    assert holds(layout, diagram)
    assert [frame.id for frame in layout.frames if frame.region] == [region.id for region in shipped.regions]


def test_a_badge_between_two_members_of_a_row_has_room(shipped: Mechanism) -> None:
    diagram = fold(shipped, ["connective-tissue"])
    layout = layout_for(diagram, STORED)
    assert layout.box["myofascial-pain"].y == layout.box["myofibroblast-activation"].y
    badge = layout.spot["myofascial-pain-involves-myofibroblast-activation"]
    assert not any(overlap(badge.rect, box.rect) for box in layout.boxes)


@pytest.mark.parametrize("names", [*combinations(sorted(GROUPS), 1), tuple(sorted(GROUPS))], ids="+".join)
def test_areas_of_the_shipped_map_hold_without_a_stored_layout(shipped: Mechanism, names: tuple[str, ...]) -> None:
    diagram = fold(shipped, names)
    assert holds(layout_for(diagram), diagram)


@pytest.mark.parametrize("shape", ["wide", "square", "tall"])
def test_areas_of_the_shipped_map_hold_in_every_shape(shipped: Mechanism, shape: str) -> None:
    diagram = fold(shipped, GROUPS)
    assert holds(layout_for(diagram, STORED, shape=shape), diagram)


def mapped(regions: dict[str, str], **labels: str) -> Mechanism:
    """Two groups in two regions, with a chain through all; `regions` says where nodes are that are not in the liver."""
    nodes = ["energy", "amp", "atp", "pen2", "glucose"]
    return Mechanism.model_validate({
        "id": "m", "title": "M", "sentence": "x", "version": "1", "date": "1",
        "nodes": [{
            "id": name, "label": name.upper(), "kind": "process", "description": "x", "group": LIVER.get(name),
            "region": regions.get(name, "liver"),
        } for name in nodes],
        "regions": [{"id": name, "label": labels.get(name, name.capitalize())} for name in ("liver", "body", "gut")],
        "edges": [{"source": a, "relation": "increases", "target": b, "layer": "document", "evidence": []}
                  for a, b in (("pen2", "energy"), ("energy", "glucose"), ("amp", "glucose"))],
    })  # fmt: skip


SPREAD = {"energy": (0, 0), "pen2": (200, 60), "glucose": (120, 30), "amp": (10, 10), "atp": (10, 10)}


def test_a_box_amid_another_region_moves_whole_regions_apart() -> None:
    diagram = fold(mapped({"glucose": "body"}))
    before = [replace(box, x=SPREAD[box.id][0], y=SPREAD[box.id][1]) for box in boxes_of(diagram)]
    one, other = (frame.rect for frame in regions_of(diagram, before))
    assert overlap(one, other)
    after = {box.id: box for box in settled(diagram, before, regions=True)}
    assert (after["pen2"].x - after["energy"].x, after["pen2"].y - after["energy"].y) == (200, 60), "a region keeps its shape"
    assert holds(at(diagram, SPREAD), diagram)
    assert settled(diagram, before) == tuple(before), "without regions there is nothing to move"


def test_a_group_is_opened_without_regions_where_the_map_has_none() -> None:
    mechanism = mapped({"glucose": "body"})
    diagram = fold(mechanism, ["energy"])
    opened = unfold(at(fold(mechanism), SPREAD, regions=False), diagram)
    assert [frame.id for frame in opened.frames] == ["energy"]
    assert holds(opened, diagram)


@pytest.mark.parametrize("known", [True, False], ids=["of the map", "that no box was in"])
def test_a_member_of_another_region_stands_there_and_not_in_the_frame(known: bool) -> None:
    mechanism = mapped({"atp": "body", "glucose": "body"} if known else {"atp": "gut", "glucose": "body"})
    base, diagram = at(fold(mechanism), SPREAD), fold(mechanism, ["energy"])
    opened = unfold(base, diagram)
    assert holds(opened, diagram)
    frame = next(frame for frame in opened.frames if not frame.region)
    assert overlap(frame.rect, opened.box["amp"].rect)
    assert not overlap(frame.rect, opened.box["atp"].rect)
    drawn = [frame.id for frame in opened.frames if frame.region]
    assert drawn == (["liver", "body"] if known else ["liver", "body", "gut"])
    unbound = unfold(replace(base, frames=()), diagram)
    assert overlap(unbound.frames[0].rect, unbound.box["atp"].rect), "where no regions are drawn, a group is together"


def test_a_region_is_as_wide_as_its_title() -> None:
    mechanism = mapped({"glucose": "body"}, body="A region whose title is much wider than the only box in it")
    for opened in ((), ("energy",)):
        diagram = fold(mechanism, opened)
        layout = unfold(at(fold(mechanism), SPREAD), diagram)
        assert holds(layout, diagram)
        body = next(frame for frame in layout.frames if frame.id == "body")
        assert body.w > title_width(body.title) > layout.box["glucose"].w


def test_a_member_that_a_layout_does_not_know_is_put_with_its_group() -> None:
    """A layout was stored with the group open; then the map got another member."""
    mechanism = mapped({"glucose": "body"})
    diagram = fold(mechanism, ["energy"])
    base = at(diagram, SPREAD)
    for regions in (True, False):
        older = replace(base, boxes=tuple(box for box in base.boxes if box.id != "atp"), frames=base.frames if regions else ())
        layout = unfold(older, diagram)
        assert holds(layout, diagram)
        assert layout.has_regions is regions


def test_what_holds_stays_where_it_is_and_what_is_moved_keeps_its_order(shipped: Mechanism) -> None:
    diagram, layout = fold(shipped), STORED[signature(fold(shipped))]
    assert settled(diagram, layout.boxes, regions=True) == layout.boxes
    squeezed = [replace(box, x=box.x * 0.8, y=box.y * 0.8) for box in layout.boxes]
    moved = {box.id: box for box in settled(diagram, squeezed, regions=True)}
    assert [*moved.values()] != squeezed
    home = {node.id: node.region for node in diagram.nodes}
    for one, other in combinations(squeezed, 2):
        for axis, size in (("x", "w"), ("y", "h")):
            near, far = sorted((one, other), key=lambda box: getattr(box, axis))
            if home[one.id] == home[other.id] and getattr(near, axis) + getattr(near, size) <= getattr(far, axis):
                assert getattr(moved[far.id], axis) - getattr(moved[near.id], axis) >= getattr(far, axis) - getattr(near, axis) - 1e-6


def broken(layout: Layout, name: str) -> Layout:
    """A sound layout of the groups of the liver, open, with one thing wrong."""
    frames = {frame.id: frame for frame in layout.frames}
    liver, body, energy, box = frames["liver"], frames["body"], frames["energy"], layout.box
    moved: dict[str, Box] = {
        "box on box": replace(box["pen2"], x=box["amp"].x, y=box["amp"].y),
        "box outside of its region": replace(box["pen2"], x=liver.x - 200),
        "box in another region": replace(box["pen2"], x=body.x + 1, y=body.y + 1),
        "box in a frame": replace(box["pen2"], x=energy.x - box["pen2"].w + 4, y=energy.y),
        "member outside of its frame": replace(box["amp"], x=box["amp"].x + 400),
        "box under a title": replace(box["glucose"], y=body.y),
    }
    changed: dict[str, Frame] = {
        "region on region": replace(body, x=liver.x, w=body.x + body.w - liver.x, y=min(liver.y, body.y), h=2000),
        "frame outside of its region": replace(energy, x=liver.x - 20, w=energy.w + energy.x - liver.x + 20),
        "title outside of its region": replace(body, title=body.title * 40),
    }
    if name == "frame missing":
        return replace(layout, frames=(liver, body))
    if name == "box missing":
        return replace(layout, boxes=layout.boxes[1:])
    if name in changed:
        return replace(layout, frames=tuple(changed[name] if frame.id == changed[name].id else frame for frame in layout.frames))
    return replace(layout, boxes=tuple(moved[name] if one.id == moved[name].id else one for one in layout.boxes))


@pytest.mark.parametrize("name", [
    "box on box", "box outside of its region", "box in another region", "box in a frame", "member outside of its frame",
    "box under a title", "region on region", "frame outside of its region", "title outside of its region", "frame missing", "box missing",
])  # fmt: skip
def test_what_does_not_hold_is_seen(name: str) -> None:
    diagram = fold(mapped({"glucose": "body"}), ["energy"])
    sound = at(diagram, SPREAD)
    assert is_sound(sound, diagram)
    assert not is_sound(broken(sound, name), diagram)
    assert "missing" in name or faults(broken(sound, name), diagram), "what the other tests look for is seen as well"


def overlapping(shipped: Mechanism, names: tuple[str, ...]) -> Layout:
    """A layout with regions across each other, as earlier versions stored them."""
    diagram = fold(shipped, names)
    boxes = layout_for(diagram, STORED).boxes
    turned = tuple(replace(box, x=other.x, y=other.y) for box, other in zip(boxes, (*boxes[7:], *boxes[:7]), strict=True))
    ends = ends_of(diagram)
    routes = tuple(reroute(turned, ends, dict.fromkeys(ends, (0.0, 0.0))).values())
    gaps = {gap.id for gap in diagram.gaps}
    drawn, missing = (tuple(route for route in routes if (route.id in gaps) is gap) for gap in (False, True))
    areas = (*regions_of(diagram, turned), *frames_of(diagram, turned, regions=True))
    return Layout(3000, 2000, turned, drawn, (), areas, missing)


@pytest.mark.parametrize("names", [(), ("tlr4",), tuple(sorted(GROUPS))], ids=["closed", "one", "all"])
def test_a_stored_layout_whose_regions_overlap_is_not_shown_as_it_is(shipped: Mechanism, names: tuple[str, ...]) -> None:
    diagram = fold(shipped, names)
    old = overlapping(shipped, names)
    assert faults(old, diagram)
    for shape, text in (("free", 1.0),) if names else (("free", 1.0), ("square", 1.0), ("free", 1.3)):
        key = signature(diagram) if shape == "free" else f"{signature(diagram)}/{shape}"
        assert holds(layout_for(diagram, {key: old}, shape=shape, text=text), diagram)


def test_groups_are_opened_in_the_map_rather_than_in_a_stored_layout_that_does_not_hold(shipped: Mechanism) -> None:
    closed, diagram = signature(fold(shipped)), fold(shipped, GROUPS)
    found = layout_for(diagram, {signature(diagram): overlapping(shipped, tuple(GROUPS)), closed: STORED[closed]})
    assert found == unfold(STORED[closed], diagram)


def test_a_stored_layout_without_its_boxes_is_none(toy: Mechanism) -> None:
    assert layout_for(fold(toy), {signature(fold(toy)): Layout(10, 10)}) == place(fold(toy))


def test_the_layout_of_a_story_holds_too(toy: Mechanism) -> None:
    diagram = fold(toy, toy.members)
    sound = place(diagram)
    key = f"{signature(diagram)}/story"
    assert layout_of_story(diagram, {key: sound}) == sound
    spread = Frame("start", 0, 0, sound.width, sound.height, "Start", True)
    assert layout_of_story(diagram, {key: replace(sound, frames=(spread, *sound.frames))}) == sound, "a story draws no regions"
    spoilt = replace(sound, boxes=tuple(replace(box, x=sound.boxes[0].x, y=sound.boxes[0].y) for box in sound.boxes))
    assert holds(layout_of_story(diagram, {key: spoilt}), diagram)
    assert layout_of_story(diagram) == layout_for(diagram)


def test_the_search_keeps_other_boxes_out_of_a_frame() -> None:
    board = SearchState([(60, 26)] * 3, ["r"] * 3, [0] * 3, [], (1000, 600), frames=[[0, 1]])
    board.at = [(100, 100), (300, 100), (500, 400)]
    plain = SearchState([(60, 26)] * 3, ["r"] * 3, [0] * 3, [], (1000, 600))
    plain.at = board.at
    assert board.apart() == plain.apart()
    board.at[2] = (200, 100)
    assert board.apart() > plain.apart() + 6
