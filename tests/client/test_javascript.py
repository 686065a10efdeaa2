"""The scripts by the tools of their language: style, the types that comments state, and tests of the parts that need no page."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import ROOT


@pytest.mark.usefixtures("packages")
def test_the_linter_finds_nothing(run_script: Callable[[str], None]) -> None:
    run_script("lint")


@pytest.mark.usefixtures("packages")
def test_the_types_that_comments_state_are_sound(run_script: Callable[[str], None]) -> None:
    run_script("types")


def test_the_parts_that_need_no_page_do_as_they_say(run_script: Callable[[str], None]) -> None:
    run_script("test")


def test_packages_have_one_version_each_and_are_taken_from_wherever_one_takes_packages() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert not [name for name, row in locked.items() if "resolved" in row or (name and "integrity" not in row)]
