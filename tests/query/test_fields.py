"""One row a field: what is derived from the table has all of it, and what a row needs beside it is there."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mechanisms import values

from pathways.cli.arguments import add_question, flags
from pathways.errors import UnknownName
from pathways.export.figure import figure
from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import Species
from pathways.query.fields import FIELDS, NARROWING, Field
from pathways.query.filters import EDGE_FILTERS, NODE_FILTERS
from pathways.query.query import Query
from pathways.query.select import WALKS, select
from pathways.web.atlas import Atlas
from pathways.web.filter_panel import EMPTY, filters_panel, reset
from pathways.web.question_panel import panel
from tests.conftest import ROOT
from tests.web.test_question_panel import elements

# What narrows the shipped map, where the field has no choices of its own.
NAMES: dict[str, tuple[str, ...]] = {
    "focus": ("tlr4",), "from_": ("low-dose-naltrexone",), "to": ("pain",), "via": ("tlr4",), "avoid": ("endorphins",), "keep": ("tlr4",),
    "hide": ("tlr4",),
}  # fmt: skip
ORDERED = [FIELDS[one.name] for one in fields(Query)]


@pytest.fixture(scope="module")
def atlas(shipped: Mechanism) -> Atlas:
    return Atlas([shipped])


def some_value(row: Field, mechanism: Mechanism) -> Any:
    """A value that leaves part of the shipped map."""
    if row.attribute in NAMES:
        return NAMES[row.attribute]
    first = list(row.offered(mechanism))[1]
    return (first,) if row.kind.several else first


def changed(made: Any) -> set[str]:
    """The fields that the controls of a panel change, those aside that show everything again."""
    every = reset(Query())["data-go"].count("&")
    gone = (str(getattr(one, "data-go", "")) for one in elements(made))
    return {part.partition("=")[0] for go in gone if go.count("&") < every for part in go.split("&") if part}


def table() -> str:
    """The README's table of the fields."""
    shown = (("Filter", lambda row: row.section), ("Questions", lambda row: row.asked))
    lines = ["| field | value | what it says | on the page | narrows |", "|---|---|---|---|---|"]
    for row in ORDERED:
        places = ", ".join(name for name, there in shown if there(row))
        lines.append(f"| `{row.name}` | {row.metavar or '1'} | {row.help} | {places} | {'yes' if row in NARROWING else ''} |")
    return "\n".join(lines)


def test_every_field_that_narrows_has_a_selection() -> None:
    selections, narrowing = {**EDGE_FILTERS, **NODE_FILTERS, **WALKS}, {row.attribute for row in NARROWING}
    lacking = sorted(narrowing - {*selections})
    assert not lacking, (
        f"{lacking} narrow the map by their rows in fields.py, but nothing says how. Write a function and enter it in filters.py: in "
        "EDGE_FILTERS if it says which relations stay, in NODE_FILTERS if which things stay; in select.py, WALKS, if it follows relations."
    )
    more = sorted({*selections} - narrowing)
    assert not more, f"filters.py or select.py narrows by {more}, whose rows in fields.py do not have effect='narrows'."
    assert len(selections) == len(EDGE_FILTERS) + len(NODE_FILTERS) + len(WALKS), "A field has two selections."


@pytest.mark.parametrize("row", NARROWING, ids=lambda row: row.name)
def test_a_field_that_narrows_takes_something_away_and_says_so(shipped: Mechanism, row: Field) -> None:
    query = Query(**{row.attribute: some_value(row, shipped)})
    assert len(select(shipped, query).edges) < len(shipped.edges)
    assert query.sentence(shipped) != "The whole map."
    assert row.wording, f"{row.name} narrows the map, so its row needs a wording: the phrase of the caption."
    assert query.filtered


@given(st.data())
def test_a_field_that_does_not_narrow_takes_nothing_away(shipped: Mechanism, data: st.DataObject) -> None:
    query = Query(**{row.attribute: data.draw(values(row)) for row in FIELDS.values() if row.effect != "narrows"})
    assert select(shipped, query) == shipped
    assert query.narrowed == ()


@pytest.mark.parametrize("row", FIELDS.values(), ids=list(FIELDS))
def test_only_what_refers_to_other_fields_is_their_reach(row: Field) -> None:
    assert {*row.of} <= {one.attribute for one in NARROWING}
    assert not row.of or row.effect == "reach"


def test_the_filter_panel_has_every_field_that_has_a_section_and_no_other(atlas: Atlas, shipped: Mechanism) -> None:
    view = atlas.view(Query(**NAMES).search())
    made = filters_panel(shipped, view.query, atlas.counts(view))
    assert changed(made) == {row.name for row in FIELDS.values() if row.section}


def test_every_choice_in_the_filter_panel_shows_how_many_relations_it_keeps(atlas: Atlas, shipped: Mechanism) -> None:
    made = filters_panel(shipped, Query(), atlas.counts(atlas.view("")))
    for row in (row for row in NARROWING if row.counted):
        options = [one for one in elements(made) if str(getattr(one, "id", "")).startswith(f"filter-{row.name}-")]
        assert [one.children[0].children.casefold() for one in options] == [text.casefold() for text in row.offered(shipped).values()]
        kept = [select(shipped, Query(**{row.attribute: (value,) if row.kind.several else value})) for value in row.offered(shipped)]
        assert [one.children[1].children for one in options] == [str(len(part.edges)) for part in kept]


def test_what_is_chosen_stays_in_the_filter_panel_where_the_map_does_not_offer_it(atlas: Atlas, shipped: Mechanism) -> None:
    view = atlas.view("?year-from=2013")
    made = filters_panel(shipped, view.query, atlas.counts(view))
    chosen = next(one for one in elements(made) if getattr(one, "id", None) == "filter-year-from-2013")
    assert getattr(chosen, "aria-pressed") == "true"
    assert chosen.children[1].children == str(len(atlas.part(view).edges))


def test_the_panel_of_questions_has_every_field_that_is_asked_there(atlas: Atlas) -> None:
    ends = {name: NAMES[name] for name in ("from_", "to", "via", "avoid")}
    loose = Query(loops=True, evidence="human", against="dose=low", up=("tlr4",), down=("pain",), block=("mor",), **ends)
    asked = {row.name for row in FIELDS.values() if row.asked}
    assert asked <= changed(panel(atlas, atlas.view(loose.search())))


def test_showing_everything_leaves_nothing_out_and_nothing_asked() -> None:
    assert {name for name, row in FIELDS.items() if row.effect != "looks"} <= {*EMPTY}
    assert all(EMPTY[name] == getattr(Query, name) for name in EMPTY)


@pytest.mark.parametrize("row", FIELDS.values(), ids=list(FIELDS))
def test_every_field_is_an_argument_with_its_help_but_those_of_the_window(row: Field) -> None:
    parser = argparse.ArgumentParser(prog="x")
    add_question(parser)
    said = " ".join(parser.format_help().split())
    lead = f"--{row.name} {row.metavar} ".replace("  ", " ")
    assert (f"{lead}{row.help}" in said) == row.argument
    assert row.argument == (row.attribute not in ("map", "view", "table", "sort"))


def test_a_question_comes_back_from_its_arguments(shipped: Mechanism) -> None:
    for row in NARROWING:
        query = Query(**{row.attribute: some_value(row, shipped)})
        name, value = flags(query)
        assert Query.parse(f"{name.removeprefix('--')}={value}", shipped) == (query, ())


def test_a_figure_takes_the_fields_by_their_names_in_python(shipped: Mechanism) -> None:
    asked = Query(species=(Species.MOUSE, Species.RAT), year_from=2015)
    assert figure(shipped, species=["rat", "mouse"], year_from=2015).mechanism == select(shipped, asked)
    with pytest.raises(UnknownName, match=r"'year_form' is no field of a figure\. Did you mean 'year_from'\?"):
        figure(shipped, year_form=2015)


def test_the_readme_has_the_table_of_the_fields() -> None:
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8"), f"README.md, 'Ask it': the table of fields should be\n\n{table()}"
