"""Hand-outs for Word: python-docx and pandoc find the outline, the words, the papers and the pictures with their descriptions."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import pairwise
from typing import Any

import docx
import pypandoc
import pytest
from PIL import Image

from pathways.export.formats import write, write_story
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.scene.read_provenance import origin_in
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan
from pathways.wording.sentences import edge_sentence, hedge_sentence
from tests.conftest import ROOT
from tests.hostile import TEXTS, hostile
from tests.toystory import toy_telling


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def words(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in opened(content).paragraphs)


def outline(content: bytes) -> list[tuple[str, str]]:
    styles = ((paragraph.style.name, paragraph.text) for paragraph in opened(content).paragraphs)
    return [(name, text) for name, text in styles if name.startswith(("Title", "Heading"))]


@pytest.fixture(scope="module")
def written(toy: Mechanism) -> bytes:
    return write(Export(toy), "docx")


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return toy_telling(toy)


@pytest.fixture(scope="module")
def told(plan: RenderPlan) -> bytes:
    return write_story(plan, "handout.docx")


def test_a_view_has_every_relation_as_a_sentence_with_its_hedge(written: bytes, toy: Mechanism) -> None:
    text = words(written)
    for edge in toy.edges:
        assert edge_sentence(toy, edge) in text
        assert hedge_sentence(edge) in text
    for gap in toy.gaps:
        assert gap.explanation in text
    for caveat in toy.caveats:
        assert f"{caveat.title}. {caveat.text}" in text
    assert CAVEAT in text


def test_papers_are_numbered_as_in_every_list_of_the_view(written: bytes, toy: Mechanism) -> None:
    listed = [line for line in words(written).splitlines() if re.match(r"\[\d+\] ", line)]
    export = Export(toy)
    assert [int(line[1 : line.index("]")]) for line in listed] == [*export.number.values()]
    for paper, line in zip(export.number, listed, strict=True):
        assert toy.reference[paper].title in line


def test_the_outline_goes_down_by_single_steps(written: bytes, told: bytes) -> None:
    for content in (written, told):
        levels = [0 if name == "Title" else int(name[-1]) for name, _ in outline(content)]
        assert levels[0] == 0
        assert levels.count(0) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_has_its_description_and_a_caption_below(written: bytes, told: bytes, plan: RenderPlan) -> None:
    scenes = [f"Figure {one.number}. {one.caption}" for one in plan.shots]
    for content, captions in ((written, ["Figure 1. The whole map."]), (told, scenes)):
        document = opened(content)
        described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
        assert len(described) == len(captions)
        assert all("boxes and" in text and CAVEAT in text for text in described)
        styled = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
        assert styled == captions
        room = document.sections[0].page_width - 2 * document.sections[0].left_margin
        assert all(shape.width <= room for shape in document.inline_shapes)


def test_pandoc_reads_the_same_words_and_pictures(told: bytes, plan: RenderPlan, tmp_path: Any) -> None:
    path = tmp_path / "told.docx"
    path.write_bytes(told)
    tree = json.loads(pypandoc.convert_file(str(path), "json"))
    page = pypandoc.convert_file(str(path), "html", extra_args=["--wrap=none"])
    for shot in plan.shots:
        assert f"{shot.number}. {shot.title}" in page
        assert shot.caption in page
        assert shot.note in page
    assert json.dumps(tree).count('"t": "Image"') == len(plan.shots)


def test_a_hand_out_cites_what_its_captions_cite_and_then_what_stands_behind(told: bytes, plan: RenderPlan) -> None:
    listed = [line for line in words(told).splitlines() if re.match(r"\[\d+\] ", line)]
    assert [int(line[1 : line.index("]")]) for line in listed] == [*range(1, len(listed) + 1)]
    assert len(listed) >= len(plan.cites)
    marks = {int(mark) for line in words(told).splitlines() if not re.match(r"\[\d+\] ", line) for mark in re.findall(r"\[(\d+)\]", line)}
    assert marks <= {*range(1, len(listed) + 1)}


def test_both_lead_back_and_are_the_same_each_time(written: bytes, told: bytes, plan: RenderPlan, toy: Mechanism) -> None:
    assert origin_in(written) == Export(toy).origin
    assert origin_in(told) is not None
    assert write(Export(toy), "docx") == written
    assert write_story(plan, "handout.docx") == told
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_options_leave_out_and_choose_the_paper(toy: Mechanism) -> None:
    bare = write(Export(toy, options=Options(without=("citations", "caption", "legend"), page="letter")), "docx")
    assert "References" not in [text for _, text in outline(bare)]
    assert opened(bare).sections[0].page_width.pt == 612
    assert "The whole map." not in words(bare)


def test_the_shipped_stories_fit_on_their_pages(shipped: Mechanism) -> None:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    content = write_story(RenderPlan(shipped, shipped.stories[0], layouts=layouts), "handout.docx")
    section = opened(content).sections[0]
    high = section.page_height - section.top_margin - section.bottom_margin
    assert all(shape.height < 0.85 * high for shape in opened(content).inline_shapes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".png")]
        assert all(Image.open(io.BytesIO(archive.read(name))).width > 1_200 for name in pictures)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_are_words_of_the_document(toy: Mechanism, name: str) -> None:
    content = write(Export(hostile(toy, TEXTS[name]), Query(keep=("pain",))), "docx")
    usual = write(Export(hostile(toy, "plain"), Query(keep=("pain",))), "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(io.BytesIO(usual)) as known:
        assert found.namelist() == known.namelist()
    assert len(opened(content).paragraphs) > 5
