"""Controlled trials as rows, and their numbers as on the badge."""

from __future__ import annotations

from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.answers import answers
from pathways.reasoning.trials import COLUMNS, trials


def test_a_trial_has_a_cell_for_each_column_and_says_so_where_something_is_not_stated(shipped: Mechanism) -> None:
    rows = trials(shipped, shipped.edges)
    assert {len(row.cells) for row in rows} == {len(COLUMNS)}
    assert all(cell for row in rows for cell in row.cells)
    assert all(row.cells[2].isdecimal() == bool(row.people) for row in rows)


def test_reviews_open_trials_and_animals_are_no_controlled_trials(shipped: Mechanism) -> None:
    named = {row.reference for row in trials(shipped, [shipped.edge["low-dose-naltrexone-decreases-pain"]])}
    assert "younger-2013" in named
    assert not named & {"parkitny-2017", "younger-2009", "toljan-2018"}


def test_a_comparison_of_doses_lists_trials_and_begins_with_what_contradicts(shipped: Mechanism) -> None:
    (found,) = answers(shipped, Query(dose="low", against="dose=high"))
    marks = [item.mark for item in found.items]
    assert marks == sorted(marks, key="≠AB".index)
    assert len(found.trials) > 8
    assert {trial.edge for trial in found.trials} <= {edge for item in found.items for edge in item.edges}
    first = next(item.text for item in found.items if item.mark == "A")
    assert "is a form of" not in first


def test_a_comparison_without_trials_has_no_table(toy: Mechanism) -> None:
    (found,) = answers(toy, Query(against="evidence=all"))
    assert found.trials == ()
