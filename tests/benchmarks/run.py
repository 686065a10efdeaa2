"""Measure what the README claims: `python tests/benchmarks/run.py` prints a table, in two to three minutes.

Everything is measured in one run on one machine; comparisons alternate, so that a machine that slows down slows both.
Times are medians in milliseconds. Needs Chromium and gunicorn.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ACT_TO_CHANGE = """new Promise((done) => {
    const start = performance.now();
    const look = () => (%(seen)s ? done(performance.now() - start) : requestAnimationFrame(look));
    %(act)s;
    requestAnimationFrame(look);
})"""
FOCUS = "pathways.go({focus: location.search.includes('focus') ? '' : 'tlr4'})"


def median(times: list[float]) -> str:
    return f"{statistics.median(times):8.1f}   ({min(times):.1f} to {max(times):.1f}, {len(times)} runs)"


def timed(work: Callable[[], Any], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


@contextlib.contextmanager
def served(app: str, folder: Path) -> Iterator[str]:
    """Serve a WSGI application as in production; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}", "--preload", app]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}/"
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(url, timeout=5).read()
                    break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.1)
            yield url
        finally:
            server.terminate()


def cold(browser: Browser, url: str, selector: str) -> float:
    """From the first byte asked to the element on the page, in a context without any cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(selector)
    taken = (time.perf_counter() - start) * 1000
    context.close()
    return taken


def usable(browser: Browser, explorer: str, runs: int = 7) -> None:
    print("explorer answers clicks   ", median([cold(browser, explorer, ".pw-stage .pw-node") for _ in range(runs)]))


def first_picture(browser: Browser, explorer: str, empty: str, runs: int = 15) -> None:
    cold(browser, explorer, ".pw-node"), cold(browser, empty, "#ready")
    pairs = [(cold(browser, explorer, ".pw-node"), cold(browser, empty, "#ready")) for _ in range(runs)]
    print("first picture, explorer   ", median([pair[0] for pair in pairs]))
    print("first text, empty page    ", median([pair[1] for pair in pairs]))
    print(f"ratio, pair by pair         {statistics.median(a / b for a, b in pairs):.2f}")


def answers(browser: Browser, explorer: str, runs: int = 12) -> None:
    """Time an act and the act that undoes it, over and over, from inside the page."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(explorer)
    page.wait_for_selector(".pw-stage .pw-node")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_selector("#filters-reset")
    card = "document.querySelector('#card h2')"
    papers = "document.querySelectorAll('.pw-stage .pw-edge[data-layer=literature]').length"
    clear = "document.querySelectorAll('.pw-stage .pw-node:not(.is-faded)').length"
    arrow = "low-dose-naltrexone-downregulates-tlr4"
    for name, act, there, back in (
        ("filter to picture         ", "document.querySelector('#filter-layer-literature').click()", f"{papers} === 0", f"{papers} > 0"),
        ("click on an arrow to card ", f"pathways.go({{select: {card} ? '' : '{arrow}'}})", f"!!{card}", f"!{card}"),
        ("focus to picture          ", FOCUS, f"{clear} < 20", f"{clear} > 20"),
    ):
        taken = [page.evaluate(ACT_TO_CHANGE % {"act": act, "seen": (there, back)[turn % 2]}) for turn in range(2 * runs)]
        print(name, median(taken[2:]))


def library() -> None:
    from pathways import load
    from pathways.drawing.theme import THEMES
    from pathways.layout.store import layout_for, load_layouts
    from pathways.model.diagram import fold
    from pathways.query.query import Query
    from pathways.query.select import counts, select
    from pathways.render.svg import draw
    from pathways.scene.scene import compose

    path = ROOT / "data/low-dose-naltrexone.yaml"
    mechanism = load(path)
    layouts = load_layouts(path)
    diagram = fold(mechanism)
    layout = layout_for(diagram, layouts)
    part = select(mechanism, Query(focus=("tlr4",), radius=1))
    compact = [fold(select(mechanism, Query(focus=(node.id,), radius=2))) for node in diagram.nodes[:12]]
    fresh = iter(compact)
    draw(compose(diagram, layout, THEMES["light"]))
    print("read and check the file   ", median(timed(lambda: load(path), 5)))
    print("select, fold and count    ", median(timed(lambda: (fold(part), counts(mechanism, Query())), 20)))
    print("compose and draw the map  ", median(timed(lambda: draw(compose(diagram, layout, THEMES["light"])), 30)))
    print("compact layout, new part  ", median(timed(lambda: layout_for(next(fresh), {}), len(compact))))


def exports(browser: Browser, explorer: str) -> None:
    """Every format of the shipped map from nothing but the mechanism, and what others need for a picture of it."""
    from pathways import layouts, load
    from pathways.export.formats import FORMATS, write
    from pathways.query.export_options import Options
    from pathways.sheet.view_export import Export

    path = ROOT / "data/low-dose-naltrexone.yaml"
    mechanism, stored = load(path), layouts(path)
    for name, row in FORMATS.items():
        options = Options(width=1920) if name == "png" else Options()
        write(Export(mechanism, options=options, layouts=stored), name)
        taken = timed(lambda name=name, options=options: write(Export(mechanism, options=options, layouts=stored), name), 9)
        print(f"{row.label:26}", median(taken))
    page = browser.new_page(viewport={"width": 1920, "height": 1433})
    page.goto(f"{explorer}figure.svg")
    page.screenshot()
    print("Chromium's screenshot     ", median(timed(page.screenshot, 9)))
    print("dot's own PNG             ", median(timed(lambda: subprocess.run([sys.executable, "-c", DOT, str(path)], check=True), 3)))


def embeds(browser: Browser, explorer: str, runs: int = 9) -> None:
    """The page for frames beside the explorer: what is transferred, and how long until the picture is there."""
    story = f"{explorer}embed?story=how-ldn-is-thought-to-work"
    addresses = {"explorer": explorer, "embed of the map": f"{explorer}embed", "embed of a story": story}
    for url in addresses.values():
        cold(browser, url, ".pw-node")
    rounds = [[cold(browser, url, ".pw-node") for url in addresses.values()] for _ in range(runs)]
    for at, (name, url) in enumerate(addresses.items()):
        print(f"picture, {name:17}", median([taken[at] for taken in rounds]), f"  {transferred(browser, url)}")
    for at, name in enumerate(addresses):
        print(f"ratio to the explorer, {name:17} {statistics.median(taken[at] / taken[0] for taken in rounds):.2f}")


def transferred(browser: Browser, url: str) -> str:
    """What a browser without a cache takes in for a page, as it is sent and as gzip would send it."""
    context, bodies = browser.new_context(viewport={"width": 1280, "height": 720}), []
    page = context.new_page()
    page.on("response", lambda response: bodies.append(response))
    page.goto(url, wait_until="networkidle")
    texts = [response.body() for response in bodies if response.ok]
    context.close()
    plain, packed = sum(map(len, texts)), sum(len(gzip.compress(text, 6)) for text in texts)
    return f"{len(texts)} requests, {plain / 1000:.0f} kB, gzipped {packed / 1000:.0f} kB"


def stories() -> None:
    """A story in each of its forms."""
    from pathways import layouts, load, talk
    from pathways.export.formats import STORY_FORMATS

    path = ROOT / "data/low-dose-naltrexone.yaml"
    mechanism, stored = load(path), layouts(path)
    for name, row in STORY_FORMATS.items():
        talk(mechanism, layouts=stored).bytes(name)
        print(f"{row.label:26}", median(timed(lambda name=name: talk(mechanism, layouts=stored).bytes(name), 5)))


# In a process of its own, whose start is part of the time, as it is for whoever calls dot.
DOT = """
import sys
import pygraphviz
from pathways import load, to_networkx
graph = pygraphviz.AGraph(directed=True, strict=False, rankdir="LR")
for source, target in to_networkx(load(sys.argv[1])).edges():
    graph.add_edge(source, target)
graph.draw(format="png", prog="dot")
"""


def main() -> None:
    chromium = os.environ.get("PATHWAYS_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("No Chromium found. Install it, or name it in PATHWAYS_BROWSER.")
    print("median in ms (range)")
    library()
    with (
        sync_playwright() as play,
        contextlib.closing(play.chromium.launch(executable_path=chromium, args=ARGUMENTS)) as browser,
        served("app:server", ROOT) as explorer,
        served("empty_page:server", Path(__file__).parent) as empty,
    ):
        first_picture(browser, explorer, empty)
        usable(browser, explorer)
        answers(browser, explorer)
        embeds(browser, explorer)
        exports(browser, explorer)
        stories()


if __name__ == "__main__":
    main()
