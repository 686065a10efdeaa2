"""The overview: few boxes, and on their arrows nothing that the map does not say."""

from __future__ import annotations

import pytest
from hypothesis import given
from mechanisms import mechanisms

from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism, Overview
from pathways.model.overview import MOST_BOXES, overview_of
from pathways.query.query import Query
from pathways.reading.overview_rules import problems_of_overview
from pathways.reasoning.trials import trial_summaries
from pathways.sheet.view_export import Export


@given(mechanisms())
def test_an_overview_has_only_relations_of_the_map_and_is_its_own_overview(mechanism: Mechanism) -> None:
    shown = overview_of(mechanism)
    assert all(mechanism.edge[edge.id] is edge for edge in shown.edges)
    assert overview_of(shown) is shown
    assert shown.fingerprint == mechanism.fingerprint
    assert all(edge.source in shown.node and edge.target in shown.node for edge in shown.edges)


def test_the_shipped_map_has_few_boxes_and_the_numbers_of_its_badges(shipped: Mechanism) -> None:
    diagram = fold(overview_of(shipped))
    assert 5 <= len(diagram.nodes) <= MOST_BOXES
    pain = diagram.arrow["low-dose-naltrexone-decreases-pain"].assessment
    said = dict(trial_summaries(diagram))["Pain"]
    assert said == f"{dict(pain.tiers)['trial']} controlled trials for, {dict(pain.against)['trial']} without a difference"


def test_a_map_without_an_overview_has_a_box_for_each_region(shipped: Mechanism) -> None:
    plain = Mechanism.model_validate(shipped.model_dump(by_alias=True) | {"overview": None})
    assert [node.label for node in fold(overview_of(plain)).nodes] == [region.label for region in plain.regions]


def test_a_map_of_one_region_is_its_own_overview(toy: Mechanism) -> None:
    one = Mechanism.model_validate(toy.model_dump(by_alias=True) | {"overview": None, "regions": []})
    assert overview_of(one) is one


def test_a_box_opens_in_place_and_its_arrows_are_those_of_its_members(shipped: Mechanism) -> None:
    closed, opened = (fold(overview_of(shipped), names) for names in ((), ("opioid-route",)))
    assert "endorphins" in {node.id for node in opened.nodes} - {node.id for node in closed.nodes}
    assert "low-dose-naltrexone-increases-endorphins" in opened.arrow


def test_an_address_reads_the_overviews_boxes_and_comes_back(shipped: Mechanism) -> None:
    query, remarks = Query.parse("overview=1&open=opioid-route&select=low-dose-naltrexone~increases~opioid-route", shipped)
    assert remarks == ()
    assert query.search() == "overview=1&open=opioid-route&select=low-dose-naltrexone~increases~opioid-route"
    assert Query.parse("open=opioid-route", shipped)[1]


def test_an_exported_overview_cites_what_its_arrows_rest_on(shipped: Mechanism) -> None:
    export = Export(shipped, Query(overview=True))
    assert export.mechanism is overview_of(shipped)
    drawn = {item.reference for arrow in export.picture.diagram.arrows for edge in arrow.edges for item in edge.findings}
    assert drawn <= {paper.id for paper in export.references}


@pytest.mark.parametrize(("boxes", "sentence"), [
    ([("pain", ["tlr4"])], "'pain' is the id of another box or of a node. Give the box another one."),
    ([("a", ["tlr44"])], "no node 'tlr44'. Nearest: 'tlr4'."),
    ([("a", ["tlr4", "pain"]), ("b", ["tlr4"])], "'tlr4' stands in the box 'a' already. A thing has one box."),
    ([("a", ["inflammatory-cytokines"]), ("b", ["il-6"])], "'il-6' stands in the box 'a' already. A thing has one box."),
])  # fmt: skip
def test_what_is_wrong_with_an_overview_is_said(boxes: list[tuple[str, list[str]]], sentence: str, shipped: Mechanism) -> None:
    listed = [{"id": name, "label": name, "nodes": nodes} for name, nodes in boxes]
    while len(listed) < 2:
        listed.append({"id": "other", "label": "Other", "nodes": ["mood"]})
    broken = shipped.model_copy(update={"overview": Overview.model_validate({"sentence": "S.", "boxes": listed})})
    assert sentence in [what for _, what in problems_of_overview(broken)]
