"""The picture is there before any script has run, and gives way to the live one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism


def test_without_scripts_the_whole_map_is_seen(browser: Browser, browser_context_args: dict[str, Any], site: str, shipped: Mechanism) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.goto(site)
    expect(page.locator("#first-paint .pw-node")).to_have_count(len(fold(shipped).nodes))
    expect(page.locator('#first-paint .pw-node[data-id="pain"]')).to_be_visible()
    context.close()


def test_the_live_picture_takes_its_place(visit: Callable[[str], Page]) -> None:
    page = visit("")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.locator('.pw-node[data-id="pain"]')).to_have_count(1)


def test_the_address_counts_from_the_first_picture_on(browser: Browser, browser_context_args: dict[str, Any], site: str) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.goto(f"{site}?hide=pain&theme=dark")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator('#first-paint .pw-node[data-id="nitric-oxide"]')).to_be_visible()
    expect(page.locator('#first-paint .pw-node[data-id="pain"]')).to_have_count(0)
    context.close()
