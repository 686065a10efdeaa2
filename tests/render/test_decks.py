"""A story as PowerPoint slides and as PDF: names that stay, notes with quotes, references, sizes, and two programs that read it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader

from pathways.drawing.theme import THEMES
from pathways.errors import CannotWrite
from pathways.model.mechanism import Mechanism, Story
from pathways.query.export_options import Options
from pathways.render import pdf, pptx
from pathways.render.slides import fonts
from pathways.scene.provenance import read_origin
from pathways.scene.read_provenance import origin_in
from pathways.scene.scene import CAVEAT
from pathways.story.render_plan import READABLE, RenderPlan
from pathways.story.slide import cited_in, paper_slides
from tests.decks import every, named, own_deck, text_of, thing, things
from tests.hostile import TEXTS, hostile
from tests.render.test_pptx_office import office
from tests.story.test_slide import hostile_story
from tests.story_plans import told


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return told(toy)


@pytest.fixture(scope="module")
def deck(plan: RenderPlan) -> Any:
    return opened(plan)


def opened(plan: RenderPlan) -> Any:
    return Presentation(io.BytesIO(pptx.write_story(plan)))


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def sizes(slide: Any) -> list[float]:
    return [int(found.get("sz")) / 100 for found in slide._element.iter(qn("a:rPr")) if found.get("sz")]


def test_a_scene_is_a_slide_and_the_references_come_after_the_last(plan: RenderPlan, deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [*(shot.title for shot in plan.shots), *(sheet.title for sheet in paper_slides(plan))]
    assert "References" in titles
    for slide, shot in zip(deck.slides, plan.shots, strict=False):
        assert set(things(slide, "box")) <= shot.shown | shot.pale
        assert {box for box in shot.shown if box in plan.mechanism.node} <= set(things(slide, "box"))


@pytest.mark.parametrize("page", ["16:9", "4:3"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_letters_on_a_slide_are_smaller_than_can_be_read(plan: RenderPlan, page: Any, theme: Any) -> None:
    for slide in opened(replace(plan, options=Options(page=page), theme=theme)).slides:
        assert min(sizes(slide)) >= READABLE


def test_slides_have_the_shape_that_is_asked_for(plan: RenderPlan) -> None:
    for page, size in (("fit", (12_192_000, 6_858_000)), ("16:9", (12_192_000, 6_858_000)), ("4:3", (9_144_000, 6_858_000))):
        found = opened(replace(plan, options=Options(page=page)))  # type: ignore[arg-type]
        assert (found.slide_width, found.slide_height) == size
        for slide in found.slides:
            for shape in slide.shapes:
                assert min(shape.left, shape.top) >= 0
                assert shape.left + shape.width <= size[0] + 12_700
                assert shape.top + shape.height <= size[1]


def test_a_thing_has_the_same_name_and_kind_of_shape_on_every_slide(deck: Any) -> None:
    names: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for slide in deck.slides:
        for shape in every(slide.shapes):
            if found := thing(shape):
                names.setdefault((found["role"], found["id"]), set()).add((shape.name, shape._element.tag))
    assert all(len(found) == 1 for found in names.values()), names
    assert len({name for found in names.values() for name, _ in found}) == len(names)
    assert all(name.startswith("!!") for found in names.values() for name, _ in found)
    seen = [{thing(shape).get("id") for shape in every(slide.shapes)} for slide in deck.slides]
    assert seen[0] & seen[1] - {None}, "the first scenes share something"


def test_a_thing_is_held_by_its_boxes_on_all_slides_where_it_is_pale_too(shipped: Mechanism) -> None:
    scenes = [
        {"id": "one", "title": "One", "caption": "Said.", "query": "focus=tlr4&radius=1"},
        {"id": "two", "title": "Two", "caption": "Said.", "query": "focus=microglia&radius=1"},
    ]
    story = Story.model_validate({"id": "two", "title": "Two", "sentence": "Two scenes.", "scenes": scenes})
    kinds: dict[str, set[str]] = {}
    for slide in opened(RenderPlan(shipped, story)).slides:
        for name, shape in things(slide, "arrow").items():
            kinds.setdefault(name, set()).add(shape._element.tag)
    assert kinds
    assert all(len(found) == 1 for found in kinds.values())


def test_every_shape_of_a_story_has_a_name_of_its_own_and_words_or_is_decoration(deck: Any) -> None:
    for slide in deck.slides:
        shapes = list(every(slide.shapes))
        assert len({shape.name for shape in shapes}) == len(shapes) == len({shape.shape_id for shape in shapes})
        for shape in shapes:
            decorative = "decorative" in "".join(child.tag for child in named(shape).iter())
            assert decorative or shape.is_placeholder or named(shape).get("descr"), shape.name


def test_the_notes_hold_what_the_speaker_says_the_quotes_and_the_references(plan: RenderPlan, deck: Any) -> None:
    for slide, shot in zip(deck.slides, plan.shots, strict=False):
        said = notes(slide)
        assert said.startswith(shot.note or "")
        for edge in shot.part.edges:
            assert all(" ".join(item.quote.split()) in said for item in edge.statements)
        for cite in shot.cites:
            assert f"[{cite.number}] {cite.full}" in said
            assert cite.url in said
        for paper in plan.export(shot.number).references:
            assert paper.title.rstrip(".") in said
        assert all(gap.explanation in said for gap in shot.part.gaps)
        assert CAVEAT in said
        found = read_origin(said)
        assert found is not None
        assert found.search == plan.export(shot.number).query.search()


def test_what_a_slide_has_no_room_for_is_in_its_notes(toy: Mechanism) -> None:
    crowded = replace(told(toy, query="", caption="Said. " * 60), options=Options(page="4:3"))
    slide = opened(crowded).slides[0]
    missing = {box.id for box in crowded.shots[0].scene.boxes} - set(things(slide, "box"))
    assert missing
    line = next(line for line in notes(slide).splitlines() if line.startswith("Not shown"))
    assert all(next(box.title for box in crowded.shots[0].scene.boxes if box.id == name) in line for name in missing)


def test_every_number_of_a_caption_has_its_reference_on_a_slide(plan: RenderPlan, deck: Any) -> None:
    slides = list(deck.slides)
    listed = " ".join(" ".join(text_of(slide)) for slide in slides[len(plan.shots) :])
    for slide, shot in zip(slides, plan.shots, strict=False):
        shown = " ".join(text_of(slide))
        for number in re.findall(r"\d+", " ".join(re.findall(r"\[([\d, ]+)\]", shot.caption))):
            assert f"[{number}] " in shown
            assert f"{number}. " in listed
        assert {cite.number for cite in cited_in(plan, shot)} <= {cite.number for cite in plan.cites}
    links = {rel.target_ref for slide in slides for rel in slide.part.rels.values() if rel.is_external}
    assert {cite.url for cite in plan.cites if cite.url} <= links


def test_powerpoint_moves_things_and_other_programs_fade(plan: RenderPlan, deck: Any) -> None:
    xml = [slide.part.blob.decode() for slide in deck.slides]
    assert ["p159:morph" in found for found in xml[: len(plan.shots)]] == [False] + [True] * (len(plan.shots) - 1)
    for slide in list(deck.slides)[1 : len(plan.shots)]:
        tags = [child.tag.rpartition("}")[2] for child in slide._element]
        assert tags.index("AlternateContent") == tags.index("clrMapOvr") + 1


def test_the_same_story_gives_the_same_bytes(toy: Mechanism, plan: RenderPlan) -> None:
    for write in (pptx.write_story, pdf.write_story, pdf.write_handout):
        first = write(plan)
        assert first == write(told(toy))
        assert origin_in(first) == plan.origin


def test_a_template_gives_its_size_its_font_and_its_colours(plan: RenderPlan, tmp_path: Path) -> None:
    template = own_deck(tmp_path / "own.pptx", {"dk1": "1A1A2E", "accent1": "0B6E4F"})
    own = replace(plan, template=template)
    deck = opened(own)
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 5_143_500)
    assert len(deck.slides) == len(opened(plan).slides)
    first = deck.slides[0]
    assert first.slide_layout.name == "Title Only"
    xml = first.part.blob.decode()
    assert '<a:latin typeface="+mn-lt"/>' in xml
    assert "1A1A2E" in xml
    assert THEMES["light"].ink[1:].upper() not in xml
    assert min(sizes(first)) >= READABLE * 405 / 540 - 0.01, "on a slide of 405 points, as large as 14 on one of 540"
    with zipfile.ZipFile(io.BytesIO(pptx.write_story(own))) as archive:
        assert not any(b"secret" in archive.read(name) for name in archive.namelist())


def test_lines_are_broken_for_a_templates_wider_font_and_stay_large(
    toy: Mechanism, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caption = "It is said to act on two receptors, and more. " * 7
    plan = replace(told(toy, caption=caption), template=own_deck(tmp_path / "own.pptx", {}))
    before = caption_lines(opened(plan))
    monkeypatch.setattr(fonts, "font_file", lambda _: Path("wide.ttf"))
    monkeypatch.setattr(fonts, "_font", lambda _: "font")
    monkeypatch.setattr(fonts, "_width", lambda _, text: fonts.width(text, 1.0) * 1.3)
    deck = opened(plan)
    assert caption_lines(deck) > before
    assert min(sizes(deck.slides[0])) >= READABLE * 405 / 540 - 0.01


def caption_lines(deck: Any) -> int:
    shape = next(shape for shape in deck.slides[0].shapes if shape.name == "!!Caption")
    return len(list(shape._element.iter(qn("a:t"))))


def test_a_template_that_is_none_is_refused_with_a_sentence(plan: RenderPlan, tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_text("no deck")
    with pytest.raises(CannotWrite, match="no PowerPoint deck"):
        pptx.write_story(replace(plan, template=tmp_path / "no.pptx"))


@pytest.mark.parametrize("name", list(TEXTS))
def test_hostile_texts_are_text_in_a_story(toy: Mechanism, name: str) -> None:
    plan = told(hostile(toy, TEXTS[name]), story=hostile_story(toy, TEXTS[name]))
    for slide in opened(plan).slides:
        shapes = list(every(slide.shapes))
        assert len({shape.name for shape in shapes}) == len(shapes)
        assert min(sizes(slide)) >= READABLE
        for rel in slide.part.rels.values():
            assert not rel.is_external or re.fullmatch(r"https?://[!-~]{1,2000}", rel.target_ref)
    for write in (pdf.write_story, pdf.write_handout):
        assert PdfReader(io.BytesIO(write(plan)), strict=True).pages[0].extract_text()


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("page", "wide"), [("16:9", 960), ("4:3", 720)])
def test_a_pdf_has_a_page_for_every_slide_with_its_words_and_links(plan: RenderPlan, page: Any, wide: int) -> None:
    reader = read(pdf.write_story(replace(plan, options=Options(page=page))))
    assert len(reader.pages) == len(plan.shots) + len(paper_slides(plan, page=page))
    for found, shot in zip(reader.pages, plan.shots, strict=False):
        assert (float(found.mediabox.width), float(found.mediabox.height)) == (wide, 540)
        said = flat(found.extract_text())
        assert flat(shot.title) in said
        assert flat(shot.caption) in said
        links = {note["/A"]["/URI"] for note in (item.get_object() for item in found.get("/Annots", []))}
        assert {cite.url for cite in cited_in(plan, shot) if cite.url} <= links
    listed = flat(" ".join(found.extract_text() for found in reader.pages[len(plan.shots) :]))
    assert all(flat(f"{cite.number}. {cite.full}") in listed for cite in plan.cites)


def test_a_pdf_has_title_language_tags_and_a_bookmark_for_every_scene(plan: RenderPlan) -> None:
    reader = read(pdf.write_story(plan))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == plan.title
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]  # type: ignore[union-attr,arg-type]
    assert marks == [(shot.title, i) for i, shot in enumerate(plan.shots)]
    tree = root["/StructTreeRoot"]
    parts = [item.get_object() for item in tree["/K"]["/K"]]
    figures = [part["/Alt"] for part in parts if part["/S"] == "/Figure"]
    assert len(figures) == len(plan.shots)
    assert all(shot.caption in told for shot, told in zip(plan.shots, figures, strict=True))
    numbers = tree["/ParentTree"]["/Nums"]
    assert numbers[::2] == list(range(len(reader.pages)))
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] == number
        assert len(numbers[2 * number + 1]) == sum(part["/Pg"] == page for part in parts)


def test_a_hand_out_is_read_in_order_and_has_a_bookmark_for_every_scene(plan: RenderPlan) -> None:
    reader = read(pdf.write_handout(plan))
    root: Any = reader.trailer["/Root"]
    parts = [item.get_object() for item in root["/StructTreeRoot"]["/K"]["/K"]]
    tags = [part["/S"] for part in parts]
    first = tags.index("/H2")
    assert tags[first : first + 3] == ["/H2", "/Figure", "/P"]
    assert [part["/Alt"].split(".")[0] for part in parts if part["/S"] == "/Figure"] == [shot.title for shot in plan.shots]
    titles = [mark.title for mark in reader.outline]  # type: ignore[union-attr]
    assert titles[: len(plan.shots)] == [f"{shot.number}. {shot.title}" for shot in plan.shots]
    assert titles[len(plan.shots)] == "References"
    assert float(read(pdf.write_handout(replace(plan, options=Options(page="letter")))).pages[0].mediabox.height) == 792


@pytest.mark.parametrize("page", ["16:9", "4:3"])
def test_libreoffice_makes_a_page_of_each_slide_and_scene_two_has_its_caption(plan: RenderPlan, page: Any, tmp_path: Path) -> None:
    asked = replace(plan, options=Options(page=page))
    written = pptx.write_story(asked)
    document = office(written, tmp_path)
    pages = read(document.read_bytes()).pages
    assert len(pages) == len(opened(asked).slides)
    said = subprocess.run(["pdftotext", "-f", "2", "-l", "2", str(document), "-"], check=True, capture_output=True, timeout=60).stdout
    assert flat(plan.shots[1].caption) in flat(said.decode())
    found = subprocess.run(["pdftotext", "-bbox", str(document), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    for right, low in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', found):
        assert float(right) <= {"16:9": 960, "4:3": 720}[page]
        assert float(low) <= 540
