"""The picture as SVG: well-formed, safe with hostile words, the same bytes each time, a button for each thing in the page."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from pathways.drawing.theme import THEMES
from pathways.layout import layout_from_json, place
from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism
from pathways.render.picture_style import RULES, font_faces, theme_rules
from pathways.render.svg import draw, write
from pathways.scene.picture import Picture
from pathways.scene.scene import CAVEAT, Scene, compose
from pathways.sheet.view_export import Export
from tests.conftest import without_font

GOLDEN = Path(__file__).parents[1] / "golden/toy.svg"
LAYOUT = GOLDEN.with_name("toy.layout.json")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script>\x00\x1b[31m&amp;\u202eabc\' onload=x'


@pytest.fixture(scope="module")
def scene(toy: Mechanism) -> Scene:
    """The toy at places that are stored, as Graphviz may place it otherwise in another release."""
    return compose(fold(toy), layout_from_json(json.loads(LAYOUT.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def file(toy: Mechanism, scene: Scene) -> str:
    """The toy as an SVG file."""
    layout = layout_from_json(json.loads(LAYOUT.read_text(encoding="utf-8")))
    return write(Export(toy, prepared=Picture(fold(toy), fold(toy), layout)))


def test_the_toy_looks_as_it_did(file: str, same_as_file: Callable[[str, Path], None]) -> None:
    same_as_file(without_font(file), GOLDEN)


def test_the_same_scene_gives_the_same_bytes(toy: Mechanism, scene: Scene) -> None:
    assert draw(scene) == draw(scene)
    assert write(Export(toy)) == write(Export(toy))


def test_a_file_brings_everything_along(file: str, scene: Scene) -> None:
    svg = file
    root = ET.fromstring(svg)  # noqa: S314  our own text
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert CAVEAT in svg
    assert "@font-face" in svg
    assert "var(--" not in svg
    assert "<script" not in svg
    assert not re.findall(r'src="http|url\(http|xlink', svg)
    assert all(item.text in svg for item in scene.legend)


def test_in_the_page_every_thing_is_a_button_with_a_name(scene: Scene) -> None:
    root = ET.fromstring(draw(scene, prefix="map"))  # noqa: S314  our own text
    buttons = [group for group in root.iter(f"{SVG}g") if group.get("role") == "button"]
    assert {button.get("data-id") for button in buttons} == {item.id for item in (*scene.boxes, *scene.arrows, *scene.gaps)}
    assert all(button.get("aria-label") and button.get("tabindex") == "-1" for button in buttons)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"map-n-{box.id}" for box in scene.boxes} <= set(ids)
    views = [group for group in root.iter(f"{SVG}g") if group.get("class") == "pw-view"]
    assert len(views) == 1


def test_there_are_no_inline_styles_or_scripts(file: str, scene: Scene) -> None:
    for svg in (file, draw(scene)):
        assert 'style="' not in svg
        assert not re.search(r"\son[a-z]+=", svg)


def test_coordinates_have_two_decimals_at_most(scene: Scene) -> None:
    assert not re.search(r'(?: d| x| y|transform)="[^"]*\.\d{3}', draw(scene))


def test_hostile_words_are_only_words(toy: Mechanism) -> None:
    first, *others = toy.nodes
    named = first.model_copy(update={"label": HOSTILE, "short": HOSTILE * 300})
    mechanism = toy.model_copy(update={"title": HOSTILE, "sentence": HOSTILE, "nodes": (named, *others)})
    diagram = fold(mechanism)
    layout = place(diagram)
    for svg in (draw(compose(diagram, layout)), write(Export(mechanism))):
        ET.fromstring(svg)  # noqa: S314  well-formed, or this raises
        assert "<script" not in svg
        assert not set(svg) & set("\x00\x1b\u202e")
    assert layout.box[first.id].w < 220
    assert layout.box[first.id].h < 80


def test_a_faded_thing_is_hidden_from_screen_readers(toy: Mechanism) -> None:
    diagram = fold(toy)
    name = diagram.nodes[0].id
    svg = draw(compose(diagram, place(diagram), faded={name}, selected=diagram.nodes[1].id))
    assert re.search(rf'class="pw-node[^"]* is-faded" data-id="{name}"[^>]*aria-hidden="true"', svg)
    assert svg.count("is-selected") == 1


def test_the_page_has_a_rule_for_every_class_and_a_colour_for_every_variable(scene: Scene) -> None:
    used = {name for classes in re.findall(r'class="([^"]+)"', draw(scene)) for name in classes.split()}
    known = set(re.findall(r"\.((?:pw|is)-[a-z0-9-]+)", RULES))
    assert used - known <= {"pw-svg", "pw-view", "pw-edge", "pw-node", "pw-gap", "pw-group", "pw-badge", "pw-contested", "pw-kind"}
    wanted = set(re.findall(r"var\((--pw-[a-z0-9-]+)\)", RULES)) - {"--pw-line"}
    for theme in THEMES.values():
        assert wanted <= set(re.findall(r"--pw-[a-z0-9-]+", theme_rules(theme)))


def test_an_empty_picture_is_a_picture(toy: Mechanism) -> None:
    empty = toy.model_copy(update={"nodes": (), "edges": (), "gaps": ()})
    root = ET.fromstring(write(Export(empty)))  # noqa: S314  our own text
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert empty.title in said
    assert CAVEAT in said
    assert not [group for group in root.iter(f"{SVG}g") if group.get("data-id")]


def test_a_sign_of_another_font_comes_along_in_the_file(toy: Mechanism) -> None:
    pain = toy.node["pain"].model_copy(update={"label": "Pain \u2192 \u2605 \u75bc"})
    strange = toy.model_copy(update={"nodes": tuple(pain if node.id == "pain" else node for node in toy.nodes)})
    faces = re.findall(r"@font-face [^}]*unicode-range: ([^;]*);", write(Export(strange)))
    assert sorted({*faces}) == ["U+2192", "U+2605"], "what no font has is left to the reader's"
    assert "unicode-range" not in write(Export(toy))


def test_a_font_for_missing_signs_has_the_weights_of_the_font_that_it_completes() -> None:
    """A browser joins faces of one weight only: a face for a range of weights would take the place of the font itself."""
    weights = re.findall(r"font-weight: ([^;]+);", font_faces("\u2192\u207b"))
    assert len(weights) > 2
    assert set(weights) == {"400", "600"}
