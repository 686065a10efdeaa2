"""The door to the questions: asked with the mouse, by keys alone and by a link; shown on the map, chosen, told in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .conftest import ready
from .test_picture import field, node, until

Visit = Callable[[str], Page]

PATH = "low-dose-naltrexone-decreases-pain"
ASKED = {  # what is asked, the title of its part of the panel, and a word of its answer
    "?from=low-dose-naltrexone&to=pain": ("How does one thing lead to another?", "paths of"),
    "?loops=1": ("What keeps it going?", "feedback loops"),
    "?up=low-dose-naltrexone&block=tlr4": ("What if something goes up, down or is blocked?", "unchanged"),
    "?evidence=human&ghosts=1": ("What is left if only some evidence counts?", "are left"),
    "?dose=low&against=dose%3Dhigh": ("What changes between two views?", "opposite"),
}


def opened(page: Page) -> Locator:
    """Open the panel and wait until it is filled."""
    page.get_by_role("button", name="Questions").click()
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel.locator(".question")).to_have_count(5)
    return panel


def part(panel: Locator, title: str) -> Locator:
    """One of the five questions, unfolded."""
    found = panel.locator(".question").filter(has=panel.page.get_by_role("heading", name=title))
    if not found.evaluate("(item) => item.open"):
        found.locator("> summary").click()
    return found


def answer(panel: Locator) -> Locator:
    return panel.locator(".answer-sentence")


def pale(page: Page, name: str) -> bool:
    """Whether a thing on the map is less than half seen."""
    return bool(page.locator(f'[data-id="{name}"]').evaluate("(item) => getComputedStyle(item).opacity < 0.5"))


# ---- asked with the mouse


def test_nothing_of_it_is_asked_for_before_it_is_opened(visit: Visit) -> None:
    page = visit("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [one for one in asked if "questions-body" in one or "questions-words" in one]
    assert page.locator(".questions-sheet").count() == 0
    opened(page)
    assert [one for one in asked if "questions-body" in one]


def test_how_one_thing_reaches_another(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    ways = part(panel, "How does one thing lead to another?")
    ways.get_by_role("combobox", name="From").fill("ldn")
    ways.get_by_role("option", name="Low-dose naltrexone (LDN)").click()
    expect(page).to_have_url(re.compile(r"\?from=low-dose-naltrexone$"))
    ways.get_by_role("combobox", name="To").fill("pain")
    ways.get_by_role("option", name="Pain", exact=True).click()
    expect(page).to_have_url(re.compile(r"from=low-dose-naltrexone&to=pain$"))
    expect(answer(panel)).to_contain_text("paths of 1 to 3 steps")
    expect(ways.locator(".answer-item").first).to_contain_text("1 contested")
    expect(node(page, "nitric-oxide")).to_have_class(re.compile("is-faded"))
    ways.get_by_text("Steps and doses").click()
    ways.get_by_role("button", name="2", exact=True).click()
    expect(answer(panel)).to_contain_text("2 paths of 1 to 2 steps")
    ways.get_by_role("button", name="To: take Pain out").click()
    expect(answer(panel)).to_have_count(0)


def test_no_path_says_what_is_missing_and_asks_on(visit: Visit) -> None:
    page = visit("?from=tlr4&to=pain")
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(answer(panel)).to_contain_text("the step from inflammatory cytokines to pain is missing, drawn as a gap")
    gap = page.locator('.pw-gap[data-id="cytokines-to-pain"]')
    expect(gap).not_to_have_class(re.compile("is-faded"))
    expect(node(page, "inflammatory-cytokines")).not_to_have_class(re.compile("is-faded"))
    expect(node(page, "endorphins")).to_have_class(re.compile("is-faded"))
    reached = panel.get_by_role("link", name="One gets from Toll-like receptor 4")
    reached.hover()
    expect(node(page, "microglia")).to_have_class(re.compile("is-lit"))
    expect(gap).not_to_have_class(re.compile("is-lit"))
    panel.get_by_role("link", name="Show this gap").click()
    expect(page).to_have_url(re.compile(r"select=cytokines-to-pain$"))
    expect(page.locator("#card")).to_contain_text("From cytokines to pain")
    panel.get_by_role("link", name="from Toll-like receptor 4 to chronic pain").click()
    expect(page).to_have_url(re.compile(r"from=tlr4&to=chronic-pain"))
    expect(answer(panel)).to_contain_text("paths of")


def test_what_must_and_must_not_be_passed_is_asked_by_keys_alone(visit: Visit) -> None:
    page = visit("?from=low-dose-naltrexone&to=pain")
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(answer(panel)).to_contain_text("4 paths")
    page.get_by_role("combobox", name="To", exact=True).focus()
    for name, typed, said in (("Only by way of", "endorphins", "1 path of 2 steps"), ("Without passing", "endorphins", "No causal path")):
        for _ in range(6):
            if page.evaluate("document.activeElement.getAttribute('role')") == "combobox" and panel.get_by_role("combobox", name=name).evaluate(
                "(item) => item === document.activeElement"
            ):
                break
            page.keyboard.press("Tab")
        box = panel.get_by_role("combobox", name=name)
        expect(box).to_be_focused()
        page.keyboard.type(typed)
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Enter")
        expect(box).to_be_focused()
        expect(answer(panel)).to_contain_text(said)
    expect(page).to_have_url(re.compile(r"via=endorphins&avoid=endorphins$"))
    expect(panel.get_by_role("list", name="Why, and what to ask instead")).to_contain_text("says that no path may pass there")
    panel.get_by_role("link", name="Let it be passed").focus()
    page.keyboard.press("Enter")
    expect(answer(panel)).to_contain_text("1 path of 2 steps")
    panel.get_by_role("button", name="Only by way of: take Endorphins out").click()
    expect(answer(panel)).to_contain_text("4 paths")
    panel.get_by_role("link", name="By way of TLR4").click()
    expect(answer(panel)).to_contain_text("Nothing entered leads from low-dose naltrexone by way of Toll-like receptor 4 to pain")


def test_what_keeps_it_going(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    part(panel, "What keeps it going?").get_by_role("button", name="Find the feedback loops").click()
    expect(answer(panel)).to_contain_text("feedback loops")
    expect(panel.locator(".answer-item").first).to_contain_text("R1")
    expect(page.locator(".pw-tag-text").first).to_be_visible()


def test_what_is_typed_before_the_names_have_come_is_found_once_they_are_there(visit: Visit) -> None:
    page = visit("")
    held: list[Route] = []
    named = ".things"
    pattern = "**/_dash-update-component*"
    page.route(pattern, lambda route: held.append(route) if named in str(route.request.post_data) else route.continue_())
    panel = opened(page)
    ways = part(panel, "How does one thing lead to another?")
    ways.get_by_role("combobox", name="From").fill("ldn")
    expect(ways.get_by_role("option")).to_have_text("Looking\u2026")
    page.route(pattern, lambda route: route.continue_())
    for route in held:
        route.continue_()
    expect(ways.get_by_role("option").first).to_have_text("Low-dose naltrexone (LDN)")


def test_what_if_something_is_blocked(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    supposed = part(panel, "What if something goes up, down or is blocked?")
    supposed.get_by_role("combobox", name="Goes up").fill("low-dose")
    supposed.get_by_role("option").first.click()
    expect(answer(panel)).to_contain_text("unchanged")
    before = answer(panel).inner_text()
    supposed.get_by_role("combobox", name="Is blocked").fill("toll tlr4")
    supposed.get_by_role("option", name="Toll-like receptor 4").click()
    expect(answer(panel)).not_to_have_text(before)
    expect(node(page, "tlr4")).to_have_attribute("aria-label", re.compile("blocked"))
    expect(node(page, "pain")).to_have_attribute("aria-label", re.compile("predicted down"))


def test_what_is_left_of_the_evidence(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    left = part(panel, "What is left if only some evidence counts?")
    left.get_by_role("button", name="Relations supported by studies in people").click()
    expect(answer(panel)).to_contain_text(re.compile(r"\d+ of 91 (relations )?are (left|supported so)"))
    lost = page.locator('.pw-edge[data-id="low-dose-naltrexone-downregulates-nitric-oxide"]')
    expect(lost).to_have_count(0)
    left.get_by_role("button", name="Show what is lost in pale").click()
    expect(lost).to_have_class(re.compile("is-faded"))
    left.get_by_role("button", name="Low-dose naltrexone downregulates nitric oxide").hover()
    expect(lost).to_have_class(re.compile("is-lit"))
    assert not pale(page, "nitric-oxide")
    left.get_by_role("link", name="What is left of the paths to pain").click()
    expect(answer(panel).last).to_contain_text("Of 4 paths, 1 is left.")


def test_what_changes_with_the_dose(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    panel.get_by_role("link", name="What changes with the dose?").first.click()
    expect(answer(panel)).to_contain_text("opposite")
    expect(panel.locator(".answer-item").first).to_contain_text("≠")
    expect(page).to_have_url(re.compile(r"\?dose=low&against=dose%3Dhigh$"))
    panel.get_by_role("button", name="Swap A and B").click()
    expect(page).to_have_url(re.compile(r"\?dose=high&against=dose%3Dlow$"))
    panel.get_by_role("button", name="End the comparison").click()
    expect(page).to_have_url(re.compile(r"\?dose=high$"))


def test_a_view_is_held_against_another(visit: Visit) -> None:
    page = visit("?layer=document")
    panel = opened(page)
    two = part(panel, "What changes between two views?")
    two.get_by_role("button", name="Keep this view as B").click()
    expect(two).to_contain_text("Both are the same so far")
    two.get_by_role("button", name="Stated by papers only").click()
    expect(page).to_have_url(re.compile(r"\?layer=literature&against=layer%3Ddocument$"))
    expect(answer(panel)).to_contain_text("in the second view only")


# ---- asked by keys alone, and by a link


def test_a_question_is_asked_by_keys_alone(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("button", name="Questions").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel.get_by_role("link").first).to_be_focused()
    for _ in range(20):
        if page.evaluate("document.activeElement.matches('#ask-paths summary')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for name, text in (("From", "LDN"), ("To", "pain hyper")):
        for _ in range(6):
            if page.evaluate(f"document.activeElement.id === 'pick-{name.lower()}'"):
                break
            page.keyboard.press("Tab")
        box = panel.get_by_role("combobox", name=name, exact=True)
        expect(box).to_be_focused()
        page.keyboard.type(text)
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Enter")
        expect(box).to_be_focused()
        expect(box).to_have_value("")
    expect(answer(panel)).to_contain_text("path")
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('.answer-item')"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.querySelectorAll('.pw-stage .is-lit').length") > 1, "what has the focus is shown on the map"
    page.keyboard.press("Enter")
    expect(panel.locator(".answer-item").first).to_have_attribute("aria-pressed", "true")
    expect(panel.locator(".answer-item").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Questions")).to_be_focused()
    assert field(page, "trail")


def test_esc_in_a_field_closes_its_list_alone(visit: Visit) -> None:
    page = visit("?up=low-dose-naltrexone")
    box = page.get_by_role("combobox", name="Is blocked")
    box.fill("tlr")
    expect(page.get_by_role("listbox", name="Things on the map")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Things on the map")).to_have_count(0)
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


@pytest.mark.parametrize("search", ASKED)
def test_a_link_brings_the_question_with_its_answer(visit: Visit, search: str) -> None:
    page = visit(search)
    title, word = ASKED[search]
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel).to_be_visible()
    expect(answer(panel)).to_contain_text(word)
    expect(panel.locator(".question[open]").get_by_role("heading")).to_have_text(title)
    expect(page).to_have_url(re.compile(re.escape(search) + "$"))
    page.get_by_role("button", name="Close the questions").click()
    expect(panel).to_have_count(0)
    page.get_by_role("button", name="Read the answer").click()
    expect(answer(panel)).to_contain_text(word)
    page.get_by_role("button", name="Show all").click()
    expect(answer(panel)).to_have_count(0)
    assert "?" not in page.url


# ---- shown on the map


def test_what_is_under_the_pointer_is_shown_on_the_map_without_the_server(visit: Visit) -> None:
    page = visit("?from=low-dose-naltrexone&to=pain")
    items = page.locator(".answer-item")
    expect(items.first).to_be_visible()
    ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    items.first.hover()
    expect(page.locator(f'.pw-edge[data-id="{PATH}"]')).to_have_class(re.compile("is-lit"))
    assert not pale(page, "pain")
    until(page, "getComputedStyle(document.querySelector('[data-id=endorphins]')).opacity < 0.5")
    items.nth(1).hover()
    expect(page.locator(f'.pw-edge[data-id="{PATH}"]')).not_to_have_class(re.compile("is-lit"))
    until(page, "getComputedStyle(document.querySelector('[data-id=endorphins]')).opacity > 0.9")
    page.mouse.move(1270, 600)
    expect(page.locator(".is-lit")).to_have_count(0)
    assert asked == []


def test_a_chosen_path_stands_out_and_the_rest_is_pale(visit: Visit) -> None:
    page = visit("?from=low-dose-naltrexone&to=pain")
    first = page.locator(".answer-item").first
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(f"trail={PATH}$"))
    page.mouse.move(1270, 600)
    expect(node(page, "endorphins")).to_have_class(re.compile("is-faded"))
    expect(page.locator(f'.pw-edge[data-id="{PATH}"]')).not_to_have_class(re.compile("is-faded"))
    page.reload()
    expect(page.locator(".answer-item").first).to_have_attribute("aria-pressed", "true")
    page.locator(".answer-item").first.click()
    expect(page.locator(".answer-item").first).to_have_attribute("aria-pressed", "false")
    expect(node(page, "endorphins")).not_to_have_class(re.compile("is-faded"))


def test_the_map_makes_room(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    until(page, "document.querySelector('.pw-figure').getBoundingClientRect().left > 380")
    box = panel.bounding_box()
    assert box
    left = page.evaluate("Math.min(...[...document.querySelectorAll('.pw-node')].map((item) => item.getBoundingClientRect().left))")
    assert left >= box["x"] + box["width"]
    page.get_by_role("button", name="Filter").click()
    expect(panel).to_have_count(0)
    expect(page.locator("#filters-reset")).to_be_visible()
    opened(page)
    expect(page.locator("#filters-reset")).to_have_count(0)


def test_a_card_asks_what_if_it_is_blocked(visit: Visit) -> None:
    page = visit("?select=tlr4")
    page.locator("#card").get_by_role("button", name="What if it is blocked and LDN goes up").click()
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(answer(panel)).to_contain_text("unchanged")
    assert (field(page, "up"), field(page, "block")) == ("low-dose-naltrexone", "tlr4")


def test_a_long_answer_is_unfolded(visit: Visit) -> None:
    page = visit("?up=low-dose-naltrexone")
    expect(page.locator(".answer-item:visible")).to_have_count(30)
    page.get_by_text(re.compile(r"Show \d+ more")).click()
    assert page.locator(".answer-item:visible").count() > 30
    page.get_by_text("How this was found, and its limits").click()
    expect(page.locator(".answer .rule")).to_contain_text("doi:")


# ---- in words


def test_the_answer_is_copied_in_words(visit: Visit) -> None:
    page = visit("?from=low-dose-naltrexone&to=pain")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="In words", exact=True).click()
    text = page.get_by_role("region", name="The answer in words")
    expect(text).to_contain_text("decreases pain")
    page.get_by_role("button", name="In plain words").click()
    expect(page.get_by_role("button", name="In plain words")).to_have_attribute("aria-pressed", "true")
    expect(text).to_contain_text(re.compile(r"\[1\] .*doi"))
    page.get_by_role("button", name="Copy in words").click()
    expect(page.get_by_role("status").filter(has_text="Text copied")).to_be_visible()
    assert "[1]" in page.evaluate("navigator.clipboard.readText()")
