"""What is said before an export, and that what it offers does mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

import pathways
from pathways.errors import UnknownName
from pathways.export.figure import Figure, figure
from pathways.export.formats import FORMATS
from pathways.export.preflight import preflight
from pathways.export.text_size import READABLE, point_scale, smallest_text
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from pathways.sheet.view_export import Export


@pytest.fixture(scope="module")
def layouts() -> object:
    return pathways.layouts(pathways.shipped())


def said(figure: Figure, name: str) -> str:
    return "\n".join(remark.sentence for remark in figure.check(name))


def test_a_map_of_many_boxes_is_too_small_for_a_slide(shipped: Mechanism) -> None:
    whole = figure(shipped, layouts=pathways.layouts(pathways.shipped()))
    first = whole.check("pptx")[0]
    assert first.serious
    assert f"{smallest_text(whole.export, 'pptx'):g} pt" in first.sentence
    assert "31 boxes" in first.sentence
    assert first.mend == "Show a smaller part."


def test_a_part_on_the_whole_map_is_offered_its_own_arrangement_and_that_helps(shipped: Mechanism) -> None:
    part = figure(shipped, focus="tlr4", layouts=pathways.layouts(pathways.shipped()))
    remark = part.check("pptx")[0]
    assert remark.changes == (("arrange", "compact"),)
    mended = part.with_(**dict(remark.changes))
    assert smallest_text(mended.export, "pptx") > smallest_text(part.export, "pptx")


def test_following_the_advice_makes_a_small_part_readable(shipped: Mechanism) -> None:
    part = figure(shipped, "from=LDN&to=pain&cutoff=1&arrange=compact")
    for _ in range(6):
        changes = next((remark.changes for remark in part.check("pptx") if remark.serious and remark.changes), None)
        if not changes:
            break
        part = part.with_(**dict(changes))
    assert smallest_text(part.export, "pptx") >= READABLE["pptx"]


@pytest.mark.parametrize("name", ["citations", "legend", "caveat"])
def test_what_is_left_out_is_said_and_can_be_put_back(shipped: Mechanism, name: str) -> None:
    bare = figure(shipped, focus="tlr4", arrange="compact", without=[name, "title"])
    remark = next(remark for remark in bare.check("svg") if name[:-1] in remark.mend)
    assert bare.with_(**dict(remark.changes)).export.options.without == ("title",)
    assert not [remark for remark in figure(shipped, focus="tlr4", arrange="compact").check("svg") if name in remark.mend]


def test_a_transparent_ground_and_an_empty_part_are_said(shipped: Mechanism) -> None:
    assert "on a dark ground only" in said(figure(shipped, theme="dark", background="none"), "png")
    empty = figure(shipped, keep="pain", hide="pain")
    assert empty.check("svg")[0].sentence == "Nothing is left of the map by this question."
    assert empty.check("svg")[0].serious
    assert dict(empty.check("svg")[0].changes) == {"keep": "", "hide": ""}
    assert dict(figure(shipped, evidence="trial", layer="literature").check("svg")[0].changes) == {"evidence": "", "layer": ""}


def test_dots_an_inch_alone_make_a_picture_finer_and_not_smaller(shipped: Mechanism) -> None:
    plain, fine = (figure(shipped, focus="tlr4", **more) for more in ({}, {"dpi": 600}))
    assert smallest_text(fine.export, "png") == smallest_text(plain.export, "png") > 5


def test_letters_that_cannot_be_drawn_are_named_where_no_other_font_stands_in(toy: Mechanism) -> None:
    pain = toy.node["pain"].model_copy(update={"label": "Pain \u75db PGE\u2082"})
    strange = toy.model_copy(update={"nodes": tuple(pain if node.id == "pain" else node for node in toy.nodes)})
    for name in ("pdf", "png"):
        said = [remark.sentence for remark in preflight(Export(strange), name) if "cannot be drawn" in remark.sentence]
        assert said == ["1 character cannot be drawn with Open Sans, and \ufffd stands for it: \u75db."]
        assert not [remark for remark in preflight(Export(toy), name) if "cannot be drawn" in remark.sentence]
    assert not [remark for remark in preflight(Export(strange), "svg") if "cannot be drawn" in remark.sentence]


def test_data_have_no_size(shipped: Mechanism) -> None:
    assert all(preflight(Export(shipped), name) == () for name, row in FORMATS.items() if row.family not in ("picture", "page"))


def test_sizes_follow_paper_and_pixels(toy: Mechanism) -> None:
    wide = Export(toy).sheet.width
    assert point_scale(Export(toy), "svg") == 0.75
    assert point_scale(Export(toy, options=Options(inches=4, dpi=300)), "png") * wide == pytest.approx(4 * 72, rel=0.01)
    assert point_scale(Export(toy, options=Options(scale=2)), "png") == pytest.approx(0.75, rel=0.01)
    assert point_scale(Export(toy, options=Options(page="a4")), "pdf") * wide <= 841.89


def test_a_figure_is_made_shown_and_saved(toy: Mechanism, tmp_path: Path) -> None:
    made = figure(toy, theme="dark")
    assert made._repr_svg_().startswith("<svg")
    assert "<svg" in made._repr_html_()
    assert made.bytes("svg").decode() == made._repr_svg_()
    assert made.mechanism == toy


def test_a_saved_figure_replaces_the_old_file_only_when_it_is_whole(toy: Mechanism, tmp_path: Path) -> None:

    path = tmp_path / "map.svg"
    assert figure(toy).save(path) == path
    before = path.read_bytes()
    with pytest.raises(UnknownName, match="Did you mean 'svg'"):
        figure(toy).save(path.with_suffix(".svgg"))
    assert path.read_bytes() == before


def test_where_nothing_can_be_written_the_error_names_the_wanted_file(toy: Mechanism, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("")
    place = tmp_path / "note" / "figure.svg"
    with pytest.raises(OSError, match="a part of its path is a file, not a folder") as caught:
        figure(toy).save(place)
    assert caught.value.filename == str(place)
    with pytest.raises(OSError, match="x" * 100) as caught:  # the name is too long for this machine, and a hidden one longer still
        figure(toy).save(tmp_path / ("x" * 300 + ".svg"))
    assert caught.value.filename == str(tmp_path / ("x" * 300 + ".svg"))


def test_all_wrong_fields_are_named_at_once(toy: Mechanism) -> None:
    with pytest.raises(UnknownName) as error:
        figure(toy, focuss="x", shape="round", layer="documents")
    assert "Did you mean 'focus'?" in str(error.value)
    assert "'round' is not a value of 'shape'" in str(error.value)
    assert "Did you mean 'document'?" in str(error.value)


def test_a_question_can_be_a_value_an_address_or_fields(shipped: Mechanism) -> None:
    one = figure(shipped, Query(focus=("tlr4",), radius=2))
    two = figure(shipped, "?focus=TLR4&radius=2")
    three = figure(shipped, focus=["TLR4"], radius=2)
    four = figure(shipped, from_="LDN", to="pain")
    assert one.export.query == two.export.query == three.export.query
    assert four.export.query.search() == "from=low-dose-naltrexone&to=pain"
