"""The way back: a figure that is dropped on the page opens the view that it was made from."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pathways.export.formats import FORMATS, write
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.scene.provenance import Origin
from pathways.sheet.view_export import Export

from .conftest import ready

Visit = Callable[[str], Page]

CARRYING = [row.name for row in FORMATS.values() if row.family in ("picture", "page")]
VIEW = "focus=tlr4&radius=2&hide=pain"
DROP = """({name, content, kind}) => {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name));
    document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def drop(page: Page, name: str, content: bytes, kind: str = "drop") -> None:
    page.evaluate(DROP, {"name": name, "content": base64.b64encode(content).decode(), "kind": kind})


def figure(mechanism: Mechanism, name: str = "svg", search: str = VIEW) -> bytes:
    return write(Export(mechanism, Query.parse(search, mechanism)[0]), name)


@pytest.mark.parametrize("name", CARRYING)
def test_a_figure_of_every_format_opens_its_view(visit: Visit, shipped: Mechanism, name: str) -> None:
    page = visit("?theme=dark&select=pain")
    drop(page, f"figure.{name}", figure(shipped, name))
    expect(page.locator(".restored")).to_have_text(f"figure.{name}: Its view is open again.")
    expect(page.locator("#status")).to_contain_text("within 2 steps of Toll-like receptor 4")
    expect(page).to_have_url(re.compile(r"\?focus=tlr4&radius=2&hide=pain&arrange=compact&made="))
    expect(page.locator('.pw-node[data-id="pain"]')).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?theme=dark&select=pain$|\?select=pain&theme=dark$"))


def test_it_says_where_the_map_has_changed_since(visit: Visit, shipped: Mechanism) -> None:
    page = visit("")
    line = Origin(shipped.id, "1 beta", "2020-01-01", "0123456789ab", VIEW).line()
    drop(page, "old.svg", f"<svg><metadata>{line}</metadata></svg>".encode())
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text(f"This figure was made from version 1 beta of the map; it is now version {shipped.version}")
    notice.get_by_role("button", name="Good to know").click()
    expect(notice).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"\?{VIEW}$"))


def test_a_figure_of_another_map_here_opens_that_map(page: Page, two_maps: str, toy: Mechanism) -> None:
    page.goto(two_maps)
    ready(page)
    drop(page, "toy.svg", figure(toy, search=""))
    expect(page.get_by_role("heading", level=1)).to_have_text(toy.title)
    expect(page).to_have_url(re.compile(r"map=toy"))


def test_a_figure_of_a_map_that_is_not_here_says_so(visit: Visit, toy: Mechanism) -> None:
    page = visit("")
    drop(page, "toy.png", figure(toy, "png", ""))
    expect(page.locator(".restored")).to_contain_text("made from the map “toy”, which is not here. Here: low-dose-naltrexone.")
    assert page.url.endswith("/")


WITHOUT = (
    b"\x89PNG\r\n\x1a\n no figure of ours", b"", b"PK\x03\x04 nothing", b"PK\x01\x02" + b"\xff" * 60,
    b'pathways-origin {"map": 1, "version": "1", "date": "d", "fingerprint": "f", "search": ""}',
    b'pathways-origin {"map": "low-dose-naltrexone", "version": "1", "date": "d", "fingerprint": "latest", "search": ""}',
    b'pathways-origin {"map": "low-dose-naltrexone", "version": "1"}', b"pathways-origin {not json at all}",
    b'pathways-origin {"map": "low-dose-naltrexone", "version": "1", "date": "d", "fingerprint": "0123456789ab", "search": "' + b"a" * 9000 + b'"}',
)  # fmt: skip


def test_a_file_without_a_view_says_so(visit: Visit) -> None:
    page = visit("?focus=tlr4")
    for place, content in enumerate(WITHOUT):
        drop(page, f"holiday-{place}.png", content)
        expect(page.locator(".restored")).to_contain_text(f"holiday-{place}.png: No view is kept in it.")
        assert page.url.endswith("?focus=tlr4")


def test_what_a_forged_figure_says_is_text(visit: Visit) -> None:
    page = visit("")
    forged = '{"map": "low-dose-naltrexone", "version": "<img src=x onerror=alert(1)>", "date": "d", "fingerprint": "0123456789ab", "search": "focus=<b>&javascript:x=1"}'
    drop(page, "<i>.svg", f"<svg>pathways-origin {forged}</svg>".encode())
    expect(page.locator(".restored")).to_contain_text("<i>.svg: Its view")
    expect(page.get_by_role("alert").filter(has_text="javascript")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="made from version -img")).to_be_visible()
    assert page.locator("main img, main b, .restored i").count() == 0


def test_a_large_file_is_not_looked_into(visit: Visit) -> None:
    page = visit("")
    page.evaluate("""() => {
        const carried = new DataTransfer();
        carried.items.add(new File([new Blob([new Uint8Array(51e6)])], "large.tif"));
        document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
    }""")
    expect(page.locator(".restored")).to_contain_text("larger than 50 MB")


def test_the_origin_is_found_at_the_end_of_a_file_too(visit: Visit, shipped: Mechanism) -> None:
    page = visit("")
    line = Export(shipped, Query.parse(VIEW, shipped)[0]).origin.line().encode()
    drop(page, "long.svg", b" " * 3_000_000 + line)
    expect(page.locator("#status")).to_contain_text("within 2 steps of Toll-like receptor 4")


def test_a_hint_is_there_while_a_file_is_over_the_page(visit: Visit) -> None:
    page = visit("")
    drop(page, "figure.svg", b"", "dragenter")
    expect(page.get_by_text("Drop a figure to open the view")).to_be_visible()
    drop(page, "figure.svg", b"", "dragleave")
    expect(page.get_by_text("Drop a figure to open the view")).to_have_count(0)


def test_a_figure_is_opened_without_a_mouse(visit: Visit, shipped: Mechanism) -> None:
    page = visit("")
    page.get_by_role("button", name="Export").click()
    field = page.get_by_label("Open a figure")
    expect(field).to_be_attached()
    field.focus()
    field.set_input_files({"name": "figure.png", "mimeType": "image/png", "buffer": figure(shipped, "png")})
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#status")).to_contain_text("within 2 steps of Toll-like receptor 4")
