"""Sharing: what is copied is what stands there, who can follow it is said, and only embeds stand in other people's pages."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from pathways.export.share import qr
from pathways.model.mechanism import Mechanism
from pathways.web import create_app

from .conftest import ready
from .test_access import serious_in_both

Visit = Callable[[str], Page]


@pytest.fixture
def reported(page: Page, two_maps: str) -> Iterator[Callable[[str], Page]]:
    """The page with the invented map; nothing is reported as an error and no request leaves the machine."""
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    def go(search: str = "?map=toy") -> Page:
        page.goto(two_maps + search)
        ready(page)
        return page

    yield go
    assert errors == []
    assert [url for url in asked if not url.startswith((two_maps, "data:", "blob:"))] == []


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Share", exact=True).click()
    panel = page.get_by_role("dialog", name="Share")
    expect(panel.get_by_role("region", name="Link")).to_be_visible()
    return panel


def text(panel: Locator, name: str) -> str:
    return str(panel.get_by_role("region", name=name, exact=True).text_content())


def test_nothing_of_it_is_asked_for_before_it_is_opened(visit: Visit) -> None:
    asked: list[str] = []
    page = visit("")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if re.search(r"/client/(share|stories)-|/qr|/embed|/story", url)]
    opened(page)
    assert [url for url in asked if "/client/share-" in url]


def test_it_copies_what_stands_there(visit: Visit, site: str) -> None:
    page = visit("?focus=tlr4&radius=2&select=tlr4")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = opened(page)
    assert text(panel, "Link") == f"{site}?focus=tlr4&radius=2&select=tlr4"
    for name in ("Link", "Frame", "Picture, Markdown", "Picture, HTML", "Slide for reveal.js"):
        panel.get_by_role("button", name=f"Copy: {name}").click()
        expect(panel.get_by_role("status")).to_have_text(f"{name}: copied.")
        assert page.evaluate("navigator.clipboard.readText()") == text(panel, name)


def test_a_browser_that_refuses_to_copy_marks_the_text(visit: Visit) -> None:
    page = visit("")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; }")
    panel = opened(page)
    panel.get_by_role("button", name="Copy: Link").click()
    expect(panel.get_by_role("status")).to_contain_text("press Ctrl+C")
    assert page.evaluate("getSelection().toString()") == text(panel, "Link")


def test_on_a_local_address_it_says_so_and_gives_the_file(visit: Visit) -> None:
    panel = opened(visit("?focus=tlr4"))
    note = panel.get_by_role("note")
    expect(note).to_contain_text("This link works on this machine only")
    with panel.page.expect_download() as started:
        note.get_by_role("link", name="Download the light page").click()
    assert started.value.suggested_filename == "low-dose-naltrexone-focus-tlr4.light.html"


def test_where_the_address_is_known_it_is_given_and_nothing_is_said(browser: Browser, toy: Mechanism) -> None:
    server = make_server("127.0.0.1", 0, create_app([toy], base="https://maps.example/").server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/?focus=pain")
    ready(page)
    panel = opened(page)
    assert text(panel, "Link") == "https://maps.example/?focus=pain"
    expect(panel.get_by_role("note")).to_have_count(0)
    page.close()
    server.shutdown()
    server.server_close()


def test_the_choice_changes_the_frame(reported: Visit) -> None:
    panel = opened(reported("?map=toy&focus=pain"))
    frame = panel.get_by_role("region", name="Frame")
    expect(frame).to_contain_text("pathways-height")
    panel.get_by_role("button", name="dark").click()
    panel.get_by_role("button", name="transparent").click()
    panel.get_by_role("button", name="fixed").click()
    expect(frame).not_to_contain_text("pathways-height")
    src = re.search(r'src="([^"]+)"', text(panel, "Frame"))
    assert src
    assert parse_qs(urlsplit(src[1].replace("&amp;", "&")).query) == {"map": ["toy"], "focus": ["pain"], "theme": ["dark"], "background": ["none"]}
    panel.get_by_role("button", name="How toyamine").click()
    expect(panel.get_by_role("region", name="Link")).to_contain_text("/story.html?map=toy&story=how-toyamine-works")


def test_the_code_is_that_of_the_link(visit: Visit, site: str) -> None:
    page = visit("?focus=tlr4")
    panel = opened(page)
    image = panel.get_by_role("img", name=re.compile("QR code of"))
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("(image) => image.naturalWidth") > 200
    with page.expect_download() as started:
        panel.get_by_role("link", name="Download the QR code, PNG").click()
    content = started.value.path().read_bytes()
    assert content == qr(f"{site}?focus=tlr4", "png")
    assert Image.open(BytesIO(content)).size[0] > 400
    with page.expect_download() as started:
        panel.get_by_role("link", name="Download the QR code, SVG").click()
    assert started.value.suggested_filename == "qr.svg"


def test_it_is_used_by_keyboard_alone(reported: Visit) -> None:
    page = reported("?map=toy")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share", exact=True).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Share")
    expect(panel.get_by_role("region", name="Link")).to_be_visible()
    for _ in range(12):
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy: Link":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Link: copied.")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()


def test_axe_finds_nothing_serious_with_the_panel_open(browser: Browser, two_maps: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{two_maps}?map=toy")
    ready(page)
    opened(page)
    assert serious_in_both(page) == []
    context.close()


def test_a_phone_has_the_panel_without_sideways_scrolling(browser: Browser, two_maps: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{two_maps}?map=toy")
    ready(page)
    panel = opened(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert panel.evaluate("(panel) => panel.querySelector('.share-panel').scrollWidth - panel.clientWidth") <= 0
    context.close()


# ---- in other people's pages


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """A page of another origin with a body of ours."""
    bodies: list[str] = []

    @Request.application
    def answer(_: Request) -> Response:
        return Response(f"<!DOCTYPE html><title>Another site</title>{bodies[-1]}", mimetype="text/html")

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(body: str) -> str:
        bodies.append(body)
        return f"http://localhost:{server.server_port}/"

    yield put
    server.shutdown()
    server.server_close()


def test_the_copied_frame_shows_the_map_on_another_site_and_grows(reported: Visit, elsewhere: Callable[[str], str], browser: Browser) -> None:
    code = text(opened(reported("?map=toy&focus=pain")), "Frame")
    page = browser.new_page(viewport={"width": 700, "height": 600})
    page.goto(elsewhere(code))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pw-node").first).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    high = page.locator("iframe").evaluate("(frame) => frame.getBoundingClientRect().height")
    assert 160 <= high <= 4000
    assert high != 560
    page.close()


@pytest.mark.parametrize(("path", "shown"), [
    ("embed?map=toy&story=how-toyamine-works&scene=2", True), ("story.html?map=toy&story=how-toyamine-works", False),
    ("?map=toy", False), ("figure.svg?map=toy", False), ("present?map=toy&own=story-1", False),
])  # fmt: skip
def test_only_embeds_stand_in_a_page_of_another_origin(
    browser: Browser, two_maps: str, elsewhere: Callable[[str], str], path: str, shown: bool
) -> None:
    page = browser.new_page()
    page.goto(elsewhere(f'<iframe src="{two_maps}{path}" width="900" height="500"></iframe>'))
    page.wait_for_load_state("networkidle")
    frame = page.frames[1]
    assert frame.url.startswith(two_maps) is shown
    assert (frame.locator("svg").count() > 0) is shown
    page.close()
