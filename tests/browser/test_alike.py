"""The explorer and the light page are one to the hand: what is searched, opened by keys, pressed twice and printed behaves alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from figures import view
from playwright.sync_api import Browser, Locator, Page, expect

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.light import write

from .test_picture import centre, node, until

ROOT = Path(__file__).resolve().parents[2]
CARD = ":is(#card.is-open, article.card.is-open)"

@pytest.fixture(params=["explorer", "file"])
def face(request: pytest.FixtureRequest, browser: Browser, site: str, shipped: Mechanism, tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    file = tmp_path / "map.html"
    if request.param == "file":
        file.write_text(write(view(shipped, "", load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), encoding="utf-8")
    page.goto(site if request.param == "explorer" else file.as_uri())
    page.wait_for_selector(".pw-stage .pw-node")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def field(page: Page) -> Locator:
    return page.get_by_placeholder("Find on the map")


def heading(page: Page) -> Locator:
    return page.locator(f"{CARD} :is(h2, h3)").first


@pytest.mark.parametrize(("asked", "found"), [
    ("receptor", ["Receptor up-regulation", "Opioid receptor activity"]), ("TLR-4", ["Toll-like receptor 4"]),
    ("ópioid SIGN", ["Natural opioid signalling"]),
])  # fmt: skip
def test_search_lists_the_same_things_in_the_same_order(face: Page, asked: str, found: list[str]) -> None:
    field(face).fill(asked)
    expect(face.get_by_role("option").first).to_contain_text(found[0])
    assert [text.partition(" (")[0].strip() for text in face.get_by_role("option").all_inner_texts()][: len(found)] == found


def test_what_is_found_takes_the_focus_however_it_is_chosen(face: Page) -> None:
    field(face).fill("TLR-4")
    face.get_by_role("option").first.click()
    expect(heading(face)).to_have_text("Toll-like receptor 4")
    expect(heading(face)).to_be_focused()
    face.keyboard.press("Escape")
    expect(face.locator(CARD)).to_have_count(0)
    assert face.evaluate("document.activeElement.dataset.id") == "tlr4", "the map has the focus, where it was found"


def test_a_card_that_a_key_opened_gives_the_focus_back_to_the_item(face: Page) -> None:
    node(face, "tlr4").focus()
    face.keyboard.press("Enter")
    expect(heading(face)).to_be_focused()
    face.keyboard.press("Escape")
    expect(face.locator(CARD)).to_have_count(0)
    expect(node(face, "tlr4")).to_be_focused()


def test_a_card_that_a_key_opened_from_below_gives_the_focus_back_there(face: Page) -> None:
    table = face.get_by_role("button", name="Show the relations in view as a table")
    if table.count():
        table.click()
    row = face.locator(".relations :is(tbody th button, li a)").first
    row.press("Enter")
    expect(heading(face)).to_be_focused()
    face.keyboard.press("Escape")
    expect(face.locator(CARD)).to_have_count(0)
    expect(row).to_be_focused()


def test_a_card_that_was_pressed_open_leaves_the_focus_where_it_is_and_one_reached_from_it_takes_it(face: Page) -> None:
    node(face, "tlr4").click()
    expect(heading(face)).to_have_text("Toll-like receptor 4")
    expect(node(face, "tlr4")).to_be_focused()
    face.locator(CARD).get_by_role("link", name="Low-dose naltrexone", exact=False).first.click()
    expect(heading(face)).not_to_have_text("Toll-like receptor 4")
    expect(heading(face)).to_be_focused()


def test_the_second_press_of_a_double_click_does_nothing_to_a_card_that_came_between(face: Page) -> None:
    before = face.evaluate("history.length")
    x, y = centre(node(face, "pain"))
    face.mouse.click(x, y)
    expect(heading(face)).to_have_text("Pain")
    until(face, "document.querySelector('[data-id=pain]').getBoundingClientRect().right < innerWidth * 0.7")
    face.mouse.down(click_count=2)
    face.mouse.up(click_count=2)
    expect(heading(face)).to_have_text("Pain")
    assert face.evaluate("history.length") == before + 1


def test_on_paper_the_whole_map_is_as_wide_as_the_page(face: Page) -> None:
    node(face, "tlr4").focus()
    face.keyboard.press("+")
    face.emulate_media(media="print")
    left, right, width = face.evaluate(
        "(({left, right}) => [left, right, innerWidth])(document.querySelector('.pw-stage svg').getBoundingClientRect())"
    )
    assert (left, right) == (0, width)
    expect(face.locator(".pw-tools")).to_be_hidden()
