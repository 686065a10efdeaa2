"""Pages for frames, inside a page of another origin: heights, stepping, cards, and what must not get through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from figures import view
from hostile import TEXTS, hostile
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from toystory import toy_telling

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.embed import write_story, write_view
from pathways.sheet.view_export import Export

from .test_access import serious_in_both
from .test_picture import until

ROOT = Path(__file__).resolve().parents[2]

# A page as anybody may write it: it makes the frame as high as the frame wants to be.
AROUND = """<!DOCTYPE html><html lang="en"><head><title>Around</title><link rel="icon" href="data:,"></head><body style="margin:0;background:rgb(200, 230, 200)">
<h1>Our charity</h1><iframe id="f" title="Map" src="{src}" style="width:{width}px;height:{height}px;border:0"></iframe>
<script>window.said = [];
addEventListener('message', (event) => {{
    const own = document.getElementById('f');
    if (!own || event.source !== own.contentWindow) return;
    window.said.push({{origin: event.origin, data: event.data}});
    if (event.data.type === 'pathways-height') own.style.height = event.data.height + 'px';
}});</script></body></html>"""

Framed = Callable[..., tuple[Page, Frame]]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[dict[str, str], int]]:
    """Pages by their path; as 127.0.0.1 and as localhost they are of two origins."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path.split("?")[0])
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: Any) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield pages, server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def framed(browser: Browser, served: tuple[dict[str, str], int]) -> Iterator[Framed]:
    """Show an embed within a page of another origin. Nothing else is asked for, and nothing is reported as an error."""
    pages, port = served
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def go(embed: str, place: str = "", *, width: int = 800, height: int = 450, **settings: Any) -> tuple[Page, Frame]:
        pages["/embed"] = embed
        pages["/"] = AROUND.format(src=f"http://127.0.0.1:{port}/embed{place}", width=width, height=height)
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **settings}))
        page = contexts[-1].new_page()
        known = (f"http://127.0.0.1:{port}/embed", f"http://localhost:{port}/", "data:")
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(known) else None)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://localhost:{port}/")
        until(page, "window.said.length > 0")
        frame = page.frame(url=lambda url: "/embed" in url)
        assert frame
        return page, frame

    yield go
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def whole(shipped: Mechanism) -> str:
    return write_view(view(shipped, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"), base="https://example.org/"))


def title(frame: Frame) -> str:
    return frame.locator(".scene.is-now h2").inner_text()


def heights(page: Page) -> list[int]:
    said = page.evaluate("window.said.map((one) => one.data)")
    assert all(set(one) == {"type", "height"} and one["type"] == "pathways-height" for one in said)
    return [one["height"] for one in said]


@pytest.mark.parametrize("width", [390, 800, 1200])
def test_a_frame_says_how_high_it_wants_to_be_and_comes_to_rest(framed: Framed, whole: str, toy: Mechanism, width: int) -> None:
    for embed in (whole, write_story(toy_telling(toy))):
        page, frame = framed(embed, width=width, height=150)
        page.wait_for_timeout(300)
        found = heights(page)
        assert len(found) < 8, "it does not go on for ever"
        assert len(set(found)) == 1, "what it says does not depend on how high it is"
        assert 250 < found[-1] < 1200
        assert frame.evaluate("innerHeight") == found[-1]
        assert frame.evaluate("document.querySelector('.board').clientHeight") >= 219
        assert frame.evaluate("document.querySelector('.foot').getBoundingClientRect().bottom <= innerHeight + 1")


def test_a_narrower_frame_says_another_height(framed: Framed, whole: str) -> None:
    page, _ = framed(whole, width=1100)
    before = heights(page)[-1]
    page.evaluate("document.getElementById('f').style.width = '500px'")
    until(page, f"window.said[window.said.length - 1].data.height < {before}")


def test_a_story_steps_by_messages_of_the_page_around_it(framed: Framed, toy: Mechanism) -> None:
    page, frame = framed(write_story(toy_telling(toy), scene=2))
    assert title(frame) == "What the receptor drives"
    say = "(said) => document.getElementById('f').contentWindow.postMessage(said, '*')"
    page.evaluate(say, {"type": "pathways-scene", "scene": 4})
    expect(frame.locator(".scene.is-now h2")).to_have_text("If toyamine goes up")
    wrong: list[Any] = [
        None, 3, "pathways-scene", [], {"type": "pathways-scene"}, {"type": "pathways-scene", "scene": "3"}, {"type": "pathways-scene", "scene": 0},
        {"type": "pathways-scene", "scene": 6}, {"type": "pathways-scene", "scene": 2.5}, {"type": "pathways-scene", "scene": None}, {"type": "other", "scene": 3},
    ]  # fmt: skip
    for one in wrong:
        page.evaluate(say, one)
    page.wait_for_timeout(100)
    assert title(frame) == "If toyamine goes up"


def test_a_story_does_not_hear_another_frame(framed: Framed, toy: Mechanism) -> None:
    page, frame = framed(write_story(toy_telling(toy)))
    frame.evaluate("window.postMessage({type: 'pathways-scene', scene: 3}, '*')")
    page.evaluate(
        """() => new Promise((done) => {
            const other = Object.assign(document.createElement('iframe'), {srcdoc: '<script>parent.frames[0].postMessage({type: "pathways-scene", scene: 3}, "*"); parent.postMessage(1, "*")</script>'});
            addEventListener('message', (event) => event.data === 1 && done());
            document.body.append(other);
        })"""
    )
    page.wait_for_timeout(100)
    assert title(frame) == "A medicine meets its receptor"


@pytest.mark.parametrize(("place", "to"), [("?scene=3", "A circle"), ("#5", "What is not known"), ("?map=toy&scene=4&theme=dark", "If toyamine goes up")])
def test_an_address_leads_to_a_scene(framed: Framed, toy: Mechanism, place: str, to: str) -> None:
    _, frame = framed(write_story(toy_telling(toy)), place)
    assert title(frame) == to


def test_a_story_in_a_frame_is_stepped_by_hand_and_leaves_no_trail(framed: Framed, toy: Mechanism) -> None:
    page, frame = framed(write_story(toy_telling(toy)))
    before = page.evaluate("history.length")
    frame.get_by_role("button", name="Next scene").click()
    assert title(frame) == "What the receptor drives"
    frame.locator(".pw-node:not(.is-faded)").first.focus()
    page.keyboard.press("ArrowRight")
    assert title(frame) == "A circle"
    frame.locator(".pw-node:not(.is-faded)").first.click()
    expect(frame.locator(".card.is-open h3")).to_be_visible()
    assert page.evaluate("history.length") == before


def test_a_view_in_a_frame_zooms_and_opens_evidence(framed: Framed, whole: str) -> None:
    page, frame = framed(whole)
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a"
    before = frame.evaluate(scale)
    frame.get_by_role("button", name="zoom in").click()
    assert frame.evaluate(scale) > before * 1.2
    frame.get_by_role("button", name="show the whole map").click()
    history = page.evaluate("history.length")
    frame.locator('.pw-stage [tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    card = frame.locator(".card.is-open")
    expect(card.locator("h3")).to_be_focused()
    inside = card.evaluate("(card) => ((box) => box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)(card.getBoundingClientRect())")
    assert inside
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    frame.get_by_role("link", name="About this map").click()
    expect(frame.locator("#about")).to_be_visible()
    assert page.evaluate("history.length") == history
    expect(frame.get_by_role("link", name="Open in the explorer")).to_have_attribute("href", "https://example.org/")


@pytest.mark.parametrize("width", [390, 800])
def test_a_part_of_a_view_is_what_a_frame_begins_with(framed: Framed, shipped: Mechanism, whole: str, width: int) -> None:
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pw-stage')).transform).a"
    _, frame = framed(write_view(view(shipped, "focus=substance-p&arrange=map", layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), width=width)
    outside = """() => { const board = document.querySelector('.board').getBoundingClientRect();
        return [...document.querySelectorAll('.pw-node:not(.is-faded)')].filter((item) => { const box = item.getBoundingClientRect();
            return box.left < board.left || box.right > board.right || box.top < board.top || box.bottom > board.bottom;
        }).map((item) => item.dataset.id); }"""
    frame.wait_for_function(f"({outside})().length === 0", timeout=5_000)  # the frame becomes as high as it asked to be, and the picture follows
    near = frame.evaluate(scale)
    frame.get_by_role("button", name="show the whole map").click()
    assert near > frame.evaluate(scale) * 1.5
    _, frame = framed(whole, width=width)
    assert frame.evaluate("document.querySelectorAll('.is-faded').length") == 0


def test_the_wheel_stays_with_the_page_around(framed: Framed, whole: str) -> None:
    page, _ = framed(whole)
    page.evaluate("document.body.style.paddingBottom = '2000px'")
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 300)
    until(page, "scrollY > 100")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_transparent_frame_lets_the_page_around_through(framed: Framed, toy: Mechanism, theme: str) -> None:
    for embed in (write_view(view(toy, f"theme={theme}"), transparent=True), write_story(toy_telling(toy, theme=theme), transparent=True)):
        page, _ = framed(embed)
        corner = page.screenshot(clip={"x": 3, "y": 250, "width": 1, "height": 1})
        assert pixel(corner) == (200, 230, 200)
    page, _ = framed(write_story(toy_telling(toy, theme=theme)))
    assert pixel(page.screenshot(clip={"x": 3, "y": 250, "width": 1, "height": 1})) != (200, 230, 200)


def pixel(png: bytes) -> tuple[int, ...]:
    from figures import opened

    found = opened(png).convert("RGB").getpixel((0, 0))
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)


def test_axe_finds_nothing_serious(framed: Framed, toy: Mechanism, whole: str) -> None:
    for embed in (whole, write_story(toy_telling(toy, theme="auto"))):
        page, frame = framed(embed)
        page.goto(frame.url)
        assert serious_in_both(page) == []
        page.locator(".pw-node:not(.is-faded)").first.click()
        assert serious_in_both(page) == [], "a card"


def test_a_phone_shows_it_without_sideways_scrolling(framed: Framed, whole: str, toy: Mechanism) -> None:
    for embed in (whole, write_story(toy_telling(toy))):
        _, frame = framed(embed, width=390, height=600)
        assert frame.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_frame_without_rights_of_its_own_shows_it_too(framed: Framed, served: tuple[dict[str, str], int], toy: Mechanism) -> None:
    page, _ = framed(write_story(toy_telling(toy)))
    page.evaluate(
        """(text) => {
            const frame = Object.assign(document.createElement('iframe'), {id: 'inner', srcdoc: text, width: 900, height: 500});
            frame.setAttribute('sandbox', 'allow-scripts');
            document.body.replaceChildren(frame);
        }""",
        write_story(toy_telling(toy)),
    )
    inner = page.frame_locator("#inner")
    inner.get_by_role("button", name="Next scene").click()
    expect(inner.locator(".scene.is-now h2")).to_have_text("What the receptor drives")
    inner.locator(".pw-node:not(.is-faded)").first.click()
    expect(inner.locator(".card.is-open h3")).to_be_visible()


def test_hostile_words_are_shown_as_words(framed: Framed, toy: Mechanism) -> None:
    _, frame = framed(write_view(Export(hostile(toy, TEXTS["script"]))))
    expect(frame.locator("h1")).to_have_text(TEXTS["script"])
    frame.locator(".pw-node").first.click()
    expect(frame.locator(".card.is-open h3")).to_contain_text("<script>alert(1)</script>", ignore_case=True)
