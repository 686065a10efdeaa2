"""The papers of a card: read by number, taken along as files and as text, by mouse and by keys, on the page, in files and in frames."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rispy
from figures import view
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect

from pathways.export.formats import write
from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.render import embed, html, light
from pathways.sheet.view_export import Export

from .conftest import ready
from .test_access import serious_in_both

ROOT = Path(__file__).resolve().parents[2]
EDGE = "low-dose-naltrexone-decreases-pain"
ASKED = "from=low-dose-naltrexone&to=pain"
SUFFIXES = {"RIS": "ris", "CSL-JSON": "csl.json", "BibTeX": "bib"}

Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return load_layouts(ROOT / "data/low-dose-naltrexone.yaml")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce", accept_downloads=True)
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def seen(mechanism: Mechanism, search: str) -> Export:
    return Export(mechanism, Query.parse(search, mechanism)[0])


def saved(page: Page, link: Locator, *, key: str = "") -> tuple[str, str]:
    """The name and the content of the file that a link gives, by mouse or by key."""
    with page.expect_download() as download:
        link.press(key) if key else link.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode("utf-8")


def lines(export: Export) -> list[str]:
    """How the copied text begins, line by line: the number that the paper has in the view."""
    return [f"[{export.number[paper.id]}] " if paper.id in export.number else "" for paper in export.narrowed.references]


# ---- the page


@pytest.mark.parametrize("select", [EDGE, "low-dose-naltrexone", "intermittent-blockade~increases~receptor-upregulation"])
def test_a_card_of_the_page_gives_the_files_of_the_command_and_copies_its_list(
    context: BrowserContext, site: str, shipped: Mechanism, select: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}?{ASKED}&select={select}")
    offer = page.locator(".card .take").last
    expect(offer.locator("a")).to_have_count(3)
    ready(page)
    export = seen(shipped, f"{ASKED}&select={select}")
    for word, name in SUFFIXES.items():
        file, text = saved(page, offer.get_by_role("link", name=word))
        assert file == f"{export.narrowed.name}.{name}"
        assert text == write(export, name).decode()
    button = offer.get_by_role("button", name="Copy")
    button.press("Enter")
    count = len(export.narrowed.references)
    expect(page.get_by_role("status").filter(has_text=f"{count} references copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(copied) == count
    assert all(line.startswith(start) for line, start in zip(copied, lines(export), strict=True))


def test_the_numbers_of_a_card_are_those_of_the_figure(visit: Visit, shipped: Mechanism) -> None:
    page = visit(f"?{ASKED}&select={EDGE}")
    number = seen(shipped, ASKED).number
    told = [text.partition("]")[0].removeprefix("[") for text in page.locator("#card .paper .cite").all_inner_texts()]
    assert sorted(int(one) for one in told) == sorted(number[item.reference] for item in shipped.edge[EDGE].findings)


def test_where_the_browser_refuses_the_text_is_shown_and_marked(visit: Visit) -> None:
    page = visit(f"?select={EDGE}")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy these 18 papers as text").press("Enter")
    expect(page.get_by_role("status").filter(has_text="press Ctrl+C")).to_be_visible()
    assert page.evaluate("getSelection().toString()").count("https://") == 17  # of one no address was seen


def test_what_is_counted_is_what_is_drawn_is_what_is_cited(visit: Visit, shipped: Mechanism) -> None:
    """One path needs a low and a high dose at once: it is said, and is nowhere else."""
    page = visit(f"?{ASKED}")
    export = seen(shipped, ASKED)
    drawn = {
        edge for edges in page.evaluate(
            "[...document.querySelectorAll('.pw-stage .pw-edge')].filter((one) => getComputedStyle(one).opacity > 0.5).map((one) => one.dataset.id)"
        ) for edge in (one.id for one in export.picture.diagram.arrow[edges].edges)
    }  # fmt: skip
    assert drawn == {*export.part.edge} == {edge for answer in export.answers for item in answer.items for edge in item.edges}
    expect(page.locator("#status")).to_contain_text(f"{len(drawn)} of {len(shipped.edges)} relations shown")
    panel = page.get_by_role("dialog", name="Ask the map")
    expect(panel.locator(".answer-sentence")).to_contain_text("4 paths of 1 to 3 steps")
    expect(panel.locator(".answer-sentence")).to_contain_text("2 more paths need a low and a high dose at once, which is impossible")
    expect(panel.locator(".answer-item")).to_have_count(4)
    cited = {item.reference for name in drawn for item in shipped.edge[name].findings}
    figure = page.request.get(f"{page.url.partition('?')[0]}figure.svg?{ASKED}").text()
    assert {paper.id for paper in shipped.references if f'data-id="{paper.id}"' in figure} <= cited
    answer = page.request.get(f"{page.url.partition('?')[0]}data.ris?{ASKED}").text()
    assert {row["id"] for row in rispy.loads(answer)} == cited


def test_a_choice_of_evidence_counts_what_the_bar_counts(visit: Visit) -> None:
    page = visit(f"?{ASKED}&evidence=trial")
    expect(page.locator("#status")).to_contain_text("1 of 91 relations shown")
    left = page.locator("#ask-knockout .answer-sentence")
    expect(left).to_contain_text("8 of 91 are left; 1 of them lies on a path.")


def test_the_export_panel_says_that_it_takes_the_chosen_papers_and_offers_all(visit: Visit) -> None:
    page = visit(f"?{ASKED}&select={EDGE}")
    page.get_by_role("button", name="Export").click()
    panel = page.get_by_role("dialog", name="Export this view")
    panel.get_by_role("radio", name="References, RIS").check()
    expect(panel.get_by_text("Only what is chosen: Low-dose naltrexone decreases pain.")).to_be_visible()
    expect(panel.get_by_text("18 papers", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Take the whole view").press("Enter")
    expect(panel.get_by_text("34 papers", exact=True)).to_be_visible()
    expect(panel.get_by_text("Only what is chosen")).to_have_count(0)
    link = panel.get_by_role("link", name="Download References, RIS")
    expect(link).to_have_attribute("href", "/data.ris?from=low-dose-naltrexone&to=pain")


def test_axe_finds_nothing_serious_on_a_card_with_its_papers(browser: Browser, site: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{site}?select=tlr4")
    page.locator(".card .take summary").click()
    page.locator(".card .take").get_by_role("button", name="Copy").click()
    assert serious_in_both(page) == []
    page.close()


# ---- files and frames


def card(page: Page | Frame) -> Locator:
    return page.locator(".card.is-open")


PAGES: dict[str, Callable[[Export], str]] = {"light page": light.write, "interactive page": html.write, "embed": embed.write_view}


@pytest.mark.parametrize("kind", PAGES)
def test_a_card_of_a_file_gives_its_papers_without_a_network(
    context: BrowserContext, shipped: Mechanism, layouts: dict[str, Layout], tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "map.html"
    file.write_text(PAGES[kind](view(shipped, ASKED, layouts)), encoding="utf-8")
    said: list[str] = []
    context.set_offline(True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    export = seen(shipped, f"{ASKED}&select={EDGE}")
    page.goto(f"{file.as_uri()}#e-{EDGE}")
    offer = card(page).locator(".take")
    expect(offer.get_by_role("heading", name="These 18 papers")).to_be_visible()
    for word, name in SUFFIXES.items():
        found, text = saved(page, offer.get_by_role("link", name=word), key="Enter")
        assert found == f"{export.narrowed.name}.{name}"
        expected = write(export, name).decode()
        if name == "csl.json":
            assert json.loads(text) == json.loads(expected)
        elif name == "bib":
            assert text == expected[expected.index("@") :]
        else:
            assert text == expected
    offer.get_by_role("button", name="Copy as text").press("Enter")
    expect(offer.get_by_role("status")).to_have_text("18 references copied.")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [line.partition(" ")[0] for line in copied] == [one.strip() for one in lines(export)]
    assert said == []


def test_a_card_of_a_thing_and_of_each_relation_has_its_own(
    context: BrowserContext, shipped: Mechanism, layouts: dict[str, Layout], tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(light.write(view(shipped, ASKED, layouts)), encoding="utf-8")
    page = context.new_page()
    page.goto(f"{file.as_uri()}#n-low-dose-naltrexone")
    count = len(seen(shipped, f"{ASKED}&select=low-dose-naltrexone").narrowed.references)
    expect(card(page).get_by_role("heading", name=f"These {count} papers")).to_be_visible()
    folded = "intermittent-blockade~increases~receptor-upregulation"
    page.goto(f"{file.as_uri()}#e-{folded}")
    expect(card(page).locator(".take")).to_have_count(3)
    page.goto(f"{file.as_uri()}#n-pain")
    page.go_back()
    expect(card(page).locator(".take")).to_have_count(3)


def test_a_frame_that_may_not_use_the_clipboard_shows_the_text(
    context: BrowserContext, shipped: Mechanism, layouts: dict[str, Layout], tmp_path: Path
) -> None:
    (tmp_path / "map.html").write_text(embed.write_view(view(shipped, ASKED, layouts)), encoding="utf-8")
    page = context.new_page()
    page.goto(f"{(tmp_path / 'map.html').as_uri()}#e-{EDGE}")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; }")
    card(page).get_by_role("button", name="Copy as text").press("Enter")
    expect(card(page).get_by_role("status")).to_contain_text("press Ctrl+C")
    assert page.get_by_role("textbox", name="The references as text").input_value().count("\n") == 17


def test_the_loose_view_of_the_page_gives_them_too(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}?{ASKED}")
    ready(page)
    page.get_by_role("button", name="Loose view").click()
    frame = page.frame_locator(".loose iframe")
    frame.locator(f'.relations a[href="#e-{EDGE}"]').click()
    offer = frame.locator(".card.is-open .take")
    name, text = saved(page, offer.get_by_role("link", name="RIS"))
    assert name.endswith(f"{EDGE}.ris")
    assert text.count("TY  - ") == 18
    offer.get_by_role("button", name="Copy as text").click()
    expect(offer.get_by_role("status")).to_contain_text("18 references copied.")
