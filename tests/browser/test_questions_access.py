"""The panel of questions for everyone: on a phone, by what listens to it, and with a loop as a small figure."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from .conftest import ready
from .test_access import serious, serious_in_both
from .test_picture import until
from .test_questions import ASKED, PATH, Visit, answer, opened, part


def test_axe_finds_nothing_serious(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site)
    ready(page)
    panel = opened(page)
    part(panel, "How does one thing lead to another?").get_by_role("combobox", name="From").fill("na")
    expect(panel.get_by_role("option").first).to_be_visible()
    assert serious_in_both(page) == [], "the list of a field"
    for search in (*ASKED, "?from=tlr4&to=pain", "?from=low-dose-naltrexone&to=pain&via=tlr4&avoid=endorphins&evidence=human", f"?from=low-dose-naltrexone&to=pain&trail={PATH}"):
        page.goto(site + search)
        expect(page.locator(".answer-sentence").first).to_be_visible()
        page.get_by_role("button", name="In words", exact=True).click()
        expect(page.locator(".words-text")).to_be_visible()
        assert serious_in_both(page) == [], search
    context.close()


def test_a_phone_has_a_full_sheet(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + "?loops=1")
    ready(page)
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel).to_have_count(0)
    page.get_by_role("button", name="Read the answer").tap()
    expect(answer(panel)).to_contain_text("feedback loops")
    box = panel.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert panel.evaluate("(item) => item.scrollWidth - item.clientWidth") <= 0
    assert serious(page) == []
    panel.locator(".answer-item").first.tap()
    expect(panel.locator(".answer-item").first).to_have_attribute("aria-pressed", "true")
    panel.get_by_role("button", name="Close the questions").tap()
    expect(panel).to_have_count(0)
    expect(page.locator(".pw-edge.is-faded").first).to_be_attached()
    context.close()


def test_a_loop_is_shown_as_a_small_figure_when_it_is_asked_for(visit: Visit) -> None:
    page = visit("?loops=1")
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel.locator(".question")).to_have_count(5)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figure.svg" in request.url else None)
    fold = part(panel, "What keeps it going?").locator(".small-figure").first
    fold.locator("summary").click()
    image = fold.locator("img")
    expect(image).to_be_visible()
    until(page, "document.querySelector('.small-figure img').naturalWidth > 100")
    assert len(asked) == 1
    assert "arrange=compact" in asked[0]
    assert image.get_attribute("alt")
