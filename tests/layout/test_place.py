"""Where things are: everything inside, nothing hidden, lines that end on their boxes, and a shipped map worth a slide."""

from __future__ import annotations

import math
import subprocess
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings

import pathways.layout.layered as dot
from pathways.drawing.geometry import Rect, flatten, overlap
from pathways.drawing.text_metrics import width
from pathways.errors import LayoutFailed
from pathways.layout import Layout, layout_from_json, layout_to_json, nudge, place, score
from pathways.layout.compact import can_condense, condensed
from pathways.layout.measure import BADGE_SIZE, LABEL_SIZE, title_rect
from pathways.layout.open_groups import can_open_in_layout, unfold
from pathways.layout.score import ends_of
from pathways.layout.search import Effort, search
from pathways.layout.store import layout_for, load_layouts, save_layouts, signature, stored_beside, views
from pathways.model.diagram import Diagram, fold
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import RATIOS
from pathways.query.query import Query
from pathways.query.select import select
from tests.mechanisms import mechanisms

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data/low-dose-naltrexone.yaml"
MOST_THROUGH = {"inflammatory-cytokines": 2}  # lines through boxes with this group open; 1 with any other


def distance_to_border(at: tuple[float, float], rect: Rect) -> float:
    """How far a point is from the nearest side of a rectangle, inside or outside."""
    (x, y), (left, top, right, bottom) = at, rect
    outside = max(left - x, x - right, top - y, y - bottom, 0)
    return outside or min(x - left, right - x, y - top, bottom - y)


def is_sound(layout: Layout, diagram: Diagram) -> None:
    """The laws of any layout."""
    ends = ends_of(diagram)
    assert {box.id for box in layout.boxes} == {node.id for node in diagram.nodes}
    assert {route.id for route in (*layout.routes, *layout.gaps)} == set(ends)
    assert {spot.id for spot in layout.spots} == set(ends)
    for route in (*layout.routes, *layout.gaps):
        source, target = ends[route.id]
        assert len(route.points) % 3 == 1
        assert distance_to_border(route.points[0], layout.box[source].rect) < 1.5
        assert distance_to_border(route.points[-1], layout.box[target].rect) < 1.5
    corners = [rect for item in (*layout.boxes, *layout.spots, *layout.frames) for rect in (item.rect[:2], item.rect[2:])]
    for x, y in [*corners, *(at for route in (*layout.routes, *layout.gaps) for at in flatten(route.points))]:
        assert -0.02 <= x <= layout.width + 0.02
        assert -0.02 <= y <= layout.height + 0.02
    for box in layout.boxes:
        assert all(width(line, LABEL_SIZE) < box.w for line in box.lines)


@settings(max_examples=15)
@given(mechanisms())
def test_any_mechanism_is_laid_out_soundly(mechanism: Mechanism) -> None:
    for opened in ((), tuple(mechanism.members)):
        diagram = fold(mechanism, opened)
        layout = place(diagram)
        is_sound(layout, diagram)
        assert layout_from_json(layout_to_json(layout)) == layout
        if layout.boxes:
            moved = nudge(layout, diagram, {layout.boxes[0].id: (400, 300)})
            is_sound(moved, diagram)


@settings(max_examples=15)
@given(mechanisms())
def test_groups_are_opened_soundly_in_any_layout(mechanism: Mechanism) -> None:
    base = place(fold(mechanism))
    diagram = fold(mechanism, mechanism.members)
    opens = can_open_in_layout(base, diagram)
    assert opens == bool(mechanism.nodes)
    if opens:
        is_sound(unfold(base, diagram, rounds=1), diagram)


def test_a_group_is_opened_in_the_map_that_is_known(shipped: Mechanism) -> None:
    """Boxes keep their order from left to right and from the top down, and regions still lie apart."""
    stored = load_layouts(SHIPPED)
    closed = stored[signature(fold(shipped))]
    for group in shipped.members:
        diagram = fold(shipped, (group,))
        layout = layout_for(diagram, stored)
        is_sound(layout, diagram)
        assert score(layout, diagram).through_boxes <= MOST_THROUGH.get(group, 1)
        others = [box.id for box in closed.boxes if box.id != group]
        for axis in ("x", "y"):
            before = sorted(others, key=lambda name: getattr(closed.box[name], axis))
            places = [getattr(layout.box[name], axis) for name in before]
            assert all(a <= b + 0.02 for a, b in pairwise(places))
        regions = [frame.rect for frame in layout.frames if frame.region]
        assert not any(overlap(one, other) for one, other in combinations(regions, 2))


def test_the_same_diagram_gives_the_same_layout(toy: Mechanism) -> None:
    assert place(fold(toy)) == place(fold(toy))


def test_the_toy_has_nothing_hidden(toy: Mechanism) -> None:
    for opened in ((), tuple(toy.members)):
        diagram = fold(toy, opened)
        found = score(place(diagram), diagram)
        assert (found.through_boxes, found.label_overlaps) == (0, 0)


SHAPED = ("wide", "square", "tall")


def off(layout: Layout, shape: str) -> float:
    """How far a layout's width by height is from the one that is wanted, in either direction alike."""
    return abs(math.log(layout.width / layout.height / RATIOS[shape]))


@pytest.mark.parametrize("shape", SHAPED)
def test_a_picture_in_a_shape_is_nearer_to_it(shape: str, toy: Mechanism, shipped: Mechanism) -> None:
    for diagram in (fold(toy), fold(toy, toy.members), fold(select(shipped, Query(focus=("pain",), radius=2)))):
        layout = place(diagram, aspect=RATIOS[shape])
        is_sound(layout, diagram)
        assert not any(overlap(one.rect, other.rect) for one, other in combinations(layout.boxes, 2))
        assert score(layout, diagram).through_boxes == 0
        assert off(layout, shape) <= max(off(place(diagram), shape), 0.05)
        assert off(layout, shape) < 0.2
        assert layout == place(diagram, aspect=RATIOS[shape])


def test_tighter_means_smaller(toy: Mechanism) -> None:
    for diagram in (fold(toy), fold(toy, toy.members)):
        tried = [place(diagram, aspect=1.0, tightness=tightness) for tightness in (0.6, 1.0, 1.6)]
        sizes = [layout.width * layout.height for layout in tried]
        assert sizes[0] > 1.3 * sizes[1]
        assert sizes[1] > 1.15 * sizes[2]
        tight = place(diagram, tightness=3)
        assert score(tight, diagram).through_boxes == 0
        assert not any(overlap(one.rect, other.rect) for one, other in combinations(tight.boxes, 2))


@settings(max_examples=10)
@given(mechanisms())
def test_a_part_of_any_layout_is_drawn_together_soundly(mechanism: Mechanism) -> None:
    diagram = fold(mechanism)
    base = place(diagram)
    if can_condense(base, diagram):
        for tightness in (0.7, 1.0, 2.0):
            close = condensed(base, diagram, aspect=1.0, tightness=tightness)
            is_sound(close, diagram)
            assert not any(overlap(one.rect, other.rect) for one, other in combinations(close.boxes, 2))


@pytest.mark.parametrize("shape", SHAPED)
def test_the_shipped_map_is_stored_in_every_shape(shape: str, shipped: Mechanism) -> None:
    """If this fails: `pathways layout data/low-dose-naltrexone.yaml`, and look at the picture."""
    diagram, stored = fold(shipped), load_layouts(SHIPPED)
    layout = layout_for(diagram, stored, shape=shape)
    found = score(layout, diagram)
    assert layout in stored.values()
    is_sound(layout, diagram)
    assert off(layout, shape) < 0.1
    assert (found.through_boxes, found.label_overlaps) == (0, 0)
    assert found.crossings <= 47  # of 71 lines, among them both sides of the blockade
    regions = [frame.rect for frame in layout.frames if frame.region]
    assert len(regions) == len(shipped.regions)
    assert not any(overlap(one, other) for one, other in combinations(regions, 2))


def test_other_gaps_in_the_shipped_map_hide_nothing(shipped: Mechanism) -> None:
    """The map lies so closely already that larger words gain little, but smaller ones give it room."""
    diagram, stored = fold(shipped), load_layouts(SHIPPED)
    plain = layout_for(diagram, stored)
    for text in (0.7, 1.3):
        layout = layout_for(diagram, stored, text=text)
        is_sound(layout, diagram)
        found = score(layout, diagram)
        assert (found.through_boxes, found.label_overlaps) == (0, 0)
        assert layout.width > 1.1 * plain.width if text < 1 else layout.width <= plain.width
        for axis in (0, 1):  # the map stays the map: what lay clearly before something else still does
            pairs = [(a, b) for a, b in permutations(plain.boxes, 2) if b.centre[axis] - a.centre[axis] > (b.w + a.w, b.h + a.h)[axis]]
            assert all(layout.box[a.id].centre[axis] < layout.box[b.id].centre[axis] for a, b in pairs)


@pytest.mark.parametrize("shape", SHAPED)
def test_larger_words_in_a_part(shape: str, shipped: Mechanism) -> None:
    stored = load_layouts(SHIPPED)
    for focus in ("tlr4", "low-dose-naltrexone"):
        diagram = fold(select(shipped, Query(focus=(focus,))))
        small, plain, large = (layout_for(diagram, stored, shape=shape, text=text) for text in (0.6, 1.0, 1.6))
        for layout in (small, large):
            is_sound(layout, diagram)
            assert score(layout, diagram).through_boxes == 0
        across = [max(layout.width, layout.height * RATIOS[shape]) for layout in (small, plain, large)]
        assert across[2] == min(across), "the narrower the picture, the larger its words on a sheet"
        assert across[0] > 1.05 * across[2]


def test_a_layout_in_a_shape_is_remembered_apart(toy: Mechanism) -> None:
    asked = [(shape, text) for shape in ("free", "square", "tall") for text in (1.0, 1.5)]
    found = {(shape, text): layout_for(fold(toy), shape=shape, text=text) for shape, text in asked}
    assert found["free", 1.0] == place(fold(toy))
    assert found["square", 1.5] == place(fold(toy), aspect=1.0, tightness=1.5)
    assert all(layout_for(fold(toy), shape=shape, text=text) is found[shape, text] for shape, text in asked)
    key = signature(fold(toy))
    stored = {key: found["free", 1.0], f"{key}/square": found["square", 1.0]}
    assert layout_for(fold(toy), stored) is found["free", 1.0]
    assert layout_for(fold(toy), stored, shape="square") is found["square", 1.0]


def test_an_open_group_has_a_frame_around_its_members(toy: Mechanism) -> None:
    diagram = fold(toy, toy.members)
    layout = place(diagram)
    for group, members in toy.members.items():
        left, top, right, bottom = next(frame.rect for frame in layout.frames if frame.id == group)
        for name in (group, *(node.id for node in members)):
            x, y = layout.box[name].centre
            assert left < x < right
            assert top < y < bottom


def test_a_slow_graphviz_is_stopped_and_said(toy: Mechanism) -> None:
    with pytest.raises(LayoutFailed, match=r"within 0\.001 s"):
        place(fold(toy), timeout=0.001)


def test_a_broken_graphviz_is_said(toy: Mechanism, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, b"not json", b""))
    with pytest.raises(LayoutFailed, match="could not place"):
        place(fold(toy))


def test_a_moved_box_stays_where_it_was_put_and_its_lines_follow(toy: Mechanism) -> None:
    diagram = fold(toy)
    layout = place(diagram)
    name = diagram.nodes[0].id
    before = layout.box[name].centre
    moved = nudge(layout, diagram, {name: (before[0] + 40, before[1] + 25)})
    other = diagram.nodes[-1].id
    shift = (moved.box[other].x - layout.box[other].x, moved.box[other].y - layout.box[other].y)
    assert moved.box[name].centre == pytest.approx((before[0] + 40 + shift[0], before[1] + 25 + shift[1]), abs=0.02)
    is_sound(moved, diagram)


def test_moving_nothing_changes_nothing(toy: Mechanism) -> None:
    diagram = fold(toy)
    layout = place(diagram)
    assert nudge(layout, diagram, {}) is layout
    assert nudge(layout, diagram, {"no-such-box": (1.0, 1.0)}) is layout
    assert nudge(layout, diagram, {name: box.centre for name, box in layout.box.items()}) is layout


def test_a_search_makes_nothing_worse(toy: Mechanism) -> None:
    diagram = fold(toy)
    found = search(diagram, effort=Effort(moves=150))
    is_sound(found, diagram)
    assert found == search(diagram, effort=Effort(moves=150))
    again = search(diagram, found, effort=Effort(moves=50))
    assert score(again, diagram).badness <= score(found, diagram).badness + 1e-9


def test_stored_layouts_survive_their_file(toy: Mechanism, tmp_path: Path) -> None:
    diagram = fold(toy)
    layout = place(diagram)
    file = save_layouts(tmp_path / "toy.yaml", {signature(diagram): layout})
    assert file == stored_beside(tmp_path / "toy.yaml")
    assert load_layouts(tmp_path / "toy.yaml") == {signature(diagram): layout}
    assert layout_for(diagram, {signature(diagram): layout}) is layout


def test_a_missing_or_broken_file_of_layouts_is_no_error(tmp_path: Path) -> None:
    assert load_layouts(tmp_path / "toy.yaml") == {}
    for text in ("{", "[]", '{"format": 1, "layouts": {"a": {}}}', '{"format": 0, "layouts": {}}'):
        (tmp_path / "toy.layout.json").write_text(text, encoding="utf-8")
        assert load_layouts(tmp_path / "toy.yaml") == {}


def test_what_was_placed_once_is_remembered(toy: Mechanism) -> None:
    assert layout_for(fold(toy)) is layout_for(fold(toy))


def test_every_stored_view_of_the_shipped_map_is_current(shipped: Mechanism) -> None:
    """If this fails: `pathways layout data/low-dose-naltrexone.yaml`, and look at the picture."""
    assert {signature(diagram) for diagram in views(shipped)} <= set(load_layouts(SHIPPED))


def test_the_first_view_of_the_shipped_map_is_worth_a_slide(shipped: Mechanism) -> None:
    diagram = fold(shipped)
    layout = load_layouts(SHIPPED)[signature(diagram)]
    found = score(layout, diagram)
    is_sound(layout, diagram)
    assert len(layout.boxes) <= 35
    assert found.crossings <= 41  # of 71 lines; the three ways of the blockade run across the others
    assert found.through_boxes == 0
    assert found.label_overlaps == 0
    assert 1.70 <= found.aspect <= 2.0, "about 16:9 (1.78)"
    scale = min(1280 / layout.width, 660 / layout.height)
    assert BADGE_SIZE * scale >= 10, "the smallest text on a screen of 1280x720"


def test_regions_of_the_shipped_map_lie_apart(shipped: Mechanism) -> None:
    diagram = fold(shipped)
    layout = load_layouts(SHIPPED)[signature(diagram)]
    regions = {frame.id: frame.rect for frame in layout.frames if frame.region}
    assert set(regions) == {region.id for region in shipped.regions}
    for name, (left, top, right, bottom) in regions.items():
        centres = {node.id: layout.box[node.id].centre for node in diagram.nodes}
        inside = {node for node, (x, y) in centres.items() if left < x < right and top < y < bottom}
        assert inside == {node.id for node in diagram.nodes if node.region == name}


def test_the_shipped_map_flows_from_medicine_and_injury_to_outcomes(shipped: Mechanism) -> None:
    layout = load_layouts(SHIPPED)[signature(fold(shipped))]
    left = max(layout.box[name].centre[0] for name in ("low-dose-naltrexone", "surgery", "nerve-injury"))
    right = min(layout.box[name].centre[0] for name in ("pain", "inflammation", "conditions", "well-being-outcomes"))
    assert left < layout.width / 3
    assert right > layout.width * 3 / 5


def test_titles_of_regions_stand_in_their_corner(shipped: Mechanism) -> None:
    layout = load_layouts(SHIPPED)[signature(fold(shipped))]
    for frame in layout.frames:
        left, top, right, bottom = title_rect(frame)
        assert frame.x <= left <= right <= frame.x + frame.w
        assert frame.y <= top <= bottom <= frame.y + frame.h


def test_boxes_moved_onto_each_other_are_still_drawn(toy: Mechanism) -> None:
    diagram = fold(toy)
    layout = place(diagram)
    for x, y in ((0.0, 0.0), (200.0, 150.0)):
        moved = nudge(layout, diagram, [(box.id, x, y) for box in layout.boxes])
        assert len({box.centre for box in moved.boxes}) == len(moved.boxes)
        assert all(math.isfinite(value) for route in moved.routes for point in route.points for value in point)
