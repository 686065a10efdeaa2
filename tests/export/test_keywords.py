"""Figures and talks name their keyword arguments: none is missing, none too many, and a type checker knows them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_origin, get_type_hints

import pytest

from pathways.export.figure import figure
from pathways.export.keywords import FigureChanges, TalkOptions
from pathways.export.talk import talk
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import Query
from tests.conftest import ROOT

EXAMPLE = """\
import pathways

ldn = pathways.load(pathways.shipped())
part = pathways.figure(ldn, focus=["TLR4"], layer="document", year_from=2015, loops=True, shape="square", without="title,legend")
part.with_(theme="print", move=[("tlr4", 1.5, 2.0)], width=800).save("tlr4.svg")
pathways.talk(ldn, theme="dark", page="4:3")
pathways.figure(ldn, focuss="TLR4")
part.with_(theme="pink")
part.with_(radius="two")
pathways.talk(ldn, focus="TLR4")
"""


def test_the_keywords_of_a_figure_are_the_fields_of_question_and_options_in_their_order() -> None:
    assert list(FigureChanges.__annotations__) == [one.name for one in (*fields(Options), *fields(Query))]


def test_the_keywords_of_a_talk_are_the_options_and_a_theme() -> None:
    assert list(TalkOptions.__annotations__) == [*(one.name for one in fields(Options)), "theme"]


def test_the_words_of_a_choice_are_those_that_the_fields_take() -> None:
    given, taken = get_type_hints(FigureChanges), get_type_hints(Options) | get_type_hints(Query)
    choices = {name: kind for name, kind in taken.items() if get_origin(kind) is Literal}
    assert {name: given[name] for name in choices} == choices


def test_a_type_checker_accepts_right_keywords_and_refuses_wrong_ones(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(EXAMPLE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(tmp_path / "example.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line]
    assert found == ["7", "8", "9", "10"], done.stdout + done.stderr


@pytest.mark.parametrize(("given", "same"), [
    ({"without": ["title", "legend"]}, {"without": "title,legend"}),
    ({"focus": ("TLR4",), "loops": True}, {"focus": "tlr4", "loops": "1"}),
    ({"move": [("tlr4", 1.5, 2.0)]}, {"move": "tlr4:1.5:2"}),
    ({"view": (1.0, 2.0, 3.5)}, {"view": "1,2,3.5"}),
])
def test_a_value_is_taken_as_in_an_address_or_as_python_has_it(shipped: Mechanism, given: dict[str, Any], same: dict[str, Any]) -> None:
    one, other = (figure(shipped, **values).export for values in (given, same))
    assert (one.query, one.options) == (other.query, other.options) != (Query(), Options())


def test_a_talk_takes_a_list_as_a_figure_does(shipped: Mechanism) -> None:
    assert talk(shipped, without=["title", "legend"]).plan == talk(shipped, without="legend,title").plan
