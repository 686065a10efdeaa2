"""Stories of one's own: they go into files and come back, become slides and paper, and survive other windows and broken entries."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from pathways.model.mechanism import Mechanism
from pathways.reading.story_file import read_story

from .test_stories import PLACE, add, kept, making, opened, titles, visit

# ---- files, and what is made of a story


def test_a_story_goes_into_a_file_and_comes_back(apart: BrowserContext, two_maps: str, toy: Mechanism, tmp_path: Path) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One", "Two")
    panel.get_by_role("textbox", name="Title", exact=True).fill("Für α & <b>mich</b>")
    panel.get_by_role("textbox", name="Caption").first.fill("")
    with page.expect_download() as started:
        panel.get_by_role("button", name="Story as a file").click()
    assert started.value.suggested_filename == "toy-fur-alpha-b-mich-b.story.json"
    file = tmp_path / "mine.story.json"
    started.value.save_as(file)
    story = read_story(file.read_bytes(), toy)
    assert [scene.title for scene in story.scenes] == ["One", "Two"]
    assert story.scenes[0].caption == "One", "what a story must have is filled in"
    panel.get_by_role("button", name="Delete this story").click()
    panel.locator("#story-open").set_input_files(file)
    expect(panel.get_by_role("textbox", name="Title", exact=True)).to_have_value("Für α & <b>mich</b>")
    assert titles(panel) == ["One", "Two"]


def test_a_story_that_is_dropped_on_the_page_is_opened(apart: BrowserContext, two_maps: str, toy: Mechanism) -> None:
    page = visit(apart, two_maps)
    scene = {"id": "a", "title": "Dropped", "query": "focus=pain", "caption": "C."}
    text = json.dumps({"map": "toy", "id": "x", "title": "X", "sentence": "S.", "scenes": [scene]})
    drop = """(text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "x.story.json"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, text)
    panel = page.get_by_role("dialog", name="Stories")
    expect(panel.locator(".story-scene input")).to_have_value("Dropped")


@pytest.mark.parametrize(("content", "said"), [
    ("{", "no YAML"), ('{"id": "a"}', "this field is missing"), ("[1]", "bad.story.json"), ("x" * 200_001, "more than 200 kB"),
    ('{"map": "other", "id": "a", "title": "A", "sentence": "S", "scenes": [{"id": "b", "title": "B", "caption": "C"}]}', "a story of the map"),
])  # fmt: skip
def test_a_broken_file_says_what_is_wrong_and_loses_nothing(apart: BrowserContext, two_maps: str, tmp_path: Path, content: str, said: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One")
    before = kept(page)
    (tmp_path / "bad.story.json").write_text(content, encoding="utf-8")
    panel.locator("#story-open").set_input_files(tmp_path / "bad.story.json")
    expect(panel.get_by_role("alert")).to_contain_text("nothing here has changed")
    expect(panel.get_by_role("alert")).to_contain_text(said)
    assert titles(panel) == ["One"]
    assert kept(page) == before


def test_an_own_story_is_presented_and_survives_a_reload_of_the_talk(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    making(panel, "It <i>starts</i>", "It ends")
    with apart.expect_page() as started:
        panel.get_by_role("group", name="Take this story away").get_by_role("link", name="Present").click()
    talk = started.value
    expect(talk.get_by_role("heading", name="It <i>starts</i>")).to_be_visible()
    talk.keyboard.press("ArrowRight")
    expect(talk.get_by_role("heading", name="It ends")).to_be_visible()
    expect(talk).to_have_url(re.compile("#2$"))
    talk.reload()
    expect(talk.get_by_role("heading", name="It ends")).to_be_visible()
    lost = apart.new_page()
    lost.goto(f"{two_maps}present?map=toy&own=story-9")
    expect(lost.get_by_role("status")).to_contain_text("not kept in this browser")


def test_an_own_story_becomes_slides_and_paper(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One")
    starts = {"Slides, PowerPoint": (b"PK", ".pptx"), "Slides, PDF": (b"%PDF", ".pdf"), "Hand-out, PDF": (b"%PDF", ".handout.pdf"), "Presentation as a file": (b"<!DOC", ".html")}
    for label, (begin, suffix) in starts.items():
        with page.expect_download() as started:
            panel.get_by_role("group", name="Take this story away").get_by_role("button", name=label).click()
        assert started.value.suggested_filename == f"toy-my-story{suffix}"
        assert started.value.path().read_bytes().startswith(begin)
    panel.get_by_role("textbox", name="Caption").fill("Nobody said so [@nobody].")
    panel.get_by_role("group", name="Take this story away").get_by_role("button", name="Slides, PDF").click()
    expect(panel.get_by_role("alert")).to_contain_text("no reference or source 'nobody'")
    expect(panel.get_by_role("alert")).not_to_contain_text("line 1")


# ---- what is kept


def test_two_windows_do_not_destroy_each_others_work(apart: BrowserContext, two_maps: str) -> None:
    one, two = visit(apart, two_maps), visit(apart, two_maps)
    here, there = opened(one), opened(two)
    making(here, "Mine")
    expect(there.locator(".story-scene input")).to_have_value("Mine")
    add(there, "Yours")
    expect(here.locator(".story-scene")).to_have_count(2)
    here.get_by_role("textbox", name="Title", exact=True).fill("Of both")
    expect(there.get_by_role("textbox", name="Title", exact=True)).to_have_value("Of both")
    making(there, "A second story")
    assert titles(here) == ["Mine", "Yours"], "what is open stays open"
    expect(here.get_by_role("group", name="Which story").get_by_role("button")).to_have_count(2)


def test_a_window_that_missed_a_change_overwrites_nothing(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One")
    entry = kept(page)
    entry["story"]["scenes"][0]["title"] = "Written elsewhere"
    page.evaluate("([place, entry]) => localStorage.setItem(place, JSON.stringify(entry))", [PLACE, {**entry, "count": 99}])
    panel.locator(".story-scene input").fill("Written here")
    expect(panel.get_by_role("alert")).to_contain_text("Both are kept")
    assert kept(page)["story"]["scenes"][0]["title"] == "Written elsewhere"
    assert "Written here".startswith(kept(page, "pathways:story:toy:story-2")["story"]["scenes"][0]["title"])
    assert titles(panel) == ["Written here"]
    expect(panel.get_by_role("group", name="Which story").get_by_role("button")).to_have_count(2)


def test_broken_entries_harm_nothing_and_can_be_saved_or_removed(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    for number, text in enumerate(("{broken", "null", '{"version": 9}', '{"version":1,"count":1,"story":{"title":"x","sentence":"","scenes":[null]}}'), 1):
        page.evaluate("([place, text]) => localStorage.setItem(place, text)", [f"pathways:story:toy:story-{number}", text])
    panel = opened(page)
    expect(panel.get_by_text("is no story that can be read")).to_have_count(4)
    with page.expect_download() as started:
        panel.get_by_role("button", name="Save what it holds").first.click()
    assert started.value.path().read_text() == "{broken"
    making(panel, "One")
    assert page.evaluate(f"localStorage.getItem('{PLACE}')") == "{broken", "a new story takes another place"
    panel.get_by_role("button", name="Remove it").first.click()
    expect(panel.get_by_text("is no story that can be read")).to_have_count(3)


def test_a_new_story_has_no_past_of_a_deleted_one(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    making(panel, "Old")
    panel.get_by_role("button", name="Delete this story").click()
    panel.get_by_role("button", name="New story").click()
    expect(panel.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_a_full_browser_is_said_and_the_story_can_be_saved(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    page.evaluate("() => void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    panel = opened(page)
    making(panel, "One")
    expect(panel.get_by_role("alert")).to_contain_text("could not be kept in this browser")
    with page.expect_download() as started:
        panel.get_by_role("button", name="Story as a file").click()
    assert json.loads(started.value.path().read_text())["scenes"][0]["title"] == "One"
