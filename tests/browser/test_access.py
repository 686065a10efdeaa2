"""For everyone: what axe-core finds, small screens, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import ready
from .test_picture import until

Visit = Callable[[str], Page]

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
VIEWS = (
    "",
    "?select=low-dose-naltrexone-downregulates-tlr4&table=1&layer=nonsense&focus=tlr4",
    "?select=inflammatory-cytokines&open=sensitisation",
)


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def serious_in_both(page: Page, *within: str) -> list[Any]:
    """What is serious in a page that follows the device: all of it in light, and in dark, being the same elements, all about colours."""
    seen = "((style) => style.color + style.backgroundColor)(getComputedStyle(document.body))"
    found, before = [], ""
    for scheme, rules in (("light", {}), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(DRAWN)
        assert before != (before := page.evaluate(seen)), "the page follows the device"
        found += [(scheme, *one) for one in serious(page, *within, rules=rules)]
    page.emulate_media(color_scheme="light")
    return found


def serious(page: Page, *within: str, rules: dict[str, Any] | None = None) -> list[Any]:
    """What is serious, within some elements where the rest was looked at before."""
    options = {"resultTypes": ["violations"], **(rules or {})}  # what passes need not be listed: 3 times faster
    found = Axe().run(page, context={"include": [[one] for one in within]} if within else None, options=options).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found if one["impact"] in ("serious", "critical")]


def test_axe_finds_nothing_serious(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".pw-stage .pw-node")
    assert serious_in_both(page) == [], "the first view"
    page.goto(site + VIEWS[1])
    page.get_by_role("button", name="Filter").click()
    page.locator(".legend summary").click()
    expect(page.locator("#filters-reset")).to_be_visible()
    assert serious_in_both(page) == [], "evidence, table, notice, filters and legend"
    context.close()


def test_a_phone_shows_it_without_sideways_scrolling(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    wide = "document.documentElement.scrollWidth - innerWidth"
    for view in VIEWS:
        page.goto(site + view)
        page.wait_for_selector(".pw-stage .pw-node")
        assert page.evaluate(wide) <= 0, view
    page.goto(site)
    seen = "(item) => ((box) => box.left > 0 && box.right < 390 && box.top > 110 && box.bottom < 560)(item.getBoundingClientRect())"
    name = page.evaluate(f"[...document.querySelectorAll('.pw-node')].find({seen}).dataset.id")
    page.locator(f'.pw-node[data-id="{name}"]').tap()
    expect(page.locator("#card h2")).to_be_visible()
    card = page.locator("#card").bounding_box()
    assert card
    assert card["width"] == 390
    assert card["y"] > 844 * 0.35, "the picture is still seen above the card"
    context.close()


def test_on_a_phone_what_is_selected_stays_in_sight_though_the_card_is_filled_late(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site)
    ready(page)
    chosen = page.locator('.pw-node[data-id="nerve-injury"]')
    held: list[Route] = []
    page.route("**/_dash-update-component*", lambda route: held.append(route))
    chosen.tap()
    page.wait_for_timeout(900)  # what opens with the selection has opened by now
    page.route("**/_dash-update-component*", lambda route: route.continue_())
    for route in held:
        route.continue_()
    expect(page.locator("#card h2")).to_be_visible()
    until(
        page,
        "document.querySelector('[data-id=nerve-injury]').getBoundingClientRect().bottom < document.getElementById('card').getBoundingClientRect().top",
    )
    context.close()


def test_dark_follows_the_device(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".pw-stage .pw-node")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(11, 16, 22)"
    context.close()


def test_without_scripts_there_is_a_way_to_the_picture(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.get_by_role("link", name="The map as a picture")).to_be_visible()
    context.close()


def test_what_is_open_on_a_card_stays_open_and_keeps_the_focus_when_the_view_changes(visit: Visit) -> None:
    page = visit("?select=low-dose-naltrexone-decreases-pain")
    rule, number = page.locator("#card .rule").first, page.locator("#card .cite").last
    before = number.inner_text()
    rule.locator("summary").press("Enter")
    page.evaluate("pathways.go({focus: 'pain'})")
    expect(number).not_to_have_text(before)
    expect(rule).to_have_attribute("open", "")
    expect(rule.locator("summary")).to_be_focused()
