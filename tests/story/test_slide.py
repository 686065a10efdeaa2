"""A scene as a slide: what is on it, how large its letters are, and what gives way when there is much to say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pathways.drawing.shapes import Group, Panel, Words
from pathways.drawing.text_metrics import broken, width
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism, Story
from pathways.query.export_options import Options
from pathways.scene.scene import CAVEAT
from pathways.sheet.sheet import Sheet
from pathways.story.handout import handout_pages
from pathways.story.picture_frame import covered, left_out
from pathways.story.render_plan import READABLE, RenderPlan
from pathways.story.slide import cited_in, omitted_sentence, paper_slides, slide_of
from tests.conftest import ROOT
from tests.hostile import TEXTS, hostile
from tests.story_plans import every_word, told

LONG = "And one more thing is to be said about it, in so many words. " * 8


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return told(toy)


def sheets(plan: RenderPlan, page: str) -> list[Sheet]:
    return [*(slide_of(plan, shot, page=page) for shot in plan.shots), *paper_slides(plan, page=page)]


def text_of(sheet: Sheet, role: str) -> str:
    return " ".join(" ".join(words.lines) for group in sheet.words if group.role == role for words in every_word([group]))


@pytest.mark.parametrize("page", ["16:9", "4:3"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_letters_are_smaller_than_can_be_read(plan: RenderPlan, page: str, theme: Any) -> None:
    for sheet in sheets(replace(plan, theme=theme), page):
        assert min(words.size for words in every_word(sheet.placed())) >= READABLE - 1e-6


@pytest.mark.parametrize(("page", "wide"), [("16:9", 960), ("4:3", 720), ("fit", 960), ("a4", 960)])
def test_everything_lies_on_the_slide_and_nothing_on_the_words(plan: RenderPlan, page: str, wide: float) -> None:
    for sheet in sheets(plan, page):
        assert (sheet.width, sheet.height) == (wide, 540)
        for group in sheet.placed():
            left, top, right, low = covered(group) or (0, 0, 0, 0)
            assert min(left, top) >= 0
            assert right <= wide + 0.01, group
            assert low <= 540, group
        words = [covered(group) for group in sheet.words if group.role in ("title", "caption", "citation", "caveat", "origin")]
        placed = [covered(group) for group in sheet.placed() if group.role in ("box", "arrow", "gap")]
        for one in (rect for rect in words if rect):
            assert not any(one[1] + 4 < other[3] - 4 and other[1] + 4 < one[3] - 4 for other in placed if other)


def test_lines_are_no_longer_than_the_slide_is_wide(plan: RenderPlan) -> None:
    for sheet in sheets(plan, "4:3"):
        for words in every_word(sheet.words):
            assert max(width(line, words.size, words.weight) for line in words.lines) <= 720 - 32 + 0.01


def test_a_slide_has_title_caption_numbers_caveat_and_where_it_is_from(plan: RenderPlan) -> None:
    for shot in plan.shots:
        sheet = slide_of(plan, shot)
        assert (text_of(sheet, "title"), text_of(sheet, "caption")) == (shot.title, shot.caption)
        assert (text_of(sheet, "caveat"), text_of(sheet, "page")) == (CAVEAT, f"{shot.number} / {len(plan.shots)}")
        for said in (plan.mechanism.id, plan.mechanism.version, plan.mechanism.date, plan.mechanism.sources[0].title):
            assert said in text_of(sheet, "origin")
        for cite in cited_in(plan, shot):
            assert f"[{cite.number}] {cite.text}" in text_of(sheet, "citation")
            assert next(group.url for group in sheet.words if group.id == cite.id) == cite.url


@pytest.mark.parametrize("page", ["16:9", "4:3"])
def test_every_number_of_a_caption_has_its_reference(plan: RenderPlan, page: str) -> None:
    listed = " ".join(text_of(sheet, "citation") for sheet in paper_slides(plan, page=page))
    assert plan.cites
    for cite in plan.cites:
        assert f"{cite.number}. {cite.full}" in listed
    links = {group.url for sheet in paper_slides(plan, page=page) for group in sheet.words}
    assert {cite.url for cite in plan.cites} <= links
    assert plan.mechanism.fingerprint in listed, "how to cite the map"


def test_a_long_caption_takes_more_lines_and_the_picture_gives_way(plan: RenderPlan) -> None:
    short, long = (told(plan.mechanism, caption=said) for said in ("Short.", LONG))
    one, other = slide_of(short, short.shots[0]), slide_of(long, long.shots[0])
    sizes = [words.size for sheet in (one, other) for group in sheet.words if group.role == "caption" for words in every_word([group])]
    assert sizes == [18, 18]
    assert text_of(other, "caption") == long.shots[0].caption
    assert top_of(other, "caption") < top_of(one, "caption") - 60
    assert min(words.size for words in every_word(other.placed())) >= READABLE


def top_of(sheet: Sheet, role: str) -> float:
    return min(rect[1] for group in sheet.words if group.role == role and (rect := covered(group)))


def test_what_has_no_room_is_left_out_whole_and_named(toy: Mechanism) -> None:
    crowded = told(toy, query="", caption=LONG)
    shot = crowded.shots[0]
    sheet = slide_of(crowded, shot, page="4:3")
    drawn = {group.id for group in sheet.picture if group.role in ("box", "arrow", "gap")}
    missing = left_out(shot, sheet.picture)
    assert missing
    assert shot.shown - drawn
    assert text_of(sheet, "remark").startswith(omitted_sentence(missing)[:40])
    boxes = {group.id for group in sheet.picture if group.role == "box"}
    for group in sheet.picture:
        data = dict(group.data)
        assert group.role != "arrow" or {data["source"], data["target"]} <= boxes


def test_frames_of_open_groups_end_at_the_edge_of_the_picture(shipped: Mechanism) -> None:
    story = shipped.story["what-the-evidence-shows"]
    plan = RenderPlan(shipped, story, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))
    sheet = slide_of(plan, next(shot for shot in plan.shots if shot.id == "no-study-in-arthrofibrosis"))
    frames = [shape for group in sheet.placed() if group.role == "area" for shape in group.shapes if isinstance(shape, Panel)]
    assert len(frames) == 1, "the group that is open; a story shows no other areas"
    assert all(frame.x >= 15.9 and frame.x + frame.w <= 944.1 and frame.y + frame.h <= 540 for frame in frames)


def test_another_size_keeps_all_on_the_slide(plan: RenderPlan) -> None:
    for size in ((864.0, 540.0), (540.0, 763.0)):
        sheet = slide_of(plan, plan.shots[0], size=size)
        assert (sheet.width, sheet.height) == size
        assert all(rect[2] <= size[0] and rect[3] <= size[1] for group in sheet.placed() if (rect := covered(group)))


@pytest.mark.parametrize("name", list(TEXTS))
def test_hostile_texts_are_set_on_slides_and_pages(toy: Mechanism, name: str) -> None:
    plan = told(hostile(toy, TEXTS[name]), story=hostile_story(toy, TEXTS[name]))
    for sheet in (*sheets(plan, "16:9"), *handout_pages(plan)):
        assert sheet.title is not None
        for group in sheet.placed():
            rect = covered(group)
            assert rect is None or (rect[2] <= sheet.width + 1 and rect[3] <= sheet.height + 1), group.role


def hostile_story(toy: Mechanism, text: str) -> Story:
    scenes = tuple(scene.model_copy(update={"title": text, "caption": text, "note": text}) for scene in toy.stories[0].scenes)
    return toy.stories[0].model_copy(update={"title": text, "sentence": text, "scenes": scenes})


def test_running_text_of_any_length_is_broken() -> None:
    assert " ".join(broken(LONG, 300, 14)) == LONG.strip()
    assert all(width(line, 14) <= 300 for line in broken("x" * 5_000, 300, 14))
    assert broken("", 300, 14) == ("",)
    assert len(broken(LONG, 300, 14, lines=3)) == 3
    assert broken(LONG, 300, 14, lines=3)[-1].endswith("…")


@pytest.mark.parametrize(("page", "size"), [("A4", (595.28, 841.89)), ("Letter", (612.0, 792.0))])
def test_a_hand_out_has_every_scene_with_picture_caption_and_note(plan: RenderPlan, page: str, size: tuple[float, float]) -> None:
    pages = handout_pages(plan, page)
    said = " ".join(" ".join(words.lines) for sheet in pages for words in every_word(sheet.words))
    assert {(sheet.width, sheet.height) for sheet in pages} == {size}
    for shot in plan.shots:
        assert f"{shot.number}. {shot.title}" in said
        assert shot.caption in said
        assert shot.note in said
    for cite in plan.cites:
        assert f"{cite.number}. {cite.full}" in said
    assert sum(len(sheet.pictures) for sheet in pages) == len(plan.shots)
    assert all(CAVEAT in text_of(sheet, "caveat") and plan.mechanism.date in text_of(sheet, "origin") for sheet in pages)
    assert f"Cite this map: {plan.mechanism.title}" in said
    assert min(words.size for sheet in pages for words in every_word(sheet.words)) >= 6


def test_a_hand_out_has_two_or_three_scenes_a_page(toy: Mechanism) -> None:
    scenes = [{"id": f"s-{i}", "title": f"Scene {i}", "query": "keep=toyamine,alpha-receptor", "caption": "Said."} for i in range(6)]
    story = Story.model_validate({"id": "six", "title": "Six", "sentence": "Six scenes.", "scenes": scenes})
    titles = [sum(group.role == "scene-title" for group in sheet.words) for sheet in handout_pages(RenderPlan(toy, story))]
    assert titles[:2] == [3, 3]


def test_a_note_that_is_longer_than_a_page_goes_on_on_the_next(toy: Mechanism) -> None:
    note = " ".join(f"w-{i}" for i in range(580))
    plan = told(toy, note=note, query="")
    pages = handout_pages(plan)
    said = " ".join(text_of(sheet, "note") for sheet in pages)
    assert said.startswith(note)
    for sheet in pages:
        assert all(rect[3] <= sheet.height for group in sheet.words if (rect := covered(group)))


def test_a_hand_out_of_a_dark_story_is_light(plan: RenderPlan) -> None:
    paper = handout_pages(replace(plan, theme="dark"))[0].words[0]
    assert isinstance(paper, Group)
    assert [shape.paint.fill for shape in paper.shapes if isinstance(shape, Panel)] == ["#ffffff"]


def test_the_same_story_gives_the_same_sheets(toy: Mechanism) -> None:
    one, other = told(toy), told(toy)
    assert sheets(one, "4:3") == sheets(other, "4:3")
    assert handout_pages(one) == handout_pages(other)


def test_things_on_a_slide_lead_to_the_explorer_where_there_is_one(plan: RenderPlan) -> None:
    open_ = replace(plan, base="https://example.org/", options=Options())
    sheet = slide_of(open_, open_.shots[0])
    assert {group.url.partition("?")[0] for group in sheet.picture if group.role == "box"} == {"https://example.org/"}
    assert any(isinstance(shape, Words) for group in sheet.words if group.url == open_.link for shape in group.shapes)
