"""What is left of a mechanism where only part of its evidence is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mechanisms import mechanisms, queries
from motifs import NAMES, motif, motifs

from pathways.errors import UnknownName
from pathways.model.assessment import assess
from pathways.model.mechanism import Mechanism
from pathways.query.fields import EVIDENCE
from pathways.query.query import Query
from pathways.query.select import bare, part_of, select
from pathways.reasoning.evidence_knockout import knock_out, knocked_out
from pathways.reasoning.paths import find_paths, paths_of
from pathways.reasoning.signed_paths import SearchLimits

MIXED = motif("a + b trial", "b + c animal contested", "a - c human", "c + d", "d + e human contested")


@pytest.mark.parametrize(("choice", "kept", "nodes_lost", "before", "after"), [
    ("all", ["e0", "e1", "e2", "e3", "e4"], [], 2, 2),
    ("human", ["e0", "e2", "e4"], [], 2, 0),
    ("trial", ["e0"], ["c", "d", "e"], 2, 0),
    ("beyond-document", ["e0", "e1", "e2", "e4"], [], 2, 0),
    ("contested", ["e1", "e4"], ["a"], 2, 0),
    ("uncontested", ["e0", "e2", "e3"], ["e"], 2, 1),
])
def test_each_choice_leaves_what_a_person_would_leave(choice: str, kept: list[str], nodes_lost: list[str], before: int, after: int) -> None:
    found = knock_out(MIXED, choice, ["a"], ["d"])
    assert list(found.kept) == kept
    assert sorted((*found.kept, *found.lost)) == list(MIXED.edge)
    assert list(found.nodes_lost) == nodes_lost
    assert (found.paths_before, found.paths_after, found.stopped) == (before, after, "")


def test_the_sentence_says_the_counts_before_and_after() -> None:
    assert knock_out(MIXED, "uncontested", ["a"], ["d"]).sentence == (
        "Only relations that no paper contradicts: 3 of 5 are left; 2 of them lie on a path. 1 thing drops out. Of 2 paths, 1 is left."
    )
    assert knock_out(MIXED, "trial").sentence == (
        "Only relations supported by controlled trials in people: 1 of 5 is left. 3 things drop out."
    )
    assert knock_out(MIXED, "all", ["a"], ["c"]).sentence == "Every relation counts; nothing is lost. Of 2 paths, 2 are left."
    assert knock_out(MIXED, "trial", ["a"], ["b"]).told == (
        "1 of 5 relations is supported so; it lies on a path.", "3 things drop out.", "Of 1 path, 1 is left.",
    )
    assert knock_out(MIXED, "trial", ["a"], ["d"]).told[0] == "1 of 5 relations is supported so; none of them lies on a path."


def test_counts_are_told_of_what_the_other_choices_leave_and_of_what_is_shown() -> None:
    low = motif("a + b trial", "b + c human", "c + d trial", "a + d low human contested")
    asked = Query(evidence="trial", to=("b",))
    assert knocked_out(low, asked).told[0] == "2 of 4 relations are supported so; 1 of them is shown."
    assert knocked_out(low, replace(asked, to=(), dose="high")).told[0] == (
        "2 of the 3 relations that the other choices leave are supported so."
    )


@settings(max_examples=200)
@given(mechanisms(), queries)
def test_as_many_relations_lie_on_a_path_as_the_view_shows(mechanism: Mechanism, query: Query) -> None:
    asked = replace(query, evidence="human")
    found, shown = knocked_out(mechanism, asked), part_of(mechanism, bare(asked)).edges
    assert found.shown == len(shown)
    assert {edge.id for edge in shown} <= {*found.kept}
    if found.ends:
        before, after = (paths_of(mechanism, one, bound=SearchLimits(most=10_000)).paths for one in (replace(asked, evidence="all"), asked))
        assert (found.paths_before, found.paths_after) == (len(before), len(after))
        assert {edge for path in after for edge in path.edges} == {edge.id for edge in shown}


@pytest.mark.parametrize("focus", ["tlr4", "endorphins", "pain", "microglia"])
def test_around_a_focus_it_counts_the_paths_that_are_listed(shipped: Mechanism, focus: str) -> None:
    asked = Query(from_=("low-dose-naltrexone",), to=("pain",), focus=(focus,), radius=2, evidence="beyond-document")
    assert knocked_out(shipped, asked).paths_after == len(paths_of(shipped, asked).paths)


def test_a_step_into_a_group_needs_no_evidence() -> None:
    found = knock_out(motif("a + m human", "g + z human", groups={"m": "g"}), "human", ["a"], ["z"])
    assert (found.paths_before, found.paths_after) == (1, 1)


def test_impossible_paths_count_only_where_asked() -> None:
    both = motif("a + b low human", "b + c high human")
    assert knock_out(both, "human", ["a"], ["c"]).paths_before == 0
    assert knock_out(both, "human", ["a"], ["c"], impossible=True).paths_after == 1


def test_a_count_that_ends_early_says_so() -> None:
    names = [f"n{number}" for number in range(9)]
    dense = motif(*(f"{one} + {other}" for one in names for other in names if one != other))
    found = knock_out(dense, "human", ["n0"], ["n1"], bound=SearchLimits(steps=500))
    assert found.stopped == "The count ended after 500 looks at a relation; there may be more."
    assert found.sentence.endswith(found.stopped)
    assert 0 < found.paths_before < 500


def test_what_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"'humans' is no choice of evidence\. Did you mean 'human'\?"):
        knock_out(MIXED, "humans")
    with pytest.raises(UnknownName, match="No node 'q'"):
        knock_out(MIXED, "human", ["q"], ["a"])


@given(motifs, st.sampled_from(list(EVIDENCE)), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_paths_left_are_those_of_the_part(mechanism: Mechanism, choice: str, source: str, target: str) -> None:
    found = knock_out(mechanism, choice, [source], [target])
    part = select(mechanism, Query.parse(f"evidence={choice}", mechanism)[0])
    assert found.kept == tuple(part.edge)
    assert found.paths_before == len(find_paths(mechanism, [source], [target], bound=SearchLimits(most=10_000)).paths)
    ends = {source, target} <= set(part.node)
    assert found.paths_after == (len(find_paths(part, [source], [target], bound=SearchLimits(most=10_000)).paths) if ends else 0)


def test_who_believes_only_trials_is_left_with_what_was_measured_directly(shipped: Mechanism) -> None:
    """Trials measured what naltrexone blocks, and pain and well-being at its end; no step of the mechanism in between."""
    found = knock_out(shipped, "trial", ["low-dose-naltrexone"], ["pain"])
    assert found.paths_after == 1
    assert found.paths_before > 3
    assert {shipped.edge[edge].source for edge in found.kept} == {"naltrexone", "low-dose-naltrexone", "higher-dose-naltrexone"}
    assert all(assess(shipped.edge[edge].evidence, shipped.edge[edge].context).trial for edge in found.kept)
