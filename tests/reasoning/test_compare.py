"""Two mechanisms held against each other, relation by relation."""

from __future__ import annotations

import pytest
from hypothesis import given
from mechanisms import mechanisms, queries
from motifs import motif, motifs

from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import Layer
from pathways.query.query import Query
from pathways.query.select import select
from pathways.reasoning.compare import VERDICTS, compare

MIRRORED = {"agree": "agree", "opposite": "opposite", "only here": "only there", "only there": "only here"}


@pytest.mark.parametrize(("here", "there", "verdict"), [
    (["a + b"], ["a + b"], "agree"),
    (["a + b"], ["a - b"], "opposite"),
    (["a + b"], [], "only here"),
    ([], ["a + b"], "only there"),
    (["a ? b"], ["a - b"], "agree"),
    (["a ? b"], ["a ? b"], "agree"),
    (["a + b", "a - b"], ["a + b"], "opposite"),
    (["a + b", "a - b"], ["a - b", "a + b"], "agree"),
    (["a + b", "a ? b"], ["a + b"], "agree"),
    (["a . b"], ["a . b"], "agree"),
])
def test_one_pair_has_the_verdict_that_a_person_gives(here: list[str], there: list[str], verdict: str) -> None:
    (row,) = compare(motif(*here), motif(*there)).rows
    assert (row.source, row.target, row.verdict) == ("a", "b", verdict)


def test_the_other_direction_is_another_pair() -> None:
    rows = compare(motif("a + b"), motif("b + a")).rows
    assert [(row.source, row.target, row.verdict) for row in rows] == [("a", "b", "only here"), ("b", "a", "only there")]


def test_a_cause_is_not_held_against_an_association() -> None:
    rows = compare(motif("a + b"), motif("a . b")).rows
    assert sorted(row.verdict for row in rows) == ["only here", "only there"]


def test_a_pair_names_all_its_edges_on_either_side() -> None:
    (row,) = compare(motif("a + b", "a - b"), motif("a - b")).rows
    assert (row.here, row.there) == (("e0", "e1"), ("e0",))


def test_two_forms_of_one_thing_are_held_against_each_other() -> None:
    here, there = motif("low form-of drug", "low - pain", "low + mood"), motif("high form-of drug", "high + pain")
    found = compare(here, there)
    assert [(row.source, row.target) for row in found.rows if row.verdict == "opposite"] == [("drug", "pain")]
    assert [(row.source, row.target) for row in found.rows if row.verdict == "only here"] == [("low", "drug"), ("low", "mood")]


def test_a_form_that_both_sides_speak_of_stays_itself() -> None:
    found = compare(motif("low form-of drug", "low - pain"), motif("low form-of drug", "low - pain", "high + pain", "high form-of drug"))
    assert [(row.source, row.verdict) for row in found.rows if row.target == "pain"] == [("low", "agree"), ("high", "only there")]


def test_the_sentence_counts_and_counts_have_zeros() -> None:
    found = compare(motif("a + b", "b + c", "c - d"), motif("a + b", "c + d", "d + a"))
    assert found.counts == {"agree": 1, "only here": 1, "only there": 1, "opposite": 1}
    only = "1 is in the first view only, 1 is in the second view only"
    assert found.sentence == f"Of 4 pairs of things, 1 agrees, {only} and 1 is said to go opposite ways."
    assert compare(motif(), motif()).sentence == "There is nothing to compare: neither side has a relation."
    assert compare(motif(), motif()).counts == dict.fromkeys(VERDICTS, 0)


@given(motifs, motifs)
def test_the_other_way_round_the_verdicts_are_mirrored(here: Mechanism, there: Mechanism) -> None:
    forth, back = ({(row.source, row.target, row.here, row.there, row.verdict) for row in compare(*ends).rows}
                   for ends in ((here, there), (there, here)))
    assert {(source, target, second, first, MIRRORED[verdict]) for source, target, first, second, verdict in forth} == back


@given(mechanisms(), queries, queries)
def test_every_edge_is_in_one_row_and_only_there(mechanism: Mechanism, one: Query, other: Query) -> None:
    here, there = select(mechanism, one), select(mechanism, other)
    rows = compare(here, there).rows
    assert sorted(edge for row in rows for edge in row.here) == sorted(here.edge)
    assert sorted(edge for row in rows for edge in row.there) == sorted(there.edge)


@given(mechanisms())
def test_a_mechanism_agrees_with_itself(mechanism: Mechanism) -> None:
    assert {row.verdict for row in compare(mechanism, mechanism).rows} <= {"agree"}


def test_the_low_and_the_high_dose_are_said_to_do_the_opposite_to_pain(shipped: Mechanism) -> None:
    found = compare(select(shipped, Query(dose="low")), select(shipped, Query(dose="high")))
    opposite = [row for row in found.rows if row.verdict == "opposite"]
    assert [(row.source, row.target, row.here, row.there) for row in opposite] == [
        ("naltrexone", "pain", ("low-dose-naltrexone-decreases-pain",), ("higher-dose-naltrexone-increases-pain",)),
    ]


def test_document_and_literature_say_different_things(shipped: Mechanism) -> None:
    """A relation is in the literature layer only where the document does not make it, so nothing can agree."""
    found = compare(*(select(shipped, Query(layer=(layer,))) for layer in (Layer.DOCUMENT, Layer.LITERATURE)))
    assert found.counts["agree"] == found.counts["opposite"] == 0
    assert found.counts["only here"] > 30
    assert found.counts["only there"] > 20
