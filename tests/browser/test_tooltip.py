"""What an arrow says at the place: by pointer, by keys, by a finger that is held, in the explorer and in pages that are files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from figures import view
from playwright.sync_api import Browser, Page, expect

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.light import write

from .conftest import ROOT

Visit = Callable[[str], Page]
PAIN = '.pw-edge[data-id="low-dose-naltrexone-decreases-pain"]'


def test_a_badge_says_its_relation_and_evidence_under_the_pointer_until_esc(visit: Visit) -> None:
    page = visit("")
    tooltip = page.locator(".pw-tooltip")
    expect(tooltip).to_be_hidden()
    page.locator(f"{PAIN} .pw-badge").hover()
    expect(tooltip).to_contain_text("Low-dose naltrexone decreases pain.")
    expect(tooltip).to_contain_text("Evidence: ")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()


def test_a_tooltip_can_be_pointed_at_and_goes_when_the_pointer_leaves(visit: Visit) -> None:
    page = visit("")
    tooltip = page.locator(".pw-tooltip")
    page.locator(f"{PAIN} .pw-badge").hover()
    expect(tooltip).to_be_visible()
    tooltip.hover()
    page.wait_for_timeout(500)
    expect(tooltip).to_be_visible()
    tooltip.click()
    assert "select=" not in page.url
    page.mouse.move(640, 5)
    expect(tooltip).to_be_hidden()


def test_keys_show_what_the_focused_arrow_says_and_esc_closes_that_before_the_card(visit: Visit) -> None:
    page = visit("?select=tlr4")
    page.locator('.pw-stage [tabindex="0"]').focus()
    tooltip = page.locator(".pw-tooltip")
    for _ in range(60):
        page.keyboard.press("n")
        if page.evaluate("document.activeElement.matches('.pw-edge')"):
            break
    expect(tooltip).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label').startsWith(document.querySelector('.pw-tooltip p').textContent)")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


@pytest.mark.parametrize("held", [True, False])
def test_a_held_finger_shows_what_an_arrow_says_and_a_tap_chooses_it(browser: Browser, site: str, held: bool) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".pw-stage .pw-node")
    page.wait_for_timeout(800)
    box = page.locator('.pw-edge[data-id="naltrexone-antagonises-opioid-receptors"] .pw-badge').bounding_box()
    assert box
    point = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "id": 1}]
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point})
    if held:
        expect(page.locator(".pw-tooltip")).to_contain_text("Naltrexone antagonises opioid receptor")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)
    expect(page.locator(".pw-tooltip")).to_be_visible(visible=held)
    assert ("select=" in page.url) is not held
    context.close()


def test_a_page_that_is_a_file_explains_its_badges_too(page: Page, shipped: Mechanism, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(write(view(shipped, "", load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), encoding="utf-8")
    page.goto(file.as_uri())
    page.locator(f"{PAIN} .pw-badge").hover()
    expect(page.locator(".pw-tooltip")).to_contain_text("Low-dose naltrexone decreases pain.")


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_the_strip_under_the_map_explains_arrows_and_badges(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(site)
    strip = page.locator(".legend .brief")
    frame = strip.bounding_box()
    assert frame
    for words in ("increases", "decreases", "kind of study", "papers for", "against", "mixed", "disputed"):
        box = strip.get_by_text(words, exact=True).bounding_box()
        assert box
        assert box["y"] < frame["y"] + frame["height"] - 8, f"'{words}' is cut off"
    page.set_viewport_size({"width": 1280, "height": 720})
