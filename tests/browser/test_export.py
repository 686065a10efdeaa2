"""The door to the exports: the panel, what it shows before, the file that comes out, the loose view, and moving boxes by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

from pathways.export.formats import FORMATS, Format
from pathways.query.export_options import PARTS

from .conftest import ready
from .test_access import serious_in_both
from .test_picture import centre, node, until

Visit = Callable[[str], Page]

STARTS = {  # the first bytes of each format, as other programs know them
    "svg": b"<svg", "tiff": b"II*\0", "docx": b"PK\x03\x04", "dot": b"digraph ", "mmd": b"---\n", "drawio": b"<?xml", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-", "pptx": b"PK\x03\x04", "html": b"<!DOCTYPE html>", "light.html": b"<!",
    "json": b"{", "graphml": b"<?xml", "cx2": b"[", "csl.json": b"[", "md": b"#", "csv": b"", "ris": b"", "bib": b"", "sif": b"",
}  # fmt: skip


def opened(page: Page) -> Locator:
    """Open the panel and wait until it is filled."""
    page.get_by_role("button", name="Export").click()
    panel = page.get_by_role("dialog", name="Export this view")
    expect(panel.get_by_role("radio", name=FORMATS["svg"].label)).to_be_visible()
    return panel


def choose(panel: Locator, row: Format) -> None:
    panel.get_by_role("radio", name=row.label).check()
    expect(panel.get_by_role("link", name=f"Download {row.label}")).to_be_visible()


def shown(panel: Locator) -> dict[str, list[str]]:
    """The question of the preview, once it is drawn."""
    image = panel.locator("img")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("(image) => image.naturalWidth") > 100
    return parse_qs(urlsplit(image.get_attribute("src") or "").query)


def test_nothing_of_it_is_made_before_it_is_opened(visit: Visit) -> None:
    page = visit("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator(".export-panel")).to_have_count(0)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/figure." in url and ".js" not in url]
    opened(page)
    assert [url for url in asked if "/figure.svg" in url] or page.locator("img").count()


def test_every_format_is_offered_with_its_use_and_what_it_lacks(visit: Visit) -> None:
    panel = opened(visit(""))
    for row in FORMATS.values():
        expect(panel.get_by_role("radio", name=row.label)).to_have_count(1)
        choose(panel, row)
        expect(panel.locator(".export-about")).to_contain_text(row.use)
        if row.lacks:
            expect(panel.locator(".export-about")).to_contain_text(row.lacks)


def test_a_file_comes_out_in_every_format_with_a_telling_name(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    panel = opened(page)
    for row in FORMATS.values():
        choose(panel, row)
        with page.expect_download() as started:
            panel.get_by_role("link", name="Download").click()
        assert started.value.suggested_filename == f"low-dose-naltrexone-focus-tlr4{row.suffix}"
        content = started.value.path().read_bytes()
        assert len(content) > 100
        assert content.startswith(STARTS.get(row.name, b"")), row.name


def test_a_hasty_click_still_gets_what_was_chosen(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    link = panel.get_by_role("link", name="Download")
    page.route("**/_dash-update-component**", lambda route: (page.wait_for_timeout(300), route.continue_()))
    with page.expect_download() as started:
        panel.get_by_role("radio", name=FORMATS["sif"].label).check()
        link.click()
    assert started.value.suggested_filename.endswith(".sif")
    page.unroute_all(behavior="wait")


def test_the_preview_and_the_file_follow_the_options(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    panel = opened(page)
    assert shown(panel) == {"focus": ["tlr4"]}
    panel.get_by_role("checkbox", name=PARTS["caveat"]).uncheck()
    panel.get_by_role("checkbox", name=PARTS["legend"]).uncheck()
    panel.get_by_role("radio", name="1:1").check()
    panel.get_by_role("radio", name="Dark").check()
    panel.get_by_role("spinbutton", name="Size of the words").fill("1.3")
    wanted = {"focus": ["tlr4"], "theme": ["dark"], "without": ["legend,caveat"], "shape": ["square"], "text": ["1.3"]}
    expect(panel.locator("img")).to_have_attribute("src", re.compile(r"text=1\.3"))
    assert shown(panel) == wanted
    wide, high = panel.locator("img").evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
    assert abs(wide - high) <= 2
    link = panel.get_by_role("link", name="Download").get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query) == wanted
    assert page.url.endswith("/?focus=tlr4"), "the address of the view stays short"


def test_a_late_answer_does_not_undo_what_was_chosen_since(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    panel = opened(page)
    caveat, legend = (panel.get_by_role("checkbox", name=PARTS[part]) for part in ("caveat", "legend"))
    answers: list[APIResponse] = []

    def answer(route: Route) -> None:
        answers.append(answers[0] if answers else route.fetch())
        route.fulfill(response=answers[-1])

    page.route("**/_dash-update-component*", answer)
    caveat.uncheck()
    expect(panel.locator("img")).to_have_attribute("src", re.compile("without=caveat"))
    legend.uncheck()
    for _ in range(100):
        page.wait_for_timeout(50)
        if len(answers) > 1:  # the second choice was answered with what the first one led to
            break
    assert len(answers) > 1
    page.wait_for_timeout(300)
    expect(legend).not_to_be_checked()


def test_a_picture_has_the_size_that_was_chosen(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    choose(panel, FORMATS["png"])
    panel.get_by_role("radio", name="So many inches wide").check()
    panel.get_by_role("spinbutton", name="Inches").fill("4")
    expect(panel.locator(".export-facts")).to_contain_text("1,200 x")
    with page.expect_download() as started:
        panel.get_by_role("link", name="Download").click()
    assert int.from_bytes(started.value.path().read_bytes()[16:20], "big") == 1200
    panel.get_by_role("spinbutton", name="Inches").fill("60")
    panel.get_by_role("spinbutton", name="Dots an inch").fill("600")
    expect(panel.get_by_role("alert")).to_contain_text("too many")
    expect(panel.get_by_role("link", name="Download")).to_have_count(0)
    panel.get_by_role("spinbutton", name="Inches").fill("99")
    expect(panel.get_by_role("alert")).to_contain_text("Expected a number from 0.5 to 60")


def test_a_remark_says_what_is_wrong_and_mends_it(visit: Visit) -> None:
    page = visit("?focus=tlr4&arrange=map")
    panel = opened(page)
    panel.get_by_role("checkbox", name=PARTS["caveat"]).uncheck()
    remark = panel.get_by_role("listitem").filter(has_text="The caveat is left out")
    remark.get_by_role("button", name="Apply").click()
    expect(remark).to_have_count(0)
    expect(panel.get_by_role("checkbox", name=PARTS["caveat"])).to_be_checked()
    choose(panel, FORMATS["pptx"])
    small = panel.get_by_role("listitem").filter(has_text="smallest text")
    small.get_by_role("button", name="Apply: Arrange").click()
    expect(panel.get_by_role("radio", name="Arranged anew", exact=True)).to_be_checked()
    expect(panel.locator("img")).to_have_attribute("src", re.compile("arrange=compact"))
    assert "arrange=compact" not in page.url, "the view stays as it is"
    page.keyboard.press("Escape")
    panel = opened(page)
    expect(panel.get_by_role("radio", name=FORMATS["pptx"].label)).to_be_checked()
    expect(panel.get_by_role("radio", name="As on the whole map")).to_be_checked()


def test_the_picture_is_copied(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = opened(page)
    panel.get_by_role("button", name="Copy image").click()
    expect(panel.get_by_role("status")).to_have_text("Picture copied. Paste it where you need it.", timeout=15_000)
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))")
    assert kinds == ["image/png"]
    panel.get_by_role("button", name="Copy address").click()
    expect(panel.get_by_role("status")).to_contain_text("Address copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/figure.svg?focus=tlr4")


def test_a_browser_that_refuses_to_copy_is_told_of_plainly(visit: Visit) -> None:
    page = visit("")
    page.evaluate("() => void (navigator.clipboard.write = () => Promise.reject(new Error('Write permission denied.')))")
    panel = opened(page)
    panel.get_by_role("button", name="Copy image").click()
    said = panel.get_by_role("status")
    expect(said).to_contain_text("refused to copy the picture (Write permission denied.). Download the PNG instead.")


def test_it_is_done_by_keys_alone_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("button", name="Export").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Export this view")
    expect(panel.get_by_role("radio", name=FORMATS["svg"].label)).to_be_visible()
    until(page, "!!document.activeElement.closest('[role=dialog]')")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "format":
            break
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("radio", name=FORMATS["png"].label)).to_be_checked()
    expect(panel.get_by_role("link", name=f"Download {FORMATS['png'].label}")).to_be_visible()
    assert page.evaluate("document.activeElement.name") == "format", "the focus stays where it was"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('download')"):
            break
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "low-dose-naltrexone.png"
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Export")).to_be_focused()


def test_axe_finds_nothing_serious_in_the_panel(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}?focus=tlr4")
    ready(page)
    panel = opened(page)
    for name in ("png", "pptx", "html", "csv"):
        choose(panel, FORMATS[name])
        assert serious_in_both(page) == [], name
    context.close()


def test_it_is_a_sheet_of_its_own_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}?focus=tlr4")
    ready(page)
    panel = opened(page)
    sheet = page.locator(".export-sheet").bounding_box()
    assert sheet
    assert (sheet["x"], sheet["y"], sheet["width"], sheet["height"]) == (0, 0, 390, 844)
    assert page.evaluate("(document.querySelector('.export-frame').scrollWidth)") <= 390
    link = panel.get_by_role("link", name="Download")
    expect(link).to_be_in_viewport()
    with page.expect_download() as started:
        link.tap()
    assert started.value.suggested_filename == "low-dose-naltrexone-focus-tlr4.svg"
    context.close()


def test_the_loose_view_stands_beside_the_map_and_follows_it(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    page.get_by_role("button", name="Loose view").click()
    beside = page.get_by_role("region", name="Loose view")
    expect(beside.get_by_role("button", name="Close the loose view")).to_be_focused()
    frame = page.frame_locator(".loose iframe")
    expect(frame.locator("canvas").first).to_be_visible(timeout=20_000)
    box, map_ = page.locator(".loose").bounding_box(), page.locator(".pw-figure").bounding_box()
    assert box
    assert map_
    assert map_["x"] + map_["width"] <= box["x"] + 1, "both are seen"
    expect(page.locator(".loose iframe")).to_have_attribute("src", "/loose?focus=tlr4")
    expect(page.locator(".loose iframe")).to_have_attribute("sandbox", re.compile("^(?!.*same-origin)"))
    node(page, "tlr4").click()
    page.get_by_role("button", name="Hide it").click()
    expect(page.locator(".loose iframe")).to_have_attribute("src", re.compile("hide=tlr4"))
    page.get_by_role("button", name="Close the loose view").focus()
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)
    expect(page.get_by_role("button", name="Loose view")).to_be_focused()


def test_the_panel_leads_to_the_loose_view(visit: Visit) -> None:
    page = visit("")
    panel = opened(page)
    choose(panel, FORMATS["html"])
    panel.get_by_role("button", name="Open the loose view").click()
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Close the loose view")).to_be_focused()


def test_a_box_is_moved_by_keys(visit: Visit) -> None:
    page = visit("")
    box = node(page, "nitric-oxide")
    x, y = centre(box)
    scale = page.evaluate("new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a")
    box.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(f"Alt+{key}")
    expect(page.locator(".pw-figure [role=status]")).to_have_text(re.compile("^Nitric oxide: 20 right, 10 down$"))
    until(page, "location.search.includes('move=nitric-oxide:')")
    until(page, "!document.querySelector('.is-stretched')")
    there = centre(box)
    assert abs(there[0] - x - 20 * scale) < 2
    assert abs(there[1] - y - 10 * scale) < 2
    expect(box).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_timeout(500)
    assert abs(centre(box)[0] - there[0]) < 1
    expect(page.locator(".is-stretched")).to_have_count(0)
