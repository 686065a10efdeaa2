"""The light page in a real browser with the network cut: it is read by mouse, finger and keys, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from figures import view
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.light import write

from .test_access import serious, serious_in_both
from .test_picture import centre, node, until

ROOT = Path(__file__).resolve().parents[2]
EDGE = "low-dose-naltrexone-downregulates-tlr4"

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return load_layouts(ROOT / "data/low-dose-naltrexone.yaml")


@pytest.fixture(scope="module")
def written(shipped: Mechanism, layouts: dict[str, Layout]) -> Callable[[str], str]:
    """The page of a view, written once."""
    return cache(lambda search: write(view(shipped, search, layouts)))


@pytest.fixture
def opened(browser: Browser, written: Callable[[str], str], tmp_path: Path) -> Iterator[Opened]:
    """Open a view as a file, without a network. Whatever a test does, nothing is asked for and nothing is reported as an error."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    file = tmp_path / "map.light.html"

    def go(search: str = "", place: str = "", **settings: Any) -> Page:
        file.write_text(written(search), encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **settings}))
        contexts[-1].set_offline(True)
        page = contexts[-1].new_page()
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(("data:", file.as_uri())) else None)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(file.as_uri() + place)
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


def card(page: Page) -> Locator:
    return page.locator(".card.is-open")


def test_the_whole_map_is_seen_at_once(opened: Opened) -> None:
    page = opened()
    inside = page.evaluate(
        """() => {
            const frame = document.querySelector('.pw-figure').getBoundingClientRect();
            const all = [...document.querySelectorAll('.pw-stage :is(.pw-node, .pw-badge, .pw-gap)')].map((item) => item.getBoundingClientRect());
            return all.every((box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
        }"""
    )
    assert inside
    assert page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom <= innerHeight")
    assert page.evaluate("document.fonts.check('600 13px \"Open Sans\"', 'α')")
    expect(card(page)).to_have_count(0)


def test_a_click_on_an_arrow_opens_its_card_and_the_browser_goes_back(opened: Opened) -> None:
    page = opened()
    page.locator(f'[id="map-e-{EDGE}"] .pw-badge').click()
    expect(card(page)).to_have_count(1)
    expect(card(page).get_by_role("heading", level=3)).to_contain_text("turns down Toll-like receptor 4")
    expect(card(page).locator("mark").first).to_be_visible()
    assert card(page).locator(".paper").count() >= 3
    assert page.url.endswith(f"#e-{EDGE}")
    card(page).get_by_role("link", name="Toll-like receptor 4", exact=True).click()
    expect(card(page).get_by_role("heading", level=3)).to_have_text("Toll-like receptor 4")
    expect(page.locator("#map-n-tlr4.is-selected")).to_have_count(1)
    page.go_back()
    expect(card(page).get_by_role("heading", level=3)).to_contain_text("turns down")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(card(page)).to_have_count(0)
    expect(page.locator(".is-selected")).to_have_count(0)


def test_a_card_is_read_by_keys_alone(opened: Opened) -> None:
    page = opened()
    expect(page.locator('.pw-stage [tabindex="0"]')).to_have_count(1)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.pw-stage')"):
            break
    start = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.id") != start
    here = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    expect(card(page).get_by_role("heading", level=3)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.card.is-open')")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == here


def test_keys_reach_everything_and_everything_has_a_name(opened: Opened) -> None:
    page = opened()
    page.locator('.pw-stage [tabindex="0"]').focus()
    page.keyboard.press("Home")
    count = page.locator(".pw-stage :is(.pw-node, .pw-edge, .pw-gap)").count()
    met = []
    for _ in range(count):
        met.append(page.evaluate("[document.activeElement.id, document.activeElement.getAttribute('aria-label')]"))
        page.keyboard.press("n")
    assert len({name for name, _ in met}) == count
    assert all(len(label) > 2 for _, label in met)


def test_keys_wheel_and_buttons_zoom(opened: Opened) -> None:
    page = opened()
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a"
    whole = page.evaluate(scale)
    page.locator('.pw-stage [tabindex="0"]').focus()
    page.keyboard.press("+")
    assert page.evaluate(scale) > whole * 1.2
    page.keyboard.press("0")
    assert page.evaluate(scale) == pytest.approx(whole)
    page.get_by_role("button", name="zoom in").click()
    assert page.evaluate(scale) > whole * 1.2
    page.get_by_role("button", name="show the whole map").click()
    x, y = centre(node(page, "tlr4"))
    page.mouse.move(x, y)
    page.mouse.wheel(0, -600)
    until(page, f"{scale} > {whole} * 1.5")
    there = centre(node(page, "tlr4"))
    assert abs(there[0] - x) < 3
    assert abs(there[1] - y) < 3
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(380, 330, steps=4)
    page.mouse.up()
    moved = centre(node(page, "tlr4"))
    assert abs(moved[0] - there[0] - 80) < 3
    expect(card(page)).to_have_count(0)


def test_the_wheel_leaves_the_whole_map_for_the_page_below(opened: Opened) -> None:
    page = opened()
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 400)
    until(page, "scrollY > 100")


def test_a_thing_is_found_by_any_of_its_names(opened: Opened) -> None:
    page = opened()
    found = page.get_by_role("combobox")
    found.fill("TLR-4")
    expect(page.get_by_role("option").first).to_have_text("Toll-like receptor 4 (TLR4)")
    found.press("Enter")
    expect(card(page).get_by_role("heading", level=3)).to_be_focused()
    expect(card(page)).to_have_attribute("id", "n-tlr4")
    found.fill("tumour")  # a member of a closed group: its own card, and the group is lit
    page.get_by_role("option").first.click()
    expect(card(page)).to_have_attribute("id", "n-tnf-alpha")
    expect(page.locator("#map-n-inflammatory-cytokines.is-selected")).to_have_count(1)
    found.fill("qwxzv")
    expect(page.locator("#found").get_by_text("Nothing on this map is called so")).to_be_visible()


def test_what_is_chosen_is_not_left_under_its_card(opened: Opened) -> None:
    page = opened()
    x, _ = centre(node(page, "pain"))
    node(page, "pain").click()
    left = card(page).bounding_box()
    assert left
    assert centre(node(page, "pain"))[0] < left["x"]
    page.keyboard.press("Escape")
    assert abs(centre(node(page, "pain"))[0] - x) < 3


def test_the_list_below_leads_to_cards_and_numbers_to_papers(opened: Opened) -> None:
    page = opened()
    page.locator(f'.relations a[href="#e-{EDGE}"]').click()
    expect(card(page)).to_have_attribute("id", f"e-{EDGE}")
    number = card(page).locator("a.number").first
    paper = (number.get_attribute("href") or "").removeprefix("#")
    number.click()
    expect(page.locator(f'[id="{paper}"]')).to_be_in_viewport()
    expect(card(page)).to_have_count(1)


def test_a_link_to_a_card_opens_it(opened: Opened) -> None:
    page = opened("focus=tlr4&select=tlr4")
    expect(card(page)).to_have_attribute("id", "n-tlr4")
    page = opened("", f"#e-{EDGE}")
    expect(card(page)).to_have_attribute("id", f"e-{EDGE}")


def test_a_phone_shows_it_without_sideways_scrolling(opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    node(page, "low-dose-naltrexone").tap()
    box = card(page).bounding_box()
    assert box
    assert box["width"] == 390
    assert box["y"] > 844 * 0.35, "the picture is still seen above the card"
    assert centre(node(page, "low-dose-naltrexone"))[1] < box["y"]
    assert page.evaluate(wide) <= 0


def test_two_fingers_zoom(opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True)
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a"
    before = page.evaluate(scale)
    touch = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80), ("touchMove", 100), ("touchEnd", 0)):
        points = [{"x": 200 - apart, "y": 350, "id": 1}, {"x": 200 + apart, "y": 350, "id": 2}] if apart else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    until(page, f"{scale} > {before} * 1.5")


@pytest.mark.parametrize(("theme", "scheme", "paper"), [
    ("auto", "light", "rgb(255, 255, 255)"), ("auto", "dark", "rgb(17, 23, 30)"), ("light", "dark", "rgb(255, 255, 255)"), ("dark", "light", "rgb(17, 23, 30)"),
])  # fmt: skip
def test_the_theme_follows_the_device_or_the_view(opened: Opened, theme: str, scheme: str, paper: str) -> None:
    page = opened(f"theme={theme}", color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.querySelector('.board')).backgroundColor") == paper


@pytest.mark.parametrize(("search", "found"), [("", serious_in_both), ("theme=print", serious)])
def test_axe_finds_nothing_serious(opened: Opened, search: str, found: Callable[..., list[Any]]) -> None:
    page = opened(search, f"#e-{EDGE}")
    page.locator(".legend summary").click()
    assert found(page) == [], "a card and the legend"
    page.goto(f"{page.url.partition('#')[0]}#n-inflammatory-cytokines")
    page.get_by_role("combobox").fill("cyto")
    expect(page.get_by_role("option").first).to_be_visible()
    assert found(page, ".card.is-open", ".board", ".find") == [], "the card of a box, and the search"


def test_without_scripts_everything_is_there_to_be_read(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    expect(page.locator(".pw-stage svg")).to_be_visible()
    expect(page.locator(f'[id="e-{EDGE}"] mark').first).to_be_visible()
    expect(page.locator("details.legend .key")).to_be_visible()
    expect(page.locator("#find")).not_to_be_visible()
    page.locator(f'.relations a[href="#e-{EDGE}"]').click()
    expect(page.locator(f'[id="e-{EDGE}"] h3')).to_be_in_viewport()


def test_on_paper_there_is_the_picture_and_the_evidence(opened: Opened) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator(f'[id="e-{EDGE}"] mark').first).to_be_visible()
    expect(page.locator(".pw-tools")).not_to_be_visible()
    box = page.locator(".pw-stage svg").bounding_box()
    assert box
    assert box["width"] == pytest.approx(1280, abs=2)


def test_a_frame_without_rights_of_its_own_shows_it_too(opened: Opened, written: Callable[[str], str]) -> None:
    """As in a notebook, or in an explorer's frame: there the address cannot be set."""
    page = opened()
    page.goto("about:blank")
    page.evaluate(
        """(text) => {
            const frame = Object.assign(document.createElement('iframe'), {id: 'inner', srcdoc: text, width: 900, height: 600});
            frame.setAttribute('sandbox', 'allow-scripts');
            document.body.replaceChildren(frame);
        }""",
        written("theme=light"),
    )
    inner = page.frame_locator("#inner")
    inner.locator(f'[id="map-e-{EDGE}"] .pw-badge').click()
    expect(inner.locator(".card.is-open h3")).to_contain_text("turns down")
    inner.locator(".card.is-open").get_by_role("link", name="Toll-like receptor 4", exact=True).click()
    expect(inner.locator(".card.is-open h3")).to_have_text("Toll-like receptor 4")
