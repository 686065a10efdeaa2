"""Questions as addresses, answered: what they say, what they show on the map, and that every export carries it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from mechanisms import mechanisms, queries

from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism
from pathways.model.overlay import NOTHING, Overlay, on_diagram
from pathways.query.query import Query
from pathways.reasoning.answers import answers, overlay_of
from pathways.render.svg import draw, write
from pathways.scene.scene import Scene
from pathways.sheet.view_export import Export

SVG = "{http://www.w3.org/2000/svg}"
PATHS = "from=LDN&to=pain&cutoff=3"


def asked(mechanism: Mechanism, search: str) -> Query:
    query, remarks = Query.parse(search, mechanism)
    assert not remarks
    return query


def view(mechanism: Mechanism, search: str) -> Export:
    return Export(mechanism, asked(mechanism, search))


def test_each_question_has_its_answer_in_a_fixed_order(shipped: Mechanism) -> None:
    search = f"{PATHS}&loops=1&up=LDN&evidence=human&against=dose%3Dhigh"
    assert [answer.kind for answer in answers(shipped, asked(shipped, search))] == ["compare", "whatif", "paths", "loops", "knockout"]
    assert answers(shipped, Query()) == ()
    assert answers(shipped, Query(from_=("pain",))) == ()


def test_choosing_an_item_makes_its_edges_stand_out_and_the_rest_pale(shipped: Mechanism) -> None:
    (answer,) = answers(shipped, asked(shipped, PATHS))
    item = answer.items[1]
    (change,) = item.changes
    assert change == ("trail", ",".join(item.edges))
    scene = view(shipped, f"{PATHS}&trail={change[1]}").scene
    shining = {edge.id for arrow in scene.arrows if arrow.trail for edge in arrow.arrow.edges}
    assert set(item.edges) <= shining
    assert all(arrow.faded for arrow in scene.arrows if not arrow.trail)
    assert {box.id for box in scene.boxes if not box.faded} >= {"low-dose-naltrexone", "pain"}


def test_predictions_are_on_the_boxes_in_words_and_in_the_legend(shipped: Mechanism) -> None:
    scene = view(shipped, "up=LDN&block=TLR4").scene
    box = {one.id: one for one in scene.boxes}
    assert box["low-dose-naltrexone"].verdict == "set-up"
    assert box["tlr4"].verdict == "blocked"
    assert box["pain"].verdict == "down"
    assert box["pain"].label.endswith(", predicted down")
    assert {item.name for item in scene.legend if item.sample == "verdict"} == {one.verdict for one in scene.boxes if one.verdict}
    page = draw(scene)
    assert page.count('class="pw-verdict-down"') == sum(one.verdict == "down" for one in scene.boxes)


def test_a_closed_group_whose_members_differ_says_so(toy: Mechanism) -> None:
    group, members = next(iter(toy.members.items()))
    diagram = fold(toy)
    same = on_diagram(Overlay(verdicts={member.id: "up" for member in members}), diagram)
    assert same.verdicts == {group: "up"}
    other = on_diagram(Overlay(verdicts={members[0].id: "up", members[1].id: "down"}), diagram)
    assert other.verdicts == {group: "differs"}
    assert on_diagram(Overlay(verdicts={members[0].id: "up"}), fold(toy, [group])).verdicts == {members[0].id: "up"}


def test_loops_are_named_on_the_map(shipped: Mechanism) -> None:
    (answer,) = answers(shipped, asked(shipped, "loops=1"))
    assert answer.items[0].mark == "R1"
    assert set(" ".join(answer.overlay.tags.values()).split()) == {item.mark for item in answer.items[:9]}
    drawn = " ".join(arrow.tag for arrow in view(shipped, "loops=1").scene.arrows)
    assert "R1" in drawn
    assert ("R", "a reinforcing loop") in answer.overlay.meanings


def test_a_comparison_shows_both_views_and_which_has_what(shipped: Mechanism) -> None:
    export = view(shipped, "dose=low&against=dose%3Dhigh")
    (answer,) = export.answers
    tags = answer.overlay.tags
    assert tags["low-dose-naltrexone-decreases-pain"] == "≠"
    assert {"A", "B", "≠"} == set(tags.values())
    only_there = next(edge for edge, tag in tags.items() if tag == "B")
    assert only_there in export.part.edge
    assert shipped.edge[only_there].context.dose == "high"


def test_what_the_filters_take_away_is_shown_in_pale_on_request(shipped: Mechanism) -> None:
    gone, pale = view(shipped, "evidence=trial&arrange=map").scene, view(shipped, "evidence=trial&ghosts=1").scene
    assert len(pale.arrows) > len(gone.arrows)
    assert {arrow.id for arrow in pale.arrows if not arrow.faded} == {arrow.id for arrow in gone.arrows if not arrow.faded}


@pytest.mark.parametrize("search", [PATHS, "up=LDN", "loops=1", "dose=low&against=dose%3Dhigh", "evidence=human&from=LDN&to=pain"])
def test_the_answer_is_in_the_caption_of_every_figure(shipped: Mechanism, search: str) -> None:
    export = view(shipped, search)
    said = " ".join(
        line for group in export.sheet.words if group.role == "caption" for shape in group.shapes for line in getattr(shape, "lines", ())
    )
    begins = export.answers[-1].told[0][:25]
    assert begins in " ".join(said.split())
    text = "".join(ET.fromstring(write(export)).itertext())  # noqa: S314  our own text
    assert begins in re.sub(r"\s+", " ", text)


def test_the_filters_hold_for_the_question(shipped: Mechanism) -> None:
    (every,) = answers(shipped, asked(shipped, "from=LDN&to=pain"))
    few, left = answers(shipped, asked(shipped, "from=LDN&to=pain&evidence=human"))
    assert {item.edges for item in few.items} < {item.edges for item in every.items}
    assert left.kind == "knockout"
    none = answers(shipped, asked(shipped, "from=LDN&to=pain&hide=pain"))
    assert none[0].items == ()


def test_the_gap_that_stands_between_is_clear_on_the_map_and_in_the_legend(shipped: Mechanism) -> None:
    scene = view(shipped, "from=TLR4&to=pain").scene
    assert {gap.id for gap in scene.gaps if not gap.faded} == {"cytokines-to-pain"}
    assert {box.id for box in scene.boxes if not box.faded} == {"tlr4", "pain", "inflammatory-cytokines"}
    assert all(arrow.faded for arrow in scene.arrows)
    assert [item.name for item in scene.legend if item.sample == "gap"] == ["gap"]
    closed = view(shipped, "from=nerve-injury&to=pain&open=sensitisation").scene
    assert not next(gap for gap in closed.gaps if gap.id == "cytokines-to-pain").faded
    whole = view(shipped, "from=LDN&to=pain").scene
    assert all(gap.faded for gap in whole.gaps), "where there are paths, these are what is shown"


@pytest.mark.parametrize("search", ["from=TLR4&to=pain", "from=LDN&to=pain&via=TLR4", "from=LDN&to=pain&via=endorphins&avoid=TLR4"])
def test_what_is_asked_and_why_nothing_leads_there_stand_under_every_figure(shipped: Mechanism, search: str) -> None:
    export = view(shipped, f"{search}&arrange=compact")
    assert export.caption.startswith(export.query.sentence(shipped))
    assert export.answers[0].sentence in export.caption
    text = re.sub(r"\s+", " ", "".join(ET.fromstring(write(export)).itertext()))  # noqa: S314  our own text
    assert export.query.sentence(shipped).rstrip(".")[:40] in text


def test_no_answer_shows_nothing() -> None:
    assert overlay_of(()) == NOTHING
    assert not overlay_of(())
    assert overlay_of((), ("a",)).clear == {"a"}


@settings(max_examples=60)
@given(mechanism=mechanisms(), query=queries)
def test_every_question_to_every_map_is_answered_and_drawn(mechanism: Mechanism, query: Query) -> None:
    found = answers(mechanism, query)
    for answer in found:
        assert answer.sentence
        assert all(edge in mechanism.edge for item in answer.items for edge in item.edges)
    scene = Export(mechanism, query).scene
    assert isinstance(scene, Scene)
    assert answers(mechanism, query) == found


def test_slides_and_the_interactive_page_show_the_predictions_too(shipped: Mechanism) -> None:
    import io

    from pptx import Presentation

    from pathways.export.formats import write as written

    export = view(shipped, "up=LDN&block=TLR4")
    page = written(export, "html").decode()
    assert "(predicted down)" in page
    assert "(blocked)" in page
    slide = Presentation(io.BytesIO(written(export, "pptx"))).slides[0]
    texts = " ".join(shape.text_frame.text for shape in _every(slide.shapes) if shape.has_text_frame)
    assert all(" ".join(box.box.lines) in " ".join(texts.split()) for box in export.scene.boxes)
    assert any("predicted down" in str(shape._element.xpath("string(.//@descr)")) for shape in _every(slide.shapes))


def _every(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        yield from _every(shape.shapes) if hasattr(shape, "shapes") else ()


@pytest.mark.parametrize(("search", "said"), [
    ("up=ldn&dose=high", "The filters leave out all that is set up or down, so nothing moves."),
    ("up=ldn&block=ldn", "All that is set up or down is blocked, so nothing moves."),
])  # fmt: skip
def test_why_nothing_moves_is_said(shipped: Mechanism, search: str, said: str) -> None:
    (found,) = answers(shipped, asked(shipped, search))
    assert found.sentence == said
