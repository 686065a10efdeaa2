"""Loops, held against every order of the nodes, networkx, and motifs worked out by hand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product
from math import comb, factorial

import networkx as nx
import pytest
from brute import complete, slow_loops, way
from hypothesis import example, given
from hypothesis import strategies as st
from mechanisms import mechanisms
from motifs import motif, motifs

from pathways.model.mechanism import Mechanism
from pathways.model.path_search import StepCounter
from pathways.model.vocabulary import Tier
from pathways.reasoning.loops import Loops, find_loops
from pathways.reasoning.paths import find_paths
from pathways.reasoning.signed_paths import RANKS, SearchLimits, Step

ALL = SearchLimits(most=100_000, steps=10_000_000)
EDGE = st.tuples(st.integers(0, 6), st.sampled_from("+-?"), st.integers(0, 6)).filter(lambda row: row[0] != row[2])


def named(found: Loops) -> list[tuple[str, str, str]]:
    return [(loop.name, loop.kind, loop.path.id) for loop in found.loops]


# Laws.


@given(motifs, st.integers(1, 6))
@example(motif("a + b", "b + c", groups={"a": "g", "c": "g"}), 2)
def test_all_loops_are_found_once_and_none_else(mechanism: Mechanism, cutoff: int) -> None:
    found = find_loops(mechanism, cutoff=cutoff, impossible=True, bound=ALL)
    assert Counter(way(loop.path) for loop in found.loops) == Counter(slow_loops(mechanism, cutoff))
    assert not found.stopped


@given(st.lists(EDGE, max_size=20))
def test_there_are_as_many_as_networkx_finds(rows: list[tuple[int, str, int]]) -> None:
    """networkx lists cycles of nodes; each stands for as many loops as there are choices of parallel edges along it."""
    mechanism = motif(*(f"n{a} {sign} n{b}" for a, sign, b in rows))
    graph = nx.DiGraph((f"n{a}", f"n{b}") for a, _, b in rows)
    parallel = Counter((f"n{a}", f"n{b}") for a, _, b in rows)
    expected = 0
    for cycle in nx.simple_cycles(graph):
        choices = [range(parallel[pair]) for pair in pairwise([*cycle, cycle[0]])]
        expected += len(list(product(*choices)))
    assert len(find_loops(mechanism, bound=ALL).loops) == expected


@given(st.lists(EDGE, max_size=20))
def test_loops_are_the_closed_paths(rows: list[tuple[int, str, int]]) -> None:
    """A second way to find them: cut an edge, follow the paths from its target to its source, close them again."""
    mechanism = motif(*(f"n{a} {sign} n{b}" for a, sign, b in rows))
    closed = {
        frozenset((*path.edges, edge.id)): None
        for edge in mechanism.edges
        for path in find_paths(mechanism, [edge.target], [edge.source], cutoff=7, bound=ALL).paths
    }
    assert {frozenset(loop.path.edges) for loop in find_loops(mechanism, bound=ALL).loops} == set(closed)


@given(mechanisms())
def test_a_loop_is_closed_and_starts_at_its_first_node(mechanism: Mechanism) -> None:
    order = list(mechanism.node)
    for loop in find_loops(mechanism).loops:
        *nodes, last = loop.path.nodes
        assert last == nodes[0] == min(nodes, key=order.index)
        assert len(set(nodes)) == len(nodes)
        assert all(one.edge or other.edge for one, other in pairwise([*loop.path.steps, loop.path.steps[0]]))
        assert loop.kind == {1: "reinforcing", -1: "balancing", None: "unknown"}[loop.path.sign]


@given(motifs)
def test_loops_are_sorted_and_numbered(mechanism: Mechanism) -> None:
    found = find_loops(mechanism)
    ranks = [(loop.path.length, RANKS.index(loop.path.weakest or Tier.TRIAL), loop.path.edges) for loop in found.loops]
    assert ranks == sorted(ranks)
    for letter in "RBU":
        names = [loop.name for loop in found.loops if loop.name[0] == letter]
        assert names == [f"{letter}{number + 1}" for number in range(len(names))]


@given(motifs, st.integers(1, 8))
def test_a_bound_gives_the_first_of_all(mechanism: Mechanism, most: int) -> None:
    every, found = find_loops(mechanism, bound=ALL), find_loops(mechanism, bound=SearchLimits(most=most))
    assert found.loops == every.loops[:most]
    assert bool(found.stopped) == (len(every.loops) > most)


@given(motifs, st.integers(0, 80))
def test_the_steps_never_exceed_the_bound_and_what_is_found_is_right(mechanism: Mechanism, steps: int) -> None:
    seen: list[StepCounter] = []

    class Watched(SearchLimits):
        def meter(self) -> StepCounter:
            seen.append(super().meter())
            return seen[-1]

    found = find_loops(mechanism, bound=Watched(steps=steps))
    every = find_loops(mechanism, bound=ALL)
    assert seen[0].steps <= steps
    assert bool(found.stopped) == seen[0].ended
    assert {loop.path for loop in found.loops} <= {loop.path for loop in every.loops}
    shorter = [loop.path for loop in every.loops if loop.path.length < seen[0].length]
    assert [loop.path for loop in found.loops][: len(shorter)] == shorter


# Motifs.


def test_a_single_negative_feedback_is_balancing() -> None:
    found = find_loops(motif("hormone + product", "product - hormone"))
    assert named(found) == [("B1", "balancing", "e0~e1")]
    assert found.sentence == "1 feedback loop: 1 balancing."


def test_two_that_hold_each_other_down_reinforce() -> None:
    assert named(find_loops(motif("a - b", "b - a"))) == [("R1", "reinforcing", "e0~e1")]


def test_a_loop_with_three_negative_steps_is_balancing() -> None:
    assert named(find_loops(motif("a - b", "b - c", "c - a"))) == [("B1", "balancing", "e0~e1~e2")]


def test_nested_loops_are_told_apart() -> None:
    """A balancing loop inside a reinforcing one, both through a and b."""
    found = find_loops(motif("a + b", "b - a", "b + c", "c + a"))
    assert named(found) == [("B1", "balancing", "e0~e1"), ("R1", "reinforcing", "e0~e2~e3")]
    assert found.sentence == "2 feedback loops: 1 reinforcing and 1 balancing."


def test_two_loops_that_share_a_node_stay_two() -> None:
    found = find_loops(motif("a + b", "b + a", "b + c", "c + b"))
    assert named(found) == [("R1", "reinforcing", "e0~e1"), ("R2", "reinforcing", "e2~e3")]


def test_parallel_edges_of_opposite_sign_give_two_loops() -> None:
    found = find_loops(motif("a + b", "a - b", "b + a"))
    assert named(found) == [("R1", "reinforcing", "e0~e2"), ("B1", "balancing", "e1~e2")]


def test_a_relation_without_direction_leaves_the_kind_open() -> None:
    found = find_loops(motif("a + b", "b ? a"))
    assert named(found) == [("U1", "unknown", "e0~e1")]
    assert found.sentence == "1 feedback loop: 1 of unknown kind."


def test_a_thing_that_acts_on_itself_is_a_loop() -> None:
    assert named(find_loops(motif("a - a", "a + b"))) == [("B1", "balancing", "e0")]


def test_without_a_way_back_there_is_none() -> None:
    found = find_loops(motif("a + b", "b + c", "a + c", "c . a"))
    assert found.sentence == "No feedback loop of at most 8 steps."


def test_a_loop_may_lead_through_a_group() -> None:
    (loop,) = find_loops(motif("member + x", "x + group", groups={"member": "group"})).loops
    assert loop.path.steps == (Step("member", "x", "e0"), Step("x", "group", "e1"), Step("group", "member"))
    assert loop.kind == "reinforcing"


def test_part_of_steps_alone_are_no_loop_and_lead_to_no_sibling() -> None:
    siblings = {"one": "group", "two": "group"}
    assert find_loops(motif("x + one", groups=siblings)).loops == ()
    assert find_loops(motif("one + two", groups=siblings)).loops == ()
    assert find_loops(motif("one + two", groups=siblings, nodes=["group"])).loops == ()


def test_a_loop_that_needs_two_doses_is_left_out() -> None:
    mechanism = motif("a + b low", "b + a high")
    found = find_loops(mechanism)
    assert found.sentence == (
        "No feedback loop of at most 8 steps is possible. "
        "1 more loop needs a low and a high dose at once, which is impossible, and is left out."
    )
    assert [loop.name for loop in find_loops(mechanism, impossible=True).loops] == ["R1"]


@pytest.mark.parametrize("cutoff", [2, 3, 4])
def test_the_cutoff_counts_edges(cutoff: int) -> None:
    found = find_loops(motif(*complete(5)), cutoff=cutoff)
    assert len(found.loops) == sum(comb(5, size) * factorial(size - 1) for size in range(2, cutoff + 1))


# Bounds.


def test_where_there_are_too_many_loops_the_first_come_with_a_sentence() -> None:
    found = find_loops(motif(*complete(20)), bound=SearchLimits(most=200))
    assert Counter(loop.path.length for loop in found.loops) == {2: 190, 3: 10}
    assert found.sentence == "200 feedback loops: 200 reinforcing. The first 200 loops, shortest first; there are more."


def test_a_search_that_is_ended_says_what_it_has_not_seen() -> None:
    found = find_loops(motif(*complete(20)), bound=SearchLimits(most=100_000, steps=20_000))
    lengths = Counter(loop.path.length for loop in found.loops)
    assert lengths[2] == 190
    assert 0 < lengths[3] < comb(20, 3) * 2
    assert found.stopped == (
        "The search ended after 20,000 looks at a relation, among loops of 3 steps; there may be more of that length and longer ones."
    )


# The shipped mechanism.


def test_the_loop_of_the_document_is_found_and_reinforces(shipped: Mechanism) -> None:
    """Sensitisation raises substance P and cytokines, which sensitise further; nerve injury feeds it."""
    found = find_loops(shipped)
    loops = {frozenset(loop.path.nodes): loop for loop in found.loops}
    for messenger in ("substance-p", "inflammatory-cytokines"):
        loop = loops[frozenset({"sensitisation", "nervous-system-changes", messenger})]
        assert set(loop.path.edges) == {f"nervous-system-changes-increases-{messenger}", f"{messenger}-sensitises-sensitisation"}
        assert Step("sensitisation", "nervous-system-changes") in loop.path.steps
        assert (loop.kind, loop.name[0], loop.path.length) == ("reinforcing", "R", 2)
        assert all(shipped.edge[name].statements for name in loop.path.edges)
    feeding = find_paths(shipped, ["nerve-injury"], ["nervous-system-changes"], cutoff=1)
    assert [(path.id, path.sign) for path in feeding.paths] == [("nerve-injury-promotes-nervous-system-changes", 1)]


def test_all_loops_of_the_shipped_mechanism_are_found(shipped: Mechanism) -> None:
    found = find_loops(shipped)
    assert not found.stopped
    assert found == find_loops(Mechanism.model_construct(**dict(shipped)))
    assert {way(loop.path) for loop in found.loops} == _second_search(shipped)


def _second_search(mechanism: Mechanism) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """networkx on a graph in which "part of" steps are edges, parallel ones expanded, and what is not allowed thrown away."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from((edge.source, edge.target, edge.id) for edge in mechanism.edges if edge.meaning.causal)
    for node in mechanism.nodes:
        if node.group:
            graph.add_edge(node.id, node.group, key="")
            graph.add_edge(node.group, node.id, key="")
    order = list(mechanism.node)
    found = set()
    for cycle in nx.simple_cycles(nx.DiGraph(graph)):
        first = cycle.index(min(cycle, key=order.index))
        nodes = (*cycle[first:], *cycle[:first], cycle[first])
        for steps in product(*(graph[one][other] for one, other in pairwise(nodes))):
            edges = sum(map(bool, steps))
            doses = {mechanism.edge[step].context.dose for step in steps if step}
            if 0 < edges <= 8 and all(one or other for one, other in pairwise((*steps, steps[0]))) and not {"low", "high"} <= doses:
                found.add((nodes, steps))
    return found
