"""A story's page as a file: drawn once, asking for nothing, readable without scripts; and the pages for frames."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from figures import view
from hostile import TEXTS, hostile
from pages import Seen, allowed, policy
from toystory import STORY, toy_telling

from pathways.client import bundle
from pathways.drawing.shapes import Group, Paint, Panel
from pathways.drawing.text_metrics import clean
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism, Story
from pathways.render import embed, story
from pathways.render.story import write
from pathways.render.story_layers import draw_layers, layers
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.scene.shapes_of import draft
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 260_000  # bytes of an embed, gzipped: the shipped map with all its evidence


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return toy_telling(toy)


@pytest.fixture(scope="module")
def told(plan: RenderPlan) -> str:
    return write(plan)


def square(name: str, *, x: int = 0, sign: str = "", faded: bool = False) -> Group:
    return Group("box", name, (Panel("box", x, 0, 9, 9, 0, Paint()),), name, data=(("kind", sign),), faded=faded)


def test_layers_draw_a_thing_once_with_the_scenes_in_which_it_is_seen() -> None:
    found = layers([[square("a")], [square("a", faded=True), square("b")], [square("b")]])
    assert [(layer.group.id, layer.full, layer.pale) for layer in found] == [("a", (1,), (2,)), ("b", (2, 3), ())]


def test_layers_part_what_comes_and_goes_from_what_stays() -> None:
    marked = square("a")
    marked = Group("box", "a", (*marked.shapes, Panel("verdict-up", 5, 5, 2, 2, 1, Paint())), "a, up", data=marked.data)
    (layer,) = layers([[square("a")], [marked], [square("a")]])
    assert [(shape.part, scenes) for shape, scenes in layer.partly.items()] == [("verdict-up", (2,))]
    assert layer.spoken == {1: "a", 2: "a, up", 3: "a"}
    drawn = draw_layers([layer], 3, prefix="map")
    assert drawn.count('id="map-n-a"') == 1
    assert drawn.count(' data-spare=""') == 1, "without a player it is as in its first scene"


def test_layers_keep_variants_that_differ_in_kind_apart() -> None:
    found = layers([[square("a", sign="x")], [square("a", sign="y")]])
    assert {layer.full for layer in found} == {(1,), (2,)}
    drawn = dict(re.findall(r' data-full="(\d)" id="([^"]+)"', draw_layers(found, 2, prefix="map")))
    assert drawn == {"1": "map-n-a", "2": "map2-n-a"}


def test_layers_keep_the_drawing_order() -> None:
    first, second = [square("a"), square("c")], [square("a"), square("b"), square("c"), square("d")]
    assert [layer.group.id for layer in layers([first, second])] == ["a", "b", "c", "d"]


def test_the_picture_is_drawn_once(plan: RenderPlan, told: str) -> None:
    drawn = {group.id for shot in plan.shots for group in draft(shot.scene) if group.label}
    ids = re.findall(r' id="map-[neg]-([^"]+)"', told)
    assert sorted(ids) == sorted(drawn)
    assert told.count('id="map-svg"') == 1


def test_every_scene_says_what_is_shown_as_its_shot_does(plan: RenderPlan, told: str) -> None:
    things = re.findall(r' data-id="([^"]+)"[^>]*?(?: data-full="([^"]+)")?(?: data-pale="([^"]+)")? id="map\d*-[neg]-', told)
    assert things
    for shot in plan.shots:
        number = str(shot.number)
        shown = {name for name, full, _ in things if number in full.split()}
        assert shown == {group.id for group in draft(shot.scene) if group.label and not group.faded}
        assert shown <= shot.shown
        assert {name for name, _, pale in things if number in pale.split()} & shot.shown <= shot.shown - shown


def test_scenes_are_data_from_which_nothing_breaks_out(plan: RenderPlan, told: str) -> None:
    found = re.search(r'<script type="application/json" id="scenes">(.*?)</script>', told)
    assert found
    assert "<" not in found[1]
    states = json.loads(found[1])
    assert [state["view"] for state in states] == [[shot.view.x, shot.view.y, shot.view.w, shot.view.h] for shot in plan.shots]
    assert "set up" in states[3]["names"]["n-toyamine"]
    assert "set up" not in states[0]["names"]["n-toyamine"]


def test_captions_lead_to_numbered_references(plan: RenderPlan, told: str) -> None:
    seen = Seen(told)
    for shot in plan.shots:
        assert shot.title in seen.text
        assert shot.caption in seen.text
    for cite in plan.cites:
        item = re.search(rf'<li id="r-{cite.number}" value="{cite.number}">(.*?)</li>', told, re.DOTALL)
        assert item, cite
    assert "[1] Able 2019" in seen.text
    assert 'href="#r-2" aria-label="Reference 2"' in told
    assert ">[3] Cook 2021</a>" not in told, "what only a note cites is not under the caption"


def test_cards_and_captions_number_the_same_papers_alike(plan: RenderPlan, told: str) -> None:
    """A paper has one number on the page, and a number one paper."""
    numbers = [int(number) for number in re.findall(r'<li id="r-(\d+)"', told)]
    assert numbers == sorted(set(numbers))
    given = {cite.text: cite.number for cite in plan.cites}
    for number, name in re.findall(r'>\[(\d+)\]</a> <strong>([^<]+)</strong>', told):
        assert given.get(name, int(number)) == int(number)


def test_a_bracket_that_is_no_citation_stays_text(toy: Mechanism) -> None:
    scene = {"id": "a", "title": "A", "query": "keep=pain", "caption": "Years [1990] and [7, 8]."}
    page = write(RenderPlan(toy, Story.model_validate({**STORY, "scenes": [scene]})))
    assert "Years [1990] and [7, 8]." in Seen(page).text
    assert 'href="#r-1990"' not in page


def test_the_page_is_well_formed_and_asks_for_nothing(plan: RenderPlan, told: str) -> None:
    for page in (told, embed.write_story(plan), embed.write_view(plan.export())):
        seen = Seen(page)
        assert seen.unbalanced == []
        assert seen.depth == []
        assert len(seen.ids) == len(set(seen.ids))
        assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
        assert not {"link", "img", "iframe", "object", "form", "base"} & set(seen.tags)
        assert "src" not in seen.attributes
        assert not re.findall(r"url\((?!data:)|@import", page)
        assert "default-src 'none'" in policy(page)
        assert allowed(page)
        assert 'style="' not in page
    assert "http" not in "".join(map(bundle, (story.SCRIPT, embed.SCRIPT))).replace("https?|file", "")


def test_the_same_story_gives_the_same_bytes(toy: Mechanism, told: str) -> None:
    assert write(toy_telling(toy)) == told


def test_source_version_citation_and_caveat_are_on_every_page(plan: RenderPlan, told: str) -> None:
    whole = plan.mechanism
    for page in (told, embed.write_story(plan), embed.write_view(plan.export())):
        text = Seen(page).text
        for said in (CAVEAT, whole.date, f"version {whole.version}", whole.fingerprint, "Cite this map as:", whole.sources[0].title):
            assert said in text, said
        assert read_origin(page) is not None
    assert read_origin(told) == plan.origin


def test_without_scripts_each_scene_is_a_section(told: str) -> None:
    assert re.findall(r'<section class="scene" id="(\d+)" aria-labelledby="t-\1">', told) == ["1", "2", "3", "4", "5"]
    assert "Say hello. See also [3]." in Seen(told).text


def test_a_frame_has_no_speaker(plan: RenderPlan) -> None:
    page = embed.write_story(plan, scene=3)
    assert 'data-scene="3"' in page
    assert 'id="speaker"' not in page
    assert 'data-scene="5"' in embed.write_story(plan, scene=99)
    assert 'data-scene="1"' in embed.write_story(plan, scene=-4)


def test_a_frame_leads_back_to_the_explorer(toy: Mechanism) -> None:
    here = "https://example.org/map/"
    assert f"{here}?focus=pain&arrange=compact" in Seen(embed.write_view(view(toy, "focus=pain", base=here))).links
    assert "https://example.org/other" in Seen(embed.write_view(Export(toy), link="https://example.org/other")).links
    assert not [link for link in Seen(embed.write_view(Export(toy), link="javascript:alert(1)")).links if "javascript" in link]
    page = embed.write_view(Export(toy), link=here)
    assert 'target="_blank" rel="noopener noreferrer">Open in the explorer' in page


@pytest.mark.parametrize(("theme", "schemes"), [("auto", 2), ("light", 1), ("dark", 1), ("print", 1)])
def test_the_theme_is_that_of_the_story(toy: Mechanism, theme: str, schemes: int) -> None:
    page = write(toy_telling(toy, theme=theme))
    assert page.count("{ color-scheme:") == schemes
    assert "color-scheme: normal" not in page
    assert "color-scheme: normal !important" in embed.write_story(toy_telling(toy, theme=theme), transparent=True)


def test_an_embed_of_the_shipped_map_is_small(shipped: Mechanism) -> None:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    pages = [embed.write_view(view(shipped, layouts=layouts))]
    pages += [embed.write_story(RenderPlan(shipped, one, layouts=layouts)) for one in shipped.stories]
    for page in pages:
        assert len(gzip.compress(page.encode(), 9)) < LARGEST


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_only_words(toy: Mechanism, name: str) -> None:
    text = TEXTS[name]
    bad = hostile(toy, text)
    told = {**STORY, "title": "T", "sentence": "S"}
    own = Story.model_validate(told)
    scenes = tuple(scene.model_copy(update={"title": text, "caption": f"{text} [@able-2019]", "note": text}) for scene in own.scenes)
    plan = RenderPlan(bad, own.model_copy(update={"title": text, "sentence": text, "scenes": scenes}))
    for page in (write(plan), embed.write_story(plan), embed.write_view(Export(bad))):
        seen = Seen(page)
        assert seen.unbalanced == []
        assert seen.tags.count("script") == 3 + ('id="scenes"' in page) + ('id="index"' in page)
        assert seen.tags.count("style") == 1
        assert not [text for text in re.findall(r'id="scenes">(.*?)</script>', page, re.DOTALL) if "<" in text]
        assert "img" not in seen.tags
        assert not {"onerror", "onload"} & seen.attributes
        assert not [link for link in seen.links if not link.startswith(("#", "https://"))]
        assert not set(page) & set("\x00\x1b\u202e\u2066\ufffe")
    assert clean(text) in Seen(write(plan)).text or not clean(text).strip()
