"""What the export panel says and offers, as plain functions; and the way back from a figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from pathways.export.formats import FORMATS, Family, Fidelity, Format
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import LIMITS, OPTIONS, PAGES, PAPERS, PARTS, SHAPES
from pathways.query.query import Query
from pathways.web import create_app, page_parts
from pathways.web.atlas import Atlas
from pathways.web.components import Field, plain
from pathways.web.export_panel import FAMILIES, FIDELITIES, panel
from pathways.web.export_request import GLIMPSE, Wish, facts, glimpse, hindrance, look, remarks
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def atlas(shipped: Mechanism, toy: Mechanism) -> Atlas:
    return Atlas([shipped, toy], load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))


@pytest.fixture(scope="module")
def client(shipped: Mechanism) -> FlaskClient:
    return create_app([shipped], layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml")).server.test_client()


def elements(made: Any) -> Iterator[Any]:
    if isinstance(made, (list, tuple)):
        for one in made:
            yield from elements(one)
    elif isinstance(made, Component):
        yield made
        yield from elements(getattr(made, "children", None))


def words(made: Any) -> str:
    if isinstance(made, (list, tuple)):
        return " ".join(map(words, made))
    return words(getattr(made, "children", None)) if isinstance(made, Component) else str(made or "")


def fields(made: Any, kind: str, name: str) -> list[Any]:
    return [one for one in elements(made) if isinstance(one, Field) and one.kind == kind and getattr(one, "name", "") == name]


def test_every_family_and_fidelity_has_its_words() -> None:
    assert set(FAMILIES) == set(get_args(Family))
    assert set(FIDELITIES) == set(get_args(Fidelity))


@pytest.mark.parametrize("row", FORMATS.values(), ids=list(FORMATS))
def test_the_panel_offers_every_option_that_a_format_heeds_and_no_other(atlas: Atlas, row: Format) -> None:
    search = f"format={row.name}&focus=tlr4&width=800" if "width" in row.heeds else f"format={row.name}&focus=tlr4"
    made = panel(atlas, Wish.read(atlas, search))
    offered = {one.name for one in elements(made) if isinstance(one, Field) and getattr(one, "name", "")}
    known = set(OPTIONS.values())
    wanted = {OPTIONS[name] for name in row.heeds} - {"inches", "dpi"}  # these open with their own choice of size
    assert offered & known == wanted
    assert words(made).count(row.label) >= 2
    json.dumps(plain(made))


def test_sizes_open_the_numbers_that_they_need(atlas: Atlas) -> None:
    made = panel(atlas, Wish.read(atlas, "format=png&inches=4&dpi=150"))
    assert [one.value for name in ("width", "inches", "dpi") for one in fields(made, "number", name)] == ["4", "150"]
    for name, (low, high) in LIMITS.items():
        assert all((one.min, one.max) == (low, high) for one in fields(made, "number", OPTIONS[name]))


def test_a_wish_keeps_only_what_its_format_heeds(atlas: Atlas) -> None:
    asked = "focus=TLR4&scale=2&shape=square&without=legend&page=a4&width=900"
    assert Wish.read(atlas, f"{asked}&format=json").address == "/data.json?focus=tlr4"
    assert Wish.read(atlas, f"{asked}&format=pdf").address == "/figure.pdf?focus=tlr4&without=legend&shape=square&page=a4"
    png = Wish.read(atlas, f"{asked}&format=png")
    assert png.address == png.image == "/figure.png?focus=tlr4&without=legend&shape=square&width=900&scale=2"
    assert png.preview == "/figure.svg?focus=tlr4&without=legend&shape=square"
    assert Wish.read(atlas, "format=svg").image == "/figure.png?scale=2", "sharp enough to be enlarged where it is pasted"
    assert (Wish.read(atlas, "format=html").image, Wish.read(atlas, "format=html").preview) == ("", "")


def test_a_format_that_is_not_there_is_the_first_one(atlas: Atlas) -> None:
    assert Wish.read(atlas, "format=webp&focus=tlr4").row.name == "svg"
    assert Wish.read(atlas, "").address == "/figure.svg"


@given(text=st.text(max_size=200))
def test_reading_a_wish_never_fails(atlas: Atlas, text: str) -> None:
    wish = Wish.read(atlas, text)
    assert wish.address.startswith(("/figure.", "/data."))


@pytest.mark.parametrize("row", FORMATS.values(), ids=list(FORMATS))
def test_the_address_gives_the_file(atlas: Atlas, client: FlaskClient, row: Format) -> None:
    wish = Wish.read(atlas, f"format={row.name}&focus=tlr4&theme=print&view=300,200,2&select=tlr4&without=citations&text=1.2")
    assert client.get(wish.address).status_code == 200
    if wish.preview:
        assert client.get(wish.preview).mimetype == "image/svg+xml"
        assert client.get(wish.image).mimetype == "image/png"


def test_what_is_not_understood_is_said(atlas: Atlas) -> None:
    made = words(panel(atlas, Wish.read(atlas, "format=png&scale=9&focus=nowhere-at-all")))
    assert "'9' is not a value of 'scale'. Expected a number from 1 to 4." in made
    assert "nowhere-at-all" in made


def test_a_file_that_cannot_be_had_is_not_offered(atlas: Atlas) -> None:
    wish = Wish.read(atlas, "format=png&width=8000&scale=4")
    assert "too many" in hindrance(wish, wish.export(atlas))
    made = panel(atlas, wish)
    assert "too many" in words(made)
    assert [one for one in elements(made) if getattr(one, "download", None) is not None] == []


def test_facts_say_how_large_it_will_be(atlas: Atlas) -> None:
    def told(search: str) -> str:
        wish = Wish.read(atlas, search)
        return " ".join(facts(wish, wish.export(atlas)))

    assert told("format=png&inches=4").startswith("1,200 x ")
    assert "at 300 dots an inch" in told("format=png&inches=4")
    assert told("format=pdf&page=a4").startswith("A4, ")
    assert told("format=pptx").startswith(f"{PAGES['16:9']}, 33.9 x 19.1 cm")
    assert "smallest text" in told("format=svg")
    assert told("format=json") == told("format=html") == ""


PLACED = ("format=svg", "format=svg&shape=square", "format=pdf&page=a4", "format=pptx", "format=pptx&page=4:3&shape=tall")


@pytest.mark.parametrize("search", PLACED)
def test_the_preview_lies_on_its_page(atlas: Atlas, search: str) -> None:
    wish = Wish.read(atlas, search)
    ratio, share = look(wish, wish.export(atlas))
    export = wish.export(atlas)
    sheet = (export.on_slide if wish.row.name == "pptx" else export).sheet
    assert 0 < share <= 1
    assert share * sheet.height / sheet.width <= 1 / ratio + 1e-9, "it is not higher than its page"


def test_each_remark_that_can_be_mended_changes_the_wish(atlas: Atlas) -> None:
    asked = "format=pptx&focus=tlr4&radius=2&without=caveat,legend"
    wish = Wish.read(atlas, asked)
    found = remarks(wish, wish.export(atlas))
    assert any(one.changes for one in found)
    for one in found:
        changed = {**{name: values[0] for name, values in parse_qs(asked).items()}, **dict(one.changes)}
        after = Wish.read(atlas, "&".join(f"{name}={value}" for name, value in changed.items() if value))
        assert not one.changes or (after.options, after.view.query) != (wish.options, wish.view.query)
        assert after.remarks == after.view.remarks == ()


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.family not in ("picture", "page")], ids=lambda row: row.name)
def test_texts_are_glimpsed(atlas: Atlas, row: Format) -> None:
    found = glimpse(Wish.read(atlas, f"format={row.name}").export(atlas), row.name)
    assert 20 < len(found) <= GLIMPSE + 1
    assert found.endswith("…")


def test_a_glimpse_shows_hostile_signs_as_nothing(toy: Mechanism) -> None:
    node = toy.nodes[0].model_copy(update={"label": "evil\u202etxt\u0007<script>"})
    hostile = Mechanism.model_validate({**toy.model_dump(), "nodes": (node.model_dump(), *(one.model_dump() for one in toy.nodes[1:]))})
    atlas = Atlas([hostile])
    for row in FORMATS.values():
        if row.family == "data":
            shown = glimpse(Wish.read(atlas, f"format={row.name}").export(atlas), row.name)
            assert "\u202e" not in shown
            assert "\u0007" not in shown


def test_all_words_of_the_options_are_there(atlas: Atlas) -> None:
    made = words(panel(atlas, Wish.read(atlas, "format=pptx"))).casefold()
    parts = [text for name, text in PARTS.items() if name != "citations"]  # those of a picture are listed, or apart
    assert all(text.casefold() in made for text in (*parts, *SHAPES.values(), *PAPERS.values()))
    assert "a4" not in made, "a deck has slides"


# ---- the way back


def test_an_address_from_a_figure_says_where_the_map_has_changed(atlas: Atlas, shipped: Mechanism) -> None:
    same = atlas.view(f"?focus=tlr4&made={shipped.version}~{shipped.fingerprint}")
    assert (same.changed, same.remarks) == ((), ())
    assert same.query == Query(focus=("tlr4",))
    assert page_parts.notices(same) is None
    other = atlas.view("?focus=tlr4&made=2019.1~0123456789ab")
    assert other.remarks == ()
    said = words(page_parts.notices(other))
    assert f"This figure was made from version 2019.1 of the map; it is now version {shipped.version}" in said
    edited = atlas.view(f"?made={shipped.version}~0123456789ab").changed
    assert "edited since" in edited[0]


@pytest.mark.parametrize("made", ["", "~", "1~xyz", "1~0123456789abc", "<script>~0123456789ab", "1" * 99 + "~0123456789ab"])
def test_what_a_figure_was_made_from_is_read_strictly(atlas: Atlas, made: str) -> None:
    found = atlas.view(f"?made={made}").changed
    assert not made or "Expected version~fingerprint" in found[0]


def test_a_figure_by_the_address_that_led_here_is_no_error(client: FlaskClient) -> None:
    assert client.get("/figure.svg?focus=tlr4&made=2019.1~0123456789ab").status_code == 200


def test_the_question_does_not_keep_where_it_came_from(atlas: Atlas) -> None:
    wish = Wish.read(atlas, "focus=tlr4&made=2019.1~0123456789ab&format=svg")
    assert urlsplit(wish.address).query == "focus=tlr4"
