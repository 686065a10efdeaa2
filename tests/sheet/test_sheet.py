"""A figure's sheet: what stands around the picture, that nothing leaves it or lies on something else, and its shapes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mechanisms import mechanisms

from pathways.drawing.geometry import Rect, overlap
from pathways.drawing.shapes import Curves, Group, Panel, Words
from pathways.drawing.text_metrics import width
from pathways.drawing.theme import THEMES
from pathways.export.text_size import too_small
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import PARTS, RATIOS, Options
from pathways.query.query import Query
from pathways.render.svg import write
from pathways.scene.scene import CAVEAT
from pathways.sheet.alt_text import alt_text
from pathways.sheet.view_export import Export

SVG = "{http://www.w3.org/2000/svg}"
ROLES = {"title": "title", "caption": "caption", "legend": "legend", "citations": "citation", "caveat": "caveat", "origin": "origin"}


def room_of(shape: Curves | Panel | Words) -> list[Rect]:
    if isinstance(shape, Panel):
        return [(shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)]
    if isinstance(shape, Curves):
        points = [point for curve in shape.curves for point in curve]
        return [(min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))]
    found = []
    for i, line in enumerate(shape.lines):
        w, y = width(line, shape.size, shape.weight), shape.y + i * shape.leading
        left = shape.x - w if shape.anchor == "end" else shape.x
        found.append((left, y - 0.75 * shape.size, left + w, y + 0.2 * shape.size))
    return found


def rooms(groups: list[Group]) -> list[Rect]:
    return [room for group in groups for shape in group.shapes for room in room_of(shape)]  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", list(RATIOS))
def test_nothing_leaves_the_sheet_and_no_words_lie_on_others(shipped: Mechanism, shape: str) -> None:
    sheet = Export(shipped, Query(focus=("tlr4",), arrange="compact"), Options(shape=shape)).sheet  # type: ignore[arg-type]
    inside = -1.0, -1.0, sheet.width + 1, sheet.height + 1
    for left, top, right, bottom in rooms(list(sheet.placed())):
        assert inside[0] <= left
        assert inside[1] <= top
        assert right <= inside[2]
        assert bottom <= inside[3]
    words = [group for group in sheet.words if group.role not in ("paper", "legend")]
    assert not [pair for pair in combinations(rooms(words), 2) if overlap(*pair)]


@pytest.mark.parametrize(("shape", "ratio"), [(shape, ratio) for shape, ratio in RATIOS.items() if ratio])
def test_a_shape_is_kept(shipped: Mechanism, shape: str, ratio: float) -> None:
    sheet = Export(shipped, Query(focus=("tlr4",)), Options(shape=shape)).sheet  # type: ignore[arg-type]
    assert sheet.width / sheet.height == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize("part", list(PARTS))
def test_each_part_can_be_left_out(shipped: Mechanism, part: str) -> None:
    query = Query(focus=("tlr4",), arrange="compact")
    whole, without = (Export(shipped, query, Options(papers="listed", without=left)).sheet for left in ((), (part,)))
    roles = {group.role for group in without.words}
    assert ROLES[part] in {group.role for group in whole.words}
    assert ROLES[part] not in roles
    assert roles | {ROLES[part]} == {group.role for group in whole.words}
    assert without.height < whole.height


def test_every_paper_behind_what_is_shown_is_cited_with_its_number(shipped: Mechanism) -> None:
    export = Export(shipped, Query(focus=("tlr4",), arrange="compact"), Options(papers="listed"))
    cited = {group.id: group for group in export.sheet.words if group.role == "citation" and not group.id.startswith("title-")}
    papers = {found.reference for edge in export.part.edges for found in edge.findings}
    assert papers
    assert papers <= set(cited)
    for name in papers:
        (words,) = cited[name].shapes
        assert isinstance(words, Words)
        assert words.lines[0].startswith(f"{export.number[name]} ")
        assert cited[name].url == shipped.reference[name].url


def test_the_caption_is_the_question_and_the_caveat_is_there(shipped: Mechanism) -> None:
    export = Export(shipped, Query(focus=("tlr4",), direction="downstream"))
    said = {group.role: " ".join(line for shape in group.shapes for line in shape.lines) for group in export.sheet.words if group.role in ROLES.values() and all(isinstance(shape, Words) for shape in group.shapes)}  # type: ignore[union-attr]  # noqa: E501
    assert said["caption"] == "What lies within 1 step downstream of Toll-like receptor 4."
    assert said["caveat"] == CAVEAT
    assert "focus=tlr4" in said["origin"]
    assert shipped.version in said["origin"]


def test_a_figure_leads_back_to_an_explorer_that_readers_can_open(shipped: Mechanism) -> None:
    query = Query(focus=("tlr4",))
    there, nowhere = Export(shipped, query, base="https://example.org/map"), Export(shipped, query)
    (origin,) = (group for group in there.sheet.words if group.role == "origin")
    assert origin.url == "https://example.org/map?focus=tlr4&arrange=compact"
    arrow = next(group for group in there.sheet.picture if group.role == "arrow" and not group.faded)
    assert arrow.url == f"https://example.org/map?focus=tlr4&select={arrow.id}&arrange=compact"
    assert not any("example.org" in group.url for group in (*nowhere.sheet.words, *nowhere.sheet.picture))


def test_the_description_names_what_is_shown_and_the_caveat(shipped: Mechanism) -> None:
    said = Export(shipped, Query(from_=("low-dose-naltrexone",), to=("pain",), cutoff=1, arrange="compact")).sheet.description
    assert "2 boxes and 1 arrow." in said
    assert "Low-dose naltrexone decreases pain." in said
    assert said.endswith(CAVEAT)


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_svg_holds_what_the_sheet_holds(shipped: Mechanism, theme: str) -> None:
    """Ids, boxes, routes, texts, sign marks and their order, read back from the file."""
    export = Export(shipped, Query(theme=theme))  # type: ignore[arg-type]
    root = ET.fromstring(write(export))  # noqa: S314  our own text
    told = [node for node in root.iter(f"{SVG}g") if node.get("data-id")]
    drawn = [group for group in export.sheet.picture if group.label]
    assert [node.get("data-id") for node in told] == [group.id for group in drawn]
    for node, group in zip(told, drawn, strict=True):
        assert node.findtext(f"{SVG}title") == group.label
        assert node.get("data-sign") == dict(group.data).get("sign")
        texts = [line for element in node.iter(f"{SVG}text") for line in element.itertext()]
        assert texts == [line for shape in group.shapes if isinstance(shape, Words) for line in shape.lines]
        panels = [shape for shape in group.shapes if isinstance(shape, Panel)]
        rects = list(node.iter(f"{SVG}rect"))
        assert [[float(rect.get(name, "0")) for name in ("x", "y", "width", "height")] for rect in rects] == [
            pytest.approx([panel.x, panel.y, panel.w, panel.h], abs=0.006) for panel in panels
        ]
        painted = [(panel.paint.fill or "none", panel.paint.stroke or None) for panel in panels]
        assert [(rect.get("fill"), rect.get("stroke")) for rect in rects] == painted
        curves = [shape for shape in group.shapes if isinstance(shape, Curves)]
        paths = [path for place in (node, *node.iter(f"{SVG}a")) for path in place if path.tag == f"{SVG}path"]
        assert len(paths) == len(curves)
        for path, shape in zip(paths, curves, strict=True):
            numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]
            (x, y), (end_x, end_y) = shape.curves[0][0], shape.curves[-1][-1]
            assert numbers[:2] == pytest.approx([x, y], abs=0.006)
            assert numbers[-2:] == pytest.approx([end_x, end_y], abs=0.006)
            assert path.get("stroke") == shape.paint.stroke


@settings(max_examples=25)
@given(mechanism=mechanisms())
def test_every_mechanism_has_a_sheet_and_the_same_bytes_twice(mechanism: Mechanism) -> None:
    assert write(Export(mechanism)) == write(Export(mechanism))


# ---- where a figure goes


@pytest.mark.parametrize(("fit", "millimetres"), [("column", 85), ("page", 170), ("120mm", 120), ("5in", 127), ("800px", 211.6667)])
@pytest.mark.parametrize("search", ["", "focus=tlr4", "from=LDN&to=pain"])
def test_a_figure_is_as_wide_as_its_place(shipped: Mechanism, fit: str, millimetres: float, search: str) -> None:
    export = Export(shipped, Query.parse(search, shipped)[0], Options(fit=fit))
    assert export.sheet.width * export.sheet.points / 72 * 25.4 == pytest.approx(millimetres, rel=1e-4)
    assert ET.fromstring(write(export)).get("width") == f"{millimetres:.2f}".rstrip("0").rstrip(".") + "mm"  # noqa: S314  our own text


def test_a_figure_for_a_slide_has_its_shape_and_the_legend_beside_the_picture(shipped: Mechanism) -> None:
    sheet = Export(shipped, Query(focus=("tlr4",)), Options(fit="slide")).sheet
    assert sheet.width / sheet.height == pytest.approx(16 / 9, rel=0.002)
    left = min(room[0] for room in rooms([group for group in sheet.words if group.role == "legend"]))
    right = max(room[2] for group in sheet.placed() if group.role == "box" for room in rooms([group]))
    assert left > right


@settings(max_examples=40, deadline=None)
@given(
    fit=st.sampled_from(["column", "page", "slide", "60mm", "300px", "1200px"]),
    text=st.floats(4, 9),
    search=st.sampled_from(["focus=tlr4", "from=LDN&to=pain&cutoff=1"]),
)
def test_no_text_is_below_the_least_size_or_a_sentence_says_why(shipped: Mechanism, fit: str, text: float, search: str) -> None:
    least = round(text, 1)
    export = Export(shipped, Query.parse(search, shipped)[0], Options(fit=fit, least_text=least))
    sizes = [shape.size * export.sheet.points for group in export.sheet.placed() for shape in group.shapes if isinstance(shape, Words)]
    assert min(sizes) >= least - 0.05 or "is asked for" in too_small(export, "svg")


@pytest.mark.parametrize("fit", ["column", "slide", "page", "90mm"])
@pytest.mark.parametrize("least", [0.0, 6.0, 7.0])
def test_nothing_leaves_a_sheet_that_is_made_for_a_place(shipped: Mechanism, fit: str, least: float) -> None:
    own = Options(fit=fit, least_text=least, number=3, caption="It is said to act on two receptors. " * 6)
    sheet = Export(shipped, Query(focus=("tlr4",)), own).sheet
    for left, top, right, bottom in rooms(list(sheet.placed())):
        assert -1 <= left <= right <= sheet.width + 1
        assert -1 <= top <= bottom <= sheet.height + 1
    words = [group for group in sheet.words if group.role != "paper"]
    texts = [[shape for shape in group.shapes if isinstance(shape, Words)] for group in words]
    placed = [room for shapes in texts for shape in shapes for room in room_of(shape)]
    assert not [pair for pair in combinations(placed, 2) if overlap(*pair)]


def test_papers_stay_out_of_a_picture_until_their_numbers_stand_on_the_arrows(shipped: Mechanism) -> None:
    query = Query(focus=("tlr4",))
    plain, listed = Export(shipped, query), Export(shipped, query, Options(papers="listed"))
    assert "citation" not in {group.role for group in plain.sheet.words}
    assert "cited" not in {group.role for group in plain.sheet.picture}
    found = {group.id: group.shapes[0].lines[0] for group in listed.sheet.picture if group.role == "cited"}  # type: ignore[union-attr]
    for arrow in listed.picture.diagram.arrows:
        numbers = {listed.number[one.reference] for edge in arrow.edges for one in edge.findings}
        assert unfolded(found[arrow.id]) == numbers


def unfolded(text: str) -> set[int]:
    """The numbers in a text such as "1-3, 7"."""
    parts = [[int(number) for number in part.split("\N{EN DASH}")] for part in text.split(", ")]
    return {number for part in parts for number in range(part[0], part[-1] + 1)}


HOSTILE = "<script>&\"' ]]> \u202e \x00 {{7*7}}"


def test_words_of_ones_own_are_drawn_numbered_and_escaped(shipped: Mechanism) -> None:
    options, rest, remarks = Options.parse(urlencode({"title": HOSTILE, "caption": f"{HOSTILE} is said to act.", "number": "3"}))
    assert (rest, remarks) == ("", ())
    export = Export(shipped, Query(focus=("tlr4",)), options)
    root = ET.fromstring(write(export))  # noqa: S314  our own text
    said = " ".join(" ".join(line for line in node.itertext()) for node in root.iter(f"{SVG}text"))
    assert "Figure 3. <script>&\"'" in said
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in said
    assert export.sheet.description.startswith("Figure 3. <script>")
    assert "Figure 3." not in Export(shipped, Query(focus=("tlr4",))).sheet.description


def test_words_of_ones_own_have_a_limit_that_is_said() -> None:
    options, _, remarks = Options.parse(urlencode({"title": "x" * 201, "caption": "y" * 2_001, "number": "0"}))
    assert options == Options()
    assert remarks[:2] == ("'title' has 201 characters; at most 200 are taken.", "'caption' has 2,001 characters; at most 2,000 are taken.")
    assert "Expected a number from 1 to 999" in remarks[2]


def test_the_alternative_text_has_every_arrow_with_sign_and_hedge(shipped: Mechanism) -> None:
    export = Export(shipped, Query(focus=("tlr4",)))
    text = alt_text(export)
    arrows = [group.label for group in export.sheet.picture if group.role == "arrow" and not group.faded]
    assert [line for line in text.splitlines() if line.startswith("- ")][: len(arrows)] == [f"- {label}" for label in arrows]
    assert f"{len(arrows)} arrows:" in text
    assert "downregulates Toll-like receptor 4. Evidence: Contested." in text
    assert text.endswith(CAVEAT)
