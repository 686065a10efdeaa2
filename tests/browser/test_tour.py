"""The newcomer's tour: open, look, choose an arrow, read, search, filter, and find the same view again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from pathways.model.mechanism import Mechanism

Visit = Callable[[str], Page]

ARROW = "low-dose-naltrexone-downregulates-tlr4"


def badge(page: Page, arrow: str) -> None:
    """Choose an arrow by its badge."""
    page.locator(f'[data-id="{arrow}"] .pw-badge').click()


def test_the_first_view_explains_itself(visit: Visit) -> None:
    page = visit("")
    expect(page.get_by_role("heading", level=1)).to_have_text("Low-dose naltrexone and chronic pain")
    expect(page.get_by_role("link", name="Not medical advice")).to_be_visible()
    expect(page.locator(".bar")).to_contain_text("Choose an arrow to read its evidence")
    expect(page.locator(".legend .brief").get_by_text("decreases")).to_be_visible()
    expect(page.locator("#card")).not_to_be_visible()


def test_an_arrow_opens_its_evidence(visit: Visit) -> None:
    page = visit("")
    badge(page, ARROW)
    card = page.get_by_role("complementary", name="Evidence")
    expect(card.get_by_role("heading", level=2)).to_have_text("Low-dose naltrexone turns down Toll-like receptor 4.")
    expect(card.locator("mark")).to_contain_text("It downregulates Toll-like receptor 4")
    expect(card.get_by_text("Reference mark as printed")).to_be_visible()
    expect(card.get_by_text("Speaks against", exact=True).first).to_be_visible()
    paper = card.get_by_role("link", name=re.compile("^doi:")).first
    expect(paper).to_have_attribute("href", re.compile("^https://doi.org/10"))
    expect(paper).to_have_attribute("rel", re.compile("noopener"))
    expect(page).to_have_url(re.compile(rf"/\?select={ARROW}$"))


def test_the_quote_stands_in_its_paragraph(visit: Visit) -> None:
    page = visit(f"?select={ARROW}")
    said = page.locator("#card blockquote").first
    expect(said).to_contain_text("LDN has an anti-inflammatory effect on the nervous system. It downregulates")
    expect(said).to_contain_text("upregulating natural opioid signalling")


def test_reload_back_and_forward_show_the_same(visit: Visit) -> None:
    page = visit("")
    badge(page, ARROW)
    title = page.locator("#card h2")
    expect(title).to_contain_text("Toll-like receptor 4")
    page.reload()
    expect(title).to_contain_text("Toll-like receptor 4")
    expect(page.locator(f'[data-id="{ARROW}"]')).to_have_class(re.compile("is-selected"))
    page.go_back()
    expect(page.locator("#card")).not_to_be_visible()
    expect(page.locator(".is-selected")).to_have_count(0)
    page.go_forward()
    expect(title).to_contain_text("Toll-like receptor 4")


def test_search_knows_synonyms_and_identifiers(visit: Visit) -> None:
    page = visit("")
    for typed, found in (("OGF", "Opioid growth factor"), ("CHEBI:16480", "Nitric oxide"), ("tnf", "Tumour necrosis factor")):
        box = page.get_by_role("combobox", name="Find a thing")
        box.press_sequentially(typed)
        expect(page.get_by_role("option").first).to_contain_text(found)
        expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
        box.press("Enter")
        expect(page.locator("#card h2")).to_contain_text(found)
        expect(page.locator(".pw-node.is-selected")).to_have_count(1)
        expect(box).to_have_value("")


def test_a_filter_says_what_it_keeps_and_is_undone_with_one_click(visit: Visit) -> None:
    page = visit("")
    whole = page.locator(".pw-stage .pw-edge").count()
    page.get_by_role("button", name="Filter").click()
    papers = page.locator("#filter-layer-literature")
    expect(papers).to_have_attribute("aria-pressed", "true")
    papers.click()
    expect(papers).to_have_attribute("aria-pressed", "false")
    expect(papers).to_be_focused()
    expect(page.locator('.pw-stage .pw-edge[data-layer="literature"]')).to_have_count(0)
    assert 0 < page.locator(".pw-stage .pw-edge").count() < whole
    expect(page).to_have_url(re.compile("layer=document,clinical"))
    expect(page.locator("#status")).to_contain_text(re.compile(r"\d+ of \d+ relations"))
    kept = int(page.locator("#filter-evidence-contested .count").inner_text())
    page.locator("#filter-evidence-contested").click()
    expect(page.locator("#status")).to_contain_text(f"{kept} of ")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".pw-stage .pw-edge")).to_have_count(whole)
    expect(page).to_have_url(re.compile("/$"))


def test_species_and_years_are_chosen_in_the_filter_panel_by_keys(visit: Visit) -> None:
    page = visit("")
    whole = page.locator(".pw-stage .pw-edge").count()
    page.get_by_role("button", name="Filter").click()
    species, year = page.locator("#filter-species-rat"), page.locator("#filter-year-from-2015")
    expect(page.get_by_role("group", name="Species studied").get_by_role("button")).to_contain_text(["People", "Mice", "Rats", "Rodents"])
    species.focus()
    page.keyboard.press("Enter")
    expect(species).to_have_attribute("aria-pressed", "true")
    expect(species).to_be_focused()
    expect(page.locator("#status")).to_contain_text("only relations with a paper on rats, or on their cells")
    kept = int(year.locator(".count").inner_text())
    year.focus()
    page.keyboard.press("Space")
    expect(year).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"\?species=rat&year-from=2015$"))
    expect(page.locator("#status")).to_contain_text(re.compile(rf"^{kept} of \d+ relations shown"))
    expect(page.locator("#status")).to_contain_text("a paper of 2015 or later (quotations and papers without a year do not count)")
    assert 0 < page.locator(".pw-stage .pw-edge").count() < whole
    page.locator("#filter-year-from-any").click()
    species.click()
    expect(page).to_have_url(re.compile("/$"))
    expect(page.locator(".pw-stage .pw-edge")).to_have_count(whole)


def test_an_address_with_a_species_that_there_is_not_says_what_there_is(visit: Visit) -> None:
    page = visit("?species=martian&year-from=20x5")
    expect(page.locator("body")).to_contain_text("'martian' is not a value of 'species'. Known: human, mouse, rat, rodent.")
    expect(page.locator("body")).to_contain_text("'20x5' is not a year for 'year-from'. Expected four digits from 1000 to 2999, as in 2015.")


def test_a_box_tells_what_acts_on_it_and_leads_on(visit: Visit) -> None:
    page = visit("?select=substance-p")
    card = page.locator("#card")
    expect(card.get_by_role("heading", name="What acts on it")).to_be_visible()
    card.get_by_role("heading", name="What it acts on").locator("xpath=..").get_by_role("link").first.click()
    expect(card.locator("h2")).to_contain_text("ubstance P")
    expect(card.get_by_text("How well it is supported").first).to_be_visible()


def test_a_part_is_picked_by_hand(visit: Visit) -> None:
    page = visit("?select=tlr4")
    card = page.locator("#card")
    card.get_by_role("button", name="Start a part with it").click()
    expect(page.locator("#status")).to_contain_text("only Toll-like receptor 4")
    card.get_by_role("button", name="Add its neighbours").click()
    expect(page.locator("#status")).to_contain_text("Microglia", ignore_case=True)
    expect(page).to_have_url(re.compile("keep=tlr4,"))
    page.get_by_role("button", name="Show all").click()
    card.get_by_role("button", name="Hide it").click()
    expect(page.locator('.pw-node[data-id="tlr4"]')).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?hide=tlr4$"))


def test_focus_keeps_the_map_in_pale_around_it(visit: Visit) -> None:
    page = visit("?focus=TLR4")
    expect(page.locator('.pw-node[data-id="tlr4"]')).not_to_have_class(re.compile("is-faded"))
    expect(page.locator('.pw-node[data-id="pain"]')).to_have_class(re.compile("is-faded"))
    page.get_by_role("button", name="Arrange anew").click()
    expect(page.locator('.pw-node[data-id="pain"]')).to_have_count(0)


def test_a_group_opens(visit: Visit) -> None:
    page = visit("?select=inflammatory-cytokines")
    expect(page.locator('.pw-node[data-id="tnf-alpha"]')).to_have_count(0)
    page.get_by_role("button", name="Open the group").click()
    expect(page.locator('.pw-node[data-id="tnf-alpha"]')).to_be_visible()
    expect(page).to_have_url(re.compile("open=inflammatory-cytokines"))


def test_a_gap_is_explained(visit: Visit) -> None:
    page = visit("")
    page.locator(".pw-gap .pw-gap-box").first.click()
    expect(page.locator("#card")).to_contain_text("nothing in this map shows a step from")


def test_what_is_wrong_in_an_address_gets_a_sentence_and_the_rest_is_shown(visit: Visit) -> None:
    page = visit("?focus=TRL4&layer=literatur&radius=2&nonsense=1&dose=low")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("'tlr4'")
    expect(notice).to_contain_text("Did you mean 'literature'?")
    expect(notice).to_contain_text("nonsense")
    expect(page.locator("#status")).to_contain_text("low dose")
    notice.get_by_role("link").click()
    expect(notice).to_have_count(0)
    assert "dose=low" in page.url
    assert "nonsense" not in page.url


def test_the_table_is_in_step_with_the_picture(visit: Visit, shipped: Mechanism) -> None:
    page = visit("")
    page.get_by_role("button", name="Table", exact=True).click()
    table = page.get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(len(shipped.edges))
    source = table.get_by_role("columnheader", name="Source")
    source.get_by_role("button").click()
    expect(source).to_have_attribute("aria-sort", "ascending")
    first = [text.casefold() for text in table.locator("tbody th").all_inner_texts()]
    assert first == sorted(first)
    page.get_by_role("textbox", name="Show only rows").fill("toll-like antagonises")
    expect(table).to_have_count(0)
    page.get_by_role("textbox", name="Show only rows").fill("toll-like microglia")
    expect(table.locator("tbody tr")).to_have_count(1)
    table.locator("tbody tr td").nth(1).click()
    expect(table.locator("tr.is-selected")).to_have_count(1)
    expect(page.locator(".pw-edge.is-selected")).to_have_count(1)
    expect(page.locator("#card h2")).to_contain_text("icroglia")


def test_theme_is_in_the_address(visit: Visit) -> None:
    page = visit("")
    paper = "getComputedStyle(document.querySelector('.board')).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Theme: automatic").click()
    page.get_by_role("button", name="Theme: light").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page).to_have_url(re.compile(r"\?theme=dark$"))
    assert page.evaluate(paper) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_this_view_is_downloaded_as_a_picture(visit: Visit) -> None:
    page = visit("?focus=tlr4&theme=dark")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download Picture, SVG").click()
    assert started.value.suggested_filename == "low-dose-naltrexone-focus-tlr4.svg"
    text = started.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "#11171e" in text, "the dark paper"


def test_a_link_is_copied(visit: Visit, browser: Browser) -> None:
    page = visit("?focus=tlr4")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy: Link").click()
    expect(page.get_by_role("status").filter(has_text="Link: copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_two_people_see_their_own_views(visit: Visit, browser: Browser, site: str) -> None:
    mine = visit("?focus=tlr4")
    other = browser.new_page()
    other.goto(f"{site}?focus=endorphins")
    expect(other.locator("#status")).to_contain_text("Endorphins", ignore_case=True)
    mine.reload()
    expect(mine.locator("#status")).to_contain_text("Toll-like receptor 4")
    other.close()


@pytest.mark.parametrize(("search", "title"), [("", "Low-dose naltrexone and chronic pain"), ("?map=toy", "Toyamine and the swollen knee")])
def test_several_maps_have_a_picker(page: Page, two_maps: str, search: str, title: str) -> None:
    page.goto(two_maps + search)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.locator("summary", has_text="Maps").click()
    expect(page.get_by_role("link", name=title)).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("link", name="Toyamine")).to_have_attribute("href", "?map=toy")
