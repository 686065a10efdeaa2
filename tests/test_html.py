"""The interactive page that stands alone: no request to anywhere, everything escaped, every relation also as text."""

from __future__ import annotations

import html
import json
import re

import pytest

from pathways.fold import fold
from pathways.layout import place
from pathways.model import Mechanism
from pathways.render.html import write_page
from pathways.scene import CAVEAT

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyvis imports IPython, which warns on some versions


@pytest.fixture(scope="module")
def written(toy: Mechanism) -> str:
    diagram = fold(toy)
    return write_page(diagram, place(diagram))


def graph(page: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return loaded


def own(page: str) -> str:
    """The page without the drawing library."""
    return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def test_the_page_asks_for_nothing(written: str) -> None:
    assert not re.search(r"<(?:link|img|iframe|script[^>]+src)", own(written))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', written)
    assert policy
    assert "default-src 'none'" in html.unescape(policy[1])
    assert "unsafe-eval" not in written.split("</head>")[0]
    assert "http" not in html.unescape(policy[1])


def test_every_arrow_is_drawn_with_its_head(toy: Mechanism, written: str) -> None:
    diagram = fold(toy)
    edges = {edge["id"]: edge for edge in graph(written)["edges"]}
    assert set(edges) == {item.id for item in (*diagram.arrows, *diagram.gaps)}
    for arrow in diagram.arrows:
        kind = {"triangle": "arrow", "t-bar": "bar", "circle": "circle", "plain": "arrow"}[arrow.head]
        assert edges[arrow.id]["arrows"] == {"to": {"enabled": arrow.head != "plain", "type": kind, "scaleFactor": 0.7}}


def test_places_are_those_of_the_layout(toy: Mechanism, written: str) -> None:
    layout = place(fold(toy))
    assert {node["id"]: (node["x"], node["y"]) for node in graph(written)["nodes"]} == {box.id: box.centre for box in layout.boxes}


def test_every_relation_is_there_as_text(toy: Mechanism, written: str) -> None:
    text = html.unescape(own(written))
    for edge in (edge for arrow in fold(toy).arrows for edge in arrow.edges):
        for said in edge.statements:
            assert said.quote in text
        for found in edge.findings:
            assert found.finding in text
    assert CAVEAT in text


def test_hostile_words_are_only_words(toy: Mechanism) -> None:
    bad = '</script><img src=x onerror="alert(1)">'
    first, *others = toy.nodes
    named = first.model_copy(update={"label": bad, "short": bad, "description": bad})
    mechanism = toy.model_copy(update={"title": bad, "sentence": bad, "nodes": (named, *others)})
    diagram = fold(mechanism)
    page = write_page(diagram, place(diagram))
    assert "<img" not in own(page)
    assert page.count("</script>") == 3
    assert own(page).count("<script") == 1
