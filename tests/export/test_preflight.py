"""What is said before an export, and that what it offers does mend it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pathways
from pathways.cli import main
from pathways.errors import CannotWrite, InvalidArgument, UnknownName
from pathways.export.figure import Figure, figure
from pathways.export.formats import FORMATS
from pathways.export.mend import mended
from pathways.export.preflight import preflight
from pathways.export.text_size import READABLE, point_scale, smallest_text, too_small
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import OPTIONS, Options
from pathways.query.query import Query
from pathways.sheet.view_export import Export
from pathways.web import create_app
from pathways.web.download_routes import address_of


@pytest.fixture(scope="module")
def layouts() -> object:
    return pathways.layouts(pathways.shipped())


def said(figure: Figure, name: str) -> str:
    return "\n".join(remark.sentence for remark in figure.check(name))


def test_a_map_of_many_boxes_is_too_small_for_a_slide(shipped: Mechanism) -> None:
    whole = figure(shipped, layouts=pathways.layouts(pathways.shipped()))
    first = whole.check("pptx")[0]
    assert first.serious
    assert f"{smallest_text(whole.export, 'pptx'):.1f} pt" in first.sentence
    assert "31 boxes" in first.sentence
    assert first.mend == "Show a smaller part."


def test_a_part_on_the_whole_map_is_offered_its_own_arrangement_and_that_helps(shipped: Mechanism) -> None:
    part = figure(shipped, focus="tlr4", arrange="map", layouts=pathways.layouts(pathways.shipped()))
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


@pytest.mark.parametrize("name", ["legend", "caveat"])
def test_what_is_left_out_is_said_and_can_be_put_back(shipped: Mechanism, name: str) -> None:
    bare = figure(shipped, focus="tlr4", arrange="compact", without=[name, "title"])
    remark = next(remark for remark in bare.check("svg") if name in remark.mend)
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
        assert said == ["1 character cannot be drawn with our fonts, and \ufffd stands for it: \u75db."]
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


# ---- one question, one picture


@pytest.mark.parametrize("search", ["focus=tlr4", "from=LDN&to=pain", "up=LDN", "", "focus=tlr4&arrange=map", "layer=document&theme=dark"])
def test_a_question_has_one_picture_at_every_door(shipped: Mechanism, search: str, tmp_path: Path) -> None:
    layouts = pathways.layouts(pathways.shipped())
    by_address = create_app([shipped], layouts=layouts).server.test_client().get(f"/figure.svg?{search}").data
    target = tmp_path / "a.svg"
    assert main(["export", "--address", f"?{search}", "-o", str(target), "--quiet"]) == 0
    assert target.read_bytes() == by_address == figure(shipped, search, layouts=layouts).bytes("svg")


@pytest.mark.parametrize("scene", [1, 2])
def test_a_scene_of_a_story_has_one_picture_at_every_door(shipped: Mechanism, scene: int, tmp_path: Path) -> None:
    layouts, story = pathways.layouts(pathways.shipped()), shipped.stories[0].id
    client = create_app([shipped], layouts=layouts).server.test_client()
    answer = client.get(f"/figure.svg?story={story}&scene={scene}&theme=light&fit=page")
    target = tmp_path / "a.svg"
    command = ["export", "--story", story, "--scene", str(scene), "--theme", "light", "--fit", "page", "-o", str(target), "--quiet"]
    assert main(command) == 0
    told = pathways.talk(shipped, story, layouts=layouts).scenes[scene - 1].with_(fit="page")
    assert target.read_bytes() == answer.data == told.bytes("svg")
    assert f"{story}-{scene}-" in answer.headers["Content-Disposition"]
    for wrong, sentence in (("scene=99", "no scene of the story"), ("", "add scene=1"), ("scene=1&focus=tlr4", "means nothing in")):
        refused = client.get(f"/figure.svg?story={story}&{wrong}")
        assert refused.status_code == 400
        assert sentence in refused.text


# ---- options


def test_an_option_that_means_nothing_for_a_format_is_refused_at_every_door(
    shipped: Mechanism, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    client = create_app([shipped]).server.test_client()
    for name, value, row in [(*option, row) for option in SET.items() for row in SOME if option[0] not in row.heeds]:
        written = OPTIONS[name]
        sentence = f"'{written}' means nothing for {row.name}; it is for "
        assert sentence in client.get(f"{address_of(row)}?{written}={value}").text
        assert main(["export", f"--{written}", value, "-o", str(tmp_path / f"a{row.suffix}")]) == 2
        assert sentence in capsys.readouterr().err
        with pytest.raises(InvalidArgument, match="means nothing"):
            figure(shipped, **{name: value}).bytes(row.name)
    assert not list(tmp_path.iterdir())


SET = {
    "page": "a4", "inches": "4", "width": "800", "dpi": "300", "mode": "exact", "fit": "column", "least_text": "6", "papers": "listed",
    "number": "3",
}  # fmt: skip
SOME = [FORMATS[name] for name in ("svg", "pdf", "light.html", "csv")]


def test_two_sizes_at_once_are_refused_with_a_sentence(shipped: Mechanism) -> None:
    with pytest.raises(InvalidArgument, match="'fit' and 'width' both say how large the figure is"):
        figure(shipped, focus="tlr4", fit="column", width=800).bytes("png")


@pytest.mark.parametrize("fit", ["", "5in", "127mm", "480px"])
@pytest.mark.parametrize("name", ["svg", "png", "pdf", "pptx"])
def test_every_picture_format_takes_a_width(shipped: Mechanism, name: str, fit: str) -> None:
    made = figure(shipped, "from=LDN&to=pain", fit=fit, layouts=pathways.layouts(pathways.shipped()))
    assert made.bytes(name)
    if fit:
        width = made.export.sheet.width * point_scale(made.export, name)
        assert width == pytest.approx(360, rel=0.002)


def test_a_least_size_of_text_that_cannot_be_had_is_refused_with_what_can(shipped: Mechanism) -> None:
    whole = figure(shipped, layouts=pathways.layouts(pathways.shipped()), fit="column", least_text="6pt")
    with pytest.raises(CannotWrite, match=r"its smallest text is 3\.0 pt there, and 6 pt is asked for\. Ask for a width of \d+mm"):
        whole.bytes("svg")
    found = re.search(r"width of (\d+)mm", too_small(whole.export, "svg"))
    assert found
    assert whole.with_(fit=f"{found[1]}mm").bytes("svg")


# ---- mending


@settings(max_examples=20, deadline=None)
@given(
    search=st.sampled_from(["focus=tlr4&arrange=map", "focus=pain", "from=LDN&to=pain", "", "keep=pain", "keep=pain&hide=pain"]),
    name=st.sampled_from(["svg", "png", "pdf", "pptx"]),
    without=st.sets(st.sampled_from(["title", "caption", "legend", "caveat"])),
    fit=st.sampled_from(["", "column", "60mm", "slide"]),
    background=st.sampled_from(["paper", "none"]),
)
def test_mending_twice_is_mending_once_and_leaves_nothing_to_mend(
    shipped: Mechanism, search: str, name: str, without: set[str], fit: str, background: str,
) -> None:
    given_ = figure(shipped, search, layouts=pathways.layouts(pathways.shipped()), without=without, fit=fit).export
    view = replace(given_, options=replace(given_.options, background=background))  # type: ignore[arg-type]
    once = mended(view, name)
    twice = mended(once.export, name)
    assert (twice.export.query, twice.export.options, twice.done) == (once.export.query, once.export.options, ())
    assert not [remark for remark in preflight(once.export, name) if remark.mendable]
    assert once.left == preflight(once.export, name)
    assert once.export.part == view.part, "what is asked stays as it is"


def test_mending_makes_text_larger_or_says_that_nothing_does(shipped: Mechanism) -> None:
    layouts = pathways.layouts(pathways.shipped())
    small = figure(shipped, "from=LDN&to=pain", layouts=layouts).export
    found = mended(small, "pptx")
    assert smallest_text(found.export, "pptx") >= 12 > smallest_text(small, "pptx")
    hopeless = mended(figure(shipped, "from=LDN&to=pain", layouts=layouts, fit="40mm").export, "svg")
    assert "Nothing else makes it larger" in hopeless.left[0].mend


# ---- notebooks


def test_a_notebook_stores_a_figure_once_and_a_line_of_text(shipped: Mechanism) -> None:
    made = figure(shipped, focus="tlr4", page="a4")
    stored, _ = made._repr_mimebundle_()
    assert set(stored) == {"image/svg+xml", "text/plain"}
    assert stored["text/plain"] == repr(made)
    assert repr(made) == "<Figure: Low-dose naltrexone and chronic pain. What lies within 1 step of Toll-like receptor 4.>"
    assert not hasattr(made, "_repr_html_")
    assert len(repr(made.export)) < 200
    assert len(repr(pathways.talk(shipped))) < 200
