"""Stories in the explorer: those of the map are walked through and taken away, one's own are made, kept, undone, filed and presented."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pathways.model.mechanism import Mechanism
from pathways.reading.story_file import read_story

from .conftest import ready
from .test_access import serious_in_both

PLACE = "pathways:story:toy:story-1"


@pytest.fixture
def apart(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser of its own, which keeps nothing from other tests; what goes wrong in it fails the test."""
    context = browser.new_context(**browser_context_args)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" and "400" not in message.text else None)
    yield context
    context.close()
    assert errors == []


def visit(context: BrowserContext, site: str, search: str = "?map=toy&focus=pain") -> Page:
    page = context.new_page()
    page.goto(site + search)
    ready(page)
    return page


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Stories", exact=True).click()
    panel = page.get_by_role("dialog", name="Stories")
    expect(panel.get_by_role("heading", name="Your own stories")).to_be_visible()
    return panel


def titles(panel: Locator) -> list[str]:
    return [field.input_value() for field in panel.locator(".story-scene input").all()]


def add(panel: Locator, title: str) -> None:
    count = len(titles(panel))
    panel.get_by_role("button", name="Add this view as a scene").click()
    field = panel.get_by_role("textbox", name=f"Scene {count + 1}", exact=True)
    expect(field).to_be_focused()
    panel.page.keyboard.type(title)  # the suggested title is selected, so it is replaced


def making(panel: Locator, *scenes: str) -> None:
    panel.get_by_role("button", name="New story").click()
    for title in scenes:
        add(panel, title)
    assert titles(panel) == list(scenes)


def kept(page: Page, place: str = PLACE) -> Any:
    return json.loads(page.evaluate("(place) => localStorage.getItem(place)", place))


# ---- stories of the map


def test_the_stories_of_a_map_are_listed_with_what_can_be_done(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    story = panel.get_by_role("article", name="How toyamine is thought to work")
    expect(story).to_contain_text("For everyone, 3 scenes")
    expect(story.get_by_role("link", name="Present")).to_have_attribute("href", "/story.html?map=toy&story=how-toyamine-works")
    story.get_by_text("Download").click()
    for label, suffix in (("Slides, PowerPoint", ".pptx"), ("Slides, PDF", ".pdf"), ("Hand-out, PDF", ".handout.pdf"), ("Presentation as a file", ".html")):
        with panel.page.expect_download() as started:
            story.get_by_role("link", name=label).click()
        assert started.value.suggested_filename == f"toy-how-toyamine-works{suffix}"


def test_each_scene_opens_as_a_view(apart: BrowserContext, two_maps: str, toy: Mechanism) -> None:
    page = visit(apart, two_maps, "?map=toy&focus=pain&radius=2&theme=dark")
    panel = opened(page)
    panel.get_by_text("Scenes, on this map").click()
    for scene in toy.stories[0].scenes:
        panel.get_by_role("button", name=scene.title).click()
        expect(page).to_have_url(re.compile(r"\?map=toy&.*theme=dark$"))
        found = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
        assert found == {"map": "toy", "theme": "dark", **dict(pair.split("=") for pair in scene.query.split("&"))}
        expect(panel.locator(".story-steps [aria-current=true]")).to_contain_text(scene.title)
    expect(panel.locator(".story-steps")).to_contain_text("[2, 3]")


def test_a_story_is_presented_and_shared_from_the_list(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    with apart.expect_page() as started:
        panel.get_by_role("link", name="Present").click()
    expect(started.value.get_by_role("heading", name="It blocks a receptor")).to_be_visible()
    panel.get_by_role("button", name="Share: How toyamine").click()
    expect(page.get_by_role("dialog", name="Share").get_by_role("region", name="Link")).to_contain_text("story=how-toyamine-works")


# ---- one's own


def test_a_story_is_made_of_views(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps, "?map=toy&focus=pain&theme=dark&select=pain&view=300,200,1")
    panel = opened(page)
    panel.get_by_role("button", name="New story").click()
    add(panel, "First")
    panel.get_by_role("textbox", name="Title", exact=True).fill("For my talk")
    panel.get_by_role("textbox", name="Caption").fill("It hurts.")
    panel.get_by_text("Add a note for the speaker").click()
    panel.get_by_role("textbox", name="Note").fill("Say it slowly.")
    panel.get_by_role("combobox", name="For").select_option("professionals")
    page.evaluate("() => window.pathways.go({ focus: '' })")
    add(panel, "Second")
    story = kept(page)["story"]
    assert (story["title"], story["audience"]) == ("For my talk", "professionals")
    first, second = story["scenes"]
    assert first == {"id": "scene-1", "title": "First", "query": "focus=pain", "caption": "It hurts.", "note": "Say it slowly."}
    assert (second["id"], second["query"], second["caption"]) == ("scene-2", "", "The whole map.")


def test_scenes_are_reordered_deleted_and_brought_back(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    making(panel, "One", "Two", "Three")
    panel.get_by_role("button", name="Move Three up").click()
    assert titles(panel) == ["One", "Three", "Two"]
    expect(panel.get_by_role("button", name="Move Three up")).to_be_focused()
    expect(panel.get_by_role("status").first).to_have_text("Three is now scene 2 of 3.")
    panel.get_by_role("button", name="Delete One").click()
    assert titles(panel) == ["Three", "Two"]
    undo, redo = panel.get_by_role("button", name="Undo"), panel.get_by_role("button", name="Redo")
    undo.click()
    undo.click()
    assert titles(panel) == ["One", "Two", "Three"]
    redo.click()
    assert titles(panel) == ["One", "Three", "Two"]
    undo.click()
    undo.click()
    assert titles(panel) == ["One", "Two", "Scene 3"], "typing a title is one step"
    while undo.get_attribute("aria-disabled") is None:
        undo.click()
    assert titles(panel) == []


def test_a_scene_is_shown_and_takes_another_view(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One")
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?map=toy$"))
    panel.get_by_role("button", name="Show One on the map").click()
    expect(page).to_have_url(re.compile("focus=pain"))
    page.goto(f"{two_maps}?map=toy&focus=injury")
    ready(page)
    panel = opened(page)
    panel.get_by_role("button", name="Take the view shown for One").click()
    assert kept(page)["story"]["scenes"][0]["query"] == "focus=injury"


def test_a_reload_loses_nothing(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One", "Two")
    panel.get_by_role("textbox", name="Caption").first.fill("Typed a moment ago")
    page.reload()
    ready(page)
    panel = opened(page)
    assert titles(panel) == ["One", "Two"]
    expect(panel.get_by_role("textbox", name="Caption").first).to_have_value("Typed a moment ago")


def test_several_stories_are_kept_beside_each_other_and_a_deleted_one_comes_back(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    making(panel, "One")
    panel.get_by_role("textbox", name="Title", exact=True).fill("Alpha")
    making(panel, "Other")
    panel.get_by_role("textbox", name="Title", exact=True).fill("Beta")
    panel.get_by_role("button", name="Alpha").click()
    assert titles(panel) == ["One"]
    panel.get_by_role("button", name="Delete this story").click()
    assert titles(panel) == ["Other"]
    panel.get_by_role("button", name="Bring back “Alpha”").click()
    assert titles(panel) == ["One"]


def test_papers_are_cited_where_the_cursor_is(apart: BrowserContext, two_maps: str) -> None:
    panel = opened(visit(apart, two_maps))
    making(panel, "One")
    caption = panel.get_by_role("textbox", name="Caption")
    caption.fill("It did. It did not.")
    caption.evaluate("(field) => { field.focus(); field.setSelectionRange(6, 6); }")
    panel.get_by_text("Cite a paper in a caption").click()
    panel.get_by_role("button", name="Cite Able 2019").click()
    expect(caption).to_have_value("It did [@able-2019]. It did not.")


def test_it_is_made_by_keyboard_alone(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    page.get_by_role("button", name="Stories", exact=True).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Stories")
    expect(panel.get_by_role("link", name="Present").first).to_be_focused()
    reach(page, "New story")
    page.keyboard.press("Enter")
    for title in ("One", "Two"):
        reach(page, "Add this view as a scene")
        page.keyboard.press("Enter")
        expect(panel.locator(".story-scene input").last).to_be_focused()
        page.keyboard.type(title)
    reach(page, "Move Two up")
    page.keyboard.press("Space")
    assert titles(panel) == ["Two", "One"]
    page.keyboard.press("Control+z")
    assert titles(panel) == ["One", "Two"]
    page.keyboard.press("Control+Shift+z")
    assert titles(panel) == ["Two", "One"]
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Stories", exact=True)).to_be_focused()


def reach(page: Page, name: str) -> None:
    """Go on by the tab key until the focus is on a button."""
    for _ in range(60):
        if page.evaluate("(item => item.getAttribute('aria-label') || item.textContent)(document.activeElement)") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by the tab key")


def test_it_stops_at_as_many_scenes_as_a_story_has(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One")
    entry = kept(page)
    entry["story"]["scenes"] = [{**entry["story"]["scenes"][0], "id": f"scene-{number}"} for number in range(1, 40)]
    page.evaluate("([place, entry]) => localStorage.setItem(place, JSON.stringify(entry))", [PLACE, entry])
    page.reload()
    ready(page)
    panel = opened(page)
    panel.get_by_role("button", name="Add this view as a scene").click()
    full = panel.get_by_role("button", name="A story has at most 40 scenes")
    full.click(force=True)
    expect(panel.locator(".story-scene")).to_have_count(40)


# ---- files, and what is made of a story


def test_a_story_goes_into_a_file_and_comes_back(apart: BrowserContext, two_maps: str, toy: Mechanism, tmp_path: Path) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    making(panel, "One", "Two")
    panel.get_by_role("textbox", name="Title", exact=True).fill("Für α & <b>mich</b>")
    panel.get_by_role("textbox", name="Caption").first.fill("")
    with page.expect_download() as started:
        panel.get_by_role("button", name="Story as a file").click()
    assert started.value.suggested_filename == "toy-fur-b-mich-b.story.json"
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


def test_a_full_browser_is_said_and_the_story_can_be_saved(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    page.evaluate("() => void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    panel = opened(page)
    making(panel, "One")
    expect(panel.get_by_role("alert")).to_contain_text("could not be kept in this browser")
    with page.expect_download() as started:
        panel.get_by_role("button", name="Story as a file").click()
    assert json.loads(started.value.path().read_text())["scenes"][0]["title"] == "One"


# ---- for everyone


def test_axe_finds_nothing_serious_with_the_panel_open(browser: Browser, two_maps: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = visit(context, two_maps)
    panel = opened(page)
    making(panel, "One", "Two")
    for summary in panel.locator("summary").all():
        summary.click()
    assert serious_in_both(page) == []
    context.close()


def test_a_phone_has_it_without_sideways_scrolling(browser: Browser, two_maps: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = visit(context, two_maps)
    panel = opened(page)
    making(panel, "One")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert panel.locator(".stories-panel").evaluate("(made) => made.scrollWidth - made.clientWidth") <= 0
    context.close()


def test_other_panels_make_room(apart: BrowserContext, two_maps: str) -> None:
    page = visit(apart, two_maps)
    panel = opened(page)
    page.get_by_role("button", name="Questions").click()
    expect(panel).to_have_count(0)
    expect(page.get_by_role("dialog", name="Ask the map")).to_be_visible()
    opened(page)
    expect(page.get_by_role("dialog", name="Ask the map")).to_have_count(0)
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("dialog", name="Stories")).to_have_count(0)
