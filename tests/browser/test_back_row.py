"""Every word of a story that is presented is read from the back row."""

from __future__ import annotations

import math
from collections.abc import Iterator

from playwright.sync_api import Page

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.story.render_plan import RenderPlan

from .conftest import ROOT, Presented

SCREEN = {"width": 1920, "height": 1080}
POINTS = 14 / 540  # of the stage's height: the least that is read from the back row
# Every text that is seen in the player, with the height of its letters (font size as rendered, in px) and what it says.
LETTERS = """() => {
    const seen = [];
    const walk = document.createTreeWalker(document.getElementById('show'), NodeFilter.SHOW_TEXT);
    const board = document.querySelector('.board').getBoundingClientRect();
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim();
        const own = walk.currentNode.parentElement;
        if (!text || own.closest('title, .unseen') || !own.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        const inside = own.closest('svg');
        if (inside && (box.right < board.left || box.left > board.right || box.bottom < board.top || box.top > board.bottom)) continue;
        const scale = inside ? own.getScreenCTM().a : 1;
        seen.push([parseFloat(getComputedStyle(own).fontSize) * scale, text]);
    }
    return seen;
}"""
def letters(page: Page, plan: RenderPlan) -> Iterator[tuple[str, str, float]]:
    for shot in plan.shots:
        page.keyboard.press("Home")
        for _ in range(shot.number - 1):
            page.keyboard.press("PageDown")
        for size, text in page.evaluate(LETTERS):
            yield shot.title, text, size


def test_every_word_of_the_toy_is_read_from_the_back_row(presented: Presented, plan: RenderPlan) -> None:
    assert plan.remarks == ()
    page = presented(plan, viewport=SCREEN)
    found = list(letters(page, plan))
    assert {"A circle", "[1] Able 2019", "3 / 5", "Toyamine"} <= {text for _, text, _ in found}
    small = [(scene, text, size) for scene, text, size in found if size < SCREEN["height"] * POINTS - 0.1]
    assert small == []


def test_every_word_of_the_shipped_stories_is_read_from_the_back_row(presented: Presented, shipped: Mechanism) -> None:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    for one in shipped.stories:
        plan = RenderPlan(shipped, one, layouts=layouts)
        page = presented(plan, viewport=SCREEN)
        small = [found for found in letters(page, plan) if found[2] < SCREEN["height"] * POINTS - 0.1]
        assert small == [], one.id


def test_cards_are_read_from_the_back_row_too(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, viewport=SCREEN)
    page.locator(".pw-edge:not(.is-faded) .pw-badge").first.click()
    card = page.locator(".card.is-open")
    sizes = card.evaluate(
        """(card) => [...card.querySelectorAll('*')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
            .map((one) => [parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom, one.textContent])"""
    )
    assert [found for found in sizes if found[0] < SCREEN["height"] * POINTS - 0.1 and not math.isnan(found[0])] == []
    box = card.bounding_box()
    assert box
    assert box["width"] < SCREEN["width"] * 0.6, "the picture is still seen"
