"""The light page: one file with the picture and all its evidence, readable without scripts, asking for nothing."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

import pytest
from figures import view
from hostile import TEXTS, hostile
from hypothesis import given, settings
from mechanisms import mechanisms, queries
from pages import Seen, allowed, policy

from pathways.client import bundle
from pathways.drawing.text_metrics import clean
from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.evidence import Finding, Statement
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.render.light import SCRIPT, write
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 260_000  # bytes, gzipped: the shipped map with all its evidence


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return load_layouts(ROOT / "data/low-dose-naltrexone.yaml")


@pytest.fixture(scope="module")
def whole(shipped: Mechanism, layouts: dict[str, Layout]) -> str:
    return write(view(shipped, layouts=layouts))


@pytest.fixture(scope="module")
def toys(toy: Mechanism) -> str:
    return write(view(toy))


def test_the_shipped_map_with_all_its_evidence_is_small(whole: str) -> None:
    assert len(gzip.compress(whole.encode(), 9)) < LARGEST


def test_the_same_view_gives_the_same_bytes(toy: Mechanism, toys: str) -> None:
    assert write(view(toy)) == toys


def test_the_document_is_well_formed_and_every_link_within_it_leads_somewhere(whole: str, toys: str) -> None:
    for page in (whole, toys):
        seen = Seen(page)
        assert seen.unbalanced == []
        assert seen.depth == []
        assert len(seen.ids) == len(set(seen.ids))
        within = {link[1:] for link in seen.links if link.startswith("#")}
        assert within <= set(seen.ids)
        assert all(link.startswith(("#", "https://")) for link in seen.links)


def test_the_file_asks_for_nothing(whole: str) -> None:
    seen = Seen(whole)
    assert not {"link", "img", "iframe", "object", "form", "base"} & set(seen.tags)
    assert "src" not in seen.attributes
    assert not re.findall(r"url\((?!data:)|@import", whole)
    assert "http" not in bundle(SCRIPT)


def test_the_policy_allows_just_what_stands_in_the_file(whole: str) -> None:
    assert "default-src 'none'" in policy(whole)
    assert allowed(whole)
    assert 'style="' not in whole
    assert not re.search(r"<[^>]+\son[a-z]+=", whole.split("</style>")[1].split("<script>")[0])


def all_evidence(mechanism: Mechanism) -> list[Statement | Finding]:
    of_nodes = [item for node in mechanism.nodes for item in node.member_of]
    of_nodes += [item for node in mechanism.nodes for told in node.properties for item in told.evidence]
    return [*of_nodes, *(item for edge in mechanism.edges for item in edge.evidence)]


VIEWS = ("", "focus=tlr4&radius=1", "open=inflammatory-cytokines", "evidence=contested", "arrange=compact&focus=pain")


@pytest.mark.parametrize("search", VIEWS)
def test_every_edge_finding_and_quote_of_the_view_is_in_the_file(shipped: Mechanism, layouts: dict[str, Layout], search: str) -> None:
    export = view(shipped, search, layouts)
    seen = Seen(write(export))
    ids = set(seen.ids)
    assert {f"e-{edge.id}" for edge in export.part.edges} <= ids
    assert {f"n-{node.id}" for node in export.part.nodes} <= ids
    assert {f"g-{gap.id}" for gap in export.part.gaps} <= ids
    for item in all_evidence(export.part):
        said = item.quote if isinstance(item, Statement) else item.finding
        assert clean(said) in seen.text, said


def test_every_paper_is_numbered_linked_and_cited(shipped: Mechanism, whole: str) -> None:
    seen = Seen(whole)
    cited = {item.reference for item in all_evidence(shipped) if isinstance(item, Finding)}
    for name in cited:
        paper = shipped.reference[name]
        assert not paper.url or paper.url in seen.links
    numbers = [name for name in seen.ids if re.fullmatch(r"r-\d+", name)]
    assert len(numbers) >= len(cited)
    assert {link[1:] for link in seen.links if link.startswith("#r-")} == set(numbers)


def test_numbers_are_those_of_the_other_formats(shipped: Mechanism, whole: str) -> None:
    export = Export(shipped)
    for paper in export.references:
        item = re.search(rf'<li id="r-{export.number[paper.id]}".*?</li>', whole, re.DOTALL)
        assert item
        assert not paper.title or html.escape(clean(paper.title)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in item[0]


def test_everything_drawn_has_a_card_and_every_card_names_what_is_drawn(whole: str) -> None:
    ids = set(re.findall(r' id="map-([neg]-[^"]+)"', whole))
    cards = dict(re.findall(r'<article class="card[^"]*" id="([^"]+)" data-at="([^"]+)"', whole))
    assert ids <= set(cards)
    assert set(cards.values()) <= ids


def test_the_file_finds_its_way_back(shipped: Mechanism, layouts: dict[str, Layout]) -> None:
    here = view(shipped, "focus=tlr4&theme=dark", layouts)
    assert read_origin(write(here)) == here.origin
    assert "?focus=tlr4" in Seen(write(here)).text
    there = view(shipped, "focus=tlr4", layouts, base="https://example.org/map")
    assert "https://example.org/map?focus=tlr4&arrange=compact" in Seen(write(there)).links


def test_each_part_can_be_left_out(toy: Mechanism) -> None:
    full, bare = write(view(toy)), write(view(toy, without=("title", "caption", "legend", "citations", "caveat", "origin")))
    for mark in ("<h1>", 'class="sentence"', "<details class=\"legend\"", ">References<", CAVEAT, '<footer class="origin">'):
        assert mark in full
        assert mark not in bare
    assert f"<title>{html.escape(toy.title)}</title>" in bare
    assert read_origin(bare) is not None
    assert not [link for link in Seen(bare).links if link.startswith("#r-")]


@pytest.mark.parametrize(("theme", "schemes"), [("auto", 2), ("light", 1), ("dark", 1), ("print", 1)])
def test_the_theme_is_that_of_the_view(toy: Mechanism, theme: str, schemes: int) -> None:
    page = write(view(toy, f"theme={theme}"))
    assert page.count("{ color-scheme:") == schemes
    assert ("prefers-color-scheme: dark" in page) is (theme == "auto")


def test_what_is_selected_is_open_at_first(shipped: Mechanism, layouts: dict[str, Layout]) -> None:
    edge = "low-dose-naltrexone-downregulates-tlr4"
    for select, card in {"tlr4": "n-tlr4", edge: f"e-{edge}", "cytokines-to-pain": "g-cytokines-to-pain", "": ""}.items():
        assert f'data-select="{card}"' in write(view(shipped, f"select={select}", layouts))


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_only_words(toy: Mechanism, name: str) -> None:
    bad = hostile(toy, TEXTS[name])
    page = write(Export(bad))
    seen = Seen(page)
    assert seen.unbalanced == []
    assert seen.tags.count("script") == 4
    assert seen.tags.count("style") == 1
    assert "img" not in seen.tags
    assert not {"onerror", "onload"} & seen.attributes
    assert not [link for link in seen.links if not link.startswith(("#", "https://"))]
    assert not set(page) & set("\x00\x1b\u202e\u2066\ufffe")
    assert read_origin(page) in (None, Export(bad).origin)


@given(mechanisms(), queries)
@settings(max_examples=15)
def test_any_view_of_any_map_is_a_whole_document(mechanism: Mechanism, query: Query) -> None:
    seen = Seen(write(Export(mechanism, query)))
    assert seen.unbalanced == []
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
