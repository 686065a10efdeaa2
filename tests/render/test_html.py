"""The loose page that stands alone: no request to anywhere, everything escaped, every relation also as text."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from figures import view
from hostile import TEXTS, hostile
from hypothesis import given, settings
from mechanisms import mechanisms, queries
from pages import Seen, allowed, policy

from pathways.layout import place
from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.render import light
from pathways.render.html import write
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyvis imports IPython, which warns on some versions


@pytest.fixture(scope="module")
def written(toy: Mechanism) -> str:
    return write(Export(toy))


def graph(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def own(page: str) -> str:
    """The page without scripts."""
    return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def test_the_page_asks_for_nothing(written: str) -> None:
    assert not {"link", "img", "iframe", "object"} & set(Seen(written).tags)
    assert not re.search(r"<script[^>]+src", own(written))
    assert "default-src 'none'" in policy(written)
    assert "http" not in policy(written)
    assert allowed(written)


def test_the_same_view_gives_the_same_bytes(toy: Mechanism, written: str) -> None:
    assert write(Export(toy)) == written


def test_every_arrow_is_drawn_with_its_head(toy: Mechanism, written: str) -> None:
    diagram = fold(toy)
    edges = {edge["id"]: edge for edge in graph(written)["edges"]}
    assert set(edges) == {arrow.id for arrow in diagram.arrows} | {gap.id for gap in diagram.gaps}
    for arrow in diagram.arrows:
        kind = {"triangle": "arrow", "t-bar": "bar", "circle": "circle", "plain": "arrow"}[arrow.head]
        assert edges[arrow.id]["arrows"] == {"to": {"enabled": arrow.head != "plain", "type": kind, "scaleFactor": 0.7}}
        assert edges[arrow.id]["paint"] == {"increases": "up", "decreases": "down", "unknown": "open", "none": "plain"}[arrow.sign]
        assert bool(edges[arrow.id]["dashes"]) is (arrow.layer == "literature")


def test_places_are_those_of_the_layout(toy: Mechanism, written: str) -> None:
    layout = place(fold(toy))
    assert {node["id"]: (node["x"], node["y"]) for node in graph(written)["nodes"]} == {box.id: box.centre for box in layout.boxes}


def test_labels_are_those_of_the_picture(toy: Mechanism, written: str) -> None:
    boxes = {box.id: box for box in place(fold(toy)).boxes}
    for node in graph(written)["nodes"]:
        assert node["label"].startswith("\n".join(boxes[node["id"]].lines))
        assert "maximum" not in node["widthConstraint"], "which would break the lines again"


def test_every_relation_is_there_as_text(toy: Mechanism, written: str) -> None:
    text = Seen(written).text
    for edge in toy.edges:
        for said in edge.statements:
            assert said.quote in text
        for found in edge.findings:
            assert found.finding in text
    assert CAVEAT in text


def test_it_says_what_the_light_page_says(shipped: Mechanism) -> None:
    def cards(page: str) -> list[str]:
        return re.findall(r"<article.*?</article>", page, re.DOTALL)

    assert cards(write(Export(shipped))) == cards(light.write(Export(shipped)))


def test_every_link_within_the_page_leads_somewhere(written: str) -> None:
    seen = Seen(written)
    assert seen.unbalanced == []
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_a_part_is_drawn_alone_with_its_areas(toy: Mechanism) -> None:
    export = view(toy, f"focus={toy.nodes[0].id}")
    drawn = graph(write(export))
    assert {node["id"] for node in drawn["nodes"]} == {node.id for node in export.picture.diagram.nodes}
    left, top, right, bottom = drawn["reach"]
    assert all(left <= node["x"] <= right and top <= node["y"] <= bottom for node in drawn["nodes"])
    assert len(drawn["areas"]) <= len(export.picture.layout.frames)


@pytest.mark.parametrize(("theme", "paints"), [("auto", {"light", "dark"}), ("light", {"light"}), ("dark", {"dark"}), ("print", {"print"})])
def test_the_colours_are_those_of_the_view(toy: Mechanism, theme: str, paints: set[str]) -> None:
    assert set(graph(write(view(toy, f"theme={theme}")))["paints"]) == paints


def test_the_file_finds_its_way_back_and_parts_can_be_left_out(toy: Mechanism) -> None:
    export = view(toy, "radius=2&theme=dark", without=("title", "legend", "citations", "caveat", "origin", "caption"))
    page = write(export)
    assert read_origin(page) == export.origin
    for mark in ("<h1>", 'class="legend"', ">References<", CAVEAT, '<footer class="origin">'):
        assert mark not in page.split("<script>", 2)[0] + own(page).split("</head>")[1]
    assert f"<title>{html.escape(toy.title)}</title>" in page


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_only_words(toy: Mechanism, name: str) -> None:
    page = write(Export(hostile(toy, TEXTS[name])))
    seen = Seen(page)
    assert seen.unbalanced == []
    assert seen.tags.count("script") == 6
    assert "img" not in seen.tags
    assert not {"onerror", "onload"} & seen.attributes
    assert not [link for link in seen.links if not link.startswith(("#", "https://"))]
    assert not set(own(page)) & set("\x00\x1b\u202e\u2066\ufffe")
    assert graph(page)["nodes"]


@given(mechanisms(), queries)
@settings(max_examples=10)
def test_any_view_of_any_map_is_a_whole_document(mechanism: Mechanism, query: Query) -> None:
    seen = Seen(write(Export(mechanism, query)))
    assert seen.unbalanced == []
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
