"""A search for paths that is bounded gives the first of all paths, and says what it has not seen."""

from __future__ import annotations

from collections import Counter

from brute import complete
from hypothesis import given
from hypothesis import strategies as st
from motifs import motif, motifs

from pathways.model.mechanism import Mechanism
from pathways.model.path_search import StepCounter
from pathways.reasoning.paths import find_paths
from pathways.reasoning.signed_paths import SearchLimits

ALL = SearchLimits(most=100_000, steps=10_000_000)


@given(motifs, st.integers(1, 12))
def test_a_bound_gives_the_first_of_all(mechanism: Mechanism, most: int) -> None:
    every = find_paths(mechanism, mechanism.node, mechanism.node, bound=ALL)
    found = find_paths(mechanism, mechanism.node, mechanism.node, bound=SearchLimits(most=most))
    assert found.paths == every.paths[:most]
    assert found.stopped == (f"The first {most} paths, shortest first; there are more." if len(every.paths) > most else "")


@given(motifs, st.integers(0, 60))
def test_the_steps_never_exceed_the_bound_and_what_is_found_is_right(mechanism: Mechanism, steps: int) -> None:
    bound = Watched(most=10_000, steps=steps)
    found = find_paths(mechanism, mechanism.node, mechanism.node, bound=bound)
    every = find_paths(mechanism, mechanism.node, mechanism.node, bound=ALL)
    meter = WATCHED[-1]
    assert meter.steps <= steps
    assert set(found.paths) <= set(every.paths)
    assert bool(found.stopped) == meter.ended
    if meter.ended:
        shorter = [path for path in every.paths if path.length < meter.length]
        assert list(found.paths[: len(shorter)]) == shorter
    else:
        assert found.paths == every.paths


WATCHED: list[StepCounter] = []


class Watched(SearchLimits):
    """Lets the test see the meter."""

    def meter(self) -> StepCounter:
        WATCHED.append(super().meter())
        return WATCHED[-1]
# Bounds.


def test_where_there_are_too_many_paths_the_first_come_with_a_sentence() -> None:
    mechanism = motif(*complete(40))
    found = find_paths(mechanism, ["c0"], ["c1"], cutoff=9)
    assert len(found.paths) == 200
    assert Counter(path.length for path in found.paths) == {1: 1, 2: 38, 3: 161}
    assert found.sentence == (
        "200 paths of 1 to 3 steps: all raise what they lead to. The first 200 paths, shortest first; there are more."
    )


def test_a_search_that_is_ended_says_what_it_has_not_seen() -> None:
    mechanism = motif(*complete(40))
    found = find_paths(mechanism, ["c0"], ["c1"], cutoff=9, bound=SearchLimits(most=100_000, steps=50_000))
    assert Counter(path.length for path in found.paths)[2] == 38
    assert found.stopped == (
        "The search ended after 50,000 looks at a relation, among paths of 3 steps; there may be more of that length and longer ones."
    )
    cut = find_paths(mechanism, ["c0"], ["c1"], cutoff=9, bound=SearchLimits(most=100, steps=20_000))
    assert cut.stopped == "The first 100 paths, shortest first; there are more, and not all of 3 steps were compared."


def test_the_clock_ends_a_search_as_well_and_says_so() -> None:
    found = find_paths(motif("a + b"), ["a"], ["b"], bound=SearchLimits(seconds=0))
    assert found.sentence == (
        "No causal path of at most 6 steps was found in what was searched. "
        "The search ended after 0 seconds, among paths of 1 step; there may be more of that length and longer ones."
    )
