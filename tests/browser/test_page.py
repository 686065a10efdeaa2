"""The stand-alone page in a real browser without a network: it draws, answers a click, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from pathways.fold import fold
from pathways.model import Mechanism
from pathways.render.html import write_page
from pathways.stored import layout_for, load_layouts

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_the_page_works_without_a_network(shipped: Mechanism, tmp_path: Path, context: BrowserContext) -> None:
    diagram = fold(shipped)
    file = tmp_path / "map.html"
    file.write_text(write_page(diagram, layout_for(diagram, load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))), encoding="utf-8")
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector("#map[data-ready] canvas")
    assert page.is_hidden("#panel")
    page.click('[data-show="low-dose-naltrexone-downregulates-tlr4"]')
    assert "Evidence: " in page.inner_text("#panel")
    assert page.locator("#panel blockquote").count() >= 1
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    canvas = page.locator("#map canvas").bounding_box()
    assert canvas
    drawn = page.evaluate("() => document.querySelector('#map canvas').toDataURL().length")
    assert drawn > 20_000
    assert asked == [file.as_uri()]
    assert said == []
