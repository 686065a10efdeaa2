"""The steps of a click that ARCHITECTURE.md names in the browser are those that run."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.test_walks import walk

EDGE = "low-dose-naltrexone-downregulates-nitric-oxide"


def test_a_click_on_an_arrow_runs_the_functions_of_the_walk(visit: Callable[[str], Page]) -> None:
    page = visit("")
    profiler = page.context.new_cdp_session(page)
    profiler.send("Profiler.enable")
    profiler.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    profiler.send("Profiler.takePreciseCoverage")  # which sets the counts to zero
    page.locator(f'.pw-edge[data-id="{EDGE}"]').dispatch_event("click", {"detail": 1})
    expect(page.locator(".card h2")).to_have_text("Low-dose naltrexone turns down nitric oxide.")
    scripts = profiler.send("Profiler.takePreciseCoverage")["result"]
    called = {one["functionName"] for script in scripts for one in script["functions"] if one["ranges"][0]["count"]}
    assert {name for file, name in walk("A click becomes a card") if file.startswith("client/")} <= called
