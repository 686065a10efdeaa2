"""The table of relations in a real browser: what stands in a column belongs to its heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

# For each row the left and right ends of its cells, the headings first.
ENDS = """
[...document.querySelectorAll('table.relations tr')].map((row) => [...row.children].map((cell) => {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    return [left, right, top, bottom].map((end) => Math.round(end * 10) / 10);
}))
"""


@pytest.mark.parametrize("search", ["?table=1", "?table=1&sort=-against", "?table=1&focus=tlr4", "?table=1&theme=dark"])
def test_each_cell_lies_under_its_heading(visit: Callable[[str], Page], search: str) -> None:
    page = visit(search)
    for width, height in ((1280, 720), (390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector("table.relations tbody tr")
        head, *rows = page.evaluate(ENDS)
        assert rows
        assert [head[at][1] <= head[at + 1][0] + 0.2 for at in range(len(head) - 1)] == [True] * (len(head) - 1), width
        for row in rows:
            assert [cell[:2] for cell in row] == [cell[:2] for cell in head], width
            assert len({(cell[2], cell[3]) for cell in row}) == 1, f"the cells of a row are as high as the row, {width}"


def test_what_speaks_against_a_relation_is_seen_under_that_word(visit: Callable[[str], Page]) -> None:
    page = visit("?table=1")
    page.wait_for_selector("table.relations tbody tr")
    page.locator("table.relations tbody tr:has(.contested)").first.scroll_into_view_if_needed()
    said = page.evaluate("""() => {
        const head = [...document.querySelectorAll('table.relations thead th')].find((one) => one.innerText.trim() === 'Against');
        const row = document.querySelector('table.relations tbody tr:has(.contested)');
        const found = document.elementFromPoint(head.getBoundingClientRect().left + 12, row.getBoundingClientRect().top + 14);
        return found.closest('td').innerText;
    }""")  # fmt: skip
    assert "contested" in said
