"""The picture under hand, wheel, finger and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

Visit = Callable[[str], Page]


def node(page: Page, name: str) -> Locator:
    return page.locator(f'.pw-node[data-id="{name}"]')


def centre(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def field(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def until(page: Page, said: str, seconds: float = 5) -> None:
    """Wait for something to be true; asked from outside, as the page's policy allows no `eval` within."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(said):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {said}")


def test_the_whole_map_is_seen_at_once_and_can_be_read(visit: Visit) -> None:
    page = visit("")
    sizes = page.evaluate(
        """() => {
            const frame = document.querySelector('.pw-figure').getBoundingClientRect();
            const all = [...document.querySelectorAll('.pw-stage :is(.pw-node, .pw-badge, .pw-gap)')].map((item) => item.getBoundingClientRect());
            const inside = all.every((box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
            const scale = new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a;
            const texts = [...document.querySelectorAll('.pw-stage text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
            return {inside, seen: frame.bottom <= innerHeight, least: Math.min(...texts)};
        }"""
    )
    assert sizes["inside"]
    assert sizes["seen"]
    assert sizes["least"] >= 10, f"the smallest text is {sizes['least']:.2f} px"


def test_a_dragged_box_stays_where_it_was_put_and_its_arrows_follow(visit: Visit) -> None:
    page = visit("")
    box = node(page, "nitric-oxide")
    line = page.locator('.pw-edge[data-id="low-dose-naltrexone-downregulates-nitric-oxide"] .pw-line')
    course = line.get_attribute("d")
    x, y = centre(box)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 36, y + 24, steps=4)
    page.mouse.up()
    until(page, "location.search.includes('move=nitric-oxide:')")
    expect(line).not_to_have_attribute("d", course or "")
    there = centre(box)
    assert abs(there[0] - x - 36) < 3
    assert abs(there[1] - y - 24) < 3
    page.reload()
    page.wait_for_selector(".pw-stage .pw-node")
    again = centre(box)
    assert abs(again[0] - there[0]) < 3
    assert abs(again[1] - there[1]) < 3
    page.go_back()
    until(page, "!location.search.includes('move')")
    expect(line).to_have_attribute("d", course or "")


def test_the_wheel_zooms_around_the_pointer_and_replaces_its_entry(visit: Visit) -> None:
    page = visit("")
    before = page.evaluate("history.length")
    x, y = centre(node(page, "tlr4"))
    page.mouse.move(x, y)
    page.mouse.wheel(0, -600)
    until(page, "location.search.includes('view=')")
    zoomed = centre(node(page, "tlr4"))
    assert abs(zoomed[0] - x) < 3
    assert abs(zoomed[1] - y) < 3
    assert page.evaluate("history.length") == before
    page.reload()
    page.wait_for_selector(".pw-stage .pw-node")
    again = centre(node(page, "tlr4"))
    assert abs(again[0] - zoomed[0]) < 3
    page.get_by_role("button", name="show the whole map").click()
    until(page, "!location.search.includes('view=')")


def test_the_wheel_leaves_the_whole_map_for_the_page_below(visit: Visit) -> None:
    page = visit("")
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 400)
    until(page, "scrollY > 100")
    assert field(page, "view") == ""


def test_the_background_is_dragged_to_pan(visit: Visit) -> None:
    page = visit("?view=500,300,3")
    x, y = centre(node(page, "low-dose-naltrexone"))
    frame = page.locator(".pw-figure").bounding_box()
    assert frame
    page.mouse.move(frame["x"] + 30, frame["y"] + 60)
    page.mouse.down()
    page.mouse.move(frame["x"] + 130, frame["y"] + 90, steps=4)
    page.mouse.up()
    until(page, "!location.search.includes('view=500,300,3')")
    there = centre(node(page, "low-dose-naltrexone"))
    assert abs(there[0] - x - 100) < 3
    assert abs(there[1] - y - 30) < 3
    assert field(page, "select") == ""


def test_everything_is_done_by_keys_alone(visit: Visit) -> None:
    page = visit("")
    stops = page.locator('.pw-stage [tabindex="0"]')
    expect(stops).to_have_count(1)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.pw-stage')"):
            break
    start = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.id") != start
    expect(stops).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).not_to_be_visible()
    assert page.evaluate("!!document.activeElement.closest('.pw-stage')"), "the focus is back on the map"
    page.keyboard.press("+")
    until(page, "location.search.includes('view=')")
    page.keyboard.press("0")
    until(page, "!location.search.includes('view=')")


def test_a_gesture_is_not_undone_by_the_address_that_answers_the_one_before(visit: Visit) -> None:
    page = visit("")
    page.locator('.pw-stage [tabindex="0"]').focus()
    page.evaluate(
        """() => {
            const write = history.replaceState.bind(history);
            history.replaceState = (...all) => {
                write(...all);
                history.replaceState = write;
                document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '0', bubbles: true}));
            };
        }"""
    )
    page.keyboard.press("+")
    until(page, "location.search.includes('view=')")
    until(page, "!location.search.includes('view=')")
    assert page.evaluate("!document.querySelector('.pw-figure').classList.contains('is-zoomed')")


def test_every_box_arrow_and_gap_is_within_reach_of_keys_and_has_a_name(visit: Visit) -> None:
    page = visit("")
    page.locator('.pw-stage [tabindex="0"]').focus()
    page.keyboard.press("Home")
    count = page.locator(".pw-stage :is(.pw-node, .pw-edge, .pw-gap)").count()
    met = []
    for _ in range(count):
        met.append(page.evaluate("[document.activeElement.dataset.id, document.activeElement.getAttribute('aria-label')]"))
        page.keyboard.press("n")
    assert len({name for name, _ in met}) == count
    assert all(len(label) > 2 for _, label in met)


@pytest.mark.parametrize("pause", [0, 300])
def test_a_double_click_opens_a_group_though_the_map_makes_way_for_the_card_after_the_first(visit: Visit, pause: int) -> None:
    page = visit("")
    page.mouse.move(*centre(node(page, "inflammatory-cytokines")))
    for press in (1, 2):
        page.mouse.down(click_count=press)
        page.mouse.up(click_count=press)
        page.wait_for_timeout(pause)
    expect(node(page, "tnf-alpha")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?open=inflammatory-cytokines$"))
    expect(page.locator("#card")).to_be_hidden()


def test_a_double_click_beside_everything_zooms_in(visit: Visit) -> None:
    page = visit("")
    box = page.locator(".pw-figure").bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 20, box["y"] + box["height"] / 2)
    until(page, "/view=.*1\\.69/.test(decodeURIComponent(location.search))")


@pytest.mark.parametrize(("button", "panel"), [("Filter", "What is shown"), ("Questions", "Ask the map"), ("Stories", "Stories")])
def test_the_whole_map_stays_in_sight_beside_a_panel(visit: Visit, button: str, panel: str) -> None:
    page = visit("")
    page.get_by_role("button", name=button, exact=True).click()
    sheet = page.get_by_role("dialog", name=panel)
    expect(sheet).to_be_visible()
    until(
        page,
        """((panel) => panel.left === 0 && [...document.querySelectorAll('.pw-stage .pw-node')].every((item) =>
            ((box) => box.left > panel.right && box.right < innerWidth)(item.getBoundingClientRect()))
        )(document.querySelector('.beside').getBoundingClientRect())""",
    )


def test_what_is_selected_is_not_left_under_the_card(visit: Visit) -> None:
    page = visit("")
    x, _ = centre(node(page, "pain"))
    node(page, "pain").click()
    until(
        page,
        "document.querySelector('[data-id=pain]').getBoundingClientRect().right < document.getElementById('card').getBoundingClientRect().left",
    )
    assert field(page, "view") == "", "a view that nobody asked for is not in the address"
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert abs(centre(node(page, "pain"))[0] - x) < 3


def test_hovering_lets_neighbours_stand_out(visit: Visit) -> None:
    page = visit("")
    node(page, "substance-p").hover()
    expect(node(page, "substance-p")).to_have_class(re.compile("is-near"))
    expect(node(page, "sensitisation")).to_have_class(re.compile("is-near"))
    expect(node(page, "opioid-growth-factor")).not_to_have_class(re.compile("is-near"))


def test_two_fingers_zoom(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".pw-stage .pw-node")
    touch = page.context.new_cdp_session(page)
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a"
    before = page.evaluate(scale)

    def fingers(kind: str, apart: int) -> None:
        points = [{"x": 200 - apart, "y": 350, "id": 1}, {"x": 200 + apart, "y": 350, "id": 2}] if apart else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 40)
    for apart in (60, 80, 100):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    until(page, "location.search.includes('view=')")
    assert page.evaluate(scale) > before * 1.5
    context.close()
