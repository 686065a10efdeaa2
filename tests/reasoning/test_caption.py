"""The caption of a view: the question, what its answers come to, and no clause of it twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mechanisms import mechanisms, queries

from pathways.model.mechanism import Mechanism
from pathways.model.relations import Sign
from pathways.model.vocabulary import Layer
from pathways.query.query import Query
from pathways.query.select import bare
from pathways.reasoning.answers import Answer
from pathways.reasoning.caption import caption
from pathways.reasoning.signed_paths import LeftOut
from pathways.sheet.view_export import Export


def clauses(text: str) -> list[str]:
    """The clauses of a caption: what stands between full stops and semicolons, and either side of a colon that is longer than a name."""
    pieces = [piece.strip().casefold() for piece in re.split(r"[.;](?:\s|$)", text)]
    sides = [side.strip() for piece in pieces if ": " in piece for side in piece.split(": ") if side.count(" ") > 1]
    return [piece for piece in (*pieces, *sides) if piece]


def repeated(text: str) -> list[str]:
    return [clause for clause, count in Counter(clauses(text)).items() if count > 1]


def test_clauses_are_told_apart() -> None:
    assert repeated("Part of the map; only relations that hold. Only relations that hold: 1 of 2.") == ["only relations that hold"]


@settings(max_examples=300)
@given(mechanisms(), queries, st.none() | queries)
def test_no_clause_of_a_caption_is_said_twice(mechanism: Mechanism, query: Query, other: Query | None) -> None:
    second = replace(bare(other), against="").search() or "evidence=all" if other else ""
    asked = replace(query, against=second, evidence="human" if query.evidence == "all" and query.ghosts else query.evidence)
    export = Export(mechanism, asked)
    assert repeated(export.caption) == []
    assert repeated(asked.sentence(mechanism)) == []
    assert repeated(export.narrowed.caption) == []


@pytest.mark.parametrize(("asked", "said"), [
    ("evidence=human", (
        "Part of the map; only relations supported by studies in people. 24 of 91 relations are supported so. 30 things drop out."
    )),
    ("from=LDN&to=pain&evidence=trial", (
        "What leads from low-dose naltrexone to pain in at most 6 steps; only relations supported by controlled trials in people. "
        "1 path of 1 step: it lowers what it leads to. 8 of 91 relations are supported so; 1 of them lies on a path. "
        "48 things drop out. Of 4 paths, 1 is left."
    )),
    ("dose=low&against=dose%3Dhigh", (
        "Part of the map; low dose, or no dose stated; held against a second view. Of 87 pairs of things, 45 agree, 31 are in the first "
        "view only, 10 are in the second view only and 1 is said to go opposite ways. A: this view. B: high dose, or no dose stated."
    )),
])  # fmt: skip
def test_the_caption_of_the_shipped_map(asked: str, said: str, shipped: Mechanism) -> None:
    assert Export(shipped, Query.parse(asked, shipped)[0]).caption == said


@pytest.mark.parametrize(("here", "there", "said"), [
    (Query(dose="low"), Query(dose="high"), "high dose, or no dose stated."),
    (Query(dose="low"), Query(), "no limit by dose."),
    (Query(), Query(dose="low"), "low dose, or no dose stated."),
    (Query(layer=(Layer.DOCUMENT,), dose="low"), Query(layer=(Layer.DOCUMENT,), dose="high"),
     "high dose, or no dose stated; otherwise the same."),
    (Query(layer=(Layer.DOCUMENT,)), Query(sign=(Sign.NONE,)), "no limit by layer; sign: none."),
    (Query(focus=("pain",)), Query(focus=("pain",), radius=2), "What lies within 2 steps of pain."),
    (Query(focus=("pain",), dose="low"), Query(focus=("pain",), dose="low"), "the same."),
    (Query(from_=("pain",), to=("swelling",)), Query(from_=("injury",), to=("swelling",)),
     "What leads from injury in at most 6 steps; otherwise the same."),
])  # fmt: skip
def test_a_second_view_is_told_by_what_is_different(here: Query, there: Query, said: str, toy: Mechanism) -> None:
    assert there.unlike(here, toy) == said


def answer(kind: str, told: str, left_out: LeftOut, stopped: str) -> Answer:
    return Answer(kind, "Title", told, told=(told,), left_out=left_out, stopped=stopped)  # type: ignore[arg-type]


def test_what_is_left_out_and_where_searches_end_is_said_once(toy: Mechanism) -> None:
    ended = "The search ended after 2 seconds, among {} of 4 steps; there may be more of that length and longer ones."
    said = caption(toy, Query(loops=True), [
        answer("paths", "3 paths.", LeftOut(1, 2), ended.format("paths")),
        answer("loops", "2 loops.", LeftOut(2, 1), ended.format("loops")),
        answer("knockout", "1 of 2 relations is supported so.", LeftOut(), "The count ended after 2 seconds; there may be more."),
    ])
    assert repeated(said) == []
    assert said.partition("supported so. ")[2] == (
        "At least 1 more path and at least 2 more loops need a low and a high dose at once, which is impossible, and are left out. "
        "At least 2 more paths and at least 1 more loop lead round a blockade: something on them would raise what it blocks, so are left "
        "out. The search ended after 2 seconds, among paths of 4 steps; there may be more of that length and longer ones. "
        "The search for loops ended early, too. The count of paths ended early, too."
    )
