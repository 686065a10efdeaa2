"""A part of a mechanism is a mechanism."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mechanisms import mechanisms, queries

from pathways.model.assessment import assess, studied
from pathways.model.counts import all_evidence
from pathways.model.graph import neighbourhood, to_networkx
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import Dose, KindName, Layer, Species, StudyName, Tier
from pathways.query.fields import FIELDS, NARROWING, latest_year
from pathways.query.query import Query
from pathways.query.select import changed, counts, select


def ids(items: Any) -> list[str]:
    return [item.id for item in items]


@given(mechanisms(), queries)
def test_select_is_closed(mechanism: Mechanism, query: Query) -> None:
    part = select(mechanism, query)
    for item in (*part.edges, *part.gaps):
        assert {item.source, item.target} <= set(part.node)
    assert {node.group for node in part.nodes} - {None} <= set(part.node)
    assert part.regions == mechanism.regions
    assert {item.reference for item in all_evidence(part) if hasattr(item, "reference")} == set(part.reference)


@given(mechanisms(), queries)
def test_select_is_idempotent(mechanism: Mechanism, query: Query) -> None:
    part = select(mechanism, query)
    assert select(part, query) == part


@given(mechanisms(), queries)
def test_select_keeps_the_order_and_adds_nothing(mechanism: Mechanism, query: Query) -> None:
    part = select(mechanism, query)
    for name in ("nodes", "edges", "gaps", "references"):
        kept = getattr(part, name)
        assert kept == tuple(item for item in getattr(mechanism, name) if item in kept)


@given(mechanisms())
def test_the_empty_question_keeps_everything_that_is_used(mechanism: Mechanism) -> None:
    part = select(mechanism, Query())
    assert (part.nodes, part.edges, part.gaps) == (mechanism.nodes, mechanism.edges, mechanism.gaps)


@given(mechanisms(), queries, st.data())
def test_a_count_says_what_choosing_the_value_would_keep(mechanism: Mechanism, query: Query, data: st.DataObject) -> None:
    found = counts(mechanism, query)
    name = data.draw(st.sampled_from(list(found)))
    value = data.draw(st.sampled_from(list(found[name]) or [None]))
    if value is not None:
        chosen: Any = (value,) if FIELDS[name].kind.several else value
        assert found[name][value] == len(select(mechanism, replace(query, **{name: chosen})).edges)


@given(mechanisms(), queries)
def test_every_kept_edge_passes_every_edge_filter(mechanism: Mechanism, query: Query) -> None:
    for edge in select(mechanism, query).edges:
        assert not query.layer or edge.layer in query.layer
        assert not query.relation or edge.relation in query.relation
        assert not query.sign or edge.meaning.sign in query.sign
        assert not query.dose or edge.context.dose in (None, query.dose)
        found = assess(edge.evidence, edge.context)
        keeps = {
            "all": True, "human": found.human, "trial": found.tier is Tier.TRIAL, "beyond-document": not found.document_only,
            "contested": found.contested, "uncontested": not found.contested,
        }
        assert keeps[query.evidence]
        findings = edge.findings
        assert not query.species or any(studied(finding) & set(query.species) for finding in findings)
        assert not query.year_from or any((latest_year(mechanism, finding) or 0) >= query.year_from for finding in findings)


@given(mechanisms(), queries)
def test_what_is_hidden_is_gone(mechanism: Mechanism, query: Query) -> None:
    part = select(mechanism, query)
    for name in query.hide:
        assert name not in part.node
        assert not any(member.id in part.node for member in mechanism.members.get(name, ()))


@given(mechanisms(), queries)
@example(Mechanism.model_validate({"id": "m", "title": "x", "sentence": "x", "version": "1", "date": "1", "nodes": [], "edges": []}),
         Query(focus=("n0",)))
def test_everything_kept_lies_within_the_radius(mechanism: Mechanism, query: Query) -> None:
    part = select(mechanism, query)
    if query.focus:
        assert set(part.node) == neighbourhood(part, query.focus, radius=query.radius, direction=query.direction)


def test_an_edge_filter_takes_away_nodes_that_lose_all_edges(toy: Mechanism) -> None:
    part = select(toy, Query(layer=(Layer.CLINICAL,)))
    assert ids(part.nodes) == ["toyamine", "pain"]
    assert ids(part.edges) == ["toyamine-studied-to-treat-pain"]
    assert ids(part.references) == []


def test_nodes_that_never_had_an_edge_stay_as_facts(toy: Mechanism) -> None:
    fact = toy.node["pain"].model_copy(update={"id": "fact"})
    more = Mechanism.model_validate({**{name: getattr(toy, name) for name in Mechanism.model_fields}, "nodes": (*toy.nodes, fact)})
    assert "fact" in select(more, Query(layer=(Layer.CLINICAL,))).node


def test_a_member_without_edges_goes_where_its_group_goes(toy: Mechanism) -> None:
    quiet = toy.node["il-10"].model_copy(update={"id": "il-6"})
    more = Mechanism.model_validate({**{name: getattr(toy, name) for name in Mechanism.model_fields}, "nodes": (*toy.nodes, quiet)})
    assert "il-6" not in select(more, Query(layer=(Layer.CLINICAL,))).node
    assert "il-6" in select(more, Query(relation=(RelationName.PROMOTES,))).node


def test_a_dose_keeps_what_is_stated_for_it_or_for_no_dose(toy: Mechanism) -> None:
    low, high = select(toy, Query(dose="low")), select(toy, Query(dose="high"))
    assert {edge.context.dose for edge in low.edges} == {None, Dose.LOW}
    assert {edge.context.dose for edge in high.edges} == {None, Dose.HIGH}
    assert "toyamine-increases-tnf-alpha" in high.edge
    assert "toyamine-decreases-tnf-alpha" in low.edge


@pytest.mark.parametrize(("evidence", "edges"), [
    ("human", ["toyamine-antagonises-alpha-receptor", "swelling-increases-messengers"]),
    ("trial", ["toyamine-antagonises-alpha-receptor"]),
    ("contested", ["toyamine-antagonises-alpha-receptor", "toyamine-increases-tnf-alpha"]),
    ("uncontested", [
        "toyamine-decreases-tnf-alpha", "toyamine-increases-il-10", "il-10-decreases-tnf-alpha", "alpha-receptor-increases-tnf-alpha",
        "alpha-receptor-increases-il-10", "tnf-alpha-part-of-messengers", "injury-causes-swelling", "swelling-increases-messengers",
        "messengers-promotes-swelling", "il-10-modulates-swelling", "toyamine-studied-to-treat-pain", "injury-sensitises-alpha-receptor",
    ]),
    ("beyond-document", [
        "toyamine-antagonises-alpha-receptor", "toyamine-decreases-tnf-alpha", "toyamine-increases-tnf-alpha",
        "alpha-receptor-increases-il-10", "swelling-increases-messengers", "injury-sensitises-alpha-receptor",
    ]),
])
def test_evidence_keeps_what_rests_on_it(toy: Mechanism, evidence: Any, edges: list[str]) -> None:
    assert ids(select(toy, Query(evidence=evidence)).edges) == edges


@pytest.mark.parametrize(("species", "edges"), [
    ((Species.HUMAN,), ["toyamine-antagonises-alpha-receptor", "swelling-increases-messengers"]),
    ((Species.RAT,), ["toyamine-decreases-tnf-alpha"]),
    ((Species.RABBIT,), []),
    ((Species.RAT, Species.HUMAN), [
        "toyamine-antagonises-alpha-receptor", "toyamine-decreases-tnf-alpha", "swelling-increases-messengers",
    ]),
])
def test_species_keeps_what_a_paper_on_any_of_them_is_about(toy: Mechanism, species: tuple[Species, ...], edges: list[str]) -> None:
    assert ids(select(toy, Query(species=species)).edges) == edges


def test_rodents_are_mice_and_rats_too_but_an_unnamed_rodent_is_no_mouse(toy: Mechanism) -> None:
    assert select(toy, Query(species=(Species.RODENT,))) == select(toy, Query(species=(Species.MOUSE, Species.RAT)))
    edge = toy.edge["toyamine-decreases-tnf-alpha"]
    unnamed = tuple(finding.model_copy(update={"species": (Species.RODENT,)}) for finding in edge.findings)
    other = changed(toy, edges=(edge.model_copy(update={"evidence": unnamed}),))
    assert select(other, Query(species=(Species.MOUSE,))).edges == ()
    assert ids(select(other, Query(species=(Species.RODENT,))).edges) == [edge.id]


def test_a_study_of_people_that_names_no_species_is_one_of_people(toy: Mechanism) -> None:
    edge = toy.edge["swelling-increases-messengers"]
    unnamed = tuple(finding.model_copy(update={"species": ()}) for finding in edge.findings)
    other = changed(toy, edges=(edge.model_copy(update={"evidence": unnamed}),))
    assert {finding.study: sorted(studied(finding)) for finding in unnamed} == {StudyName.OBSERVATIONAL: ["human"], StudyName.ANIMAL: []}
    assert ids(select(other, Query(species=(Species.HUMAN,))).edges) == ids(select(other, Query(evidence="human")).edges) == [edge.id]


def test_a_year_keeps_what_has_a_paper_of_that_year_or_later_and_nothing_that_is_only_quoted(toy: Mechanism) -> None:
    papers = {edge.id: [toy.reference[finding.reference].date.year or 0 for finding in edge.findings] for edge in toy.edges}
    for year in (2018, 2019, 2020, 2021, 2022, 2023):
        kept = [name for name, years in papers.items() if max(years, default=0) >= year]
        assert ids(select(toy, Query(year_from=year)).edges) == kept
    assert [name for name, years in papers.items() if not years]
    assert select(toy, Query(year_from=2018)).edges == select(toy, Query(evidence="beyond-document")).edges


@pytest.mark.parametrize(("issued", "year"), [
    ({"date-parts": [[2014], [2016]]}, 2016), ({"literal": "in press"}, None), ({}, None), ({"date-parts": [[1999, 5]]}, 1999),
])
def test_the_year_of_a_paper_is_the_last_of_a_range_and_none_where_it_is_in_words(toy: Mechanism, issued: Any, year: int | None) -> None:
    edge = toy.edge["toyamine-decreases-tnf-alpha"]
    papers = tuple(Reference.model_validate({"id": paper.id, "type": "book", "issued": issued}) for paper in toy.references)
    other = changed(toy, references=papers)
    assert {latest_year(other, finding) for finding in edge.findings} == {year}
    assert bool(select(other, Query(year_from=2015)).edges) == (year == 2016)


def test_what_is_kept_for_one_paper_is_counted_and_cited_with_all_of_its_papers(shipped: Mechanism) -> None:
    query = Query(species=(Species.RAT,), year_from=2015)
    part = select(shipped, query)
    assert 0 < len(part.edges) < len(shipped.edges)
    assert all(shipped.edge[edge.id] == edge for edge in part.edges)
    assert {finding.reference for edge in part.edges for finding in edge.findings} <= set(part.reference)
    assert counts(shipped, query)["species"]["rat"] == counts(shipped, query)["year_from"][2015] == len(part.edges)


def test_kind_keeps_nodes_and_the_edges_between_them(toy: Mechanism) -> None:
    part = select(toy, Query(kind=(KindName.DRUG, KindName.RECEPTOR)))
    assert ids(part.nodes) == ["toyamine", "alpha-receptor"]
    assert ids(part.edges) == ["toyamine-antagonises-alpha-receptor"]


def test_select_keeps_edges_between_kept_nodes(toy: Mechanism) -> None:
    part = select(toy, Query(keep=("injury", "swelling", "pain")))
    assert ids(part.edges) == ["injury-causes-swelling"]
    assert ids(part.gaps) == ["gap-swelling-pain"]


def test_keeping_a_group_keeps_its_members_and_keeping_a_member_keeps_its_group(toy: Mechanism) -> None:
    assert ids(select(toy, Query(keep=("messengers",))).nodes) == ["messengers", "tnf-alpha", "il-10"]
    assert ids(select(toy, Query(keep=("tnf-alpha",))).nodes) == ["messengers", "tnf-alpha"]
    assert ids(select(toy, Query(keep=("messengers", "tnf-alpha"))).nodes) == ["messengers", "tnf-alpha"]


def test_hiding_a_group_hides_its_members(toy: Mechanism) -> None:
    assert not {"messengers", "tnf-alpha", "il-10"} & set(select(toy, Query(hide=("messengers",))).node)


@pytest.mark.parametrize(("query", "nodes"), [
    (Query(focus=("injury",)), {"injury", "swelling", "alpha-receptor"}),
    (Query(focus=("injury",), layer=(Layer.DOCUMENT,)), {"injury", "swelling"}),
    (Query(focus=("pain",), direction="upstream"), {"pain", "toyamine"}),
    (Query(focus=("pain",), direction="downstream"), {"pain"}),
    (Query(focus=("tnf-alpha",), direction="downstream"), {"tnf-alpha", "messengers", "il-10", "swelling"}),
    (Query(focus=("injury", "pain"), direction="upstream"), {"injury", "pain", "toyamine"}),
    (Query(focus=("pain",), hide=("pain",)), set()),
    (Query(focus=("nothing",)), set()),
])
def test_focus_keeps_what_lies_around(toy: Mechanism, query: Query, nodes: set[str]) -> None:
    assert set(select(toy, query).node) == nodes


def test_a_focused_node_stays_even_where_a_filter_takes_all_its_edges(toy: Mechanism) -> None:
    assert ids(select(toy, Query(focus=("pain",), layer=(Layer.LITERATURE,))).nodes) == ["pain"]


def test_focus_agrees_with_networkx(toy: Mechanism) -> None:
    """Without the group, a radius is what networkx calls an ego graph."""
    flat = select(toy, Query(hide=("messengers",)))
    graph = to_networkx(flat)
    for node in graph:
        for radius in (1, 2, 3):
            assert set(select(flat, Query(focus=(node,), radius=radius)).node) == set(nx.ego_graph(graph, node, radius, undirected=True))


def test_a_part_does_not_remember_the_whole(toy: Mechanism) -> None:
    assert "pain" in toy.node  # derived, and kept by the whole
    assert "pain" not in select(toy, Query(hide=("pain",))).node


def test_counts_cover_every_filter_and_what_the_map_has_of_its_values(toy: Mechanism) -> None:
    found = counts(toy, Query())
    assert {*found} == {row.attribute for row in NARROWING if row.choices or row.offers}
    assert found["layer"] == {"document": 12, "clinical": 1, "literature": 1}
    assert found["sign"][Sign.NONE] == 2
    assert found["evidence"] == {"all": 14, "human": 2, "trial": 1, "beyond-document": 6, "contested": 2, "uncontested": 12}
    assert found["dose"] == {"": 14, "low": 13, "high": 11}
    assert found["species"] == {"human": 2, "mouse": 5, "rat": 1, "rodent": 5}
    assert found["year_from"] == {0: 14, 2020: 6}
