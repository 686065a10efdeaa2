"""What if: predictions held against textbook motifs, against all simple paths, and against a second way to compute them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count, pairwise

import networkx as nx
import pytest
from brute import product_of, round_a_blockade
from hypothesis import given
from hypothesis import strategies as st
from motifs import NAMES, motif, motifs

from pathways.errors import UnknownName
from pathways.model.assessment import assess
from pathways.model.mechanism import Mechanism
from pathways.model.relations import Sign
from pathways.model.vocabulary import Dose, Tier
from pathways.reasoning import propagation
from pathways.reasoning.signed_paths import RANKS, Path, SearchLimits
from pathways.reasoning.what_if import Effects, what_if

SIGNS = {Sign.INCREASES: 1, Sign.DECREASES: -1, Sign.UNKNOWN: None}
SET: dict[str, list[str]] = {"up": ["a"]}


def verdicts(found: Effects) -> dict[str, str]:
    return {effect.node: effect.verdict for effect in found.effects}


def edges(paths: Collection[Path]) -> list[tuple[str, ...]]:
    return [path.edges for path in paths]


@pytest.mark.parametrize(("name", "lines", "asked", "expected"), [
    ("a chain", ["a + b", "b - c", "c - d"], SET, {"a": "set", "b": "up", "c": "down", "d": "up"}),
    ("a chain from below", ["a + b", "b - c"], {"down": ["a"]}, {"a": "set", "b": "down", "c": "up"}),
    ("coherent feed-forward", ["a + b", "b + c", "a + c"], SET, {"b": "up", "c": "up"}),
    ("coherent feed-forward by two minus signs", ["a - b", "b - c", "a + c"], SET, {"b": "down", "c": "up"}),
    ("incoherent feed-forward", ["a + b", "b - c", "a + c"], SET, {"b": "up", "c": "ambiguous"}),
    ("what comes after an incoherent feed-forward", ["a + b", "b - c", "a + c", "c + d"], SET, {"d": "ambiguous"}),
    ("negative feedback on what is set", ["a + b", "b - a"], SET, {"a": "set", "b": "up"}),
    ("negative feedback on the way", ["a + b", "b + c", "c - b"], SET, {"b": "up", "c": "up"}),
    ("positive feedback on the way", ["a - b", "b + c", "c + b"], SET, {"b": "down", "c": "down"}),
    ("a clamp on the way cuts what comes in", ["a + b", "b + c"], {"up": ["a"], "down": ["b"]}, {"a": "set", "b": "set", "c": "down"}),
    ("a blocked intermediate", ["a + b", "b + c"], {"up": ["a"], "block": ["b"]}, {"b": "blocked", "c": "unchanged"}),
    ("a way round what is blocked", ["a + b", "b + c", "a - c"], {"up": ["a"], "block": ["b"]}, {"c": "down"}),
    ("blocked and set", ["a + b"], {"up": ["a"], "block": ["a"]}, {"a": "blocked", "b": "unchanged"}),
    ("set both ways", ["a + b"], {"up": ["a"], "down": ["a"]}, {"a": "set", "b": "ambiguous"}),
    ("two that agree", ["a + c", "b - c"], {"up": ["a"], "down": ["b"]}, {"c": "up"}),
    ("two that disagree", ["a + c", "b - c"], {"up": ["a", "b"]}, {"c": "ambiguous"}),
    ("parallel edges of opposite sign", ["a + b", "a - b"], SET, {"b": "ambiguous"}),
    ("an edge without direction", ["a ? b", "b + c"], SET, {"b": "unknown", "c": "unknown"}),
    ("a direction and none", ["a ? b", "a + b"], SET, {"b": "unknown"}),
    ("both directions and none", ["a ? b", "a + b", "a - b"], SET, {"b": "ambiguous"}),
    ("an association is no cause", ["a . b"], SET, {"b": "unchanged"}),
    ("against the arrow", ["b + a"], SET, {"b": "unchanged"}),
    ("a blocker and what it releases", ["a + b", "b + c", "a -| c", "c + d"], SET, {"c": "down", "d": "down"}),
    ("a blocker taken away", ["a + b", "b + c", "a -| c"], {"down": ["a"]}, {"c": "up"}),
    ("an agonist without the blocker", ["a + b", "b + c", "a -| c"], {"up": ["b"]}, {"c": "up"}),
    ("a blocker, asked for the impossible", ["a + b", "b + c", "a -| c"], SET | {"impossible": True}, {"c": "ambiguous"}),
    ("a blocker behind an unknown step", ["a ? x", "x + b", "b + c", "x -| c"], SET, {"c": "unknown"}),
    ("two doses at once", ["a + b low", "b + c high", "c + d"], SET, {"b": "up", "c": "unchanged", "d": "unchanged"}),
    ("two doses at once, asked for", ["a + b low", "b + c high"], SET | {"impossible": True}, {"c": "up"}),
    ("one dose and none", ["a + b low", "b + c", "c + d low"], SET, {"d": "up"}),
    ("no dose at all, asked for the impossible", ["a + b"], SET | {"impossible": True}, {"b": "up"}),
    ("a laboratory concentration does not exclude a dose", ["a + b low", "b + c laboratory"], SET, {"c": "up"}),
    ("two doses on two ways", ["a + c low", "a - c high"], SET, {"c": "ambiguous"}),
    ("the cutoff", ["a + b", "b + c", "c + d"], SET | {"cutoff": 2}, {"c": "up", "d": "unchanged"}),
    ("nothing set", ["a + b"], {}, {"a": "unchanged", "b": "unchanged"}),
])
def test_a_motif_has_the_answer_of_the_textbook(name: str, lines: list[str], asked: dict[str, list[str]], expected: dict[str, str]) -> None:
    found = what_if(motif(*lines), **asked)
    assert not found.stopped
    assert {node: found.by_node[node].verdict for node in expected} == expected


@pytest.mark.parametrize(("asked", "expected"), [
    ({"up": ["m"]}, {"m": "set", "g": "up", "n": "unchanged", "z": "up"}),
    ({"up": ["g"]}, {"g": "set", "m": "up", "n": "up", "z": "up"}),
    ({"up": ["a"]}, {"m": "down", "g": "down", "n": "unchanged", "z": "down"}),
    ({"up": ["a"], "block": ["g"]}, {"m": "down", "g": "blocked", "n": "unchanged", "z": "unchanged"}),
    ({"up": ["g"], "block": ["m"]}, {"m": "blocked", "n": "up", "z": "up"}),
    ({"up": ["a"], "down": ["g"]}, {"m": "down", "g": "set", "n": "down", "z": "down"}),
    ({"up": ["a", "g"]}, {"m": "ambiguous", "g": "set", "n": "up", "z": "up"}),
])
def test_groups_and_members_move_each_other_but_not_siblings(asked: dict[str, list[str]], expected: dict[str, str]) -> None:
    found = what_if(motif("a - m", "g + z", groups={"m": "g", "n": "g"}), **asked)
    assert {node: found.by_node[node].verdict for node in expected} == expected


def test_both_sides_of_an_ambiguity_are_listed() -> None:
    found = what_if(motif("a + b", "b - c", "a + c"), up=["a"]).by_node["c"]
    assert (edges(found.ups), edges(found.downs), found.unknowns) == ([("e2",)], [("e0", "e1")], ())
    assert [step.target for step in found.downs[0].steps] == ["b", "c"]


def test_a_path_from_what_is_set_down_keeps_its_own_sign() -> None:
    found = what_if(motif("a - b"), down=["a"]).by_node["b"]
    assert (found.verdict, edges(found.ups), found.ups[0].sign) == ("up", [("e0",)], -1)


def test_three_paths_are_listed_the_shortest_first_and_then_the_best_supported() -> None:
    found = what_if(motif("a + b trial", "b + z trial", "a + z", "a + z cell", "a + z human"), up=["a"]).by_node["z"]
    assert edges(found.ups) == [("e4",), ("e3",), ("e2",)]


@pytest.mark.parametrize(("lines", "weakest"), [
    (["a + b trial", "b + c animal"], Tier.ANIMAL),
    (["a + b trial", "b + c animal", "a + c review"], Tier.ANIMAL),
    (["a + c", "a + c human contested"], Tier.CONTESTED),
    (["a + c trial", "a - c cell"], Tier.CELL),
    (["a + c trial", "a ? c animal"], Tier.ANIMAL),
    (["a + b", "a . c"], None),
])
def test_the_answer_says_what_it_rests_on(lines: list[str], weakest: Tier | None) -> None:
    assert what_if(motif(*lines), up=["a"]).by_node["c"].weakest is weakest


def test_what_follows_from_belonging_alone_rests_on_no_evidence() -> None:
    found = what_if(motif("a + b", groups={"m": "g"}), up=["g"]).by_node["m"]
    assert (found.verdict, found.weakest, edges(found.ups)) == ("up", None, [()])


def test_effects_come_in_the_order_of_the_mechanism_and_names_may_be_labels(shipped: Mechanism) -> None:
    assert [effect.node for effect in what_if(shipped, up=["LDN"]).effects] == list(shipped.node)
    with pytest.raises(UnknownName, match="Nearest: 'microglia'"):
        what_if(shipped, block=["microglial"])


# Against all simple paths, as networkx lists them.

some = st.lists(st.sampled_from(NAMES), unique=True, max_size=2)


def every_path(mechanism: Mechanism, start: str, closed: Collection[str], cutoff: int) -> Iterator[tuple[list[str], list[str]]]:
    """Nodes and edge ids ("" for a step between a group and a member) of what leads away from one node."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(mechanism.node)
    for edge in mechanism.edges:
        if edge.meaning.causal:
            graph.add_edge(edge.source, edge.target, key=edge.id)
    for node in mechanism.nodes:
        if node.group and node.moves_with_group:
            graph.add_edge(node.id, node.group, key="")
            graph.add_edge(node.group, node.id, key="")
    graph.remove_nodes_from(set(closed) - {start})
    for end in sorted(set(graph) - {start}):
        for path in nx.all_simple_edge_paths(graph, start, end):
            names = [key for _, _, key in path]
            if sum(map(bool, names)) <= cutoff and not any(not one and not other for one, other in pairwise(names)):
                yield [start, *(target for _, target, _ in path)], names


def by_hand(
    mechanism: Mechanism, up: list[str], down: list[str], block: list[str], cutoff: int, impossible: bool,
) -> dict[str, tuple[str, Tier | None, list[list[tuple[str, ...]]]]]:
    """The verdict on each node, what it rests on, and the edges of all its paths by direction, by the words of the rule."""
    found: dict[tuple[str, int | None], list[tuple[int, int, tuple[str, ...], tuple[str, ...]]]] = {}
    closed = {*up, *down, *block}
    for start, turn in [*((node, 1) for node in up), *((node, -1) for node in down)]:
        for nodes, names in every_path(mechanism, start, closed, cutoff) if start not in block else ():
            known = [mechanism.edge[name] for name in names if name]
            if {Dose.LOW, Dose.HIGH} <= {edge.context.dose for edge in known} and not impossible:
                continue
            if round_a_blockade(mechanism, nodes, names) and not impossible:
                continue
            product = product_of(mechanism, nodes, names)
            sign = None if product is None else turn * product
            rank = max((RANKS.index(assess(edge.evidence, edge.context).tier) for edge in known), default=-1)
            found.setdefault((nodes[-1], sign), []).append((len(known), rank, tuple(edge.id for edge in known), tuple(nodes)))
    return {node: _by_hand(node, found, closed, block) for node in mechanism.node}


def _by_hand(node: str, found: dict, closed: Collection[str], block: Collection[str]) -> tuple:  # type: ignore[type-arg]
    ups, downs, unknowns = (sorted(found.get((node, sign), [])) for sign in (1, -1, None))
    listed = [[path[2] for path in paths] for paths in (ups, downs, unknowns)]
    if node in closed:
        return "blocked" if node in block else "set", None, [[], [], []]
    rests = [ups, downs] if ups and downs else [unknowns] if unknowns else [ups or downs]
    verdict = "ambiguous" if ups and downs else "unknown" if unknowns else "up" if ups else "down" if downs else "unchanged"
    rank = max(min((path[1] for path in paths), default=-1) for paths in rests)
    return verdict, RANKS[rank] if rank >= 0 else None, listed


def told(found: Effects) -> dict[str, tuple[str, Tier | None, list[list[tuple[str, ...]]]]]:
    return {one.node: (one.verdict, one.weakest, [edges(one.ups), edges(one.downs), edges(one.unknowns)]) for one in found.effects}


@given(motifs, some, some, some, st.integers(1, 6), st.booleans())
def test_the_answer_is_that_of_all_simple_paths(
    mechanism: Mechanism, up: list[str], down: list[str], block: list[str], cutoff: int, impossible: bool,
) -> None:
    found = what_if(mechanism, up=up, down=down, block=block, cutoff=cutoff, impossible=impossible)
    expected = by_hand(mechanism, up, down, block, cutoff, impossible)
    assert not found.stopped
    assert told(found) == {
        node: (verdict, weakest, [paths[:3] for paths in listed]) for node, (verdict, weakest, listed) in expected.items()
    }


@given(motifs, some, some, some, st.integers(0, 60))
def test_a_bounded_answer_tells_no_direction_that_is_not_there(
    mechanism: Mechanism, up: list[str], down: list[str], block: list[str], steps: int,
) -> None:
    bound = SearchLimits(steps=steps)
    found = what_if(mechanism, up=up, down=down, block=block, bound=bound)
    assert told(found) == told(what_if(mechanism, up=up, down=down, block=block, bound=bound))
    expected = by_hand(mechanism, up, down, block, 8, False)
    for effect in found.effects:
        verdict, _, listed = expected[effect.node]
        for few, every in zip((effect.ups, effect.downs, effect.unknowns), listed, strict=True):
            assert set(edges(few)) <= set(every)
        assert effect.verdict != "unchanged" or verdict == "unchanged"
        assert found.stopped or effect.verdict == verdict


# A second formulation: on a graph without cycles the directions are the one solution of a set of constraints.

numbers = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda ends: ends[0] < ends[1])
forward = st.lists(st.tuples(numbers, st.sampled_from("++--?")), max_size=12).map(
    lambda drawn: motif(*(f"n{a} {sign} n{b}" for (a, b), sign in drawn), nodes=NAMES)
)


@given(forward, some, some, some)
def test_on_a_graph_without_cycles_the_directions_satisfy_the_constraints(
    mechanism: Mechanism, up: list[str], down: list[str], block: list[str],
) -> None:
    """A free node moves exactly in the directions that its causes pass on; what is set moves as it was set, what is blocked not at all."""
    moves: dict[str, set[int | None]] = {}
    for node in NAMES:  # in topological order
        if node in block:
            moves[node] = set()
        elif node in up or node in down:
            moves[node] = {1} & {1 for _ in up if node in up} | {-1 for _ in down if node in down}
        else:
            causes = [(SIGNS[edge.meaning.sign], sign) for edge in mechanism.edges if edge.target == node for sign in moves[edge.source]]
            moves[node] = {None if turn is None or sign is None else turn * sign for turn, sign in causes}
    found = what_if(mechanism, up=up, down=down, block=block)
    for effect in found.effects:
        if effect.verdict not in ("set", "blocked"):
            paths = {1: effect.ups, -1: effect.downs, None: effect.unknowns}
            assert {sign for sign, some in paths.items() if some} == moves[effect.node]


@given(motifs, some)
def test_to_set_down_is_the_mirror_of_to_set_up(mechanism: Mechanism, nodes: list[str]) -> None:
    mirrored = {"up": "down", "down": "up"}
    high, low = verdicts(what_if(mechanism, up=nodes)), verdicts(what_if(mechanism, down=nodes))
    assert {node: mirrored.get(verdict, verdict) for node, verdict in high.items()} == low


# Where it is too much.

CROWD = [f"n{number}" for number in range(12)]
DENSE = motif(*(f"n{i} {'-' if (i + k) % 5 == 0 else '+'} n{k}" for i in range(12) for k in range(12) if i != k))


def test_a_search_that_is_too_long_ends_and_says_how_far_it_came() -> None:
    found = what_if(DENSE, up=["n0"], bound=SearchLimits(steps=20_000))
    assert found.stopped == (
        "All paths of at most 3 relations were followed, and some of up to 4; there may be more, so effects may be missing."
    )
    assert told(found) == told(what_if(DENSE, up=["n0"], bound=SearchLimits(steps=20_000)))


def test_what_was_found_before_the_clock_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count()
    monkeypatch.setattr(propagation, "perf_counter", lambda: next(clock) / 1000)
    late = what_if(DENSE, up=["n0"], bound=SearchLimits(seconds=1))
    monkeypatch.undo()
    assert late.stopped == "All paths of at most 3 relations were followed; there may be more, so effects may be missing."
    assert told(late) == told(what_if(DENSE, up=["n0"], cutoff=3, bound=SearchLimits()))


def test_what_only_longer_paths_may_reach_is_unknown_and_not_unchanged() -> None:
    chain = motif(*(f"{one} + {other}" for one, other in pairwise(CROWD)), nodes=[*CROWD, "apart"])
    found = what_if(chain, up=["n0"], bound=SearchLimits(steps=4))
    assert verdicts(found) | {"apart": "unchanged"} == verdicts(found)
    assert [found.by_node[node].verdict for node in ("n4", "n5", "n8", "n9")] == ["up", "unknown", "unknown", "unchanged"]


def test_what_is_reached_through_a_group_first_left_and_then_entered_is_unknown_and_not_unchanged() -> None:
    circle = motif("a + g", groups={"a": "g", "b": "g"}, nodes=["a", "b", "g"])
    found = what_if(circle, down=["a"], bound=SearchLimits(steps=0))
    assert verdicts(found) == {"a": "set", "b": "unknown", "g": "unknown"}


def test_no_time_at_all_is_an_answer_too() -> None:
    found = what_if(DENSE, up=["n0"], bound=SearchLimits(seconds=0))
    assert found.stopped == "There are too many paths for 200,000 looks at a relation or 0 seconds; effects may be missing."
    assert set(verdicts(found).values()) == {"set", "unknown"}


# On the mechanism that comes along; each answer was read off its edges by a person.

def test_low_dose_naltrexone_with_tlr4_blocked(shipped: Mechanism) -> None:
    found = what_if(shipped, up=["low-dose-naltrexone"], block=["tlr4"])
    now = verdicts(found)
    assert now["tlr4"] == "blocked"
    assert now["microglia"] == now["myd88"] == now["trif-irf3"] == "unchanged"  # nothing but TLR4 leads there
    assert now["pain"] == "down"
    assert found.by_node["pain"].weakest is Tier.REVIEW  # by way of endorphins; the direct edge is contested
    assert now["nitric-oxide"] == now["neuroinflammation"] == "down"
    assert now["inflammatory-cytokines"] == "ambiguous"  # lowered; raised where blocked receptors hold nothing back
    assert (now["natural-opioid-signalling"], now["opioid-receptors"]) == ("up", "down")
    assert now["immune-system"] == "unknown"  # "modulates"
    assert now["chronic-pain-conditions"] == now["fibromyalgia"] == "unchanged"  # "may treat" is no effect


def test_an_injury_reaches_chronic_pain_with_and_without_tlr4(shipped: Mechanism) -> None:
    free, blocked = (what_if(shipped, up=["nerve-injury"], block=block).by_node for block in ([], ["tlr4"]))
    assert (free["microglia"].verdict, blocked["microglia"].verdict) == ("up", "unchanged")
    assert free["microglia"].weakest is Tier.ANIMAL
    assert blocked["chronic-pain"].verdict == "up"


def test_the_high_dose_does_the_opposite_of_the_low_one_to_pain(shipped: Mechanism) -> None:
    low, high = (what_if(shipped, up=[dose]).by_node for dose in ("low-dose-naltrexone", "higher-dose-naltrexone"))
    assert (low["pain"].verdict, high["pain"].verdict) == ("down", "up")
    assert not any(Dose.LOW in path.doses for effect in high.values() for path in (*effect.ups, *effect.downs))
