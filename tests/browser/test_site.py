"""The published site in a real browser, under a sub-path and from a memory stick, with everything outside of it cut off."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.publish import publish

from .test_access import serious_in_both

ROOT = Path(__file__).resolve().parents[2]
EDGE = "low-dose-naltrexone-downregulates-tlr4"
STORY = "how-toyamine-works"
PAGES = ("index.html", "stories/index.html", "figures/index.html", "embed/index.html", "data/index.html", "cite.html")
PLAYED = (f"stories/{STORY}.html", f"embed/{STORY}.html", "embed/map.html")

Opened = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    """A web space that does nothing but hand out files."""

    def log_message(self, format: str, *told: Any) -> None:
        pass


@pytest.fixture(scope="module")
def folder(shipped: Mechanism, toy: Mechanism, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web space with two sites in folders of it: the shipped map with its first story, and the toy."""
    root = tmp_path_factory.mktemp("web")
    brief = shipped.model_copy(update={"stories": shipped.stories[:1]})
    publish([(brief, load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))], root / "some/where/ldn")
    publish([(toy, {})], root / "some/where/toy")
    return root


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["served", "from file"])
def start(request: pytest.FixtureRequest, served: str, folder: Path) -> str:
    """The address below which the sites are: of a server's folder, or of a folder on disk."""
    return served if request.param == "served" else f"{(folder / 'some/where').as_uri()}/"


@pytest.fixture
def opened(browser: Browser, start: str) -> Iterator[Opened]:
    """Open a page of the sites. Every request to elsewhere is stopped and counted; there is none, and nothing is reported as an error."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    said: list[str] = []

    def pass_on(route: Route) -> None:
        if route.request.url.startswith((start, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def go(path: str, **settings: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **settings}))
        contexts[-1].route("**/*", pass_on)
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        page.goto(start + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert outside == []
    assert said == []


def card(page: Page) -> Any:
    return page.locator(".card.is-open")


def test_search_and_cards_work(opened: Opened) -> None:
    page = opened("ldn/index.html")
    page.locator(f'[id="map-e-{EDGE}"] .pw-badge').click()
    expect(card(page).get_by_role("heading", level=3)).to_contain_text("turns down Toll-like receptor 4")
    expect(card(page).locator("mark").first).to_be_visible()
    top, header = card(page).bounding_box(), page.locator(".top").bounding_box()
    assert top
    assert header
    assert top["y"] >= header["y"] + header["height"], "the card does not lie over the way to the other pages"
    page.keyboard.press("Escape")
    page.get_by_role("combobox").fill("TLR-4")
    page.keyboard.press("Enter")
    expect(card(page)).to_have_attribute("id", "n-tlr4")
    assert page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom <= innerHeight"), "map and legend fit the screen"


def test_the_way_leads_to_every_page_and_back(opened: Opened) -> None:
    page = opened("toy/index.html")
    for name in ("Stories", "Figures", "Embed", "Data", "Cite this map", "Map"):
        page.get_by_role("navigation", name="This site").get_by_role("link", name=name, exact=True).click()
        expect(page.locator('nav [aria-current="page"]')).to_have_text(name)
    assert page.url.endswith("toy/index.html")


def test_a_story_plays(opened: Opened, toy: Mechanism) -> None:
    page = opened("toy/stories/index.html")
    page.get_by_role("link", name="Play").click()
    scenes = toy.stories[0].scenes
    expect(page.get_by_role("heading", name=scenes[0].title)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=scenes[1].title)).to_be_visible()
    expect(page.get_by_role("heading", name=scenes[0].title)).not_to_be_visible()
    back = page.locator('a[href="../index.html"]').first
    expect(back).to_be_visible()


def test_pictures_of_the_lists_are_seen(opened: Opened) -> None:
    for path in ("toy/stories/index.html", "toy/figures/index.html"):
        page = opened(path)
        for image in page.locator("img").all():
            image.scroll_into_view_if_needed()
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 100


def test_a_snippet_is_copied(opened: Opened, served: str) -> None:
    page = opened("toy/embed/index.html")
    if page.url.startswith(served):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.locator("#said")).to_have_text("Copied")
    assert page.evaluate("getSelection().toString()").startswith("<iframe")


def test_an_embed_of_the_site_works_in_a_page_of_another_folder(opened: Opened, folder: Path, served: str) -> None:
    (folder / "some/where/mine.html").write_text('<!DOCTYPE html><iframe id="it" src="toy/embed/map.html" width="800" height="600"></iframe>')
    page = opened("mine.html")
    frame = page.frame_locator("#it")
    frame.locator(".pw-node").first.click()
    expect(frame.locator(".card.is-open h3")).to_be_visible()


def test_axe_finds_nothing_serious_on_any_kind_of_page(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    for path in (*PAGES, *PLAYED):
        page.goto(f"{served}toy/{path}")
        for summary in page.locator("main > section details > summary").all():
            summary.click()
        assert serious_in_both(page) == [], path
    context.close()


def test_a_phone_shows_it_without_sideways_scrolling(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = context.new_page()
    for path in (*PAGES, *PLAYED):
        page.goto(f"{served}toy/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    context.close()


def test_without_scripts_the_site_is_there_to_be_read(opened: Opened) -> None:
    page = opened("toy/index.html", java_script_enabled=False)
    expect(page.locator(".pw-stage svg")).to_be_visible()
    page.get_by_role("navigation", name="This site").get_by_role("link", name="Embed").click()
    expect(page.locator("code").first).to_contain_text("<iframe")
    expect(page.get_by_role("button", name="Copy").first).not_to_be_visible()


def test_the_pages_for_other_sites_are_pictures_of_their_size(folder: Path) -> None:
    """Link previews are cut by others where they have another shape."""
    from PIL import Image

    for path in ("preview.png", f"stories/{STORY}.png"):
        with Image.open(folder / "some/where/toy" / path) as image:
            assert image.size == (1200, 675)
