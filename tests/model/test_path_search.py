"""What lies between two ends, held against networkx's own paths and against cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.model.mechanism import Mechanism
from pathways.model.path_search import MOST_STEPS, on_paths
from pathways.query.query import Query
from pathways.query.select import select

pair = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda ends: ends[0] != ends[1])


@given(pairs=st.lists(pair, max_size=16), ends=pair, cutoff=st.integers(1, 6))
def test_the_edges_are_those_of_all_simple_paths(pairs: list[tuple[int, int]], ends: tuple[int, int], cutoff: int) -> None:
    edges = [(f"{i}", f"n{a}", f"n{b}") for i, (a, b) in enumerate(pairs)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{i}" for i in range(7))
    for name, source, target in edges:
        graph.add_edge(source, target, key=name)
    start, end = f"n{ends[0]}", f"n{ends[1]}"
    expected = {key for path in nx.all_simple_edge_paths(graph, start, end, cutoff=cutoff) for _, _, key in path}
    assert on_paths(edges, {}, [start], [end], cutoff) == expected


def test_a_path_goes_from_a_member_to_its_group_but_not_to_its_sibling() -> None:
    edges = [("drug-il6", "drug", "il6"), ("cytokines-pain", "cytokines", "pain"), ("tnf-fever", "tnf", "fever")]
    groups = {"il6": "cytokines", "tnf": "cytokines"}
    assert on_paths(edges, groups, ["drug"], ["pain"], 4) == {"drug-il6", "cytokines-pain"}
    assert on_paths(edges, groups, ["drug"], ["fever"], 4) == frozenset()


def test_one_end_alone_asks_for_all_that_leads_there() -> None:
    edges = [("a-b", "a", "b"), ("b-c", "b", "c"), ("x-c", "x", "c")]
    assert on_paths(edges, {}, ["a"], [], 9) == {"a-b", "b-c"}
    assert on_paths(edges, {}, [], ["c"], 1) == {"b-c", "x-c"}


def test_too_many_paths_end_in_an_answer_that_has_them_all() -> None:
    names = [f"n{i}" for i in range(40)]
    edges = [(f"{a}-{b}", a, b) for a in names for b in names if a != b]
    found = on_paths(edges, {}, ["n0"], ["n1"], 9)
    assert len(found) == len(edges)
    assert len(edges) < MOST_STEPS


@pytest.mark.parametrize("cutoff", [1, 3, 6])
def test_from_the_medicine_to_pain(shipped: Mechanism, cutoff: int) -> None:
    asked = Query(from_=("low-dose-naltrexone",), to=("pain",), cutoff=cutoff)
    part = select(shipped, asked)
    assert all(edge.meaning.causal for edge in part.edges)
    assert {"low-dose-naltrexone", "pain"} <= set(part.node)
    longer = select(shipped, replace(asked, cutoff=cutoff + 1))
    assert set(part.edge) <= set(longer.edge)
    assert select(part, asked) == part


def test_the_question_reads_as_a_sentence_and_fits_in_an_address(shipped: Mechanism) -> None:
    query, remarks = Query.parse("?from=LDN&to=Pain&cutoff=4", shipped)
    assert not remarks
    assert query.search() == "from=low-dose-naltrexone&to=pain&cutoff=4"
    assert query.sentence(shipped) == "What leads from low-dose naltrexone to pain in at most 4 steps."


def test_the_way_leads_through_what_is_asked_for() -> None:
    edges = [("a-b", "a", "b"), ("b-d", "b", "d"), ("a-c", "a", "c"), ("c-d", "c", "d"), ("x-b", "x", "b"), ("d-e", "d", "e")]
    assert on_paths(edges, {}, ["a"], ["d"], 4, via=[["b"]]) == {"a-b", "b-d"}
    assert on_paths(edges, {}, ["a"], ["d"], 4, via=[["b", "c"]]) == {"a-b", "b-d", "a-c", "c-d"}
    assert on_paths(edges, {}, ["a"], ["d"], 4, via=[["b"], ["c"]]) == frozenset()
    assert on_paths(edges, {}, ["a"], ["d"], 4, via=[["a"], ["d"]]) == {"a-b", "b-d", "a-c", "c-d"}
    assert on_paths(edges, {}, ["a"], [], 2, via=[["b"]]) == {"a-b", "b-d"}
    assert on_paths(edges, {}, [], ["d"], 4, via=[["b"]]) == {"a-b", "x-b", "b-d"}
    assert on_paths(edges, {}, [], [], 2, via=[["b"]]) == {"a-b", "x-b", "b-d", "d-e"}
    assert on_paths(edges, {}, ["a"], ["d"], 4, via=[[]]) == frozenset()


@given(pairs=st.lists(pair, max_size=16), ends=pair, via=st.integers(0, 6), cutoff=st.integers(1, 6))
def test_by_way_of_a_node_are_the_edges_of_all_simple_paths_through_it(
    pairs: list[tuple[int, int]], ends: tuple[int, int], via: int, cutoff: int,
) -> None:
    edges = [(f"{i}", f"n{a}", f"n{b}") for i, (a, b) in enumerate(pairs)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{i}" for i in range(7))
    for name, source, target in edges:
        graph.add_edge(source, target, key=name)
    start, end = (f"n{place}" for place in ends)
    every = nx.all_simple_edge_paths(graph, start, end, cutoff=cutoff)
    expected = {key for path in every if f"n{via}" in {start, *(target for _, target, _ in path)} for _, _, key in path}
    assert on_paths(edges, {}, [start], [end], cutoff, via=[[f"n{via}"]]) == expected


def test_too_many_paths_through_something_end_in_an_answer_that_has_them_all() -> None:
    names = [f"n{i}" for i in range(40)]
    edges = [(f"{a}-{b}", a, b) for a in names for b in names if a != b] + [("n2-x", "n2", "x")]
    assert on_paths(edges, {}, ["n0"], ["n1"], 9, via=[["n2"]]) == {name for name, _, _ in edges} - {"n2-x"}


@pytest.mark.parametrize(("search", "address", "sentence"), [
    ("from=LDN&to=pain&via=TLR4", "from=low-dose-naltrexone&to=pain&via=tlr4",
     "What leads from low-dose naltrexone to pain by way of Toll-like receptor 4 in at most 6 steps."),
    ("avoid=Endorphins&to=Pain&from=LDN", "from=low-dose-naltrexone&to=pain&avoid=endorphins",
     "What leads from low-dose naltrexone to pain without passing endorphins in at most 6 steps."),
    ("via=TLR4&cutoff=2", "via=tlr4&cutoff=2", "What leads by way of Toll-like receptor 4 in at most 2 steps."),
    ("avoid=TLR4", "avoid=tlr4", "Part of the map; without Toll-like receptor 4."),
])  # fmt: skip
def test_what_must_and_must_not_be_passed_is_in_the_address_and_in_the_caption(
    shipped: Mechanism, search: str, address: str, sentence: str,
) -> None:
    query, remarks = Query.parse(search, shipped)
    assert not remarks
    assert (query.search(), query.sentence(shipped)) == (address, sentence)
    assert query.filtered


def test_an_unknown_thing_to_pass_is_said_with_the_nearest(shipped: Mechanism) -> None:
    query, remarks = Query.parse("from=LDN&to=pain&via=microgliaa&avoid=endorfins", shipped)
    assert (query.via, query.avoid) == ((), ())
    assert len(remarks) == 2
    assert "microglia" in remarks[0]
    assert "endorphins" in remarks[1]
