"""A real browser on a real server: the system's Chromium, and the page on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from toystory import toy_telling
from werkzeug.serving import make_server

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.story import write
from pathways.story.render_plan import RenderPlan
from pathways.web import create_app

Presented = Callable[..., Page]

ROOT = Path(__file__).resolve().parents[2]
ARGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
# A new page brings a window along, with a list of suggestions below an address bar that nobody sees: half of the work of opening one.
# Of several such switches only the last counts, so those that Playwright turns off for the sake of tests stand here again.
UNSEEN = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
UNTESTED = "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding"
# Dash keeps what it still has to ask for and to draw in lists of its store; the page is at rest once they stay empty.
AT_REST = """
async () => {
    const atRest = () => {
        const state = document.readyState === 'complete' && window.store && window.store.getState();
        return state && !Object.values(state.callbacks).some((list) => Array.isArray(list) && list.length);
    };
    const start = performance.now();
    for (let seen = 0; seen < 5; seen = atRest() ? seen + 1 : 0) {
        if (performance.now() - start > 30000) throw new Error('the page never came to rest');
        await new Promise((done) => setTimeout(done, 20));
    }
}
"""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine can miss its moment, so it has a second try; a fault fails twice. What needed one is listed at the
    end, to be looked at: it may well be a fault that people on slow machines meet."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = os.environ.get("PATHWAYS_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        said = "no Chromium was found (looked for PATHWAYS_BROWSER and for " + ", ".join(NAMES) + ")"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(said)
    return {**browser_type_launch_args, "executable_path": found, "args": [*ARGS.split(), f"--disable-features={UNSEEN},{UNTESTED},ThirdPartyStoragePartitioning"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 720}, "color_scheme": "light", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def site(shipped: Mechanism) -> Iterator[str]:
    """The address of the shipped map's page."""
    yield from _serve([shipped])


@pytest.fixture(scope="session")
def two_maps(shipped: Mechanism, toy: Mechanism) -> Iterator[str]:
    """The address of a page with two maps."""
    yield from _serve([shipped, toy])


def _serve(mechanisms: list[Mechanism]) -> Iterator[str]:
    app = create_app(mechanisms, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def shared(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One context for most tests, so that scripts are loaded once."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(shared: BrowserContext) -> Iterator[Page]:
    opened = shared.new_page()
    yield opened
    opened.close()


def ready(page: Page) -> None:
    """Wait until the map is drawn and nothing is under way: a person is never as fast as a test, whose first key would be lost."""
    page.wait_for_selector(".pw-stage .pw-node")
    page.evaluate(AT_REST)


@pytest.fixture
def visit(page: Page, site: str) -> Iterator[Callable[[str], Page]]:
    """Open the page at an address. Whatever a test does, no request leaves the machine and nothing is reported as an error."""
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    def go(search: str = "") -> Page:
        page.goto(site + search)
        ready(page)
        return page

    yield go
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert errors == []


@pytest.fixture
def apart(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser of its own, which keeps nothing from other tests; what goes wrong in it fails the test."""
    context = browser.new_context(**browser_context_args)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" and "400" not in message.text else None)
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def presented(browser: Browser, tmp_path: Path) -> Iterator[Presented]:
    """Open a story as a file, without a network. Whatever a test does, nothing is asked for and nothing is reported as an error."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def go(plan: RenderPlan, place: str = "", **settings: Any) -> Page:
        file = tmp_path / "story.html"
        file.write_text(write(plan), encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **settings}))
        contexts[-1].set_offline(True)
        contexts[-1].on("request", lambda request: said.append(request.url) if not request.url.startswith(("data:", file.as_uri())) else None)
        contexts[-1].on("console", lambda message: said.append(message.text))
        contexts[-1].on("weberror", lambda error: said.append(str(error.error)))
        page = contexts[-1].new_page()
        page.goto(file.as_uri() + place)
        page.evaluate("document.fonts.ready")
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def plan(toy: Mechanism) -> RenderPlan:
    return toy_telling(toy)
