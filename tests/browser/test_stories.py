"""Stories in the explorer: those of the map are walked through and taken away, one's own are made, kept, undone, filed and presented."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pathways.model.mechanism import Mechanism

from .conftest import ready
from .test_access import serious_in_both

PLACE = "pathways:story:toy:story-1"


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
