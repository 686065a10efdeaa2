"""What stands beside a map's file is checked as well: references, what is known of papers, and the quoted texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathways.reading.parse import LARGEST
from pathways.reading.rules import examine
from tests.reading.test_rules import Mistake, problems

REFERENCE_MISTAKES = {
    "a malformed DOI": Mistake(
        old='"10.5555/toy.1"',
        new='"https://doi.org/10.5555/toy.1"',
        says=(
            "references.json, line 3, reference able-2019, DOI: 'https://doi.org/10.5555/toy.1' is not a DOI. "
            "Expected 10.<digits>/<suffix>, without 'https://doi.org/'."
        ),
    ),
    "a malformed PubMed id": Mistake(
        old='"PMID": "1"',
        new='"PMID": "PMID1"',
        says="reference baker-2020, PMID: 'PMID1' is not a PubMed id. Expected digits only.",
    ),
    "a reference twice": Mistake(
        old='"id": "dyer-2022"',
        new='"id": "cook-2021"',
        says="references.json, line 20, reference cook-2021: the id stands 2 times.",
    ),
    "no list": Mistake(
        old="[\n",
        new="{\n",
        says="references.json, line 2: this is no JSON: ",
    ),
}


@pytest.mark.parametrize("mistake", REFERENCE_MISTAKES)
def test_each_mistake_in_the_references_is_found(tmp_path: Path, mistake: str) -> None:
    made = REFERENCE_MISTAKES[mistake]
    found = problems(tmp_path, references=((made.old, made.new),))
    assert any(made.says in one for one in found), "\n".join(found)


def test_references_that_are_no_list_are_refused(tmp_path: Path) -> None:
    problems(tmp_path)
    (tmp_path / "references.json").write_text(json.dumps({"id": "a"}))
    assert "expected a list of objects, as CSL-JSON has it." in str(examine(tmp_path / "toy.yaml").problems[0])


def test_a_reference_that_another_mechanism_of_the_folder_cites_is_used(tmp_path: Path) -> None:
    extra = ("[\n", '[\n {"id": "new-2024", "type": "book"},\n')
    assert problems(tmp_path, references=(extra,)) == []
    uncited = "reference new-2024: nothing cites it."
    assert any(uncited in str(one) for one in examine(tmp_path / "toy.yaml").warnings)
    (tmp_path / "other.yaml").write_text("a: [{reference: new-2024}]", encoding="utf-8")
    assert not any(uncited in str(one) for one in examine(tmp_path / "toy.yaml").warnings)


PAPERS = "gaps:"


@pytest.mark.parametrize(("listed", "says"), [
    ("{reference: able-2018}", "no reference 'able-2018'. Nearest: 'able-2019'"),
    ("{reference: able-2019, pools: [baker-2021]}", "no reference 'baker-2021'. Nearest: 'baker-2020'"),
    ("{reference: able-2019}\n  - {reference: able-2019}", "'able-2019' stands in line"),
    ("{reference: able-2019, status: retracted}", "'able-2019' is retracted, so it supports nothing."),
    ("{reference: able-2019, status: withdrawn}", "status: 'withdrawn'"),
    ("{reference: able-2019, looked_up: yesterday}", "looked_up: 'yesterday'"),
    ("{reference: able-2019, looked_up: '2026-02-30'}", "there is no day '2026-02-30'. Expected one of the calendar"),
])
def test_what_is_known_of_papers_is_checked(tmp_path: Path, listed: str, says: str) -> None:
    found = problems(tmp_path, (PAPERS, f"papers:\n  - {listed}\n{PAPERS}"))
    assert any(says in one for one in found), found


def test_a_source_that_is_too_large_is_refused(tmp_path: Path) -> None:
    problems(tmp_path)
    (tmp_path / "sources/leaflet.txt").write_text("x" * (LARGEST + 1))
    assert "At most" in str(examine(tmp_path / "toy.yaml").problems[0])


def test_a_source_behind_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    problems(inner)
    (inner / "sources/leaflet.txt").rename(tmp_path / "outside.txt")
    (inner / "sources/leaflet.txt").symlink_to(tmp_path / "outside.txt")
    assert "must lie in the mechanism's folder" in str(examine(inner / "toy.yaml").problems[0])
