"""What is drawn, decided once: sign, shape, wording, what is shown, what is faded."""

from __future__ import annotations

import pytest

from pathways.drawing.theme import THEMES, Theme, contrast
from pathways.layout import Layout, place
from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism
from pathways.model.relations import Head
from pathways.model.vocabulary import Layer, Tier
from pathways.scene.scene import compose


@pytest.fixture(scope="module")
def layout(toy: Mechanism) -> Layout:
    return place(fold(toy))


def test_everything_is_drawn_once(toy: Mechanism, layout: Layout) -> None:
    diagram = fold(toy)
    scene = compose(diagram, layout)
    assert [box.id for box in scene.boxes] == [node.id for node in diagram.nodes]
    assert [arrow.id for arrow in scene.arrows] == [route.id for route in layout.routes]
    assert {arrow.id for arrow in scene.arrows} == {arrow.id for arrow in diagram.arrows}
    assert [gap.id for gap in scene.gaps] == [gap.id for gap in diagram.gaps]


def test_an_arrow_is_only_drawn_with_both_its_boxes(toy: Mechanism, layout: Layout) -> None:
    diagram = fold(toy)
    first = diagram.arrows[0]
    scene = compose(diagram, layout, visible={first.id, first.source})
    assert [box.id for box in scene.boxes] == [first.source]
    assert scene.arrows == ()


def test_selected_and_faded_are_marked(toy: Mechanism, layout: Layout) -> None:
    diagram = fold(toy)
    scene = compose(diagram, layout, selected=diagram.arrows[0].id, faded={diagram.nodes[0].id})
    assert [arrow.selected for arrow in scene.arrows].count(True) == 1
    assert [box.faded for box in scene.boxes].count(True) == 1


def test_a_closed_group_says_how_many_it_hides(toy: Mechanism, layout: Layout) -> None:
    found = {box.id: box for box in compose(fold(toy), layout).boxes}
    for group, members in toy.members.items():
        assert found[group].members == len(members)
        assert f"closed group of {len(members)}" in found[group].label


def test_every_arrow_is_spoken_with_its_evidence(toy: Mechanism, layout: Layout) -> None:
    assert all("Evidence: " in arrow.label for arrow in compose(fold(toy), layout).arrows)


def test_the_line_stops_before_the_head(toy: Mechanism, layout: Layout) -> None:
    for arrow in compose(fold(toy), layout).arrows:
        assert (arrow.path[-1] == arrow.tip) == (arrow.arrow.head is Head.PLAIN)


def test_the_legend_lists_only_what_is_shown(toy: Mechanism, layout: Layout) -> None:
    diagram = fold(toy)
    documented = next(arrow for arrow in diagram.arrows if arrow.layer is Layer.DOCUMENT and arrow.assessment.tier is Tier.DOCUMENT)
    scene = compose(diagram, layout, visible={documented.id, documented.source, documented.target})
    shown = {(item.sample, item.name) for item in scene.legend}
    assert ("tier", "document") in shown
    assert ("sign", documented.sign.value) in shown
    assert not {sample for sample, _ in shown} & {"layer", "gap", "contested", "count"}
    assert compose(diagram, layout, visible=()).legend == ()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_text_and_lines_have_contrast_on_everything_they_lie_on(theme: Theme) -> None:
    grounds = (theme.paper, *theme.tints)
    for ground in grounds:
        assert all(contrast(ink, ground) >= 4.5 for ink in (theme.ink, theme.soft, theme.gap)), ground
        lines = (theme.up, theme.down, theme.open, theme.plain, theme.border, theme.frame, theme.focus)
        assert all(contrast(line, ground) >= 3 for line in lines), ground
    assert contrast(theme.ink, theme.box) >= 4.5
    assert contrast(theme.drug_ink, theme.drug) >= 4.5
    assert contrast(theme.ink, theme.contested) >= 4.5
    assert contrast(theme.ink, theme.badge) >= 4.5
    assert contrast(theme.gap, theme.paper) >= 4.5
