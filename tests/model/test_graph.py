"""The mechanism as networkx graphs."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from mechanisms import mechanisms

from pathways.model.graph import neighbourhood, pieces, steps, to_networkx, within
from pathways.model.mechanism import Mechanism


@given(mechanisms())
def test_the_graph_has_every_node_and_every_edge_by_its_id(mechanism: Mechanism) -> None:
    graph = to_networkx(mechanism)
    assert list(graph) == [node.id for node in mechanism.nodes]
    assert {(a, b, key) for a, b, key in graph.edges(keys=True)} == {(edge.source, edge.target, edge.id) for edge in mechanism.edges}


def test_parallel_edges_of_opposite_sign_are_kept(toy: Mechanism) -> None:
    between = to_networkx(toy)["toyamine"]["tnf-alpha"]
    assert {key: edge["sign"] for key, edge in between.items()} == {
        "toyamine-decreases-tnf-alpha": "decreases", "toyamine-increases-tnf-alpha": "increases",
    }


def test_attributes_are_plain_text_so_that_every_format_can_write_them(toy: Mechanism) -> None:
    graph = to_networkx(toy)
    values = [*(value for _, node in graph.nodes(data=True) for value in node.values()),
              *(value for _, _, edge in graph.edges(data=True) for value in edge.values())]
    assert {type(value) for value in values} == {str}
    assert "Tumour necrosis factor alpha" in "".join(nx.generate_graphml(graph))


def test_the_loop_is_found(toy: Mechanism) -> None:
    loops = {frozenset(loop) for loop in nx.simple_cycles(to_networkx(toy))}
    assert frozenset({"messengers", "swelling"}) in loops


@given(mechanisms())
def test_downstream_of_one_is_upstream_of_the_other(mechanism: Mechanism) -> None:
    for a in mechanism.node:
        for b in neighbourhood(mechanism, [a], radius=3, direction="downstream"):
            assert a in neighbourhood(mechanism, [b], radius=3, direction="upstream")


@given(mechanisms())
def test_a_wider_radius_keeps_what_a_smaller_one_kept(mechanism: Mechanism) -> None:
    for node in mechanism.node:
        assert neighbourhood(mechanism, [node], radius=1) <= neighbourhood(mechanism, [node], radius=2)


def test_from_a_member_to_its_group_is_no_step(toy: Mechanism) -> None:
    assert neighbourhood(toy, ["tnf-alpha"], radius=0) == {"tnf-alpha", "messengers", "il-10"}


def test_unknown_starts_reach_nothing(toy: Mechanism) -> None:
    assert neighbourhood(toy, ["nothing"]) == frozenset()


def test_a_walk_keeps_to_the_allowed_nodes_and_edges(toy: Mechanism) -> None:
    graph = steps(toy, "downstream")
    assert within(graph, ["injury"], 9, edges={"injury-causes-swelling"}) == {"injury", "swelling"}
    assert within(graph, ["injury"], 9, nodes={"injury", "swelling"}) == {"injury", "swelling"}
    assert within(graph, ["injury"], 9, nodes={"swelling"}) == frozenset()


@given(mechanisms())
def test_pieces_part_the_nodes(mechanism: Mechanism) -> None:
    found = pieces(mechanism)
    assert sorted(node for piece in found for node in piece) == sorted(mechanism.node)
    assert [len(piece) for piece in found] == sorted((len(piece) for piece in found), reverse=True)
    for piece in found:
        assert neighbourhood(mechanism, [min(piece)], radius=20) == piece
