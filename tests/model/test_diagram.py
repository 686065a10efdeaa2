"""What is drawn when some groups are closed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mechanisms import GROUPS, mechanisms

from pathways.model.assessment import assess_edges
from pathways.model.diagram import find_arrow, fold, shown_nodes
from pathways.model.mechanism import Mechanism
from pathways.model.relations import Head, Sign
from pathways.model.vocabulary import Layer

opened = st.sets(st.sampled_from(GROUPS))


@given(mechanisms(), opened)
def test_every_edge_is_drawn_once_or_lies_inside_a_closed_group(mechanism: Mechanism, groups: set[str]) -> None:
    diagram = fold(mechanism, groups)
    drawn = Counter(edge.id for arrow in diagram.arrows for edge in arrow.edges)
    box = {node.id: node.id if not node.group or node.group in groups else node.group for node in mechanism.nodes}
    for edge in mechanism.edges:
        assert drawn[edge.id] == (box[edge.source] != box[edge.target])


@given(mechanisms(), opened)
def test_every_arrow_runs_between_two_drawn_boxes(mechanism: Mechanism, groups: set[str]) -> None:
    diagram = fold(mechanism, groups)
    boxes = {node.id for node in diagram.nodes}
    for item in (*diagram.arrows, *diagram.gaps):
        assert {item.source, item.target} <= boxes
        assert item.source != item.target


@given(mechanisms(), opened)
def test_the_boxes_are_counted_without_drawing_them(mechanism: Mechanism, groups: set[str]) -> None:
    assert shown_nodes(mechanism, groups) == fold(mechanism, groups).nodes


@given(mechanisms(), opened)
def test_an_arrow_stands_for_edges_that_say_the_same(mechanism: Mechanism, groups: set[str]) -> None:
    diagram = fold(mechanism, groups)
    for arrow in diagram.arrows:
        assert {(edge.meaning.sign, edge.meaning.head, edge.meaning.structural) for edge in arrow.edges} == {
            (arrow.sign, arrow.head, arrow.structural),
        }
        assert arrow.assessment == assess_edges(arrow.edges)
        assert arrow.layer in {edge.layer for edge in arrow.edges}
    assert len({arrow.id for arrow in diagram.arrows}) == len(diagram.arrows)


@given(mechanisms(), opened)
def test_an_arrow_is_found_by_its_id_and_by_the_id_of_any_of_its_edges(mechanism: Mechanism, groups: set[str]) -> None:
    diagram = fold(mechanism, groups)
    for arrow in diagram.arrows:
        assert find_arrow(diagram, arrow.id) is arrow
        assert all(find_arrow(diagram, edge.id) is arrow for edge in arrow.edges)
    assert find_arrow(diagram, "nothing") is None


def test_a_closed_group_hides_its_members(toy: Mechanism) -> None:
    closed, shown = fold(toy), fold(toy, ["messengers", "nothing"])
    assert [node.id for node in closed.nodes] == ["toyamine", "alpha-receptor", "messengers", "injury", "swelling", "pain"]
    assert closed.is_closed("messengers")
    assert closed.opened == ()
    assert shown.nodes == toy.nodes
    assert not shown.is_closed("messengers")
    assert shown.opened == ("messengers",)
    assert [node.id for node in closed.members["messengers"]] == ["tnf-alpha", "il-10"]


def test_edges_of_like_sign_to_a_closed_group_become_one_arrow(toy: Mechanism) -> None:
    diagram = fold(toy)
    arrow = diagram.arrow["alpha-receptor~increases~messengers"]
    assert [edge.id for edge in arrow.edges] == ["alpha-receptor-increases-tnf-alpha", "alpha-receptor-increases-il-10"]
    assert (arrow.sign, arrow.head, arrow.layer) == (Sign.INCREASES, Head.TRIANGLE, Layer.DOCUMENT)


def test_edges_of_opposite_sign_stay_apart(toy: Mechanism) -> None:
    between = [(arrow.id, arrow.sign) for arrow in fold(toy).arrows if (arrow.source, arrow.target) == ("toyamine", "messengers")]
    assert between == [
        ("toyamine-decreases-tnf-alpha", Sign.DECREASES),
        ("toyamine~increases~messengers", Sign.INCREASES),
    ]


def test_edges_inside_a_closed_group_disappear(toy: Mechanism) -> None:
    inside = {"il-10-decreases-tnf-alpha", "tnf-alpha-part-of-messengers"}
    assert not inside & set(fold(toy).arrow_of_edge)
    assert inside <= set(fold(toy, ["messengers"]).arrow_of_edge)


@pytest.mark.parametrize(("layers", "layer"), [
    (("literature", "document", "clinical"), Layer.DOCUMENT),
    (("literature", "clinical"), Layer.CLINICAL),
    (("literature",), Layer.LITERATURE),
])
def test_what_the_document_says_gives_the_arrow_its_layer(layers: tuple[str, ...], layer: Layer) -> None:
    node = {"label": "x", "kind": "drug", "region": "r", "description": "x"}
    mechanism = Mechanism.model_validate({
        "id": "m", "title": "x", "sentence": "x", "version": "1", "date": "1",
        "nodes": [{"id": "a", **node}, {"id": "g", **node}, *({"id": f"b{number}", "group": "g", **node} for number in range(len(layers)))],
        "edges": [{"source": "a", "relation": "causes", "target": f"b{number}", "layer": one, "evidence": []}
                  for number, one in enumerate(layers)],
    })
    (arrow,) = fold(mechanism).arrows
    assert arrow.layer is layer


def test_gaps_end_at_drawn_boxes() -> None:
    node = {"label": "x", "kind": "drug", "region": "r", "description": "x"}
    said = {"label": "x", "explanation": "x"}
    mechanism = Mechanism.model_validate({
        "id": "m", "title": "x", "sentence": "x", "version": "1", "date": "1", "edges": [],
        "nodes": [{"id": "a", **node}, {"id": "g", **node}, {"id": "b", "group": "g", **node}, {"id": "c", "group": "g", **node}],
        "gaps": [{"id": "outer", "source": "b", "target": "a", **said}, {"id": "inner", "source": "b", "target": "c", **said}],
    })
    assert [(gap.id, gap.source, gap.target) for gap in fold(mechanism).gaps] == [("outer", "g", "a")]
    assert fold(mechanism, ["g"]).gaps == mechanism.gaps
