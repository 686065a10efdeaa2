"""The PNG beside the same figure in a browser: what the file shows is what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import opened, strongly_different, view
from playwright.sync_api import Page

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.png import size_of, write
from pathways.render.svg import write as write_svg
from pathways.sheet.view_export import Export

ROOT = Path(__file__).resolve().parents[2]


def shown(page: Page, export: Export) -> bytes:
    """The SVG file in the browser, as large as the PNG."""
    size = size_of(export.sheet, export.options)
    page.set_viewport_size({"width": size.width, "height": size.height})
    style = f"<style>body {{ margin: 0 }} svg {{ display: block; width: {size.width}px; height: {size.height}px }}</style>"
    page.set_content(style + write_svg(export))
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].every((font) => font.status !== 'error')")
    return page.screenshot()


@pytest.mark.parametrize("search", ["", "theme=dark", "theme=print", "focus=tlr4", "focus=tlr4&theme=dark&arrange=compact", "from=ldn&to=pain"])
def test_the_png_is_the_svg_in_a_browser(page: Page, shipped: Mechanism, search: str) -> None:
    export = view(shipped, search, load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))
    assert strongly_different(opened(shown(page, export)), opened(write(export))) < 0.01


def test_the_png_of_the_toy_is_the_svg_in_a_browser(page: Page, toy: Mechanism) -> None:
    export = view(toy, "select=toyamine", width=1280)
    assert strongly_different(opened(shown(page, export)), opened(write(export))) < 0.01


@pytest.mark.parametrize("width", [360, 480])
def test_a_small_picture_has_lines_as_thin_as_in_a_browser(page: Page, shipped: Mechanism, width: int) -> None:
    export = view(shipped, "", load_layouts(ROOT / "data/low-dose-naltrexone.yaml"), width=width)
    assert strongly_different(opened(shown(page, export)), opened(write(export))) < 0.01


def test_the_measure_would_notice_a_picture_that_is_not_the_same(page: Page, shipped: Mechanism) -> None:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    whole, part = view(shipped, "", layouts), view(shipped, "focus=tlr4", layouts, without=("title",))
    same = opened(write(whole)).size
    assert strongly_different(opened(shown(page, whole)), opened(write(part)).resize(same)) > 0.01
