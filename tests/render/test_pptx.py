"""Slides: what is read back from the file is what the picture shows, other programs can open it, and nothing in it comes from a clock."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Pt

from pathways.drawing.geometry import straight
from pathways.drawing.shapes import Curves, Group, Paint, Panel
from pathways.drawing.theme import contrast
from pathways.layout.store import load_layouts, stored_beside
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.render.pptx import write
from pathways.render.slides.connectors import front, glue, sides
from pathways.render.slides.drawingml import Frame, Outline, freeform
from pathways.render.slides.shape_writer import address
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, hedge_sentence
from tests.conftest import ROOT
from tests.decks import Back, drawn_text, every, named, opened, text_of, thing, things
from tests.hostile import TEXTS, hostile

NEAR = 0.02  # px: EMU are whole numbers
MARKS = {"increases": "triangle", "decreases": "bar", "unknown": "ring", "none": ""}


@pytest.fixture(scope="module")
def exact(toy: Mechanism) -> Export:
    return Export(toy, options=Options(mode="exact", shape="wide"))


@pytest.fixture(scope="module")
def editable(exact: Export) -> Export:
    return replace(exact, options=Options(shape="wide"))


@pytest.fixture(scope="module")
def whole(shipped: Mechanism) -> Export:
    return Export(shipped, layouts=load_layouts(stored_beside(ROOT / "data/low-dose-naltrexone.yaml")), options=Options(shape="wide"))


def mark_of(back: Back, shape: Any) -> str:
    """Which head an arrow's freeform has, told by the outline that is filled."""
    parts = back.paths(shape)
    if len(parts) == 1:
        return ""
    return "ring" if len(parts[1]) == 2 else {4: "bar", 6: "triangle"}[len(parts[1][0]) // 3]


def test_exact_slides_have_the_boxes_routes_texts_and_signs_of_the_scene(exact: Export) -> None:
    deck = opened(exact)
    slide, back, placed = deck.slides[0], Back(exact, deck), exact.sheet.placed()
    boxes, arrows, gaps = (things(slide, role) for role in ("box", "arrow", "gap"))
    assert set(boxes) == {box.id for box in exact.scene.boxes}
    assert list(arrows) == [arrow.id for arrow in exact.scene.arrows]  # in drawing order
    assert set(gaps) == {gap.id for gap in exact.scene.gaps}
    assert text_of(slide) == drawn_text(placed)
    for group in placed:
        if group.role == "box":
            panel = front(group)
            assert panel
            shape = next(part for part in boxes[group.id].shapes if part.has_text_frame and part.text_frame.text)
            assert back.rect(shape) == pytest.approx((panel.x, panel.y, panel.w, panel.h), abs=NEAR)
        if group.role in ("arrow", "gap"):
            line = next(shape for shape in group.shapes if isinstance(shape, Curves))
            shape = arrows[group.id] if group.role == "arrow" else gaps[group.id]
            assert [len(curve) for curve in back.paths(shape)[0]] == [len(line.curves[0])]
            for ours, theirs in zip(back.paths(shape)[0][0], line.curves[0], strict=True):
                assert ours == pytest.approx(theirs, abs=NEAR)
        if group.role == "arrow":
            sign = dict(group.data)["sign"]
            assert (thing(arrows[group.id])["sign"], mark_of(back, arrows[group.id])) == (sign, MARKS[sign])


def test_heads_are_where_the_picture_has_them(exact: Export) -> None:
    deck = opened(exact)
    back, arrows = Back(exact, deck), things(deck.slides[0], "arrow")
    for group in (group for group in exact.sheet.placed() if group.role == "arrow"):
        heads = [shape for shape in group.shapes if isinstance(shape, Curves) and shape.part in ("head", "bar", "head-open")]
        for head in heads:
            points = [point for curve in back.paths(arrows[group.id])[1] for point in curve]
            xs, ys = zip(*(point for curve in head.curves for point in curve), strict=True)
            reach = head.paint.width / 2
            assert min(x for x, _ in points) == pytest.approx(min(xs), abs=2 * reach)
            assert max(y for _, y in points) == pytest.approx(max(ys), abs=2 * reach)


def test_editable_slides_have_the_same_ids_texts_and_signs(editable: Export) -> None:
    slide = opened(editable).slides[0]
    arrows = things(slide, "arrow")
    assert set(things(slide, "box")) == {box.id for box in editable.scene.boxes}
    assert {name: thing(shape)["sign"] for name, shape in arrows.items()} == {a.id: a.arrow.sign.value for a in editable.scene.arrows}
    assert text_of(slide) == drawn_text(editable.sheet.placed())


def connectors(slide: Any) -> dict[str, Any]:
    return {name: shape for name, shape in things(slide, "arrow").items() if shape._element.tag == qn("p:cxnSp")}


def test_connectors_hold_on_to_the_sides_of_their_boxes_and_keep_their_marks(whole: Export) -> None:
    deck = opened(whole)
    slide, back = deck.slides[0], Back(whole, deck)
    found, boxes = connectors(slide), things(slide, "box")
    by_id = {shape.shape_id: shape for shape in every(slide.shapes)}
    assert len(found) >= 8, "too few arrows follow a moved box"
    for name, shape in found.items():
        for end, tag, at in (("source", "a:stCxn", (shape.begin_x, shape.begin_y)), ("target", "a:endCxn", (shape.end_x, shape.end_y))):
            held = next(shape._element.iter(qn(tag)))
            box = by_id[int(held.get("id"))]
            assert box.shape_id in {part.shape_id for part in boxes[thing(shape)[end]].shapes}
            panel = Panel("box", *back.rect(box), 0, Paint())  # type: ignore[arg-type]
            assert back.point(*at) == pytest.approx(sides(panel)[int(held.get("idx"))], abs=NEAR)
        sign, target = thing(shape)["sign"], boxes[thing(shape)["target"]]
        assert bool(shape._element.findall(f".//{qn('a:tailEnd')}")) == (sign == "increases"), name
        if sign == "decreases":
            assert f"Bar of {shape.name}" in {part.name for part in target.shapes}


def row(*, bent: float = 0.0, between: bool = False, badge: float = 0.0) -> list[Group]:
    """Two boxes in a row, an arrow from one to the other, perhaps a third box in its way."""
    def box(name: str, x: float) -> Group:
        return Group("box", name, (Panel("box", x, 0, 80, 26, 5, Paint("#ffffff")),), name)

    route = ((80.0, 13.0), (140.0, 13.0 + bent), (180.0, 13.0 + bent), (240.0, 13.0))
    line = Curves("line", (route,), False, Paint("", "#000000", 2))
    tag = Panel("badge-box", 140, 4.5 + badge, 40, 17, 8, Paint("#ffffff"))
    arrow = Group("arrow", "a-b", (line, tag), "A to b", data=(("source", "a"), ("target", "b")), route=route)
    return [arrow, box("a", 0), box("b", 240), *([box("c", 120)] if between else [])]


def test_only_a_clean_straight_arrow_becomes_a_connector() -> None:
    assert glue(row())["a-b"].start == (80.0, 13.0)
    assert glue(row())["a-b"].end == (240.0, 13.0)
    assert not glue(row(bent=60))
    assert not glue(row(between=True))
    assert not glue([replace(group, faded=True) for group in row()])
    assert glue(row(badge=6))["a-b"].shift == pytest.approx((0, -6))


def test_every_shape_has_a_name_of_its_own_and_words_or_is_decoration(whole: Export) -> None:
    for slide in opened(whole).slides:
        shapes = list(every(slide.shapes))
        assert len({shape.name for shape in shapes}) == len(shapes)
        assert len({shape.shape_id for shape in shapes}) == len(shapes)
        for shape in shapes:
            decorative = "decorative" in "".join(child.tag for child in named(shape).iter())
            assert decorative or shape.is_placeholder or named(shape).get("descr"), shape.name
    names = [shape.name for shape in every(opened(whole).slides[0].shapes)]
    assert "Box: Pain" in names
    assert "Arrow: LDN downregulates TLR4" in names or any(name.startswith("Arrow: ") for name in names)


def test_the_title_is_the_slides_title_also_where_the_figure_has_none(exact: Export) -> None:
    slide = opened(exact).slides[0]
    assert slide.shapes.title.text_frame.text == exact.sheet.title
    assert slide.shapes.title.top > 0
    bare = opened(replace(exact, options=Options(without=("title",)))).slides[0]
    assert bare.shapes.title.text_frame.text == exact.sheet.title
    assert bare.shapes.title.top + bare.shapes.title.height < 0  # above the slide, for the outline and for screen readers


def test_the_notes_have_every_relation_with_hedge_quotes_numbers_caveat_and_origin(exact: Export) -> None:
    notes = opened(exact).slides[0].notes_slide.notes_text_frame.text
    for edge in exact.part.edges:
        assert f"{edge_sentence(exact.mechanism, edge)} {hedge_sentence(edge)}" in notes
        assert all(" ".join(said.quote.split()) in notes for said in edge.statements)
        assert all(f"[{exact.number[found.reference]}]" in notes for found in edge.findings)
    assert CAVEAT in notes
    assert read_origin(notes) == exact.origin
    assert all(gap.explanation in notes for gap in exact.part.gaps)


def test_the_references_are_numbered_linked_and_large_enough(whole: Export) -> None:
    listed = list(opened(whole).slides)[1:]
    text = "\n".join(paragraph.text for slide in listed for shape in slide.shapes for paragraph in shape.text_frame.paragraphs)
    for reference in whole.references:
        assert f"{whole.number[reference.id]}.\t" in text
        assert reference.title.rstrip(".") in text
    links = {rel.target_ref for slide in listed for rel in slide.part.rels.values() if rel.is_external}
    assert {address(reference.url) for reference in whole.references if reference.url} <= links
    sizes = {run.font.size for slide in listed for shape in slide.shapes for p in shape.text_frame.paragraphs for run in p.runs}
    assert min(sizes) >= Pt(12)


def test_the_same_view_gives_the_same_bytes_without_a_clock(exact: Export) -> None:
    first = write(exact)
    assert first == write(Export(exact.mechanism, options=exact.options))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert read_origin(core) == exact.origin
    assert "2026-11-22T00:00:00Z" in core
    properties = opened(exact).core_properties
    assert (properties.title, properties.language) == (exact.sheet.title, "en")


@pytest.mark.parametrize(("page", "ratio"), [("fit", 16 / 9), ("a4", 16 / 9), ("16:9", 16 / 9), ("4:3", 4 / 3)])
def test_slides_have_the_shape_that_is_asked_for_and_all_is_on_them(exact: Export, page: Any, ratio: float) -> None:
    deck = opened(replace(exact, options=Options(page=page)))
    assert deck.slide_width / deck.slide_height == pytest.approx(ratio, abs=0.001)
    for shape in deck.slides[0].shapes:
        if not shape.is_placeholder:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_what_is_pale_in_the_picture_is_pale_on_the_slide_and_silent(toy: Mechanism) -> None:
    export = Export(toy, query=Query(focus=("toyamine",), radius=1, arrange="map"))
    faded = [group for group in export.sheet.placed() if group.faded and group.role == "box"]
    assert faded
    boxes = things(opened(export).slides[0], "box")
    for group in faded:
        assert "decorative" in "".join(child.tag for child in named(boxes[group.id]).iter())
        dark = [contrast(f"#{colour.get('val')}", "#FFFFFF") for colour in boxes[group.id]._element.iter(qn("a:srgbClr"))]
        assert max(dark) < 1.6
        assert not list(boxes[group.id]._element.iter(qn("a:alpha"))), "the name of a dark box would be lost, and lines shine through"


def test_the_name_of_a_faded_drug_can_still_be_made_out(toy: Mechanism) -> None:
    export = Export(toy, query=Query(focus=("injury",), radius=1, arrange="map"))
    drug = next(group for group in export.sheet.placed() if group.faded and dict(group.data).get("kind") == "drug")
    box = things(opened(export).slides[0], "box")[drug.id]
    front = next(shape for shape in box._element.iter(qn("p:sp")) if shape.find(qn("p:txBody")) is not None)
    letters = next(front.find(qn("p:txBody")).iter(qn("a:srgbClr"))).get("val")
    below = next(front.find(qn("p:spPr")).find(qn("a:solidFill")).iter(qn("a:srgbClr"))).get("val")
    assert letters != below
    assert contrast(f"#{letters}", f"#{below}") > 1.2


def test_what_is_faded_lies_under_the_rest(toy: Mechanism) -> None:
    export = Export(toy, query=Query(focus=("toyamine",), radius=1, arrange="map"))
    slide, placed = opened(export).slides[0], export.sheet.placed()
    faded = {group.id for group in placed if group.faded}
    place = {shape.shape_id: number for number, shape in enumerate(every(slide.shapes))}
    drawn = {group_id: place[shape.shape_id] for role in ("arrow", "box") for group_id, shape in things(slide, role).items()}
    assert max(drawn[name] for name in faded & set(drawn)) < min(at for name, at in drawn.items() if name not in faded)


@pytest.mark.parametrize("name", list(TEXTS))
def test_hostile_texts_are_text(toy: Mechanism, name: str) -> None:
    deck = opened(Export(hostile(toy, TEXTS[name])))
    for slide in deck.slides:
        shapes = list(every(slide.shapes))
        assert len({shape.name for shape in shapes}) == len(shapes)
        for rel in slide.part.rels.values():
            assert not rel.is_external or re.fullmatch(r"https?://[!-~]{1,2000}", rel.target_ref)
    assert deck.slides[0].notes_slide.notes_text_frame.text


def test_only_web_addresses_become_links() -> None:
    assert address("https://doi.org/10.1/a b\x00") == "https://doi.org/10.1/a%20b"
    assert address("http://[") == address("file:///etc/passwd") == address("HTTPS:") == address("https://a/" + "x" * 3_000) == ""


def test_a_curve_of_straight_pieces_is_written_as_lines() -> None:
    corner = [(int(x), int(y)) for x, y in straight((0, 0), (10, 0), (10, 5))]
    written = freeform([Outline([corner], False, False, True)], Frame(0, 0, 10, 5))
    assert written.count("<a:lnTo>") == 2
    assert "cubicBezTo" not in written
