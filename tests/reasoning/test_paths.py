"""Paths, held against every order of the nodes, networkx, powers of matrices, and motifs worked out by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import prod
from typing import Any

import networkx as nx
import pytest
from brute import meets, product_of, round_a_blockade, slow_paths, way
from hypothesis import example, given
from hypothesis import strategies as st
from mechanisms import mechanisms, queries
from motifs import NAMES, motif, motifs

from pathways.errors import UnknownName
from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import Dose, Tier
from pathways.query.query import Query
from pathways.query.select import select
from pathways.reasoning.paths import Incoherent, Paths, find_paths, paths_of
from pathways.reasoning.signed_paths import RANKS, Path, SearchLimits, Step, index

ALL = SearchLimits(most=100_000, steps=10_000_000)


def signs(found: Paths) -> list[tuple[str, int | None]]:
    return [(path.id, path.sign) for path in found.paths]


def causal_graph(mechanism: Mechanism) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(mechanism.node)
    graph.add_edges_from((edge.source, edge.target, edge.id) for edge in mechanism.edges if edge.meaning.causal)
    return graph


# Laws.


@given(motifs, st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 6))
@example(motif("a + b", groups={"b": "g"}), "a", "g", 1)
def test_all_simple_paths_are_found_and_none_else(mechanism: Mechanism, source: str, target: str, cutoff: int) -> None:
    if {source, target} <= set(mechanism.node):
        found = find_paths(mechanism, [source], [target], cutoff=cutoff, impossible=True, bound=ALL)
        assert Counter(map(way, found.paths)) == Counter(slow_paths(mechanism, source, target, cutoff))
        assert not found.stopped


@given(motifs | mechanisms(), st.data())
def test_what_must_be_passed_is_passed_and_what_must_not_is_not(mechanism: Mechanism, data: st.DataObject) -> None:
    if not mechanism.nodes:
        return
    some = st.lists(st.sampled_from(list(mechanism.node)), max_size=2, unique=True)
    sources, targets, via, avoid = (data.draw(some) for _ in range(4))
    cutoff = data.draw(st.integers(1, 7))
    found = find_paths(mechanism, sources, targets, via=via, avoid=avoid, cutoff=cutoff, impossible=True, bound=ALL)
    every = [path for source in sources for target in targets for path in slow_paths(mechanism, source, target, cutoff)]
    expected = [
        path for path in every
        if all(meets(mechanism, path[0], one) for one in via) and not any(meets(mechanism, path[0], one) for one in avoid)
    ]
    assert Counter(map(way, found.paths)) == Counter(expected)
    assert [path.length for path in found.paths] == sorted(path.length for path in found.paths)


@given(mechanisms(), st.data())
def test_several_ends_give_the_paths_of_every_pair(mechanism: Mechanism, data: st.DataObject) -> None:
    if not mechanism.nodes:
        return
    ends = st.lists(st.sampled_from(list(mechanism.node)), min_size=1, max_size=3, unique=True)
    sources, targets = data.draw(ends), data.draw(ends)
    found = find_paths(mechanism, sources, targets, impossible=True, bound=ALL)
    expected = [path for source in sources for target in targets for path in slow_paths(mechanism, source, target, 6)]
    assert Counter(map(way, found.paths)) == Counter(expected)


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from("+-?"), st.integers(0, 7)).filter(lambda row: row[0] != row[2]), max_size=24))
def test_there_are_as_many_as_networkx_finds(rows: list[tuple[int, str, int]]) -> None:
    mechanism = motif(*(f"n{a} {sign} n{b}" for a, sign, b in rows), nodes=("n0", "n1"))
    found = find_paths(mechanism, ["n0"], ["n1"], cutoff=5, bound=ALL)
    expected = nx.all_simple_edge_paths(causal_graph(mechanism), "n0", "n1", cutoff=5)
    assert sorted(path.edges for path in found.paths) == sorted(tuple(key for _, _, key in path) for path in expected)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("+-?"), st.integers(0, 5)).filter(lambda row: row[0] < row[2]), max_size=16))
def test_net_signs_are_those_of_the_powers_of_the_signed_matrix(rows: list[tuple[int, str, int]]) -> None:
    """Without loops every walk is a path; entry i, j of the k-th power of the matrix of signs is the positive minus the negative ones."""
    mechanism = motif(*(f"n{a} {sign} n{b}" for a, sign, b in rows), nodes=[f"n{i}" for i in range(6)])
    net, count, unsigned = (_matrix(rows, weights) for weights in ((1, -1, 0), (1, 1, 1), (1, 1, 0)))
    found = find_paths(mechanism, mechanism.node, mechanism.node, cutoff=5, bound=ALL).paths
    powers = [net, count, unsigned]
    for length in range(1, 6):
        for i in range(6):
            for j in range(6):
                here = [path.sign for path in found if (path.source, path.target, path.length) == (f"n{i}", f"n{j}", length)]
                known = [sign for sign in here if sign is not None]
                assert [sum(known), len(here), len(known)] == [power[i][j] for power in powers]
        powers = [_times(power, by) for power, by in zip(powers, (net, count, unsigned), strict=True)]


def _matrix(rows: list[tuple[int, str, int]], weights: tuple[int, int, int]) -> list[list[int]]:
    return [[sum(weights["+-?".index(sign)] for a, sign, b in rows if (a, b) == (i, j)) for j in range(6)] for i in range(6)]


def _times(one: list[list[int]], other: list[list[int]]) -> list[list[int]]:
    return [[sum(one[i][k] * other[k][j] for k in range(6)) for j in range(6)] for i in range(6)]


@given(mechanisms())
def test_a_path_says_what_its_edges_say(mechanism: Mechanism) -> None:
    for path in find_paths(mechanism, mechanism.node, mechanism.node, cutoff=4, impossible=True).paths:
        edges = [mechanism.edge[name] for name in path.edges]
        turns = [{"+": 1, "\N{MINUS SIGN}": -1}.get(edge.meaning.sign.symbol) for edge in edges]
        assert path.sign == (None if None in turns else prod(turn for turn in turns if turn))
        assert all(edge.meaning.causal for edge in edges)
        assert set(path.doses) == {edge.context.dose for edge in edges} - {None}
        assert path.length == len(edges) == sum(count for _, count in path.tiers)
        assert path.weakest is path.tiers[-1][0]
        assert path.contested == any(index(mechanism).assessed(edge.id).contested for edge in edges)
        assert len(set(path.nodes)) == len(path.nodes)


@given(motifs, st.integers(1, 5))
def test_the_order_is_length_then_evidence_then_names(mechanism: Mechanism, cutoff: int) -> None:
    found = find_paths(mechanism, mechanism.node, mechanism.node, cutoff=cutoff).paths
    ranks = [(path.length, RANKS.index(path.weakest), path.edges, path.nodes) for path in found if path.weakest]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(found)


@given(motifs)
def test_what_is_impossible_is_counted_and_left_out(mechanism: Mechanism) -> None:
    every = find_paths(mechanism, mechanism.node, mechanism.node, impossible=True, bound=ALL)
    found = find_paths(mechanism, mechanism.node, mechanism.node, bound=ALL)
    assert found.paths == tuple(path for path in every.paths if path.possible)
    assert sum(found.left_out) == len(every.paths) - len(found.paths)
    assert every.left_out == (0, 0)
    for path in every.paths:
        names = [step.edge for step in path.steps]
        doses = {mechanism.edge[name].context.dose for name in path.edges}
        assert path.possible == (not {Dose.LOW, Dose.HIGH} <= doses and not round_a_blockade(mechanism, path.nodes, names))
        assert path.sign == product_of(mechanism, path.nodes, names)


@given(motifs | mechanisms(), st.data())
def test_the_map_shows_just_the_edges_of_the_paths(mechanism: Mechanism, data: st.DataObject) -> None:
    if mechanism.nodes:
        names = st.lists(st.sampled_from(list(mechanism.node)), min_size=1, max_size=2, unique=True).map(tuple)
        perhaps = st.just(()) | names
        query = Query(from_=data.draw(names), to=data.draw(names), cutoff=data.draw(st.integers(1, 6)))
        query = replace(query, via=data.draw(perhaps), avoid=data.draw(perhaps), impossible=data.draw(st.booleans()))
        found = find_paths(
            mechanism, query.from_, query.to, via=query.via, avoid=query.avoid,
            cutoff=query.cutoff, impossible=query.impossible, bound=ALL,
        )
        assert set(select(mechanism, query).edge) == {name for path in found.paths for name in path.edges}


@given(mechanisms(), queries)
def test_what_any_question_draws_is_what_it_counts(mechanism: Mechanism, query: Query) -> None:
    if query.from_ and query.to:
        found = paths_of(mechanism, query, bound=ALL)
        assert set(select(mechanism, query).edge) == {name for path in found.paths for name in path.edges}


@given(motifs)
def test_a_path_can_be_read_back_from_its_edges(mechanism: Mechanism) -> None:
    for path in find_paths(mechanism, mechanism.node, mechanism.node, impossible=True).paths:
        if path.steps[0].edge and path.steps[-1].edge:
            assert index(mechanism).along(path.id.split("~")) == path


# Motifs.


@pytest.mark.parametrize(("direct", "first", "second", "expected"), [
    ("+", "+", "+", [("e0", 1), ("e1~e2", 1)]),  # coherent, type 1
    ("-", "+", "-", [("e0", -1), ("e1~e2", -1)]),  # coherent, type 2
    ("-", "-", "+", [("e0", -1), ("e1~e2", -1)]),  # coherent, type 3
    ("+", "-", "-", [("e0", 1), ("e1~e2", 1)]),  # coherent, type 4
])
def test_a_coherent_feed_forward_agrees(direct: str, first: str, second: str, expected: Any) -> None:
    found = find_paths(motif(f"x {direct} z", f"x {first} y", f"y {second} z"), ["x"], ["z"])
    assert signs(found) == expected
    assert found.incoherent == ()


@pytest.mark.parametrize(("direct", "first", "second"), [("+", "+", "-"), ("-", "+", "+"), ("-", "-", "-"), ("+", "-", "+")])
def test_an_incoherent_feed_forward_is_pointed_out(direct: str, first: str, second: str) -> None:
    found = find_paths(motif(f"x {direct} z", f"x {first} y", f"y {second} z"), ["x"], ["z"])
    straight, round_about = found.paths
    both = (straight,), (round_about,)
    assert found.incoherent == (Incoherent("x", "z", *(both if direct == "+" else both[::-1])),)
    assert found.sentence == (
        "2 paths of 1 to 2 steps: 1 raises and 1 lowers what they lead to. "
        "Some raise and some lower the same thing; the map cannot say which of them prevails."
    )


def test_two_parallel_edges_of_opposite_sign_are_two_paths() -> None:
    found = find_paths(motif("a + b", "a - b", "b + c"), ["a"], ["c"])
    assert signs(found) == [("e0~e2", 1), ("e1~e2", -1)]
    assert len(found.incoherent) == 1


def test_opposite_signs_between_different_ends_are_no_contradiction() -> None:
    assert find_paths(motif("a + b", "a - c"), ["a"], ["b", "c"]).incoherent == ()


def test_an_edge_without_direction_makes_the_net_sign_unknown_and_not_positive() -> None:
    found = find_paths(motif("a + b", "b ? c"), ["a"], ["c"])
    assert signs(found) == [("e0~e1", None)]
    assert found.sentence == "1 path of 2 steps: it leaves the direction open."


def test_what_is_no_cause_is_on_no_path() -> None:
    found = find_paths(motif("a . b", "b form-of c", "b + c"), ["a"], ["c"])
    assert found.paths == ()
    assert found.sentence == "No causal path of at most 6 steps."


def test_a_path_that_needs_two_doses_is_said_to_be_impossible() -> None:
    mechanism = motif("a + b low", "b + c high", "b + c")
    found = find_paths(mechanism, ["a"], ["c"])
    assert signs(found) == [("e0~e2", 1)]
    assert found.sentence == (
        "1 path of 2 steps: it raises what it leads to. "
        "1 more path needs a low and a high dose at once, which is impossible, and is left out."
    )
    first, second = find_paths(mechanism, ["a"], ["c"], impossible=True).paths
    assert (first.doses, first.possible, second.doses, second.possible) == ((Dose.LOW, Dose.HIGH), False, (Dose.LOW,), True)
    only = find_paths(motif("a + b high", "b - c low"), ["a"], ["c"])
    assert only.sentence.startswith("No causal path of at most 6 steps is possible. 1 more path")


def test_a_laboratory_concentration_is_said_and_contradicts_no_dose() -> None:
    (path,) = find_paths(motif("a + b low", "b + c laboratory"), ["a"], ["c"]).paths
    assert (path.doses, path.possible) == ((Dose.LOW, Dose.LABORATORY), True)


def test_part_of_is_a_displayed_step_that_costs_nothing_and_leads_to_no_sibling() -> None:
    mechanism = motif("drug - one", "group + pain", "two + fever", groups={"one": "group", "two": "group"})
    (path,) = find_paths(mechanism, ["drug"], ["pain"]).paths
    assert path.steps == (Step("drug", "one", "e0"), Step("one", "group"), Step("group", "pain", "e1"))
    assert (path.length, path.sign, path.nodes) == (2, -1, ("drug", "one", "group", "pain"))
    assert find_paths(mechanism, ["drug"], ["fever"]).paths == ()
    (down,) = find_paths(mechanism, ["group"], ["fever"]).paths
    assert (down.steps[0], down.id) == (Step("group", "two"), "e2")


def test_part_of_alone_is_no_path() -> None:
    assert find_paths(motif("a + b", groups={"a": "g"}), ["a"], ["g"]).paths == ()


def test_a_path_may_lead_through_another_target() -> None:
    found = find_paths(motif("a + b", "b + c"), ["a", "b"], ["b", "c"])
    assert [path.nodes for path in found.paths] == [("a", "b"), ("b", "c"), ("a", "b", "c")]


def test_the_better_supported_of_two_equal_paths_comes_first() -> None:
    mechanism = motif("a + b", "b + z", "a + c trial", "c + z cell", "a + d animal", "d + z human contested")
    found = find_paths(mechanism, ["a"], ["z"]).paths
    assert [(path.id, path.weakest, path.contested) for path in found] == [
        ("e2~e3", Tier.CELL, False), ("e4~e5", Tier.CONTESTED, True), ("e0~e1", Tier.DOCUMENT, False),
    ]
    assert [path.strip for path in found] == [
        "1 trial, 1 cell", "1 contested (other studies in people: 1 for; animal studies: 1 against), 1 animal", "2 document only",
    ]


def test_a_blocker_raises_nothing_that_it_blocks_by_way_of_what_it_releases() -> None:
    drug = motif("drug + agonist", "agonist + receptor", "drug -| receptor", "receptor - pain")
    found = find_paths(drug, ["drug"], ["receptor"])
    assert signs(found) == [("e2", -1)]
    assert found.sentence.endswith(
        "1 more path leads round a blockade: something on it would raise what it blocks, so is left out."
    )
    assert signs(find_paths(drug, ["drug"], ["pain"])) == [("e2~e3", 1)]
    assert signs(find_paths(drug, ["agonist"], ["pain"])) == [("e1~e3", -1)]  # without the drug nothing is blocked
    (path,) = (path for path in find_paths(drug, ["drug"], ["receptor"], impossible=True).paths if path.length == 2)
    assert not path.possible


def test_a_view_that_hides_a_blockade_does_not_lift_it() -> None:
    drug = motif("drug + agonist human", "agonist + receptor human", "drug -| receptor")
    believed = select(drug, Query(evidence="human"))
    assert set(believed.edge) == {"e0", "e1"}
    assert find_paths(believed, ["drug"], ["receptor"]).paths == ()


def test_a_sign_does_not_pass_through_a_group_whose_members_pull_apart() -> None:
    ratio = motif("cause + amp", "cause - atp", "charge + sensor", groups={"amp": "charge", "atp": "charge"})
    assert signs(find_paths(ratio, ["cause"], ["sensor"])) == [("e0~e2", None), ("e1~e2", None)]
    part = select(ratio, Query(hide=("atp",)))
    assert signs(find_paths(part, ["cause"], ["sensor"])) == [("e0~e2", None)]


def test_nothing_passes_between_a_group_and_a_member_that_is_only_drawn_in_it() -> None:
    drawn = motif("drug - receptor", "branch + end", groups={"branch": "receptor"})
    apart = drawn.model_copy(update={
        "nodes": tuple(node.model_copy(update={"moves_with_group": False}) if node.id == "branch" else node for node in drawn.nodes),
    })
    assert signs(find_paths(drawn, ["drug"], ["end"])) == [("e0~e1", -1)]
    assert find_paths(apart, ["drug"], ["end"]).paths == ()
    assert not select(apart, Query(from_=("drug",), to=("end",))).edges


def test_names_of_all_kinds_are_understood_and_others_refused(shipped: Mechanism) -> None:
    assert find_paths(shipped, ["LDN"], ["TLR4"]) == find_paths(shipped, ["low-dose-naltrexone"], ["tlr4"])
    with pytest.raises(UnknownName, match=r"No node 'TLR44'. Nearest: 'tlr4'"):
        find_paths(shipped, ["LDN"], ["TLR44"])


def test_edges_that_do_not_follow_each_other_are_no_path() -> None:
    links = index(motif("a + b", "c + d", "d . e"))
    assert [links.along(edges) for edges in ([], ["e0", "e1"], ["e1", "e2"], ["nothing"])] == [None] * 4


# The shipped mechanism.


def test_how_the_medicine_is_supposed_to_reach_pain(shipped: Mechanism) -> None:
    found = find_paths(shipped, ["low-dose-naltrexone"], ["pain"])
    assert found.paths[0].id == "low-dose-naltrexone-decreases-pain"
    routes = {path.id for path in found.paths}
    assert "low-dose-naltrexone-increases-endorphins~endorphins-decreases-pain" in routes
    (path,) = (path for path in found.paths if path.edges == (
        "low-dose-naltrexone-causes-intermittent-blockade", "intermittent-blockade-increases-opioid-receptor-number",
        "receptor-upregulation-decreases-pain",
    ))
    assert Step("opioid-receptor-number", "receptor-upregulation") in path.steps
    assert {path.sign for path in found.paths} == {-1}
    assert found.left_out == (2, 0)  # by way of p16 and p21 to cell proliferation, which raises pain at a high dose only


def test_an_answer_is_the_same_each_time(shipped: Mechanism) -> None:
    asked = (["naltrexone", "LDN"], ["chronic-pain", "pain"])
    copy = Mechanism.model_construct(**dict(shipped))
    assert find_paths(shipped, *asked) == find_paths(copy, *asked) == find_paths(shipped, *asked)


def test_a_path_without_steps_has_no_evidence() -> None:
    assert (Path((), 1).nodes, Path((), 1).length, Path((), 1).strip, Path((), 1).weakest) == ((), 0, "", None)
