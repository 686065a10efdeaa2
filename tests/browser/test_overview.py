"""The overview: understood at a glance, opened in place, and left for the whole map, a question or a story."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .test_access import serious

Visit = Callable[[str], Page]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_overview_says_what_the_trials_say_and_shows_few_boxes(visit: Visit, width: int, height: int) -> None:
    page = visit("?overview=1")
    page.set_viewport_size({"width": width, "height": height})
    intro = page.get_by_role("region", name="Overview")
    expect(intro).to_contain_text(re.compile(r"Pain: \d controlled trials? for, \d without a difference"))
    assert 5 <= page.locator(".pw-node").count() <= 9
    box, frame = intro.bounding_box(), page.locator(".pw-figure").bounding_box()
    assert box
    assert frame
    assert box["y"] + box["height"] <= frame["y"] + 1, "nothing lies over the picture"
    assert frame["height"] > 200
    assert serious(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})


def test_an_arrow_of_the_overview_shows_the_relations_that_it_rests_on(visit: Visit) -> None:
    page = visit("?overview=1&select=low-dose-naltrexone~increases~opioid-route")
    card = page.locator("#card")
    expect(card).to_contain_text("endorphins")
    expect(card).to_contain_text("4 relations")


def test_a_route_opens_in_place(visit: Visit) -> None:
    page = visit("?overview=1")
    page.locator('.pw-node[data-id="opioid-route"]').dblclick()
    expect(page.locator('.pw-node[data-id="endorphins"]')).to_be_visible()
    expect(page).to_have_url(re.compile(r"overview=1&open=opioid-route"))


def test_three_ways_lead_on(visit: Visit) -> None:
    page = visit("?overview=1")
    story = page.get_by_role("link", name="Tell me the story")
    assert page.request.get(page.url.split("?")[0] + (story.get_attribute("href") or "")).ok
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator('.pw-node[data-id="tlr4"]')).to_be_visible()
    expect(page.get_by_role("region", name="Overview")).to_have_count(0)
    page.get_by_role("button", name="Overview").click()
    page.get_by_role("button", name="Ask a question").click()
    expect(page.get_by_role("dialog", name="Ask the map")).to_be_visible()
    assert "overview" not in page.url


def test_what_is_found_is_shown_on_the_whole_map(visit: Visit) -> None:
    page = visit("?overview=1")
    page.locator("#search").fill("TRPV1")
    page.keyboard.press("Enter")
    expect(page.locator('.pw-node[data-id="trpv1"]')).to_be_visible()
    assert "overview" not in page.url
