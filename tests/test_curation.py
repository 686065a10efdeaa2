"""The shipped mechanism holds what its source says, all of it, and what the papers say, and nothing that was ruled out.

`curation/statements.tsv` lists the source document taken apart, statement by statement, with the place in the mechanism
where each one went; `curation/literature.tsv` does the same for the papers as they were first collected. `curation/abstracts.tsv`
is the second reading: every abstract held against every relation, property and caveat that it bears on, with what came of it.
`curation/references.tsv` lists what is not known of the records of papers.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pathways.model.authors import authors, is_incomplete
from pathways.model.counts import all_evidence
from pathways.model.evidence import Evidence, Finding, Statement
from pathways.model.mechanism import Mechanism
from pathways.model.quotes import fold_blanks
from pathways.query.query import Query
from pathways.reading.rules import examine
from pathways.reasoning.explain import explain
from pathways.reasoning.paths import find_paths
from pathways.reasoning.what_if import what_if

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def table(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / "curation" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


STATEMENTS = table("statements.tsv")
LITERATURE = table("literature.tsv")
ABSTRACTS = table("abstracts.tsv")


def evidence_at(mechanism: Mechanism, where: str) -> tuple[Evidence, ...]:
    """The evidence at `edge:<id>`, `caveat:<id>`, `node:<id>:member_of` or `node:<id>:<name of a property>`."""
    kind, _, rest = where.partition(":")
    if kind == "edge":
        return mechanism.edge[rest].evidence
    if kind == "caveat":
        return next(caveat.evidence for caveat in mechanism.caveats if caveat.id == rest)
    node, _, name = rest.partition(":")
    if name == "member_of":
        return mechanism.node[node].member_of
    return next(item.evidence for item in mechanism.node[node].properties if item.name == name)


def quotes(mechanism: Mechanism) -> set[str]:
    return {fold_blanks(item.quote) for item in all_evidence(mechanism) if isinstance(item, Statement)}


def sentences(text: str) -> Iterator[str]:
    """Sentences of the source document; a full stop may have the reference mark before it."""
    for line in text.splitlines():
        yield from filter(None, re.split(r"(?<=[.!?])\s+(?=[A-Z])", fold_blanks(line)))


# ---------------------------------------------------------------- the source document, complete and verbatim


def test_the_tables_are_whole() -> None:
    assert len(STATEMENTS) == 82
    assert len({row["id"] for row in STATEMENTS}) == 82
    assert len(LITERATURE) == 204


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: row["id"])
def test_every_statement_is_there_word_for_word(shipped: Mechanism, row: dict[str, str]) -> None:
    wanted = (row["quote"], row["marker"], row["hedge"])
    places = row["where"].split("; ")
    for where in places:
        found = [(fold_blanks(item.quote), item.marker, item.hedge) for item in evidence_at(shipped, where) if isinstance(item, Statement)]
        assert wanted in found, f"{row['id']} at {where}: {found}"


def test_every_quote_is_in_the_document_and_every_hedge_in_its_quote(shipped: Mechanism) -> None:
    texts = {source.id: fold_blanks((DATA / source.file).read_text(encoding="utf-8")) for source in shipped.sources}
    said = [item for item in all_evidence(shipped) if isinstance(item, Statement)]
    assert said
    for item in said:
        assert fold_blanks(item.quote) in texts[item.source]
        assert item.hedge in item.quote


def test_every_sentence_is_quoted_or_left_out_with_a_reason(shipped: Mechanism) -> None:
    (source,) = shipped.sources
    left_out = {fold_blanks(item.sentence): item.reason for item in source.left_out}
    for sentence in sentences((DATA / source.file).read_text(encoding="utf-8")):
        covered = any(quote in sentence for quote in quotes(shipped))
        assert covered or left_out.get(sentence), f"neither quoted nor left out: {sentence}"


def test_nothing_but_connecting_words_is_left_unquoted(shipped: Mechanism) -> None:
    (source,) = shipped.sources
    left_out = {fold_blanks(item.sentence) for item in source.left_out}
    for sentence in sentences((DATA / source.file).read_text(encoding="utf-8")):
        taken = [False] * len(sentence)
        for quote in quotes(shipped):
            start = sentence.find(quote)
            if start >= 0:
                taken[start:start + len(quote)] = [True] * len(quote)
        rest = "".join(" " if is_taken else letter for letter, is_taken in zip(sentence, taken, strict=True))
        assert sentence in left_out or set(re.findall(r"\w+", rest)) <= {"Nonetheless", "and"}, f"unquoted in '{sentence}': {rest.split()}"


def test_statements_on_a_broken_clause_carry_no_fact(shipped: Mechanism) -> None:
    places = [where for row in STATEMENTS if row["id"] == "S038" for where in row["where"].split("; ")]
    assert places == ["caveat:text-defect"]


# ---------------------------------------------------------------- the papers


@pytest.mark.parametrize("row", LITERATURE, ids=lambda row: f"{row['statement']}-{row['reference']}")
def test_every_finding_was_taken_over(shipped: Mechanism, row: dict[str, str]) -> None:
    places = [(where, row["stance"]) for where in row["where"].split("; ") if where]
    places += [(where, "") for where in row["also"].split("; ") if where]
    assert places
    for where, stance in places:
        found = [item for item in evidence_at(shipped, where) if isinstance(item, Finding) and item.reference == row["reference"]]
        assert found, f"{row['reference']} is missing at {where}"
        assert not stance or stance in {item.stance.value for item in found}


def test_no_paper_is_there_that_the_table_does_not_name(shipped: Mechanism) -> None:
    used = {item.reference for item in all_evidence(shipped) if isinstance(item, Finding)}
    assert used == {row["reference"] for row in ABSTRACTS} == {reference.id for reference in shipped.references}
    assert {row["reference"] for row in LITERATURE} <= used


def held(mechanism: Mechanism) -> Iterator[tuple[str, Finding]]:
    """Every finding with what it is about, as the table of abstracts names it."""
    for edge in mechanism.edges:
        yield from ((edge.id, item) for item in edge.findings)
    for node in mechanism.nodes:
        yield from ((f"node:{node.id}:member_of", item) for item in node.member_of if isinstance(item, Finding))
        for said in node.properties:
            yield from ((f"node:{node.id}:{said.name}", item) for item in said.evidence if isinstance(item, Finding))
    for caveat in mechanism.caveats:
        yield from ((f"caveat:{caveat.id}", item) for item in caveat.evidence if isinstance(item, Finding))


def test_every_abstract_was_held_against_what_it_bears_on(shipped: Mechanism) -> None:
    entered = {(row["reference"], row["about"], row["outcome"]) for row in ABSTRACTS if row["outcome"] != "no entry"}
    assert entered == {(item.reference, about, item.stance.value) for about, item in held(shipped)}
    for row in ABSTRACTS:
        if row["outcome"] == "no entry":
            assert row["why"], row
            assert (row["reference"], row["about"]) not in {(item.reference, about) for about, item in held(shipped)}, row
    assert len({row["reference"] for row in ABSTRACTS if row["outcome"] == "no entry"}) > 60


def test_every_finding_was_held_against_its_abstract_on_a_day_that_is_said(shipped: Mechanism) -> None:
    assert shipped.curator
    for about, item in held(shipped):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", item.checked), (about, item.reference)


def test_studies_of_people_say_how_many_against_what_and_who(shipped: Mechanism) -> None:
    """What an abstract does not give stays empty; for trials little may."""
    trials = [item for edge in shipped.edges for item in edge.findings if item.study == "randomised-trial"]
    assert len(trials) > 30
    for item in trials:
        assert item.n, item
        assert item.comparator, item
        assert item.population_match, item


def test_what_is_known_of_each_paper_is_said_with_the_day(shipped: Mechanism) -> None:
    assert set(shipped.paper) == set(shipped.reference)
    assert all(paper.status and paper.looked_up for paper in shipped.papers)
    assert not [paper for paper in shipped.papers if paper.status == "retracted"]


def test_nothing_in_the_shipped_map_needs_a_second_look() -> None:
    found = examine(DATA / "low-dose-naltrexone.yaml")
    assert (found.problems, found.warnings) == ((), ())


def test_a_mark_that_does_not_touch_its_quote_is_disclosed(shipped: Mechanism) -> None:
    text = fold_blanks((DATA / "sources/low-dose-naltrexone.txt").read_text(encoding="utf-8"))
    for item in all_evidence(shipped):
        if isinstance(item, Statement) and item.marker:
            quote = fold_blanks(item.quote)
            after = text.partition(quote)[2]
            touches = re.match(rf"\s?{re.escape(item.marker)}(?!\d)", after) or re.search(rf"{re.escape(item.marker)}(?!\d)", quote)
            assert touches or "mark" in item.reading, item


# ---------------------------------------------------------------- the pharmacology, which nothing that is derived may contradict

BLOCKERS = ("naltrexone", "low-dose-naltrexone", "higher-dose-naltrexone")


@pytest.mark.parametrize("drug", BLOCKERS)
def test_naltrexone_at_any_dose_lowers_the_activity_of_opioid_receptors(shipped: Mechanism, drug: str) -> None:
    assert what_if(shipped, up=[drug]).by_node["opioid-receptors"].verdict == "down"
    assert what_if(shipped, down=[drug]).by_node["opioid-receptors"].verdict == "up"
    found = find_paths(shipped, [drug], ["opioid-receptors"]).paths
    assert found
    assert {path.sign for path in found} == {-1}
    for plain in (False, True):
        told = " ".join(explain(shipped, Query(from_=(drug,), to=("opioid-receptors",)), plain=plain).paragraphs)
        assert not re.search(r"naltrexone (increases|raises) opioid receptor", told)


def test_number_and_sensitivity_after_the_blockade_are_another_thing(shipped: Mechanism) -> None:
    low = what_if(shipped, up=["low-dose-naltrexone"]).by_node
    assert low["opioid-receptor-number"].verdict == low["opioid-receptor-sensitivity"].verdict == "up"
    assert shipped.node["opioid-receptors"].group is None
    assert "number" not in shipped.node["opioid-receptors"].label.casefold()


def test_naltrexone_blocks_the_receptor_of_opioid_growth_factor_too(shipped: Mechanism) -> None:
    assert what_if(shipped, up=["naltrexone"]).by_node["ogf-receptor"].verdict == "down"
    assert what_if(shipped, up=["low-dose-naltrexone"]).by_node["ogf-receptor"].verdict == "ambiguous"  # blocked, and more of its peptide


def test_the_branches_of_tlr4_move_for_themselves(shipped: Mechanism) -> None:
    low = what_if(shipped, up=["low-dose-naltrexone"]).by_node
    assert low["tlr4"].verdict == "down"
    assert {low[branch].verdict for branch in ("nf-kb", "myd88", "trif-irf3")} == {"unchanged"}
    assert what_if(shipped, up=["nf-kb"]).by_node["tlr4"].verdict == "unchanged"


def test_what_provokes_allodynia_is_no_step_to_less_hypersensitivity(shipped: Mechanism) -> None:
    paths = find_paths(shipped, ["low-dose-naltrexone"], ["hypersensitivity"], cutoff=3).paths
    found = [path for path in paths if "opioid-receptors-decreases-hypersensitivity" in path.edges]
    assert found
    assert {path.sign for path in found} == {1}


def test_opioids_and_withdrawal_are_named_where_a_reader_looks(shipped: Mechanism) -> None:
    caveat = next(caveat for caveat in shipped.caveats if caveat.id == "opioid-free")
    assert "withdrawal" in caveat.text
    for name in ("low-dose-naltrexone-contraindicated-with-opioid-use", "naltrexone-contraindicated-with-opioid-use"):
        assert "naltrexone-label" in {item.reference for item in shipped.edge[name].findings}
    story = next(story for story in shipped.stories if "evidence" in story.id)
    assert any("withdrawal" in scene.caption for scene in story.scenes)


def test_what_was_read_and_where_is_said(shipped: Mechanism) -> None:
    for item in all_evidence(shipped):
        if isinstance(item, Finding):
            assert item.locator, item
            assert item.design, item
            assert "NULL" not in item.finding, item


def test_null_results_are_marked(shipped: Mechanism) -> None:
    trials = {"bruun-2024", "bested-2023", "rodriguez-freire-innova", "beaudette-zlatanova-2023", "sharafaddinzadeh-2010", "ologunowa-2025"}
    findings = shipped.edge["low-dose-naltrexone-decreases-pain"].findings
    assert {item.reference for item in findings if item.null_result and item.stance == "contradicts"} == trials


def test_retracted_work_stays_out(shipped: Mechanism) -> None:
    text = "".join((DATA / name).read_text(encoding="utf-8") for name in ("low-dose-naltrexone.yaml", "references.json"))
    for word in ("filamin", "FLNA", "HGNC:3754"):
        assert word.casefold() not in text.casefold()
    assert not [paper.id for paper in shipped.references if {"Wang H", "Wang HY"} & {one.short for one in paper.authors}]


# ---------------------------------------------------------------- the references


def empty_fields(paper: dict[str, Any]) -> Iterator[str]:
    """What the record of a paper does not have of what a list of references prints; "other authors" where some were not seen."""
    names = ("author", "title", "issued", "container-title", "volume", "page", "DOI", "PMID")
    yield from (name for name in names if not paper.get(name))
    if is_incomplete(paper.get("author", [])):
        yield "other authors"


def test_every_field_that_is_empty_is_listed_with_its_reason_and_no_other() -> None:
    records = json.loads((DATA / "references.json").read_text(encoding="utf-8"))
    rows = [(row["id"], row["field"]) for row in table("references.tsv")]
    assert sorted(rows) == sorted((one["id"], name) for one in records for name in empty_fields(one))
    assert [name for name, _ in rows] == sorted(name for name, _ in rows)
    assert all(row["why"] for row in table("references.tsv"))


def test_references_are_sorted_and_plausible() -> None:
    text = (DATA / "references.json").read_text(encoding="utf-8")
    records = json.loads(text)
    assert text == json.dumps(records, indent=2, ensure_ascii=False) + "\n"
    assert [one["id"] for one in records] == sorted({one["id"] for one in records})
    patterns = {
        "DOI": r"10\.\d{4,9}/\S+", "PMID": r"\d{6,8}", "PMCID": r"PMC\d+", "volume": r"\d+", "issue": r"\d+(-\d+)?",
        "page": r"[A-Za-z]?\d+(\.e\d+)?(-[A-Za-z]?\d+(\.e\d+)?)?",
    }  # fmt: skip
    for one in records:
        wrong = {name: one[name] for name, pattern in patterns.items() if name in one and not re.fullmatch(pattern, one[name])}
        assert not wrong, one["id"]
        year, *rest = one["issued"]["date-parts"][0] if "issued" in one else (2000,)
        assert 1980 <= year <= 2026, one["id"]
        assert all(1 <= part <= most for part, most in zip(rest, (12, 31), strict=False)), one["id"]
        assert not one.get("author") or authors(one["author"]), one["id"]


def test_a_journal_has_one_name_and_a_paper_one_record() -> None:
    records = json.loads((DATA / "references.json").read_text(encoding="utf-8"))
    names: dict[str, set[str]] = {}
    for one in records:
        names.setdefault(one.get("container-title", "").casefold().removeprefix("the "), set()).add(one.get("container-title", ""))
    assert not [found for found in names.values() if len(found) > 1]
    for name in ("DOI", "PMID", "PMCID"):
        known = [one[name].casefold() for one in records if name in one]
        assert len(known) == len(set(known)), name
