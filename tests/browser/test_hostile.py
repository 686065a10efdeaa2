"""A map whose texts are markup, and whose addresses are scripts, in a real browser: it stays where it is and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hostile import ADDRESSES, TEXTS, addressed, hostile
from playwright.sync_api import Page, expect

from pathways.drawing.text_metrics import clean
from pathways.model.mechanism import Mechanism

from .conftest import _serve


@pytest.fixture(scope="module", params=["title", "script", "places"])
def evil(request: pytest.FixtureRequest, toy: Mechanism) -> Iterator[tuple[str, str]]:
    """A text, and the address of a page of a map in which every text is this one."""
    for site in _serve([addressed(hostile(toy, TEXTS[request.param]), ADDRESSES["javascript"])]):
        yield TEXTS[request.param], site


@pytest.mark.parametrize("path", ["", "?select=toyamine-antagonises-alpha-receptor", "embed", "figure.svg", "loose"])
def test_the_page_shows_words_and_goes_nowhere(page: Page, evil: tuple[str, str], path: str) -> None:
    text, site = evil
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert page.url == site + path
    assert not dialogs
    assert not [url for url in asked if not url.startswith((site, "data:", "blob:"))]
    assert not page.locator('a[href^="javascript"], a[*|href^="javascript"], base, meta[http-equiv="refresh"]').count()
    if not path.startswith("figure.svg"):
        assert page.title() == " ".join(clean(text).split())
    if not path or path.startswith("?"):
        expect(page.locator("h1")).to_have_text(text)
