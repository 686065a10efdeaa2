"""The loose page in a real browser without a network: it draws, answers clicks and keys, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from figures import view
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.html import write

from .test_access import serious_in_both

ROOT = Path(__file__).resolve().parents[2]
EDGE = "low-dose-naltrexone-downregulates-tlr4"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def written(shipped: Mechanism) -> Callable[[str], str]:
    """The page of a view, written once."""
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    return cache(lambda search: write(view(shipped, search, layouts)))


@pytest.fixture
def opened(browser: Browser, written: Callable[[str], str], tmp_path: Path) -> Iterator[Opened]:
    """Open a view as a file, without a network. Whatever a test does, nothing is asked for and nothing is reported as an error."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    file = tmp_path / "map.html"

    def go(search: str = "", place: str = "", **settings: Any) -> Page:
        file.write_text(written(search), encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **settings}))
        contexts[-1].set_offline(True)
        page = contexts[-1].new_page()
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(("data:", file.as_uri())) else None)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(file.as_uri() + place)
        if settings.get("java_script_enabled", True):
            page.wait_for_selector("#figure[data-ready] canvas")
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


def card(page: Page) -> Locator:
    return page.locator(".card.is-open")


def test_it_draws_without_a_network(opened: Opened) -> None:
    page = opened()
    expect(card(page)).to_have_count(0)
    drawn = page.evaluate("document.querySelector('#figure canvas').toDataURL().length")
    assert drawn > 20_000
    assert page.evaluate("document.fonts.check('13px \"Open Sans\"')")


def test_the_whole_map_is_in_sight_and_a_click_opens_a_card(opened: Opened) -> None:
    page = opened()
    figure = page.locator("#figure").bounding_box()
    assert figure
    # the middle of the picture is the middle of the frame, but for the buttons at the left
    page.mouse.click(figure["x"] + 5, figure["y"] + 5)
    expect(card(page)).to_have_count(0)
    found = None
    for x in range(80, 640, 8):  # a box is drawn on a canvas, so look for one along a line
        page.mouse.click(figure["x"] + x, figure["y"] + figure["height"] * 0.515)
        if card(page).count():
            found = card(page).locator("h3").inner_text()
            break
    assert found
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)


def test_the_list_opens_cards_by_keys_alone(opened: Opened) -> None:
    page = opened()
    link = page.locator(f'.relations a[href="#e-{EDGE}"]')
    link.focus()
    page.keyboard.press("Enter")
    expect(card(page).get_by_role("heading", level=3)).to_be_focused()
    expect(card(page)).to_have_attribute("id", f"e-{EDGE}")
    assert card(page).locator("blockquote").count() >= 1
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_thing_is_found_and_a_link_opens_it(opened: Opened) -> None:
    page = opened("", "#n-tlr4")
    expect(card(page)).to_have_attribute("id", "n-tlr4")
    page.get_by_role("combobox").fill("tumour")
    page.get_by_role("option").first.click()
    expect(card(page)).to_have_attribute("id", "n-tnf-alpha")


def test_tab_stops_at_the_picture_once(opened: Opened) -> None:
    page = opened()
    assert page.evaluate("document.querySelectorAll('#figure [tabindex]:not([tabindex=\"-1\"])').length") == 1
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every((item) => item.tabIndex <= 0)")


def test_the_picture_follows_the_device(opened: Opened) -> None:
    corner = "[...document.querySelector('#figure canvas').getContext('2d').getImageData(4, 4, 1, 1).data].slice(0, 3).join()"
    page = opened(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('.board')).backgroundColor") == "rgb(17, 23, 30)"
    before = page.evaluate("document.querySelector('#figure canvas').toDataURL()")
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('#figure canvas').toDataURL()") != before
    assert page.evaluate(corner) == "0,0,0", "the canvas itself has no background"


def test_axe_finds_nothing_serious(opened: Opened) -> None:
    page = opened("", f"#e-{EDGE}")
    page.locator(".legend summary").click()
    assert serious_in_both(page) == []


def test_a_phone_shows_it_without_sideways_scrolling(opened: Opened) -> None:
    page = opened("", "#n-tlr4", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    box = card(page).bounding_box()
    assert box
    assert box["y"] > 844 * 0.35


def test_without_scripts_the_words_are_there(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    expect(page.get_by_text("The picture of this page needs scripts")).to_be_visible()
    expect(page.locator(f'[id="e-{EDGE}"] mark').first).to_be_visible()
