"""The search in a real browser: what people type is found, by keys and by those who hear the page, and choosing it goes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from figures import view
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.embed import write_view
from pathways.render.light import write

from .conftest import AT_REST
from .test_picture import until

ROOT = Path(__file__).resolve().parents[2]
CARD = ":is(#card.is-open, article.card.is-open)"
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
Opened = Callable[[str], Page]


@pytest.fixture(params=[("explorer", DESK), ("explorer", PHONE), ("file", DESK), ("file", PHONE)], ids=lambda one: f"{one[0]}-{one[1]['width']}")
def face(request: pytest.FixtureRequest, browser: Browser, site: str, shipped: Mechanism, tmp_path: Path) -> Iterator[Page]:
    kind, size = request.param
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    file = tmp_path / "map.html"
    if kind == "file":
        file.write_text(write(view(shipped, "", load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), encoding="utf-8")
    page.goto(site if kind == "explorer" else file.as_uri())
    page.wait_for_selector(".pw-stage .pw-node")
    page.wait_for_function(AT_REST if kind == "explorer" else "document.querySelector('.pw-figure.is-ready')")
    yield page
    context.close()


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a thing")


def first(page: Page) -> Locator:
    return page.get_by_role("option").first


def heading(page: Page) -> Locator:
    return page.locator(f"{CARD} :is(h2, h3)").first


def take(page: Page, text: str) -> None:
    """Type a text, wait for what is found, press Enter."""
    field(page).fill(text)
    expect(first(page)).to_be_visible()
    field(page).press("Enter")


@pytest.mark.parametrize(("asked", "found"), [
    ("pain", "Pain"), ("TNFa", "Tumour necrosis factor alpha (TNF-α)"), ("il-1b", "Interleukin-1 (IL-1)"), ("TLR 4", "Toll-like receptor 4 (TLR4)"),
    ("naltrexne", "Naltrexone"), ("endorfin", "Endorphins"), ("ldn pain", "Low-dose naltrexone decreases pain"),
    ("Younger 2013", "Younger et al. 2013: "), ("10.1002/art.37734", "Younger et al. 2013: "), ("PMID 23359310", "Younger et al. 2013: "),
    ("CHEBI:16480", "Nitric oxide"), ("small studies", "Small studies, often of low quality"), ("immune route", "Immune route"),
    ("cytokines to pain", "From cytokines to pain"),
])  # fmt: skip
def test_the_first_that_is_found_is_what_was_meant(face: Page, asked: str, found: str) -> None:
    field(face).fill(asked)
    expect(first(face).locator(".called")).to_have_text(re.compile(f"^{re.escape(found)}"))


@pytest.mark.parametrize(("asked", "found"), [("4.5 mg", "relation"), ("4.5 mg", "paper"), ("safety", "paper"), ("how ldn is thought", "story")])
def test_doses_papers_and_stories_are_found_and_say_what_they_are(visit: Callable[[str], Page], asked: str, found: str) -> None:
    page = visit("")
    field(page).fill(asked)
    expect(page.get_by_role("option").locator(".kind", has_text=found).first).to_be_visible()


def test_pain_and_enter_take_pain_itself(face: Page) -> None:
    take(face, "pain")
    expect(heading(face)).to_have_text("Pain")
    expect(heading(face)).to_be_focused()
    expect(field(face)).to_have_value("")


def test_who_listens_hears_a_combobox_with_what_is_found_and_how_much(face: Page) -> None:
    box = field(face)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("endorfin")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(first(face)).to_have_attribute("aria-selected", "true")
    name = box.get_attribute("aria-controls")
    assert face.locator(f"#{name}").get_attribute("role") == "listbox"
    count = face.get_by_role("option").count()
    expect(face.get_by_role("status").filter(has_text=f"{count} found")).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == first(face).get_attribute("id")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == face.get_by_role("option").nth(1).get_attribute("id")
    expect(face.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    expect(first(face)).to_have_attribute("aria-selected", "false")
    box.press("ArrowUp")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == face.get_by_role("option").last.get_attribute("id")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    expect(face.get_by_role("option")).to_have_count(0)


def test_a_name_of_nothing_says_so_and_enter_does_nothing(face: Page) -> None:
    before = face.url
    field(face).fill("zebra xylophone")
    expect(face.get_by_text("Nothing on this map is called so").first).to_be_visible()
    field(face).press("Enter")
    expect(face.locator(CARD)).to_have_count(0)
    assert face.url == before


def seen(page: Page, *names: str) -> None:
    """The boxes are in the picture's frame, not under the card, and their words are 13 px or larger, or as large as both fit."""
    for name in names:
        until(page, f"""(() => {{
            const box = document.querySelector('.pw-node[data-id="{name}"]').getBoundingClientRect();
            const card = document.querySelector('{CARD}').getBoundingClientRect();
            const frame = document.querySelector('.pw-figure').getBoundingClientRect();
            const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
            const within = (area) => x > area.left && x < area.right && y > area.top && y < area.bottom;
            return within(frame) && !within(card);
        }})()""")


SCALE = "document.querySelector('.pw-stage').getBoundingClientRect().width / document.querySelector('.pw-stage svg').viewBox.baseVal.width"


def test_choosing_a_thing_pans_and_zooms_to_it_and_closing_leads_back(face: Page) -> None:
    before = face.evaluate(SCALE)
    take(face, "substance p")
    expect(heading(face)).to_contain_text("Substance P")
    seen(face, "substance-p")
    until(face, f"{SCALE} >= 1")
    face.keyboard.press("Escape")
    until(face, f"Math.abs({SCALE} - {before}) < 0.01")


def test_two_names_lead_to_the_relation_between_them_with_both_ends_in_sight(face: Page) -> None:
    take(face, "ldn pain")
    expect(heading(face)).to_contain_text("Low-dose naltrexone")
    seen(face, "low-dose-naltrexone", "pain")


def test_a_paper_opens_where_it_is_read(face: Page) -> None:
    take(face, "Younger 2013")
    paper = face.locator(f"{CARD} .paper").filter(has_text="Younger and others 2013").first
    expect(paper).to_be_focused()
    expect(paper).to_be_in_viewport()


def test_a_limit_opens_where_it_is_read(face: Page) -> None:
    take(face, "small studies, often")
    limit = face.locator("#caveat-small-studies")
    expect(limit).to_be_focused()
    expect(limit).to_be_in_viewport()


def test_a_region_is_shown_and_the_map_has_the_focus(face: Page) -> None:
    take(face, "opioid route")
    expect(face.locator(CARD)).to_have_count(0)
    assert face.evaluate("document.activeElement.closest('.pw-figure') !== null")
    expect(face.locator(".pw-node[data-id=endorphins]")).to_be_in_viewport()


def test_a_member_of_a_closed_group_is_there_to_be_seen(visit: Callable[[str], Page]) -> None:
    page = visit("")
    expect(page.locator(".pw-node[data-id=tnf-alpha]")).to_have_count(0)
    take(page, "TNFa")
    expect(page).to_have_url(re.compile("open=inflammatory-cytokines"))
    expect(page.locator(".pw-node[data-id=tnf-alpha].is-selected")).to_be_in_viewport()
    seen(page, "tnf-alpha")
    take(page, "TNFa")  # once more, where it is open already
    expect(heading(page)).to_be_focused()


def test_what_was_typed_before_the_names_are_there_is_answered_once_they_are(visit: Callable[[str], Page]) -> None:
    page = visit("")
    page.route("**/_dash-update-component", lambda route: (page.wait_for_timeout(400), route.continue_()))
    field(page).press_sequentially("pain")
    field(page).press("Enter")
    expect(heading(page)).to_have_text("Pain", timeout=10_000)


def test_the_table_finds_its_rows_by_any_spelling(visit: Callable[[str], Page]) -> None:
    page = visit("?table=1")
    page.get_by_role("textbox", name="Show only rows with these words").fill("TNF necrosis α")
    expect(page.locator(".relations tbody tr").first).to_contain_text("umour necrosis factor")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda one: str(one["width"]))
def test_an_embed_is_searched_as_the_page_is(browser: Browser, shipped: Mechanism, tmp_path: Path, size: ViewportSize) -> None:
    file = tmp_path / "embed.html"
    file.write_text(write_view(view(shipped, "", load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), encoding="utf-8")
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_selector(".pw-figure.is-ready")
    take(page, "ldn pain")
    expect(heading(page)).to_contain_text("Low-dose naltrexone")
    seen(page, "low-dose-naltrexone", "pain")
    take(page, "small studies, often")
    expect(page.locator("#caveat-small-studies")).to_be_in_viewport()
    take(page, "Younger 2013")
    expect(page.locator(f"{CARD} .paper").filter(has_text="Younger and others 2013").first).to_be_focused()
    field(page).fill("pain")
    list_box = page.get_by_role("listbox").bounding_box()
    assert list_box
    assert list_box["x"] >= 0
    assert list_box["x"] + list_box["width"] <= size["width"]
    page.close()
