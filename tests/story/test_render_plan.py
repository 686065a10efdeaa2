"""A story that is told: one layout for all scenes, what is shown and what is pale, captions with numbers, letters that can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathways.drawing.shapes import Words
from pathways.model.mechanism import Mechanism, Story
from pathways.scene.shapes_of import draft
from pathways.story.render_plan import LARGEST, READABLE, STAGE, RenderPlan
from tests.mechanisms import mechanisms, queries


def told(mechanism: Mechanism, *asked: str, **changes: Any) -> RenderPlan:
    scenes = [{"id": f"s{number}", "title": "T", "caption": "C", "query": query} for number, query in enumerate(asked)]
    story = Story.model_validate({"id": "s", "title": "S", "sentence": "S.", "scenes": scenes} | changes)
    return RenderPlan(mechanism, story)


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return RenderPlan(toy, toy.stories[0])


def test_things_keep_their_places(plan: RenderPlan) -> None:
    places: dict[str, set[Any]] = {}
    for shot in plan.shots:
        for box in shot.scene.boxes:
            places.setdefault(box.id, set()).add((box.box.x, box.box.y, box.box.w, box.box.h))
    assert set(places) == {"toyamine", "alpha-receptor", "messengers", "swelling"}
    assert all(len(found) == 1 for found in places.values())


def test_what_came_before_is_pale_and_what_is_to_come_is_not_there(plan: RenderPlan) -> None:
    first, second, third = plan.shots
    assert {box.id for box in first.scene.boxes} == {"toyamine", "alpha-receptor"}
    assert [box.id for box in second.scene.boxes if box.faded] == []
    assert {box.id for box in third.scene.boxes if box.faded} == {"toyamine", "alpha-receptor"}
    assert {"toyamine", "alpha-receptor"} <= third.pale
    assert {"messengers", "swelling"} <= third.shown


def test_captions_are_numbered_in_the_order_of_the_story(plan: RenderPlan) -> None:
    assert [cite.id for cite in plan.cites] == ["leaflet", "able-2019", "baker-2020"]
    assert "[1]" in plan.shots[0].caption
    assert plan.shots[0].caption.endswith("[2, 3].")
    assert plan.shots[0].note.endswith("[3]")
    assert plan.shots[2].caption.startswith("Swelling and messengers feed each other [2].")
    assert [cite.number for cite in plan.shots[2].cites] == [2]
    assert plan.cites[1].url == "https://doi.org/10.5555/toy.1"


def test_answers_are_on_the_map(plan: RenderPlan) -> None:
    assert [answer.kind for answer in plan.shots[2].answers] == ["loops"]
    assert {arrow.tag for arrow in plan.shots[2].scene.arrows} >= {"R1"}
    assert not any(arrow.tag for arrow in plan.shots[1].scene.arrows)


def test_the_whole_story_is_a_view(plan: RenderPlan) -> None:
    whole = plan.export()
    assert {node.id for node in whole.part.nodes} >= {"toyamine", "alpha-receptor", "messengers", "swelling", "tnf-alpha"}
    assert whole.scene.boxes
    assert {box.id: box.box for box in whole.scene.boxes} == {box.id: box.box for box in plan.shots[2].scene.boxes}
    assert "pain" not in whole.part.node
    assert plan.export(2).part == plan.shots[1].part
    assert [box.faded for box in plan.export(3).scene.boxes] == [False, False]
    with pytest.raises(IndexError):
        plan.export(4)


def test_what_is_too_small_is_said(shipped: Mechanism) -> None:
    crowded = told(shipped, "keep=low-dose-naltrexone", "")
    assert crowded.shots[1].smallest < READABLE
    assert len(crowded.remarks) == 1
    assert crowded.remarks[0].startswith("Scene 2, ")
    assert told(shipped, "keep=low-dose-naltrexone").remarks == ()


def test_the_way_back_is_to_the_player(toy: Mechanism) -> None:
    story = replace(RenderPlan(toy, toy.stories[0]), base="https://example.org/")
    assert story.link == "https://example.org/story.html?map=toy&story=how-toyamine-works"
    assert replace(told(toy, ""), base="https://example.org/").link == "https://example.org/"
    assert told(toy, "").link == ""


def test_a_stored_layout_of_the_story_is_taken(plan: RenderPlan) -> None:
    from pathways.layout.store import signature

    other = replace(plan.layout, width=plan.layout.width + 100)
    assert replace(plan, layouts={f"{signature(plan.diagram)}/story": other}).layout is other


@given(mechanisms(), st.lists(queries, min_size=1, max_size=4))
@settings(max_examples=25)
def test_laws_of_any_story_of_any_map(mechanism: Mechanism, asked: list[Any]) -> None:
    dull = {"theme": "auto", "view": None, "select": "", "move": (), "map": "", "table": False, "sort": "", "arrange": "map"}
    story = told(mechanism, *(replace(query, **dull).search() for query in asked))
    met: set[str] = set()
    for shot in story.shots:
        drawn = {it.id for it in (*shot.scene.boxes, *shot.scene.arrows, *shot.scene.gaps)}
        assert not shot.shown & shot.pale
        assert drawn == shot.shown | shot.pale
        assert {it.id for it in (*shot.scene.boxes, *shot.scene.arrows, *shot.scene.gaps) if it.faded} >= shot.pale
        assert met <= shot.shown | shot.pale, "nothing goes away"
        met |= shot.shown
        view = shot.view
        assert view.w / view.h == pytest.approx(STAGE[0] / STAGE[1], rel=1e-3)
        assert shot.smallest <= LARGEST + 0.01
        for box in (it.box for it in shot.scene.boxes if it.id in shot.shown):
            assert view.x <= box.x
            assert box.x + box.w <= view.x + view.w
            assert view.y <= box.y
            assert box.y + box.h <= view.y + view.h
        sizes = [shape.size for group in draft(shot.scene) for shape in group.shapes if isinstance(shape, Words)]
        assert not sizes or shot.smallest == pytest.approx(min(sizes) * STAGE[0] / view.w)
